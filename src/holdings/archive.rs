//! A person's copy as a zip: every row as JSON, the texts as Markdown too, and a page that says what is what. Blocking: call it
//! off the async threads.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use serde_json::{Map, Value as Json};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::Held;

/// Which rows are texts, what stands above each, and which columns are the words.
const TEXTS: [(&str, &str, &[&str]); 8] = [
    ("cases", "title", &["story", "learning_question", "client_perspective"]),
    ("record", "title", &["situation", "client_view", "exploration", "options", "decision", "accounting"]),
    ("record_lesson", "", &["text"]),
    ("contribution", "step_key", &["text", "who", "due"]),
    ("follow_up", "due", &["text", "sign", "outcome"]),
    ("pitch", "title", &["what", "why", "question"]),
    ("reflection", "", &["technical", "normative", "personal"]),
    ("shared_part", "", &["text"]),
];

/// Why no copy could be made.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// Packs what is held, with these files beside it, each a name and its text.
pub fn pack(held: &[Held], files: &[(String, String)]) -> Result<Vec<u8>, Failed> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(text.as_bytes())?;
    }
    for kind in held {
        zip.start_file(format!("data/{}.json", kind.name), options)?;
        zip.write_all(serde_json::to_string_pretty(&kind.rows)?.as_bytes())?;
        if let Some(text) = markdown(kind) {
            zip.start_file(format!("text/{}.md", kind.name), options)?;
            zip.write_all(text.as_bytes())?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// Writes the texts of one kind, one heading a row; nothing for a kind that has none.
fn markdown(kind: &Held) -> Option<String> {
    let (_, title, columns) = TEXTS.iter().find(|(name, _, _)| *name == kind.name)?;
    let mut text = format!("# {}\n", kind.name);
    for row in &kind.rows {
        let heading = Some(word(row, title)).filter(|heading| !heading.is_empty()).unwrap_or_else(|| word(row, "id"));
        write!(text, "\n## {heading}\n").ok()?;
        for column in columns.iter().filter(|column| !word(row, column).is_empty()) {
            write!(text, "\n### {column}\n\n{}\n", word(row, column)).ok()?;
        }
    }
    (!kind.rows.is_empty()).then_some(text)
}

fn word<'a>(row: &'a Map<String, Json>, column: &str) -> &'a str {
    row.get(column).and_then(Json::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_copy_has_rows_as_json_and_texts_as_markdown() {
        let row =
            serde_json::json!({ "id": "1", "title": "De sleutel", "story": "Zij belde.", "learning_question": "" });
        let held = Held { name: "cases", rows: vec![row.as_object().unwrap().clone()] };
        let bytes = pack(&[held], &[("README.md".into(), "Hallo".into())]).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("README.md"), "Hallo");
        assert_eq!(read("text/cases.md"), "# cases\n\n## De sleutel\n\n### story\n\nZij belde.\n");
        let rows: Json = serde_json::from_str(&read("data/cases.json")).unwrap();
        assert_eq!(rows[0]["story"], "Zij belde.");
    }
}
