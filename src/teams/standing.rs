//! What somebody may do with a team's pages. docs/RIGHTS.md has the table; this is its only place in code.

use entity::ids::TeamId;
use entity::team;
use entity::team_member::{self, TeamRole};
use sea_orm::{ConnectionTrait, DbErr};

use super::members::TeamRef;
use crate::people::Actor;

/// A team as one person stands to it. It exists only for who may know that the team exists.
#[derive(Clone, Debug)]
pub struct Standing {
    pub team: team::Model,
    /// The actor's place in the team; nobody's when they look from outside, as administrator or manager.
    pub place: Option<team_member::Model>,
    administrator: bool,
}

/// Finds how the actor stands to a team; `None` where, for them, there is nothing.
pub async fn find<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Option<Standing>, DbErr> {
    let Some(found) = super::find(db, actor.organisation, team).await? else { return Ok(None) };
    let place = actor.team_membership(db, team).await?;
    let known = place.is_some() || actor.administrator || actor.manager;
    Ok(known.then_some(Standing { team: found, place, administrator: actor.administrator }))
}

impl Standing {
    /// Returns the keys of the team.
    pub fn key(&self) -> TeamRef {
        TeamRef { organisation: self.team.organisation_id, team: self.team.id }
    }

    /// Tells whether the actor is in the team, as anything.
    pub fn is_in(&self) -> bool {
        self.place.is_some()
    }

    /// Tells whether the actor reads what the team keeps: any role but guest.
    pub fn reads(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.role != TeamRole::Guest)
    }

    /// Tells whether the actor guards the team's conversations and texts.
    pub fn facilitates(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.role == TeamRole::Facilitator)
    }

    /// Tells whether the actor sees who is in the team: its readers, administrators and managers.
    pub fn sees_members(&self) -> bool {
        self.reads() || !self.is_in() || self.administrator
    }

    /// Tells whether the actor puts people in the team and takes them out.
    pub fn places_people(&self) -> bool {
        self.administrator
    }

    /// Tells whether the actor changes this member's role. A coordinator's place is the administrator's to change.
    pub fn changes_role_of(&self, member: &team_member::Model) -> bool {
        self.administrator || (self.facilitates() && !member.coordinator)
    }
}
