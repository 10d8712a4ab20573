//! Guests: people at the table without an account of their own, added by name while the conversation goes on.
//!
//! A guest has an account like anybody, so that what they write has an author, with an address at which nobody can be
//! (`guest-…@guest.invalid`) and no password: nobody signs in to it. Their place in the team is that of a guest, who
//! reads nothing but the conversations they take part in. So a code and the facilitator's yes are their only way in.
//! They stay among the team's people, marked as guest, until somebody takes them out.

use entity::ids::{AccountId, DeliberationId};
use entity::team_member::TeamRole;
use entity::time::Timestamp;

use super::{expect, participants};
use crate::db::Tx;
use crate::deliberations::{Refused, change, require_facilitator};
use crate::people::Actor;
use crate::people::accounts::{self, Email, NewAccount};
use crate::teams;
use crate::teams::members::{self, Place, TeamRef};
use crate::teams::memberships::{self, OrganisationRoles};

/// Most characters in a guest's name.
pub const LONGEST_NAME: usize = 80;
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
    let place = Place { account, role: TeamRole::Guest, coordinator: false };
    members::put(tx, team, place, actor.account, now).await.map_err(seated)?;
    expect(tx, &of, account).await.map_err(Refused::from)?;
    Ok(account)
}

/// Makes an account's facts with an address at which nobody can be: the top of it is reserved for that.
fn nobody_at(name: &str, language: &str) -> NewAccount {
    let address = format!("guest-{}@guest.invalid", AccountId::random());
    NewAccount {
        email: Email::parse(&address).expect("the address has a local part and a host with a dot"),
        name: name.to_owned(),
        language: language.to_owned(),
        password_hash: None,
    }
}

fn seated(refused: teams::Refused) -> Refused {
    match refused {
        teams::Refused::Database(error) => error.into(),
        _ => Refused::NotFound,
    }
}
