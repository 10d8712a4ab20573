//! Limits on what comes in from outside: who tries, and whether it was too often.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use entity::ids::{AccountId, LoginId};
use sea_orm::DbErr;

use super::{Error, Result, cookies};
use crate::app::App;
use crate::crypto::Token;
use crate::people::logins;
use crate::throttle::Try;

/// Where proxies note who asked them.
const FORWARDED: &str = "x-forwarded-for";

/// Where a request comes from, as far as that is known. All unknown ones share one count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> std::result::Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let hops =
            parts.headers.get_all(FORWARDED).iter().flat_map(|line| line.to_str().unwrap_or_default().split(','));
        let address = peer.map(|peer| app.config.behind_proxy.stranger(peer, hops.collect::<Vec<_>>().into_iter()));
        Ok(Self(address.map_or_else(|| "unknown".to_owned(), key)))
    }
}

/// Counts a try from an address.
pub fn from(app: &App, what: Try, address: &Address) -> Result<()> {
    passed(app.throttle.pass(what, &address.0))
}

/// Counts a password for an account, and from an address. The account needn't exist, so that the answer tells nothing.
pub fn password(app: &App, email: &str, address: &Address) -> Result<()> {
    from(app, Try::PasswordFrom, address)?;
    passed(app.throttle.pass(Try::Password, &email.trim().to_lowercase()))
}

/// Counts a code of a second factor for an account, and from an address.
pub fn second(app: &App, account: AccountId, address: &Address) -> Result<()> {
    from(app, Try::PasswordFrom, address)?;
    passed(app.throttle.pass(Try::Second, &account.to_string()))
}

/// Lets a form through as fast as people and their autosave send them, and everything else. A token that opens nothing counts as none,
/// so that made-up ones share their address's count.
pub async fn form(app: &App, request: Request) -> Result<Request> {
    if request.method().is_safe() {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    let Ok(address) = Address::from_request_parts(&mut parts, app).await;
    let login = login(&parts, app).await?;
    passed(app.throttle.pass(Try::Form, &login.map_or(address.0, |login| login.to_string())))?;
    Ok(Request::from_parts(parts, body))
}

async fn login(parts: &Parts, app: &App) -> std::result::Result<Option<LoginId>, DbErr> {
    let Some(token) = cookies::read(&parts.headers, &app.config, cookies::LOGIN) else { return Ok(None) };
    let found = logins::find(app.db.read(), &Token::from_text(&token), app.clock.now()).await?;
    Ok(found.map(|(login, _)| login.id))
}

fn passed(passed: bool) -> Result<()> {
    if passed { Ok(()) } else { Err(Error::TooMany) }
}

/// Returns what is counted: an IPv4 address, or the network that an IPv6 address belongs to.
fn key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_count() {
        assert_eq!(key("2001:db8:1:2:3::1".parse().unwrap()), key("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_eq!(key("::ffff:192.0.2.7".parse().unwrap()), "192.0.2.7");
    }
}
