//! What is held of a person: taking it along, who looked at it, and erasing it.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::ids::{AccountId, SharedCopyId};
use entity::security_event::SecurityKind;
use entity::{account, organisation, shared_copy};

use super::data_view::{CopyChoice, DataPage, ErasePage, LookLine, LooksPage};
use super::own;
use crate::backups::schedule;
use crate::bilingual::Bilingual;
use crate::db::aside;
use crate::departures::{self, team, unplaced};
use crate::holdings::{self, Held, Holds, Whose, archive};
use crate::journal::export as journal_export;
use crate::journal::read::{self as journal_read, Which};
use crate::looks;
use crate::people::Actor;
use crate::security_log::{self, Happened};
use crate::teams::memberships;
use crate::web::journal::{Keeper, export_markdown};
use crate::web::login::{require_proof, signed_out};
use crate::web::routing::{Routes, get, post};
use crate::web::security_log::line_of;
use crate::web::views::{Entry, entry};
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Result, Visitor, dates};

const HERE: &str = "/account/data";
const ERASE: &str = "/account/erase";

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route(HERE, get(show))
        .route("/account/data/export", post(export))
        .route("/account/looks", get(index))
        .route(ERASE, get(edit).post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<DataPage>(), entry::<LooksPage>(), entry::<ErasePage>()]
}

/// Returns what stands in the place of a name that is gone.
pub fn gone() -> Bilingual {
    Bilingual { nl: Language::Dutch.t("departures-gone"), en: Language::English.t("departures-gone") }
}

async fn show(keeper: Keeper) -> Result {
    let (_, account) = own(&keeper)?;
    let since = unplaced::since(keeper.app.db.read(), account.id).await?;
    let ends = since.map(|since| dates::day_of(since.plus_days(unplaced::TERM_DAYS), keeper.language));
    let journal = match (&keeper.journal, &keeper.opened) {
        (None, _) => "none",
        (Some(_), None) => "sealed",
        (Some(_), Some(_)) => "open",
    };
    keeper.page(&keeper.language.t("data-title"), &DataPage { journal, ends: ends.unwrap_or_default() })
}

