//! Where the name of a street with capitals begins: 'Burg. de Vlugtlaan', 'Van der Duyn van Maasdamweg', 'J. van Lennepkade'. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// Goes back over 'Burgemeester', 'Prins', 'Hoge' before a street.
pub(super) fn street_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 4 && !draft.is_claimed(start - 1) && draft.tokens[start].gap != Gap::Line {
        let (token, before) = (&draft.tokens[start], &draft.tokens[start - 1]);
        let hyphen = before.is_dash() && token.is_glued() && before.is_glued();
        let word = before.is_word() && before.is_capital() && (token.gap == Gap::Blank || token.is_dash());
        if let Some(first) = dotted_start(draft, start) {
            start = first;
            continue;
        }
        // 'Pr. Beatrixstr.'.
        let short =
            before.is_mark('.') && before.is_glued() && start > 1 && token.gap == Gap::Blank && token.is_capital();
        let lead = |token: &Token<'_>| {
            token.is_capital()
                && (2..=5).contains(&token.text.len())
                && (token.on(List::StreetLead) || !token.on(List::Title))
                && !token.traits.is_neutral()
        };
        if short && lead(&draft.tokens[start - 2]) && !draft.is_claimed(start - 2) {
            start -= 2;
            continue;
        }
        // ''s-Gravenweg'.
        let elided = token.is_dash() && before.is("s") && before.is_glued() && start > 1;
        if elided && draft.tokens[start - 2].is_apostrophe() && !draft.is_claimed(start - 2) {
            return start - 2;
        }
        let opening = before.starts_sentence && before.on(List::NeverStart);
        if let Some(first) = particles_start(draft, start) {
            start = first;
            continue;
        }
        let title = before.on(List::Title) && !before.on(List::Role) && !before.on(List::StreetLead);
        if !(hyphen || word && !opening) || title {
            break;
        }
        start -= 1;
    }
    let start = if draft.tokens[start].is_dash() { start + 1 } else { start };
    // 'Van Speijkstraat' at the start of a sentence.
    let opening = start > 0
        && draft.tokens[start].gap == Gap::Blank
        && draft.tokens[start - 1].is("van")
        && draft.tokens[start - 1].is_capital()
        && !draft.is_claimed(start - 1);
    let start = if opening { start - 1 } else { lead_start(draft, initials_start(draft, start)) };
    // '1e Jan van der Heijdenstraat'.
    let ordinal = draft.before(start, 1).is_some_and(|e| e.is_one_of(&["e", "de", "ste"]) && e.is_glued())
        && draft.before(start, 2).is_some_and(|number| number.is_number() && number.text.len() == 1)
        && !draft.is_claimed(start - 2);
    if ordinal { start - 2 } else { start }
}

/// Goes back over 'Dr.' before 'H. Colijnlaan'.
fn lead_start(draft: &Draft<'_>, start: usize) -> usize {
    let dot =
        draft.tokens[start].is_letter() && draft.before(start, 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let lead = draft.before(start, 2).is_some_and(|lead| lead.on(List::StreetLead) && lead.is_capital());
    if dot && lead && !draft.is_claimed(start - 2) { start - 2 } else { start }
}

/// Goes back over 'W.A.', 'J. van' before a street.
fn initials_start(draft: &Draft<'_>, start: usize) -> usize {
    let letter = |at: usize| {
        draft.tokens[at].is_letter()
            && draft.tokens[at].is_capital()
            && !draft.is_claimed(at)
            && draft.tokens[at + 1].is_mark('.')
            && draft.tokens[at + 1].is_glued()
    };
    let mut at = start;
    while start - at < 3
        && draft.before(at, 1).is_some_and(|small| small.is_one_of(&["van", "de", "der", "den"]))
        && !draft.is_claimed(at - 1)
    {
        at -= 1;
    }
    let mut first = start;
    while start - at < 10 && at > 1 && draft.tokens[at].gap != Gap::Line && letter(at - 2) {
        at -= 2;
        first = at;
    }
    first
}

/// 'Burg. de' before 'Vlugtlaan', 'Ds. van den' before 'Boschlaan'.
fn dotted_start(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while start - at < 3
        && draft.before(at, 1).is_some_and(|small| small.is_one_of(&["van", "de", "der", "den"]))
        && !draft.is_claimed(at - 1)
    {
        at -= 1;
    }
    let dot = draft.before(at, 1).is_some_and(|mark| mark.is_mark('.') && mark.is_glued())
        && draft.tokens[at].gap == Gap::Blank;
    let lead = draft.before(at, 2).is_some_and(|lead| lead.on(List::StreetLead) && lead.text.len() <= 5);
    (dot && lead && !draft.is_claimed(at - 2)).then(|| at - 2)
}

/// 'Jan van' before 'Galenstraat', 'Van der' before 'Helststraat': the capital that the small words follow.
fn particles_start(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let mut back = 1;
    let small = ["van", "de", "der", "den", "het", "ten", "ter", "te", "t", "v", "d", "vd"];
    while draft.before(at, back).is_some_and(|token| token.is_one_of(&small) && !token.is_capital()) && back < 4 {
        back += 1;
    }
    let first = draft.before(at, back).filter(|_| back > 1 && (at - back..at).all(|at| !draft.is_claimed(at)))?;
    let nearest = draft.before(at, 1)?;
    // 'Van der Duyn van Maasdamweg'.
    let longer = draft.before(at, back + 1).is_some_and(|token| token.is_one_of(&small))
        && draft.before(at, back + 2).is_some_and(|token| token.is("van") && token.is_capital());
    let loose = nearest.is("de") && draft.before(at, 2).is_some_and(|token| token.is("van"))
        || !longer && nearest.is("van") && !first.on(List::FirstName) && !first.on(List::StreetLead) && back == 2;
    let opening = first.starts_sentence && first.on(List::NeverStart) && !first.is("van");
    let titled = first.on(List::Title) && !first.on(List::StreetLead);
    (first.is_word() && first.is_capital() && !opening && !loose && !titled).then_some(at - back)
}
