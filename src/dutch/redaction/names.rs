//! Names of people: after titles, kin words and roles. What a name looks like from
//! its first word on is told by `shape`; capitals have their own module.

use super::Category::{Initial, Person};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Form, Title};
use super::after_names::surname_end;
use super::capitals;
use super::draft::Draft;
use super::letters::initials_end;
use super::lexicon::{self, List};
use super::naming;
use super::shape::{Lead, name_end};
use super::short_names::{court_end, shortened_first_end, shortened_van_end, shortened_van_letter};
use super::sloppy;
use super::sorted;
use super::titled_words::{
    POLITE, has_letter_and_surname, has_surname_and_verb, is_named_word, is_surname_like, is_tied_surname,
};
use super::token::{Gap, Shape, Token};

/// Closes sayings in which a name means nobody.
pub(super) fn skip_sayings(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if !draft.tokens[at].traits.starts_phrase() {
            continue;
        }
        let mut phrase = draft.tokens[at].folded.to_string();
        for end in at + 1..draft.len().min(at + 4) {
            phrase.push(' ');
            phrase.push_str(&draft.tokens[end].folded);
            if lexicon::has_phrase(List::Saying, &phrase) {
                draft.close(at..end + 1);
            }
        }
    }
}

/// Finds names and initials after titles, kin words, roles and 'heet'.
pub(super) fn find_titled(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if token.is_letter() && token.is_capital() && draft.before(at, 1).is_some_and(|before| before.is_mark(',')) {
            // 'Groot, A.J.'.
            let turned = draft.before(at, 2).is_some_and(|first| {
                first.is_word()
                    && first.shape == Shape::Capital
                    && !first.traits.is_neutral()
                    && !first.on(List::Naming)
            }) && draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
            let end = initials_end(draft, at, Lead::Capital);
            // 'Xandra de Vos, T. Oudejans' are two.
            let goes_on =
                draft.get(end).is_some_and(|next| next.is_word() && next.is_capital() && next.gap == Gap::Blank);
            let stops = !goes_on && draft.get(end + 1).is_none_or(|next| !next.is_word() || next.gap == Gap::Line);
            if turned && stops && draft.add(at - 2..end, Person, Likely, Form) {
                continue;
            }
        }
        if let Some(end) = sorted::turned_end(draft, at) {
            // 'DE VRIES, GERRIT'.
            let led = draft.before(at, 1).is_some_and(|before| before.on(List::Particle) && before.is_capital())
                && !draft.is_claimed(at - 1);
            draft.add(at - usize::from(led)..end, Person, Likely, Form);
            continue;
        }
        if shortened_van_letter(draft, at) && draft.add(at..at + 3, Initial, Likely, Form) {
            continue;
        }
        if let Some(end) = shortened_van_end(draft, at).or_else(|| shortened_first_end(draft, at)) {
            draft.add(at..end, Person, Likely, Form);
            continue;
        }
        let token = &draft.tokens[at];
        if token.is_letter() && token.is_capital() && initials_end(draft, at, Lead::Capital) > at + 1 {
            if let Some(end) = name_end(draft, at, Lead::Capital) {
                draft.add(at..end, Person, Likely, Form);
            }
        } else if token.on(List::Title) {
            find_after(draft, at, Lead::Title);
        } else if token.on(List::Kin) || token.on(List::Role) {
            find_after(draft, at, Lead::Lower);
        } else if token.on(List::Naming) {
            naming::find_called(draft, at);
            naming::find_before_bracket(draft, at);
            naming::find(draft, at);
        }
    }
}

