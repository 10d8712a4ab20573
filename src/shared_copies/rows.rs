//! A copy's rows, read together.

use entity::ids::{OrganisationId, SharedCopyId};
use entity::{shared_copy, shared_part, shared_tension, shared_virtue, waved_through};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Rows of one kind that a copy can have.
const MOST_ROWS: u64 = 500;

/// A copy with its texts, virtues and tensions.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub copy: shared_copy::Model,
    /// What still stands, in the order of reading.
    pub parts: Vec<shared_part::Model>,
    pub virtues: Vec<shared_virtue::Model>,
    pub tensions: Vec<String>,
}

/// Reads a copy's rows. The caller has checked that the copy may be read.
pub async fn bundle<C: ConnectionTrait>(db: &C, copy: shared_copy::Model) -> Result<Bundle, DbErr> {
    let (organisation, id) = (copy.organisation_id, copy.id);
    let parts = parts(db, organisation, vec![id]).await?;
    let virtues = virtues(db, organisation, vec![id]).await?;
    let tensions = tensions(db, organisation, vec![id]).await?;
    Ok(Bundle { copy, parts, virtues, tensions: tensions.into_iter().map(|one| one.tension_key).collect() })
}

/// Reads the words that the presenter let stand, or that are kept open.
pub(super) async fn waved<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copy: SharedCopyId,
) -> Result<Vec<waved_through::Model>, DbErr> {
    waved_through::Entity::find()
        .filter(waved_through::Column::OrganisationId.eq(organisation))
        .filter(waved_through::Column::SharedCopyId.eq(copy))
        .order_by_asc(waved_through::Column::Term)
        .limit(MOST_ROWS)
        .all(db)
        .await
}

pub(super) async fn parts<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copies: Vec<SharedCopyId>,
) -> Result<Vec<shared_part::Model>, DbErr> {
    let most = MOST_ROWS * copies.len() as u64;
    shared_part::Entity::find()
        .filter(shared_part::Column::OrganisationId.eq(organisation))
        .filter(shared_part::Column::SharedCopyId.is_in(copies))
        .filter(shared_part::Column::Withdrawn.eq(false))
        .order_by_asc(shared_part::Column::Position)
        .limit(most)
        .all(db)
        .await
}

pub(super) async fn virtues<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copies: Vec<SharedCopyId>,
) -> Result<Vec<shared_virtue::Model>, DbErr> {
    let most = MOST_ROWS * copies.len() as u64;
    shared_virtue::Entity::find()
        .filter(shared_virtue::Column::OrganisationId.eq(organisation))
        .filter(shared_virtue::Column::SharedCopyId.is_in(copies))
        .order_by_asc(shared_virtue::Column::Position)
        .limit(most)
        .all(db)
        .await
}

pub(super) async fn tensions<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copies: Vec<SharedCopyId>,
) -> Result<Vec<shared_tension::Model>, DbErr> {
    let most = MOST_ROWS * copies.len() as u64;
    shared_tension::Entity::find()
        .filter(shared_tension::Column::OrganisationId.eq(organisation))
        .filter(shared_tension::Column::SharedCopyId.is_in(copies))
        .order_by_asc(shared_tension::Column::TensionKey)
        .limit(most)
        .all(db)
        .await
}
