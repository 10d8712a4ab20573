//! Signals: a team writes one, stands behind it without names and raises it; management answers; a letter can be made of it.

mod letter;
pub mod view;

use axum::extract::Query;
use entity::ids::{SignalId, TeamId};
use entity::signal::SignalState;
use entity::signal_step::SignalStepKind;
use serde::Deserialize;
use time::Duration;

use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::{Error, Errors, Form, Here, Params, Result, dates, form, marks};
use crate::crypto::content_hash;
use crate::insight::close;
use crate::signals::{self, ANSWER_DAYS, Draft, LONGEST_TEXT, LONGEST_TITLE, Refused, Told};
use crate::{teams, tensions};
use view::{EditPage, IndexPage, ShowPage, SignalForm, SignalRow, StepRow, TeamChoice};

/// Longest time that a team may give management, in days.
const LONGEST_DAYS: i64 = 366;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/signals", get(index).post(create))
        .route("/o/{organisation}/signals/new", get(new))
        .route("/o/{organisation}/signals/{signal}", get(show))
        .route("/o/{organisation}/signals/{signal}/edit", get(edit).post(update))
        .route("/o/{organisation}/signals/{signal}/backing", post(back))
        .route("/o/{organisation}/signals/{signal}/raise", post(raise))
        .route("/o/{organisation}/signals/{signal}/drop", post(drop_pattern))
        .route("/o/{organisation}/signals/{signal}/answers", post(answer))
        .route("/o/{organisation}/signals/{signal}/destroy", post(destroy))
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

async fn edit_page(here: &Here, id: Option<SignalId>, typed: SignalForm, errors: Errors) -> Result<EditPage> {
    let db = here.app.db.read();
    let own = signals::own_teams(db, &here.actor).await?;
    if own.is_empty() {
        return Err(Error::NotFound);
    }
    let teams = teams::list(db, here.actor.organisation).await?;
    let choice = teams.into_iter().filter(|team| own.contains(&team.id));
    let (action, back) = match id {
        Some(id) => (here.url(&format!("/signals/{id}/edit")), here.url(&format!("/signals/{id}"))),
        None => (here.url("/signals"), here.url("/signals")),
    };
    Ok(EditPage {
        is_new: id.is_none(),
        pattern: group_name(here, &typed.group).unwrap_or_default(),
        teams: choice.map(|team| TeamChoice { value: team.id.to_string(), label: team.name }).collect(),
        typed,
        action,
        back,
        errors,
    })
}

#[derive(Deserialize)]
struct NewQuery {
    #[serde(default)]
    group: String,
}

async fn new(here: Here, Query(query): Query<NewQuery>) -> Result {
    let typed = SignalForm { group: query.group, ..SignalForm::default() };
    let page = edit_page(&here, None, typed, Errors::default()).await?;
    here.page(&here.language.t("signals-new"), &page)
}

fn parse(typed: &SignalForm) -> (Draft, Errors) {
    let mut errors = Errors::default();
    let draft = Draft {
        group: tensions::groups().iter().any(|group| group.key == typed.group).then(|| typed.group.clone()),
        title: form::required(&typed.title, LONGEST_TITLE, "title", &mut errors),
        what: form::required(&typed.what, LONGEST_TEXT, "what", &mut errors),
        asked: form::required(&typed.asked, LONGEST_TEXT, "asked", &mut errors),
    };
    (draft, errors)
}

async fn create(here: Here, Form(typed): Form<SignalForm>) -> Result {
    let (draft, mut errors) = parse(&typed);
    let own = signals::own_teams(here.app.db.read(), &here.actor).await?;
    let team = match own.as_slice() {
        [only] => Some(*only),
        _ => TeamId::parse(&typed.team).filter(|team| own.contains(team)),
    };
    if team.is_none() {
        errors.add("team", "form-required");
    }
    let (Some(team), true) = (team, errors.is_empty()) else {
        let page = edit_page(&here, None, typed, errors).await?;
        return here.rejected(&here.language.t("signals-new"), &page);
    };
    let mut tx = here.app.db.write().await?;
    let id = signals::create(&mut tx, &here.actor, team, draft).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-saved"))
}

type SignalParams = Params<(String, SignalId)>;

async fn edit(here: Here, Params((_, id)): SignalParams) -> Result {
    let told = own_draft(&here, id).await?;
    let row = told.row;
    let typed = SignalForm {
        team: row.team_id.to_string(),
        group: row.group_key.unwrap_or_default(),
        title: row.title,
        what: row.what,
        asked: row.asked,
    };
    let page = edit_page(&here, Some(id), typed, Errors::default()).await?;
    here.page(&here.language.t("signals-change"), &page)
}

async fn own_draft(here: &Here, id: SignalId) -> Result<Told> {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    match (told.own, told.row.state) {
        (true, SignalState::Draft) => Ok(told),
        (true, _) => Err(Error::Conflict),
        (false, _) => Err(Error::NotFound),
    }
}

