//! Reads what a quarter is counted from: taps at the close of conversations, and "herken ik" in the library.
//!
//! Handles become numbers that mean nothing elsewhere. While the quarter's key is there, it tells in which teams the people
//! behind handles are; when it is gone, what can't be told apart by team is left out.

use std::collections::{BTreeMap, BTreeSet};

use entity::ids::{AccountId, CaseId, OrganisationId, SharedCopyId, TeamId};
use entity::participant::{self, ParticipantState};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{
    deliberation, item_recognition, recognition, record, shared_barrier, shared_origin, shared_tension, shared_virtue,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef};

use super::disclosure::{Case, Crowd, Person};
use super::release::{Fact, Topic};
use crate::clock::quarter_bounds;
use crate::crypto::InstanceKey;
use crate::quarters;

/// What a quarter is counted from.
#[derive(Debug, Default)]
pub struct Counted {
    pub facts: Vec<Fact>,
    pub crowd: Crowd,
}

/// Reads a quarter.
pub async fn count<C: ConnectionTrait>(
    db: &C,
    key: &InstanceKey,
    organisation: OrganisationId,
    of: &str,
) -> Result<Counted, DbErr> {
    let salt = quarters::find(db, organisation, of).await?;
    let mut register = Register { key, salt: salt.as_deref(), people: Numbers::default(), cases: Numbers::default() };
    let mut teams: BTreeMap<TeamId, BTreeSet<Person>> = BTreeMap::new();
    let mut counted = Counted::default();
    taps(db, organisation, of, (&mut register, &mut teams, &mut counted)).await?;
    if salt.is_some() {
        seats(db, organisation, of, (&mut register, &mut teams, &mut counted)).await?;
        items(db, organisation, of, (&mut register, &mut counted)).await?;
    }
    counted.crowd.teams = teams.into_values().collect();
    Ok(counted)
}

type Whole<'a, 'k> = (&'a mut Register<'k>, &'a mut BTreeMap<TeamId, BTreeSet<Person>>, &'a mut Counted);

async fn taps<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    of: &str,
    (register, teams, counted): Whole<'_, '_>,
) -> Result<(), DbErr> {
    let rows = recognition::Entity::find()
        .filter(recognition::Column::OrganisationId.eq(organisation))
        .filter(recognition::Column::Quarter.eq(of))
        .all(db)
        .await?;
    for row in rows {
        let (person, case) = (register.people.of(&row.person_handle), register.cases.of(&row.case_handle));
        counted.crowd.asked.insert(person);
        teams.entry(row.team_id).or_default().insert(person);
        counted.facts.push(Fact { person, case, topic: Topic::Tension(row.tension_key) });
    }
    Ok(())
}

/// Adds who took part in a conversation, and who is in which team: in both, when somebody went from one to the other.
async fn seats<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    of: &str,
    (register, teams, counted): Whole<'_, '_>,
) -> Result<(), DbErr> {
    let Some((begins, ends)) = quarter_bounds(of) else { return Ok(()) };
    let present: Vec<(AccountId, TeamId, bool, Option<Timestamp>)> = participant::Entity::find()
        .select_only()
        .columns([participant::Column::AccountId])
        .column(deliberation::Column::TeamId)
        .column(participant::Column::ByProxy)
        .column(deliberation::Column::ClosedAt)
        .join(JoinType::InnerJoin, to_conversation())
        .filter(participant::Column::OrganisationId.eq(organisation))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .filter(deliberation::Column::OpenedAt.gte(begins))
        .filter(deliberation::Column::OpenedAt.lt(ends))
        .into_tuple()
        .all(db)
        .await?;
    for (account, team, by_proxy, closed_at) in present {
        let Some(person) = register.person(account) else { continue };
        // Only who could tap was asked: on a device of their own, at a close within the quarter.
        if !by_proxy && closed_at.is_some_and(|closed| closed < ends) {
            counted.crowd.asked.insert(person);
        }
        teams.entry(team).or_default().insert(person);
    }
    let members: Vec<(AccountId, TeamId)> = team_member::Entity::find()
        .select_only()
        .columns([team_member::Column::AccountId, team_member::Column::TeamId])
        .filter(team_member::Column::OrganisationId.eq(organisation))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .into_tuple()
        .all(db)
        .await?;
    for (account, team) in members {
        let Some(person) = register.person(account) else { continue };
        teams.entry(team).or_default().insert(person);
    }
    Ok(())
}

