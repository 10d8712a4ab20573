//! Words: both languages have the same keys, each once, and every key that a template names exists.

use std::collections::{BTreeMap, BTreeSet};

use fluent_templates::fluent_bundle::FluentResource;
use rust_embed::RustEmbed;

use crate::web::views::{template_names, template_source};

#[derive(RustEmbed)]
#[folder = "content/locales/"]
struct Locales;

/// Lists what is wrong with the words.
pub fn problems() -> Vec<String> {
    let (languages, mut problems) = read();
    let all: BTreeSet<&String> = languages.values().flatten().collect();
    for (language, keys) in &languages {
        let missing = all.iter().filter(|key| !keys.contains(**key));
        problems.extend(missing.map(|key| format!("content/locales/{language}: `{key}` is missing")));
    }
    for name in template_names() {
        let source = template_source(&name).unwrap_or_default();
        let unknown = named(&source, &["t("]).into_iter().filter(|word| !word.is_among(&all));
        problems.extend(unknown.map(|word| format!("templates/{name}: no words for `{}`", word.text)));
    }
    problems
}

/// Returns the keys of all languages.
pub fn keys() -> BTreeSet<String> {
    read().0.into_values().flatten().collect()
}

/// A key that a source names, or the beginning of one that it puts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    pub text: &'a str,
    pub is_beginning: bool,
}

impl Named<'_> {
    /// Tells whether there is such a key.
    pub fn is_among<K: AsRef<str>>(&self, keys: &BTreeSet<K>) -> bool {
        keys.iter().any(|key| match self.is_beginning {
            true => key.as_ref().starts_with(self.text),
            false => key.as_ref() == self.text,
        })
    }
}

/// Finds the literals that directly follow one of `calls`, such as `t(`.
pub fn named<'a>(source: &'a str, calls: &[&str]) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for call in calls {
        let mut rest = source;
        while let Some(at) = rest.find(call) {
            let stands_alone = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            rest = &rest[at + call.len()..];
            let literal = rest.strip_prefix('"').and_then(|text| text.split_once('"'));
            if let (true, Some((text, after))) = (stands_alone, literal) {
                found.push(Named { text, is_beginning: after.trim_start().starts_with('~') });
            }
        }
    }
    found
}

fn read() -> (BTreeMap<String, BTreeSet<String>>, Vec<String>) {
    let (mut languages, mut problems) = (BTreeMap::<String, BTreeSet<String>>::new(), Vec::new());
    for name in Locales::iter() {
        let Some((language, _)) = name.split_once('/') else { continue };
        let Some(file) = Locales::get(&name) else { continue };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        if FluentResource::try_new(source.clone()).is_err() {
            problems.push(format!("content/locales/{name} can't be read as Fluent"));
        }
        let keys = languages.entry(language.to_owned()).or_default();
        for key in source.lines().filter_map(key_of) {
            if !keys.insert(key.to_owned()) {
                problems.push(format!("content/locales/{name}: `{key}` stands there twice"));
            }
        }
    }
    (languages, problems)
}

/// Returns the key that a line begins; attributes and further lines are indented.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let valid = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    valid.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_keys_are_found() {
        let source = r#"{{ t("door-open") }} {{ part("x") }} {{ t("door-" ~ kind) }} {{ t(sentence) }}"#;
        let found = named(source, &["t("]);
        let texts: Vec<_> = found.iter().map(|word| (word.text, word.is_beginning)).collect();
        assert_eq!(texts, [("door-open", false), ("door-", true)]);
        assert!(found[1].is_among(&BTreeSet::from(["door-shut"])));
        assert!(!found[0].is_among(&BTreeSet::from(["door-shut"])));
    }

    #[test]
    fn a_line_begins_a_key_or_not() {
        assert_eq!(key_of("start-title = Begin = nu"), Some("start-title"));
        assert_eq!((key_of("    [one] = x"), key_of("# a = b"), key_of("    .label = x")), (None, None, None));
    }
}
