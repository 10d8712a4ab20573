//! `omgang check --index`: does the search index hold what the database holds?

use anyhow::bail;

use crate::app::App;
use crate::search;

/// Prints each difference; fails when there is any. A running server may be a moment behind, which is said and no difference.
pub async fn run(app: App) -> anyhow::Result<()> {
    let comparison = search::compare(&app.db, app.config.data.join("search")).await?;
    if comparison.behind > 0 {
        println!("the index has {} events to read still", comparison.behind);
    }
    for problem in &comparison.problems {
        println!("{problem}");
    }
    println!("{} documents are alike", comparison.alike);
    match comparison.problems.len() {
        0 => println!("all is well"),
        number => bail!("{number} found"),
    }
    Ok(())
}
