//! An organisation ends: an administrator says so, everybody reads it for a term in which it can be taken back, and then every
//! row of it goes, its texts in the index, and the accounts that belong nowhere else. In one transaction.

use entity::ids::{AccountId, OrganisationId, SharedCopyId};
use entity::letter::LetterKind;
use entity::time::Timestamp;
use entity::{account, deliberation, membership, method_snapshot, organisation, organisation_closing, participant};
use entity::{shared_copy, shared_copy::SharedCopyState};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::{Gone, account as erasing};
use crate::db::Tx;
use crate::deliberations::joining::guests::NOWHERE;
use crate::event::Event;
use crate::holdings::{PEOPLE, TABLES};
use crate::letters::{self, About};
use crate::retention::round;

/// Days between asking and the end, in which it can be taken back.
pub const TERM_DAYS: i64 = 14;
/// Organisations, and kinds of things of one, read at once.
const MOST: u64 = 100_000;
/// Letters in one statement: it takes so many values and no more.
const LETTERS_AT_ONCE: usize = 1_000;
/// Tables that belong to no organisation, or of which only some rows do.
const NOT_ITS_OWN: [&str; 2] = ["security_event", "login"];

/// Announces the end; asked again it changes nothing. Returns when it will be.
pub async fn announce(
    tx: &mut Tx,
    organisation: OrganisationId,
    by: Option<AccountId>,
    now: Timestamp,
) -> Result<Timestamp, DbErr> {
    let row = organisation_closing::ActiveModel {
        organisation_id: Set(organisation),
        asked_by: Set(by),
        asked_at: Set(now),
        ends_at: Set(now.plus_days(TERM_DAYS)),
    };
    let once = OnConflict::column(organisation_closing::Column::OrganisationId).do_nothing().to_owned();
    let begun = organisation_closing::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await?;
    if begun > 0 {
        write_to_all(tx, organisation, now).await?;
    }
    let found = find(tx.conn(), organisation).await?;
    Ok(found.map_or(now, |found| found.ends_at))
}

/// Mails everybody of it on which day it ends: who doesn't come by in that time has a journal to take along too.
async fn write_to_all(tx: &mut Tx, organisation: OrganisationId, now: Timestamp) -> Result<(), DbErr> {
    let people: Vec<AccountId> = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::Column::OrganisationId.eq(organisation))
        .order_by_asc(membership::Column::AccountId)
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let (kind, subject) = (LetterKind::Closing, organisation.0);
    let edition = letters::next_edition(tx.conn(), kind, subject).await?;
    for some in people.chunks(LETTERS_AT_ONCE) {
        letters::write_to(tx, About { organisation, kind, subject, edition }, some, (now, now)).await?;
    }
    Ok(())
}

/// Takes the end back; tells whether there was one.
pub async fn take_back(tx: &mut Tx, organisation: OrganisationId) -> Result<bool, DbErr> {
    let gone = organisation_closing::Entity::delete_by_id(organisation).exec(tx.conn()).await?;
    Ok(gone.rows_affected > 0)
}

/// Returns the end that was announced, if there is one.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Option<organisation_closing::Model>, DbErr> {
    organisation_closing::Entity::find_by_id(organisation).one(db).await
}

