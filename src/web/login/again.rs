//! A delicate act asks once more who it is, when that was shown a while ago: by the password, or anew at the provider of OpenID Connect.
//! Where the provider doesn't count, only the password does.

use axum::extract::Query;
use axum::http::HeaderMap;
use entity::{account, login};
use serde::{Deserialize, Serialize};

use super::{Came, let_in, signed_in};
use crate::people::{identities, logins};
use crate::web::start::local_path;
use crate::web::throttle::{self, Address};
use crate::web::views::View;
use crate::web::{Error, Errors, Form, Result, Visitor, openid};

/// The page that asks once more.
#[derive(Serialize)]
pub struct AgainPage {
    email: String,
    back: String,
    /// Whether the account has a password.
    password: bool,
    /// Whether nothing but the password counts where this leads.
    only_password: bool,
    /// What people call the provider; empty where it doesn't help.
    openid: String,
    errors: Errors,
}

impl View for AgainPage {
    const TEMPLATE: &'static str = "people/again.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        let page = |password, only_password, openid: &str| Self {
            email: "noor@demo.example".into(),
            back: "/account".into(),
            password,
            only_password,
            openid: openid.into(),
            errors: Errors::default(),
        };
        vec![
            page(true, false, ""),
            page(true, false, "Maaskant"),
            page(false, false, "Maaskant"),
            page(false, false, ""),
            page(false, true, ""),
            Self { errors, ..page(true, true, "") },
        ]
    }
}

/// Lets a delicate act go on when somebody showed lately who it is; else asks for it, and leads back to `back`.
pub fn require_proof(visitor: &Visitor, back: &str) -> Result<()> {
    let (login, _) = own(visitor)?;
    if logins::is_proven(login, visitor.app.clock.now()) { Ok(()) } else { Err(Error::Again(back.to_owned())) }
}

fn own(visitor: &Visitor) -> Result<(&login::Model, &account::Model)> {
    visitor.account()?;
    visitor.login.as_ref().map(|(login, account)| (login, account)).ok_or(Error::SignedOut)
}

const ONLY: &str = "password";

#[derive(Deserialize)]
pub struct AgainQuery {
    #[serde(default)]
    back: String,
    #[serde(default)]
    only: String,
}

pub async fn new(visitor: Visitor, Query(query): Query<AgainQuery>) -> Result {
    let view = page(&visitor, &query.back, query.only == ONLY, Errors::default()).await?;
    visitor.page(&visitor.language.t("again-title"), &view)
}

async fn page(visitor: &Visitor, back: &str, only_password: bool, errors: Errors) -> Result<AgainPage> {
    let (_, account) = own(visitor)?;
    let linked = match visitor.app.openid.as_ref().filter(|_| !only_password) {
        Some(provider) => {
            let issuer = provider.settings().issuer.as_str();
            identities::of_account(visitor.app.db.read(), account.id, issuer).await?.is_some()
        }
        None => false,
    };
    Ok(AgainPage {
        email: account.email.clone(),
        back: local_path(back).to_owned(),
        password: account.password_hash.is_some(),
        only_password,
        openid: if linked { openid::name(&visitor.app) } else { String::new() },
        errors,
    })
}

#[derive(Deserialize)]
pub struct AgainForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    only: String,
}

pub async fn create(visitor: Visitor, address: Address, headers: HeaderMap, Form(form): Form<AgainForm>) -> Result {
    let (login, account) = own(&visitor)?;
    let app = &visitor.app;
    throttle::password(app, &account.email, &address)?;
    if !app.passwords.verify(form.password, account.password_hash.clone()).await? {
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        let view = page(&visitor, &form.back, form.only == ONLY, errors).await?;
        return visitor.rejected(&visitor.language.t("again-title"), &view);
    }
    let mut tx = app.db.write().await?;
    if form.only == ONLY && login.by_openid {
        // Signed in anew: what the provider said of a second factor doesn't count there either.
        logins::end(&mut tx, account.id, login.id).await?;
        return let_in(app, tx, (account, Came::Password), &headers, local_path(&form.back)).await;
    }
    logins::prove(&mut tx, login.id, app.clock.now()).await?;
    let token = logins::renew(&mut tx, login.id).await?;
    tx.commit().await?;
    Ok(signed_in(app, &token, local_path(&form.back)))
}
