//! The real program is killed while it erases: each conversation is there whole or gone whole, and the next start goes on.

use std::process::Stdio;
use std::time::Duration;

use entity::erasure::{self, ErasureKind};
use entity::record;
use entity::time::Timestamp;
use entity::{case, contribution, deliberation, erased_count, job};
use omgang::retention::NOTICE_DAYS;
use rand::RngExt;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use tokio::time::timeout;

use crate::crash::{PATIENCE, Program};
use crate::on_both;
use crate::records::{Talk, hold, make_approved};
use crate::support::{Instance, START, long};
use crate::withdrawal::files_with;

/// Conversations that are due in one round.
const DUE: usize = 12;
/// Stands in every raw text.
const CANARY: &str = "zilvermeeuwenei";

/// Holds conversations that were announced long enough ago, by the system's clock too.
async fn prepare(instance: &Instance, round: usize) -> Vec<Talk> {
    let mut all = Vec::new();
    for number in 0..DUE {
        let talk = hold(instance, &format!("huis-{round}-{number}")).await;
        make_approved(instance, &talk).await;
        let tx = instance.app.db.write().await.unwrap();
        contribution::Entity::update_many()
            .col_expr(contribution::Column::Text, Expr::value(CANARY))
            .filter(contribution::Column::DeliberationId.eq(talk.id))
            .exec(tx.conn())
            .await
            .unwrap();
        let announced = erasure::Model {
            organisation_id: talk.home.id,
            kind: ErasureKind::Conversation,
            subject_id: talk.id.0,
            since: START,
            announced_on: Some(-NOTICE_DAYS),
            goes_at: Some(START),
            extended: false,
            done_at: None,
        };
        announced.into_active_model().insert(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        all.push(talk);
    }
    all
}

/// Frees what a killed node held, as the five minutes of a lease do.
async fn free_jobs(instance: &Instance) {
    let tx = instance.app.db.write().await.unwrap();
    job::Entity::update_many()
        .col_expr(job::Column::LeasedUntil, Expr::value(Timestamp(0)))
        .col_expr(job::Column::DueAt, Expr::value(Timestamp(0)))
        .exec(tx.conn())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn done(instance: &Instance) -> u64 {
    let rows = erasure::Entity::find().filter(erasure::Column::DoneAt.is_not_null());
    rows.count(instance.app.db.read()).await.unwrap()
}

/// Waits until so many are erased.
async fn until_done(instance: &Instance, number: u64) {
    let waiting = async {
        while done(instance).await < number {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("the program erases in time");
}

/// Each is there whole or gone whole; and so many are counted as are gone.
async fn assert_old_or_new(instance: &Instance, talks: &[Talk]) {
    let db = instance.app.db.read();
    for talk in talks {
        let row =
            erasure::Entity::find_by_id((talk.home.id, ErasureKind::Conversation, talk.id.0)).one(db).await.unwrap();
        let gone = row.unwrap().done_at.is_some();
        let words = contribution::Entity::find().filter(contribution::Column::DeliberationId.eq(talk.id));
        let words = words.count(db).await.unwrap();
        let held = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(db).await.unwrap().unwrap();
        let case = case::Entity::find_by_id((talk.home.id, held.case_id)).one(db).await.unwrap().unwrap();
        let counted = erased_count::Entity::find().filter(erased_count::Column::OrganisationId.eq(talk.home.id));
        let counted = counted.filter(erased_count::Column::Kind.eq("conversation")).count(db).await.unwrap();
        let (empty, none) = (case.story.is_empty(), words == 0);
        assert_eq!(
            (empty, none, counted),
            (gone, gone, u64::from(gone)),
            "{}: neither the old nor the new",
            talk.home.slug
        );
        let kept =
            record::Entity::find().filter(record::Column::DeliberationId.eq(talk.id)).one(db).await.unwrap().unwrap();
        assert!(!kept.situation.is_empty() && !held.learning_question.is_empty(), "the record stays");
    }
}

on_both! {
    async fn a_kill_leaves_the_old_or_the_new_and_the_next_start_goes_on(instance: Instance) {
        let mut talks = Vec::new();
        for number in 0..long(3, 40) {
            talks.extend(prepare(&instance, number).await);
            let before = done(&instance).await;
            let open = talks.len() as u64 - before;
            free_jobs(&instance).await;
            let program = Program::start_with(&instance, &[], Stdio::null()).await;
            // With the last of them, the files are being cleaned.
            until_done(&instance, before + rand::rng().random_range(0..=open)).await;
            program.kill().await;
            // Those of the rounds before are looked at again at the end.
            assert_old_or_new(&instance, &talks[talks.len().saturating_sub(2 * DUE)..]).await;
        }
        free_jobs(&instance).await;
        let program = Program::start_talkative(&instance).await;
        until_done(&instance, talks.len() as u64).await;
        let swept = async {
            while omgang::db::facts::find(instance.app.db.read(), omgang::retention::round::UNSWEPT).await.unwrap().is_some() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        timeout(PATIENCE, swept).await.expect("the files are cleaned in time");
        program.stop().await;
        assert_old_or_new(&instance, &talks).await;
        instance.assert_intact().await;
        assert_eq!(files_with(&instance.app.config.data, CANARY), Vec::<String>::new());
        let said = tokio::process::Command::new(env!("CARGO_BIN_EXE_omgang"))
            .args(["erased", "--data"])
            .arg(&instance.app.config.data)
            .args(["--database", &instance.app.config.database])
            .output().await.unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(said.contains("huis-0-0: 20") && said.contains(" conversation 1") && said.contains("stands in the database's files any more"), "{said}");
    }
}
