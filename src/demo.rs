//! The demo world: a small invented organisation with more than two years of cases, and a conversation under way. Only `omgang demo` fills a
//! database with it, and marks that database, since everybody knows its passwords. Times are relative to the day of filling.

mod cases;
mod collections;
mod conversation;
mod insight;
mod journals;
mod now;
mod rows;
mod signals;
mod traces;
mod virtues;
mod world;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use anyhow::{Context, bail};
use entity::ids::{AccountId, RecognitionId};
use entity::time::Timestamp;
use entity::{quarter_key, recognition, setting};
use rust_embed::RustEmbed;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use serde::de::DeserializeOwned;

use crate::clock;
use crate::crypto::{InstanceKey, Passwords, Token};
use crate::db::Db;
use crate::frameworks::template::{self, Template};
use crate::methods;
use crate::teams::{agreements, organisations};
use cases::{Past, PastCase};
use collections::Collections;
use conversation::{Method, Setting};
use insight::Insight;
use journals::Journals;
use now::Now;
use rows::Rows;
use signals::Signals;
use virtues::{Changes, Moments};
pub use world::Person;
use world::World;

/// The setting that marks a database as the demo's.
const MARK: &str = "demo";
/// When organisations, teams and people came, in days before the filling.
const SINCE_DAYS: i64 = 900;
/// When the teams changed their frameworks, in days before the filling: some cases are older, some younger.
const CHANGED_DAYS: i64 = 170;

#[derive(RustEmbed)]
#[folder = "content/demo/"]
struct Files;

/// Everything that the files tell, parsed.
#[derive(Debug)]
pub struct Demo {
    world: World,
    changes: Changes,
    cases: Vec<(String, PastCase)>,
    now: Now,
    collections: Collections,
    insight: Insight,
    signals: Signals,
    journals: Journals,
    template: Template,
    method: Method,
}

impl Demo {
    /// Parses the embedded files.
    pub fn read() -> anyhow::Result<Self> {
        let mut stems: Vec<String> = Files::iter()
            .filter_map(|name| Some(name.strip_prefix("cases/")?.strip_suffix(".toml")?.to_owned()))
            .collect();
        stems.sort();
        let cases = stems.into_iter().map(|stem| {
            let case = parse(&format!("cases/{stem}.toml"))?;
            anyhow::Ok((stem, case))
        });
        let demo = Self {
            world: parse("world.toml")?,
            changes: parse("virtues.toml")?,
            cases: cases.collect::<Result<_, _>>()?,
            now: parse("now.toml")?,
            collections: parse("collections.toml")?,
            insight: parse("insight.toml")?,
            signals: parse("signals.toml")?,
            journals: parse("journals.toml")?,
            template: template::load().map_err(anyhow::Error::msg).context("content/frameworks/outreach.toml")?,
            method: method()?,
        };
        let stems: Vec<&str> = demo.cases.iter().map(|(stem, _)| stem.as_str()).collect();
        demo.now.require_cases(&stems)?;
        Ok(demo)
    }

    /// Lists the people, in the order of the file.
    pub fn people(&self) -> &[Person] {
        &self.world.person
    }

    /// Returns somebody's roles as the start prints them.
    pub fn roles(&self, person: &Person) -> String {
        self.world.roles(person).join(",")
    }

    /// Lists each case's story with the texts that are shared of it.
    pub fn stories(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.cases.iter().map(|(_, case)| (case.story(), case.shared_texts()))
    }

    /// Makes all rows, without a database; fails when the files contradict each other.
    fn rows(&self, hashes: Vec<String>, key: &InstanceKey, now: Timestamp) -> anyhow::Result<Rows> {
        let mut rows = Rows::default();
        rows.settings.push(setting::Model { key: MARK.to_owned(), value: "yes".to_owned() });
        rows.methods.push(self.method.row.clone());
        let since = now.plus_days(-SINCE_DAYS);
        let places = world::add(&self.world, hashes, since, &mut rows)?;
        world::add_agreements(agreements::default_text("nl"), since, &mut rows)?;
        let teams: Vec<&str> = self.world.team.iter().map(|team| team.key.as_str()).collect();
        let moments = Moments { chosen: since, changed: now.plus_days(-CHANGED_DAYS) };
        let frameworks = virtues::add(&self.template, &self.changes, &places, &teams, moments, &mut rows)?;
        let setting = Setting { places: &places, frameworks: &frameworks, method: &self.method, now };
        let mut copies = BTreeMap::new();
        for (stem, case) in &self.cases {
            let before = rows.shared_copies.len();
            let added = cases::number(stem)
                .and_then(|number| case.add(number, self.now.waiting(stem), setting, &mut rows))
                .with_context(|| format!("content/demo/cases/{stem}.toml"))?;
            add_recognitions(case, &added, setting, key, &mut rows)?;
            copies.extend(rows.shared_copies[before..].iter().map(|copy| (stem.clone(), copy.id)));
        }
        self.collections.add(setting, &mut rows).context("content/demo/collections.toml")?;
        self.now.add(setting, &mut rows).context("content/demo/now.toml")?;
        self.signals.add(setting, &mut rows).context("content/demo/signals.toml")?;
        let files = (&self.world, &self.template);
        self.insight.add(files, &copies, (setting, since), &mut rows).context("content/demo/insight.toml")?;
        Ok(rows)
    }

