//! What is withdrawn is gone: from the pages, from the rows, and from every file under the data folder, down to the words that
//! the index keeps. Whole paths, with a word that stands nowhere else.

use std::fs;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use entity::shared_part::{self, PartKind};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, QueryFilter};

use crate::on_both;
use crate::records::hold;
use crate::shared_copies::{share, where_it_stands};
use crate::support::Instance;

/// The word that is looked for: replaces what identifies somebody, so it is in the shared copy alone.
const CANARY: &str = "zilverpapegaai";

/// Lists all files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Names the files that hold a word, byte for byte, in either case.
fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap().to_ascii_lowercase();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    files(folder).iter().filter(|path| holds(path)).map(|path| path.display().to_string()).collect()
}

/// Names the fields whose dictionaries, as they are on disk, hold a word, be it of a document that was deleted. A dictionary
/// shares the letters of its words, so its bytes alone don't tell.
fn dictionaries_with(folder: &Path, word: &str) -> Vec<String> {
    let indexes = files(folder).into_iter().filter(|path| path.ends_with("meta.json"));
    let mut found = Vec::new();
    for index in indexes {
        let index = tantivy::Index::open_in_dir(index.parent().unwrap()).unwrap();
        let schema = index.schema();
        for segment in index.reader().unwrap().searcher().segment_readers() {
            for (field, entry) in schema.fields().filter(|(_, entry)| entry.is_indexed()) {
                let inverted = segment.inverted_index(field).unwrap();
                let mut terms = inverted.terms().stream().unwrap();
                while terms.advance() {
                    // The analyser may cut a word down to its stem.
                    if terms.key().windows(12).any(|window| window == &word.as_bytes()[..12]) {
                        found.push(entry.name().to_owned());
                    }
                }
            }
        }
    }
    found
}

/// Where the word stands on this instance, in rows, dictionaries and files.
pub async fn everywhere(instance: &Instance, word: &str) -> Vec<String> {
    let data = &instance.app.config.data;
    let mut found = where_it_stands(instance, word).await;
    found.extend(dictionaries_with(data, word));
    found.extend(files_with(data, word));
    found
}

on_both! {
    async fn a_withdrawn_copy_is_in_no_row_no_dictionary_and_no_file(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let talk = hold(&instance, "maaskant").await;
        let stays = hold(&instance, "de-brug").await;
        share(&instance, &stays, "iemand").await;
        assert!(everywhere(&instance, CANARY).await.is_empty());
        let id = share(&instance, &talk, &format!("een {CANARY}")).await;
        indexer.catch_up().await.unwrap();

        let mut colleague = instance.browser(talk.colleague.id).await;
        let search = format!("/o/maaskant/library?q={CANARY}");
        assert!(colleague.get(&search).await.text.contains(&format!("<mark>{CANARY}")), "it is found while it is shared");
        let before = everywhere(&instance, CANARY).await;
        for place in ["shared_part.text", "text_exact", "text_normal"] {
            assert!(before.iter().any(|found| found == place), "the test would see it in {place}: {before:?}");
        }

        if instance.app.db.backend() == DbBackend::Sqlite {
            assert!(before.iter().any(|found| found.contains("omgang.db")), "and in the files: {before:?}");
        }

        let mut presenter = instance.browser(talk.presenter.id).await;
        // Another tension puts it into the index anew: the words stand in an older segment too then.
        let tagged = presenter.post(&format!("/o/maaskant/shared-copies/{id}/tags"), &[("tension", "act_wait")]).await;
        assert_eq!(tagged.status, StatusCode::SEE_OTHER);
        indexer.catch_up().await.unwrap();
        let withdrawn = presenter.post(&format!("/o/maaskant/shared-copies/{id}/withdraw"), &[("what", "whole")]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        indexer.catch_up().await.unwrap();
        assert_eq!(everywhere(&instance, CANARY).await, Vec::<String>::new());
        assert!(!colleague.get(&search).await.text.contains("<mark>"));
    }
}

on_both! {
    async fn a_withdrawn_part_leaves_the_others(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let talk = hold(&instance, "maaskant").await;
        let id = share(&instance, &talk, &format!("een {CANARY}")).await;
        indexer.catch_up().await.unwrap();
        let parts = shared_part::Entity::find().filter(shared_part::Column::SharedCopyId.eq(id));
        let parts = parts.all(instance.app.db.read()).await.unwrap();
        let (with, without): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.text.contains(CANARY));
        assert!(!with.is_empty() && without.iter().any(|part| part.kind == PartKind::Lesson), "parts with and without it");
        let chosen: Vec<String> = with.iter().map(|part| part.id.to_string()).collect();
        let mut form = vec![("what", "parts")];
        form.extend(chosen.iter().map(|id| ("part", id.as_str())));
        let mut presenter = instance.browser(talk.presenter.id).await;
        presenter.post(&format!("/o/maaskant/shared-copies/{id}/withdraw"), &form).await;
        indexer.catch_up().await.unwrap();
        // The title keeps the word: it belongs to the copy as a whole.
        let found = everywhere(&instance, CANARY).await;
        assert!(!found.iter().any(|place| place.starts_with("text_") || place == "shared_part.text"), "{found:?}");
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert_eq!(colleague.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::OK);
    }
}
