//! Tells open conversations that something changed which they show and others keep: a person's name, the words of a case.
//! Pages of a conversation read such things once for each count of its changes.

use entity::deliberation::{self, DeliberationState};
use entity::ids::{AccountId, CaseId, DeliberationId, OrganisationId};
use entity::participant;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect};

use super::participants::to_deliberation;
use super::{Refused, change};
use crate::db::Tx;

/// Conversations that one thing can be shown in at once.
const MOST: u64 = 200;

/// Somebody has another name.
pub async fn renamed(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    let open = participant::Entity::find()
        .select_only()
        .columns([participant::Column::OrganisationId, participant::Column::DeliberationId])
        .join(JoinType::InnerJoin, to_deliberation())
        .filter(participant::Column::AccountId.eq(account))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .limit(MOST);
    let open = open.into_tuple().all(tx.conn()).await?;
    pass_on(tx, open).await
}

/// A case has other words.
pub async fn case_changed(tx: &mut Tx, organisation: OrganisationId, case: CaseId) -> Result<(), DbErr> {
    let open = deliberation::Entity::find()
        .select_only()
        .columns([deliberation::Column::OrganisationId, deliberation::Column::Id])
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::CaseId.eq(case))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .limit(MOST);
    let open = open.into_tuple().all(tx.conn()).await?;
    pass_on(tx, open).await
}

/// Somebody isn't expected any more, or has no role any more, in these conversations.
pub async fn people_changed(tx: &mut Tx, organisation: OrganisationId, open: Vec<DeliberationId>) -> Result<(), DbErr> {
    pass_on(tx, open.into_iter().map(|id| (organisation, id)).collect()).await
}

async fn pass_on(tx: &mut Tx, open: Vec<(OrganisationId, DeliberationId)>) -> Result<(), DbErr> {
    for (organisation, id) in open {
        // One that closes at this moment needs no telling.
        if let Err(Refused::Database(error)) = change(tx, organisation, id).await {
            return Err(error);
        }
    }
    Ok(())
}
