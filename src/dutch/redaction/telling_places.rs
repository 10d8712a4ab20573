//! Places that tell by themselves that a word in lower case is somebody's name, whatever word it is: who is spoken to,
//! whose something is. Only reads.

use super::around::Around;
use super::draft::Draft;
use super::lexicon::List;
use super::token::Token;

/// How much such a place speaks for a name; none where nothing tells.
pub(super) fn weight(draft: &Draft<'_>, at: usize) -> Option<i32> {
    let around = Around { draft, at };
    let first = draft.tokens[at].on(List::FirstName);
    if around.is_spoken_to() || first && around.owns() || around.is_apposed() {
        Some(4)
    } else {
        (first && around.is_met()).then_some(3)
    }
}

impl Around<'_, '_> {
    /// 'hij zei mark jij bent de eerste', 'ze zei: joke, als ik morgens niks hoor'.
    fn is_spoken_to(&self) -> bool {
        let says = |back: usize| self.before(back).is_some_and(|before| before.on(List::Speech));
        says(1) && self.is_next(&["jij", "je", "ik", "we", "wij", "luister", "hoor"])
            || says(2) && self.is_before(1, &[":"]) && self.is_next(&[","])
    }

    /// "mo's moeder gebeld".
    fn owns(&self) -> bool {
        let glued = |at: usize| self.draft.get(at).filter(|token| token.is_glued());
        glued(self.at + 1).is_some_and(Token::is_apostrophe) && glued(self.at + 2).is_some_and(|s| s.is("s"))
    }

    /// 'hij, wiel, deed open'.
    fn is_apposed(&self) -> bool {
        self.is_before(1, &[","]) && self.is_before(2, &["hij", "zij", "ze"]) && self.is_next(&[","])
    }

    /// 'bellen met wil van de school'.
    fn is_met(&self) -> bool {
        self.is_before(1, &["met", "bij", "tegen", "namens"]) && self.is_next(&["van", "vd"])
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn who_is_spoken_to() {
        assert_eq!(found("hij zei mark jij bent de eerste"), ["person mark"]);
        assert_eq!(found("mo's moeder gebeld. ze zei: joke, als ik niks hoor"), ["person mo", "person joke"]);
        assert_eq!(found("hij, wiel, deed open. bellen met wil van de school"), ["person wiel", "person wil"]);
    }
}
