//! What the pages of joining show.

use serde::Serialize;

use super::Door;
use super::host::DoorPage;
use crate::deliberations::joining::{Invitation, Name, Request, code::Qr};
use crate::web::Errors;
use crate::web::deliberations::{TensionGroup, tension_groups};
use crate::web::views::{Entry, View, entry};
use crate::web::words::Language;

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![
        entry::<CodePage>(),
        entry::<NamesPage>(),
        entry::<WaitPage>(),
        entry::<GoodbyePage>(),
        entry::<DoorPart>(),
        entry::<PeoplePage>(),
        entry::<InvitePage>(),
    ]
}

/// Where somebody types the code.
#[derive(Serialize)]
pub struct CodePage {
    pub code: String,
    pub errors: Errors,
}

impl View for CodePage {
    const TEMPLATE: &'static str = "joining/index.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("code", "joining-unknown");
        vec![Self { code: String::new(), errors: Errors::default() }, Self { code: "bcdf 12".into(), errors }]
    }
}

/// Where somebody chooses their name.
#[derive(Serialize)]
pub struct NamesPage {
    url: String,
    organisation: String,
    team: String,
    expected: Vec<NameRow>,
    /// Those who are in already, for somebody who goes on with another device.
    present: Vec<NameRow>,
    /// The name of somebody of elsewhere who is signed in on this device.
    signed_in: Option<String>,
    /// The name that was sent can't be chosen any more.
    missed: bool,
}

/// A name to tap.
#[derive(Serialize)]
struct NameRow {
    id: String,
    name: String,
    is_guest: bool,
}

impl NamesPage {
    /// Sorts the names into those expected and those who are in.
    pub fn new(url: String, of: &Invitation, names: Vec<Name>, signed_in: Option<String>, missed: bool) -> Self {
        let row = |name: Name| NameRow { id: name.account.to_string(), name: name.name, is_guest: name.is_guest };
        let (present, expected): (Vec<Name>, Vec<Name>) = names.into_iter().partition(|name| name.is_present);
        Self {
            url,
            organisation: of.organisation.name.clone(),
            team: of.team.clone(),
            expected: expected.into_iter().map(row).collect(),
            present: present.into_iter().map(row).collect(),
            signed_in,
            missed,
        }
    }
}

impl View for NamesPage {
    const TEMPLATE: &'static str = "joining/show.html";

    fn samples() -> Vec<Self> {
        let row = |name: &str, is_guest| NameRow { id: "1".into(), name: name.into(), is_guest };
        let page = |expected, present, signed_in: Option<&str>, missed| Self {
            url: "/join/BCDF1234".into(),
            organisation: "Maaskant".into(),
            team: "Team Noord".into(),
            expected,
            present,
            signed_in: signed_in.map(str::to_owned),
            missed,
        };
        vec![
            page(vec![row("Sharina", false), row("Dirk", true)], vec![row("Youssef", false)], None, false),
            page(vec![row("Sharina", false)], vec![], None, true),
            page(vec![], vec![], None, false),
            page(vec![], vec![], Some("Noor"), false),
        ]
    }
}

/// Where somebody waits.
#[derive(Serialize)]
pub struct WaitPage {
    /// False when this device isn't waiting: it wasn't let in, or the conversation is over.
    pub waiting: bool,
    pub name: String,
    /// Where a name is chosen.
    pub back: String,
}

impl View for WaitPage {
    const TEMPLATE: &'static str = "joining/wait.html";

    fn samples() -> Vec<Self> {
        let page = |waiting| Self { waiting, name: "Sharina".into(), back: "/join/BCDF1234".into() };
        vec![page(true), page(false)]
    }
}

/// The goodbye.
#[derive(Serialize)]
pub struct GoodbyePage {
    /// What can still be said, privately; empty when that is over.
    pub groups: Vec<TensionGroup>,
    pub chosen: usize,
    pub errors: Errors,
}

impl View for GoodbyePage {
    const TEMPLATE: &'static str = "joining/goodbye.html";

    fn samples() -> Vec<Self> {
        let groups = tension_groups(Language::Dutch, &["act_wait".to_owned()]);
        let mut errors = Errors::default();
        errors.add("tension", "deliberations-tension-two");
        vec![
            Self { groups: groups.clone(), chosen: 1, errors: Errors::default() },
            Self { groups, chosen: 0, errors },
            Self { groups: Vec::new(), chosen: 0, errors: Errors::default() },
        ]
    }
}

/// A device at the door.
#[derive(Clone, Debug, Serialize)]
pub struct WaitingRow {
    pub id: String,
    pub name: String,
    pub device: String,
    pub is_guest: bool,
    /// Somebody with this name is in already.
    pub is_present: bool,
}

