//! Who gets a mail about what, once. A letter is a row of ids; its words are made when it goes out, from how things are then.
//!
//! A letter is written in the transaction of what it tells about, so that a crash loses none. What goes out late by a day,
//! because no mail was set up, is dropped: nobody is reminded of what was.

use std::collections::HashMap;

use entity::ids::{AccountId, LetterId, OrganisationId, TeamId};
use entity::letter::{self, LetterKind};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{account, mail_choice};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::Tx;

/// People of a team who are written to at once.
const MOST_PEOPLE: u64 = 200;
/// Minutes in which a letter belongs to who claimed it.
const CLAIM_MINUTES: i64 = 10;
/// Tries before a letter is given up.
const MOST_TRIES: i32 = 6;
/// Hours after which a letter that didn't go out is dropped.
const STALE_HOURS: i64 = 24;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub organisation: OrganisationId,
    pub kind: LetterKind,
    pub subject: Uuid,
    /// Counts changes of the subject: each edition is told once.
    pub edition: i32,
}

/// Which mails somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    pub invitations: bool,
    pub reminders: bool,
    pub promises: bool,
}

/// What somebody chooses between: mails of one sort come, or they don't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Invitations,
    Reminders,
    Promises,
}

impl Sort {
    /// Returns which sort a letter is of.
    pub fn of(kind: LetterKind) -> Self {
        match kind {
            LetterKind::Series | LetterKind::Meeting | LetterKind::Cancelled => Self::Invitations,
            LetterKind::Reminder | LetterKind::Erasure | LetterKind::Closing => Self::Reminders,
            LetterKind::Promise => Self::Promises,
        }
    }

    /// Returns its key, such as `reminders`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitations => "invitations",
            Self::Reminders => "reminders",
            Self::Promises => "promises",
        }
    }

    /// Reads a key back.
    pub fn parse(key: &str) -> Option<Self> {
        [Self::Invitations, Self::Reminders, Self::Promises].into_iter().find(|sort| sort.as_str() == key)
    }
}

impl Default for Choices {
    fn default() -> Self {
        Self { invitations: true, reminders: true, promises: true }
    }
}

impl Choices {
    /// Tells whether somebody wants mails of a kind.
    pub fn wants(self, kind: LetterKind) -> bool {
        match Sort::of(kind) {
            Sort::Invitations => self.invitations,
            Sort::Reminders => self.reminders,
            Sort::Promises => self.promises,
        }
    }

    /// Returns the same choices with one sort of mail switched off.
    pub fn without(mut self, sort: Sort) -> Self {
        match sort {
            Sort::Invitations => self.invitations = false,
            Sort::Reminders => self.reminders = false,
            Sort::Promises => self.promises = false,
        }
        self
    }
}

/// Returns which mails somebody wants.
pub async fn choices<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Choices, DbErr> {
    let row = mail_choice::Entity::find_by_id(account).one(db).await?;
    Ok(row.map_or_else(Choices::default, |row| choices_of(&row)))
}

fn choices_of(row: &mail_choice::Model) -> Choices {
    Choices { invitations: row.invitations, reminders: row.reminders, promises: row.promises }
}

/// Notes which mails somebody wants from now on.
pub async fn choose(tx: &mut Tx, account: AccountId, choices: Choices) -> Result<(), DbErr> {
    let Choices { invitations, reminders, promises } = choices;
    let row = mail_choice::Model { account_id: account, invitations, reminders, promises };
    mail_choice::Entity::delete_by_id(account).exec(tx.conn()).await?;
    tx.insert(row.into_active_model()).await
}

