//! Shared copies: taking out what points to somebody, a colleague who reads along, and withdrawing.

mod edit;
mod marks;
mod review;
mod view;
mod withdraw;

use dutch::redaction::Category;
use entity::ids::{AccountId, RecordId, SharedCopyId, WavedThroughId};
use entity::shared_copy::{self, SharedCopyState};
use serde::Deserialize;

use super::extract::redirect;
use super::form::tidy;
use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result};
use crate::known_words;
use crate::shared_copies::{self, Access, Opened, Refused};

pub use marks::replacement_words;
use view::{CopyWords, EditPage, ReviewPage, ShowPage, StatePage, WithdrawPage};
pub use view::{PartWords, part_words};

/// Most characters of what stands in the place of a word.
const MOST_WITH: usize = 200;

/// Routes of this noun.
pub fn routes() -> Routes {
    let copy = "/o/{organisation}/shared-copies/{copy}";
    let under = |rest: &str| format!("{copy}{rest}");
    Routes::new()
        .route("/o/{organisation}/records/{record}/shared-copy", post(create))
        .route(copy, get(show))
        .route(&under("/replacements"), post(replace))
        .route(&under("/kept"), post(keep))
        .route(&under("/kept/{waved}/destroy"), post(keep_no_longer))
        .route(&under("/edit"), get(edit::edit).post(edit::update))
        .route(&under("/hand-over"), post(hand_over))
        .route(&under("/take-back"), post(take_back))
        .route(&under("/review"), get(review::show).post(review::create))
        .route(&under("/withdraw"), get(withdraw::new).post(withdraw::create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<ShowPage>(), entry::<StatePage>(), entry::<EditPage>(), entry::<ReviewPage>(), entry::<WithdrawPage>()]
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::NotNow | Refused::StillOpen | Refused::NotAReader => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

async fn create(here: Here, Params((_, record)): Params<(String, RecordId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    let copy = shared_copies::prepare(&mut tx, &here.actor, record).await?;
    tx.commit().await?;
    Ok(redirect(&address(&here, copy.id)))
}

async fn show(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let opened = open(&here, id).await?;
    let url = address(&here, id);
    match (opened.access, opened.copy.state) {
        (Access::Reader, _) => Ok(redirect(&format!("{url}/review"))),
        (Access::Steward, _) => Ok(redirect(&format!("{url}/withdraw"))),
        (Access::Presenter, SharedCopyState::Preparing) => show_preparing(&here, url, opened).await,
        (Access::Presenter, _) => show_state(&here, url, opened).await,
    }
}

async fn show_preparing(here: &Here, url: String, opened: Opened) -> Result {
    let db = here.app.db.read();
    let readers = shared_copies::possible_readers(db, &here.actor, opened.copy.team_id).await?;
    let record = origin_page(here, &opened);
    let bundle = shared_copies::bundle(db, opened.copy).await?;
    let findings = shared_copies::findings(db, &bundle).await?;
    let note = opened.origin.reader_note.unwrap_or_default();
    let view = ShowPage {
        url,
        record,
        note,
        pieces: marks::pieces(here.language, &bundle, &findings),
        panels: marks::panels(here.language, &bundle, &findings),
        kept: marks::kept(here.language, &findings),
        together: marks::together(here.language, &shared_copies::together(&bundle)),
        own_words: known_words::may_keep(db, &here.actor).await?.then(|| here.url("/known-words")),
        readers: readers.into_iter().map(|reader| (reader.id.to_string(), reader.name)).collect(),
    };
    here.page(&here.language.t("shared-copy-title"), &view)
}

async fn show_state(here: &Here, url: String, opened: Opened) -> Result {
    let db = here.app.db.read();
    let readers = shared_copies::possible_readers(db, &here.actor, opened.copy.team_id).await?;
    let reader = readers.into_iter().find(|reader| Some(reader.id) == opened.origin.reader_id);
    let record = origin_page(here, &opened);
    let bundle = shared_copies::bundle(db, opened.copy).await?;
    let view = StatePage {
        url,
        record,
        state: bundle.copy.state.as_str(),
        reader: reader.map(|reader| reader.name).unwrap_or_default(),
        copy: CopyWords::of(here.language, &bundle),
    };
    here.page(&here.language.t("shared-copy-title"), &view)
}

#[derive(Deserialize)]
struct ReplaceForm {
    #[serde(default)]
    term: String,
    #[serde(default)]
    with: String,
    #[serde(default)]
    own: String,
    /// Which button was pressed: `own` takes the words typed, anything else the proposal.
    #[serde(default)]
    by: String,
    #[serde(default)]
    at: String,
}

async fn replace(here: Here, Params((_, id)): Params<(String, SharedCopyId)>, Form(form): Form<ReplaceForm>) -> Result {
    let typed = tidy(&form.own);
    if form.by == "own" && typed.is_empty() {
        return Ok(redirect(&back_to(&here, id, &form.at)));
    }
    let with = if form.by == "own" { typed } else { tidy(&form.with) };
    let with: String = with.chars().take(MOST_WITH).collect();
    let mut tx = here.app.db.write().await?;
    shared_copies::replace(&mut tx, &here.actor, id, &form.term, &with).await?;
    tx.commit().await?;
    Ok(redirect(&back_to(&here, id, &form.at)))
}

#[derive(Deserialize)]
struct KeepForm {
    #[serde(default)]
    term: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    at: String,
}

async fn keep(here: Here, Params((_, id)): Params<(String, SharedCopyId)>, Form(form): Form<KeepForm>) -> Result {
    let category = Category::parse(&form.category).ok_or(Error::Malformed)?;
    let reason = marks::REASONS.into_iter().find(|reason| *reason == form.reason).ok_or(Error::Malformed)?;
    let term: String = form.term.chars().take(MOST_WITH).collect();
    let mut tx = here.app.db.write().await?;
    shared_copies::wave_through(&mut tx, &here.actor, id, (&term, category), reason).await?;
    tx.commit().await?;
    Ok(redirect(&back_to(&here, id, &form.at)))
}

async fn keep_no_longer(here: Here, Params((_, id, waved)): Params<(String, SharedCopyId, WavedThroughId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    shared_copies::keep_no_longer(&mut tx, &here.actor, id, waved).await?;
    tx.commit().await?;
    Ok(redirect(&address(&here, id)))
}

#[derive(Deserialize)]
struct HandOverForm {
    #[serde(default)]
    reader: String,
}

async fn hand_over(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(form): Form<HandOverForm>,
) -> Result {
    let url = address(&here, id);
    let Some(reader) = AccountId::parse(&form.reader) else {
        return Ok(here.redirect_with_notice(&url, "shared-copy-choose-reader"));
    };
    let mut tx = here.app.db.write().await?;
    match shared_copies::hand_to_reader(&mut tx, &here.actor, id, reader).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::StillOpen) => return Ok(here.redirect_with_notice(&url, "shared-copy-still-open")),
        Err(refused) => return Err(refused.into()),
    }
    // While a colleague reads, the presenter may say what it is about, or skip that.
    Ok(here.redirect_with_notice(&format!("{url}/tags"), "shared-copy-handed-over"))
}

async fn take_back(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    shared_copies::take_back(&mut tx, &here.actor, id).await?;
    tx.commit().await?;
    Ok(redirect(&address(&here, id)))
}

/// Opens a copy for whoever may; everybody else is told that nothing is there.
async fn open(here: &Here, id: SharedCopyId) -> Result<Opened> {
    shared_copies::open(here.app.db.read(), &here.actor, id).await?.ok_or(Error::NotFound)
}

/// The page that a copy was made from: its record, or the library for what came from elsewhere.
fn origin_page(here: &Here, opened: &Opened) -> String {
    let record = opened.origin.record_id.map(|record| format!("/records/{record}"));
    here.url(&record.unwrap_or_else(|| "/library".to_owned()))
}

fn address(here: &Here, id: SharedCopyId) -> String {
    here.url(&format!("/shared-copies/{id}"))
}

/// The place where the next finding now stands: the one after it has taken its number.
fn back_to(here: &Here, id: SharedCopyId, at: &str) -> String {
    let at: usize = at.parse().unwrap_or(1);
    format!("{}#finding-{at}", address(here, id))
}

/// Lists the copies that wait for this person, for the first page: to read for a colleague, or sent back by one.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let db = here.app.db.read();
    let line = |copy: shared_copy::Model, rest: &str, key: &str| Coming {
        label: here.language.t(key),
        title: copy.title,
        href: here.url(&format!("/shared-copies/{}{rest}", copy.id)),
        notes: vec![here.language.t(&format!("{key}-note"))],
    };
    let to_review = shared_copies::to_review(db, &here.actor).await?;
    let sent_back = shared_copies::sent_back(db, &here.actor).await?;
    let to_review = to_review.into_iter().map(|copy| line(copy, "/review", "shared-coming"));
    Ok(to_review.chain(sent_back.into_iter().map(|copy| line(copy, "", "shared-coming-back"))).collect())
}
