//! Content: every file parses, and what refers to something else finds it.

use std::collections::BTreeSet;

use dutch::redaction;

use crate::demo::Demo;
use crate::frameworks::template;
use crate::teams::agreements;
use crate::web::papers;
use crate::{handbook, methods, tensions};

/// Lists what is wrong with the content.
pub fn problems() -> Vec<String> {
    let mut problems = Vec::new();
    if let Err(fault) = redaction::check() {
        problems.push(fault.to_string());
    }
    if let Err(error) = tensions::load() {
        problems.push(format!("content/tensions/tensions.toml: {error}"));
    }
    if let Err(error) = methods::load() {
        problems.push(format!("content/methods/{error}"));
    }
    if let Err(error) = template::load() {
        problems.push(format!("content/frameworks/outreach.toml: {error}"));
    }
    if ["nl", "en"].iter().any(|language| agreements::default_text(language).is_empty()) {
        problems.push("content/agreement.toml lacks a language".to_owned());
    }
    if !problems.is_empty() {
        // The demo refers to all of these.
        return problems;
    }
    if let Err(error) = Demo::read().and_then(|demo| demo.check()) {
        problems.push(format!("demo: {error:#}"));
    }
    match handbook::load() {
        Ok(_) => problems.extend(handbook_problems()),
        Err(error) => problems.push(format!("handbook: {error}")),
    }
    problems.extend(papers::problems());
    problems
}

fn handbook_problems() -> Vec<String> {
    let slugs = |language| handbook::pages(language).iter().map(|page| page.slug.as_str()).collect::<BTreeSet<_>>();
    let (dutch, english) = (slugs("nl"), slugs("en"));
    let mut problems: Vec<String> = dutch
        .symmetric_difference(&english)
        .map(|slug| format!("handbook: `{slug}` is in one language only"))
        .collect();
    for page in ["nl", "en"].into_iter().flat_map(handbook::pages) {
        let tensions = page.tensions.iter().filter(|key| tensions::find(key).is_none());
        let barriers = page.barriers.iter().filter(|key| tensions::barriers::find(key).is_none());
        let unknown = tensions.chain(barriers);
        problems.extend(unknown.map(|key| format!("handbook: `{}` is about `{key}`, which is unknown", page.slug)));
        let lost = page.links.iter().filter(|link| !dutch.contains(link.as_str()));
        problems.extend(lost.map(|link| format!("handbook: `{}` links to `{link}`, which is no page", page.slug)));
    }
    problems
}
