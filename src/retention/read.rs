//! What pages tell of it: what goes before long of what somebody sat in, wrote or reads, and what is gone.

use entity::erasure::{self, ErasureKind};
use entity::ids::{AccountId, DeliberationId, OrganisationId, RecordId};
use entity::participant::{self, ParticipantState};
use entity::record::{self, RecordState};
use entity::retention_term::TermKind;
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{case, deliberation, shared_copy, shared_origin};
use sea_orm::sea_query::{IntoCondition, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::round::blank;
use super::{Terms, terms};
use crate::db::Tx;
use crate::people::Actor;

/// Announcements listed at once.
const LIST_LIMIT: u64 = 500;

/// Something that goes before long, as its reader is told.
#[derive(Clone, Debug)]
pub struct Announced {
    pub kind: ErasureKind,
    pub subject: Uuid,
    /// The record, where the subject is a conversation that has one.
    pub record: Option<RecordId>,
    pub title: String,
    pub goes_at: Timestamp,
    /// On which of the days that the instance saw it was announced.
    pub announced_on: i64,
    /// The actor brought it in or wrote it, or it is the whole team's.
    pub own: bool,
}

/// What becomes of the raw part of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes at this moment, or a little later; `extended` when its term was given once more.
    Goes { at: Timestamp, extended: bool },
    /// It went.
    Gone(Timestamp),
}

/// Returns the end of a conversation's term.
pub fn end(terms: &Terms, at: Timestamp, extended: bool) -> Timestamp {
    if extended { at.plus_days(terms.days(TermKind::Conversation)) } else { at }
}

/// Lists what goes before long of what the actor sat in, wrote or reads, the nearest first.
pub async fn announced_to<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<Announced>, DbErr> {
    let subject = |kinds: &[ErasureKind], ids: SelectStatement| {
        erasure::Column::Kind
            .is_in(kinds.iter().copied())
            .into_condition()
            .add(erasure::Column::SubjectId.in_subquery(ids))
    };
    let concerns = Condition::any()
        .add(subject(&[ErasureKind::Conversation], sat_in(actor)))
        .add(subject(&[ErasureKind::Unfinished], presented(actor)))
        .add(subject(&[ErasureKind::CaseDraft], wrote(actor)))
        .add(subject(&[ErasureKind::CopyDraft], made(actor)))
        .add(subject(&[ErasureKind::SharedCopy], reads(actor)));
    let rows = erasure::Entity::find()
        .filter(erasure::Column::OrganisationId.eq(actor.organisation))
        .filter(erasure::Column::GoesAt.is_not_null())
        .filter(erasure::Column::DoneAt.is_null())
        .filter(concerns)
        .order_by_asc(erasure::Column::GoesAt)
        .order_by_asc(erasure::Column::SubjectId)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    name(db, actor, rows).await
}

async fn name<C: ConnectionTrait>(db: &C, actor: &Actor, rows: Vec<erasure::Model>) -> Result<Vec<Announced>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.subject_id).collect();
    let records = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(actor.organisation))
        .filter(record::Column::DeliberationId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let cases = case::Entity::find()
        .filter(case::Column::OrganisationId.eq(actor.organisation))
        .filter(case::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let copies = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let named = |row: erasure::Model| {
        let record = records.iter().find(|record| record.deliberation_id.0 == row.subject_id);
        // A draft of a record is read by its presenter alone.
        let record = record.filter(|one| one.state == RecordState::Approved || one.presenter_id == actor.account);
        let case = cases.iter().find(|case| case.id.0 == row.subject_id).map(|case| case.title.clone());
        let copy = copies.iter().find(|copy| copy.id.0 == row.subject_id).map(|copy| copy.title.clone());
        Some(Announced {
            kind: row.kind,
            subject: row.subject_id,
            record: record.map(|record| record.id),
            title: record.map(|record| record.title.clone()).or(case).or(copy).unwrap_or_default(),
            goes_at: row.goes_at?,
            announced_on: row.announced_on?,
            own: record.is_none_or(|record| record.presenter_id == actor.account),
        })
    };
    Ok(rows.into_iter().filter_map(named).collect())
}

fn sat_in(actor: &Actor) -> SelectStatement {
    participant::Entity::find()
        .select_only()
        .column(participant::Column::DeliberationId)
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .into_query()
}

fn presented(actor: &Actor) -> SelectStatement {
    deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::Id)
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::PresenterId.eq(actor.account))
        .into_query()
}

