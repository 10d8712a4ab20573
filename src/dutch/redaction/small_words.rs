//! Surnames in lower case that small words begin: 'van der steen', 'vd brink', 'de vries'. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::number_words::number_word;
use super::token::Gap;

/// Words that no 'van' follows, unless it begins a name: 'bij van ooijen', 'die van leeuwen'.
const AHEAD: [&str; 9] = ["bij", "met", "naar", "aan", "door", "tegen", "namens", "zo'n", "familie"];

/// 'van der steen', 'vd brink', 'v.d. kolk': what begins so is a name, whatever word follows.
pub(super) fn particles_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let is = |at: usize, word: &str| draft.get(at).is_some_and(|token| token.is(word)) && draft.follows(at);
    let dot = |at: usize| draft.get(at).is_some_and(|token| token.is_mark('.') && token.is_glued());
    let token = &draft.tokens[at];
    let ahead = draft.before(at, 1).is_some_and(|before| before.is_one_of(&AHEAD));
    let core = if token.is("van") && (is(at + 1, "der") || is(at + 1, "den")) {
        at + 2
    } else if token.is("van") && (ahead || is_opening_van(draft, at))
        || token.is("de") && (is_bare_adjective(draft, at + 1) || is_called(draft, at))
        || token.is("vd")
        || token.is("vander")
    {
        at + 1
    } else if token.is("v") && dot(at + 1) && is(at + 2, "d") && dot(at + 3) {
        at + 4
    } else if token.is("v") && is(at + 1, "d") && draft.tokens[at + 1].gap == Gap::Blank {
        at + 2
    } else if token.is("v") && draft.get(at + 1).is_some_and(|next| next.is_mark('/')) && is(at + 2, "d") {
        at + 3
    } else {
        return None;
    };
    let word = draft.get(core).filter(|word| draft.follows(core) && word.gap == Gap::Blank && word.is_word())?;
    let phrase = token.is("van") && draft.tokens[at + 1].is("den") && word.is("beginne");
    // 'vd' stands for 'van de' as well: 'kenteken vd scooter'.
    let named = draft.before(at, 1).is_some_and(|before| before.on(List::Title) || before.on(List::FirstName));
    let ordinal = word.folded.ends_with("de") && number_word(word.folded.trim_end_matches("de")).is_some();
    let thing = token.is("vd") && ordinal
        || token.is("vd") && word.traits.is_ordinary() && !word.on(List::Surname) && !word.is_capital() && !named;
    (word.folded.len() > 2 && !word.on(List::NeverStart) && !word.traits.is_neutral() && !phrase && !thing)
        .then_some(core + 1)
}

/// 'van dalen wil', 'ha van zanten bellen': where nothing stands that 'van' could belong to, before what may be a surname.
fn is_opening_van(draft: &Draft<'_>, van: usize) -> bool {
    let before = draft.before(van, 1);
    let greets = before.is_some_and(|before| before.is_one_of(&["ha", "hai", "beste", "hoi", "tel"]));
    let starts = before.is_none_or(|before| [".", ";", "?", "!", "-"].contains(&before.text));
    let Some(core) = draft.get(van + 1).filter(|core| core.is_word() && core.gap == Gap::Blank) else { return false };
    let unknown = !core.traits.is_ordinary() && !core.traits.is_compound();
    let surname = core.on(List::Surname) && !core.on(List::Noted) && !core.on(List::Bare) || core.on(List::Town);
    let goes_on = draft.get(van + 2).is_none_or(|next| {
        next.gap == Gap::Line || !next.is_word() || next.on(List::Speech) || next.on(List::Verb) || greets
    });
    (greets || starts) && goes_on && (unknown || surname || core.traits.is_place()) && core.folded.len() > 2
}

/// 'belde de haas over tomek': whoever is called is somebody.
fn is_called(draft: &Draft<'_>, at: usize) -> bool {
    let calls = ["bel", "belde", "gebeld", "bellen", "sprak", "mailde", "appte", "mail", "app"];
    let core = draft.get(at + 1).filter(|core| core.gap == Gap::Blank);
    draft.before(at, 1).is_some_and(|before| before.is_one_of(&calls))
        && core.is_some_and(|core| {
            let kind = [List::Role, List::Kin, List::Title, List::Noted, List::Kind, List::Organisation];
            core.on(List::Surname) && !kind.iter().any(|list| core.on(*list))
        })
}

/// 'de vries', 'de wit': after an article no adjective stands so, without its last letter and without a noun.
fn is_bare_adjective(draft: &Draft<'_>, at: usize) -> bool {
    const BARE: [&str; 11] =
        ["vries", "jong", "groot", "wit", "bruin", "bruijn", "kort", "lang", "klein", "snel", "wild"];
    let next = draft.get(at + 1).filter(|next| next.gap == Gap::Blank && next.is_word());
    let alone = next.is_none_or(|next| {
        next.on(List::NeverStart) || next.on(List::Verb) || next.on(List::Speech) || next.on(List::BeforeName)
    });
    draft.get(at).is_some_and(|token| token.is_one_of(&BARE) && token.gap == Gap::Blank) && alone
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn particles_make_a_name_of_any_word() {
        assert_eq!(found("boos op van der brug. met vd kolk gebeld"), ["person van der brug", "person vd kolk"]);
        assert_eq!(found("van den beginne af, van de brug"), Vec::<String>::new());
    }

    #[test]
    fn who_is_called() {
        assert_eq!(
            found("belde de haas over de huur. steef v d kraats-bol belt"),
            ["person de haas", "person steef", "person v d kraats-bol"]
        );
        assert_eq!(found("belde de buurman, sprak de huisarts"), Vec::<String>::new());
    }
}
