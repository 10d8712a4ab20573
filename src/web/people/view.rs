//! What the administrator's pages about people show.

use serde::{Deserialize, Serialize};

use crate::web::Errors;
use crate::web::teams::view::{Choice, role_choices};
use crate::web::views::View;
use crate::web::words::Language;

/// A person in the list.
#[derive(Serialize)]
pub struct PersonRow {
    pub href: String,
    pub name: String,
    pub email: String,
    pub notes: Vec<String>,
}

/// An invitation that nobody has used yet.
#[derive(Serialize)]
pub struct OpenInvitation {
    pub name: String,
    pub email: String,
    pub until: String,
    pub withdraw: String,
}

/// Everybody in the organisation.
#[derive(Serialize)]
pub struct PeoplePage {
    pub people: Vec<PersonRow>,
    pub open: Vec<OpenInvitation>,
    pub invite: String,
    /// Whether managers and administrators come in with a second factor only.
    pub second: bool,
    pub second_url: String,
}

impl View for PeoplePage {
    const TEMPLATE: &'static str = "people/index.html";

    fn samples() -> Vec<Self> {
        let email = || "noor@demo.example".to_owned();
        let row = PersonRow { href: "#".into(), name: "Noor".into(), email: email(), notes: vec!["beheerder".into()] };
        let open = OpenInvitation { name: "Noor".into(), email: email(), until: "".into(), withdraw: "#".into() };
        let page = |people, open, second| Self { people, open, invite: "#".into(), second, second_url: "#".into() };
        vec![page(vec![row], vec![open], true), page(vec![], vec![], false)]
    }
}

/// An invitation as it is typed.
#[derive(Default, Deserialize, Serialize)]
pub struct InviteForm {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub team: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub manager: String,
    #[serde(default)]
    pub administrator: String,
}

/// The form that invites somebody.
#[derive(Serialize)]
pub struct InvitePage {
    pub form: InviteForm,
    pub teams: Vec<Choice>,
    pub roles: Vec<Choice>,
    pub back: String,
    pub errors: Errors,
}

impl View for InvitePage {
    const TEMPLATE: &'static str = "people/new.html";

    fn samples() -> Vec<Self> {
        let page = |errors| Self {
            form: InviteForm { role: "member".into(), ..InviteForm::default() },
            teams: vec![Choice { value: String::new(), label: "Nog geen team".into(), hint: String::new() }],
            roles: role_choices(Language::Dutch),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("email", "invite-already-here");
        errors.add("manager", "refused-manager-in-team");
        vec![page(Errors::default()), page(errors)]
    }
}

/// A team that somebody is in.
#[derive(Serialize)]
pub struct TeamLine {
    pub href: String,
    pub name: String,
    pub role: String,
}

/// One person: roles in the organisation, teams, a recovery link.
#[derive(Serialize)]
pub struct PersonPage {
    pub name: String,
    pub email: String,
    pub teams: Vec<TeamLine>,
    pub manager: bool,
    pub administrator: bool,
    pub recovery: Option<String>,
    /// Where all logins of the person end; absent as recovery is.
    pub end_logins: Option<String>,
    /// The person belongs to another organisation too: only who runs the instance recovers the account.
    pub elsewhere: bool,
    pub remove: String,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

impl View for PersonPage {
    const TEMPLATE: &'static str = "people/show.html";

    fn samples() -> Vec<Self> {
        let page = |recovery: Option<&str>, elsewhere, errors| Self {
            name: "Noor".into(),
            email: "noor@demo.example".into(),
            teams: vec![TeamLine { href: "#".into(), name: "Team Noord".into(), role: "lid".into() }],
            manager: false,
            administrator: true,
            recovery: recovery.map(str::to_owned),
            end_logins: recovery.map(str::to_owned),
            elsewhere,
            remove: "#".into(),
            action: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("administrator", "refused-last-administrator");
        let mut stays = Errors::default();
        stays.add("remove", "refused-last-leaves");
        vec![page(Some("#"), false, errors), page(None, true, Errors::default()), page(Some("#"), false, stays)]
    }
}

/// A one-time link, shown once to copy.
#[derive(Serialize)]
pub struct LinkPage {
    pub link: String,
    /// `invitation` or `recovery`.
    pub purpose: &'static str,
    /// Whether it was mailed too, in a sentence.
    pub mailed: String,
    pub name: String,
    pub days: i64,
    pub hours: i64,
    pub back: String,
}

impl View for LinkPage {
    const TEMPLATE: &'static str = "people/link.html";

    fn samples() -> Vec<Self> {
        let page = |purpose| Self {
            link: "https://omgang.example/links/…".into(),
            purpose,
            mailed: "We hebben deze link ook gemaild.".into(),
            name: "Noor".into(),
            days: 7,
            hours: 24,
            back: "#".into(),
        };
        vec![page("invitation"), page("recovery")]
    }
}
