//! Rare traits that may point to one person in a small town: a former public role, a rare profession, disease or origin, an
//! exact amount, an event that made the news, a large family with ages. Only the plainest forms; judging rarity is for people.

use super::Category::Quasi;
use super::Confidence::Possible;
use super::Reason::Rare;
use super::ages;
use super::draft::Draft;
use super::lexicon::List;
use super::token::{Gap, Token};

/// The most tokens that a clause is followed; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 24;

/// Finds the plainest rare traits.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        let token = &draft.tokens[at];
        let span = if token.is_mark('€') || token.is_number() {
            amount(draft, at)
        } else if !token.is_word() {
            None
        } else if token.is("oud") || token.is("ex") || token.folded.starts_with("voormalig") {
            former_end(draft, at).map(|end| at..end)
        } else if token.is("ziekte") || token.is("syndroom") {
            disease_end(draft, at).map(|end| at..end)
        } else if token.is("zeldzame") || token.is("zeldzaam") {
            Some(at..clause_end(draft, at))
        } else if token.is("kinderen") {
            family(draft, at)
        } else if token.is_one_of(&NEWS) {
            news(draft, at)
        } else if token.on(List::RareOrigin) {
            Some(at..at + 1)
        } else {
            own_role(draft, at).then(|| at..role_end(draft, at))
        };
        if let Some(span) = span {
            draft.add(span, Quasi, Possible, Rare);
        }
    }
}

const NEWS: [&str; 10] =
    ["krant", "journaal", "nieuws", "tv", "televisie", "dagblad", "voorpagina", "talkshow", "opsporing", "regiokrant"];

/// 'in de krant stond een stuk over hun brand': the clause, when something stood or came there.
fn news(draft: &Draft<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let is = |token: Option<&Token<'_>>, words: &[&str]| token.is_some_and(|t| t.is_one_of(words));
    let article = is(draft.before(at, 1), &["de", "het"]);
    let there = is(draft.before(at, if article { 2 } else { 1 }), &["in", "op", "haalde", "haalden"]);
    let end = clause_end(draft, at);
    let start = clause_start(draft, at);
    let stood = ["stond", "stonden", "was", "kwam", "kwamen", "geweest", "gestaan", "gehaald", "haalde", "haalden"];
    let told = (start..end).any(|at| is(draft.get(at), &stood));
    let free = (start..end).all(|at| !draft.is_claimed(at));
    (there && told && free).then_some(if end > at + 2 { at..end } else { start..end })
}

/// '€ 12.350,-', '431,20 euro': exact to the last figures; round amounts stay.
fn amount(draft: &Draft<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let sign = draft.tokens[at].is_mark('€');
    let first = if sign { at + 1 } else { at };
    let (mut end, mut digits, mut cents) = (first, String::new(), false);
    while draft.get(end).is_some_and(|token| end == first || token.is_glued())
        && end < first + 8
        && !draft.is_claimed(end)
    {
        let token = &draft.tokens[end];
        if token.is_number() {
            cents = token.text.len() == 2
                && draft.tokens[end - usize::from(end > first)].is_mark(',')
                && token.text != "00";
            if !(token.text == "00" && end > first && draft.tokens[end - 1].is_mark(',')) {
                digits.push_str(token.text);
            }
        } else if !(token.is_mark('.') || token.is_mark(',') || token.is_dash()) {
            break;
        }
        end += 1;
    }
    while end > first && draft.tokens[end - 1].is_mark('.') {
        end -= 1;
    }
    let unit = draft.get(end).is_some_and(|token| token.is("euro") && token.gap != Gap::Line);
    let exact = cents || digits.len() >= 4 && !digits.ends_with("00");
    if !(sign || unit) || !exact || end == first || (at > 0 && draft.tokens[at].is_glued() && !sign) {
        return None;
    }
    Some(at..if unit { end + 1 } else { end })
}

/// 'oud-wethouder', 'voormalig burgemeester van Ons Dorp'.
fn former_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let mut role = at + 1;
    if draft.get(role).is_some_and(|token| token.is_dash() && token.is_glued()) {
        role += 1;
    } else if !draft.tokens[at].folded.starts_with("voormalig") {
        return None;
    }
    let token = draft.get(role).filter(|_| draft.follows(role))?;
    let rare = token.on(List::QuasiRole) || token.folded.ends_with("international");
    rare.then(|| role_end(draft, role))
}

