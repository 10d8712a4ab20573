//! What somebody writes, on its way into the journal. Text stays as it was typed: nothing is trimmed, folded or taken out.

use entity::ids::{AccountId, BranchId, EntryId};
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;

use super::Refused;
use super::entry::{Body, Entry};
use super::merge::{self, Merged};
use super::seal::{Label, PublicHalf, seal};
use crate::clock;

/// Most characters in all texts of an entry together. A character takes at most twelve bytes of a form; a form has at most 2 MiB.
pub const LONGEST: usize = 150_000;
/// The earliest moment at which an entry can have been begun: 2020-01-01. Before that, a device's clock was wrong.
const EARLIEST: i64 = 1_577_836_800_000;

/// An entry as a page sends it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub entry: EntryId,
    /// The page's own branch: no other page writes to it.
    pub branch: BranchId,
    /// Goes up with each save of this page.
    pub revision: i32,
    /// Branches that this page had read, and whose words it now holds.
    pub seen: Vec<(BranchId, i32)>,
    pub body: Body,
}

/// A draft that is sealed: ready to be stored, and closed to whoever stores it.
#[derive(Clone, Debug)]
pub struct SealedDraft {
    pub owner: AccountId,
    pub to: PublicHalf,
    pub entry: EntryId,
    pub branch: BranchId,
    pub revision: i32,
    pub seen: Vec<(BranchId, i32)>,
    pub day: TimeDate,
    pub arrived: TimeDate,
    pub sealed: Vec<u8>,
}

impl Draft {
    /// Makes a draft of an entry as it was read, on a branch of its own, with what other devices wrote in its text.
    pub fn of_entry(entry: Entry) -> Self {
        let Entry { id, body, seen, elsewhere, .. } = entry;
        let body = merge::joined(Merged { body, elsewhere });
        Self { entry: id, branch: BranchId::random(), revision: 1, seen, body }
    }

    /// Puts the times right: a device's clock can be wrong, and an entry isn't begun in the future.
    pub fn timed(mut self, now: Timestamp) -> Self {
        if !(EARLIEST..=now.0).contains(&self.body.begun) {
            self.body.begun = now.0;
        }
        self.body.saved = now.0;
        self
    }

    /// Tells whether the texts are within the limit.
    pub fn fits(&self) -> bool {
        let answers: usize = self.body.answers.iter().map(|answer| answer.text.chars().count()).sum();
        self.body.text.chars().count() + answers <= LONGEST
    }

    /// Seals the words to the owner's journal. Takes some time for a long text.
    pub fn seal(self, owner: AccountId, to: &PublicHalf) -> Result<SealedDraft, Refused> {
        let Self { entry, branch, revision, seen, body } = self;
        let (day, arrived) = (clock::date(body.begun_at()), clock::date(Timestamp(body.saved)));
        let text = zeroize::Zeroizing::new(serde_json::to_vec(&body).map_err(anyhow::Error::new)?);
        let sealed = seal(to, Label::Note { owner, entry, branch, revision }, &text)?;
        Ok(SealedDraft { owner, to: to.clone(), entry, branch, revision, seen, day, arrived, sealed })
    }
}
