//! Random people, teams, items and moves: nobody is ever shown, or has counted for them, what they may not open.
//!
//! The model below says who may open what, in the plainest words; the pages are asked as a browser asks them. Each item
//! carries a word of its own, so that a word on a page tells from which item it came.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use entity::account;
use entity::ids::{SharedCopyId, TeamId};
use entity::organisation;
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::team_member::{self, TeamRole};
use omgang::event::Event;
use omgang::teams::memberships::OrganisationRoles;
use rand::rngs::StdRng;
use rand::seq::{IndexedMutRandom, IndexedRandom};
use rand::{RngExt, SeedableRng};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::library::share_and_tell;
use crate::support::{Browser, Instance, long};

const ROLES: [TeamRole; 4] = [TeamRole::Member, TeamRole::Facilitator, TeamRole::Trainee, TeamRole::Guest];

/// What should be so, kept beside the database.
struct Model {
    home: organisation::Model,
    teams: Vec<TeamId>,
    people: Vec<account::Model>,
    /// In which teams somebody is, as what.
    places: BTreeMap<(usize, usize), TeamRole>,
    items: Vec<Item>,
}

struct Item {
    id: SharedCopyId,
    team: usize,
    word: String,
    shared: bool,
    wide: bool,
}

impl Model {
    fn reads(&self, person: usize, item: &Item) -> bool {
        let reads_team = |team: usize| self.places.get(&(person, team)).is_some_and(|role| *role != TeamRole::Guest);
        let anywhere = (0..self.teams.len()).any(reads_team);
        item.shared && (reads_team(item.team) || (item.wide && anywhere))
    }

    fn expected(&self, person: usize) -> BTreeSet<&str> {
        self.items.iter().filter(|item| self.reads(person, item)).map(|item| item.word.as_str()).collect()
    }

    /// The words that stand on a page.
    fn on<'a>(&'a self, page: &str) -> BTreeSet<&'a str> {
        let words = self.items.iter().map(|item| item.word.as_str());
        words.filter(|word| page.to_lowercase().contains(*word)).collect()
    }
}

#[tokio::test]
async fn nothing_shows_or_counts_what_one_may_not_open_on_sqlite() {
    for seed in 0..long(2, 40) {
        live_through(Instance::sqlite().await, seed as u64).await;
    }
}

#[tokio::test]
async fn nothing_shows_or_counts_what_one_may_not_open_on_postgres() {
    for seed in 100..long(101, 120) {
        live_through(Instance::postgres().await, seed as u64).await;
    }
}

async fn live_through(instance: Instance, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut indexer = instance.app.open_index().await.unwrap();
    let mut model = begin(&instance, &mut random).await;
    let mut browsers = Vec::new();
    for person in &model.people {
        browsers.push(instance.browser(person.id).await);
    }
    for round in 0..8 {
        for _ in 0..4 {
            make_a_move(&instance, &mut model, &mut random).await;
        }
        indexer.catch_up().await.unwrap();
        for _ in 0..3 {
            let person = random.random_range(0..model.people.len());
            let told = format!("seed {seed}, round {round}, {}", model.people[person].name);
            look_around(&model, person, &mut browsers[person], &mut random, &told).await;
        }
    }
}

async fn begin(instance: &Instance, random: &mut StdRng) -> Model {
    let home = instance.organisation("maaskant").await;
    let elsewhere = instance.organisation("elders").await;
    let mut teams = Vec::new();
    for name in ["Noord", "Haven", "Kade"] {
        teams.push(instance.team(home.id, name).await);
    }
    let mut people = Vec::new();
    let mut places = BTreeMap::new();
    for number in 0..7 {
        people.push(instance.person(home.id, &format!("Mens{number}"), OrganisationRoles::default()).await);
        for (team, id) in teams.iter().enumerate() {
            if random.random_bool(0.4) {
                let role = *ROLES.choose(random).unwrap();
                put(instance, &home, *id, &people[number], role).await;
                places.insert((number, team), role);
            }
        }
    }
    let roles = OrganisationRoles { manager: true, administrator: false };
    people.push(instance.person(home.id, "Baas", roles).await);
    people.push(instance.person(elsewhere.id, "Vreemde", OrganisationRoles::default()).await);
    Model { home, teams, people, places, items: Vec::new() }
}

