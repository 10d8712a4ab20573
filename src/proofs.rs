//! Proof of attendance: which meetings somebody was at, for how long, as what. No case, no word of what was said.
//!
//! What registers ask changes: how the proof looks is each person's own to set, and no rule is printed as a fact.

use entity::attendance::AttendanceRole;
use entity::ids::{AccountId, MeetingId};
use entity::time::Timestamp;
use entity::{
    account, attendance, deliberation, meeting, meeting_plan, method_snapshot, participant, proof_profile, reflection,
    team,
};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use time::{Date, Month};

use crate::bilingual::Bilingual;
use crate::db::Tx;
use crate::meetings::agenda;
use crate::meetings::attendance as presence;
use crate::people::Actor;

/// Most characters of a dimension, and of a name of one.
pub const LONGEST_TEXT: usize = 2_000;
pub const LONGEST_LABEL: usize = 80;
/// Meetings in one year.
const MOST: u64 = 400;

/// A meeting that somebody was at.
#[derive(Clone, Debug)]
pub struct Attended {
    pub id: MeetingId,
    pub date: TimeDate,
    pub team: String,
    pub role: AttendanceRole,
    /// Length in minutes: as it went when that is known, or else as it was planned.
    pub minutes: i64,
    /// Keys and names of the methods that were used.
    pub methods: Vec<String>,
    pub people: usize,
    pub facilitator: String,
    pub reflection: Option<reflection::Model>,
}

/// Returns how somebody's proof looks, as far as they have said so.
pub async fn profile<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Option<proof_profile::Model>, DbErr> {
    proof_profile::Entity::find_by_id((actor.organisation, actor.account)).one(db).await
}

/// Notes how the actor's proof is to look.
pub async fn set_profile(tx: &mut Tx, actor: &Actor, profile: proof_profile::Model) -> Result<(), DbErr> {
    let row = proof_profile::Model { organisation_id: actor.organisation, account_id: actor.account, ..profile };
    proof_profile::Entity::delete_by_id((actor.organisation, actor.account)).exec(tx.conn()).await?;
    tx.insert(row.into_active_model()).await
}

/// Lists the years in which the actor was at a meeting, the latest first, this year always among them.
pub async fn years<C: ConnectionTrait>(db: &C, actor: &Actor, today: TimeDate) -> Result<Vec<i32>, DbErr> {
    let dates: Vec<TimeDate> = mine(actor).select_only().column(meeting::Column::Date).into_tuple().all(db).await?;
    let mut years: Vec<i32> = dates.iter().map(|date| date.year()).chain([today.year()]).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

/// The actor's meetings: where they sat in a conversation, or were noted as present.
fn mine(actor: &Actor) -> sea_orm::Select<meeting::Entity> {
    let noted = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::MeetingId)
        .filter(attendance::Column::OrganisationId.eq(actor.organisation))
        .filter(attendance::Column::AccountId.eq(actor.account))
        .into_query();
    let seats = participant::Entity::find()
        .select_only()
        .column(participant::Column::DeliberationId)
        .filter(participant::Column::OrganisationId.eq(actor.organisation))
        .filter(participant::Column::AccountId.eq(actor.account))
        .filter(participant::Column::State.eq(participant::ParticipantState::Present))
        .into_query();
    let sat = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::MeetingId)
        .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
        .filter(deliberation::Column::State.eq(deliberation::DeliberationState::Closed))
        .filter(deliberation::Column::Id.in_subquery(seats))
        .into_query();
    let there = Condition::any().add(meeting::Column::Id.in_subquery(noted)).add(meeting::Column::Id.in_subquery(sat));
    meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.eq(actor.organisation))
        .filter(there)
        .order_by_asc(meeting::Column::Date)
        .order_by_asc(meeting::Column::Id)
        .limit(MOST)
}

/// Lists the actor's meetings of a year, by date.
pub async fn attended<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    year: i32,
    language: &str,
) -> Result<Vec<Attended>, DbErr> {
    let ends = Date::from_calendar_date(year, Month::January, 1)
        .and_then(|first| Date::from_calendar_date(year, Month::December, 31).map(|last| (first, last)));
    let Ok((first, last)) = ends else { return Ok(Vec::new()) };
    let meetings = mine(actor).filter(meeting::Column::Date.between(first, last)).all(db).await?;
    let reader = Reader::read(db, actor, &meetings, language).await?;
    Ok(meetings.iter().filter_map(|meeting| reader.attended(actor.account, meeting)).collect())
}

/// What belongs to a number of meetings, read at once.
struct Reader {
    people: std::collections::BTreeMap<MeetingId, std::collections::BTreeMap<AccountId, AttendanceRole>>,
    talks: Vec<deliberation::Model>,
    plans: Vec<meeting_plan::Model>,
    teams: Vec<team::Model>,
    names: Vec<account::Model>,
    methods: Vec<(String, String)>,
    reflections: Vec<reflection::Model>,
}

