//! The attack on insight: eight quarters with people who come, leave, change teams and withdraw, and an attacker who has every
//! release and all that one whole team answered. Numbers are subtracted from each other and people are looked for in what is
//! left. With complementary suppression switched off the same attack succeeds. `insight::taken_along` runs it on the tables and pages
//! that people really get.

mod nested;

use std::collections::{BTreeMap, BTreeSet};

use omgang::insight::disclosure::{Cell, Crowd, Person, Rules};
use omgang::insight::release::{Fact, Release, Topic, release};
use omgang::tensions;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::support::long;

const LEAST: usize = 5;
const QUARTERS: usize = 8;

/// Somebody, with what they tend to recognise.
struct Worker {
    team: usize,
    leaning: Vec<&'static str>,
    here: bool,
}

/// A quarter as it was, and as it is told.
pub struct Quarter {
    pub facts: Vec<Fact>,
    pub crowd: Crowd,
    pub told: Release,
}

fn keys() -> Vec<&'static str> {
    tensions::groups().iter().flat_map(|group| &group.tensions).map(|tension| tension.key.as_str()).collect()
}

/// Lives through eight quarters.
fn live(seed: u64, rules: Rules) -> Vec<Quarter> {
    let mut random = StdRng::seed_from_u64(seed);
    let keys = keys();
    let teams = random.random_range(3..9);
    let popular: Vec<&'static str> =
        (0..random.random_range(3..12)).map(|_| *keys.choose(&mut random).unwrap()).collect();
    let mut workers = Vec::new();
    for team in 0..teams {
        for _ in 0..random.random_range(2..10) {
            workers.push(hire(team, &popular, &mut random));
        }
    }
    (0..QUARTERS).map(|_| live_a_quarter(&mut workers, teams, &popular, rules, &mut random)).collect()
}

