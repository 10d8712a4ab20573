//! The real program is killed in the middle of its work, again and again: what it acknowledged is there afterwards.
//!
//! The moment of a kill is a number of acknowledgements, not a time: the other writers are then in flight.

use std::net::TcpListener;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use entity::ids::AccountId;
use entity::shared_copy;
use entity::team_member::TeamRole;
use omgang::clock::Clock;
use omgang::people::logins;
use omgang::teams::memberships::OrganisationRoles;
use rand::RngExt;
use reqwest::{Client, StatusCode, header, redirect};
use sea_orm::{EntityTrait, QuerySelect};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::library::share_and_tell;
use crate::on_both;
use crate::support::{Instance, long};

/// Longest wait for anything; a machine that needs longer is broken.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// Organisations that are written to at once, each by its administrator.
const WRITERS: usize = 6;
/// Most acknowledgements before a kill.
const MOST: u32 = 40;

/// `omgang serve`, as a process.
pub struct Program {
    child: Child,
    pub url: String,
}

impl Program {
    pub async fn start(instance: &Instance) -> Self {
        Self::start_with(instance, &[], Stdio::inherit()).await
    }

    /// Starts it with more settings.
    pub async fn start_with(instance: &Instance, more: &[&str], log: Stdio) -> Self {
        let config = &instance.app.config;
        Self::spawn((&config.data, &config.database), "info", log, more).await
    }

    /// Starts it with everything it can say in the file `log` of the data folder.
    pub async fn start_talkative(instance: &Instance) -> Self {
        let config = &instance.app.config;
        let log = std::fs::File::create(config.data.join("log")).unwrap();
        Self::spawn((&config.data, &config.database), "trace", log.into(), &[]).await
    }

    /// Starts it on a folder, with SQLite there.
    pub async fn start_in(data: &Path, log: Stdio) -> Self {
        Self::spawn((data, &format!("sqlite://{}", data.join("omgang.db").display())), "info", log, &[]).await
    }

    async fn spawn((data, database): (&Path, &str), level: &str, log: Stdio, more: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut child = Command::new(env!("CARGO_BIN_EXE_omgang"))
            .arg("serve")
            .arg("--data")
            .arg(data)
            .args(["--database", database])
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(more)
            .env("OMGANG_LOG", level)
            .stdin(Stdio::null())
            .stderr(log)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = timeout(PATIENCE, async {
            loop {
                let line = lines.next_line().await.unwrap().expect("the program starts and prints its address");
                if let Some(url) = line.strip_prefix("url: ") {
                    return url.to_owned();
                }
            }
        });
        Self { url: url.await.expect("the program starts in time"), child }
    }

    /// Tells it to stop, as an operator does, and waits until it has.
    pub async fn stop(mut self) -> ExitStatus {
        let pid = self.child.id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
        timeout(PATIENCE, self.child.wait()).await.expect("it stops in time").unwrap()
    }

    /// Ends it as a power cut would: no handler runs.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// Follows the page of a search until it says what is expected; the index is a little behind the database.
pub async fn search_until(client: &Client, address: &str, cookie: &str, expected: &str) {
    let asking = async {
        loop {
            let response = client.get(address).header(header::COOKIE, cookie).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);
            if response.text().await.unwrap().contains(expected) {
                return;
            }
        }
    };
    timeout(PATIENCE, asking).await.expect("the index agrees with the database in time");
}

on_both! {
    async fn the_index_agrees_with_the_database_after_kills(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let cookie = login_cookie(&instance, noor.id).await;
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        for round in 0..long(10, 100) {
            let program = Program::start(&instance).await;
            let before = format!("vlonder{round}");
            share_and_tell(&instance, &home, team, &before, "Over de brug achter het huis.").await;
            // The kill comes while the index is somewhere between nothing and all of these.
            if rand::rng().random_bool(0.5) {
                search_until(&client, &format!("{}/o/maaskant/library?q={before}", program.url), &cookie, &format!(">{before}</a>")).await;
            }
            for number in 0..rand::rng().random_range(0..5) {
                let title = format!("steiger{round}x{number}");
                share_and_tell(&instance, &home, team, &title, "Over de brug achter het huis.").await;
            }
            program.kill().await;
        }
        let program = Program::start(&instance).await;
        let titles: Vec<String> = shared_copy::Entity::find()
            .select_only()
            .column(shared_copy::Column::Title)
            .into_tuple()
            .all(instance.app.db.read())
            .await
            .unwrap();
        for title in titles {
            let address = format!("{}/o/maaskant/library?q={title}", program.url);
            search_until(&client, &address, &cookie, &format!(">{title}</a>")).await;
        }
        program.kill().await;
        let checked = Command::new(env!("CARGO_BIN_EXE_omgang"))
            .args(["check", "--index", "--data"])
            .arg(&instance.app.config.data)
            .args(["--database", &instance.app.config.database])
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.success() && said.contains("all is well"), "{said}");
    }
}

