//! Names that letters in lower case begin ('m. de boer', 'g.w. oosting') or that letters alone stand for ('RvL', 'KW (man, 30)').

use super::Category::{Initial, Person};
use super::Confidence::{Likely, Possible};
use super::Reason::Form;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy::is_never;
use super::token::{Gap, Shape, Token};

/// Abbreviations that are letters with full stops too.
const WORDS: [&str; 44] = [
    "dd", "as", "oa", "bv", "ed", "ea", "nb", "ps", "zg", "ib", "ns", "nl", "jl", "cs", "ca", "am", "pm", "vs", "tk",
    "mn", "zn", "ma", "ba", "td", "ok", "ivm", "tav", "nav", "mbt", "tnv", "mmv", "tov", "zsm", "ovv", "wv", "wo",
    "iz", "ha", "mw", "ii", "tgv", "ipv", "svp", "aub",
];

/// What is written like initials and is no person.
const BODIES: [&str; 14] =
    ["pva", "pvda", "cvb", "rvb", "rvt", "rvc", "rvk", "mvt", "mvg", "tvo", "pve", "cva", "rvp", "hvo"];

/// Words before the letters of a client.
const ABOUT: [&str; 12] =
    ["re", "betreft", "betr", "client", "cl", "mbt", "over", "casus", "inzake", "clt", "deelnemer", "bewoner"];

/// Finds letters that stand for somebody.
pub(super) fn find_letters(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.tokens[at].is_word() && (is_monogram(&draft.tokens[at]) || is_client(draft, at)) {
            draft.add(at..at + 1, Initial, Possible, Form);
        }
    }
}

/// Finds names that letters in lower case begin.
pub(super) fn find_names(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) || !draft.tokens[at].is_word() {
            continue;
        }
        if let Some(end) = name_end(draft, at) {
            draft.add(at..end, Person, Likely, Form);
        }
    }
}

/// 'm. de boer': letters with full stops, small words, and what may be a surname.
fn name_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let dotted = |at: usize| draft.get(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let letter = |at: usize| draft.get(at).is_some_and(|token| token.is_letter() && !token.is_capital()) && dotted(at);
    if draft.tokens[start].is_glued() && start > 0 && !draft.tokens[start - 1].is_mark('(') {
        return None;
    }
    let (mut at, mut letters) = (start, String::new());
    while letters.len() < 4 && letter(at) && !draft.is_claimed(at) && (at == start || draft.follows(at)) {
        letters.push_str(&draft.tokens[at].folded);
        at += 2;
    }
    // "'s avonds".
    if letters == "s" && start > 0 && draft.tokens[start - 1].is_apostrophe() {
        return None;
    }
    if letters.is_empty() || WORDS.contains(&letters.as_str()) || letters == "v" || letters == "d" || letters == "u" {
        return None;
    }
    let core = particles_end(draft, at);
    let token = draft.get(core).filter(|token| draft.follows(core) && token.gap == Gap::Blank)?;
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound();
    let named = token.on(List::Surname) || unknown || core > at && !is_never(token);
    (token.is_word() && token.folded.len() > 1 && !token.on(List::NeverStart) && named).then_some(core + 1)
}

fn particles_end(draft: &Draft<'_>, start: usize) -> usize {
    let mut at = start;
    while at < start + 3 && draft.follows(at) && draft.tokens[at].is_word() && draft.tokens[at].on(List::Particle) {
        at += 1;
    }
    at
}

/// 'RvL', 'JvdB'.
fn is_monogram(token: &Token<'_>) -> bool {
    let inner = token.text.get(1..token.text.len().saturating_sub(1)).unwrap_or_default();
    let ends = token.text.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && token.text.bytes().last().is_some_and(|b| b.is_ascii_uppercase());
    ends && ["v", "vd", "vdr", "d", "de", "t"].contains(&inner) && !token.is_one_of(&BODIES)
}

/// 'KW (man, 30)', 're: KW /'.
fn is_client(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let letters = token.shape == Shape::Upper && (2..=3).contains(&token.text.len()) && token.text.is_ascii();
    let known = token.traits.is_ordinary() || token.on(List::FirstName) || token.on(List::Abbreviation);
    if !letters || known || token.is_glued() && at > 0 && !draft.tokens[at - 1].is_mark('(') {
        return false;
    }
    let described = draft.get(at + 1).is_some_and(|next| next.is_mark('('))
        && draft.get(at + 2).is_some_and(|next| {
            next.is_number() && next.text.len() <= 2 || next.is_one_of(&["man", "vrouw", "m", "v", "jongen", "meisje"])
        });
    let colon = usize::from(draft.before(at, 1).is_some_and(|mark| mark.is_mark(':')));
    let about = colon > 0 && draft.before(at, 1 + colon).is_some_and(|before| before.is_one_of(&ABOUT));
    described || about
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn letters_in_lower_case_before_a_surname() {
        assert_eq!(found("aanw: m. de boer en g.w. qwosting"), ["person m. de boer", "person g.w. qwosting"]);
        assert_eq!(found("a.s. week, i.v.m. ziekte, o.a. brood"), Vec::<String>::new());
    }

    #[test]
    fn letters_that_stand_for_somebody() {
        assert_eq!(found("gedaan door RvL. KZ (man, 30) belt"), ["initial RvL", "initial KZ", "age 30"]);
    }
}
