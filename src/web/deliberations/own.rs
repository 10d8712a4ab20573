//! What one person wrote themselves: the fields to write in, what is hidden still, what lies on the table, drafts.

use entity::contribution::ContributionState;

use super::room::Extra;
use super::scene::Scene;
use super::view::{Field, HandRow, OwnCard, OwnDraft, Write};
use crate::deliberations::Seat;
use crate::deliberations::contribution::{LONGEST_TEXT, Written};
use crate::methods::{Seen, Step};

/// What one person wrote themselves.
pub struct Own<'a> {
    pub scene: &'a Scene,
    pub seat: &'a Seat,
    pub rows: Vec<Written>,
}

impl Own<'_> {
    pub fn write(&self, step: &Step, for_self: bool, extra: &Extra) -> Write {
        let typed = |name: &str| extra.typed.get(name).cloned();
        let draft = |row: &&Written| row.state == ContributionState::Draft && row.step_key == step.key;
        let drafts: Vec<&Written> = self.rows.iter().filter(draft).collect();
        let is_this_step = extra.typed.get("step").is_none_or(|key| *key == step.key);
        let fields = step.yields.iter().map(|asked| {
            let kind = asked.kind.as_str();
            let drafted = drafts.iter().find(|row| row.kind == asked.kind).map(|row| row.text.clone());
            let value = typed(&format!("text-{kind}")).filter(|_| is_this_step).or(drafted).unwrap_or_default();
            let too_long = !extra.errors.is_empty() && value.chars().count() > LONGEST_TEXT;
            Field {
                kind,
                label: asked.label.get(self.scene.language.code()).to_owned(),
                hint: asked.hint.get(self.scene.language.code()).to_owned(),
                value,
                error: if too_long { "form-too-long" } else { "" },
            }
        });
        let drafted = |pick: fn(&Written) -> String| drafts.iter().map(|row| pick(row)).find(|s| !s.is_empty());
        let level = drafted(|row| row.level.map(|level| level.as_str().to_owned()).unwrap_or_default());
        Write {
            quiet: step.seen == Seen::AfterReveal && !self.scene.room.standing().revealed,
            named: step.named,
            private: step.seen == Seen::AuthorOnly,
            for_self,
            proxies: if self.seat.is_facilitator() { proxies(self.scene) } else { Vec::new() },
            fields: fields.collect(),
            level: typed("level").or(level).unwrap_or_else(|| "team".into()),
            who: typed("who").or(drafted(|row| row.who.clone())).unwrap_or_default(),
            due: typed("due").or(drafted(|row| row.due.clone())).unwrap_or_default(),
        }
    }

    pub fn hidden(&self) -> Vec<OwnCard> {
        let readable = self.scene.room.readable_steps(self.seat.reader());
        let hidden =
            |row: &&Written| row.state == ContributionState::Placed && !readable.contains(&row.step_key.as_str());
        self.rows.iter().filter(hidden).map(|row| self.card(row)).collect()
    }

    /// Own cards on the table; the note-taker finds the way to change them there.
    pub fn on_the_table(&self) -> Vec<OwnCard> {
        let readable = self.scene.room.readable_steps(self.seat.reader());
        let lies = |row: &&Written| row.state == ContributionState::Placed && readable.contains(&row.step_key.as_str());
        if self.seat.is_note_taker() || !self.scene.room.is_open() {
            return Vec::new();
        }
        self.rows.iter().filter(lies).map(|row| self.card(row)).collect()
    }

    /// Drafts that no field of the page holds: nothing that somebody typed gets lost when the group goes on.
    pub fn drafts(&self, writes: bool) -> Vec<OwnDraft> {
        let here = &self.scene.room.step().key;
        let elsewhere = |row: &&Written| row.state == ContributionState::Draft && (row.step_key != *here || !writes);
        let draft = |row: &Written| OwnDraft {
            step: row.step_key.clone(),
            step_name: self.step_name(&row.step_key),
            counts: self.scene.room.find(&row.step_key).is_some_and(|(step, standing)| {
                self.scene.room.is_open() && step.may_write(standing, self.seat.reader())
            }),
            kind: row.kind.as_str(),
            words: row.text.clone(),
            level: row.level.map_or("", |level| level.as_str()),
            who: row.who.clone(),
            due: row.due.clone(),
        };
        self.rows.iter().filter(elsewhere).map(draft).collect()
    }

    fn step_name(&self, key: &str) -> String {
        let step = self.scene.room.find(key);
        step.map(|(step, _)| step.name.get(self.scene.language.code()).to_owned()).unwrap_or_default()
    }

    fn card(&self, row: &Written) -> OwnCard {
        let label = self.scene.room.method.label(row.kind);
        OwnCard {
            id: row.id.to_string(),
            label: label.map(|label| label.get(self.scene.language.code()).to_owned()).unwrap_or_default(),
            words: row.text.clone(),
        }
    }
}

/// Lists who takes part through the facilitator and may write in the present step.
pub fn proxies(scene: &Scene) -> Vec<HandRow> {
    let room = &scene.room;
    let may = |account| {
        let seat = Seat { deliberation: room.deliberation.clone(), account };
        room.step().may_write(room.standing(), seat.reader())
    };
    let people = scene.people.iter().filter(|person| person.by_proxy && may(person.account));
    people.map(|person| HandRow { id: person.account.to_string(), name: person.name.clone() }).collect()
}
