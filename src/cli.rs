//! The command line.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command answers who typed it")]

pub mod accept;
pub mod backup;
pub mod check;
pub mod config;
pub mod demo;
pub mod erased;
mod heaps;
pub mod library;
pub mod migrate;
pub mod organisation;
pub mod papers;
pub mod recover;
pub mod redact;
pub mod reindex;
pub mod restore;
pub mod search;
pub mod serve;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::config::{Config, Flags};

#[derive(Parser)]
#[command(name = "omgang", version, about = "A place where teams of social workers talk a case through.")]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the product
    Serve,
    /// Serve an invented organisation to look around in
    Demo(demo::Options),
    /// Bring the database's tables up to date
    Migrate,
    /// Build the search index anew
    Reindex,
    /// Look the instance over: folder, key, disk, database, index, backup, clock, and what is built in
    Check(check::Options),
    /// Write everything that can't be made anew into one file, also while the server runs
    Backup(backup::Options),
    /// Make the key pair that backups are encrypted to
    BackupKey {
        /// The file for the secret half
        file: PathBuf,
    },
    /// Put a backup back into an empty data folder
    Restore(restore::Options),
    /// Say that a doubt with which the server doesn't start is settled
    #[command(subcommand)]
    Accept(accept::Command),
    /// Find what may identify people in Dutch text, and take it out
    Redact(redact::Options),
    /// Measure the search against a judged collection
    Search(search::SearchOptions),
    /// Show what the search makes of words
    Analyse(search::AnalyseOptions),
    /// Tell how much was erased when, by kind, and clean what a round left in the files
    Erased,
    /// Write the papers for the officer of data protection as Markdown
    Papers(papers::Options),
    /// Print each setting with its source
    Config,
    /// Organisations of this instance
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// Texts in as drafts, the shared items out as a zip
    #[command(subcommand)]
    Library(library::Command),
    /// Print a link with which somebody who lost their password chooses a new one
    Recover {
        /// The account's e-mail address
        email: String,
        /// The second factors and the codes on paper are lost too: the link takes them away
        #[arg(long)]
        everything: bool,
    },
}

/// How long work on other threads may go on once a command is done: whatever it is, it may be broken off.
const LEAVING: Duration = Duration::from_millis(150);

/// Runs the command that was typed; prints what went wrong and what to do.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = |name: &str| std::env::var(name).ok();
    // A wrong setting is told by the command itself.
    let format = Config::resolve(&arguments.flags, &environment).map(|config| config.log_format);
    crate::telemetry::start(format.unwrap_or_default());
    if matches!(arguments.command, Command::Serve | Command::Demo(_)) {
        heaps::keep_few();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime.map_err(anyhow::Error::new).and_then(|runtime| {
        let outcome = runtime.block_on(execute(arguments));
        runtime.shutdown_timeout(LEAVING);
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("omgang: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(arguments: Arguments) -> anyhow::Result<()> {
    let environment = |name: &str| std::env::var(name).ok();
    let config = || Config::resolve(&arguments.flags, &environment);
    match arguments.command {
        Command::Serve => serve::run(App::open(config()?).await?).await,
        Command::Demo(options) => demo::run(Config::resolve_demo(&arguments.flags, options.port, &environment)?).await,
        Command::Check(options) if options.index => check::index::run(App::open(config()?).await?).await,
        Command::Check(options) if options.content => check::content(),
        Command::Check(_) => check::run(&arguments.flags, &environment).await,
        Command::Backup(options) => backup::run(App::open(config()?).await?, &options).await,
        Command::BackupKey { file } => backup::make_key(&file),
        Command::Restore(options) => restore::run(&config()?, &options).await,
        Command::Accept(command) => accept::run(&config()?, command).await,
        Command::Redact(options) => redact::run(&options),
        Command::Migrate => migrate::run(App::open(config()?).await?).await,
        Command::Reindex => reindex::run(App::open(config()?).await?).await,
        Command::Search(options) => search::search(&options),
        Command::Analyse(options) => search::analyse(&options),
        Command::Erased => erased::run(App::open(config()?).await?).await,
        Command::Papers(options) => papers::run(&config()?, &options),
        Command::Config => config::run(&config()?),
        Command::Organisation(command) => organisation::run(App::open(config()?).await?, command).await,
        Command::Library(command) => library::run(App::open(config()?).await?, command).await,
        Command::Recover { email, everything } => recover::run(App::open(config()?).await?, &email, everything).await,
    }
}
