//! The library as a zip: each item as Markdown, and all of them as JSON. Blocking: call it off the async threads.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::{Paper, markdown};

/// Why no archive could be made.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    FrontMatter(#[from] toml::ser::Error),
}

/// Packs items. No file in it carries a time or a name of a person.
pub fn pack(papers: &[Paper]) -> Result<Vec<u8>, Failed> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file("library.json", options)?;
    zip.write_all(serde_json::to_string_pretty(papers)?.as_bytes())?;
    for (number, paper) in (1..).zip(papers) {
        zip.start_file(format!("items/{number:04}-{}.md", slug(&paper.title)), options)?;
        zip.write_all(markdown::write(paper)?.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Makes a file's name of a title: small letters, digits and hyphens.
pub fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = title.nfd().filter(char::is_ascii).map(|letter| letter.to_ascii_lowercase());
    let hyphened: String = plain.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let words: Vec<&str> = hyphened.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() { "stuk".to_owned() } else { name.trim_end_matches('-').to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked_and_read_back() {
        let paper = markdown::parse("# Één titel: ja?\n\nEen verhaal.").unwrap();
        let bytes = pack(&[paper.clone(), paper.clone()]).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name("items/0001-een-titel-ja.md").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(markdown::parse(&text), Ok(paper.clone()));
        let mut json = String::new();
        zip.by_name("library.json").unwrap().read_to_string(&mut json).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Paper>>(&json).unwrap(), [paper.clone(), paper]);
        assert_eq!((slug("../../etc"), slug("…")), ("etc".to_owned(), "stuk".to_owned()));
    }
}
