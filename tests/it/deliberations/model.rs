//! A conversation driven by random acts of several people, beside a model that took the same acts. After each act the state
//! is the model's, and nobody is served a word that they should not see.
//!
//! The model knows nothing of the product's code: which step hides what, and from whom, stands here once more, in words of
//! its own.

use std::collections::BTreeSet;

use entity::contribution;
use entity::deliberation_step::StepState;
use entity::ids::{AccountId, DeliberationId};
use omgang::deliberations::participants::{Role, hand_over};
use omgang::deliberations::steering::{Steer, reveal, steer};
use omgang::methods::{self, Method, Presenter, Seen, Step, Tool, Writers};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use sea_orm::EntityTrait;

use super::Table;
use crate::on_both;
use crate::support::{Browser, long};

/// One step of each way of hiding.
const STEPS: [&str; 5] = ["quiet", "nameless", "away", "private", "presenter"];
const PEOPLE: usize = 4;
/// Who brought the case in.
const PRESENTER: usize = 1;

fn method() -> Method {
    let mut method = methods::standard().clone();
    let step = |key: &str, change: &dyn Fn(&mut Step)| {
        let mut step = methods::standard().steps[1].clone();
        (step.key, step.phase) = (key.into(), None);
        step.yields.truncate(1);
        change(&mut step);
        step
    };
    method.steps = vec![
        step("quiet", &|_| {}),
        step("nameless", &|step| step.named = false),
        step("away", &|step| {
            (step.seen, step.writers, step.presenter) = (Seen::AtOnce, Writers::Colleagues, Presenter::Away);
        }),
        step("private", &|step| step.seen = Seen::AuthorOnly),
        step("presenter", &|step| {
            (step.seen, step.writers, step.late) = (Seen::AtOnce, Writers::Presenter, false);
            (step.tools, step.more) = (vec![Tool::Contributions, Tool::Turns], Vec::new());
        }),
    ];
    assert_eq!(methods::flaws(&method), []);
    method
}

/// What somebody does. People and steps are numbers.
#[derive(Clone, Debug)]
enum Act {
    Steer { by: usize, steer: Steer, stale: bool },
    Write { by: usize, step: usize, draft: bool },
    Reveal { by: usize, step: usize },
    HandOver { by: usize, to: usize },
}

fn any_act() -> impl Strategy<Value = Act> {
    let steer = prop_oneof![
        4 => Just(Steer::Advance),
        2 => Just(Steer::Back),
        1 => Just(Steer::Skip),
        2 => (0..6_usize).prop_map(Steer::GoTo),
        1 => (0..6_usize).prop_map(Steer::Earlier),
    ];
    prop_oneof![
        3 => (0..PEOPLE, steer, prop::bool::weighted(0.1)).prop_map(|(by, steer, stale)| Act::Steer { by, steer, stale }),
        6 => (0..PEOPLE, 0..5_usize, prop::bool::weighted(0.3)).prop_map(|(by, step, draft)| Act::Write { by, step, draft }),
        2 => (0..PEOPLE, 0..5_usize).prop_map(|(by, step)| Act::Reveal { by, step }),
        1 => (0..PEOPLE, 0..PEOPLE).prop_map(|(by, to)| Act::HandOver { by, to }),
    ]
}

/// A card as the model remembers it.
#[derive(Clone, Debug)]
struct Card {
    text: String,
    step: usize,
    by: usize,
    draft: bool,
}

/// What should be.
#[derive(Clone, Debug)]
struct Model {
    /// The conversation's order, as numbers of steps.
    order: Vec<usize>,
    at: usize,
    /// By the number of the step.
    states: [StepState; 5],
    revealed: [bool; 5],
    leads: usize,
    cards: Vec<Card>,
}

impl Model {
    fn new() -> Self {
        let mut states = [StepState::Pending; 5];
        states[0] = StepState::Current;
        Self { order: (0..5).collect(), at: 0, states, revealed: [false; 5], leads: 0, cards: Vec::new() }
    }

    /// Takes an act; tells whether it can be.
    fn take(&mut self, act: &Act, text: &str) -> bool {
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
                if place == 0 || place >= 5 {
                    return false;
                }
                self.order.swap(place - 1, place);
                self.at = self.order.iter().position(|step| *step == here).unwrap();
                return true;
            }
        };
        if to >= 5 || to == self.at {
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
            self.cards.push(Card { text: text.into(), step, by, draft });
        }
        may
    }

    fn reveal(&mut self, step: usize) -> bool {
        let hands: BTreeSet<usize> =
            self.cards.iter().filter(|card| card.step == step && !card.draft).map(|card| card.by).collect();
        let waits = match STEPS[step] {
            "quiet" => true,
            "nameless" => self.revealed[step] || hands.len() >= 3,
            _ => false,
        };
        let may = waits && self.states[step] != StepState::Pending;
        self.revealed[step] |= may;
        may
    }

    /// Tells whether somebody finds a card anywhere on their pages.
    fn shows(&self, card: &Card, to: usize) -> bool {
        self.lies_open(card, to) || card.by == to && self.is_still_theirs(card)
    }

    /// A nameless card that was thrown together with the others is nobody's.
    fn is_still_theirs(&self, card: &Card) -> bool {
        card.draft || STEPS[card.step] != "nameless" || !self.revealed[card.step]
    }

    fn lies_open(&self, card: &Card, to: usize) -> bool {
        let open = match STEPS[card.step] {
            "quiet" | "nameless" => self.revealed[card.step],
            "away" => to != PRESENTER || matches!(self.states[card.step], StepState::Done | StepState::Skipped),
            "private" => false,
            _ => true,
        };
        open && !card.draft
    }
}

