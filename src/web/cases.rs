//! One's own cases: writing them down, reading them back, saying that they are ready.

mod form;
mod view;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use entity::case::CaseState;
use entity::case_phase::ContactPhase;
use entity::ids::{CaseId, TeamId};
use entity::retention_term::TermKind;
use entity::team_member::TeamRole;

use super::autosave::{self, Background};
use super::library::{Before, like_text, like_text_for};
use super::marks::noticed;
use super::routing::{Routes, get, post};
use super::{Error, Errors, Form, Here, Params, Result, dates, retention};
use crate::cases::{self, CaseDraft, Refused, Told};
use crate::deliberations::hearsay;
use crate::library::Reader;
use crate::teams::{self, members};
use form::CaseForm;
use view::{CaseFormPage, CasePage, CaseRow, CasesPage, TeamLink, Typed};

pub use view::views;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/cases", get(index))
        .route("/o/{organisation}/cases/{case}", get(show))
        .route("/o/{organisation}/cases/{case}/edit", get(edit).post(update))
        .route("/o/{organisation}/cases/{case}/ready", post(mark_ready))
        .route("/o/{organisation}/cases/{case}/discard", post(destroy))
        .route("/o/{organisation}/teams/{team}/cases", post(create))
        .route("/o/{organisation}/teams/{team}/cases/new", get(new))
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::UnknownVirtue => Self::Malformed,
            Refused::Stale | Refused::Incomplete | Refused::OtherState | Refused::OnMeeting => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

type CaseParams = Params<(String, CaseId)>;

async fn index(here: Here) -> Result {
    let db = here.app.db.read();
    let teams = teams::list(db, here.actor.organisation).await?;
    let mine = members::of_account(db, here.actor.organisation, here.actor.account).await?;
    let mut view = CasesPage { ready: vec![], drafts: vec![], discussed: vec![], teams: vec![] };
    for case in cases::mine(db, &here.actor).await? {
        let row = CaseRow {
            href: here.url(&format!("/cases/{}", case.id)),
            title: case.title,
            team: teams.iter().find(|team| team.id == case.team_id).map(|team| team.name.clone()).unwrap_or_default(),
            when: dates::day_of(case.updated_at, here.language),
        };
        match case.state {
            CaseState::Ready => view.ready.push(row),
            CaseState::Draft => view.drafts.push(row),
            CaseState::Discussed => view.discussed.push(row),
            // It is in nobody's list.
            CaseState::Subject | CaseState::Erased => {}
        }
    }
    let may_write = |team| mine.iter().any(|member| member.team_id == team && member.role != TeamRole::Guest);
    view.teams = teams
        .into_iter()
        .filter(|team| may_write(team.id))
        .map(|team| TeamLink { href: here.url(&format!("/teams/{}/cases/new", team.id)), name: team.name })
        .collect();
    here.page(&here.language.t("cases-title"), &view)
}

async fn case_page(here: &Here, id: CaseId) -> Result<CasePage> {
    let db = here.app.db.read();
    let told = cases::get_for_presenter(db, &here.actor, id).await?;
    let reader = Reader::of(db, &here.actor).await?;
    let team = match reader.team(told.case.team_id) {
        Some(team) => team.name.clone(),
        // They left it since.
        None => teams::find(db, here.actor.organisation, told.case.team_id).await?.ok_or(Error::NotFound)?.name,
    };
    let texts = [&told.case.title, &told.case.story, &told.case.learning_question, &told.case.client_perspective];
    let noticed = noticed(here, &texts.map(String::as_str)).await?;
    let before = match told.case.state.is_over() {
        true => Before::default(),
        false => like_text_for(here, &reader, &words_of(&told)).await?,
    };
    Ok(CasePage {
        noticed,
        url: here.url(&format!("/cases/{id}")),
        title: told.case.title,
        team,
        when: dates::day_of(told.case.updated_at, here.language),
        state: told.case.state.as_str(),
        story: told.case.story,
        learning_question: told.case.learning_question,
        client_perspective: told.case.client_perspective,
        virtues: told.virtues,
        meetings: here.url(&format!("/teams/{}/meetings", told.case.team_id)),
        error: None,
        before,
    })
}

/// Returns all that a case tells, for finding what is like it.
fn words_of(told: &Told) -> String {
    let case = &told.case;
    [&case.title, &case.learning_question, &case.story, &case.client_perspective].map(String::as_str).join("\n")
}

