//! The table: what is kept how long. The page of the administrator, the words where one writes and docs/RETENTION.md follow it.

use std::ops::RangeInclusive;

use entity::ids::OrganisationId;
use entity::retention_term::{self, TermKind};
use entity::time::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use crate::db::Tx;

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Weeks,
    /// By the calendar: it goes in the January after the last of them.
    Years,
}

impl Unit {
    /// Returns its key, such as `weeks`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weeks => "weeks",
            Self::Years => "years",
        }
    }
}

/// What an administrator chooses between for one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub kind: TermKind,
    pub unit: Unit,
    pub usual: i32,
    pub least: i32,
    pub most: i32,
}

/// Every term that an administrator chooses.
pub const TERMS: [Term; 4] = [
    term(TermKind::Conversation, Unit::Weeks, 8, 4..=52),
    term(TermKind::Draft, Unit::Weeks, 26, 8..=104),
    term(TermKind::SharedCopy, Unit::Years, 5, 1..=20),
    term(TermKind::Trace, Unit::Weeks, 12, 4..=52),
];

/// What has no term to choose: what it is, as the key of two sentences in content/locales, `retention-kept-…` and `…-how`.
pub const FIXED: [&str; 9] = ["record", "meeting", "journal", "login", "look", "unplaced", "closing", "log", "backup"];

const fn term(kind: TermKind, unit: Unit, usual: i32, bounds: RangeInclusive<i32>) -> Term {
    Term { kind, unit, usual, least: *bounds.start(), most: *bounds.end() }
}

/// An organisation's terms, each in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms([i32; TERMS.len()]);

impl Default for Terms {
    fn default() -> Self {
        Self(TERMS.map(|term| term.usual))
    }
}

impl Terms {
    /// Returns the term of a kind.
    pub fn of(&self, kind: TermKind) -> i32 {
        self.0[place(kind)]
    }

    /// Returns the same terms with another one for a kind; `None` outside the bounds.
    pub fn with(mut self, kind: TermKind, number: i32) -> Option<Self> {
        let term = TERMS[place(kind)];
        self.0[place(kind)] = number;
        (term.least..=term.most).contains(&number).then_some(self)
    }

    /// Returns the last moment of what has had its term of weeks by `now`.
    pub fn weeks_before(&self, kind: TermKind, now: Timestamp) -> Timestamp {
        now.plus_days(-self.days(kind))
    }

    /// Returns the days of a term of weeks.
    pub fn days(&self, kind: TermKind) -> i64 {
        i64::from(self.of(kind)) * 7
    }
}

fn place(kind: TermKind) -> usize {
    TERMS.iter().position(|term| term.kind == kind).expect("every kind stands in the table")
}

/// Returns an organisation's terms.
pub async fn of<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Terms, DbErr> {
    let rows = retention_term::Entity::find()
        .filter(retention_term::Column::OrganisationId.eq(organisation))
        .limit(TERMS.len() as u64)
        .all(db)
        .await?;
    // A number that a later version wrote and this one wouldn't is not followed.
    Ok(rows.iter().fold(Terms::default(), |terms, row| terms.with(row.kind, row.number).unwrap_or(terms)))
}

/// Chooses an organisation's terms. Nothing goes sooner than it was announced for, whatever is chosen.
pub async fn choose(tx: &mut Tx, organisation: OrganisationId, terms: Terms) -> Result<(), DbErr> {
    retention_term::Entity::delete_many()
        .filter(retention_term::Column::OrganisationId.eq(organisation))
        .exec(tx.conn())
        .await?;
    for term in TERMS.iter().filter(|term| terms.of(term.kind) != term.usual) {
        let row = retention_term::Model { organisation_id: organisation, kind: term.kind, number: terms.of(term.kind) };
        tx.insert(row.into_active_model()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retention::NOTICE_DAYS;

    #[test]
    fn each_kind_has_a_usual_term_within_its_bounds_and_longer_than_the_notice() {
        for kind in TermKind::ALL {
            let term = TERMS[place(kind)];
            assert!((term.least..=term.most).contains(&term.usual), "{kind:?}");
            assert!(term.unit == Unit::Years || i64::from(term.least) * 7 > NOTICE_DAYS, "{kind:?}");
            assert_eq!(Terms::default().of(kind), term.usual);
            assert_eq!(Terms::default().with(kind, term.least - 1), None);
            assert_eq!(Terms::default().with(kind, term.most).unwrap().of(kind), term.most);
        }
    }
}
