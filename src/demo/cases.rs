//! Cases of the past year with their conversation, record and shared copy.

use anyhow::{Context, ensure};
use entity::case::{self, CaseState};
use entity::deliberation::{self, Answered, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{AccountId, CaseId, DeliberationId, MeetingId};
use entity::participant::ParticipantState;
use entity::time::Timestamp;
use entity::{case_virtue, meeting};
use sea_orm::prelude::TimeDate;
use serde::Deserialize;
use time::Duration;

use super::conversation::{Central, Contribution, Placement, Setting, Table};
use super::rows::Rows;
use super::traces::{Origin, Record, Shared, Waiting};
use super::world::TeamPlace;
use crate::clock;

/// Hour at which the teams meet.
const MEETING_HOUR: i8 = 13;
/// Minutes that a conversation takes.
const MINUTES: i64 = 62;

/// A file of cases/.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastCase {
    team: String,
    presenter: String,
    facilitator: String,
    present: Vec<String>,
    months_ago: i64,
    title: String,
    learning_question: String,
    answered: Answered,
    virtues: Vec<String>,
    client_perspective: String,
    story: String,
    contribution: Vec<Contribution>,
    placement: Vec<Placement>,
    record: Record,
    shared: Option<Shared>,
}

impl PastCase {
    /// Lists all text that a team or the organisation would read in the library.
    pub fn shared_texts(&self) -> Vec<&str> {
        self.shared.as_ref().map(Shared::texts).unwrap_or_default()
    }

    /// Returns the story, which the presenter and the participants alone read.
    pub fn story(&self) -> &str {
        &self.story
    }

