//! Organisations, teams and people of the demo.

use std::collections::BTreeMap;

use anyhow::Context;
use entity::ids::{AccountId, AgreementId, NoticeId, OrganisationId, TeamId};
use entity::team_member::TeamRole;
use entity::team_notice::NoticeKind;
use entity::time::Timestamp;
use entity::{account, agreement, agreement_acceptance, membership, organisation, team, team_member, team_notice};
use serde::Deserialize;

use super::rows::Rows;
use crate::bilingual::Bilingual;
use crate::people::accounts::Email;

/// world.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    pub organisation: Vec<Organisation>,
    pub team: Vec<Team>,
    pub person: Vec<Person>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub slug: String,
    pub name: String,
    #[serde(default)]
    pub urgent_numbers: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub key: String,
    pub organisation: String,
    pub name: String,
}

/// Somebody of the demo.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub language: String,
    pub about: Bilingual,
    pub organisations: Vec<Belonging>,
    pub teams: Vec<Seat>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Belonging {
    pub slug: String,
    pub role: OrganisationRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationRole {
    Administrator,
    Manager,
    Member,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    pub key: String,
    pub role: TeamRole,
    #[serde(default)]
    pub coordinator: bool,
}

impl World {
    /// Names who is in a team, guests aside.
    pub fn members<'a>(&'a self, team: &'a str) -> impl Iterator<Item = &'a str> {
        let sits = move |seat: &Seat| seat.key == team && seat.role != TeamRole::Guest;
        self.person.iter().filter(move |person| person.teams.iter().any(sits)).map(|person| person.name.as_str())
    }

    /// Returns somebody's roles, an organisation at a time; membership of an organisation alone is none.
    pub fn roles(&self, person: &Person) -> Vec<&'static str> {
        let mut roles = Vec::new();
        for belonging in &person.organisations {
            roles.extend(match belonging.role {
                OrganisationRole::Administrator => Some("administrator"),
                OrganisationRole::Manager => Some("manager"),
                OrganisationRole::Member => None,
            });
            let inside =
                |seat: &&Seat| self.team.iter().any(|team| team.key == seat.key && team.organisation == belonging.slug);
            roles.extend(person.teams.iter().filter(inside).map(|seat| seat.role.as_str()));
        }
        let mut seen = Vec::new();
        roles.retain(|role| {
            !seen.contains(role) && {
                seen.push(*role);
                true
            }
        });
        roles
    }
}

/// Where a team of the demo stands in the database.
#[derive(Clone, Copy, Debug)]
pub struct TeamPlace {
    pub organisation: OrganisationId,
    pub id: TeamId,
}

/// Who and where is who and where: the keys of the files and their ids.
#[derive(Debug, Default)]
pub struct Places {
    organisations: BTreeMap<String, OrganisationId>,
    teams: BTreeMap<String, TeamPlace>,
    people: BTreeMap<String, AccountId>,
}

impl Places {
    /// Returns the team of a key.
    pub fn team(&self, key: &str) -> anyhow::Result<TeamPlace> {
        self.teams.get(key).copied().with_context(|| format!("there is no team `{key}`"))
    }

    /// Returns the person of a key.
    pub fn person(&self, key: &str) -> anyhow::Result<AccountId> {
        self.people.get(key).copied().with_context(|| format!("there is no person `{key}`"))
    }

    /// Returns the organisation of a slug.
    pub fn organisation(&self, slug: &str) -> anyhow::Result<OrganisationId> {
        self.organisations.get(slug).copied().with_context(|| format!("there is no organisation `{slug}`"))
    }
}

/// Adds organisations, teams and people, who all came at `since`; `hashes` are of their passwords, in their order.
pub fn add(world: &World, hashes: Vec<String>, since: Timestamp, rows: &mut Rows) -> anyhow::Result<Places> {
    let mut places = Places::default();
    for given in &world.organisation {
        let id = OrganisationId::new();
        places.organisations.insert(given.slug.clone(), id);
        rows.organisations.push(organisation::Model {
            id,
            slug: given.slug.clone(),
            name: given.name.clone(),
            urgent_numbers: given.urgent_numbers.clone(),
            second_factor: false,
            created_at: since,
        });
    }
    for given in &world.team {
        let place = TeamPlace { organisation: places.organisation(&given.organisation)?, id: TeamId::new() };
        places.teams.insert(given.key.clone(), place);
        rows.teams.push(team::Model {
            organisation_id: place.organisation,
            id: place.id,
            name: given.name.clone(),
            created_at: since,
        });
    }
    for (given, hash) in world.person.iter().zip(hashes) {
        add_person(given, hash, since, &mut places, rows).with_context(|| format!("person `{}`", given.key))?;
    }
    Ok(places)
}

fn add_person(
    given: &Person,
    hash: String,
    since: Timestamp,
    places: &mut Places,
    rows: &mut Rows,
) -> anyhow::Result<()> {
    let id = AccountId::new();
    places.people.insert(given.key.clone(), id);
    let email = Email::parse(&given.email).context("this is no e-mail address")?;
    rows.accounts.push(account::Model {
        id,
        email: email.as_str().to_owned(),
        name: given.name.clone(),
        language: given.language.clone(),
        password_hash: Some(hash),
        recovered_at: None,
        created_at: since,
    });
    for (order, belonging) in given.organisations.iter().enumerate() {
        rows.memberships.push(membership::Model {
            organisation_id: places.organisation(&belonging.slug)?,
            account_id: id,
            manager: belonging.role == OrganisationRole::Manager,
            administrator: belonging.role == OrganisationRole::Administrator,
            // The first organisation is where somebody's pages begin.
            joined_at: since.plus_days(i64::try_from(order)?),
        });
    }
    for seat in &given.teams {
        let place = places.team(&seat.key)?;
        rows.members.push(team_member::Model {
            organisation_id: place.organisation,
            team_id: place.id,
            account_id: id,
            role: seat.role,
            coordinator: seat.coordinator,
            joined_at: since,
        });
        rows.notices.push(team_notice::Model {
            organisation_id: place.organisation,
            id: NoticeId::new(),
            team_id: place.id,
            kind: NoticeKind::Joined,
            account_id: id,
            by_account_id: id,
            detail: seat.role.as_str().to_owned(),
            created_at: since,
        });
    }
    Ok(())
}

/// Adds each team's agreement, written by a facilitator and accepted by everybody in the team.
pub fn add_agreements(text: &str, since: Timestamp, rows: &mut Rows) -> anyhow::Result<()> {
    for team in &rows.teams {
        let members: Vec<_> = rows.members.iter().filter(|member| member.team_id == team.id).collect();
        let writer = members.iter().find(|member| member.role == TeamRole::Facilitator);
        let writer = writer.with_context(|| format!("{} has no facilitator", team.name))?.account_id;
        let id = AgreementId::new();
        rows.agreements.push(agreement::Model {
            organisation_id: team.organisation_id,
            id,
            team_id: team.id,
            version: 1,
            text: text.trim().to_owned(),
            created_by: writer,
            created_at: since,
        });
        rows.acceptances.extend(members.into_iter().map(|member| agreement_acceptance::Model {
            organisation_id: team.organisation_id,
            agreement_id: id,
            account_id: member.account_id,
            accepted_at: since.plus_days(1),
        }));
    }
    Ok(())
}
