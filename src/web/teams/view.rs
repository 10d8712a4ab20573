//! What the pages of teams show.

use entity::ids::AccountId;
use entity::team_member::{self, TeamRole};
use entity::team_notice::NoticeKind;
use serde::Serialize;

use crate::teams::notices::Told;
use crate::web::Errors;
use crate::web::dates;
use crate::web::views::View;
use crate::web::words::Language;

/// A person with their role in words.
#[derive(Clone, Serialize)]
pub struct Person {
    pub name: String,
    pub role: String,
    pub own: bool,
}

impl Person {
    /// Puts a member in words.
    pub fn of(language: Language, member: &team_member::Model, name: &str, reader: AccountId) -> Self {
        Self { name: name.to_owned(), role: role_words(language, member), own: member.account_id == reader }
    }
}

/// Returns a role in words; a working coordinator is a member, shown as such.
pub fn role_words(language: Language, member: &team_member::Model) -> String {
    if member.coordinator { language.t("role-coordinator") } else { role_name(language, member.role) }
}

/// Returns the name of a role.
pub fn role_name(language: Language, role: TeamRole) -> String {
    language.t(&format!("role-{}", role.as_str()))
}

/// A choice of a form.
#[derive(Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

/// Returns the roles of a team as choices, each with what it opens.
pub fn role_choices(language: Language) -> Vec<Choice> {
    [TeamRole::Member, TeamRole::Facilitator, TeamRole::Trainee, TeamRole::Guest]
        .into_iter()
        .map(|role| Choice {
            value: role.as_str().to_owned(),
            label: capital(&role_name(language, role)),
            hint: language.t(&format!("role-{}-hint", role.as_str())),
        })
        .collect()
}

/// Returns words with a capital in front, as a label has.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Reads a role that a form sent.
pub fn parse_role(text: &str) -> Option<TeamRole> {
    [TeamRole::Member, TeamRole::Facilitator, TeamRole::Trainee, TeamRole::Guest]
        .into_iter()
        .find(|role| role.as_str() == text)
}

/// Something a team was told, as a sentence with its day.
#[derive(Clone, Serialize)]
pub struct NoticeLine {
    pub text: String,
    pub day: String,
}

impl NoticeLine {
    /// Puts a notice in words.
    pub fn of(language: Language, told: &Told) -> Self {
        let suffix = match (told.kind, told.detail.as_str(), told.by_self) {
            (NoticeKind::Joined, _, _) => "joined",
            (NoticeKind::Left, _, true) => "left-self",
            (NoticeKind::Left, _, false) => "left",
            (NoticeKind::RoleChanged, _, true) => "role-self",
            (NoticeKind::RoleChanged, _, false) => "role",
            (NoticeKind::CoordinatorChanged, "yes", _) => "coordinator",
            (NoticeKind::CoordinatorChanged, _, _) => "coordinator-ended",
            (NoticeKind::AgreementChanged, _, _) => "agreement",
        };
        let role = parse_role(&told.detail).map(|role| role_name(language, role)).unwrap_or_default();
        let words = [("name", &told.name), ("by", &told.by), ("team", &told.team_name), ("role", &role)];
        let text = language.t_all(&format!("notice-{suffix}"), &words.map(|(key, value)| (key, value.as_str())));
        Self { text, day: dates::day_of(told.at, language) }
    }
}

/// A team in the list of teams.
#[derive(Serialize)]
pub struct TeamRow {
    pub href: String,
    pub name: String,
    pub notes: Vec<String>,
}

/// All teams that somebody may know of.
#[derive(Serialize)]
pub struct TeamsPage {
    pub own: Vec<TeamRow>,
    pub other: Vec<TeamRow>,
    pub new: Option<String>,
}

impl View for TeamsPage {
    const TEMPLATE: &'static str = "teams/index.html";

    fn samples() -> Vec<Self> {
        let row = |name: &str| TeamRow { href: "#".into(), name: name.into(), notes: vec!["lid".into()] };
        vec![
            Self { own: vec![row("Team Noord")], other: vec![row("Team Haven")], new: Some("#".into()) },
            Self { own: vec![], other: vec![], new: Some("#".into()) },
            Self { own: vec![], other: vec![], new: None },
        ]
    }
}

/// The form of a new team.
#[derive(Serialize)]
pub struct NewTeamPage {
    pub name: String,
    pub back: String,
    pub errors: Errors,
}

impl View for NewTeamPage {
    const TEMPLATE: &'static str = "teams/new.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("name", "form-required");
        let page = |errors| Self { name: String::new(), back: "#".into(), errors };
        vec![page(Errors::default()), page(errors)]
    }
}

/// A way from the team's page to something the team has.
#[derive(Serialize)]
pub struct Way {
    pub href: String,
    pub title: String,
    pub note: String,
}

/// A team's page.
#[derive(Serialize)]
pub struct TeamPage {
    pub name: String,
    pub members: Vec<Person>,
    pub ways: Vec<Way>,
    pub notices: Vec<NoticeLine>,
    /// Somebody from outside sees who is in the team, and that this is all they see.
    pub outside: bool,
    pub edit: Option<String>,
    pub leave: Option<String>,
    pub back: String,
}

impl View for TeamPage {
    const TEMPLATE: &'static str = "teams/show.html";

    fn samples() -> Vec<Self> {
        let page = |outside: bool| Self {
            name: "Team Noord".into(),
            members: vec![Person { name: "Judith".into(), role: "gespreksleider".into(), own: !outside }],
            ways: vec![Way { href: "#".into(), title: "Afspraken".into(), note: "Versie 1".into() }],
            notices: vec![NoticeLine { text: "Tess kwam erbij.".into(), day: "4 maart 2026".into() }],
            outside,
            edit: (!outside).then(|| "#".to_owned()),
            leave: (!outside).then(|| "#".to_owned()),
            back: "#".into(),
        };
        let empty = Self { members: vec![], ways: vec![], notices: vec![], ..page(true) };
        vec![page(false), page(true), empty]
    }
}
