//! What somebody went to the provider of OpenID Connect for. Kept under the hash of what only their browser holds; taken once.

use entity::ids::{LinkId, LoginId, OrganisationId};
use entity::openid_errand::{self, ErrandPurpose};
use entity::time::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::crypto::Token;
use crate::db::Tx;

/// Minutes in which somebody comes back.
const MINUTES: i64 = 10;
/// Signs of an address to come back to that are kept.
const BACK_MAX: usize = 1_000;

/// What for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    SignIn,
    /// An invitation, and what somebody new wants to be called.
    Join {
        organisation: OrganisationId,
        link: LinkId,
        name: String,
    },
    Link(LoginId),
    Prove(LoginId),
}

/// An errand on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    pub purpose: Purpose,
    /// Where on this site it leads to.
    pub back: String,
    pub begun_at: Timestamp,
}

impl Errand {
    /// Tells whether the provider has to ask anew who it is.
    pub fn anew(&self) -> bool {
        matches!(self.purpose, Purpose::Prove(_))
    }
}

/// Notes an errand; those whose time is over are forgotten.
pub async fn begin(tx: &mut Tx, token: &Token, errand: Errand) -> Result<(), DbErr> {
    openid_errand::Entity::delete_many()
        .filter(openid_errand::Column::BegunAt.lte(errand.begun_at.plus_minutes(-MINUTES)))
        .exec(tx.conn())
        .await?;
    let (purpose, login, invitation, name) = match errand.purpose {
        Purpose::SignIn => (ErrandPurpose::SignIn, None, None, String::new()),
        Purpose::Join { organisation, link, name } => (ErrandPurpose::Join, None, Some((organisation, link)), name),
        Purpose::Link(login) => (ErrandPurpose::Link, Some(login), None, String::new()),
        Purpose::Prove(login) => (ErrandPurpose::Prove, Some(login), None, String::new()),
    };
    let back = if errand.back.len() <= BACK_MAX { errand.back } else { "/".to_owned() };
    let row = openid_errand::ActiveModel {
        token_hash: Set(token.hash()),
        purpose: Set(purpose),
        login_id: Set(login),
        organisation_id: Set(invitation.map(|(organisation, _)| organisation)),
        link_id: Set(invitation.map(|(_, link)| link)),
        name: Set(name),
        back: Set(back),
        begun_at: Set(errand.begun_at),
    };
    tx.insert(row).await?;
    Ok(())
}

/// Takes an errand away, so that no answer counts twice; `None` when there is none, or its time is over.
pub async fn take(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<Option<Errand>, DbErr> {
    let Some(row) = openid_errand::Entity::find_by_id(token.hash()).one(tx.conn()).await? else { return Ok(None) };
    let gone = openid_errand::Entity::delete_by_id(token.hash()).exec(tx.conn()).await?;
    if gone.rows_affected != 1 || row.begun_at.plus_minutes(MINUTES) <= now {
        return Ok(None);
    }
    let purpose = match (row.purpose, row.login_id, row.organisation_id.zip(row.link_id)) {
        (ErrandPurpose::SignIn, ..) => Purpose::SignIn,
        (ErrandPurpose::Join, _, Some((organisation, link))) => Purpose::Join { organisation, link, name: row.name },
        (ErrandPurpose::Link, Some(login), _) => Purpose::Link(login),
        (ErrandPurpose::Prove, Some(login), _) => Purpose::Prove(login),
        _ => return Ok(None),
    };
    Ok(Some(Errand { purpose, back: row.back, begun_at: row.begun_at }))
}
