//! The second reader: somebody else of the team, who sees the copy alone and says whether it can be read by all.

use entity::account;
use entity::ids::{AccountId, SharedCopyId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use entity::{shared_origin, shared_part, waved_through};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::{Access, Act, Refused, bundle, findings, origin_row, require, set_state};
use crate::db::Tx;
use crate::event::Event;
use crate::people::Actor;
use crate::teams::members::{self, TeamRef};

/// Copies listed at once.
const LIST_LIMIT: u64 = 100;

/// Lists who can be the second reader: the team's readers, except the actor.
pub async fn possible_readers<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    team: TeamId,
) -> Result<Vec<account::Model>, DbErr> {
    let members = members::list(db, TeamRef { organisation: actor.organisation, team }).await?;
    let readers =
        members.into_iter().filter(|(member, account)| member.role != TeamRole::Guest && account.id != actor.account);
    Ok(readers.map(|(_, account)| account).collect())
}

/// Lays the copy before a colleague, once no finding is open.
pub async fn hand_to_reader(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, reader: AccountId) -> Result<(), Refused> {
    let (opened, state) = require(tx, actor, copy, Access::Presenter, Act::HandOver).await?;
    let readers = possible_readers(tx.conn(), actor, opened.copy.team_id).await?;
    if reader == opened.origin.presenter_id || readers.iter().all(|one| one.id != reader) {
        return Err(Refused::NotAReader);
    }
    let bundle = bundle(tx.conn(), opened.copy).await?;
    if findings(tx.conn(), &bundle).await?.iter().any(|finding| finding.kept.is_none()) {
        return Err(Refused::StillOpen);
    }
    set_reader(tx, actor, copy, Some(reader), None).await?;
    Ok(set_state(tx, actor.organisation, copy, state).await?)
}

/// Takes the copy back from the reader before they answered.
pub async fn take_back(tx: &mut Tx, actor: &Actor, copy: SharedCopyId) -> Result<(), Refused> {
    let (_, state) = require(tx, actor, copy, Access::Presenter, Act::TakeBack).await?;
    set_reader(tx, actor, copy, None, None).await?;
    Ok(set_state(tx, actor.organisation, copy, state).await?)
}

/// Sends the copy back with a sentence about what could still lead to somebody.
pub async fn send_back(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, note: String) -> Result<(), Refused> {
    let (_, state) = require(tx, actor, copy, Access::Reader, Act::SendBack).await?;
    set_reader(tx, actor, copy, None, Some(note)).await?;
    Ok(set_state(tx, actor.organisation, copy, state).await?)
}

/// Shares the copy with the team: the reader recognised nobody.
pub async fn confirm(tx: &mut Tx, actor: &Actor, copy: SharedCopyId) -> Result<(), Refused> {
    let (_, state) = require(tx, actor, copy, Access::Reader, Act::Confirm).await?;
    set_reader(tx, actor, copy, Some(actor.account), None).await?;
    waved_through::Entity::delete_many()
        .filter(waved_through::Column::OrganisationId.eq(actor.organisation))
        .filter(waved_through::Column::SharedCopyId.eq(copy))
        .exec(tx.conn())
        .await?;
    // A part that the presenter emptied by hand is no part of what the team reads.
    shared_part::Entity::delete_many()
        .filter(shared_part::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_part::Column::SharedCopyId.eq(copy))
        .filter(shared_part::Column::Text.eq(""))
        .exec(tx.conn())
        .await?;
    set_state(tx, actor.organisation, copy, state).await?;
    tx.record(Event::SharedCopyChanged(actor.organisation, copy));
    Ok(())
}

/// Lists the copies that a colleague laid before the actor.
pub async fn to_review<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<shared_copy::Model>, DbErr> {
    let handed = shared_origin::Entity::find()
        .filter(shared_origin::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_origin::Column::ReaderId.eq(actor.account))
        .filter(shared_origin::Column::PresenterId.ne(actor.account))
        .limit(LIST_LIMIT * 10)
        .all(db)
        .await?;
    let ids = handed.into_iter().map(|origin| origin.shared_copy_id);
    let teams = members::of_account(db, actor.organisation, actor.account).await?;
    let teams = teams.into_iter().filter(|member| member.role != TeamRole::Guest).map(|member| member.team_id);
    shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::State.eq(SharedCopyState::WithReader.to_value()))
        .filter(shared_copy::Column::Id.is_in(ids))
        .filter(shared_copy::Column::TeamId.is_in(teams))
        .order_by_asc(shared_copy::Column::Title)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Lists the actor's copies that a reader sent back.
pub async fn sent_back<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<shared_copy::Model>, DbErr> {
    let returned = shared_origin::Entity::find()
        .select_only()
        .column(shared_origin::Column::SharedCopyId)
        .filter(shared_origin::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_origin::Column::PresenterId.eq(actor.account))
        .filter(shared_origin::Column::ReaderNote.is_not_null())
        .into_query();
    shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Preparing.to_value()))
        .filter(shared_copy::Column::Id.in_subquery(returned))
        .order_by_asc(shared_copy::Column::Title)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

async fn set_reader(
    tx: &Tx,
    actor: &Actor,
    copy: SharedCopyId,
    reader: Option<AccountId>,
    note: Option<String>,
) -> Result<(), DbErr> {
    shared_origin::Entity::update_many()
        .col_expr(shared_origin::Column::ReaderId, Expr::value(reader.map(|reader| reader.0)))
        .col_expr(shared_origin::Column::ReaderNote, Expr::value(note))
        .filter(origin_row(actor.organisation, copy))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
