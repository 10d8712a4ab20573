//! Who was at a meeting: who sat in one of its conversations, and whoever was noted besides.

use std::collections::BTreeMap;

use entity::attendance::{self, AttendanceRole};
use entity::ids::{AccountId, DeliberationId, MeetingId};
use entity::participant::{self, ParticipantState};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{deliberation, meeting};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Refused, held};
use crate::clock;
use crate::db::Tx;
use crate::people::Actor;
use crate::teams::members::{self, TeamRef};

/// Conversations of a meeting, and people in them, read at once.
const MOST: u64 = 2_000;

/// Everybody who was at each of these meetings, with what they were there.
pub async fn of_meetings<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    meetings: &[meeting::Model],
) -> Result<BTreeMap<MeetingId, BTreeMap<AccountId, AttendanceRole>>, DbErr> {
    let mut people: BTreeMap<MeetingId, BTreeMap<AccountId, AttendanceRole>> = BTreeMap::new();
    let noted = attendance::Entity::find()
        .filter(attendance::Column::OrganisationId.eq(actor.organisation))
        .filter(attendance::Column::MeetingId.is_in(meetings.iter().map(|meeting| meeting.id)))
        .all(db)
        .await?;
    for row in noted {
        people.entry(row.meeting_id).or_default().insert(row.account_id, row.role);
    }
    let talks = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::MeetingId.is_in(meetings.iter().map(|meeting| meeting.id)))
        .limit(MOST)
        .all(db)
        .await?;
    let present = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::DeliberationId.is_in(talks.iter().map(|talk| talk.id)))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .limit(MOST)
        .all(db)
        .await?;
    let talk_of = |id: DeliberationId| talks.iter().find(|talk| talk.id == id);
    for seat in present {
        let Some(talk) = talk_of(seat.deliberation_id) else { continue };
        let role = people.entry(talk.meeting_id).or_default().entry(seat.account_id);
        role.or_insert(AttendanceRole::Participant);
    }
    for talk in &talks {
        let Some(people) = people.get_mut(&talk.meeting_id) else { continue };
        if let Some(role) = people.get_mut(&talk.facilitator_id) {
            *role = AttendanceRole::Facilitator;
        }
        if let Some(role) = people.get_mut(&talk.presenter_id).filter(|role| **role != AttendanceRole::Facilitator) {
            *role = AttendanceRole::Presenter;
        }
    }
    Ok(people)
}

/// Notes who of the team was there, in place of what was noted before. Not before the day itself.
pub async fn note(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    present: &[AccountId],
    now: Timestamp,
) -> Result<(), Refused> {
    let (planned, rights) = held(tx, actor, id).await?;
    if !rights.open {
        return Err(Refused::NotFound);
    }
    if planned.meeting.date > clock::date(now) || planned.is_cancelled() {
        return Err(Refused::Over);
    }
    let team = TeamRef { organisation: actor.organisation, team: planned.meeting.team_id };
    let people = members::list(tx.conn(), team).await?;
    attendance::Entity::delete_many()
        .filter(attendance::Column::OrganisationId.eq(actor.organisation))
        .filter(attendance::Column::MeetingId.eq(id))
        .exec(tx.conn())
        .await?;
    let rows: Vec<_> = people
        .iter()
        .filter(|(member, _)| present.contains(&member.account_id))
        .map(|(member, _)| attendance::ActiveModel {
            organisation_id: Set(actor.organisation),
            meeting_id: Set(id),
            account_id: Set(member.account_id),
            role: Set(match member.role {
                TeamRole::Member => AttendanceRole::Participant,
                TeamRole::Facilitator => AttendanceRole::Facilitator,
                TeamRole::Trainee => AttendanceRole::Trainee,
                TeamRole::Guest => AttendanceRole::Guest,
            }),
        })
        .collect();
    if !rows.is_empty() {
        attendance::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
