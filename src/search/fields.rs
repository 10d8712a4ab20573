//! Field words in what was typed: `deugd:geduld`, `team:noord`, `jaar:2025`, also with a minus and with quotation marks.
//!
//! A field word that can't be understood stays in the text, where it is read as ordinary words.

use dutch::analyser;

use super::query::{Facet, Filter};

/// Values that one field word may stand for, at most.
const MOST_VALUES: usize = 10;

/// The words that people type for a facet, in both languages.
const WORDS: [(&str, Facet); 28] = [
    ("soort", Facet::Kind),
    ("kind", Facet::Kind),
    ("deugd", Facet::Virtue),
    ("virtue", Facet::Virtue),
    ("kant", Facet::Side),
    ("pool", Facet::Side),
    ("side", Facet::Side),
    ("pole", Facet::Side),
    ("veld", Facet::Group),
    ("spanningsveld", Facet::Group),
    ("group", Facet::Group),
    ("spanning", Facet::Tension),
    ("tension", Facet::Tension),
    ("drempel", Facet::Barrier),
    ("belemmering", Facet::Barrier),
    ("barrier", Facet::Barrier),
    ("fase", Facet::Phase),
    ("phase", Facet::Phase),
    ("niveau", Facet::Level),
    ("level", Facet::Level),
    ("methode", Facet::Method),
    ("werkvorm", Facet::Method),
    ("method", Facet::Method),
    ("team", Facet::Team),
    ("ploeg", Facet::Team),
    ("jaar", Facet::Year),
    ("jaartal", Facet::Year),
    ("year", Facet::Year),
];

/// A value of a facet, with the words that people know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub facet: Facet,
    pub value: String,
    pub label: String,
}

/// A typed text, with its field words taken out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Fielded {
    pub rest: String,
    pub wanted: Vec<Filter>,
    pub unwanted: Vec<Filter>,
}

/// Takes the field words out of a typed text, as far as these names know them.
pub(super) fn read(text: &str, names: &[Name]) -> Fielded {
    let mut fielded = Fielded::default();
    let mut rest = text;
    while !rest.is_empty() {
        let token = token(rest);
        match understood(token.trim(), names) {
            Some((minus, filters)) => {
                let list = if minus { &mut fielded.unwanted } else { &mut fielded.wanted };
                list.extend(filters);
            }
            None => fielded.rest.push_str(token),
        }
        rest = &rest[token.len()..];
    }
    fielded.rest = fielded.rest.trim().to_owned();
    fielded
}

/// Gives the text up to and with the next space that isn't between quotation marks behind a colon.
fn token(text: &str) -> &str {
    let mut quoted = false;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if quoted || before == ':' => quoted = !quoted,
            letter if letter.is_whitespace() && !quoted => return &text[..at + letter.len_utf8()],
            _ => {}
        }
        before = letter;
    }
    // A lone quotation mark must not swallow the rest.
    if quoted { text.split_inclusive(char::is_whitespace).next().unwrap_or(text) } else { text }
}

fn understood(token: &str, names: &[Name]) -> Option<(bool, Vec<Filter>)> {
    let (minus, token) = token.strip_prefix('-').map_or((false, token), |token| (true, token));
    let (word, value) = token.split_once(':')?;
    let word = analyser::fold(word);
    let (_, facet) = WORDS.iter().find(|(name, _)| *name == word)?;
    let filters = values(*facet, value.trim_matches('"').trim(), names);
    (!filters.is_empty()).then_some((minus, filters))
}

/// Finds the values that somebody means: named just so, else beginning so, else with such a word.
fn values(facet: Facet, typed: &str, names: &[Name]) -> Vec<Filter> {
    let folded = analyser::fold(typed);
    if folded.is_empty() {
        return Vec::new();
    }
    let of_facet = || names.iter().filter(|name| name.facet == facet);
    let filters = |fits: &dyn Fn(&Name) -> bool| -> Vec<Filter> {
        let fitting = of_facet().filter(|name| fits(name)).take(MOST_VALUES);
        fitting.map(|name| Filter { facet, value: name.value.clone() }).collect()
    };
    let asked: Vec<String> = analyser::words(typed).into_iter().flat_map(|word| word.normals).collect();
    let has_word = |name: &Name| {
        let words: Vec<String> = analyser::words(&name.label).into_iter().flat_map(|word| word.normals).collect();
        !asked.is_empty() && asked.iter().all(|word| words.contains(word))
    };
    let mut found = filters(&|name| analyser::fold(&name.label) == folded || name.value == typed);
    if found.is_empty() {
        found = filters(&|name| analyser::fold(&name.label).starts_with(&folded));
    }
    if found.is_empty() {
        found = filters(&has_word);
    }
    if found.is_empty() && matches!(facet, Facet::Year | Facet::Kind) {
        found.extend(facet.parse_value(typed).map(|value| Filter { facet, value }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<Name> {
        let name = |facet, value: &str, label: &str| Name { facet, value: value.to_owned(), label: label.to_owned() };
        vec![
            name(Facet::Virtue, "patience", "Geduld"),
            name(Facet::Virtue, "long", "Lange adem"),
            name(Facet::Team, "7", "Team Noord"),
            name(Facet::Kind, "case", "Casus"),
        ]
    }

    fn read(text: &str) -> (String, Vec<String>, Vec<String>) {
        let fielded = super::read(text, &names());
        let values = |filters: Vec<Filter>| filters.into_iter().map(|filter| filter.value).collect();
        (fielded.rest, values(fielded.wanted), values(fielded.unwanted))
    }

    fn list(values: &[&str]) -> Vec<String> {
        values.iter().map(|&value| value.to_owned()).collect()
    }

    #[test]
    fn field_words_are_taken_out_and_named() {
        assert_eq!(read("schulden deugd:geduld"), ("schulden".into(), list(&["patience"]), list(&[])));
        assert_eq!(read("Deugd:\"lange adem\" brief"), ("brief".into(), list(&["long"]), list(&[])));
        assert_eq!(read("team:noord jaar:2025 -soort:casus x"), ("x".into(), list(&["7", "2025"]), list(&["case"])));
        assert_eq!(
            read("deugd:\"geduld brief"),
            ("brief".into(), list(&["patience"]), list(&[])),
            "a lone quotation mark"
        );
        assert_eq!(read("year:2024"), (String::new(), list(&["2024"]), list(&[])));
    }

    #[test]
    fn what_cant_be_understood_stays_text() {
        for text in ["deugd:onzin", "deugd:", "let op: dit", "jaar:gauw", "http://x", ":", "-:"] {
            let (rest, wanted, unwanted) = read(text);
            assert_eq!((rest.as_str(), wanted.len() + unwanted.len()), (text, 0), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn anything_can_be_read(text in r#"([a-z:" \-]|deugd:|jaar:|\PC){0,80}"#) {
            read(&text);
        }
    }
}
