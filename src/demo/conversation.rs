//! Conversations of the demo, those that were and the one that goes on.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use entity::contribution::{self, ContributionKind, ContributionState, LessonLevel};
use entity::ids::{ContributionId, DeliberationId, PlacementId};
use entity::participant::{self, ParticipantState};
use entity::placement::{self, Moment};
use entity::time::Timestamp;
use entity::{deliberation_virtue, method_snapshot};
use serde::Deserialize;

use super::rows::Rows;
use super::virtues::{DemoVirtue, Frameworks};
use super::world::{Places, TeamPlace};
use crate::deliberations::placement::PLACES;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    step: String,
    kind: ContributionKind,
    author: String,
    text: String,
    level: Option<LessonLevel>,
    #[serde(default)]
    who: String,
    #[serde(default)]
    due: String,
    #[serde(default = "placed")]
    state: ContributionState,
}

fn placed() -> ContributionState {
    ContributionState::Placed
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    moment: Moment,
    virtue: String,
    positions: Vec<i16>,
}

/// What every conversation is made in: who, where, with which words.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub places: &'a Places,
    pub frameworks: &'a Frameworks,
    pub method: &'a Method,
    pub now: Timestamp,
}

/// The method of all conversations, as it is kept with them.
#[derive(Clone, Debug)]
pub struct Method {
    pub row: method_snapshot::Model,
    pub steps: Vec<String>,
}

/// A virtue at the centre, in the words of the day.
#[derive(Clone, Copy)]
pub struct Central<'a> {
    pub key: &'a str,
    pub virtue: &'a DemoVirtue,
    pub wording: &'a entity::virtue_wording::Model,
}

impl<'a> Setting<'a> {
    /// Returns a team's virtues of these keys in the words of a moment.
    pub fn central(&self, team: &str, keys: &'a [String], moment: Timestamp) -> anyhow::Result<Vec<Central<'a>>> {
        let one = |key: &'a String| {
            let virtue = self.frameworks.kept(team, key)?;
            let wording = virtue.wording_at(moment).with_context(|| format!("virtue `{key}`"))?;
            anyhow::Ok(Central { key, virtue, wording })
        };
        keys.iter().map(one).collect()
    }
}

/// Where in the database a conversation's rows go.
pub struct Table<'a> {
    pub setting: Setting<'a>,
    pub place: TeamPlace,
    pub id: DeliberationId,
    pub virtues: Vec<Central<'a>>,
}

impl Table<'_> {
    /// Adds the virtues at the centre.
    pub fn add_virtues(&self, rows: &mut Rows) {
        rows.deliberation_virtues.extend(self.virtues.iter().zip(0..).map(|(central, position)| {
            deliberation_virtue::Model {
                organisation_id: self.place.organisation,
                deliberation_id: self.id,
                virtue_id: central.virtue.id,
                wording_version: central.wording.version,
                position,
            }
        }));
    }

    /// Adds somebody at the table.
    pub fn add_participant(&self, person: &str, state: ParticipantState, rows: &mut Rows) -> anyhow::Result<()> {
        rows.participants.push(participant::Model {
            organisation_id: self.place.organisation,
            deliberation_id: self.id,
            account_id: self.setting.places.person(person)?,
            state,
            by_proxy: false,
            ready: false,
            hand: None,
            turn: None,
        });
        Ok(())
    }

    /// Adds what people wrote, from `first` on, `minutes` after each other.
    pub fn add_contributions(
        &self,
        given: &[Contribution],
        first: Timestamp,
        minutes: i64,
        rows: &mut Rows,
    ) -> anyhow::Result<()> {
        for (contribution, number) in given.iter().zip(0..) {
            let step = &contribution.step;
            ensure!(self.setting.method.steps.contains(step), "the method has no step `{step}`");
            let is_lesson = contribution.kind == ContributionKind::Lesson;
            ensure!(is_lesson == contribution.level.is_some(), "a lesson, and only a lesson, has a level");
            rows.contributions.push(contribution::Model {
                organisation_id: self.place.organisation,
                id: ContributionId::new(),
                deliberation_id: self.id,
                step_key: step.clone(),
                kind: contribution.kind,
                text: contribution.text.clone(),
                level: contribution.level,
                who: contribution.who.clone(),
                due: contribution.due.clone(),
                author_id: Some(self.setting.places.person(&contribution.author)?),
                typed_by: None,
                state: contribution.state,
                version: 1,
                created_at: Some(first.plus_minutes(number * minutes)),
                token_hash: None,
                group_id: None,
                warmth: None,
            });
        }
        Ok(())
    }

    /// Adds the dots. They have no author, no time and an id that tells nothing.
    pub fn add_placements(&self, given: &[Placement], rows: &mut Rows) -> anyhow::Result<()> {
        let virtues: BTreeMap<&str, &DemoVirtue> =
            self.virtues.iter().map(|central| (central.key, central.virtue)).collect();
        for line in given {
            let virtue = virtues.get(line.virtue.as_str());
            let virtue = virtue.with_context(|| format!("dots on `{}`, which is not at the centre", line.virtue))?;
            rows.placements.extend(line.positions.iter().map(|position| placement::Model {
                organisation_id: self.place.organisation,
                id: PlacementId::random(),
                deliberation_id: self.id,
                virtue_id: virtue.id,
                moment: line.moment,
                place: nearest_choice(*position),
                token_hash: None,
            }));
        }
        Ok(())
    }
}

fn nearest_choice(position: i16) -> i16 {
    PLACES.into_iter().min_by_key(|choice| (choice - position).abs()).expect("there are seven choices")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_lies_where_people_can_put_one() {
        assert_eq!([5, 20, 50, 65, 95].map(nearest_choice), [0, 17, 50, 67, 100]);
    }
}
