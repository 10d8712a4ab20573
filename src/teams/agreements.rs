//! A team's short agreement ('afspraken'): versions that each member accepts once.
//!
//! A new team has no row yet: it reads the text of content/agreement.toml, which is stored as version 1 with the first
//! acceptance.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use entity::ids::{AccountId, AgreementId, OrganisationId, TeamId};
use entity::team_notice::NoticeKind;
use entity::time::Timestamp;
use entity::{account, agreement, agreement_acceptance, team, team_member};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;

use super::members::{self, Notice, TeamRef};
use crate::db::Tx;
use crate::people::Actor;

/// Longest agreement, in characters.
pub const LONGEST: usize = 6_000;
/// Acceptances listed at once.
const LIST_LIMIT: u64 = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: BTreeMap<String, String>,
}

static DEFAULT: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../content/agreement.toml")).expect("the text is checked by a test");
    file.text
});

/// Why an agreement isn't changed or accepted.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is a newer version than the one that was read.
    #[error("the agreement changed meanwhile")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The text that counts now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    pub version: i32,
    pub text: String,
    /// When it was written; nothing for the text that every team starts with.
    pub since: Option<Timestamp>,
}

/// Returns the text that every team starts with, in a language of the product.
pub fn default_text(language: &str) -> &'static str {
    DEFAULT.get(language).or_else(|| DEFAULT.get("nl")).map_or("", |text| text.trim())
}

/// Returns the agreement that counts now.
pub async fn current<C: ConnectionTrait>(db: &C, team: TeamRef, language: &str) -> Result<Current, DbErr> {
    Ok(match newest(db, team).await? {
        Some(row) => {
            // The text of content/ is shown to each in their own language; a text of the team is as they wrote it.
            let unchanged = DEFAULT.values().any(|text| text.trim() == row.text);
            let text = if unchanged { default_text(language).to_owned() } else { row.text };
            Current { version: row.version, text, since: Some(row.created_at) }
        }
        None => Current { version: 1, text: default_text(language).to_owned(), since: None },
    })
}

/// Lists who accepted the present version, by name.
pub async fn accepted_by<C: ConnectionTrait>(db: &C, team: TeamRef) -> Result<Vec<(AccountId, String)>, DbErr> {
    let Some(row) = newest(db, team).await? else { return Ok(Vec::new()) };
    let ids: Vec<AccountId> = agreement_acceptance::Entity::find()
        .filter(agreement_acceptance::Column::OrganisationId.eq(team.organisation))
        .filter(agreement_acceptance::Column::AgreementId.eq(row.id))
        .limit(LIST_LIMIT)
        .all(db)
        .await?
        .into_iter()
        .map(|acceptance| acceptance.account_id)
        .collect();
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .order_by_asc(account::Column::Name)
        .limit(LIST_LIMIT)
        .all(db)
        .await?;
    Ok(accounts.into_iter().map(|account| (account.id, account.name)).collect())
}

