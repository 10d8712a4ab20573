//! Signals: a team writes one, stands behind it without names and raises it; management answers; a letter can be made of it.

mod acts;
mod letter;
pub mod view;
mod writing;

use entity::ids::SignalId;
use entity::signal::SignalState;
use time::Duration;

use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::{Error, Errors, Here, Params, Result, dates, marks};
use crate::crypto::content_hash;
use crate::signals::{self, ANSWER_DAYS, Refused, Told};
use crate::tensions;
use view::{EditPage, IndexPage, ShowPage, SignalRow, StepRow};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/signals", get(index).post(writing::create))
        .route("/o/{organisation}/signals/new", get(writing::new))
        .route("/o/{organisation}/signals/{signal}", get(show))
        .route("/o/{organisation}/signals/{signal}/edit", get(writing::edit).post(writing::update))
        .route("/o/{organisation}/signals/{signal}/backing", post(acts::back))
        .route("/o/{organisation}/signals/{signal}/raise", post(acts::raise))
        .route("/o/{organisation}/signals/{signal}/drop", post(acts::drop_pattern))
        .route("/o/{organisation}/signals/{signal}/answers", post(acts::answer))
        .route("/o/{organisation}/signals/{signal}/destroy", post(acts::destroy))
        .route("/o/{organisation}/signals/{signal}/letter", get(letter::show))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<IndexPage>(), entry::<EditPage>(), entry::<ShowPage>()]
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::Conflict => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

/// Names a group of tensions; nothing for what is none.
fn group_name(here: &Here, key: &str) -> Option<String> {
    let group = tensions::groups().iter().find(|group| group.key == key);
    group.map(|group| group.name.get(here.language.code()).to_owned())
}

/// Lists what became of patterns, by the key of their group.
pub async fn patterns(here: &Here) -> Result<Vec<(String, SignalRow)>> {
    let told = signals::list(here.app.db.read(), &here.actor).await?;
    Ok(told.iter().filter_map(|told| Some((told.row.group_key.clone()?, row(here, told)))).collect())
}

fn row(here: &Here, told: &Told) -> SignalRow {
    let day = |date: Option<_>| date.map(|date| dates::long(date, here.language)).unwrap_or_default();
    SignalRow {
        href: here.url(&format!("/signals/{}", told.row.id)),
        title: told.row.title.clone(),
        team: told.team.clone(),
        pattern: told.row.group_key.as_deref().and_then(|key| group_name(here, key)).unwrap_or_default(),
        state: told.row.state.as_str(),
        overdue: told.is_overdue(here.app.clock.today()),
        raised: day(told.row.raised_on),
        by: day(told.row.answer_by),
        weight: told.row.weight,
    }
}

async fn index(here: Here) -> Result {
    let today = here.app.clock.today();
    let mut told = signals::list(here.app.db.read(), &here.actor).await?;
    // What waits too long stands first; the sort keeps the order otherwise.
    told.sort_by_key(|told| !told.is_overdue(today));
    let rows = |wanted: &dyn Fn(SignalState) -> bool| {
        told.iter().filter(|told| wanted(told.row.state)).map(|told| row(&here, told)).collect::<Vec<_>>()
    };
    let page = IndexPage {
        drafts: rows(&|state| state == SignalState::Draft),
        open: rows(&|state| matches!(state, SignalState::Raised | SignalState::Owned)),
        answered: rows(&|state| state == SignalState::Answered),
        dropped: rows(&|state| state == SignalState::Dropped),
        new: (!signals::own_teams(here.app.db.read(), &here.actor).await?.is_empty()).then(|| here.url("/signals/new")),
        insight: here.url("/insight"),
    };
    here.page(&here.language.t("signals-title"), &page)
}

/// Lists the signals that wait for an answer, those that wait too long first.
pub async fn waiting(here: &Here) -> Result<Vec<SignalRow>> {
    let mut told = signals::list(here.app.db.read(), &here.actor).await?;
    told.retain(|told| matches!(told.row.state, SignalState::Raised | SignalState::Owned));
    told.sort_by_key(|told| !told.is_overdue(here.app.clock.today()));
    Ok(told.iter().map(|told| row(here, told)).collect())
}

/// Counts the signals that wait too long, for the page of what comes back.
pub async fn overdue(here: &Here) -> Result<usize> {
    let count = signals::overdue(here.app.db.read(), &here.actor, here.app.clock.today()).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

type SignalParams = Params<(String, SignalId)>;

async fn page(here: &Here, told: &Told, errors: Errors) -> Result<ShowPage> {
    let db = here.app.db.read();
    let url = |rest: &str| here.url(&format!("/signals/{}{rest}", told.row.id));
    let steps = signals::steps(db, &told.row).await?.into_iter().map(|step| StepRow {
        kind: step.kind.as_str(),
        text: step.text,
        by: step.by_name,
        owner: step.owner,
        when: dates::day_of(step.made_at, here.language),
    });
    let steps: Vec<StepRow> = steps.collect();
    let is_draft = told.row.state == SignalState::Draft;
    let waits = matches!(told.row.state, SignalState::Raised | SignalState::Owned);
    let by = here.app.clock.today().saturating_add(Duration::days(ANSWER_DAYS));
    Ok(ShowPage {
        row: row(here, told),
        what: told.row.what.clone(),
        asked: told.row.asked.clone(),
        owner: steps
            .iter()
            .rev()
            .find(|step| !step.owner.is_empty())
            .map(|step| step.owner.clone())
            .unwrap_or_default(),
        steps,
        noticed: if is_draft {
            marks::noticed(here, &[&told.row.title, &told.row.what, &told.row.asked]).await?
        } else {
            Vec::new()
        },
        words: content_hash(&[&told.row.title, &told.row.what, &told.row.asked].map(String::as_str).join("\n")),
        reason: String::new(),
        look_at_reason: false,
        backs: is_draft && signals::backs(db, &here.app.key, &here.actor, told.row.id).await?,
        may_raise: is_draft && told.own,
        may_answer: waits && here.actor.manager,
        may_reopen: told.own && told.row.state == SignalState::Answered,
        by: dates::for_field(by),
        url: url(""),
        back: here.url("/signals"),
        typed: view::Answered::default(),
        errors,
    })
}

async fn show(here: Here, Params((_, id)): SignalParams) -> Result {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    let page = page(&here, &told, Errors::default()).await?;
    here.page(&told.row.title, &page)
}
