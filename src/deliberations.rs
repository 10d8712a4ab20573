//! Deliberations: the guided conversation about one case, live.
//!
//! Only who is present in a conversation reads or changes it; to anyone else it isn't there. What is hidden is never
//! read from the database for anyone but its author. `revision` guards the steering, `changes` counts everything that
//! live pages should know of.

pub mod attendance;
pub mod closing;
pub mod contribution;
pub mod course;
pub mod erase;
pub mod farewell;
pub mod focus;
pub mod grouping;
pub mod hearsay;
pub mod hub;
pub mod joining;
pub mod lead;
pub mod opening;
pub mod paper;
pub mod participants;
pub mod placement;
pub mod quick_start;
pub mod steering;
pub mod timer;
pub mod voices;
pub mod votes;

use std::sync::Arc;

use entity::deliberation::{self, DeliberationState};
use entity::deliberation_step::{self, StepState};
use entity::ids::{CaseId, DeliberationId, OrganisationId, TeamId, VirtueId};
use entity::participant::{self, ParticipantState};
use entity::placement::Moment;
use entity::{case, deliberation_virtue, virtue_wording};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::db::Tx;
use crate::event::Event;
use crate::methods::{self, Method, Reader, Standing, Step, Tool};
use crate::people::Actor;

use timer::Timer;

pub use opening::open;
pub use participants::{Seat, enter, require_facilitator, require_participant};

/// Open conversations listed at once.
const LIST_LIMIT: u64 = 20;
/// Most virtues of one conversation.
const MOST_VIRTUES: u64 = 20;

/// Why something in a conversation can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// Somebody else was first, or the moment for this has passed; the page shows how things stand.
    #[error("the conversation has moved on")]
    Conflict,
    /// A conversation about this case is open already.
    #[error("a conversation about this case is open")]
    AlreadyOpen(DeliberationId),
    /// The meeting has no case, or one that its presenter is still writing.
    #[error("the meeting has no case that is ready")]
    NoCase,
    /// The text is empty.
    #[error("the text is empty")]
    Empty,
    /// The text is longer than is allowed.
    #[error("the text is too long")]
    TooLong,
    /// This step doesn't ask for that.
    #[error("the step does not ask for this")]
    NotAsked,
    /// There are as many dots as people, or as many choices as each has.
    #[error("there is no room for more")]
    Full,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A virtue at the centre, in the words of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Virtue {
    pub id: VirtueId,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
}

/// A step on a conversation's way, with how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its number in the method, from 0.
    pub number: usize,
    pub standing: Standing,
}

/// A conversation with its method and where each step stands. Holds nothing that anybody wrote in it.
#[derive(Clone, Debug)]
pub struct Room {
    pub deliberation: deliberation::Model,
    pub method: Arc<Method>,
    /// The steps of the method, in the order that this conversation takes.
    pub path: Vec<Stop>,
}

impl Room {
    /// Reads a conversation's present state.
    pub async fn read<C: ConnectionTrait>(db: &C, deliberation: deliberation::Model) -> Result<Self, DbErr> {
        let method = methods::kept(db, &deliberation.method_hash).await?;
        let rows = deliberation_step::Entity::find()
            .filter(deliberation_step::Column::OrganisationId.eq(deliberation.organisation_id))
            .filter(deliberation_step::Column::DeliberationId.eq(deliberation.id))
            .all(db)
            .await?;
        let mut placed: Vec<(i32, Stop)> = Vec::new();
        for (number, step) in method.steps.iter().enumerate() {
            let row = rows.iter().find(|row| row.step_key == step.key);
            let standing = row.map_or(Standing { state: StepState::Pending, revealed: false }, |row| Standing {
                state: row.state,
                revealed: row.revealed,
            });
            let place = row.and_then(|row| row.position).unwrap_or(i32::try_from(number).unwrap_or(i32::MAX));
            placed.push((place, Stop { number, standing }));
        }
        placed.sort_by_key(|(place, stop)| (*place, stop.number));
        Ok(Self { deliberation, method, path: placed.into_iter().map(|(_, stop)| stop).collect() })
    }

    /// Returns the place of the step that the group is at, in the conversation's order.
    pub fn at(&self) -> usize {
        usize::try_from(self.deliberation.step).unwrap_or(0).min(self.path.len() - 1)
    }

    /// Returns the step that the group is at.
    pub fn step(&self) -> &Step {
        &self.method.steps[self.path[self.at()].number]
    }

    /// Returns how the present step stands.
    pub fn standing(&self) -> Standing {
        self.path[self.at()].standing
    }

    /// Lists the steps with how they stand, in the conversation's order.
    pub fn steps(&self) -> impl Iterator<Item = (&Step, Standing)> {
        self.path.iter().map(|stop| (&self.method.steps[stop.number], stop.standing))
    }

    /// Finds a step by its key, with how it stands.
    pub fn find(&self, key: &str) -> Option<(&Step, Standing)> {
        self.steps().find(|(step, _)| step.key == key)
    }

    /// Returns the time of the present step.
    pub fn timer(&self) -> Timer {
        Timer::of(&self.deliberation, self.step())
    }

