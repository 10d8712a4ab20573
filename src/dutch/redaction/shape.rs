//! What a written name looks like: initials, particles ('van der', 'el', "in 't"), one core word, and what follows it
//! ('-de Wit', 'El M'). Only reads; `names` decides where to look.

use super::draft::Draft;
use super::letters::{called_end, initials_end};
use super::lexicon::List;
use super::token::{Gap, Shape, Token};
use super::unknown;

/// The most tokens that one part of a name has; keeps hostile texts from costing quadratic time.
pub(super) const LONGEST: usize = 16;

/// How a name may be written at the place where it is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// A capital is needed, and particles before it too.
    Capital,
    /// A word in lower case will do when it is no ordinary word; particles may be in lower case only where no ordinary
    /// phrase begins so ('ter', 'el').
    Lower,
    /// After a title: any particle may come first.
    Title,
}

/// The end of the name that begins at a token; none when there is no core word.
pub(super) fn name_end(draft: &Draft<'_>, start: usize, lead: Lead) -> Option<usize> {
    let initials = initials_end(draft, start, lead);
    let initials = if initials > start { called_end(draft, initials) } else { initials };
    let core = particles_end(draft, initials, lead, initials > start);
    let at = if is_core(draft, core, lead) {
        core
    } else if is_core(draft, initials, lead) {
        initials
    } else {
        return None;
    };
    Some(rest_end(draft, at + 1, draft.tokens[at].is_capital()))
}

/// The end of 'van der', 'v.d.', "in 't", 'Ait'; the start itself when no core word follows.
pub(super) fn particles_end(draft: &Draft<'_>, start: usize, lead: Lead, initials: bool) -> usize {
    let mut at = start;
    while at < start + 5 && (at == start || draft.follows(at)) && !draft.is_claimed(at) {
        let token = &draft.tokens[at];
        let next_glued = |text: &str| draft.get(at + 1).is_some_and(|next| next.is_glued() && next.is(text));
        let dotted = draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
        let open = lead == Lead::Title || initials || token.is_capital() || token.on(List::HardParticle) || at > start;
        let slashed = draft.get(at + 1).is_some_and(|next| next.is_mark('/') && next.is_glued())
            && draft.get(at + 2).is_some_and(|next| next.is("d") && next.is_glued());
        let owned = token.is_apostrophe() && next_glued("s") && at > start;
        // "d'Hondt", "D'Angelo".
        let elided = (token.is("d") || token.is("l"))
            && draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
            && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_capital() && next.is_word());
        if elided && open || token.is_apostrophe() && next_glued("t") || owned {
            at += 2;
        } else if token.is("v") && slashed && open {
            at += 3;
        } else if token.is("v") && draft.get(at + 1).is_some_and(|next| next.is("d") && next.gap == Gap::Blank) && open
        {
            at += 2;
        } else if token.on(List::Particle) && open {
            at += 1;
        } else if (is_preposition(draft, at) || (token.is("v") || token.is("d")) && dotted) && open {
            at += 2;
        } else {
            break;
        }
        if draft.get(at).is_some_and(|next| next.is_dash() && next.is_glued()) {
            at += 1;
        }
    }
    if at > start && draft.follows(at) && is_core(draft, at, lead) { at } else { start }
}

/// 'Uit den', 'Over de' with a capital, in 'Uit den Bogaard'.
fn is_preposition(draft: &Draft<'_>, at: usize) -> bool {
    const BEFORE: [&str; 8] = ["uit", "over", "onder", "bij", "voor", "tot", "achter", "boven"];
    draft.tokens[at].is_capital()
        && draft.tokens[at].is_one_of(&BEFORE)
        && draft.follows(at + 1)
        && draft.tokens[at + 1].is_one_of(&["de", "den", "der", "het", "t"])
}

/// 'mevrouw Zondag', 'dhr. A. de Raad': right after a title, initials and small words, any word is a name.
fn is_titled(draft: &Draft<'_>, at: usize) -> bool {
    let passed = |token: &Token<'_>| token.is_letter() || token.is_mark('.') || token.on(List::Particle);
    let before = (1..=8).map_while(|back| draft.before(at, back)).find(|token| !passed(token));
    before.is_some_and(|title| title.on(List::Title) && !title.on(List::Role))
}

