//! Takes a word out of a text and puts another in, so that the sentence stays whole: a capital where a sentence
//! starts, no double spaces where nothing comes back.

use std::ops::Range;

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
        if with.is_empty() {
            at += close_gap(&mut out, &text[at..]);
        } else if starts_sentence(&out) {
            out.push_str(&capitalised(with));
        } else {
            out.push_str(with);
        }
    }
    out.push_str(&text[at..]);
    out
}

fn whole_words(text: &str, term: &str) -> impl Iterator<Item = Range<usize>> {
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
        assert_eq!(replaced("de naima van hier", std::iter::once(3..8).collect(), "Naima", "cliënt"), "de cliënt van hier");
    }

    #[test]
    fn nothing_leaves_no_hole() {
        assert_eq!(replaced("mevrouw Bakkal, Naima, is er", vec![], "Bakkal", ""), "mevrouw, Naima, is er");
        assert_eq!(replaced("Zij (Naima) is er", vec![], "Naima", ""), "Zij () is er");
        assert_eq!(replaced("Naima is er", vec![], "Naima", ""), "is er");
        assert_eq!(replaced("bel 0612345678 niet", vec![], "0612345678", ""), "bel niet");
    }
}
