//! Everything that a manager and a worker can get of eight quarters, by HTTP: every page and every table, held against what was
//! released, and attacked. People come, leave, change teams and take their answers back; teams have two to nine people.

use std::collections::{BTreeMap, BTreeSet};

use entity::ids::RecognitionId;
use entity::{quarter_result, recognition};
use omgang::clock::quarter;
use omgang::insight::disclosure::{Cell, Crowd, Person, Why};
use omgang::insight::release::{Fact, Release, Topic};
use omgang::quarters;
use omgang::teams::members::{self, Place, TeamRef};
use omgang::tensions;
use omgang::web::insight::quarter_words;
use omgang::web::words::Language;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};

use super::{QUARTER_MINUTES, close_past};
use crate::attack::{Loot, Quarter, attack_all};
use crate::on_both;
use crate::support::{Browser, Instance};

use entity::ids::TeamId;
use entity::team_member::TeamRole;
use entity::{account, organisation};
use omgang::teams::memberships::OrganisationRoles;

const SIZES: [usize; 5] = [9, 7, 6, 4, 2];
const QUARTERS: usize = 8;
const TENSIONS: [&str; 5] = ["act_wait", "room_protocol", "carry_strengthen", "near_distant", "self_refer"];

struct Worker {
    account: account::Model,
    team: usize,
    here: bool,
}

/// A society, with what really happened in each quarter.
struct Society {
    home: organisation::Model,
    teams: Vec<TeamId>,
    workers: Vec<Worker>,
    truth: Vec<(String, Vec<Fact>, Crowd)>,
    random: StdRng,
}

impl Society {
    async fn of(instance: &Instance) -> Self {
        let home = instance.organisation("maaskant").await;
        let mut society =
            Self { home, teams: vec![], workers: vec![], truth: vec![], random: StdRng::seed_from_u64(7) };
        for (team, size) in SIZES.into_iter().enumerate() {
            society.teams.push(instance.team(society.home.id, &format!("Team {team}")).await);
            for _ in 0..size {
                society.hire(instance, team).await;
            }
        }
        society
    }

    async fn hire(&mut self, instance: &Instance, team: usize) {
        let name = format!("Werker{}", self.workers.len());
        let account = instance.member(self.home.id, self.teams[team], &name, TeamRole::Member).await;
        self.workers.push(Worker { account, team, here: true });
    }

    fn place(&self, team: usize) -> TeamRef {
        TeamRef { organisation: self.home.id, team: self.teams[team] }
    }

    /// Somebody leaves, somebody comes, somebody changes team; each of them now and then.
    async fn moved(&mut self, instance: &Instance) {
        let at = self.random.random_range(0..self.workers.len());
        let (to, act) = (self.random.random_range(0..SIZES.len()), self.random.random_range(0..4));
        let (from, account) = (self.workers[at].team, self.workers[at].account.id);
        let mut tx = instance.app.db.write().await.unwrap();
        let now = instance.app.clock.now();
        if self.workers[at].here && act == 0 {
            members::remove(&mut tx, self.place(from), account, account, now).await.unwrap();
            self.workers[at].here = false;
        }
        if self.workers[at].here && act == 1 && to != from {
            let place = Place { account, role: TeamRole::Member, coordinator: false };
            members::put(&mut tx, self.place(to), place, account, now).await.unwrap();
            members::remove(&mut tx, self.place(from), account, account, now).await.unwrap();
            self.workers[at].team = to;
        }
        tx.commit().await.unwrap();
        if act == 2 {
            self.hire(instance, to).await;
        }
    }

    /// A quarter: people tap, some take it back, some move; then it is over and counted.
    async fn lived(&mut self, instance: &Instance) {
        let now = instance.app.clock.now();
        let of = quarter(now);
        let mut crowd = Crowd { asked: BTreeSet::new(), teams: vec![BTreeSet::new(); SIZES.len()] };
        let mut facts = Vec::new();
        let mut tx = instance.app.db.write().await.unwrap();
        let salt = quarters::hold(&mut tx, self.home.id, &of, now).await.unwrap().unwrap();
        for at in 0..self.workers.len() {
            let (team, here, account) = (self.workers[at].team, self.workers[at].here, self.workers[at].account.id);
            for talk in 0..3 {
                // An answer that is taken back was never there.
                if !here || self.random.random_bool(0.3) || self.random.random_bool(0.05) {
                    continue;
                }
                let tension = TENSIONS.choose(&mut self.random).copied().unwrap();
                let row = recognition::ActiveModel {
                    organisation_id: Set(self.home.id),
                    id: Set(RecognitionId::random()),
                    team_id: Set(self.teams[team]),
                    quarter: Set(of.clone()),
                    tension_key: Set(tension.to_owned()),
                    person_handle: Set(instance.app.key.handle(&salt, &["person", &account.to_string()])),
                    case_handle: Set(instance.app.key.handle(&salt, &["case", &format!("{team} {talk}")])),
                };
                recognition::Entity::insert(row).exec_without_returning(tx.conn()).await.unwrap();
                let person = Person::try_from(at).unwrap();
                crowd.asked.insert(person);
                crowd.teams[team].insert(person);
                let case = u32::try_from(team * 10 + talk).unwrap();
                facts.push(Fact { person, case, topic: Topic::Tension(tension.to_owned()) });
            }
        }
        tx.commit().await.unwrap();
        for _ in 0..3 {
            self.moved(instance).await;
        }
        for (person, worker) in (0..).zip(&self.workers).filter(|(_, worker)| worker.here) {
            crowd.teams[worker.team].insert(person);
        }
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        assert_eq!(close_past(instance).await, 1);
        self.truth.push((of, facts, crowd));
    }
}

