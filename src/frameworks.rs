//! A team's virtues, each a mean between too little and too much, in the team's own words.
//!
//! A virtue keeps its identity through rewording: each change of words is a new version, and whoever refers to a virtue
//! also keeps the version, so that an old record shows the words of its day. No virtue is ever deleted, for the same reason.

pub mod shape;
pub mod state;
pub mod template;

use std::collections::HashMap;

use entity::ids::{OrganisationId, TeamId, VirtueId};
use entity::record_virtue::Side;
use entity::team_member::{self, TeamRole};
use entity::virtue::{self, VirtueState};
use entity::virtue_wording;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

use crate::people::Actor;
use crate::teams::members::TeamRef;

pub use shape::{Direction, adopt_template, drop, keep, merge, propose, reorder, reword};

/// Virtues of one state that are listed at once.
const LIST_LIMIT: u64 = 200;
/// Most virtues that a team keeps and considers together.
pub const MOST_VIRTUES: u64 = 60;
/// Most characters in a name and in a pole.
pub const LONGEST_WORD: usize = 60;
/// Most characters in an explanation.
pub const LONGEST_EXPLANATION: usize = 500;

/// A virtue in the words of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Virtue {
    pub id: VirtueId,
    /// Key of the template's virtue that it came from, or that the team says it resembles.
    pub template_key: Option<String>,
    pub version: i32,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub explanation: String,
}

impl Virtue {
    /// Returns this virtue's word for a side; the mean is the virtue itself.
    pub fn word(&self, side: Side) -> &str {
        match side {
            Side::TooLittle => &self.too_little,
            Side::Mean => &self.name,
            Side::TooMuch => &self.too_much,
        }
    }
}

/// The words of a virtue as somebody proposes or changes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub explanation: String,
}

/// Why something about a framework can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such virtue or team here, or the person may not do this.
    #[error("not found")]
    NotFound,
    /// The virtue is in a state from which this can't be done.
    #[error("the virtue is in another state by now")]
    OtherState,
    /// The team has as many virtues as anybody can oversee.
    #[error("the framework is full")]
    Full,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Lists the virtues that the team keeps, in its order.
pub async fn current<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
) -> Result<Vec<Virtue>, DbErr> {
    in_state(db, organisation, team, VirtueState::Kept).await
}

/// Lists a team's virtues in one state: the kept in their order, others as they came.
pub async fn in_state<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
    state: VirtueState,
) -> Result<Vec<Virtue>, DbErr> {
    let rows = virtue::Entity::find()
        .filter(virtue::Column::OrganisationId.eq(organisation))
        .filter(virtue::Column::TeamId.eq(team))
        .filter(virtue::Column::State.eq(state))
        .order_by_asc(virtue::Column::Position)
        .order_by_asc(virtue::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let wanted: Vec<_> = rows.iter().map(|row| (row.id, row.wording_version)).collect();
    worded(db, &[organisation], rows, &wanted).await
}

/// Lists the virtues that several teams keep, of whatever organisation, team by team.
pub async fn of_teams<C: ConnectionTrait>(db: &C, teams: &[TeamRef]) -> Result<Vec<Virtue>, DbErr> {
    let these = teams.iter().fold(Condition::any(), |any, team| {
        let this = Condition::all().add(virtue::Column::OrganisationId.eq(team.organisation));
        any.add(this.add(virtue::Column::TeamId.eq(team.team)))
    });
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let rows = virtue::Entity::find()
        .filter(these)
        .filter(virtue::Column::State.eq(VirtueState::Kept))
        .order_by_asc(virtue::Column::OrganisationId)
        .order_by_asc(virtue::Column::TeamId)
        .order_by_asc(virtue::Column::Position)
        .order_by_asc(virtue::Column::Id)
        .limit(LIST_LIMIT * teams.len() as u64)
        .all(db)
        .await?;
    let wanted: Vec<_> = rows.iter().map(|row| (row.id, row.wording_version)).collect();
    let organisations: Vec<_> = teams.iter().map(|team| team.organisation).collect();
    worded(db, &organisations, rows, &wanted).await
}

/// Tells whether a team has begun on a framework: whether it ever had a virtue, in whatever state.
pub async fn has_any<C: ConnectionTrait>(db: &C, team: TeamRef) -> Result<bool, DbErr> {
    let virtues = virtue::Entity::find()
        .filter(virtue::Column::OrganisationId.eq(team.organisation))
        .filter(virtue::Column::TeamId.eq(team.team));
    Ok(virtues.count(db).await? > 0)
}

/// Returns virtues in the words of the given versions, in the given order, whatever became of them since.
pub async fn in_words_of<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    wanted: &[(VirtueId, i32)],
) -> Result<Vec<Virtue>, DbErr> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let to_virtue = virtue_wording::Entity::belongs_to(virtue::Entity)
        .from((virtue_wording::Column::OrganisationId, virtue_wording::Column::VirtueId))
        .to((virtue::Column::OrganisationId, virtue::Column::Id));
    let found = virtue_wording::Entity::find()
        .join(JoinType::InnerJoin, to_virtue.into())
        .select_also(virtue::Entity)
        .filter(virtue_wording::Column::OrganisationId.eq(organisation))
        .filter(virtue_wording::Column::VirtueId.is_in(wanted.iter().map(|(id, _)| *id)))
        .all(db)
        .await?;
    let (wordings, rows): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    Ok(put_in_words(rows.into_iter().flatten(), wordings, wanted))
}

