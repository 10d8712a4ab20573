//! `omgang demo`: an invented organisation to look around in. The ordinary server never loads it.

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use super::serve;
use crate::app::App;
use crate::config::Config;
use crate::db::Tables;
use crate::demo;
use crate::guard;

#[derive(Args)]
pub struct Options {
    /// Short for --listen 127.0.0.1:N; 0 takes any free port
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
}

/// Fills the folder when it is new, prints the address and the people, and serves.
pub async fn run(mut config: Config) -> anyhow::Result<()> {
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("setting `listen`: cannot listen on {}", config.listen))?;
    config.note_listening(listener.local_addr()?);
    let app = App::open(config).await?;
    let _lock = serve::lock(&app.config.data)?;
    if app.db.tables().await? != Tables::New {
        demo::require_free(&app.db).await?;
    }
    app.db.migrate().await?;
    guard::note(&app.db, &app.key, app.clock.now()).await?;
    demo::fill(&app.db, &app.key, app.clock.now()).await?;
    let stop = serve::stop_at_signals()?;
    println!("url: {}", app.config.public_url);
    let demo = demo::embedded();
    for person in demo.people() {
        println!("sign in: {} {} {}", person.email, demo::password(person), demo.roles(person));
    }
    serve::until_stopped(app, listener, stop).await
}
