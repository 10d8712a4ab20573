//! What the sources hold, and what they don't: read from the files, so that a later change is noticed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use omgang::web::views::{template_names, template_source};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with this ending: path from the root, and text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (name, std::fs::read_to_string(path).unwrap())
    };
    found.into_iter().map(named).collect()
}

/// Names of the files whose text holds one of these words.
fn holding(files: &[(String, String)], words: &[&str]) -> Vec<String> {
    let held = files.iter().filter(|(_, text)| words.iter().any(|word| text.contains(word)));
    held.map(|(name, _)| name.clone()).collect()
}

#[test]
fn statements_in_words_stand_in_the_databases_own_corner() {
    let raw = ["from_string(", "from_sql_and_values(", "execute_unprepared(", "sqlx::query", "Expr::cust"];
    let allowed = ["src/db.rs", "src/db/"];
    let lost: Vec<_> = holding(&files("src", "rs"), &raw)
        .into_iter()
        .filter(|name| !allowed.iter().any(|start| name.starts_with(start)))
        .collect();
    assert_eq!(lost, Vec::<String>::new(), "no statement is put together where people's words come by");
}

#[test]
fn programs_are_started_by_name_and_never_through_a_shell() {
    let sources = files("src", "rs");
    let starting = holding(&sources, &["Command::new("]);
    assert_eq!(starting, ["src/backups/postgres.rs", "src/cli/heaps.rs"]);
    assert_eq!(holding(&sources, &["\"sh\"", "\"bash\"", "\"-c\""]), Vec::<String>::new());
}

#[test]
fn patterns_are_fixed_and_none_is_made_of_what_people_type() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(!manifest.lines().any(|line| line.starts_with("regex") || line.starts_with("fancy-regex")));
    assert_eq!(holding(&files("src", "rs"), &["Regex::", "RegexQuery", "RegexBuilder"]), Vec::<String>::new());
}

#[test]
fn no_template_is_made_of_words_and_unescaped_is_our_own_markdown_and_drawings() {
    let sources = files("src", "rs");
    assert_eq!(holding(&sources, &["render_str(", "template_from_str(", "render_named_str("]), Vec::<String>::new());
    let safe: BTreeSet<String> = template_names()
        .into_iter()
        .flat_map(|name| {
            let source = template_source(&name).unwrap();
            let marked = source.match_indices("|safe").map(|(at, _)| {
                let before = &source[..at];
                let start = before.rfind("{{").map_or(0, |start| start + 2);
                format!("{name}: {}", before[start..].trim())
            });
            marked.collect::<Vec<_>>()
        })
        .collect();
    let known = BTreeSet::from(KNOWN_SAFE.map(str::to_owned));
    assert_eq!(
        safe, known,
        "each of these was looked at: it holds markup of our own, and no word of a person unescaped"
    );
}

/// Where a template prints without escaping.
const KNOWN_SAFE: [&str; 2] = ["handbook/show.html: html", "papers/show.html: html"];

#[test]
fn a_password_is_masked_and_may_be_pasted_and_filled_in() {
    for name in template_names() {
        let source = template_source(&name).unwrap();
        for field in source.split("text(\"").skip(1) {
            let call = field.split("}}").next().unwrap();
            let secret =
                ["password\"", "passphrase\"", "old\"", "new\"", "again\""].iter().any(|start| call.starts_with(start));
            if secret {
                assert!(call.contains("type=\"password\""), "{name}: {call}");
                assert!(call.contains("autocomplete=\""), "{name}: {call}");
                assert!(!call.contains("autocomplete=\"off\""), "{name}: {call}");
            }
        }
        assert!(!source.contains("onpaste") && !source.contains("oncopy"), "{name}");
    }
    assert_eq!(holding(&files("assets/js", "js"), &["\"paste\"", "'paste'", "onpaste"]), Vec::<String>::new());
}

