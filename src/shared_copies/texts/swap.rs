//! Takes a word out of a text and puts another in, so that the sentence stays whole: a capital where a sentence starts, no
//! double spaces where nothing comes back, no "mevrouw de cliënt" and no "broer de broer".

use std::ops::Range;

/// Words that make no sense before words with an article of their own.
const BEFORE_ARTICLE: [&str; 14] =
    ["de", "het", "een", "the", "a", "an", "mevrouw", "meneer", "mevr.", "mevr", "mw.", "mw", "dhr.", "dhr"];
const ARTICLES: [&str; 6] = ["de ", "het ", "een ", "the ", "a ", "an "];

/// Returns the text with the marked stretches, and every other place where `term` stands as a word, replaced.
pub(super) fn replaced(text: &str, marked: Vec<Range<usize>>, term: &str, with: &str) -> String {
    let mut spans = marked;
    for found in whole_words(text, term) {
        if spans.iter().all(|span| found.end <= span.start || span.end <= found.start) {
            spans.push(found);
        }
    }
    spans.sort_by_key(|span| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        out.push_str(&text[at..span.start]);
        at = span.end;
        if with.is_empty() || is_said_already(&out, with) {
            at += close_gap(&mut out, &text[at..]);
            continue;
        }
        drop_before_article(&mut out, with);
        if starts_sentence(&out) {
            out.push_str(&capitalised(with));
        } else {
            out.push_str(with);
        }
    }
    out.push_str(&text[at..]);
    out
}

/// "Haar broer Karim": the word before says already what would come in its place.
fn is_said_already(before: &str, with: &str) -> bool {
    let Some(role) = ARTICLES.iter().find_map(|article| with.strip_prefix(article)) else { return false };
    let last = before.strip_suffix(' ').and_then(|before| before.split(char::is_whitespace).next_back());
    last.is_some_and(|last| last.to_lowercase() == role)
}

/// "bij mevrouw Bakkal" becomes "bij de cliënt".
fn drop_before_article(out: &mut String, with: &str) {
    if !ARTICLES.iter().any(|article| with.starts_with(article)) {
        return;
    }
    let Some(before) = out.strip_suffix(' ') else { return };
    let last = before.split(char::is_whitespace).next_back().unwrap_or_default();
    if BEFORE_ARTICLE.contains(&last.to_lowercase().as_str()) {
        out.truncate(before.len() - last.len());
    }
}

/// Finds every place where a term stands as a word of its own.
pub(super) fn whole_words(text: &str, term: &str) -> impl Iterator<Item = Range<usize>> {
    let is_border = |next: Option<char>| !next.is_some_and(char::is_alphanumeric);
    text.match_indices(term).filter_map(move |(start, found)| {
        let end = start + found.len();
        let alone = is_border(text[..start].chars().next_back()) && is_border(text[end..].chars().next());
        (alone && !term.is_empty()).then_some(start..end)
    })
}

/// Joins what stands before and after a word that went; returns how many bytes of the rest to skip.
fn close_gap(out: &mut String, rest: &str) -> usize {
    let after = rest.chars().next();
    if out.ends_with(' ') && after.is_none_or(|next| matches!(next, ' ' | ',' | '.' | ';' | ':' | '?' | '\n' | ')')) {
        out.pop();
        return 0;
    }
    usize::from((out.is_empty() || out.ends_with('\n')) && after == Some(' '))
}

fn starts_sentence(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '\'', '"', '‘', '“']);
    trimmed.is_empty() || trimmed.ends_with(['.', '?', '!', '\n'])
}

fn capitalised(with: &str) -> String {
    let mut chars = with.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_word_goes_everywhere_it_stands_alone() {
        let text = "Naima belt. Naima's broer ziet Naima niet.";
        assert_eq!(
            replaced(text, vec![], "Naima", "de cliënt"),
            "De cliënt belt. De cliënt's broer ziet de cliënt niet."
        );
        assert_eq!(replaced("Jan zag Jansen", vec![], "Jan", "hij"), "Hij zag Jansen");
        let marked = std::iter::once(3..8).collect();
        assert_eq!(replaced("de naima van hier", marked, "Naima", "cliënt"), "de cliënt van hier");
    }

    #[test]
    fn the_sentence_around_it_stays_whole() {
        assert_eq!(replaced("bij mevrouw Bakkal thuis", vec![], "Bakkal", "de cliënt"), "bij de cliënt thuis");
        assert_eq!(replaced("Mevrouw Bakkal belt", vec![], "Bakkal", "de cliënt"), "De cliënt belt");
        assert_eq!(replaced("in de Wilgenstraat.", vec![], "Wilgenstraat", "een straat"), "in een straat.");
        assert_eq!(replaced("Haar broer Karim ziet Karim", vec![], "Karim", "de broer"), "Haar broer ziet de broer");
        assert_eq!(replaced("de man Karim", vec![], "Karim", "12 jaar"), "de man 12 jaar");
    }

    #[test]
    fn nothing_leaves_no_hole() {
        assert_eq!(replaced("mevrouw Bakkal, Naima, is er", vec![], "Bakkal", ""), "mevrouw, Naima, is er");
        assert_eq!(replaced("Zij (Naima) is er", vec![], "Naima", ""), "Zij () is er");
        assert_eq!(replaced("Naima is er", vec![], "Naima", ""), "is er");
        assert_eq!(replaced("bel 0612345678 niet", vec![], "0612345678", ""), "bel niet");
    }
}
