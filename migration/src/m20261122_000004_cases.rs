//! Cases and meetings.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, date, integer, string, text, uuid, uuid_null},
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
        cases(manager).await?;
        case_virtue(manager).await?;
        meeting(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["meeting", "case_virtue", "cases"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn cases(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("cases")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(uuid("presenter_id"))
        .col(string("title"))
        .col(text("story"))
        .col(text("learning_question"))
        .col(text("client_perspective"))
        .col(string("state"))
        .col(integer("version"))
        .col(big_integer("created_at"))
        .col(big_integer("updated_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_cases_team_id").table("cases").col("organisation_id").col("team_id").to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_cases_presenter_id")
                .table("cases")
                .col("organisation_id")
                .col("presenter_id")
                .to_owned(),
        )
        .await
}

async fn case_virtue(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("case_virtue")
        .col(uuid("case_id"))
        .col(uuid("virtue_id"))
        .col(integer("wording_version"))
        .col(integer("position"))
        .primary_key(&mut key(&["organisation_id", "case_id", "virtue_id"]))
        .foreign_key(&mut reference(&["organisation_id", "case_id"], "cases", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "virtue_id"], "virtue", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn meeting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("meeting")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(date("date"))
        .col(uuid_null("case_id"))
        .col(uuid("created_by"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "case_id"], "cases", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_meeting_team_id_date")
                .table("meeting")
                .col("organisation_id")
                .col("team_id")
                .col("date")
                .to_owned(),
        )
        .await
}
