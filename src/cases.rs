//! Cases: a worker's story and learning question. Until a conversation about it opens, a case is the presenter's alone.
//!
//! Saving is optimistic: whoever saves says which version they read, and a save that comes too late changes nothing.

pub mod erase;
pub mod phase;
pub mod state;
pub mod write;

use entity::ids::{CaseId, OrganisationId, TeamId, VirtueId};
use entity::time::Timestamp;
use entity::{case, case_virtue};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::db::Question;
use crate::frameworks::{self, Virtue};
use crate::people::Actor;

pub use entity::case::CaseState;
pub use write::{create, discard, mark_discussed, mark_ready, save};

/// Most characters in each text of a case.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_STORY: usize = 20_000;
pub const LONGEST_QUESTION: usize = 500;
pub const LONGEST_PERSPECTIVE: usize = 4_000;
/// Most virtues at the centre of one case.
pub const MOST_VIRTUES: usize = 3;
/// Own cases listed at once.
const LIST_LIMIT: u64 = 200;

/// What a presenter wrote: tidied, within the limits, possibly with gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDraft {
    pub title: String,
    pub story: String,
    pub learning_question: String,
    pub client_perspective: String,
    /// At most three, in the order of the framework.
    pub virtues: Vec<VirtueId>,
}

impl CaseDraft {
    /// Tells whether nothing was written or chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A case with the virtues at its centre, in the words of the version that it keeps.
#[derive(Clone, Debug)]
pub struct Told {
    pub case: case::Model,
    pub virtues: Vec<Virtue>,
}

/// A case in a list, without its story.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Summary {
    pub id: CaseId,
    pub team_id: TeamId,
    pub title: String,
    pub state: CaseState,
    pub updated_at: Timestamp,
}

/// Why something about a case can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such case, or it isn't this person's.
    #[error("not found")]
    NotFound,
    /// It was saved elsewhere since; nothing was changed.
    #[error("the case was saved elsewhere since")]
    Stale,
    /// A chosen virtue isn't one of the team's.
    #[error("a virtue isn't in the team's framework")]
    UnknownVirtue,
    /// A case that is ready has a title and a story.
    #[error("title or story is missing")]
    Incomplete,
    /// The case is in a state from which this can't be done.
    #[error("the case is in another state by now")]
    OtherState,
    /// The case is on a meeting.
    #[error("the case is on a meeting")]
    OnMeeting,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Lists the actor's own cases, the latest first.
pub async fn mine<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<Summary>, DbErr> {
    case::Entity::find()
        .select_only()
        .columns([
            case::Column::Id,
            case::Column::TeamId,
            case::Column::Title,
            case::Column::State,
            case::Column::UpdatedAt,
        ])
        .filter(case::Column::OrganisationId.eq(actor.organisation))
        .filter(case::Column::PresenterId.eq(actor.account))
        .filter(case::Column::State.is_not_in([CaseState::Subject, CaseState::Erased]))
        .order_by_desc(case::Column::UpdatedAt)
        .order_by_desc(case::Column::Id)
        .limit(LIST_LIMIT)
        .into_model::<Summary>()
        .all(db)
        .await
}

/// Lists the actor's own cases of a team that are ready to be brought in, the latest first.
pub async fn ready<C: ConnectionTrait>(db: &C, actor: &Actor, team: TeamId) -> Result<Vec<Summary>, DbErr> {
    let mine = mine(db, actor).await?;
    Ok(mine.into_iter().filter(|case| case.team_id == team && case.state == CaseState::Ready).collect())
}

/// Returns a case to its presenter.
pub async fn get_for_presenter<C: ConnectionTrait>(db: &C, actor: &Actor, id: CaseId) -> Result<Told, Refused> {
    let told = of_conversation(db, actor.organisation, id).await?;
    let own = |told: &Told| told.case.presenter_id == actor.account && told.case.state != CaseState::Subject;
    told.filter(own).ok_or(Refused::NotFound)
}

/// Returns a case WITHOUT asking who reads it. Only for a caller that has just checked that the reader takes part (state
/// present) in a conversation about this very case, or writes its record as the presenter.
pub async fn of_conversation<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    id: CaseId,
) -> Result<Option<Told>, DbErr> {
    let Some(case) = words_in_conversation(db, organisation, id).await? else { return Ok(None) };
    let chosen = chosen(db, organisation, id).await?;
    let versions: Vec<_> = chosen.iter().map(|row| (row.virtue_id, row.wording_version)).collect();
    let virtues = frameworks::in_words_of(db, organisation, &versions).await?;
    Ok(Some(Told { case, virtues }))
}

/// Returns a case's own words WITHOUT asking who reads them, as `of_conversation` does.
pub async fn words_in_conversation<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    id: CaseId,
) -> Result<Option<case::Model>, DbErr> {
    static CASE: Question = Question::new();
    let asked = CASE.ask(db.get_database_backend(), [organisation.into(), id.into()], |[organisation, id]| {
        let query = case::Entity::find().filter(case::Column::OrganisationId.eq(organisation));
        query.filter(case::Column::Id.eq(id)).into_query()
    });
    case::Model::find_by_statement(asked).one(db).await
}

/// Lists the virtues at the centre, in order.
async fn chosen<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    id: CaseId,
) -> Result<Vec<case_virtue::Model>, DbErr> {
    static VIRTUES: Question = Question::new();
    let values = [organisation.into(), id.into(), (MOST_VIRTUES as u64).into()];
    let asked = VIRTUES.ask(db.get_database_backend(), values, |[organisation, id, _]| {
        let query = case_virtue::Entity::find()
            .filter(case_virtue::Column::OrganisationId.eq(organisation))
            .filter(case_virtue::Column::CaseId.eq(id))
            .order_by_asc(case_virtue::Column::Position);
        query.limit(MOST_VIRTUES as u64).into_query()
    });
    case_virtue::Model::find_by_statement(asked).all(db).await
}
