//! Jobs: one node at a time, again after it died, and mail that goes out once.

use std::sync::atomic::{AtomicUsize, Ordering};

use omgang::jobs::{self, Job, lease};
use tokio_util::sync::CancellationToken;

use crate::on_both;

on_both! {
    async fn one_node_runs_a_job_and_another_takes_over_when_it_dies(instance: Instance) {
        let (db, now) = (&instance.app.db, instance.app.clock.now());
        let claims = futures_util::future::join_all(
            (0..8).map(|node| async move { lease::claim(db, "test", &format!("node {node}"), now).await.unwrap() }),
        );
        assert_eq!(claims.await.iter().filter(|claimed| **claimed).count(), 1);
        assert!(!lease::claim(db, "test", "late", now.plus_minutes(lease::LEASE_MINUTES - 1)).await.unwrap());
        let after = now.plus_minutes(lease::LEASE_MINUTES);
        assert!(lease::claim(db, "test", "heir", after).await.unwrap(), "a lease that wasn't renewed is free");
        lease::renew(db, "test", "heir", after.plus_minutes(4)).await.unwrap();
        assert!(!lease::claim(db, "test", "late", after.plus_minutes(6)).await.unwrap());
        lease::settle(db, "test", "somebody else", after).await.unwrap();
        assert!(!lease::claim(db, "test", "late", after.plus_minutes(6)).await.unwrap(), "only its holder lets it go");
        lease::settle(db, "test", "heir", after.plus_minutes(10)).await.unwrap();
        assert!(!lease::claim(db, "test", "late", after.plus_minutes(9)).await.unwrap(), "not due yet");
        assert!(lease::claim(db, "test", "late", after.plus_minutes(10)).await.unwrap());
    }
}

static RUNS: AtomicUsize = AtomicUsize::new(0);

fn counting() -> Job {
    let work: fn(omgang::app::App) -> jobs::Work = |_| {
        Box::pin(async {
            RUNS.fetch_add(1, Ordering::SeqCst);
            Ok(())
        })
    };
    Job { name: "counting", every: 30, work }
}

on_both! {
    async fn a_job_runs_when_it_is_due_and_a_failure_is_tried_again(instance: Instance) {
        let (app, stop) = (&instance.app, CancellationToken::new());
        let before = RUNS.load(Ordering::SeqCst);
        assert!(jobs::run_if_due(app, counting(), "a", &stop).await.unwrap());
        assert!(!jobs::run_if_due(app, counting(), "b", &stop).await.unwrap());
        app.clock.advance_minutes(30);
        assert!(jobs::run_if_due(app, counting(), "b", &stop).await.unwrap());
        assert!(RUNS.load(Ordering::SeqCst) >= before + 2);
        let failing = Job { name: "failing", every: 60, work: |_| Box::pin(async { anyhow::bail!("no") }) };
        assert!(jobs::run_if_due(app, failing, "a", &stop).await.is_err());
        app.clock.advance_minutes(2);
        assert!(jobs::run_if_due(app, failing, "a", &stop).await.is_err(), "it is tried again soon");
        let endless = Job { name: "endless", every: 1, work: |_| Box::pin(std::future::pending()) };
        stop.cancel();
        assert!(!jobs::run_if_due(app, endless, "a", &stop).await.unwrap(), "the end of the server ends it");
        assert!(lease::claim(&app.db, "endless", "b", app.clock.now()).await.unwrap(), "and lets it go");
    }
}

on_both! {
    async fn every_job_of_the_product_runs_on_an_empty_instance(instance: Instance) {
        for job in jobs::all() {
            assert!(jobs::run_if_due(&instance.app, job, "a", &CancellationToken::new()).await.unwrap(), "{}", job.name);
        }
    }
}
