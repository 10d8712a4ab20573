//! Who may open what: every route against everybody. docs/RIGHTS.md has the same in words.
//!
//! To cover a route, add a row to `TABLE`. A placeholder in braces is filled in by `World::fill`; a status says what
//! each kind of person gets. Rows are tried on a fresh copy of each browser, with an empty form for POST: what is
//! asked here is who comes past the door (422 and 303 are past it), not what a right form does.

use std::collections::BTreeMap;

use entity::ids::{OrganisationId, TeamId};
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::{Browser, Instance};

const PEOPLE: [&str; 7] = ["anonymous", "stranger", "guest", "member", "facilitator", "manager", "administrator"];

const TABLE: &str = "
#                                          anon strg gst  mem  fac  man  adm
GET  /login                                200  200  200  200  200  200  200
GET  /setup                                404  404  404  404  404  404  404
GET  /account                              303  200  200  200  200  200  200
POST /account/logins/{nothing}/end         303  404  404  404  404  404  404
GET  /join                                 200  200  200  200  200  200  200
GET  /join/BBBB0000                        422  422  422  422  422  422  422
POST /join/BBBB0000                        422  422  422  422  422  422  422
GET  /links/{nothing}                      404  404  404  404  404  404  404
GET  /o/{o}                                303  404  200  200  200  200  200
GET  /o/{o}/teams                          303  404  200  200  200  200  200
GET  /o/{o}/teams/new                      303  404  404  404  404  404  200
POST /o/{o}/teams                          303  404  404  404  404  404  422
GET  /o/{o}/teams/{team}                   303  404  303  200  200  200  200
GET  /o/{o}/teams/{nothing}                303  404  404  404  404  404  404
GET  /o/{o}/teams/{team}/members           303  404  404  404  200  404  200
POST /o/{o}/teams/{team}/members           303  404  404  404  404  404  422
GET  /o/{o}/teams/{team}/members/new       303  404  404  404  404  404  200
GET  /o/{o}/teams/{team}/members/{member}  303  404  404  404  200  404  200
POST /o/{o}/teams/{team}/members/{member}  303  404  404  404  422  404  422
POST /o/{o}/teams/{team}/members/{nothing}/remove  303  404  404  404  404  404  404
GET  /o/{o}/teams/{team}/agreement         303  404  200  200  200  404  404
POST /o/{o}/teams/{team}/agreement         303  404  404  404  422  404  404
GET  /o/{o}/teams/{team}/agreement/edit    303  404  404  404  200  404  404
POST /o/{o}/teams/{team}/agreement/accept  303  404  303  303  303  404  404
GET  /o/{o}/people                         303  404  404  404  404  404  200
POST /o/{o}/people                         303  404  404  404  404  404  422
GET  /o/{o}/people/new                     303  404  404  404  404  404  200
GET  /o/{o}/people/{member}                303  404  404  404  404  404  200
POST /o/{o}/people/{nothing}               303  404  404  404  404  404  404
POST /o/{o}/people/{member}/recovery       303  404  404  404  404  404  201
POST /o/{o}/people/invitations/{nothing}/withdraw  303  404  404  404  404  404  404
GET  /o/{o}/cases                          303  404  200  200  200  200  200
GET  /o/{o}/cases/{nothing}                303  404  404  404  404  404  404
POST /o/{o}/cases/{nothing}/edit           303  404  404  404  404  404  404
POST /o/{o}/cases/{nothing}/ready          303  404  404  404  404  404  404
POST /o/{o}/cases/{nothing}/discard        303  404  404  404  404  404  404
GET  /o/{o}/teams/{team}/cases/new         303  404  404  200  200  404  404
POST /o/{o}/teams/{team}/cases             303  404  404  422  422  404  404
GET  /o/{o}/teams/{team}/framework         303  404  404  200  200  404  404
POST /o/{o}/teams/{team}/framework         303  404  404  404  303  404  404
GET  /o/{o}/teams/{team}/framework/edit    303  404  404  404  200  404  404
GET  /o/{o}/teams/{team}/framework/proposals  303  404  404  200  200  404  404
POST /o/{o}/teams/{team}/framework/proposals  303  404  404  422  422  404  404
GET  /o/{o}/teams/{team}/framework/virtues/{nothing}           303  404  404  404  404  404  404
POST /o/{o}/teams/{team}/framework/virtues/{nothing}           303  404  404  404  404  404  404
POST /o/{o}/teams/{team}/framework/virtues/{nothing}/state     303  404  404  404  422  404  404
POST /o/{o}/teams/{team}/framework/virtues/{nothing}/position  303  404  404  404  422  404  404
GET  /o/{o}/teams/{team}/meetings          303  404  404  200  200  404  404
GET  /o/{o}/teams/{team}/meetings/new      303  404  404  200  200  404  404
POST /o/{o}/teams/{team}/meetings          303  404  404  422  422  404  404
GET  /o/{o}/meetings/{nothing}             303  404  404  404  404  404  404
POST /o/{o}/meetings/{nothing}/case        303  404  404  404  404  404  404
GET  /o/{o}/conversations/new              303  404  200  200  200  200  200
POST /o/{o}/conversations/new              303  404  422  422  422  422  422
GET  /o/{o}/deliberations/{nothing}/focus     303  404  404  404  404  404  404
POST /o/{o}/deliberations/{nothing}/focus     303  404  404  404  404  404  404
GET  /o/{o}/deliberations/{nothing}/invite    303  404  404  404  404  404  404
GET  /o/{o}/deliberations/{nothing}/people    303  404  404  404  404  404  404
GET  /o/{o}/deliberations/{nothing}/requests  303  404  404  404  404  404  404
POST /o/{o}/deliberations/{nothing}/requests/{nothing}  303  404  422  422  422  422  422
POST /o/{o}/deliberations/{nothing}/code      303  404  422  422  422  422  422
POST /o/{o}/deliberations/{nothing}/guests    303  404  404  404  404  404  404
GET  /o/{o}/library                        303  404  200  200  200  200  200
GET  /o/{o}/library/collections/new        303  404  404  200  200  404  404
POST /o/{o}/library/collections            303  404  404  422  422  404  404
GET  /o/{o}/library/collections/{nothing}  303  404  404  404  404  404  404
GET  /o/{o}/library/collections/{nothing}/edit     303  404  404  404  404  404  404
POST /o/{o}/library/collections/{nothing}/edit     303  404  404  404  404  404  404
POST /o/{o}/library/collections/{nothing}/destroy  303  404  404  404  404  404  404
POST /o/{o}/library/collections/{nothing}/items/{nothing}/destroy  303  404  404  404  404  404  404
POST /o/{o}/library/collected              303  404  422  422  422  422  422
POST /o/{o}/library/searches               303  404  303  303  303  303  303
POST /o/{o}/library/searches/{nothing}/destroy     303  404  303  303  303  303  303
GET  /o/{o}/library/{nothing}              303  404  404  404  404  404  404
POST /o/{o}/library/{nothing}/recognition  303  404  404  404  404  404  404
POST /o/{o}/library/{nothing}/audience     303  404  422  422  422  422  422
GET  /o/{o}/shared-copies/{nothing}/tags   303  404  404  404  404  404  404
POST /o/{o}/shared-copies/{nothing}/tags   303  404  404  404  404  404  404
GET  /o/{o}/handbook                       303  404  200  200  200  200  200
";

