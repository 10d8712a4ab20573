//! The library: the shared copies that teams keep, what is known of them, and what people do with them. Sharing and
//! withdrawing are elsewhere.
//!
//! Rights stand in the queries, in [`Reader`]: whoever is in a team, and not as a guest, reads that team's copies and
//! those that all teams may read.

pub mod collections;
pub mod recognise;
pub mod saved;
pub mod tags;
pub mod transfer;
pub mod widen;

use entity::ids::{OrganisationId, SharedCopyId, SharedPartId, TeamId};
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::team_member::{self, TeamRole};
use entity::{shared_part, shared_tension, shared_virtue, team};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::db::Question;
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
    pub barriers: Vec<String>,
}

impl Bundle {
    /// Returns all that stands in it, one text after the other.
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n\n")
    }
}

/// Somebody who reads the library: their teams, by name. Nobody else makes queries for what may be shown.
#[derive(Clone, Debug)]
pub struct Reader {
    pub organisation: OrganisationId,
    pub teams: Vec<team::Model>,
}

impl Reader {
    /// Finds which teams' libraries somebody reads; none for guests and who only leads or administers.
    pub async fn of<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Self, DbErr> {
        Ok(Self { organisation: actor.organisation, teams: teams_read_by(db, actor).await? })
    }

    /// Lists the ids of the teams.
    pub fn team_ids(&self) -> Vec<TeamId> {
        self.teams.iter().map(|team| team.id).collect()
    }

    /// Finds one of the teams.
    pub fn team(&self, id: TeamId) -> Option<&team::Model> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// Tells whether a copy may be read.
    pub fn reads(&self, copy: &shared_copy::Model) -> bool {
        let wide = copy.audience == Audience::Organisation && !self.teams.is_empty();
        copy.organisation_id == self.organisation
            && copy.state == SharedCopyState::Shared
            && (wide || self.team(copy.team_id).is_some())
    }

    /// Says the same as [`Reader::reads`] in a query over copies.
    fn condition(&self) -> Condition {
        let mut whose = Condition::any().add(shared_copy::Column::TeamId.is_in(self.team_ids()));
        if !self.teams.is_empty() {
            whose = whose.add(shared_copy::Column::Audience.eq(Audience::Organisation.to_value()));
        }
        Condition::all()
            .add(shared_copy::Column::OrganisationId.eq(self.organisation))
            .add(shared_copy::Column::State.eq(SharedCopyState::Shared.to_value()))
            .add(whose)
    }
}

/// Lists the teams whose library somebody reads, by name.
pub async fn teams_read_by<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<team::Model>, DbErr> {
    static TEAMS: Question = Question::new();
    let (organisation, account) = (actor.organisation, actor.account);
    let values = [organisation.into(), organisation.into(), account.into(), TeamRole::Guest.into(), TEAM_LIMIT.into()];
    let asked = TEAMS.ask(db.get_database_backend(), values, |[organisation, same, account, guest, _]| {
        let places = team_member::Entity::find()
            .select_only()
            .column(team_member::Column::TeamId)
            .filter(team_member::Column::OrganisationId.eq(same))
            .filter(team_member::Column::AccountId.eq(account))
            .filter(team_member::Column::Role.ne(guest));
        let teams = team::Entity::find()
            .filter(team::Column::OrganisationId.eq(organisation))
            .filter(team::Column::Id.in_subquery(places.into_query()))
            .order_by_asc(team::Column::Name);
        teams.limit(TEAM_LIMIT).into_query()
    });
    team::Model::find_by_statement(asked).all(db).await
}

/// Finds a shared copy that the reader may read.
pub async fn find<C: ConnectionTrait>(db: &C, reader: &Reader, copy: SharedCopyId) -> Result<Option<Bundle>, DbErr> {
    let bundle = shared(db, reader.organisation, copy).await?;
    Ok(bundle.filter(|bundle| reader.reads(&bundle.copy)))
}

/// Reads everything that the reader may read, by title: for taking it along.
pub async fn all<C: ConnectionTrait>(db: &C, reader: &Reader) -> Result<Vec<Bundle>, DbErr> {
    let mut bundles = Vec::new();
    let mut after = None;
    loop {
        let batch = shared_copy::Entity::find()
            .filter(reader.condition())
            .filter(shared_copy::Column::Id.gt(after.unwrap_or(SharedCopyId(Uuid::nil()))))
            .order_by_asc(shared_copy::Column::Id)
            .limit(BATCH)
            .all(db)
            .await?;
        let Some(last) = batch.last() else { break };
        after = Some(last.id);
        for copy in batch {
            bundles.extend(shared(db, reader.organisation, copy.id).await?);
        }
    }
    bundles.sort_by(|one, other| one.copy.title.cmp(&other.copy.title).then(one.copy.id.cmp(&other.copy.id)));
    Ok(bundles)
}

/// Lists the teams of an organisation, by name: for who runs the server.
pub async fn teams_of<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Vec<team::Model>, DbErr> {
    team::Entity::find()
        .filter(team::Column::OrganisationId.eq(organisation))
        .order_by_asc(team::Column::Name)
        .limit(TEAM_LIMIT)
        .all(db)
        .await
}

/// Lists copies that the reader may read, out of these, by title.
pub async fn copies<C: ConnectionTrait>(
    db: &C,
    reader: &Reader,
    ids: Vec<SharedCopyId>,
) -> Result<Vec<shared_copy::Model>, DbErr> {
    shared_copy::Entity::find()
        .filter(reader.condition())
        .filter(shared_copy::Column::Id.is_in(ids))
        .order_by_asc(shared_copy::Column::Title)
        .limit(BATCH)
        .all(db)
        .await
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
    let barriers = tags::barriers(db, organisation, copy.id).await?;
    Ok(Some(Bundle { copy, parts, virtues, tensions, barriers }))
}

/// Tells whether a part of a shared copy was withdrawn.
pub async fn has_withdrawn_parts<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    copy: SharedCopyId,
) -> Result<bool, DbErr> {
    let withdrawn = shared_part::Entity::find()
        .filter(shared_part::Column::OrganisationId.eq(organisation))
        .filter(shared_part::Column::SharedCopyId.eq(copy))
        .filter(shared_part::Column::Withdrawn.eq(true));
    Ok(withdrawn.one(db).await?.is_some())
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

/// Reads the parts that a search found, as far as they may still be shown. Order is the caller's.
pub async fn parts<C: ConnectionTrait>(db: &C, reader: &Reader, ids: Vec<SharedPartId>) -> Result<Vec<Found>, DbErr> {
    let found = shared_part::Entity::find()
        .join(JoinType::InnerJoin, shared_part::Entity::to_copy())
        .select_also(shared_copy::Entity)
        .filter(shared_part::Column::OrganisationId.eq(reader.organisation))
        .filter(shared_part::Column::Id.is_in(ids))
        .filter(shared_part::Column::Withdrawn.eq(false))
        .filter(reader.condition())
        .limit(PART_LIMIT)
        .all(db)
        .await?;
    Ok(found.into_iter().filter_map(|(part, copy)| copy.map(|copy| Found { part, copy })).collect())
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

/// Reads the words of the virtues in the copies that the reader may read, one entry a key.
pub async fn virtue_words<C: ConnectionTrait>(db: &C, reader: &Reader) -> Result<Vec<VirtueWords>, DbErr> {
    let copies = shared_copy::Entity::find().select_only().column(shared_copy::Column::Id).filter(reader.condition());
    let rows = shared_virtue::Entity::find()
        .filter(shared_virtue::Column::OrganisationId.eq(reader.organisation))
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
