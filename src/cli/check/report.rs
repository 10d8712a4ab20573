//! What a look-over found, a line each.

use std::fmt::Display;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    /// Worth knowing, and no reason to fail.
    Note,
    Wrong,
}

/// Lines in the order in which things were looked at.
#[derive(Default)]
pub struct Report(Vec<(State, &'static str, String)>);

impl Report {
    pub fn well(&mut self, what: &'static str, said: impl Display) {
        self.0.push((State::Well, what, said.to_string()));
    }

    pub fn note(&mut self, what: &'static str, said: impl Display) {
        self.0.push((State::Note, what, said.to_string()));
    }

    pub fn wrong(&mut self, what: &'static str, said: impl Display) {
        self.0.push((State::Wrong, what, said.to_string()));
    }

    /// Returns the lines as they are printed.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(state, what, said)| {
            let state = match state {
                State::Well => "ok",
                State::Note => "note",
                State::Wrong => "WRONG",
            };
            format!("{state:5} {what:9} {}", said.replace('\n', "; "))
        })
    }

    pub fn count_wrong(&self) -> usize {
        self.0.iter().filter(|(state, ..)| *state == State::Wrong).count()
    }
}
