//! A journal to take away: Markdown to read, JSON to keep. Opened text: only for its owner.

use serde::Serialize;
use time::macros::format_description;

use super::entry::{Body, Entry};

/// The words around the texts, in the reader's language.
pub struct Wording<'a> {
    pub title: &'a str,
    pub question: &'a str,
    pub places: &'a str,
    pub feelings: &'a str,
    pub tensions: &'a str,
    pub was: &'a str,
    pub wish: &'a str,
    pub elsewhere: &'a str,
    pub damaged: &'a str,
    /// Gives the word for a feeling's key, and for a tension's.
    pub feeling: &'a dyn Fn(&str) -> String,
    pub tension: &'a dyn Fn(&str) -> String,
    /// Says a place between 0 and 100 in words.
    pub place: &'a dyn Fn(u8, &str, &str) -> String,
}

#[derive(Serialize)]
struct Exported<'a> {
    id: String,
    day: String,
    #[serde(flatten)]
    body: &'a Body,
    /// Sentences that another device wrote.
    elsewhere: &'a [(String, String)],
    damaged: usize,
}

/// Writes all entries as JSON: an object with `entries`, the latest first. Times are milliseconds since 1970.
pub fn json(entries: &[Entry]) -> Result<String, serde_json::Error> {
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| Exported {
            id: entry.id.to_string(),
            day: day(entry),
            body: &entry.body,
            elsewhere: &entry.elsewhere,
            damaged: entry.damaged,
        })
        .collect();
    serde_json::to_string_pretty(&serde_json::json!({ "format": "omgang journal 1", "entries": entries }))
}

/// Writes all entries as Markdown, the latest first.
pub fn markdown(entries: &[Entry], words: &Wording<'_>) -> String {
    let mut out = format!("# {}\n", words.title);
    for entry in entries {
        write_entry(&mut out, entry, words);
    }
    out
}

fn write_entry(out: &mut String, entry: &Entry, words: &Wording<'_>) {
    let body = &entry.body;
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&format!("\n## {}\n", day(entry)));
    if entry.damaged > 0 {
        line(&format!("> {}\n", words.damaged));
    }
    if !body.text.trim().is_empty() {
        line(&format!("### {}\n\n{}\n", words.question, body.text));
    }
    for answer in body.answers.iter().filter(|answer| !answer.text.trim().is_empty()) {
        line(&format!("### {}\n\n{}\n", answer.question, answer.text));
    }
    if !entry.elsewhere.is_empty() {
        line(&format!("### {}\n", words.elsewhere));
        for (_, sentence) in &entry.elsewhere {
            line(&format!("- {sentence}"));
        }
        line("");
    }
    if body.placed().next().is_some() {
        line(&format!("### {}\n", words.places));
        for place in body.placed() {
            let mut said = format!("- {} ({} – {})", place.name, place.too_little, place.too_much);
            for (word, at) in [(words.was, place.was), (words.wish, place.wish)] {
                if let Some(at) = at {
                    said.push_str(&format!("; {word}: {}", (words.place)(at, &place.too_little, &place.too_much)));
                }
            }
            line(&said);
        }
        line("");
    }
    let named = |keys: &[String], name: &dyn Fn(&str) -> String| {
        keys.iter().map(|key| name(key)).collect::<Vec<_>>().join(", ")
    };
    if !body.feelings.is_empty() {
        line(&format!("{}: {}\n", words.feelings, named(&body.feelings, words.feeling)));
    }
    if !body.tensions.is_empty() {
        line(&format!("{}: {}\n", words.tensions, named(&body.tensions, words.tension)));
    }
}

fn day(entry: &Entry) -> String {
    entry.day.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}
