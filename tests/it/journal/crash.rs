//! The program is killed in the middle of somebody's writing, again and again: every sentence that it said was saved is there.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use entity::ids::{BranchId, EntryId};
use rand::RngExt;
use reqwest::{Client, StatusCode, header, redirect};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Owner;
use crate::crash::{PATIENCE, Program, login_cookie};
use crate::on_both;
use crate::support::{Instance, long};

/// People who write at once.
const WRITERS: usize = 4;
/// Most acknowledgements before a kill.
const MOST: u32 = 30;
/// Sentences after which somebody begins a new entry.
const SENTENCES: u32 = 7;

struct Writer {
    owner: Owner,
    cookie: String,
    sent: AtomicU32,
    kept: Mutex<Vec<u32>>,
}

impl Writer {
    /// Writes sentence after sentence until the program is gone; each save holds the whole entry so far, as a page sends it.
    async fn write(self: Arc<Self>, client: Client, url: String, acknowledged: mpsc::Sender<()>) {
        loop {
            let (entry, branch) = (EntryId::random().to_string(), BranchId::random().to_string());
            let mut text = String::new();
            for revision in 1..=SENTENCES {
                let number = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
                text.push_str(&format!("Zin [{number}]. "));
                let fields = [
                    ("entry", entry.as_str()),
                    ("branch", &branch),
                    ("revision", &revision.to_string()),
                    ("text", &text),
                ];
                let request = client
                    .post(format!("{url}/journal/entries"))
                    .header(header::COOKIE, &self.cookie)
                    .header(header::ACCEPT, "application/json")
                    .form(&fields);
                let Ok(response) = request.send().await else { return };
                assert_eq!(response.status(), StatusCode::OK);
                // The answer may be cut off by the kill; the status says that it was saved.
                self.kept.lock().unwrap().push(number);
                if acknowledged.send(()).await.is_err() {
                    return;
                }
            }
        }
    }

    /// Looks for every sentence that was ever acknowledged; returns how many.
    async fn check(&self, instance: &Instance) -> usize {
        let entries = self.owner.entries(instance).await;
        assert!(entries.iter().all(|entry| entry.damaged == 0));
        let text: String = entries.iter().map(|entry| format!("{} {:?}", entry.body.text, entry.elsewhere)).collect();
        let kept = self.kept.lock().unwrap();
        for number in kept.iter() {
            assert!(text.contains(&format!("[{number}]")), "sentence {number} was saved and is gone");
        }
        kept.len()
    }
}

on_both! {
    async fn no_saved_sentence_is_lost_to_a_kill(instance: Instance) {
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let mut writers = Vec::new();
        for index in 0..WRITERS {
            let owner = Owner::new(&instance, &format!("Noor{index}")).await;
            let cookie = login_cookie(&instance, owner.account.id).await;
            writers.push(Arc::new(Writer { owner, cookie, sent: AtomicU32::new(0), kept: Mutex::default() }));
        }
        let mut saved = 0;
        for _ in 0..long(10, 100) {
            let program = Program::start(&instance).await;
            let (acknowledged, mut seen) = mpsc::channel(1);
            let mut work = JoinSet::new();
            for writer in &writers {
                work.spawn(Arc::clone(writer).write(client.clone(), program.url.clone(), acknowledged.clone()));
            }
            for _ in 0..rand::rng().random_range(1..=MOST) {
                timeout(PATIENCE, seen.recv()).await.expect("the program acknowledges in time").unwrap();
            }
            program.kill().await;
            drop(seen);
            timeout(PATIENCE, work.join_all()).await.expect("every writer notices the end");
            saved = 0;
            for writer in &writers {
                saved += writer.check(&instance).await;
            }
        }
        assert!(saved > 10, "something was saved");
        instance.assert_intact().await;
    }
}
