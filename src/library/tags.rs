//! What an item is about: tensions, barriers, the phase of contact, and to which side its virtues leaned. The presenter says
//! so on one screen, or skips it.

use entity::case_phase::ContactPhase;
use entity::ids::{OrganisationId, SharedCopyId, SharedVirtueId};
use entity::record_virtue::Side;
use entity::shared_copy::SharedCopyState;
use entity::{shared_barrier, shared_copy, shared_tension, shared_virtue};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::db::Tx;
use crate::event::Event;
use crate::people::Actor;
use crate::shared_copies::{self, Access, Opened, Refused};
use crate::tensions;

/// Most tensions and most barriers of one item; the screen says so.
pub const MOST_EACH: usize = 4;

/// What somebody says an item is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    pub tensions: Vec<String>,
    pub barriers: Vec<String>,
    pub phase: Option<ContactPhase>,
    /// The side of some of its virtues; the others stay as they are.
    pub sides: Vec<(SharedVirtueId, Option<Side>)>,
}

/// Opens a copy for whoever may say what it is about: its presenter, as long as it stands.
pub async fn open<C: ConnectionTrait>(db: &C, actor: &Actor, copy: SharedCopyId) -> Result<Option<Opened>, DbErr> {
    let opened = shared_copies::open(db, actor, copy).await?;
    Ok(opened.filter(|opened| opened.access == Access::Presenter && opened.copy.state != SharedCopyState::Withdrawn))
}

/// Lists a copy's barriers. The caller has checked that the copy may be read.
pub async fn barriers<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copy: SharedCopyId,
) -> Result<Vec<String>, DbErr> {
    shared_barrier::Entity::find()
        .select_only()
        .column(shared_barrier::Column::BarrierKey)
        .filter(shared_barrier::Column::OrganisationId.eq(organisation))
        .filter(shared_barrier::Column::SharedCopyId.eq(copy))
        .order_by_asc(shared_barrier::Column::BarrierKey)
        .limit(MOST_EACH as u64)
        .into_tuple()
        .all(db)
        .await
}

/// Writes down what an item is about, in place of what was said before. The index hears of it once the copy is shared.
pub async fn save(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, tags: Tags) -> Result<(), Refused> {
    let opened = open(tx.conn(), actor, copy).await?.ok_or(Refused::NotFound)?;
    let unknown = tags.tensions.iter().any(|key| tensions::find(key).is_none())
        || tags.barriers.iter().any(|key| tensions::barriers::find(key).is_none());
    if unknown || tags.tensions.len() > MOST_EACH || tags.barriers.len() > MOST_EACH {
        return Err(Refused::NotNow);
    }
    replace_tensions(tx, actor.organisation, copy, tags.tensions).await?;
    replace_barriers(tx, actor.organisation, copy, tags.barriers).await?;
    for (virtue, side) in tags.sides {
        shared_virtue::Entity::update_many()
            .col_expr(shared_virtue::Column::Side, Expr::value(side.map(|side| side.to_value())))
            .filter(shared_virtue::Column::OrganisationId.eq(actor.organisation))
            .filter(shared_virtue::Column::SharedCopyId.eq(copy))
            .filter(shared_virtue::Column::Id.eq(virtue))
            .exec(tx.conn())
            .await?;
    }
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::ContactPhase, Expr::value(tags.phase.map(|phase| phase.to_value())))
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::Id.eq(copy))
        .exec(tx.conn())
        .await?;
    if opened.copy.state == SharedCopyState::Shared {
        tx.record(Event::SharedCopyChanged(actor.organisation, copy));
    }
    Ok(())
}

async fn replace_tensions(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    keys: Vec<String>,
) -> Result<(), DbErr> {
    shared_tension::Entity::delete_many()
        .filter(shared_tension::Column::OrganisationId.eq(organisation))
        .filter(shared_tension::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    let rows: Vec<_> = keys
        .into_iter()
        .map(|key| shared_tension::ActiveModel {
            organisation_id: Set(organisation),
            shared_copy_id: Set(copy),
            tension_key: Set(key),
        })
        .collect();
    if !rows.is_empty() {
        shared_tension::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn replace_barriers(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    keys: Vec<String>,
) -> Result<(), DbErr> {
    shared_barrier::Entity::delete_many()
        .filter(shared_barrier::Column::OrganisationId.eq(organisation))
        .filter(shared_barrier::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    let rows: Vec<_> = keys
        .into_iter()
        .map(|key| shared_barrier::ActiveModel {
            organisation_id: Set(organisation),
            shared_copy_id: Set(copy),
            barrier_key: Set(key),
        })
        .collect();
    if !rows.is_empty() {
        shared_barrier::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}