/// Reads a quarter back from the table that people get.
fn from_table(table: &str, of: &str) -> Release {
    let number = |people: &str| people.parse().map_or(Cell::Hidden(Why::Few), Cell::Shown);
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.trim_end().split(';').collect()).collect();
    let name = quarter_words(Language::Dutch, of);
    let own: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0] == name).collect();
    let cells = |kind: &str| -> BTreeMap<String, Cell> {
        own.iter().filter(|row| row[1] == kind).map(|row| (row[2].to_owned(), number(row[3]))).collect()
    };
    let one = |kind: &str| cells(kind).remove("").unwrap();
    let (named, poled) = (cells("Groep"), cells("Spanning"));
    let groups = tensions::groups().iter().map(|group| (group.key.clone(), named[group.name.get("nl")]));
    let all = tensions::groups().iter().flat_map(|group| &group.tensions);
    let poles = |tension: &tensions::Tension| format!("{} of {}", tension.left.get("nl"), tension.right.get("nl"));
    Release {
        least: 5,
        asked: one("Bevraagd"),
        total: one("Samen"),
        groups: groups.collect(),
        tensions: all.map(|tension| (tension.key.clone(), poled[&poles(tension)])).collect(),
        barriers: BTreeMap::new(),
        sides: BTreeMap::new(),
        together: Vec::new(),
    }
}

fn numbers(cells: &BTreeMap<String, Cell>) -> BTreeMap<&String, Option<u32>> {
    cells.iter().map(|(key, cell)| (key, cell.number())).collect()
}

/// All numbers that a page shows: drawn, in tables, in words.
fn told(page: &str) -> BTreeSet<u32> {
    let main = page.split("<main").nth(1).unwrap().split("aria-labelledby=\"own\"").next().unwrap();
    let drawn = main.split('>').filter_map(|piece| piece.split('<').next()?.trim().parse().ok());
    let said = main.split(" mensen").filter_map(|before| before.rsplit([' ', '>', '\n']).next()?.parse().ok());
    drawn.chain(said).collect()
}

async fn table(browser: &mut Browser) -> String {
    browser.get("/o/maaskant/insight/csv").await.text
}

on_both! {
    async fn what_a_manager_and_a_worker_can_get_is_what_was_released_and_finds_nobody(instance: Instance) {
        let mut society = Society::of(&instance).await;
        for _ in 0..QUARTERS {
            society.lived(&instance).await;
        }
        let roles = OrganisationRoles { manager: true, administrator: false };
        let farida = instance.person(society.home.id, "Farida", roles).await;
        let mut manager = instance.browser(farida.id).await;
        let worker = society.workers.iter().find(|worker| worker.here).unwrap();
        let mut worker = instance.browser(worker.account.id).await;
        let csv = table(&mut manager).await;
        assert_eq!(csv, table(&mut worker).await, "a worker gets the table that their manager gets");
        let stored = quarter_result::Entity::find().order_by_asc(quarter_result::Column::Quarter);
        let stored = stored.all(instance.app.db.read()).await.unwrap();
        let mut quarters = Vec::new();
        let mut shown = 0;
        for (row, (of, facts, crowd)) in stored.iter().zip(society.truth) {
            let released: Release = serde_json::from_str(&row.released).unwrap();
            let told = from_table(&csv, &of);
            assert_eq!((told.asked.number(), told.total.number()), (released.asked.number(), released.total.number()));
            assert_eq!(numbers(&told.groups), numbers(&released.groups), "{of}");
            assert_eq!(numbers(&told.tensions), numbers(&released.tensions), "{of}");
            shown += told.groups.values().filter(|cell| cell.number().is_some()).count();
            quarters.push(Quarter { facts, crowd, told });
        }
        assert!(shown > 8, "only {shown} numbers are shown: there is hardly anything to attack");
        assert_eq!(attack_all(&quarters), Loot::default());
        let least = [5, 3];
        let released: BTreeSet<u32> = stored.iter().flat_map(|row| all_numbers(&row.released)).chain(least).collect();
        for row in &stored {
            let path = format!("/o/maaskant/insight?quarter={}", row.quarter);
            for browser in [&mut manager, &mut worker] {
                let page = browser.get(&path).await.text;
                let more: Vec<u32> = told(&page).into_iter().filter(|number| !released.contains(number)).collect();
                assert!(more.is_empty(), "{path} shows {more:?}, which wasn't released");
            }
        }
    }
}

/// Every number of a release.
fn all_numbers(released: &str) -> Vec<u32> {
    let release: Release = serde_json::from_str(released).unwrap();
    let maps = [&release.groups, &release.tensions, &release.barriers, &release.sides];
    let cells = maps.into_iter().flat_map(BTreeMap::values).chain([&release.asked, &release.total]);
    cells.filter_map(|cell| cell.number()).collect()
}