#[test]
fn no_secret_question_and_no_hint_is_asked() {
    for (name, text) in files("content/locales/en", "ftl") {
        for word in ["security question", "secret question", "password hint", "maiden name", "first pet"] {
            assert!(!text.to_lowercase().contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn scripts_run_no_text_load_nothing_from_elsewhere_and_keep_nothing_in_the_clear() {
    let scripts = files("assets/js", "js");
    assert!(scripts.len() > 10);
    let banned = [
        "eval(",
        "new Function",
        "document.write",
        "localStorage",
        "sessionStorage",
        "document.cookie",
        "postMessage",
        "setTimeout(\"",
        "import(",
        "http://",
        "https://",
        "__proto__",
        ".prototype.",
    ];
    assert_eq!(holding(&scripts, &banned), Vec::<String>::new());
    // Fragments that the server rendered, with its escaping, from this same site.
    let written = holding(&scripts, &[".innerHTML =", "insertAdjacentHTML", "outerHTML ="]);
    assert_eq!(written, ["assets/js/30-live.js", "assets/js/36-door.js", "assets/js/53-journal-device.js"]);
    let kept = holding(&scripts, &["indexedDB.open"]);
    assert_eq!(kept, ["assets/js/50-unsent.js"], "what is kept on a device is encrypted there");
    for name in template_names().into_iter().filter(|name| name.ends_with(".html")) {
        let source = template_source(&name).unwrap();
        for outside in ["src=\"http", "src=\"//", "<script>", "style=\"", "onclick=", "<iframe", "<object", "<embed"] {
            assert!(!source.contains(outside), "{name}: {outside}");
        }
    }
}

/// The packages of the lock file: name, source, checksum.
fn packages() -> Vec<(String, Option<String>, Option<String>)> {
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let text = |package: &toml::Value, key| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let list = lock["package"].as_array().unwrap();
    list.iter().map(|one| (text(one, "name").unwrap(), text(one, "source"), text(one, "checksum"))).collect()
}

#[test]
fn every_component_is_in_the_inventory_with_where_it_comes_from_and_its_hash() {
    let own = ["omgang", "dutch", "entity", "floor", "migration"];
    let packages = packages();
    assert!(packages.len() > 100);
    for (name, source, checksum) in packages.iter().filter(|(name, ..)| !own.contains(&name.as_str())) {
        assert!(source.as_deref().is_some_and(|from| from.starts_with("registry+")), "{name} comes from {source:?}");
        assert!(checksum.as_deref().is_some_and(|hash| hash.len() == 64), "{name} has no hash");
    }
    for (name, text) in files("assets/vendor", "md") {
        assert!(text.to_lowercase().contains("licen"), "{name} says under what licence it is");
    }
}

#[test]
fn no_weak_cipher_and_no_second_tls_is_built_in() {
    let names: BTreeSet<String> = packages().into_iter().map(|(name, ..)| name).collect();
    for weak in ["md4", "rc4", "des", "blowfish", "ecb", "openssl", "openssl-sys", "native-tls", "rust-crypto"] {
        assert!(!names.contains(weak), "{weak}");
    }
    for used in ["argon2", "chacha20poly1305", "crypto_box", "hmac", "sha2", "age", "rustls", "subtle", "zeroize"] {
        assert!(names.contains(used), "{used}");
    }
    // What others bring for their own formats (PostgreSQL's protocol, code apps) isn't ours to use.
    let own = holding(&files("src", "rs"), &["md5", "Md5", "sha1::", "Sha1::new"]);
    assert_eq!(own, Vec::<String>::new());
}

#[test]
fn what_is_random_comes_from_the_systems_generator() {
    let mut sources = files("src", "rs");
    sources.retain(|(name, _)| !name.contains("tests"));
    assert_eq!(
        holding(&sources, &["SmallRng", "seed_from_u64", "fastrand", "oorandom", "StdRng::from_seed"]),
        Vec::<String>::new()
    );
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}
