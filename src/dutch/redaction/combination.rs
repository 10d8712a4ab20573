//! What describes one person together, though no part does so alone: an age, where somebody comes from, a family, a place and a
//! line of work. Counts the kinds of signs in all that is read as one text; a rule of thumb, no proof of anything.

use std::ops::Range;

use super::lexicon::List;
use super::token::{self, Token};
use super::{Category, Finding};

/// From how many kinds on a text describes somebody.
const MANY: usize = 4;

/// A kind of sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    Age,
    Origin,
    Family,
    Place,
    Work,
    Event,
}

impl Sign {
    /// All kinds, in the order in which a page lists them.
    pub const ALL: [Self; 6] = [Self::Age, Self::Origin, Self::Family, Self::Place, Self::Work, Self::Event];

    /// Gives the stable key, for locales.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Origin => "origin",
            Self::Family => "family",
            Self::Place => "place",
            Self::Work => "work",
            Self::Event => "event",
        }
    }
}

/// Gives the kinds of signs with the bytes of the first of each, when they are at least four and an age, an origin or a
/// place is among them; nothing otherwise. `findings` are those that `find` gave for the same text.
#[must_use]
pub fn combination(text: &str, findings: &[Finding]) -> Vec<(Sign, Range<usize>)> {
    let mut signs: Vec<(Sign, Range<usize>)> = Vec::new();
    let mut note = |sign: Sign, span: Range<usize>| match signs.iter_mut().find(|(known, _)| *known == sign) {
        Some((_, first)) if span.start < first.start => *first = span,
        Some(_) => {}
        None => signs.push((sign, span)),
    };
    for finding in findings {
        let sign = match finding.category {
            Category::Age | Category::Birthdate => Sign::Age,
            Category::Place | Category::Address | Category::Postcode => Sign::Place,
            Category::Quasi => Sign::Work,
            Category::Date => Sign::Event,
            _ => continue,
        };
        note(sign, finding.span.clone());
    }
    let tokens = token::cut(text);
    for (at, token) in tokens.iter().enumerate() {
        if token.on(List::Origin) && token.is_capital() {
            note(Sign::Origin, token.span.clone());
        } else if token.on(List::Profession) && at > 0 && is_article(&tokens[at - 1]) {
            note(Sign::Work, token.span.clone());
        } else if let Some(start) = family(&tokens, at) {
            note(Sign::Family, tokens[start].span.start..token.span.end);
        }
    }
    let telling = signs.iter().filter(|(sign, _)| matches!(sign, Sign::Age | Sign::Origin | Sign::Place)).count();
    if signs.len() < MANY || telling < 2 {
        return Vec::new();
    }
    signs.sort_by_key(|(sign, _)| *sign);
    signs
}

fn is_article(token: &Token<'_>) -> bool {
    token.is_one_of(&["een", "als", "is", "was", "de"])
}

/// 'drie kinderen', 'tweeling', 'alleenstaande moeder'; gives the first token.
fn family(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is = |words: &[&str]| tokens[at].is_one_of(words);
    if is(&["tweeling", "drieling", "weduwe", "weduwnaar", "wees"]) {
        return Some(at);
    }
    let counted = before.is_some_and(|before| super::ages::years(before).is_some_and(|number| number > 1));
    let single = before.is_some_and(|before| before.folded.starts_with("alleenstaande"));
    let children = is(&["kinderen", "dochters", "zonen", "zoons", "jongens", "meisjes", "kleinkinderen"]);
    let parent = single && is(&["moeder", "vader", "ouder"]);
    (children && counted || parent).then(|| at - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::{Known, find};

    fn signs(text: &str) -> Vec<(Sign, &str)> {
        let found = combination(text, &find(text, &Known::default()));
        found.into_iter().map(|(sign, span)| (sign, &text[span])).collect()
    }

    #[test]
    fn four_kinds_together_describe_somebody() {
        assert_eq!(
            signs("Een Syrische man van 43 met drie kinderen. Hij woont in Coevorden."),
            [
                (Sign::Age, "43"),
                (Sign::Origin, "Syrische"),
                (Sign::Family, "drie kinderen"),
                (Sign::Place, "Coevorden")
            ]
        );
        assert_eq!(signs("Een man van 43 met drie kinderen in Coevorden."), []);
        assert_eq!(signs("Hij drinkt. Zij belt. Wat doe ik?"), []);
    }
}
