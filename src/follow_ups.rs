//! What was promised in a conversation: who does what by when, and what would show that it worked; a date to come back to the case.
//!
//! Read by those who sat in the conversation, and by its owner. What is due is asked about once, at the team's next meeting.
//! Nothing here counts: there is no function that says how many somebody has open.

use entity::contribution::{self, ContributionKind};
use entity::follow_up::{self, FollowUpKind, FollowUpState};
use entity::ids::{AccountId, DeliberationId, FollowUpId, OrganisationId};
use entity::participant::{self, ParticipantState};
use entity::time::Timestamp;
use entity::{account, case, deliberation, meeting};
use sea_orm::prelude::TimeDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::clock;
use crate::db::Tx;
use crate::people::Actor;

/// Most characters of what is promised, of what would show that it worked, and of what became of it.
pub const LONGEST_TEXT: usize = 500;
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
            let owner = owner_named(&people, &one.who);
            let due = clock::parse_date(&one.due);
            follow_up::Model {
                text: one.text.trim().chars().take(LONGEST_TEXT).collect(),
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

/// Lists who was present in a conversation, by name.
pub async fn people<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    of: DeliberationId,
) -> Result<Vec<(AccountId, String)>, DbErr> {
    let present: Vec<AccountId> = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(organisation))
        .filter(participant::Column::DeliberationId.eq(of))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .select_only()
        .column(participant::Column::AccountId)
        .limit(LIST_LIMIT)
        .into_tuple()
        .all(db)
        .await?;
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(present))
        .order_by_asc(account::Column::Name)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Returns a conversation that the actor sat in, for its follow-ups.
pub async fn conversation<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: DeliberationId,
) -> Result<deliberation::Model, Refused> {
    let key = (actor.organisation, id, actor.account);
    let seat = participant::Entity::find_by_id(key).one(db).await?;
    seat.filter(|seat| seat.state == ParticipantState::Present).ok_or(Refused::NotFound)?;
    deliberation::Entity::find_by_id((actor.organisation, id)).one(db).await?.ok_or(Refused::NotFound)
}

