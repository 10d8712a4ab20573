//! An entry where many stand: its first words, its day, what a search found in it.

use serde::Serialize;

use crate::journal::Entry;
use crate::search::Piece;
use crate::web::dates;
use crate::web::words::Language;

/// An entry in a list.
#[derive(Clone, Serialize)]
pub struct EntryLine {
    pub href: String,
    /// Its first words.
    pub title: String,
    pub notes: Vec<String>,
    pub pieces: Vec<PieceView>,
}

/// A stretch of a text, found or not.
#[derive(Clone, Serialize)]
pub struct PieceView {
    pub text: String,
    pub hit: bool,
}

impl EntryLine {
    /// Makes the line of an entry.
    pub fn of(language: Language, entry: &Entry) -> Self {
        let opening = entry.body.opening();
        let title: String = opening.chars().take(90).collect();
        let cut = if title.len() < opening.len() { "…" } else { "" };
        let mut notes = vec![dates::long(entry.day, language)];
        if entry.damaged > 0 {
            notes.push(language.t("journal-damaged-note"));
        }
        let title = match (title.is_empty(), entry.damaged) {
            (false, _) => format!("{title}{cut}"),
            (true, 0) => language.t("journal-only-places"),
            (true, _) => language.t("journal-no-words"),
        };
        Self { href: format!("/journal/entries/{}", entry.id), title, notes, pieces: Vec::new() }
    }

    /// Adds what a search found in it.
    pub fn with_pieces(self, pieces: Vec<Piece>) -> Self {
        let pieces = pieces.into_iter().map(|piece| PieceView { text: piece.text, hit: piece.marked }).collect();
        Self { pieces, ..self }
    }
}

pub(super) fn sample_line() -> EntryLine {
    EntryLine {
        href: "#".into(),
        title: "Ze deed pas open toen ik al wegliep.".into(),
        notes: vec!["dinsdag 3 maart 2026".into()],
        pieces: vec![PieceView { text: "Ze deed ".into(), hit: false }, PieceView { text: "open".into(), hit: true }],
    }
}
