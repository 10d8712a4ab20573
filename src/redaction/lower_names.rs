//! Names in lower case that are on a list, or that Dutch writes with a capital only.

use super::Category::Person;
use super::Confidence::{Likely, Possible};
use super::Reason::LowerCase;
use super::after_names::surname_end;
use super::draft::Draft;
use super::lexicon::List;

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
            draft.add(at..end, Person, confidence, LowerCase);
        } else if token.on(List::FirstName) && surname_end(draft, at) > at + 2 && !token.on(List::NeverStart) {
            // 'rob van gils', 'roos de wit'.
            let end = surname_end(draft, at);
            draft.add(at..end, Person, Likely, LowerCase);
        } else if token.traits.is_proper() && token.folded.len() > 3 && !is_glued_part(draft, at) {
            let mut start = at;
            while at - start < 2
                && draft.before(start, 1).is_some_and(|before| {
                    before.on(List::Particle)
                        && !before.is_capital()
                        && !["in", "op", "aan"].contains(&before.folded.as_ref())
                })
                && !draft.is_claimed(start - 1)
            {
                start -= 1;
            }
            let end = surname_end(draft, at);
            draft.add(start..end, Person, Possible, LowerCase);
        }
    }
}

/// Part of a word with a hyphen or an address, such as 'oma-dag'.
fn is_glued_part(draft: &Draft<'_>, at: usize) -> bool {
    draft.tokens[at].is_glued()
        && draft.before(at, 1).is_some_and(|before| before.is_dash() || before.is_word() || before.is_number())
}