fn find_after(draft: &mut Draft<'_>, cue: usize, lead: Lead) {
    let mut at = cue + 1;
    let dotted = draft.get(at).is_some_and(|token| token.is_mark('.') && token.is_glued());
    if dotted {
        if !draft.tokens[cue].on(List::Abbreviation) {
            return;
        }
        at += 1;
    }
    if draft.get(at).is_some_and(|token| token.is_mark('(')) && draft.follows(at + 1) {
        find_in_brackets(draft, at);
        return;
    }
    let Some(first) = draft.get(at) else { return };
    if first.is_glued() && !dotted || first.on(List::Title) {
        return;
    }
    // 'de moeder van L.' tells whose mother.
    let whose = draft.tokens[at].is("van") && !draft.tokens[cue].on(List::Title);
    if has_letter_and_surname(draft, cue, at) {
        draft.add(at..at + 2, Person, Likely, Title);
        return;
    }
    if is_lower_initial(draft, cue, at) {
        draft.add(at..at + 1, Initial, Likely, Title);
        return;
    }
    if let Some(end) = spelled_end(draft, at).filter(|_| !whose) {
        draft.add(at..end, Initial, Likely, Title);
        return;
    }
    let family = draft.tokens[cue].on(List::Addressed);
    let initials = initials_end(draft, at, lead);
    // 'huisarts de graaf', but 'huisarts van de wijk'.
    let led = draft.tokens[at].is("de")
        || draft.tokens[at].is("van") && !draft.get(at + 1).is_some_and(|next| next.is("de") || next.is("het"));
    let tied = draft.tokens[cue].on(List::Role) && is_bare(draft, cue) && is_tied_surname(draft, at);
    let family = family || tied;
    if let Some(end) = court_end(draft, at).filter(|_| draft.tokens[cue].on(List::Role)) {
        draft.add(at..end, Person, Likely, Title);
        return;
    }
    let lead =
        if family && led && draft.before(cue, 1).is_none_or(|before| !before.is("de")) { Lead::Title } else { lead };
    if let Some(end) = name_end(draft, at, lead) {
        let core = &draft.tokens[end - 1];
        let ordinary = core.traits.is_ordinary() && core.starts_sentence;
        if !(ordinary && dotted && !core.on(List::Surname)) {
            // 'vader cornelis v, kerkenraad'.
            let lower = !core.is_capital() && core.on(List::FirstName);
            let end = if lower { end.max(surname_end(draft, end - 1)) } else { end };
            let confidence = if draft.tokens[end - 1].is_capital() { Certain } else { Likely };
            draft.add(at..end, Person, confidence, Title);
        }
    } else if initials > at {
        draft.add(at..initials, Initial, Likely, Title);
    } else if !draft.tokens[at].is_capital() {
        find_word_after(draft, cue, at);
    }
}

/// 'meneer (jaap)': what stands alone in brackets may be a listed name though it is an ordinary word too.
fn find_in_brackets(draft: &mut Draft<'_>, open: usize) {
    let closed = draft.get(open + 2).is_some_and(|token| token.is_mark(')'));
    if closed && draft.tokens[open + 1].on(List::FirstName) {
        draft.add(open + 1..open + 2, Person, Likely, Title);
    }
}

/// A word that may be a name or no name, in lower case right after a cue.
fn find_word_after(draft: &mut Draft<'_>, cue: usize, at: usize) {
    let (title, first) = (&draft.tokens[cue], &draft.tokens[at]);
    let acts = first.on(List::Speech) || first.on(List::Verb) || first.on(List::NeverStart);
    let family = title.on(List::Addressed);
    let noun = first.on(List::Surname) && !acts || !family && is_surname_like(first);
    // 'dokter wijnbelt'.
    let compound = title.on(List::Title) && first.traits.is_compound() && !first.folded.ends_with(['d', 'n', 'e']);
    let polite = family || title.is_one_of(&POLITE);
    // 'tante roos', 'collega merel'.
    let called = first.on(List::FirstName) && !sloppy::is_never(first) && !first.on(List::Particle);
    // 'mw obi belde', 'zijn ex babs belt'.
    let doing = is_before_verb(draft, at) && (is_bare(draft, cue) || capitals::speaks(draft, at + 1));
    if doing || compound {
        draft.add(at..at + 1, Person, Possible, Title);
    } else if noun && polite || is_named_word(title, first) {
        // A noun right after 'mevrouw' would have an article; so would one after 'zijn advocaat'.
        draft.add(at..at + 1, Person, Likely, Title);
    } else if first.on(List::FirstName)
        && (title.on(List::Role) || title.on(List::Kin))
        && has_surname_and_verb(draft, at)
    {
        draft.add(at..at + 2, Person, Likely, Title);
    } else if called {
        let end = surname_end(draft, at);
        draft.add(at..end, Person, Likely, Title);
    }
}

