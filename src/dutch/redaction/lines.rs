//! Names by their line: after the label of a form ('naam: …', 'verslag: …'), and alone on the line that ends a mail.

use super::Category::{Initial, Person};
use super::Confidence::{Likely, Possible};
use super::Reason::{Cue, Form};
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy;
use super::token::{Gap, Kind, Token};

/// Labels after which whatever stands there is somebody's name.
const LABELS: [&str; 44] = [
    "naam",
    "namen",
    "roepnaam",
    "voornaam",
    "voornamen",
    "achternaam",
    "bijnaam",
    "client",
    "clientnaam",
    "verwijzer",
    "contactpersoon",
    "huisarts",
    "mentor",
    "begeleider",
    "casemanager",
    "notulist",
    "voorzitter",
    "gespreksleider",
    "inbrenger",
    "moeder",
    "vader",
    "kind",
    "kinderen",
    "partner",
    "tolk",
    "verslaglegger",
    "melder",
    "beller",
    "door",
    "van",
    "aan",
    "bellen",
    "afwezig",
    "aanwezig",
    "paraaf",
    "getekend",
    "notulen",
    "verslag",
    "voogd",
    "bewindvoerder",
    "contact",
    "betrokkene",
    "betrokkenen",
    "actie",
];

/// Finds names after labels, then those that end the text.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        let colon = token.is_mark(':') && at > 0 && token.is_glued();
        let labelled = colon && draft.tokens[at - 1].is_one_of(&LABELS);
        if labelled || token.gap == Gap::Line && is_form_label(draft, at) {
            find_labelled(draft, at + 1);
        }
    }
    find_last(draft);
}

/// 'naam bloem' on a line of its own, as forms are pasted.
fn is_form_label(draft: &Draft<'_>, at: usize) -> bool {
    const FORM: [&str; 12] = [
        "naam",
        "roepnaam",
        "voornaam",
        "achternaam",
        "melder",
        "verwijzer",
        "contactpersoon",
        "huisarts",
        "mentor",
        "partner",
        "voogd",
        "bewindvoerder",
    ];
    let short = (at + 1..at + 5).find(|next| draft.get(*next).is_none_or(|token| token.gap == Gap::Line));
    draft.tokens[at].is_one_of(&FORM) && short.is_some_and(|end| end > at + 1)
}

/// 'naam: bloem', 'ingevuld door: ldr'; a sentence after a label is none.
fn find_labelled(draft: &mut Draft<'_>, start: usize) {
    let mut at = start;
    while at < start + 4 && draft.follows(at) && draft.tokens[at].on(List::Particle) {
        at += 1;
    }
    let Some(token) = draft.get(at).filter(|_| draft.follows(at)) else { return };
    let ends = draft.get(at + 1).is_none_or(|next| {
        next.gap == Gap::Line
            || next.kind == Kind::Mark && !next.is_mark(':') && !next.is_mark('-') && !next.is_glued()
            || next.is_mark(',')
            || next.is_number()
            || next.is_mark('(')
    });
    if !token.is_word() || !ends || token.on(List::NeverStart) || token.traits.is_neutral() {
        return;
    }
    let short = token.folded.chars().count() <= 3 && !token.traits.is_ordinary();
    let known = token.traits.is_ordinary() && !token.on(List::FirstName) && !token.on(List::Surname);
    if short {
        draft.add(start..at + 1, Initial, Possible, Cue);
    } else if !known || at > start {
        draft.add(start..at + 1, Person, Likely, Cue);
    }
}

/// The last words of a text of several lines or sentences: its writer.
fn find_last(draft: &mut Draft<'_>) {
    let mut end = draft.len();
    while end > 0 && draft.tokens[end - 1].kind == Kind::Mark {
        end -= 1;
    }
    let Some(last) = end.checked_sub(1).filter(|last| !draft.is_claimed(*last)) else { return };
    let token = &draft.tokens[last];
    let neutral = token.traits.is_neutral() && !(token.on(List::FirstName) && token.is_capital());
    if last == 0 || !token.is_word() || token.on(List::NeverStart) || neutral {
        return;
    }
    let alone = token.gap == Gap::Line;
    let kissed = ["x", "xx", "xxx", "xxxx", "groet", "groetjes", "gr", "kus", "knuffel", "liefs"];
    let before = &draft.tokens[last - 1];
    let closed = token.gap == Gap::Blank
        && (before.kind == Kind::Mark && [".", "!", "?", ",", "…"].contains(&before.text) || before.is_one_of(&kissed));
    let named =
        token.on(List::FirstName) && !sloppy::is_never(token) || token.on(List::FirstName) && token.is_capital();
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound();
    let ended = [".", "!", "?"].contains(&draft.tokens[last - 1].text) && token.gap == Gap::Blank;
    if (alone || ended) && unknown && token.folded.chars().count() <= 3 && !token.on(List::FirstName) {
        draft.add(last..last + 1, Initial, Possible, Form);
    } else if alone && (unknown || token.is_capital()) || named && (alone || closed) {
        draft.add(last..last + 1, Person, Possible, Form);
    }
    find_alone(draft, last);
}

/// A line of one word that nobody knows: a name in a list, or the writer of a note before it.
fn find_alone(draft: &mut Draft<'_>, last: usize) {
    for at in 1..last {
        let token = &draft.tokens[at];
        let alone = token.gap == Gap::Line && draft.tokens[at + 1].gap == Gap::Line;
        if alone && is_name(token) && !draft.is_claimed(at) {
            draft.add(at..at + 1, Person, Possible, Form);
        }
    }
}

fn is_name(token: &Token<'_>) -> bool {
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound();
    token.is_word()
        && token.folded.chars().count() > 3
        && (unknown || token.on(List::FirstName) && !sloppy::is_never(token))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn names_after_labels() {
        assert_eq!(found("naam: bloem\ningevuld door: qdr\naanwezig: iedereen"), ["person bloem", "initial qdr"]);
    }

    #[test]
    fn the_last_line_is_the_writer() {
        assert_eq!(found("tot morgen\nStorm"), ["person Storm"]);
        assert_eq!(found("ik bel je nog. roos"), ["person roos"]);
        assert_eq!(found("zie je later\nqwerrie"), ["person qwerrie"]);
        assert_eq!(found("het was koud.\nen donker"), Vec::<String>::new());
    }
}
