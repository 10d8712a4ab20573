//! The teams' frameworks: the template, and what each team changed in it.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use entity::ids::VirtueId;
use entity::time::Timestamp;
use entity::virtue::{self, VirtueState};
use entity::virtue_wording;
use serde::Deserialize;

use super::rows::Rows;
use super::world::{Places, TeamPlace};
use crate::frameworks::Wording;
use crate::frameworks::template::Template;

/// virtues.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    team: Vec<TeamChanges>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamChanges {
    key: String,
    drop: Vec<String>,
    reword: Vec<Reworded>,
    add: Vec<Added>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reworded {
    virtue: String,
    name: String,
    too_little: String,
    too_much: String,
    explanation: String,
}

impl Reworded {
    fn wording(&self) -> Wording {
        let Self { name, too_little, too_much, explanation, .. } = self.clone();
        Wording { name, too_little, too_much, explanation }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    key: String,
    name: String,
    too_little: String,
    too_much: String,
    explanation: String,
}

impl Added {
    fn wording(&self) -> Wording {
        let Self { name, too_little, too_much, explanation, .. } = self.clone();
        Wording { name, too_little, too_much, explanation }
    }
}

/// A virtue of a team with its wordings, oldest first.
#[derive(Clone, Debug)]
pub struct DemoVirtue {
    pub id: VirtueId,
    pub template_key: Option<String>,
    kept: bool,
    wordings: Vec<virtue_wording::Model>,
}

impl DemoVirtue {
    /// Returns the words that held at a moment.
    pub fn wording_at(&self, moment: Timestamp) -> anyhow::Result<&virtue_wording::Model> {
        self.wordings.iter().rev().find(|wording| wording.created_at <= moment).context("the virtue came later")
    }
}

/// The virtues of all teams.
#[derive(Debug, Default)]
pub struct Frameworks(BTreeMap<(String, String), DemoVirtue>);

impl Frameworks {
    /// Returns a virtue that a team kept.
    pub fn kept(&self, team: &str, virtue: &str) -> anyhow::Result<&DemoVirtue> {
        let found = self.0.get(&(team.to_owned(), virtue.to_owned()));
        let found = found.with_context(|| format!("team `{team}` has no virtue `{virtue}`"))?;
        ensure!(found.kept, "team `{team}` left the virtue `{virtue}` out");
        Ok(found)
    }
}

/// When things happened to the frameworks.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    pub chosen: Timestamp,
    pub changed: Timestamp,
}

/// Adds each team's framework: the template at first, changed later.
pub fn add(
    template: &Template,
    changes: &Changes,
    places: &Places,
    teams: &[&str],
    moments: Moments,
    rows: &mut Rows,
) -> anyhow::Result<Frameworks> {
    let mut frameworks = Frameworks::default();
    for key in teams {
        let place = places.team(key)?;
        let changed = changes.team.iter().find(|team| team.key == *key);
        for (position, given) in template.virtues.iter().enumerate() {
            let mut virtue = Building::new(place, Some(given.key.clone()), moments.chosen);
            virtue.word(given.wording("nl"), moments.chosen)?;
            if let Some(reworded) = changed.and_then(|team| team.reword.iter().find(|r| r.virtue == given.key)) {
                virtue.word(reworded.wording(), moments.changed)?;
            }
            let dropped = changed.is_some_and(|team| team.drop.contains(&given.key));
            let state = if dropped { VirtueState::Dropped } else { VirtueState::Kept };
            frameworks.0.insert(((*key).to_owned(), given.key.clone()), virtue.finish(position, state, rows)?);
        }
        for (position, added) in changed.iter().flat_map(|team| &team.add).enumerate() {
            let mut virtue = Building::new(place, None, moments.changed);
            virtue.word(added.wording(), moments.changed)?;
            let position = template.virtues.len() + position;
            let finished = virtue.finish(position, VirtueState::Kept, rows)?;
            frameworks.0.insert(((*key).to_owned(), added.key.clone()), finished);
        }
    }
    Ok(frameworks)
}

/// A virtue on its way into the rows.
struct Building {
    place: TeamPlace,
    id: VirtueId,
    template_key: Option<String>,
    since: Timestamp,
    wordings: Vec<virtue_wording::Model>,
}

impl Building {
    fn new(place: TeamPlace, template_key: Option<String>, since: Timestamp) -> Self {
        Self { place, id: VirtueId::new(), template_key, since, wordings: Vec::new() }
    }

    fn word(&mut self, words: Wording, at: Timestamp) -> anyhow::Result<()> {
        self.wordings.push(virtue_wording::Model {
            organisation_id: self.place.organisation,
            virtue_id: self.id,
            version: i32::try_from(self.wordings.len() + 1)?,
            name: words.name,
            too_little: words.too_little,
            too_much: words.too_much,
            explanation: words.explanation,
            created_at: at,
        });
        Ok(())
    }

    fn finish(self, position: usize, state: VirtueState, rows: &mut Rows) -> anyhow::Result<DemoVirtue> {
        rows.virtues.push(virtue::Model {
            organisation_id: self.place.organisation,
            id: self.id,
            team_id: self.place.id,
            template_key: self.template_key.clone(),
            position: i32::try_from(position)?,
            state,
            merged_into: None,
            wording_version: i32::try_from(self.wordings.len())?,
            created_at: self.since,
        });
        rows.wordings.extend(self.wordings.iter().cloned());
        let kept = state == VirtueState::Kept;
        Ok(DemoVirtue { id: self.id, template_key: self.template_key, kept, wordings: self.wordings })
    }
}