fn wrote(actor: &Actor) -> SelectStatement {
    case::Entity::find()
        .select_only()
        .column(case::Column::Id)
        .filter(case::Column::OrganisationId.eq(actor.organisation))
        .filter(case::Column::PresenterId.eq(actor.account))
        .into_query()
}

fn made(actor: &Actor) -> SelectStatement {
    shared_origin::Entity::find()
        .select_only()
        .column(shared_origin::Column::SharedCopyId)
        .filter(shared_origin::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_origin::Column::PresenterId.eq(actor.account))
        .into_query()
}

fn reads(actor: &Actor) -> SelectStatement {
    let teams = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::TeamId)
        .filter(team_member::Column::OrganisationId.eq(actor.organisation))
        .filter(team_member::Column::AccountId.eq(actor.account))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .into_query();
    shared_copy::Entity::find()
        .select_only()
        .column(shared_copy::Column::Id)
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::TeamId.in_subquery(teams))
        .into_query()
}

/// Returns when the raw part of a conversation went; `None` while it is there.
pub async fn gone_at<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    id: DeliberationId,
) -> Result<Option<Timestamp>, DbErr> {
    let row = erasure::Entity::find()
        .filter(erasure::Column::OrganisationId.eq(organisation))
        .filter(erasure::Column::SubjectId.eq(id))
        .filter(erasure::Column::DoneAt.is_not_null())
        .one(db)
        .await?;
    Ok(row.and_then(|row| row.done_at))
}

/// Returns what becomes of the conversation behind an approved record; `None` for a draft. The caller has checked that the record
/// may be read.
pub async fn fate<C: ConnectionTrait>(db: &C, record: &record::Model) -> Result<Option<Fate>, DbErr> {
    let Some(approved) = record.approved_at.filter(|_| record.state == RecordState::Approved) else { return Ok(None) };
    let key = (record.organisation_id, ErasureKind::Conversation, record.deliberation_id.0);
    let row = erasure::Entity::find_by_id(key).one(db).await?;
    if let Some(gone) = row.as_ref().and_then(|row| row.done_at) {
        return Ok(Some(Fate::Gone(gone)));
    }
    let terms = terms::of(db, record.organisation_id).await?;
    let extended = row.as_ref().is_some_and(|row| row.extended);
    let end = end(&terms, approved.plus_days(terms.days(TermKind::Conversation)), extended);
    let at = row.and_then(|row| row.goes_at).map_or(end, |announced| announced.max(end));
    Ok(Some(Fate::Goes { at, extended }))
}

/// Gives the raw part of a conversation its term once more: for its presenter, and once. `false` when that isn't so.
pub async fn extend(tx: &mut Tx, presenter: AccountId, record: &record::Model, now: Timestamp) -> Result<bool, DbErr> {
    let may = record.presenter_id == presenter && record.state == RecordState::Approved;
    let key = (record.organisation_id, ErasureKind::Conversation, record.deliberation_id.0);
    let row = erasure::Entity::find_by_id(key).one(tx.conn()).await?;
    if !may || row.as_ref().is_some_and(|row| row.extended || row.done_at.is_some()) {
        return Ok(false);
    }
    let mut row = match row {
        Some(row) => row.into_active_model(),
        None => blank(record.organisation_id, key.1, key.2, now).insert(tx.conn()).await?.into_active_model(),
    };
    row.extended = Set(true);
    row.announced_on = Set(None);
    row.goes_at = Set(None);
    row.update(tx.conn()).await?;
    Ok(true)
}
