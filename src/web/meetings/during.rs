//! A meeting as it goes: its parts one after the other, who is there, the look back; and what of it the page shows.

use axum::response::Response;
use entity::agenda_item::{self, AgendaKind};
use entity::ids::{AccountId, AgendaItemId, MeetingId};
use entity::look_back::LookBackKind;
use entity::team_member::TeamRole;
use sea_orm::prelude::TimeDate;
use serde::{Deserialize, Serialize};

use super::MeetingParams;
use super::view::{AttendancePart, Attendee, LookBackPart, PartRow, PlanPart, Stage};
use crate::follow_ups;
use crate::meetings::agenda;
use crate::meetings::time_plan::{self, PartState, TimePlan};
use crate::meetings::{self, Offered, Planned, Rights, attendance, look_back};
use crate::teams::members::{self, TeamRef};
use crate::web::words::Language;
use crate::web::{Errors, Form, Here, Params, Result, dates, form};

/// Tells where a meeting is on its way.
pub fn stage(planned: &Planned, today: TimeDate) -> Stage {
    let plan = planned.plan.as_ref();
    match () {
        () if planned.is_cancelled() => Stage::Cancelled,
        () if plan.is_some_and(|plan| plan.ended_at.is_some()) || planned.meeting.date < today => Stage::After,
        () if plan.is_some_and(|plan| plan.begun_at.is_some()) => Stage::Going,
        () if planned.meeting.date == today => Stage::Today,
        () => Stage::Before,
    }
}

/// Draws a meeting's parts in time; `None` for a meeting without a plan.
pub async fn plan_part(here: &Here, planned: &Planned, rights: Rights) -> Result<Option<PlanPart>> {
    let Some(plan) = &planned.plan else { return Ok(None) };
    let db = here.app.db.read();
    let now = here.app.clock.now();
    let stored = agenda::items(db, &planned.meeting).await?;
    let items = agenda::or_usual(plan, stored.clone());
    let cases = agenda::cases(db, &here.actor, &items).await?;
    let told = time_plan::reckon(planned.meeting.date, plan, &items, now);
    let stage = stage(planned, here.app.clock.today());
    let url = here.url(&format!("/meetings/{}", planned.meeting.id));
    let leads = rights.open && matches!(stage, Stage::Today | Stage::Going);
    let next = told.next().filter(|_| stage == Stage::Going);
    Ok(Some(PlanPart {
        now: told.now().map(|part| label(here.language, &part.item, &items)).unwrap_or_default(),
        standing: standing(here.language, &told),
        next: next.map(|part| label(here.language, &part.item, &items)).unwrap_or_default(),
        next_action: next.map(|part| format!("{url}/agenda/{}/begin", part.item.id)).unwrap_or_default(),
        rows: told
            .parts
            .iter()
            .map(|part| row(here.language, part, (&items, &cases), &url, leads && stage == Stage::Going))
            .collect(),
        leads,
        resume: rights.open && agenda::may_resume(&planned.meeting, plan, now),
        edit: (rights.open && !matches!(stage, Stage::After | Stage::Cancelled)).then(|| format!("{url}/agenda")),
        case_minutes: case_minutes(&told),
    }))
}

/// Returns the minutes of the case that is talked about now; of the next one when none is.
fn case_minutes(told: &TimePlan) -> Option<i32> {
    let mut cases =
        told.parts.iter().filter(|part| part.item.kind == AgendaKind::Case && part.state != PartState::Done);
    let now = told.now().filter(|part| part.item.kind == AgendaKind::Case);
    now.or_else(|| cases.next()).map(|part| part.item.minutes)
}

fn row(
    language: Language,
    part: &time_plan::Part,
    (items, cases): (&[agenda_item::Model], &[Offered]),
    url: &str,
    leads: bool,
) -> PartRow {
    let case = part.item.case_id.and_then(|id| cases.iter().find(|case| case.id == id));
    PartRow {
        label: label(language, &part.item, items),
        from: part.from.map(dates::time_of).unwrap_or_default(),
        minutes: part.item.minutes,
        state: match part.state {
            PartState::Done => "done",
            PartState::Now => "now",
            PartState::Next => "next",
        },
        case: case.map(|case| case.title.clone()).unwrap_or_default(),
        presenter: case.map(|case| case.presenter_name.clone()).unwrap_or_default(),
        unkept: part.item.kind == AgendaKind::Venting,
        begin: match leads && part.state != PartState::Now {
            true => format!("{url}/agenda/{}/begin", part.item.id),
            false => String::new(),
        },
    }
}

/// Names a part; cases are numbered when there is more than one.
pub fn label(language: Language, item: &agenda_item::Model, items: &[agenda_item::Model]) -> String {
    let cases: Vec<AgendaItemId> =
        items.iter().filter(|item| item.kind == AgendaKind::Case).map(|item| item.id).collect();
    if item.kind == AgendaKind::Case && cases.len() > 1 {
        let number = cases.iter().position(|id| *id == item.id).map_or(1, |at| at + 1);
        return language.t_with("agenda-case-number", "number", &number.to_string());
    }
    kind_words(language, item.kind)
}

pub fn kind_words(language: Language, kind: AgendaKind) -> String {
    language.t(&format!("agenda-{}", kind.as_str()))
}

