//! What touched the safety of accounts: who signed in, who was refused, whose role changed. No text, no title, no search, no
//! address of mail.
//!
//! It isn't for watching people at work: an administrator reads of members only what was done to their accounts, and of who leads
//! also when they signed in. What somebody does with their own account, they alone read.

use entity::ids::{AccountId, OrganisationId, SecurityEventId};
use entity::security_event::{self, SecurityKind};
use entity::time::Timestamp;
use entity::{account, membership};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::clock;
use crate::db::Tx;

/// Weeks that it is kept.
pub const KEPT_WEEKS: i64 = 13;
/// Refused tries on one day from which an administrator reads of them: fewer are somebody's own fingers.
pub const MANY_REFUSED: i32 = 5;
/// Events shown at once, the last ones.
const LIST_LIMIT: u64 = 200;

/// Something that happened.
#[derive(Clone, Copy, Debug)]
pub struct Happened {
    pub kind: SecurityKind,
    pub organisation: Option<OrganisationId>,
    /// Who did it; nobody, when who runs the server did.
    pub by: Option<AccountId>,
    /// To whom it was done, when that is somebody else.
    pub to: Option<AccountId>,
}

impl Happened {
    /// Something that somebody did with their own account.
    pub fn own(kind: SecurityKind, account: AccountId) -> Self {
        Self { kind, organisation: None, by: Some(account), to: None }
    }
}

/// An event as it is read.
#[derive(Clone, Debug)]
pub struct Told {
    pub kind: SecurityKind,
    /// Who did it; nothing for who runs the server, or who is gone.
    pub by: Option<String>,
    pub to: Option<String>,
    pub times: i32,
    pub at: Timestamp,
}

/// Notes what happened, and says so in the log of the server: what, and under which number it stands here; not who.
pub async fn note(tx: &mut Tx, happened: Happened, now: Timestamp) -> Result<(), DbErr> {
    let row = security_event::Model {
        id: SecurityEventId::new(),
        organisation_id: happened.organisation,
        kind: happened.kind,
        account_id: happened.by,
        subject_id: happened.to,
        day: clock::date(now),
        times: 1,
        at: now,
    };
    say(&row);
    tx.insert(row.into_active_model()).await
}

/// Counts a refused try to sign in: of an account, or of an address that nobody has. One row a day for each.
pub async fn note_refused(tx: &mut Tx, account: Option<AccountId>, now: Timestamp) -> Result<(), DbErr> {
    let today = clock::date(now);
    let same = security_event::Entity::update_many()
        .col_expr(security_event::Column::Times, Expr::col(security_event::Column::Times).add(1))
        .col_expr(security_event::Column::At, Expr::value(now))
        .filter(security_event::Column::Kind.eq(SecurityKind::Refused))
        .filter(security_event::Column::Day.eq(today))
        .filter(match account {
            Some(account) => security_event::Column::AccountId.eq(account),
            None => security_event::Column::AccountId.is_null(),
        })
        .exec(tx.conn())
        .await?;
    if same.rows_affected > 0 {
        tracing::info!(security = SecurityKind::Refused.as_str(), "counted in the security log");
        return Ok(());
    }
    note(tx, Happened { kind: SecurityKind::Refused, organisation: None, by: account, to: None }, now).await
}

fn say(row: &security_event::Model) {
    tracing::info!(security = row.kind.as_str(), event = %row.id, "noted in the security log");
}

/// Lists what administrators of an organisation read, the last first.
pub async fn of_organisation<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Vec<Told>, DbErr> {
    let members = |leads: Condition| {
        let all = membership::Entity::find().select_only().column(membership::Column::AccountId);
        all.filter(membership::Column::OrganisationId.eq(organisation)).filter(leads).into_query()
    };
    let leads =
        Condition::any().add(membership::Column::Manager.eq(true)).add(membership::Column::Administrator.eq(true));
    let of_who_leads = Condition::all()
        .add(security_event::Column::AccountId.in_subquery(members(leads)))
        .add(security_event::Column::OrganisationId.is_null())
        .add(security_event::Column::Kind.is_in([
            SecurityKind::SignIn,
            SecurityKind::PasswordChanged,
            SecurityKind::SecondFactorChanged,
            SecurityKind::WayInChanged,
            SecurityKind::Recovered,
        ]));
    let many_refused = Condition::all()
        .add(security_event::Column::AccountId.in_subquery(members(Condition::all())))
        .add(security_event::Column::Kind.eq(SecurityKind::Refused))
        .add(security_event::Column::Times.gte(MANY_REFUSED));
    let its_own = Condition::all().add(security_event::Column::OrganisationId.eq(organisation));
    let shown = Condition::any().add(its_own).add(of_who_leads).add(many_refused);
    told(db, security_event::Entity::find().filter(shown)).await
}

/// Lists what happened to an account, the last first. Whoever calls it is its owner.
pub async fn of_account<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<Told>, DbErr> {
    let own = security_event::Column::AccountId.eq(account).and(security_event::Column::SubjectId.is_null());
    let shown = Condition::any().add(own).add(security_event::Column::SubjectId.eq(account));
    told(db, security_event::Entity::find().filter(shown)).await
}

async fn told<C: ConnectionTrait>(db: &C, query: Select<security_event::Entity>) -> Result<Vec<Told>, DbErr> {
    let rows = query
        .order_by_desc(security_event::Column::At)
        .order_by_desc(security_event::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    let people = rows.iter().flat_map(|row| [row.account_id, row.subject_id]).flatten();
    let people = account::Entity::find().filter(account::Column::Id.is_in(people)).all(db).await?;
    let name =
        |id: Option<AccountId>| id.and_then(|id| people.iter().find(|one| one.id == id)).map(|one| one.name.clone());
    let told = |row: security_event::Model| Told {
        kind: row.kind,
        by: name(row.account_id),
        to: name(row.subject_id),
        times: row.times,
        at: row.at,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Forgets what is older than its term; returns how many rows went.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, DbErr> {
    let oldest = now.plus_days(-KEPT_WEEKS * 7);
    let gone =
        security_event::Entity::delete_many().filter(security_event::Column::At.lt(oldest)).exec(tx.conn()).await?;
    Ok(gone.rows_affected)
}
