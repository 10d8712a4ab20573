//! What a conversation of the demo left behind: the record, and the copy in the library.

use std::collections::BTreeMap;

use anyhow::ensure;
use entity::case_phase::ContactPhase;
use entity::contribution::LessonLevel;
use entity::ids::{AccountId, LessonId, OrganisationId, RecordId, SharedCopyId, SharedPartId, SharedVirtueId};
use entity::record::{self, RecordState};
use entity::record_virtue::{self, Side};
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::shared_part::{self, PartKind, PartSection};
use entity::{record_lesson, record_tension, shared_barrier, shared_origin, shared_tension, shared_virtue};
use serde::Deserialize;

use super::cases::Past;
use super::conversation::{Central, Setting};
use super::rows::Rows;
use crate::event::Event;
use crate::tensions;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    situation: String,
    client_view: String,
    exploration: String,
    options: String,
    decision: String,
    accounting: String,
    lessons: Vec<Lesson>,
    pub tensions: Vec<String>,
    virtue_sides: BTreeMap<String, Side>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    level: LessonLevel,
    text: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    reader: String,
    #[serde(default)]
    phase: Option<ContactPhase>,
    #[serde(default)]
    barriers: Vec<String>,
    #[serde(default)]
    all_teams: bool,
    title: String,
    case: String,
    record: String,
    decision: String,
    lessons: Vec<Lesson>,
    /// The learning question, when it stayed open and stands in the copy.
    #[serde(default)]
    question: Option<String>,
}

impl Shared {
    /// Lists all its words.
    pub fn texts(&self) -> Vec<&str> {
        let lessons = self.lessons.iter().map(|lesson| lesson.text.as_str());
        let texts = [&self.title, &self.case, &self.record, &self.decision].map(String::as_str);
        texts.into_iter().chain(self.question.as_deref()).chain(lessons).collect()
    }
}

/// Who still has to do something before a record and its copy are finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub for_approval: bool,
    pub for_reader: bool,
}

/// Where a record and a copy come from.
pub struct Origin<'a> {
    pub past: &'a Past,
    pub title: &'a str,
    pub presenter: AccountId,
    pub virtues: &'a [Central<'a>],
    pub waiting: Waiting,
    pub setting: Setting<'a>,
}

