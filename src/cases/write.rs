//! Writing cases down. Every function that takes an actor works on that person's own cases only.

use std::collections::HashMap;

use entity::ids::{CaseId, OrganisationId, TeamId, VirtueId};
use entity::time::Timestamp;
use entity::{case, case_virtue, meeting};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::state::{Act, transition};
use super::{CaseDraft, CaseState, Refused, chosen};
use crate::db::Tx;
use crate::frameworks;
use crate::people::Actor;

/// Writes a new case under an id that its form was given, and returns its version. Sending the same form again is harmless: the
/// case exists once.
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    team: TeamId,
    id: CaseId,
    draft: CaseDraft,
    now: Timestamp,
) -> Result<i32, Refused> {
    actor.reader_of(tx.conn(), team).await?.ok_or(Refused::NotFound)?;
    if case::Entity::find_by_id((actor.organisation, id)).one(tx.conn()).await?.is_some() {
        return save(tx, actor, (id, 0), draft, now).await;
    }
    let virtues = worded(tx, actor.organisation, team, id, &draft.virtues).await?;
    let row = case::Model {
        organisation_id: actor.organisation,
        id,
        team_id: team,
        presenter_id: actor.account,
        title: draft.title,
        story: draft.story,
        learning_question: draft.learning_question,
        client_perspective: draft.client_perspective,
        state: CaseState::Draft,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    tx.insert(row.into_active_model()).await?;
    put_virtues(tx, virtues).await?;
    Ok(1)
}

/// Saves over the version that the writer read, and returns the new one. A late save of what is there already is no conflict:
/// the answer to the first one was lost.
pub async fn save(
    tx: &mut Tx,
    actor: &Actor,
    read: (CaseId, i32),
    draft: CaseDraft,
    now: Timestamp,
) -> Result<i32, Refused> {
    let (id, version) = read;
    let row = own(tx, actor, id).await?;
    transition(row.state, Act::Write)?;
    let stored = CaseDraft {
        title: row.title.clone(),
        story: row.story.clone(),
        learning_question: row.learning_question.clone(),
        client_perspective: row.client_perspective.clone(),
        virtues: chosen(tx.conn(), row.organisation_id, id).await?.iter().map(|virtue| virtue.virtue_id).collect(),
    };
    if stored == draft {
        return Ok(row.version);
    }
    if row.version != version {
        return Err(Refused::Stale);
    }
    if stored.virtues != draft.virtues {
        let virtues = worded(tx, row.organisation_id, row.team_id, id, &draft.virtues).await?;
        case_virtue::Entity::delete_many()
            .filter(case_virtue::Column::OrganisationId.eq(row.organisation_id))
            .filter(case_virtue::Column::CaseId.eq(id))
            .exec(tx.conn())
            .await?;
        put_virtues(tx, virtues).await?;
    }
    let mut row = row.into_active_model();
    row.title = Set(draft.title);
    row.story = Set(draft.story);
    row.learning_question = Set(draft.learning_question);
    row.client_perspective = Set(draft.client_perspective);
    row.version = Set(version + 1);
    row.updated_at = Set(now);
    row.update(tx.conn()).await?;
    Ok(version + 1)
}

/// Says that a case can be brought in: it has a title and a story by now.
pub async fn mark_ready(tx: &mut Tx, actor: &Actor, id: CaseId, now: Timestamp) -> Result<(), Refused> {
    let row = own(tx, actor, id).await?;
    let state = transition(row.state, Act::MakeReady)?;
    if row.title.is_empty() || row.story.is_empty() {
        return Err(Refused::Incomplete);
    }
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.updated_at = Set(now);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Notes that a conversation about the case was held. Asks no rights: for whoever closes a conversation.
pub async fn mark_discussed(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: CaseId,
    now: Timestamp,
) -> Result<(), Refused> {
    let row = case::Entity::find_by_id((organisation, id)).one(tx.conn()).await?.ok_or(Refused::NotFound)?;
    let state = transition(row.state, Act::Discuss)?;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.updated_at = Set(now);
    row.update(tx.conn()).await?;
    Ok(())
}

/// Throws an own case away, as long as it hasn't been discussed and isn't on a meeting.
pub async fn discard(tx: &mut Tx, actor: &Actor, id: CaseId) -> Result<(), Refused> {
    let row = own(tx, actor, id).await?;
    if row.state.is_over() {
        return Err(Refused::OtherState);
    }
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(meeting::Column::CaseId.eq(id));
    if meetings.count(tx.conn()).await? > 0 {
        return Err(Refused::OnMeeting);
    }
    case::Entity::delete_by_id((actor.organisation, id)).exec(tx.conn()).await?;
    Ok(())
}

/// Finds an own case and holds it until commit, so that of two saves at once one is late.
async fn own(tx: &mut Tx, actor: &Actor, id: CaseId) -> Result<case::Model, Refused> {
    let row = case::Entity::find_by_id((actor.organisation, id)).lock_exclusive().one(tx.conn()).await?;
    row.filter(|row| row.presenter_id == actor.account).ok_or(Refused::NotFound)
}

/// Gives chosen virtues the version of their words: the framework's present one, or the one that the case already keeps when the
/// team has dropped the virtue since.
async fn worded(
    tx: &mut Tx,
    organisation: OrganisationId,
    team: TeamId,
    id: CaseId,
    virtues: &[VirtueId],
) -> Result<Vec<case_virtue::ActiveModel>, Refused> {
    let mut versions: HashMap<_, _> = chosen(tx.conn(), organisation, id)
        .await?
        .into_iter()
        .map(|row| (row.virtue_id, row.wording_version))
        .collect();
    let current = frameworks::current(tx.conn(), organisation, team).await?;
    versions.extend(current.into_iter().map(|virtue| (virtue.id, virtue.version)));
    (0..)
        .zip(virtues)
        .map(|(position, virtue)| {
            Ok(case_virtue::ActiveModel {
                organisation_id: Set(organisation),
                case_id: Set(id),
                virtue_id: Set(*virtue),
                wording_version: Set(*versions.get(virtue).ok_or(Refused::UnknownVirtue)?),
                position: Set(position),
            })
        })
        .collect()
}

async fn put_virtues(tx: &mut Tx, virtues: Vec<case_virtue::ActiveModel>) -> Result<(), Refused> {
    if !virtues.is_empty() {
        case_virtue::Entity::insert_many(virtues).exec(tx.conn()).await?;
    }
    Ok(())
}
