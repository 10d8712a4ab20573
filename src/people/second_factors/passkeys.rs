//! Passkeys: made by a phone, a computer or a key on a ring. The server keeps the public half and asks a question that counts once.

use entity::ids::{AccountId, SecondFactorId};
use entity::passkey_question;
use entity::second_factor::{self, FactorKind};
use entity::time::Timestamp;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::list;
use crate::db::Tx;

/// Minutes in which a question is to be answered.
const ANSWER_MINUTES: i64 = 5;

/// Why a passkey isn't taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No question was asked, it was answered already, or the answer is wrong.
    #[error("the passkey's answer doesn't fit the question")]
    Wrong,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
    /// Something broke on our side.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Whom a passkey is for: the account, its address and its name.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    pub account: AccountId,
    pub email: &'a str,
    pub name: &'a str,
}

/// Returns the site for which passkeys are made; `None` where there can be none: an address of digits has no name to bind to.
pub fn site(public_url: &str) -> Option<Webauthn> {
    let origin = Url::parse(public_url).ok()?;
    let name = origin.domain()?;
    WebauthnBuilder::new(name, &origin).and_then(|builder| builder.rp_name("Omgang").build()).ok()
}

/// Asks a device to make a passkey; one that it made before is left alone.
pub async fn ask_to_make(
    tx: &mut Tx,
    site: &Webauthn,
    owner: Owner<'_>,
    now: Timestamp,
) -> Result<CreationChallengeResponse, Refused> {
    let known = passkeys(&list(tx.conn(), owner.account).await?)?;
    let known = known.iter().map(|(_, passkey)| passkey.cred_id().clone()).collect();
    let (question, state) = site
        .start_passkey_registration(owner.account.0, owner.email, owner.name, Some(known))
        .map_err(anyhow::Error::new)?;
    remember(tx, owner.account, &state, now).await?;
    Ok(question)
}

/// Takes a passkey that a device made.
pub async fn make(
    tx: &mut Tx,
    site: &Webauthn,
    account: AccountId,
    (name, answer): (String, &str),
    now: Timestamp,
) -> Result<(), Refused> {
    let state: PasskeyRegistration = recall(tx, account, now).await?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(wrong)?;
    let passkey = site.finish_passkey_registration(&answer, &state).map_err(wrong)?;
    let row = second_factor::ActiveModel {
        account_id: Set(account),
        id: Set(SecondFactorId::random()),
        kind: Set(FactorKind::Passkey),
        name: Set(name),
        secret: Set(serde_json::to_vec(&passkey).map_err(anyhow::Error::new)?),
        last_step: Set(0),
        confirmed: Set(true),
        created_at: Set(now),
    };
    tx.insert(row).await?;
    Ok(())
}

/// Asks for one of an account's passkeys; `None` when it has none.
pub async fn ask(
    tx: &mut Tx,
    site: &Webauthn,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<RequestChallengeResponse>, Refused> {
    let known: Vec<Passkey> =
        passkeys(&list(tx.conn(), account).await?)?.into_iter().map(|(_, passkey)| passkey).collect();
    if known.is_empty() {
        return Ok(None);
    }
    let (question, state) = site.start_passkey_authentication(&known).map_err(anyhow::Error::new)?;
    remember(tx, account, &state, now).await?;
    Ok(Some(question))
}

/// Takes the answer of a passkey; a counter that went back betrays a copy, and is refused.
pub async fn take(
    tx: &mut Tx,
    site: &Webauthn,
    account: AccountId,
    answer: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    let state: PasskeyAuthentication = recall(tx, account, now).await?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(wrong)?;
    let shown = site.finish_passkey_authentication(&answer, &state).map_err(wrong)?;
    for (id, mut passkey) in passkeys(&list(tx.conn(), account).await?)? {
        if passkey.update_credential(&shown) == Some(true) {
            let secret = serde_json::to_vec(&passkey).map_err(anyhow::Error::new)?;
            second_factor::Entity::update_many()
                .col_expr(second_factor::Column::Secret, Expr::value(secret))
                .filter(second_factor::Column::AccountId.eq(account))
                .filter(second_factor::Column::Id.eq(id))
                .exec(tx.conn())
                .await?;
        }
    }
    Ok(())
}

/// Says in the log why an answer isn't taken: the reason, nothing of the answer.
fn wrong(reason: impl std::error::Error) -> Refused {
    tracing::info!(%reason, "a passkey's answer wasn't taken");
    Refused::Wrong
}

fn passkeys(rows: &[second_factor::Model]) -> anyhow::Result<Vec<(SecondFactorId, Passkey)>> {
    let keys = rows.iter().filter(|row| row.kind == FactorKind::Passkey);
    keys.map(|row| Ok((row.id, serde_json::from_slice(&row.secret)?))).collect()
}

/// Keeps the question on the server; a newer one takes its place.
async fn remember<T: Serialize>(tx: &mut Tx, account: AccountId, state: &T, now: Timestamp) -> Result<(), Refused> {
    let row = passkey_question::ActiveModel {
        account_id: Set(account),
        state: Set(serde_json::to_string(state).map_err(anyhow::Error::new)?),
        expires_at: Set(now.plus_minutes(ANSWER_MINUTES)),
    };
    let columns = [passkey_question::Column::State, passkey_question::Column::ExpiresAt];
    let newest = OnConflict::column(passkey_question::Column::AccountId).update_columns(columns).to_owned();
    passkey_question::Entity::insert(row).on_conflict(newest).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes the question away, so that no answer counts twice.
async fn recall<T: DeserializeOwned>(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<T, Refused> {
    let row = passkey_question::Entity::find_by_id(account).one(tx.conn()).await?.ok_or(Refused::Wrong)?;
    passkey_question::Entity::delete_by_id(account).exec(tx.conn()).await?;
    if row.expires_at <= now {
        return Err(Refused::Wrong);
    }
    serde_json::from_str(&row.state).map_err(wrong)
}
