//! The form of one step: everything that a step says, each with its sentence when the method couldn't run like that.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use entity::contribution::ContributionKind;
use entity::ids::TeamId;
use entity::placement::Moment;
use sea_orm::{ActiveEnum, Iterable};
use serde::Serialize;

use super::Ground;
use super::edit::changeable;
use crate::bilingual::Bilingual;
use crate::methods::own::{self, Own};
use crate::methods::step::{Presenter, Seen, Step, Tool, Writers, Yield};
use crate::web::form::tidy;
use crate::web::views::View;
use crate::web::{Error, Errors, Form, Here, Params, Result, views};

/// The form of one step.
#[derive(Serialize)]
pub struct StepPage {
    url: String,
    key: String,
    version: i32,
    name: String,
    goal: String,
    minutes: String,
    /// One a line.
    prompts: String,
    writers: Vec<Choice>,
    seen: Vec<Choice>,
    presenter: Vec<Choice>,
    named: bool,
    late: bool,
    tools: Vec<ToolChoice>,
    moment: String,
    on: String,
    sources: Vec<Source>,
    votes: String,
    yields: Vec<YieldChoice>,
    errors: Errors,
}

#[derive(Clone, Serialize)]
struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Clone, Serialize)]
struct ToolChoice {
    value: &'static str,
    label: String,
    /// `sight`, `more`, or nothing.
    place: &'static str,
}

#[derive(Clone, Serialize)]
struct Source {
    key: String,
    name: String,
}

#[derive(Clone, Serialize)]
struct YieldChoice {
    kind: &'static str,
    label: String,
    text: String,
    chosen: bool,
}

impl View for StepPage {
    const TEMPLATE: &'static str = "methods/step.html";

    fn samples() -> Vec<Self> {
        let choice = || vec![Choice { value: "everyone", label: "Iedereen".into(), chosen: true }];
        let tool = |place| ToolChoice { value: "turns", label: "een rondje".into(), place };
        let mut wrong = Errors::default();
        wrong.add("writers", "methods-flaw-nobody-writes");
        let page = |errors| Self {
            url: "/o/x/teams/1/methods/0192".into(),
            key: "explore".into(),
            version: 2,
            name: "Verkennen".into(),
            goal: "Samen zien wat er gebeurt.".into(),
            minutes: "13".into(),
            prompts: "Neem ons mee.".into(),
            writers: choice(),
            seen: choice(),
            presenter: choice(),
            named: true,
            late: false,
            tools: vec![tool("sight"), tool("more"), tool("")],
            moment: "start".into(),
            on: String::new(),
            sources: vec![Source { key: "start".into(), name: "Beginnen".into() }],
            votes: "3".into(),
            yields: vec![YieldChoice {
                kind: "question",
                label: "Vraag".into(),
                text: "Je vraag".into(),
                chosen: true,
            }],
            errors,
        };
        vec![page(wrong), page(Errors::default())]
    }
}

type StepParams = Params<(String, TeamId, String, String)>;

/// Shows the form.
pub async fn edit(here: Here, Params((_, team, id, key)): StepParams) -> Result {
    let (ground, own) = changeable(&here, team, &id).await?;
    let step = own.method.step(&key).map(|(_, step)| step.clone()).ok_or(Error::NotFound)?;
    let view = page(&here, &ground, &own, &step, Errors::default());
    here.page(&view.name.clone(), &view)
}

/// Keeps the step, when the method can run with it.
pub async fn update(
    here: Here,
    Params((_, team, id, key)): StepParams,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let (ground, mut own) = changeable(&here, team, &id).await?;
    let (number, before) = own.method.step(&key).map(|(n, step)| (n, step.clone())).ok_or(Error::NotFound)?;
    let typed: HashMap<String, String> = fields.into_iter().collect();
    own.version = typed.get("version").and_then(|version| version.parse().ok()).ok_or(Error::Malformed)?;
    let step = read(&here, before, &typed);
    own.method.steps[number] = step.clone();
    let mut tx = here.app.db.write().await?;
    let mut errors = Errors::default();
    let status = match own::save(&mut tx, &here.actor, team, own.clone(), here.app.clock.now()).await {
        Ok(()) => {
            tx.commit().await?;
            return Ok(here.redirect_with_notice(&format!("{}/{id}/edit", ground.url), "methods-kept"));
        }
        Err(own::Refused::Flawed(flaws)) => {
            for flaw in &flaws {
                // A change here may leave another step without the cards that it works with.
                let field = if flaw.step == Some(number) { flaw.field.as_str() } else { "elsewhere" };
                errors.add(field, flaw.reason.sentence());
            }
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(own::Refused::Stale) => {
            errors.add("elsewhere", "methods-stale");
            own.version = own::get(here.app.db.read(), &here.actor, team, own.id).await?.version;
            StatusCode::CONFLICT
        }
        Err(refusal) => return Err(refusal.into()),
    };
    drop(tx);
    let mut view = page(&here, &ground, &own, &step, errors);
    view.minutes = typed.get("minutes").cloned().unwrap_or_default();
    let chrome = here.chrome(&view.name);
    Ok((status, Html(views::render(&chrome, &view)?)).into_response())
}

/// Reads a step from the form; what the form doesn't hold stays as it was.
fn read(here: &Here, before: Step, typed: &HashMap<String, String>) -> Step {
    let code = here.language.code();
    let text = |name: &str| typed.get(name).map(|text| tidy(text)).unwrap_or_default();
    let has = |name: &str| typed.contains_key(name);
    let placed = |place: &str| {
        let here = |tool: &Tool| text(&format!("tool-{}", tool.as_str())) == place;
        Tool::ALL.iter().copied().filter(here).collect::<Vec<Tool>>()
    };
    let (tools, more) = (placed("sight"), placed("more"));
    let all = |tool| tools.contains(&tool) || more.contains(&tool);
    let works = [Tool::Groups, Tool::Votes, Tool::Warmth, Tool::Framework].into_iter().any(all);
    let moment = Moment::try_from_value(&text("moment")).ok().filter(|_| all(Tool::Placements));
    let mut step = Step {
        minutes: text("minutes").parse().unwrap_or(0),
        writers: Writers::parse(&text("writers")).unwrap_or_default(),
        seen: Seen::parse(&text("seen")).unwrap_or_default(),
        named: has("named"),
        late: has("late"),
        presenter: Presenter::parse(&text("presenter")).unwrap_or_default(),
        moment,
        on: Some(text("on")).filter(|on| !on.is_empty() && works),
        votes: all(Tool::Votes).then(|| text("votes").parse().unwrap_or(0)),
        prompts: prompts(&before, code, &text("prompts")),
        yields: yields(here, &before, typed),
        tools,
        more,
        ..before
    };
    if step.writers == Writers::Nobody {
        (step.seen, step.named) = (Seen::AtOnce, true);
    }
    step.name.reword(code, text("name"));
    step.goal.reword(code, text("goal"));
    step
}

/// Reads the questions, one a line; those that stayed keep both languages.
fn prompts(before: &Step, code: &str, text: &str) -> Vec<Bilingual> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| kept(before.prompts.iter(), code, line)).collect()
}

