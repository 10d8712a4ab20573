//! What stands around a token on its line, asked by several detectors. Only reads.

use super::draft::Draft;
use super::token::{Gap, Token};

/// A token with its neighbours.
pub(super) struct Around<'a, 't> {
    pub(super) draft: &'a Draft<'t>,
    pub(super) at: usize,
}

impl<'t> Around<'_, 't> {
    pub(super) fn before(&self, back: usize) -> Option<&Token<'t>> {
        self.draft.before(self.at, back)
    }

    pub(super) fn next(&self) -> Option<&Token<'t>> {
        self.draft.get(self.at + 1).filter(|next| next.gap != Gap::Line)
    }

    pub(super) fn is_before(&self, back: usize, words: &[&str]) -> bool {
        self.before(back).is_some_and(|token| token.is_one_of(words))
    }

    pub(super) fn is_next(&self, words: &[&str]) -> bool {
        self.next().is_some_and(|token| token.is_one_of(words))
    }
}