fn hire(team: usize, popular: &[&'static str], random: &mut StdRng) -> Worker {
    let leaning = (0..random.random_range(1..4)).map(|_| *popular.choose(random).unwrap()).collect();
    Worker { team, leaning, here: true }
}

fn live_a_quarter(
    workers: &mut Vec<Worker>,
    teams: usize,
    popular: &[&'static str],
    rules: Rules,
    random: &mut StdRng,
) -> Quarter {
    let mut crowd = Crowd { asked: BTreeSet::new(), teams: vec![BTreeSet::new(); teams] };
    for worker in workers.iter_mut() {
        match random.random_range(0..40) {
            0 | 1 => worker.here = false,
            2 => worker.team = random.random_range(0..teams),
            _ => {}
        }
    }
    for _ in 0..random.random_range(0..3) {
        let team = random.random_range(0..teams);
        workers.push(hire(team, popular, random));
    }
    let talks = random.random_range(2..5);
    let mut facts = Vec::new();
    for (person, worker) in (0..).zip(workers.iter()).filter(|(_, worker)| worker.here) {
        crowd.teams[worker.team].insert(person);
        for talk in 0..talks {
            if random.random_bool(0.15) {
                continue;
            }
            crowd.asked.insert(person);
            let case = u32::try_from(worker.team).unwrap() * 100 + talk;
            for _ in 0..random.random_range(0..3) {
                let from = if random.random_bool(0.7) { &worker.leaning } else { popular };
                let topic = Topic::Tension((*from.choose(random).unwrap()).to_owned());
                facts.push(Fact { person, case, topic });
            }
        }
    }
    // Somebody thinks better of it before the quarter closes; afterwards nothing can be asked again.
    facts.retain(|_| !random.random_bool(0.02));
    let told = release(&facts, &crowd, rules);
    Quarter { facts, crowd, told }
}

impl Quarter {
    fn people(&self, keys: &[&str]) -> BTreeSet<Person> {
        let named = |fact: &&Fact| matches!(&fact.topic, Topic::Tension(key) if keys.contains(&key.as_str()));
        self.facts.iter().filter(named).map(|fact| fact.person).collect()
    }
}

/// What an attacker worked out that they should not.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Loot {
    /// Hidden numbers below five that are known, exactly or as "at most four".
    cells: usize,
    /// Sets of one to four people outside the attacker's team that a subtraction counted.
    few: usize,
    /// People outside the attacker's team whose answer is certain.
    tags: usize,
}

/// Attacks a quarter with all that one team knows; `None` is a manager, who knows nobody's answer.
fn attack(quarter: &Quarter, team: Option<usize>) -> Loot {
    let nobody = BTreeSet::new();
    let own = team.map_or(&nobody, |team| &quarter.crowd.teams[team]);
    let others = quarter.crowd.asked.difference(own).count();
    let mut loot = Loot::default();
    let (mut rest, mut hidden) = (quarter.told.total.number().map(i64::from), Vec::new());
    for group in tensions::groups() {
        let keys: Vec<&str> = group.tensions.iter().map(|tension| tension.key.as_str()).collect();
        let people = quarter.people(&keys);
        let mine = people.intersection(own).count();
        match quarter.told.groups[&group.key] {
            Cell::Shown(number) => {
                rest = rest.map(|rest| rest - i64::from(number));
                // The own team's answers are taken out of the number.
                let (tagged, silent) = (number as usize - mine, others - (number as usize - mine));
                loot.few += usize::from((1..LEAST).contains(&tagged));
                loot.tags += if tagged == 0 || silent == 0 { others } else { 0 };
                attack_finer(quarter, number as usize, (group, own), &mut loot);
            }
            Cell::Hidden(_) => hidden.push((people.len(), mine)),
        }
    }
    // What is left of the total is the hidden numbers' sum: each lies between the own part and what the others leave.
    let known: i64 = hidden.iter().map(|(_, mine)| i64::try_from(*mine).unwrap()).sum();
    for (truth, mine) in &hidden {
        let most = rest.map_or(others + mine, |rest| usize::try_from(rest - known).unwrap() + mine);
        // That no more can have tapped than were asked is known without any release.
        let is_told = most < others + mine;
        loot.cells += usize::from(*truth < LEAST && is_told && (most < LEAST || most == *mine));
        loot.tags += if most == *mine { others } else { 0 };
        // What is left, less what all other hidden numbers could hold at the most.
        let certain = rest.is_some_and(|rest| rest - known >= i64::try_from(hidden.len() * others).unwrap());
        loot.tags += if certain && others > 0 { others } else { 0 };
    }
    loot
}

/// Subtracts a group's tensions from the group: what is left are people who named none of them.
fn attack_finer(quarter: &Quarter, whole: usize, (group, own): (&tensions::Group, &BTreeSet<Person>), loot: &mut Loot) {
    let keys: Vec<&str> = group.tensions.iter().map(|tension| tension.key.as_str()).collect();
    let everybody = quarter.people(&keys);
    let (mut shown, mut own_shown, mut named) = (0, 0, BTreeSet::new());
    for key in &keys {
        let Some(number) = quarter.told.tensions[*key].number() else { continue };
        shown += number as usize;
        let own_part: BTreeSet<Person> = quarter.people(&[key]).intersection(own).copied().collect();
        own_shown += own_part.len();
        named.extend(own_part);
        let mine = everybody.difference(&quarter.people(&[key])).filter(|person| own.contains(person)).count();
        loot.few += usize::from((1..LEAST).contains(&(whole - number as usize - mine)));
    }
    // How many were counted twice, less those of the own team: each named another of the group's tensions as well.
    if shown > whole {
        let own_twice = own_shown - named.len();
        loot.few += usize::from((1..LEAST).contains(&(shown - whole - own_twice.min(shown - whole))));
    }
}

/// Everything that a manager and each team work out over all quarters.
pub fn attack_all(quarters: &[Quarter]) -> Loot {
    let mut all = Loot::default();
    for quarter in quarters {
        let teams = (0..quarter.crowd.teams.len()).map(Some).chain([None]);
        for loot in teams.map(|team| attack(quarter, team)) {
            all.cells += loot.cells;
            all.few += loot.few;
            all.tags += loot.tags;
        }
    }
    all
}

#[test]
fn the_attack_recovers_nothing() {
    let mut shown = 0;
    for seed in 0..long(60, 2_000) {
        let quarters = live(seed as u64, Rules::of(LEAST));
        assert_eq!(attack_all(&quarters), Loot::default(), "seed {seed}");
        let cells = quarters.iter().flat_map(|quarter| quarter.told.groups.values());
        shown += cells.filter(|cell| cell.number().is_some()).count();
    }
    assert!(shown > 300, "only {shown} numbers were shown: there was hardly anything to attack");
}

#[test]
fn the_same_attack_succeeds_when_complementary_suppression_is_switched_off() {
    let mut all = Loot::default();
    for seed in 0..60 {
        let loot = attack_all(&live(seed, Rules::of(LEAST).without_complement()));
        all.cells += loot.cells;
        all.few += loot.few;
    }
    assert!(all.cells > 20 && all.few > 20, "{all:?}");
}

/// Follows people over the quarters: somebody left, and nobody came; did the number fall by one? Answers are given anew each quarter,
/// so what this attacker believes is often wrong, and they can't tell when.
#[test]
fn who_compares_quarters_around_a_leaving_can_not_be_sure() {
    let (mut right, mut wrong) = (0, 0);
    for seed in 0..long(200, 2_000) {
        let quarters = live(seed as u64, Rules::of(LEAST));
        for pair in quarters.windows(2) {
            let left: Vec<&Person> = pair[0].crowd.asked.difference(&pair[1].crowd.asked).collect();
            let came = pair[1].crowd.asked.difference(&pair[0].crowd.asked).count();
            let ([left], 0) = (left.as_slice(), came) else { continue };
            for (believed, truth) in beliefs(pair, **left) {
                *(if believed == truth { &mut right } else { &mut wrong }) += 1;
            }
        }
    }
    assert!(right + wrong > 20, "only {} tries", right + wrong);
    assert!(wrong * 4 >= right + wrong, "{right} right and {wrong} wrong: that is more than guessing");
}

fn beliefs(pair: &[Quarter], left: Person) -> Vec<(bool, bool)> {
    let of = |quarter: &Quarter, key: &str| quarter.told.groups[key].number();
    let mut beliefs = Vec::new();
    for group in tensions::groups() {
        let (Some(before), Some(after)) = (of(&pair[0], &group.key), of(&pair[1], &group.key)) else { continue };
        let keys: Vec<&str> = group.tensions.iter().map(|tension| tension.key.as_str()).collect();
        beliefs.push((before == after + 1, pair[0].people(&keys).contains(&left)));
    }
    beliefs
}

#[test]
fn what_is_hidden_gives_the_same_reason_whichever_rule_hid_it() {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..20 {
        for quarter in live(seed, Rules::of(LEAST)) {
            for cell in quarter.told.groups.values().filter(|cell| cell.number().is_none()) {
                *reasons.entry(format!("{cell:?}")).or_default() += 1;
            }
        }
    }
    assert_eq!(reasons.len(), 1, "{reasons:?}");
}
