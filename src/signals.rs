//! Signals: what a team can't solve itself, in its own words. The team stands behind it without names; management answers by a
//! date; each step is dated and stays, and everybody in the organisation reads it.

mod answers;
mod backing;

use entity::ids::{SignalId, SignalStepId, TeamId};
use entity::signal::{self, SignalState};
use entity::signal_step::{self, SignalStepKind};
use entity::team;
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use sea_orm::sea_query::NullOrdering;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

pub use answers::{answer, next};
pub use backing::{back, backs};

use crate::clock;
use crate::crypto::InstanceKey;
use crate::db::Tx;
use crate::people::Actor;

/// Most characters of a title and of a text.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_TEXT: usize = 3_000;
/// How long management has to answer, in days, unless the team gives it longer.
pub const ANSWER_DAYS: i64 = 42;
/// Fewest of the team who must not stand behind a signal for the number of those who do to be told: else it names them all.
const LEAST_SILENT: usize = 2;
/// Most signals in a list.
const LIMIT: u64 = 200;

/// Why nothing happened.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no such signal")]
    NotFound,
    #[error("it has come further already")]
    Conflict,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A signal's words as they are typed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The key of a group of tensions, when it is about a pattern; kept from the beginning.
    pub group: Option<String>,
    pub title: String,
    pub what: String,
    pub asked: String,
}

/// A signal, with its team's name and whether the reader is of that team.
#[derive(Clone, Debug)]
pub struct Told {
    pub row: signal::Model,
    pub team: String,
    pub own: bool,
}

impl Told {
    /// Tells whether the answer should have been there.
    pub fn is_overdue(&self, today: TimeDate) -> bool {
        let waits = matches!(self.row.state, SignalState::Raised | SignalState::Owned);
        waits && self.row.answer_by.is_some_and(|by| by < today)
    }
}

/// Lists what was raised in the organisation and what the reader's own teams are writing, newest first.
pub async fn list<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<Told>, DbErr> {
    let own = own_teams(db, actor).await?;
    let theirs = Condition::any()
        .add(signal::Column::State.ne(SignalState::Draft))
        .add(signal::Column::TeamId.is_in(own.iter().copied()));
    let rows = signal::Entity::find()
        .filter(signal::Column::OrganisationId.eq(actor.organisation))
        .filter(theirs)
        .order_by_with_nulls(signal::Column::RaisedOn, Order::Desc, NullOrdering::First)
        .order_by_asc(signal::Column::Id)
        .limit(LIMIT)
        .all(db)
        .await?;
    let mut told = Vec::new();
    let teams = team::Entity::find()
        .filter(team::Column::OrganisationId.eq(actor.organisation))
        .filter(team::Column::Id.is_in(rows.iter().map(|row| row.team_id)))
        .all(db)
        .await?;
    for row in rows {
        let own = own.contains(&row.team_id);
        let team = teams.iter().find(|team| team.id == row.team_id).map(|team| team.name.clone());
        told.push(Told { team: team.unwrap_or_default(), row, own });
    }
    Ok(told)
}

/// Counts what waits for an answer longer than it may.
pub async fn overdue<C: ConnectionTrait>(db: &C, actor: &Actor, today: TimeDate) -> Result<u64, DbErr> {
    signal::Entity::find()
        .filter(signal::Column::OrganisationId.eq(actor.organisation))
        .filter(signal::Column::State.is_in([SignalState::Raised, SignalState::Owned]))
        .filter(signal::Column::AnswerBy.lt(today))
        .count(db)
        .await
}

/// Lists the teams for which the actor may write.
pub async fn own_teams<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<TeamId>, DbErr> {
    team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::OrganisationId.eq(actor.organisation))
        .filter(team_member::Column::AccountId.eq(actor.account))
        .filter(team_member::Column::Role.is_in([TeamRole::Member, TeamRole::Facilitator]))
        .limit(LIMIT)
        .into_tuple()
        .all(db)
        .await
}

/// Returns a signal: a raised one for everybody, a draft for its team.
pub async fn get<C: ConnectionTrait>(db: &C, actor: &Actor, id: SignalId) -> Result<Told, Refused> {
    let row = signal::Entity::find_by_id((actor.organisation, id)).one(db).await?.ok_or(Refused::NotFound)?;
    let own = own_teams(db, actor).await?.contains(&row.team_id);
    if row.state == SignalState::Draft && !own {
        return Err(Refused::NotFound);
    }
    let team = team::Entity::find_by_id((actor.organisation, row.team_id)).one(db).await?;
    Ok(Told { team: team.map(|team| team.name).unwrap_or_default(), row, own })
}

/// Lists a signal's steps, the first one first. The caller has read the signal.
pub async fn steps<C: ConnectionTrait>(db: &C, of: &signal::Model) -> Result<Vec<signal_step::Model>, DbErr> {
    signal_step::Entity::find()
        .filter(signal_step::Column::OrganisationId.eq(of.organisation_id))
        .filter(signal_step::Column::SignalId.eq(of.id))
        .order_by_asc(signal_step::Column::MadeAt)
        .order_by_asc(signal_step::Column::Id)
        .limit(LIMIT)
        .all(db)
        .await
}

