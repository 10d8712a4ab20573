//! What a team can't solve and puts to the organisation, who stands behind it, and everything that was answered.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date_null, integer_null, string, string_null, text, uuid},
};

use crate::tables::{key, reference, tenant_table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let signal = tenant_table("signal")
            .col(uuid("id"))
            .col(uuid("team_id"))
            .col(string("state"))
            .col(string("title"))
            .col(string_null("group_key"))
            .col(text("what"))
            .col(text("asked"))
            .col(integer_null("weight"))
            .col(date_null("raised_on"))
            .col(date_null("answer_by"))
            .primary_key(&mut key(&["organisation_id", "id"]))
            .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
            .to_owned();
        manager.create_table(signal).await?;
        let of_signal = || reference(&["organisation_id", "signal_id"], "signal", &["organisation_id", "id"]);
        let backing = tenant_table("signal_backing")
            .col(uuid("signal_id"))
            .col(string("person_handle"))
            .primary_key(&mut key(&["organisation_id", "signal_id", "person_handle"]))
            .foreign_key(&mut of_signal())
            .to_owned();
        manager.create_table(backing).await?;
        let step = tenant_table("signal_step")
            .col(uuid("id"))
            .col(uuid("signal_id"))
            .col(string("kind"))
            .col(text("text"))
            .col(string("by_name"))
            .col(string("owner"))
            .col(big_integer("made_at"))
            .primary_key(&mut key(&["organisation_id", "id"]))
            .foreign_key(&mut of_signal())
            .to_owned();
        manager.create_table(step).await?;
        let index = Index::create()
            .name("ix_signal_step_signal_id")
            .table("signal_step")
            .col("organisation_id")
            .col("signal_id")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["signal_step", "signal_backing", "signal"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
