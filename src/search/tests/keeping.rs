//! Opening, committing, rebuilding, and what happens when things go wrong.

use std::fs;

use tempfile::TempDir;

use super::*;

#[test]
fn a_batch_replaces_and_removes_in_its_order() {
    let bundle = Uuid::from_u128(77);
    let part = |key: &str, text: &str| Document { bundle: Some(bundle), ..document(key, text) };
    let (_folder, index, mut writer) = built(vec![part("a", "oud"), part("b", "oud"), document("c", "oud")]);
    writer.apply(vec![Change::RemoveBundle(bundle), put(part("b", "nieuw"))], 2).unwrap();
    assert_eq!(found(&index, ""), ["b", "c"]);
    assert_eq!(found(&index, "nieuw"), ["b"]);
    writer.apply(vec![put(document("c", "nieuw")), Change::Remove { key: "b".to_owned() }], 3).unwrap();
    assert_eq!(found(&index, "nieuw"), ["c"]);
    assert_eq!(found(&index, "oud"), Vec::<String>::new());
    assert_eq!(writer.seq(), Some(3));
}

#[test]
fn many_small_commits_are_merged() {
    let (_folder, index, mut writer) = built(vec![]);
    for seq in 2..30 {
        writer.apply(vec![put(document(&format!("d{seq}"), "woord"))], seq).unwrap();
    }
    assert_eq!(search(&index, &[]).total, 28);
    assert!(index.live().unwrap().reader.searcher().segment_readers().len() < 10);
    assert_eq!(writer.seq(), Some(29));
}

#[test]
fn a_new_folder_asks_for_a_build_and_refuses_until_then() {
    let folder = TempDir::new().unwrap();
    let mut opened = open(folder.path(), 0);
    assert_eq!(opened.rebuild, Some(RebuildReason::Missing));
    assert!(matches!(opened.index.search(&SearchQuery::default(), &rights(&[])), Err(Error::NotBuilt)));
    assert!(matches!(opened.writer.apply(vec![], 1), Err(Error::NotBuilt)));
    opened.writer.rebuild(vec![document("a", "woord")], 0).unwrap();
    assert_eq!(found(&opened.index, "woord"), ["a"]);
}

#[test]
fn what_was_committed_is_there_after_reopening_and_what_was_not_is_gone() {
    let (folder, index, mut writer) = built(vec![document("a", "eerste")]);
    writer.apply(vec![put(document("b", "tweede"))], 7).unwrap();
    writer.add_without_commit(&document("c", "derde"));
    drop((writer, index));
    let mut opened = open(folder.path(), 7);
    assert_eq!((opened.rebuild, opened.writer.seq()), (None, Some(7)));
    assert_eq!(found(&opened.index, ""), ["a", "b"]);
    opened.writer.apply(vec![put(document("c", "derde"))], 8).unwrap();
    assert_eq!(found(&opened.index, "derde"), ["c"]);
}

#[test]
fn after_an_error_the_writer_goes_on_from_the_last_commit() {
    let (_folder, index, mut writer) = built(vec![document("a", "eerste")]);
    writer.add_without_commit(&document("b", "half"));
    writer.close_as_after_an_error();
    writer.apply(vec![put(document("c", "derde"))], 5).unwrap();
    assert_eq!(found(&index, ""), ["a", "c"]);
    assert_eq!(writer.seq(), Some(5));
}

#[test]
fn left_over_files_of_a_killed_process_do_no_harm() {
    let (folder, index, mut writer) = built(vec![document("a", "eerste")]);
    writer.rebuild(vec![document("a", "eerste")], 2).unwrap();
    drop((writer, index));
    let unfinished = folder.path().join(format!("{}-000099", schema::shape()));
    fs::create_dir(&unfinished).unwrap();
    fs::write(folder.path().join("current.new"), "half").unwrap();
    let opened = open(folder.path(), 2);
    assert_eq!(opened.rebuild, None);
    assert!(!unfinished.exists());
    assert_eq!(found(&opened.index, "eerste"), ["a"]);
}

#[test]
fn another_epoch_or_a_database_that_is_behind_asks_for_a_rebuild() {
    let (folder, index, mut writer) = built(vec![document("a", "eerste")]);
    writer.apply(vec![], 9).unwrap();
    drop((writer, index));
    assert_eq!(open(folder.path(), 8).rebuild, Some(RebuildReason::AheadOfDatabase));
    assert_eq!(open(folder.path(), 9).rebuild, None);
    let other = Uuid::from_u128(2);
    let mut opened = Index::open(folder.path(), other, 9).unwrap();
    assert_eq!(opened.rebuild, Some(RebuildReason::OtherEpoch));
    opened.writer.rebuild(vec![document("b", "tweede")], 9).unwrap();
    assert_eq!(found(&opened.index, ""), ["b"]);
    drop(opened);
    assert_eq!(Index::open(folder.path(), other, 9).unwrap().rebuild, None);
}

#[test]
fn another_shape_or_unreadable_files_ask_for_a_rebuild() {
    let (folder, index, writer) = built(vec![document("a", "eerste")]);
    drop((writer, index));
    let current = fs::read_to_string(folder.path().join("current")).unwrap();
    fs::write(folder.path().join(&current).join("meta.json"), "{").unwrap();
    let mut opened = open(folder.path(), 9);
    assert_eq!(opened.rebuild, Some(RebuildReason::Damaged));
    opened.writer.rebuild(vec![document("a", "eerste")], 9).unwrap();
    drop(opened);
    assert_eq!(open(folder.path(), 9).rebuild, None);

    fs::write(folder.path().join("current"), "s0-a0-00000000-000001").unwrap();
    assert_eq!(open(folder.path(), 9).rebuild, Some(RebuildReason::OtherShape));
    fs::write(folder.path().join("current"), "../../elsewhere").unwrap();
    assert_eq!(open(folder.path(), 9).rebuild, Some(RebuildReason::Missing));
}

