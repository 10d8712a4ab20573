//! Pages: every view renders with all its samples in both languages, and every link that can be known arrives.

use std::collections::BTreeSet;

use crate::handbook;
use crate::web::routes;
use crate::web::views::{template_names, template_source};
use crate::web::words::Language;

/// Where a template names a page of the handbook.
const HANDBOOK: &str = "/handbook/";

/// Lists what is wrong with the pages.
pub fn problems() -> Vec<String> {
    let mut problems = render_problems();
    for name in template_names() {
        let source = template_source(&name).unwrap_or_default();
        let lost = handbook_slugs(&source).into_iter().filter(|slug| handbook::find("nl", slug).is_none());
        problems.extend(lost.map(|slug| format!("templates/{name}: the handbook has no page `{slug}`")));
    }
    problems
}

fn render_problems() -> Vec<String> {
    let mut problems = Vec::new();
    let views = routes::views();
    for view in &views {
        for language in Language::ALL {
            match (view.render_samples)(language) {
                Ok(pages) if pages.is_empty() => problems.push(format!("templates/{} has no sample", view.template)),
                Ok(_) => {}
                Err(error) => problems.push(format!("templates/{} in {}: {error:#}", view.template, language.code())),
            }
        }
    }
    let bound: BTreeSet<&str> = views.iter().map(|view| view.template).collect();
    let pages = template_names().into_iter().filter(|name| is_page(name));
    let unbound = pages.filter(|name| !bound.contains(name.as_str()));
    problems.extend(unbound.map(|name| format!("templates/{name} belongs to no view")));
    problems
}

/// Tells whether a template is rendered by itself, rather than included, extended or imported.
fn is_page(name: &str) -> bool {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    !matches!(folder, "layouts" | "components") && !file.starts_with('_')
}

fn handbook_slugs(source: &str) -> Vec<&str> {
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let slugs = source.split(HANDBOOK).skip(1).map(|rest| &rest[..end(rest)]);
    slugs.filter(|slug| !slug.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_handbook_are_found() {
        let source = r#"<a href="{{ home }}/handbook/privacy">a</a> <a href="/handbook/{{ slug }}">b</a>"#;
        assert_eq!(handbook_slugs(source), ["privacy"]);
    }
}
