//! `omgang check`: looks an instance over as a doctor would, and what is built in too: a line each. Changes nothing.

pub mod content;
pub mod doctor;
pub mod index;
pub mod pages;
mod report;
pub mod words;

use anyhow::bail;
use clap::Args;

use crate::config::{Config, Flags};
use report::Report;

#[derive(Args)]
pub struct Options {
    /// Look at the content only: method, frameworks, tensions, handbook, demo
    #[arg(long)]
    pub content: bool,
    /// Compare the search index with the database instead, document by document
    #[arg(long)]
    pub index: bool,
}

/// Prints a line for everything that was looked at; fails when something is wrong.
pub async fn run(flags: &Flags, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<()> {
    let mut report = Report::default();
    match Config::resolve(flags, environment) {
        Ok(config) => doctor::look(&config, &mut report).await,
        Err(error) => report.wrong("settings", format!("{error:#}")),
    }
    let problems = [content::problems(), words::problems(), pages::problems()].concat();
    match problems.as_slice() {
        [] => report.well("built in", "pages, words and content are whole"),
        problems => problems.iter().for_each(|problem| report.wrong("built in", problem)),
    }
    for line in report.lines() {
        println!("{line}");
    }
    match report.count_wrong() {
        0 => println!("all is well"),
        number => bail!("{number} wrong"),
    }
    Ok(())
}

/// Prints what is wrong with the content, a line each; fails when there is anything.
pub fn content() -> anyhow::Result<()> {
    let problems = content::problems();
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => println!("all is well"),
        number => bail!("{number} found"),
    }
    Ok(())
}
