//! What has had its time goes, on servers that run for months.

use crate::app::App;
use crate::deliberations::closing;
use crate::letters;

/// Destroys the keys of closed quarters, and forgets what was mailed more than a year ago.
pub async fn run(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    closing::destroy_past_keys(&mut tx, now).await?;
    letters::forget_old(&mut tx, now).await?;
    Ok(tx.commit().await?)
}
