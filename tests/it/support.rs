//! A real instance for a test: real tables, the real router, a clock that stands still.

mod tables;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use entity::ids::{AccountId, OrganisationId, TeamId};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{account, organisation};
use omgang::app::{App, FINDINGS_KEPT, LOOKS_KEPT, Parts};
use omgang::clock::Clock;
use omgang::config::{Config, Flags, LogFormat};
use omgang::crypto::{InstanceKey, Passwords};
use omgang::db::Db;
use omgang::deliberations::hub::Hub;
use omgang::mail::Carrier;
use omgang::memo::Memo;
use omgang::openid::Provider;
use omgang::people::Actor;
use omgang::people::accounts::{self, Email, NewAccount};
use omgang::people::logins;
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships::{self, OrganisationRoles};
use omgang::teams::{self, organisations};
use omgang::telemetry::metrics::Metrics;
use omgang::throttle::Throttle;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tempfile::TempDir;
use tower::ServiceExt;

/// The moment at which every test starts: 2026-03-04 13:00 in Amsterdam.
pub const START: Timestamp = Timestamp(1_772_625_600_000);
/// The password of everybody in tests.
pub const PASSWORD: &str = "een rustige ochtend";

/// Makes two tests of one: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($instance:ident: Instance) $body:block) => {
        mod $name {
            use super::*;

            async fn run($instance: $crate::support::Instance) $body

            #[tokio::test]
            async fn sqlite() {
                run($crate::support::Instance::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                run($crate::support::Instance::postgres().await).await;
            }
        }
    };
}

/// Somebody without a role in the organisation, as a domain function knows them.
pub fn actor(organisation: &organisation::Model, account: &account::Model) -> Actor {
    Actor {
        account: account.id,
        name: account.name.clone(),
        organisation: organisation.id,
        organisation_name: organisation.name.clone(),
        slug: organisation.slug.clone(),
        manager: false,
        administrator: false,
        only: None,
    }
}

/// Returns the count for `tests/run`, or the full one for `tests/long`.
pub fn long(short: usize, full: usize) -> usize {
    if std::env::var("OMGANG_LONG").is_ok_and(|value| value == "1") { full } else { short }
}

/// Returns the address of the server that `tests/run` starts, in which `{database}` stands for a name, and a new name.
fn new_postgres() -> (String, String) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("OMGANG_TEST_POSTGRES")
        .expect("OMGANG_TEST_POSTGRES is not set: run `bash tests/run`, which starts a PostgreSQL of its own");
    (server, format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed)))
}

/// A running instance without a network.
pub struct Instance {
    pub app: App,
    statements: Arc<AtomicU64>,
    router: Router,
    _folder: Arc<TempDir>,
}

impl Instance {
    pub async fn sqlite() -> Self {
        Self::sqlite_in(TempDir::new().unwrap()).await
    }

    /// Uses a folder that somebody else chose.
    pub async fn sqlite_in(folder: TempDir) -> Self {
        let file = folder.path().join("omgang.db");
        tables::put_sqlite(&file).await;
        let url = format!("sqlite://{}", file.display());
        Self::start(folder, &url, false).await
    }

