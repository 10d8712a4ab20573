//! Dots on the virtues' lines: where would I stand here? Never a verdict on the presenter.
//!
//! A dot has no author and no time. Until the reveal it belongs to whoever holds a random token, one for each moment, so
//! that start and end can't be paired; each virtue keeps another hash of it. At the reveal all dots of the moment are
//! thrown together: rows are made anew in random order, with fresh ids and without tokens.

use entity::deliberation;
use entity::ids::{DeliberationId, PlacementId, VirtueId};
use entity::placement::{self, Moment};
use rand::seq::SliceRandom;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{Refused, Room, hold, participants, require_participant, virtues};
use crate::crypto::Token;
use crate::db::Tx;
use crate::people::Actor;

/// The places that a line has.
pub const PLACES: [i16; 7] = [0, 17, 33, 50, 67, 83, 100];
/// With fewer dots on a line than this, nobody sees any.
pub const FEWEST_SHOWN: usize = 4;
/// Dots read at once.
const LIST_LIMIT: u64 = 5_000;

/// A choice on one line; no place takes an earlier dot away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub virtue: VirtueId,
    pub place: Option<i16>,
}

/// How many dots lie on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Count {
    pub virtue_id: VirtueId,
    pub dots: i64,
}

/// The dots of one virtue at one moment, after the reveal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dots {
    /// Four or more, lowest place first: no order tells who came when.
    Shown(Vec<i16>),
    /// Fewer than four: nobody sees them.
    TooFew,
}

/// Places, moves or takes away the dots of whoever holds the token.
pub async fn place(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    moment: Moment,
    token: &Token,
    choices: &[Choice],
) -> Result<(), Refused> {
    require_participant(tx.conn(), actor, id).await?;
    let room = hold(tx, actor.organisation, id).await?;
    if room.step().placed() != Some(moment) || room.is_revealed(moment) {
        return Err(Refused::Conflict);
    }
    let known = virtues(tx.conn(), &room.deliberation).await?;
    let is_sound = |choice: &Choice| {
        known.iter().any(|virtue| virtue.id == choice.virtue) && choice.place.is_none_or(|at| PLACES.contains(&at))
    };
    if !choices.iter().all(is_sound) {
        return Err(Refused::NotAsked);
    }
    let mine = choices.iter().map(|choice| handle(token, choice.virtue));
    placement::Entity::delete_many()
        .filter(at(&room.deliberation, moment).add(placement::Column::TokenHash.is_in(mine)))
        .exec(tx.conn())
        .await?;
    let people = participants::count(tx.conn(), &room.deliberation).await?;
    let counts = counts(tx.conn(), &room.deliberation, moment).await?;
    let dots = |id| counts.iter().find(|count| count.virtue_id == id).map_or(0, |count| count.dots);
    let chosen: Vec<(VirtueId, i16)> =
        choices.iter().filter_map(|choice| choice.place.map(|place| (choice.virtue, place))).collect();
    if chosen.iter().any(|(virtue, _)| dots(*virtue) >= i64::try_from(people).unwrap_or(i64::MAX)) {
        return Err(Refused::Full);
    }
    let rows = chosen.into_iter().map(|(virtue, place)| row(&room.deliberation, moment, virtue, place, Some(token)));
    insert(tx, rows.collect()).await
}

/// Returns where the holder of the token placed their dots, before the reveal.
pub async fn own<C: ConnectionTrait>(
    db: &C,
    of_room: &deliberation::Model,
    moment: Moment,
    token: &Token,
    virtues: &[VirtueId],
) -> Result<Vec<(VirtueId, i16)>, DbErr> {
    of(of_room, moment)
        .filter(placement::Column::TokenHash.is_in(virtues.iter().map(|virtue| handle(token, *virtue))))
        .select_only()
        .columns([placement::Column::VirtueId, placement::Column::Place])
        .into_tuple()
        .all(db)
        .await
}

/// Counts the dots on each line, without reading where they are.
pub async fn counts<C: ConnectionTrait>(
    db: &C,
    of_room: &deliberation::Model,
    moment: Moment,
) -> Result<Vec<Count>, DbErr> {
    of(of_room, moment)
        .select_only()
        .column(placement::Column::VirtueId)
        .column_as(placement::Column::Id.count(), "dots")
        .group_by(placement::Column::VirtueId)
        .into_model()
        .all(db)
        .await
}

/// Returns the dots of each virtue that has any, when the moment was revealed; nothing otherwise.
pub async fn revealed<C: ConnectionTrait>(db: &C, room: &Room, moment: Moment) -> Result<Vec<(VirtueId, Dots)>, DbErr> {
    if !room.is_revealed(moment) {
        return Ok(Vec::new());
    }
    let rows: Vec<(VirtueId, i16)> = of(&room.deliberation, moment)
        .select_only()
        .columns([placement::Column::VirtueId, placement::Column::Place])
        .order_by_asc(placement::Column::VirtueId)
        .order_by_asc(placement::Column::Place)
        .limit(LIST_LIMIT)
        .into_tuple()
        .all(db)
        .await?;
    let lines = rows.chunk_by(|a, b| a.0 == b.0).map(|line| {
        let places: Vec<i16> = line.iter().map(|(_, place)| *place).collect();
        (line[0].0, if places.len() < FEWEST_SHOWN { Dots::TooFew } else { Dots::Shown(places) })
    });
    Ok(lines.collect())
}

/// Throws the dots of a moment together: nothing is left of who, when or in which order.
pub(super) async fn shuffle(tx: &mut Tx, of_room: &deliberation::Model, moment: Moment) -> Result<(), Refused> {
    let mut dots: Vec<(VirtueId, i16)> = of(of_room, moment)
        .select_only()
        .columns([placement::Column::VirtueId, placement::Column::Place])
        .into_tuple()
        .all(tx.conn())
        .await?;
    dots.shuffle(&mut rand::rng());
    placement::Entity::delete_many().filter(at(of_room, moment)).exec(tx.conn()).await?;
    insert(tx, dots.into_iter().map(|(virtue, place)| row(of_room, moment, virtue, place, None)).collect()).await
}

fn of(of_room: &deliberation::Model, moment: Moment) -> sea_orm::Select<placement::Entity> {
    placement::Entity::find().filter(at(of_room, moment))
}

fn at(of_room: &deliberation::Model, moment: Moment) -> Condition {
    Condition::all()
        .add(placement::Column::OrganisationId.eq(of_room.organisation_id))
        .add(placement::Column::DeliberationId.eq(of_room.id))
        .add(placement::Column::Moment.eq(moment))
}

/// One token, another hash on each line: rows of one person can't be put together either.
fn handle(token: &Token, virtue: VirtueId) -> String {
    Token::from_text(&format!("{}:{virtue}", token.reveal())).hash()
}

fn row(
    of_room: &deliberation::Model,
    moment: Moment,
    virtue: VirtueId,
    place: i16,
    token: Option<&Token>,
) -> placement::ActiveModel {
    placement::ActiveModel {
        organisation_id: Set(of_room.organisation_id),
        id: Set(PlacementId::random()),
        deliberation_id: Set(of_room.id),
        virtue_id: Set(virtue),
        moment: Set(moment),
        place: Set(place),
        token_hash: Set(token.map(|token| handle(token, virtue))),
    }
}

async fn insert(tx: &mut Tx, rows: Vec<placement::ActiveModel>) -> Result<(), Refused> {
    if rows.is_empty() {
        return Ok(());
    }
    placement::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}
