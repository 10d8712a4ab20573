//! The demo world: filled once, kept afterwards, and nowhere but in `omgang demo`.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use entity::deliberation::DeliberationState;
use entity::record::RecordState;
use entity::shared_copy::SharedCopyState;
use entity::team_member::TeamRole;
use entity::{
    account, case, contribution, deliberation, membership, organisation, placement, record, record_tension,
    shared_copy, shared_part, team_member, virtue_wording,
};
use omgang::db::Reading;
use omgang::demo;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tower::ServiceExt;

use crate::on_both;
use crate::support::Instance;

pub async fn fill(instance: &Instance) {
    demo::fill(&instance.app.db, &instance.app.key, instance.app.clock.now()).await.unwrap();
}

async fn count<E: EntityTrait>(db: &Reading) -> u64
where
    E::Model: Sync,
{
    E::find().count(db).await.unwrap()
}

on_both! {
    async fn a_small_world_is_filled_once(instance: Instance) {
        fill(&instance).await;
        let db = instance.app.db.read();
        assert_eq!((count::<organisation::Entity>(db).await, count::<account::Entity>(db).await), (2, 9 + 17));
        assert_eq!((count::<case::Entity>(db).await, count::<record::Entity>(db).await), (38, 36));
        assert_eq!(count::<contribution::Entity>(db).await, 16 * 14 + 20 * 8 + 5);
        let open = deliberation::Column::State.eq(DeliberationState::Open);
        assert_eq!(deliberation::Entity::find().filter(open).count(db).await.unwrap(), 1);
        let approved = record::Column::State.eq(RecordState::Approved);
        assert_eq!(record::Entity::find().filter(approved).count(db).await.unwrap(), 35);
        let shared = shared_copy::Column::State.eq(SharedCopyState::Shared);
        assert_eq!(shared_copy::Entity::find().filter(shared).count(db).await.unwrap(), 34);
        fill(&instance).await;
        assert_eq!((count::<case::Entity>(db).await, count::<account::Entity>(db).await), (38, 9 + 17));
    }
}

on_both! {
    async fn it_leaves_an_instance_in_earnest_alone(instance: Instance) {
        instance.organisation("echt").await;
        let refused = demo::fill(&instance.app.db, &instance.app.key, instance.app.clock.now()).await;
        assert!(refused.unwrap_err().to_string().contains("--data"));
        assert_eq!(count::<account::Entity>(instance.app.db.read()).await, 0);
    }
}

