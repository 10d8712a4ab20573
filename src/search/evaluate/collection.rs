//! Reads a judged collection in the layout of BEIR: corpus.jsonl, queries.jsonl, qrels/test.tsv.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Documents, queries, and which documents answer which query how well.
pub struct Collection {
    pub documents: Vec<Entry>,
    pub queries: Vec<Asked>,
    /// Grades by query and document; what isn't there has grade 0.
    pub grades: HashMap<String, HashMap<String, u32>>,
}

/// A document of a collection.
#[derive(Debug, Deserialize)]
pub struct Entry {
    #[serde(rename = "_id")]
    pub id: String,
    #[serde(default)]
    pub title: String,
    pub text: String,
}

/// A query of a collection.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(rename = "_id")]
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub metadata: About,
}

/// What is known of a query.
#[derive(Debug, Default, Deserialize)]
pub struct About {
    /// What makes it hard.
    pub kind: Option<String>,
}

impl Collection {
    /// Reads a folder; says which file and line can't be read.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            documents: json_lines(&folder.join("corpus.jsonl"))?,
            queries: json_lines(&folder.join("queries.jsonl"))?,
            grades: grades(&folder.join("qrels").join("test.tsv"))?,
        })
    }
}

fn json_lines<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}, line {}", file.display(), number + 1))
        })
        .collect()
}

fn grades(file: &Path) -> anyhow::Result<HashMap<String, HashMap<String, u32>>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    let mut grades: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with("query-id")) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let grade = columns.get(2).and_then(|grade| grade.parse().ok());
        let (Some(grade), [query, document, ..]) = (grade, columns.as_slice()) else {
            anyhow::bail!("{}, line {}: expected query, document and grade", file.display(), number + 1);
        };
        grades.entry((*query).to_owned()).or_default().insert((*document).to_owned(), grade);
    }
    Ok(grades)
}
