//! What should be: the state that the same acts lead to, by the rules as a person would tell them.

use std::collections::{BTreeMap, BTreeSet};

use entity::deliberation_step::StepState;
use omgang::deliberations::steering::Steer;

use super::{Act, CHOICES, CHOOSE, COUNT, DOTS, GATHER, NAMES, PRESENTER, QUIET, STEPS};

/// What can be chosen, by its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Card(String),
    Group(&'static str),
}

/// A card as the model remembers it.
#[derive(Clone, Debug)]
pub struct Card {
    pub text: String,
    pub step: usize,
    pub by: usize,
    pub draft: bool,
    pub group: Option<&'static str>,
}

/// What should be.
#[derive(Clone, Debug)]
pub struct Model {
    /// The conversation's order, as numbers of steps.
    pub order: Vec<usize>,
    pub at: usize,
    /// By the number of the step.
    pub states: [StepState; COUNT],
    pub revealed: [bool; COUNT],
    pub leads: usize,
    pub cards: Vec<Card>,
    /// By whom, until the reveal.
    pub choices: BTreeMap<usize, BTreeSet<Subject>>,
    /// How often, from the reveal on.
    pub counted: Vec<Subject>,
    /// Where whose dot lies; whose it is nobody knows after the reveal.
    pub dots: BTreeMap<usize, i16>,
}

impl Model {
    pub fn new() -> Self {
        let mut states = [StepState::Pending; COUNT];
        states[0] = StepState::Current;
        Self {
            order: (0..COUNT).collect(),
            at: 0,
            states,
            revealed: [false; COUNT],
            leads: 0,
            cards: Vec::new(),
            choices: BTreeMap::new(),
            counted: Vec::new(),
            dots: BTreeMap::new(),
        }
    }

    /// Takes an act; tells whether it can be.
    pub fn take(&mut self, act: &Act, text: &str) -> bool {
        match act {
            Act::Steer { by, steer, stale } => *by == self.leads && !stale && self.steer(*steer),
            Act::Write { by, step, draft } => self.write(*by, *step, *draft, text),
            Act::Reveal { by, step } => *by == self.leads && self.reveal(*step),
            Act::HandOver { by, to } => {
                let may = *by == self.leads;
                if may {
                    self.leads = *to;
                }
                may
            }
            Act::TakeLead { by, stale } => {
                let may = *by == self.leads || !stale;
                if may {
                    self.leads = *by;
                }
                may
            }
            Act::Put { cards, into, .. } => self.put(cards, *into),
            Act::Vote { by, subjects } => self.vote(*by, subjects),
            Act::Place { by, place } => self.place(*by, *place),
        }
    }

    fn steer(&mut self, steer: Steer) -> bool {
        let here = self.order[self.at];
        let (to, left) = match steer {
            Steer::Advance => (self.at + 1, StepState::Done),
            Steer::Skip => (self.at + 1, StepState::Skipped),
            Steer::Back if self.at == 0 => return false,
            Steer::Back => (self.at - 1, StepState::Left),
            Steer::GoTo(to) if to > self.at => (to, StepState::Done),
            Steer::GoTo(to) => (to, StepState::Left),
            Steer::Earlier(place) => {
                if place == 0 || place >= COUNT {
                    return false;
                }
                self.order.swap(place - 1, place);
                self.at = self.order.iter().position(|step| *step == here).unwrap();
                return true;
            }
        };
        if to >= COUNT || to == self.at {
            return false;
        }
        self.states[here] = left;
        for place in self.at + 1..to {
            let between = &mut self.states[self.order[place]];
            if *between != StepState::Done {
                *between = StepState::Skipped;
            }
        }
        self.at = to;
        self.states[self.order[to]] = StepState::Current;
        true
    }

    fn write(&mut self, by: usize, step: usize, draft: bool, text: &str) -> bool {
        let asked = match STEPS[step] {
            "away" => by != PRESENTER,
            "presenter" => by == PRESENTER,
            "gather" | "choose" | "dots" => false,
            _ => true,
        };
        let reached = self.states[step] != StepState::Pending;
        let in_time = match STEPS[step] {
            "presenter" => self.states[step] == StepState::Current,
            "nameless" => !self.revealed[step],
            _ => true,
        };
        let may = asked && reached && (draft || in_time);
        if may {
            // What was a draft of the same hand becomes what is written now.
            self.cards.retain(|card| !(card.draft && card.by == by && card.step == step));
            self.cards.push(Card { text: text.into(), step, by, draft, group: None });
        }
        may
    }

