//! Reads what we wrote ourselves (content/): data as TOML, and texts as settings between lines of +++, then Markdown. A file's name is
//! its place and its slug.

use serde::de::DeserializeOwned;

/// Reads TOML; says what is wrong with it. Surprising: by way of JSON's values, for TOML's own reader is large when it is made for
/// each kind of file.
pub fn data<T: DeserializeOwned>(source: &str) -> Result<T, String> {
    let value: serde_json::Value = toml::from_str(source).map_err(|error| error.to_string())?;
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// Splits a text into its settings and its Markdown; says which file is wrong.
pub fn text<'a, T: DeserializeOwned>(path: &str, source: &'a str) -> Result<(T, &'a str), String> {
    let (front, body) = source
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .ok_or_else(|| format!("{path} has no front matter between +++ lines"))?;
    Ok((data(front).map_err(|error| format!("{path}: {error}"))?, body))
}

/// Returns the part of a file's name that stands in addresses: `dpia` of `nl/papers/20-dpia.md`.
pub fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    name.split_once('-').map_or(name, |(_, slug)| slug).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        assert!(data::<u8>("a = ").unwrap_err().contains("line 1"));
        assert!(data::<std::collections::BTreeMap<String, u8>>("a = 300").unwrap_err().contains("300"));
        assert!(text::<()>("x.md", "no lines").unwrap_err().starts_with("x.md"));
    }
}
