//! Names after words that name ('heet', 'noemen haar'), that greet, and that end a mail.

use super::Category::Person;
use super::Confidence::{Likely, Possible};
use super::Reason::Cue;
use super::draft::Draft;
use super::lexicon::List;
use super::shape::{Lead, name_end};
use super::short_names::shortened_first_end;
use super::sloppy;
use super::token::{Gap, Token};

/// Words that end a mail, before its writer's name.
const SIGN_OFF: [&str; 9] = ["groet", "groeten", "groetjes", "liefs", "gr", "mvg", "kus", "grt", "hoogachtend"];

/// Words that greet, after which in lower case comes a name too.
const GREETING: [&str; 26] = [
    "beste",
    "hoi",
    "hallo",
    "hey",
    "lieve",
    "dag",
    "ha",
    "hee",
    "he",
    "hai",
    "dear",
    "hoihoi",
    "yo",
    "hi",
    "heej",
    "heey",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "goeiemorgen",
    "goeiemiddag",
    "goeienavond",
    "moi",
    "ey",
    "yoo",
    "hee",
];

/// Words that call somebody by a name, after which a word that nobody knows is one in lower case too.
const CALLING: [&str; 6] = ["heet", "heette", "heten", "genaamd", "alias", "bijnaam"];

/// A name after 'heet', 'noemen haar', 'naam is'.
pub(super) fn find(draft: &mut Draft<'_>, cue: usize) {
    let mut at = cue + 1;
    let small =
        ["is", "hem", "haar", "me", "mij", "zich", "op", "straat", "gewoon", "eigenlijk", "ook", "zichzelf", "mijzelf"];
    let signs = draft.tokens[cue].is_one_of(&SIGN_OFF);
    let quoted = |at: usize| {
        draft.get(at + 1).is_some_and(|next| next.is_glued() && next.is_capital() && next.folded.len() > 2)
            && ["'", "‘", "\"", "“", "„"].contains(&draft.tokens[at].text)
    };
    while draft.follows(at)
        && at < cue + 4
        && (quoted(at)
            || draft.tokens[at].is("de") && at > cue + 1 && draft.get(at + 1).is_some_and(Token::is_capital)
            || draft.tokens[at].is_one_of(&small)
            || draft.tokens[at].is_mark(':')
            || signs && draft.tokens[at].is_mark(','))
    {
        at += 1;
    }
    // A mail's last line is a name.
    let below = signs && !draft.is_claimed(at) && draft.get(at).is_some_and(Token::is_capital);
    if !(draft.follows(at) || below) {
        return;
    }
    let token = &draft.tokens[at];
    // 'yo dio', 'hoi bloem,': who is greeted in lower case.
    let greets = draft.tokens[cue].is_one_of(&GREETING) && at == cue + 1 && !token.is_glued();
    let unknown =
        token.is_word() && token.folded.len() > 1 && !token.traits.is_ordinary() && !token.traits.is_compound();
    let calls = draft.tokens[cue].is_one_of(&CALLING);
    let stops = draft.get(at + 1).is_none_or(|next| next.gap == Gap::Line || !next.is_word());
    let met = calls && unknown || greets && (unknown || stops && token.on(List::Surname) && !sloppy::is_never(token));
    if !(token.is_capital() || token.on(List::FirstName) || met) {
        return;
    }
    let led = at > cue + 2 && draft.tokens[at - 1].is("de");
    if led {
        // 'noemen hem de Professor'.
        draft.add(at - 1..at + 1, Person, Likely, Cue);
        return;
    }
    if let Some(end) = shortened_first_end(draft, at) {
        draft.add(at..end, Person, Likely, Cue);
        return;
    }
    let listed = (token.on(List::FirstName) || met).then_some(at + 1);
    if let Some(end) = name_end(draft, at, Lead::Lower).or(listed) {
        draft.add(at..end, Person, Likely, Cue);
    }
}

/// 'die wij Sinterklaas noemen', 'die ze kale noemen': what stands between is a name, whatever word it is.
pub(super) fn find_called(draft: &mut Draft<'_>, verb: usize) {
    let is = |back: usize, words: &[&str]| draft.before(verb, back).is_some_and(|token| token.is_one_of(words));
    let heard = draft.tokens[verb].is_one_of(&["heet", "heette", "heten", "heetten"]) && is(2, &["die", "wie"]);
    let calls = draft.tokens[verb].is_one_of(&["noemen", "noemt", "noemde", "noemden", "noem"]);
    let called = calls
        && verb > 0
        && is(2, &["wij", "we", "ze", "zij", "ik", "iedereen", "hij"])
        && is(3, &["die", "hem", "haar", "wie"]);
    let adverbs = ["zo", "anders", "officieel", "eigenlijk", "gewoon", "ook", "nu", "toch", "dus", "echt", "toen"];
    let name = draft
        .get(verb.saturating_sub(1))
        .is_some_and(|token| token.is_word() && !token.on(List::NeverStart) && !token.is_one_of(&adverbs));
    let quoted =
        draft.before(verb, 1).is_some_and(|quote| ["'", "’", "\"", "”"].contains(&quote.text) && quote.is_glued())
            && is(3, &["de", "het", "den"])
            && draft.before(verb, 2).is_some_and(Token::is_word);
    if calls && quoted {
        // 'die iedereen 'de professor' noemt'.
        draft.add(verb - 2..verb - 1, Person, Possible, Cue);
    } else if (called || heard) && name {
        draft.add(verb - 1..verb, Person, Possible, Cue);
    }
}

/// 'pico (echte naam Roberto …)': what stands before the bracket is a name too.
pub(super) fn find_before_bracket(draft: &mut Draft<'_>, cue: usize) {
    let real =
        |token: &Token<'_>| token.is_one_of(&["echte", "eigenlijke", "roepnaam", "bijnaam", "alias", "voornaam"]);
    let open = if draft.before(cue, 1).is_some_and(real) { 2 } else { 1 };
    let bracket = draft.before(cue, open).is_some_and(|mark| mark.is_mark('('));
    if !bracket || !(open == 2 || real(&draft.tokens[cue])) || cue < open + 1 {
        return;
    }
    let at = cue - open - 1;
    let name = draft
        .before(cue, open + 1)
        .is_some_and(|token| token.is_word() && token.folded.len() > 2 && !sloppy::is_never(token));
    if name {
        draft.add(at..at + 1, Person, Likely, Cue);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn names_after_words_that_name() {
        assert_eq!(found("ze heet qwarra, bijnaam rowinno"), ["person qwarra", "person rowinno"]);
        assert_eq!(found("hij tekent met 'Kapitein' en heet nog zo"), ["person Kapitein"]);
        assert_eq!(
            found("een man die wij Sinterklaas noemen, die ze kale noemen"),
            ["person Sinterklaas", "person kale"]
        );
    }

    #[test]
    fn greetings() {
        assert_eq!(found("yo diqo, alles goed"), ["person diqo"]);
        assert_eq!(found("hoi bloem, fijn. hallo daar"), ["person bloem"]);
    }

    #[test]
    fn names_that_are_words() {
        assert_eq!(found("een vent die snor heet. Ze noemen hem de Professor"), ["person snor", "person de Professor"]);
        assert_eq!(found("bloem (echte naam Rowinno) belt"), ["person bloem", "person Rowinno"]);
        assert_eq!(found("iemand die zo heet, een wijk (naam onbekend)"), Vec::<String>::new());
    }
}
