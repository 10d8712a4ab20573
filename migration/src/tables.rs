//! The shapes that all tables share: the organisation in front of every key, and keys that point inside it.

use sea_orm_migration::{prelude::*, schema::uuid};

/// Starts a table that belongs to an organisation and goes with it.
pub fn tenant_table(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(uuid("organisation_id"))
        .foreign_key(&mut reference(&["organisation_id"], "organisation", &["id"]))
        .to_owned()
}

/// Makes the primary key over these columns.
pub fn key(columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    for column in columns {
        index.col(*column);
    }
    index
}

/// Makes a foreign key; the row goes when the row it points to goes.
pub fn reference(columns: &[&'static str], table: &'static str, target: &[&'static str]) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    for column in columns {
        key.from_col(*column);
    }
    key.to_tbl(table);
    for column in target {
        key.to_col(*column);
    }
    key.on_delete(ForeignKeyAction::Cascade);
    key
}
