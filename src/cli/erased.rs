//! `omgang erased`: how much was erased when, by kind. No content, no person; and the files are clean when it says so.

use entity::organisation;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::app::App;
use crate::retention::{log, round};

/// Most organisations told.
const MOST: u64 = 10_000;

/// Prints what was erased, organisation by organisation, the latest day first.
pub async fn run(app: App) -> anyhow::Result<()> {
    let all =
        organisation::Entity::find().order_by_asc(organisation::Column::Slug).limit(MOST).all(app.db.read()).await?;
    for one in all {
        let rows = log::recent(app.db.read(), one.id).await?;
        if rows.is_empty() {
            println!("{}: nothing was erased yet", one.slug);
        }
        for row in rows {
            println!("{}: {} {} {}", one.slug, row.day, row.kind, row.number);
        }
    }
    if round::sweep(&app.db).await? {
        println!("nothing that was erased stands in the database's files any more");
    } else {
        println!("what was erased last may still stand in the database's journal: it is cleaned when nobody reads");
    }
    Ok(())
}