/// The real thing, driven beside the model.
struct Drive<'a> {
    table: &'a Table,
    id: DeliberationId,
    people: [AccountId; PEOPLE],
    browsers: Vec<Browser>,
}

impl Drive<'_> {
    async fn take(&mut self, act: &Act, text: &str) -> bool {
        let app = &self.table.instance.app;
        let actor = |by: usize| {
            let names = [&self.table.judith, &self.table.sharina, &self.table.youssef, &self.table.others[0]];
            self.table.actor(names[by])
        };
        let now = app.clock.now();
        if let Act::Write { by, step, draft } = act {
            return self.write(*by, STEPS[*step], *draft, text).await;
        }
        let revision = self.table.row(self.id).await.revision;
        let mut tx = app.db.write().await.unwrap();
        let done = match act {
            Act::Steer { by, steer: way, stale } => {
                steer(&mut tx, &actor(*by), self.id, revision - i64::from(*stale), *way, now).await
            }
            Act::Reveal { by, step } => reveal(&mut tx, &actor(*by), self.id, STEPS[*step]).await,
            Act::HandOver { by, to } => {
                hand_over(&mut tx, &actor(*by), self.id, Role::Facilitator, self.people[*to]).await
            }
            Act::Write { .. } => unreachable!("written above"),
        };
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done.is_ok()
    }

    async fn write(&mut self, by: usize, step: &str, draft: bool, text: &str) -> bool {
        let mut fields = vec![("step", step), ("text-observation", text)];
        if draft {
            fields.push(("draft", "yes"));
        }
        // Over HTTP, since it is the browser that remembers which nameless cards are its own.
        let path = Table::url(self.id, "/contributions");
        let status = self.browsers[by].post(&path, &fields).await.status;
        status.is_redirection() || status.as_u16() == 204
    }

    /// Compares the state with the model's.
    async fn compare(&self, model: &Model, after: &Act) {
        let room = self.table.room(self.id).await;
        let order: Vec<usize> = room.path.iter().map(|stop| stop.number).collect();
        assert_eq!((order, room.at()), (model.order.clone(), model.at), "{after:?}");
        for stop in &room.path {
            let expected = (model.states[stop.number], model.revealed[stop.number]);
            assert_eq!((stop.standing.state, stop.standing.revealed), expected, "{} {after:?}", STEPS[stop.number]);
        }
        assert_eq!(room.deliberation.facilitator_id, self.people[model.leads]);
        let rows = contribution::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        let kept: BTreeSet<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(kept, model.cards.iter().map(|card| card.text.as_str()).collect(), "{after:?}");
        for row in rows.iter().filter(|row| row.step_key == "nameless") {
            assert_eq!((row.author_id, row.typed_by, row.created_at), (None, None, None));
        }
    }

    /// Looks at the pages of everybody, and at the screen that each could open.
    async fn look(&mut self, model: &Model, after: &Act) {
        for to in 0..PEOPLE {
            let page = self.browsers[to].get(&Table::url(self.id, "")).await.text;
            let screen = self.browsers[to].get(&Table::url(self.id, "/screen")).await.text;
            for card in &model.cards {
                let (on_page, on_screen) = (page.contains(&card.text), screen.contains(&card.text));
                assert_eq!(
                    on_page,
                    model.shows(card, to),
                    "{} on the page of {to} after {after:?}: {card:?}",
                    card.text
                );
                assert!(!on_screen || model.lies_open(card, to), "{} on a screen after {after:?}", card.text);
            }
        }
    }
}

on_both! {
    async fn whatever_people_do_the_state_is_the_models_and_nobody_sees_too_much(instance: Instance) {
        let table = Table::laid(instance).await;
        let method = method();
        let (runs, acts) = (long(2, 40), long(40, 120));
        for run in 0..runs {
            let seed = RngSeed::Fixed(u64::try_from(run).unwrap() + 20_261_125);
            let mut runner = TestRunner::new(Config { rng_seed: seed, ..Config::default() });
            let id = table.opened_with(&method).await;
            let accounts = [&table.judith, &table.sharina, &table.youssef, &table.others[0]];
            let mut browsers = Vec::new();
            for account in accounts {
                browsers.push(table.browser(account).await);
            }
            let mut drive = Drive { table: &table, id, people: accounts.map(|account| account.id), browsers };
            let mut model = Model::new();
            for number in 0..acts {
                let act = any_act().new_tree(&mut runner).unwrap().current();
                // Each text is found in no other, and in nothing else on a page.
                let text = format!("Woord{number}einde");
                let expected = model.take(&act, &text);
                assert_eq!(drive.take(&act, &text).await, expected, "run {run}, act {number}: {act:?} in {model:?}");
                drive.compare(&model, &act).await;
                drive.look(&model, &act).await;
            }
            let revision = table.row(id).await.revision.to_string();
            let close = Table::url(id, "/close");
            let closed = drive.browsers[model.leads].post(&close, &[("revision", &revision)]).await;
            assert!(closed.status.is_redirection());
            let tx = table.instance.app.db.write().await.unwrap();
            contribution::Entity::delete_many().exec(tx.conn()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}
