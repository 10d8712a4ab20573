//! Letters that stand for a person without a title: 'houdt A., ook weduwe', 'met y bellen'.

use super::Category::Initial;
use super::Confidence::Possible;
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Kind, Token};

/// Words before a letter in lower case that is a person.
const WITH: [&str; 9] = ["over", "met", "van", "bij", "aan", "voor", "door", "naar", "zegt"];

/// Finds single letters in the place of a name.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_letter() {
            continue;
        }
        if let Some(end) = spelled_end(draft, at) {
            draft.add(at..end, Initial, Possible, Form);
            continue;
        }
        if is_tied(draft, at) {
            continue;
        }
        let token = &draft.tokens[at];
        let dotted = draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
        let before = draft.before(at, 1);
        let talk = ["gesprek", "bezoek", "casus", "zaak", "actie"];
        let kind = before.is_some_and(|before| {
            before.on(List::Numbered) && !talk.contains(&before.folded.as_ref()) || before.is_number()
        });
        let with = before.is_some_and(|before| WITH.contains(&before.folded.as_ref()));
        let stands = if token.is_capital() {
            !kind && !token.is("u") && is_person(draft, at, dotted)
        } else {
            with && !["u", "n", "t", "s", "m", "k"].contains(&token.folded.as_ref())
        };
        if stands {
            draft.add(at..at + 1, Initial, Possible, Form);
        }
    }
}

/// A capital letter where a person stands: inside a sentence, before a verb, or before what somebody says.
fn is_person(draft: &Draft<'_>, at: usize, dotted: bool) -> bool {
    let after = at + 1 + usize::from(dotted);
    let next = draft.get(after).filter(|next| next.gap != Gap::Line);
    let inside = draft
        .before(at, 1)
        .is_some_and(|before| before.kind == Kind::Word || before.is_mark(',') || before.is_mark('(') && dotted);
    let numbered = next.is_some_and(|next| next.is_number() && !next.is_glued());
    if inside && !draft.tokens[at].starts_sentence {
        return !numbered;
    }
    // 'K. wil niet praten'; 'A. Opening' is a list's letter.
    let goes_on = next.is_some_and(|next| next.is_word() && !next.is_capital() && next.gap == Gap::Blank);
    let said = next.is_some_and(|next| next.is_mark(':'))
        && draft.get(after + 1).is_some_and(|quote| ["'", "‘", "\"", "“"].contains(&quote.text));
    let aged = dotted && next.is_some_and(|next| next.is_mark(','));
    is_acting(draft, after) || dotted && goes_on || said || aged
}

/// 'B.B', 'W.-K': two or three capitals with full stops, and nothing glued on either side.
fn spelled_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let glued = |at: usize| draft.get(at).filter(|next| next.is_glued());
    let dotted = |at: usize| glued(at + 1).is_some_and(|next| next.is_mark('.'));
    let capital = |token: &Token<'_>| token.is_letter() && token.is_capital();
    let opens = start == 0
        || !draft.tokens[start].is_glued()
        || is_opening(&draft.tokens[start - 1])
        || draft.tokens[start - 1].is_mark('(');
    if !opens || !capital(&draft.tokens[start]) || !dotted(start) {
        return None;
    }
    let (mut at, mut letters) = (start, 1);
    while letters < 4 {
        let mut next = at + if dotted(at) { 2 } else { 1 };
        next += usize::from(glued(next).is_some_and(Token::is_dash));
        // 'S. A.'.
        let apart = draft.follows(next) && dotted(next) && draft.get(next).is_some_and(capital);
        if next == at + 1 || !(glued(next).is_some_and(capital) || apart) || draft.is_claimed(next) {
            break;
        }
        (at, letters) = (next, letters + 1);
    }
    let tied = glued(at + 1).is_some_and(|next| next.is_word() || next.is_number());
    ((2..=3).contains(&letters) && !tied).then_some(at + 1)
}

fn is_acting(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_some_and(|next| {
        let owned =
            next.is_apostrophe() && next.is_glued() && draft.get(at + 1).is_some_and(|s| s.is("s") && s.is_glued());
        owned || next.gap == Gap::Blank && !next.is_capital() && (next.on(List::Verb) || next.on(List::Speech))
    })
}

/// Glued to what is no full stop, comma or closing mark.
fn is_tied(draft: &Draft<'_>, at: usize) -> bool {
    let before = draft.tokens[at].is_glued()
        && at > 0
        && !is_opening(&draft.tokens[at - 1])
        && !(draft.tokens[at - 1].is_mark('(') && draft.tokens[at].is_capital());
    let owning = draft.tokens[at].is_capital()
        && draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is("s") && next.is_glued());
    let after = draft.get(at + 1).is_some_and(|next| next.is_glued() && !is_closing(next) && !owning);
    let spelled = !owning && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_letter());
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