/// 'Frans Bontje', 'oom Frans', though French is a language: a first name beside a kin word or a word that nobody knows.
pub(super) fn is_full_name(draft: &Draft<'_>, at: usize) -> bool {
    let inside = !draft.tokens[at].starts_sentence;
    let surname = |next: &Token<'_>| {
        let unknown = !next.traits.is_ordinary() && !next.traits.is_place();
        next.shape == Shape::Capital
            && next.gap == Gap::Blank
            && (unknown || inside && !next.traits.is_neutral() && !next.on(List::NeverStart))
    };
    let kin = draft
        .before(at, 1)
        .is_some_and(|before| before.on(List::Kin) || before.on(List::Title) && !before.on(List::Role));
    // 'De man van Gonda, Frans, is chauffeur'; 'Berber: hoeveel is het waard?'.
    let comma = |at: usize| draft.get(at).is_some_and(|mark| mark.is_mark(','));
    let apposed = at > 1 && comma(at - 1) && comma(at + 1) && draft.is_person(at - 2);
    let label = draft.tokens[at].starts_sentence
        && draft.tokens[at].on(List::Doubtful)
        && draft.get(at + 1).is_some_and(|mark| mark.is_mark(':') && mark.is_glued());
    let joined = draft.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_capital() && next.on(List::FirstName));
    draft.tokens[at].on(List::FirstName)
        && draft.tokens[at].is_capital()
        && (kin || joined || apposed || label || draft.get(at + 1).is_some_and(surname))
}

/// A word that can be a name: with a capital, or unknown where lower case will do.
pub(super) fn is_core(draft: &Draft<'_>, at: usize, lead: Lead) -> bool {
    let Some(token) = draft.get(at).filter(|_| !draft.is_claimed(at)) else { return false };
    let polite = lead == Lead::Title && token.shape == Shape::Capital && is_titled(draft, at);
    if !token.is_word() || token.is_letter() || token.traits.is_neutral() && !polite && !is_full_name(draft, at) {
        return false;
    }
    if token.is_capital() {
        // 'Ja'mai' begins like a sentence and is a name.
        let elided = draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
            && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_word() && next.folded.len() > 2);
        let led = draft.before(at, 1).is_some_and(|before| before.on(List::Particle) && !before.starts_sentence);
        let never = token.on(List::NeverStart) && !led && (!token.on(List::FirstName) || token.starts_sentence);
        return elided || !never && !token.on(List::Title);
    }
    let particle = draft.before(at, 1).is_some_and(|before| before.on(List::Particle));
    let unknown = token.folded.len() > 2 && !token.traits.is_ordinary() && !token.traits.is_compound();
    let old = draft.before(at, 1).is_some_and(|before| before.is_one_of(&["den", "der", "ter", "ten"]));
    lead != Lead::Capital
        && (unknown
            || (lead == Lead::Title && old && token.folded.len() > 2)
            || (lead == Lead::Title && particle && token.on(List::Surname)))
}

/// What follows a core word: '-Prins', 'Terlouw', 'van den Berg', 'B'.
fn rest_end(draft: &Draft<'_>, start: usize, capital: bool) -> usize {
    let mut at = start;
    while at < start + LONGEST && draft.follows(at) {
        let token = &draft.tokens[at];
        if token.is_apostrophe() && token.is_glued() && at == start {
            // 'Ja'mai'; the 's of a possessive stays outside.
            let rest = draft.get(at + 1).filter(|next| next.is_glued() && next.is_word() && !draft.is_claimed(at + 1));
            let small = ["je", "tje", "tjes", "er", "en", "ers"];
            if !rest.is_some_and(|next| next.folded.len() > 1 && !next.is_one_of(&small)) {
                break;
            }
            at += 2;
        } else if token.is_dash() && token.is_glued() {
            if let Some(end) = joined_particles_end(draft, at + 1, capital) {
                at = end;
                continue;
            }
            if !is_joined(draft, at + 1, capital) {
                break;
            }
            at += 2;
        } else if token.gap == Gap::Blank && is_surname(draft, at) {
            at += 1;
            // 'B.-K'.
            let dotted = draft.tokens[at - 1].is_letter()
                && draft.get(at).is_some_and(|dot| dot.is_mark('.') && dot.is_glued())
                && draft.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued());
            if dotted && is_joined(draft, at + 2, true) {
                at += 3;
            }
        } else if !capital
            && token.is("a")
            && draft.follows(at + 1)
            && (unknown::is_unknown(&draft.tokens[at + 1]) || draft.tokens[at - 1].folded.starts_with("tj"))
        {
            // 'tjin a djie'.
            at += 2;
        } else if token.gap == Gap::Blank {
            if let Some(end) = spelled_end(draft, at).filter(|_| capital) {
                return end;
            }
            let core = particles_end(draft, at, Lead::Title, true);
            // 'maria do carmo': only particles that no sentence has go on in lower case.
            let foreign = token.is_one_of(&["do", "da", "dos", "di", "du", "el", "al"]);
            let lower = !capital && foreign && core > at && unknown::is_unknown(&draft.tokens[core]);
            if capital && draft.tokens[start - 1].on(List::FirstName) && is_from_country(draft, at) {
                at += 2;
                continue;
            }
            if core == at || !draft.tokens[core].is_capital() && !lower {
                break;
            }
            at = core + 1;
        } else {
            break;
        }
    }
    at
}

