//! Joining an open conversation by its code: somebody chooses a name from those expected, and the facilitator admits.
//!
//! What a code gives is a login that opens this one conversation, until it closes or the login expires. The list of
//! names tells who is in the team, so it is shown for a valid code only, and a code that was never there answers as one
//! that is over. The facilitator's own name can't be chosen: with it would come the right to steer.
//!
//! Somebody at the table without an account becomes a guest (`guests`).

pub mod code;
pub mod guests;

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, DeliberationId, LoginId};
use entity::participant::{self, ParticipantState};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{login, organisation, team};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::{Refused, Seat, change, enter, participants, require_facilitator};
use crate::crypto::Token;
use crate::db::Tx;
use crate::people::Actor;
use crate::people::logins::{self, Visit};

pub use code::{Code, Qr, qr, square};

/// Most devices that wait at one conversation.
const MOST_WAITING: u64 = 40;
/// Most people in one team.
const MOST_PEOPLE: u64 = 200;

/// A conversation as it is shown to whoever has its code: where, never about what.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub deliberation: deliberation::Model,
    pub organisation: organisation::Model,
    pub team: String,
}

/// A name that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub account: AccountId,
    pub name: String,
    pub is_guest: bool,
    /// Somebody with this name is in already, on another device.
    pub is_present: bool,
}

/// A device that waits to be admitted. Two that chose one name are two requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub login: LoginId,
    pub name: Name,
    /// What the browser calls itself.
    pub device: String,
}

/// Finds the open conversation of a code that hasn't expired. Never there, expired and closed are one answer of one query.
pub async fn find<C: ConnectionTrait>(db: &C, code: &Code, now: Timestamp) -> Result<Option<Invitation>, DbErr> {
    let open = deliberation::Entity::find()
        .filter(deliberation::Column::JoinCode.eq(code.as_str()))
        .filter(deliberation::Column::JoinCodeExpiresAt.gt(now))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .one(db)
        .await?;
    let Some(deliberation) = open else { return Ok(None) };
    let organisation = organisation::Entity::find_by_id(deliberation.organisation_id).one(db).await?;
    let team = team::Entity::find_by_id((deliberation.organisation_id, deliberation.team_id)).one(db).await?;
    Ok(organisation.zip(team).map(|(organisation, team)| Invitation { deliberation, organisation, team: team.name }))
}

/// Lists the names that can be chosen: who takes part and is in the team still, but not the facilitator. Those who aren't in
/// yet come first.
pub async fn names<C: ConnectionTrait>(db: &C, of: &deliberation::Model) -> Result<Vec<Name>, DbErr> {
    let roles: Vec<(AccountId, TeamRole)> = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(of.organisation_id))
        .filter(team_member::Column::TeamId.eq(of.team_id))
        .select_only()
        .columns([team_member::Column::AccountId, team_member::Column::Role])
        .limit(MOST_PEOPLE)
        .into_tuple()
        .all(db)
        .await?;
    let named = |person: participants::Person| {
        let role = roles.iter().find(|(account, _)| *account == person.account)?.1;
        (person.account != of.facilitator_id).then_some(Name {
            account: person.account,
            name: person.name,
            is_guest: role == TeamRole::Guest,
            is_present: person.state == ParticipantState::Present,
        })
    };
    let mut names: Vec<Name> = participants::list(db, of).await?.into_iter().filter_map(named).collect();
    names.sort_by_key(|name| name.is_present);
    Ok(names)
}

/// Asks to come in as `account`. Returns the token of a login that opens nothing until the facilitator admits it.
///
/// `before` is the login with which this browser waited already: a second choice takes the place of the first.
pub async fn ask(
    tx: &mut Tx,
    of: &deliberation::Model,
    account: AccountId,
    (device, before): (&str, Option<LoginId>),
    now: Timestamp,
) -> Result<Token, Refused> {
    let (organisation, deliberation) = (of.organisation_id, of.id);
    let of = change(tx, organisation, deliberation).await?;
    if !names(tx.conn(), &of).await?.iter().any(|name| name.account == account) {
        return Err(Refused::NotFound);
    }
    if let Some(before) = before {
        forget(tx, &of, before).await?;
    }
    if waiting(&of, now).count(tx.conn()).await? >= MOST_WAITING {
        return Err(Refused::Full);
    }
    let visit = Visit { organisation, deliberation };
    Ok(logins::ask_to_join(tx, account, visit, device, now).await?)
}

