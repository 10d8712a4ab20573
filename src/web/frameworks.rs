//! A team's framework: the sheet, the words, and building it together.

mod view;

use entity::ids::{TeamId, VirtueId};
use entity::virtue::VirtueState;
use serde::Deserialize;

use super::form::{at_most, required};
use super::routing::{Routes, get, post};
use super::{Error, Errors, Form, Here, Params, Result};
use crate::frameworks::template::template;
use crate::frameworks::{self, Direction, LONGEST_EXPLANATION, LONGEST_WORD, Refused, Rights, Virtue, Wording};
use crate::teams::{self, members::TeamRef};
use view::{Choice, ListPage, ProposalsPage, SheetPage, Typed, VirtuePage};

pub use view::{sample_virtues, views};

/// Routes of this noun.
pub fn routes() -> Routes {
    let framework = "/o/{organisation}/teams/{team}/framework";
    Routes::new()
        .route(framework, get(index).post(create))
        .route(&format!("{framework}/edit"), get(edit))
        .route(&format!("{framework}/proposals"), get(proposals).post(propose))
        .route(&format!("{framework}/virtues/{{virtue}}"), get(show).post(update))
        .route(&format!("{framework}/virtues/{{virtue}}/state"), post(change_state))
        .route(&format!("{framework}/virtues/{{virtue}}/position"), post(change_position))
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::OtherState | Refused::Full => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

type TeamParams = Params<(String, TeamId)>;
type VirtueParams = Params<(String, TeamId, VirtueId)>;

fn framework_url(here: &Here, team: TeamId) -> String {
    here.url(&format!("/teams/{team}/framework"))
}

async fn rights(here: &Here, team: TeamId) -> Result<Rights> {
    frameworks::rights(here.app.db.read(), &here.actor, team).await?.ok_or(Error::NotFound)
}

async fn require_shaper(here: &Here, team: TeamId) -> Result<Rights> {
    Some(rights(here, team).await?).filter(|rights| rights.shape).ok_or(Error::NotFound)
}

async fn in_state(here: &Here, team: TeamId, state: VirtueState) -> Result<Vec<Virtue>> {
    Ok(frameworks::in_state(here.app.db.read(), here.actor.organisation, team, state).await?)
}

async fn index(here: Here, Params((_, team)): TeamParams) -> Result {
    let rights = rights(&here, team).await?;
    let row = teams::find(here.app.db.read(), here.actor.organisation, team).await?.ok_or(Error::NotFound)?;
    let virtues = in_state(&here, team, VirtueState::Kept).await?;
    let borrowed = virtues.iter().any(|virtue| virtue.template_key.is_some());
    let view = SheetPage {
        team: row.name,
        team_url: here.url(&format!("/teams/{team}")),
        url: framework_url(&here, team),
        proposals: in_state(&here, team, VirtueState::Proposed).await?.len(),
        rights,
        source: if borrowed { here.language.t("frameworks-source") } else { String::new() },
        virtues,
    };
    here.page(&here.language.t("frameworks-title"), &view)
}

/// Takes over the template.
async fn create(here: Here, Params((_, team)): TeamParams) -> Result {
    require_shaper(&here, team).await?;
    let mut tx = here.app.db.write().await?;
    let to = TeamRef { organisation: here.actor.organisation, team };
    frameworks::adopt_template(&mut tx, to, here.language.code(), here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&framework_url(&here, team), "frameworks-taken-over"))
}

async fn edit(here: Here, Params((_, team)): TeamParams) -> Result {
    require_shaper(&here, team).await?;
    let virtues = in_state(&here, team, VirtueState::Kept).await?;
    let mut left_out = in_state(&here, team, VirtueState::Dropped).await?;
    left_out.extend(in_state(&here, team, VirtueState::Merged).await?);
    let proposed = in_state(&here, team, VirtueState::Proposed).await?;
    let known: Vec<_> =
        virtues.iter().chain(&left_out).chain(&proposed).filter_map(|virtue| virtue.template_key.as_deref()).collect();
    let more_in_template = template().virtues.iter().any(|virtue| !known.contains(&virtue.key.as_str()));
    let view = ListPage { url: framework_url(&here, team), virtues, left_out, more_in_template };
    here.page(&here.language.t("frameworks-edit-title"), &view)
}

/// The words of a virtue as the browser sent them.
#[derive(Clone, Default, Deserialize)]
struct WordsForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    too_little: String,
    #[serde(default)]
    too_much: String,
    #[serde(default)]
    explanation: String,
    #[serde(default)]
    resembles: String,
}

impl WordsForm {
    fn parse(&self) -> std::result::Result<Wording, Errors> {
        let mut errors = Errors::default();
        let wording = Wording {
            name: required(&self.name, LONGEST_WORD, "name", &mut errors),
            too_little: required(&self.too_little, LONGEST_WORD, "too_little", &mut errors),
            too_much: required(&self.too_much, LONGEST_WORD, "too_much", &mut errors),
            explanation: at_most(&self.explanation, LONGEST_EXPLANATION, "explanation", &mut errors),
        };
        if errors.is_empty() { Ok(wording) } else { Err(errors) }
    }

    fn typed(self) -> Typed {
        Typed {
            name: self.name,
            too_little: self.too_little,
            too_much: self.too_much,
            explanation: self.explanation,
            resembles: self.resembles,
        }
    }
}