/// 'van Ierland' in 'Machteld van Ierland'.
fn is_from_country(draft: &Draft<'_>, van: usize) -> bool {
    let country = draft.get(van + 1).filter(|_| draft.tokens[van].is("van") && draft.follows(van + 1));
    country.is_some_and(|country| country.shape == Shape::Capital && country.traits.is_neutral())
}

/// 'Prins' right after the hyphen of 'Oosterhout-Prins', 'A' in 'Tjon-A-Loi'.
fn is_joined(draft: &Draft<'_>, at: usize, capital: bool) -> bool {
    let Some(next) = draft.get(at).filter(|next| next.is_glued() && !draft.is_claimed(at)) else { return false };
    let letter = next.is_letter()
        && next.is_capital() == capital
        && draft.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.is_glued());
    let word = next.is_word() && (next.is_capital() || !capital) && !next.is_letter();
    // 'B.-K'.
    let dotted = capital && next.is_letter() && next.is_capital() && draft.tokens[at - 2].is_mark('.');
    // 'mevrouw bakker-zomer'.
    let polite = next.is_word() && !capital && draft.before(at, 3).is_some_and(|title| title.on(List::Title));
    polite || letter || dotted || word && (next.is_capital() || !next.traits.is_ordinary() || next.on(List::Surname))
}

/// 'de Haan' right after the hyphen of 'Wójcik-de Haan', 'de haan' after that of 'wierda-de haan'.
fn joined_particles_end(draft: &Draft<'_>, start: usize, capital: bool) -> Option<usize> {
    let mut at = start;
    while at < start + 4 && draft.follows(at) && draft.tokens[at].on(List::Particle) && !draft.tokens[at].is_capital() {
        at += 1;
    }
    let core = draft.get(at).filter(|_| at > start && draft.follows(at) && draft.tokens[start].is_glued())?;
    let named = core.is_capital() || !capital && core.on(List::Surname);
    (named && core.is_word() && core.gap == Gap::Blank).then_some(at + 1)
}

/// 'vd P', 'v.d. M' and 'van der H' after a first name.
fn spelled_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at < start + 4 && draft.follows(at) {
        let short = (draft.tokens[at].is("v") || draft.tokens[at].is("d"))
            && !draft.tokens[at].is_capital()
            && draft.get(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
        let bare = draft.tokens[at].is("v")
            && !draft.tokens[at].is_capital()
            && draft.get(at + 1).is_some_and(Token::is_letter);
        if !draft.tokens[at].on(List::Particle) && !short && !bare {
            break;
        }
        at += if short { 2 } else { 1 };
    }
    let letter = draft.get(at).filter(|_| at > start && draft.follows(at))?;
    let van = at == start + 1 && draft.tokens[start].is_one_of(&["van", "in", "aan", "op"]);
    (letter.is_letter() && letter.is_capital() && !van).then_some(at + 1)
}

/// A further word of a name: with a capital and not neutral, or one capital letter.
fn is_surname(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    if token.is_capital() && token.is_one_of(&["noord", "oost", "zuid", "west", "centrum"]) {
        return true;
    }
    let neutral = token.traits.is_neutral() || token.on(List::NeverStart) || token.on(List::Title);
    let particle = token.on(List::Particle) && draft.get(at + 1).is_some_and(Token::is_capital);
    // 'JANNEKE BELT': in shouted text a capital tells nothing.
    if token.shape == Shape::Upper && token.folded.len() > 2 && token.traits.is_ordinary() && !token.on(List::Surname) {
        return false;
    }
    token.is_word() && token.is_capital() && !neutral && !particle
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn names_that_are_countries_or_tongues() {
        assert_eq!(found("en Machteld van Ierland heeft er gewoond"), ["person Machteld van Ierland"]);
        assert_eq!(found("Nou. Mevrouw d'Hondt belde"), ["person d'Hondt"]);
        assert_eq!(
            found("bij mw wierda-de haan. Dat was Willemien B.-T."),
            ["person wierda-de haan", "person Willemien B.-T"]
        );
        assert_eq!(found("De man van Gonda, Frans, is moe"), ["person Gonda", "person Frans"]);
        assert_eq!(found("zij spreekt Frans, Duits en Fries"), Vec::<String>::new());
    }
}
