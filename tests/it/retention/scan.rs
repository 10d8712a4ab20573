//! A word of its own stands in every raw kind there is. When their time is over and the housekeeping went round, no byte of the data
//! folder holds one of them: database, its journal, index, the mail that went out, and the backups that were made before.

use std::fs;
use std::io::Read;
use std::path::Path;

use entity::case::CaseState;
use entity::contribution::{self, ContributionKind, ContributionState};
use entity::ids::{CaseId, ContributionId, GroupId, LinkId, NoticeId, PitchId, PlacementId, VoteId};
use entity::one_time_link::LinkPurpose;
use entity::placement::Moment;
use entity::team_notice::NoticeKind;
use entity::{
    case, contribution_group, deliberation, one_time_link, pitch, placement, shared_copy, shared_part, team_notice,
    vote,
};
use omgang::backups::{self, schedule};
use omgang::config::Sealing;
use omgang::db::Tx;
use omgang::jobs::{letters, upkeep};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter};

use super::{days, round};
use crate::on_both;
use crate::records::{Talk, actor, hold, make, make_approved};
use crate::shared_copies::{share, where_it_stands};
use crate::support::{Instance, START};
use crate::withdrawal::{everywhere, files_with};

/// Where a word of its own is put. Each is this with `zilverkanarie` before it.
const RAW: [&str; 21] = [
    "story",
    "question",
    "perspective",
    "placed",
    "hidden",
    "aside",
    "draft",
    "who",
    "due",
    "group",
    "note",
    "pitchwhat",
    "pitchwhy",
    "pitchquestion",
    "casedraft",
    "unfinished",
    "recorddraft",
    "copydraft",
    "shared",
    "notice",
    "link",
];

fn word(kind: &str) -> String {
    format!("zilverkanarie{kind}")
}

