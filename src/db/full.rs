//! Tells a full disk from other trouble: it goes by without a restart, and people should hear it in a sentence.

use std::error::Error;
use std::io::{self, ErrorKind};

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

/// SQLite's number for "database or disk is full", and PostgreSQL's for the same.
const CODES: [&str; 2] = ["13", "53100"];

/// Tells whether a database's error, or what lies under it, is a full disk.
pub fn is_full(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if says_full(error) {
            return true;
        }
        next = error.source();
    }
    false
}

fn says_full(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
            || error.get_ref().is_some_and(|inner| is_full(inner));
    }
    if let Some(DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner)) = error.downcast_ref::<DbErr>() {
        return matches!(inner, RuntimeErr::SqlxError(error) if of_sqlx(error));
    }
    if let Some(RuntimeErr::SqlxError(error)) = error.downcast_ref::<RuntimeErr>() {
        return of_sqlx(error);
    }
    error.downcast_ref::<sqlx::Error>().is_some_and(of_sqlx)
}

fn of_sqlx(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => error.code().is_some_and(|code| CODES.contains(&code.as_ref())),
        sqlx::Error::Io(error) => is_full(error),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_found_below_other_errors() {
        let full = || io::Error::from(ErrorKind::StorageFull);
        assert!(is_full(&full()) && is_full(&io::Error::other(full())));
        let deep = anyhow::Error::new(full()).context("writing the index");
        assert!(is_full(deep.as_ref()));
        assert!(is_full(&DbErr::Exec(RuntimeErr::SqlxError(sqlx::Error::Io(full()).into()))));
        assert!(!is_full(&io::Error::from(ErrorKind::PermissionDenied)));
        assert!(!is_full(&DbErr::Custom("full".into())));
    }
}