/// Comes in by the code with a full login: whoever is in the team takes part, also when the team grew after the opening.
pub async fn walk_in(tx: &mut Tx, actor: &Actor, of: &deliberation::Model) -> Result<Seat, Refused> {
    let key = (actor.organisation, of.id, actor.account);
    let in_team = actor.team_membership(tx.conn(), of.team_id).await?.is_some();
    if in_team && actor.only.is_none() && participant::Entity::find_by_id(key).one(tx.conn()).await?.is_none() {
        expect(tx, of, actor.account).await?;
    }
    enter(tx, actor, of.id).await
}

/// Tells whether any device waits. Each that asks counts a change of the conversation: where none waited, none does until the next.
pub async fn is_asked<C: ConnectionTrait>(db: &C, of: &deliberation::Model, now: Timestamp) -> Result<bool, DbErr> {
    Ok(waiting(of, now).count(db).await? > 0)
}

/// Lists the devices that wait, the first first. For the facilitator, who is checked by having the seat.
pub async fn requests<C: ConnectionTrait>(db: &C, seat: &Seat, now: Timestamp) -> Result<Vec<Request>, DbErr> {
    if !seat.is_facilitator() {
        return Ok(Vec::new());
    }
    let rows = waiting(&seat.deliberation, now).limit(MOST_WAITING).all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(db, &seat.deliberation).await?;
    let request = |row: login::Model| {
        let name = names.iter().find(|name| name.account == row.account_id)?.clone();
        Some(Request { login: row.id, name, device: row.device })
    };
    Ok(rows.into_iter().filter_map(request).collect())
}

/// Lets a waiting device in: its person takes part from now on.
pub async fn admit(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    login: LoginId,
    now: Timestamp,
) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let of = change(tx, actor.organisation, id).await?;
    let row = waiting(&of, now).filter(login::Column::Id.eq(login)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    if !names(tx.conn(), &of).await?.iter().any(|name| name.account == row.account_id) {
        return Err(Refused::NotFound);
    }
    login::Entity::update_many()
        .col_expr(login::Column::Admitted, Expr::value(true))
        .filter(login::Column::Id.eq(login))
        .exec(tx.conn())
        .await?;
    participant::Entity::update_many()
        .col_expr(participant::Column::State, Expr::value(ParticipantState::Present))
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::DeliberationId.eq(id))
        .filter(participant::Column::AccountId.eq(row.account_id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Doesn't let a waiting device in, and forgets it. Done twice it is done once.
pub async fn decline(tx: &mut Tx, actor: &Actor, id: DeliberationId, login: LoginId) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let of = change(tx, actor.organisation, id).await?;
    forget(tx, &of, login).await
}

/// Finds the address of the conversation that a limited login belongs to, as organisation's slug and id.
pub async fn place_of<C: ConnectionTrait>(
    db: &C,
    login: &login::Model,
) -> Result<Option<(String, DeliberationId)>, DbErr> {
    let (Some(organisation), Some(id)) = (login.organisation_id, login.deliberation_id) else { return Ok(None) };
    let organisation = organisation::Entity::find_by_id(organisation).one(db).await?;
    Ok(organisation.map(|organisation| (organisation.slug, id)))
}

async fn forget(tx: &mut Tx, of: &deliberation::Model, login: LoginId) -> Result<(), Refused> {
    login::Entity::delete_many()
        .filter(login::Column::Id.eq(login))
        .filter(login::Column::OrganisationId.eq(of.organisation_id))
        .filter(login::Column::DeliberationId.eq(of.id))
        .filter(login::Column::Admitted.eq(false))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Expects somebody who wasn't.
async fn expect(tx: &mut Tx, of: &deliberation::Model, account: AccountId) -> Result<(), DbErr> {
    let row = participant::ActiveModel {
        organisation_id: Set(of.organisation_id),
        deliberation_id: Set(of.id),
        account_id: Set(account),
        state: Set(ParticipantState::Expected),
        by_proxy: Set(false),
        ready: Set(false),
        hand: Set(None),
        turn: Set(None),
    };
    tx.insert(row).await
}

fn waiting(of: &deliberation::Model, now: Timestamp) -> Select<login::Entity> {
    login::Entity::find()
        .filter(login::Column::OrganisationId.eq(of.organisation_id))
        .filter(login::Column::DeliberationId.eq(of.id))
        .filter(login::Column::Admitted.eq(false))
        .filter(login::Column::ExpiresAt.gt(now))
        .order_by_asc(login::Column::Id)
}
