//! Cuts a text into words, numbers and marks, with what the detectors ask of each: its folded form, its capitals, the
//! gap before it, whether it begins a sentence. A token never holds a blank, an apostrophe or a hyphen: 'Ter Horst-de
//! Wit's' is seven tokens, and the detectors put names together again. Letters and digits part ('33b' is two tokens).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::{self, List, Traits};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark,
}

/// How a word is capitalised; `Lower` for numbers and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    Capital,
    Upper,
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Glued,
    Blank,
    Line,
}

#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) span: Range<usize>,
    pub(super) text: &'t str,
    /// Lower case, without accents, so that all lists can be plain.
    pub(super) folded: Cow<'t, str>,
    /// What the lexicon knows of a word; nothing of numbers and marks.
    pub(super) traits: Traits,
    pub(super) kind: Kind,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// The number of its line, blank ones left out.
    pub(super) line: usize,
    pub(super) starts_sentence: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, folded: &str) -> bool {
        self.folded == folded
    }

    /// Tells whether the word is one of these, which are written as it is folded.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        let folded = self.folded.as_bytes();
        // Most differ in length or in their first letter: that is seen without comparing all of them.
        let alike = |word: &[u8]| word.len() == folded.len() && word.first() == folded.first() && word == folded;
        words.iter().any(|word| alike(word.as_bytes()))
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.text.starts_with(mark)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    pub(super) fn is_capital(&self) -> bool {
        self.shape != Shape::Lower
    }

    pub(super) fn is_glued(&self) -> bool {
        self.gap == Gap::Glued
    }

    /// One letter, as initials are ('ij' aside).
    pub(super) fn is_letter(&self) -> bool {
        self.kind == Kind::Word && (self.folded.len() == 1 || self.folded.chars().nth(1).is_none())
    }

    pub(super) fn is_apostrophe(&self) -> bool {
        self.kind == Kind::Mark && matches!(self.text, "'" | "’" | "‘" | "`" | "´")
    }

    pub(super) fn is_dash(&self) -> bool {
        self.kind == Kind::Mark && matches!(self.text, "-" | "‐" | "‑" | "–")
    }

    pub(super) fn on(&self, list: List) -> bool {
        self.traits.on(list)
    }

    /// The number's value; none when it isn't a number or doesn't fit.
    pub(super) fn value(&self) -> Option<u32> {
        if self.is_number() { self.text.parse().ok() } else { None }
    }
}

/// Cuts a text into tokens; blanks are left out.
pub(super) fn cut(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    let mut gap = Gap::Line;
    let mut line = 0;
    let mut known: HashMap<&str, Traits, RandomState> = HashMap::default();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            gap = if first == '\n' || first == '\r' || gap == Gap::Line { Gap::Line } else { Gap::Blank };
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let joins = match kind {
                Kind::Word => kind_of(next) == Kind::Word || is_combining_mark(next),
                Kind::Number => kind_of(next) == Kind::Number,
                Kind::Mark => is_combining_mark(next),
            };
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let starts_sentence = kind == Kind::Word && begins_sentence(&tokens, gap);
        line += usize::from(gap == Gap::Line);
        let word = &text[start..end];
        let folded = fold(word);
        let traits = match kind {
            Kind::Word => *known.entry(word).or_insert_with(|| {
                let traits = lexicon::traits(&folded);
                if is_foreign(word) { traits.as_foreign() } else { traits }
            }),
            Kind::Number | Kind::Mark => Traits::default(),
        };
        tokens.push(Token {
            span: start..end,
            text: word,
            folded,
            traits,
            kind,
            shape: if kind == Kind::Word { shape_of(word) } else { Shape::Lower },
            gap,
            line,
            starts_sentence,
        });
        gap = Gap::Glued;
    }
    tokens
}

/// Lower-cases and strips accents, the way content/lexicon/build.py does it.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A letter with a mark that no Dutch word has ('bùi', 'Yıldız'), so that folding makes no ordinary word of it.
fn is_foreign(word: &str) -> bool {
    const DUTCH: &str = "áàäâéèëêíïîóöôúüûçñ";
    !word.is_ascii()
        && word.nfc().flat_map(char::to_lowercase).any(|c| c.is_alphabetic() && !c.is_ascii() && !DUTCH.contains(c))
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Number
    } else if c.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Mark
    }
}

fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Shape::Lower;
    }
    let (mut rest, mut all) = (false, true);
    for c in letters {
        rest = true;
        all &= c.is_uppercase();
    }
    if rest && all { Shape::Upper } else { Shape::Capital }
}

/// After a full stop, a line break, a colon, an opening quote or bracket, or a list's number.
fn begins_sentence(before: &[Token<'_>], gap: Gap) -> bool {
    let Some(last) = before.last() else { return true };
    if gap == Gap::Line {
        return true;
    }
    if last.kind != Kind::Mark {
        return false;
    }
    match last.text.chars().next().unwrap_or(' ') {
        '!' | '?' | ':' | '…' | '•' | '→' | '>' | '|' | '"' | '“' | '„' | '«' => true,
        '.' => gap == Gap::Blank && !before.iter().nth_back(1).is_some_and(|word| word.on(List::Abbreviation)),
        '\'' | '‘' | '’' | '`' => gap == Gap::Glued && last.gap != Gap::Glued,
        '-' | '–' | '*' => last.gap != Gap::Glued && gap == Gap::Blank,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        cut(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        assert_eq!(words("mw. Wong-Cheung's 33b"), ["mw", ".", "Wong", "-", "Cheung", "'", "s", "33", "b"]);
        assert_eq!(words("a\u{a0}–\u{a0}b 🙃"), ["a", "–", "b", "🙃"]);
    }

    #[test]
    fn folds_accents_and_combining_marks() {
        assert_eq!(fold("Yıldırım"), "yildirim");
        assert_eq!(fold("To\u{301}i"), "toi");
        assert_eq!(fold("Zbyszek"), "zbyszek");
        assert_eq!(fold("ŁÓDŹ"), "lodz");
    }

    #[test]
    fn knows_where_sentences_begin() {
        let starts = |text: &str, word: &str| cut(text).iter().any(|t| t.text == word && t.starts_sentence);
        assert!(starts("Hij kwam. Toen ging hij.", "Toen"));
        assert!(starts("Ze zei: 'Ga maar.'", "Ga"));
        assert!(!starts("Ik sprak mw. Jansen.", "Jansen"));
        assert!(starts("een\nTwee", "Twee"));
    }
}
