//! The letters that a name begins with: 'A.M.', 'J.', 'W.-C', also with a first name in brackets after them. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::shape::{LONGEST, Lead, is_core, particles_end};
use super::token::{Shape, Token};

/// Goes on over '(Hans)' between initials and a surname.
pub(super) fn called_end(draft: &Draft<'_>, initials: usize) -> usize {
    let dotted = draft.get(initials).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let open = initials + usize::from(dotted);
    let wrapped = draft.get(open).is_some_and(|mark| mark.is_mark('('))
        && draft.get(open + 1).is_some_and(|name| name.is_word() && name.shape == Shape::Capital)
        && draft.get(open + 2).is_some_and(|mark| mark.is_mark(')'))
        && (open..open + 4).all(|at| draft.follows(at));
    let named = wrapped
        && (is_core(draft, open + 3, Lead::Title) || particles_end(draft, open + 3, Lead::Title, true) > open + 3);
    if named { open + 3 } else { initials }
}

/// The end of 'A.M.', 'J.', 'W.-C', 'v. D'; a last full stop stays outside when nothing follows it.
pub(super) fn initials_end(draft: &Draft<'_>, start: usize, lead: Lead) -> usize {
    let (mut at, mut end, mut letters) = (start, start, 0);
    while at < start + LONGEST && (at == start || draft.follows(at)) && !draft.is_claimed(at) {
        let Some(token) = draft.get(at) else { break };
        let dotted = draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
        let letter = token.is_letter() && (token.is_capital() || (lead == Lead::Title && dotted && !token.is("u")));
        if !letter || draft.get(at + 1).is_some_and(|next| next.is_glued() && next.is_apostrophe()) {
            break;
        }
        at += 1;
        end = at;
        letters += 1;
        if dotted {
            at += 1;
            if draft.get(at).is_some_and(|next| next.is_dash() && next.is_glued()) {
                at += 1;
            }
        } else if draft.get(at).is_some_and(|next| next.is_dash() && next.is_glued())
            && draft.get(at + 1).is_some_and(|next| next.is_letter() && next.is_glued())
        {
            // 'mw A-B'.
            at += 1;
        } else {
            break;
        }
    }
    let opens = |token: &Token<'_>| {
        let word = token.traits.is_neutral() || token.on(List::NeverStart) || token.on(List::Verb);
        letters < 2 && token.starts_sentence && !token.on(List::Surname) && word && !token.on(List::Particle)
    };
    // 'mw. G. Thuis belt': with a title before, only a verb after it makes a word of it.
    let acts = draft.get(at + 1).is_some_and(|next| next.on(List::Verb) || next.on(List::Speech));
    let titled = lead == Lead::Title && !acts;
    let usable = at > end && draft.follows(at) && (titled || !opens(&draft.tokens[at]));
    let core = usable && (is_core(draft, at, Lead::Title) || particles_end(draft, at, Lead::Title, true) > at);
    if core { at } else { end }
}