/// 'hr k', 'mw b.' in notes without capitals.
fn is_lower_initial(draft: &Draft<'_>, cue: usize, at: usize) -> bool {
    let (title, first) = (&draft.tokens[cue], &draft.tokens[at]);
    let apart = draft
        .get(at + 1)
        .is_none_or(|next| !next.is_glued() || !(next.is_apostrophe() || next.is_word() || next.is_dash()));
    title.on(List::Title)
        && !title.on(List::Role)
        && first.is_letter()
        && !first.is_capital()
        && apart
        && !first.is_one_of(&["u", "n", "v", "d"])
        && name_end(draft, at, Lead::Title).is_none_or(|end| end == at + 1)
}

/// A polite title, or a role that no article stands before.
fn is_bare(draft: &Draft<'_>, cue: usize) -> bool {
    let article =
        draft.before(cue, 1).is_some_and(|before| before.on(List::NeverStart) || before.folded.ends_with('e'));
    draft.tokens[cue].is_one_of(&POLITE) || draft.tokens[cue].on(List::Role) && !article
}

/// 'mw obi belde': what stands between a title and a verb.
fn is_before_verb(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let acts = |token: &Token<'_>| token.on(List::Speech) || token.on(List::Verb);
    token.is_word()
        && token.folded.len() > 2
        && !acts(token)
        && !token.on(List::NeverStart)
        && !token.traits.is_neutral()
        && !token.on(List::Particle)
        && !token.on(List::Kin)
        && draft.get(at + 1).is_some_and(|next| next.on(List::Speech) && next.gap == Gap::Blank)
}

/// 'van der H' after a title.
fn spelled_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at < start + 4 && draft.follows(at) && draft.tokens[at].on(List::Particle) {
        at += 1;
    }
    let letter = draft.get(at).filter(|_| at > start && draft.follows(at))?;
    (letter.is_letter() && letter.is_capital()).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn after_titles_kin_and_roles() {
        assert_eq!(
            found("mevrouw Ter Horst en mw. van Oosterhout-Prins"),
            ["person Ter Horst", "person van Oosterhout-Prins"]
        );
        assert_eq!(found("dhr J. Al-Khatib belt, mw benali ook"), ["person J. Al-Khatib", "person benali"]);
        assert_eq!(found("haar zoon yassin en collega Bas"), ["person yassin", "person Bas"]);
        assert_eq!(found("Meneer In ’t Veld zegt ja"), ["person In ’t Veld"]);
        assert_eq!(found("dr van den heuvel is er, fam. de boer niet"), ["person van den heuvel", "person de boer"]);
        assert_eq!(found("mevrouw vertaalt en meneer wil naar huis. Mevrouw. Haar man"), Vec::<String>::new());
    }

    #[test]
    fn initials_after_titles() {
        assert_eq!(found("dhr. K. werkt"), ["initial K"]);
        assert_eq!(found("zij is mw. W.-C. geworden"), ["initial W.-C"]);
        assert_eq!(found("mevrouw v. D., en haar neef R. ook"), ["initial v. D", "initial R"]);
    }

    #[test]
    fn surnames_that_are_words_after_a_role() {
        assert_eq!(found("verhuurder de graaf reageert niet"), ["person de graaf"]);
        assert_eq!(found("de mentor ton wandelaars komt nooit"), ["person ton wandelaars"]);
        assert_eq!(
            found("Aanwezig: Roel, Xandra de Vos, T. Oudejans (wijk)"),
            ["person Roel", "person Xandra de Vos", "person T. Oudejans"]
        );
        assert_eq!(found("de huisarts de avond ervoor gebeld"), Vec::<String>::new());
    }
}