    /// Tells whether the conversation goes on.
    pub fn is_open(&self) -> bool {
        self.deliberation.state == DeliberationState::Open
    }

    /// Lists the keys of the steps whose contributions a reader may see. After the close nobody is kept out any more.
    pub fn readable_steps(&self, reader: Reader) -> Vec<&str> {
        let reader = if self.is_open() { reader } else { Reader::Table };
        self.steps()
            .filter(|(step, standing)| step.may_read(*standing, reader))
            .map(|(step, _)| step.key.as_str())
            .collect()
    }

    /// Tells whether something may have been written that a reader doesn't see on the table.
    pub fn keeps_back(&self, reader: Reader) -> bool {
        let readable = self.readable_steps(reader);
        self.steps().any(|(step, standing)| {
            let was_open = step.has(Tool::Contributions) && standing.state != StepState::Pending;
            was_open && !readable.contains(&step.key.as_str())
        })
    }

    /// Tells whether a reader is kept out of the present step.
    pub fn keeps_out(&self, reader: Reader) -> bool {
        self.is_open() && self.step().keeps_out(self.standing(), reader)
    }

    /// Tells whether the dots of a moment have been revealed.
    pub fn is_revealed(&self, moment: Moment) -> bool {
        self.steps().filter(|(step, _)| step.placed() == Some(moment)).any(|(_, standing)| standing.revealed)
    }
}

/// An open conversation in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenConversation {
    pub id: DeliberationId,
    pub team: TeamId,
    pub title: String,
    pub present: bool,
}

/// Lists the open conversations that somebody takes part in or is expected at, the latest first.
pub async fn open_for<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<OpenConversation>, DbErr> {
    let seats = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .order_by_desc(participant::Column::DeliberationId)
        .limit(200)
        .all(db)
        .await?;
    let open = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::Id.is_in(seats.iter().map(|seat| seat.deliberation_id)))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .order_by_desc(deliberation::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let titles: Vec<(CaseId, String)> = case::Entity::find()
        .filter(case::Column::OrganisationId.eq(actor.organisation))
        .filter(case::Column::Id.is_in(open.iter().map(|row| row.case_id)))
        .select_only()
        .columns([case::Column::Id, case::Column::Title])
        .into_tuple()
        .all(db)
        .await?;
    let listed = |row: deliberation::Model| OpenConversation {
        title: titles.iter().find(|(id, _)| *id == row.case_id).map(|(_, title)| title.clone()).unwrap_or_default(),
        present: seats.iter().any(|s| s.deliberation_id == row.id && s.state == ParticipantState::Present),
        id: row.id,
        team: row.team_id,
    };
    Ok(open.into_iter().map(listed).collect())
}

/// Lists the virtues at the centre of a conversation, in order.
pub async fn virtues<C: ConnectionTrait>(db: &C, of: &deliberation::Model) -> Result<Vec<Virtue>, DbErr> {
    let chosen = deliberation_virtue::Entity::find()
        .filter(deliberation_virtue::Column::OrganisationId.eq(of.organisation_id))
        .filter(deliberation_virtue::Column::DeliberationId.eq(of.id))
        .order_by_asc(deliberation_virtue::Column::Position)
        .limit(MOST_VIRTUES)
        .all(db)
        .await?;
    let mut versions = Condition::any();
    for row in &chosen {
        let version = virtue_wording::Column::VirtueId.eq(row.virtue_id);
        versions = versions.add(version.and(virtue_wording::Column::Version.eq(row.wording_version)));
    }
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let wordings = virtue_wording::Entity::find()
        .filter(virtue_wording::Column::OrganisationId.eq(of.organisation_id))
        .filter(versions)
        .all(db)
        .await?;
    let worded = |row: &deliberation_virtue::Model| {
        let words = wordings.iter().find(|words| words.virtue_id == row.virtue_id)?.clone();
        Some(Virtue { id: row.virtue_id, name: words.name, too_little: words.too_little, too_much: words.too_much })
    };
    Ok(chosen.iter().filter_map(worded).collect())
}

/// Counts a change of an open conversation and tells live pages. Holds the conversation until commit, so that changes to
/// one conversation come one after another on both databases.
async fn change(tx: &mut Tx, organisation: OrganisationId, id: DeliberationId) -> Result<deliberation::Model, Refused> {
    let counted = deliberation::Entity::update_many()
        .col_expr(deliberation::Column::Changes, Expr::col(deliberation::Column::Changes).add(1))
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .filter(deliberation::Column::Id.eq(id))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .exec(tx.conn())
        .await?;
    let row = deliberation::Entity::find_by_id((organisation, id)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    if counted.rows_affected == 0 {
        return Err(Refused::Conflict);
    }
    tx.record(Event::DeliberationChanged(organisation, id));
    Ok(row)
}

/// Counts a change as `change` does, and reads the room.
async fn hold(tx: &mut Tx, organisation: OrganisationId, id: DeliberationId) -> Result<Room, Refused> {
    let deliberation = change(tx, organisation, id).await?;
    Ok(Room::read(tx.conn(), deliberation).await?)
}