/// One organisation with a team and a person of each kind; the stranger belongs to another organisation.
struct World {
    browsers: BTreeMap<&'static str, Browser>,
    team: TeamId,
    member: String,
}

impl World {
    async fn new(instance: &Instance) -> Self {
        let home = instance.organisation("maaskant").await.id;
        let elsewhere = instance.organisation("elders").await.id;
        let team = instance.team(home, "Team Noord").await;
        let mut browsers = BTreeMap::from([("anonymous", instance.anonymous())]);
        let mut member = String::new();
        let in_team =
            [("guest", TeamRole::Guest), ("member", TeamRole::Member), ("facilitator", TeamRole::Facilitator)];
        for (kind, role) in in_team {
            let account = instance.member(home, team, kind, role).await;
            browsers.insert(kind, instance.browser(account.id).await);
            if kind == "member" {
                member = account.id.to_string();
            }
        }
        let outside: [(&str, OrganisationId, OrganisationRoles); 3] = [
            ("stranger", elsewhere, OrganisationRoles { manager: false, administrator: true }),
            ("manager", home, OrganisationRoles { manager: true, administrator: false }),
            ("administrator", home, OrganisationRoles { manager: false, administrator: true }),
        ];
        for (kind, organisation, roles) in outside {
            let account = instance.person(organisation, kind, roles).await;
            browsers.insert(kind, instance.browser(account.id).await);
        }
        Self { browsers, team, member }
    }

    fn fill(&self, path: &str) -> String {
        path.replace("{o}", "maaskant")
            .replace("{team}", &self.team.to_string())
            .replace("{member}", &self.member)
            .replace("{nothing}", "01912345-0000-7000-8000-000000000000")
    }
}

on_both! {
    async fn everybody_gets_what_the_table_says(instance: Instance) {
        let world = World::new(&instance).await;
        let mut wrong = Vec::new();
        for row in TABLE.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let mut cells = row.split_whitespace();
            let (method, path) = (cells.next().unwrap(), world.fill(cells.next().unwrap()));
            let expected: Vec<u16> = cells.map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(expected.len(), PEOPLE.len(), "{row}");
            for (kind, expected) in PEOPLE.iter().zip(expected) {
                let mut browser = world.browsers[kind].clone();
                let answer = if method == "GET" { browser.get(&path).await } else { browser.post(&path, &[]).await };
                if answer.status.as_u16() != expected {
                    wrong.push(format!("{method} {path} as {kind}: {} instead of {expected}", answer.status.as_u16()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
