//! A ticket for the way between the first step of signing in and the second factor. Kept by the browser, signed under the instance's
//! key; it opens nothing by itself, and ends after five minutes, or when the password changes.

use entity::account;
use entity::ids::AccountId;
use entity::time::Timestamp;

use crate::crypto::InstanceKey;

const MINUTES: i64 = 5;
const SALT: &str = "ticket for a second factor";

/// What was shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    Password,
    /// The word of a provider of OpenID Connect.
    OpenId,
}

impl First {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::OpenId => "openid",
        }
    }
}

/// Tells that somebody showed the first thing that an account asks for.
pub struct Ticket {
    account: AccountId,
    first: First,
    until: Timestamp,
    signed: String,
}

impl Ticket {
    /// Makes a ticket for whoever showed the first thing.
    pub fn of(key: &InstanceKey, account: &account::Model, first: First, now: Timestamp) -> Self {
        let until = now.plus_minutes(MINUTES);
        let signed = key.handle(SALT, &parts(account, first, until).each_ref().map(String::as_str));
        Self { account: account.id, first, until, signed }
    }

    /// Reads a ticket as a browser sent it; it isn't yet known to be ours.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (account, first, until, signed) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            account: AccountId::parse(account)?,
            first: [First::Password, First::OpenId].into_iter().find(|one| one.as_str() == first)?,
            until: Timestamp(until.parse().ok()?),
            signed: signed.to_owned(),
        })
    }

    /// Returns the text for a cookie.
    pub fn text(&self) -> String {
        format!("{}.{}.{}.{}", self.account, self.first.as_str(), self.until.0, self.signed)
    }

    /// Returns the account that the ticket says it is for.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Returns what the ticket says was shown first.
    pub fn first(&self) -> First {
        self.first
    }

    /// Tells whether the ticket is ours, for this account as it is, and still counts.
    pub fn holds(&self, key: &InstanceKey, account: &account::Model, now: Timestamp) -> bool {
        let parts = parts(account, self.first, self.until);
        self.until > now && key.is_handle(SALT, &parts.each_ref().map(String::as_str), &self.signed)
    }
}

fn parts(account: &account::Model, first: First, until: Timestamp) -> [String; 4] {
    let password = account.password_hash.clone().unwrap_or_default();
    [account.id.to_string(), first.as_str().to_owned(), until.0.to_string(), password]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_counts_for_five_minutes_for_one_account_and_password() {
        let account = |hash: &str| account::Model {
            id: AccountId::parse("018e0000-0000-7000-8000-000000000001").unwrap(),
            email: "noor@demo.example".into(),
            name: "Noor".into(),
            language: "nl".into(),
            password_hash: Some(hash.into()),
            recovered_at: None,
            created_at: Timestamp(0),
        };
        let (key, now) = (InstanceKey::random(), Timestamp(1_772_625_600_000));
        let noor = account("een");
        let text = Ticket::of(&key, &noor, First::OpenId, now).text();
        let holds = |text: &str, account: &account::Model, at| {
            Ticket::parse(text).is_some_and(|ticket| ticket.holds(&key, account, at))
        };
        assert!(holds(&text, &noor, now) && holds(&text, &noor, now.plus_minutes(4)));
        assert!(!holds(&text, &noor, now.plus_minutes(5)));
        let changed = account("twee");
        assert!(!holds(&text, &changed, now), "another password");
        let later = text.replace(&now.plus_minutes(5).0.to_string(), &now.plus_minutes(50).0.to_string());
        assert!(!holds(&later, &noor, now), "whoever moves the end breaks it");
        let promoted = text.replace("openid", "password");
        assert!(!holds(&promoted, &noor, now), "whoever changes what was shown breaks it");
        let other = account::Model { id: AccountId::random(), ..noor.clone() };
        assert!(!holds(&text, &other, now) && Ticket::parse("a.b.c").is_none() && Ticket::parse("").is_none());
    }
}
