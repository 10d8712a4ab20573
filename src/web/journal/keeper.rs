//! Whoever is at their own journal: to write, a login is enough; to read, it must be open in this login.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::ids::AccountId;
use entity::{journal, login};

use crate::app::App;
use crate::crypto::Token;
use crate::journal::{self as domain, OpenJournal, opening, vouch};
use crate::people::Actor;
use crate::web::extract::redirect;
use crate::web::views::{Chrome, View};
use crate::web::{Error, Here, Result, Visitor, cookies};

/// A signed-in person at their journal, begun or not, open or not.
pub struct Keeper {
    place: Place,
    pub login: login::Model,
    pub owner: AccountId,
    pub journal: Option<journal::Model>,
    pub opened: Option<OpenJournal>,
}

/// With the navigation of the organisation where their pages begin, where there is one.
enum Place {
    Home(Box<Here>),
    Nowhere(Box<Visitor>),
}

/// A signed-in person whose journal is open. Anybody else is led to where it opens.
pub struct Reader {
    pub keeper: Keeper,
    pub opened: OpenJournal,
}

impl std::ops::Deref for Keeper {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        match &self.place {
            Place::Home(here) => &here.visitor,
            Place::Nowhere(visitor) => visitor,
        }
    }
}

impl std::ops::Deref for Reader {
    type Target = Keeper;

    fn deref(&self) -> &Keeper {
        &self.keeper
    }
}

impl FromRequestParts<App> for Keeper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let owner = visitor.account()?.id;
        let (login, account) = visitor.login.clone().ok_or(Error::SignedOut)?;
        let db = app.db.read();
        let journal = domain::find(db, owner).await?;
        let token = cookies::read(&parts.headers, &app.config, cookies::JOURNAL);
        let opened = match (&journal, token) {
            (Some(_), Some(token)) => find_open(app, &login, &Token::from_text(&token)).await?,
            _ => None,
        };
        let place = match Actor::at_home(db, &login, &account).await? {
            Some(actor) => Place::Home(Box::new(Here { visitor, actor })),
            None => Place::Nowhere(Box::new(visitor)),
        };
        Ok(Self { place, login, owner, journal, opened })
    }
}

async fn find_open(app: &App, login: &login::Model, token: &Token) -> Result<Option<OpenJournal>> {
    let now = app.clock.now();
    let Some((opened, row)) = opening::find(app.db.read(), login, token, now).await? else {
        if opening::is_left(app.db.read(), login.id, now).await? {
            let mut tx = app.db.write().await?;
            opening::forget_past(&mut tx, now).await?;
            tx.commit().await?;
        }
        return Ok(None);
    };
    if opening::is_stale(&row, now) {
        let mut tx = app.db.write().await?;
        opening::touch(&mut tx, login.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(opened))
}

impl FromRequestParts<App> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Response> {
        let mut keeper = Keeper::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        if keeper.journal.is_none() {
            return Err(redirect("/journal/begin"));
        }
        match keeper.opened.take() {
            Some(opened) => Ok(Self { keeper, opened }),
            None => {
                // What was posted is gone after a redirect; pages on which people type hold it (`held.rs`).
                let back = if parts.method == Method::GET { parts.uri.path() } else { "/journal" };
                Err(redirect(&format!("/journal/open?back={back}")))
            }
        }
    }
}

impl Keeper {
    /// Returns a mark for what this person leaves on a device: nothing leads from it to them.
    pub fn device_mark(&self) -> String {
        self.app.key.handle("journal on a device", &[&self.owner.to_string()])
    }

    /// Tells whether a page with this mark isn't theirs: somebody else signed in meanwhile, in the same browser.
    pub fn is_other(&self, mark: &str) -> bool {
        !mark.is_empty() && mark != self.device_mark()
    }

    /// Returns what the page shows around its view.
    pub fn chrome(&self, title: &str) -> Chrome {
        match &self.place {
            Place::Home(here) => here.chrome(title),
            Place::Nowhere(visitor) => visitor.chrome(title),
        }
    }

    /// Renders a page.
    pub fn page<V: View>(&self, title: &str, view: &V) -> Result {
        let html = crate::web::views::render(&self.chrome(title), view)?;
        Ok(axum::response::Html(html).into_response())
    }

    /// Renders a form again, with what was typed and what is wrong: status 422.
    pub fn rejected<V: View>(&self, title: &str, view: &V) -> Result {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.page(title, view)?).into_response())
    }

    /// Keeps the journal open in this login, and answers with the cookie that holds the key. A public key that isn't the owner's is
    /// put right first, and the owner is told.
    pub async fn keep_open(&self, opened: &OpenJournal, mut answer: Response) -> Result {
        let mut tx = self.app.db.write().await?;
        let swapped = vouch::put_right(&mut tx, &self.app.key, opened).await?;
        let token = opening::start(&mut tx, self.login.id, opened, self.app.clock.now()).await?;
        tx.commit().await?;
        if swapped {
            tracing::warn!("a journal's public key had been changed in the database: it is put right");
            let told = self.redirect_with_notice("/journal", "journal-key-swapped");
            match told.headers().get(header::SET_COOKIE).cloned() {
                // A form that is on its way goes on; the next page tells.
                Some(notice) if answer.status() == StatusCode::TEMPORARY_REDIRECT => {
                    answer.headers_mut().append(header::SET_COOKIE, notice);
                }
                _ => answer = told,
            }
        }
        let cookie = cookies::make(&self.app.config, cookies::JOURNAL, token.reveal(), 0).to_string();
        let value = HeaderValue::from_str(&cookie).expect("a token makes a valid cookie");
        answer.headers_mut().append(header::SET_COOKIE, value);
        Ok(answer)
    }
}

/// Takes the cookie away that kept a journal open.
pub fn forget_key(app: &App, mut answer: Response) -> Response {
    let cookie = cookies::forget(&app.config, cookies::JOURNAL).to_string();
    let value = HeaderValue::from_str(&cookie).expect("an empty cookie is valid");
    answer.headers_mut().append(header::SET_COOKIE, value);
    answer
}
