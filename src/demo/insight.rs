//! Two more teams of the demo, and what eight closed quarters told: counted by the same rules as in earnest, so that what is hidden
//! there is hidden for its true reason. Their people have no password: they are there to be counted.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use entity::ids::{AccountId, OrganisationId, SharedCopyId, TeamId};
use entity::shared_part::{self, PartKind, PartSection};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{account, membership, quarter_result, team, team_member, told_part};
use serde::Deserialize;

use super::conversation::Setting;
use super::rows::Rows;
use super::world::World;
use crate::clock::quarter_bounds;
use crate::frameworks::template::Template;
use crate::insight::disclosure::{Case, Crowd, LEAST_PEOPLE, Person, Rules};
use crate::insight::read::{QUARTERS, last};
use crate::insight::release::{Fact, Topic, release};
use crate::tensions;

/// Cases of a quarter in which a pattern shows.
const CASES: u32 = 4;

/// insight.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insight {
    organisation: String,
    crowd: Vec<String>,
    told: Vec<(String, ToldKind)>,
    team: Vec<NewTeam>,
    pattern: Vec<Pattern>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToldKind {
    Lesson,
    Decision,
    Question,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewTeam {
    key: String,
    name: String,
    people: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    topic: TopicKind,
    key: String,
    from: usize,
    #[serde(default)]
    team: Option<String>,
    people: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TopicKind {
    Tension,
    Barrier,
    Side,
}

impl Insight {
    /// Adds the teams, the quarters and what was told; `copies` are the shared copies by the key of their case.
    pub fn add(
        &self,
        (world, template): (&World, &Template),
        copies: &BTreeMap<String, SharedCopyId>,
        (setting, since): (Setting<'_>, Timestamp),
        rows: &mut Rows,
    ) -> anyhow::Result<()> {
        let organisation = setting.places.organisation(&self.organisation)?;
        self.add_teams(organisation, since, rows);
        let crowd = self.crowd(world)?;
        for (at, quarter) in last(setting.now, QUARTERS).into_iter().enumerate() {
            let facts = self.facts(&crowd, at, template)?;
            let released = release(&facts, &crowd.crowd, Rules::of(LEAST_PEOPLE));
            let (_, closed_at) = quarter_bounds(&quarter).context("a quarter has an end")?;
            rows.quarter_results.push(quarter_result::Model {
                organisation_id: organisation,
                quarter,
                released: serde_json::to_string(&released)?,
                closed_at,
            });
        }
        for (case, kind) in &self.told {
            let copy = copies.get(case).with_context(|| format!("`{case}` is not shared"))?;
            let part = rows.shared_parts.iter().find(|part| part.shared_copy_id == *copy && kind.is(part));
            let part = part.with_context(|| format!("`{case}` has no {kind:?}"))?;
            rows.told_parts.push(told_part::Model { organisation_id: organisation, shared_part_id: part.id });
        }
        Ok(())
    }

    fn add_teams(&self, organisation_id: OrganisationId, since: Timestamp, rows: &mut Rows) {
        for (number, given) in (0..).zip(&self.team) {
            let team_id = TeamId::new();
            let name = given.name.clone();
            rows.teams.push(team::Model { organisation_id, id: team_id, name, created_at: since });
            for (place, name) in (0..).zip(&given.people) {
                let account_id = AccountId::new();
                rows.accounts.push(account::Model {
                    id: account_id,
                    email: format!("{}{place}.{number}@demo.example", given.key),
                    name: name.clone(),
                    language: "nl".to_owned(),
                    password_hash: None,
                    recovered_at: None,
                    created_at: since,
                });
                rows.memberships.push(membership::Model {
                    organisation_id,
                    account_id,
                    manager: false,
                    administrator: false,
                    joined_at: since,
                });
                rows.members.push(team_member::Model {
                    organisation_id,
                    team_id,
                    account_id,
                    role: if place == 0 { TeamRole::Facilitator } else { TeamRole::Member },
                    coordinator: false,
                    joined_at: since,
                });
            }
        }
    }

    /// Numbers the people of the counted teams, and lines them up going round the teams by turns.
    fn crowd(&self, world: &World) -> anyhow::Result<Line> {
        let mut numbers: BTreeMap<String, Person> = BTreeMap::new();
        let mut teams = Vec::new();
        for key in &self.crowd {
            let own = self.team.iter().find(|team| team.key == *key);
            let names: Vec<String> = match own {
                Some(team) => team.people.clone(),
                None => world.members(key).map(str::to_owned).collect(),
            };
            ensure!(!names.is_empty(), "there is no team `{key}`");
            let mut team = Vec::new();
            for name in names {
                let fresh = u32::try_from(numbers.len())?;
                team.push(*numbers.entry(name).or_insert(fresh));
            }
            teams.push(team);
        }
        let longest = teams.iter().map(Vec::len).max().unwrap_or(0);
        let turns = (0..longest).flat_map(|turn| teams.iter().filter_map(move |team| team.get(turn).copied()));
        let mut order = Vec::new();
        for person in turns {
            if !order.contains(&person) {
                order.push(person);
            }
        }
        let sets: Vec<BTreeSet<Person>> = teams.into_iter().map(|team| team.into_iter().collect()).collect();
        let crowd = Crowd { asked: order.iter().copied().collect(), teams: sets };
        Ok(Line { order, crowd, keys: self.crowd.clone() })
    }

    fn facts(&self, line: &Line, at: usize, template: &Template) -> anyhow::Result<Vec<Fact>> {
        let mut facts = Vec::new();
        for (number, pattern) in (0..).zip(&self.pattern) {
            let topic = pattern.topic(template)?;
            let many = *pattern.people.get(at).with_context(|| format!("`{}` has no eight quarters", pattern.key))?;
            let people = line.some(pattern, many)?;
            let case = |person: Person| -> Case { number * CASES + person % CASES };
            facts.extend(people.into_iter().map(|person| Fact { person, case: case(person), topic: topic.clone() }));
        }
        Ok(facts)
    }
}

/// The counted people, in the order in which patterns take them.
struct Line {
    order: Vec<Person>,
    crowd: Crowd,
    keys: Vec<String>,
}

impl Line {
    fn some(&self, pattern: &Pattern, many: usize) -> anyhow::Result<Vec<Person>> {
        let team = match &pattern.team {
            Some(key) => {
                let at = self.keys.iter().position(|one| one == key).with_context(|| format!("no team `{key}`"))?;
                Some(&self.crowd.teams[at])
            }
            None => None,
        };
        let among: Vec<Person> =
            self.order.iter().copied().filter(|person| team.is_none_or(|team| team.contains(person))).collect();
        ensure!(many <= among.len(), "`{}` asks for {many} of {} people", pattern.key, among.len());
        Ok((0..many).map(|step| among[(pattern.from + step) % among.len()]).collect())
    }
}

impl Pattern {
    fn topic(&self, template: &Template) -> anyhow::Result<Topic> {
        let key = self.key.clone();
        let known = match self.topic {
            TopicKind::Tension => tensions::find(&key).is_some(),
            TopicKind::Barrier => tensions::barriers::find(&key).is_some(),
            TopicKind::Side => {
                let (virtue, side) = key.split_once('/').unwrap_or_default();
                template.virtues.iter().any(|one| one.key == virtue)
                    && ["too_little", "mean", "too_much"].contains(&side)
            }
        };
        ensure!(known, "there is no `{key}`");
        Ok(match self.topic {
            TopicKind::Tension => Topic::Tension(key),
            TopicKind::Barrier => Topic::Barrier(key),
            TopicKind::Side => Topic::Side(key),
        })
    }
}

impl ToldKind {
    fn is(self, part: &shared_part::Model) -> bool {
        match self {
            Self::Lesson => part.kind == PartKind::Lesson && part.level.is_some_and(|level| level.as_str() != "person"),
            Self::Decision => part.kind == PartKind::Decision,
            Self::Question => part.section == Some(PartSection::Question),
        }
    }
}
