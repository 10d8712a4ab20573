//! A whole conversation in the domain, and the rules along its way.

use entity::case::CaseState;
use entity::contribution::{ContributionKind, ContributionState, LessonLevel};
use entity::deliberation::{Answered, DeliberationState};
use entity::deliberation_step::StepState;
use entity::ids::DeliberationId;
use entity::participant::ParticipantState;
use entity::placement::Moment;
use entity::{account, case, login, method_snapshot};
use omgang::crypto::{Token, content_hash};
use omgang::deliberations::contribution::{self, Pen, Target, Version, Words};
use omgang::deliberations::participants::{self, Role, hand_over};
use omgang::deliberations::placement::{self, Choice};
use omgang::deliberations::steering::{Steer, steer};
use omgang::deliberations::{self, Refused, Seat, closing, require_participant};
use omgang::methods;
use omgang::people::logins::{self, Visit};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::{QUESTION, Table};
use crate::on_both;

/// Runs one change in a transaction of its own, committed when it succeeds.
macro_rules! change {
    ($table:ident, |$tx:ident, $now:ident| $call:expr) => {{
        let mut tx = $table.instance.app.db.write().await.unwrap();
        let $tx = &mut tx;
        let $now = $table.instance.app.clock.now();
        let _ = $now;
        let outcome = $call.await;
        if outcome.is_ok() {
            tx.commit().await.unwrap();
        }
        outcome
    }};
}

fn words(text: &str) -> Words {
    Words { text: text.into(), ..Words::default() }
}

fn explore(deliberation: DeliberationId) -> Target<'static> {
    Target { deliberation, step: "explore", kind: ContributionKind::Observation, pen: Pen::Own }
}

on_both! {
    async fn a_whole_conversation(instance: Instance) {
        let table = Table::laid(instance).await;
        let (judith, sharina) = (table.actor(&table.judith), table.actor(&table.sharina));
        let id = table.opened().await;
        let row = table.row(id).await;
        assert_eq!((row.facilitator_id, row.note_taker_id), (table.judith.id, table.judith.id));
        assert_eq!((row.presenter_id, row.learning_question.as_str()), (table.sharina.id, QUESTION));
        let db = table.instance.app.db.read();
        let people = participants::list(db, &row).await.unwrap();
        let present = people.iter().filter(|person| person.state == ParticipantState::Present).count();
        assert_eq!((people.len(), present), (6, 3));
        assert_eq!(deliberations::open_for(db, &judith).await.unwrap()[0].title, "De tas met enveloppen");

        for _ in 0..4 {
            let choice = [Choice { virtue: table.virtue, place: Some(67) }];
            change!(table, |tx, now| placement::place(tx, &judith, id, Moment::Start, &Token::new(), &choice)).unwrap();
        }
        table.reveal(id, "start").await;
        table.advance(id).await;
        change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), words("Een mesje."), now)).unwrap();
        table.reveal(id, "explore").await;
        for _ in 0..3 {
            table.advance(id).await;
        }
        let lesson = Target { deliberation: id, step: "learn", kind: ContributionKind::Lesson, pen: Pen::Own };
        let policy = Words { level: Some(LessonLevel::Policy), ..words("De brief is te moeilijk.") };
        change!(table, |tx, now| contribution::place(tx, &judith, lesson, policy, now)).unwrap();
        table.advance(id).await;
        let answer = closing::answer;
        change!(table, |tx, now| answer(tx, &sharina, id, Some(Answered::Partly), "Het begint.".into())).unwrap();
        let texts: Vec<String> = contribution::on_the_table(db, &table.room(id).await).await.unwrap()
            .into_iter().map(|row| row.text).collect();
        assert_eq!(texts, ["Een mesje.", "De brief is te moeilijk."]);

        let visit = Visit { organisation: table.organisation.id, deliberation: id };
        change!(table, |tx, now| logins::ask_to_join(tx, table.others[0].id, visit, "telefoon", now)).unwrap();
        let revision = table.row(id).await.revision;
        change!(table, |tx, now| closing::close(tx, &judith, id, revision, now)).unwrap();
        let row = table.row(id).await;
        assert_eq!((row.state, row.join_code), (DeliberationState::Closed, None));
        assert_eq!(login::Entity::find().count(db).await.unwrap(), 0);
        let case = case::Entity::find_by_id((table.organisation.id, table.case)).one(db).await.unwrap().unwrap();
        assert_eq!(case.state, CaseState::Discussed);
        assert!(deliberations::open_for(db, &judith).await.unwrap().is_empty());
        let late = change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), words("Nog iets."), now));
        assert!(matches!(late, Err(Refused::Conflict)));
        assert!(require_participant(db, &sharina, id).await.is_ok(), "who was there reads on");
    }
}

