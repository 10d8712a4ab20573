//! The live conversation: its rules, its pages and what stays hidden.

mod anonymity;
mod conversation;
mod hidden;
mod lead;
mod model;
mod nameless;
mod rights;
mod room;
mod steering;
mod stream;
mod voices;

use entity::case::CaseState;
use entity::ids::{CaseId, DeliberationId, MeetingId, OrganisationId, TeamId, VirtueId};
use entity::team_member::TeamRole;
use entity::virtue::VirtueState;
use entity::{account, case, case_virtue, deliberation, meeting, organisation, virtue, virtue_wording};
use omgang::deliberations::steering::Steer;
use omgang::deliberations::{self, Room};
use omgang::methods::Method;
use omgang::people::Actor;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::support::{Browser, Instance};

/// The learning question of the case.
pub const QUESTION: &str = "Wanneer is post openen hulp?";

/// A team of six with a case that is ready, on a meeting of today.
pub struct Table {
    pub instance: Instance,
    pub organisation: organisation::Model,
    pub team: TeamId,
    pub meeting: MeetingId,
    pub case: CaseId,
    pub virtue: VirtueId,
    pub judith: account::Model,
    pub sharina: account::Model,
    pub youssef: account::Model,
    pub others: Vec<account::Model>,
}

impl Table {
    pub async fn laid(instance: Instance) -> Self {
        let organisation = instance.organisation("maaskant").await;
        let team = instance.team(organisation.id, "Noord").await;
        let judith = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
        let sharina = instance.member(organisation.id, team, "Sharina", TeamRole::Member).await;
        let youssef = instance.member(organisation.id, team, "Youssef", TeamRole::Member).await;
        let mut others = Vec::new();
        for (name, role) in [("Tomasz", TeamRole::Member), ("Lotte", TeamRole::Trainee), ("Dirk", TeamRole::Guest)] {
            others.push(instance.member(organisation.id, team, name, role).await);
        }
        let virtue = virtue(&instance, organisation.id, team).await;
        let case = case(&instance, organisation.id, team, &sharina, virtue).await;
        let meeting = meeting(&instance, organisation.id, team, case, &sharina).await;
        Self { organisation, team, meeting, case, virtue, judith, sharina, youssef, others, instance }
    }

    /// Returns somebody as they act with a full login.
    pub fn actor(&self, account: &account::Model) -> Actor {
        Actor {
            account: account.id,
            name: account.name.clone(),
            organisation: self.organisation.id,
            organisation_name: self.organisation.name.clone(),
            slug: self.organisation.slug.clone(),
            manager: false,
            administrator: false,
            only: None,
        }
    }

