//! What people write in a step.
//!
//! What is written without a name has none in the database either (`nameless`).

pub mod nameless;
mod reading;
mod words;

use entity::contribution::{self, ContributionKind, ContributionState};
use entity::ids::{AccountId, ContributionId, DeliberationId};
use entity::time::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder,
};

use super::{Refused, Room, Seat, hold, participants, require_participant};
use crate::crypto::Token;
use crate::db::Tx;
use crate::methods::{Reader, Standing, Step};
use crate::people::Actor;

pub use reading::{Written, get_changeable, hidden_writers, on_the_table, own, readable};
pub use words::{LONGEST_DETAIL, LONGEST_TEXT, Words};

/// Whose hand writes.
#[derive(Clone, Copy)]
pub enum Pen<'a> {
    /// The actor, with their name.
    Own,
    /// The facilitator, for somebody who takes part without a device.
    For(AccountId),
    /// Whoever holds this token: no name is kept.
    Nameless(&'a Token),
}

/// For which question of which step something is written, and by whom.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    pub deliberation: DeliberationId,
    pub step: &'a str,
    pub kind: ContributionKind,
    pub pen: Pen<'a>,
}

/// Which contribution, in the version that was read.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    pub deliberation: DeliberationId,
    pub id: ContributionId,
    pub version: i32,
}

/// Puts something on the table, or in the quiet pile of a step that isn't revealed. A draft of the same kind becomes it.
pub async fn place(
    tx: &mut Tx,
    actor: &Actor,
    target: Target<'_>,
    words: Words,
    now: Timestamp,
) -> Result<(), Refused> {
    words.check()?;
    let seat = require_participant(tx.conn(), actor, target.deliberation).await?;
    let room = hold(tx, actor.organisation, target.deliberation).await?;
    let (step, standing) = asked_step(&room, target)?;
    let reader = hand(tx, &seat, &room, target.pen).await?;
    if !step.may_write(standing, reader) {
        return Err(if step.asks(reader) { Refused::Conflict } else { Refused::NotAsked });
    }
    let draft = own_draft(tx.conn(), actor, target).await?;
    write(tx, actor, target, words, draft, (ContributionState::Placed, now)).await
}

/// Keeps what somebody is writing. No event, no lock: only its author ever sees a draft. Empty text takes the draft away.
pub async fn save_draft(
    tx: &mut Tx,
    actor: &Actor,
    target: Target<'_>,
    words: Words,
    now: Timestamp,
) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, target.deliberation).await?;
    let room = Room::read(tx.conn(), seat.deliberation.clone()).await?;
    let (step, standing) = asked_step(&room, target)?;
    let reader = hand(tx, &seat, &room, target.pen).await?;
    if !room.is_open() || !step.keeps_drafts(standing, reader) {
        return Err(Refused::Conflict);
    }
    let draft = own_draft(tx.conn(), actor, target).await?;
    // A draft that was under way while its text was placed comes too late.
    if words.text.is_empty() || has_placed(tx.conn(), actor, target, &words.text).await? {
        if let Some(draft) = draft {
            contribution::Entity::delete_by_id((draft.organisation_id, draft.id)).exec(tx.conn()).await?;
        }
        return Ok(());
    }
    words.check()?;
    write(tx, actor, target, words, draft, (ContributionState::Draft, now)).await
}

/// Changes a contribution: one's own, or as note-taker one that lies on the table.
pub async fn edit(tx: &mut Tx, actor: &Actor, at: Version, words: Words, token: Option<&Token>) -> Result<(), Refused> {
    words.check()?;
    let row = hold_changeable(tx, actor, at, token).await?;
    let kind = row.kind;
    let mut row = row.into_active_model();
    words.onto(kind, &mut row);
    row.version = Set(at.version + 1);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Takes a contribution back.
pub async fn withdraw(tx: &mut Tx, actor: &Actor, at: Version, token: Option<&Token>) -> Result<(), Refused> {
    let row = hold_changeable(tx, actor, at, token).await?;
    contribution::Entity::delete_by_id((row.organisation_id, row.id)).exec(tx.conn()).await?;
    Ok(())
}

/// Returns as whom the pen writes, when it may: somebody without a device has the facilitator's hand.
async fn hand(tx: &Tx, seat: &Seat, room: &Room, pen: Pen<'_>) -> Result<Reader, Refused> {
    let Pen::For(account) = pen else { return Ok(seat.reader()) };
    let is_their_hand = seat.is_facilitator() && participants::by_proxy(tx.conn(), &room.deliberation, account).await?;
    if !is_their_hand {
        return Err(Refused::NotFound);
    }
    Ok(Seat { deliberation: room.deliberation.clone(), account }.reader())
}

fn asked_step<'a>(room: &'a Room, target: Target<'_>) -> Result<(&'a Step, Standing), Refused> {
    let is_nameless = matches!(target.pen, Pen::Nameless(_));
    let asked = room.find(target.step).filter(|(step, _)| step.asks_for(target.kind) && step.named != is_nameless);
    asked.ok_or(Refused::NotAsked)
}

