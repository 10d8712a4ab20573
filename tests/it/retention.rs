//! What has had its term goes, after it was announced and not before; what was made of it stays, and no page breaks over it.

mod drafts;
mod kills;
mod page;
mod remains;
mod scan;

use axum::http::StatusCode;
use entity::deliberation;
use entity::erasure::{self, ErasureKind};
use entity::ids::{CaseId, MeetingId};
use entity::{case, contribution, erased_count, meeting, participant};
use omgang::clock;
use omgang::guard::{self, Doubt};
use omgang::jobs::letters;
use omgang::retention::{self, NOTICE_DAYS, Round};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::on_both;
use crate::records::{STORY, Talk, hold, make_approved};
use crate::support::{Instance, START};

/// Days from the approval to the announcement, and to the end, by the usual terms.
const TERM: i64 = 8 * 7;
const DAY: i64 = 24 * 60;

/// Goes round as the job does.
pub async fn round(instance: &Instance) -> Round {
    retention::round(&instance.app.db, instance.app.clock.now()).await.unwrap()
}

/// Lets days go by, with a round on each; adds up what was done.
pub async fn days(instance: &Instance, number: i64) -> Round {
    let mut sum = Round::default();
    for _ in 0..number {
        instance.app.clock.advance_minutes(DAY);
        let one = round(instance).await;
        sum.announced += one.announced;
        sum.erased += one.erased;
        sum.swept = one.swept;
    }
    sum
}

/// The words that are left of a conversation, as rows.
async fn left(instance: &Instance, talk: &Talk) -> u64 {
    let rows = contribution::Entity::find().filter(contribution::Column::DeliberationId.eq(talk.id));
    rows.count(instance.app.db.read()).await.unwrap()
}

async fn case_of(instance: &Instance, talk: &Talk) -> case::Model {
    let db = instance.app.db.read();
    let row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(db).await.unwrap().unwrap();
    case::Entity::find_by_id((talk.home.id, row.case_id)).one(db).await.unwrap().unwrap()
}

async fn announced(instance: &Instance) -> Vec<erasure::Model> {
    let rows = erasure::Entity::find().filter(erasure::Column::AnnouncedOn.is_not_null());
    rows.filter(erasure::Column::DoneAt.is_null()).all(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_conversation_goes_after_it_was_announced_and_what_was_made_of_it_stays(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        let (page, room) = (format!("/o/maaskant/records/{}", record.id), format!("/o/maaskant/deliberations/{}", talk.id));
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get(&page).await.text.contains("wordt na 29 april 2026 gewist. Het verslag blijft."));

        assert_eq!(days(&instance, TERM - NOTICE_DAYS).await.announced, 0, "not before its time is near");
        assert_eq!(days(&instance, 1).await.announced, 1);
        letters::send(&instance.app).await.unwrap();
        let mails = instance.app.mail.take();
        assert_eq!(mails.len(), 1, "the presenter, and nobody else");
        assert!(mails[0].text.contains("30 april 2026") && mails[0].text.contains("Gesprekken die jij inbracht: 1"), "{}", mails[0].text);
        assert!(!mails[0].text.contains("Naima") && !mails[0].subject.contains("Naima"), "a mail says little");
        for (person, told) in [(&talk.presenter, true), (&talk.colleague, true), (&talk.facilitator, true), (&talk.absent, false)] {
            let mut browser = instance.browser(person.id).await;
            let start = browser.get("/o/maaskant").await.text;
            assert_eq!(start.contains("Wordt gewist na 30 april 2026"), told, "{}", person.name);
        }

        assert_eq!(days(&instance, NOTICE_DAYS - 1).await.erased, 0);
        assert!(left(&instance, &talk).await > 0);
        let last = days(&instance, 1).await;
        assert_eq!((last.erased, last.swept), (1, true));
        assert_eq!(left(&instance, &talk).await, 0);
        assert_eq!(days(&instance, 20).await, Round { swept: true, ..Round::default() }, "once, and nothing else");

        // What stays, and how pages tell it.
        let case = case_of(&instance, &talk).await;
        assert_eq!((case.title.as_str(), case.story.as_str(), case.learning_question.as_str()), ("Naima wil geen bezoek", "", ""));
        let mut colleague = instance.browser(talk.colleague.id).await;
        let gone = colleague.get(&room).await;
        assert_eq!(gone.status, StatusCode::OK);
        assert!(gone.text.contains("is gewist op 30 april 2026") && !gone.text.contains("Zilverschoonstraat"));
        assert!(!gone.text.contains("minder dan vier stippen"), "of dots that are gone nothing is said");
        assert!(gone.text.contains("Youssefmaaskant") && gone.text.contains("Hoe help ik haar verder?"), "who was there stays");
        let read = colleague.get(&page).await.text;
        assert!(read.contains("Zilverschoonstraat") && read.contains("is gewist op 30 april 2026"), "the record stays");
        // Whoever was away for weeks signs in again.
        let mut presenter = instance.browser(talk.presenter.id).await;
        let own = presenter.get(&format!("/o/maaskant/cases/{}", case.id)).await;
        assert_eq!(own.status, StatusCode::OK);
        assert!(own.text.contains("De tekst van deze casus is gewist") && !own.text.contains("/edit\""));
        assert!(!presenter.get("/o/maaskant/cases").await.text.contains("Naima wil geen bezoek"));
        let edit = format!("/o/maaskant/cases/{}/edit", case.id);
        assert_eq!(presenter.get(&edit).await.status, StatusCode::NOT_FOUND);
        let meeting = meeting::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        let met = colleague.get(&format!("/o/maaskant/meetings/{}", meeting.id)).await;
        assert!(met.status == StatusCode::OK && met.text.contains("Naima wil geen bezoek"), "the meeting stays");
        for more in ["/screen", "/course", "/paper", "/follow-ups", "/framework"] {
            let status = presenter.get(&format!("{room}{more}")).await.status;
            assert!(!status.is_server_error(), "{more}: {status}");
        }
        let copy = presenter.post(&format!("{page}/shared-copy"), &[]).await;
        assert_eq!(copy.status, StatusCode::SEE_OTHER, "a record can be shared long afterwards");
        let seats = participant::Entity::find().filter(participant::Column::DeliberationId.eq(talk.id));
        assert_eq!(seats.count(instance.app.db.read()).await.unwrap(), 4);
        let counted = erased_count::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((counted.day.to_string().as_str(), counted.kind.as_str(), counted.number), ("2026-04-30", "conversation", 1));
    }
}

