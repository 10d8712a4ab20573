//! Who asks, and where: the visitor of any page, and the person in an organisation.

use axum::extract::{FromRequestParts, Path, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use entity::time::Timestamp;
use entity::{account, login};
use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::views::{self, Chrome, NavItem, View};
use super::words::Language;
use super::{Error, Result, cookies, openid};
use crate::app::App;
use crate::crypto::Token;
use crate::db;
use crate::deliberations::farewell;
use crate::people::{Actor, Entrance, logins};

/// Whoever asks for a page, signed in or not.
pub struct Visitor {
    pub app: App,
    pub language: Language,
    pub path: String,
    pub login: Option<(login::Model, account::Model)>,
    notice: Option<String>,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let login = match login_token(parts, app) {
            Some(token) => logins::find(app.db.read(), &token, app.clock.now()).await?,
            None => None,
        };
        Self::with_login(parts, app, login).await
    }
}

impl Visitor {
    async fn with_login(parts: &Parts, app: &App, login: Option<(login::Model, account::Model)>) -> Result<Self> {
        let cookie = |name| cookies::read(&parts.headers, &app.config, name);
        let now = app.clock.now();
        if let Some((login, _)) = login.as_ref().filter(|(login, _)| logins::is_stale(login, now)) {
            match touch(app, login, now).await {
                // Where nothing can be kept, pages are read all the same.
                Err(error) if db::is_full(&error) => {
                    tracing::warn!("the disk is full: a login's last sight wasn't noted");
                }
                touched => touched?,
            }
        }
        let language = match (&login, cookie(cookies::LANGUAGE)) {
            (Some((_, account)), _) => Language::parse(&account.language),
            (None, chosen) => Language::parse(chosen.as_deref().unwrap_or_default()),
        };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { app: app.clone(), language, path, login, notice: cookie(cookies::NOTICE) })
    }

    /// Returns the account of whoever is signed in for more than one conversation.
    pub fn account(&self) -> Result<&account::Model> {
        match &self.login {
            Some((login, account)) if login.deliberation_id.is_none() => Ok(account),
            _ => Err(Error::SignedOut),
        }
    }

    /// Forgets who asks, for a page that is the same for everybody.
    pub fn as_stranger(self) -> Self {
        Self { login: None, notice: None, ..self }
    }

    /// Renders a page.
    pub fn page<V: View>(&self, title: &str, view: &V) -> Result {
        page(&self.chrome(title), view)
    }

    /// Renders a form again, with what was typed and what is wrong: status 422.
    pub fn rejected<V: View>(&self, title: &str, view: &V) -> Result {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.page(title, view)?).into_response())
    }

    /// Sends the browser on, with a sentence that the next page shows.
    pub fn redirect_with_notice(&self, to: &str, notice: &str) -> Response {
        redirect_with_notice(&self.app, to, notice)
    }

    /// Returns what the page shows around its view.
    pub fn chrome(&self, title: &str) -> Chrome {
        Chrome {
            lang: self.language,
            title: title.to_owned(),
            path: self.path.clone(),
            // A login for one conversation has no account to go to.
            signed_in: self.account().is_ok(),
            person_name: self.login.as_ref().map(|(_, account)| account.name.clone()).unwrap_or_default(),
            notice: self.notice.as_deref().map(|key| self.language.t(key)),
            demo: self.app.config.demo,
            ..Chrome::default()
        }
    }
}

/// A signed-in person on a page of their organisation (`/o/{organisation}/…`). Strangers get 404, as if nothing were there.
pub struct Here {
    pub visitor: Visitor,
    pub actor: Actor,
}

impl std::ops::Deref for Here {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl FromRequestParts<App> for Here {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        // No address of ours has the sign that PostgreSQL takes in no text.
        if params.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Error::NotFound);
        }
        let param = |name| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
        let slug = param("organisation").ok_or(Error::NotFound)?;
        let token = login_token(parts, app).ok_or(Error::SignedOut)?;
        let Some(entrance) = Entrance::find(app.db.read(), &token, &slug, app.clock.now()).await? else {
            // A stranger, or nobody who is signed in.
            let visitor = Visitor::from_request_parts(parts, app).await?;
            let Some((login, _)) = &visitor.login else { return Err(Error::SignedOut) };
            let is_over = farewell::is_over(app.db.read(), login).await?;
            return Err(if is_over { Error::SignedOut } else { Error::NotFound });
        };
        if farewell::is_over(app.db.read(), &entrance.login).await? {
            return Err(Error::SignedOut);
        }
        let actor = entrance.actor().ok_or(Error::NotFound)?;
        if !openid::opens(app, &entrance.login, &slug) {
            let is_read = parts.method.is_safe();
            let back = parts.uri.path_and_query().filter(|_| is_read).map(ToString::to_string);
            return Err(Error::Password(back.unwrap_or_else(|| format!("/o/{slug}"))));
        }
        if entrance.lacks_second_factor() {
            return Err(Error::SecondFactor);
        }
        let visitor = Visitor::with_login(parts, app, Some((entrance.login, entrance.account))).await?;
        if let Some(only) = actor.only
            && param("deliberation") != Some(only.to_string())
        {
            return Err(Error::NotFound);
        }
        Ok(Self { visitor, actor })
    }
}

