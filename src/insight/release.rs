//! What a closed quarter tells: which numbers are shown beside each other. Pure.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::disclosure::{Case, Cell, Crowd, Marks, Person, Rules, Why};
use crate::tensions;

/// What somebody recognised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A tension's key.
    Tension(String),
    /// A barrier's key.
    Barrier(String),
    /// A side of a virtue of the template, as `patience/too_much`.
    Side(String),
}

/// That somebody recognised something, in a case.
#[derive(Clone, Debug)]
pub struct Fact {
    pub person: Person,
    pub case: Case,
    pub topic: Topic,
}

/// Everything that a quarter tells, ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Fewest people behind a number when the quarter closed.
    pub least: u32,
    /// Who took part in a conversation or recognised an item.
    pub asked: Cell,
    /// The groups' sum: somebody counts once for each group.
    pub total: Cell,
    /// People by group of tensions.
    pub groups: BTreeMap<String, Cell>,
    /// People by tension.
    pub tensions: BTreeMap<String, Cell>,
    /// People by barrier.
    pub barriers: BTreeMap<String, Cell>,
    /// People by side of a virtue, as `patience/too_much`; those of whom nobody said anything aren't in it.
    pub sides: BTreeMap<String, Cell>,
    /// Groups that the same people recognised.
    pub together: Vec<(String, String)>,
}

/// Counts a quarter.
pub fn release(facts: &[Fact], crowd: &Crowd, rules: Rules) -> Release {
    let mut desk = Desk { crowd, rules, shown: Vec::new() };
    let topics = by_topic(facts);
    let marks = |topic: &Topic| topics.get(topic).cloned().unwrap_or_default();
    let mut groups = BTreeMap::new();
    let mut behind = BTreeMap::new();
    for group in tensions::groups() {
        let keys = group.tensions.iter().map(|tension| Topic::Tension(tension.key.clone()));
        let all = keys.fold(Marks::default(), |sum, topic| sum.and(&marks(&topic)));
        groups.insert(group.key.clone(), desk.put(&all));
        behind.insert(group.key.as_str(), all);
    }
    let total = desk.total(&groups, &behind);
    let mut finer = BTreeMap::new();
    for group in tensions::groups() {
        let parts: Vec<(&str, Marks)> = group
            .tensions
            .iter()
            .map(|tension| (tension.key.as_str(), marks(&Topic::Tension(tension.key.clone()))))
            .collect();
        let whole = groups[&group.key].number().map(|_| &behind[group.key.as_str()]);
        finer.extend(desk.break_down(whole, &parts));
    }
    let barriers = tensions::barriers::all();
    let barriers =
        barriers.iter().map(|barrier| (barrier.key.clone(), desk.put(&marks(&Topic::Barrier(barrier.key.clone())))));
    let barriers = barriers.collect();
    let sides = topics.iter().filter_map(|(topic, marks)| match topic {
        Topic::Side(key) => Some((key.clone(), desk.put(marks))),
        _ => None,
    });
    let sides = sides.collect();
    Release {
        least: u32::try_from(rules.people()).unwrap_or(u32::MAX),
        asked: match crowd.asked.len() {
            few if few < rules.people() => Cell::Hidden(Why::Few),
            many => Cell::shown(many),
        },
        total,
        together: together(&groups, &behind, (crowd, rules)),
        groups,
        tensions: finer,
        barriers,
        sides,
    }
}

fn by_topic(facts: &[Fact]) -> BTreeMap<Topic, Marks> {
    let mut sets: BTreeMap<Topic, BTreeSet<(Person, Case)>> = BTreeMap::new();
    for fact in facts {
        sets.entry(fact.topic.clone()).or_default().insert((fact.person, fact.case));
    }
    sets.into_iter().map(|(topic, marks)| (topic, marks.into_iter().collect())).collect()
}

/// Lays numbers on the table one after the other, and remembers which lie there.
struct Desk<'a> {
    crowd: &'a Crowd,
    rules: Rules,
    shown: Vec<Marks>,
}

