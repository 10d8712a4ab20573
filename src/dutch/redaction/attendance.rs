//! Who was there, by the letters of their names: 'deelnemers: KL, AR (stagiair), TB'. Whatever else such letters mean ('AR', 'TB'),
//! in this row they are people.

use super::Category::Initial;
use super::Confidence::Likely;
use super::Reason::Listed;
use super::draft::Draft;
use super::token::{Gap, Shape, Token};

/// Words that a row of those present begins with.
const CUES: [&str; 12] = [
    "deelnemers",
    "deeln",
    "deelnemend",
    "aanwezig",
    "aanwezigen",
    "aanw",
    "afwezig",
    "afw",
    "afgemeld",
    "genodigden",
    "notulist",
    "voorzitter",
];

/// The most tokens of a row that are looked at.
const LONGEST: usize = 80;

/// Goes along each such row, to the end of its line.
pub(super) fn find(draft: &mut Draft<'_>) {
    for cue in 0..draft.len() {
        if !draft.tokens[cue].is_one_of(&CUES) {
            continue;
        }
        let dotted = draft.get(cue + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
        let colon = cue + 1 + usize::from(dotted);
        if !draft.get(colon).is_some_and(|mark| mark.is_mark(':')) {
            continue;
        }
        let mut at = colon + 1;
        while at < colon + LONGEST && draft.get(at).is_some_and(|token| token.gap != Gap::Line) {
            if is_letters(draft, at) && parts(&draft.tokens[at - 1]) && ends(draft, at + 1) {
                draft.add(at..at + 1, Initial, Likely, Listed);
            }
            at += 1;
        }
    }
}

/// 'KL'; three letters that are a word of their own ('GGZ') are none.
fn is_letters(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let known = token.traits.is_ordinary() || token.traits.is_neutral();
    token.shape == Shape::Upper && token.text.is_ascii() && (token.text.len() == 2 || token.text.len() == 3 && !known)
}

fn parts(token: &Token<'_>) -> bool {
    [":", ",", "/", "&", "+", ";"].contains(&token.text) || token.is("en")
}

fn ends(draft: &Draft<'_>, at: usize) -> bool {
    draft.get(at).is_none_or(|next| {
        next.gap == Gap::Line || parts(next) || next.is_mark('(') || next.is_mark('.') || next.is_mark(')')
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn letters_of_those_present() {
        let text = "Deeln.: MvD, HB, AR (stagiair), WK en TB\nAR: dat deed ik ook";
        assert_eq!(found(text), ["initial MvD", "initial HB", "initial AR", "initial WK", "initial TB", "initial AR"]);
        assert_eq!(found("Aanwezig: GGZ, de GGD en het UWV"), Vec::<String>::new());
    }
}
