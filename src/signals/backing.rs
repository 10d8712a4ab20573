//! Who stands behind a signal: kept without names, and counted once, when it is raised.

use entity::ids::{AccountId, SignalId};
use entity::signal;
use entity::signal_backing;
use entity::team_member::{self, TeamRole};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Refused, draft};
use crate::crypto::InstanceKey;
use crate::db::Tx;
use crate::people::Actor;

fn handle(key: &InstanceKey, account: AccountId, id: SignalId) -> String {
    key.handle(&format!("signal {id}"), &["person", &account.to_string()])
}

/// Stands behind a draft, or no longer: no name, and no count until it is raised.
pub async fn back(tx: &mut Tx, key: &InstanceKey, actor: &Actor, id: SignalId, backs: bool) -> Result<(), Refused> {
    let row = draft(tx, actor, id).await?;
    let own = (row.organisation_id, row.id, handle(key, actor.account, id));
    signal_backing::Entity::delete_by_id(own.clone()).exec(tx.conn()).await?;
    if backs {
        let row = signal_backing::ActiveModel {
            organisation_id: Set(own.0),
            signal_id: Set(own.1),
            person_handle: Set(own.2),
        };
        signal_backing::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Tells whether the actor stands behind a signal; nobody can ask it of somebody else.
pub async fn backs<C: ConnectionTrait>(db: &C, key: &InstanceKey, actor: &Actor, id: SignalId) -> Result<bool, DbErr> {
    let own = (actor.organisation, id, handle(key, actor.account, id));
    Ok(signal_backing::Entity::find_by_id(own).one(db).await?.is_some())
}

/// Counts who of the team stands behind a draft now, and who could.
pub(super) async fn count(tx: &mut Tx, key: &InstanceKey, row: &signal::Model) -> Result<(usize, usize), DbErr> {
    let handles: Vec<String> = signal_backing::Entity::find()
        .select_only()
        .column(signal_backing::Column::PersonHandle)
        .filter(signal_backing::Column::OrganisationId.eq(row.organisation_id))
        .filter(signal_backing::Column::SignalId.eq(row.id))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let team: Vec<AccountId> = team_member::Entity::find()
        .select_only()
        .column(team_member::Column::AccountId)
        .filter(team_member::Column::OrganisationId.eq(row.organisation_id))
        .filter(team_member::Column::TeamId.eq(row.team_id))
        .filter(team_member::Column::Role.is_in([TeamRole::Member, TeamRole::Facilitator]))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let behind = team.iter().filter(|account| handles.contains(&handle(key, **account, row.id))).count();
    Ok((behind, team.len()))
}

/// Forgets who stood behind a signal.
pub(super) async fn forget(tx: &mut Tx, row: &signal::Model) -> Result<(), DbErr> {
    signal_backing::Entity::delete_many()
        .filter(signal_backing::Column::OrganisationId.eq(row.organisation_id))
        .filter(signal_backing::Column::SignalId.eq(row.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
