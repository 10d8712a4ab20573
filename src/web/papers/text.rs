//! The papers' words, from content/{nl,en}/papers, with the tables put in.

use rust_embed::RustEmbed;
use serde::Deserialize;

use super::sources;
use crate::config::Backups;
use crate::content;
use crate::retention::Terms;
use crate::web::words::Language;

#[derive(RustEmbed)]
#[folder = "content/"]
#[include = "*/papers/*.md"]
struct Files;

/// A paper in one language.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Name in the address, the same in both languages.
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub sources: Vec<String>,
    /// Markdown of our own; links lead to other papers by their slug.
    pub body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    summary: String,
    order: i32,
    sources: Vec<String>,
}

/// Makes the papers of a language, in their order, by the settings and the terms that somebody chose; says which file is wrong.
pub fn all(language: Language, (backups, terms): (&Backups, Terms)) -> Result<Vec<Paper>, String> {
    let start = format!("{}/papers/", language.code());
    let mut papers = Vec::new();
    for path in Files::iter().filter(|path| path.starts_with(&start)) {
        let file = Files::get(&path).ok_or_else(|| format!("{path} can't be read"))?;
        let source = std::str::from_utf8(&file.data).map_err(|_| format!("{path} is not UTF-8"))?;
        papers.push(parse(&path, source, language, (backups, terms))?);
    }
    papers.sort_by_key(|(order, _)| *order);
    Ok(papers.into_iter().map(|(_, paper)| paper).collect())
}

fn parse(
    path: &str,
    source: &str,
    language: Language,
    (backups, terms): (&Backups, Terms),
) -> Result<(i32, Paper), String> {
    let (front, body) = content::text::<FrontMatter>(path, source)?;
    let slug = content::slug(path);
    let mut body = body.trim().to_owned();
    for (mark, table) in [
        ("{{rights}}", sources::rights(language)),
        ("{{kept}}", sources::kept(language)),
        ("{{terms}}", sources::terms(language, backups, terms)),
        ("{{limits}}", sources::limits(language)),
    ] {
        if body.contains(mark) {
            body = body.replace(mark, &table);
        }
    }
    Ok((front.order, Paper { slug, title: front.title, summary: front.summary, sources: front.sources, body }))
}

/// Lists what is wrong with the papers: a file, a link, a mark that nothing fills, words that a table lacks.
pub fn problems() -> Vec<String> {
    let mut problems = sources::problems();
    let mut slugs = Vec::new();
    for language in Language::ALL {
        let papers = match all(language, (&Backups::default(), Terms::default())) {
            Ok(papers) => papers,
            Err(fault) => return vec![format!("papers: {fault}")],
        };
        let own: Vec<String> = papers.iter().map(|paper| paper.slug.clone()).collect();
        for paper in &papers {
            if paper.body.contains("{{") {
                problems.push(format!("papers: `{}` has a mark that nothing fills", paper.slug));
            }
            let links = paper.body.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let lost = links.filter(|link| !own.iter().any(|slug| slug == link));
            problems.extend(lost.map(|link| format!("papers: `{}` links to `{link}`, which is no paper", paper.slug)));
        }
        slugs.push(own);
    }
    if slugs.windows(2).any(|two| two[0] != two[1]) {
        problems.push("papers: one is in one language only".to_owned());
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_are_whole_in_both_languages() {
        assert_eq!(problems(), Vec::<String>::new());
        let marks = [(Language::Dutch, "> **In te vullen:**"), (Language::English, "> **To fill in:**")];
        let count = |(language, mark): (Language, &str)| {
            let papers = all(language, (&Backups::default(), Terms::default())).unwrap();
            papers.iter().map(|paper| (paper.slug.clone(), paper.body.matches(mark).count())).collect::<Vec<_>>()
        };
        let [dutch, english] = marks.map(count);
        assert_eq!(dutch, english, "both ask for the same");
        assert!(dutch.iter().filter(|(_, places)| *places > 0).count() >= 3);
    }
}
