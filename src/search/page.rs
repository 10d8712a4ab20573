//! Marks the words that were asked for in a page of our own: HTML that passed our list of tags. People's text is plain, and never comes
//! here. Surprising: words are looked for in the whole page at once, so that a search marks here what it marks in a text.

use super::marking::{Mark, Marker};
use super::query::SearchQuery;

/// Tags inside a line: a word goes on past them.
const INLINE: [&str; 5] = ["a", "code", "del", "em", "strong"];
/// Signs that HTML writes otherwise in a text.
const WRITTEN: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];

/// A stretch of the page.
enum Piece<'a> {
    Tag(&'a str),
    /// From where to where it stands in the words of the page.
    Words(usize, usize),
}

/// Puts `<mark>` around what answers a query; where nothing does, the page stays as it is.
pub fn mark_html(html: &str, query: &SearchQuery) -> String {
    let (text, pieces) = read(html);
    let mut marker = Marker::of(query);
    let words = marker.read(&text);
    let marks = marker.marks(&text, &words);
    if marks.is_empty() {
        return html.to_owned();
    }
    let mut page = String::with_capacity(html.len() + 16 * marks.len());
    for piece in pieces {
        match piece {
            Piece::Tag(tag) => page.push_str(tag),
            Piece::Words(from, to) => write(&mut page, &text, (from, to), &marks),
        }
    }
    page
}

/// Cuts a page into tags and words; all the words stand in one text, a line for each block.
fn read(html: &str) -> (String, Vec<Piece<'_>>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    let mut rest = html;
    while !rest.is_empty() {
        let (words, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !words.is_empty() {
            let from = text.len();
            text.push_str(&plain(words));
            pieces.push(Piece::Words(from, text.len()));
        }
        let (tag, after) = after.split_at(after.find('>').map_or(after.len(), |at| at + 1));
        if !tag.is_empty() {
            if !INLINE.contains(&name(tag)) {
                text.push('\n');
            }
            pieces.push(Piece::Tag(tag));
        }
        rest = after;
    }
    (text, pieces)
}

/// Gives a tag's name.
fn name(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    &inside[..inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len())]
}

fn plain(html: &str) -> String {
    WRITTEN.iter().fold(html.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

fn html(text: &str) -> String {
    let signs = WRITTEN.iter().rev().filter(|(_, sign)| *sign != "\"");
    signs.fold(text.to_owned(), |text, (written, sign)| text.replace(sign, written))
}

/// Writes a stretch of the words, with the marks that lie in it, also in part.
fn write(page: &mut String, text: &str, (from, to): (usize, usize), marks: &[Mark]) {
    let mut at = from;
    let first = marks.partition_point(|mark| mark.span.1 <= from);
    for (start, end) in marks[first..].iter().map(|mark| mark.span).take_while(|span| span.0 < to) {
        let (start, end) = (start.max(from), end.min(to));
        page.push_str(&html(&text[at..start]));
        page.push_str("<mark>");
        page.push_str(&html(&text[start..end]));
        page.push_str("</mark>");
        at = end;
    }
    page.push_str(&html(&text[at..to]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook;

    fn marked(page: &str, asked: &str) -> String {
        mark_html(page, &SearchQuery::parse([("q", asked)]))
    }

    #[test]
    fn words_are_marked_and_tags_are_left_alone() {
        let page = "<p>Over <a href=\"regie\">eigen regie</a> &amp; de regio, 1 &lt; 2.</p>";
        let shown = "<p>Over <a href=\"regie\">eigen <mark>regie</mark></a> &amp; de regio, 1 &lt; 2.</p>";
        assert_eq!(marked(page, "regie"), shown);
        assert_eq!(marked(page, "schulden"), page);
        assert_eq!(marked(page, "href amp lt"), page);
    }

    #[test]
    fn a_phrase_that_runs_on_past_a_tag_is_marked_on_both_sides() {
        let page = "<p>Je <em>eigen</em> regie.</p><p>Regie</p>";
        let shown = "<p>Je <em><mark>eigen</mark></em><mark> regie</mark>.</p><p>Regie</p>";
        assert_eq!(marked(page, "\"eigen regie\""), shown);
        assert_eq!(
            marked("<li>eigen</li><li>regie</li>", "\"eigen regie\""),
            "<li><mark>eigen</mark></li><li><mark>regie</mark></li>"
        );
    }

    #[test]
    fn without_its_marks_every_page_of_the_handbook_is_as_it_was() {
        for page in ["nl", "en"].into_iter().flat_map(handbook::pages) {
            let shown = marked(&page.html, "gesprek vraag deugd \"de groep\" question virtue");
            assert!(shown.contains("<mark>"), "{}", page.slug);
            assert_eq!(shown.replace("<mark>", "").replace("</mark>", ""), page.html, "{}", page.slug);
        }
    }
}
