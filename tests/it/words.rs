//! Every key that the code names has words, and every fixed link of a template arrives.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use omgang::cli::check::{content, pages, words};
use omgang::web::views::{template_names, template_source};

use crate::support::Instance;

#[test]
fn nothing_that_is_built_in_is_wrong() {
    let problems = [content::problems(), words::problems(), pages::problems()].concat();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn every_key_in_the_code_has_words() {
    let keys = words::keys();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = std::fs::read_to_string(&path).unwrap();
        for named in words::named(&source, &[".t(", ".t_with(", ".t_all("]) {
            assert!(named.is_among(&keys), "{}: no words for `{}`", path.display(), named.text);
        }
    }
}

#[tokio::test]
async fn every_fixed_link_of_a_template_arrives() {
    let instance = Instance::demo().await;
    omgang::demo::fill(&instance.app.db, &instance.app.key, instance.app.clock.now()).await.unwrap();
    let mut browser = instance.anonymous();
    let mut lost = Vec::new();
    // The setup is gone once there is an organisation.
    for name in template_names().into_iter().filter(|name| name != "start/setup.html") {
        let source = template_source(&name).unwrap();
        for link in fixed_links(&source) {
            if browser.get(link).await.status == StatusCode::NOT_FOUND {
                lost.push(format!("{name} leads to {link}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// Returns the addresses on this site that a template holds in full.
fn fixed_links(source: &str) -> Vec<&str> {
    let starts = ["href=\"", "action=\""].into_iter().flat_map(|start| source.split(start).skip(1));
    let links = starts.filter_map(|rest| rest.split_once('"')).map(|(link, _)| link);
    links.filter(|link| link.starts_with('/') && !link.contains("{{")).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
