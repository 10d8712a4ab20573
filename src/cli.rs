//! The command line.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command answers who typed it")]

pub mod check;
pub mod config;
pub mod demo;
mod heaps;
pub mod library;
pub mod migrate;
pub mod organisation;
pub mod recover;
pub mod redact;
pub mod reindex;
pub mod search;
pub mod serve;

use std::process::ExitCode;

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
    /// Check what is built in: pages, words, content
    Check(check::Options),
    /// Find what may identify people in Dutch text, and take it out
    Redact(redact::Options),
    /// Measure the search against a judged collection
    Search(search::SearchOptions),
    /// Show what the search makes of words
    Analyse(search::AnalyseOptions),
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
    },
}

/// Runs the command that was typed; prints what went wrong and what to do.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    crate::telemetry::start();
    if matches!(arguments.command, Command::Serve | Command::Demo(_)) {
        heaps::keep_few();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime.map_err(anyhow::Error::new).and_then(|runtime| runtime.block_on(execute(arguments)));
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
        Command::Check(options) => check::run(&options),
        Command::Redact(options) => redact::run(&options),
        Command::Migrate => migrate::run(App::open(config()?).await?).await,
        Command::Reindex => reindex::run(App::open(config()?).await?).await,
        Command::Search(options) => search::search(&options),
        Command::Analyse(options) => search::analyse(&options),
        Command::Config => config::run(&config()?),
        Command::Organisation(command) => organisation::run(App::open(config()?).await?, command).await,
        Command::Library(command) => library::run(App::open(config()?).await?, command).await,
        Command::Recover { email } => recover::run(App::open(config()?).await?, &email).await,
    }
}