#[test]
fn segment_files_that_are_gone_ask_for_a_rebuild() {
    let (folder, index, writer) = built(vec![document("a", "eerste")]);
    drop((writer, index));
    let current = fs::read_to_string(folder.path().join("current")).unwrap();
    for entry in fs::read_dir(folder.path().join(current)).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().len() > 32 {
            fs::remove_file(path).unwrap();
        }
    }
    assert_eq!(open(folder.path(), 9).rebuild, Some(RebuildReason::Damaged));
}

#[test]
fn a_second_opening_is_refused() {
    let (folder, _index, writer) = built(vec![document("a", "eerste")]);
    assert!(matches!(Index::open(folder.path(), EPOCH, 9), Err(Error::InUse)));
    drop(writer);
    assert_eq!(open(folder.path(), 9).rebuild, None);
}

#[test]
fn a_rebuild_that_is_dropped_leaves_the_index_as_it_was() {
    let (folder, index, mut writer) = built(vec![document("a", "eerste")]);
    let before = fs::read_dir(folder.path()).unwrap().count();
    let mut rebuild = writer.start_rebuild().unwrap();
    rebuild.add([document("b", "tweede")]).unwrap();
    drop(rebuild);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
    writer.rebuild(vec![document("c", "derde")], 2).unwrap();
    assert_eq!(found(&index, ""), ["c"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
}

#[test]
fn after_a_purge_the_words_of_what_was_withdrawn_are_gone_from_the_files() {
    let titled = |key: &str, word: &str| Document { title: word.to_owned(), ..document(key, word) };
    let (folder, index, mut writer) =
        built(vec![titled("a", "xylofoonzaak"), titled("b", "blijvertje"), document("c", "anders")]);
    writer.apply(vec![put(titled("d", "qwertziep"))], 2).unwrap();
    assert!(files_hold(folder.path(), "xylofoonzaak") && files_hold(folder.path(), "qwertziep"));
    let gone = ["a", "d"].map(|key| Change::Remove { key: key.to_owned() });
    writer.apply(gone.to_vec(), 3).unwrap();
    assert!(writer.purge_deleted().unwrap());
    for word in ["xylofoonzaak", "qwertziep"] {
        assert!(!files_hold(folder.path(), word), "{word}");
        assert!(!terms_hold(&index, word), "{word}");
    }
    assert!(files_hold(folder.path(), "blijvertje") && terms_hold(&index, "blijvertje"));
    assert_eq!(found(&index, ""), ["b", "c"]);
    drop((writer, index));
    assert_eq!(open(folder.path(), 3).writer.seq(), Some(3));
}

#[test]
fn a_search_that_is_still_running_does_not_keep_words_in_the_folder() {
    let (folder, index, mut writer) = built(vec![document("a", "xylofoonzaak"), document("b", "anders")]);
    let running = index.live().unwrap().reader.searcher();
    writer.apply(vec![Change::Remove { key: "a".to_owned() }], 2).unwrap();
    assert!(writer.purge_deleted().unwrap());
    assert!(!files_hold(folder.path(), "xylofoonzaak"));
    assert_eq!(running.num_docs(), 2);
}

#[test]
fn while_there_is_no_index_what_was_built_already_is_searched() {
    let folder = TempDir::new().unwrap();
    let mut opened = open(folder.path(), 0);
    let mut building = opened.writer.start_rebuild().unwrap();
    building.add((0..250).map(|number| document(&number.to_string(), "woord"))).unwrap();
    building.grow().unwrap();
    assert!(opened.index.is_partial());
    assert_eq!(search(&opened.index, &[("q", "woord")]).total, 250);
    building.add([document("last", "woord")]).unwrap();
    opened.writer.adopt(building, 0).unwrap();
    assert!(!opened.index.is_partial());
    assert_eq!(search(&opened.index, &[("q", "woord")]).total, 251);
}

#[test]
fn an_unfinished_build_is_no_longer_searched() {
    let folder = TempDir::new().unwrap();
    let opened = open(folder.path(), 0);
    let mut building = opened.writer.start_rebuild().unwrap();
    building.add((0..250).map(|number| document(&number.to_string(), "woord"))).unwrap();
    building.grow().unwrap();
    drop(building);
    assert!(matches!(opened.index.search(&SearchQuery::default(), &rights(&[])), Err(Error::NotBuilt)));
}

#[test]
fn an_index_of_another_life_is_searched_until_the_new_one_is_there() {
    let (folder, index, writer) = built(vec![document("a", "eerste")]);
    drop((writer, index));
    let mut opened = Index::open(folder.path(), Uuid::from_u128(2), 100).unwrap();
    assert_eq!(opened.rebuild, Some(RebuildReason::OtherEpoch));
    assert!(opened.index.is_partial());
    assert_eq!(found(&opened.index, "eerste"), ["a"]);
    opened.writer.rebuild(vec![document("b", "tweede")], 1).unwrap();
    assert!(!opened.index.is_partial());
    assert_eq!(found(&opened.index, ""), ["b"]);
}
