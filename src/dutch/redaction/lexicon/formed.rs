//! Words that no list has, but that are made of ordinary ones: compounds, diminutives, plurals, verbs with a prefix. So a
//! word that is left over is nobody's but a name's, a typo or another language.

/// Parts that begin a verb or a participle ('in|plande', 'terug|gebeld').
const PREFIXES: [&str; 17] = [
    "aan", "achter", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "rond", "samen", "terug", "toe",
    "uit", "weg",
];

/// Endings of diminutives and plurals, with the letters that a word must have before them; 'koninkje' is left out.
const ENDINGS: [(&str, &str); 7] = [
    ("tjes", "aeiouylnrw"),
    ("tje", "aeiouylnrw"),
    ("pjes", "m"),
    ("pje", "m"),
    ("jes", "bcdfgkpstx"),
    ("je", "bcdfgkpstx"),
    ("s", "aeiouylmnrkpftdg"),
];

/// Tells whether a folded word, itself on no list, is made of words that `is_word` knows.
pub(super) fn is_formed(folded: &str, is_word: impl Fn(&str) -> bool) -> bool {
    is_compound(folded, &is_word) || is_derived(folded, &is_word)
}

fn is_compound(folded: &str, is_word: &impl Fn(&str) -> bool) -> bool {
    if folded.len() < 8 {
        return false;
    }
    let long = |left: usize, right: usize| left >= 4 && right >= 4 || left >= 5 && right == 3;
    let boundaries = || folded.char_indices().map(|(i, _)| i).filter(|&i| long(i, folded.len() - i));
    boundaries().any(|at| {
        let (left, right) = folded.split_at(at);
        let linked = || left.len() > 4 && left.strip_suffix('s').is_some_and(is_word);
        (is_word(left) || linked()) && is_word(right)
    })
}

fn is_derived(folded: &str, is_word: &impl Fn(&str) -> bool) -> bool {
    let base = |base: &str| base.len() >= 4 && is_word(base);
    PREFIXES.iter().any(|prefix| folded.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 5 && is_word(rest)))
        || ENDINGS.iter().any(|(ending, letters)| {
            let rest = folded.strip_suffix(ending).filter(|rest| rest.ends_with(|c| letters.contains(c)));
            rest.is_some_and(base)
        })
}

#[cfg(test)]
mod tests {
    use super::is_formed;

    #[test]
    fn made_of_ordinary_words() {
        let is_word = |word: &str| ["buurt", "soep", "plande", "romper", "verhaal", "tafel", "riem"].contains(&word);
        for word in ["buurtsoep", "inplande", "rompertjes", "verhaalstafel"] {
            assert!(is_formed(word, is_word), "{word}");
        }
        for word in ["riemkje", "soepie", "op", "inplan", "é", "tjes"] {
            assert!(!is_formed(word, is_word), "{word}");
        }
    }
}