impl Here {
    /// Returns an address inside the organisation, such as `/o/maaskant/library`.
    pub fn url(&self, rest: &str) -> String {
        format!("/o/{}{rest}", self.actor.slug)
    }

    /// Renders a page inside the organisation.
    pub fn page<V: View>(&self, title: &str, view: &V) -> Result {
        page(&self.chrome(title), view)
    }

    /// Renders a form again, with what was typed and what is wrong: status 422.
    pub fn rejected<V: View>(&self, title: &str, view: &V) -> Result {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, self.page(title, view)?).into_response())
    }

    /// Returns what the page shows around its view, with the organisation's navigation.
    pub fn chrome(&self, title: &str) -> Chrome {
        let mut chrome = self.chrome_of_room(title);
        if self.actor.only.is_some() {
            return chrome;
        }
        let mut items = vec![("", "layout-nav-start", "home"), ("/teams", "layout-nav-teams", "users")];
        items.push(("/library", "layout-nav-library", "library"));
        items.push(("/insight", "layout-nav-insight", "compass"));
        items.push(("/handbook", "layout-nav-handbook", "book-open"));
        if self.actor.administrator {
            items.push(("/people", "layout-nav-people", "settings"));
        }
        chrome.nav = items.into_iter().map(|(rest, key, icon)| self.nav_item(rest, key, icon)).collect();
        // The journal belongs to the person, not to the organisation.
        let own = NavItem {
            href: "/journal".to_owned(),
            label: self.language.t("layout-nav-journal"),
            icon: "notebook-pen",
            current: self.path.starts_with("/journal"),
        };
        chrome.nav.insert(1, own);
        chrome
    }

    /// Returns what a page shows around its view where people talk, without a navigation.
    pub fn chrome_of_room(&self, title: &str) -> Chrome {
        let mut chrome = self.visitor.chrome(title);
        chrome.organisation = Some(self.actor.organisation_name.clone());
        chrome.home = self.actor.only.is_none().then(|| self.url(""));
        chrome
    }

    fn nav_item(&self, rest: &str, key: &str, icon: &'static str) -> NavItem {
        let href = self.url(rest);
        let path = self.path.split('?').next().unwrap_or_default();
        let current = path == href || (!rest.is_empty() && path.starts_with(&format!("{href}/")));
        NavItem { href, label: self.language.t(key), icon, current }
    }
}

async fn touch(app: &App, login: &login::Model, now: Timestamp) -> std::result::Result<(), DbErr> {
    let mut tx = app.db.write().await?;
    logins::touch(&mut tx, login.id, now).await?;
    tx.commit().await
}

fn login_token(parts: &Parts, app: &App) -> Option<Token> {
    cookies::read(&parts.headers, &app.config, cookies::LOGIN).map(|token| Token::from_text(&token))
}

/// Path parameters; what can't be one of ours is not found.
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Params<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        Path::<T>::from_request_parts(parts, state).await.map(|Path(params)| Self(params)).map_err(|_| Error::NotFound)
    }
}

/// Answers a script: what it asked for is kept by nobody.
pub fn json<T: Serialize>(answer: &T) -> Result {
    let body = serde_json::to_string(answer).map_err(anyhow::Error::new)?;
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response())
}

/// Sends the browser on after a change.
pub fn redirect(to: &str) -> Response {
    Redirect::to(to).into_response()
}

fn page<V: View>(chrome: &Chrome, view: &V) -> Result {
    Ok(Html(views::render(chrome, view)?).into_response())
}

fn redirect_with_notice(app: &App, to: &str, notice: &str) -> Response {
    let mut response = redirect(to);
    let cookie = cookies::make(&app.config, cookies::NOTICE, notice, 0).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a locale key makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}
