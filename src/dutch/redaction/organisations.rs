//! Named institutions near somebody: a kind with a name ('apotheek De Eenhoorn'), a name with a telling end
//! ('Zadelmaker College'), and names that begin with a capital article ('De Morgenster').

use super::Category::Organisation;
use super::Confidence::{Likely, Possible};
use super::Reason::{Capital, Cue, Form};
use super::draft::Draft;
use super::lexicon::{self, List};
use super::token::{Gap, Shape, Token};

/// The most tokens that a name has; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 16;

/// Finds them all; the kind word in lower case stays outside.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        let token = &draft.tokens[at];
        let saint = token.is("sint")
            && token.is_capital()
            && draft.get(at + 1).is_some_and(|next| next.is_capital() && next.gap == Gap::Blank);
        if saint {
            let end = capitals_end(draft, at + 1);
            draft.add(at..end.max(at + 1), Organisation, Possible, Capital);
        } else if token.is_capital() && is_tail(draft, at) {
            let start = capitals_start(draft, at);
            draft.add(start..at + 1, Organisation, Likely, Form);
        } else if token.on(List::Organisation) {
            find_by_kind(draft, at);
        } else if is_article(token) {
            find_by_article(draft, at);
        } else if token.is("v") || token.is("s") || token.is("c") {
            find_club(draft, at);
        } else if let Some(end) = letters_end(draft, at) {
            draft.add(at..end, Organisation, Possible, Capital);
        } else if is_shop(draft, at) {
            draft.add(at..at + 1, Organisation, Possible, Capital);
        }
    }
}

fn find_by_kind(draft: &mut Draft<'_>, kind: usize) {
    let mut at = kind + 1;
    let capital = draft.tokens[kind].is_capital();
    if draft.get(at).is_some_and(|next| next.is_apostrophe() || next.is_mark('"') || next.is_mark(',')) && !capital {
        at += 1;
    }
    if !draft.follows(at) || draft.tokens[at].is_glued() && at == kind + 1 {
        return;
    }
    let end = capitals_end(draft, at);
    if end > at && draft.tokens[kind + 1..end].iter().any(|token| !token.is_mark(',')) {
        // After a comma only a name that is no ordinary word counts.
        let comma = draft.tokens[kind + 1].is_mark(',');
        if comma && (!is_article(&draft.tokens[at]) || end == at + 1) {
            return;
        }
        draft.add(if capital { kind } else { at }..end, Organisation, Likely, Cue);
    }
}

/// The end of a run of capitals, with '&', hyphens and small words between them.
pub(super) fn capitals_end(draft: &Draft<'_>, start: usize) -> usize {
    let (mut at, mut end) = (start, start);
    while at < start + LONGEST && (at == start || draft.follows(at)) {
        let Some(token) = draft.get(at).filter(|_| !draft.is_claimed(at)) else { break };
        let apostrophe = token.is_apostrophe() && draft.get(at + 1).is_some_and(|next| next.is_glued() && next.is("t"));
        let word = token.is_word()
            && token.is_capital()
            && !token.on(List::Title)
            && (!token.on(List::NeverStart) || is_article(token) || at > start || !token.starts_sentence);
        // 'Verslavingszorg Noord Nederland'.
        let region =
            at > start && word && (token.on(List::Origin) || token.is_one_of(&["noord", "oost", "zuid", "west"]));
        // 'Nieuw Berkendael'.
        let age = word
            && token.is_one_of(&["nieuw", "oud", "sint", "st"])
            && draft.get(at + 1).is_some_and(|next| next.is_capital() && next.gap == Gap::Blank);
        if word && (!token.traits.is_neutral() || region || age) {
            at += 1;
            end = at;
        } else if apostrophe {
            at += 2;
        } else if end > start && (token.is_mark('&') || token.is_dash() && token.is_glued() || is_small(token)) {
            at += 1;
        } else {
            break;
        }
    }
    let named = draft.tokens[start..end].iter().any(|token| token.is_word() && !is_article(token));
    if named { end } else { start }
}

fn is_small(token: &Token<'_>) -> bool {
    token.gap == Gap::Blank
        && token.is_one_of(&["van", "de", "der", "den", "da", "en", "voor", "het", "met", "zonder", "op", "in"])
}

fn capitals_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < LONGEST && !draft.is_claimed(start - 1) && draft.tokens[start].gap == Gap::Blank {
        let before = &draft.tokens[start - 1];
        if !before.is_word()
            || !before.is_capital()
            || before.starts_sentence && before.traits.is_ordinary() && !before.on(List::HardParticle)
        {
            break;
        }
        start -= 1;
    }
    start
}

/// 'Samsoncollege', or 'College' after a name.
fn is_tail(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let whole = token.on(List::OrganisationTail)
        && draft.before(at, 1).is_some_and(|before| {
            before.is_word() && before.is_capital() && !before.starts_sentence && !draft.is_claimed(at - 1)
        });
    let ends =
        |tail: &String| tail.len() > 3 && token.folded.len() > tail.len() + 3 && token.folded.ends_with(tail.as_str());
    let part = !token.starts_sentence && lexicon::endings(List::OrganisationTail).iter().any(ends);
    let ordinary = token.traits.is_ordinary() || token.on(List::FirstName);
    whole || part && !ordinary && !token.traits.is_place()
}

