//! A delicate act asks for the password again, when it was typed a while ago.

use axum::extract::Query;
use entity::{account, login};
use serde::{Deserialize, Serialize};

use super::{BackQuery, signed_in};
use crate::people::logins;
use crate::web::start::local_path;
use crate::web::throttle::{self, Address};
use crate::web::views::View;
use crate::web::{Error, Errors, Form, Result, Visitor};

/// The page that asks for the password again.
#[derive(Serialize)]
pub struct AgainPage {
    email: String,
    back: String,
    errors: Errors,
}

impl View for AgainPage {
    const TEMPLATE: &'static str = "people/again.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        let page = |errors| Self { email: "noor@demo.example".into(), back: "/account".into(), errors };
        vec![page(Errors::default()), page(errors)]
    }
}

/// Lets a delicate act go on when the password was typed lately; else asks for it, and leads back to `back`.
pub fn require_proof(visitor: &Visitor, back: &str) -> Result<()> {
    let (login, _) = own(visitor)?;
    if logins::is_proven(login, visitor.app.clock.now()) { Ok(()) } else { Err(Error::Again(back.to_owned())) }
}

fn own(visitor: &Visitor) -> Result<(&login::Model, &account::Model)> {
    visitor.account()?;
    visitor.login.as_ref().map(|(login, account)| (login, account)).ok_or(Error::SignedOut)
}

pub async fn new(visitor: Visitor, Query(query): Query<BackQuery>) -> Result {
    let (_, account) = own(&visitor)?;
    let view =
        AgainPage { email: account.email.clone(), back: local_path(&query.back).to_owned(), errors: Errors::default() };
    visitor.page(&visitor.language.t("again-title"), &view)
}

#[derive(Deserialize)]
pub struct AgainForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

pub async fn create(visitor: Visitor, address: Address, Form(form): Form<AgainForm>) -> Result {
    let (login, account) = own(&visitor)?;
    let app = &visitor.app;
    throttle::password(app, &account.email, &address)?;
    if !app.passwords.verify(form.password, account.password_hash.clone()).await? {
        let mut errors = Errors::default();
        errors.add("password", "login-refused");
        let view = AgainPage { email: account.email.clone(), back: local_path(&form.back).to_owned(), errors };
        return visitor.rejected(&visitor.language.t("again-title"), &view);
    }
    let mut tx = app.db.write().await?;
    logins::prove(&mut tx, login.id, app.clock.now()).await?;
    let token = logins::renew(&mut tx, login.id).await?;
    tx.commit().await?;
    Ok(signed_in(app, &token, local_path(&form.back)))
}
