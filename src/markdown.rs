//! Turns our own Markdown (content/ only, never people's text) into clean HTML.
//!
//! Raw HTML in the source is dropped, and what comes out passes a list of about twenty allowed tags.

use std::collections::HashSet;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// What a link that starts with this points to: another page of the handbook.
const HANDBOOK: &str = "handbook:";

/// Renders Markdown. Links to `handbook:slug` become relative links beside the page itself.
pub fn render(source: &str) -> String {
    let events = parse(source).map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = match dest_url.strip_prefix(HANDBOOK) {
                Some(slug) => CowStr::from(slug.to_owned()),
                None => dest_url,
            };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    });
    let mut dirty = String::with_capacity(source.len() * 2);
    html::push_html(&mut dirty, events);
    clean(&dirty)
}

/// Returns the text without marks, for search.
pub fn plain_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in parse(source) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(_) if !text.ends_with(['\n', ' ']) && ends_block(&event) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Returns the slugs that the source links to as `handbook:slug`.
pub fn handbook_links(source: &str) -> Vec<String> {
    let slug = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => dest_url.strip_prefix(HANDBOOK).map(ToOwned::to_owned),
        _ => None,
    };
    parse(source).filter_map(slug).collect()
}

fn parse(source: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH)
        .filter(|event| !matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

fn ends_block(event: &Event<'_>) -> bool {
    use pulldown_cmark::TagEnd::{BlockQuote, CodeBlock, Heading, Item, List, Paragraph};
    matches!(event, Event::End(BlockQuote(_) | CodeBlock | Heading(_) | Item | List(_) | Paragraph))
}

fn clean(dirty: &str) -> String {
    let tags = HashSet::from([
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ]);
    ammonia::Builder::default()
        .tags(tags)
        .url_schemes(HashSet::from(["https", "tel", "mailto"]))
        .link_rel(Some("noreferrer"))
        .clean(dirty)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_and_script_links_are_dropped() {
        let html = render(
            "# Dag\n<script>alert(1)</script>\n\n<b onclick=x>vet</b> [klik](javascript:alert(1)) [kader](handbook:virtue-framework)",
        );
        assert!(!html.contains("script"), "{html}");
        assert!(!html.contains("onclick"), "{html}");
        assert!(html.contains(r#"<a href="virtue-framework" rel="noreferrer">kader</a>"#), "{html}");
    }

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(plain_text("# Kop\n\n- een\n- twee *drie*"), "Kop\neen\ntwee drie");
    }

    #[test]
    fn links_between_pages_are_found() {
        assert_eq!(handbook_links("zie [a](handbook:privacy) en [b](https://example.org)"), ["privacy"]);
    }
}