    /// Checks that the files fit together.
    pub fn check(&self) -> anyhow::Result<()> {
        let hashes = vec![String::new(); self.people().len()];
        self.journals.check(self.people(), &self.template).context("content/demo/journals.toml")?;
        self.rows(hashes, &InstanceKey::random(), Timestamp(1_790_000_000_000)).map(|_| ())
    }
}

/// Returns the embedded demo.
pub fn embedded() -> &'static Demo {
    static DEMO: LazyLock<Demo> =
        LazyLock::new(|| Demo::read().unwrap_or_else(|error| panic!("`omgang check` reads the demo: {error:#}")));
    &DEMO
}

/// Returns the password of somebody in the demo: easy to say, and no secret.
pub fn password(person: &Person) -> String {
    format!("{}-schuift-aan", person.key)
}

/// Fills an empty database; keeps one that was filled before; refuses one that somebody uses in earnest.
pub async fn fill(db: &Db, key: &InstanceKey, now: Timestamp) -> anyhow::Result<()> {
    require_free(db).await?;
    if is_marked(db.read()).await? {
        return Ok(());
    }
    let (demo, passwords) = (embedded(), Passwords::quick());
    let hashes = futures_util::future::try_join_all(demo.people().iter().map(|p| passwords.hash(password(p)))).await?;
    let rows = demo.rows(hashes, key, now)?;
    let accounts: BTreeMap<String, AccountId> =
        rows.accounts.iter().map(|account| (account.email.clone(), account.id)).collect();
    let account = |person: &Person| accounts.get(&person.email).copied();
    let journals = demo.journals.seal(demo.people(), &demo.template, &passwords, (account, now)).await?;
    let mut tx = db.write().await?;
    rows.insert(&mut tx).await?;
    for journal in journals {
        journal.insert(&mut tx, key).await?;
    }
    Ok(tx.commit().await?)
}

/// Refuses a database that holds an organisation and isn't the demo's.
pub async fn require_free(db: &Db) -> anyhow::Result<()> {
    if organisations::exists_any(db.read()).await? && !is_marked(db.read()).await? {
        bail!("this database holds an organisation already: give the demo a folder of its own with --data");
    }
    Ok(())
}

/// Tells whether a database was filled with the demo.
pub async fn is_marked<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(setting::Entity::find_by_id(MARK.to_owned()).one(db).await?.is_some())
}

fn parse<T: DeserializeOwned>(path: &str) -> anyhow::Result<T> {
    let file = Files::get(path).with_context(|| format!("content/demo/{path} is missing"))?;
    toml::from_slice(&file.data).with_context(|| format!("content/demo/{path}"))
}

/// Adds what people recognised in private, as `deliberations::closing` keeps it: earlier quarters are closed.
fn add_recognitions(
    case: &PastCase,
    past: &Past,
    setting: Setting<'_>,
    key: &InstanceKey,
    rows: &mut Rows,
) -> anyhow::Result<()> {
    let quarter = clock::quarter(past.closed());
    if quarter != clock::quarter(setting.now) {
        return Ok(());
    }
    let organisation_id = past.place.organisation;
    let salt = match rows.quarter_keys.iter().find(|row| row.organisation_id == organisation_id) {
        Some(row) => row.key.clone(),
        None => {
            let salt = Token::new().reveal().to_owned();
            rows.quarter_keys.push(quarter_key::Model { organisation_id, quarter: quarter.clone(), key: salt.clone() });
            salt
        }
    };
    for (tension, others) in case.tensions().iter().zip([0, 1]) {
        for person in case.present().iter().skip(others) {
            let account = setting.places.person(person)?;
            rows.recognitions.push(recognition::Model {
                organisation_id,
                id: RecognitionId::random(),
                team_id: past.place.id,
                quarter: quarter.clone(),
                tension_key: tension.clone(),
                person_handle: key.handle(&salt, &["person", &account.to_string()]),
                case_handle: key.handle(&salt, &["case", &past.case.to_string()]),
            });
        }
    }
    Ok(())
}

fn method() -> anyhow::Result<Method> {
    let all = methods::load().map_err(anyhow::Error::msg)?;
    let given = all.into_iter().find(|method| method.key == methods::STANDARD);
    let given = given.context("the standard method is missing")?;
    let steps = given.steps.iter().map(|step| step.key.clone()).collect();
    Ok(Method { row: methods::snapshot(&given)?, steps })
}
