//! A conversation at once: a title is enough. What a team otherwise prepares over weeks is made in one transaction:
//! the team when there is none, its framework, the case, the meeting of today, the conversation.
//!
//! The case has no story: it is told at the table. Whoever begins brings it in and leads, until they hand that over.

use entity::case::{self, CaseState};
use entity::deliberation::{self, DeliberationState};
use entity::ids::{CaseId, DeliberationId, MeetingId, TeamId};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use super::Refused;
use super::opening::{may_open, open_with};
use crate::clock::date;
use crate::db::Tx;
use crate::methods::Method;
use crate::people::Actor;
use crate::teams::members::{self, Place, TeamRef};
use crate::{frameworks, meetings, teams};

/// What this person can begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Footing {
    /// A conversation of one of these teams, at least one.
    Teams(Vec<Team>),
    /// A team first: an administrator of an organisation that has none yet.
    NewTeam,
    /// Nothing: a manager leads no conversation, since a manager is in no team.
    Manager,
    /// Nothing: somebody who is in no team, or as trainee or guest.
    NoTeam,
}

/// A team to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
}

/// Whose conversation it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Circle {
    Team(TeamId),
    /// A team that is made with this name, led by whoever begins.
    NewTeam(String),
}

/// What somebody begins with: tidied, within the limits of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The id that the form was given, so that sending it twice begins once.
    pub case: CaseId,
    pub circle: Circle,
    pub title: String,
    /// May be empty.
    pub learning_question: String,
    /// About a case.
    pub method: &'static Method,
}

/// Tells what somebody can begin with.
pub async fn footing<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Footing, DbErr> {
    if actor.manager {
        return Ok(Footing::Manager);
    }
    let places = members::of_account(db, actor.organisation, actor.account).await?;
    let opens =
        |id: TeamId| places.iter().any(|place: &team_member::Model| place.team_id == id && may_open(place.role));
    let all = teams::list(db, actor.organisation).await?;
    let is_first = all.is_empty();
    let mine: Vec<Team> =
        all.into_iter().filter(|team| opens(team.id)).map(|team| Team { id: team.id, name: team.name }).collect();
    Ok(match () {
        () if !mine.is_empty() => Footing::Teams(mine),
        () if is_first && actor.administrator => Footing::NewTeam,
        () => Footing::NoTeam,
    })
}

/// Begins a conversation. `language` is that of a framework when the team has none yet.
pub async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    beginning: Beginning,
    language: &str,
    now: Timestamp,
) -> Result<DeliberationId, Refused> {
    if actor.only.is_some() {
        return Err(Refused::NotFound);
    }
    if let Some(begun) = begun(tx.conn(), actor, beginning.case).await? {
        return Ok(begun);
    }
    let id = match (footing(tx.conn(), actor).await?, &beginning.circle) {
        (Footing::Teams(mine), Circle::Team(id)) if mine.iter().any(|team| team.id == *id) => *id,
        (Footing::NewTeam, Circle::NewTeam(name)) => found_team(tx, actor, name.clone(), now).await?,
        _ => return Err(Refused::NotFound),
    };
    let team = TeamRef { organisation: actor.organisation, team: id };
    if !frameworks::has_any(tx.conn(), team).await? {
        frameworks::adopt_template(tx, team, language, now).await?;
    }
    let method = beginning.method;
    let case = tell(tx, actor, id, beginning, now).await?;
    let meeting = meet(tx, actor, id, case, now).await?;
    Ok(open_with(tx, actor, meeting, method, now).await?.id)
}

/// Finds the conversation that the same form began before.
pub async fn begun<C: ConnectionTrait>(db: &C, actor: &Actor, case: CaseId) -> Result<Option<DeliberationId>, Refused> {
    let Some(row) = case::Entity::find_by_id((actor.organisation, case)).one(db).await? else {
        return Ok(None);
    };
    let open = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::CaseId.eq(case))
        .filter(deliberation::Column::State.eq(DeliberationState::Open))
        .one(db)
        .await?;
    match open {
        Some(open) if row.presenter_id == actor.account => Ok(Some(open.id)),
        Some(_) => Err(Refused::NotFound),
        None => Err(Refused::Conflict),
    }
}

async fn found_team(tx: &mut Tx, actor: &Actor, name: String, now: Timestamp) -> Result<TeamId, Refused> {
    let id = teams::create(tx, actor.organisation, name, now).await?.id;
    let place = Place { account: actor.account, role: TeamRole::Facilitator, coordinator: false };
    let team = TeamRef { organisation: actor.organisation, team: id };
    members::put(tx, team, place, actor.account, now).await.map_err(|refused| match refused {
        teams::Refused::Database(error) => Refused::Database(error),
        _ => Refused::NotFound,
    })?;
    Ok(id)
}

/// Writes the case down as ready: what is missing is told at the table.
async fn tell(tx: &mut Tx, actor: &Actor, team: TeamId, of: Beginning, now: Timestamp) -> Result<CaseId, Refused> {
    let row = case::Model {
        organisation_id: actor.organisation,
        id: of.case,
        team_id: team,
        presenter_id: actor.account,
        title: of.title,
        story: String::new(),
        learning_question: of.learning_question,
        client_perspective: String::new(),
        state: CaseState::Ready,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Ok(row.into_active_model().insert(tx.conn()).await?.id)
}

/// Puts the case on today's meeting when the team has one without a case, or else on a new one.
async fn meet(tx: &mut Tx, actor: &Actor, team: TeamId, case: CaseId, now: Timestamp) -> Result<MeetingId, Refused> {
    let today = date(now);
    let coming = meetings::upcoming(tx.conn(), actor, team, today).await?;
    let free = coming.into_iter().find(|planned| planned.meeting.date == today && planned.case.is_none());
    let met = match free {
        Some(planned) => {
            let id = planned.meeting.id;
            meetings::choose_case(tx, actor, id, case).await.map(|()| id)
        }
        None => meetings::create(tx, actor, team, today, Some(case), now).await,
    };
    met.map_err(|refused| match refused {
        meetings::Refused::Database(error) => error.into(),
        meetings::Refused::Taken | meetings::Refused::Open | meetings::Refused::Over => Refused::Conflict,
        meetings::Refused::NotFound | meetings::Refused::FarAway | meetings::Refused::TooMany => Refused::NotFound,
    })
}
