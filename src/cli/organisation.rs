//! `omgang organisation add`: another organisation on the same instance.

use anyhow::Context;
use clap::Subcommand;

use crate::app::App;
use crate::people::accounts::Email;
use crate::teams::invitations::{self, INVITATION_DAYS, Invitation};
use crate::teams::memberships::OrganisationRoles;
use crate::teams::organisations::{self, Slug};

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
    super::serve::prepare_tables(&app).await?;
    let link = add(&app, &name, &administrator).await?;
    println!("{link}");
    println!("the link works once, for {INVITATION_DAYS} days; give it to {administrator}");
    Ok(())
}

/// Makes the organisation; returns the link that its administrator joins by.
pub async fn add(app: &App, name: &str, administrator: &str) -> anyhow::Result<String> {
    let email = Email::parse(administrator)
        .with_context(|| format!("--administrator is `{administrator}`: write an e-mail address"))?;
    let name = name.trim().to_owned();
    let slug = Slug::from_name(&name).context("the organisation's name needs at least one letter or digit")?;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let organisation = organisations::create(&mut tx, name, slug, now).await?;
    let invitation = Invitation {
        organisation: organisation.id,
        email,
        name: String::new(),
        place: None,
        roles: OrganisationRoles { manager: false, administrator: true },
        by: None,
    };
    let token = invitations::invite(&mut tx, invitation, now).await?;
    tx.commit().await?;
    Ok(format!("{}/links/{}", app.config.public_url, token.reveal()))
}