on_both! {
    async fn one_open_conversation_a_case_and_only_of_a_case_that_is_ready(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let youssef = table.actor(&table.youssef);
        let again = change!(table, |tx, now| deliberations::open(tx, &youssef, table.meeting, now));
        assert!(matches!(again, Err(Refused::AlreadyOpen(open)) if open == id));
        for stranger in [&table.others[1], &table.others[2]] {
            let stranger = table.actor(stranger);
            let refused = change!(table, |tx, now| deliberations::open(tx, &stranger, table.meeting, now));
            assert!(matches!(refused, Err(Refused::NotFound)), "a trainee and a guest don't open");
        }
        let revision = table.row(id).await.revision;
        let judith = table.actor(&table.judith);
        change!(table, |tx, now| closing::close(tx, &judith, id, revision, now)).unwrap();
        let tx = table.instance.app.db.write().await.unwrap();
        let draft = case::ActiveModel {
            organisation_id: Set(table.organisation.id),
            id: Set(table.case),
            state: Set(CaseState::Draft),
            ..Default::default()
        };
        draft.update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let unready = change!(table, |tx, now| deliberations::open(tx, &youssef, table.meeting, now));
        assert!(matches!(unready, Err(Refused::NoCase)));
        let sharina = table.actor(&table.sharina);
        assert!(change!(table, |tx, now| deliberations::open(tx, &sharina, table.meeting, now)).is_ok());
    }
}

on_both! {
    async fn steering_is_the_facilitators_and_the_first_wins(instance: Instance) {
        let table = Table::laid(instance).await;
        let (judith, sharina) = (table.actor(&table.judith), table.actor(&table.sharina));
        let id = table.opened().await;
        let revision = table.row(id).await.revision;
        let stranger = change!(table, |tx, now| steer(tx, &sharina, id, revision, Steer::Advance, now));
        assert!(matches!(stranger, Err(Refused::NotFound)));
        change!(table, |tx, now| steer(tx, &judith, id, revision, Steer::Advance, now)).unwrap();
        let late = change!(table, |tx, now| steer(tx, &judith, id, revision, Steer::Advance, now));
        assert!(matches!(late, Err(Refused::Conflict)));
        let revision = table.row(id).await.revision;
        change!(table, |tx, now| steer(tx, &judith, id, revision, Steer::Skip, now)).unwrap();
        change!(table, |tx, now| steer(tx, &judith, id, revision + 1, Steer::Back, now)).unwrap();
        let room = table.room(id).await;
        assert_eq!(room.step().key, "explore");
        assert_eq!(room.path[1].standing.state, StepState::Current);
        change!(table, |tx, now| hand_over(tx, &judith, id, Role::Facilitator, table.sharina.id, now)).unwrap();
        let former = change!(table, |tx, now| steer(tx, &judith, id, revision + 2, Steer::Advance, now));
        assert!(matches!(former, Err(Refused::Conflict)), "who led until just now hears that the group has moved");
        change!(table, |tx, now| steer(tx, &sharina, id, revision + 3, Steer::Advance, now)).unwrap();
        let absent = change!(table, |tx, now| hand_over(tx, &sharina, id, Role::NoteTaker, table.others[0].id, now));
        assert!(matches!(absent, Err(Refused::NotFound)), "a role goes to somebody present");
    }
}

on_both! {
    async fn a_draft_becomes_the_contribution_and_a_late_draft_is_dropped(instance: Instance) {
        let table = Table::laid(instance).await;
        let sharina = table.actor(&table.sharina);
        let id = table.opened().await;
        let early = change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), words("Te vroeg."), now));
        assert!(matches!(early, Err(Refused::Conflict)), "the group hasn't come to this step yet");
        table.advance(id).await;
        let changes = table.row(id).await.changes;
        change!(table, |tx, now| contribution::save_draft(tx, &sharina, explore(id), words("Een mes"), now)).unwrap();
        change!(table, |tx, now| contribution::save_draft(tx, &sharina, explore(id), words("Een mesje."), now)).unwrap();
        assert_eq!(table.row(id).await.changes, changes, "a draft tells nobody");
        change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), words("Een mesje."), now)).unwrap();
        change!(table, |tx, now| contribution::save_draft(tx, &sharina, explore(id), words("Een mesje."), now)).unwrap();
        let seat = Seat { deliberation: table.row(id).await, account: table.sharina.id };
        let own = contribution::own(table.instance.app.db.read(), &seat, &table.room(id).await, None).await.unwrap();
        assert_eq!(own.len(), 1);
        let long = words(&"é".repeat(contribution::LONGEST_TEXT + 1));
        let long = change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), long, now));
        assert!(matches!(long, Err(Refused::TooLong)));
        let wrong = Target { kind: ContributionKind::Lesson, ..explore(id) };
        let wrong = change!(table, |tx, now| contribution::place(tx, &sharina, wrong, words("x"), now));
        assert!(matches!(wrong, Err(Refused::NotAsked)));
    }
}

