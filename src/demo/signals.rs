//! Signals of the demo: one that waits too long, one that was answered.

use anyhow::Context;
use entity::ids::{SignalId, SignalStepId};
use entity::signal::{self, SignalState};
use entity::signal_step::{self, SignalStepKind};
use serde::Deserialize;
use time::Duration;

use super::conversation::Setting;
use super::rows::Rows;
use crate::clock;
use crate::signals;

/// signals.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signals {
    signal: Vec<Given>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    team: String,
    title: String,
    #[serde(default)]
    group: Option<String>,
    what: String,
    asked: String,
    #[serde(default)]
    weight: Option<i32>,
    raised_days: i64,
    answer_days: i64,
    step: Vec<Step>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    days: i64,
    kind: SignalStepKind,
    by: String,
    owner: String,
    text: String,
}

impl Signals {
    /// Adds the signals with their history.
    pub fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        for given in &self.signal {
            given.add(setting, rows).with_context(|| format!("`{}`", given.title))?;
        }
        Ok(())
    }
}

impl Given {
    fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let place = setting.places.team(&self.team)?;
        let (id, raised) = (SignalId::random(), setting.now.plus_days(-self.raised_days));
        let mut state = SignalState::Raised;
        let mut step = |kind, (text, by, owner): (&str, &str, &str), made_at| {
            rows.signal_steps.push(signal_step::Model {
                organisation_id: place.organisation,
                id: SignalStepId::new(),
                signal_id: id,
                kind,
                text: text.to_owned(),
                by_name: by.to_owned(),
                owner: owner.to_owned(),
                made_at,
            });
        };
        step(SignalStepKind::Raised, ("", "", ""), raised);
        for given in &self.step {
            state = signals::next(state, given.kind).context("this step can't be taken from here")?;
            step(given.kind, (&given.text, &given.by, &given.owner), setting.now.plus_days(-given.days));
        }
        rows.signals.push(signal::Model {
            organisation_id: place.organisation,
            id,
            team_id: place.id,
            state,
            title: self.title.clone(),
            group_key: self.group.clone(),
            what: self.what.trim().to_owned(),
            asked: self.asked.clone(),
            weight: self.weight,
            raised_on: Some(clock::date(raised)),
            answer_by: Some(clock::date(raised).saturating_add(Duration::days(self.answer_days))),
        });
        Ok(())
    }
}
