//! `omgang papers`: the papers for the officer as Markdown, for a file cabinet, with the usual terms; the pages have an organisation's own.
//! Overwrites nothing: somebody may have filled them in.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::config::Config;
use crate::retention::Terms;
use crate::web::papers::{self, Paper};
use crate::web::words::Language;

#[derive(Args)]
pub struct Options {
    /// The folder to write them in; it is made when it isn't there
    folder: PathBuf,
    /// nl or en
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    language: String,
}

/// Writes each paper to a file of its own.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let language = Language::parse(&options.language);
    let papers = papers::all(language, (&config.backups, Terms::default())).map_err(anyhow::Error::msg)?;
    let named = || options.folder.display().to_string();
    std::fs::create_dir_all(&options.folder).with_context(named)?;
    for paper in &papers {
        let path = options.folder.join(format!("{}.md", paper.slug));
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let mut file = file.with_context(|| format!("cannot make {}", path.display()))?;
        file.write_all(written(paper, &papers, language).as_bytes()).with_context(named)?;
        println!("{}", path.display());
    }
    Ok(())
}

fn written(paper: &Paper, all: &[Paper], language: Language) -> String {
    let mut body = paper.body.clone();
    for other in all {
        body = body.replace(&format!("]({})", other.slug), &format!("]({}.md)", other.slug));
    }
    let sources: String = paper.sources.iter().map(|source| format!("- {source}\n")).collect();
    let heading = language.t("handbook-sources");
    format!("# {}\n\n{}\n\n{body}\n\n## {heading}\n\n{sources}", paper.title, paper.summary)
}
