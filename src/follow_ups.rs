//! What was promised in a conversation: who does what by when, and what would show that it worked; a date to come back to the case.
//!
//! Read by those who sat in the conversation, and by its owner. What is due is asked about once, at the team's next meeting.
//! Nothing here counts: there is no function that says how many somebody has open.

mod read;

use entity::contribution::{self, ContributionKind};
use entity::follow_up::{self, FollowUpKind, FollowUpState};
use entity::ids::{AccountId, DeliberationId, FollowUpId, MeetingId};
use entity::time::Timestamp;
use entity::{deliberation, meeting};
use sea_orm::prelude::TimeDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use crate::clock;
use crate::db::Tx;
use crate::people::Actor;

use read::due;
pub use read::{asked_at, conversation, edition, get, mine, of_conversation, people, to_remind};

/// Most characters of what is promised, of what would show that it worked, and of what became of it.
pub const LONGEST_TEXT: usize = 2_000;
/// Follow-ups of one conversation.
pub const MOST: u64 = 30;
/// Follow-ups read at once.
const LIST_LIMIT: u64 = 200;

/// Why something about a follow-up can't be done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// The conversation has as many as it can have.
    #[error("there are too many")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A follow-up as somebody writes it, tidied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub text: String,
    /// Somebody of the conversation.
    pub owner: Option<AccountId>,
    pub due: Option<TimeDate>,
    /// What would show that it worked.
    pub sign: String,
}

/// A follow-up as it is read.
#[derive(Clone, Debug)]
pub struct Told {
    pub row: follow_up::Model,
    /// Whose it is, in their name or in the words that were written.
    pub owner: String,
    pub case_title: String,
}

