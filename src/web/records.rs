//! Records: mine to approve and to read, those of conversations I sat in to read.

mod form;
mod view;

use entity::ids::RecordId;
use entity::look::{LookKind, LookRole};
use entity::record::{self, RecordState};
use entity::retention_term::TermKind;
use sea_orm::ConnectionTrait;

use super::autosave::{self, Background};
use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result, dates, looks, retention};
use crate::records::{self, Refused};
use crate::retention::{Fate, read};
use crate::{shared_copies, teams};

use form::RecordForm;
use view::{EditPage, FateLine, IndexPage, Row, ShowPage};
pub use view::{TensionWords, VirtueWords, tension_words};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/records", get(index))
        .route("/o/{organisation}/records/{record}", get(show))
        .route("/o/{organisation}/records/{record}/edit", get(edit).post(update))
        .route("/o/{organisation}/records/{record}/approve", post(approve))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<IndexPage>(), entry::<ShowPage>(), entry::<EditPage>()]
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::Approved | Refused::Stale => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

async fn index(here: Here) -> Result {
    let found = records::list(here.app.db.read(), &here.actor).await?;
    let row = |record: &record::Model| Row {
        href: here.url(&format!("/records/{}", record.id)),
        title: record.title.clone(),
        day: dates::day_of(record.created_at, here.language),
        own: record.presenter_id == here.actor.account,
    };
    let (waiting, done): (Vec<_>, Vec<_>) = found.iter().partition(|record| record.state == RecordState::Draft);
    let view = IndexPage { waiting: waiting.into_iter().map(row).collect(), done: done.into_iter().map(row).collect() };
    here.page(&here.language.t("records-title"), &view)
}

async fn show(here: Here, Params((_, id)): Params<(String, RecordId)>) -> Result {
    let db = here.app.db.read();
    let record = records::find(db, &here.actor, id).await?.ok_or(Error::NotFound)?;
    let contents = records::contents(db, &record).await?;
    let team = teams::find(db, here.actor.organisation, record.team_id).await?.ok_or(Error::NotFound)?;
    let presenter = record.presenter_id;
    let own = presenter == here.actor.account;
    let copy = match own {
        true => shared_copies::find_for_record(db, here.actor.organisation, record.id).await?,
        false => None,
    };
    let conversation = match records::sat_in(db, &here.actor, &record).await? {
        true => here.url(&format!("/deliberations/{}", record.deliberation_id)),
        false => String::new(),
    };
    let title = record.title.clone();
    let mut page = ShowPage::new(&here, record.clone(), &contents, team.name, copy);
    page.conversation = conversation;
    page.fate = fate(&here, &record, own).await?;
    looks::note(&here, presenter, (LookKind::Record, id.0), LookRole::Participant).await?;
    here.page(&title, &page)
}

/// Tells what becomes of what was written in the conversation: when it goes, or when it went.
async fn fate(here: &Here, record: &record::Model, own: bool) -> Result<Option<FateLine>> {
    let day = |at| dates::day_of(at, here.language);
    let line = match read::fate(here.app.db.read(), record).await? {
        None => return Ok(None),
        Some(Fate::Goes { at, extended }) => FateLine {
            sentence: here.language.t_with("retention-goes", "day", &day(at)),
            may_extend: own && !extended,
            extended: own && extended,
        },
        Some(Fate::Gone(at)) => FateLine {
            sentence: here.language.t_with("retention-gone", "day", &day(at)),
            may_extend: false,
            extended: false,
        },
    };
    Ok(Some(line))
}

async fn edit(here: Here, Params((_, id)): Params<(String, RecordId)>) -> Result {
    let db = here.app.db.read();
    let record = own_draft(db, &here, id).await?;
    let contents = records::contents(db, &record).await?;
    let form = RecordForm::of(&record, &contents);
    let view = edit_page(&here, id, (&contents, form), false).await?;
    here.page(&here.language.t("record-edit-title"), &view)
}

async fn edit_page(
    here: &Here,
    id: RecordId,
    (contents, form): (&records::Contents, RecordForm),
    is_stale: bool,
) -> Result<EditPage> {
    let mut view = EditPage::new(here.language, here.url(&format!("/records/{id}")), contents, form, is_stale);
    view.stays = retention::stays(here, TermKind::Draft).await?;
    Ok(view)
}

async fn update(
    here: Here,
    Params((_, id)): Params<(String, RecordId)>,
    Background(background): Background,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let url = here.url(&format!("/records/{id}"));
    let mut form = RecordForm::read(&fields);
    let draft = form.parse();
    if !form.errors.is_empty() {
        if background {
            return Ok(autosave::refused(here.language));
        }
        return rejected(&here, id, form, false).await;
    }
    let mut tx = here.app.db.write().await?;
    match records::update(&mut tx, &here.actor, id, form.version, draft).await {
        Ok(version) => {
            tx.commit().await?;
            Ok(match background {
                true => autosave::saved(here.language, version, &format!("{url}/edit")),
                false => here.redirect_with_notice(&url, "record-saved"),
            })
        }
        Err(Refused::Stale) if background => Ok(autosave::stale(here.language)),
        Err(Refused::Stale) => {
            form.errors.add("version", "record-stale");
            rejected(&here, id, form, true).await
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Shows the form again. Whoever saves once more after having been told, means it: the page carries the present version.
async fn rejected(here: &Here, id: RecordId, mut form: RecordForm, is_stale: bool) -> Result {
    let db = here.app.db.read();
    let record = own_draft(db, here, id).await?;
    let contents = records::contents(db, &record).await?;
    if is_stale {
        form.version = record.version;
    }
    let view = edit_page(here, id, (&contents, form), is_stale).await?;
    here.rejected(&here.language.t("record-edit-title"), &view)
}

async fn approve(here: Here, Params((_, id)): Params<(String, RecordId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    let to = here.url(&format!("/records/{id}"));
    match records::approve(&mut tx, &here.actor, id, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Approved) => return Ok(redirect(&to)),
        Err(refused) => return Err(refused.into()),
    }
    Ok(here.redirect_with_notice(&to, "record-approved"))
}

/// Finds the actor's own record while it is a draft; an approved one has no page to edit it.
async fn own_draft<C: ConnectionTrait>(db: &C, here: &Here, id: RecordId) -> Result<record::Model> {
    let record = records::find(db, &here.actor, id).await?;
    let record = record.filter(|record| record.presenter_id == here.actor.account);
    record.filter(|record| record.state == RecordState::Draft).ok_or(Error::NotFound)
}

/// Lists the records that wait for the presenter's approval, for the first page.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let waiting = records::waiting_for(here.app.db.read(), &here.actor).await?;
    let line = |record: &record::Model| Coming {
        label: here.language.t("records-coming"),
        title: record.title.clone(),
        href: here.url(&format!("/records/{}", record.id)),
        notes: vec![here.language.t("records-coming-note")],
    };
    Ok(waiting.iter().map(line).collect())
}
