//! Names by their letters: 'B.B', 'W.-K', 'C. d. G', and those that are spelled out: 'A-Z-O-U-Z-I'. Only reads.

use super::draft::Draft;
use super::token::Token;

/// 'B.B', 'W.-K': two or three capitals with full stops, and nothing glued on either side.
pub(super) fn spelled_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
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
    // 'C. d. G.', 'K. v. D.'.
    let small = |at: usize| draft.follows(at) && draft.tokens[at].is_one_of(&["d", "v", "de", "van"]);
    if letters == 1 && small(at + 2) {
        let last = at + 3 + usize::from(dotted(at + 2));
        if draft.follows(last) && draft.get(last).is_some_and(capital) && dotted(last) {
            return Some(last + 1);
        }
    }
    let tied = glued(at + 1).is_some_and(|next| next.is_word() || next.is_number());
    ((2..=3).contains(&letters) && !tied).then_some(at + 1)
}

/// 'A-Z-O-U-Z-I': a name that is spelled out.
pub(super) fn hyphened_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let letter = |at: usize| draft.get(at).is_some_and(|token| token.is_letter() && !draft.is_claimed(at));
    let dash = |at: usize| draft.get(at).is_some_and(|token| token.is_dash() && token.is_glued());
    let mut end = start + 1;
    while end < start + 40 && letter(start) && dash(end) && letter(end + 1) && draft.tokens[end + 1].is_glued() {
        end += 2;
    }
    (end >= start + 7).then_some(end)
}

pub(super) fn is_opening(token: &Token<'_>) -> bool {
    ["'", "‘", "\"", "“"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn letters_that_spell() {
        assert_eq!(found("bleek onder A-Z-O-U-Z-I te staan"), ["person A-Z-O-U-Z-I"]);
        assert_eq!(found("Vorige week liep C. d. G., naakt"), ["initial C. d. G"]);
    }
}
