//! The provider of OpenID Connect as a way in to somebody's own account: adding it, letting it go.

use entity::account;
use entity::security_event::SecurityKind;
use serde::Serialize;

use super::own;
use crate::people::errands::Purpose;
use crate::people::identities::{self, Refused};
use crate::security_log::{self, Happened};
use crate::teams::memberships;
use crate::web::login::require_proof;
use crate::web::openid::{covers, provider, send};
use crate::web::routing::{Routes, post};
use crate::web::throttle::Address;
use crate::web::{Error, Result, Visitor, dates};

const HERE: &str = "/account";

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/account/openid", post(create)).route("/account/openid/remove", post(destroy))
}

/// What the account's page says of the provider.
#[derive(Clone, Serialize)]
pub struct OpenIdPart {
    pub name: String,
    /// The day on which it was added; empty when it wasn't.
    pub since: String,
    /// Nothing else lets the owner in.
    pub only_way: bool,
}

/// Returns what there is to say; nothing for who has nothing to do with the provider.
pub async fn part(visitor: &Visitor, account: &account::Model) -> Result<Option<OpenIdPart>> {
    let Ok(provider) = provider(&visitor.app) else { return Ok(None) };
    let settings = provider.settings();
    let linked = identities::of_account(visitor.app.db.read(), account.id, settings.issuer.as_str()).await?;
    if linked.is_none() && !is_covered(visitor, account).await? {
        return Ok(None);
    }
    Ok(Some(OpenIdPart {
        name: settings.name.clone(),
        since: linked.map(|row| dates::day_of(row.linked_at, visitor.language)).unwrap_or_default(),
        only_way: account.password_hash.is_none(),
    }))
}

async fn is_covered(visitor: &Visitor, account: &account::Model) -> Result<bool> {
    let organisations = memberships::of_account(visitor.app.db.read(), account.id).await?;
    Ok(organisations.iter().any(|organisation| covers(&visitor.app, &organisation.slug)))
}

async fn create(visitor: Visitor, address: Address) -> Result {
    provider(&visitor.app)?;
    let (login, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    if !is_covered(&visitor, account).await? {
        return Err(Error::NotFound);
    }
    send(&visitor, &address, Purpose::Link(login.id), HERE).await
}

async fn destroy(visitor: Visitor) -> Result {
    let provider = provider(&visitor.app)?;
    let (_, account) = own(&visitor)?;
    require_proof(&visitor, HERE)?;
    let mut tx = visitor.app.db.write().await?;
    match identities::unlink(&mut tx, account.id, provider.settings().issuer.as_str()).await {
        Ok(true) => {
            let happened = Happened::own(SecurityKind::WayInChanged, account.id);
            security_log::note(&mut tx, happened, visitor.app.clock.now()).await?;
            tx.commit().await?;
        }
        Ok(false) => return Err(Error::NotFound),
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::Conflict),
    }
    Ok(visitor.redirect_with_notice(HERE, "openid-unlinked"))
}