fn kept<'a>(mut before: impl Iterator<Item = &'a Bilingual>, code: &str, text: &str) -> Bilingual {
    before.find(|words| words.get(code) == text).cloned().unwrap_or_else(|| Bilingual::same(text))
}

fn yields(here: &Here, before: &Step, typed: &HashMap<String, String>) -> Vec<Yield> {
    let code = here.language.code();
    let chosen = ContributionKind::iter().filter(|kind| typed.contains_key(&format!("yield-{}", kind.as_str())));
    let asked = chosen.map(|kind| {
        let old = before.yields.iter().find(|asked| asked.kind == kind);
        let text = typed.get(&format!("label-{}", kind.as_str())).map(|text| tidy(text)).unwrap_or_default();
        Yield {
            kind,
            label: kept(old.map(|asked| &asked.label).into_iter(), code, &text),
            hint: old.map_or_else(|| Bilingual::same(""), |asked| asked.hint.clone()),
        }
    });
    asked.collect()
}

fn page(here: &Here, ground: &Ground, own: &Own, step: &Step, errors: Errors) -> StepPage {
    let code = here.language.code();
    let t = |key: String| here.language.t(&key);
    let tool = |tool: &Tool| ToolChoice {
        value: tool.as_str(),
        label: t(format!("methods-tool-{}", tool.as_str())),
        place: match (step.tools.contains(tool), step.more.contains(tool)) {
            (true, _) => "sight",
            (false, true) => "more",
            (false, false) => "",
        },
    };
    let asked = |kind: ContributionKind| {
        let old = step.yields.iter().find(|asked| asked.kind == kind);
        let label = t(format!("methods-kind-{}", kind.as_str()));
        YieldChoice {
            kind: kind.as_str(),
            text: old.map_or_else(|| label.clone(), |asked| asked.label.get(code).to_owned()),
            chosen: old.is_some(),
            label,
        }
    };
    let writes = |other: &&Step| other.key != step.key && !other.yields.is_empty();
    let source = |other: &Step| Source { key: other.key.clone(), name: other.name.get(code).to_owned() };
    StepPage {
        url: format!("{}/{}", ground.url, own.id),
        key: step.key.clone(),
        version: own.version,
        name: step.name.get(code).to_owned(),
        goal: step.goal.get(code).to_owned(),
        minutes: step.minutes.to_string(),
        prompts: step.prompts.iter().map(|prompt| prompt.get(code)).collect::<Vec<_>>().join("\n"),
        writers: choices(Writers::ALL, step.writers, Writers::as_str, |key| t(format!("methods-writers-{key}"))),
        seen: choices(Seen::ALL, step.seen, Seen::as_str, |key| t(format!("methods-seen-{key}"))),
        presenter: choices(Presenter::ALL, step.presenter, Presenter::as_str, |key| {
            t(format!("methods-presenter-{key}"))
        }),
        named: step.named,
        late: step.late,
        tools: Tool::ALL.iter().map(tool).collect(),
        moment: step.moment.map_or("start", |moment| moment.as_str()).to_owned(),
        on: step.on.clone().unwrap_or_default(),
        sources: own.method.steps.iter().filter(writes).map(source).collect(),
        votes: step.votes.unwrap_or(3).to_string(),
        yields: ContributionKind::iter().map(asked).collect(),
        errors,
    }
}

fn choices<T: Copy + PartialEq>(
    all: &[T],
    chosen: T,
    key: fn(T) -> &'static str,
    label: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let choice = |one: &T| Choice { value: key(*one), label: label(key(*one)), chosen: *one == chosen };
    all.iter().map(choice).collect()
}