on_both! {
    async fn everybody_signs_in_with_the_printed_password_and_gets_home(instance: Instance) {
        fill(&instance).await;
        for person in demo::embedded().people() {
            let mut browser = instance.anonymous();
            let answer = browser.post("/login", &[("email", &person.email), ("password", &demo::password(person))]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", person.email);
            assert_eq!(browser.get("/").await.location.as_deref(), Some("/o/maaskant"), "{}", person.email);
            assert_eq!(browser.get("/o/maaskant").await.status, StatusCode::OK, "{}", person.email);
        }
    }
}

#[tokio::test]
async fn rows_keep_the_rules_of_the_product() {
    let instance = Instance::sqlite().await;
    fill(&instance).await;
    let db = instance.app.db.read();
    let members = team_member::Entity::find().all(db).await.unwrap();
    for manager in membership::Entity::find().filter(membership::Column::Manager.eq(true)).all(db).await.unwrap() {
        assert!(members.iter().all(|member| member.account_id != manager.account_id), "a manager is in no team");
    }
    assert!(members.iter().all(|member| !member.coordinator || member.role == TeamRole::Member));
    let now = instance.app.clock.now();
    for past in deliberation::Entity::find().all(db).await.unwrap() {
        assert!(past.opened_at < now && past.closed_at.is_none_or(|closed| past.opened_at < closed && closed < now));
    }
    let choices = [0, 17, 33, 50, 67, 83, 100];
    assert!(placement::Entity::find().all(db).await.unwrap().iter().all(|dot| choices.contains(&dot.place)));
    assert!(virtue_wording::Entity::find().all(db).await.unwrap().iter().any(|words| words.version == 2));
    assert!(count::<record_tension::Entity>(db).await >= 16);
}

#[tokio::test]
async fn one_tap_signs_in_from_one_name_to_another() {
    let instance = Instance::demo().await;
    fill(&instance).await;
    let mut browser = instance.anonymous();
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("judith.localhost:3000"), "{}", page.text);
    let post = |origin: &'static str| {
        let request = Request::post("/demo/login")
            .header(header::HOST, "judith.localhost:3000")
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("person=judith"))
            .unwrap();
        omgang::web::router(instance.app.clone()).oneshot(request)
    };
    for ours in ["http://127.0.0.1:3000", "http://lotte.localhost:3000"] {
        assert_eq!(post(ours).await.unwrap().status(), StatusCode::SEE_OTHER, "{ours}");
    }
    assert_eq!(post("http://elders.example").await.unwrap().status(), StatusCode::FORBIDDEN);
    browser.post("/demo/login", &[("person", "lotte")]).await;
    assert!(browser.get("/o/maaskant").await.text.contains("Lotte"));
    assert_eq!(browser.post("/demo/login", &[("person", "niemand")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_ordinary_server_has_no_demo() {
    let instance = Instance::sqlite().await;
    fill(&instance).await;
    let mut browser = instance.anonymous();
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/login"));
    assert_eq!(browser.get("/demo").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post("/demo/login", &[("person", "judith")]).await.status, StatusCode::NOT_FOUND);
    let policy = omgang::web::router(instance.app.clone())
        .oneshot(Request::get("/login").body(Body::empty()).unwrap())
        .await
        .unwrap();
    let policy = policy.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.ends_with("form-action 'self'"), "{policy}");
}

/// Capitalised words that stand in stories and in shared copies alike, and point to nobody.
const KNOWN: [&str; 1] = ["Nederlands"];

#[tokio::test]
async fn shared_words_name_nobody_from_their_story() {
    for (story, shared) in demo::embedded().stories() {
        let names = names(story);
        assert!(!names.is_empty(), "a story without names: {story}");
        for text in shared {
            let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
            let named: Vec<_> = names.iter().filter(|name| words.contains(*name) && !KNOWN.contains(name)).collect();
            assert!(named.is_empty(), "{named:?} in: {text}");
        }
    }
    let instance = Instance::sqlite().await;
    fill(&instance).await;
    assert!(count::<shared_part::Entity>(instance.app.db.read()).await > 60);
}

/// Returns the capitalised words of a text that don't begin a sentence.
fn names(text: &str) -> BTreeSet<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let inside = words.windows(2).filter(|pair| !pair[0].ends_with(['.', '?', '!', ':', '"']));
    inside
        .map(|pair| pair[1].trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2 && word.starts_with(char::is_uppercase))
        .collect()
}

#[tokio::test]
async fn proposals_from_a_text_are_often_what_its_team_said_too() {
    let instance = Instance::sqlite().await;
    fill(&instance).await;
    let db = instance.app.db.read();
    let (mut shared, mut met) = (0, 0);
    for copy in shared_copy::Entity::find().all(db).await.unwrap() {
        let Some(bundle) = omgang::library::shared(db, copy.organisation_id, copy.id).await.unwrap() else { continue };
        let said: Vec<&String> = bundle.tensions.iter().chain(&bundle.barriers).collect();
        let proposed = omgang::search::proposals(&format!("{}\n{}", bundle.copy.title, bundle.text()), &[], 3);
        let is_said = |proposal: &omgang::search::Proposal| match proposal {
            omgang::search::Proposal::Tension(key) | omgang::search::Proposal::Barrier(key) => said.contains(&key),
        };
        shared += 1;
        met += usize::from(proposed.iter().any(is_said));
    }
    assert!(shared == 34 && met * 2 >= shared, "{met} of {shared}");
    println!("{met} of {shared} shared cases have a proposal that their team chose too");
}