/// Puts the words that a conversation with an approved record holds.
async fn plant(instance: &Instance, talk: &Talk) {
    let tx = instance.app.db.write().await.unwrap();
    let mut row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(tx.conn()).await.unwrap().unwrap();
    row.answered_note = word("note");
    let (case, meeting) = (row.case_id, row.meeting_id);
    row.into_active_model().reset_all().update(tx.conn()).await.unwrap();
    let mut told = case::Entity::find_by_id((talk.home.id, case)).one(tx.conn()).await.unwrap().unwrap();
    // Long texts spill over several pages of the file.
    told.story = format!("{} {}", "Een lang verhaal. ".repeat(600), word("story"));
    told.learning_question = word("question");
    told.client_perspective = word("perspective");
    told.into_active_model().reset_all().update(tx.conn()).await.unwrap();
    let group = GroupId::random();
    let named = contribution_group::Model {
        organisation_id: talk.home.id,
        id: group,
        deliberation_id: talk.id,
        step_key: "explore".into(),
        name: word("group"),
    };
    named.into_active_model().insert(tx.conn()).await.unwrap();
    for (kind, step) in [("placed", "explore"), ("hidden", "decide"), ("aside", "learn"), ("draft", "explore")] {
        let row = contribution::ActiveModel {
            organisation_id: Set(talk.home.id),
            id: Set(ContributionId::new()),
            deliberation_id: Set(talk.id),
            step_key: Set(step.into()),
            kind: Set(ContributionKind::Action),
            text: Set(word(kind)),
            level: Set(None),
            who: Set(word("who")),
            due: Set(word("due")),
            author_id: Set(Some(talk.presenter.id)),
            state: Set(if kind == "draft" { ContributionState::Draft } else { ContributionState::Placed }),
            version: Set(1),
            created_at: Set(Some(START)),
            group_id: Set((kind == "placed").then_some(group)),
            ..Default::default()
        };
        row.insert(tx.conn()).await.unwrap();
    }
    plant_choices(&tx, talk, group).await;
    let pitched = pitch::Model {
        organisation_id: talk.home.id,
        id: PitchId::new(),
        meeting_id: meeting,
        account_id: talk.presenter.id,
        title: "Naima wil geen bezoek".into(),
        what: word("pitchwhat"),
        why: word("pitchwhy"),
        question: word("pitchquestion"),
        case_id: Some(case),
        chosen: true,
        created_at: START,
    };
    pitched.into_active_model().insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Puts a dot and a vote, which have no words.
async fn plant_choices(tx: &Tx, talk: &Talk, group: GroupId) {
    let dot = placement::Model {
        organisation_id: talk.home.id,
        id: PlacementId::random(),
        deliberation_id: talk.id,
        virtue_id: talk.virtue,
        moment: Moment::Start,
        place: 3,
        token_hash: None,
    };
    dot.into_active_model().insert(tx.conn()).await.unwrap();
    let choice = vote::Model {
        organisation_id: talk.home.id,
        id: VoteId::random(),
        deliberation_id: talk.id,
        step_key: "explore".into(),
        subject: group.0,
        handle: None,
    };
    choice.into_active_model().insert(tx.conn()).await.unwrap();
}

/// Puts the words that stand apart from conversations: a case that nobody brings in, a notice, a link.
async fn plant_more(instance: &Instance, talk: &Talk) {
    let tx = instance.app.db.write().await.unwrap();
    let row = case::Model {
        organisation_id: talk.home.id,
        id: CaseId::new(),
        team_id: talk.team,
        presenter_id: talk.presenter.id,
        title: word("casedraft"),
        story: word("casedraft"),
        learning_question: String::new(),
        client_perspective: String::new(),
        state: CaseState::Draft,
        version: 1,
        created_at: START,
        updated_at: START,
    };
    row.into_active_model().insert(tx.conn()).await.unwrap();
    let told = team_notice::Model {
        organisation_id: talk.home.id,
        id: NoticeId::new(),
        team_id: talk.team,
        kind: NoticeKind::AgreementChanged,
        account_id: talk.presenter.id,
        by_account_id: talk.presenter.id,
        detail: word("notice"),
        created_at: START,
    };
    told.into_active_model().insert(tx.conn()).await.unwrap();
    let link = one_time_link::Model {
        organisation_id: talk.home.id,
        id: LinkId::new(),
        token_hash: "x".into(),
        purpose: LinkPurpose::Invitation,
        email: format!("{}@demo.example", word("link")),
        name: word("link"),
        team_id: None,
        role: None,
        manager: false,
        administrator: false,
        created_by: None,
        created_at: START,
        expires_at: START.plus_days(7),
        used_at: None,
    };
    link.into_active_model().insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Puts a word into each part of a copy.
async fn fill(instance: &Instance, talk: &Talk, with: &str, year: i32) {
    let tx = instance.app.db.write().await.unwrap();
    let of = shared_part::Column::OrganisationId.eq(talk.home.id);
    shared_part::Entity::update_many()
        .col_expr(shared_part::Column::Text, Expr::value(with))
        .filter(of)
        .exec(tx.conn())
        .await
        .unwrap();
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::Title, Expr::value(with))
        .col_expr(shared_copy::Column::Year, Expr::value(year))
        .filter(shared_copy::Column::OrganisationId.eq(talk.home.id))
        .exec(tx.conn())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Makes a backup as the job does, and lets the oldest go.
async fn back_up(instance: &Instance, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let now = instance.app.clock.now();
    let of = backups::Instance { db: &instance.app.db, config: &instance.app.config, now };
    let file = schedule::file(folder, now, &Sealing::Unencrypted);
    backups::make(of, &file, &Sealing::Unencrypted).await.unwrap();
    schedule::prune(folder, 2).unwrap();
}

/// Tells which of the words stand in the database of any backup in a folder.
fn in_backups(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let mut zip = zip::ZipArchive::new(fs::File::open(entry.unwrap().path()).unwrap()).unwrap();
        for index in 0..zip.len() {
            let mut bytes = Vec::new();
            zip.by_index(index).unwrap().read_to_end(&mut bytes).unwrap();
            let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
            found.extend(RAW.iter().map(|kind| word(kind)).filter(|word| text.contains(word)));
        }
    }
    found
}

on_both! {
    async fn no_byte_of_what_had_its_term_is_left(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let is_sqlite = instance.app.db.backend() == DbBackend::Sqlite;
        let data = instance.app.config.data.clone();
        let folder = data.join("backups");
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        plant(&instance, &talk).await;
        plant_more(&instance, &talk).await;
        let unfinished = hold(&instance, "onaf").await;
        make(&instance, &unfinished).await;
        let tx = instance.app.db.write().await.unwrap();
        contribution::Entity::update_many()
            .col_expr(contribution::Column::Text, Expr::value(word("unfinished")))
            .filter(contribution::Column::DeliberationId.eq(unfinished.id))
            .exec(tx.conn()).await.unwrap();
        entity::record::Entity::update_many()
            .col_expr(entity::record::Column::Situation, Expr::value(word("recorddraft")))
            .filter(entity::record::Column::DeliberationId.eq(unfinished.id))
            .exec(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let copying = hold(&instance, "kopie").await;
        let record = make_approved(&instance, &copying).await;
        let mut tx = instance.app.db.write().await.unwrap();
        omgang::shared_copies::prepare(&mut tx, &actor(&copying.home, &copying.presenter), record.id).await.unwrap();
        tx.commit().await.unwrap();
        fill(&instance, &copying, &word("copydraft"), 2026).await;
        let shared = hold(&instance, "gedeeld").await;
        share(&instance, &shared, "iemand").await;
        fill(&instance, &shared, &word("shared"), 2019).await;
        indexer.rebuild().await.unwrap();

        for kind in RAW {
            assert!(!where_it_stands(&instance, &word(kind)).await.is_empty(), "{kind}: the test would see it in a row");
            assert!(!is_sqlite || !files_with(&data, &word(kind)).is_empty(), "{kind}: and in the files");
        }
        back_up(&instance, &folder).await;
        if is_sqlite {
            assert_eq!(in_backups(&folder).len(), RAW.len(), "and in a backup");
        }

        let mut sum = 0;
        for _ in 0..200 {
            sum += days(&instance, 1).await.erased;
            upkeep::run(&instance.app).await.unwrap();
            letters::send(&instance.app).await.unwrap();
        }
        // Four raw parts (of the copies' conversations too), a case draft, a copy in the making, and one in the library.
        assert_eq!(sum, 7);
        indexer.catch_up().await.unwrap();
        round(&instance).await;
        for _ in 0..2 {
            instance.app.clock.advance_minutes(60);
            back_up(&instance, &folder).await;
        }
        for kind in RAW {
            assert_eq!(everywhere(&instance, &word(kind)).await, Vec::<String>::new(), "{kind}");
        }
        assert_eq!(in_backups(&folder), Vec::<String>::new(), "the backup of before is gone, and the later ones are clean");
    }
}