/// Lists the organisations whose term is over.
pub async fn due<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<Vec<OrganisationId>, DbErr> {
    organisation_closing::Entity::find()
        .select_only()
        .column(organisation_closing::Column::OrganisationId)
        .filter(organisation_closing::Column::EndsAt.lte(now))
        .order_by_asc(organisation_closing::Column::EndsAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await
}

/// Erases an organisation whose term is over; `false` when it was taken back meanwhile.
pub async fn erase_due(tx: &mut Tx, organisation: OrganisationId, gone: &Gone, now: Timestamp) -> Result<bool, DbErr> {
    let held = organisation_closing::Entity::find_by_id(organisation).lock_exclusive().one(tx.conn()).await?;
    if held.is_none_or(|held| held.ends_at > now) {
        return Ok(false);
    }
    erase(tx, organisation, gone).await?;
    Ok(true)
}

/// Erases an organisation, with the accounts that belong nowhere else.
pub async fn erase(tx: &mut Tx, organisation: OrganisationId, gone: &Gone) -> Result<(), DbErr> {
    let people = left_behind(tx, organisation).await?;
    let methods: Vec<String> = deliberation::Entity::find()
        .select_only()
        .column(deliberation::Column::MethodHash)
        .filter(deliberation::Column::OrganisationId.eq(organisation))
        .distinct()
        .into_tuple()
        .all(tx.conn())
        .await?;
    tell_the_index(tx, organisation).await?;
    for whose in &people {
        erasing::forget(tx, whose, gone).await?;
    }
    for (table, _) in TABLES.iter().filter(|(table, _)| is_of_organisations(table)) {
        let delete = Query::delete()
            .from_table(Alias::new(*table))
            .and_where(Expr::col(Alias::new("organisation_id")).eq(organisation))
            .to_owned();
        tx.conn().execute(&delete).await?;
    }
    round::leave_to_sweep(tx).await?;
    organisation::Entity::delete_by_id(organisation).exec(tx.conn()).await?;
    let kept = deliberation::Entity::find().select_only().column(deliberation::Column::MethodHash).into_query();
    method_snapshot::Entity::delete_many()
        .filter(method_snapshot::Column::Hash.is_in(methods))
        .filter(method_snapshot::Column::Hash.not_in_subquery(kept))
        .exec(tx.conn())
        .await?;
    drop_unneeded(tx, people.into_iter().map(|whose| whose.id).collect()).await
}

/// Tells whether every row of a table belongs to an organisation.
fn is_of_organisations(table: &str) -> bool {
    !NOT_ITS_OWN.contains(&table) && !INSTANCE_TABLES.contains(&table)
}

/// Tables without an organisation.
const INSTANCE_TABLES: [&str; 21] = [
    "account",
    "calendar_feed",
    "job",
    "journal",
    "journal_gone",
    "journal_note",
    "journal_opening",
    "journal_slot",
    "mail_choice",
    "method_snapshot",
    "openid_identity",
    "organisation",
    "outbox",
    "passkey_question",
    "reader_cursor",
    "recovery_code",
    "seaql_migrations",
    "second_factor",
    "setting",
    "sqlite_sequence",
    "unplaced_account",
];

/// Finds the accounts that end with it: members who belong nowhere else, and who came by name for one of its conversations.
async fn left_behind(tx: &Tx, organisation: OrganisationId) -> Result<Vec<account::Model>, DbErr> {
    let members = |here: bool| {
        let all = membership::Entity::find().select_only().column(membership::Column::AccountId);
        let of = membership::Column::OrganisationId;
        all.filter(if here { of.eq(organisation) } else { of.ne(organisation) }).into_query()
    };
    let mut people = account::Entity::find()
        .filter(account::Column::Id.in_subquery(members(true)))
        .filter(account::Column::Id.not_in_subquery(members(false)))
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let seats = participant::Entity::find().select_only().column(participant::Column::AccountId);
    let seats = seats.filter(participant::Column::OrganisationId.eq(organisation)).into_query();
    let guests = account::Entity::find()
        .filter(account::Column::Id.in_subquery(seats))
        .filter(account::Column::Email.ends_with(NOWHERE))
        .filter(account::Column::Id.is_not_in(people.iter().map(|one| one.id)))
        .filter(account::Column::Id.not_in_subquery(members(false)))
        .limit(MOST)
        .all(tx.conn())
        .await?;
    people.extend(guests);
    Ok(people)
}

/// The index drops what it finds no rows of.
async fn tell_the_index(tx: &mut Tx, organisation: OrganisationId) -> Result<(), DbErr> {
    let shared: Vec<SharedCopyId> = shared_copy::Entity::find()
        .select_only()
        .column(shared_copy::Column::Id)
        .filter(shared_copy::Column::OrganisationId.eq(organisation))
        .filter(shared_copy::Column::State.eq(SharedCopyState::Shared.to_value()))
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for copy in shared {
        tx.record(Event::SharedCopyChanged(organisation, copy));
    }
    Ok(())
}

/// Deletes emptied accounts to which no row points any more.
async fn drop_unneeded(tx: &Tx, accounts: Vec<AccountId>) -> Result<(), DbErr> {
    let mut delete = account::Entity::delete_many().filter(account::Column::Id.is_in(accounts));
    for (table, column) in PEOPLE {
        let still = Query::select()
            .column(Alias::new(column))
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new(column)).is_not_null())
            .to_owned();
        delete = delete.filter(account::Column::Id.not_in_subquery(still));
    }
    delete.exec(tx.conn()).await.map(|_| ())
}
