//! Measurements for Prometheus: how the instance does, never who does what. Labels are ours: a method, a class of status, a job. No
//! route is named, since in a small house the count of one page tells who was there, and no organisation.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper edges of how long a request took, in seconds.
const EDGES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

type Label = (&'static str, &'static str);
type Decimal = Gauge<f64, AtomicU64>;

/// Counts and measures; clones count together.
#[derive(Clone, Debug)]
pub struct Metrics(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    registry: Registry,
    requests: Family<[Label; 2], Counter>,
    took: Histogram,
    jobs: Family<[Label; 2], Counter>,
    streams: Gauge,
    letters: Gauge,
    index_ready: Gauge,
    backup_at: Decimal,
    backup_bytes: Decimal,
    free_bytes: Decimal,
    database_bytes: Decimal,
    resident_bytes: Decimal,
}

/// What is looked up when somebody asks for the measurements; `None` where it can't be known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Live pages that are open.
    pub streams: usize,
    pub letters: u64,
    pub index_ready: bool,
    /// When the last good backup was made, in seconds since 1970; 0 when there is none.
    pub backup_at: f64,
    pub backup_bytes: u64,
    pub free_bytes: u64,
    pub database_bytes: u64,
    pub resident_bytes: u64,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("omgang");
        let inner = Inner {
            requests: Family::default(),
            took: Histogram::new(EDGES),
            jobs: Family::default(),
            streams: Gauge::default(),
            letters: Gauge::default(),
            index_ready: Gauge::default(),
            backup_at: Decimal::default(),
            backup_bytes: Decimal::default(),
            free_bytes: Decimal::default(),
            database_bytes: Decimal::default(),
            resident_bytes: Decimal::default(),
            registry: Registry::default(),
        };
        let build: Family<[Label; 1], Gauge> = Family::default();
        build.get_or_create(&[("version", env!("CARGO_PKG_VERSION"))]).set(1);
        registry.register("build", "The version that runs", build);
        registry.register("requests", "Requests that were answered", inner.requests.clone());
        registry.register("request_seconds", "Seconds until an answer began", inner.took.clone());
        registry.register("jobs", "Runs of what happens by the clock", inner.jobs.clone());
        registry.register("streams", "Live pages that are open", inner.streams.clone());
        registry.register("letters_waiting", "Mails that may go out now", inner.letters.clone());
        registry.register("index_ready", "1 when everything can be searched", inner.index_ready.clone());
        registry.register("backup_last_seconds", "When the last good backup was made", inner.backup_at.clone());
        registry.register("backup_last_bytes", "Size of the last good backup", inner.backup_bytes.clone());
        registry.register("data_free_bytes", "Room on the disk of the data folder", inner.free_bytes.clone());
        registry.register("database_bytes", "Size of the database", inner.database_bytes.clone());
        registry.register("resident_bytes", "Memory that the program holds", inner.resident_bytes.clone());
        Self(Arc::new(Inner { registry, ..inner }))
    }
}

impl Metrics {
    /// Counts a request.
    pub fn answered(&self, method: &str, status: u16, took: Duration) {
        let method = ["GET", "HEAD", "POST"].into_iter().find(|known| *known == method).unwrap_or("other");
        let status = match status {
            100..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            400..500 => "4xx",
            _ => "5xx",
        };
        self.0.requests.get_or_create(&[("method", method), ("status", status)]).inc();
        self.0.took.observe(took.as_secs_f64());
    }

    /// Counts a run of a job.
    pub fn ran(&self, job: &'static str, went_well: bool) {
        let outcome = if went_well { "ended" } else { "failed" };
        self.0.jobs.get_or_create(&[("job", job), ("outcome", outcome)]).inc();
    }

    /// Writes everything in the format that Prometheus reads.
    pub fn text(&self, seen: Seen) -> Result<String, std::fmt::Error> {
        #[expect(clippy::cast_precision_loss, reason = "sizes are shown, not counted with")]
        let decimal = |gauge: &Decimal, number: u64| gauge.set(number as f64);
        self.0.streams.set(i64::try_from(seen.streams).unwrap_or(i64::MAX));
        self.0.letters.set(i64::try_from(seen.letters).unwrap_or(i64::MAX));
        self.0.index_ready.set(i64::from(seen.index_ready));
        self.0.backup_at.set(seen.backup_at);
        decimal(&self.0.backup_bytes, seen.backup_bytes);
        decimal(&self.0.free_bytes, seen.free_bytes);
        decimal(&self.0.database_bytes, seen.database_bytes);
        decimal(&self.0.resident_bytes, seen.resident_bytes);
        let mut text = String::new();
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_told() {
        let metrics = Metrics::default();
        metrics.answered("GET", 200, Duration::from_millis(3));
        metrics.answered("BREW", 503, Duration::from_millis(30));
        metrics.ran("upkeep", true);
        let text = metrics.text(Seen { streams: 4, index_ready: true, ..Seen::default() }).unwrap();
        for line in [
            "omgang_requests_total{method=\"GET\",status=\"2xx\"} 1",
            "omgang_requests_total{method=\"other\",status=\"5xx\"} 1",
            "omgang_request_seconds_bucket{le=\"0.005\"} 1",
            "omgang_jobs_total{job=\"upkeep\",outcome=\"ended\"} 1",
            "omgang_streams 4",
            "omgang_index_ready 1",
        ] {
            assert!(text.lines().any(|said| said == line), "{line} in\n{text}");
        }
    }
}
