//! Erasing itself: which rows of which noun go, and what stays. The nouns erase their own rows.

use entity::deliberation;
use entity::erasure::{self, ErasureKind};
use entity::ids::{CaseId, DeliberationId, OrganisationId, SharedCopyId};
use entity::organisation;
use entity::retention_term::TermKind;
use entity::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::due::{Due, done};
use super::{Terms, log};
use crate::clock;
use crate::db::Tx;
use crate::people::links;
use crate::teams::notices;
use crate::{cases, deliberations, letters, meetings, records, shared_copies};

/// Most organisations of one instance.
const MOST_ORGANISATIONS: u64 = 10_000;

/// Lists the organisations of this instance.
pub async fn organisations<C: ConnectionTrait>(db: &C) -> Result<Vec<OrganisationId>, DbErr> {
    organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .order_by_asc(organisation::Column::Id)
        .limit(MOST_ORGANISATIONS)
        .into_tuple()
        .all(db)
        .await
}

/// Holds what is about to go until commit, so that nobody goes on with it in between.
pub async fn hold(tx: &Tx, organisation: OrganisationId, due: &Due) -> Result<(), DbErr> {
    match due.kind {
        ErasureKind::Conversation | ErasureKind::Unfinished => {
            deliberations::erase::hold(tx, organisation, DeliberationId(due.subject)).await
        }
        ErasureKind::CaseDraft => cases::erase::hold(tx, organisation, CaseId(due.subject)).await,
        ErasureKind::CopyDraft | ErasureKind::SharedCopy => {
            shared_copies::withdraw::hold(tx, organisation, SharedCopyId(due.subject)).await
        }
    }
}

/// Erases what is due, notes that it was done, and counts it.
pub async fn erase(tx: &mut Tx, organisation: OrganisationId, due: &Due, now: Timestamp) -> Result<(), DbErr> {
    let key = (organisation, due.kind, due.subject);
    match due.kind {
        ErasureKind::Conversation | ErasureKind::Unfinished => {
            conversation(tx, organisation, due, now).await?;
            erasure::Entity::update_many()
                .col_expr(erasure::Column::DoneAt, Expr::value(Some(now)))
                .filter(erasure::Column::OrganisationId.eq(organisation))
                .filter(erasure::Column::Kind.eq(due.kind))
                .filter(erasure::Column::SubjectId.eq(due.subject))
                .exec(tx.conn())
                .await?;
        }
        ErasureKind::CaseDraft => {
            let case = CaseId(due.subject);
            meetings::erase::forget_case(tx, organisation, case).await?;
            cases::erase::discard(tx, organisation, case).await?;
            erasure::Entity::delete_by_id(key).exec(tx.conn()).await?;
        }
        ErasureKind::CopyDraft | ErasureKind::SharedCopy => {
            shared_copies::withdraw::expire(tx, organisation, SharedCopyId(due.subject)).await?;
            erasure::Entity::delete_by_id(key).exec(tx.conn()).await?;
        }
    }
    log::add(tx, organisation, clock::date(now), due.kind.as_str(), 1).await
}

/// Erases the raw part of a conversation; and of its case, when no other conversation about it has its own still.
async fn conversation(tx: &mut Tx, organisation: OrganisationId, due: &Due, now: Timestamp) -> Result<(), DbErr> {
    let id = DeliberationId(due.subject);
    let Some(talk) = deliberation::Entity::find_by_id((organisation, id)).one(tx.conn()).await? else { return Ok(()) };
    deliberations::erase::erase(tx, &talk, now).await?;
    if due.kind == ErasureKind::Unfinished {
        records::forget_draft(tx, organisation, id).await?;
    }
    let others = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::CaseId.eq(talk.case_id))
        .filter(deliberation::Column::Id.ne(id))
        .filter(deliberation::Column::Id.not_in_subquery(done(organisation)));
    if others.count(tx.conn()).await? == 0 {
        cases::erase::erase(tx, organisation, talk.case_id).await?;
        meetings::erase::empty_pitches(tx, organisation, talk.case_id).await?;
    }
    Ok(())
}

/// Lets go of what the product noted to work: notices, links that are used or over, what was mailed. Returns how many rows went.
/// Nothing of it is announced, so the clock has to say so for a week.
pub async fn traces(
    tx: &mut Tx,
    organisation: OrganisationId,
    terms: &Terms,
    believed: Timestamp,
) -> Result<u64, DbErr> {
    let before = terms.weeks_before(TermKind::Trace, believed);
    let counted = [
        ("notice", notices::forget_before(tx, organisation, before).await?),
        ("link", links::forget_before(tx, organisation, before).await?),
        ("letter", letters::forget_before(tx, organisation, before).await?),
    ];
    let mut all = 0;
    for (kind, number) in counted {
        if number > 0 {
            log::add(tx, organisation, clock::date(believed), kind, number).await?;
        }
        all += number;
    }
    Ok(all)
}
