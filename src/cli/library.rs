//! `omgang library import|export`: texts in as drafts, the shared items out as a zip.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use entity::organisation;
use entity::team;

use crate::app::App;
use crate::clock;
use crate::library::transfer::{MOST_BYTES, Paper, Wrong, archive, draft, ending, markdown, table};
use crate::library::{self, Reader};
use crate::people::Actor;
use crate::people::accounts::{self, Email};
use crate::teams::organisations;

#[derive(Subcommand)]
pub enum Command {
    /// Take texts in as drafts of one person, who takes out what points to somebody and has a colleague read them
    Import {
        /// Markdown or CSV files, or folders with them
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The organisation's name in addresses
        #[arg(long)]
        organisation: String,
        /// The team's name
        #[arg(long)]
        team: String,
        /// E-mail address of the person whose drafts they become
        #[arg(long)]
        by: String,
    },
    /// Write what teams share into a zip: each item as Markdown, all as JSON
    Export {
        /// The zip to write
        file: PathBuf,
        /// The organisation's name in addresses
        #[arg(long)]
        organisation: String,
        /// Only this team's
        #[arg(long)]
        team: Option<String>,
    },
}

/// Runs the command; an import tells of each text.
pub async fn run(app: App, command: Command) -> anyhow::Result<()> {
    super::serve::prepare_tables(&app).await?;
    match command {
        Command::Import { paths, organisation, team, by } => import(&app, &paths, (&organisation, &team), &by).await,
        Command::Export { file, organisation, team } => export(&app, &file, &organisation, team.as_deref()).await,
    }
}

async fn import(app: &App, paths: &[PathBuf], (slug, team): (&str, &str), by: &str) -> anyhow::Result<()> {
    let actor = person(app, slug, by).await?;
    let reader = Reader::of(app.db.read(), &actor).await?;
    let Some(team) = reader.teams.iter().find(|one| one.name == team) else {
        bail!("{by} is in no team `{team}` of `{slug}`, or only as a guest");
    };
    let read = read_all(paths)?;
    let year = i32::from(clock::local(app.clock.now()).year());
    let (mut taken, mut refused) = (0, 0);
    for (number, (from, paper)) in (1..).zip(&read) {
        let said = match paper {
            Ok(paper) => {
                let mut tx = app.db.write().await?;
                let became = draft::take_in(&mut tx, &actor, team.id, paper.clone(), year).await?;
                tx.commit().await?;
                taken += 1;
                match became {
                    draft::Taken::In(_) => "taken in as a draft".to_owned(),
                    draft::Taken::There(_) => "was there already".to_owned(),
                }
            }
            Err(wrong) => {
                refused += 1;
                format!("left out: {wrong}")
            }
        };
        println!("{number}/{} {from}: {said}", read.len());
    }
    println!("{taken} taken in, {refused} left out; {by} finds the drafts in the library, under bringing in");
    anyhow::ensure!(refused == 0, "{refused} texts were left out");
    Ok(())
}

type Named = (String, Result<Paper, Wrong>);

/// Reads files and the files of folders, in the order of their names.
fn read_all(paths: &[PathBuf]) -> anyhow::Result<Vec<Named>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            for entry in std::fs::read_dir(path).with_context(|| path.display().to_string())? {
                files.push(entry?.path());
            }
        } else {
            files.push(path.clone());
        }
    }
    files.retain(|file| !file.is_dir());
    files.sort();
    let mut read = Vec::new();
    for file in files {
        read.extend(read_file(&file)?);
    }
    Ok(read)
}

fn read_file(file: &Path) -> anyhow::Result<Vec<Named>> {
    let name = file.display().to_string();
    let Some(ending) = ending(&name) else { return Ok(Vec::new()) };
    let bytes = std::fs::read(file).with_context(|| name.clone())?;
    if bytes.len() > MOST_BYTES {
        return Ok(vec![(name, Err(Wrong::TooMuch))]);
    }
    let Ok(source) = String::from_utf8(bytes) else { return Ok(vec![(name, Err(Wrong::NotText))]) };
    if ending != "csv" {
        return Ok(vec![(name, markdown::parse(&source))]);
    }
    Ok(match table::parse(&source) {
        Ok(rows) => rows.into_iter().map(|(line, paper)| (format!("{name}:{line}"), paper)).collect(),
        Err(wrong) => vec![(name, Err(wrong))],
    })
}

async fn export(app: &App, file: &Path, slug: &str, team: Option<&str>) -> anyhow::Result<()> {
    let organisation = organisation(app, slug).await?;
    let teams = library::teams_of(app.db.read(), organisation.id).await?;
    let teams: Vec<team::Model> = teams.into_iter().filter(|one| team.is_none_or(|name| name == one.name)).collect();
    if teams.is_empty() {
        bail!("`{slug}` has no such team");
    }
    // Who runs the server reads what the teams share, as if they were in all of them; drafts stay their writers'.
    let reader = Reader { organisation: organisation.id, teams };
    let papers: Vec<Paper> = library::all(app.db.read(), &reader).await?.iter().map(Paper::of).collect();
    let count = papers.len();
    let bytes = tokio::task::spawn_blocking(move || archive::pack(&papers)).await??;
    std::fs::write(file, bytes).with_context(|| file.display().to_string())?;
    println!("{count} items in {}", file.display());
    Ok(())
}

async fn organisation(app: &App, slug: &str) -> anyhow::Result<organisation::Model> {
    let found = organisations::find_by_slug(app.db.read(), slug).await?;
    found.with_context(|| format!("there is no organisation `{slug}`"))
}

async fn person(app: &App, slug: &str, by: &str) -> anyhow::Result<Actor> {
    let organisation = organisation(app, slug).await?;
    let email = Email::parse(by).with_context(|| format!("`{by}` is no e-mail address"))?;
    let account = accounts::find_by_email(app.db.read(), &email).await?;
    let account = account.with_context(|| format!("there is no account with {by}"))?;
    let actor = Actor::of_operator(app.db.read(), &account, organisation).await?;
    actor.with_context(|| format!("{by} doesn't belong to `{slug}`"))
}