    fn reveal(&mut self, step: usize) -> bool {
        let hands: BTreeSet<usize> =
            self.cards.iter().filter(|card| card.step == step && !card.draft).map(|card| card.by).collect();
        let waits = match STEPS[step] {
            "quiet" | "choose" | "dots" => true,
            "nameless" => self.revealed[step] || hands.len() >= 3,
            _ => false,
        };
        let may = waits && self.states[step] != StepState::Pending;
        if may && step == CHOOSE && !self.revealed[step] {
            self.counted = std::mem::take(&mut self.choices).into_values().flatten().collect();
        }
        self.revealed[step] |= may;
        may
    }

    fn is_at(&self, step: usize) -> bool {
        self.order[self.at] == step && self.revealed[QUIET]
    }

    /// Lists the cards that can be put together, in the order in which they were laid down.
    pub fn laid(&self) -> Vec<String> {
        let laid = |card: &&Card| card.step == QUIET && !card.draft;
        self.cards.iter().filter(laid).map(|card| card.text.clone()).collect()
    }

    /// Lists what can be chosen: groups, then cards in none.
    pub fn subjects(&self) -> Vec<Subject> {
        let laid = self.cards.iter().filter(|card| card.step == QUIET && !card.draft);
        let subject = |card: &Card| match card.group {
            Some(group) => Subject::Group(group),
            None => Subject::Card(card.text.clone()),
        };
        laid.map(subject).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn put(&mut self, cards: &[usize], into: Option<usize>) -> bool {
        let chosen = picked(&self.laid(), cards);
        if !self.is_at(GATHER) || chosen.is_empty() {
            return false;
        }
        let groups = |model: &Self| model.cards.iter().filter_map(|card| card.group).collect::<BTreeSet<_>>();
        let before = groups(self);
        let into = into.map(|name| NAMES[name]);
        for card in self.cards.iter_mut().filter(|card| chosen.contains(&card.text)) {
            card.group = into;
        }
        let after = groups(self);
        let mut moved: BTreeSet<Subject> = before.difference(&after).map(|gone| Subject::Group(gone)).collect();
        if into.is_some() {
            moved.extend(chosen.into_iter().map(Subject::Card));
        }
        let follow = |subject: Subject| match into {
            _ if !moved.contains(&subject) => Some(subject),
            Some(group) => Some(Subject::Group(group)),
            None => None,
        };
        for choices in self.choices.values_mut() {
            *choices = std::mem::take(choices).into_iter().filter_map(follow).collect();
        }
        self.counted = std::mem::take(&mut self.counted).into_iter().filter_map(follow).collect();
        true
    }

    fn vote(&mut self, by: usize, subjects: &[usize]) -> bool {
        let chosen = picked(&self.subjects(), subjects);
        let may = self.is_at(CHOOSE) && !self.revealed[CHOOSE] && chosen.len() <= CHOICES;
        if may {
            self.choices.insert(by, chosen);
        }
        may
    }

    fn place(&mut self, by: usize, place: Option<i16>) -> bool {
        let may = self.order[self.at] == DOTS && !self.revealed[DOTS];
        if may {
            match place {
                Some(place) => self.dots.insert(by, place),
                None => self.dots.remove(&by),
            };
        }
        may
    }

    /// Tells whether dots may be drawn at all: with fewer than four nobody sees any.
    pub fn shows_dots(&self) -> bool {
        self.revealed[DOTS] && self.dots.len() >= 4
    }

    /// Tells whether somebody finds a card anywhere on their pages.
    pub fn shows(&self, card: &Card, to: usize) -> bool {
        self.lies_open(card, to) || card.by == to && self.is_still_theirs(card)
    }

    /// A nameless card that was thrown together with the others is nobody's.
    fn is_still_theirs(&self, card: &Card) -> bool {
        card.draft || STEPS[card.step] != "nameless" || !self.revealed[card.step]
    }

    pub fn lies_open(&self, card: &Card, to: usize) -> bool {
        let open = match STEPS[card.step] {
            "quiet" | "nameless" => self.revealed[card.step],
            "away" => to != PRESENTER || matches!(self.states[card.step], StepState::Done | StepState::Skipped),
            "private" => false,
            _ => true,
        };
        open && !card.draft
    }
}

/// Returns what these numbers point at, past the end from the beginning again.
pub fn picked<T: Clone + Ord>(among: &[T], numbers: &[usize]) -> BTreeSet<T> {
    numbers.iter().filter(|_| !among.is_empty()).map(|number| among[number % among.len()].clone()).collect()
}
