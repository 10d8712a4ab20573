//! Shows where a text has the words that were asked for: the best window of it, or all of it.
//!
//! Text and query go through the analyser of the index, so that what is marked is what was found. The result is plain
//! text in pieces; escaping is the template's work.

use std::collections::HashSet;

use dutch::analyser::Word;

use super::marking::{Mark, Marker, Span};
use super::query::SearchQuery;

/// About how long a snippet is, in characters.
const LENGTH: usize = 220;
/// How much of the text stands before the first mark, at most.
const LEAD: usize = 50;
const CUT: &str = "…";

/// A stretch of text that is marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// Shows the stretch of a text that has most of the words, as [`Marker::snippet`] does.
pub fn snippet(text: &str, query: &SearchQuery) -> Vec<Piece> {
    Marker::of(query).snippet(text)
}

/// Shows a whole text with all the words marked, its lines as they are.
pub fn mark_all(text: &str, query: &SearchQuery) -> Vec<Piece> {
    let mut marker = Marker::of(query);
    let words = marker.read(text);
    joined(cut(text, (0, text.len()), &marker.marks(text, &words)))
}

impl Marker {
    /// Shows the stretch of a text that has most of the words, on one line; its start when it has none.
    pub fn snippet(&mut self, text: &str) -> Vec<Piece> {
        // Where there is nothing to mark, what is shown lies within the first characters.
        let start = text.char_indices().nth(2 * LENGTH).filter(|_| self.is_idle());
        let words = self.read(&text[..start.map_or(text.len(), |(at, _)| at)]);
        let marks = self.marks(text, &words);
        let (from, to) = best_window(text, &words, &marks);
        let mut pieces = cut(text, (from, to), &marks);
        for piece in &mut pieces {
            piece.text = one_line(&piece.text);
        }
        if let Some(first) = pieces.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = pieces.last_mut() {
            last.text = last.text.trim_end().to_owned();
        }
        if !text[..from].trim().is_empty() {
            pieces.insert(0, Piece { text: format!("{CUT} "), marked: false });
        }
        if !text[to..].trim().is_empty() {
            pieces.push(Piece { text: format!(" {CUT}"), marked: false });
        }
        joined(pieces)
    }
}

/// Chooses the window with most different words, then most marks, then the earliest.
fn best_window(text: &str, words: &[Word], marks: &[Mark]) -> Span {
    if text.chars().nth(LENGTH).is_none() {
        return (0, text.len());
    }
    let mut best = (window(text, words, 0), (0, 0));
    for mark in marks {
        let span = window(text, words, lead_in(text, words, mark.span.0));
        let inside = within(marks, span);
        let different: HashSet<&str> = inside.iter().map(|other| other.stands_for.as_str()).collect();
        let worth = (different.len(), inside.len());
        if worth > best.1 {
            best = (span, worth);
        }
    }
    best.0
}

/// Gives the marks that lie wholly in a stretch.
fn within(marks: &[Mark], (from, to): Span) -> &[Mark] {
    let first = marks.partition_point(|mark| mark.span.0 < from);
    let end = marks.partition_point(|mark| mark.span.1 <= to);
    marks.get(first..end).unwrap_or_default()
}

/// Goes back from a mark to the start of its sentence, or some words if that is too far.
fn lead_in(text: &str, words: &[Word], mark: usize) -> usize {
    let before = &words[..words.partition_point(|word| word.from <= mark)];
    let near = |word: &&Word| text[word.from..mark].chars().nth(LEAD).is_none();
    let starts_sentence = |word: &&Word| {
        let gap = text[..word.from].trim_end_matches([' ', '"', '“', '‘', '(']);
        gap.is_empty() || gap.ends_with(['.', '?', '!', ':', '\n'])
    };
    let start = before.iter().rev().take_while(near).find(starts_sentence);
    start.or_else(|| before.iter().rev().take_while(near).last()).map_or(mark, |word| word.from)
}

/// Ends a window at the last whole word that fits.
fn window(text: &str, words: &[Word], from: usize) -> Span {
    let limit = text[from..].char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| from + at);
    if limit == text.len() {
        return (from, limit);
    }
    let fitting = &words[..words.partition_point(|word| word.to <= limit)];
    let to = fitting.last().map(|word| word.to).filter(|&to| to > from);
    (from, to.unwrap_or(limit))
}

