//! Two ways to a contribution, and no third: a reader at the table may see it, or somebody wrote it themselves. In a quiet step before
//! its reveal the first finds nothing, so that hidden words never leave the database for anyone but their author.

use std::collections::BTreeSet;

use entity::contribution::{self, ContributionKind, ContributionState, LessonLevel};
use entity::deliberation;
use entity::ids::{AccountId, ContributionId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, Value,
};

use super::nameless;
use crate::crypto::Token;
use crate::db::Question;
use crate::deliberations::{Refused, Room, Seat};
use crate::methods::{Reader, Seen, Standing, Step};

/// Contributions read at once: far more than a table can hold.
const LIST_LIMIT: u64 = 500;

/// Lists what everybody at the table may read: what was placed in open steps and in revealed ones, first come first.
pub async fn on_the_table<C: ConnectionTrait>(db: &C, room: &Room) -> Result<Vec<contribution::Model>, DbErr> {
    readable(db, room, Reader::Table).await
}

/// Lists what a reader may see of what was placed, first come first; what has no name has no order.
pub async fn readable<C: ConnectionTrait>(
    db: &C,
    room: &Room,
    reader: Reader,
) -> Result<Vec<contribution::Model>, DbErr> {
    let placed = of(&room.deliberation)
        .filter(contribution::Column::State.eq(ContributionState::Placed))
        .filter(contribution::Column::StepKey.is_in(room.readable_steps(reader)));
    in_order(placed).limit(LIST_LIMIT).all(db).await
}

/// What somebody's own page shows of what they wrote.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Written {
    pub id: ContributionId,
    pub step_key: String,
    pub kind: ContributionKind,
    pub text: String,
    pub level: Option<LessonLevel>,
    pub who: String,
    pub due: String,
    pub state: ContributionState,
}

/// Lists what somebody wrote themselves or typed for another, drafts too; without a name, as the token tells. What they find on the
/// table, as the note-taker does and everybody after the close, is left out, unless something may lie elsewhere.
pub async fn own<C: ConnectionTrait>(
    db: &C,
    seat: &Seat,
    room: &Room,
    token: Option<&Token>,
) -> Result<Vec<Written>, DbErr> {
    let lists_placed = !seat.is_note_taker() && room.is_open() || room.keeps_back(seat.reader());
    let Some(token) = token else { return own_by_name(db, seat, lists_placed).await };
    let listed = listed(ContributionState::Draft.as_str(), lists_placed);
    let own = of(&seat.deliberation).filter(mine(seat, room, Some(token))).filter(listed);
    written(in_order(own)).into_model().all(db).await
}

/// Lists what somebody without such a token wrote and typed.
async fn own_by_name<C: ConnectionTrait>(db: &C, seat: &Seat, lists_placed: bool) -> Result<Vec<Written>, DbErr> {
    static OWN: Question = Question::new();
    let (of, account) = (&seat.deliberation, seat.account);
    let values = [
        of.organisation_id.into(),
        of.id.into(),
        account.into(),
        account.into(),
        ContributionState::Draft.as_str().into(),
        lists_placed.into(),
        LIST_LIMIT.into(),
    ];
    let word = |[organisation, deliberation, author, typist, draft, lists_placed, _]: [Value; 7]| {
        let query = contribution::Entity::find()
            .filter(contribution::Column::OrganisationId.eq(organisation))
            .filter(contribution::Column::DeliberationId.eq(deliberation))
            .filter(by_name(author, typist))
            .filter(listed(draft, lists_placed));
        written(in_order(query)).into_query()
    };
    Written::find_by_statement(OWN.ask(db.get_database_backend(), values, word)).all(db).await
}

/// Drafts, and what was placed too where that is asked for.
fn listed(draft: impl Into<Value>, lists_placed: impl Into<Value>) -> Condition {
    let is_draft = contribution::Column::State.eq(draft);
    Condition::any().add(is_draft).add(Expr::val(lists_placed.into()))
}