fn title_of(here: &Here, title: &str) -> String {
    if title.is_empty() { here.language.t("cases-untitled") } else { title.to_owned() }
}

async fn show(here: Here, Params((_, id)): CaseParams) -> Result {
    let view = case_page(&here, id).await?;
    here.page(&title_of(&here, &view.title), &view)
}

/// The form for a case of this team. The id is made here, so that sending the form twice makes one case.
async fn form_page(here: &Here, team: TeamId, told: Option<Told>, id: CaseId) -> Result<CaseFormPage> {
    let db = here.app.db.read();
    let mut virtues = crate::frameworks::current(db, here.actor.organisation, team).await?;
    let dropped = |told: &Told| {
        let gone = told.virtues.iter().filter(|virtue| !virtues.iter().any(|other| other.id == virtue.id));
        gone.cloned().collect::<Vec<_>>()
    };
    let gone = told.as_ref().map(dropped).unwrap_or_default();
    virtues.extend(gone);
    let is_new = told.is_none();
    let is_discussed = told.as_ref().is_some_and(|told| told.case.state == CaseState::Discussed);
    let before = match &told {
        Some(told) => like_text(here, &words_of(told)).await?,
        None => Before::default(),
    };
    let phase = cases::phase::find(db, here.actor.organisation, id).await?;
    let mut typed = told.as_ref().map(|told| Typed::from(told.clone())).unwrap_or_default();
    typed.phase = phase.map(|phase| phase.as_str().to_owned()).unwrap_or_default();
    Ok(CaseFormPage {
        action: here.url(&if is_new { format!("/teams/{team}/cases") } else { format!("/cases/{id}/edit") }),
        back: here.url(&if is_new { "/cases".to_owned() } else { format!("/cases/{id}") }),
        is_new,
        is_discussed,
        id,
        version: told.as_ref().map_or(0, |told| told.case.version),
        typed,
        virtues,
        phases: ContactPhase::ALL.map(ContactPhase::as_str).to_vec(),
        framework: here.url(&format!("/teams/{team}/framework")),
        errors: Errors::default(),
        before,
        stays: retention::stays(here, if is_discussed { TermKind::Conversation } else { TermKind::Draft }).await?,
        others: None,
    })
}

async fn require_writer(here: &Here, team: TeamId) -> Result<()> {
    here.actor.reader_of(here.app.db.read(), team).await?.map(|_| ()).ok_or(Error::NotFound)
}

async fn new(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    require_writer(&here, team).await?;
    let view = form_page(&here, team, None, CaseId::new()).await?;
    here.page(&here.language.t("cases-new"), &view)
}

async fn create(
    here: Here,
    Params((_, team)): Params<(String, TeamId)>,
    background: Background,
    Form(form): Form<CaseForm>,
) -> Result {
    require_writer(&here, team).await?;
    let id = CaseId::parse(&form.id).ok_or(Error::Malformed)?;
    let draft = match form.parse() {
        Ok(draft) if draft.is_empty() => {
            let mut errors = Errors::default();
            errors.add("story", "form-required");
            Err(errors)
        }
        parsed => parsed,
    };
    let draft = match draft {
        Ok(draft) => draft,
        Err(_) if background.0 => return Ok(autosave::refused(here.language)),
        Err(errors) => {
            let view = CaseFormPage { typed: form.typed(), errors, ..form_page(&here, team, None, id).await? };
            return here.rejected(&here.language.t("cases-new"), &view);
        }
    };
    let mut tx = here.app.db.write().await?;
    let saved = cases::create(&mut tx, &here.actor, team, id, draft.clone(), here.app.clock.now()).await;
    if saved.is_ok() {
        cases::phase::put(&mut tx, here.actor.organisation, id, form.phase()).await?;
        tx.commit().await?;
    }
    answer(&here, (team, id), saved, background, (form, draft)).await
}

async fn edit(here: Here, Params((_, id)): CaseParams) -> Result {
    let told = cases::get_for_presenter(here.app.db.read(), &here.actor, id).await?;
    if told.case.state == CaseState::Erased {
        return Err(Error::NotFound);
    }
    let title = title_of(&here, &told.case.title);
    let view = form_page(&here, told.case.team_id, Some(told), id).await?;
    here.page(&title, &view)
}

