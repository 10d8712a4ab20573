//! Letters that stand for a person without a title: 'houdt A., ook weduwe', 'met y bellen'.

use super::Category::Initial;
use super::Confidence::Possible;
use super::Reason::Form;
use super::draft::Draft;
use super::token::{Kind, Token};

/// Words before a letter that is no person: 'plan B', 'vitamine D'.
const KINDS: [&str; 18] = [
    "plan",
    "kamer",
    "vitamine",
    "bijlage",
    "optie",
    "groep",
    "punt",
    "deel",
    "blok",
    "type",
    "categorie",
    "rijbewijs",
    "klas",
    "lijn",
    "fase",
    "letter",
    "variant",
    "gang",
];

/// Words before a letter in lower case that is a person.
const WITH: [&str; 9] = ["over", "met", "van", "bij", "aan", "voor", "door", "naar", "zegt"];

/// Finds single letters in the place of a name.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_letter() || is_tied(draft, at) {
            continue;
        }
        let token = &draft.tokens[at];
        let dotted = draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
        let before = draft.before(at, 1);
        let kind = before.is_some_and(|before| KINDS.contains(&before.folded.as_ref()) || before.is_number());
        let with = before.is_some_and(|before| WITH.contains(&before.folded.as_ref()));
        let stands = if token.is_capital() {
            !kind
                && (dotted || with || is_acting(draft, at + 1))
                && before.is_some_and(|before| before.kind == Kind::Word || before.is_mark(','))
        } else {
            with && !["u", "n", "t", "s", "m", "k"].contains(&token.folded.as_ref())
        };
        if stands {
            draft.add(at..at + 1, Initial, Possible, Form);
        }
    }
}

fn is_acting(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_some_and(|next| next.on(super::lexicon::List::Verb))
}

/// Glued to what is no full stop, comma or closing mark.
fn is_tied(draft: &Draft<'_>, at: usize) -> bool {
    let before = draft.tokens[at].is_glued() && at > 0 && !is_opening(&draft.tokens[at - 1]);
    let after = draft.get(at + 1).is_some_and(|next| next.is_glued() && !is_closing(next));
    let spelled = draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_letter());
    before || after || spelled
}

fn is_opening(token: &Token<'_>) -> bool {
    ["'", "‘", "\"", "“"].contains(&token.text)
}

fn is_closing(token: &Token<'_>) -> bool {
    [".", ",", ";", ":", "!", "?", "'", "’", "\"", "”", ")"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn letters_for_people() {
        assert_eq!(found("Twee huizen verder houdt A., ook weduwe, een sleutel"), ["initial A"]);
        assert_eq!(found("straks over y met haar bellen"), ["initial y"]);
        assert_eq!(found("plan B, (a) bellen, vitamine D. En u"), Vec::<String>::new());
    }
}
