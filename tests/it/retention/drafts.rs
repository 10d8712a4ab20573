//! What nobody finished: warned before, gone after, and left alone as soon as somebody touches it.

use axum::http::StatusCode;
use entity::case::{self, CaseState};
use entity::deliberation::{self, DeliberationState};
use entity::ids::CaseId;
use entity::record;
use entity::shared_copy::{self, SharedCopyState};
use omgang::jobs::letters;
use omgang::retention::NOTICE_DAYS;
use omgang::retention::terms::{self, Terms};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::{days, left, put_on_meeting};
use crate::on_both;
use crate::records::{Talk, actor, hold, make, make_approved};
use crate::shared_copies::share;
use crate::support::{Instance, START};
use crate::withdrawal::everywhere;

const TERM: i64 = 26 * 7;

async fn draft(instance: &Instance, talk: &Talk, story: &str) -> CaseId {
    let tx = instance.app.db.write().await.unwrap();
    let row = case::Model {
        organisation_id: talk.home.id,
        id: CaseId::new(),
        team_id: talk.team,
        presenter_id: talk.presenter.id,
        title: "Een begin".into(),
        story: story.into(),
        learning_question: String::new(),
        client_perspective: String::new(),
        state: CaseState::Ready,
        version: 1,
        created_at: START,
        updated_at: START,
    };
    let made = row.into_active_model().insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    made.id
}

async fn is_there(instance: &Instance, talk: &Talk, id: CaseId) -> bool {
    case::Entity::find_by_id((talk.home.id, id)).one(instance.app.db.read()).await.unwrap().is_some()
}

on_both! {
    async fn a_case_that_nobody_touches_goes_and_one_that_is_touched_or_planned_stays(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let (lies, touched, planned, past) = (
            draft(&instance, &talk, "Ligt stil.").await,
            draft(&instance, &talk, "Wordt veranderd.").await,
            draft(&instance, &talk, "Staat op een bijeenkomst.").await,
            draft(&instance, &talk, "Stond op een bijeenkomst die niet doorging.").await,
        );
        put_on_meeting(&instance, &talk, planned, TERM + 100).await;
        let empty = put_on_meeting(&instance, &talk, past, 10).await;
        assert_eq!(days(&instance, TERM - NOTICE_DAYS).await.announced, 3);
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get("/o/maaskant").await.text.contains("3 casussen die je niet inbracht"));
        letters::send(&instance.app).await.unwrap();
        let mails = instance.app.mail.take();
        assert!(mails.len() == 1 && mails[0].text.contains("niet inbracht: 3"), "one mail a day, however much it is: {}", mails.len());
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert!(!colleague.get("/o/maaskant").await.text.contains("niet inbracht"));
        let edit = format!("/o/maaskant/cases/{touched}/edit");
        let saved = presenter.post(&edit, &[("version", "1"), ("title", "Een begin"), ("story", "Toch verder.")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 2);
        assert!(!is_there(&instance, &talk, lies).await && !is_there(&instance, &talk, past).await);
        assert!(is_there(&instance, &talk, touched).await && is_there(&instance, &talk, planned).await);
        let mut colleague = instance.browser(talk.colleague.id).await;
        let meeting = colleague.get(&format!("/o/maaskant/meetings/{empty}")).await;
        assert_eq!(meeting.status, StatusCode::OK, "the meeting stays, without a case");
    }
}

on_both! {
    async fn a_record_that_is_never_approved_goes_with_its_conversation(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make(&instance, &talk).await;
        assert_eq!(days(&instance, TERM - NOTICE_DAYS + 1).await.announced, 1);
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get("/o/maaskant").await.text.contains("nog geen goedgekeurd verslag"));
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 1);
        assert_eq!((left(&instance, &talk).await, record::Entity::find().count(instance.app.db.read()).await.unwrap()), (0, 0));
        let mut presenter = instance.browser(talk.presenter.id).await;
        let room = presenter.get(&format!("/o/maaskant/deliberations/{}", talk.id)).await;
        assert!(room.status == StatusCode::OK && room.text.contains("is gewist op") && !room.text.contains("Hoe help ik"));
        let row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!(row.learning_question, "");
    }
}

on_both! {
    async fn a_conversation_that_nobody_closes_is_closed_and_goes(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let tx = instance.app.db.write().await.unwrap();
        let row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(tx.conn()).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.state = Set(DeliberationState::Open);
        row.closed_at = Set(None);
        row.update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(days(&instance, TERM - NOTICE_DAYS).await.announced, 1);
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 1);
        let row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.state, left(&instance, &talk).await), (DeliberationState::Closed, 0));
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert_eq!(colleague.get(&format!("/o/maaskant/deliberations/{}", talk.id)).await.status, StatusCode::OK);
    }
}

on_both! {
    async fn a_copy_that_nobody_finishes_goes_and_its_record_stays(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let presenter = actor(&talk.home, &talk.presenter);
        let copy = omgang::shared_copies::prepare(&mut tx, &presenter, record.id).await.unwrap();
        tx.commit().await.unwrap();
        days(&instance, 1).await;
        days(&instance, TERM - NOTICE_DAYS).await;
        let mut browser = instance.browser(talk.presenter.id).await;
        assert!(browser.get("/o/maaskant").await.text.contains("Deze versie is nooit gedeeld"));
        days(&instance, NOTICE_DAYS).await;
        let row = shared_copy::Entity::find_by_id((talk.home.id, copy.id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.state, row.title.as_str()), (SharedCopyState::Withdrawn, ""));
        let mut browser = instance.browser(talk.presenter.id).await;
        let page = browser.get(&format!("/o/maaskant/records/{}", record.id)).await;
        assert!(page.status == StatusCode::OK && page.text.contains("/shared-copy"), "it can be made anew");
    }
}

on_both! {
    async fn a_shared_copy_goes_in_the_january_after_its_years_from_rows_and_index(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let talk = hold(&instance, "maaskant").await;
        let word = "zilverpapegaai";
        share(&instance, &talk, &format!("een {word}")).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let short = Terms::default().with(entity::retention_term::TermKind::SharedCopy, 1).unwrap();
        terms::choose(&mut tx, talk.home.id, short).await.unwrap();
        tx.commit().await.unwrap();
        indexer.catch_up().await.unwrap();
        // From 4 March 2026 to 17 December 2027.
        days(&instance, 653).await;
        assert!(!everywhere(&instance, word).await.is_empty());
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert!(!colleague.get("/o/maaskant").await.text.contains("haar jaren in de kennisbank"));
        days(&instance, 3).await;
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert!(colleague.get("/o/maaskant").await.text.contains("haar jaren in de kennisbank"), "the team hears of it");
        assert_eq!(days(&instance, NOTICE_DAYS).await.erased, 1);
        indexer.catch_up().await.unwrap();
        assert_eq!(everywhere(&instance, word).await, Vec::<String>::new());
    }
}
