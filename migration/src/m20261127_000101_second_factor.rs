//! What is shown at the door besides a password, and when a password was last typed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, boolean, string, text, uuid};

use crate::tables::{key, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let factor = Table::create()
            .table("second_factor")
            .to_owned()
            .col(uuid("account_id"))
            .col(uuid("id"))
            .col(string("kind"))
            .col(string("name"))
            .col(binary("secret"))
            .col(big_integer("last_step"))
            .col(boolean("confirmed"))
            .col(big_integer("created_at"))
            .primary_key(&mut key(&["account_id", "id"]))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(factor).await?;
        let code = Table::create()
            .table("recovery_code")
            .to_owned()
            .col(uuid("account_id"))
            .col(string("code_hash"))
            .primary_key(&mut key(&["account_id", "code_hash"]))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(code).await?;
        let question = Table::create()
            .table("passkey_question")
            .to_owned()
            .col(uuid("account_id").primary_key())
            .col(text("state"))
            .col(big_integer("expires_at"))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(question).await?;
        let yes_or_no = |name: &'static str| ColumnDef::new(name).boolean().not_null().default(false).to_owned();
        manager.alter_table(Table::alter().table("login").add_column(yes_or_no("second")).to_owned()).await?;
        let proven = ColumnDef::new("proven_at").big_integer().not_null().default(0).to_owned();
        manager.alter_table(Table::alter().table("login").add_column(proven).to_owned()).await?;
        manager
            .alter_table(Table::alter().table("organisation").add_column(yes_or_no("second_factor")).to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("organisation").drop_column("second_factor").to_owned()).await?;
        manager.alter_table(Table::alter().table("login").drop_column("proven_at").to_owned()).await?;
        manager.alter_table(Table::alter().table("login").drop_column("second").to_owned()).await?;
        manager.drop_table(Table::drop().table("passkey_question").to_owned()).await?;
        manager.drop_table(Table::drop().table("recovery_code").to_owned()).await?;
        manager.drop_table(Table::drop().table("second_factor").to_owned()).await
    }
}
