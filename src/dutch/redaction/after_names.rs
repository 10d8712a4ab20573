//! How a name goes on in lower case: 'carla storm', 'piet de boer', 'mohamed a', 'anne-geert'. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::token::Gap;

/// A name that goes on in lower case: 'carla storm', 'piet de boer', 'mohamed a'.
pub(super) fn surname_end(draft: &Draft<'_>, name: usize) -> usize {
    let end = hyphened_end(draft, name + 1);
    // 'mohammed az-zahrani'.
    let article = ["al", "el", "az", "as", "ash", "ad", "at", "ar", "an", "ait", "ben", "bel", "bou", "abu"];
    if draft.follows(end)
        && draft.tokens[end].gap == Gap::Blank
        && draft.tokens[end].is_one_of(&article)
        && draft.get(end + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued())
        && draft.get(end + 2).is_some_and(|next| next.is_word() && next.is_glued())
        && draft.follows(end + 2)
    {
        return hyphened_end(draft, end + 3);
    }
    let first = end - 1;
    let mut at = end;
    while at < first + 4
        && draft.follows(at)
        && draft.tokens[at].gap == Gap::Blank
        && draft.tokens[at].on(List::Particle)
        && !draft.tokens[at].is_one_of(&["in", "op", "aan"])
    {
        at += 1;
    }
    let particles = at - first - 1;
    let Some(token) = draft.get(at).filter(|token| draft.follows(at) && token.gap == Gap::Blank && token.is_word())
    else {
        return first + 1;
    };
    let acts = token.on(List::Speech) || token.on(List::Verb) || token.on(List::NeverStart);
    let joined = draft.before(at, 1).is_some_and(|before| before.is_one_of(&["do", "da", "dos", "di", "el", "al"]));
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound() && (joined || !token.on(List::FirstName));
    let surname = token.on(List::Surname) && !acts;
    let alone = particles == 0 && (surname || unknown && token.traits.is_proper());
    // 'jansen van de corpo': after a surname comes no other.
    let last = draft.tokens[name].on(List::Surname) && !draft.tokens[name].on(List::FirstName);
    let led = particles > 0 && !acts && !last && (surname || unknown);
    let letter = particles == 0
        && token.is_letter()
        && !token.is("u")
        && draft.get(at + 1).is_none_or(|next| next.on(List::Speech) || !next.is_word() || next.gap == Gap::Line);
    if alone || led || letter { hyphened_end(draft, at + 1) } else { first + 1 }
}

/// Goes on over '-jan', '-geert' after a name in lower case.
pub(super) fn hyphened_end(draft: &Draft<'_>, start: usize) -> usize {
    let mut end = start;
    while end < start + 6 && draft.follows(end) && draft.tokens[end].is_dash() && draft.tokens[end].is_glued() {
        let named = draft.get(end + 1).is_some_and(|next| {
            let known = next.traits.is_ordinary() || next.traits.is_compound();
            next.is_word() && next.is_glued() && (next.on(List::FirstName) || next.on(List::Surname) || !known)
        });
        if !named || draft.is_claimed(end + 1) {
            break;
        }
        end += 2;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn surnames_in_lower_case() {
        assert_eq!(found("ik zag petra storm en kees de boer"), ["person petra storm", "person kees de boer"]);
        assert_eq!(found("mohamed a staat er op"), ["person mohamed a"]);
    }

    #[test]
    fn surnames_with_an_article() {
        assert_eq!(found("gesprek met mohammed az-zahrani ging niet"), ["person mohammed az-zahrani"]);
    }
}
