//! After the close: a device that joined by code opens nothing of the conversation any more. It says goodbye, and for an
//! hour it may still tell, privately, what its person recognised.

use entity::deliberation::{self, DeliberationState};
use entity::login;
use entity::participant::{self, ParticipantState};
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Seat;
use crate::db::Tx;

/// Minutes after the close in which a device that joined by code can still say what its person recognised.
pub const FAREWELL_MINUTES: i64 = 60;

/// Lets go of the devices that joined by code: who waited is forgotten, who was in has the goodbye, for a while.
pub(super) async fn let_go(tx: &mut Tx, closed: &deliberation::Model, now: Timestamp) -> Result<(), DbErr> {
    let of_this = Condition::all()
        .add(login::Column::OrganisationId.eq(closed.organisation_id))
        .add(login::Column::DeliberationId.eq(closed.id));
    login::Entity::delete_many()
        .filter(of_this.clone())
        .filter(login::Column::Admitted.eq(false))
        .exec(tx.conn())
        .await?;
    let until = now.plus_minutes(FAREWELL_MINUTES);
    login::Entity::update_many()
        .col_expr(login::Column::ExpiresAt, Expr::value(until))
        .filter(of_this)
        .filter(login::Column::ExpiresAt.gt(until))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Tells whether a login is for one conversation, and that one is closed: then it opens no address of it.
pub async fn is_over<C: ConnectionTrait>(db: &C, login: &login::Model) -> Result<bool, DbErr> {
    Ok(login.deliberation_id.is_some() && closed(db, login).await?.is_some())
}

/// Returns the seat of a device whose conversation is closed, to say goodbye from; `None` for any other login.
pub async fn seat<C: ConnectionTrait>(db: &C, login: &login::Model) -> Result<Option<Seat>, DbErr> {
    let Some(deliberation) = closed(db, login).await?.filter(|_| login.admitted) else { return Ok(None) };
    let account = login.account_id;
    let key = (deliberation.organisation_id, deliberation.id, account);
    let place = participant::Entity::find_by_id(key).one(db).await?;
    let was_there = place.is_some_and(|place| place.state == ParticipantState::Present);
    Ok(was_there.then_some(Seat { deliberation, account }))
}

async fn closed<C: ConnectionTrait>(db: &C, login: &login::Model) -> Result<Option<deliberation::Model>, DbErr> {
    let (Some(organisation), Some(id)) = (login.organisation_id, login.deliberation_id) else { return Ok(None) };
    let found = deliberation::Entity::find_by_id((organisation, id)).one(db).await?;
    Ok(found.filter(|found| found.state == DeliberationState::Closed))
}