/// Hands out everything that is held of this person, as one file.
async fn export(keeper: Keeper) -> Result {
    let (_, account) = own(&keeper)?;
    require_proof(&keeper, HERE)?;
    let app = &keeper.app;
    let whose = Whose { account: account.id, email: &account.email, name: &account.name };
    let held = holdings::of_person(app.db.read(), whose).await?;
    let mut files = vec![("README.md".to_owned(), readme(&keeper))];
    let looked = looks::list(app.db.read(), account.id).await?;
    let lines: Vec<LookLine> = looked.iter().map(|seen| LookLine::of(keeper.language, seen)).collect();
    files.push(("who-looked.json".to_owned(), serde_json::to_string_pretty(&lines).map_err(anyhow::Error::new)?));
    if let Some(opened) = &keeper.opened {
        let entries = journal_read::list(app.db.read(), opened, Which::All).await?;
        files.push(("journal.md".to_owned(), export_markdown(keeper.language, &entries)));
        files.push(("journal.json".to_owned(), journal_export::json(&entries).map_err(anyhow::Error::new)?));
    }
    let bytes = pack(held, files).await?;
    let mut tx = app.db.write().await?;
    security_log::note(&mut tx, Happened::own(SecurityKind::Exported, account.id), app.clock.now()).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"{}.zip\"", keeper.language.t("data-file-name"));
    Ok(([(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

async fn pack(held: Vec<Held>, files: Vec<(String, String)>) -> Result<Vec<u8>> {
    let packed = aside(move || archive::pack(&held, &files)).await.map_err(anyhow::Error::new)?;
    Ok(packed.map_err(anyhow::Error::new)?)
}

fn readme(keeper: &Keeper) -> String {
    let say = |key: &str| keeper.language.t(key);
    let journal = if keeper.opened.is_some() { say("export-journal-open") } else { say("export-journal-sealed") };
    let mut text = format!("# {}\n\n{}\n", say("export-title"), say("export-lead"));
    for line in [say("export-data"), say("export-text"), say("export-looked"), journal] {
        text.push_str(&format!("\n- {line}"));
    }
    text.push_str(&format!("\n\n## {}\n\n{}\n", say("export-not"), say("export-not-lead")));
    for (table, holds) in holdings::TABLES {
        if holds == Holds::Nothing {
            text.push_str(&format!("\n- `{table}`: {}", say(&format!("export-not-{}", table.replace('_', "-")))));
        }
    }
    text.push('\n');
    text
}

async fn index(visitor: Visitor) -> Result {
    let (_, account) = own(&visitor)?;
    let db = visitor.app.db.read();
    let looked = looks::list(db, account.id).await?;
    let happened = security_log::of_account(db, account.id).await?;
    let page = LooksPage {
        looks: looked.iter().map(|seen| LookLine::of(visitor.language, seen)).collect(),
        log: happened.iter().map(|told| line_of(visitor.language, told)).collect(),
        weeks: looks::KEPT_WEEKS,
    };
    visitor.page(&visitor.language.t("looks-title"), &page)
}

async fn edit(visitor: Visitor) -> Result {
    require_proof(&visitor, ERASE)?;
    let page = erase_page(&visitor, &[], String::new(), Errors::default()).await?;
    visitor.page(&visitor.language.t("erase-title"), &page)
}

async fn erase_page(visitor: &Visitor, chosen: &[SharedCopyId], typed: String, errors: Errors) -> Result<ErasePage> {
    let (_, account) = own(visitor)?;
    let db = visitor.app.db.read();
    let mut copies = Vec::new();
    for actor in actors(visitor, account).await? {
        let own = team::own_copies(db, &actor, None).await?;
        let shared = own.into_iter().filter(|copy| copy.state == shared_copy::SharedCopyState::Shared);
        copies.extend(shared.map(|copy| CopyChoice::of(visitor.language, copy, chosen)));
    }
    let backups = &visitor.app.config.backups;
    let days = schedule::days_until_gone(backups.every_hours, backups.keep);
    Ok(ErasePage {
        email: account.email.clone(),
        hindrances: departures::account::hindrances(db, account.id).await?,
        copies,
        typed,
        weeks: looks::KEPT_WEEKS,
        backup_days: backups.folder.as_ref().map(|_| days),
        errors,
    })
}

/// Returns what this person is in each of their organisations.
async fn actors(visitor: &Visitor, account: &account::Model) -> Result<Vec<Actor>> {
    let db = visitor.app.db.read();
    let mut actors = Vec::new();
    let organisations: Vec<organisation::Model> = memberships::of_account(db, account.id).await?;
    for organisation in organisations {
        // A person belongs to one or two.
        actors.extend(Actor::of_operator(db, account, organisation).await?);
    }
    Ok(actors)
}

async fn destroy(visitor: Visitor, Form(fields): Form<Vec<(String, String)>>) -> Result {
    require_proof(&visitor, ERASE)?;
    let (_, account) = own(&visitor)?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
    let chosen = chosen(&fields);
    let typed = field("email").unwrap_or_default();
    let mut errors = Errors::default();
    if typed.to_lowercase() != account.email {
        errors.add("email", "erase-email-wrong");
    }
    if !errors.is_empty() {
        let page = erase_page(&visitor, &chosen, typed, errors).await?;
        return visitor.rejected(&visitor.language.t("erase-title"), &page);
    }
    match erase(&visitor, account, &chosen).await {
        Ok(()) => {}
        Err(departures::Refused::LastOne) => {
            errors.add("email", "erase-last-one");
            let page = erase_page(&visitor, &chosen, typed, errors).await?;
            return visitor.rejected(&visitor.language.t("erase-title"), &page);
        }
        Err(departures::Refused::Database(error)) => return Err(error.into()),
        Err(departures::Refused::NotFound) => return Err(Error::NotFound),
    }
    Ok(erased(&visitor))
}

/// Reads which copies were ticked.
pub fn chosen(fields: &[(String, String)]) -> Vec<SharedCopyId> {
    fields.iter().filter(|(key, _)| key == "copy").filter_map(|(_, value)| SharedCopyId::parse(value)).collect()
}

async fn erase(
    visitor: &Visitor,
    account: &account::Model,
    chosen: &[SharedCopyId],
) -> std::result::Result<(), departures::Refused> {
    let app = &visitor.app;
    let now = app.clock.now();
    let organisations = memberships::of_account(app.db.read(), account.id).await?;
    let mut tx = app.db.write().await?;
    for organisation in organisations {
        let id = organisation.id;
        if let Some(actor) = Actor::of_operator(tx.conn(), account, organisation).await? {
            team::withdraw(&mut tx, &actor, chosen).await?;
        }
        note_erased(&mut tx, id, now).await?;
    }
    departures::account::erase(&mut tx, account, &gone(), now).await?;
    tx.commit().await?;
    Ok(app.db.forget_erased().await?)
}

/// Of an organisation: that somebody erased their account, not who.
async fn note_erased(
    tx: &mut crate::db::Tx,
    organisation: entity::ids::OrganisationId,
    now: entity::time::Timestamp,
) -> std::result::Result<(), sea_orm::DbErr> {
    let happened =
        Happened { kind: SecurityKind::Erased, organisation: Some(organisation), by: None::<AccountId>, to: None };
    security_log::note(tx, happened, now).await
}

fn erased(visitor: &Visitor) -> Response {
    signed_out(&visitor.app, visitor.redirect_with_notice("/login", "erase-done"))
}