fn to_conversation() -> RelationDef {
    participant::Entity::belongs_to(deliberation::Entity)
        .from((participant::Column::OrganisationId, participant::Column::DeliberationId))
        .to((deliberation::Column::OrganisationId, deliberation::Column::Id))
        .into()
}

/// Adds what people recognised in the library: all that an item is about.
async fn items<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    of: &str,
    (register, counted): (&mut Register<'_>, &mut Counted),
) -> Result<(), DbErr> {
    let rows = item_recognition::Entity::find()
        .filter(item_recognition::Column::OrganisationId.eq(organisation))
        .filter(item_recognition::Column::Quarter.eq(of))
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(());
    }
    let topics = topics(db, organisation).await?;
    let cases = origins(db, organisation).await?;
    for row in rows {
        let person = register.people.of(&row.person_handle);
        counted.crowd.asked.insert(person);
        let case = register.case(row.shared_copy_id, cases.get(&row.shared_copy_id).copied());
        for topic in topics.get(&row.shared_copy_id).into_iter().flatten() {
            counted.facts.push(Fact { person, case, topic: topic.clone() });
        }
    }
    Ok(())
}

async fn topics<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<BTreeMap<SharedCopyId, Vec<Topic>>, DbErr> {
    let mut topics: BTreeMap<SharedCopyId, Vec<Topic>> = BTreeMap::new();
    let own = shared_tension::Column::OrganisationId.eq(organisation);
    for row in shared_tension::Entity::find().filter(own).all(db).await? {
        topics.entry(row.shared_copy_id).or_default().push(Topic::Tension(row.tension_key));
    }
    let own = shared_barrier::Column::OrganisationId.eq(organisation);
    for row in shared_barrier::Entity::find().filter(own).all(db).await? {
        topics.entry(row.shared_copy_id).or_default().push(Topic::Barrier(row.barrier_key));
    }
    let own = shared_virtue::Column::OrganisationId.eq(organisation);
    for row in shared_virtue::Entity::find().filter(own).all(db).await? {
        let (Some(template), Some(side)) = (row.template_key, row.side) else { continue };
        let topic = Topic::Side(format!("{template}/{}", side.as_str()));
        topics.entry(row.shared_copy_id).or_default().push(topic);
    }
    Ok(topics)
}

/// Finds the case behind each item that came from a conversation, so that one case counts once.
async fn origins<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<BTreeMap<SharedCopyId, CaseId>, DbErr> {
    let own = deliberation::Column::OrganisationId.eq(organisation);
    let talks: Vec<(entity::ids::DeliberationId, CaseId)> = deliberation::Entity::find()
        .select_only()
        .columns([deliberation::Column::Id, deliberation::Column::CaseId])
        .filter(own)
        .into_tuple()
        .all(db)
        .await?;
    let talks: BTreeMap<_, _> = talks.into_iter().collect();
    let records: Vec<(entity::ids::RecordId, entity::ids::DeliberationId)> = record::Entity::find()
        .select_only()
        .columns([record::Column::Id, record::Column::DeliberationId])
        .filter(record::Column::OrganisationId.eq(organisation))
        .into_tuple()
        .all(db)
        .await?;
    let records: BTreeMap<_, _> = records.into_iter().collect();
    let origins =
        shared_origin::Entity::find().filter(shared_origin::Column::OrganisationId.eq(organisation)).all(db).await?;
    let case = |origin: &shared_origin::Model| talks.get(records.get(&origin.record_id?)?).copied();
    Ok(origins.iter().filter_map(|origin| Some((origin.shared_copy_id, case(origin)?))).collect())
}

/// Gives handles numbers.
struct Register<'a> {
    key: &'a InstanceKey,
    salt: Option<&'a str>,
    people: Numbers,
    cases: Numbers,
}

impl Register<'_> {
    fn person(&mut self, account: AccountId) -> Option<Person> {
        let handle = self.key.handle(self.salt?, &["person", &account.to_string()]);
        Some(self.people.of(&handle))
    }

    fn case(&mut self, item: SharedCopyId, case: Option<CaseId>) -> Case {
        match (self.salt, case) {
            (Some(salt), Some(case)) => self.cases.of(&self.key.handle(salt, &["case", &case.to_string()])),
            _ => self.cases.of(&format!("item {item}")),
        }
    }
}

#[derive(Default)]
struct Numbers(BTreeMap<String, u32>);

impl Numbers {
    fn of(&mut self, handle: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(handle.to_owned()).or_insert(next)
    }
}