fn written(query: Select<contribution::Entity>) -> Select<contribution::Entity> {
    use contribution::Column;
    let shown = [
        Column::Id,
        Column::StepKey,
        Column::Kind,
        Column::Text,
        Column::Level,
        Column::Who,
        Column::Due,
        Column::State,
    ];
    query.select_only().columns(shown).limit(LIST_LIMIT)
}

/// Returns a contribution that this person may change: their own, one that they typed for somebody, or as note-taker one
/// that lies on the table. A nameless one is its token's until the reveal, and nobody's afterwards.
pub async fn get_changeable<C: ConnectionTrait>(
    db: &C,
    seat: &Seat,
    room: &Room,
    id: ContributionId,
    token: Option<&Token>,
) -> Result<contribution::Model, Refused> {
    let mut mine = mine(seat, room, token);
    if seat.is_note_taker() {
        let readable = Condition::all()
            .add(contribution::Column::StepKey.is_in(room.readable_steps(seat.reader())))
            .add(contribution::Column::AuthorId.is_not_null())
            .add(contribution::Column::State.eq(ContributionState::Placed));
        mine = mine.add(readable);
    }
    contribution::Entity::find_by_id((seat.deliberation.organisation_id, id))
        .filter(contribution::Column::DeliberationId.eq(seat.deliberation.id))
        .filter(mine)
        .one(db)
        .await?
        .ok_or(Refused::NotFound)
}

/// Counts for each step the people whose writing there still waits for the reveal: a number, never who.
pub async fn hidden_writers<C: ConnectionTrait>(db: &C, room: &Room) -> Result<Vec<(String, u64)>, DbErr> {
    let waits = |(step, standing): &(&Step, Standing)| step.seen == Seen::AfterReveal && !standing.revealed;
    let waiting: Vec<&str> = room.steps().filter(waits).map(|(step, _)| step.key.as_str()).collect();
    let rows: Vec<(String, Option<AccountId>, Option<String>)> = of(&room.deliberation)
        .filter(contribution::Column::State.eq(ContributionState::Placed))
        .filter(contribution::Column::StepKey.is_in(waiting))
        .select_only()
        .columns([contribution::Column::StepKey, contribution::Column::AuthorId, contribution::Column::TokenHash])
        .distinct()
        .limit(LIST_LIMIT)
        .into_tuple()
        .all(db)
        .await?;
    let hands: BTreeSet<_> = rows.into_iter().collect();
    let steps: Vec<String> = hands.into_iter().map(|(step, ..)| step).collect();
    Ok(steps.chunk_by(|a, b| a == b).map(|step| (step[0].clone(), step.len() as u64)).collect())
}

fn mine(seat: &Seat, room: &Room, token: Option<&Token>) -> Condition {
    let nameless = room.method.steps.iter().filter(|step| !step.named);
    let handles = token.map(|token| nameless.map(|step| nameless::handle(token, &step.key)).collect::<Vec<_>>());
    by_name(seat.account, seat.account).add(contribution::Column::TokenHash.is_in(handles.unwrap_or_default()))
}

fn by_name(author: impl Into<Value>, typist: impl Into<Value>) -> Condition {
    Condition::any().add(contribution::Column::AuthorId.eq(author)).add(contribution::Column::TypedBy.eq(typist))
}

/// First come first; what has no name has no order.
fn in_order(query: Select<contribution::Entity>) -> Select<contribution::Entity> {
    query.order_by_asc(contribution::Column::CreatedAt).order_by_asc(contribution::Column::Id)
}

/// All that was written in a conversation.
pub(super) fn of(deliberation: &deliberation::Model) -> Select<contribution::Entity> {
    contribution::Entity::find()
        .filter(contribution::Column::OrganisationId.eq(deliberation.organisation_id))
        .filter(contribution::Column::DeliberationId.eq(deliberation.id))
}
