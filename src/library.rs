//! The library: the shared copies that a team keeps. Reads only; sharing and withdrawing are elsewhere.
//!
//! Rights stand in the queries: a reader is in the team, and not as a guest.

use entity::ids::{OrganisationId, SharedCopyId, SharedPartId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::{self, TeamRole};
use entity::{shared_part, shared_tension, shared_virtue, team};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::people::Actor;

/// Teams that one person reads, at the most.
const TEAM_LIMIT: u64 = 200;
/// Parts of one shared copy, at the most.
const PART_LIMIT: u64 = 200;
/// Shared copies listed at once.
const BATCH: u64 = 200;

/// A shared copy with all that stands in it.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub copy: shared_copy::Model,
    /// The parts that weren't withdrawn, in order.
    pub parts: Vec<shared_part::Model>,
    pub virtues: Vec<shared_virtue::Model>,
    pub tensions: Vec<String>,
}

/// Lists the teams whose library somebody reads, by name.
pub async fn teams_read_by<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<team::Model>, DbErr> {
    let memberships = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(actor.organisation))
        .filter(team_member::Column::AccountId.eq(actor.account))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .limit(TEAM_LIMIT)
        .all(db)
        .await?;
    let ids: Vec<TeamId> = memberships.into_iter().map(|member| member.team_id).collect();
    team::Entity::find()
        .filter(team::Column::OrganisationId.eq(actor.organisation))
        .filter(team::Column::Id.is_in(ids))
        .order_by_asc(team::Column::Name)
        .limit(TEAM_LIMIT)
        .all(db)
        .await
}

/// Finds a shared copy that the actor may read.
pub async fn find<C: ConnectionTrait>(db: &C, actor: &Actor, copy: SharedCopyId) -> Result<Option<Bundle>, DbErr> {
    let Some(bundle) = shared(db, actor.organisation, copy).await? else { return Ok(None) };
    Ok(actor.reader_of(db, bundle.copy.team_id).await?.map(|_| bundle))
}

/// Finds a shared copy for the index, which knows no person; `None` when it isn't shared or was withdrawn.
pub async fn shared<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copy: SharedCopyId,
) -> Result<Option<Bundle>, DbErr> {
    let copy = shared_copy::Entity::find_by_id((organisation, copy)).one(db).await?;
    let Some(copy) = copy.filter(|copy| copy.state == SharedCopyState::Shared) else { return Ok(None) };
    let parts = shared_part::Entity::find()
        .filter(shared_part::Column::OrganisationId.eq(organisation))
        .filter(shared_part::Column::SharedCopyId.eq(copy.id))
        .filter(shared_part::Column::Withdrawn.eq(false))
        .order_by_asc(shared_part::Column::Position)
        .order_by_asc(shared_part::Column::Id)
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    let virtues = shared_virtue::Entity::find()
        .filter(shared_virtue::Column::OrganisationId.eq(organisation))
        .filter(shared_virtue::Column::SharedCopyId.eq(copy.id))
        .order_by_asc(shared_virtue::Column::Position)
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    let tensions = shared_tension::Entity::find()
        .filter(shared_tension::Column::OrganisationId.eq(organisation))
        .filter(shared_tension::Column::SharedCopyId.eq(copy.id))
        .order_by_asc(shared_tension::Column::TensionKey)
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    let tensions = tensions.into_iter().map(|tension| tension.tension_key).collect();
    Ok(Some(Bundle { copy, parts, virtues, tensions }))
}

/// Lists shared copies of all organisations in the order of their ids, after `after`: for building the index anew.
pub async fn shared_after<C: ConnectionTrait>(
    db: &C,
    after: Option<SharedCopyId>,
) -> Result<Vec<(OrganisationId, SharedCopyId)>, DbErr> {
    let copies = shared_copy::Entity::find()
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .filter(shared_copy::Column::Id.gt(after.unwrap_or(SharedCopyId(Uuid::nil()))))
        .order_by_asc(shared_copy::Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    Ok(copies.into_iter().map(|copy| (copy.organisation_id, copy.id)).collect())
}

/// A part that was found, with the copy it stands in.
#[derive(Clone, Debug)]
pub struct Found {
    pub part: shared_part::Model,
    pub copy: shared_copy::Model,
}

/// Reads the parts that a search found, as far as these teams may still show them. Order is the caller's.
pub async fn parts<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    teams: &[TeamId],
    ids: Vec<SharedPartId>,
) -> Result<Vec<Found>, DbErr> {
    let parts = shared_part::Entity::find()
        .filter(shared_part::Column::OrganisationId.eq(organisation))
        .filter(shared_part::Column::Id.is_in(ids))
        .filter(shared_part::Column::Withdrawn.eq(false))
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    let copies = shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::Id.is_in(parts.iter().map(|part| part.shared_copy_id)))
        .filter(shared_copy::Column::TeamId.is_in(teams.iter().copied()))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    let copy_of = |part: &shared_part::Model| copies.iter().find(|copy| copy.id == part.shared_copy_id).cloned();
    Ok(parts.into_iter().filter_map(|part| copy_of(&part).map(|copy| Found { part, copy })).collect())
}

/// The words of a virtue as a shared copy holds them, for naming a facet.
#[derive(Clone, Debug)]
pub struct VirtueWords {
    pub key: String,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
}

/// Returns the key under which a shared virtue is counted: its template's, so that teams can be read together.
pub fn virtue_key(virtue: &shared_virtue::Model) -> String {
    virtue.template_key.clone().unwrap_or_else(|| virtue.virtue_id.to_string())
}

/// Reads the words of the virtues in these teams' shared copies, one entry a key.
pub async fn virtue_words<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    teams: &[TeamId],
) -> Result<Vec<VirtueWords>, DbErr> {
    let copies = shared_copy::Entity::find()
        .select_only()
        .column(shared_copy::Column::Id)
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::TeamId.is_in(teams.iter().copied()))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared));
    let rows = shared_virtue::Entity::find()
        .filter(shared_virtue::Column::OrganisationId.eq(organisation))
        .filter(shared_virtue::Column::SharedCopyId.in_subquery(copies.into_query()))
        .order_by_asc(shared_virtue::Column::Name)
        .limit(BATCH * 10)
        .all(db)
        .await?;
    let mut words: Vec<VirtueWords> = Vec::new();
    for row in rows {
        let key = virtue_key(&row);
        if words.iter().all(|known| known.key != key) {
            words.push(VirtueWords { key, name: row.name, too_little: row.too_little, too_much: row.too_much });
        }
    }
    Ok(words)
}
