//! `omgang organisation`: another organisation on the same instance, and the end of one.

use anyhow::{Context, bail};
use clap::Subcommand;
use entity::organisation;
use entity::security_event::SecurityKind;

use crate::app::App;
use crate::departures::organisation as departures;
use crate::people::accounts::Email;
use crate::retention::round;
use crate::security_log::{self, Happened};
use crate::teams::invitations::{self, INVITATION_DAYS, Invitation};
use crate::teams::memberships::OrganisationRoles;
use crate::teams::organisations::{self, Slug};
use crate::web::account::gone;

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
    /// Announce that an organisation ends; everybody in it reads when
    Close {
        /// The part of its addresses that names it
        slug: String,
        /// Erase it at once, without a term; its name has to be typed too
        #[arg(long, requires = "name")]
        now: bool,
        /// The organisation's name, exactly as people read it
        #[arg(long)]
        name: Option<String>,
    },
    /// Take back that an organisation ends
    Keep {
        /// The part of its addresses that names it
        slug: String,
    },
}

/// Does what was typed.
pub async fn run(app: App, command: Command) -> anyhow::Result<()> {
    super::serve::prepare_tables(&app).await?;
    match command {
        Command::Add { name, administrator } => print_link(&app, &name, &administrator).await,
        Command::Close { slug, now: false, .. } => announce(&app, &slug).await,
        Command::Close { slug, now: true, name } => close(&app, &slug, &name.unwrap_or_default()).await,
        Command::Keep { slug } => keep(&app, &slug).await,
    }
}

async fn print_link(app: &App, name: &str, administrator: &str) -> anyhow::Result<()> {
    let link = add(app, name, administrator).await?;
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

async fn find(app: &App, slug: &str) -> anyhow::Result<organisation::Model> {
    let found = organisations::find_by_slug(app.db.read(), slug).await?;
    found.with_context(|| format!("there is no organisation `{slug}`: its addresses begin with /o/ and then its name"))
}

/// Announces the end of an organisation.
pub async fn announce(app: &App, slug: &str) -> anyhow::Result<()> {
    let organisation = find(app, slug).await?;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let ends = departures::announce(&mut tx, organisation.id, None, now).await?;
    note(&mut tx, SecurityKind::ClosingBegun, Some(&organisation), now).await?;
    tx.commit().await?;
    println!("{} ends at {}; its people read it on their first page", organisation.name, crate::clock::written(ends));
    println!("`omgang organisation keep {slug}` takes it back until then");
    Ok(())
}

/// Takes the end of an organisation back.
pub async fn keep(app: &App, slug: &str) -> anyhow::Result<()> {
    let organisation = find(app, slug).await?;
    let mut tx = app.db.write().await?;
    if !departures::take_back(&mut tx, organisation.id).await? {
        bail!("nobody announced that {} ends", organisation.name);
    }
    note(&mut tx, SecurityKind::ClosingEnded, Some(&organisation), app.clock.now()).await?;
    tx.commit().await?;
    println!("{} stays", organisation.name);
    Ok(())
}

/// Erases an organisation at once.
pub async fn close(app: &App, slug: &str, name: &str) -> anyhow::Result<()> {
    let organisation = find(app, slug).await?;
    if organisation.name != name {
        bail!("--name is `{name}`, and this organisation is called `{}`: nothing was erased", organisation.name);
    }
    let mut tx = app.db.write().await?;
    departures::erase(&mut tx, organisation.id, &gone()).await?;
    note(&mut tx, SecurityKind::Closed, None, app.clock.now()).await?;
    tx.commit().await?;
    round::sweep(&app.db).await?;
    println!("{name} is erased: its rows, and the accounts that belonged nowhere else");
    println!("its texts leave the search index when the server reads this: at once, or at its next start");
    println!("backups from before still hold it; a file thesaurus/{slug}.txt in the data folder is yours to delete");
    Ok(())
}

async fn note(
    tx: &mut crate::db::Tx,
    kind: SecurityKind,
    of: Option<&organisation::Model>,
    now: entity::time::Timestamp,
) -> anyhow::Result<()> {
    let happened = Happened { kind, organisation: of.map(|of| of.id), by: None, to: None };
    Ok(security_log::note(tx, happened, now).await?)
}