/// Lists a conversation's follow-ups, for who sat in it.
pub async fn of_conversation<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: DeliberationId,
) -> Result<Vec<Told>, Refused> {
    conversation(db, actor, id).await?;
    let rows = follow_up::Entity::find()
        .filter(follow_up::Column::OrganisationId.eq(actor.organisation))
        .filter(follow_up::Column::DeliberationId.eq(id))
        .order_by_asc(follow_up::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(tell(db, actor, rows).await?)
}

/// Returns one follow-up that the actor may read.
pub async fn get<C: ConnectionTrait>(db: &C, actor: &Actor, id: FollowUpId) -> Result<Told, Refused> {
    let row = follow_up::Entity::find_by_id((actor.organisation, id)).one(db).await?.ok_or(Refused::NotFound)?;
    if row.owner_id != Some(actor.account) {
        conversation(db, actor, row.deliberation_id).await?;
    }
    tell(db, actor, vec![row]).await?.pop().ok_or(Refused::NotFound)
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
    now: Timestamp,
) -> Result<(), Refused> {
    let told = get(tx.conn(), actor, id).await?;
    let mut row = told.row.into_active_model();
    row.state = Set(state);
    row.outcome = Set(outcome);
    row.answered_at = Set((state != FollowUpState::Open).then_some(now));
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lists what the actor promised: what is open first, by date; then what they told about, the latest first.
pub async fn mine<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<Told>, DbErr> {
    let mut rows = follow_up::Entity::find()
        .filter(follow_up::Column::OrganisationId.eq(actor.organisation))
        .filter(follow_up::Column::OwnerId.eq(actor.account))
        .order_by_desc(follow_up::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let far = TimeDate::MAX;
    rows.sort_by_key(|row| match row.state {
        FollowUpState::Open => (false, row.due.unwrap_or(far), std::cmp::Reverse(row.created_at)),
        FollowUpState::Answered | FollowUpState::LetGo => {
            (true, far, std::cmp::Reverse(row.answered_at.unwrap_or(row.created_at)))
        }
    });
    tell(db, actor, rows).await
}

/// Lists what this meeting asks about and the actor may read: what is due by then and wasn't asked about at an earlier one.
pub async fn asked_at<C: ConnectionTrait>(db: &C, actor: &Actor, of: &meeting::Model) -> Result<Vec<Told>, DbErr> {
    let rows = due(of).order_by_asc(follow_up::Column::Id).limit(LIST_LIMIT).all(db).await?;
    let sat_in: Vec<DeliberationId> = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .filter(participant::Column::DeliberationId.is_in(rows.iter().map(|row| row.deliberation_id)))
        .select_only()
        .column(participant::Column::DeliberationId)
        .into_tuple()
        .all(db)
        .await?;
    let readable =
        |row: &follow_up::Model| row.owner_id == Some(actor.account) || sat_in.contains(&row.deliberation_id);
    tell(db, actor, rows.into_iter().filter(readable).collect()).await
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

fn due(of: &meeting::Model) -> sea_orm::Select<follow_up::Entity> {
    let day = clock::at(of.date, 0);
    // What was promised in this meeting's own conversations is for the next one.
    let earlier = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::Id)
        .filter(deliberation::Column::OrganisationId.eq(of.organisation_id))
        .filter(deliberation::Column::TeamId.eq(of.team_id))
        .filter(deliberation::Column::MeetingId.ne(of.id))
        .filter(deliberation::Column::OpenedAt.lt(day));
    let by_now = Condition::any().add(follow_up::Column::Due.lte(of.date)).add(follow_up::Column::Due.is_null());
    let not_asked = Condition::all()
        .add(follow_up::Column::AskedMeetingId.is_null())
        .add(follow_up::Column::State.eq(FollowUpState::Open));
    follow_up::Entity::find()
        .filter(follow_up::Column::OrganisationId.eq(of.organisation_id))
        .filter(follow_up::Column::TeamId.eq(of.team_id))
        .filter(follow_up::Column::DeliberationId.in_subquery(sea_orm::QueryTrait::into_query(earlier)))
        .filter(by_now)
        .filter(Condition::any().add(not_asked).add(follow_up::Column::AskedMeetingId.eq(of.id)))
}

/// Lists what is promised for a day by somebody. For the job that reminds, in all organisations.
pub async fn due_on<C: ConnectionTrait>(db: &C, day: TimeDate) -> Result<Vec<follow_up::Model>, DbErr> {
    follow_up::Entity::find()
        .filter(follow_up::Column::Due.eq(day))
        .filter(follow_up::Column::State.eq(FollowUpState::Open))
        .filter(follow_up::Column::Kind.eq(FollowUpKind::Action))
        .filter(follow_up::Column::OwnerId.is_not_null())
        .order_by_asc(follow_up::Column::Id)
        .limit(LIST_LIMIT * 10)
        .all(db)
        .await
}

/// Puts names and cases to follow-ups, three queries for all.
async fn tell<C: ConnectionTrait>(db: &C, actor: &Actor, rows: Vec<follow_up::Model>) -> Result<Vec<Told>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let owners = account::Entity::find()
        .filter(account::Column::Id.is_in(rows.iter().filter_map(|row| row.owner_id)))
        .all(db)
        .await?;
    let talks = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::Id.is_in(rows.iter().map(|row| row.deliberation_id)))
        .all(db)
        .await?;
    let cases = case::Entity::find()
        .filter(case::Column::OrganisationId.eq(actor.organisation))
        .filter(case::Column::Id.is_in(talks.iter().map(|talk| talk.case_id)))
        .all(db)
        .await?;
    let told = |row: follow_up::Model| {
        let owner = owners.iter().find(|owner| Some(owner.id) == row.owner_id).map(|owner| owner.name.clone());
        let talk = talks.iter().find(|talk| talk.id == row.deliberation_id);
        let case = talk.and_then(|talk| cases.iter().find(|case| case.id == talk.case_id));
        Told {
            owner: owner.unwrap_or_else(|| row.owner_name.clone()),
            case_title: case.map(|case| case.title.clone()).unwrap_or_default(),
            row,
        }
    };
    Ok(rows.into_iter().map(told).collect())
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
