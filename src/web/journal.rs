//! One's own journal: writing with a login only, reading once it is opened. Addresses stand outside `/o/…`, since a journal
//! belongs to a person and not to an organisation. No word of it stands in an address.

pub mod bring;
mod door;
mod form;
mod held;
mod hours;
mod keeper;
mod offline;
mod pages;
mod search;
mod settings;
mod view;
mod write;

pub use keeper::Keeper;
pub use pages::coming;
pub use settings::markdown as export_markdown;

use super::Error;
use super::routing::{Routes, get, post};
use super::views::{Entry, entry};
use crate::journal::Refused;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/journal", get(pages::index))
        .route("/journal/begin", get(door::begin).post(door::create))
        .route("/journal/code", post(door::code))
        .route("/journal/code/confirm", post(door::confirm))
        .route("/journal/open", get(door::closed).post(door::open))
        .route("/journal/close", post(door::close))
        .route("/journal/recover", get(door::recover).post(door::recovered))
        .route("/journal/new", get(write::new))
        .route("/journal/questions", post(write::questions))
        .route("/journal/entries", post(write::create))
        .route("/journal/saved", get(write::saved))
        .route("/journal/entries/{entry}", get(pages::show))
        .route("/journal/entries/{entry}/edit", get(write::edit))
        .route("/journal/entries/{entry}/delete", post(pages::destroy))
        .route("/journal/entries/{entry}/bring", get(bring::new).post(bring::create))
        .route("/journal/hours", get(hours::show).post(hours::create))
        .route("/journal/search", get(search::new).post(search::create))
        .route("/journal/earlier", post(search::earlier))
        .route("/journal/virtues", get(pages::virtues))
        .route("/journal/settings", get(settings::show))
        .route("/journal/settings/passphrase", post(settings::change_passphrase))
        .route("/journal/settings/questions", post(settings::write_questions))
        .route("/journal/settings/keep", post(settings::keep))
        .route("/journal/export/{format}", get(settings::export))
        .route("/journal/destroy", post(settings::destroy))
        .route("/journal/shell", get(offline::shell))
        .route("/journal/worker.js", get(offline::worker))
        .route("/manifest.webmanifest", get(offline::manifest))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![
        entry::<view::door::BeginPage>(),
        entry::<view::door::CodePage>(),
        entry::<view::door::OpenPage>(),
        entry::<view::door::RecoverPage>(),
        entry::<held::HeldPage>(),
        entry::<view::write::WritePage>(),
        entry::<view::write::SavedPage>(),
        entry::<view::index::IndexPage>(),
        entry::<view::show::ShowPage>(),
        entry::<view::search::SearchPage>(),
        entry::<view::search::EarlierPart>(),
        entry::<view::virtues::VirtuesPage>(),
        entry::<view::settings::SettingsPage>(),
        entry::<offline::ShellPage>(),
        entry::<view::bring::BringPage>(),
        entry::<view::hours::HoursPage>(),
        entry::<view::hours::HoursSheet>(),
    ]
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::Wrong
            | Refused::OtherKey
            | Refused::Unvouched
            | Refused::Behind
            | Refused::Deleted
            | Refused::Full => Self::Conflict,
            Refused::Broken(error) => Self::Internal(error),
            Refused::Database(error) => error.into(),
        }
    }
}
