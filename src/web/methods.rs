//! A team's methods: those that come with the product, and its own copies, which it changes in the browser.

mod edit;
mod step;
mod view;

use entity::ids::{MethodId, TeamId};
use serde::Deserialize;

use super::extract::redirect;
use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result};
use crate::deliberations;
use crate::meetings;
use crate::methods::{self, About, Method, own};
use crate::teams;
use view::{MethodPage, MethodRow, MethodsPage, StepText};

/// Routes of this noun.
pub fn routes() -> Routes {
    let one = Routes::new()
        .route("/", get(show))
        .route("/begin", post(begin))
        .route("/discard", post(edit::discard))
        .route("/edit", get(edit::edit).post(edit::update))
        .route("/steps", post(edit::change_steps))
        .route("/steps/{step}", get(step::edit).post(step::update));
    Routes::new()
        .route("/o/{organisation}/teams/{team}/methods", get(index).post(create))
        .nest("/o/{organisation}/teams/{team}/methods/{method}", one)
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<MethodsPage>(), entry::<MethodPage>(), entry::<view::EditMethodPage>(), entry::<step::StepPage>()]
}

impl From<own::Refused> for Error {
    fn from(refused: own::Refused) -> Self {
        match refused {
            own::Refused::NotFound => Self::NotFound,
            own::Refused::Stale => Self::Conflict,
            own::Refused::Flawed(_) | own::Refused::Full => Self::Malformed,
            own::Refused::Database(error) => error.into(),
        }
    }
}

type MethodParams = Params<(String, TeamId, String)>;

/// A team as somebody of it sees its methods.
struct Ground {
    team: String,
    url: String,
    /// May change the team's own.
    shapes: bool,
}

async fn ground(here: &Here, team: TeamId) -> Result<Ground> {
    let db = here.app.db.read();
    let shapes = own::may_shape(db, &here.actor, team).await?.ok_or(Error::NotFound)?;
    let row = teams::find(db, here.actor.organisation, team).await?.ok_or(Error::NotFound)?;
    Ok(Ground { team: row.name, url: here.url(&format!("/teams/{team}/methods")), shapes })
}

fn row(here: &Here, url: &str, key: &str, method: &Method) -> MethodRow {
    let code = here.language.code();
    MethodRow {
        href: format!("{url}/{key}"),
        name: method.name.get(code).to_owned(),
        summary: method.summary.get(code).to_owned(),
        minutes: method.minutes(),
        team: method.about == About::Team,
    }
}

/// Lists the methods.
async fn index(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let ground = ground(&here, team).await?;
    let of_team = own::list(here.app.db.read(), &here.actor, team).await?;
    let view = MethodsPage {
        back: here.url(&format!("/teams/{team}")),
        own: of_team.iter().map(|own| row(&here, &ground.url, &own.id.to_string(), &own.method)).collect(),
        built_in: methods::all().iter().map(|method| row(&here, &ground.url, &method.key, method)).collect(),
        team: ground.team,
    };
    here.page(&here.language.t("methods-title"), &view)
}

/// Shows a method with all its steps.
async fn show(here: Here, Params((_, team, chosen)): MethodParams) -> Result {
    let ground = ground(&here, team).await?;
    let db = here.app.db.read();
    let method = own::choose(db, &here.actor, team, &chosen).await?;
    let rights = meetings::rights(db, &here.actor, team).await?.ok_or(Error::NotFound)?;
    let code = here.language.code();
    let text = |step: &methods::Step| StepText {
        name: step.name.get(code).to_owned(),
        goal: step.goal.get(code).to_owned(),
        minutes: step.minutes,
        prompts: step.prompts.iter().map(|prompt| prompt.get(code).to_owned()).collect(),
        notes: notes(&here, step),
    };
    let view = MethodPage {
        url: format!("{}/{chosen}", ground.url),
        own: MethodId::parse(&chosen).is_some(),
        shapes: ground.shapes,
        begins: rights.open && method.about == About::Team,
        key: chosen,
        name: method.name.get(code).to_owned(),
        summary: method.summary.get(code).to_owned(),
        source: method.source.clone(),
        minutes: method.minutes(),
        steps: method.steps.iter().map(text).collect(),
        back: ground.url,
    };
    here.page(&view.name.clone(), &view)
}

/// Says in words who writes, who reads and where the presenter is, as far as it isn't what one expects.
fn notes(here: &Here, step: &methods::Step) -> Vec<String> {
    let t = |key: String| here.language.t(&key);
    let mut notes = Vec::new();
    if step.writers != methods::Writers::Nobody {
        notes.push(t(format!("methods-writers-{}", step.writers.as_str())));
        notes.push(t(format!("methods-seen-{}", step.seen.as_str())));
        if !step.named {
            notes.push(here.language.t("sheets-nameless-short"));
        }
    }
    if step.presenter != methods::Presenter::Speaks {
        let does = t(format!("methods-presenter-{}", step.presenter.as_str()));
        notes.push(format!("{} {does}", here.language.t("methods-presenter")));
    }
    notes
}

#[derive(Deserialize)]
struct CopyForm {
    #[serde(default)]
    source: String,
}

/// Copies a method for the team.
async fn create(here: Here, Params((_, team)): Params<(String, TeamId)>, Form(form): Form<CopyForm>) -> Result {
    ground(&here, team).await?;
    let mut tx = here.app.db.write().await?;
    let source = own::choose(tx.conn(), &here.actor, team, &form.source).await?;
    let id = own::copy(&mut tx, &here.actor, team, &source, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/teams/{team}/methods/{id}/edit")), "methods-copied"))
}

/// Begins a conversation of the team about itself, on a meeting of today.
async fn begin(here: Here, Params((_, team, chosen)): MethodParams) -> Result {
    ground(&here, team).await?;
    let app = &here.app;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let method = own::choose(tx.conn(), &here.actor, team, &chosen).await?;
    if method.about != About::Team {
        return Err(Error::Malformed);
    }
    let today = app.clock.today();
    let coming = meetings::upcoming(tx.conn(), &here.actor, team, today).await?;
    let meeting = match coming.iter().find(|planned| planned.meeting.date == today) {
        Some(planned) => planned.meeting.id,
        None => meetings::create(&mut tx, &here.actor, team, today, None, now).await?,
    };
    let opened = deliberations::opening::open_with(&mut tx, &here.actor, meeting, &method, now).await;
    let id = opened.map_err(super::deliberations::refused)?.id;
    tx.commit().await?;
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

/// Lists what can be chosen when a conversation about a case opens: the team's own first.
pub async fn choices(here: &Here, team: TeamId) -> Result<Vec<(String, String)>> {
    let code = here.language.code();
    let label = |method: &Method| {
        let minutes = method.minutes().to_string();
        format!("{} ({})", method.name.get(code), here.language.t_with("methods-minutes", "count", &minutes))
    };
    let about_case = |method: &&Method| method.about == About::Case;
    let own = own::list(here.app.db.read(), &here.actor, team).await?;
    let own =
        own.iter().filter(|own| own.method.about == About::Case).map(|own| (own.id.to_string(), label(&own.method)));
    let built_in = methods::all().iter().filter(about_case).map(|method| (method.key.clone(), label(method)));
    Ok(own.chain(built_in).collect())
}