async fn virtue_page(here: &Here, team: TeamId, id: VirtueId) -> Result<VirtuePage> {
    require_shaper(here, team).await?;
    let found = frameworks::find(here.app.db.read(), here.actor.organisation, team, id).await?;
    let (virtue, state) = found.ok_or(Error::NotFound)?;
    if !matches!(state, VirtueState::Kept | VirtueState::Proposed) {
        return Err(Error::NotFound);
    }
    let language = here.language.code();
    let none = Choice { value: String::new(), label: here.language.t("frameworks-resembles-none") };
    let others = template()
        .virtues
        .iter()
        .map(|other| Choice { value: other.key.clone(), label: other.name.get(language).to_owned() });
    let url = framework_url(here, team);
    let back = if state == VirtueState::Kept { "edit" } else { "proposals" };
    Ok(VirtuePage {
        back: format!("{url}/{back}"),
        url: format!("{url}/virtues/{id}"),
        typed: virtue.clone().into(),
        virtue,
        template: std::iter::once(none).chain(others).collect(),
        kept: state == VirtueState::Kept,
        errors: Errors::default(),
    })
}

async fn show(here: Here, Params((_, team, id)): VirtueParams) -> Result {
    let view = virtue_page(&here, team, id).await?;
    here.page(&view.virtue.name, &view)
}

async fn update(here: Here, Params((_, team, id)): VirtueParams, Form(form): Form<WordsForm>) -> Result {
    let mut view = virtue_page(&here, team, id).await?;
    let wording = match form.parse() {
        Ok(wording) => wording,
        Err(errors) => {
            view.errors = errors;
            view.typed = form.typed();
            return here.rejected(&view.virtue.name, &view);
        }
    };
    let resembles = Some(form.resembles).filter(|key| !key.is_empty());
    let mut tx = here.app.db.write().await?;
    frameworks::reword(&mut tx, &here.actor, (team, id), wording, resembles, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&view.back, "frameworks-reworded"))
}

#[derive(Deserialize)]
struct StateForm {
    #[serde(default)]
    act: String,
    #[serde(default)]
    into: String,
}

async fn change_state(here: Here, Params((_, team, id)): VirtueParams, Form(form): Form<StateForm>) -> Result {
    require_shaper(&here, team).await?;
    let url = framework_url(&here, team);
    let found = frameworks::find(here.app.db.read(), here.actor.organisation, team, id).await?;
    let was_proposed = found.is_some_and(|(_, state)| state == VirtueState::Proposed);
    let mut tx = here.app.db.write().await?;
    let notice = match form.act.as_str() {
        "keep" => {
            frameworks::keep(&mut tx, &here.actor, team, id).await?;
            "frameworks-kept"
        }
        "merge" => {
            let into = VirtueId::parse(&form.into).ok_or(Error::Malformed)?;
            frameworks::merge(&mut tx, &here.actor, team, id, into).await?;
            "frameworks-merged"
        }
        "drop" => {
            frameworks::drop(&mut tx, &here.actor, team, id).await?;
            "frameworks-dropped"
        }
        _ => return Err(Error::Malformed),
    };
    tx.commit().await?;
    let back = if was_proposed { "proposals" } else { "edit" };
    Ok(here.redirect_with_notice(&format!("{url}/{back}"), notice))
}

#[derive(Deserialize)]
struct PositionForm {
    #[serde(default)]
    direction: String,
}

async fn change_position(here: Here, Params((_, team, id)): VirtueParams, Form(form): Form<PositionForm>) -> Result {
    require_shaper(&here, team).await?;
    let direction = match form.direction.as_str() {
        "up" => Direction::Up,
        "down" => Direction::Down,
        _ => return Err(Error::Malformed),
    };
    let mut tx = here.app.db.write().await?;
    frameworks::reorder(&mut tx, &here.actor, team, id, direction).await?;
    tx.commit().await?;
    Ok(super::extract::redirect(&format!("{}/edit#virtue-{id}", framework_url(&here, team))))
}

async fn proposals_page(here: &Here, team: TeamId) -> Result<ProposalsPage> {
    let rights = rights(here, team).await?;
    let proposals = in_state(here, team, VirtueState::Proposed).await?;
    let kept = in_state(here, team, VirtueState::Kept).await?;
    let targets = kept
        .iter()
        .chain(&proposals)
        .map(|virtue| Choice { value: virtue.id.to_string(), label: virtue.name.clone() })
        .collect();
    let url = framework_url(here, team);
    Ok(ProposalsPage { url, proposals, targets, rights, typed: Typed::default(), errors: Errors::default() })
}

async fn proposals(here: Here, Params((_, team)): TeamParams) -> Result {
    let view = proposals_page(&here, team).await?;
    here.page(&here.language.t("frameworks-proposals-title"), &view)
}

async fn propose(here: Here, Params((_, team)): TeamParams, Form(form): Form<WordsForm>) -> Result {
    let wording = match form.parse() {
        Ok(wording) => wording,
        Err(errors) => return propose_again(&here, team, form, errors).await,
    };
    let mut tx = here.app.db.write().await?;
    match frameworks::propose(&mut tx, &here.actor, team, wording, here.app.clock.now()).await {
        Ok(_) => tx.commit().await?,
        Err(Refused::Full) => {
            let mut errors = Errors::default();
            errors.add("name", "frameworks-full");
            return propose_again(&here, team, form, errors).await;
        }
        Err(refused) => return Err(refused.into()),
    }
    Ok(here.redirect_with_notice(&format!("{}/proposals", framework_url(&here, team)), "frameworks-proposed"))
}

async fn propose_again(here: &Here, team: TeamId, form: WordsForm, errors: Errors) -> Result {
    let view = ProposalsPage { typed: form.typed(), errors, ..proposals_page(here, team).await? };
    here.rejected(&here.language.t("frameworks-proposals-title"), &view)
}
