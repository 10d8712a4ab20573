//! Steering: the steps, the reveal, the time. The facilitator steers; `revision` guards the way, so that of two who steer at
//! once one wins and the other hears that the group had moved already.

use entity::deliberation::{self, DeliberationState};
use entity::deliberation_step;
use entity::deliberation_step::StepState;
use entity::ids::DeliberationId;
use entity::participant::{self, Turn};
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};

use super::course::{Course, Stop};
use super::timer::Tick;
use super::{Refused, Room, contribution, hold, placement, require_facilitator, require_participant, votes};
use crate::db::Tx;
use crate::event::Event;
use crate::methods::Tool;
use crate::people::Actor;

pub use super::course::Steer;

/// Takes the group to another step, or gives a step another place. `revision` is the one that the facilitator's page showed.
pub async fn steer(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    revision: i64,
    steer: Steer,
    now: Timestamp,
) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, id).await?;
    if !seat.is_facilitator() {
        // Who led until a moment ago hears that the group has moved; to others there is nothing to steer.
        let was_overtaken = (1..seat.deliberation.revision).contains(&revision);
        return Err(if was_overtaken { Refused::Conflict } else { Refused::NotFound });
    }
    // The guard comes first: whoever wins it holds the conversation until commit, and reads what is true.
    if !claim(tx, &seat.deliberation, revision).await? {
        return Err(Refused::Conflict);
    }
    let deliberation = deliberation::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    let room = Room::read(tx.conn(), deliberation.ok_or(Refused::NotFound)?).await?;
    let before = course(&room);
    let after = before.after(steer).ok_or(Refused::Conflict)?;
    put_course(tx, &room, &before, &after).await?;
    let moved = before.stops[before.at].step != after.stops[after.at].step;
    let mut row = room.deliberation.into_active_model();
    row.step = Set(place(after.at));
    if moved {
        row.step_started_at = Set(now);
        row.step_extra_seconds = Set(0);
        row.paused_at = Set(None);
    }
    row.update(tx.conn()).await?;
    if moved { begin_anew(tx, actor, id).await } else { Ok(()) }
}

/// Pauses the time, lets it go on, or gives two minutes more. Done twice it is done once, two minutes more excepted.
pub async fn tick(tx: &mut Tx, actor: &Actor, id: DeliberationId, tick: Tick, now: Timestamp) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    let Some(after) = room.timer().after(tick, now) else { return Ok(()) };
    let mut row = room.deliberation.into_active_model();
    row.step_started_at = Set(after.started);
    row.step_extra_seconds = Set(i32::try_from(after.extra).unwrap_or(i32::MAX));
    row.paused_at = Set(after.paused);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Shows what is hidden in a step that was reached: quiet writing, dots or choices. Done twice it is done once.
pub async fn reveal(tx: &mut Tx, actor: &Actor, id: DeliberationId, step: &str) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    let (step, standing) = room.find(step).ok_or(Refused::NotFound)?;
    if standing.state == StepState::Pending || !step.waits_for_reveal() {
        return Err(Refused::Conflict);
    }
    if standing.revealed {
        return Ok(());
    }
    if let Some(moment) = step.placed() {
        placement::shuffle(tx, &room.deliberation, moment).await?;
    }
    if !step.named && step.has(Tool::Contributions) {
        contribution::nameless::throw_together(tx, &room, step).await?;
    }
    if step.has(Tool::Votes) {
        votes::forget_who(tx, &room.deliberation, &step.key).await?;
    }
    deliberation_step::Entity::update_many()
        .col_expr(deliberation_step::Column::Revealed, Expr::value(true))
        .filter(deliberation_step::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation_step::Column::DeliberationId.eq(id))
        .filter(deliberation_step::Column::StepKey.eq(step.key.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Returns a conversation's way so far.
pub fn course(room: &Room) -> Course {
    let stops = room.path.iter().map(|stop| Stop { step: stop.number, state: stop.standing.state });
    Course { at: room.at(), stops: stops.collect() }
}

/// Raises the revision when it still is what the facilitator saw.
pub(super) async fn claim(tx: &mut Tx, of: &deliberation::Model, revision: i64) -> Result<bool, Refused> {
    let claimed = deliberation::Entity::update_many()
        .col_expr(deliberation::Column::Revision, Expr::value(revision + 1))
        .col_expr(deliberation::Column::Changes, Expr::col(deliberation::Column::Changes).add(1))
        .filter(deliberation::Column::OrganisationId.eq(of.organisation_id))
        .filter(deliberation::Column::Id.eq(of.id))
        .filter(deliberation::Column::Revision.eq(revision))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .exec(tx.conn())
        .await?;
    tx.record(Event::DeliberationChanged(of.organisation_id, of.id));
    Ok(claimed.rows_affected == 1)
}

/// Writes down the steps that the act changed.
async fn put_course(tx: &mut Tx, room: &Room, before: &Course, after: &Course) -> Result<(), Refused> {
    for (at, stop) in after.stops.iter().enumerate() {
        if before.stops[at] == *stop {
            continue;
        }
        deliberation_step::Entity::update_many()
            .col_expr(deliberation_step::Column::State, Expr::value(stop.state))
            .col_expr(deliberation_step::Column::Position, Expr::value(place(at)))
            .filter(deliberation_step::Column::OrganisationId.eq(room.deliberation.organisation_id))
            .filter(deliberation_step::Column::DeliberationId.eq(room.deliberation.id))
            .filter(deliberation_step::Column::StepKey.eq(room.method.steps[stop.step].key.as_str()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Nobody is ready yet with the step that begins, and its round hasn't begun.
async fn begin_anew(tx: &mut Tx, actor: &Actor, id: DeliberationId) -> Result<(), Refused> {
    participant::Entity::update_many()
        .col_expr(participant::Column::Ready, Expr::value(false))
        .col_expr(participant::Column::Turn, Expr::value(None::<Turn>))
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::DeliberationId.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn place(at: usize) -> i32 {
    i32::try_from(at).expect("a method has few steps")
}