fn is_article(token: &Token<'_>) -> bool {
    token.shape == Shape::Capital && token.is_one_of(&["de", "het", "the"]) || token.is_apostrophe()
}

/// 'De Kameleon', "'t Veerhuis": an article with a capital inside a sentence, not after a title or a first name.
fn find_by_article(draft: &mut Draft<'_>, at: usize) {
    let mut name = at + 1;
    if draft.tokens[at].is_apostrophe() {
        if !draft.get(name).is_some_and(|next| next.is("t") && next.is_glued()) || draft.tokens[at].is_glued() {
            return;
        }
        name += 1;
    }
    let sure = !draft.tokens[at].starts_sentence;
    let person = draft
        .before(at, 1)
        .is_some_and(|before| before.on(List::Title) || before.on(List::FirstName) || before.on(List::Kin))
        || draft.before(at, 1).is_some_and(|before| before.is("van"))
            && draft
                .before(at, 2)
                .is_some_and(|first| first.is_capital() && !first.starts_sentence || first.on(List::FirstName));
    let Some(first) = draft.get(name).filter(|_| draft.follows(name)) else { return };
    let usable = first.shape == Shape::Capital && !first.is_glued() && !first.is_letter() && !first.traits.is_neutral();
    let place = lexicon::is_place(&format!("de {}", first.folded)) || first.traits.is_place();
    let known = !first.traits.is_ordinary() && !sure;
    if person || !usable || place || known {
        return;
    }
    let end = capitals_end(draft, name);
    if end > name {
        draft.add(at..end, Organisation, if sure { Likely } else { Possible }, Capital);
    }
}

/// 'bij het OLVG', 'BENU De Lier': capitals that nobody knows, where an institution stands.
fn letters_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let token = &draft.tokens[at];
    let known = token.traits.is_ordinary()
        || token.on(List::FirstName)
        || token.on(List::Surname)
        || token.on(List::Abbreviation);
    if token.shape != Shape::Upper || !(3..=6).contains(&token.folded.len()) || known || is_tied(draft, at) {
        return None;
    }
    let leads = ["bij", "het", "de", "van", "naar", "uit", "via", ",", "in", "op", "door", "school", "team"];
    let led = draft.before(at, 1).is_some_and(|before| before.is_one_of(&leads));
    let named = draft
        .get(at + 1)
        .is_some_and(|next| next.gap == Gap::Blank && next.is_capital() && next.shape == Shape::Capital);
    let end = if named { capitals_end(draft, at + 1).max(at + 1) } else { at + 1 };
    (led && !draft.tokens[at].starts_sentence).then_some(end)
}

/// Part of a code or of a word with a hyphen before it.
fn is_tied(draft: &Draft<'_>, at: usize) -> bool {
    let digits = draft.get(at + 1).is_some_and(|next| next.is_number() && next.gap != Gap::Line);
    draft.tokens[at].is_glued() && at > 0 && draft.tokens[at - 1].is_dash() || digits
}

/// 'v.v. Bergse Boys', 's.v. De Brink'.
fn find_club(draft: &mut Draft<'_>, at: usize) {
    let second = draft.get(at + 2).is_some_and(|token| token.is_letter() && token.is_glued());
    let dots =
        [at + 1, at + 3].iter().all(|&dot| draft.get(dot).is_some_and(|token| token.is_mark('.') && token.is_glued()));
    if !second || !dots || !draft.follows(at + 4) || draft.tokens[at].is("s") && draft.tokens[at].is_glued() {
        return;
    }
    let end = capitals_end(draft, at + 4);
    if end > at + 4 && draft.tokens[at + 4].is_capital() && !draft.tokens[at + 2].is("d") {
        draft.add(at..end, Organisation, Likely, Form);
    }
}

/// 'bij de Plus': an ordinary word with a capital after an article and 'bij' or 'op'.
fn is_shop(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let article = draft.before(at, 1).is_some_and(|before| before.is("de") || before.is("het"));
    let cue = draft.before(at, 2).is_some_and(|before| before.is("bij") || before.is("op"));
    token.shape == Shape::Capital
        && article
        && cue
        && !token.is_glued()
        && token.traits.is_ordinary()
        && !token.traits.is_neutral()
        && !token.on(List::Surname)
        && !draft.get(at + 1).is_some_and(|next| next.on(List::OrganisationTail) && next.is_capital())
        && !draft.get(at + 1).is_some_and(|next| next.is_dash() && next.is_glued())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn kinds_with_names() {
        assert_eq!(found("vragen bij Apotheek De Eenhoorn of ze"), ["organisation Apotheek De Eenhoorn"]);
        assert_eq!(
            found("op basisschool De Kameleon, bij Stichting Kompas & Co thuis"),
            ["organisation De Kameleon", "organisation Stichting Kompas & Co"]
        );
        assert_eq!(found("de school en de kerk, bij de GGZ en het UWV"), Vec::<String>::new());
    }

    #[test]
    fn telling_ends_and_articles() {
        assert_eq!(found("bij het Zadelmaker College nu"), ["organisation Zadelmaker College"]);
        assert_eq!(
            found("van De Morgenster, in 't Veerhuis ook"),
            ["organisation De Morgenster", "organisation 't Veerhuis"]
        );
        assert_eq!(found("bij de Plus"), ["organisation Plus"]);
    }
}