    /// Opens the conversation as Judith; Sharina and Youssef come in.
    pub async fn opened(&self) -> DeliberationId {
        let mut tx = self.instance.app.db.write().await.unwrap();
        let now = self.instance.app.clock.now();
        let opened = deliberations::open(&mut tx, &self.actor(&self.judith), self.meeting, now).await.unwrap();
        for account in [&self.sharina, &self.youssef] {
            deliberations::enter(&mut tx, &self.actor(account), opened.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        opened.id
    }

    /// Opens a conversation in a method of its own, as Judith; everybody but Lotte and Dirk comes in.
    pub async fn opened_with(&self, method: &Method) -> DeliberationId {
        let mut tx = self.instance.app.db.write().await.unwrap();
        let now = self.instance.app.clock.now();
        let judith = self.actor(&self.judith);
        let opened = deliberations::opening::open_with(&mut tx, &judith, self.meeting, method, now).await.unwrap();
        for account in [&self.sharina, &self.youssef, &self.others[0]] {
            deliberations::enter(&mut tx, &self.actor(account), opened.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        opened.id
    }

    pub async fn row(&self, id: DeliberationId) -> deliberation::Model {
        let key = (self.organisation.id, id);
        deliberation::Entity::find_by_id(key).one(self.instance.app.db.read()).await.unwrap().unwrap()
    }

    pub async fn room(&self, id: DeliberationId) -> Room {
        Room::read(self.instance.app.db.read(), self.row(id).await).await.unwrap()
    }

    /// Takes the group on by one step.
    pub async fn advance(&self, id: DeliberationId) {
        self.steer(id, Steer::Advance).await;
    }

    /// Takes the group back by one step.
    pub async fn back(&self, id: DeliberationId) {
        self.steer(id, Steer::Back).await;
    }

    async fn steer(&self, id: DeliberationId, steer: Steer) {
        let revision = self.row(id).await.revision;
        let mut tx = self.instance.app.db.write().await.unwrap();
        let now = self.instance.app.clock.now();
        deliberations::steering::steer(&mut tx, &self.actor(&self.judith), id, revision, steer, now).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn reveal(&self, id: DeliberationId, step: &str) {
        let mut tx = self.instance.app.db.write().await.unwrap();
        let judith = self.actor(&self.judith);
        deliberations::steering::reveal(&mut tx, &judith, id, step).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn browser(&self, account: &account::Model) -> Browser {
        self.instance.browser(account.id).await
    }

    /// Returns the address of a conversation, with `rest` behind it.
    pub fn url(id: DeliberationId, rest: &str) -> String {
        format!("/o/maaskant/deliberations/{id}{rest}")
    }

    /// Makes somebody in the organisation but not in the team.
    pub async fn outsider(&self, name: &str, roles: OrganisationRoles) -> account::Model {
        self.instance.person(self.organisation.id, name, roles).await
    }
}

async fn virtue(instance: &Instance, organisation: OrganisationId, team: TeamId) -> VirtueId {
    let (tx, id) = (instance.app.db.write().await.unwrap(), VirtueId::new());
    let row = virtue::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(id),
        team_id: Set(team),
        template_key: Set(None),
        position: Set(0),
        state: Set(VirtueState::Kept),
        merged_into: Set(None),
        wording_version: Set(1),
        created_at: Set(instance.app.clock.now()),
    };
    row.insert(tx.conn()).await.unwrap();
    let words = virtue_wording::ActiveModel {
        organisation_id: Set(organisation),
        virtue_id: Set(id),
        version: Set(1),
        name: Set("Behulpzaamheid".into()),
        too_little: Set("Aan je lot overlaten".into()),
        too_much: Set("Betuttelen".into()),
        explanation: Set(String::new()),
        created_at: Set(instance.app.clock.now()),
    };
    words.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn case(
    instance: &Instance,
    organisation: OrganisationId,
    team: TeamId,
    presenter: &account::Model,
    virtue: VirtueId,
) -> CaseId {
    let (tx, id, now) = (instance.app.db.write().await.unwrap(), CaseId::new(), instance.app.clock.now());
    let row = case::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(id),
        team_id: Set(team),
        presenter_id: Set(presenter.id),
        title: Set("De tas met enveloppen".into()),
        story: Set("Elke keer als ik kom staat de tas klaar.".into()),
        learning_question: Set(QUESTION.into()),
        client_perspective: Set(String::new()),
        state: Set(CaseState::Ready),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    row.insert(tx.conn()).await.unwrap();
    let chosen = case_virtue::ActiveModel {
        organisation_id: Set(organisation),
        case_id: Set(id),
        virtue_id: Set(virtue),
        wording_version: Set(1),
        position: Set(0),
    };
    chosen.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn meeting(
    instance: &Instance,
    organisation: OrganisationId,
    team: TeamId,
    case: CaseId,
    by: &account::Model,
) -> MeetingId {
    let (tx, id) = (instance.app.db.write().await.unwrap(), MeetingId::new());
    let row = meeting::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(id),
        team_id: Set(team),
        date: Set(instance.app.clock.today()),
        case_id: Set(Some(case)),
        created_by: Set(by.id),
        created_at: Set(instance.app.clock.now()),
    };
    row.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    id
}