async fn put(instance: &Instance, home: &organisation::Model, team: TeamId, who: &account::Model, role: TeamRole) {
    let tx = instance.app.db.write().await.unwrap();
    team_member::Entity::delete_by_id((home.id, team, who.id)).exec(tx.conn()).await.unwrap();
    let row = team_member::ActiveModel {
        organisation_id: Set(home.id),
        team_id: Set(team),
        account_id: Set(who.id),
        role: Set(role),
        coordinator: Set(false),
        joined_at: Set(instance.app.clock.now()),
    };
    row.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody shares, withdraws or widens something, or comes, goes or changes role.
async fn make_a_move(instance: &Instance, model: &mut Model, random: &mut StdRng) {
    match random.random_range(0..10) {
        0..=3 => {
            let (number, team) = (model.items.len(), random.random_range(0..model.teams.len()));
            let word = word_of(number);
            let text = format!("De werker vond {word} in de zorgmap en sprak daarover met de familie van {word}.");
            let title = format!("Het stuk over {word}");
            let id = share_and_tell(instance, &model.home, model.teams[team], &title, &text).await;
            model.items.push(Item { id, team, word, shared: true, wide: false });
        }
        4..=5 => {
            if let Some(item) = model.items.choose_mut(random) {
                item.wide = !item.wide;
                let audience = if item.wide { Audience::Organisation } else { Audience::Team };
                change(instance, &model.home, item.id, shared_copy::Column::Audience, audience.to_value()).await;
            }
        }
        6 => {
            if let Some(item) = model.items.choose_mut(random) {
                item.shared = false;
                let state = SharedCopyState::Withdrawn.to_value();
                change(instance, &model.home, item.id, shared_copy::Column::State, state).await;
            }
        }
        _ => {
            let (person, team) = (random.random_range(0..7), random.random_range(0..model.teams.len()));
            if model.places.contains_key(&(person, team)) && random.random_bool(0.5) {
                model.places.remove(&(person, team));
                let key = (model.home.id, model.teams[team], model.people[person].id);
                let tx = instance.app.db.write().await.unwrap();
                team_member::Entity::delete_by_id(key).exec(tx.conn()).await.unwrap();
                tx.commit().await.unwrap();
            } else {
                let role = *ROLES.choose(random).unwrap();
                model.places.insert((person, team), role);
                put(instance, &model.home, model.teams[team], &model.people[person], role).await;
            }
        }
    }
}

/// Makes a word that no other item has and that looks like no other.
fn word_of(number: usize) -> String {
    const PARTS: [&str; 6] = ["kwib", "zump", "flonk", "drelm", "spaup", "vreusj"];
    format!("{}{}ij", PARTS[number % 6], PARTS[(number / 6 + 2) % 6])
}

async fn change(
    instance: &Instance,
    home: &organisation::Model,
    id: SharedCopyId,
    column: shared_copy::Column,
    value: String,
) {
    let mut tx = instance.app.db.write().await.unwrap();
    shared_copy::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(shared_copy::Column::OrganisationId.eq(home.id))
        .filter(shared_copy::Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .unwrap();
    tx.record(Event::SharedCopyChanged(home.id, id));
    tx.commit().await.unwrap();
}

/// Asks every page that finds things, and compares with the model.
async fn look_around(model: &Model, person: usize, browser: &mut Browser, random: &mut StdRng, told: &str) {
    let expected = model.expected(person);
    if model.people[person].name == "Vreemde" {
        assert_eq!(browser.get("/o/maaskant/library?q=zorgmap").await.status, StatusCode::NOT_FOUND, "{told}");
        return;
    }
    for item in &model.items {
        // Half a word may go on in the words of what one may open only.
        let page = browser.get(&format!("/o/maaskant/library?q={}", &item.word[..3])).await.text;
        let beyond: Vec<&str> = model.on(&page).into_iter().filter(|word| !expected.contains(word)).collect();
        assert!(beyond.is_empty(), "{told}: half of {} goes on as {beyond:?}", item.word);
        let goes_on = model.on(&page).iter().any(|word| word.starts_with(&item.word[..3]));
        assert!(goes_on || !model.reads(person, item), "{told}: half of {} goes on as nothing", item.word);
    }
    let mut shown = BTreeSet::new();
    let mut first = String::new();
    for page in 1..=expected.len() / 20 + 2 {
        let answer = browser.get(&format!("/o/maaskant/library?q=zorgmap&page={page}")).await;
        shown.extend(model.on(&answer.text));
        if page == 1 {
            first = answer.text;
        }
    }
    assert_eq!(shown, expected, "{told}");
    let counted = if expected.is_empty() { "Niets gevonden".into() } else { format!("{} gevonden", expected.len()) };
    assert!(first.contains(&counted), "{told}: {counted} in {first}");
    counts(model, person, &first, told);
    for item in model.items.iter().filter(|_| random.random_bool(0.4)) {
        let may = model.reads(person, item);
        // Asked by its own word, by a slip of the pen, by a facet, beside others.
        let slip = format!("{}x{}", &item.word[..3], &item.word[3..]);
        let asked = [
            (format!("q={}", item.word), true),
            (format!("q={slip}"), false),
            (format!("q={}&kind=case", item.word), true),
        ];
        for (query, typed) in asked {
            let page = browser.get(&format!("/o/maaskant/library?{query}")).await.text;
            let mut beyond = model.on(&page);
            beyond.retain(|word| !(expected.contains(word) || typed && *word == item.word));
            assert!(beyond.is_empty(), "{told}: {query} shows {beyond:?}");
            assert!(may || !page.contains(&format!("Het stuk over {}", item.word)), "{told}: {query}");
        }
        let paper = browser.get(&format!("/o/maaskant/library/{}/paper", item.id)).await.status;
        assert_eq!(paper, if may { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{told}: {} on paper", item.word);
        let page = browser.get(&format!("/o/maaskant/library/{}", item.id)).await;
        assert_eq!(page.status, if may { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{told}: {}", item.word);
        let beyond: Vec<&str> = model.on(&page.text).into_iter().filter(|word| !expected.contains(*word)).collect();
        assert!(beyond.is_empty(), "{told}: beneath {} stands {beyond:?}", item.word);
    }
    kept_search(model, &expected, browser, told).await;
}

/// Compares the counts of teams and of all items with what the model says.
fn counts(model: &Model, person: usize, page: &str, told: &str) {
    for (number, team) in model.teams.iter().enumerate() {
        let own = model.places.get(&(person, number)).is_some_and(|role| *role != TeamRole::Guest);
        let of_team = |item: &&Item| item.team == number && item.shared && !item.wide;
        let count = model.items.iter().filter(of_team).count();
        let facet = page.split("class=\"facet\"").find(|part| part.contains(&format!("team={team}")));
        let shown =
            facet.and_then(|part| part.split("facet-count\">").nth(1)?.split('<').next()?.parse::<usize>().ok());
        match shown {
            Some(shown) => assert!(own && shown == count, "{told}: {shown} instead of {count}, own {own}"),
            None => assert!(!page.contains(&team.to_string()), "{told}: another team's id"),
        }
    }
}

/// A search that was kept long ago finds what may be found now.
async fn kept_search(model: &Model, expected: &BTreeSet<&str>, browser: &mut Browser, told: &str) {
    browser.post("/o/maaskant/library/searches", &[("name", "Zorgmap"), ("query", "q=zorgmap")]).await;
    let home = browser.get("/o/maaskant/library").await.text;
    assert!(model.on(&home).is_subset(expected), "{told}: on the first page");
    let kept = browser.get("/o/maaskant/library?q=zorgmap").await.text;
    assert!(model.on(&kept).is_subset(expected), "{told}: a kept search");
}
