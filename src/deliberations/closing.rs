//! The end of a conversation: the presenter's answer, the tensions that people recognised, and the close itself.

use entity::deliberation::{self, Answered, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{DeliberationId, RecognitionId};
use entity::recognition;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};

use super::joining::guests;
use super::{Refused, Room, Seat, farewell, hold, require_facilitator, require_participant, steering};
use crate::clock::quarter;
use crate::crypto::InstanceKey;
use crate::db::Tx;
use crate::follow_ups;
use crate::methods::{About, Tool};
use crate::people::Actor;
use crate::quarters;
use crate::tensions::{self, MOST_RECOGNISED};
use crate::{cases, records};

/// Most characters of the presenter's sentence.
pub const LONGEST_ANSWER: usize = 1_000;

/// Notes what the presenter says of the learning question. The note-taker may write it down for them.
pub async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    answered: Option<Answered>,
    note: String,
) -> Result<(), Refused> {
    if note.chars().count() > LONGEST_ANSWER {
        return Err(Refused::TooLong);
    }
    let seat = require_participant(tx.conn(), actor, id).await?;
    if !seat.is_presenter() && !seat.is_note_taker() {
        return Err(Refused::NotFound);
    }
    let room = hold(tx, actor.organisation, id).await?;
    if !room.step().has(Tool::Closing) {
        return Err(Refused::Conflict);
    }
    let mut row = room.deliberation.into_active_model();
    row.answered = Set(answered);
    row.answered_note = Set(note);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Writes down which tensions somebody recognised, in place of what they tapped before. No event: it is theirs alone.
///
/// The caller has checked the seat. The rows hold keyed handles only. They can be changed until the key of the conversation's quarter is destroyed.
pub async fn recognise(
    tx: &mut Tx,
    key: &InstanceKey,
    seat: &Seat,
    chosen: &[String],
    now: Timestamp,
) -> Result<(), Refused> {
    if chosen.len() > MOST_RECOGNISED || chosen.iter().any(|key| tensions::find(key).is_none()) {
        return Err(Refused::NotAsked);
    }
    let organisation = seat.deliberation.organisation_id;
    let room = Room::read(tx.conn(), seat.deliberation.clone()).await?;
    if room.is_open() && !room.step().has(Tool::Closing) {
        return Err(Refused::Conflict);
    }
    let quarter = quarter(seat.deliberation.opened_at);
    let salt = quarters::hold(tx, organisation, &quarter, now).await?.ok_or(Refused::Conflict)?;
    let handles = Handles::of(key, &salt, seat);
    recognition::Entity::delete_many().filter(mine(seat, &handles)).exec(tx.conn()).await?;
    let rows: Vec<recognition::ActiveModel> = chosen
        .iter()
        .map(|tension| recognition::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(RecognitionId::random()),
            team_id: Set(seat.deliberation.team_id),
            quarter: Set(quarter.clone()),
            tension_key: Set(tension.clone()),
            person_handle: Set(handles.person.clone()),
            case_handle: Set(handles.case.clone()),
        })
        .collect();
    if !rows.is_empty() {
        recognition::Entity::insert_many(rows)
            .on_conflict_do_nothing_on([
                recognition::Column::OrganisationId,
                recognition::Column::PersonHandle,
                recognition::Column::CaseHandle,
                recognition::Column::TensionKey,
            ])
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Returns the tensions that this person tapped; nobody can ask for somebody else's.
pub async fn recognised<C: ConnectionTrait>(db: &C, key: &InstanceKey, seat: &Seat) -> Result<Vec<String>, DbErr> {
    let quarter = quarter(seat.deliberation.opened_at);
    let salt = quarters::find(db, seat.deliberation.organisation_id, &quarter).await?;
    let Some(salt) = salt else { return Ok(Vec::new()) };
    recognition::Entity::find()
        .filter(mine(seat, &Handles::of(key, &salt, seat)))
        .select_only()
        .column(recognition::Column::TensionKey)
        .limit(MOST_RECOGNISED as u64)
        .into_tuple()
        .all(db)
        .await
}

/// Ends the conversation: the code opens nothing any more, logins for it alone have the goodbye left, guests who were
/// added by name are let go, the case has been discussed.
pub async fn close(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    revision: i64,
    now: Timestamp,
) -> Result<(), Refused> {
    let seat = require_facilitator(tx.conn(), actor, id).await?;
    if !steering::claim(tx, &seat.deliberation, revision).await? {
        return Err(Refused::Conflict);
    }
    let held = deliberation::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?;
    let mut row = held.ok_or(Refused::NotFound)?.into_active_model();
    row.state = Set(DeliberationState::Closed);
    row.join_code = Set(None);
    row.join_code_expires_at = Set(None);
    row.closed_at = Set(Some(now));
    let row = row.update(tx.conn()).await?;
    deliberation_step::Entity::update_many()
        .col_expr(deliberation_step::Column::State, Expr::value(StepState::Done))
        .filter(deliberation_step::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation_step::Column::DeliberationId.eq(id))
        .filter(deliberation_step::Column::State.eq(StepState::Current))
        .exec(tx.conn())
        .await?;
    farewell::let_go(tx, &row, now).await?;
    guests::let_go(tx, &row).await?;
    leave_behind(tx, &row, now).await
}

/// What a closed conversation leaves: a case that was discussed, and a record. A conversation of the team about itself leaves
/// the record alone.
async fn leave_behind(tx: &mut Tx, closed: &deliberation::Model, now: Timestamp) -> Result<(), Refused> {
    let room = Room::read(tx.conn(), closed.clone()).await?;
    if room.method.about == About::Case {
        let marked = cases::mark_discussed(tx, closed.organisation_id, closed.case_id, now).await;
        marked.map_err(|refused| match refused {
            cases::Refused::Database(error) => Refused::Database(error),
            _ => Refused::NotFound,
        })?;
    }
    let told = super::contribution::on_the_table(tx.conn(), &room).await?;
    follow_ups::create_from_conversation(tx, closed, &told, now).await?;
    match records::create_from_deliberation(tx, closed, &told, now).await {
        Ok(_) => Ok(()),
        Err(records::Refused::Database(error)) => Err(Refused::Database(error)),
        Err(_) => Err(Refused::NotFound),
    }
}

/// Who and which case, as nobody can read back without the instance's key and the quarter's.
struct Handles {
    person: String,
    case: String,
}

impl Handles {
    fn of(key: &InstanceKey, salt: &str, seat: &Seat) -> Self {
        Self {
            person: key.handle(salt, &["person", &seat.account.to_string()]),
            case: key.handle(salt, &["case", &seat.deliberation.case_id.to_string()]),
        }
    }
}

fn mine(seat: &Seat, handles: &Handles) -> Condition {
    Condition::all()
        .add(recognition::Column::OrganisationId.eq(seat.deliberation.organisation_id))
        .add(recognition::Column::PersonHandle.eq(handles.person.as_str()))
        .add(recognition::Column::CaseHandle.eq(handles.case.as_str()))
}