fn cut(text: &str, (from, to): Span, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = from;
    for (start, end) in within(marks, (from, to)).iter().map(|mark| mark.span) {
        pieces.push(Piece { text: text[at..start].to_owned(), marked: false });
        pieces.push(Piece { text: text[start..end].to_owned(), marked: true });
        at = end;
    }
    pieces.push(Piece { text: text[at..to].to_owned(), marked: false });
    pieces
}

/// Makes one space of each stretch of white space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(letter),
        }
    }
    line
}

/// Leaves empty pieces out and puts neighbours of one sort together.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.into_iter().filter(|piece| !piece.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if !last.marked && !piece.marked => last.text.push_str(&piece.text),
            _ => joined.push(piece),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> SearchQuery {
        SearchQuery::parse([("q", text)])
    }

    /// Writes pieces with marks as `[word]`.
    fn written(pieces: &[Piece]) -> String {
        let write = |piece: &Piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(write).collect()
    }

    #[test]
    fn other_forms_of_a_word_are_marked_too() {
        let pieces = mark_all("De cliënt kreeg brieven.\nZij las de Brief niet.", &query("client brief de"));
        assert_eq!(written(&pieces), "De [cliënt] kreeg [brieven].\nZij las de [Brief] niet.");
    }

    #[test]
    fn a_phrase_is_marked_only_where_its_words_stand_together() {
        let pieces = mark_all("Eigen regie, of regie over eigen tijd", &query("\"eigen regie\""));
        assert_eq!(written(&pieces), "[Eigen regie], of regie over eigen tijd");
    }

    #[test]
    fn a_related_word_is_marked_only_where_nothing_else_is() {
        let own = super::super::Thesaurus::read("linde ~ buurtkamer, koffieochtend");
        let asked = query("linde").with_own_words(own.into());
        assert_eq!(written(&mark_all("Koffieochtend in de buurtkamer", &asked)), "[Koffieochtend] in de [buurtkamer]");
        assert_eq!(written(&mark_all("De buurtkamer van de Linde", &asked)), "De buurtkamer van de [Linde]");
    }

    #[test]
    fn what_was_excluded_is_never_marked() {
        assert_eq!(written(&mark_all("zorg en geld", &query("zorg -geld"))), "[zorg] en geld");
    }

    #[test]
    fn a_snippet_is_the_best_window_on_one_line() {
        let filler = "Er gebeurde die week verder niet zo veel bijzonders in de straat. ".repeat(8);
        let text = format!("{filler}\n\nToen   kwamen de <b>schulden</b> op tafel en de regie ook. {filler}");
        let pieces = snippet(&text, &query("schuld regie"));
        let shown = written(&pieces);
        assert!(
            shown.starts_with("… Toen kwamen de <b>[schulden]</b> op tafel en de [regie] ook. Er gebeurde"),
            "{shown}"
        );
        assert!(shown.ends_with('…'), "{shown}");
        let length: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        assert!(length <= LENGTH + 4, "{length}");
    }

    #[test]
    fn without_a_match_the_start_is_shown() {
        let text = "é".repeat(10) + &" woord".repeat(100);
        let pieces = snippet(&text, &query("anders"));
        assert!(pieces[0].text.starts_with("éééé") && !pieces[0].marked);
        assert_eq!(written(&snippet("Kort.", &query(""))), "Kort.");
        assert!(snippet("", &query("iets")).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_any_query_can_be_shown(
            text in r#"([a-zé'’ĳ\u{301}\u{ad}"\-. \n]|de |brief |\PC){0,300}"#,
            asked in r#"([a-zé'’"„\- ]|de |brief |\PC){0,60}"#,
        ) {
            let query = query(&asked);
            let whole: String = mark_all(&text, &query).iter().map(|piece| piece.text.as_str()).collect();
            proptest::prop_assert_eq!(whole, text.as_str());
            let shown: usize = snippet(&text, &query).iter().map(|piece| piece.text.chars().count()).sum();
            proptest::prop_assert!(shown <= LENGTH + 4);
        }
    }
}
