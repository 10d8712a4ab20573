//! Answering a signal: who may do which step when, in one place.

use entity::ids::SignalId;
use entity::signal::SignalState;
use entity::signal_step::SignalStepKind;
use entity::time::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use time::Duration;

use super::{ANSWER_DAYS, Refused, hold, write_step};
use crate::clock;
use crate::db::Tx;
use crate::people::Actor;

/// Returns the state after a step; `None` for a step that can't be taken from here.
pub fn next(state: SignalState, step: SignalStepKind) -> Option<SignalState> {
    use SignalState::{Answered, Draft, Dropped, Owned, Raised};
    match (state, step) {
        (Draft, SignalStepKind::Raised) => Some(Raised),
        (Draft, SignalStepKind::Dropped) => Some(Dropped),
        (Raised | Owned, SignalStepKind::Acknowledged) => Some(Owned),
        (Raised | Owned, SignalStepKind::Changes | SignalStepKind::Declined) => Some(Answered),
        (Answered, SignalStepKind::Reopened) => Some(Raised),
        _ => None,
    }
}

/// Takes a step: managers acknowledge and answer, the team says that it isn't solved, which gives a new date.
pub async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    id: SignalId,
    (kind, text, owner): (SignalStepKind, String, String),
    now: Timestamp,
) -> Result<(), Refused> {
    let told = hold(tx, actor, id).await?;
    let may = match kind {
        SignalStepKind::Raised | SignalStepKind::Dropped => false,
        SignalStepKind::Reopened => told.own,
        SignalStepKind::Acknowledged | SignalStepKind::Changes | SignalStepKind::Declined => actor.manager,
    };
    if !may {
        return Err(Refused::NotFound);
    }
    let state = next(told.row.state, kind).ok_or(Refused::Conflict)?;
    // A team speaks as a team.
    let by = if kind == SignalStepKind::Reopened { String::new() } else { actor.name.clone() };
    write_step(tx, &told.row, kind, (text, by, owner), now).await?;
    let mut row = told.row.into_active_model();
    row.state = Set(state);
    if kind == SignalStepKind::Reopened {
        row.answer_by = Set(Some(clock::date(now).saturating_add(Duration::days(ANSWER_DAYS))));
    }
    row.update(tx.conn()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_step_is_decided() {
        let mut lines = Vec::new();
        for state in SignalState::ALL {
            for kind in SignalStepKind::ALL {
                if let Some(after) = next(state, kind) {
                    lines.push(format!("{} {} {}", state.as_str(), kind.as_str(), after.as_str()));
                }
            }
        }
        insta::assert_snapshot!(lines.join("\n"), @r"
        draft raised raised
        draft dropped dropped
        raised acknowledged owned
        raised changes answered
        raised declined answered
        owned acknowledged owned
        owned changes answered
        owned declined answered
        answered reopened raised
        ");
    }
}