async fn own_draft<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    target: Target<'_>,
) -> Result<Option<contribution::Model>, DbErr> {
    authored(actor, target)
        .filter(contribution::Column::State.eq(ContributionState::Draft))
        .order_by_asc(contribution::Column::Id)
        .one(db)
        .await
}

async fn has_placed<C: ConnectionTrait>(db: &C, actor: &Actor, target: Target<'_>, text: &str) -> Result<bool, DbErr> {
    let same = authored(actor, target)
        .filter(contribution::Column::State.eq(ContributionState::Placed))
        .filter(contribution::Column::Text.eq(text));
    Ok(same.count(db).await? > 0)
}

fn authored(actor: &Actor, target: Target<'_>) -> sea_orm::Select<contribution::Entity> {
    let by = match target.pen {
        Pen::Own => contribution::Column::AuthorId.eq(actor.account),
        Pen::For(account) => contribution::Column::AuthorId.eq(account),
        Pen::Nameless(token) => contribution::Column::TokenHash.eq(nameless::handle(token, target.step)),
    };
    contribution::Entity::find()
        .filter(contribution::Column::OrganisationId.eq(actor.organisation))
        .filter(contribution::Column::DeliberationId.eq(target.deliberation))
        .filter(by)
        .filter(contribution::Column::StepKey.eq(target.step))
        .filter(contribution::Column::Kind.eq(target.kind))
}

async fn write(
    tx: &mut Tx,
    actor: &Actor,
    target: Target<'_>,
    words: Words,
    draft: Option<contribution::Model>,
    (state, now): (ContributionState, Timestamp),
) -> Result<(), Refused> {
    let Some(draft) = draft else {
        let mut row = contribution::ActiveModel {
            organisation_id: Set(actor.organisation),
            id: Set(ContributionId::new()),
            deliberation_id: Set(target.deliberation),
            step_key: Set(target.step.to_owned()),
            kind: Set(target.kind),
            author_id: Set(Some(actor.account)),
            typed_by: Set(None),
            state: Set(state),
            version: Set(1),
            created_at: Set(Some(now)),
            token_hash: Set(None),
            group_id: Set(None),
            warmth: Set(None),
            ..Default::default()
        };
        match target.pen {
            Pen::Own => {}
            Pen::For(account) => (row.author_id, row.typed_by) = (Set(Some(account)), Set(Some(actor.account))),
            Pen::Nameless(token) => nameless::take_the_name_off(&mut row, token, target.step),
        }
        words.onto(target.kind, &mut row);
        tx.insert(row).await?;
        return Ok(());
    };
    let mut row = draft.into_active_model();
    words.onto(target.kind, &mut row);
    row.state = Set(state);
    if !matches!(target.pen, Pen::Nameless(_)) {
        row.created_at = Set(Some(now));
    }
    row.update(tx.conn()).await?;
    Ok(())
}

/// Finds a changeable contribution in exactly the version that was read, and keeps others from it until commit.
async fn hold_changeable(
    tx: &mut Tx,
    actor: &Actor,
    at: Version,
    token: Option<&Token>,
) -> Result<contribution::Model, Refused> {
    require_participant(tx.conn(), actor, at.deliberation).await?;
    let room = hold(tx, actor.organisation, at.deliberation).await?;
    let seat = Seat { deliberation: room.deliberation.clone(), account: actor.account };
    let row = get_changeable(tx.conn(), &seat, &room, at.id, token).await?;
    if row.version == at.version { Ok(row) } else { Err(Refused::Conflict) }
}