/// A role with what makes it this one: 'kapitein op een vrachtschip', 'tandarts geweest in Raqqa'.
fn role_end(draft: &Draft<'_>, role: usize) -> usize {
    let mut at = role + 1;
    let field = draft.get(at).is_some_and(|next| {
        draft.follows(at)
            && next.is_word()
            && next.traits.is_ordinary()
            && !next.on(List::NeverStart)
            && !next.on(List::Speech)
    });
    if field && draft.tokens[role].is_one_of(&["hoogleraar", "kampioen", "wereldkampioen"]) {
        at += 1;
    }
    let field_end = at;
    while draft.follows(at) && draft.tokens[at].is("geweest") {
        at += 1;
    }
    let leads = ["van", "op", "in", "bij", "der"];
    if !draft.follows(at) || !draft.tokens[at].is_one_of(&leads) {
        return field_end;
    }
    let mut word = at + 1;
    while draft.follows(word) && draft.tokens[word].is_one_of(&["een", "het", "de", "den", "ons", "t"]) {
        word += 1;
    }
    let noun =
        draft.get(word).is_some_and(|token| draft.follows(word) && token.is_word() && !token.on(List::NeverStart));
    if noun { word + 1 } else { field_end }
}

/// 'ziekte van Pompe', 'syndroom van Usher'; the common ones stay.
fn disease_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let name = draft.get(at + 2).filter(|_| draft.follows(at + 1) && draft.follows(at + 2))?;
    let common = name.is_one_of(&["alzheimer", "parkinson", "lyme", "down", "asperger", "pfeiffer", "crohn"]);
    (draft.tokens[at + 1].is("van") && name.is_capital() && !common).then_some(at + 3)
}

/// 'acht kinderen tussen 1 en 15': many children and their ages.
fn family(draft: &Draft<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let many = draft.before(at, 1).and_then(ages::years).is_some_and(|number| number >= 5);
    let end = clause_end(draft, at);
    let aged = (at..end).any(|at| draft.tokens[at].is_number() || draft.tokens[at].is("tussen"));
    (many && aged).then(|| at - 1..end)
}

/// A rare profession as somebody's own: 'was operazangeres', 'vader, een klokkengieter'.
fn own_role(draft: &Draft<'_>, at: usize) -> bool {
    let own = draft
        .before(at, 1)
        .is_some_and(|before| before.is_one_of(&["was", "is", "een", "als", "oude", "bekende", "wordt"]));
    let common = draft.tokens[at].on(List::Role) && !draft.get(at + 1).is_some_and(|next| next.is("geweest"));
    own && draft.tokens[at].on(List::QuasiRole) && !common
}

/// Goes on to the next full stop or line.
fn clause_end(draft: &Draft<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while draft.follows(end) && end < at + LONGEST {
        let token = &draft.tokens[end];
        if [".", ";", "?", "!", ")"].contains(&token.text) {
            break;
        }
        end += 1;
    }
    end
}

fn clause_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < LONGEST && draft.tokens[start].gap != Gap::Line && !draft.is_claimed(start - 1) {
        if draft.tokens[start - 1].kind == super::token::Kind::Mark {
            break;
        }
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn rare_traits() {
        assert_eq!(
            found("hij is oud-wethouder en heeft de ziekte van Pompe"),
            ["quasi oud-wethouder", "quasi ziekte van Pompe"]
        );
        assert_eq!(
            found("een gezin met acht kinderen tussen 1 en 15, thuis."),
            ["quasi acht kinderen tussen 1 en 15, thuis"]
        );
        assert_eq!(found("ze heeft vier kinderen en de ziekte van Parkinson"), Vec::<String>::new());
        assert_eq!(
            found("hij was loods op een sleepboot en komt uit Bhutan"),
            ["quasi loods op een sleepboot", "quasi Bhutan"]
        );
    }

    #[test]
    fn amounts_to_the_last_figure() {
        assert_eq!(found("een schuld van € 4.317,85 en 2311 euro"), ["quasi € 4.317,85", "quasi 2311 euro"]);
        assert_eq!(found("hij kreeg € 20, later 1.500 euro en € 250,00"), Vec::<String>::new());
    }

    #[test]
    fn what_made_the_news() {
        assert_eq!(
            found("Ze was bang. In de krant stond een stuk over de inval."),
            ["quasi krant stond een stuk over de inval"]
        );
        assert_eq!(found("hij leest in de krant en kijkt tv"), Vec::<String>::new());
    }
}
