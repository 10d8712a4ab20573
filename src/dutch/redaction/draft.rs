//! The findings while they are being made: the tokens, and which of them are claimed. First come, first served.

use std::ops::Range;

use super::token::{self, Gap, Token};
use super::{Category, Confidence, Finding, Reason};

/// A text under examination.
pub(super) struct Draft<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    claimed: Vec<bool>,
    persons: Vec<bool>,
    found: Vec<Found>,
}

/// A finding before its code points are counted, with its tokens.
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) span: Range<usize>,
    pub(super) category: Category,
    confidence: Confidence,
    reason: Reason,
}

impl<'t> Draft<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let tokens = token::cut(text);
        let claimed = vec![false; tokens.len()];
        let persons = claimed.clone();
        Self { text, tokens, claimed, persons, found: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The token `back` places before `at`, on the same line.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<&Token<'t>> {
        let before = &self.tokens[at.checked_sub(back)?];
        (before.line == self.tokens[at].line).then_some(before)
    }

    pub(super) fn is_claimed(&self, at: usize) -> bool {
        self.claimed.get(at).copied().unwrap_or(true)
    }

    /// Tells whether a token is part of a name or an initial that was found.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.persons.get(at).copied().unwrap_or(false)
    }

    /// Tells whether all tokens after `from` up to `at` stand on its line.
    pub(super) fn follows_closely(&self, from: usize, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.line == self.tokens[from].line)
    }

    /// Tells whether a token is there, unclaimed, and on the same line as the one before it.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap != Gap::Line) && !self.is_claimed(at)
    }

    /// Closes tokens to all later detectors without finding anything.
    pub(super) fn close(&mut self, tokens: Range<usize>) {
        self.claimed[tokens].fill(true);
    }

    /// Adds whole tokens; leaves them be when one of them is claimed already.
    pub(super) fn add(
        &mut self,
        tokens: Range<usize>,
        category: Category,
        confidence: Confidence,
        reason: Reason,
    ) -> bool {
        if tokens.is_empty() || self.claimed[tokens.clone()].contains(&true) {
            return false;
        }
        let span = self.tokens[tokens.start].span.start..self.tokens[tokens.end - 1].span.end;
        self.claimed[tokens.clone()].fill(true);
        self.persons[tokens.clone()].fill(matches!(category, Category::Person | Category::Initial));
        self.found.push(Found { tokens, span, category, confidence, reason });
        true
    }

    /// Adds the first bytes of one token, as in '|wolff|jes'.
    pub(super) fn add_start(&mut self, at: usize, bytes: usize, category: Category, reason: Reason) {
        if self.add(at..at + 1, category, Confidence::Likely, reason)
            && let Some(found) = self.found.last_mut()
        {
            found.span.end = found.span.start + bytes;
        }
    }

    /// What has been found so far, in the order of finding.
    pub(super) fn found(&self) -> &[Found] {
        &self.found
    }

    /// Sorts, drops what the team says is no name, and counts code points.
    pub(super) fn finish(mut self, never: &[String]) -> Vec<Finding> {
        let never: Vec<_> = never.iter().map(|word| token::fold(word.trim()).into_owned()).collect();
        self.found.sort_by_key(|found| found.span.start);
        let (mut chars, mut bytes) = (0, 0);
        let mut findings = Vec::with_capacity(self.found.len());
        for found in self.found {
            let word = &self.text[found.span.clone()];
            if is_waivable(found.category) && never.contains(&token::fold(word).into_owned()) {
                continue;
            }
            chars += self.text[bytes..found.span.start].chars().count();
            bytes = found.span.start;
            findings.push(Finding {
                chars: chars..chars + word.chars().count(),
                span: found.span,
                category: found.category,
                confidence: found.confidence,
                reason: found.reason,
            });
        }
        findings
    }
}

fn is_waivable(category: Category) -> bool {
    use Category::{Initial, Organisation, Person, Place, Quasi};
    matches!(category, Person | Initial | Place | Organisation | Quasi)
}