async fn update(here: Here, Params((_, id)): CaseParams, background: Background, Form(form): Form<CaseForm>) -> Result {
    let told = cases::get_for_presenter(here.app.db.read(), &here.actor, id).await?;
    let draft = match form.parse() {
        Ok(draft) => draft,
        Err(_) if background.0 => return Ok(autosave::refused(here.language)),
        Err(errors) => {
            let title = title_of(&here, &told.case.title);
            let page = form_page(&here, told.case.team_id, Some(told), id).await?;
            let view = CaseFormPage { version: form.version, typed: form.typed(), errors, ..page };
            return here.rejected(&title, &view);
        }
    };
    let mut tx = here.app.db.write().await?;
    let saved = cases::save(&mut tx, &here.actor, (id, form.version), draft.clone(), here.app.clock.now()).await;
    if saved.is_ok() {
        cases::phase::put(&mut tx, here.actor.organisation, id, form.phase()).await?;
        hearsay::case_changed(&mut tx, here.actor.organisation, id).await?;
        tx.commit().await?;
    }
    answer(&here, (told.case.team_id, id), saved, background, (form, draft)).await
}

/// Says what became of a save: to the script in a word, to a person with a page.
async fn answer(
    here: &Here,
    of: (TeamId, CaseId),
    saved: std::result::Result<i32, Refused>,
    background: Background,
    sent: (CaseForm, CaseDraft),
) -> Result {
    let url = here.url(&format!("/cases/{}", of.1));
    match saved {
        Ok(version) if background.0 => Ok(autosave::saved(here.language, version, &format!("{url}/edit"))),
        Ok(_) => Ok(here.redirect_with_notice(&url, "cases-saved")),
        Err(Refused::Stale) if background.0 => Ok(autosave::stale(here.language)),
        Err(Refused::Stale) => both(here, of, sent).await,
        Err(Refused::UnknownVirtue) if background.0 => Ok(autosave::refused(here.language)),
        Err(Refused::UnknownVirtue) => {
            let mut errors = Errors::default();
            errors.add("virtues", "cases-virtues-unknown");
            let (page, version) = (form_page(here, of.0, kept(here, of.1).await?, of.1).await?, sent.0.version);
            let view = CaseFormPage { version, typed: sent.0.typed(), errors, ..page };
            here.rejected(&title_of(here, &view.typed.title), &view)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Finds the case as it is kept; `None` when it is still to be made.
async fn kept(here: &Here, id: CaseId) -> Result<Option<Told>> {
    match cases::get_for_presenter(here.app.db.read(), &here.actor, id).await {
        Ok(told) => Ok(Some(told)),
        Err(Refused::NotFound) => Ok(None),
        Err(refused) => Err(refused.into()),
    }
}

/// Shows what was typed next to what is kept, with status 409. Saving from there is a choice made with open eyes.
async fn both(here: &Here, of: (TeamId, CaseId), sent: (CaseForm, CaseDraft)) -> Result {
    let told = kept(here, of.1).await?.ok_or(Error::NotFound)?;
    let (form, draft) = sent;
    let others = Some(form::differences(&draft, &told));
    let page = form_page(here, of.0, Some(told), of.1).await?;
    let view = CaseFormPage { typed: form.typed(), others, ..page };
    let page = here.page(&here.language.t("cases-both"), &view)?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

async fn mark_ready(here: Here, Params((_, id)): CaseParams) -> Result {
    let mut tx = here.app.db.write().await?;
    match cases::mark_ready(&mut tx, &here.actor, id, here.app.clock.now()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(here.redirect_with_notice(&here.url(&format!("/cases/{id}")), "cases-made-ready"))
        }
        Err(Refused::Incomplete) => {
            let view = CasePage { error: Some("cases-incomplete"), ..case_page(&here, id).await? };
            here.rejected(&title_of(&here, &view.title), &view)
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn destroy(here: Here, Params((_, id)): CaseParams) -> Result {
    let mut tx = here.app.db.write().await?;
    match cases::discard(&mut tx, &here.actor, id).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(here.redirect_with_notice(&here.url("/cases"), "cases-discarded"))
        }
        Err(Refused::OnMeeting) => {
            let view = CasePage { error: Some("cases-on-meeting"), ..case_page(&here, id).await? };
            here.rejected(&title_of(&here, &view.title), &view)
        }
        Err(refused) => Err(refused.into()),
    }
}
