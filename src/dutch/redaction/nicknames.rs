//! Names between quotation marks: 'die ze "Baba" noemt', '"Kleine Ron" slaapt'. A quoted word with a capital inside a sentence is
//! what somebody is called; what somebody says follows a colon or a verb of speaking.

use super::Category::Person;
use super::Confidence::Possible;
use super::Reason::Cue;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// The most words of a nickname.
const LONGEST: usize = 3;

/// Words before a quotation, a title or a sign.
const QUOTING: [&str; 34] = [
    "zegt",
    "zei",
    "zeg",
    "vraagt",
    "vroeg",
    "roept",
    "riep",
    "schreef",
    "schrijft",
    "stond",
    "staat",
    "antwoordt",
    "antwoordde",
    "woord",
    "woorden",
    "titel",
    "boek",
    "lied",
    "liedje",
    "film",
    "thema",
    "kop",
    "opschrift",
    "tekst",
    "methode",
    "waarde",
    "vraag",
    "spel",
    "cursus",
    "training",
    "rubriek",
    "project",
    "onder",
    "denkt",
];

/// Finds them all.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let opens =
            is_quote(&draft.tokens[at]) && draft.get(at + 1).is_some_and(|next| next.is_glued() && next.is_word());
        if !opens || draft.tokens[at].is_glued() && at > 0 && draft.tokens[at - 1].is_word() {
            continue;
        }
        let Some(end) = words_end(draft, at + 1) else { continue };
        if is_called(draft, end + 1) || is_inside(draft, at) {
            draft.add(at + 1..end, Person, Possible, Cue);
        }
    }
}

/// The end of one to three words before a closing mark; the last has a capital and is no word of every sentence.
fn words_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while end < start + LONGEST
        && (end == start || draft.follows(end))
        && !draft.is_claimed(end)
        && draft.tokens[end].is_word()
    {
        end += 1;
    }
    let closed = draft.get(end).is_some_and(|mark| is_quote(mark) && mark.is_glued());
    let core = draft.tokens.get(end.checked_sub(1)?)?;
    let named = core.is_capital() && !core.is_letter() && !core.on(List::NeverStart) && !core.traits.is_neutral();
    (end > start && closed && named).then_some(end)
}

/// 'noemt', 'genoemd' right after the closing mark.
fn is_called(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_some_and(|next| next.on(List::Naming) || next.is_one_of(&["genoemd", "wordt", "genaamd"]))
}

/// Inside a sentence, not said aloud and no title of something.
fn is_inside(draft: &Draft<'_>, quote: usize) -> bool {
    quote > 0
        && draft.tokens[quote].gap == Gap::Blank
        && draft.before(quote, 1).is_some_and(|before| before.is_word() && !before.is_one_of(&QUOTING))
}

fn is_quote(token: &Token<'_>) -> bool {
    ["'", "‘", "’", "\"", "“", "”", "„"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn what_somebody_is_called() {
        assert_eq!(
            found("Haar man, die ze 'Baba' noemt, en buurman 'Kleine Tros' ook"),
            ["person Baba", "person Kleine Tros"]
        );
        assert_eq!(found("Ze zei 'Kom' en op het bord stond 'Welkom'. 'Stop' riep hij."), Vec::<String>::new());
    }
}
