//! The attack on labels that lie within each other. Who reads the library knows what each item is about: when all items with one
//! label have another too, whoever named the one named the other, and two numbers subtract to people.

use std::collections::{BTreeMap, BTreeSet};

use omgang::frameworks::template;
use omgang::insight::disclosure::{Crowd, Person, Rules};
use omgang::insight::release::{Fact, Release, Topic, release};
use omgang::tensions::{self, barriers};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use super::LEAST;
use crate::support::long;

/// A quarter in which people recognised items of the library.
struct Library {
    facts: Vec<Fact>,
    crowd: Crowd,
    /// What each item is about.
    items: Vec<BTreeSet<Topic>>,
}

/// Labels of which a few come back often, so that they lie within each other.
fn labels() -> Vec<Topic> {
    let tensions = tensions::groups().iter().take(2).map(|group| Topic::Tension(group.tensions[0].key.clone()));
    let barriers = barriers::all().iter().take(3).map(|barrier| Topic::Barrier(barrier.key.clone()));
    let virtue = &template::template().virtues[0].key;
    let sides = ["too_little", "too_much"].map(|side| Topic::Side(format!("{virtue}/{side}")));
    tensions.chain(barriers).chain(sides).collect()
}

fn library(seed: u64) -> Library {
    let mut random = StdRng::seed_from_u64(seed);
    let labels = labels();
    let mut crowd = Crowd::default();
    let mut next: Person = 0;
    for _ in 0..random.random_range(6..11) {
        let size = random.random_range(2..10);
        crowd.teams.push((next..next + size).collect());
        next += size;
    }
    crowd.asked = (0..next).collect();
    let items: Vec<BTreeSet<Topic>> = (0..random.random_range(4..9))
        .map(|_| (0..random.random_range(1..4)).map(|_| labels.choose(&mut random).unwrap().clone()).collect())
        .collect();
    let popular = random.random_range(0.1..0.4);
    let mut facts = Vec::new();
    for person in 0..next {
        for (case, topics) in (0..).zip(&items) {
            if random.random_bool(popular) {
                facts.extend(topics.iter().map(|topic| Fact { person, case, topic: topic.clone() }));
            }
        }
    }
    Library { facts, crowd, items }
}

impl Library {
    fn people(&self, topic: &Topic) -> BTreeSet<Person> {
        self.facts.iter().filter(|fact| fact.topic == *topic).map(|fact| fact.person).collect()
    }

    /// Tells whether every item with one label has the other: readers see that.
    fn lies_within(&self, one: &Topic, other: &Topic) -> bool {
        let mut with = self.items.iter().filter(|topics| topics.contains(one)).peekable();
        with.peek().is_some() && with.all(|topics| topics.contains(other))
    }
}

fn shown(told: &Release) -> BTreeMap<Topic, u32> {
    let tensions = told.tensions.iter().map(|(key, cell)| (Topic::Tension(key.clone()), cell.number()));
    let barriers = told.barriers.iter().map(|(key, cell)| (Topic::Barrier(key.clone()), cell.number()));
    let sides = told.sides.iter().map(|(key, cell)| (Topic::Side(key.clone()), cell.number()));
    tensions.chain(barriers).chain(sides).filter_map(|(topic, number)| Some((topic, number?))).collect()
}

/// Counts the sets of one to four people outside a team that subtracting two nested numbers told; and the pairs tried.
fn attack(library: &Library, told: &Release) -> (usize, usize) {
    let shown = shown(told);
    let (mut few, mut tried) = (0, 0);
    for less in shown.keys() {
        for more in shown.keys().filter(|more| *more != less && library.lies_within(less, more)) {
            let (inner, outer) = (library.people(less), library.people(more));
            let rest: BTreeSet<Person> = outer.difference(&inner).copied().collect();
            assert_eq!(
                shown[more] - shown[less],
                u32::try_from(rest.len()).unwrap(),
                "what a subtraction tells is true"
            );
            let nobody = BTreeSet::new();
            for team in library.crowd.teams.iter().chain([&nobody]) {
                tried += 1;
                few += usize::from((1..LEAST).contains(&rest.difference(team).count()));
            }
        }
    }
    (few, tried)
}

fn all(seeds: u64, rules: Rules) -> (usize, usize) {
    (0..seeds).fold((0, 0), |(few, tried), seed| {
        let library = library(seed);
        let told = release(&library.facts, &library.crowd, rules);
        let (more_few, more_tried) = attack(&library, &told);
        (few + more_few, tried + more_tried)
    })
}

#[test]
fn labels_within_each_other_give_nobody_away() {
    let (few, tried) = all(long(400, 10_000) as u64, Rules::of(LEAST));
    assert_eq!(few, 0);
    assert!(tried > 100, "only {tried} subtractions: there was hardly anything to attack");
}

#[test]
fn they_would_when_complementary_suppression_is_switched_off() {
    let (few, _) = all(400, Rules::of(LEAST).without_complement());
    assert!(few > 20, "only {few}");
}
