//! How long it takes to open a journal of 5,000 entries, and to search it: `cargo bench --bench journal`. Prints milliseconds; the
//! budgets are half a second to open all of it, a tenth for its first page, one second for a search.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::time::{Duration, Instant};

use entity::account;
use entity::ids::{AccountId, BranchId, EntryId};
use entity::time::Timestamp;
use omgang::crypto::{InstanceKey, Passwords};
use omgang::db::Db;
use omgang::journal::entry::Body;
use omgang::journal::read::{self, Which};
use omgang::journal::slots::{Secret, recovery_code};
use omgang::journal::{Draft, keys, write};
use omgang::search::Scan;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

const ENTRIES: i64 = 5_000;
/// 2026-03-04 13:00 in Amsterdam.
const NOW: Timestamp = Timestamp(1_772_625_600_000);
/// About 3,400 characters an entry, as people write who write much.
const SENTENCE: &str =
    "Ze deed pas open toen ik al wegliep, en toen stonden we samen in het trappenhuis en zei niemand iets. ";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let db = Db::open(&format!("sqlite://{}", folder.path().join("omgang.db").display())).await?;
    db.migrate().await?;
    let owner = AccountId::new();
    let secrets = (Secret::passphrase("een stille kamer"), Secret::recovery(&recovery_code()));
    let new = keys::prepare(&Passwords::quick(), owner, &secrets.0, &secrets.1).await?;
    let mut tx = db.write().await?;
    let row = account::Model {
        id: owner,
        email: "noor@demo.example".into(),
        name: "Noor".into(),
        language: "nl".into(),
        password_hash: None,
        recovered_at: None,
        created_at: NOW,
    };
    row.into_active_model().insert(tx.conn()).await?;
    keys::begin(&mut tx, &InstanceKey::random(), &new).await?;
    for number in 0..ENTRIES {
        let begun = NOW.plus_days(-number / 2).0;
        let text = format!("Notitie {number}. {}", SENTENCE.repeat(33));
        let body = Body { begun, saved: begun, text, ..Body::default() };
        let draft = Draft { entry: EntryId::random(), branch: BranchId::random(), revision: 1, seen: vec![], body };
        write::save(&mut tx, draft.seal(owner, &new.opened.public())?).await?;
    }
    tx.commit().await?;

    let first_page = Which::Days(omgang::clock::date(NOW.plus_days(-6)), omgang::clock::date(NOW));
    let began = Instant::now();
    let shown = read::list(db.read(), &new.opened, first_page).await?.len();
    let page = began.elapsed();
    let began = Instant::now();
    let entries = read::list(db.read(), &new.opened, Which::All).await?;
    let open = began.elapsed();
    let began = Instant::now();
    let mut scan = Scan::read("trappenhuis 4321").expect("there is something to look for");
    let found = entries.iter().filter(|entry| scan.fit(&entry.words()).is_some()).count();
    let look = began.elapsed();
    println!("{} entries of {} characters", entries.len(), entries[0].body.text.chars().count());
    println!("first page, {shown} entries: {} ms", page.as_millis());
    println!("open all of it: {} ms", open.as_millis());
    println!("read through it for two words, {found} found: {} ms", look.as_millis());
    println!("a search as somebody waits for it: {} ms", (open + look).as_millis());
    let fits =
        page < Duration::from_millis(100) && open < Duration::from_millis(500) && open + look < Duration::from_secs(1);
    anyhow::ensure!(fits || cfg!(debug_assertions), "over budget");
    Ok(())
}
