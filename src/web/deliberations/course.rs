//! The whole way of a conversation on one page: every step with its time, where the group is, and for the facilitator
//! another order, a step that opens again, a step that is left out.

use entity::deliberation_step::StepState;
use entity::ids::DeliberationId;
use serde::Serialize;

use super::refused;
use super::room::scene;
use super::scene::Scene;
use crate::clock;
use crate::web::views::View;
use crate::web::{Here, Params, Result};

/// The page of the way.
#[derive(Serialize)]
pub struct CoursePage {
    base: String,
    name: String,
    leads: bool,
    revision: i64,
    steps: Vec<CourseStep>,
    /// When the conversation ends, should the group take the time that the steps suggest; nothing after the close.
    ready_at: String,
    minutes_left: i64,
}

#[derive(Serialize)]
struct CourseStep {
    place: usize,
    name: String,
    goal: String,
    minutes: i64,
    /// When it begins or began, at the suggested pace; nothing for what has been.
    at: String,
    state: &'static str,
    now: bool,
    first: bool,
}

impl View for CoursePage {
    const TEMPLATE: &'static str = "deliberations/course.html";

    fn samples() -> Vec<Self> {
        let step = |place, state| CourseStep {
            place,
            name: "Verkennen".into(),
            goal: "Samen zien wat er gebeurt.".into(),
            minutes: 13,
            at: if state == "pending" { "14:20".into() } else { String::new() },
            state,
            now: state == "current",
            first: place == 0,
        };
        let page = |leads, ready_at: &str| Self {
            base: "/o/x/deliberations/0192".into(),
            name: "Omgangsoverleg".into(),
            leads,
            revision: 3,
            steps: vec![step(0, "done"), step(1, "current"), step(2, "left"), step(3, "skipped"), step(4, "pending")],
            ready_at: ready_at.into(),
            minutes_left: 34,
        };
        vec![page(true, "14:55"), page(false, "14:55"), page(false, "")]
    }
}

/// Shows the way.
pub async fn show(here: Here, Params((_, id)): Params<(String, DeliberationId)>) -> Result {
    let (seat, scene) = scene(&here.app, &here.actor, id, here.language).await.map_err(refused)?;
    let room = &scene.room;
    let is_open = room.is_open();
    let now = here.app.clock.now();
    let at = |minutes: i64| {
        let local = clock::local(now.plus_minutes(minutes));
        format!("{:02}:{:02}", local.hour(), local.minute())
    };
    let (steps, minutes_left) = steps(&scene, (room.timer().left(now) + 59) / 60, at);
    let view = CoursePage {
        base: scene.base.clone(),
        name: room.method.name.get(here.language.code()).to_owned(),
        leads: is_open && seat.is_facilitator(),
        revision: room.deliberation.revision,
        steps,
        ready_at: if is_open { at(minutes_left) } else { String::new() },
        minutes_left,
    };
    here.page(&here.language.t("course-title"), &view)
}

/// Lays the steps out in time: what comes begins when what is before it ends. Returns also how many minutes remain.
fn steps(scene: &Scene, left: i64, at: impl Fn(i64) -> String) -> (Vec<CourseStep>, i64) {
    let room = &scene.room;
    let mut ahead = left;
    let mut steps = Vec::new();
    for (place, (step, standing)) in room.steps().enumerate() {
        let minutes = i64::from(step.minutes);
        let comes = place > room.at() && matches!(standing.state, StepState::Pending | StepState::Left);
        steps.push(CourseStep {
            place,
            name: step.name.get(scene.language.code()).to_owned(),
            goal: step.goal.get(scene.language.code()).to_owned(),
            minutes,
            at: if comes && room.is_open() { at(ahead) } else { String::new() },
            state: standing.state.as_str(),
            now: room.is_open() && place == room.at(),
            first: place == 0,
        });
        if comes {
            ahead += minutes;
        }
    }
    (steps, ahead)
}
