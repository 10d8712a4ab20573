//! The organisation's own words: streets, partners and colleagues that are always found before a text is shared, and words
//! that are never names here. Kept by administrators and facilitators; the names of members and teams need no list.

use std::collections::HashSet;

use dutch::redaction::{Category, Known};
use entity::ids::{KnownWordId, OrganisationId};
use entity::known_word;
use entity::team_member::TeamRole;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait,
};

use crate::db::Tx;
use crate::people::Actor;
use crate::teams::{self, members, memberships};

pub use entity::known_word::KnownWordKind;

/// Most characters of a word, words added at once, and words of an organisation.
pub const LONGEST: usize = 100;
pub const MOST_AT_ONCE: usize = 500;
pub const MOST: u64 = 5_000;
/// The list, and names of members and teams.
const MOST_KNOWN: u64 = MOST + 2_000;

/// Why words weren't added.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The organisation would have more words than the list holds.
    #[error("the list is full")]
    Full,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Tells whether somebody keeps the list: an administrator, or a facilitator of any team.
pub async fn may_keep<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<bool, DbErr> {
    if actor.only.is_some() {
        return Ok(false);
    }
    if actor.administrator {
        return Ok(true);
    }
    let places = members::of_account(db, actor.organisation, actor.account).await?;
    Ok(places.iter().any(|place| place.role == TeamRole::Facilitator))
}

/// Lists the words by the alphabet.
pub async fn list<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Vec<known_word::Model>, DbErr> {
    known_word::Entity::find()
        .filter(known_word::Column::OrganisationId.eq(organisation))
        .order_by_asc(known_word::Column::Word)
        .limit(MOST)
        .all(db)
        .await
}

/// Adds words of one kind; those that are there already stay as they are. Returns how many came in.
pub async fn add(
    tx: &mut Tx,
    organisation: OrganisationId,
    kind: KnownWordKind,
    words: Vec<String>,
) -> Result<usize, Refused> {
    let present = list(tx.conn(), organisation).await?;
    let mut seen: HashSet<String> =
        present.iter().filter(|row| row.kind == kind).map(|row| row.word.to_lowercase()).collect();
    let new: Vec<_> = words.into_iter().filter(|word| seen.insert(word.to_lowercase())).collect();
    if present.len() as u64 + new.len() as u64 > MOST {
        return Err(Refused::Full);
    }
    let count = new.len();
    let rows: Vec<_> = new
        .into_iter()
        .map(|word| known_word::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(KnownWordId::random()),
            kind: Set(kind),
            word: Set(word),
        })
        .collect();
    if !rows.is_empty() {
        known_word::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(count)
}

/// Takes one word off the list; nothing happens when it isn't there.
pub async fn remove(tx: &mut Tx, organisation: OrganisationId, word: KnownWordId) -> Result<(), DbErr> {
    known_word::Entity::delete_by_id((organisation, word)).exec(tx.conn()).await.map(|_| ())
}

/// What a name or word was asked for as, beside the kinds of words.
const MEMBER: &str = "member";
const TEAM: &str = "team";

/// Gathers all that the detector is to know: the members, the teams, and the list. All at once: each page on which somebody writes
/// pays for it.
pub async fn known<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Known, DbErr> {
    let words = known_word::Entity::find()
        .select_only()
        .columns([known_word::Column::Word, known_word::Column::Kind])
        .filter(known_word::Column::OrganisationId.eq(organisation));
    let mut all = memberships::names(organisation).expr_as(Expr::val(MEMBER), "kind").into_query();
    all.union(UnionType::All, teams::names(organisation).expr_as(Expr::val(TEAM), "kind").into_query())
        .union(UnionType::All, words.into_query())
        .limit(MOST_KNOWN);
    let rows = db.query_all(&all).await?;
    let read = |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    let mut found = rows.iter().map(read).collect::<Result<Vec<(String, String)>, DbErr>>()?;
    // In one order, so that the same words are the same key to what was found before.
    found.sort_unstable();
    let mut known = Known::default();
    for (word, kind) in found {
        match kind.as_str() {
            MEMBER => known.names.push(word),
            TEAM => known.names.extend(telling_words(&word)),
            kind => match KnownWordKind::parse(kind) {
                Some(KnownWordKind::Person) => known.words.push((Category::Person, word)),
                Some(KnownWordKind::Street) => known.words.push((Category::Address, word)),
                Some(KnownWordKind::Place) => known.words.push((Category::Place, word)),
                Some(KnownWordKind::Organisation) => known.words.push((Category::Organisation, word)),
                Some(KnownWordKind::Never) => known.never.push(word),
                None => {}
            },
        }
    }
    Ok(known)
}

/// The words by which a team is known.
fn telling_words(name: &str) -> impl Iterator<Item = String> {
    name.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("team")).map(ToOwned::to_owned)
}
