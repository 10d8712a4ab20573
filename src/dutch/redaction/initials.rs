//! Letters that stand for a person without a title: 'houdt A., ook weduwe', 'met y bellen'.

use super::Category::{Initial, Person};
use super::Confidence::Possible;
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy;
use super::spelled::{hyphened_end, is_opening, spelled_end};
use super::token::{Gap, Kind, Token};

/// Words before a letter in lower case that is a person.
const WITH: [&str; 9] = ["over", "met", "van", "bij", "aan", "voor", "door", "naar", "zegt"];

/// Finds single letters in the place of a name.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        if let Some(end) = hyphened_end(draft, at) {
            draft.add(at..end, Person, Possible, Form);
        } else if is_double(draft, at) {
            draft.add(at..at + 1, Initial, Possible, Form);
        }
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
        // 'gesprek j. de b.'.
        let particle = draft.get(at + 2).is_some_and(|small| small.on(List::Particle)) && draft.follows(at + 2);
        let led = particle && draft.follows(at + 3) && draft.tokens[at + 3].is_letter() && draft.follows(at + 1);
        if led && draft.tokens[at + 1].is_mark('.') {
            draft.add(at..at + 4, Initial, Possible, Form);
            continue;
        }
        let token = &draft.tokens[at];
        let dotted = draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
        let before = draft.before(at, 1);
        let talk = ["gesprek", "bezoek", "casus", "zaak", "actie"];
        let kind =
            before.is_some_and(|before| before.on(List::Numbered) && !before.is_one_of(&talk) || before.is_number());
        let with = before.is_some_and(|before| before.is_one_of(&WITH));
        let stands = if token.is_capital() {
            (!kind && !token.is("u") && is_person(draft, at, dotted))
                || is_bracketed(draft, at)
                || is_bedded(draft, at, dotted)
        } else {
            with && !token.is_one_of(&["u", "n", "t", "s", "m", "k"]) || is_lower_person(draft, at, dotted)
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

/// 'raakt o. zijn plek kwijt', 'toen zei f niets': in lower case a full stop that ends no sentence tells, or what is said.
fn is_lower_person(draft: &Draft<'_>, at: usize, dotted: bool) -> bool {
    let (token, before) = (&draft.tokens[at], draft.before(at, 1));
    let next = draft.get(at + 1 + usize::from(dotted)).filter(|next| next.gap == Gap::Blank);
    let goes_on = next.is_some_and(|next| next.is_word() && !next.is_capital() && !next.is_letter());
    let free = before
        .is_none_or(|before| before.is_word() && !before.is_letter() || [".", ":", ",", "?"].contains(&before.text));
    // 'a. bel de school': a list's letter.
    let lists = before.is_none() && token.text.as_bytes()[0] < b'i';
    let said = before.is_some_and(|before| before.on(List::Speech)) && !"untsmkzdrjl".contains(token.folded.as_ref());
    // 'f zegt: dat mag', 'c vindt het schattig'; 't', 'k', 'n' are other words.
    let speaks = next.is_some_and(|next| next.on(List::Speech)) && !"untsmk".contains(token.folded.as_ref());
    let acts = next.is_some_and(|next| next.on(List::Verb) || next.folded.len() > 4 && next.folded.ends_with('t'))
        && !"untsmkraeo".contains(token.folded.as_ref());
    let subject = sloppy::opens(before) && before.is_none_or(|before| !before.is_mark('-')) && (speaks || acts);
    dotted && goes_on && free && !lists && !token.is("u") || !dotted && (said || subject)
}

/// 'gj zat in zijn stoel': the letters of a double first name.
fn is_double(draft: &Draft<'_>, at: usize) -> bool {
    const LETTERS: [&str; 17] =
        ["gj", "hj", "jw", "aj", "pj", "hp", "jp", "kj", "lj", "rj", "tj", "wj", "dj", "cj", "bj", "mj", "ej"];
    let token = &draft.tokens[at];
    token.folded.len() == 2 && token.is_one_of(&LETTERS) && !sloppy::is_joined(draft, at) && !token.is_glued()
}

/// 'die man (H)': right after somebody.
fn is_bracketed(draft: &Draft<'_>, at: usize) -> bool {
    let who = draft.before(at, 2).is_some_and(|who| who.on(List::Kin) || who.on(List::Role) || who.on(List::Title));
    who && draft.before(at, 1).is_some_and(|mark| mark.is_mark('('))
        && draft.get(at + 1).is_some_and(|mark| mark.is_mark(')'))
}

/// 'Bed 12 J. – niet teruggekomen': after the number of a room.
fn is_bedded(draft: &Draft<'_>, at: usize, dotted: bool) -> bool {
    dotted
        && draft.before(at, 1).is_some_and(Token::is_number)
        && draft.before(at, 2).is_some_and(|room| room.is_one_of(&["bed", "kamer", "kmr", "unit"]))
}

fn is_acting(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_some_and(|next| {
        let owned =
            next.is_apostrophe() && next.is_glued() && draft.get(at + 1).is_some_and(|s| s.is("s") && s.is_glued());
        let guessed = next.is_word() && next.folded.len() > 5 && next.folded.ends_with('t');
        owned
            || next.gap == Gap::Blank && !next.is_capital() && (next.on(List::Verb) || next.on(List::Speech) || guessed)
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

    #[test]
    fn letters_in_lower_case() {
        assert_eq!(found("als ik het zeg raakt b. zijn plek kwijt. toen zei f niets"), ["initial b", "initial f"]);
        assert_eq!(found("1e gesprek w. de h. ging goed"), ["initial w. de h"]);
        assert_eq!(
            found("a. bel de school\nb. mail de huisarts\n5 m. verder, dan zei k dat t niet kon"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn letters_that_act() {
        assert_eq!(found("f zegt dat dat mag. gj zat in zijn stoel"), ["initial f", "initial gj"]);
        assert_eq!(found("die man (H) komt al jaren. Bed 12 J. – weg"), ["initial H", "initial J"]);
        assert_eq!(found("k weet t niet, t staat er, n man was er"), Vec::<String>::new());
    }
}
