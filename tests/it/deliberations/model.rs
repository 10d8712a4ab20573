//! A conversation driven by random acts of several people, beside a model that took the same acts. After each act the state
//! is the model's, and nobody is served a word that they should not see.
//!
//! The model knows nothing of the product's code: which step hides what, and from whom, stands here once more, in words of
//! its own.

mod drive;
mod reference;

use entity::placement::{self, Moment};
use entity::{contribution, contribution_group, vote};
use omgang::deliberations::placement::PLACES;
use omgang::deliberations::steering::Steer;
use omgang::methods::{self, Method, Presenter, Seen, Step, Tool, Writers};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use sea_orm::EntityTrait;

use super::Table;
use crate::on_both;
use crate::support::long;
use drive::Drive;
use reference::Model;

/// One step of each way of hiding; then two that work with the cards of the first, and one with dots.
const STEPS: [&str; COUNT] = ["quiet", "nameless", "away", "private", "presenter", "gather", "choose", "dots"];
const COUNT: usize = 8;
const QUIET: usize = 0;
const GATHER: usize = 5;
const CHOOSE: usize = 6;
const DOTS: usize = 7;
/// Choices that each has.
const CHOICES: usize = 2;
const NAMES: [&str; 2] = ["Stapel een", "Stapel twee"];
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
        step("gather", &|step| works_with_quiet(step, Tool::Groups)),
        step("choose", &|step| {
            works_with_quiet(step, Tool::Votes);
            step.votes = u8::try_from(CHOICES).ok();
        }),
        step("dots", &|step| {
            works_with_quiet(step, Tool::Placements);
            (step.on, step.moment) = (None, Some(Moment::Start));
        }),
    ];
    assert_eq!(methods::flaws(&method), []);
    method
}

fn works_with_quiet(step: &mut Step, tool: Tool) {
    (step.tools, step.more, step.yields) = (vec![tool], Vec::new(), Vec::new());
    (step.writers, step.seen, step.on) = (Writers::Nobody, Seen::AtOnce, Some("quiet".into()));
}

/// What somebody does. People and steps are numbers.
#[derive(Clone, Debug)]
enum Act {
    Steer {
        by: usize,
        steer: Steer,
        stale: bool,
    },
    Write {
        by: usize,
        step: usize,
        draft: bool,
    },
    Reveal {
        by: usize,
        step: usize,
    },
    HandOver {
        by: usize,
        to: usize,
    },
    TakeLead {
        by: usize,
        stale: bool,
    },
    /// Puts some cards of the quiet step under a name, or takes them out.
    Put {
        by: usize,
        cards: Vec<usize>,
        into: Option<usize>,
    },
    /// Places or moves a dot on the line of the one virtue; nothing takes it away.
    Place {
        by: usize,
        place: Option<i16>,
    },
    /// Chooses among groups and loose cards.
    Vote {
        by: usize,
        subjects: Vec<usize>,
    },
}

fn any_act() -> impl Strategy<Value = Act> {
    let steer = prop_oneof![
        4 => Just(Steer::Advance),
        2 => Just(Steer::Back),
        1 => Just(Steer::Skip),
        2 => (0..=COUNT).prop_map(Steer::GoTo),
        1 => (0..=COUNT).prop_map(Steer::Earlier),
    ];
    prop_oneof![
        3 => (0..PEOPLE, steer, prop::bool::weighted(0.1)).prop_map(|(by, steer, stale)| Act::Steer { by, steer, stale }),
        6 => (0..PEOPLE, 0..COUNT, prop::bool::weighted(0.3)).prop_map(|(by, step, draft)| Act::Write { by, step, draft }),
        2 => (0..PEOPLE, 0..COUNT).prop_map(|(by, step)| Act::Reveal { by, step }),
        1 => (0..PEOPLE, 0..PEOPLE).prop_map(|(by, to)| Act::HandOver { by, to }),
        1 => (0..PEOPLE, prop::bool::weighted(0.3)).prop_map(|(by, stale)| Act::TakeLead { by, stale }),
        3 => (0..PEOPLE, some_numbers(), prop::option::weighted(0.8, 0..NAMES.len()))
            .prop_map(|(by, cards, into)| Act::Put { by, cards, into }),
        3 => (0..PEOPLE, some_numbers()).prop_map(|(by, subjects)| Act::Vote { by, subjects }),
        4 => (0..PEOPLE, prop::option::weighted(0.9, prop::sample::select(PLACES.to_vec())))
            .prop_map(|(by, place)| Act::Place { by, place }),
    ]
}

fn some_numbers() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..12_usize, 0..4)
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
                let before = model.clone();
                let expected = model.take(&act, &text);
                assert_eq!(drive.take(&act, &text, &before).await, expected, "run {run}, act {number}: {act:?} in {model:?}");
                drive.compare(&model, &act).await;
                drive.compare_choices(&model, &act).await;
                drive.compare_dots(&model, &act).await;
                drive.look(&model, &act).await;
            }
            let revision = table.row(id).await.revision.to_string();
            let close = Table::url(id, "/close");
            let closed = drive.browsers[model.leads].post(&close, &[("revision", &revision)]).await;
            assert!(closed.status.is_redirection());
            let tx = table.instance.app.db.write().await.unwrap();
            vote::Entity::delete_many().exec(tx.conn()).await.unwrap();
            contribution::Entity::delete_many().exec(tx.conn()).await.unwrap();
            placement::Entity::delete_many().exec(tx.conn()).await.unwrap();
            contribution_group::Entity::delete_many().exec(tx.conn()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}
