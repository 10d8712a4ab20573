//! Switching mail off from the mail itself, without signing in: whoever holds the link may, and it can do nothing else.
//!
//! Mail programs send the same form by themselves (RFC 8058), from a server of theirs; so the answer is a page, never a
//! way on, and asking twice is asking once.

use axum::response::{IntoResponse, Response};
use entity::ids::AccountId;
use entity::letter::LetterKind;
use sea_orm::EntityTrait;
use serde::Serialize;

use super::routing::{Routes, get};
use super::throttle::{self, Address};
use super::views::{Entry, View, entry};
use super::{Error, Params, Result, Visitor};
use crate::app::App;
use crate::letters::{self, Sort};
use crate::throttle::Try;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/mail/{account}/{sort}/{proof}", get(show).post(create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<UnsubscribePage>()]
}

/// Asks whether such mail is to stop, or says that it does.
#[derive(Serialize)]
pub struct UnsubscribePage {
    /// Key of what the mail is about.
    about: String,
    done: bool,
}

impl View for UnsubscribePage {
    const TEMPLATE: &'static str = "mail/unsubscribe.html";

    fn samples() -> Vec<Self> {
        let page = |sort: Sort, done| Self { about: format!("mail-account-{}", sort.as_str()), done };
        vec![page(Sort::Reminders, false), page(Sort::Promises, true)]
    }
}

/// Returns the address at which somebody switches off mails like this one.
pub fn address(app: &App, account: AccountId, kind: LetterKind) -> String {
    let sort = Sort::of(kind).as_str();
    let proof = app.key.handle(SALT, &[&account.to_string(), sort]);
    format!("{}/mail/{account}/{sort}/{proof}", app.config.public_url)
}

const SALT: &str = "unsubscribe";

type Link = Params<(String, String, String)>;

/// Reads whose mail of which sort a link is about; an address that isn't ours is nowhere.
async fn find(visitor: &Visitor, address: &Address, link: (String, String, String)) -> Result<(AccountId, Sort)> {
    let app = &visitor.app;
    throttle::from(app, Try::LinkFrom, address)?;
    let (account, sort, proof) = link;
    if !app.key.is_handle(SALT, &[&account, &sort], &proof) {
        return Err(Error::NotFound);
    }
    let (account, sort) = AccountId::parse(&account).zip(Sort::parse(&sort)).ok_or(Error::NotFound)?;
    let is_there = entity::account::Entity::find_by_id(account).one(app.db.read()).await?.is_some();
    if is_there { Ok((account, sort)) } else { Err(Error::NotFound) }
}

async fn show(visitor: Visitor, address: Address, Params(link): Link) -> Result {
    let (_, sort) = find(&visitor, &address, link).await?;
    page(&visitor, sort, false)
}

async fn create(visitor: Visitor, address: Address, Params(link): Link) -> Result {
    let (account, sort) = find(&visitor, &address, link).await?;
    let mut tx = visitor.app.db.write().await?;
    let choices = letters::choices(tx.conn(), account).await?.without(sort);
    letters::choose(&mut tx, account, choices).await?;
    tx.commit().await?;
    page(&visitor, sort, true)
}

fn page(visitor: &Visitor, sort: Sort, done: bool) -> Result<Response> {
    let view = UnsubscribePage { about: format!("mail-account-{}", sort.as_str()), done };
    Ok(visitor.page(&visitor.language.t("mail-stop-title"), &view)?.into_response())
}