/// Begins a signal of a team.
pub async fn create(tx: &mut Tx, actor: &Actor, team: TeamId, draft: Draft) -> Result<SignalId, Refused> {
    if !own_teams(tx.conn(), actor).await?.contains(&team) {
        return Err(Refused::NotFound);
    }
    let id = SignalId::random();
    let row = signal::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(id),
        team_id: Set(team),
        state: Set(SignalState::Draft),
        title: Set(draft.title),
        group_key: Set(draft.group),
        what: Set(draft.what),
        asked: Set(draft.asked),
        weight: Set(None),
        raised_on: Set(None),
        answer_by: Set(None),
    };
    signal::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Returns a signal and holds it until commit: of two acts at once the second finds what the first left.
async fn hold(tx: &mut Tx, actor: &Actor, id: SignalId) -> Result<Told, Refused> {
    signal::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    get(tx.conn(), actor, id).await
}

async fn draft(tx: &mut Tx, actor: &Actor, id: SignalId) -> Result<signal::Model, Refused> {
    let told = hold(tx, actor, id).await?;
    match (told.own, told.row.state) {
        (true, SignalState::Draft) => Ok(told.row),
        (true, _) => Err(Refused::Conflict),
        (false, _) => Err(Refused::NotFound),
    }
}

/// Changes the words of a draft. Whoever stood behind other words does so no longer.
pub async fn change(tx: &mut Tx, actor: &Actor, id: SignalId, new: Draft) -> Result<(), Refused> {
    let row = draft(tx, actor, id).await?;
    if (&row.title, &row.what, &row.asked) != (&new.title, &new.what, &new.asked) {
        backing::forget(tx, &row).await?;
    }
    let mut row = row.into_active_model();
    row.title = Set(new.title);
    row.what = Set(new.what);
    row.asked = Set(new.asked);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lets go of a draft.
pub async fn destroy(tx: &mut Tx, actor: &Actor, id: SignalId) -> Result<(), Refused> {
    let row = draft(tx, actor, id).await?;
    signal::Entity::delete_by_id((row.organisation_id, row.id)).exec(tx.conn()).await?;
    Ok(())
}

/// Puts a draft to the organisation. How many of the team stand behind it is kept when they are `least` or more and don't make
/// up nearly the whole team; who does goes.
pub async fn raise(
    tx: &mut Tx,
    (key, actor): (&InstanceKey, &Actor),
    id: SignalId,
    (by, least): (TimeDate, usize),
    now: Timestamp,
) -> Result<(), Refused> {
    let row = draft(tx, actor, id).await?;
    let (many, team) = backing::count(tx, key, &row).await?;
    let weight = (many >= least && many + LEAST_SILENT <= team).then(|| i32::try_from(many).unwrap_or(i32::MAX));
    backing::forget(tx, &row).await?;
    write_step(tx, &row, SignalStepKind::Raised, (String::new(), String::new(), String::new()), now).await?;
    let mut row = row.into_active_model();
    row.state = Set(SignalState::Raised);
    row.weight = Set(weight);
    row.raised_on = Set(Some(clock::date(now)));
    row.answer_by = Set(Some(by));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lets go of a pattern that the team talked over and doesn't confirm. The reason stays for everybody to read; what was drafted goes,
/// as the team never sent it.
pub async fn drop_pattern(
    tx: &mut Tx,
    actor: &Actor,
    id: SignalId,
    reason: String,
    now: Timestamp,
) -> Result<(), Refused> {
    let row = draft(tx, actor, id).await?;
    if row.group_key.is_none() {
        return Err(Refused::Conflict);
    }
    let state = next(row.state, SignalStepKind::Dropped).ok_or(Refused::Conflict)?;
    backing::forget(tx, &row).await?;
    write_step(tx, &row, SignalStepKind::Dropped, (reason, String::new(), String::new()), now).await?;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.what = Set(String::new());
    row.asked = Set(String::new());
    row.raised_on = Set(Some(clock::date(now)));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Adds a step: what was said, by whom of management, and who owns it.
async fn write_step(
    tx: &mut Tx,
    of: &signal::Model,
    kind: SignalStepKind,
    (text, by_name, owner): (String, String, String),
    now: Timestamp,
) -> Result<(), DbErr> {
    let step = signal_step::ActiveModel {
        organisation_id: Set(of.organisation_id),
        id: Set(SignalStepId::new()),
        signal_id: Set(of.id),
        kind: Set(kind),
        text: Set(text),
        by_name: Set(by_name),
        owner: Set(owner),
        made_at: Set(now),
    };
    signal_step::Entity::insert(step).exec_without_returning(tx.conn()).await?;
    Ok(())
}
