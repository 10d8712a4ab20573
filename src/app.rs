//! Everything a running instance holds, made once at the start and handed around.

use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};

use anyhow::Context;
use dutch::redaction::{self, Finding};

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{InstanceKey, Passwords};
use crate::db::Db;
use crate::deliberations::hub::Hub;
use crate::guard;
use crate::mail::Carrier;
use crate::memo::Memo;
use crate::openid::Provider;
use crate::search::{Index, Indexer};
use crate::telemetry::metrics::Metrics;
use crate::throttle::Throttle;

/// Texts whose findings are kept.
pub const FINDINGS_KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// Looks that this instance remembers to have noted, so that a page writes nothing.
pub const LOOKS_KEPT: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();

/// A cheap handle on the running instance.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of a running instance.
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub key: InstanceKey,
    pub passwords: Passwords,
    pub throttle: Throttle,
    pub mail: Carrier,
    /// Who else may say who somebody is, if anybody.
    pub openid: Option<Provider>,
    /// Empty in commands that don't search, and until the index is open.
    pub index: OnceLock<Index>,
    pub hub: Hub,
    pub metrics: Metrics,
    /// What was found in texts that were looked at before.
    pub findings: Memo<Arc<[Finding]>>,
    /// Looks that were noted today already.
    pub looks: Memo<()>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens the data folder and the database as the settings say.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        redaction::check()?;
        guard::folder::require(&config.data)?;
        let db = Db::open(&config.database).await.context("setting `database`: cannot open the database")?;
        let key = Self::key(&config, &db).await?;
        let clock = Clock::system();
        let mail = config.carrier()?;
        let openid = config.openid.clone().map(Provider::new);
        Ok(Self::new(Parts {
            config,
            db,
            throttle: Throttle::new(&clock),
            clock,
            key,
            mail,
            openid,
            passwords: Passwords::standard(),
            index: OnceLock::new(),
            hub: Hub::new(),
            metrics: Metrics::default(),
            findings: Memo::of(FINDINGS_KEPT),
            looks: Memo::of(LOOKS_KEPT),
        }))
    }

    /// Reads the key file, or makes it where nothing was kept under a key yet.
    async fn key(config: &Config, db: &Db) -> anyhow::Result<InstanceKey> {
        let path = config.data.join("instance.key");
        if !path.exists() {
            guard::require_key(db, None).await?;
        }
        let key = InstanceKey::load_or_create(&path)?;
        guard::require_key(db, Some(&key)).await?;
        Ok(key)
    }

    /// Opens the search index of this instance and brings it up to date; whoever calls it drives the indexer.
    pub async fn open_index(&self) -> anyhow::Result<Indexer> {
        let mut indexer = self.begin_index().await?;
        indexer.settle().await?;
        Ok(indexer)
    }

    /// Opens the search index for searching what there is of it; the indexer builds the rest when it runs.
    pub async fn begin_index(&self) -> anyhow::Result<Indexer> {
        let (index, indexer) = Indexer::open(self.db.clone(), self.config.data.join("search")).await?;
        if self.index.set(index).is_err() {
            anyhow::bail!("the search index was opened twice");
        }
        Ok(indexer)
    }

    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}
