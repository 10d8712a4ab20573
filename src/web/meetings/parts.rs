//! Changing the parts of a meeting: how long each takes, in which order, one more.

use entity::agenda_item::{self, AgendaKind};
use entity::ids::{AgendaItemId, MeetingId};
use serde::Deserialize;

use super::MeetingParams;
use super::during::{kind_words, label};
use super::view::{AgendaPage, AgendaRow, Choice};
use crate::meetings;
use crate::meetings::agenda::{self, Wish};
use crate::web::{Error, Errors, Form, Here, Params, Result};

/// Minutes of a part whose length isn't said.
const USUAL_MINUTES: i32 = 10;

/// What may come beside what is there, the likeliest first.
const KINDS: [AgendaKind; 7] = [
    AgendaKind::Case,
    AgendaKind::Break,
    AgendaKind::Venting,
    AgendaKind::WhatBecame,
    AgendaKind::CheckIn,
    AgendaKind::LookBack,
    AgendaKind::Close,
];

/// The parts as they are typed: fields of one row follow each other.
#[derive(Default, Deserialize)]
pub struct AgendaForm {
    #[serde(default)]
    id: Vec<String>,
    #[serde(default)]
    kind: Vec<String>,
    #[serde(default)]
    minutes: Vec<String>,
    #[serde(default)]
    add: String,
    #[serde(default)]
    add_minutes: String,
    /// `up-2` or `down-2`: the row with this number changes places with its neighbour.
    #[serde(default, rename = "move")]
    shift: String,
}

pub async fn edit(here: Here, Params((_, id)): MeetingParams) -> Result {
    let view = page(&here, id, &AgendaForm::default(), Errors::default()).await?;
    here.page(&here.language.t("agenda-edit"), &view)
}

pub async fn update(here: Here, Params((_, id)): MeetingParams, Form(form): Form<AgendaForm>) -> Result {
    let errors = slips(&form);
    if !errors.is_empty() {
        let view = page(&here, id, &form, errors).await?;
        return here.rejected(&here.language.t("agenda-edit"), &view);
    }
    let wishes = wishes(&form).ok_or(Error::Malformed)?;
    let mut tx = here.app.db.write().await?;
    agenda::arrange(&mut tx, &here.actor, id, &wishes, here.app.clock.now()).await?;
    tx.commit().await?;
    let stays = !form.shift.is_empty() || !form.add.is_empty();
    let rest = if stays { "/agenda" } else { "" };
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}{rest}")), "agenda-saved"))
}

/// The parts to change, with what was `typed` and couldn't be taken.
async fn page(here: &Here, id: MeetingId, typed: &AgendaForm, errors: Errors) -> Result<AgendaPage> {
    let (planned, rights) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let plan = planned.plan.filter(|_| rights.open).ok_or(Error::NotFound)?;
    let stored = agenda::items(here.app.db.read(), &planned.meeting).await?;
    let is_stored = !stored.is_empty();
    let items = agenda::or_usual(&plan, stored);
    let row = |(number, item): (usize, &agenda_item::Model)| {
        let typed = typed.minutes.get(number);
        AgendaRow {
            id: if is_stored { item.id.to_string() } else { String::new() },
            kind: item.kind.as_str(),
            label: label(here.language, item, &items),
            minutes: typed.cloned().unwrap_or_else(|| item.minutes.to_string()),
            wrong: typed.is_some_and(|typed| minutes(typed).is_none()),
            begun: item.begun_at.is_some(),
        }
    };
    let kind = |kind: AgendaKind| Choice { value: kind.as_str().into(), label: kind_words(here.language, kind) };
    let url = here.url(&format!("/meetings/{id}"));
    Ok(AgendaPage {
        rows: items.iter().enumerate().map(row).collect(),
        kinds: KINDS.into_iter().map(kind).collect(),
        add: typed.add.clone(),
        add_minutes: if errors.is_empty() { USUAL_MINUTES.to_string() } else { typed.add_minutes.clone() },
        all: items.iter().map(|item| item.minutes).sum(),
        planned: plan.minutes,
        action: format!("{url}/agenda"),
        back: url,
        errors,
    })
}

/// Says which fields hold no minutes.
fn slips(form: &AgendaForm) -> Errors {
    let mut errors = Errors::default();
    if form.minutes.iter().any(|typed| minutes(typed).is_none()) {
        errors.add("minutes", "agenda-minutes-wrong");
    }
    if minutes(&form.add_minutes).is_none() {
        errors.add("add_minutes", "agenda-add-minutes-wrong");
    }
    errors
}

/// Reads what is wished for; `None` for rows that no form of ours sends.
fn wishes(form: &AgendaForm) -> Option<Vec<Wish>> {
    let rows = form.id.iter().zip(&form.kind).zip(&form.minutes);
    let wish = |((id, kind), typed): ((&String, &String), &String)| {
        Some(Wish { id: AgendaItemId::parse(id), kind: kind_of(kind)?, minutes: minutes(typed).unwrap_or(0) })
    };
    let mut wishes: Vec<Wish> = rows.map(wish).collect::<Option<_>>()?;
    if let Some(kind) = kind_of(&form.add) {
        let close = wishes.iter().rposition(|wish| wish.kind != AgendaKind::Close).map_or(wishes.len(), |at| at + 1);
        let minutes = minutes(&form.add_minutes).filter(|minutes| *minutes > 0).unwrap_or(USUAL_MINUTES);
        wishes.insert(close, Wish { id: None, kind, minutes });
    }
    let (way, row) = form.shift.split_once('-').unwrap_or_default();
    if let Ok(row) = row.parse::<usize>() {
        let other = if way == "up" { row.checked_sub(1) } else { row.checked_add(1) };
        if let Some(other) = other.filter(|other| *other < wishes.len() && row < wishes.len()) {
            wishes.swap(row, other);
        }
    }
    Some(wishes)
}

fn kind_of(key: &str) -> Option<AgendaKind> {
    KINDS.into_iter().find(|kind| kind.as_str() == key)
}

/// Reads minutes: nothing at all lets a part go, anything but a number is a slip.
fn minutes(text: &str) -> Option<i32> {
    let text = text.trim();
    let number = if text.is_empty() { Some(0) } else { text.parse().ok() };
    number.filter(|number| (0..=agenda::MOST_MINUTES).contains(number))
}
