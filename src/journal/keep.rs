//! How long entries stay, if the owner wants them to go by themselves. Never without a warning: whoever chooses a term, or lives with one,
//! sees for thirty days what will go. Surprising: an old entry that arrives late, from a device or by writing on, has those days too.

use std::collections::HashMap;

use entity::ids::{AccountId, EntryId};
use entity::journal;
use entity::journal_note::{self, Column};
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use time::Duration;

use crate::clock;
use crate::db::Tx;

/// Terms to choose from, in months.
pub const TERMS: [i32; 4] = [12, 24, 60, 120];
/// Days ahead of which the owner is warned.
pub const WARNING_DAYS: i64 = 30;
/// Most old branches that are looked through for the warning.
const MOST_OLD: u64 = 10_000;

/// Chooses how long entries stay; `None`: until the owner deletes them.
pub async fn choose(tx: &mut Tx, owner: AccountId, months: Option<i32>, now: Timestamp) -> Result<(), DbErr> {
    let months = months.filter(|months| TERMS.contains(months));
    journal::Entity::update_many()
        .col_expr(journal::Column::KeepMonths, Expr::value(months))
        .col_expr(journal::Column::KeepSince, Expr::value(months.map(|_| now)))
        .filter(journal::Column::AccountId.eq(owner))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Returns the day on which the next entries go, when that is within the time of the warning. Opens nothing.
pub async fn warning<C: ConnectionTrait>(
    db: &C,
    journal: &journal::Model,
    now: Timestamp,
) -> Result<Option<TimeDate>, DbErr> {
    let Some(months) = journal.keep_months else { return Ok(None) };
    let soon = clock::date(now) + Duration::days(WARNING_DAYS);
    let old: Vec<(EntryId, TimeDate, Option<TimeDate>)> = journal_note::Entity::find()
        .select_only()
        .columns([Column::EntryId, Column::Day, Column::Arrived])
        .filter(Column::AccountId.eq(journal.account_id))
        .filter(Column::Day.lte(months_before(soon, months)))
        .order_by_asc(Column::Day)
        .limit(MOST_OLD)
        .into_tuple()
        .all(db)
        .await?;
    let mut goes: HashMap<EntryId, TimeDate> = HashMap::new();
    for (entry, day, arrived) in old {
        let warned = arrived.map_or(TimeDate::MIN, |arrived| arrived + Duration::days(WARNING_DAYS));
        let day = goes_on(day, months).max(first_day(journal)).max(warned);
        let of_entry = goes.entry(entry).or_insert(day);
        *of_entry = day.max(*of_entry);
    }
    Ok(goes.into_values().min().filter(|day| *day <= soon))
}

/// Deletes what has stayed its term, and was warned about; returns how many notes went.
pub async fn expire(tx: &mut Tx, now: Timestamp) -> Result<u64, DbErr> {
    let today = clock::date(now);
    let tomorrow = clock::at(today + Duration::days(1), 0);
    let mut gone = 0;
    for months in TERMS {
        let warned = journal::Entity::find()
            .select_only()
            .column(journal::Column::AccountId)
            .filter(journal::Column::KeepMonths.eq(months))
            .filter(journal::Column::KeepSince.lt(tomorrow.plus_days(-WARNING_DAYS)));
        let just_arrived = journal_note::Entity::find()
            .select_only()
            .column(Column::EntryId)
            .filter(Column::Arrived.gt(today - Duration::days(WARNING_DAYS)));
        let old = journal_note::Entity::delete_many()
            .filter(Column::AccountId.in_subquery(warned.into_query()))
            .filter(Column::Day.lte(months_before(today, months)))
            .filter(Column::EntryId.not_in_subquery(just_arrived.into_query()));
        gone += old.exec(tx.conn()).await?.rows_affected;
    }
    Ok(gone)
}

/// Tells whether any journal has entries at all that go by a term: nothing to do otherwise.
pub async fn is_used<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(journal::Entity::find().filter(journal::Column::KeepMonths.is_not_null()).count(db).await? > 0)
}

/// The first day on which anything may go: the warning's time after the choice.
fn first_day(journal: &journal::Model) -> TimeDate {
    journal.keep_since.map_or(TimeDate::MAX, |since| clock::date(since.plus_days(WARNING_DAYS)))
}

fn goes_on(day: TimeDate, months: i32) -> TimeDate {
    shifted(day, months)
}

fn months_before(day: TimeDate, months: i32) -> TimeDate {
    shifted(day, -months)
}

/// Moves a day by whole months; where the month is too short, to its last day.
fn shifted(day: TimeDate, months: i32) -> TimeDate {
    let count = day.year() * 12 + i32::from(u8::from(day.month())) - 1 + months;
    let month = u8::try_from(count.rem_euclid(12) + 1).ok().and_then(|month| time::Month::try_from(month).ok());
    let month = month.expect("a remainder of twelve is a month");
    let year = count.div_euclid(12);
    TimeDate::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn months_are_counted_as_people_count_them() {
        assert_eq!(shifted(date!(2026 - 03 - 31), -1), date!(2026 - 02 - 28));
        assert_eq!(shifted(date!(2024 - 02 - 29), 12), date!(2025 - 02 - 28));
        assert_eq!(shifted(date!(2026 - 01 - 15), -12), date!(2025 - 01 - 15));
        assert_eq!(shifted(date!(2026 - 11 - 15), 2), date!(2027 - 01 - 15));
    }
}
