//! What a team tells the whole organisation: single lessons, decisions and questions of copies that all teams may read already.
//!
//! Each is told by an act of the team, and taken back by one; with its part or its copy it goes at once.

use std::collections::BTreeMap;

use entity::contribution::LessonLevel;
use entity::ids::{OrganisationId, SharedCopyId, SharedPartId, TeamId};
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::shared_part::{self, PartKind, PartSection};
use entity::team_member::TeamRole;
use entity::{shared_tension, told_part};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Select,
};

use crate::db::Tx;
use crate::people::Actor;

/// Most texts that all read on a page, and that a team tells or takes back on its own.
const LIMIT: u64 = 60;
const OWN_LIMIT: u64 = 1_000;

/// A text of a team.
#[derive(Clone, Debug)]
pub struct Told {
    pub part: shared_part::Model,
    /// Title of the copy it stands in; for the team's own page.
    pub title: String,
    /// Keys of the tensions that the copy is about.
    pub tensions: Vec<String>,
    pub told: bool,
}

impl Told {
    /// Tells whether it is a question that stayed open, rather than something that helped.
    pub fn is_question(&self) -> bool {
        self.part.section == Some(PartSection::Question)
    }
}

/// Lists what teams told, without saying which team.
pub async fn all<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<Told>, DbErr> {
    let told = parts(actor.organisation)
        .join(JoinType::InnerJoin, to_told())
        .order_by_desc(shared_copy::Column::Year)
        .order_by_asc(shared_part::Column::Id)
        .limit(LIMIT);
    read(db, actor.organisation, told, true).await
}

/// Lists what a team could tell or told; nothing for who isn't in it.
pub async fn of_team<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Option<Vec<Told>>, DbErr> {
    if actor.reader_of(db, team).await?.is_none() {
        return Ok(None);
    }
    let own = parts(actor.organisation)
        .filter(shared_copy::Column::TeamId.eq(team))
        .order_by_desc(shared_copy::Column::Year)
        .order_by_asc(shared_copy::Column::Title)
        .order_by_asc(shared_part::Column::Position)
        .limit(OWN_LIMIT);
    let mut found = read(db, actor.organisation, own, false).await?;
    let ids = found.iter().map(|told| told.part.id);
    let told: Vec<SharedPartId> = told_part::Entity::find()
        .select_only()
        .column(told_part::Column::SharedPartId)
        .filter(told_part::Column::OrganisationId.eq(actor.organisation))
        .filter(told_part::Column::SharedPartId.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    for one in &mut found {
        one.told = told.contains(&one.part.id);
    }
    Ok(Some(found))
}

/// Tells a part, or takes it back; returns its team. `None` for what isn't there for this actor: members and facilitators tell.
pub async fn put(tx: &mut Tx, actor: &Actor, part: SharedPartId, told: bool) -> Result<Option<TeamId>, DbErr> {
    let row = parts(actor.organisation).filter(shared_part::Column::Id.eq(part)).one(tx.conn()).await?;
    let Some((_, Some(copy))) = row else { return Ok(None) };
    let seat = actor.reader_of(tx.conn(), copy.team_id).await?;
    if !seat.is_some_and(|seat| matches!(seat.role, TeamRole::Member | TeamRole::Facilitator)) {
        return Ok(None);
    }
    told_part::Entity::delete_by_id((actor.organisation, part)).exec(tx.conn()).await?;
    if told {
        let row = told_part::ActiveModel { organisation_id: Set(actor.organisation), shared_part_id: Set(part) };
        told_part::Entity::insert(row)
            .on_conflict_do_nothing_on([told_part::Column::OrganisationId, told_part::Column::SharedPartId])
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(Some(copy.team_id))
}

/// Finds lessons for the organisation and beyond, decisions and questions, as long as all teams may read the copy.
fn parts(organisation: OrganisationId) -> sea_orm::SelectTwo<shared_part::Entity, shared_copy::Entity> {
    let lesson = Condition::all()
        .add(shared_part::Column::Kind.eq(PartKind::Lesson))
        .add(shared_part::Column::Level.is_in([LessonLevel::Team, LessonLevel::Organisation, LessonLevel::Policy]));
    let kinds = Condition::any()
        .add(lesson)
        .add(shared_part::Column::Kind.eq(PartKind::Decision))
        .add(shared_part::Column::Section.eq(PartSection::Question));
    let query: Select<shared_part::Entity> = shared_part::Entity::find();
    query
        .join(JoinType::InnerJoin, shared_part::Entity::to_copy())
        .select_also(shared_copy::Entity)
        .filter(shared_part::Column::OrganisationId.eq(organisation))
        .filter(shared_part::Column::Withdrawn.eq(false))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared))
        .filter(shared_copy::Column::Audience.eq(Audience::Organisation))
        .filter(kinds)
}

async fn read<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    query: sea_orm::SelectTwo<shared_part::Entity, shared_copy::Entity>,
    told: bool,
) -> Result<Vec<Told>, DbErr> {
    let rows: Vec<(shared_part::Model, Option<shared_copy::Model>)> = query.all(db).await?;
    let copies = rows.iter().map(|(part, _)| part.shared_copy_id);
    let tensions = shared_tension::Entity::find()
        .filter(shared_tension::Column::OrganisationId.eq(organisation))
        .filter(shared_tension::Column::SharedCopyId.is_in(copies))
        .order_by_asc(shared_tension::Column::TensionKey)
        .all(db)
        .await?;
    let mut of: BTreeMap<SharedCopyId, Vec<String>> = BTreeMap::new();
    for row in tensions {
        of.entry(row.shared_copy_id).or_default().push(row.tension_key);
    }
    let tell = |(part, copy): (shared_part::Model, Option<shared_copy::Model>)| Told {
        tensions: of.get(&part.shared_copy_id).cloned().unwrap_or_default(),
        title: copy.map(|copy| copy.title).unwrap_or_default(),
        part,
        told,
    };
    Ok(rows.into_iter().map(tell).collect())
}

fn to_told() -> RelationDef {
    shared_part::Entity::belongs_to(told_part::Entity)
        .from((shared_part::Column::OrganisationId, shared_part::Column::Id))
        .to((told_part::Column::OrganisationId, told_part::Column::SharedPartId))
        .into()
}