on_both! {
    async fn its_presenter_puts_it_off_once(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        let page = format!("/o/maaskant/records/{}", record.id);
        assert_eq!(days(&instance, TERM - NOTICE_DAYS + 1).await.announced, 1);
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert!(!colleague.get(&page).await.text.contains("Bewaar het één keer langer"));
        assert_eq!(colleague.post(&format!("{page}/extend"), &[]).await.status, StatusCode::NOT_FOUND);
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get(&page).await.text.contains("Bewaar het één keer langer"));
        assert_eq!(presenter.post(&format!("{page}/extend"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(presenter.post(&format!("{page}/extend"), &[]).await.status, StatusCode::CONFLICT);
        let shown = presenter.get(&page).await.text;
        assert!(shown.contains("wordt na 24 juni 2026 gewist") && shown.contains("Je hebt dit één keer uitgesteld"), "{shown}");
        assert!(!colleague.get("/o/maaskant").await.text.contains("Wordt gewist na"));
        assert_eq!(days(&instance, TERM - 1).await, Round { announced: 0, erased: 0, traces: 0, swept: true });
        assert_eq!(days(&instance, NOTICE_DAYS + 2).await.erased, 1, "and then it goes");
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert_eq!(presenter.post(&format!("{page}/extend"), &[]).await.status, StatusCode::CONFLICT, "gone is gone");
    }
}

on_both! {
    async fn a_clock_that_jumps_announces_and_erases_nothing(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        let app = &instance.app;
        days(&instance, 1).await;
        guard::note(&app.db, &app.key, app.clock.now()).await.unwrap();
        app.clock.advance_minutes(366 * DAY);
        let jumped = round(&instance).await;
        assert_eq!((jumped.announced, jumped.erased), (1, 0), "a year ahead: it is announced first");
        for _ in 0..40 {
            app.clock.advance_minutes(15);
            assert_eq!(round(&instance).await.erased, 0, "hours don't make days");
        }
        guard::note(&app.db, &app.key, app.clock.now()).await.unwrap();
        app.clock.advance_minutes(-365 * DAY);
        let refused = retention::round(&app.db, app.clock.now()).await;
        assert!(matches!(refused, Err(guard::Refused::ClockBehind { .. })), "a clock that was set back does nothing at all");
        let mut tx = app.db.write().await.unwrap();
        guard::accept(&mut tx, Doubt::Clock).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&instance).await, Round { swept: true, ..Round::default() });
        assert!(announced(&instance).await.is_empty(), "what was announced by a wrong clock is called off");
        assert_eq!(days(&instance, TERM - NOTICE_DAYS - 10).await.erased, 0);
        assert!(left(&instance, &talk).await > 0);
    }
}

on_both! {
    async fn a_clock_that_stays_ahead_is_believed_after_the_days_of_the_notice(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        instance.app.clock.advance_minutes(366 * DAY);
        assert_eq!(round(&instance).await.announced, 1);
        assert_eq!(days(&instance, NOTICE_DAYS - 1).await.erased, 0);
        assert_eq!(days(&instance, 1).await.erased, 1);
    }
}

on_both! {
    async fn a_case_that_stands_on_a_meeting_to_come_waits(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        let case = case_of(&instance, &talk).await.id;
        let comes = put_on_meeting(&instance, &talk, case, 100).await;
        assert_eq!(days(&instance, 99).await.announced, 0);
        assert_eq!(days(&instance, 2).await.announced, 1, "the day after");
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 1);
        assert!(meeting::Entity::find_by_id((talk.home.id, comes)).one(instance.app.db.read()).await.unwrap().is_some());
    }
}

/// Puts a case on a meeting so many days from the start.
pub async fn put_on_meeting(instance: &Instance, talk: &Talk, case: CaseId, days: i64) -> MeetingId {
    let tx = instance.app.db.write().await.unwrap();
    let row = meeting::ActiveModel {
        organisation_id: Set(talk.home.id),
        id: Set(MeetingId::new()),
        team_id: Set(talk.team),
        date: Set(clock::date(START.plus_days(days))),
        case_id: Set(Some(case)),
        created_by: Set(talk.facilitator.id),
        created_at: Set(START),
    };
    let made = row.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    made.id
}

on_both! {
    async fn two_conversations_about_one_case_keep_it_until_the_last(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        let tx = instance.app.db.write().await.unwrap();
        let first = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(tx.conn()).await.unwrap().unwrap();
        let again = deliberation::Model { id: entity::ids::DeliberationId::new(), ..first };
        let again = sea_orm::IntoActiveModel::into_active_model(again).insert(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        days(&instance, TERM - NOTICE_DAYS + 1).await;
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 1);
        assert_eq!(case_of(&instance, &talk).await.story, STORY, "the other conversation has its record still to come");
        let both = erasure::Entity::find().filter(erasure::Column::Kind.eq(ErasureKind::Conversation));
        assert_eq!(both.count(instance.app.db.read()).await.unwrap(), 1, "{}", again.id);
    }
}
