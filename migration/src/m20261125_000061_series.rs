//! Series, and what a meeting has beside its date: a plan, an agenda, pitches, who was there, a look back.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, integer_null, string, text, uuid, uuid_null},
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
        series(manager).await?;
        meeting_plan(manager).await?;
        agenda_item(manager).await?;
        pitch(manager).await?;
        pitch_vote(manager).await?;
        attendance(manager).await?;
        look_back(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["look_back", "attendance", "pitch_vote", "pitch", "agenda_item", "meeting_plan", "series"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn series(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("series")
        .col(uuid("id"))
        .col(uuid("team_id"))
        .col(string("rhythm"))
        .col(integer("starts"))
        .col(integer("minutes"))
        .col(text("place"))
        .col(string("choice"))
        .col(integer("cases"))
        .col(integer("remind_days"))
        .col(uuid("created_by"))
        .col(big_integer("created_at"))
        .col(big_integer_null("ended_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "team_id"], "team", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_series_team_id").table("series").col("organisation_id").col("team_id").to_owned(),
        )
        .await
}

/// One to one with a meeting; a meeting from before has none.
async fn meeting_plan(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("meeting_plan")
        .col(uuid("meeting_id"))
        .col(uuid_null("series_id"))
        .col(integer_null("starts"))
        .col(integer("minutes"))
        .col(text("place"))
        .col(string("choice"))
        .col(integer("cases"))
        .col(integer("remind_days"))
        .col(integer("edition"))
        .col(big_integer("changed_at"))
        .col(big_integer_null("cancelled_at"))
        .col(big_integer_null("votes_shown_at"))
        .col(big_integer_null("begun_at"))
        .col(big_integer_null("ended_at"))
        .primary_key(&mut key(&["organisation_id", "meeting_id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "series_id"], "series", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_meeting_plan_series_id")
                .table("meeting_plan")
                .col("organisation_id")
                .col("series_id")
                .to_owned(),
        )
        .await
}

async fn agenda_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("agenda_item")
        .col(uuid("id"))
        .col(uuid("meeting_id"))
        .col(integer("position"))
        .col(string("kind"))
        .col(integer("minutes"))
        .col(uuid_null("case_id"))
        .col(big_integer_null("begun_at"))
        .col(big_integer_null("ended_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_agenda_item_meeting_id")
                .table("agenda_item")
                .col("organisation_id")
                .col("meeting_id")
                .to_owned(),
        )
        .await
}

async fn pitch(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("pitch")
        .col(uuid("id"))
        .col(uuid("meeting_id"))
        .col(uuid("account_id"))
        .col(string("title"))
        .col(text("what"))
        .col(text("why"))
        .col(text("question"))
        .col(uuid_null("case_id"))
        .col(boolean("chosen"))
        .col(big_integer("created_at"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .index(
            Index::create()
                .name("uq_pitch_meeting_id_account_id")
                .unique()
                .col("organisation_id")
                .col("meeting_id")
                .col("account_id"),
        )
        .to_owned();
    manager.create_table(table).await
}

async fn pitch_vote(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("pitch_vote")
        .col(uuid("pitch_id"))
        .col(uuid("account_id"))
        .primary_key(&mut key(&["organisation_id", "pitch_id", "account_id"]))
        .foreign_key(&mut reference(&["organisation_id", "pitch_id"], "pitch", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await
}

async fn attendance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("attendance")
        .col(uuid("meeting_id"))
        .col(uuid("account_id"))
        .col(string("role"))
        .primary_key(&mut key(&["organisation_id", "meeting_id", "account_id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .foreign_key(&mut reference(&["account_id"], "account", &["id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_attendance_account_id")
                .table("attendance")
                .col("organisation_id")
                .col("account_id")
                .to_owned(),
        )
        .await
}

/// No author and no time: nobody can tell who wrote a line.
async fn look_back(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = tenant_table("look_back")
        .col(uuid("id"))
        .col(uuid("meeting_id"))
        .col(string("kind"))
        .col(text("text"))
        .primary_key(&mut key(&["organisation_id", "id"]))
        .foreign_key(&mut reference(&["organisation_id", "meeting_id"], "meeting", &["organisation_id", "id"]))
        .to_owned();
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_look_back_meeting_id")
                .table("look_back")
                .col("organisation_id")
                .col("meeting_id")
                .to_owned(),
        )
        .await
}
