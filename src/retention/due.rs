//! What has had its term, or will have it before long. Reads rows as they are at the moment; what is in use at a meeting isn't listed.

mod copies;
mod unbrought;
mod used;

pub use copies::{in_the_making as making, unseen};

use entity::deliberation::{self, DeliberationState};
use entity::erasure::{self, ErasureKind};
use entity::ids::{AccountId, CaseId, DeliberationId, OrganisationId, TeamId};
use entity::record::{self, RecordState};
use entity::retention_term::TermKind;
use entity::time::Timestamp;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::{NOTICE_DAYS, Terms};

/// Most of a kind that one round looks at, the oldest first; the rest waits for the next.
pub const MOST: u64 = 1_000;

/// Something whose time is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub kind: ErasureKind,
    pub subject: Uuid,
    pub team: TeamId,
    /// Whose it is; what a whole team reads is nobody's.
    pub owner: Option<AccountId>,
    /// The end of its term, not extended.
    pub at: Timestamp,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub organisation: OrganisationId,
    pub terms: &'a Terms,
    pub now: Timestamp,
    /// This one only.
    pub only: Option<Uuid>,
}

impl Asked<'_> {
    /// The last moment that counts: what has its term within the time of the notice is near.
    fn until(&self, kind: TermKind) -> Timestamp {
        self.terms.weeks_before(kind, self.now.plus_days(NOTICE_DAYS))
    }
}

/// Lists what of a kind is near its end, the oldest first.
pub async fn list<C: ConnectionTrait>(db: &C, kind: ErasureKind, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    match kind {
        ErasureKind::Conversation => conversations(db, asked).await,
        ErasureKind::Unfinished => unfinished(db, asked).await,
        ErasureKind::CaseDraft => unbrought::cases(db, asked).await,
        ErasureKind::CopyDraft => copies::unfinished(db, asked).await,
        ErasureKind::SharedCopy => copies::shared(db, asked).await,
    }
}

/// Conversations whose record was approved long ago.
async fn conversations<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    let mut records = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(asked.organisation))
        .filter(record::Column::State.eq(RecordState::Approved))
        .filter(record::Column::ApprovedAt.lte(asked.until(TermKind::Conversation)))
        .filter(record::Column::DeliberationId.not_in_subquery(done(asked.organisation)))
        .order_by_asc(record::Column::ApprovedAt)
        .order_by_asc(record::Column::Id)
        .limit(MOST);
    if let Some(only) = asked.only {
        records = records.filter(record::Column::DeliberationId.eq(only));
    }
    let records = records.all(db).await?;
    let talks = talks(db, asked.organisation, records.iter().map(|record| record.deliberation_id)).await?;
    let used = used::cases(db, asked, talks.iter().map(|(_, case)| *case)).await?;
    let days = asked.terms.days(TermKind::Conversation);
    let is_free = |record: &record::Model| {
        talks.iter().any(|(talk, case)| *talk == record.deliberation_id && !used.contains(case))
    };
    let due = |record: record::Model| Due {
        kind: ErasureKind::Conversation,
        subject: record.deliberation_id.0,
        team: record.team_id,
        owner: Some(record.presenter_id),
        at: record.approved_at.unwrap_or(record.created_at).plus_days(days),
    };
    Ok(records.into_iter().filter(is_free).map(due).collect())
}

/// Conversations that nobody closed, and those whose record nobody approved.
async fn unfinished<C: ConnectionTrait>(db: &C, asked: Asked<'_>) -> Result<Vec<Due>, DbErr> {
    let (until, days) = (asked.until(TermKind::Draft), asked.terms.days(TermKind::Draft));
    let mut open = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(asked.organisation))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .filter(deliberation::Column::OpenedAt.lte(until))
        .filter(deliberation::Column::StepStartedAt.lte(until))
        .order_by_asc(deliberation::Column::OpenedAt)
        .order_by_asc(deliberation::Column::Id)
        .limit(MOST);
    let mut drafts = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(asked.organisation))
        .filter(record::Column::State.eq(RecordState::Draft))
        .filter(record::Column::CreatedAt.lte(until))
        .order_by_asc(record::Column::CreatedAt)
        .order_by_asc(record::Column::Id)
        .limit(MOST);
    if let Some(only) = asked.only {
        open = open.filter(deliberation::Column::Id.eq(only));
        drafts = drafts.filter(record::Column::DeliberationId.eq(only));
    }
    let (open, drafts) = (open.all(db).await?, drafts.all(db).await?);
    let closed = talks(db, asked.organisation, drafts.iter().map(|record| record.deliberation_id)).await?;
    let of_drafts = used::cases(db, asked, closed.iter().map(|(_, case)| *case)).await?;
    let of_open = used::on_meetings(db, asked, open.iter().map(|talk| talk.case_id)).await?;
    let due = |subject: DeliberationId, team, owner, since: Timestamp| Due {
        kind: ErasureKind::Unfinished,
        subject: subject.0,
        team,
        owner: Some(owner),
        at: since.plus_days(days),
    };
    let open = open.iter().filter(|talk| !of_open.contains(&talk.case_id));
    let mut found: Vec<Due> = open
        .map(|talk| due(talk.id, talk.team_id, talk.presenter_id, talk.opened_at.max(talk.step_started_at)))
        .collect();
    let is_free = |record: &&record::Model| {
        closed.iter().any(|(talk, case)| *talk == record.deliberation_id && !of_drafts.contains(case))
    };
    let drafts = drafts.iter().filter(is_free);
    found.extend(drafts.map(|one| due(one.deliberation_id, one.team_id, one.presenter_id, one.created_at)));
    Ok(found)
}

async fn talks<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    ids: impl Iterator<Item = DeliberationId>,
) -> Result<Vec<(DeliberationId, CaseId)>, DbErr> {
    deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::Id.is_in(ids))
        .select_only()
        .columns([deliberation::Column::Id, deliberation::Column::CaseId])
        .into_tuple()
        .all(db)
        .await
}

/// The conversations whose raw part is gone.
pub(super) fn done(organisation: OrganisationId) -> SelectStatement {
    erasure::Entity::find()
        .select_only()
        .column(erasure::Column::SubjectId)
        .filter(erasure::Column::OrganisationId.eq(organisation))
        .filter(erasure::Column::DoneAt.is_not_null())
        .into_query()
}