impl Reader {
    async fn read<C: ConnectionTrait>(
        db: &C,
        actor: &Actor,
        meetings: &[meeting::Model],
        language: &str,
    ) -> Result<Self, DbErr> {
        let ids = || meetings.iter().map(|meeting| meeting.id);
        let talks = deliberation::Entity::find()
            .filter(deliberation::Column::OrganisationId.eq(actor.organisation))
            .filter(deliberation::Column::MeetingId.is_in(ids()))
            .order_by_asc(deliberation::Column::OpenedAt)
            .limit(MOST * 4)
            .all(db)
            .await?;
        let mut hashes: Vec<String> = talks.iter().map(|talk| talk.method_hash.clone()).collect();
        hashes.sort();
        hashes.dedup();
        let snapshots =
            method_snapshot::Entity::find().filter(method_snapshot::Column::Hash.is_in(hashes)).all(db).await?;
        let named = snapshots.iter().map(|row| (row.hash.clone(), name_of(row, language)));
        Ok(Self {
            people: presence::of_meetings(db, actor, meetings).await?,
            plans: crate::meetings::plan::of_meetings(db, actor, ids()).await?,
            teams: team::Entity::find()
                .filter(team::Column::OrganisationId.eq(actor.organisation))
                .filter(team::Column::Id.is_in(meetings.iter().map(|meeting| meeting.team_id)))
                .all(db)
                .await?,
            names: account::Entity::find()
                .filter(account::Column::Id.is_in(talks.iter().map(|talk| talk.facilitator_id)))
                .all(db)
                .await?,
            methods: named.collect(),
            reflections: reflection::Entity::find()
                .filter(reflection::Column::OrganisationId.eq(actor.organisation))
                .filter(reflection::Column::AccountId.eq(actor.account))
                .filter(reflection::Column::MeetingId.is_in(ids()))
                .all(db)
                .await?,
            talks,
        })
    }

    fn attended(&self, account: AccountId, meeting: &meeting::Model) -> Option<Attended> {
        let people = self.people.get(&meeting.id)?;
        let talks: Vec<&deliberation::Model> = self.talks.iter().filter(|talk| talk.meeting_id == meeting.id).collect();
        let plan = self.plans.iter().find(|plan| plan.meeting_id == meeting.id);
        let mut methods: Vec<String> = Vec::new();
        for talk in &talks {
            let name = self.methods.iter().find(|(hash, _)| *hash == talk.method_hash).map(|(_, name)| name.clone());
            methods.extend(name.filter(|name| !methods.contains(name)));
        }
        let led = talks.first().map(|talk| talk.facilitator_id);
        Some(Attended {
            id: meeting.id,
            date: meeting.date,
            team: self.teams.iter().find(|team| team.id == meeting.team_id)?.name.clone(),
            role: *people.get(&account)?,
            minutes: minutes(plan, &talks),
            methods,
            people: people.len(),
            facilitator: self
                .names
                .iter()
                .find(|row| Some(row.id) == led)
                .map(|row| row.name.clone())
                .unwrap_or_default(),
            reflection: self.reflections.iter().find(|row| row.meeting_id == meeting.id).cloned(),
        })
    }
}

/// Returns what a method was called when a conversation opened with it.
fn name_of(snapshot: &method_snapshot::Model, language: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Named {
        name: Bilingual,
    }
    let named = serde_json::from_str::<Named>(&snapshot.body);
    named.map_or_else(|_| snapshot.key.clone(), |named| named.name.get(language).to_owned())
}

/// Returns how long a meeting took, in whole minutes: from its beginning to its end; or as planned; or its conversations.
fn minutes(plan: Option<&meeting_plan::Model>, talks: &[&deliberation::Model]) -> i64 {
    let between = |from: Timestamp, to: Timestamp| (to.seconds_since(from) + 30) / 60;
    // A meeting that somebody forgot to end didn't last all night.
    let longest = i64::from(agenda::MOST_MINUTES) * 2;
    if let Some(plan) = plan {
        return match (plan.begun_at, plan.ended_at) {
            (Some(from), Some(to)) if between(from, to) <= longest => between(from, to),
            _ => i64::from(plan.minutes),
        };
    }
    talks.iter().filter_map(|talk| Some(between(talk.opened_at, talk.closed_at?).min(longest))).sum()
}

/// Returns one meeting that the actor was at.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    actor: &Actor,
    id: MeetingId,
    language: &str,
) -> Result<Option<Attended>, DbErr> {
    let meetings = mine(actor).filter(meeting::Column::Id.eq(id)).all(db).await?;
    let reader = Reader::read(db, actor, &meetings, language).await?;
    Ok(meetings.iter().find_map(|meeting| reader.attended(actor.account, meeting)))
}

/// Keeps what somebody notes about a meeting for their own proof; nothing at all takes it away.
pub async fn reflect(
    tx: &mut Tx,
    actor: &Actor,
    id: MeetingId,
    (technical, normative, personal): (String, String, String),
) -> Result<(), DbErr> {
    reflection::Entity::delete_by_id((actor.organisation, id, actor.account)).exec(tx.conn()).await?;
    if technical.is_empty() && normative.is_empty() && personal.is_empty() {
        return Ok(());
    }
    let (organisation_id, account_id) = (actor.organisation, actor.account);
    let row = reflection::Model { organisation_id, meeting_id: id, account_id, technical, normative, personal };
    tx.insert(row.into_active_model()).await
}
