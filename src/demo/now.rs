//! What goes on in the demo today: a conversation under way, a draft, a meeting to come.

use anyhow::{Context, ensure};
use entity::case::CaseState;
use entity::deliberation::{self, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{AccountId, CaseId, DeliberationId, MeetingId, PitchId};
use entity::participant::ParticipantState;
use entity::time::Timestamp;
use entity::{meeting, meeting_plan, pitch};
use sea_orm::prelude::TimeDate;
use serde::Deserialize;
use time::Duration;

use super::cases::{NewCase, Written, add_case};
use super::conversation::{Contribution, Placement, Setting, Table};
use super::rows::Rows;
use super::traces::Waiting;
use super::world::TeamPlace;
use crate::clock;
use crate::crypto::join_code;
use crate::meetings::plan::Arrangement;
use crate::people::logins::VISIT_HOURS;

/// now.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Now {
    conversation: Conversation,
    draft: Draft,
    meeting: Vec<Meeting>,
    waiting: WaitingCases,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conversation {
    #[expect(dead_code, reason = "a name for whoever edits the file")]
    key: String,
    team: String,
    presenter: String,
    facilitator: String,
    step: String,
    revealed: Vec<String>,
    title: String,
    learning_question: String,
    virtues: Vec<String>,
    client_perspective: String,
    story: String,
    participant: Vec<Participant>,
    contribution: Vec<Contribution>,
    placement: Vec<Placement>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Participant {
    person: String,
    state: ParticipantState,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    #[expect(dead_code, reason = "a name for whoever edits the file")]
    key: String,
    team: String,
    presenter: String,
    title: String,
    learning_question: String,
    client_perspective: String,
    virtues: Vec<String>,
    story: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meeting {
    team: String,
    days_ahead: i64,
    created_by: String,
    /// Minutes after midnight.
    starts: i32,
    place: String,
    #[serde(default)]
    pitch: Vec<Pitch>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pitch {
    person: String,
    title: String,
    what: String,
    why: String,
    question: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitingCases {
    approval: Vec<String>,
    second_reader: Vec<String>,
}

impl Now {
    /// Tells what a past case's record and copy still wait for.
    pub fn waiting(&self, stem: &str) -> Waiting {
        let among = |stems: &[String]| stems.iter().any(|other| other == stem);
        Waiting { for_approval: among(&self.waiting.approval), for_reader: among(&self.waiting.second_reader) }
    }

    /// Refuses names of cases that there aren't.
    pub fn require_cases(&self, stems: &[&str]) -> anyhow::Result<()> {
        for stem in self.waiting.approval.iter().chain(&self.waiting.second_reader) {
            ensure!(stems.contains(&stem.as_str()), "now.toml names `{stem}`, which is no case");
        }
        Ok(())
    }

    /// Adds everything that goes on today.
    pub fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let today = clock::date(setting.now);
        self.conversation.add(setting, rows).context("the conversation under way")?;
        self.draft.add(setting, rows).context("the draft")?;
        for given in &self.meeting {
            let place = setting.places.team(&given.team)?;
            let date = today + Duration::days(given.days_ahead);
            let made = Made { by: setting.places.person(&given.created_by)?, at: setting.now.plus_days(-7) };
            let meeting = add_meeting(place, date, None, &made, rows);
            given.add_plan(place, meeting, made.at, rows);
            for pitch in &given.pitch {
                let by = setting.places.person(&pitch.person)?;
                rows.pitches.push(pitch.row(place, meeting, by, setting.now.plus_days(-1)));
            }
        }
        Ok(())
    }
}

impl Meeting {
    fn add_plan(&self, place: TeamPlace, meeting_id: MeetingId, at: Timestamp, rows: &mut Rows) {
        let usual = Arrangement::default();
        rows.plans.push(meeting_plan::Model {
            organisation_id: place.organisation,
            meeting_id,
            series_id: None,
            starts: Some(self.starts),
            minutes: usual.minutes,
            place: self.place.clone(),
            choice: usual.choice,
            cases: usual.cases,
            remind_days: usual.remind_days,
            edition: 0,
            changed_at: at,
            cancelled_at: None,
            votes_shown_at: None,
            begun_at: None,
            ended_at: None,
        });
    }
}

impl Pitch {
    fn row(&self, place: TeamPlace, meeting_id: MeetingId, account_id: AccountId, at: Timestamp) -> pitch::Model {
        pitch::Model {
            organisation_id: place.organisation,
            id: PitchId::new(),
            meeting_id,
            account_id,
            title: self.title.clone(),
            what: self.what.clone(),
            why: self.why.clone(),
            question: self.question.clone(),
            case_id: None,
            chosen: false,
            created_at: at,
        }
    }
}

impl Conversation {
    fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let now = setting.now;
        let place = setting.places.team(&self.team)?;
        let virtues = setting.central(&self.team, &self.virtues, now)?;
        let (presenter_id, facilitator_id) =
            (setting.places.person(&self.presenter)?, setting.places.person(&self.facilitator)?);
        let case = NewCase { place, id: CaseId::new(), presenter_id, state: CaseState::Ready };
        let written = Written {
            title: &self.title,
            story: &self.story,
            learning_question: &self.learning_question,
            client_perspective: &self.client_perspective,
        };
        add_case(&case, &written, &virtues, (now.plus_days(-6), now.plus_days(-1)), rows);
        let made = Made { by: facilitator_id, at: now.plus_days(-14) };
        let meeting_id = add_meeting(place, clock::date(now), Some(case.id), &made, rows);
        let id = DeliberationId::new();
        let step = setting.method.steps.iter().position(|step| *step == self.step);
        let step = step.with_context(|| format!("the method has no step `{}`", self.step))?;
        rows.deliberations.push(deliberation::Model {
            organisation_id: place.organisation,
            id,
            team_id: place.id,
            meeting_id,
            case_id: case.id,
            facilitator_id,
            presenter_id,
            note_taker_id: facilitator_id,
            method_hash: setting.method.row.hash.clone(),
            state: DeliberationState::Open,
            step: i32::try_from(step)?,
            revision: i64::try_from(1 + step + self.revealed.len())?,
            changes: i64::try_from(1 + self.contribution.len())?,
            step_started_at: now.plus_minutes(-4),
            step_extra_seconds: 0,
            paused_at: None,
            join_code: Some(join_code()),
            join_code_expires_at: Some(now.plus_minutes(VISIT_HOURS * 60)),
            learning_question: self.learning_question.clone(),
            answered: None,
            answered_note: String::new(),
            opened_at: now.plus_minutes(-11),
            closed_at: None,
        });
        self.add_steps(setting, (place, id), step, rows);
        let table = Table { setting, place, id, virtues };
        table.add_virtues(rows);
        for participant in &self.participant {
            table.add_participant(&participant.person, participant.state, rows)?;
        }
        table.add_contributions(&self.contribution, now.plus_minutes(-3), 0, rows)?;
        table.add_placements(&self.placement, rows)
    }

    /// Adds how each step stands.
    fn add_steps(&self, setting: Setting<'_>, (place, id): (TeamPlace, DeliberationId), step: usize, rows: &mut Rows) {
        rows.steps.extend(setting.method.steps.iter().enumerate().map(|(number, key)| deliberation_step::Model {
            organisation_id: place.organisation,
            deliberation_id: id,
            step_key: key.clone(),
            state: match number.cmp(&step) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Current,
                std::cmp::Ordering::Greater => StepState::Pending,
            },
            revealed: self.revealed.contains(key),
            position: i32::try_from(number).ok(),
        }));
    }
}

impl Draft {
    fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let place = setting.places.team(&self.team)?;
        let presenter_id = setting.places.person(&self.presenter)?;
        let virtues = setting.central(&self.team, &self.virtues, setting.now)?;
        let case = NewCase { place, id: CaseId::new(), presenter_id, state: CaseState::Draft };
        let written = Written {
            title: &self.title,
            story: &self.story,
            learning_question: &self.learning_question,
            client_perspective: &self.client_perspective,
        };
        add_case(&case, &written, &virtues, (setting.now.plus_days(-3), setting.now.plus_days(-1)), rows);
        Ok(())
    }
}

/// Who planned a meeting, and when.
struct Made {
    by: AccountId,
    at: Timestamp,
}

fn add_meeting(place: TeamPlace, date: TimeDate, case: Option<CaseId>, made: &Made, rows: &mut Rows) -> MeetingId {
    let id = MeetingId::new();
    rows.meetings.push(meeting::Model {
        organisation_id: place.organisation,
        id,
        team_id: place.id,
        date,
        case_id: case,
        created_by: made.by,
        created_at: made.at,
    });
    id
}