/// Lists the actor's teams whose present agreement they haven't accepted, by name.
pub async fn awaiting<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<team::Model>, DbErr> {
    let ids: Vec<TeamId> = team_member::Entity::find()
        .filter(team_member::Column::OrganisationId.eq(actor.organisation))
        .filter(team_member::Column::AccountId.eq(actor.account))
        .limit(LIST_LIMIT)
        .all(db)
        .await?
        .into_iter()
        .map(|place| place.team_id)
        .collect();
    let versions = versions_of(db, actor.organisation, &ids).await?;
    let newest = |team: TeamId| versions.iter().find(|(of, _)| *of == team).map(|(_, id)| *id);
    let wanted: Vec<AgreementId> = ids.iter().filter_map(|team| newest(*team)).collect();
    let accepted: Vec<AgreementId> = agreement_acceptance::Entity::find()
        .filter(agreement_acceptance::Column::OrganisationId.eq(actor.organisation))
        .filter(agreement_acceptance::Column::AccountId.eq(actor.account))
        .filter(agreement_acceptance::Column::AgreementId.is_in(wanted))
        .limit(LIST_LIMIT)
        .all(db)
        .await?
        .into_iter()
        .map(|acceptance| acceptance.agreement_id)
        .collect();
    let open = ids.into_iter().filter(|team| newest(*team).is_none_or(|id| !accepted.contains(&id)));
    team::Entity::find()
        .filter(team::Column::OrganisationId.eq(actor.organisation))
        .filter(team::Column::Id.is_in(open))
        .order_by_asc(team::Column::Name)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Accepts the version that the person read. A second time changes nothing.
pub async fn accept(tx: &mut Tx, team: TeamRef, by: AccountId, read: &Current, now: Timestamp) -> Result<(), Refused> {
    let row = match newest(tx.conn(), team).await? {
        Some(row) => row,
        None => insert(tx, team, by, read, now).await?,
    };
    if row.version != read.version {
        return Err(Refused::Changed);
    }
    Ok(note_acceptance(tx, team, by, row.id, now).await?)
}

/// Writes a new version, told to the team; its writer accepts it by writing it.
pub async fn revise(
    tx: &mut Tx,
    team: TeamRef,
    by: AccountId,
    edited: &Current,
    now: Timestamp,
) -> Result<(), Refused> {
    let before = newest(tx.conn(), team).await?.map_or(1, |row| row.version);
    if before != edited.version {
        return Err(Refused::Changed);
    }
    let next = Current { version: before + 1, ..edited.clone() };
    let row = insert(tx, team, by, &next, now).await?;
    if row.text != next.text {
        return Err(Refused::Changed);
    }
    note_acceptance(tx, team, by, row.id, now).await?;
    let detail = next.version.to_string();
    let notice = Notice { kind: NoticeKind::AgreementChanged, account: by, by, detail: &detail };
    Ok(members::tell(tx, team, notice, now).await?)
}

/// Stores a version unless somebody else just did; returns the one that is stored.
async fn insert(
    tx: &mut Tx,
    team: TeamRef,
    by: AccountId,
    text: &Current,
    now: Timestamp,
) -> Result<agreement::Model, Refused> {
    let row = agreement::ActiveModel {
        organisation_id: Set(team.organisation),
        id: Set(AgreementId::new()),
        team_id: Set(team.team),
        version: Set(text.version),
        text: Set(text.text.clone()),
        created_by: Set(by),
        created_at: Set(now),
    };
    let columns = [agreement::Column::OrganisationId, agreement::Column::TeamId, agreement::Column::Version];
    let first = OnConflict::columns(columns).do_nothing().to_owned();
    agreement::Entity::insert(row).on_conflict(first).exec_without_returning(tx.conn()).await?;
    newest(tx.conn(), team).await?.ok_or(Refused::Changed)
}

async fn note_acceptance(
    tx: &mut Tx,
    team: TeamRef,
    by: AccountId,
    agreement: AgreementId,
    now: Timestamp,
) -> Result<(), DbErr> {
    let row = agreement_acceptance::ActiveModel {
        organisation_id: Set(team.organisation),
        agreement_id: Set(agreement),
        account_id: Set(by),
        accepted_at: Set(now),
    };
    let columns = [
        agreement_acceptance::Column::OrganisationId,
        agreement_acceptance::Column::AgreementId,
        agreement_acceptance::Column::AccountId,
    ];
    agreement_acceptance::Entity::insert(row)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await
        .map(|_| ())
}

async fn newest<C: ConnectionTrait>(db: &C, team: TeamRef) -> Result<Option<agreement::Model>, DbErr> {
    agreement::Entity::find()
        .filter(agreement::Column::OrganisationId.eq(team.organisation))
        .filter(agreement::Column::TeamId.eq(team.team))
        .order_by_desc(agreement::Column::Version)
        .limit(1)
        .one(db)
        .await
}

/// Lists the versions of these teams, the newest first, without their texts.
async fn versions_of<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    teams: &[TeamId],
) -> Result<Vec<(TeamId, AgreementId)>, DbErr> {
    agreement::Entity::find()
        .select_only()
        .columns([agreement::Column::TeamId, agreement::Column::Id])
        .filter(agreement::Column::OrganisationId.eq(organisation))
        .filter(agreement::Column::TeamId.is_in(teams.iter().copied()))
        .order_by_desc(agreement::Column::Version)
        .limit(LIST_LIMIT * 10)
        .into_tuple()
        .all(db)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_teams_start_with_is_there_in_both_languages() {
        for language in ["nl", "en"] {
            let text = &DEFAULT[language];
            assert!(text.lines().count() > 5 && text.chars().count() < LONGEST);
        }
    }
}
