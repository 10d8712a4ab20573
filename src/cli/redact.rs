//! `omgang redact`: what may identify people, on the command line. Reads no database and changes no file.

use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use dutch::redaction::measure::{Count, Label, Measure};
use dutch::redaction::{self, Category, Finding, Known};
use serde::{Deserialize, Serialize};

use crate::web::words::Language;

#[derive(Args)]
pub struct Options {
    /// Read doccano's JSON lines ({"id", "text"}) and write what was found as JSON lines
    #[arg(long, conflicts_with = "evaluate")]
    jsonl: bool,
    /// Compare with labels made by people: JSON lines with "label": [[start, end, "PERSON"], …]
    #[arg(long)]
    evaluate: bool,
    /// A file, or - for what comes in
    file: PathBuf,
}

/// A line of a gold file. Offsets count code points, end exclusive.
#[derive(Deserialize)]
struct Row {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    label: Vec<(usize, usize, String)>,
}

/// A line that is written.
#[derive(Serialize)]
struct Found<'a> {
    id: &'a serde_json::Value,
    spans: Vec<(usize, usize, String)>,
}

/// Does what was asked.
pub fn run(options: &Options) -> anyhow::Result<()> {
    redaction::check()?;
    if options.evaluate {
        print(&evaluate(&options.file)?);
    } else if options.jsonl {
        each_row(&options.file, |row| {
            let spans = redaction::find(&row.text, &Known::default()).into_iter();
            let spans =
                spans.map(|one| (one.chars.start, one.chars.end, one.category.as_str().to_uppercase())).collect();
            println!("{}", serde_json::to_string(&Found { id: &row.id, spans })?);
            Ok(())
        })?;
    } else {
        let mut text = String::new();
        open(&options.file)?.read_to_string(&mut text).with_context(|| named(&options.file))?;
        print!("{}", redacted(&text, &redaction::find(&text, &Known::default())));
    }
    Ok(())
}

/// Measures the detector on a file of texts with labels.
pub fn evaluate(file: &Path) -> anyhow::Result<Measure> {
    let mut measure = Measure::default();
    each_row(file, |row| {
        let length = row.text.chars().count();
        let mut labels = Vec::with_capacity(row.label.len());
        for (start, end, name) in &row.label {
            let category =
                Category::parse(&name.to_lowercase()).with_context(|| format!("no category is called {name}"))?;
            if start >= end || *end > length {
                bail!("the label {start}-{end} isn't inside the text, which has {length} characters");
            }
            labels.push(Label { chars: *start..*end, category });
        }
        measure.add(&row.text, &labels, &redaction::find(&row.text, &Known::default()));
        Ok(())
    })?;
    Ok(measure)
}

/// Puts the kind of each finding in its place; the same word gets the same number: '[naam 1]'.
pub fn redacted(text: &str, findings: &[Finding]) -> String {
    let mut numbers: HashMap<(Category, String), usize> = HashMap::new();
    let mut counts: HashMap<Category, usize> = HashMap::new();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for finding in findings {
        let word = text[finding.span.clone()].to_lowercase();
        let number = *numbers.entry((finding.category, word)).or_insert_with(|| {
            let count = counts.entry(finding.category).or_default();
            *count += 1;
            *count
        });
        let kind = Language::Dutch.t(&format!("finding-{}", finding.category.as_str()));
        out.push_str(&text[at..finding.span.start]);
        out.push_str(&format!("[{kind} {number}]"));
        at = finding.span.end;
    }
    out.push_str(&text[at..]);
    out
}

fn open(file: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let opened = std::fs::File::open(file).with_context(|| named(file))?;
    Ok(Box::new(std::io::BufReader::new(opened)))
}

fn named(file: &Path) -> String {
    format!("cannot read {}", file.display())
}

fn each_row(file: &Path, mut with: impl FnMut(Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
    for (line, number) in open(file)?.lines().zip(1..) {
        let line = line.with_context(|| named(file))?;
        if line.trim().is_empty() {
            continue;
        }
        let at = || format!("{}:{number}", file.display());
        let row = serde_json::from_str(&line).with_context(at)?;
        with(row).with_context(at)?;
    }
    Ok(())
}

fn print(measure: &Measure) {
    println!(
        "{:<14}{:>6}{:>9}{:>9}{:>9}{:>11}{:>7}",
        "category", "labels", "recall", "strict", "found", "precision", "F1"
    );
    for category in Category::ALL {
        line(&category.as_str().to_uppercase(), measure.count(|one| one == category));
    }
    line("direct", measure.count(Category::is_direct));
    line("indirect", measure.count(|category| !category.is_direct()));
    line("all", measure.count(|_| true));
    let share = percent(measure.clean_share());
    println!("texts without a missed direct identifier: {} of {} ({} %)", measure.clean, measure.texts, share.trim());
}

fn line(name: &str, count: Count) {
    let (recall, strict) = (percent(count.recall()), percent(count.strict()));
    let (precision, f1) = (percent(count.precision()), percent(count.f1()));
    println!("{name:<14}{:>6}{recall:>9}{strict:>9}{:>9}{precision:>11}{f1:>7}", count.labels, count.findings);
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.1}", 100.0 * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_gets_the_same_number() {
        let text = "Bouchra belt Selma. Toen belde Selma bouchra@x.nl.";
        let findings = redaction::find(text, &Known::default());
        assert_eq!(redacted(text, &findings), "[naam 1] belt [naam 2]. Toen belde [naam 2] [e-mailadres 1].");
    }
}