/// Takes over what was promised in a conversation that closes. `told` is what everybody at the table could read.
pub async fn create_from_conversation(
    tx: &mut Tx,
    closed: &deliberation::Model,
    told: &[contribution::Model],
    now: Timestamp,
) -> Result<(), DbErr> {
    let people = people(tx.conn(), closed.organisation_id, closed.id).await?;
    let actions = told.iter().filter(|one| one.kind == ContributionKind::Action && !one.text.trim().is_empty());
    let rows: Vec<_> = actions
        .map(|one| {
            let owner = owner_meant(&people, one);
            let due = clock::parse_date(&one.due);
            follow_up::Model {
                text: one.text.trim().to_owned(),
                owner_id: owner,
                owner_name: if owner.is_some() { String::new() } else { one.who.trim().to_owned() },
                due,
                due_words: if due.is_some() { String::new() } else { one.due.trim().to_owned() },
                ..blank(closed, FollowUpKind::Action, now)
            }
            .into_active_model()
        })
        .collect();
    if !rows.is_empty() {
        follow_up::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn blank(of: &deliberation::Model, kind: FollowUpKind, now: Timestamp) -> follow_up::Model {
    follow_up::Model {
        organisation_id: of.organisation_id,
        id: FollowUpId::new(),
        team_id: of.team_id,
        deliberation_id: of.id,
        kind,
        state: FollowUpState::Open,
        text: String::new(),
        owner_id: None,
        owner_name: String::new(),
        due: None,
        due_words: String::new(),
        sign: String::new(),
        outcome: String::new(),
        asked_meeting_id: None,
        created_at: now,
        answered_at: None,
    }
}

/// Finds whose an action is: the writer's own when they wrote "ik", otherwise who is named.
fn owner_meant(people: &[(AccountId, String)], one: &contribution::Model) -> Option<AccountId> {
    let is_own = matches!(one.who.trim().to_lowercase().as_str(), "ik" | "ikzelf" | "i" | "me");
    match one.author_id.filter(|_| is_own) {
        Some(author) => people.iter().map(|(id, _)| *id).find(|id| *id == author),
        None => owner_named(people, &one.who),
    }
}

/// Finds whom a word means: a full name or a first name that only one person has.
fn owner_named(people: &[(AccountId, String)], who: &str) -> Option<AccountId> {
    let who = who.trim().to_lowercase();
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let mut meant = people.iter().filter(|(_, name)| name.to_lowercase() == who || first(name) == who);
    match (meant.next(), meant.next()) {
        (Some((id, _)), None) if !who.is_empty() => Some(*id),
        _ => None,
    }
}

/// Adds a follow-up to a conversation that the actor sat in.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    id: DeliberationId,
    (kind, draft): (FollowUpKind, Draft),
    now: Timestamp,
) -> Result<FollowUpId, Refused> {
    let talk = conversation(tx.conn(), actor, id).await?;
    if of_conversation(tx.conn(), actor, id).await?.len() as u64 >= MOST {
        return Err(Refused::TooMany);
    }
    let owner = owner_among(tx, &talk, draft.owner).await?;
    let row = follow_up::Model {
        text: draft.text,
        owner_id: owner,
        due: draft.due,
        sign: draft.sign,
        ..blank(&talk, kind, now)
    };
    Ok(row.into_active_model().insert(tx.conn()).await?.id)
}

/// Changes what was promised, by whom, by when; whoever sat in the conversation may.
pub async fn change(tx: &mut Tx, actor: &Actor, id: FollowUpId, draft: Draft) -> Result<(), Refused> {
    let told = get(tx.conn(), actor, id).await?;
    let talk = conversation(tx.conn(), actor, told.row.deliberation_id).await?;
    let owner = owner_among(tx, &talk, draft.owner).await?;
    let moved = told.row.due != draft.due;
    let mut row = told.row.into_active_model();
    row.text = Set(draft.text);
    if owner.is_some() {
        row.owner_name = Set(String::new());
    }
    row.owner_id = Set(owner);
    if draft.due.is_some() {
        row.due_words = Set(String::new());
    }
    row.due = Set(draft.due);
    row.sign = Set(draft.sign);
    if moved {
        // Another date is another question.
        row.asked_meeting_id = Set(None);
    }
    row.update(tx.conn()).await?;
    Ok(())
}

async fn owner_among(
    tx: &Tx,
    of: &deliberation::Model,
    owner: Option<AccountId>,
) -> Result<Option<AccountId>, Refused> {
    let people = people(tx.conn(), of.organisation_id, of.id).await?;
    match owner {
        Some(owner) if people.iter().all(|(id, _)| *id != owner) => Err(Refused::NotFound),
        owner => Ok(owner),
    }
}

/// Writes down what became of it; or lets it go, since it isn't needed any more.
pub async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    id: FollowUpId,
    (state, outcome): (FollowUpState, String),
    asked_at: Option<MeetingId>,
    now: Timestamp,
) -> Result<(), Refused> {
    let told = get(tx.conn(), actor, id).await?;
    let asks = match asked_at.filter(|_| told.row.asked_meeting_id.is_none()) {
        Some(meeting) => meeting::Entity::find_by_id((actor.organisation, meeting)).one(tx.conn()).await?,
        None => None,
    };
    let asks = asks.filter(|meeting| meeting.team_id == told.row.team_id);
    let mut row = told.row.into_active_model();
    if let Some(meeting) = asks {
        // Told at a meeting before it was formally asked there: it stays on that meeting's page.
        row.asked_meeting_id = Set(Some(meeting.id));
    }
    row.state = Set(state);
    row.outcome = Set(outcome);
    row.answered_at = Set((state != FollowUpState::Open).then_some(now));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Notes that a meeting asked about what was due: it isn't asked about at a later one. Whoever calls it may lead the meeting.
pub async fn ask(tx: &mut Tx, of: &meeting::Model) -> Result<(), DbErr> {
    let ids: Vec<FollowUpId> =
        due(of).select_only().column(follow_up::Column::Id).limit(LIST_LIMIT).into_tuple().all(tx.conn()).await?;
    follow_up::Entity::update_many()
        .col_expr(follow_up::Column::AskedMeetingId, Expr::value(of.id))
        .filter(follow_up::Column::OrganisationId.eq(of.organisation_id))
        .filter(follow_up::Column::Id.is_in(ids))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_a_person_when_only_one_has_that_name() {
        let people = vec![
            (AccountId::random(), "Noor de Wit".to_owned()),
            (AccountId::random(), "Youssef Amrani".to_owned()),
            (AccountId::random(), "Youssef Bakker".to_owned()),
        ];
        assert_eq!(owner_named(&people, " noor "), Some(people[0].0));
        assert_eq!(owner_named(&people, "youssef"), None);
        assert_eq!(owner_named(&people, "Youssef Bakker"), Some(people[2].0));
        assert_eq!(owner_named(&people, ""), None);
        assert_eq!(owner_named(&people, "wij samen"), None);
    }
}
