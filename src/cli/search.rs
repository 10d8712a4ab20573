//! `omgang search --evaluate` and `omgang analyse`: what the search is worth, and what it makes of a word.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use crate::search::evaluate::{self, Collection, Measures, Pair, Scores};

#[derive(Args)]
pub struct SearchOptions {
    /// A folder in the layout of BEIR: corpus.jsonl, queries.jsonl, qrels/test.tsv
    #[arg(long, value_name = "DIR")]
    evaluate: PathBuf,
    /// Write what was found to a file, in the format of TREC
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Print each query by itself too
    #[arg(long)]
    queries: bool,
}

#[derive(Args)]
pub struct AnalyseOptions {
    /// Words to take apart
    words: Vec<String>,
    /// A file of word pairs: query, document, kind, yes or no
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
}

/// Evaluates a collection with the real analyser and query, in a temporary folder.
pub fn search(options: &SearchOptions) -> anyhow::Result<()> {
    let collection = Collection::read(&options.evaluate)?;
    let run = evaluate::run(&collection)?;
    if let Some(file) = &options.run {
        evaluate::write_run(&run, file)?;
    }
    let scores = Scores::of(&collection, &run);
    println!("{:<16}{:>8}{:>10}{:>11}{:>12}{:>8}", "kind", "queries", "nDCG@10", "recall@10", "recall@100", "MRR@10");
    line("all", scores.all.0, &scores.all.1);
    for (kind, (number, measures)) in &scores.kinds {
        line(kind, *number, measures);
    }
    if options.queries {
        for (query, measures) in &scores.queries {
            line(query, 1, measures);
        }
    }
    Ok(())
}

fn line(name: &str, number: usize, measures: &Measures) {
    let Measures { ndcg_10, recall_10, recall_100, mrr_10 } = measures;
    println!("{name:<16}{number:>8}{ndcg_10:>10.3}{recall_10:>11.3}{recall_100:>12.3}{mrr_10:>8.3}");
}

/// Shows what words become, and how many pairs meet as they should.
pub fn analyse(options: &AnalyseOptions) -> anyhow::Result<()> {
    for words in &options.words {
        for line in evaluate::explain(words) {
            println!("{line}");
        }
    }
    let Some(file) = &options.pairs else { return Ok(()) };
    let pairs = Pair::read(file)?;
    let met = evaluate::met(&pairs)?;
    let mut kinds: BTreeMap<(bool, &str), (usize, usize)> = BTreeMap::new();
    for (pair, met) in pairs.iter().zip(met) {
        let right = met == pair.should_match;
        for kind in ["all", pair.kind.as_str()] {
            let counts = kinds.entry((pair.should_match, kind)).or_default();
            counts.0 += usize::from(right);
            counts.1 += 1;
        }
        if !right {
            println!(
                "{}\t{}\t{}\tshould {}",
                pair.query,
                pair.document,
                pair.kind,
                if met { "not meet" } else { "meet" }
            );
        }
    }
    println!("{:<16}{:>8}{:>8}{:>8}", "kind", "right", "of", "share");
    for ((should, kind), (right, number)) in kinds.iter().rev() {
        let share = 100 * right / number;
        println!("{:<16}{right:>8}{number:>8}{share:>7}%", format!("{} {kind}", if *should { "yes" } else { "no" }));
    }
    Ok(())
}
