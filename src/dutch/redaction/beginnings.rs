//! Where a name begins: the small words before its first word with a capital ('De', 'van der', 'van'), which may as well belong
//! to the sentence.

use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Shape, Token};

/// Goes back over 'De', 'Van der' at the start of a sentence, before a surname.
pub(super) fn opening_start(draft: &Draft<'_>, at: usize) -> usize {
    let small = ["de", "van", "der", "den", "ter", "ten", "te", "vd", "el", "al", "di", "da", "la", "le", "von"];
    let mut start = at;
    while at - start < 3
        && draft.tokens[start].gap == Gap::Blank
        && draft.before(start, 1).is_some_and(|before| before.is_one_of(&small))
        && !draft.is_claimed(start - 1)
    {
        start -= 1;
    }
    if draft.tokens[start].is_capital() { start } else { at }
}

/// Goes back over 'de', 'van der' in lower case before a surname: 'met de Groot', 'ik belde van Eck'.
pub(super) fn article_start(draft: &Draft<'_>, at: usize) -> usize {
    let token = &draft.tokens[at];
    let only_first = token.on(List::FirstName) && !token.on(List::Surname);
    if only_first || token.gap != Gap::Blank {
        return at;
    }
    let is = |back: usize, words: &[&str]| {
        at >= back
            && !draft.is_claimed(at - back)
            && draft.before(at, back).is_some_and(|t| !t.is_capital() && t.is_one_of(words))
    };
    if is(1, &["ten", "ter"]) && token.shape == Shape::Capital {
        // 'Bellen ten Cate'.
        return at - 1;
    }
    if token.on(List::Surname) && is(1, &["de", "der", "den"]) && is(2, &["van"]) {
        at - 2
    } else if token.on(List::Surname) && is(1, &["de", "den", "ter", "ten", "vd"])
        || is(1, &["van"]) && is_loose(draft, at - 1)
    {
        at - 1
    } else {
        at
    }
}

/// Goes back over 'A-' before 'Tjoen'.
pub(super) fn letter_start(draft: &Draft<'_>, at: usize) -> usize {
    let dash = draft.tokens[at].is_glued() && draft.before(at, 1).is_some_and(|dash| dash.is_dash() && dash.is_glued());
    let letter =
        draft.before(at, 2).is_some_and(|letter| letter.is_letter() && letter.is_capital() && !letter.is_glued());
    if dash && letter && !draft.is_claimed(at - 2) { at - 2 } else { at }
}

/// Goes back over 'Lange' before 'Piet'.
pub(super) fn nickname_start(draft: &Draft<'_>, at: usize) -> usize {
    const KINDS: [&str; 16] = [
        "lange", "kleine", "dikke", "dove", "rooie", "rode", "zwarte", "blonde", "grote", "mooie", "schele", "ouwe",
        "oude", "jonge", "big", "lil",
    ];
    let kind = draft.before(at, 1).is_some_and(|before| before.is_capital() && before.is_one_of(&KINDS));
    if kind && draft.tokens[at].gap == Gap::Blank && !draft.is_claimed(at - 1) { at - 1 } else { at }
}

/// Nothing stands before 'van' that it could belong to: 'van Beek zegt', 'ik belde van Eck', 'met van Dam'.
pub(super) fn is_loose(draft: &Draft<'_>, van: usize) -> bool {
    if draft.tokens[van].gap == Gap::Line {
        return true;
    }
    draft.before(van, 1).is_none_or(|before: &Token<'_>| {
        let asks = before.on(List::Speech)
            || before.on(List::Verb)
            || before.folded.starts_with("ge") && before.folded.ends_with('d');
        let leads = before.on(List::BeforeName) && !before.is("en") && !before.is("of")
            || before.is("sprak")
            || before.is("zo'n");
        before.is_mark(':') || before.is_mark('-') || before.is_mark('(') || asks || leads
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn nicknames_before_a_name() {
        assert_eq!(found("Lange Piet had ruzie met Anton"), ["person Lange Piet", "person Anton"]);
    }
}