/// Returns the last edition that was written about each of these subjects; none for what nobody was told of.
pub async fn last_editions<C: ConnectionTrait>(
    db: &C,
    kind: LetterKind,
    subjects: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i32>, DbErr> {
    let rows: Vec<(Uuid, i32)> = letter::Entity::find()
        .filter(letter::Column::Kind.eq(kind))
        .filter(letter::Column::SubjectId.is_in(subjects))
        .select_only()
        .column(letter::Column::SubjectId)
        .column_as(letter::Column::Edition.max(), "edition")
        .group_by(letter::Column::SubjectId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Returns the edition of what is told of a subject next.
pub async fn next_edition<C: ConnectionTrait>(db: &C, kind: LetterKind, subject: Uuid) -> Result<i32, DbErr> {
    let last = last_editions(db, kind, [subject]).await?.remove(&subject);
    Ok(last.map_or(1, |last| last + 1))
}

/// Tells whether its reader is written to of the same subject in a later edition.
pub async fn is_overtaken<C: ConnectionTrait>(db: &C, letter: &letter::Model) -> Result<bool, DbErr> {
    let later = letter::Entity::find()
        .filter(letter::Column::OrganisationId.eq(letter.organisation_id))
        .filter(letter::Column::AccountId.eq(letter.account_id))
        .filter(letter::Column::Kind.eq(letter.kind))
        .filter(letter::Column::SubjectId.eq(letter.subject_id))
        .filter(letter::Column::Edition.gt(letter.edition));
    Ok(later.count(db).await? > 0)
}

/// Writes to everybody of a team but its guests. It goes out after `not_before`.
pub async fn write_to_team(
    tx: &mut Tx,
    about: About,
    team: TeamId,
    not_before: Timestamp,
    now: Timestamp,
) -> Result<(), DbErr> {
    let people: Vec<AccountId> = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(about.organisation))
        .filter(team_member::Column::TeamId.eq(team))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .select_only()
        .column(team_member::Column::AccountId)
        .limit(MOST_PEOPLE)
        .into_tuple()
        .all(tx.conn())
        .await?;
    write_to(tx, about, &people, (not_before, now)).await
}

/// Writes to those of `people` who want such mail and can be reached by it; to each once an edition.
pub async fn write_to(
    tx: &mut Tx,
    about: About,
    people: &[AccountId],
    (not_before, now): (Timestamp, Timestamp),
) -> Result<(), DbErr> {
    let choices = mail_choice::Entity::find()
        .filter(mail_choice::Column::AccountId.is_in(people.iter().copied()))
        .all(tx.conn())
        .await?;
    // Somebody without a password (a guest who was added by name) has no address that is theirs.
    let reachable: Vec<AccountId> = account::Entity::find()
        .filter(account::Column::Id.is_in(people.iter().copied()))
        .filter(account::Column::PasswordHash.is_not_null())
        .select_only()
        .column(account::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let wants = |account: &AccountId| {
        choices.iter().find(|row| row.account_id == *account).is_none_or(|row| choices_of(row).wants(about.kind))
    };
    let rows: Vec<letter::ActiveModel> = reachable
        .into_iter()
        .filter(wants)
        .map(|account| letter::ActiveModel {
            organisation_id: Set(about.organisation),
            id: Set(LetterId::new()),
            account_id: Set(account),
            kind: Set(about.kind),
            subject_id: Set(about.subject),
            edition: Set(about.edition),
            tries: Set(0),
            claimed_until: Set(not_before),
            created_at: Set(now),
            sent_at: Set(None),
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    letter::Entity::insert_many(rows)
        .on_conflict_do_nothing_on([
            letter::Column::OrganisationId,
            letter::Column::AccountId,
            letter::Column::Kind,
            letter::Column::SubjectId,
            letter::Column::Edition,
        ])
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Lists letters that may go out now, the oldest first. For the job that sends them, in all organisations.
pub async fn waiting<C: ConnectionTrait>(db: &C, now: Timestamp, most: u64) -> Result<Vec<letter::Model>, DbErr> {
    letter::Entity::find()
        .filter(letter::Column::SentAt.is_null())
        .filter(letter::Column::ClaimedUntil.lte(now))
        .order_by_asc(letter::Column::CreatedAt)
        .order_by_asc(letter::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// Counts the letters that may go out now.
pub async fn count_waiting<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<u64, DbErr> {
    let waiting =
        letter::Entity::find().filter(letter::Column::SentAt.is_null()).filter(letter::Column::ClaimedUntil.lte(now));
    waiting.count(db).await
}

/// Takes a letter to send it; `false` when somebody else has, or when it is too late or was tried too often: then it is dropped.
pub async fn claim(tx: &mut Tx, letter: &letter::Model, now: Timestamp) -> Result<bool, DbErr> {
    if letter.tries >= MOST_TRIES || now > letter.created_at.plus_minutes(STALE_HOURS * 60) {
        tracing::warn!(kind = letter.kind.as_str(), "a letter didn't go out in time and is dropped");
        settle(tx, letter, now).await?;
        return Ok(false);
    }
    // Each failed try waits longer than the one before.
    let until = now.plus_minutes(CLAIM_MINUTES << letter.tries);
    let taken = letter::Entity::update_many()
        .col_expr(letter::Column::ClaimedUntil, Expr::value(until))
        .col_expr(letter::Column::Tries, Expr::value(letter.tries + 1))
        .filter(letter::Column::OrganisationId.eq(letter.organisation_id))
        .filter(letter::Column::Id.eq(letter.id))
        .filter(letter::Column::Tries.eq(letter.tries))
        .filter(letter::Column::SentAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Notes that a letter is done with.
pub async fn settle(tx: &mut Tx, letter: &letter::Model, now: Timestamp) -> Result<(), DbErr> {
    letter::Entity::update_many()
        .col_expr(letter::Column::SentAt, Expr::value(now))
        .filter(letter::Column::OrganisationId.eq(letter.organisation_id))
        .filter(letter::Column::Id.eq(letter.id))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Forgets what was written before a moment, which is long enough ago that nothing goes out twice; returns how much.
pub async fn forget_before(tx: &Tx, organisation: OrganisationId, before: Timestamp) -> Result<u64, DbErr> {
    let old = letter::Entity::delete_many()
        .filter(letter::Column::OrganisationId.eq(organisation))
        .filter(letter::Column::CreatedAt.lt(before));
    Ok(old.exec(tx.conn()).await?.rows_affected)
}
