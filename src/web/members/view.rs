//! What the pages about a team's members show.

use serde::Serialize;

use crate::web::Errors;
use crate::web::teams::view::{Choice, role_choices};
use crate::web::views::View;
use crate::web::words::Language;

/// Somebody in the team; with an address where their role can be changed by the reader.
#[derive(Serialize)]
pub struct Seat {
    pub name: String,
    pub role: String,
    pub href: Option<String>,
}

/// Everybody in the team.
#[derive(Serialize)]
pub struct MembersPage {
    pub team: String,
    pub seats: Vec<Seat>,
    pub new: Option<String>,
    pub invite: Option<String>,
    pub back: String,
}

impl View for MembersPage {
    const TEMPLATE: &'static str = "members/index.html";

    fn samples() -> Vec<Self> {
        let seat = |href| Seat { name: "Tess".into(), role: "stagiair".into(), href };
        let page = |seats, way: Option<&str>| Self {
            team: "Team Noord".into(),
            seats,
            new: way.map(str::to_owned),
            invite: way.map(str::to_owned),
            back: "#".into(),
        };
        vec![page(vec![seat(None), seat(Some("#".into()))], None), page(vec![], Some("#"))]
    }
}

/// One member's place in the team.
#[derive(Serialize)]
pub struct MemberPage {
    pub team: String,
    pub name: String,
    pub roles: Vec<Choice>,
    pub role: String,
    pub coordinator: bool,
    /// The reader may also name a coordinator and take people out of the team.
    pub full: bool,
    pub action: String,
    pub remove: String,
    pub back: String,
    pub errors: Errors,
}

impl View for MemberPage {
    const TEMPLATE: &'static str = "members/edit.html";

    fn samples() -> Vec<Self> {
        let page = |full, errors| Self {
            team: "Team Noord".into(),
            name: "Tess".into(),
            roles: role_choices(Language::Dutch),
            role: "trainee".into(),
            coordinator: false,
            full,
            action: "#".into(),
            remove: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("role", "refused-last-facilitator");
        vec![page(true, errors), page(false, Errors::default())]
    }
}

/// The form that puts somebody of the organisation in the team.
#[derive(Serialize)]
pub struct NewMemberPage {
    pub team: String,
    pub people: Vec<Choice>,
    pub account: String,
    pub roles: Vec<Choice>,
    pub role: String,
    pub invite: String,
    pub back: String,
    pub errors: Errors,
}

impl View for NewMemberPage {
    const TEMPLATE: &'static str = "members/new.html";

    fn samples() -> Vec<Self> {
        let page = |people, errors| Self {
            team: "Team Noord".into(),
            people,
            account: String::new(),
            roles: role_choices(Language::Dutch),
            role: "member".into(),
            invite: "#".into(),
            back: "#".into(),
            errors,
        };
        let somebody = Choice { value: "0".into(), label: "Tess".into(), hint: String::new() };
        let mut errors = Errors::default();
        errors.add("role", "refused-manager-in-team");
        vec![page(vec![somebody], errors), page(vec![], Errors::default())]
    }
}