impl Desk<'_> {
    fn may_show(&self, marks: &Marks) -> bool {
        self.rules.show(self.crowd, marks)
            && self.shown.iter().all(|other| self.rules.stand_together(self.crowd, marks, other))
    }

    fn put(&mut self, marks: &Marks) -> Cell {
        if !self.may_show(marks) {
            return Cell::Hidden(Why::Few);
        }
        self.shown.push(marks.clone());
        Cell::shown(marks.people().len())
    }

    fn total(&self, groups: &BTreeMap<String, Cell>, behind: &BTreeMap<&str, Marks>) -> Cell {
        let hidden = groups.iter().filter(|(_, cell)| cell.number().is_none());
        let hidden: Vec<&Marks> = hidden.map(|(key, _)| &behind[key.as_str()]).collect();
        match self.rules.total(self.crowd, &hidden) {
            true => Cell::shown(behind.values().map(|marks| marks.people().len()).sum()),
            false => Cell::Hidden(Why::Total),
        }
    }

    /// Shows a group's tensions, or none of them: which one yields would tell something of it.
    fn break_down(&mut self, whole: Option<&Marks>, parts: &[(&str, Marks)]) -> Vec<(String, Cell)> {
        let none = || parts.iter().map(|(key, _)| ((*key).to_owned(), Cell::Hidden(Why::Finer))).collect();
        let Some(whole) = whole else { return none() };
        let before = self.shown.len();
        let cells: Vec<(String, Cell)> =
            parts.iter().map(|(key, marks)| ((*key).to_owned(), self.put(marks))).collect();
        if self.shown.len() == before || !self.may_stand(whole, &self.shown[before..]) {
            self.shown.truncate(before);
            return none();
        }
        cells
    }

    /// Tells whether a group's number may stand beside these of its tensions: whoever named only others is nobody or holds, and
    /// so are as many as were counted twice.
    fn may_stand(&self, whole: &Marks, shown: &[Marks]) -> bool {
        let named = shown.iter().fold(Marks::default(), |sum, marks| sum.and(marks)).people();
        // A team knows how many of its own were counted twice, and takes them off.
        let few_twice = |team: &BTreeSet<Person>| {
            let outside = |people: BTreeSet<Person>| people.difference(team).count();
            let twice = shown.iter().map(|marks| outside(marks.people())).sum::<usize>() - outside(named.clone());
            (1..self.rules.people()).contains(&twice)
        };
        !self.rules.guards()
            || (self.rules.nobody_or_hold(self.crowd, &whole.of(&named, false))
                && !few_twice(&BTreeSet::new())
                && !self.crowd.teams.iter().any(few_twice))
    }
}

/// Lists which groups the same people recognised, in words alone: a pair has no number. Both of it are shown, it holds, and so do
/// those who recognised one of the two.
fn together(
    groups: &BTreeMap<String, Cell>,
    behind: &BTreeMap<&str, Marks>,
    (crowd, rules): (&Crowd, Rules),
) -> Vec<(String, String)> {
    let keys: Vec<&str> = tensions::groups().iter().map(|group| group.key.as_str()).collect();
    let shown: Vec<&str> = keys.into_iter().filter(|key| groups[*key].number().is_some()).collect();
    let mut pairs = Vec::new();
    for (at, one) in shown.iter().enumerate() {
        for other in &shown[at + 1..] {
            let (left, right) = (&behind[one], &behind[other]);
            let both = left.and(right).of(&left.people(), true).of(&right.people(), true);
            let alone = [left.of(&right.people(), false), right.of(&left.people(), false)];
            let often = 2 * both.people().len() >= left.people().len().min(right.people().len());
            if often && rules.show(crowd, &both) && alone.iter().all(|rest| rules.nobody_or_hold(crowd, rest)) {
                pairs.push(((*one).to_owned(), (*other).to_owned()));
            }
        }
    }
    pairs
}
