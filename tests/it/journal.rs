//! The private journal: what opens it, what never gets lost, and that nobody else reads a word.

mod canaries;
mod crash;
mod door;
mod offline;
mod onward;
mod reading;
mod tampering;
mod writing;

use entity::ids::{BranchId, EntryId};
use entity::team_member::TeamRole;
use entity::{account, organisation};
use omgang::journal::OpenJournal;
use omgang::journal::entry::Entry;
use omgang::journal::keys;
use omgang::journal::read::{self, Which};
use omgang::journal::slots::{Secret, recovery_code};
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::support::{Answer, Browser, Instance};

/// The passphrase of every journal in tests.
pub const PASSPHRASE: &str = "een stille kamer";

/// Somebody with a journal, in a browser where it is closed.
pub struct Owner {
    pub account: account::Model,
    pub browser: Browser,
    pub opened: OpenJournal,
    pub code: String,
}

impl Owner {
    pub async fn new(instance: &Instance, name: &str) -> Self {
        let slug = format!("huis-van-{}", name.to_lowercase());
        let organisation = instance.organisation(&slug).await;
        let account = instance.person(organisation.id, name, OrganisationRoles::default()).await;
        let browser = instance.browser(account.id).await;
        let code = recovery_code();
        let secrets = (Secret::passphrase(PASSPHRASE), Secret::recovery(&code));
        let new = keys::prepare(&instance.app.passwords, account.id, &secrets.0, &secrets.1).await.unwrap();
        let mut tx = instance.app.db.write().await.unwrap();
        assert!(keys::begin(&mut tx, &instance.app.key, &new).await.unwrap());
        tx.commit().await.unwrap();
        Self { account, browser, opened: new.opened, code: code.to_string() }
    }

    pub async fn open(&mut self) {
        let answer = self.browser.post("/journal/open", &[("passphrase", PASSPHRASE)]).await;
        assert_eq!(answer.location.as_deref(), Some("/journal"), "{}", answer.text);
    }

    /// Puts the owner in a team of their organisation; returns it as the page of bringing in names it.
    pub async fn in_a_team(&self, instance: &Instance) -> (organisation::Model, String) {
        let organisation = organisation::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        let team = instance.team(organisation.id, "Noord").await;
        let mut tx = instance.app.db.write().await.unwrap();
        let place = Place { account: self.account.id, role: TeamRole::Member, coordinator: false };
        let at = TeamRef { organisation: organisation.id, team };
        members::put(&mut tx, at, place, self.account.id, instance.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let value = format!("{}/{team}", organisation.slug);
        (organisation, value)
    }

    /// Writes a new entry with a login only; returns its id.
    pub async fn write(&mut self, text: &str) -> EntryId {
        let entry = EntryId::random();
        let answer = self.save(entry, BranchId::random(), 1, &[("text", text)]).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text);
        entry
    }

    /// Saves as the script does.
    pub async fn save(&mut self, entry: EntryId, branch: BranchId, revision: i32, fields: &[(&str, &str)]) -> Answer {
        let (entry, branch, revision) = (entry.to_string(), branch.to_string(), revision.to_string());
        let ids = [("entry", entry.as_str()), ("branch", branch.as_str()), ("revision", revision.as_str())];
        self.browser.save("/journal/entries", &[&ids, fields].concat()).await
    }

    /// Reads all entries with the key, past the web.
    pub async fn entries(&self, instance: &Instance) -> Vec<Entry> {
        read::list(instance.app.db.read(), &self.opened, Which::All).await.unwrap()
    }
}
