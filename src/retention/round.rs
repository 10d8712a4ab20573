//! One round: what comes near its end is announced, what was announced long enough goes, and what is no longer near is left alone
//! again. Each in a transaction of its own, so that whatever ends the round leaves the old or the new, and the next goes on.

use std::collections::{BTreeMap, BTreeSet};

use entity::erasure::{self, ErasureKind};
use entity::ids::OrganisationId;
use entity::letter::LetterKind;
use entity::time::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::days::{self, Days};
use super::due::{self, Asked, Due, MOST};
use super::{NOTICE_DAYS, Terms, erase, terms};
use crate::db::{Db, Tx, facts};
use crate::guard;
use crate::letters::{self, About};

/// Noted while something that was erased may still stand in the database's files.
pub const UNSWEPT: &str = "erased_unswept";

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    pub announced: u64,
    pub erased: u64,
    /// Notices, links and the memory of mails.
    pub traces: u64,
    /// The files were cleaned; `false` when that has to wait for the next round.
    pub swept: bool,
}

/// Goes round all organisations once. Refuses when the clock was set back.
pub async fn round(db: &Db, now: Timestamp) -> Result<Round, guard::Refused> {
    guard::require_clock(db, now).await?;
    let mut tx = db.write().await?;
    let days = days::note(&mut tx, now).await?;
    tx.commit().await?;
    let mut round = Round::default();
    for organisation in erase::organisations(db.read()).await? {
        let terms = terms::of(db.read(), organisation).await?;
        let keeper = Keeper { db, organisation, terms, now, days };
        for kind in ErasureKind::ALL {
            keeper.go_through(kind, &mut round).await?;
        }
        let mut tx = db.write().await?;
        round.traces += erase::traces(&mut tx, organisation, &terms, days.believed).await?;
        tx.commit().await?;
    }
    round.swept = sweep(db).await?;
    Ok(round)
}

/// Notes that something is erased of which the files have to be cleaned.
pub async fn leave_to_sweep(tx: &mut Tx) -> Result<(), DbErr> {
    facts::put(tx, UNSWEPT, "1".to_owned()).await
}

/// Cleans the database's files of what was erased; `true` when nothing is left in them.
pub async fn sweep(db: &Db) -> Result<bool, DbErr> {
    if facts::find(db.read(), UNSWEPT).await?.is_none() {
        return Ok(true);
    }
    if !db.sweep().await? {
        return Ok(false);
    }
    let mut tx = db.write().await?;
    facts::forget(&mut tx, UNSWEPT).await?;
    tx.commit().await?;
    Ok(true)
}

/// What one organisation's round needs.
struct Keeper<'a> {
    db: &'a Db,
    organisation: OrganisationId,
    terms: Terms,
    now: Timestamp,
    days: Days,
}

