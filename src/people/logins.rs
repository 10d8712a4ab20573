//! Logins: a device that is signed in. The database holds the hash of its token, never the token.

use entity::ids::{AccountId, DeliberationId, LoginId, OrganisationId};
use entity::time::Timestamp;
use entity::{account, login};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Value,
};

use crate::crypto::Token;
use crate::db::{Both, Question, Tx};

/// Days that a login lasts.
pub const LIFETIME_DAYS: i64 = 30;
/// Days without use after which a login ends.
pub const IDLE_DAYS: i64 = 14;
/// Minutes after typing the password in which a delicate act doesn't ask for it again.
const PROVEN_MINUTES: i64 = 15;
/// Hours that a login for one conversation lasts at the most.
pub const VISIT_HOURS: i64 = 12;
/// Days after which a login that is over is forgotten. For so long a device that came by code still finds the goodbye.
const FORGOTTEN_DAYS: i64 = 7;
/// How old `seen_at` gets before it is written again, in minutes.
const SEEN_MINUTES: i64 = 10;
/// Logins that one account has at once, all of them listed; one more ends the one that was used longest ago.
pub const MOST_LOGINS: u64 = 50;

/// One conversation that a login is limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub organisation: OrganisationId,
    pub deliberation: DeliberationId,
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// With a password.
    Password,
    /// With a second factor too.
    Second,
    /// With the word of a provider of OpenID Connect.
    OpenId {
        /// Whether a second factor was shown too, there or here.
        second: bool,
    },
    /// With a code for one conversation.
    Visit(Visit),
}

/// Signs a device in; returns the token for its cookie.
pub async fn start(
    tx: &mut Tx,
    account: AccountId,
    shown: Shown,
    device: &str,
    now: Timestamp,
) -> Result<Token, DbErr> {
    insert(tx, account, shown, device, now).await
}

/// Makes a login for one conversation, to be admitted by its facilitator.
pub async fn ask_to_join(
    tx: &mut Tx,
    account: AccountId,
    visit: Visit,
    device: &str,
    now: Timestamp,
) -> Result<Token, DbErr> {
    insert(tx, account, Shown::Visit(visit), device, now).await
}

