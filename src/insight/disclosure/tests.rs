//! Examples and properties of the suppression, over random crowds.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::insight::release::{Fact, Release, Topic, release};
use crate::tensions;

/// Teams of these sizes, everybody asked.
fn crowd(sizes: &[u32]) -> Crowd {
    let mut next = 0;
    let teams: Vec<BTreeSet<Person>> = sizes
        .iter()
        .map(|size| {
            let team = (next..next + size).collect();
            next += size;
            team
        })
        .collect();
    Crowd { asked: (0..next).collect(), teams }
}

fn marks(people: &[Person]) -> Marks {
    people.iter().flat_map(|person| [(*person, 0), (*person, 1), (*person, 2)]).collect()
}

#[test]
fn a_count_needs_five_people_and_three_cases_beside_any_one_team() {
    let (rules, crowd) = (Rules::of(0), crowd(&[6, 6, 6]));
    assert!(rules.show(&crowd, &marks(&[0, 1, 2, 6, 7, 8, 12, 13])));
    assert!(!rules.show(&crowd, &marks(&[0, 1, 2, 3, 6, 12])), "without the first team two are left");
    let few_cases: Marks = marks(&[0, 1, 2, 6, 7, 8, 12, 13]).people().into_iter().map(|person| (person, 9)).collect();
    assert!(!rules.show(&crowd, &few_cases));
    assert!(!rules.show(&crowd, &marks(&(0..18).collect::<Vec<_>>())), "everybody: then everybody's answer is known");
    assert!(!rules.show(&crowd, &Marks::default()), "nobody isn't told from a few");
}

#[test]
fn fewer_than_five_can_not_be_asked_for_and_more_can() {
    let crowd = crowd(&[6, 6, 6]);
    let eight = marks(&[0, 1, 2, 6, 7, 8, 12, 13]);
    assert_eq!(Rules::of(1), Rules::of(5));
    assert!(Rules::of(5).show(&crowd, &eight) && !Rules::of(7).show(&crowd, &eight));
}

#[test]
fn a_difference_of_one_person_is_not_given_away() {
    let (rules, crowd) = (Rules::of(5), crowd(&[8, 8, 8, 8]));
    let many: Vec<Person> = vec![0, 1, 2, 8, 9, 10, 16, 17, 18, 24, 25];
    let fewer = marks(&many[..10]);
    assert!(!rules.stand_together(&crowd, &marks(&many), &fewer));
    assert!(rules.without_complement().stand_together(&crowd, &marks(&many), &fewer));
    assert!(rules.stand_together(&crowd, &fewer, &fewer), "the same people differ in nobody");
}

#[test]
fn a_total_yields_to_one_hidden_part() {
    let (rules, crowd) = (Rules::of(5), crowd(&[8, 8, 8]));
    let one = marks(&[0, 1]);
    assert!(!rules.total(&crowd, &[&one]) && rules.total(&crowd, &[]));
    assert!(!rules.total(&crowd, &[&one, &marks(&[2])]), "three people in two hidden parts are too few");
    assert!(rules.total(&crowd, &[&marks(&[0, 1, 8]), &marks(&[9, 10, 16, 17, 2])]));
    assert!(rules.without_complement().total(&crowd, &[&one]));
}

/// A random quarter: teams of two to nine, some in two teams, everybody with a leaning.
fn random(seed: u64) -> (Vec<Fact>, Crowd) {
    let mut random = StdRng::seed_from_u64(seed);
    let sizes: Vec<u32> = (0..random.random_range(1..7)).map(|_| random.random_range(2..10)).collect();
    let mut crowd = crowd(&sizes);
    let people = u32::try_from(crowd.asked.len()).unwrap();
    for _ in 0..random.random_range(0..3) {
        let team = random.random_range(0..crowd.teams.len());
        crowd.teams[team].insert(random.random_range(0..people));
    }
    let keys: Vec<&str> = tensions::groups().iter().flat_map(|g| &g.tensions).map(|t| t.key.as_str()).collect();
    let (busy, popular) = (random.random_range(1..5), random.random_range(1..keys.len()));
    let mut facts = Vec::new();
    for person in 0..people {
        for case in 0..busy {
            for _ in 0..random.random_range(0..3) {
                let topic = Topic::Tension(keys[random.random_range(0..popular)].to_owned());
                facts.push(Fact { person, case: case * 10 + person % 5, topic });
            }
        }
    }
    (facts, crowd)
}

fn people_of(facts: &[Fact], keys: &[&str]) -> BTreeSet<Person> {
    let named = facts.iter().filter(|fact| matches!(&fact.topic, Topic::Tension(key) if keys.contains(&key.as_str())));
    named.map(|fact| fact.person).collect()
}

/// Every released number of a quarter, with the people behind it.
fn shown(release: &Release, facts: &[Fact]) -> Vec<(u32, BTreeSet<Person>)> {
    let mut shown = Vec::new();
    for group in tensions::groups() {
        let keys: Vec<&str> = group.tensions.iter().map(|tension| tension.key.as_str()).collect();
        shown.extend(release.groups[&group.key].number().map(|number| (number, people_of(facts, &keys))));
        for key in keys {
            shown.extend(release.tensions[key].number().map(|number| (number, people_of(facts, &[key]))));
        }
    }
    shown
}

#[test]
fn every_number_counts_right_and_holds_without_any_team_both_ways() {
    let mut numbers = 0;
    for seed in 0..400 {
        let (facts, crowd) = random(seed);
        let released = release(&facts, &crowd, Rules::of(5));
        for (number, people) in shown(&released, &facts) {
            numbers += 1;
            assert_eq!(number as usize, people.len());
            for team in &crowd.teams {
                assert!(people.difference(team).count() >= 5, "seed {seed}");
                let silent: BTreeSet<Person> = crowd.asked.difference(&people).copied().collect();
                assert!(silent.difference(team).count() >= 5, "seed {seed}");
            }
        }
    }
    assert!(numbers > 200, "only {numbers} numbers: the property was hardly tried");
}

#[test]
fn nobody_is_counted_by_the_difference_of_a_group_and_its_tension() {
    let mut compared = 0;
    for seed in 0..400 {
        let (facts, crowd) = random(seed);
        let released = release(&facts, &crowd, Rules::of(5));
        for group in tensions::groups() {
            let Some(whole) = released.groups[&group.key].number() else { continue };
            for tension in &group.tensions {
                let Some(part) = released.tensions[&tension.key].number() else { continue };
                compared += 1;
                assert!(whole == part || whole - part >= 5, "seed {seed}: {whole} and {part}");
            }
        }
    }
    assert!(compared > 20, "only {compared} compared");
}

#[test]
fn where_a_total_is_shown_what_is_hidden_has_room() {
    let (mut with, mut without) = (0, 0);
    for seed in 0..400 {
        let (facts, crowd) = random(seed);
        let released = release(&facts, &crowd, Rules::of(5));
        let hidden = released.groups.values().filter(|cell| cell.number().is_none()).count();
        match released.total.number() {
            Some(total) => {
                with += 1;
                let rest = total - released.groups.values().filter_map(|cell| cell.number()).sum::<u32>();
                assert!((hidden == 0 && rest == 0) || (hidden > 1 && rest >= 5), "seed {seed}");
            }
            None => without += 1,
        }
    }
    assert!(with > 10 && without > 10, "{with} with, {without} without");
}
