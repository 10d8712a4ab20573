//! Guests: people at the table without an account of their own, added by name while the conversation goes on.
//!
//! A guest has an account like anybody, so that what they write has an author, with an address at which nobody can be
//! (`guest-…@guest.invalid`) and no password: nobody signs in to it. Their place in the team is that of a guest, who
//! reads nothing but the conversations they take part in. So a code and the facilitator's yes are their only way in.
//!
//! They came for one conversation: when it closes they go from the team and the organisation, and only their name stays
//! with what they wrote. Somebody whom the team gave another place by then is no guest any more, and stays.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, DeliberationId};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{account, membership, participant};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{expect, participants};
use crate::db::Tx;
use crate::deliberations::{Refused, change, require_facilitator};
use crate::people::Actor;
use crate::people::accounts::{self, Email, NewAccount};
use crate::teams::members::{self, TeamRef};
use crate::teams::memberships::{self, OrganisationRoles};

/// Most characters in a guest's name.
pub const LONGEST_NAME: usize = 80;
/// Where nobody can be: this top of the address is reserved for that.
pub const NOWHERE: &str = "@guest.invalid";
/// Most people who are expected at one conversation before no more guests are added.
const MOST_EXPECTED: usize = 60;

/// Why a guest isn't added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// Somebody is expected under this name: two of one name can't be told apart.
    #[error("the name is taken")]
    SameName,
    /// As many people are expected as one conversation holds.
    #[error("no more people are added")]
    Full,
    /// The conversation doesn't let this happen.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Adds somebody by name to those expected. `language` is the one that their pages start in.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    (name, language): (&str, &str),
    now: Timestamp,
) -> Result<AccountId, NotAdded> {
    require_facilitator(tx.conn(), actor, id).await?;
    let of = change(tx, actor.organisation, id).await?;
    let people = participants::list(tx.conn(), &of).await.map_err(Refused::from)?;
    if people.len() >= MOST_EXPECTED {
        return Err(NotAdded::Full);
    }
    if people.iter().any(|person| person.name.to_lowercase() == name.to_lowercase()) {
        return Err(NotAdded::SameName);
    }
    let account = accounts::create(tx, nobody_at(name, language), now).await.map_err(Refused::from)?.id;
    let roles = OrganisationRoles::default();
    memberships::join(tx, actor.organisation, account, roles, now).await.map_err(Refused::from)?;
    let team = TeamRef { organisation: actor.organisation, team: of.team_id };
    members::seat_guest(tx, team, account, now).await.map_err(Refused::from)?;
    expect(tx, &of, account).await.map_err(Refused::from)?;
    Ok(account)
}

/// Lets the guests of a closed conversation go, unless they have another place by now or sit in one that is still open.
pub(in crate::deliberations) async fn let_go(tx: &mut Tx, closed: &deliberation::Model) -> Result<(), DbErr> {
    let organisation = closed.organisation_id;
    let was_here = participant::Entity::find()
        .select_only()
        .column(participant::Column::AccountId)
        .filter(participant::Column::OrganisationId.eq(organisation))
        .filter(participant::Column::DeliberationId.eq(closed.id))
        .into_query();
    let open = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::Id)
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .into_query();
    let sits_elsewhere = participant::Entity::find()
        .select_only()
        .column(participant::Column::AccountId)
        .filter(participant::Column::OrganisationId.eq(organisation))
        .filter(participant::Column::DeliberationId.in_subquery(open))
        .into_query();
    let placed = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::AccountId)
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .filter(
            Condition::any()
                .add(team_member::Column::Role.ne(TeamRole::Guest))
                .add(team_member::Column::TeamId.ne(closed.team_id)),
        )
        .into_query();
    let guests: Vec<AccountId> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Id.in_subquery(was_here))
        .filter(account::Column::Email.ends_with(NOWHERE))
        .filter(account::Column::Id.not_in_subquery(sits_elsewhere))
        .filter(account::Column::Id.not_in_subquery(placed))
        .limit(MOST_EXPECTED as u64)
        .into_tuple()
        .all(tx.conn())
        .await?;
    // Their places in the team go with it.
    membership::Entity::delete_many()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::AccountId.is_in(guests))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Makes an account's facts with an address at which nobody can be.
fn nobody_at(name: &str, language: &str) -> NewAccount {
    let address = format!("guest-{}{NOWHERE}", AccountId::random());
    NewAccount {
        email: Email::parse(&address).expect("the address has a local part and a host with a dot"),
        name: name.to_owned(),
        language: language.to_owned(),
        password_hash: None,
    }
}
