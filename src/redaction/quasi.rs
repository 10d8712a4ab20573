//! Rare traits that may point to one person in a small town: a former public role, a rare disease, a large family with
//! ages. Only the plainest forms; judging rarity is for people.

use super::Category::Quasi;
use super::Confidence::Possible;
use super::Reason::Rare;
use super::ages;
use super::draft::Draft;
use super::lexicon::List;
use super::token::Gap;

/// Finds the plainest rare traits.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        let token = &draft.tokens[at];
        let end = if token.is("oud") || token.is("ex") || token.is("voormalig") {
            former_end(draft, at)
        } else if token.is("ziekte") || token.is("syndroom") {
            disease_end(draft, at)
        } else if token.is("kinderen") {
            find_family(draft, at);
            None
        } else {
            own_role(draft, at).then_some(at + 1)
        };
        if let Some(end) = end {
            draft.add(at..end, Quasi, Possible, Rare);
        }
    }
}

/// 'oud-wethouder', 'voormalig burgemeester'.
fn former_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let mut role = at + 1;
    if draft.get(role).is_some_and(|token| token.is_dash() && token.is_glued()) {
        role += 1;
    } else if !draft.tokens[at].is("voormalig") {
        return None;
    }
    let token = draft.get(role).filter(|_| draft.follows(role))?;
    (token.on(List::QuasiRole) || token.folded.ends_with("international")).then_some(role + 1)
}

/// 'ziekte van Pompe', 'syndroom van Usher'; the common ones stay.
fn disease_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let name = draft.get(at + 2).filter(|_| draft.follows(at + 1) && draft.follows(at + 2))?;
    let common =
        ["alzheimer", "parkinson", "lyme", "down", "asperger", "pfeiffer", "crohn"].contains(&name.folded.as_ref());
    (draft.tokens[at + 1].is("van") && name.is_capital() && !common).then_some(at + 3)
}

/// 'acht kinderen tussen 1 en 15': many children and their ages.
fn find_family(draft: &mut Draft<'_>, at: usize) {
    let many = draft.before(at, 1).and_then(ages::years).is_some_and(|number| number >= 6);
    let mut end = at + 1;
    let mut aged = false;
    while draft.follows(end) && end < at + 24 && draft.tokens[end].gap != Gap::Line {
        let token = &draft.tokens[end];
        if token.is_mark('.') || token.is_mark(';') || token.is_mark('?') {
            break;
        }
        aged |= token.is_number() || token.is("tussen");
        end += 1;
    }
    if many && aged {
        draft.add(at - 1..end, Quasi, Possible, Rare);
    }
}

/// A rare profession as somebody's own: 'was operazangeres', 'vader, een klokkengieter'.
fn own_role(draft: &Draft<'_>, at: usize) -> bool {
    let own = draft
        .before(at, 1)
        .is_some_and(|before| ["was", "is", "een", "als", "oude", "bekende"].contains(&before.folded.as_ref()));
    own && draft.tokens[at].on(List::QuasiRole) && !draft.tokens[at].on(List::Role)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn rare_traits() {
        assert_eq!(
            found("hij is oud-wethouder en heeft de ziekte van Pompe"),
            ["quasi oud-wethouder", "quasi ziekte van Pompe"]
        );
        assert_eq!(
            found("een gezin met acht kinderen tussen 1 en 15, thuis."),
            ["quasi acht kinderen tussen 1 en 15, thuis"]
        );
        assert_eq!(found("ze heeft vier kinderen en de ziekte van Parkinson"), Vec::<String>::new());
    }
}