impl Keeper<'_> {
    async fn go_through(&self, kind: ErasureKind, round: &mut Round) -> Result<(), DbErr> {
        if kind == ErasureKind::CopyDraft {
            self.note_unseen().await?;
        }
        let due = due::list(self.db.read(), kind, self.asked(None)).await?;
        let rows = self.rows(kind).await?;
        for one in &due {
            let row = rows.get(&one.subject);
            if self.end(one, row) > self.now.plus_days(NOTICE_DAYS) {
                // Extended: near again after another term.
                continue;
            }
            match row.and_then(|row| Some((row.announced_on?, row.goes_at?))) {
                None => round.announced += u64::from(self.announce(one, row).await?),
                Some((on, goes_at)) if self.days.count - on >= NOTICE_DAYS && goes_at <= self.now => {
                    round.erased += u64::from(self.erase(one).await?);
                }
                Some(_) => {}
            }
        }
        // With so many, what isn't among them may just be further on.
        if due.len() < usize::try_from(MOST).unwrap_or(usize::MAX) {
            let gone = rows.values().filter(|row| !due.iter().any(|one| one.subject == row.subject_id));
            self.call_off(gone.collect(), kind).await?;
        }
        Ok(())
    }

    fn asked(&self, only: Option<Uuid>) -> Asked<'_> {
        Asked { organisation: self.organisation, terms: &self.terms, now: self.now, only }
    }

    /// The end of its term, with what was added to it.
    fn end(&self, due: &Due, row: Option<&erasure::Model>) -> Timestamp {
        let extended = row.is_some_and(|row| row.extended);
        super::read::end(&self.terms, due.at, extended)
    }

    /// What is known of those of a kind that are not erased yet.
    async fn rows(&self, kind: ErasureKind) -> Result<BTreeMap<Uuid, erasure::Model>, DbErr> {
        let rows = erasure::Entity::find()
            .filter(erasure::Column::OrganisationId.eq(self.organisation))
            .filter(erasure::Column::Kind.eq(kind))
            .filter(erasure::Column::DoneAt.is_null())
            .limit(MOST * 2)
            .all(self.db.read())
            .await?;
        Ok(rows.into_iter().map(|row| (row.subject_id, row)).collect())
    }

    async fn note_unseen(&self) -> Result<(), DbErr> {
        let unseen = due::unseen(self.db.read(), self.asked(None)).await?;
        if unseen.is_empty() {
            return Ok(());
        }
        let tx = self.db.write().await?;
        for copy in unseen {
            tx.insert(blank(self.organisation, ErasureKind::CopyDraft, copy.id.0, self.now)).await?;
        }
        tx.commit().await
    }

    /// Announces that something goes, to whom it concerns; the page that they begin at shows it, and a mail tells its owner.
    async fn announce(&self, due: &Due, row: Option<&erasure::Model>) -> Result<bool, DbErr> {
        let mut tx = self.db.write().await?;
        // As it stands now: somebody may have gone on with it this very moment.
        if due::list(tx.conn(), due.kind, self.asked(Some(due.subject))).await?.is_empty() {
            return Ok(false);
        }
        let goes_at = self.end(due, row).max(self.now.plus_days(NOTICE_DAYS));
        let mut row = match row {
            Some(row) => row.clone().into_active_model(),
            None => {
                let fresh = blank(self.organisation, due.kind, due.subject, self.now).insert(tx.conn()).await?;
                fresh.into_active_model()
            }
        };
        row.announced_on = Set(Some(self.days.count));
        row.goes_at = Set(Some(goes_at));
        row.update(tx.conn()).await?;
        // One mail a day, however much it is: it is written again and again, and kept once.
        let edition = i32::try_from(self.days.count).unwrap_or(i32::MAX);
        let (organisation, kind) = (self.organisation, LetterKind::Erasure);
        let about = About { organisation, kind, subject: organisation.0, edition };
        match due.owner {
            Some(owner) => letters::write_to(&mut tx, about, &[owner], (self.now, self.now)).await?,
            None => letters::write_to_team(&mut tx, about, due.team, self.now, self.now).await?,
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn erase(&self, due: &Due) -> Result<bool, DbErr> {
        let mut tx = self.db.write().await?;
        erase::hold(&tx, self.organisation, due).await?;
        let still = due::list(tx.conn(), due.kind, self.asked(Some(due.subject))).await?;
        let row = erasure::Entity::find_by_id((self.organisation, due.kind, due.subject)).one(tx.conn()).await?;
        let stands = row.as_ref().is_some_and(|row| row.announced_on.is_some() && row.done_at.is_none());
        if still.is_empty() || !stands || self.end(&still[0], row.as_ref()) > self.now {
            return Ok(false);
        }
        erase::erase(&mut tx, self.organisation, due, self.now).await?;
        leave_to_sweep(&mut tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Takes announcements back: what they are about was touched, is in use, or has a longer term by now.
    async fn call_off(&self, rows: Vec<&erasure::Model>, kind: ErasureKind) -> Result<(), DbErr> {
        if rows.is_empty() {
            return Ok(());
        }
        let making: BTreeSet<Uuid> = match kind {
            ErasureKind::CopyDraft => {
                due::making(self.asked(None)).all(self.db.read()).await?.into_iter().map(|copy| copy.id.0).collect()
            }
            _ => BTreeSet::new(),
        };
        for row in rows {
            // What was put off, and what counts from when it was first seen, is still known then.
            let is_known = row.extended || making.contains(&row.subject_id);
            if is_known && row.announced_on.is_none() {
                continue;
            }
            let tx = self.db.write().await?;
            if is_known {
                let mut row = row.clone().into_active_model();
                row.announced_on = Set(None);
                row.goes_at = Set(None);
                row.update(tx.conn()).await?;
            } else {
                erasure::Entity::delete_by_id((row.organisation_id, row.kind, row.subject_id)).exec(tx.conn()).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }
}

/// A row about something of which nothing is decided yet.
pub(super) fn blank(
    organisation: OrganisationId,
    kind: ErasureKind,
    subject: Uuid,
    since: Timestamp,
) -> erasure::ActiveModel {
    let row = erasure::Model {
        organisation_id: organisation,
        kind,
        subject_id: subject,
        since,
        announced_on: None,
        goes_at: None,
        extended: false,
        done_at: None,
    };
    row.into_active_model()
}