impl Origin<'_> {
    /// Adds the record; the presenter approved it a day later, unless it waits.
    pub fn add_record(&self, given: &Record, rows: &mut Rows) -> anyhow::Result<RecordId> {
        for side in given.virtue_sides.keys() {
            ensure!(self.virtues.iter().any(|central| central.key == side), "`{side}` wasn't at the centre");
        }
        for tension in &given.tensions {
            ensure!(tensions::find(tension).is_some(), "there is no tension `{tension}`");
        }
        let organisation_id = self.past.place.organisation;
        let (record_id, closed) = (RecordId::new(), self.past.closed());
        let approved = !self.waiting.for_approval;
        rows.records.push(record::Model {
            organisation_id,
            id: record_id,
            deliberation_id: self.past.deliberation,
            team_id: self.past.place.id,
            presenter_id: self.presenter,
            state: if approved { RecordState::Approved } else { RecordState::Draft },
            title: self.title.to_owned(),
            situation: given.situation.clone(),
            client_view: given.client_view.clone(),
            exploration: given.exploration.clone(),
            options: given.options.clone(),
            decision: given.decision.clone(),
            accounting: given.accounting.clone(),
            version: 1,
            created_at: closed,
            approved_at: approved.then(|| closed.plus_days(1)),
        });
        rows.record_lessons.extend(given.lessons.iter().zip(0..).map(|(lesson, position)| record_lesson::Model {
            organisation_id,
            id: LessonId::new(),
            record_id,
            level: lesson.level,
            text: lesson.text.clone(),
            position,
        }));
        rows.record_virtues.extend(self.virtues.iter().zip(0..).map(|(central, position)| record_virtue::Model {
            organisation_id,
            record_id,
            virtue_id: central.virtue.id,
            wording_version: central.wording.version,
            side: given.virtue_sides.get(central.key).copied(),
            position,
        }));
        let tensions = given.tensions.iter().cloned();
        rows.record_tensions.extend(tensions.map(|tension_key| record_tension::Model {
            organisation_id,
            record_id,
            tension_key,
        }));
        Ok(record_id)
    }

    /// Adds the shared copy, which names nobody and stands on its own; the index hears of it once it is shared.
    pub fn add_copy(
        &self,
        given: &Shared,
        record_id: RecordId,
        record: &Record,
        rows: &mut Rows,
    ) -> anyhow::Result<()> {
        ensure!(!self.waiting.for_approval, "what isn't approved can't be shared");
        let organisation_id = self.past.place.organisation;
        let shared_copy_id = SharedCopyId::random();
        rows.shared_copies.push(shared_copy::Model {
            organisation_id,
            id: shared_copy_id,
            team_id: self.past.place.id,
            state: if self.waiting.for_reader { SharedCopyState::WithReader } else { SharedCopyState::Shared },
            title: given.title.clone(),
            year: self.past.date.year(),
            method_key: self.setting.method.row.key.clone(),
            contact_phase: given.phase,
            audience: if given.all_teams { Audience::Organisation } else { Audience::Team },
        });
        rows.shared_parts.extend(parts_of(given, organisation_id, shared_copy_id));
        rows.shared_virtues.extend(self.virtues.iter().zip(0..).map(|(central, position)| shared_virtue::Model {
            organisation_id,
            id: SharedVirtueId::random(),
            shared_copy_id,
            virtue_id: central.virtue.id,
            template_key: central.virtue.template_key.clone(),
            name: central.wording.name.clone(),
            too_little: central.wording.too_little.clone(),
            too_much: central.wording.too_much.clone(),
            side: record.virtue_sides.get(central.key).copied(),
            position,
        }));
        let tensions = record.tensions.iter().cloned();
        rows.shared_tensions.extend(tensions.map(|tension_key| shared_tension::Model {
            organisation_id,
            shared_copy_id,
            tension_key,
        }));
        for barrier in &given.barriers {
            ensure!(tensions::barriers::find(barrier).is_some(), "there is no barrier `{barrier}`");
        }
        let barriers = given.barriers.iter().cloned();
        rows.shared_barriers.extend(barriers.map(|barrier_key| shared_barrier::Model {
            organisation_id,
            shared_copy_id,
            barrier_key,
        }));
        rows.shared_origins.push(shared_origin::Model {
            organisation_id,
            shared_copy_id,
            record_id: Some(record_id),
            presenter_id: self.presenter,
            reader_id: Some(self.setting.places.person(&given.reader)?),
            reader_note: None,
        });
        if !self.waiting.for_reader {
            rows.events.push(Event::SharedCopyChanged(organisation_id, shared_copy_id));
        }
        Ok(())
    }
}

/// Lists a shared copy's parts, in the order in which they are read.
fn parts_of(
    given: &Shared,
    organisation_id: OrganisationId,
    shared_copy_id: SharedCopyId,
) -> impl Iterator<Item = shared_part::Model> {
    let texts = [
        (PartKind::Case, Some(PartSection::Story), &given.case),
        (PartKind::Record, Some(PartSection::Exploration), &given.record),
        (PartKind::Decision, None, &given.decision),
    ];
    let question = given.question.iter().map(|text| (PartKind::Case, Some(PartSection::Question), text));
    let parts = texts.into_iter().chain(question).map(|(kind, section, text)| (kind, section, None, text));
    let lessons = given.lessons.iter().map(|lesson| (PartKind::Lesson, None, Some(lesson.level), &lesson.text));
    parts.chain(lessons).zip(0..).map(move |((kind, section, level, text), position)| shared_part::Model {
        organisation_id,
        id: SharedPartId::random(),
        shared_copy_id,
        kind,
        section,
        level,
        text: text.trim().to_owned(),
        position,
        withdrawn: false,
    })
}
