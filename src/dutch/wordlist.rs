//! The Dutch words that search and redaction both ask about: one finite-state map in the binary, made by
//! content/lexicon/build_search.py, read in place. Words are asked for folded: lower case, no accents.

use std::sync::LazyLock;

use fst::Map;

static BYTES: &[u8] = include_bytes!("../../content/lexicon/forms.fst");
static FORMS: LazyLock<Map<&'static [u8]>> =
    LazyLock::new(|| Map::new(BYTES).expect("the lexicon was made by its own build script"));

/// Tells whether the word list has the word, in lower case, with more than one letter.
pub(crate) fn is_ordinary(folded: &str) -> bool {
    FORMS.get(folded).is_some_and(|form| form & 1 == 1)
}

/// Gives the common forms of a word as numbers of `search-operations.txt`, most likely first; `None` for one that is in no list.
pub(crate) fn operations(folded: &str) -> Option<impl Iterator<Item = u64>> {
    let packed = FORMS.get(folded)? >> 1;
    Some(
        (0..4)
            .map(move |place| packed >> (16 * place) & 0xffff)
            .take_while(|number| *number > 0)
            .map(|number| number - 1),
    )
}

/// Tells whether any list has the word.
pub(crate) fn is_known(folded: &str) -> bool {
    FORMS.contains_key(folded)
}

/// The map's own checksum, with which it ends.
pub(crate) fn checksum() -> &'static [u8] {
    BYTES.last_chunk::<8>().expect("a finite-state map has a footer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_is_a_word_and_what_a_name() {
        assert!(is_ordinary("huizen") && is_ordinary("client"));
        assert!(!is_ordinary("bouchra") && !is_ordinary("deugdenkadar"));
        assert!(is_known("huizen") && !is_known("deugdenkadar"));
    }

    #[test]
    fn a_form_can_have_two_common_forms() {
        assert_eq!(operations("sloot").unwrap().count(), 2);
        assert_eq!(operations("huizen").unwrap().count(), 1);
        assert!(operations("deugdenkadar").is_none());
    }
}
