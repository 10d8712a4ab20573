//! Signing in with a provider of OpenID Connect: who is who there, and what somebody went there for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, text, uuid, uuid_null};

use crate::tables::{key, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let identity = Table::create()
            .table("openid_identity")
            .to_owned()
            .col(string("issuer"))
            .col(string("subject"))
            .col(uuid("account_id"))
            .col(big_integer("linked_at"))
            .primary_key(&mut key(&["issuer", "subject"]))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(identity).await?;
        let one_each = Index::create()
            .name("openid_identity_of_account")
            .table("openid_identity")
            .col("account_id")
            .col("issuer")
            .unique()
            .to_owned();
        manager.create_index(one_each).await?;
        let errand = Table::create()
            .table("openid_errand")
            .to_owned()
            .col(string("token_hash").primary_key())
            .col(string("purpose"))
            .col(uuid_null("login_id"))
            .col(uuid_null("organisation_id"))
            .col(uuid_null("link_id"))
            .col(string("name"))
            .col(text("back"))
            .col(big_integer("begun_at"))
            .to_owned();
        manager.create_table(errand).await?;
        let by_openid = ColumnDef::new("by_openid").boolean().not_null().default(false).to_owned();
        manager.alter_table(Table::alter().table("login").add_column(by_openid).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("login").drop_column("by_openid").to_owned()).await?;
        manager.drop_table(Table::drop().table("openid_errand").to_owned()).await?;
        manager.drop_table(Table::drop().table("openid_identity").to_owned()).await
    }
}