/// Says where the meeting stands: what is left of the present part, and when it ends if the rest goes as planned.
pub fn standing(language: Language, told: &TimePlan) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(left) = told.left {
        sentences.push(match left {
            left if left > 0 => language.t_with("agenda-left", "minutes", &left.to_string()),
            0 => language.t("agenda-left-none"),
            over => language.t_with("agenda-over", "minutes", &(-over).to_string()),
        });
    }
    if let (Some(ends), true) = (told.ends, told.now().is_some()) {
        let end = dates::time_of(ends);
        let late = told.late().unwrap_or(0);
        let planned = told.planned_end.map(dates::time_of).unwrap_or_default();
        sentences.push(match late {
            -4..=4 => language.t_with("agenda-ends-as-planned", "end", &end),
            _ => language.t_all("agenda-ends", &[("end", &end), ("planned", &planned)]),
        });
    }
    sentences
}

/// One short sentence for the header of a room in a meeting that goes on: which part, and when the whole ends.
pub async fn header(here: &Here, meeting: MeetingId) -> Result<String> {
    let Ok((planned, _)) = meetings::get(here.app.db.read(), &here.actor, meeting).await else {
        return Ok(String::new());
    };
    let Some(plan) = planned.plan.as_ref() else { return Ok(String::new()) };
    let items = agenda::items(here.app.db.read(), &planned.meeting).await?;
    let told = time_plan::reckon(planned.meeting.date, plan, &items, here.app.clock.now());
    let (Some(now), Some(ends)) = (told.now(), told.ends) else { return Ok(String::new()) };
    let part = label(here.language, &now.item, &items);
    Ok(here.language.t_all("agenda-header", &[("part", &part), ("end", &dates::time_of(ends))]))
}

/// Who was there, from the day itself on.
pub async fn attendance_part(here: &Here, planned: &Planned, rights: Rights) -> Result<Option<AttendancePart>> {
    if planned.meeting.date > here.app.clock.today() || planned.is_cancelled() {
        return Ok(None);
    }
    let db = here.app.db.read();
    let there = attendance::of_meetings(db, &here.actor, std::slice::from_ref(&planned.meeting)).await?;
    let there = there.get(&planned.meeting.id);
    let team = TeamRef { organisation: here.actor.organisation, team: planned.meeting.team_id };
    let people = members::list(db, team).await?.into_iter().map(|(member, account)| Attendee {
        id: account.id.to_string(),
        present: there.is_some_and(|there| there.contains_key(&account.id)),
        guest: member.role == TeamRole::Guest,
        name: account.name,
    });
    Ok(Some(AttendancePart { people: people.collect(), may_note: rights.open }))
}

/// The look back, from the day itself on.
pub async fn look_back_part(
    here: &Here,
    planned: &Planned,
    (typed, errors): (LookBackForm, Errors),
) -> Result<Option<LookBackPart>> {
    if planned.meeting.date > here.app.clock.today() || planned.is_cancelled() {
        return Ok(None);
    }
    let lines = look_back::list(here.app.db.read(), &planned.meeting).await?;
    let of = |kind| lines.iter().filter(|line| line.kind == kind).map(|line| line.text.clone()).collect();
    let (helped, next_time) = (of(LookBackKind::Helped), of(LookBackKind::NextTime));
    Ok(Some(LookBackPart { helped, next_time, typed, errors }))
}

fn back(here: &Here, id: MeetingId, notice: &str) -> Response {
    here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), notice)
}

pub async fn begin(here: Here, Params((_, id)): MeetingParams) -> Result {
    let mut tx = here.app.db.write().await?;
    agenda::begin_first(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&here, id, "agenda-begun"))
}

pub async fn begin_item(here: Here, Params((_, id, item)): Params<(String, MeetingId, AgendaItemId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    agenda::begin(&mut tx, &here.actor, id, item, here.app.clock.now()).await?;
    let (planned, _) = meetings::get(tx.conn(), &here.actor, id).await?;
    let items = agenda::items(tx.conn(), &planned.meeting).await?;
    if items.iter().any(|other| other.id == item && other.kind == AgendaKind::WhatBecame) {
        follow_ups::ask(&mut tx, &planned.meeting).await?;
    }
    tx.commit().await?;
    Ok(crate::web::extract::redirect(&here.url(&format!("/meetings/{id}"))))
}

pub async fn end(here: Here, Params((_, id)): MeetingParams) -> Result {
    let mut tx = here.app.db.write().await?;
    agenda::end(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&here, id, "agenda-ended"))
}

/// Takes up again what was ended too early.
pub async fn resume(here: Here, Params((_, id)): MeetingParams) -> Result {
    let mut tx = here.app.db.write().await?;
    agenda::resume(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&here, id, "agenda-resumed"))
}

#[derive(Deserialize)]
pub struct PresentForm {
    #[serde(default)]
    present: Vec<String>,
}

pub async fn note_present(here: Here, Params((_, id)): MeetingParams, Form(form): Form<PresentForm>) -> Result {
    let present: Vec<AccountId> = form.present.iter().filter_map(|id| AccountId::parse(id)).collect();
    let mut tx = here.app.db.write().await?;
    attendance::note(&mut tx, &here.actor, id, &present, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&here, id, "attendance-saved"))
}

#[derive(Clone, Default, Deserialize, Serialize)]
pub struct LookBackForm {
    #[serde(default)]
    pub helped: String,
    #[serde(default)]
    pub next_time: String,
}

pub async fn look_back(here: Here, Params((_, id)): MeetingParams, Form(typed): Form<LookBackForm>) -> Result {
    let mut errors = Errors::default();
    let lines = (
        form::at_most(&typed.helped, look_back::LONGEST, "helped", &mut errors),
        form::at_most(&typed.next_time, look_back::LONGEST, "next_time", &mut errors),
    );
    if !errors.is_empty() {
        let view = super::page(&here, id, (typed, errors)).await?;
        return here.rejected(&view.date, &view);
    }
    let mut tx = here.app.db.write().await?;
    look_back::add(&mut tx, &here.actor, id, lines, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&here, id, "look-back-added"))
}