/// Signs somebody in. The program goes by the system's clock, the instance by its own.
pub async fn login_cookie(instance: &Instance, account: AccountId) -> String {
    let mut tx = instance.app.db.write().await.unwrap();
    let token = logins::start(&mut tx, account, logins::Shown::Password, "test", Clock::system().now()).await.unwrap();
    tx.commit().await.unwrap();
    format!("login={}", token.reveal())
}

/// Somebody who writes to an organisation of their own, a higher number each time.
pub struct Writer {
    account: AccountId,
    page: String,
    form: String,
    cookie: String,
    /// The number last sent, and the number last acknowledged.
    sent: AtomicU32,
    kept: AtomicU32,
}

impl Writer {
    pub async fn new(instance: &Instance, index: usize) -> Self {
        let organisation = instance.organisation(&format!("huis-{index}")).await;
        let roles = OrganisationRoles { administrator: true, ..OrganisationRoles::default() };
        let account = instance.person(organisation.id, &format!("Noor{index}"), roles).await;
        Self {
            page: format!("/o/{}/handbook/when-it-cannot-wait", organisation.slug),
            form: format!("/o/{}/urgent-numbers", organisation.slug),
            cookie: login_cookie(instance, account.id).await,
            account: account.id,
            sent: AtomicU32::new(0),
            kept: AtomicU32::new(0),
        }
    }

    /// The same person at another instance, which has the same account.
    pub async fn at(&self, instance: &Instance) -> Self {
        Self {
            account: self.account,
            page: self.page.clone(),
            form: self.form.clone(),
            cookie: login_cookie(instance, self.account).await,
            sent: AtomicU32::new(self.sent()),
            kept: AtomicU32::new(self.acknowledged()),
        }
    }

    /// The number that was last acknowledged.
    pub fn acknowledged(&self) -> u32 {
        self.kept.load(Ordering::Relaxed)
    }

    /// Counts as acknowledged only what was by then: a machine without power answers nobody.
    pub fn was_cut_off_at(&self, number: u32) {
        self.kept.store(number, Ordering::Relaxed);
    }

    /// The number that was last sent.
    pub fn sent(&self) -> u32 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Writes until the program is gone.
    pub async fn write(self: Arc<Self>, client: Client, url: String, acknowledged: mpsc::Sender<()>) {
        while let Some(kept) = self.try_write(&client, &url).await {
            assert!(kept, "the program says that it couldn't");
            if acknowledged.send(()).await.is_err() {
                return;
            }
        }
    }

    /// Writes once; `false` when the program says that it couldn't, `None` when it is gone.
    pub async fn try_write(&self, client: &Client, url: &str) -> Option<bool> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
        let request = client
            .post(format!("{url}{}", self.form))
            .header(header::COOKIE, &self.cookie)
            .form(&[("numbers", format!("[{number}]"))]);
        let response = request.send().await.ok()?;
        let kept = response.headers().get(header::LOCATION).is_some_and(|to| to == self.page.as_str());
        if kept {
            self.kept.store(number, Ordering::Relaxed);
        }
        Some(kept)
    }

    /// Reads back: at least what was acknowledged, at most what was sent.
    pub async fn check(&self, client: &Client, url: &str) {
        let (found, kept, sent) = (self.found(client, url).await, self.acknowledged(), self.sent());
        assert!((kept..=sent).contains(&found), "acknowledged {kept}, sent {sent}, found {found}");
        // What stands there now was never more than sent; from here on it is the least.
        self.kept.store(found, Ordering::Relaxed);
    }

    /// Returns the number that stands on the page; 0 when none does.
    pub async fn found(&self, client: &Client, url: &str) -> u32 {
        let request = client.get(format!("{url}{}", self.page)).header(header::COOKIE, &self.cookie);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let text = response.text().await.unwrap();
        let written = text.split('[').find_map(|rest| rest.split_once(']')?.0.parse().ok());
        written.unwrap_or(0)
    }
}

on_both! {
    async fn nothing_acknowledged_is_lost(instance: Instance) {
        let rounds = long(3, 100);
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let mut writers = Vec::new();
        for index in 0..WRITERS {
            writers.push(Arc::new(Writer::new(&instance, index).await));
        }
        for _ in 0..rounds {
            let program = Program::start(&instance).await;
            for writer in &writers {
                writer.check(&client, &program.url).await;
            }
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
        }
        let program = Program::start(&instance).await;
        for writer in &writers {
            writer.check(&client, &program.url).await;
        }
        program.kill().await;
        instance.assert_intact().await;
    }
}
