//! What was promised in a conversation, and what became of it. A person's own promises stand on one page; nothing is counted.

mod decisions;
pub mod view;

use axum::extract::Query;
use entity::follow_up::{FollowUpKind, FollowUpState};
use entity::ids::{AccountId, DeliberationId, FollowUpId, MeetingId};
use entity::meeting;
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, entry};
use super::{Error, Errors, Form, Here, Params, Result, dates, form};
use crate::follow_ups::{self, Draft, LONGEST_TEXT, Refused, Told};
use crate::meetings;
use view::{ConversationPage, FollowUpForm, FollowUpPage, FollowUpRow, Owner, PromisesPage};

/// How long before its day the first page names a promise, in days.
const SOON_DAYS: i64 = 7;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/promises", get(index))
        .route("/o/{organisation}/deliberations/{deliberation}/follow-ups", get(of_conversation).post(create))
        .route("/o/{organisation}/follow-ups/{follow_up}", get(edit).post(update))
        .route("/o/{organisation}/follow-ups/{follow_up}/outcome", post(answer))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<PromisesPage>(), entry::<ConversationPage>(), entry::<FollowUpPage>()]
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::TooMany => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

fn row(here: &Here, told: &Told) -> FollowUpRow {
    let row = &told.row;
    FollowUpRow {
        href: here.url(&format!("/follow-ups/{}", row.id)),
        come_back: row.kind == FollowUpKind::ComeBack,
        text: row.text.clone(),
        owner: told.owner.clone(),
        own: row.owner_id == Some(here.actor.account),
        due: row.due.map_or_else(|| row.due_words.clone(), |due| dates::long(due, here.language)),
        sign: row.sign.clone(),
        case: told.case_title.clone(),
        open: row.state == FollowUpState::Open,
        let_go: row.state == FollowUpState::LetGo,
        outcome: row.outcome.clone(),
    }
}

/// Lists what a meeting asks about and the reader may know.
pub async fn asked_at(here: &Here, of: &meeting::Model) -> Result<Vec<FollowUpRow>> {
    let told = follow_ups::asked_at(here.app.db.read(), &here.actor, of).await?;
    Ok(told.iter().map(|told| row(here, told)).collect())
}

async fn index(here: Here) -> Result {
    let mine = follow_ups::mine(here.app.db.read(), &here.actor).await?;
    let rows = |open: bool| {
        let of = mine.iter().filter(move |told| (told.row.state == FollowUpState::Open) == open);
        of.map(|told| row(&here, told)).collect()
    };
    let page = PromisesPage { open: rows(true), done: rows(false) };
    here.page(&here.language.t("promises-title"), &page)
}

type ConversationParams = Params<(String, DeliberationId)>;

/// What the form of a conversation's page holds.
enum Typed {
    /// What somebody sent.
    Sent(FollowUpForm),
    /// A decision to begin with; none for an unknown id.
    From(String),
}

async fn conversation_page(here: &Here, id: DeliberationId, form: Typed, errors: Errors) -> Result<ConversationPage> {
    let db = here.app.db.read();
    let talk = follow_ups::conversation(db, &here.actor, id).await?;
    let told = follow_ups::of_conversation(db, &here.actor, id).await?;
    let people = follow_ups::people(db, here.actor.organisation, id).await?;
    // Somebody who came as a guest has no page of the meeting.
    let meeting = meetings::get(db, &here.actor, talk.meeting_id).await.is_ok();
    let case = entity::case::Entity::find_by_id((here.actor.organisation, talk.case_id)).one(db).await?;
    let decisions = decisions::open(here, &talk, &told).await?;
    let form = match form {
        Typed::Sent(form) => form,
        Typed::From(chosen) => decisions::form(&chosen, &decisions, &talk),
    };
    Ok(ConversationPage {
        title: case.map(|case| case.title).unwrap_or_default(),
        rows: told.iter().map(|told| row(here, told)).collect(),
        owners: owners(people),
        decisions,
        form,
        url: here.url(&format!("/deliberations/{id}/follow-ups")),
        back: if meeting { here.url(&format!("/meetings/{}", talk.meeting_id)) } else { here.url("") },
        errors,
    })
}

fn owners(people: Vec<(AccountId, String)>) -> Vec<Owner> {
    people.into_iter().map(|(id, name)| Owner { value: id.to_string(), label: name }).collect()
}

#[derive(Deserialize)]
struct FromQuery {
    /// A decision that becomes a promise.
    #[serde(default)]
    decision: String,
}

async fn of_conversation(here: Here, Params((_, id)): ConversationParams, Query(from): Query<FromQuery>) -> Result {
    let page = conversation_page(&here, id, Typed::From(from.decision), Errors::default()).await?;
    here.page(&here.language.t("follow-ups-title"), &page)
}

/// Reads a form; a date to come back needs its date, an action its words.
fn parse(form: &FollowUpForm, errors: &mut Errors) -> (FollowUpKind, Draft) {
    let kind = if form.kind == "come_back" { FollowUpKind::ComeBack } else { FollowUpKind::Action };
    let text = match kind {
        FollowUpKind::Action => form::required(&form.text, LONGEST_TEXT, "text", errors),
        FollowUpKind::ComeBack => form::at_most(&form.text, LONGEST_TEXT, "text", errors),
    };
    let due = dates::parse(&form.due);
    if due.is_none() && (!form.due.trim().is_empty() || kind == FollowUpKind::ComeBack) {
        errors.add("due", "follow-ups-due-wrong");
    }
    let sign = form::at_most(&form.sign, LONGEST_TEXT, "sign", errors);
    (kind, Draft { text, owner: AccountId::parse(&form.owner), due, sign })
}

