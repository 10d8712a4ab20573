//! Who opened what of whom, what touched the safety of accounts, organisations that close, and accounts that belong nowhere.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, integer, string, uuid, uuid_null};

use crate::tables::{key, reference, tenant_table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let look = tenant_table("look")
            .col(uuid("owner_id"))
            .col(uuid("looker_id"))
            .col(string("kind"))
            .col(uuid("subject_id"))
            .col(date("day"))
            .col(string("role"))
            .primary_key(&mut key(&["organisation_id", "owner_id", "looker_id", "kind", "subject_id", "day"]))
            .foreign_key(&mut reference(&["owner_id"], "account", &["id"]))
            .foreign_key(&mut reference(&["looker_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(look).await?;
        let by_owner = Index::create().name("ix_look_owner_id").table("look").col("owner_id").col("day").to_owned();
        manager.create_index(by_owner).await?;
        let event = Table::create()
            .table("security_event")
            .to_owned()
            .col(uuid("id").primary_key())
            .col(uuid_null("organisation_id"))
            .col(string("kind"))
            .col(uuid_null("account_id"))
            .col(uuid_null("subject_id"))
            .col(date("day"))
            .col(integer("times"))
            .col(big_integer("at"))
            .foreign_key(&mut reference(&["organisation_id"], "organisation", &["id"]))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .foreign_key(&mut reference(&["subject_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(event).await?;
        for (name, column) in [
            ("ix_security_event_organisation_id", "organisation_id"),
            ("ix_security_event_account_id", "account_id"),
            ("ix_security_event_subject_id", "subject_id"),
        ] {
            let index = Index::create().name(name).table("security_event").col(column).col("at").to_owned();
            manager.create_index(index).await?;
        }
        let closing = tenant_table("organisation_closing")
            .col(uuid_null("asked_by"))
            .col(big_integer("asked_at"))
            .col(big_integer("ends_at"))
            .primary_key(&mut key(&["organisation_id"]))
            .to_owned();
        manager.create_table(closing).await?;
        let unplaced = Table::create()
            .table("unplaced_account")
            .to_owned()
            .col(uuid("account_id").primary_key())
            .col(big_integer("since"))
            .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
            .to_owned();
        manager.create_table(unplaced).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["unplaced_account", "organisation_closing", "security_event", "look"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