impl WaitingRow {
    /// Puts a request into words.
    pub fn of(language: Language, request: Request) -> Self {
        Self {
            id: request.login.to_string(),
            device: language.t(device_key(&request.device)),
            name: request.name.name,
            is_guest: request.name.is_guest,
            is_present: request.name.is_present,
        }
    }
}

/// Who waits, by itself.
#[derive(Serialize)]
pub struct DoorPart {
    pub door: Door,
}

impl View for DoorPart {
    const TEMPLATE: &'static str = "joining/_requests.html";

    fn samples() -> Vec<Self> {
        doors().into_iter().map(|door| Self { door }).collect()
    }
}

/// Who takes part, for the facilitator.
#[derive(Serialize)]
pub struct PeoplePage {
    pub door: Door,
    pub people: Vec<PersonRow>,
    /// What was typed for a guest's name.
    pub name: String,
    pub errors: Errors,
}

/// Somebody of the conversation.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    pub name: String,
    pub own: bool,
    pub is_guest: bool,
    pub is_present: bool,
}

impl View for PeoplePage {
    const TEMPLATE: &'static str = "joining/people.html";

    fn samples() -> Vec<Self> {
        let row = |name: &str, own, is_guest, is_present| PersonRow { name: name.into(), own, is_guest, is_present };
        let people =
            vec![row("Judith", true, false, true), row("Dirk", false, true, true), row("Lotte", false, false, false)];
        let page = |door| Self { door, people: people.clone(), name: String::new(), errors: Errors::default() };
        let mut samples: Vec<Self> = doors().into_iter().map(page).collect();
        samples[0].errors.add("name", "joining-guest-same");
        samples[1].people.truncate(1);
        samples
    }
}

/// The code for the screen in the room.
#[derive(Serialize)]
pub struct InvitePage {
    pub base: String,
    /// Where one types the code, without the scheme.
    pub address: String,
    pub code: Option<String>,
    pub drawn: Option<Square>,
    /// Whoever looks is the facilitator.
    pub leads: bool,
}

/// A square for a camera.
#[derive(Clone, Serialize)]
pub struct Square {
    pub size: usize,
    pub path_d: String,
}

impl From<Qr> for Square {
    fn from(qr: Qr) -> Self {
        Self { size: qr.size, path_d: qr.path_d }
    }
}

impl View for InvitePage {
    const TEMPLATE: &'static str = "joining/invite.html";

    fn samples() -> Vec<Self> {
        let page = |code: Option<&str>, leads| Self {
            base: "/o/maaskant/deliberations/1".into(),
            address: "omgang.example/join".into(),
            code: code.map(str::to_owned),
            drawn: code.map(|_| Square { size: 37, path_d: "M4 4h7v1h-7z".into() }),
            leads,
        };
        vec![page(Some("BCDF 1234"), true), page(None, true), page(None, false)]
    }
}

fn doors() -> Vec<Door> {
    let row = |name: &str, is_guest, is_present| WaitingRow {
        id: "1".into(),
        name: name.into(),
        device: "iPhone".into(),
        is_guest,
        is_present,
    };
    let door = |code: Option<&str>, waiting| Door {
        base: "/o/maaskant/deliberations/1".into(),
        code: code.map(str::to_owned),
        waiting,
        page: DoorPage::Room,
    };
    let rows = vec![row("Sharina", false, false), row("Sharina", false, true), row("Dirk", true, false)];
    vec![door(Some("BCDF 1234"), rows), door(Some("BCDF 1234"), vec![]), door(None, vec![])]
}

/// Says what kind of thing a device is, in a word that people at a table use, from what its browser calls itself.
fn device_key(agent: &str) -> &'static str {
    // Their order matters: a phone also names the family it belongs to.
    let kinds = [
        ("iPhone", "joining-device-iphone"),
        ("iPad", "joining-device-tablet"),
        ("Tablet", "joining-device-tablet"),
        ("Android", "joining-device-android"),
        ("Windows", "joining-device-windows"),
        ("Macintosh", "joining-device-mac"),
        ("CrOS", "joining-device-laptop"),
        ("Linux", "joining-device-linux"),
    ];
    kinds.iter().find(|(sign, _)| agent.contains(sign)).map_or("joining-device-other", |(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_as_people_would() {
        let named = |agent| Language::Dutch.t(device_key(agent));
        assert_eq!(named("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"), "iPhone");
        assert_eq!(named("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36"), "Android-telefoon");
        assert_eq!(named("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15"), "Mac");
        assert_eq!(named("curl/8.5"), "een apparaat");
    }
}
