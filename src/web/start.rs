//! The first page: of the instance, and of an organisation.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use entity::{membership, organisation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::extract::redirect;
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Form, Here, Result, Visitor, cookies, demo};
use crate::app::App;

/// Routes of this noun.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(front))
        .route("/language", post(choose_language))
        .route("/o/{organisation}", get(index))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<StartPage>()]
}

/// An organisation's first page.
#[derive(Serialize)]
pub struct StartPage {
    name: String,
}

impl View for StartPage {
    const TEMPLATE: &'static str = "start/index.html";

    fn samples() -> Vec<Self> {
        vec![Self { name: "Noor".into() }]
    }
}

async fn front(visitor: Visitor) -> Result {
    let db = visitor.app.db.read();
    let Ok(account) = visitor.account() else {
        return if visitor.app.config.demo { demo::index(visitor).await } else { Ok(redirect("/login")) };
    };
    let member = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.id))
        .order_by_asc(membership::Column::JoinedAt)
        .limit(1)
        .one(db)
        .await?;
    let home = match member {
        Some(member) => organisation::Entity::find_by_id(member.organisation_id).one(db).await?,
        None => None,
    };
    Ok(redirect(&home.map_or_else(|| "/account".to_owned(), |home| format!("/o/{}", home.slug))))
}

async fn index(here: Here) -> Result {
    let view = StartPage { name: here.actor.name.clone() };
    here.page(&here.language.t("start-title"), &view)
}

#[derive(Deserialize)]
struct LanguageForm {
    language: String,
    #[serde(default)]
    back: String,
}

async fn choose_language(State(app): State<App>, Form(form): Form<LanguageForm>) -> Response {
    let mut response = redirect(local_path(&form.back));
    let cookie = cookies::make(&app.config, cookies::LANGUAGE, Language::parse(&form.language).code(), 365).to_string();
    let value = HeaderValue::from_str(&cookie).expect("a language code makes a valid cookie");
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}

/// Returns `path` when it stays on this site, `/` otherwise.
pub fn local_path(path: &str) -> &str {
    if path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r']) { path } else { "/" }
}
