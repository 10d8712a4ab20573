//! Reads what somebody typed into words, phrases and exclusions. Never fails: what can't be read is passed over.

use dutch::analyser::{self, Word};

/// So many words are read; the rest is passed over, so that a search costs a bounded time.
const MOST_WORDS: usize = 40;
const MOST_PHRASES: usize = 10;

/// What somebody typed, understood.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// All words outside quotation marks, in their order.
    pub typed: Vec<Word>,
    /// Words by which a document is found, each once.
    pub wanted: Vec<Word>,
    /// Small words that only help to rank.
    pub helping: Vec<Word>,
    /// Words between quotation marks, that must stand next to each other as typed.
    pub phrases: Vec<Vec<Word>>,
    /// Words, or rows of words, that must not be there.
    pub unwanted: Vec<Vec<Word>>,
}

/// A piece of the typed text, before its words are read.
#[derive(Clone, Copy)]
struct Part<'a> {
    minus: bool,
    quoted: bool,
    text: &'a str,
}

impl Wording {
    /// Reads a typed text.
    pub fn read(text: &str) -> Self {
        let mut wording = Self::default();
        for part in parts(text) {
            let mut words = analyser::words(part.text);
            words.truncate(MOST_WORDS);
            match part {
                _ if words.is_empty() => {}
                Part { minus: true, .. } => wording.unwanted.push(words),
                Part { quoted: true, .. } => wording.phrases.push(words),
                Part { .. } => wording.typed.extend(words),
            }
        }
        wording.typed.truncate(MOST_WORDS);
        wording.phrases.truncate(MOST_PHRASES);
        wording.unwanted.truncate(MOST_PHRASES);
        wording.sort_out();
        wording
    }

    /// Tells whether there is nothing to find or to rank by.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.phrases.is_empty()
    }

    /// Sets small words apart, unless there is nothing else.
    fn sort_out(&mut self) {
        for word in &self.typed {
            let list = if analyser::is_weak(&word.exact) { &mut self.helping } else { &mut self.wanted };
            if list.iter().all(|other| other.exact != word.exact) {
                list.push(word.clone());
            }
        }
        if self.is_empty() {
            self.wanted = std::mem::take(&mut self.helping);
        }
    }
}

/// Cuts the typed text at quotation marks and signs; words without either stay together.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut plain = 0..0;
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|letter: char| !letter.is_whitespace()) {
        let from = at + skipped;
        let rest = &text[from..];
        let signless = rest
            .strip_prefix(['-', '−', '–'])
            .filter(|after| after.starts_with(|l: char| l.is_alphanumeric() || is_quote(l)));
        let body = signless.unwrap_or(rest);
        let (quoted, inside) = match body.strip_prefix(is_quote).and_then(|inside| inside.split_once(is_quote)) {
            Some((inside, _)) => (true, inside),
            None => (false, word_at(body)),
        };
        at = offset(text, inside) + inside.len();
        at += if quoted { text[at..].chars().next().map_or(0, char::len_utf8) } else { 0 };
        at = at.max(from + rest.chars().next().map_or(1, char::len_utf8));
        if quoted || signless.is_some() {
            parts.push(Part { minus: false, quoted: false, text: &text[plain] });
            parts.push(Part { minus: signless.is_some(), quoted, text: inside });
            plain = at..at;
        } else {
            plain = plain.start..at;
        }
    }
    parts.push(Part { minus: false, quoted: false, text: &text[plain] });
    parts
}

/// Gives the text up to the next space or quotation mark.
fn word_at(body: &str) -> &str {
    let body = body.trim_start_matches(is_quote);
    let end = body.find(|letter: char| letter.is_whitespace() || is_quote(letter)).unwrap_or(body.len());
    &body[..end]
}

/// Tells where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>, Vec<String>, Vec<String>) {
        let wording = Wording::read(text);
        let exacts = |words: &[Word]| words.iter().map(|word| word.exact.as_str()).collect::<Vec<_>>().join(" ");
        (
            wording.wanted.iter().map(|word| word.exact.clone()).collect(),
            wording.helping.iter().map(|word| word.exact.clone()).collect(),
            wording.phrases.iter().map(|words| exacts(words)).collect(),
            wording.unwanted.iter().map(|words| exacts(words)).collect(),
        )
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn words_phrases_and_minus_are_told_apart() {
        let read = read("de schulden \"eigen regie\" -boos -\"niet willen\" schulden");
        assert_eq!(read, (list(&["schulden"]), list(&["de"]), list(&["eigen regie"]), list(&["boos", "niet willen"])));
    }

    #[test]
    fn curly_quotation_marks_work_and_lone_signs_are_passed_over() {
        assert_eq!(read("„eigen regie” - zorg").2, list(&["eigen regie"]));
        assert_eq!(read("\"eigen regie"), (list(&["eigen", "regie"]), vec![], vec![], vec![]));
        assert_eq!(read("-- \" \"\" - \"-"), (vec![], vec![], vec![], vec![]));
        assert_eq!(read("zorg-mijdend wijk\"team").0, list(&["zorg", "mijdend", "wijk", "team"]));
    }

    #[test]
    fn shortened_words_are_read_together() {
        let typed = Wording::read("zorg- en welzijnssector").typed;
        assert_eq!(typed[0].joined.as_deref(), Some("zorgsector"));
    }

    #[test]
    fn small_words_count_when_there_is_nothing_else() {
        assert_eq!(read("wat is het").0, list(&["wat", "is", "het"]));
        assert!(Wording::read("-geweld").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn anything_can_be_read(text in r#"([a-z"„”\-– ]|\PC){0,80}"#) {
            let wording = Wording::read(&text);
            proptest::prop_assert!(wording.typed.len() <= MOST_WORDS);
        }
    }
}
