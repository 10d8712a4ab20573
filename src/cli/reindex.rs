//! `omgang reindex`: builds the search index anew from the database.

use super::serve;
use crate::app::App;

/// Rebuilds beside the old index and swaps; the server must not run on the same folder.
pub async fn run(app: App) -> anyhow::Result<()> {
    let _lock = serve::lock(&app.config.data)?;
    let mut indexer = app.open_index().await?;
    indexer.rebuild().await?;
    println!("the search index was built anew");
    Ok(())
}