    /// As `omgang demo` runs it, but nobody is in it yet.
    pub async fn demo() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("omgang.db").display());
        Self::start(folder, &url, true).await
    }

    /// Uses a database of its own on the server that `tests/run` starts.
    pub async fn postgres() -> Self {
        Self::postgres_in(TempDir::new().unwrap()).await
    }

    /// Uses a folder that somebody else chose, for all but the database.
    pub async fn postgres_in(folder: TempDir) -> Self {
        let (server, name) = new_postgres();
        tables::make_postgres(&server, &name).await;
        Self::start(folder, &server.replace("{database}", &name), false).await
    }

    /// Goes on with a data folder and a database that are there already.
    pub async fn of(folder: TempDir, url: &str) -> Self {
        Self::start(folder, url, false).await
    }

    /// Returns the address of a new, empty database of the same sort, in this folder on SQLite.
    pub async fn empty_database(&self, folder: &Path) -> String {
        match self.app.db.backend() {
            DbBackend::Postgres => {
                let (server, name) = new_postgres();
                tables::make_empty_postgres(&server, &name).await;
                server.replace("{database}", &name)
            }
            _ => format!("sqlite://{}", folder.join("omgang.db").display()),
        }
    }

    async fn start(folder: TempDir, url: &str, demo: bool) -> Self {
        omgang::telemetry::start(LogFormat::Text);
        let data = folder.path().display().to_string();
        let environment = BTreeMap::from([("OMGANG_DATA", data.as_str()), ("OMGANG_DATABASE", url)]);
        let mut config =
            Config::resolve(&Flags::default(), &|name| environment.get(name).map(ToString::to_string)).unwrap();
        config.demo = demo;
        let statements = Arc::new(AtomicU64::new(0));
        let counter = statements.clone();
        let count = move || {
            counter.fetch_add(1, Ordering::Relaxed);
        };
        let db = Db::open(url).await.unwrap().measured(count);
        db.migrate().await.unwrap();
        // The same key file that the real program finds in this folder.
        let key = InstanceKey::load_or_create(&config.data.join("instance.key")).unwrap();
        let app = Self::app(config, db, Clock::fixed(START), key);
        Self { router: omgang::web::router(app.clone()), app, statements, _folder: Arc::new(folder) }
    }

    /// Goes on with other settings.
    pub fn with_config(self, config: Config) -> Self {
        let (db, clock, key) = (self.app.db.clone(), self.app.clock.clone(), self.app.key.clone());
        let app = Self::app(config, db, clock, key);
        Self { router: omgang::web::router(app.clone()), app, ..self }
    }

    fn app(config: Config, db: Db, clock: Clock, key: InstanceKey) -> App {
        let openid = config.openid.clone().map(Provider::new);
        App::new(Parts {
            config,
            db,
            throttle: Throttle::new(&clock),
            clock,
            key,
            mail: Carrier::memory(),
            openid,
            passwords: Passwords::quick(),
            index: OnceLock::new(),
            hub: Hub::new(),
            metrics: Metrics::default(),
            findings: Memo::of(FINDINGS_KEPT),
            looks: Memo::of(LOOKS_KEPT),
        })
    }

    /// How many statements went to the database so far.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Makes an organisation named after its slug.
    pub async fn organisation(&self, slug: &str) -> organisation::Model {
        let mut tx = self.app.db.write().await.unwrap();
        let slug = organisations::Slug::from_name(slug).unwrap();
        let name = format!("Stichting {}", slug.as_str());
        let made = organisations::create(&mut tx, name, slug, self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        made
    }

    /// Makes a team.
    pub async fn team(&self, organisation: OrganisationId, name: &str) -> TeamId {
        let mut tx = self.app.db.write().await.unwrap();
        let made = teams::create(&mut tx, organisation, name.to_owned(), self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        made.id
    }

    /// Makes somebody with an account and a place in the organisation, but in no team.
    pub async fn person(&self, organisation: OrganisationId, name: &str, roles: OrganisationRoles) -> account::Model {
        let hash = self.app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        let now = self.app.clock.now();
        let mut tx = self.app.db.write().await.unwrap();
        let email = Email::parse(&format!("{}@demo.example", name.to_lowercase())).unwrap();
        let new = NewAccount { email, name: name.to_owned(), language: "nl".into(), password_hash: Some(hash) };
        let account = accounts::create(&mut tx, new, now).await.unwrap();
        memberships::join(&mut tx, organisation, account.id, roles, now).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    /// Makes somebody in a team.
    pub async fn member(
        &self,
        organisation: OrganisationId,
        team: TeamId,
        name: &str,
        role: TeamRole,
    ) -> account::Model {
        let account = self.person(organisation, name, OrganisationRoles::default()).await;
        let mut tx = self.app.db.write().await.unwrap();
        let place = Place { account: account.id, role, coordinator: false };
        let team = TeamRef { organisation, team };
        members::put(&mut tx, team, place, account.id, self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    /// Asks SQLite whether its file is whole; PostgreSQL watches over itself.
    pub async fn assert_intact(&self) {
        if self.app.db.backend() == DbBackend::Sqlite {
            let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
            let row = self.app.db.read().query_one_raw(check).await.unwrap().unwrap();
            assert_eq!(row.try_get_by_index::<String>(0).unwrap(), "ok");
        }
    }

    /// A browser in which nobody is signed in.
    pub fn anonymous(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), peer: None, forwarded: None }
    }

    /// A browser in which an account is signed in.
    pub async fn browser(&self, account: AccountId) -> Browser {
        let mut tx = self.app.db.write().await.unwrap();
        let token =
            logins::start(&mut tx, account, logins::Shown::Password, "test", self.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = self.anonymous();
        browser.cookies.insert("login".into(), token.reveal().to_owned());
        browser
    }
}

/// A browser without script: it keeps cookies and sends forms.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    /// Who opened the connection, and what they say of whom they speak for.
    pub peer: Option<SocketAddr>,
    pub forwarded: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub text: String,
}

impl Browser {
    /// The same browser, at another server.
    pub fn at(self, router: Router) -> Self {
        Self { router, ..self }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Self::form(path, fields)).await
    }

    /// Sends a form as the script does that saves in the background.
    pub async fn save(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = Self::form(path, fields);
        request.headers_mut().insert(header::ACCEPT, "application/json".parse().unwrap());
        self.send(request).await
    }

    /// Asks for a stream as a browser's script does, and returns the status.
    pub async fn events(&mut self, path: &str) -> StatusCode {
        let request = Request::get(path).header(header::ACCEPT, "text/event-stream").body(Body::empty());
        self.answer(request.unwrap()).await.status()
    }

    /// Asks for a page, or sends a form that is written out, and returns the answer unread: a stream is no trouble.
    pub async fn ask(&mut self, method: &str, path: &str, form: &'static str) -> Response {
        let request = Request::builder().method(method).uri(path);
        let request = match method {
            "GET" => request.body(Body::empty()),
            _ => request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(form)),
        };
        self.answer(request.unwrap()).await
    }

    /// Sends fields and files, as a form with a file field does.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, bytes) in files {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.bytes().chain(bytes.iter().copied()).chain("\r\n".bytes()));
        }
        body.extend("--edge--\r\n".bytes());
        let kind = "multipart/form-data; boundary=edge";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        self.send(request).await
    }

    fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
        let encode =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")))
            .unwrap()
    }

    /// Opens a page that doesn't end, such as an event stream.
    pub async fn open(&mut self, path: &str) -> (StatusCode, Body) {
        let response = self.answer(Request::get(path).body(Body::empty()).unwrap()).await;
        (response.status(), response.into_body())
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.answer(request).await;
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        // The engine writes every slash as an entity; addresses are read here as a browser would.
        let text = String::from_utf8_lossy(&bytes).replace("&#x2f;", "/");
        Answer { status, location, text }
    }

    async fn answer(&mut self, mut request: Request<Body>) -> Response {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        request.headers_mut().insert(header::HOST, "127.0.0.1".parse().unwrap());
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        if let Some(forwarded) = &self.forwarded {
            request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        response
    }
}
