//! Organisations: the tenants. Nothing crosses from one to another.

use entity::ids::OrganisationId;
use entity::time::Timestamp;
use entity::{account, organisation, setting};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::memberships::{self, OrganisationRoles};
use crate::db::Tx;
use crate::people::accounts::{self, NewAccount};

/// The part of an address that names an organisation: lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of a name; `None` when nothing usable is left.
    pub fn from_name(name: &str) -> Option<Self> {
        use unicode_normalization::UnicodeNormalization;
        let plain: String = name.nfd().filter(char::is_ascii).collect::<String>().to_lowercase();
        let words: Vec<&str> =
            plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let slug: String = words.join("-").chars().take(40).collect();
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// Returns the text of the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes an organisation; a slug that is taken gets a number behind it.
pub async fn create(tx: &mut Tx, name: String, slug: Slug, now: Timestamp) -> Result<organisation::Model, DbErr> {
    let mut candidate = slug.0.clone();
    let mut number = 2;
    while find_by_slug(tx.conn(), &candidate).await?.is_some() {
        candidate = format!("{}-{number}", slug.0);
        number += 1;
    }
    let row = organisation::ActiveModel {
        id: Set(OrganisationId::new()),
        slug: Set(candidate),
        name: Set(name),
        urgent_numbers: Set(String::new()),
        created_at: Set(now),
        second_factor: Set(false),
    };
    row.insert(tx.conn()).await
}

/// Chooses whether managers and administrators come in with a second factor only.
pub async fn require_second_factor(tx: &mut Tx, organisation: OrganisationId, required: bool) -> Result<(), DbErr> {
    organisation::Entity::update_many()
        .col_expr(organisation::Column::SecondFactor, Expr::value(required))
        .filter(organisation::Column::Id.eq(organisation))
        .exec(tx.conn())
        .await
        .map(|_| ())
}

/// Tells whether managers and administrators come in with a second factor only.
pub async fn requires_second_factor<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<bool, DbErr> {
    let found = organisation::Entity::find_by_id(organisation).one(db).await?;
    Ok(found.is_some_and(|organisation| organisation.second_factor))
}

/// Makes the instance's first organisation with its administrator; `None` when there is one already.
pub async fn found(
    tx: &mut Tx,
    (name, slug): (String, Slug),
    administrator: NewAccount,
    now: Timestamp,
) -> Result<Option<(organisation::Model, account::Model)>, DbErr> {
    // The row is there once: of two people who start at the same moment, the second waits here and gets nothing.
    let row = setting::ActiveModel { key: Set("founded_at".into()), value: Set(now.0.to_string()) };
    let once = OnConflict::column(setting::Column::Key).do_nothing().to_owned();
    let first = setting::Entity::insert(row).on_conflict(once).exec_without_returning(tx.conn()).await?;
    if first == 0 || exists_any(tx.conn()).await? {
        return Ok(None);
    }
    let organisation = create(tx, name, slug, now).await?;
    let account = accounts::create(tx, administrator, now).await?;
    let roles = OrganisationRoles { manager: false, administrator: true };
    memberships::join(tx, organisation.id, account.id, roles, now).await?;
    Ok(Some((organisation, account)))
}

/// Finds an organisation by the name in its address.
pub async fn find_by_slug<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find().filter(organisation::Column::Slug.eq(slug)).one(db).await
}

/// Tells whether this instance has an organisation yet.
pub async fn exists_any<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(organisation::Entity::find().count(db).await? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_a_name() {
        assert_eq!(Slug::from_name("Stichting De Brêg & Co").unwrap().as_str(), "stichting-de-breg-co");
        assert_eq!(Slug::from_name("…"), None);
    }
}
