//! One organisation with a team, a person of each kind, and one of everything that can be opened, in each state that
//! makes a difference. Made through the pages, as people would.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use entity::ids::{AccountId, CaseId, DeliberationId, OrganisationId, RecordId, TeamId};
use entity::letter::LetterKind;
use entity::team_member::TeamRole;
use entity::{agenda_item, contribution, deliberation, follow_up, login, one_time_link, pitch, record, series, virtue};
use omgang::people::logins;
use omgang::teams::members::{self, TeamRef};
use omgang::teams::memberships::{self, OrganisationRoles};
use omgang::web::{assets, unsubscribe};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::signals::raise;
use crate::support::{Browser, Instance};

/// The columns of the matrix.
pub const PEOPLE: [&str; 11] = [
    "anonymous",
    "stranger",
    "presenter",
    "member",
    "facilitator",
    "trainee",
    "guest",
    "manager",
    "administrator",
    "left",
    "gone",
];
const HOME: &str = "/o/maaskant";
const NOTHING: &str = "01912345-0000-7000-8000-000000000000";

pub struct World {
    pub browsers: BTreeMap<&'static str, Browser>,
    things: BTreeMap<String, String>,
}

impl World {
    pub async fn new(instance: &Instance) -> Self {
        let mut making = Making::people(instance).await;
        making.conversations().await;
        making.left_behind().await;
        making.at_the_door().await;
        making.methods().await;
        making.farewells().await;
        Self { browsers: making.browsers, things: making.things }
    }

    /// A browser of somebody, as it was when the world was made.
    pub fn browser(&self, kind: &str) -> Browser {
        self.browsers[kind].clone()
    }

    /// Returns the address with everything in braces filled in.
    pub fn fill(&self, address: &str) -> String {
        let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) if name.ends_with("=none") => NOTHING.to_owned(),
            Some(name) => self.things.get(name).unwrap_or_else(|| panic!("world.rs makes no {name}")).clone(),
            None => part.to_owned(),
        };
        address.replacen('~', HOME, 1).split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

struct Making<'a> {
    instance: &'a Instance,
    home: OrganisationId,
    team: TeamId,
    accounts: BTreeMap<&'static str, AccountId>,
    browsers: BTreeMap<&'static str, Browser>,
    things: BTreeMap<String, String>,
}

impl<'a> Making<'a> {
    async fn people(instance: &'a Instance) -> Self {
        let home = instance.organisation("maaskant").await.id;
        let elsewhere = instance.organisation("elders").await.id;
        let team = instance.team(home, "Team Noord").await;
        let mut accounts = BTreeMap::new();
        for (kind, role) in [
            ("presenter", TeamRole::Member),
            ("member", TeamRole::Member),
            ("facilitator", TeamRole::Facilitator),
            ("trainee", TeamRole::Trainee),
            ("guest", TeamRole::Guest),
            ("left", TeamRole::Member),
            ("gone", TeamRole::Member),
        ] {
            accounts.insert(kind, instance.member(home, team, kind, role).await.id);
        }
        let administrator = OrganisationRoles { manager: false, administrator: true };
        let manager = OrganisationRoles { manager: true, administrator: false };
        for (kind, organisation, roles) in
            [("stranger", elsewhere, administrator), ("manager", home, manager), ("administrator", home, administrator)]
        {
            accounts.insert(kind, instance.person(organisation, kind, roles).await.id);
        }
        let mut browsers = BTreeMap::from([("anonymous", instance.anonymous())]);
        for (kind, account) in &accounts {
            browsers.insert(*kind, instance.browser(*account).await);
        }
        let mut making = Self { instance, home, team, accounts, browsers, things: BTreeMap::new() };
        making.put("team", team.to_string());
        making.put("account", making.accounts["member"].to_string());
        making.put("account=stranger", making.accounts["stranger"].to_string());
        making.put("account=trainee", making.accounts["trainee"].to_string());
        making.put("account=left", making.accounts["left"].to_string());
        making.put("page", "privacy".into());
        making.put("paper", "dpia".into());
        let stop = unsubscribe::address(&instance.app, making.accounts["member"], LetterKind::Reminder);
        making.put("sort", "reminders".into());
        making.put("proof", last(&stop).to_owned());
        making.put("format", "json".into());
        making.put("method", "omgangsoverleg".into());
        making.put("method=team", "terugblik".into());
        making.put("step", "explore".into());
        let asset = assets::url("omgang.css").unwrap();
        let (version, name) = asset.trim_start_matches("/assets/").split_once('/').unwrap();
        making.put("version", version.to_owned());
        making.put("*name", name.to_owned());
        making
    }

    fn put(&mut self, name: &str, value: String) {
        self.things.insert(name.to_owned(), value);
    }

