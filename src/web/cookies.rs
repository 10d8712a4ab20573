//! Our cookies: `__Host-` with Secure over HTTPS, a plain name on loopback, always HttpOnly.

use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::config::Config;

/// The cookie that holds a login's token.
pub const LOGIN: &str = "login";
/// The cookie of whoever showed a password and is asked for more.
pub const TICKET: &str = "ticket";
/// The cookie of whoever went to a provider of OpenID Connect: what comes back is bound to it.
pub const OPENID: &str = "openid";
/// The cookie that keeps a journal open: a key that stands nowhere else.
pub const JOURNAL: &str = "journal";
/// The cookie that holds the language of somebody who isn't signed in.
pub const LANGUAGE: &str = "language";
/// The cookie that carries one sentence over a redirect, as a key.
pub const NOTICE: &str = "notice";

/// Reads a cookie of ours.
pub fn read(headers: &HeaderMap, config: &Config, name: &str) -> Option<String> {
    named(headers, &full_name(config, name))
}

fn named(headers: &HeaderMap, name: &str) -> Option<String> {
    let sent = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    // Only what may bear the name is looked at: a page reads a cookie here and there.
    let alike = sent.flat_map(|value| value.split(';')).filter(|cookie| cookie.trim_start().starts_with(name));
    let mut ours = alike.filter_map(|cookie| Cookie::parse_encoded(cookie).ok()).filter(|cookie| cookie.name() == name);
    ours.next_back().map(|cookie| cookie.value().to_owned())
}

/// Makes a cookie that lasts `days`; 0 means until the browser closes.
pub fn make(config: &Config, name: &str, value: &str, days: i64) -> Cookie<'static> {
    let mut cookie = Cookie::new(full_name(config, name), value.to_owned());
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(config.secure_cookies());
    if days > 0 {
        cookie.set_max_age(time::Duration::days(days));
    }
    cookie
}

/// Makes a cookie that takes the one with this name away.
pub fn forget(config: &Config, name: &str) -> Cookie<'static> {
    let mut cookie = make(config, name, "", 0);
    cookie.make_removal();
    cookie
}

/// Returns the name that a cookie of ours really has.
pub fn full_name(config: &Config, name: &str) -> String {
    if config.secure_cookies() { format!("__Host-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name_and_the_last_counts() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "logins=other; login=first;login=a%20b".parse().unwrap());
        headers.append(header::COOKIE, "notice=kept".parse().unwrap());
        assert_eq!(named(&headers, LOGIN).as_deref(), Some("a b"));
        assert_eq!(named(&headers, NOTICE).as_deref(), Some("kept"));
        assert_eq!(named(&headers, "log"), None);
    }
}
