//! E-mail addresses, web addresses, profile names and phone numbers, by their form.

use super::Category::{Email, Url};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Cue, Form};
use super::draft::Draft;
use super::lexicon::List;
use super::token::Token;

/// Endings that make words with full stops a web address; those that are Dutch words ('nu', 'is') need 'www'.
const DOMAINS: [&str; 25] = [
    "example",
    "nl",
    "com",
    "org",
    "net",
    "eu",
    "be",
    "de",
    "fr",
    "info",
    "io",
    "app",
    "online",
    "site",
    "care",
    "frl",
    "amsterdam",
    "uk",
    "pl",
    "tr",
    "gov",
    "edu",
    "social",
    "gg",
    "ly",
];

/// The most tokens that an address has; keeps hostile texts from costing quadratic time.
const LONGEST: usize = 200;

/// Finds e-mail addresses, web addresses and profile names.
pub(super) fn find(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        if draft.is_claimed(at) {
            continue;
        }
        let token = &draft.tokens[at];
        if token.is_mark('@') {
            find_at_sign(draft, at);
        } else if (token.is("https") || token.is("http") || token.is("www")) && glued_mark(draft, at + 1, &[':', '.']) {
            let end = trim(draft, at, run(draft, at, |token| !is_wrapper(token)));
            draft.add(at..end, Url, Certain, Form);
        } else if token.is_word() && is_domain_end(draft, at) {
            find_domain(draft, at);
        } else if token.on(List::Handle) {
            find_profile(draft, at);
        } else if token.is_mark('_') && token.is_glued() && draft.get(at + 1).is_some_and(Token::is_glued) {
            find_underscored(draft, at);
        }
    }
}

fn find_at_sign(draft: &mut Draft<'_>, at: usize) {
    let mut start = at;
    while start > 0
        && at - start < LONGEST
        && draft.tokens[start].is_glued()
        && is_address_part(&draft.tokens[start - 1])
    {
        start -= 1;
    }
    let end = trim(draft, at, run(draft, at, is_address_part));
    while start < at && draft.tokens[start].kind == super::token::Kind::Mark {
        start += 1;
    }
    if end <= at + 1 {
        return;
    }
    let host = draft.tokens[at + 1..end].iter().any(|token| token.is_mark('.'));
    if start == at {
        draft.add(at..end, Url, Likely, Form);
    } else {
        draft.add(start..end, Email, if host { Certain } else { Likely }, Form);
    }
}

/// The last part of a web address.
pub(super) fn is_domain(token: &Token<'_>) -> bool {
    token.is_one_of(&DOMAINS)
}

/// A word of the list after a glued full stop, with a word or number glued before that.
fn is_domain_end(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    if at < 2 || !token.is_glued() || !is_domain(token) {
        return false;
    }
    let (dot, before) = (&draft.tokens[at - 1], &draft.tokens[at - 2]);
    let ends = !draft
        .get(at + 1)
        .is_some_and(|next| next.is_glued() && (next.is_number() || next.is_word() || next.is_dash()));
    dot.is_mark('.') && dot.is_glued() && (before.is_word() || before.is_number()) && ends && !token.is_capital()
}

fn find_domain(draft: &mut Draft<'_>, at: usize) {
    let mut start = at;
    while start > 0
        && at - start < LONGEST
        && draft.tokens[start].is_glued()
        && is_address_part(&draft.tokens[start - 1])
    {
        start -= 1;
    }
    let end = trim(draft, at, run(draft, at, |token| !is_wrapper(token)));
    draft.add(start..end, Url, Likely, Form);
}

/// 'dyl4n_xx': no word but a profile's name has an underscore.
fn find_underscored(draft: &mut Draft<'_>, at: usize) {
    let part = |token: &Token<'_>| token.is_word() || token.is_number() || token.is_mark('_') || token.is_mark('.');
    let mut start = at;
    while start > 0 && at - start < LONGEST && draft.tokens[start].is_glued() && part(&draft.tokens[start - 1]) {
        start -= 1;
    }
    let end = trim(draft, at, run(draft, at, part));
    let sides = draft.tokens[start..end].iter().filter(|token| token.is_word()).count();
    let mail = draft.get(end).is_some_and(|next| next.is_mark('@') || next.is_dash() || next.is_mark('+'));
    if sides > 0 && end > at + 1 && !mail {
        draft.add(start..end, Url, Possible, Form);
    }
}

/// A profile name after 'insta is': it holds a full stop, a digit or an underscore.
fn find_profile(draft: &mut Draft<'_>, cue: usize) {
    let mut at = cue + 1;
    while draft.follows(at) && at < cue + 4 {
        let token = &draft.tokens[at];
        let end = trim(draft, at, run(draft, at, is_address_part));
        let odd = draft.tokens[at..end].iter().skip(1).any(|part| !part.is_word());
        if token.is_word() && end > at + 1 && odd {
            draft.add(at..end, Url, Likely, Cue);
            return;
        }
        if !(token.is("is")
            || token.is("naam")
            || token.is("account")
            || token.is_mark(':')
            || token.is_mark('(')
            || token.is("heet"))
        {
            return;
        }
        at += 1;
    }
}

/// The end of the glued run from `at` of tokens that pass.
fn run(draft: &Draft<'_>, at: usize, passes: impl Fn(&Token<'_>) -> bool) -> usize {
    let mut end = at + 1;
    let last = at + LONGEST;
    while end < last && draft.get(end).is_some_and(|token| token.is_glued() && passes(token)) && !draft.is_claimed(end)
    {
        end += 1;
    }
    end
}

/// Leaves closing punctuation out of a run.
fn trim(draft: &Draft<'_>, start: usize, mut end: usize) -> usize {
    let closes = |token: &Token<'_>| [".", ",", ";", ":", "!", "?", "-", "…"].contains(&token.text);
    while end > start + 1 && closes(&draft.tokens[end - 1]) {
        end -= 1;
    }
    end
}

fn glued_mark(draft: &Draft<'_>, at: usize, marks: &[char]) -> bool {
    draft.get(at).is_some_and(|token| token.is_glued() && marks.iter().any(|mark| token.is_mark(*mark)))
}

fn is_address_part(token: &Token<'_>) -> bool {
    token.is_word() || token.is_number() || ["-", ".", "_", "+", "%"].contains(&token.text)
}

fn is_wrapper(token: &Token<'_>) -> bool {
    ["<", ">", "\"", "'", "”", "“", "’", ")", "]", "}", "|"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn mail_addresses() {
        assert_eq!(
            found("Mail a.b-c@zorg-de-brink.nl, of <x_1@live.nl>."),
            ["email a.b-c@zorg-de-brink.nl", "email x_1@live.nl"]
        );
    }

    #[test]
    fn web_addresses_and_profiles() {
        assert_eq!(found("zie https://voorbeeld.nl/a?b=1."), ["url https://voorbeeld.nl/a?b=1"]);
        assert_eq!(
            found("op www.voorbeeld.nl en voorbeeld.org/pad"),
            ["url www.voorbeeld.nl", "url voorbeeld.org/pad"]
        );
        assert_eq!(found("via @oma_kookt, haar insta is mooi.weer.07"), ["url @oma_kookt", "url mooi.weer.07"]);
        assert_eq!(found("Dat is klaar.De rest niet."), Vec::<String>::new());
    }
}