async fn insert(tx: &mut Tx, account: AccountId, shown: Shown, device: &str, now: Timestamp) -> Result<Token, DbErr> {
    let token = Token::new();
    let visit = match shown {
        Shown::Visit(visit) => Some(visit),
        Shown::Password | Shown::Second | Shown::OpenId { .. } => None,
    };
    let expires_at = match visit {
        Some(_) => now.plus_minutes(VISIT_HOURS * 60),
        None => now.plus_days(LIFETIME_DAYS),
    };
    let row = login::ActiveModel {
        id: Set(LoginId::new()),
        account_id: Set(account),
        token_hash: Set(token.hash()),
        organisation_id: Set(visit.map(|v| v.organisation)),
        deliberation_id: Set(visit.map(|v| v.deliberation)),
        admitted: Set(visit.is_none()),
        device: Set(device.chars().take(120).collect()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(expires_at),
        second: Set(matches!(shown, Shown::Second | Shown::OpenId { second: true })),
        by_openid: Set(matches!(shown, Shown::OpenId { .. })),
        proven_at: Set(now),
    };
    end_oldest(tx, account).await?;
    tx.insert(row).await?;
    Ok(token)
}

/// Makes room for one more login.
async fn end_oldest(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    let surplus: Vec<LoginId> = login::Entity::find()
        .select_only()
        .column(login::Column::Id)
        .filter(login::Column::AccountId.eq(account))
        .order_by_desc(login::Column::SeenAt)
        .order_by_desc(login::Column::Id)
        .offset(MOST_LOGINS - 1)
        .limit(MOST_LOGINS)
        .into_tuple()
        .all(tx.conn())
        .await?;
    if surplus.is_empty() {
        return Ok(());
    }
    login::Entity::delete_many().filter(login::Column::Id.is_in(surplus)).exec(tx.conn()).await.map(|_| ())
}

/// Returns the moments after which the time of a login that is on must end, and after which it must have been used.
pub fn bounds(now: Timestamp) -> [Timestamp; 2] {
    [now, now.plus_days(-IDLE_DAYS)]
}

/// The condition that a login is on: its time isn't over, and it was used lately.
pub fn is_on([now, lately]: [impl Into<Value>; 2]) -> SimpleExpr {
    login::Column::ExpiresAt.gt(now).and(login::Column::SeenAt.gt(lately))
}

/// Tells whether the password was typed so lately that a delicate act needn't ask for it.
pub fn is_proven(login: &login::Model, now: Timestamp) -> bool {
    login.proven_at.plus_minutes(PROVEN_MINUTES) > now
}

/// Notes that the password was typed again, or that somebody showed anew at the provider that it is them.
pub async fn prove(tx: &mut Tx, id: LoginId, now: Timestamp) -> Result<(), DbErr> {
    login::Entity::update_many()
        .col_expr(login::Column::ProvenAt, Expr::value(now))
        .filter(login::Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Gives a login another token, which takes the place of the one so far; returns it for the cookie.
pub async fn renew(tx: &mut Tx, id: LoginId) -> Result<Token, DbErr> {
    let token = Token::new();
    login::Entity::update_many()
        .col_expr(login::Column::TokenHash, Expr::value(token.hash()))
        .filter(login::Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map(|_| token)
}

/// Notes that a second factor was shown in this login.
pub async fn show_second(tx: &mut Tx, id: LoginId) -> Result<(), DbErr> {
    login::Entity::update_many()
        .col_expr(login::Column::Second, Expr::value(true))
        .filter(login::Column::Id.eq(id))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Finds the login and account of a token whose login is on.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    token: &Token,
    now: Timestamp,
) -> Result<Option<(login::Model, account::Model)>, DbErr> {
    static BY_TOKEN: Question = Question::new();
    let [now, lately] = bounds(now);
    let values = [token.hash().into(), now.into(), lately.into()];
    let asked = BY_TOKEN.ask(db.get_database_backend(), values, |[token, now, lately]| {
        let to_account = login::Entity::belongs_to(account::Entity).from(login::Column::AccountId);
        let query = login::Entity::find()
            .join(JoinType::InnerJoin, to_account.to(account::Column::Id).into())
            .select_also(account::Entity)
            .filter(login::Column::TokenHash.eq(token))
            .filter(is_on([now, lately]));
        query.into_query()
    });
    let found = Both::<login::Model, account::Model>::find_by_statement(asked).one(db).await?;
    Ok(found.map(|Both(login, account)| (login, account)))
}

/// Tells whether a token was let in to one conversation, be it long ago.
pub async fn was_visit<C: ConnectionTrait>(db: &C, token: &Token) -> Result<bool, DbErr> {
    let login = login::Entity::find().filter(login::Column::TokenHash.eq(token.hash())).one(db).await?;
    Ok(login.is_some_and(|login| login.admitted && login.deliberation_id.is_some()))
}

/// Tells whether the login's last sight is old enough to write down anew.
pub fn is_stale(login: &login::Model, now: Timestamp) -> bool {
    login.seen_at.plus_minutes(SEEN_MINUTES) < now
}

/// Notes that a login was seen.
pub async fn touch(tx: &mut Tx, id: LoginId, now: Timestamp) -> Result<(), DbErr> {
    login::Entity::update_many()
        .col_expr(login::Column::SeenAt, Expr::value(now))
        .filter(login::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Lists an account's own logins, last seen first.
pub async fn list<C: ConnectionTrait>(db: &C, account: AccountId, now: Timestamp) -> Result<Vec<login::Model>, DbErr> {
    login::Entity::find()
        .filter(login::Column::AccountId.eq(account))
        .filter(is_on(bounds(now)))
        .order_by_desc(login::Column::SeenAt)
        .limit(MOST_LOGINS)
        .all(db)
        .await
}

/// Ends one of an account's own logins.
pub async fn end(tx: &mut Tx, account: AccountId, id: LoginId) -> Result<(), DbErr> {
    login::Entity::delete_many()
        .filter(login::Column::AccountId.eq(account))
        .filter(login::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Ends the login of a token, if there is one.
pub async fn end_token(tx: &mut Tx, token: &Token) -> Result<(), DbErr> {
    login::Entity::delete_many().filter(login::Column::TokenHash.eq(token.hash())).exec(tx.conn()).await.map(|_| ())
}

/// Ends an account's logins for single conversations of an organisation, as leaving it does.
pub async fn end_visits(tx: &mut Tx, organisation: OrganisationId, account: AccountId) -> Result<(), DbErr> {
    login::Entity::delete_many()
        .filter(login::Column::AccountId.eq(account))
        .filter(login::Column::OrganisationId.eq(organisation))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets the devices whose logins have been over for a week, by their time or because nobody used them. Called at each start of
/// the server.
pub async fn forget_past(tx: &mut Tx, now: Timestamp) -> Result<(), DbErr> {
    let over = login::Column::ExpiresAt.lt(now.plus_days(-FORGOTTEN_DAYS));
    let unused = login::Column::SeenAt.lt(now.plus_days(-IDLE_DAYS - FORGOTTEN_DAYS));
    login::Entity::delete_many().filter(over.or(unused)).exec(tx.conn()).await?;
    Ok(())
}

/// Ends all logins of an account, as a password recovery does.
pub async fn end_all(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    login::Entity::delete_many().filter(login::Column::AccountId.eq(account)).exec(tx.conn()).await?;
    Ok(())
}

/// Ends everybody's logins, as putting back a backup does: among them may be some that were ended since.
pub async fn end_everybodys(tx: &mut Tx) -> Result<(), DbErr> {
    login::Entity::delete_many().exec(tx.conn()).await?;
    Ok(())
}

/// Ends all logins of an account but one, as a change of password does.
pub async fn end_others(tx: &mut Tx, account: AccountId, keep: LoginId) -> Result<(), DbErr> {
    login::Entity::delete_many()
        .filter(login::Column::AccountId.eq(account))
        .filter(login::Column::Id.ne(keep))
        .exec(tx.conn())
        .await?;
    Ok(())
}
