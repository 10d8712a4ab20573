//! The last good backup, for administrators of an organisation: when, how large, where, and whether it can be relied on. They make
//! none themselves: a backup is of the whole instance, and whoever runs it does that.

use serde::Serialize;

use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Here, Result, dates};
use crate::backups::history::{self, Failed, Last};
use crate::backups::{schedule, size};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/backups", get(index))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<BackupsPage>()]
}

/// What is known about backups of this instance.
#[derive(Serialize)]
struct BackupsPage {
    back: String,
    last: Option<Shown>,
    /// The next one is later than it should be.
    overdue: bool,
    failed: Option<Trouble>,
    schedule: Option<Schedule>,
}

/// The last good backup in words.
#[derive(Serialize)]
struct Shown {
    ago: (&'static str, i64),
    when: String,
    size: String,
    place: String,
    encrypted: bool,
}

/// Why the last try came to nothing.
#[derive(Serialize)]
struct Trouble {
    when: String,
    sentence: &'static str,
}

/// How often they are made by themselves.
#[derive(Serialize)]
struct Schedule {
    hours: i64,
    keep: usize,
    /// Days after which what was erased is in no backup any more.
    days: i64,
}

impl View for BackupsPage {
    const TEMPLATE: &'static str = "backups/index.html";

    fn samples() -> Vec<Self> {
        let shown = |encrypted| Shown {
            ago: ("hours", 3),
            when: "4 maart 2026, 03:00".into(),
            size: "12 MB".into(),
            place: "/srv/backups/omgang-20260304T020000Z.zip.age".into(),
            encrypted,
        };
        let back = || "/o/x/people".to_owned();
        let schedule = || Some(Schedule { hours: 24, keep: 14, days: 14 });
        let failed = Some(Trouble { when: "4 maart 2026, 03:00".into(), sentence: "backups-failed-full" });
        vec![
            Self { back: back(), last: Some(shown(true)), overdue: false, failed: None, schedule: schedule() },
            Self { back: back(), last: Some(shown(false)), overdue: true, failed, schedule: schedule() },
            Self { back: back(), last: None, overdue: true, failed: None, schedule: None },
        ]
    }
}

async fn index(here: Here) -> Result {
    if !here.actor.administrator {
        return Err(Error::NotFound);
    }
    let db = here.app.db.read();
    let (now, backups) = (here.app.clock.now(), &here.app.config.backups);
    let last = history::last(db).await?;
    let page = BackupsPage {
        back: here.url("/people"),
        overdue: schedule::is_overdue(last.as_ref(), backups.every_hours, now),
        last: last.map(|last| show(&last, &here)),
        failed: history::failed(db).await?.map(|failed| trouble(&failed, here.language)),
        schedule: backups.folder.as_ref().map(|_| Schedule {
            hours: backups.every_hours,
            keep: backups.keep,
            days: schedule::days_until_gone(backups.every_hours, backups.keep),
        }),
    };
    here.page(&here.language.t("backups-title"), &page)
}

fn show(last: &Last, here: &Here) -> Shown {
    let size = size::said(last.bytes);
    Shown {
        ago: dates::ago(last.at, here.app.clock.now()),
        when: dates::moment(last.at, here.language),
        size: if here.language == Language::Dutch { size.replace('.', ",") } else { size },
        place: last.place.clone(),
        encrypted: last.encrypted,
    }
}

fn trouble(failed: &Failed, language: Language) -> Trouble {
    let sentence = match failed.kind.as_str() {
        "full" => "backups-failed-full",
        "folder" => "backups-failed-folder",
        "program" => "backups-failed-program",
        "rotten" => "backups-failed-rotten",
        _ => "backups-failed-other",
    };
    Trouble { when: dates::moment(failed.at, language), sentence }
}