async fn update(here: Here, Params((_, id)): SignalParams, Form(typed): Form<SignalForm>) -> Result {
    own_draft(&here, id).await?;
    let (draft, errors) = parse(&typed);
    if !errors.is_empty() {
        let page = edit_page(&here, Some(id), typed, errors).await?;
        return here.rejected(&here.language.t("signals-change"), &page);
    }
    let mut tx = here.app.db.write().await?;
    signals::change(&mut tx, &here.actor, id, draft).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-saved"))
}

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

#[derive(Deserialize)]
struct BackForm {
    #[serde(default)]
    backs: String,
}

async fn back(here: Here, Params((_, id)): SignalParams, Form(form): Form<BackForm>) -> Result {
    let mut tx = here.app.db.write().await?;
    signals::back(&mut tx, &here.app.key, &here.actor, id, form.backs == "yes").await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-backed"))
}

#[derive(Deserialize)]
struct RaiseForm {
    #[serde(default)]
    by: String,
    /// The team read it again for words by which somebody could be recognised.
    #[serde(default)]
    looked: String,
    /// Fingerprint of the words that the page showed.
    #[serde(default)]
    words: String,
}

async fn raise(here: Here, Params((_, id)): SignalParams, Form(typed): Form<RaiseForm>) -> Result {
    let told = own_draft(&here, id).await?;
    let mut errors = Errors::default();
    let today = here.app.clock.today();
    let in_time = |by: &_| today < *by && *by <= today.saturating_add(Duration::days(LONGEST_DAYS));
    let by = dates::parse(&typed.by).filter(in_time);
    if by.is_none() {
        errors.add("by", "signals-by-wrong");
    }
    let mut page = page(&here, &told, Errors::default()).await?;
    if typed.words != page.words {
        errors.add("by", "signals-words-changed");
    } else if typed.looked.is_empty() && !page.noticed.is_empty() {
        errors.add("looked", "signals-look-first");
    }
    let (Some(by), true) = (by, errors.is_empty()) else {
        page.by = typed.by;
        page.errors = errors;
        return here.rejected(&told.row.title, &page);
    };
    let mut tx = here.app.db.write().await?;
    let least = close::least(tx.conn(), here.actor.organisation).await?;
    signals::raise(&mut tx, (&here.app.key, &here.actor), id, (by, least), here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-raised"))
}

#[derive(Deserialize)]
struct AnswerForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    owner: String,
}

async fn answer(here: Here, Params((_, id)): SignalParams, Form(typed): Form<AnswerForm>) -> Result {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    let mut errors = Errors::default();
    let kind = SignalStepKind::parse(&typed.kind)
        .filter(|kind| !matches!(kind, SignalStepKind::Raised | SignalStepKind::Dropped));
    // Whoever may take no step learns nothing of the form.
    let reopens = told.own && kind == Some(SignalStepKind::Reopened);
    if !here.actor.manager && !reopens {
        return Err(Error::NotFound);
    }
    if kind.is_none() {
        errors.add("kind", "form-required");
    }
    let text = form::required(&typed.text, LONGEST_TEXT, "text", &mut errors);
    let owner = match kind {
        Some(SignalStepKind::Acknowledged) => form::required(&typed.owner, LONGEST_TITLE, "owner", &mut errors),
        _ => form::at_most(&typed.owner, LONGEST_TITLE, "owner", &mut errors),
    };
    let (Some(kind), true) = (kind, errors.is_empty()) else {
        let mut page = page(&here, &told, errors).await?;
        page.keep(&typed.kind, &typed.text, &typed.owner);
        return here.rejected(&told.row.title, &page);
    };
    let mut tx = here.app.db.write().await?;
    signals::answer(&mut tx, &here.actor, id, (kind, text, owner), here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-answered"))
}

#[derive(Deserialize)]
struct DropForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    looked_reason: String,
}

async fn drop_pattern(here: Here, Params((_, id)): SignalParams, Form(typed): Form<DropForm>) -> Result {
    let told = own_draft(&here, id).await?;
    let mut errors = Errors::default();
    let reason = form::required(&typed.reason, LONGEST_TEXT, "reason", &mut errors);
    let look_at_reason = !marks::noticed(&here, &[&told.row.title, &typed.reason]).await?.is_empty();
    if look_at_reason && typed.looked_reason.is_empty() {
        errors.add("looked_reason", "signals-look-first");
    }
    if !errors.is_empty() {
        let mut page = page(&here, &told, errors).await?;
        (page.reason, page.look_at_reason) = (typed.reason, look_at_reason);
        return here.rejected(&told.row.title, &page);
    }
    let mut tx = here.app.db.write().await?;
    signals::drop_pattern(&mut tx, &here.actor, id, reason, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-dropped"))
}

async fn destroy(here: Here, Params((_, id)): SignalParams) -> Result {
    let mut tx = here.app.db.write().await?;
    signals::destroy(&mut tx, &here.actor, id).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/signals"), "signals-gone"))
}
