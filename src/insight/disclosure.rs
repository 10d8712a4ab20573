//! Disclosure control: which counts of people may be told, so that nobody's answer can be worked out.
//!
//! Pure. Whoever attacks is taken to know everything that one whole team answered: a count is told only if it still holds
//! when any one team is taken out of it, and so do those who did not answer that way.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Fewest people behind a number. An organisation may ask for more, never for fewer.
pub const LEAST_PEOPLE: usize = 5;
/// Fewest cases behind a number.
pub const LEAST_CASES: usize = 3;

/// Somebody, by a number that means nothing outside one count.
pub type Person = u32;
/// A case or an item of the library, by a number that means nothing outside one count.
pub type Case = u32;

/// Who was there to be asked, and who belongs to which team; one may belong to several.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    pub asked: BTreeSet<Person>,
    pub teams: Vec<BTreeSet<Person>>,
}

/// Who said something, and about which cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeSet<(Person, Case)>);

impl FromIterator<(Person, Case)> for Marks {
    fn from_iter<T: IntoIterator<Item = (Person, Case)>>(marks: T) -> Self {
        Self(marks.into_iter().collect())
    }
}

impl Marks {
    /// Returns who said it.
    pub fn people(&self) -> BTreeSet<Person> {
        self.0.iter().map(|(person, _)| *person).collect()
    }

    /// Returns the marks of these, or of everybody else.
    pub fn of(&self, people: &BTreeSet<Person>, inside: bool) -> Self {
        self.0.iter().filter(|(person, _)| people.contains(person) == inside).copied().collect()
    }

    /// Returns the marks of both.
    pub fn and(&self, other: &Self) -> Self {
        self.0.union(&other.0).copied().collect()
    }

    /// Tells whether every mark is one of the other's too.
    pub fn within(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }

    /// Tells whether nobody said it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn cases(&self) -> usize {
        self.0.iter().map(|(_, case)| case).collect::<BTreeSet<_>>().len()
    }
}

/// A number as it is shown, or why it isn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Shown(u32),
    Hidden(Why),
}

impl Cell {
    /// Returns the number, when it is shown.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::Shown(number) => Some(number),
            Self::Hidden(_) => None,
        }
    }

    /// Makes the cell of a number that may be told.
    pub fn shown(number: usize) -> Self {
        Self::Shown(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// Why a number is hidden. One reason covers too few people, too few cases, too much from one team, and nearly everybody: to tell
/// which it was would be telling something of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The number itself says too much about too few.
    Few,
    /// A total from which a hidden number could be worked out.
    Total,
    /// A finer number from which something about too few could be worked out.
    Finer,
}

/// The rules of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    people: usize,
    /// Switched off by the attack test only, to show that it matters.
    complementary: bool,
}

impl Rules {
    /// Makes the rules with an organisation's fewest people; fewer than five is five.
    pub fn of(people: usize) -> Self {
        Self { people: people.max(LEAST_PEOPLE), complementary: true }
    }

    /// Makes rules that forget what can be worked out from other numbers; for the attack that shows why they mustn't.
    #[must_use]
    pub fn without_complement(self) -> Self {
        Self { complementary: false, ..self }
    }

    /// Returns the fewest people behind a number.
    pub fn people(self) -> usize {
        self.people
    }

    /// Tells whether what can be worked out is guarded too.
    pub fn guards(self) -> bool {
        self.complementary
    }

    /// Tells whether enough people and cases stand behind these marks, also when any one team is taken out.
    pub fn hold(self, crowd: &Crowd, marks: &Marks) -> bool {
        self.enough(marks) && crowd.teams.iter().all(|team| self.enough(&marks.of(team, false)))
    }

    /// Tells whether the count of these may be told: they hold, and as many didn't say it, whichever team is taken out.
    pub fn show(self, crowd: &Crowd, marks: &Marks) -> bool {
        let people = marks.people();
        let silent: BTreeSet<Person> = crowd.asked.difference(&people).copied().collect();
        let many = |team: &BTreeSet<Person>| silent.difference(team).count() >= self.people;
        self.hold(crowd, marks) && many(&BTreeSet::new()) && crowd.teams.iter().all(many)
    }

    /// Tells whether two counts may be told beside each other. When one lies within the other their difference counts people
    /// too: it must be nobody, or hold.
    pub fn stand_together(self, crowd: &Crowd, one: &Marks, other: &Marks) -> bool {
        let (less, more) = if one.within(other) { (one, other) } else { (other, one) };
        if !self.complementary || !less.within(more) {
            return true;
        }
        self.nobody_or_hold(crowd, &more.of(&less.people(), false))
    }

    /// Tells whether these are nobody, or hold.
    pub fn nobody_or_hold(self, crowd: &Crowd, marks: &Marks) -> bool {
        marks.is_empty() || self.hold(crowd, marks)
    }

    /// Tells whether a total may stand beside its parts, of which these are hidden: none, or at least two that hold together, and of
    /// which enough answers are missing, whichever team is taken out.
    pub fn total(self, crowd: &Crowd, hidden: &[&Marks]) -> bool {
        let together = hidden.iter().fold(Marks::default(), |sum, marks| sum.and(marks));
        let missing = |team: &BTreeSet<Person>| -> usize {
            let silent =
                |marks: &&Marks| crowd.asked.difference(&marks.people()).filter(|one| !team.contains(one)).count();
            hidden.iter().map(silent).sum()
        };
        let enough_missing = |team: &BTreeSet<Person>| missing(team) >= self.people;
        !self.complementary
            || hidden.is_empty()
            || (hidden.len() > 1
                && self.hold(crowd, &together)
                && enough_missing(&BTreeSet::new())
                && crowd.teams.iter().all(enough_missing))
    }

    fn enough(self, marks: &Marks) -> bool {
        marks.people().len() >= self.people && marks.cases() >= LEAST_CASES
    }
}

#[cfg(test)]
mod tests;
