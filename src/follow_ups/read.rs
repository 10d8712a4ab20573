//! Reading follow-ups: those of a conversation for who sat in it, one's own for their owner, and what a meeting asks about.

use entity::follow_up::{self, FollowUpKind, FollowUpState};
use entity::ids::{AccountId, DeliberationId, FollowUpId, OrganisationId};
use entity::participant::{self, ParticipantState};
use entity::{account, case, deliberation, meeting};
use sea_orm::prelude::TimeDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use time::Duration;

use super::{LIST_LIMIT, MOST, Refused, Told};
use crate::clock;
use crate::people::Actor;

/// Days before a date to come back to a case at which people are reminded: time to think about it.
const COME_BACK_DAYS: i64 = 3;

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

/// Lists what people are reminded of today, with whom: what somebody promised for this day, and cases to come back to in a
/// few days. For the job that reminds, in all organisations.
///
/// A date to come back belongs to whoever is named with it; when nobody is, to who brought the case in and who led.
pub async fn to_remind<C: ConnectionTrait>(
    db: &C,
    today: TimeDate,
) -> Result<Vec<(follow_up::Model, Vec<AccountId>)>, DbErr> {
    let soon = today.saturating_add(Duration::days(COME_BACK_DAYS));
    let promised = Condition::all()
        .add(follow_up::Column::Kind.eq(FollowUpKind::Action))
        .add(follow_up::Column::OwnerId.is_not_null())
        .add(follow_up::Column::Due.eq(today));
    // Whoever sets a date for this very week needs no mail about it the same day.
    let to_come_back = Condition::all()
        .add(follow_up::Column::Kind.eq(FollowUpKind::ComeBack))
        .add(follow_up::Column::Due.between(today, soon))
        .add(follow_up::Column::CreatedAt.lt(clock::at(today, 0)));
    let rows = follow_up::Entity::find()
        .filter(follow_up::Column::State.eq(FollowUpState::Open))
        .filter(Condition::any().add(promised).add(to_come_back))
        .order_by_asc(follow_up::Column::Id)
        .limit(LIST_LIMIT * 10)
        .all(db)
        .await?;
    let talks = deliberation::Entity::find()
        .filter(deliberation::Column::Id.is_in(rows.iter().map(|row| row.deliberation_id)))
        .all(db)
        .await?;
    let with_people = |row: follow_up::Model| {
        let talk = talks.iter().find(|talk| talk.id == row.deliberation_id);
        let people = match (row.owner_id, talk) {
            (Some(owner), _) => vec![owner],
            (None, Some(talk)) => vec![talk.presenter_id, talk.facilitator_id],
            (None, None) => Vec::new(),
        };
        (row, people)
    };
    Ok(rows.into_iter().map(with_people).collect())
}

/// Returns which edition of a reminder belongs to a date: another date is told anew.
pub fn edition(due: TimeDate) -> i32 {
    due.to_julian_day()
}

pub(super) fn due(of: &meeting::Model) -> sea_orm::Select<follow_up::Entity> {
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
