//! "Start een gesprek": one page that asks the least, and everything else later.

use entity::ids::{CaseId, TeamId};
use serde::{Deserialize, Serialize};

use super::extract::redirect;
use super::form::{at_most, required};
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::{Error, Errors, Form, Here, Result};
use crate::cases::{LONGEST_QUESTION, LONGEST_TITLE};
use crate::deliberations::quick_start::{self, Beginning, Circle, Footing};
use crate::methods::{self, About, Method};

/// Most characters in a team's name.
const LONGEST_TEAM: usize = 120;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/conversations/new", get(new).post(create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<BeginPage>()]
}

/// Where a conversation begins.
#[derive(Serialize)]
pub struct BeginPage {
    url: String,
    back: String,
    ground: Ground,
    form: BeginForm,
    errors: Errors,
}

/// What somebody can begin with, as the template asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    Begin,
    Manager,
    NoTeam,
}

#[derive(Serialize)]
struct Ground {
    way: Way,
    /// To choose from, when there is more than one.
    teams: Vec<TeamOption>,
    /// A team is made with it.
    new_team: bool,
    /// To choose from; the first is taken when nobody chooses.
    methods: Vec<TeamOption>,
}

#[derive(Clone, Serialize)]
struct TeamOption {
    value: String,
    label: String,
}

/// What the browser sends.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct BeginForm {
    /// Id of the case that is made, so that sending the form twice begins once.
    #[serde(default)]
    case: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    team_name: String,
    #[serde(default)]
    method: String,
}

impl View for BeginPage {
    const TEMPLATE: &'static str = "conversations/new.html";

    fn samples() -> Vec<Self> {
        let option = |label: &str| TeamOption { value: label.into(), label: label.into() };
        let page = |way, teams, new_team| Self {
            url: "/o/maaskant/conversations/new".into(),
            back: "/o/maaskant".into(),
            ground: Ground { way, methods: vec![option("Omgangsoverleg")], teams, new_team },
            form: BeginForm { title: "De deur blijft dicht".into(), team: "Noord".into(), ..BeginForm::default() },
            errors: Errors::default(),
        };
        let mut wrong = page(Way::Begin, vec![option("Noord"), option("Zuid")], false);
        wrong.errors.add("title", "form-required");
        wrong.errors.add("team", "form-required");
        vec![
            wrong,
            page(Way::Begin, vec![option("Noord")], false),
            page(Way::Begin, vec![], true),
            page(Way::Manager, vec![], false),
            page(Way::NoTeam, vec![], false),
        ]
    }
}

async fn new(here: Here) -> Result {
    let ground = ground(&here).await?;
    let form = BeginForm {
        case: CaseId::new().to_string(),
        team: ground.teams.first().map(|team| team.value.clone()).unwrap_or_default(),
        team_name: here.language.t("conversations-our-team"),
        ..BeginForm::default()
    };
    show(&here, ground, form, Errors::default())
}

async fn create(here: Here, Form(form): Form<BeginForm>) -> Result {
    if let Some(case) = CaseId::parse(&form.case) {
        let begun = quick_start::begun(here.app.db.read(), &here.actor, case).await;
        if let Some(id) = begun.map_err(super::deliberations::refused)? {
            return Ok(redirect(&here.url(&format!("/deliberations/{id}"))));
        }
    }
    let ground = ground(&here).await?;
    let mut errors = Errors::default();
    let Some(beginning) = beginning(&ground, &form, &mut errors) else { return show(&here, ground, form, errors) };
    let mut tx = here.app.db.write().await?;
    let now = here.app.clock.now();
    let begun = quick_start::begin(&mut tx, &here.actor, beginning, here.language.code(), now).await;
    let id = begun.map_err(super::deliberations::refused)?;
    tx.commit().await?;
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

/// Reads the form; nothing when something is wrong with it, or when this person begins nothing.
fn beginning(ground: &Ground, form: &BeginForm, errors: &mut Errors) -> Option<Beginning> {
    let title = required(&form.title, LONGEST_TITLE, "title", errors);
    let learning_question = at_most(&form.question, LONGEST_QUESTION, "question", errors);
    let circle = if ground.new_team {
        Some(Circle::NewTeam(required(&form.team_name, LONGEST_TEAM, "team_name", errors)))
    } else {
        let team = TeamId::parse(&form.team).filter(|_| ground.teams.iter().any(|team| team.value == form.team));
        if team.is_none() {
            errors.add("team", "form-required");
        }
        team.map(Circle::Team)
    };
    // A page of long ago has no id that could be one of ours; then sending twice is on its own.
    let case = CaseId::parse(&form.case).unwrap_or_else(CaseId::new);
    let complete = errors.is_empty() && ground.way == Way::Begin;
    let chosen = methods::find(&form.method).filter(|method| method.about == About::Case);
    let method = chosen.unwrap_or_else(methods::standard);
    circle.filter(|_| complete).map(|circle| Beginning { case, circle, title, learning_question, method })
}

async fn ground(here: &Here) -> Result<Ground> {
    let code = here.language.code();
    let about_case = |method: &&Method| method.about == About::Case;
    let method = |method: &Method| TeamOption { value: method.key.clone(), label: method.name.get(code).to_owned() };
    let choices: Vec<TeamOption> = methods::all().iter().filter(about_case).map(method).collect();
    let nothing = |way| Ground { way, teams: Vec::new(), new_team: false, methods: choices.clone() };
    Ok(match quick_start::footing(here.app.db.read(), &here.actor).await.map_err(Error::from)? {
        Footing::Teams(teams) => {
            let option = |team: quick_start::Team| TeamOption { value: team.id.to_string(), label: team.name };
            Ground { teams: teams.into_iter().map(option).collect(), ..nothing(Way::Begin) }
        }
        Footing::NewTeam => Ground { new_team: true, ..nothing(Way::Begin) },
        Footing::Manager => nothing(Way::Manager),
        Footing::NoTeam => nothing(Way::NoTeam),
    })
}

fn show(here: &Here, ground: Ground, form: BeginForm, errors: Errors) -> Result {
    let is_wrong = !errors.is_empty();
    let url = here.url("/conversations/new");
    let title = here.language.t("conversations-new");
    let view = BeginPage { url, back: here.url(""), ground, form, errors };
    if is_wrong { here.rejected(&title, &view) } else { here.page(&title, &view) }
}