    /// Sends a form that has to be taken; returns where it leads.
    async fn sends(&mut self, who: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.browsers.get_mut(who).unwrap().post(&format!("{HOME}{path}"), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{who} sends {path}: {}", answer.text);
        answer.location.unwrap()
    }

    /// Begins a conversation that the presenter brings in and the facilitator leads.
    async fn begin(&mut self, title: &str) -> deliberation::Model {
        let (case, team) = (CaseId::new().to_string(), self.team.to_string());
        let fields = [("case", case.as_str()), ("team", team.as_str()), ("title", title)];
        let room = self.sends("presenter", "/conversations/new", &fields).await;
        let id = DeliberationId::parse(last(&room)).unwrap();
        for who in ["facilitator", "member", "guest", "left", "gone"] {
            assert_eq!(self.browsers.get_mut(who).unwrap().get(&room).await.status, StatusCode::OK, "{who} comes in");
        }
        let facilitator = self.accounts["facilitator"].to_string();
        let roles = format!("/deliberations/{id}/roles");
        for role in ["note_taker", "facilitator"] {
            self.sends("presenter", &roles, &[("role", role), ("account", &facilitator)]).await;
        }
        let db = self.instance.app.db.read();
        deliberation::Entity::find_by_id((self.home, id)).one(db).await.unwrap().unwrap()
    }

    /// One at the start, and one under way, with something hidden and something on the table.
    async fn conversations(&mut self) {
        let start = self.begin("de sleutel").await;
        self.put("deliberation=start", start.id.to_string());
        let now = self.begin("de deur").await;
        self.put("deliberation", now.id.to_string());
        self.put("deliberation=now", now.id.to_string());
        self.put("case", now.case_id.to_string());
        self.put("meeting", now.meeting_id.to_string());
        let virtue = virtue::Entity::find().one(self.instance.app.db.read()).await.unwrap().unwrap();
        self.put("virtue", virtue.id.to_string());
        let own = format!("/deliberations/{}", now.id);
        let steer = format!("{own}/steer");
        self.sends("facilitator", &steer, &[("verb", "advance"), ("revision", &now.revision.to_string())]).await;
        let hidden = [("step", "explore"), ("text-observation", "zijn jas hing er nog")];
        self.sends("presenter", &format!("{own}/contributions"), &hidden).await;
        self.sends("facilitator", &steer, &[("verb", "advance"), ("revision", &(now.revision + 1).to_string())]).await;
        let open = [("step", "examine"), ("text-option", "nog eens aanbellen")];
        self.sends("member", &format!("{own}/contributions"), &open).await;
        for card in contribution::Entity::find().all(self.instance.app.db.read()).await.unwrap() {
            let name =
                if card.author_id == Some(self.accounts["member"]) { "contribution" } else { "contribution=hidden" };
            self.put(name, card.id.to_string());
        }
        let waiting = self.accounts["trainee"].to_string();
        let code = now.join_code.unwrap();
        let mut device = self.instance.anonymous();
        device.post(&format!("/join/{code}"), &[("account", &waiting)]).await;
        let asks = login::Entity::find().filter(login::Column::Admitted.eq(false));
        let asks = asks.one(self.instance.app.db.read()).await.unwrap().unwrap();
        self.put("login", asks.id.to_string());
        self.put("code", code);
    }

    /// Holds a conversation to its end; returns its record.
    async fn hold(&mut self, title: &str) -> RecordId {
        let talk = self.begin(title).await;
        let close = format!("/deliberations/{}/close", talk.id);
        self.sends("facilitator", &close, &[("revision", &talk.revision.to_string())]).await;
        self.put("deliberation=past", talk.id.to_string());
        self.put("case=discussed", talk.case_id.to_string());
        let made = record::Entity::find().filter(record::Column::DeliberationId.eq(talk.id));
        made.one(self.instance.app.db.read()).await.unwrap().unwrap().id
    }

    /// Starts the shared copy of a conversation's approved record.
    async fn copy(&mut self, title: &str) -> (RecordId, String) {
        let record = self.hold(title).await;
        self.sends("presenter", &format!("/records/{record}/approve"), &[]).await;
        let copy = self.sends("presenter", &format!("/records/{record}/shared-copy"), &[]).await;
        (record, last(&copy).to_owned())
    }

    /// What conversations left: a record that is a draft, and copies in each state.
    async fn left_behind(&mut self) {
        let draft = self.hold("het huis").await;
        self.put("record=draft", draft.to_string());
        let reader = self.accounts["member"].to_string();
        for (name, title) in [("copy", "de post"), ("copy=with_reader", "de fiets"), ("copy=shared", "de hond")] {
            let (record, copy) = self.copy(title).await;
            self.put("record", record.to_string());
            let at = format!("/shared-copies/{copy}");
            if name != "copy" {
                self.sends("presenter", &format!("{at}/hand-over"), &[("reader", &reader)]).await;
            }
            if name == "copy=shared" {
                self.sends("member", &format!("{at}/review"), &[("answer", "no")]).await;
            }
            self.put(name, copy);
        }
        let (id, team) = (CaseId::new().to_string(), self.team.to_string());
        let case = [("id", id.as_str()), ("title", "nog niet af"), ("version", "0")];
        self.sends("presenter", &format!("/teams/{team}/cases"), &case).await;
        self.put("case=draft", id);
        let empty = self.sends("facilitator", &format!("/teams/{team}/meetings"), &[("date", "2026-03-11")]).await;
        self.put("meeting=empty", last(&empty).to_owned());
        self.planned().await;
    }

    /// A series, a meeting that has begun and one to call off, a pitch, and a promise.
    async fn planned(&mut self) {
        let team = self.team.to_string();
        let rhythm = [("date", "2026-03-12"), ("starts", "14:00"), ("rhythm", "weekly"), ("meetings", "2")];
        self.sends("facilitator", &format!("/teams/{team}/series"), &rhythm).await;
        for (name, date) in [("meeting=off", "2026-03-13"), ("meeting=today", "2026-03-04")] {
            let made = self.sends("facilitator", &format!("/teams/{team}/meetings"), &[("date", date)]).await;
            self.put(name, last(&made).to_owned());
        }
        let today = self.things["meeting=today"].clone();
        self.sends("facilitator", &format!("/meetings/{today}/begin"), &[]).await;
        let pitch = [("title", "de tas"), ("what", "hij staat elke week klaar")];
        let empty = self.things["meeting=empty"].clone();
        self.sends("member", &format!("/meetings/{empty}/pitches"), &pitch).await;
        let past = self.things["deliberation=past"].clone();
        self.sends("member", &format!("/deliberations/{past}/follow-ups"), &[("text", "bellen")]).await;
        let db = self.instance.app.db.read();
        let past = deliberation::Entity::find_by_id((self.home, DeliberationId::parse(&past).unwrap()));
        let past = past.one(db).await.unwrap().unwrap();
        let series = series::Entity::find().one(db).await.unwrap().unwrap();
        let pitch = pitch::Entity::find().one(db).await.unwrap().unwrap();
        let item =
            agenda_item::Entity::find().order_by_desc(agenda_item::Column::Position).one(db).await.unwrap().unwrap();
        let promise = follow_up::Entity::find().one(db).await.unwrap().unwrap();
        self.put("meeting=past", past.meeting_id.to_string());
        self.put("series", series.id.to_string());
        self.put("pitch", pitch.id.to_string());
        self.put("item", item.id.to_string());
        self.put("follow_up", promise.id.to_string());
    }

    /// Two invitations: one to open, one to withdraw.
    async fn at_the_door(&mut self) {
        let mut administrator = self.browsers["administrator"].clone();
        for email in ["een@demo.example", "twee@demo.example"] {
            let made = administrator.post(&format!("{HOME}/people"), &[("name", "Tess"), ("email", email)]).await;
            let from = made.text.find("/links/").unwrap() + "/links/".len();
            self.put("token", made.text[from..].split('"').next().unwrap().to_owned());
        }
        let first = one_time_link::Entity::find().filter(one_time_link::Column::Email.eq("een@demo.example"));
        let first = first.one(self.instance.app.db.read()).await.unwrap().unwrap();
        self.put("link", first.id.to_string());
    }

    /// A method that the team made its own.
    async fn methods(&mut self) {
        let path = format!("/teams/{}/methods", self.team);
        let own = self.sends("facilitator", &path, &[("source", "omgangsoverleg")]).await;
        self.put("method=own", last(own.trim_end_matches("/edit")).to_owned());
        let words = [("title", "Een halfjaar"), ("what", "De hulp stopt."), ("asked", "Meer tijd.")];
        let draft = self.sends("member", "/signals", &words).await;
        self.put("signal=draft", last(&draft).to_owned());
        let raised = last(&self.sends("member", "/signals", &words).await).to_owned();
        let member = self.browsers.get_mut("member").unwrap();
        let sent = raise(member, &format!("{HOME}/signals/{raised}"), &[("by", "2026-04-14")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        self.put("signal", raised);
    }

    /// Two who took part leave: one the team, one the organisation.
    async fn farewells(&mut self) {
        let now = self.instance.app.clock.now();
        let mut tx = self.instance.app.db.write().await.unwrap();
        let (team, by) = (TeamRef { organisation: self.home, team: self.team }, self.accounts["administrator"]);
        members::remove(&mut tx, team, self.accounts["left"], by, now).await.unwrap();
        memberships::remove(&mut tx, self.home, self.accounts["gone"], by, now).await.unwrap();
        // Somebody who belongs nowhere is signed out; this one signs in again.
        let gone = logins::start(&mut tx, self.accounts["gone"], logins::Shown::Password, "test", now).await.unwrap();
        self.browsers.get_mut("gone").unwrap().cookies.insert("login".into(), gone.reveal().to_owned());
        tx.commit().await.unwrap();
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap().split(['?', '#']).next().unwrap()
}
