//! Walking the steps: on, back, past one, or straight to another. The facilitator steers; `revision` guards it.

use entity::deliberation::{self, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::DeliberationId;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{Refused, Room, hold, placement, require_facilitator};
use crate::db::Tx;
use crate::event::Event;
use crate::people::Actor;

/// What a facilitator does with the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    Advance,
    Back,
    Skip,
    /// To the step with this number, from 0.
    GoTo(usize),
}

/// What happens to one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The group comes to it.
    Enter,
    /// The group is ready with it.
    Finish,
    /// The group leaves it for later.
    Leave,
    /// The group passes it by.
    PassBy,
}

/// Returns what becomes of a step; `None` when that can't happen to it.
pub fn transition(state: StepState, act: Act) -> Option<StepState> {
    match (state, act) {
        (StepState::Pending | StepState::Done | StepState::Skipped, Act::Enter) => Some(StepState::Current),
        (StepState::Current, Act::Finish) => Some(StepState::Done),
        (StepState::Current, Act::Leave) => Some(StepState::Pending),
        (StepState::Current | StepState::Pending, Act::PassBy) => Some(StepState::Skipped),
        _ => None,
    }
}

/// Returns where the group is afterwards, and what becomes of each step; `None` when there is no such way.
///
/// Going on closes the present step, going back leaves it for later. A leap ahead passes by what lies between.
pub fn walk(states: &[StepState], at: usize, steer: Steer) -> Option<(usize, Vec<StepState>)> {
    let (to, farewell) = match steer {
        Steer::Advance => (at + 1, Act::Finish),
        Steer::Skip => (at + 1, Act::PassBy),
        Steer::Back => (at.checked_sub(1)?, Act::Leave),
        Steer::GoTo(to) => (to, if to > at { Act::Finish } else { Act::Leave }),
    };
    if to >= states.len() || to == at {
        return None;
    }
    let mut states = states.to_vec();
    states[at] = transition(states[at], farewell)?;
    for between in states.iter_mut().take(to).skip(at + 1) {
        *between = transition(*between, Act::PassBy).unwrap_or(*between);
    }
    states[to] = transition(states[to], Act::Enter)?;
    Some((to, states))
}

/// Takes the group to another step. `revision` is the one that the facilitator's page showed.
pub async fn steer(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    revision: i64,
    steer: Steer,
    now: Timestamp,
) -> Result<(), Refused> {
    let seat = require_facilitator(tx.conn(), actor, id).await?;
    // The guard comes first: whoever wins it holds the conversation until commit, and reads what is true.
    if !claim(tx, &seat.deliberation, revision).await? {
        return Err(Refused::Conflict);
    }
    let deliberation = deliberation::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    let room = Room::read(tx.conn(), deliberation.ok_or(Refused::NotFound)?).await?;
    let states: Vec<StepState> = room.standings.iter().map(|standing| standing.state).collect();
    let (to, after) = walk(&states, room.at(), steer).ok_or(Refused::Conflict)?;
    for (step, (before, after)) in room.method.steps.iter().zip(states.iter().zip(&after)) {
        if before != after {
            put_state(tx, &room.deliberation, &step.key, *after).await?;
        }
    }
    let to = i32::try_from(to).expect("a method has few steps");
    deliberation::Entity::update_many()
        .col_expr(deliberation::Column::Step, Expr::value(to))
        .col_expr(deliberation::Column::StepStartedAt, Expr::value(now))
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Shows what is hidden in a step that was reached: quiet writing, dots, or both. Done twice it is done once.
pub async fn reveal(tx: &mut Tx, actor: &Actor, id: DeliberationId, step: &str) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    let (number, step) = room.method.step(step).ok_or(Refused::NotFound)?;
    if room.standings[number].state == StepState::Pending {
        return Err(Refused::Conflict);
    }
    if room.standings[number].revealed {
        return Ok(());
    }
    if let Some(moment) = step.placed() {
        placement::shuffle(tx, &room.deliberation, moment).await?;
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

async fn put_state(tx: &mut Tx, of: &deliberation::Model, key: &str, state: StepState) -> Result<(), Refused> {
    deliberation_step::Entity::update_many()
        .col_expr(deliberation_step::Column::State, Expr::value(state))
        .filter(deliberation_step::Column::OrganisationId.eq(of.organisation_id))
        .filter(deliberation_step::Column::DeliberationId.eq(of.id))
        .filter(deliberation_step::Column::StepKey.eq(key))
        .exec(tx.conn())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepState::{Current, Done, Pending, Skipped};

    #[test]
    fn every_pair_of_state_and_act() {
        let acts = [Act::Enter, Act::Finish, Act::Leave, Act::PassBy];
        let row = |state| acts.map(|act| transition(state, act));
        assert_eq!(row(Pending), [Some(Current), None, None, Some(Skipped)]);
        assert_eq!(row(Current), [None, Some(Done), Some(Pending), Some(Skipped)]);
        assert_eq!(row(Done), [Some(Current), None, None, None]);
        assert_eq!(row(Skipped), [Some(Current), None, None, None]);
    }

    #[test]
    fn every_way_from_every_step_of_three() {
        let states = [Done, Current, Pending];
        let ways = [Steer::Advance, Steer::Back, Steer::Skip, Steer::GoTo(0), Steer::GoTo(1), Steer::GoTo(2)];
        assert_eq!(
            ways.map(|way| walk(&states, 1, way)),
            [
                Some((2, vec![Done, Done, Current])),
                Some((0, vec![Current, Pending, Pending])),
                Some((2, vec![Done, Skipped, Current])),
                Some((0, vec![Current, Pending, Pending])),
                None,
                Some((2, vec![Done, Done, Current])),
            ]
        );
        let first = [Current, Pending, Pending];
        assert_eq!(walk(&first, 0, Steer::Back), None);
        assert_eq!(walk(&first, 0, Steer::GoTo(2)), Some((2, vec![Done, Skipped, Current])));
        assert_eq!(walk(&first, 0, Steer::GoTo(3)), None);
        let last = [Done, Skipped, Current];
        assert_eq!([Steer::Advance, Steer::Skip].map(|way| walk(&last, 2, way)), [None, None]);
        assert_eq!(walk(&last, 2, Steer::Back), Some((1, vec![Done, Current, Pending])));
    }
}