on_both! {
    async fn what_the_note_taker_placed_is_listed_as_their_own_until_it_lies_on_the_table(instance: Instance) {
        let table = Table::laid(instance).await;
        let (judith, sharina) = (table.actor(&table.judith), table.actor(&table.sharina));
        let id = table.opened().await;
        table.advance(id).await;
        for actor in [&judith, &sharina] {
            change!(table, |tx, now| contribution::place(tx, actor, explore(id), words("Een mesje."), now)).unwrap();
        }
        let own = async |person: &account::Model| {
            let seat = Seat { deliberation: table.row(id).await, account: person.id };
            let own = contribution::own(table.instance.app.db.read(), &seat, &table.room(id).await, None).await.unwrap();
            own.into_iter().map(|row| (row.state, row.text)).collect::<Vec<_>>()
        };
        let placed = (ContributionState::Placed, "Een mesje.".to_owned());
        assert_eq!(own(&table.judith).await, std::slice::from_ref(&placed), "only its writer sees it yet");
        table.reveal(id, "explore").await;
        assert_eq!(own(&table.judith).await, [], "the note-taker changes it on the table");
        assert_eq!(own(&table.sharina).await, [placed], "others find the way to change it with what is their own");
        change!(table, |tx, now| contribution::save_draft(tx, &judith, explore(id), words("Nog iets"), now)).unwrap();
        assert_eq!(own(&table.judith).await, [(ContributionState::Draft, "Nog iets".to_owned())]);
    }
}

on_both! {
    async fn the_note_taker_edits_what_lies_on_the_table_and_nothing_hidden(instance: Instance) {
        let table = Table::laid(instance).await;
        let (judith, sharina) = (table.actor(&table.judith), table.actor(&table.sharina));
        let youssef = table.actor(&table.youssef);
        let id = table.opened().await;
        table.advance(id).await;
        change!(table, |tx, now| contribution::place(tx, &sharina, explore(id), words("Een mesje."), now)).unwrap();
        let seat = Seat { deliberation: table.row(id).await, account: table.sharina.id };
        let row = contribution::own(table.instance.app.db.read(), &seat, &table.room(id).await, None).await.unwrap().remove(0);
        let at = Version { deliberation: id, id: row.id, version: 1 };
        let hidden = change!(table, |tx, now| contribution::edit(tx, &judith, at, words("Anders."), None));
        assert!(matches!(hidden, Err(Refused::NotFound)));
        table.reveal(id, "explore").await;
        let other = change!(table, |tx, now| contribution::withdraw(tx, &youssef, at, None));
        assert!(matches!(other, Err(Refused::NotFound)));
        change!(table, |tx, now| contribution::edit(tx, &judith, at, words("Een mes."), None)).unwrap();
        let stale = change!(table, |tx, now| contribution::edit(tx, &sharina, at, words("Toch een mesje."), None));
        assert!(matches!(stale, Err(Refused::Conflict)));
        let at = Version { version: 2, ..at };
        change!(table, |tx, now| contribution::withdraw(tx, &sharina, at, None)).unwrap();
        let left = contribution::on_the_table(table.instance.app.db.read(), &table.room(id).await).await.unwrap();
        assert!(left.is_empty());
    }
}

on_both! {
    async fn an_old_conversation_keeps_its_steps_when_the_method_changes(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut newer = methods::standard().clone();
        newer.steps[1].name.nl = "Heel anders".into();
        let hash = change!(table, |tx, now| methods::keep(tx, &newer)).unwrap();
        let room = table.room(id).await;
        assert_ne!(hash, room.deliberation.method_hash);
        assert_eq!(room.method.steps[1].name.nl, "Verkennen");
        let db = table.instance.app.db.read();
        assert_eq!(methods::kept(db, &hash).await.unwrap().steps[1].name.nl, "Heel anders");
        for row in method_snapshot::Entity::find().all(db).await.unwrap() {
            assert_eq!(content_hash(&row.body), row.hash);
        }
    }
}
