//! The handbook: our own pages about the method, in both languages, from content/{nl,en}/handbook.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::{content, markdown};

/// The page with numbers for when there is danger; an organisation adds its own.
pub const URGENT: &str = "when-it-cannot-wait";

#[derive(RustEmbed)]
#[folder = "content/"]
#[include = "*/handbook/*.md"]
struct Files;

/// A page of the handbook.
#[derive(Clone, Debug)]
pub struct Page {
    /// Name in the address, the same in both languages.
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub sources: Vec<String>,
    /// Sanitised HTML.
    pub html: String,
    /// The words alone, for search.
    pub text: String,
    /// Slugs of the pages that this one links to.
    pub links: Vec<String>,
    /// Keys of the tensions and barriers that it is about, by which the library finds it.
    pub tensions: Vec<String>,
    pub barriers: Vec<String>,
    order: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    summary: String,
    order: i32,
    sources: Vec<String>,
    #[serde(default)]
    tensions: Vec<String>,
    #[serde(default)]
    barriers: Vec<String>,
}

/// The pages by language code.
static PAGES: LazyLock<BTreeMap<String, Vec<Page>>> =
    LazyLock::new(|| load().unwrap_or_else(|error| panic!("the embedded handbook is checked before release: {error}")));

/// Lists the pages of a language in reading order.
pub fn pages(language: &str) -> &'static [Page] {
    PAGES.get(language).map(Vec::as_slice).unwrap_or_default()
}

/// Finds a page.
pub fn find(language: &str, slug: &str) -> Option<&'static Page> {
    pages(language).iter().find(|page| page.slug == slug)
}

/// Reads all pages; says which file is wrong.
pub fn load() -> Result<BTreeMap<String, Vec<Page>>, String> {
    let mut pages: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    for path in Files::iter() {
        let file = Files::get(&path).ok_or_else(|| format!("{path} can't be read"))?;
        let source = std::str::from_utf8(&file.data).map_err(|_| format!("{path} is not UTF-8"))?;
        let (language, _) = path.split_once('/').ok_or_else(|| format!("{path} is in no language"))?;
        let page = parse(&path, source)?;
        pages.entry(language.to_owned()).or_default().push(page);
    }
    for list in pages.values_mut() {
        list.sort_by_key(|page| page.order);
    }
    Ok(pages)
}

fn parse(path: &str, source: &str) -> Result<Page, String> {
    let (front, body) = content::text::<FrontMatter>(path, source)?;
    let slug = content::slug(path);
    Ok(Page {
        slug,
        title: front.title,
        summary: front.summary,
        sources: front.sources,
        html: markdown::render(body),
        text: markdown::plain_text(body),
        links: markdown::handbook_links(body),
        tensions: front.tensions,
        barriers: front.barriers,
        order: front.order,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_pages_and_every_link_arrives() {
        let pages = load().unwrap();
        let slugs = |language: &str| pages[language].iter().map(|page| page.slug.clone()).collect::<Vec<_>>();
        assert_eq!(slugs("nl"), slugs("en"));
        for page in pages.values().flatten() {
            for link in &page.links {
                assert!(slugs("nl").contains(link), "{} links to {link}", page.slug);
            }
        }
        assert!(find("nl", URGENT).is_some());
    }
}
