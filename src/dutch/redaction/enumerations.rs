//! Names that stand in a row with a name: 'aanwezig: dilara, maarten, joy en cor'. One sure name vouches for its neighbours.

use super::Category::{Initial, Person};
use super::Confidence::Possible;
use super::Reason::Listed;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Shape, Token};

/// Goes along the text forwards and back, from each found name to what stands beside it.
pub(super) fn find(draft: &mut Draft<'_>) {
    let mut persons = vec![false; draft.len()];
    for found in draft.found().iter().filter(|found| found.category == Person) {
        persons[found.tokens.clone()].fill(true);
    }
    for at in 2..draft.len() {
        if persons[at - 2] && is_between(&draft.tokens[at - 1]) && is_named(draft, at) && ends(draft, at) {
            persons[at] = draft.add(at..at + 1, Person, Possible, Listed);
        }
    }
    for at in 2..draft.len() {
        let joined = is_between(&draft.tokens[at - 1]) && draft.is_person(at - 2);
        if joined && is_monogram(draft, at) && ends(draft, at) {
            draft.add(at..at + 1, Initial, Possible, Listed);
        }
    }
    for at in (0..draft.len().saturating_sub(2)).rev() {
        let begins = at == 0 || draft.tokens[at].gap == Gap::Line || !draft.tokens[at - 1].is_word() || {
            let before = &draft.tokens[at - 1];
            before.on(List::BeforeName) || before.on(List::Role)
        };
        if persons[at + 2] && is_between(&draft.tokens[at + 1]) && is_named(draft, at) && begins {
            persons[at] = draft.add(at..at + 1, Person, Possible, Listed);
        }
    }
}

/// 'MK' in 'aanwezig: JvD, MK en Soraya'.
fn is_monogram(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    token.shape == Shape::Upper
        && (2..=3).contains(&token.text.len())
        && token.text.is_ascii()
        && !draft.is_claimed(at)
        && !token.traits.is_ordinary()
        && !token.on(List::Abbreviation)
        && !token.is_glued()
}

fn is_between(token: &Token<'_>) -> bool {
    token.gap != Gap::Line
        && (token.is_mark(',') || token.is_mark('&') || token.is_mark('/') || token.is_mark('+') || token.is("en"))
}

/// Looks like a first name, and is no word that goes on with the sentence ('piet, dan').
fn is_named(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let goes_on = token.on(List::NeverStart) || token.on(List::Verb) && !token.is_capital();
    token.is_word()
        && !draft.is_claimed(at)
        && !token.is_letter()
        && !goes_on
        && !token.traits.is_neutral()
        && (token.on(List::FirstName) || token.shape == Shape::Capital && !token.traits.is_ordinary())
}

/// The row goes on or the sentence ends: 'joy, cor'.
fn ends(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at + 1).is_none_or(|next| {
        // 'bij yvonne en ad geweest'.
        let done = next.folded.starts_with("ge") && next.folded.ends_with(['d', 't', 'n']);
        next.gap == Gap::Line
            || is_between(next)
            || !next.is_word()
            || next.on(List::Speech)
            || next.on(List::Verb)
            || done
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_name_vouches_for_its_neighbours() {
        assert_eq!(found("aanwezig: joy, dilara en roos"), ["person joy", "person dilara", "person roos"]);
        assert_eq!(found("met dilara, dan naar huis en wind buiten"), ["person dilara"]);
    }
}
