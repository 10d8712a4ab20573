//! Inviting somebody into an organisation, and perhaps a team, by a one-time link.

use entity::ids::{AccountId, LinkId, OrganisationId, TeamId};
use entity::one_time_link::{self, LinkPurpose};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{account, membership};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::members::{self, Place, TeamRef};
use super::memberships::{self, OrganisationRoles};
use super::{Refused, find as find_team};
use crate::crypto::Token;
use crate::db::Tx;
use crate::people::accounts::Email;
use crate::people::links::{self, NewLink};

/// Days that an invitation works.
pub const INVITATION_DAYS: i64 = 7;
/// Open invitations listed at once.
const LIST_LIMIT: u64 = 200;

/// Who is invited, as what.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub organisation: OrganisationId,
    pub email: Email,
    pub name: String,
    pub place: Option<(TeamId, TeamRole)>,
    pub roles: OrganisationRoles,
    /// The administrator who invites; nobody when the command line does.
    pub by: Option<AccountId>,
}

/// Why an invitation isn't made.
#[derive(Debug, thiserror::Error)]
pub enum NotInvited {
    /// The address belongs to somebody of the organisation.
    #[error("already in the organisation")]
    AlreadyHere,
    /// The roles don't go together, or the team isn't here.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl From<DbErr> for NotInvited {
    fn from(error: DbErr) -> Self {
        Self::Refused(Refused::Database(error))
    }
}

/// Makes an invitation; returns the token for its link, which is shown once.
pub async fn invite(tx: &mut Tx, invitation: Invitation, now: Timestamp) -> Result<Token, NotInvited> {
    if invitation.roles.manager && invitation.place.is_some() {
        return Err(Refused::ManagerInTeam.into());
    }
    if let Some((team, _)) = invitation.place {
        find_team(tx.conn(), invitation.organisation, team).await?.ok_or(Refused::NotFound)?;
    }
    let account = crate::people::accounts::find_by_email(tx.conn(), &invitation.email).await?;
    if let Some(account) = account
        && membership::Entity::find_by_id((invitation.organisation, account.id)).one(tx.conn()).await?.is_some()
    {
        return Err(NotInvited::AlreadyHere);
    }
    let new = NewLink {
        organisation: invitation.organisation,
        purpose: LinkPurpose::Invitation,
        email: invitation.email,
        name: invitation.name,
        place: invitation.place,
        manager: invitation.roles.manager,
        administrator: invitation.roles.administrator,
        by: invitation.by,
        expires_at: now.plus_days(INVITATION_DAYS),
    };
    Ok(links::create(tx, new, now).await?)
}

/// Why an invitation isn't accepted.
#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    /// The link was used or its time is over.
    #[error("the link no longer works")]
    Gone,
    /// The roles don't go together any more.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl From<DbErr> for NotAccepted {
    fn from(error: DbErr) -> Self {
        Self::Refused(Refused::Database(error))
    }
}

/// Uses an invitation: the account joins the organisation, and the team, which is told.
pub async fn accept(
    tx: &mut Tx,
    link: &one_time_link::Model,
    account: &account::Model,
    now: Timestamp,
) -> Result<(), NotAccepted> {
    if account.email != link.email || !links::spend(tx, link, now).await? {
        return Err(NotAccepted::Gone);
    }
    let roles = OrganisationRoles { manager: link.manager, administrator: link.administrator };
    memberships::join(tx, link.organisation_id, account.id, roles, now).await?;
    if let (Some(team), Some(role)) = (link.team_id, link.role) {
        let team = TeamRef { organisation: link.organisation_id, team };
        let place = Place { account: account.id, role, coordinator: false };
        members::put(tx, team, place, link.created_by.unwrap_or(account.id), now).await?;
    }
    Ok(())
}

/// Lists the organisation's invitations that still work, the newest first.
pub async fn list_open<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<Vec<one_time_link::Model>, DbErr> {
    one_time_link::Entity::find()
        .filter(one_time_link::Column::OrganisationId.eq(organisation))
        .filter(one_time_link::Column::Purpose.eq(LinkPurpose::Invitation))
        .filter(one_time_link::Column::UsedAt.is_null())
        .filter(one_time_link::Column::ExpiresAt.gt(now))
        .order_by_desc(one_time_link::Column::CreatedAt)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Takes an invitation back: its link no longer works.
pub async fn withdraw(tx: &mut Tx, organisation: OrganisationId, link: LinkId, now: Timestamp) -> Result<(), Refused> {
    let link = one_time_link::Entity::find_by_id((organisation, link)).one(tx.conn()).await?;
    let link = link.filter(|link| link.purpose == LinkPurpose::Invitation).ok_or(Refused::NotFound)?;
    Ok(links::expire(tx, organisation, link.purpose, &link.email, now).await?)
}
