//! Texts of our own (content/ only): settings as TOML between lines of +++, then Markdown; a file's name is its place and its slug.

use serde::de::DeserializeOwned;

/// Splits a file into its settings and its Markdown; says which file is wrong.
pub fn read<'a, T: DeserializeOwned>(path: &str, source: &'a str) -> Result<(T, &'a str), String> {
    let (front, body) = source
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .ok_or_else(|| format!("{path} has no front matter between +++ lines"))?;
    Ok((toml::from_str(front).map_err(|error| format!("{path}: {error}"))?, body))
}

/// Returns the part of a file's name that stands in addresses: `dpia` of `nl/papers/20-dpia.md`.
pub fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    name.split_once('-').map_or(name, |(_, slug)| slug).to_owned()
}
