//! Names in lower case that are on a list, or that Dutch writes with a capital only.

use super::Category::Person;
use super::Confidence::{Likely, Possible};
use super::Reason::LowerCase;
use super::after_names::surname_end;
use super::draft::Draft;
use super::lexicon::List;
use super::token::Gap;

/// Finds names in lower case that are no ordinary words: 'yassin', 'gerda'.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if !token.is_word() || token.is_capital() || draft.is_claimed(at) || token.folded.len() < 2 {
            continue;
        }
        if token.on(List::FirstName) && !token.on(List::Doubtful) && !is_glued_part(draft, at) {
            let confidence = if token.traits.is_ordinary() { Possible } else { Likely };
            let end = surname_end(draft, at);
            draft.add(letter_start(draft, at)..end, Person, confidence, LowerCase);
        } else if token.on(List::FirstName) && surname_end(draft, at) > at + 2 && !token.on(List::NeverStart) {
            // 'rob van gils', 'roos de wit'.
            let end = surname_end(draft, at);
            draft.add(at..end, Person, Likely, LowerCase);
        } else if token.traits.is_proper() && token.folded.len() > 3 && !is_glued_part(draft, at) {
            let mut start = at;
            while at - start < 2
                && draft.before(start, 1).is_some_and(|before| {
                    before.on(List::Particle) && !before.is_capital() && !before.is_one_of(&["in", "op", "aan"])
                })
                && !draft.is_claimed(start - 1)
            {
                start -= 1;
            }
            let end = surname_end(draft, at);
            draft.add(letter_start(draft, start)..end, Person, Possible, LowerCase);
        }
    }
}

/// Goes back over 's.' before 'ramdin'.
fn letter_start(draft: &Draft<'_>, at: usize) -> usize {
    let dot = draft.before(at, 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let letter = draft.before(at, 2).is_some_and(|letter| {
        letter.is_letter() && !letter.is_capital() && !letter.is_glued() && !letter.is("u") && !draft.is_claimed(at - 2)
    });
    if dot && letter && draft.tokens[at].gap == Gap::Blank { at - 2 } else { at }
}

/// Part of a word with a hyphen or an address, such as 'oma-dag'.
fn is_glued_part(draft: &Draft<'_>, at: usize) -> bool {
    draft.tokens[at].is_glued()
        && draft.before(at, 1).is_some_and(|before| before.is_dash() || before.is_word() || before.is_number())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_letter_before_a_name() {
        assert_eq!(found("appartement s. ramdin leeg"), ["person s. ramdin"]);
    }
}
