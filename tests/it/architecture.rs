//! Keeps the house in its shape: which way dependencies point, how large files get, which word is banned.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that turn the domain into something else; what isn't here and isn't `OURS` is a noun of the domain.
const OUTER: [&str; 8] = ["app", "cli", "jobs", "lib", "main", "telemetry", "web", "demo"];
/// What nouns lean on.
const BASE: [&str; 13] = [
    "clock", "config", "content", "crypto", "db", "event", "guard", "mail", "markdown", "memo", "openid", "pdf",
    "throttle",
];
/// They read the nouns' events and the clock; no noun names them.
const READERS: [&str; 2] = ["jobs", "search"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Lists the files below a folder that end in one of these, with their path from the root.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let listed = found.into_iter().filter_map(|path| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        endings.iter().any(|ending| name.ends_with(ending)).then(|| (name, fs::read_to_string(path).unwrap()))
    });
    listed.collect()
}

/// Returns the code without its tests, line by line, with comments left out.
fn code(text: &str) -> Vec<&str> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// Returns the first module of a file below src/, such as `teams` of src/teams/members.rs.
fn noun(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

fn fail_on(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_domain_names_no_web() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]).iter().filter(|(path, _)| !OUTER.contains(&noun(path))) {
        for line in code(text) {
            if ["axum", "minijinja", "crate::web", "crate::app", "crate::cli"].iter().any(|name| names(line, name)) {
                wrong.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    fail_on(wrong);
}

#[test]
fn routes_are_declared_through_the_list_that_the_access_matrix_reads() {
    let mut wrong = Vec::new();
    for (path, text) in files("src/web", &[".rs"]) {
        if ["src/web/routing.rs", "src/web/routes.rs", "src/web/layers.rs"].contains(&path.as_str()) {
            continue;
        }
        for line in code(&text).iter().filter(|line| line.contains("Router::") || line.contains("axum::routing")) {
            wrong.push(format!("{path}: {}", line.trim()));
        }
    }
    fail_on(wrong);
}

#[test]
fn no_noun_names_the_readers_of_its_events() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        let own = noun(&path);
        if OUTER.contains(&own) || READERS.contains(&own) {
            continue;
        }
        for line in code(&text).iter().filter(|line| READERS.iter().any(|r| names(line, &format!("crate::{r}")))) {
            wrong.push(format!("{path}: {}", line.trim()));
        }
    }
    fail_on(wrong);
}

#[test]
fn what_nouns_lean_on_names_no_noun() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", &[".rs"]).iter().filter(|(path, _)| BASE.contains(&noun(path))) {
        for line in code(text) {
            for used in line.match_indices("crate::").map(|(at, _)| noun(&line[at + "crate::".len()..])) {
                let used = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if !BASE.contains(&used) {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    fail_on(wrong);
}

#[test]
fn what_knows_dutch_asks_no_file_no_clock_and_nothing_of_ours() {
    let mut wrong = Vec::new();
    for (path, text) in files("src/dutch", &[".rs"]) {
        for line in code(&text) {
            if ["std::fs", "std::env", "std::time", "std::net"].iter().any(|name| line.contains(name)) {
                wrong.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    let manifest = fs::read_to_string(root().join("src/dutch/Cargo.toml")).unwrap();
    wrong.extend(manifest.lines().filter(|line| line.contains("entity") || line.contains("omgang")).map(str::to_owned));
    fail_on(wrong);
}

/// Lists the edges between nouns as `noun → other, other`, one line a noun.
fn edges() -> Vec<String> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files("src", &[".rs"]) {
        let own = noun(&path);
        if OUTER.contains(&own) || BASE.contains(&own) {
            continue;
        }
        let text = code(&text).join("\n");
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let (list, first) = match rest.strip_prefix('{') {
                Some(inside) => (inside.split('}').next().unwrap_or_default(), false),
                None => (rest, true),
            };
            let names = list
                .split(',')
                .map(|name| name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
            for used in names.take(if first { 1 } else { usize::MAX }) {
                let is_noun =
                    root().join(format!("src/{used}.rs")).exists() && !BASE.contains(&used) && used != "bilingual";
                if is_noun && used != own {
                    edges.entry(own.to_owned()).or_default().insert(used.to_owned());
                }
            }
        }
    }
    let line = |(own, used): (String, BTreeSet<String>)| {
        format!("{own} → {}", used.into_iter().collect::<Vec<_>>().join(", "))
    };
    edges.into_iter().map(line).collect()
}

#[test]
fn the_map_lists_every_edge_between_nouns() {
    let map = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let drawn: Vec<&str> =
        map.lines().filter(|line| line.contains(" → ") && !line.contains('`') && !line.contains("**")).collect();
    assert_eq!(edges(), drawn);
}

#[test]
fn files_stay_small() {
    let mut wrong = Vec::new();
    let mut check = |folder: &str, ending: &str, most: usize| {
        for (path, text) in files(folder, &[ending]) {
            let lines = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count();
            if lines > most {
                wrong.push(format!("{path}: {lines} lines, at most {most}"));
            }
        }
    };
    for folder in ["src", "entity/src", "migration/src"] {
        check(folder, ".rs", 400);
    }
    check("templates", ".html", 79);
    check("assets/css", ".css", 199);
    check("assets/js", ".js", 119);
    fail_on(wrong);
}

#[test]
fn the_banned_word_is_nowhere() {
    // Spelled in two parts, so that this file doesn't hold it either.
    let banned = ["sess", "ion"].concat();
    let mut wrong = Vec::new();
    for folder in ["src", "entity/src", "migration/src", "templates", "content/locales", "assets/css", "assets/js"] {
        for (path, text) in files(folder, &[".rs", ".html", ".ftl", ".css", ".js"]) {
            for line in text.lines() {
                let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                let ours = words.flat_map(|word| word.split('_')).any(|word| word.eq_ignore_ascii_case(&banned));
                if ours {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    fail_on(wrong);
}

/// Tells whether a line names a path as a whole word.
fn names(line: &str, path: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + path.len()..].chars().next();
        !before.is_some_and(|c| part(c) || c == ':') && after == Some(':') || {
            !before.is_some_and(part) && path.contains("::") && !after.is_some_and(part)
        }
    })
}