    /// Adds the case and everything that came of it. `number` is the file's: it spreads the dates.
    pub fn add(&self, number: i64, waiting: Waiting, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<Past> {
        let place = setting.places.team(&self.team)?;
        let date = meeting_day(clock::date(setting.now), self.months_ago, number);
        let opened = clock::at(date, MEETING_HOUR);
        let virtues = setting.central(&self.team, &self.virtues, opened)?;
        ensure!((1..=3).contains(&virtues.len()), "one to three virtues stand at the centre");
        for person in [&self.presenter, &self.facilitator] {
            ensure!(self.present.contains(person), "`{person}` is not among those present");
        }
        let past = Past { place, case: CaseId::new(), deliberation: DeliberationId::new(), opened, date };
        self.add_case(&past, &virtues, setting, rows)?;
        self.add_conversation(&past, virtues.clone(), setting, rows)?;
        let presenter = setting.places.person(&self.presenter)?;
        let origin = Origin { past: &past, title: &self.title, presenter, virtues: &virtues, waiting, setting };
        let record = origin.add_record(&self.record, rows)?;
        if let Some(shared) = &self.shared {
            origin.add_copy(shared, record, &self.record, rows)?;
        }
        Ok(past)
    }

    /// Returns the tensions that the record names.
    pub fn tensions(&self) -> &[String] {
        &self.record.tensions
    }

    /// Returns the people who were present.
    pub fn present(&self) -> &[String] {
        &self.present
    }

    fn add_case(
        &self,
        past: &Past,
        virtues: &[Central<'_>],
        setting: Setting<'_>,
        rows: &mut Rows,
    ) -> anyhow::Result<()> {
        let presenter_id = setting.places.person(&self.presenter)?;
        let given = Written {
            title: &self.title,
            story: &self.story,
            learning_question: &self.learning_question,
            client_perspective: &self.client_perspective,
        };
        let case = NewCase { place: past.place, id: past.case, presenter_id, state: CaseState::Discussed };
        add_case(&case, &given, virtues, (past.opened.plus_days(-9), past.opened.plus_days(-2)), rows);
        Ok(())
    }

    fn add_conversation(
        &self,
        past: &Past,
        virtues: Vec<Central<'_>>,
        setting: Setting<'_>,
        rows: &mut Rows,
    ) -> anyhow::Result<()> {
        let facilitator_id = setting.places.person(&self.facilitator)?;
        let meeting = MeetingId::new();
        rows.meetings.push(meeting::Model {
            organisation_id: past.place.organisation,
            id: meeting,
            team_id: past.place.id,
            date: past.date,
            case_id: Some(past.case),
            created_by: facilitator_id,
            created_at: past.opened.plus_days(-14),
        });
        let steps = &setting.method.steps;
        let last = i32::try_from(steps.len())? - 1;
        rows.deliberations.push(deliberation::Model {
            organisation_id: past.place.organisation,
            id: past.deliberation,
            team_id: past.place.id,
            meeting_id: meeting,
            case_id: past.case,
            facilitator_id,
            presenter_id: setting.places.person(&self.presenter)?,
            note_taker_id: facilitator_id,
            method_hash: setting.method.row.hash.clone(),
            state: DeliberationState::Closed,
            step: last,
            revision: i64::from(last) + 1,
            changes: i64::try_from(self.contribution.len())?,
            step_started_at: past.opened.plus_minutes(MINUTES - 6),
            step_extra_seconds: 0,
            paused_at: None,
            join_code: None,
            join_code_expires_at: None,
            learning_question: self.learning_question.clone(),
            answered: Some(self.answered),
            answered_note: String::new(),
            opened_at: past.opened,
            closed_at: Some(past.closed()),
        });
        rows.steps.extend(steps.iter().map(|step| deliberation_step::Model {
            organisation_id: past.place.organisation,
            deliberation_id: past.deliberation,
            step_key: step.clone(),
            state: StepState::Done,
            revealed: true,
            position: None,
        }));
        let table = Table { setting, place: past.place, id: past.deliberation, virtues };
        table.add_virtues(rows);
        for person in &self.present {
            table.add_participant(person, ParticipantState::Present, rows)?;
        }
        table.add_contributions(&self.contribution, past.opened.plus_minutes(8), 3, rows)?;
        table.add_placements(&self.placement, rows)
    }
}

/// Where and when a past case was talked through.
#[derive(Clone, Debug)]
pub struct Past {
    pub place: TeamPlace,
    pub case: CaseId,
    pub deliberation: DeliberationId,
    pub date: TimeDate,
    opened: Timestamp,
}

impl Past {
    /// Returns when the conversation ended.
    pub fn closed(&self) -> Timestamp {
        self.opened.plus_minutes(MINUTES)
    }
}

/// Whose case it is and how far it has come.
pub struct NewCase {
    pub place: TeamPlace,
    pub id: CaseId,
    pub presenter_id: AccountId,
    pub state: CaseState,
}

/// What a presenter wrote.
pub struct Written<'a> {
    pub title: &'a str,
    pub story: &'a str,
    pub learning_question: &'a str,
    pub client_perspective: &'a str,
}

/// Adds a case with its virtues; `moments` are when it was begun and last changed.
pub fn add_case(
    case: &NewCase,
    written: &Written<'_>,
    virtues: &[Central<'_>],
    moments: (Timestamp, Timestamp),
    rows: &mut Rows,
) {
    rows.cases.push(case::Model {
        organisation_id: case.place.organisation,
        id: case.id,
        team_id: case.place.id,
        presenter_id: case.presenter_id,
        title: written.title.to_owned(),
        story: written.story.trim().to_owned(),
        learning_question: written.learning_question.to_owned(),
        client_perspective: written.client_perspective.to_owned(),
        state: case.state,
        version: 1,
        created_at: moments.0,
        updated_at: moments.1,
    });
    rows.case_virtues.extend(virtues.iter().zip(0..).map(|(central, position)| case_virtue::Model {
        organisation_id: case.place.organisation,
        case_id: case.id,
        virtue_id: central.virtue.id,
        wording_version: central.wording.version,
        position,
    }));
}

/// Returns the number in front of a file's name.
pub fn number(stem: &str) -> anyhow::Result<i64> {
    let digits = stem.split('-').next().unwrap_or_default();
    digits.parse().with_context(|| format!("`{stem}` doesn't begin with a number"))
}

/// Returns a Tuesday about so many months ago; the number spreads the meetings over three weeks.
fn meeting_day(today: TimeDate, months_ago: i64, number: i64) -> TimeDate {
    let about = today - Duration::days(months_ago * 61 / 2 + (number % 3) * 7);
    let since_tuesday = (about.weekday().number_days_from_monday() + 6) % 7;
    about - Duration::days(i64::from(since_tuesday))
}

#[cfg(test)]
mod tests {
    use time::Weekday;
    use time::macros::date;

    use super::*;

    #[test]
    fn meetings_are_on_tuesdays_in_the_past() {
        for today in [date!(2026 - 01 - 01), date!(2026 - 03 - 31), date!(2026 - 11 - 22)] {
            for (months, number) in [(1, 3), (1, 8), (12, 1)] {
                let day = meeting_day(today, months, number);
                assert_eq!(day.weekday(), Weekday::Tuesday);
                let ago = (today - day).whole_days();
                assert!((months * 30..=months * 31 + 21).contains(&ago), "{today} {months} {ago}");
            }
        }
    }
}
