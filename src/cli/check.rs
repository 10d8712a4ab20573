//! `omgang check`: looks through what is built in, and says what is wrong. Reads no database and changes nothing.

pub mod content;
pub mod index;
pub mod pages;
pub mod words;

use anyhow::bail;
use clap::Args;

#[derive(Args)]
pub struct Options {
    /// Look at the content only: method, frameworks, tensions, handbook, demo
    #[arg(long)]
    content: bool,
    /// Compare the search index with the database instead
    #[arg(long)]
    pub index: bool,
}

/// Prints what is wrong, a line each; fails when there is anything.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut problems = content::problems();
    if !options.content {
        problems.extend(words::problems());
        problems.extend(pages::problems());
    }
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => println!("all is well"),
        number => bail!("{number} found"),
    }
    Ok(())
}