/// Finds a virtue of the team, in its present words, with the state it is in.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
    id: VirtueId,
) -> Result<Option<(Virtue, VirtueState)>, DbErr> {
    let row = virtue::Entity::find_by_id((organisation, id)).one(db).await?;
    let Some(row) = row.filter(|row| row.team_id == team) else { return Ok(None) };
    let state = row.state;
    let wanted = [(row.id, row.wording_version)];
    Ok(worded(db, &[organisation], vec![row], &wanted).await?.pop().map(|virtue| (virtue, state)))
}

/// What somebody may do with a team's framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rights {
    /// Reading and proposing: everybody in the team but guests.
    pub propose: bool,
    /// Keeping, merging, dropping, rewording, ordering: the facilitator; in a team without one, any member.
    pub shape: bool,
}

/// Returns what the actor may do with the framework; `None` when it isn't even theirs to read.
pub async fn rights<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Option<Rights>, DbErr> {
    let Some(place) = actor.reader_of(db, team).await? else { return Ok(None) };
    let shape = match place.role {
        TeamRole::Facilitator => true,
        TeamRole::Member => !has_facilitator(db, actor.organisation, team).await?,
        TeamRole::Trainee | TeamRole::Guest => false,
    };
    Ok(Some(Rights { propose: true, shape }))
}

async fn has_facilitator<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    team: TeamId,
) -> Result<bool, DbErr> {
    let facilitators = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .filter(team_member::Column::TeamId.eq(team))
        .filter(team_member::Column::Role.eq(TeamRole::Facilitator));
    Ok(facilitators.count(db).await? > 0)
}

/// Puts words to rows, one query for all, in the order of `wanted`.
async fn worded<C: ConnectionTrait>(
    db: &C,
    organisations: &[OrganisationId],
    rows: Vec<virtue::Model>,
    wanted: &[(VirtueId, i32)],
) -> Result<Vec<Virtue>, DbErr> {
    let wordings = virtue_wording::Entity::find()
        .filter(virtue_wording::Column::OrganisationId.is_in(organisations.iter().copied()))
        .filter(virtue_wording::Column::VirtueId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    Ok(put_in_words(rows, wordings, wanted))
}

/// Puts virtues in the words of the wanted versions, in their order.
fn put_in_words(
    rows: impl IntoIterator<Item = virtue::Model>,
    wordings: Vec<virtue_wording::Model>,
    wanted: &[(VirtueId, i32)],
) -> Vec<Virtue> {
    let rows: HashMap<VirtueId, virtue::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let wordings: HashMap<(VirtueId, i32), virtue_wording::Model> =
        wordings.into_iter().map(|words| ((words.virtue_id, words.version), words)).collect();
    let virtues = wanted.iter().filter_map(|key| {
        let (row, words) = (rows.get(&key.0)?, wordings.get(key)?.clone());
        Some(Virtue {
            id: row.id,
            template_key: row.template_key.clone(),
            version: words.version,
            name: words.name,
            too_little: words.too_little,
            too_much: words.too_much,
            explanation: words.explanation,
        })
    });
    virtues.collect()
}
