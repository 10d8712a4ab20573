//! Postcodes: four digits and two letters, also parted by a line break, or four digits after 'postcode'.

use super::Category::Postcode;
use super::Confidence::{Certain, Likely};
use super::Reason::{Cue, Form};
use super::draft::Draft;
use super::lexicon::List;
use super::numbers::{is_tied_after, is_tied_before};
use super::token::Gap;

/// Units after four digits that look like the letters of a postcode.
const UNITS: [&str; 12] = ["mg", "kg", "km", "cm", "mm", "ml", "kb", "mb", "gb", "kw", "gr", "nr"];

pub(super) fn find(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    if !token.is_number()
        || token.text.len() != 4
        || token.text.starts_with('0')
        || is_tied_before(draft, at)
        || draft.is_claimed(at)
    {
        return;
    }
    // 'een Bulgaarse bus, CB 4471 KA' has a plate.
    let plated = draft.before(at, 1).is_some_and(|before| {
        before.is_word() && before.text.len() <= 2 && before.text.bytes().all(|b| b.is_ascii_uppercase())
    }) && (2..=7).map_while(|back| draft.before(at, back)).any(|token| token.on(List::Vehicle));
    if plated {
        return;
    }
    let cued = (1..=4).any(|back| {
        draft.before(at, back).is_some_and(|before| before.is("postcode") || before.is("pc") || before.is("postcd"))
    });
    let letters = draft.get(at + 1).filter(|letters| {
        let broken = letters.gap == Gap::Line
            && letters.text.bytes().all(|b| b.is_ascii_uppercase())
            && draft.get(at + 2).is_none_or(|next| next.gap == Gap::Line || next.is_capital() || !next.is_word());
        !draft.is_claimed(at + 1) && (letters.gap != Gap::Line || broken)
    });
    let Some(letters) = letters.filter(|letters| letters.is_word() && letters.text.len() == 2) else {
        if cued {
            draft.add(at..at + 1, Postcode, Likely, Cue);
        }
        return;
    };
    if !letters.text.is_ascii() || is_tied_after(draft, at + 2) {
        return;
    }
    let never = letters.is_one_of(&["sa", "sd", "ss"]) || letters.is_one_of(&UNITS);
    let upper = letters.text.bytes().all(|b| b.is_ascii_uppercase());
    let word = !upper && letters.gap == Gap::Blank && (letters.traits.is_ordinary() || letters.is_capital());
    if (!never || upper && cued) && (!word || cued) {
        draft.add(at..at + 2, Postcode, Certain, Form);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn postcodes() {
        assert_eq!(found("(1026 DL) en 5746gt"), ["postcode 1026 DL", "postcode 5746gt"]);
        assert_eq!(found("in 2022 is het, 1500mg, 2022 nog, 0123 AB"), Vec::<String>::new());
    }
}