async fn create(here: Here, Params((_, id)): ConversationParams, Form(form): Form<FollowUpForm>) -> Result {
    let mut errors = Errors::default();
    let new = parse(&form, &mut errors);
    if !errors.is_empty() {
        let page = conversation_page(&here, id, Typed::Sent(form), errors).await?;
        return here.rejected(&here.language.t("follow-ups-title"), &page);
    }
    let mut tx = here.app.db.write().await?;
    follow_ups::add(&mut tx, &here.actor, id, new, here.app.clock.now()).await?;
    tx.commit().await?;
    let back = here.url(&format!("/deliberations/{id}/follow-ups"));
    Ok(here.redirect_with_notice(&back, "follow-ups-saved"))
}

type FollowUpParams = Params<(String, FollowUpId)>;

async fn page(here: &Here, told: &Told, form: Option<FollowUpForm>, errors: Errors) -> Result<FollowUpPage> {
    let db = here.app.db.read();
    let sat = follow_ups::conversation(db, &here.actor, told.row.deliberation_id).await.is_ok();
    let people = follow_ups::people(db, here.actor.organisation, told.row.deliberation_id).await?;
    let stored = || FollowUpForm {
        kind: told.row.kind.as_str().to_owned(),
        text: told.row.text.clone(),
        owner: told.row.owner_id.map(|id| id.to_string()).unwrap_or_default(),
        due: told.row.due.map(dates::for_field).unwrap_or_default(),
        sign: told.row.sign.clone(),
    };
    let back = match sat {
        true => here.url(&format!("/deliberations/{}/follow-ups", told.row.deliberation_id)),
        false => here.url("/promises"),
    };
    Ok(FollowUpPage {
        row: row(here, told),
        form: form.unwrap_or_else(stored),
        owners: owners(people),
        may_change: sat,
        url: here.url(&format!("/follow-ups/{}", told.row.id)),
        promises: here.url("/promises"),
        back,
        errors,
    })
}

async fn edit(here: Here, Params((_, id)): FollowUpParams) -> Result {
    let told = follow_ups::get(here.app.db.read(), &here.actor, id).await?;
    let page = page(&here, &told, None, Errors::default()).await?;
    here.page(&here.language.t("follow-ups-one"), &page)
}

async fn update(here: Here, Params((_, id)): FollowUpParams, Form(form): Form<FollowUpForm>) -> Result {
    let told = follow_ups::get(here.app.db.read(), &here.actor, id).await?;
    let mut errors = Errors::default();
    let form = FollowUpForm { kind: told.row.kind.as_str().to_owned(), ..form };
    let (_, draft) = parse(&form, &mut errors);
    if !errors.is_empty() {
        let page = page(&here, &told, Some(form), errors).await?;
        return here.rejected(&here.language.t("follow-ups-one"), &page);
    }
    let mut tx = here.app.db.write().await?;
    follow_ups::change(&mut tx, &here.actor, id, draft).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/follow-ups/{id}")), "follow-ups-saved"))
}

#[derive(Deserialize)]
struct OutcomeForm {
    #[serde(default)]
    outcome: String,
    /// `answered`, `let_go` or `open`.
    #[serde(default)]
    state: String,
    /// Where to go on: the meeting that asked.
    #[serde(default)]
    back: String,
}

async fn answer(here: Here, Params((_, id)): FollowUpParams, Form(typed): Form<OutcomeForm>) -> Result {
    let told = follow_ups::get(here.app.db.read(), &here.actor, id).await?;
    let mut errors = Errors::default();
    let state = match typed.state.as_str() {
        "let_go" => FollowUpState::LetGo,
        "open" => FollowUpState::Open,
        _ => FollowUpState::Answered,
    };
    let outcome = match state {
        FollowUpState::Answered => form::required(&typed.outcome, LONGEST_TEXT, "outcome", &mut errors),
        FollowUpState::LetGo | FollowUpState::Open => {
            form::at_most(&typed.outcome, LONGEST_TEXT, "outcome", &mut errors)
        }
    };
    if !errors.is_empty() {
        let mut page = page(&here, &told, None, errors).await?;
        page.row.outcome = typed.outcome;
        return here.rejected(&here.language.t("follow-ups-one"), &page);
    }
    let mut tx = here.app.db.write().await?;
    let asked_at = typed.back.strip_prefix("meeting-").and_then(MeetingId::parse);
    follow_ups::answer(&mut tx, &here.actor, id, (state, outcome), asked_at, here.app.clock.now()).await?;
    tx.commit().await?;
    let back = typed.back.strip_prefix("meeting-").map(|id| here.url(&format!("/meetings/{id}")));
    let to = back.unwrap_or_else(|| here.url(&format!("/follow-ups/{id}")));
    Ok(here.redirect_with_notice(&to, "follow-ups-answered"))
}

/// Names a promise whose day comes near, for the first page. Once its day is over it is asked about at the team's meeting.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let today = here.app.clock.today();
    let last = today.saturating_add(time::Duration::days(SOON_DAYS));
    let mine = follow_ups::mine(here.app.db.read(), &here.actor).await?;
    let near = mine.into_iter().filter(|told| {
        told.row.state == FollowUpState::Open && told.row.due.is_some_and(|due| today <= due && due <= last)
    });
    let line = |told: Told| Coming {
        label: here.language.t("promises-coming"),
        title: told.row.text,
        href: here.url(&format!("/follow-ups/{}", told.row.id)),
        notes: told.row.due.map(|due| dates::long(due, here.language)).into_iter().collect(),
    };
    Ok(near.map(line).collect())
}
