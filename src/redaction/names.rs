//! Names of people: after titles, kin words and roles, by their capitals, and in lower case where only a name is known.
//! What a name looks like from its first word on is told by `shape`.

use super::Category::{Initial, Organisation, Person, Place};
use super::Confidence::{Certain, Likely, Possible};
use super::Reason::{Capital, Form, Listed, LowerCase, Title};
use super::beginnings;
use super::draft::Draft;
use super::lexicon::{self, List};
use super::naming;
use super::organisations;
use super::shape::{Lead, initials_end, is_full_name, name_end};
use super::sloppy;
use super::token::{Gap, Shape, Token};

/// Titles after which no noun comes without an article.
const POLITE: [&str; 11] =
    ["mevrouw", "mevr", "mw", "mvr", "mv", "meneer", "mijnheer", "dhr", "heer", "familie", "fam"];

/// People who are called by what they are, without an article: 'oma bloem', 'buurman visser', 'huisarts de graaf'.
const ADDRESSED: [&str; 23] = [
    "oma",
    "opa",
    "tante",
    "oom",
    "ome",
    "buurman",
    "buurvrouw",
    "buuf",
    "buuv",
    "juf",
    "meester",
    "agent",
    "wijkagent",
    "dokter",
    "huisarts",
    "psycholoog",
    "psychiater",
    "tandarts",
    "dominee",
    "pastoor",
    "pater",
    "zuster",
    "broeder",
];

/// Surnames that open a sentence as a word more often ('Lang was hij', 'Water is nat').
const NO_SUBJECT: [&str; 36] = [
    "kort", "korte", "lang", "lange", "laat", "mooi", "mooie", "klein", "kleine", "groot", "grote", "donker", "vast",
    "bij", "tegen", "slot", "kost", "punt", "god", "water", "brood", "hout", "post", "wijn", "kaas", "stuur", "zoet",
    "zonder", "haar", "oude", "jonge", "goede", "vrede", "suiker", "sterk", "stap",
];

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
            let turned = draft
                .before(at, 2)
                .is_some_and(|first| first.is_word() && first.shape == Shape::Capital && !first.traits.is_neutral())
                && draft.get(at + 1).is_some_and(|next| next.is_mark('.') && next.is_glued());
            let end = initials_end(draft, at, Lead::Capital);
            let stops = draft.get(end + 1).is_none_or(|next| !next.is_word() || next.gap == Gap::Line);
            if turned && stops && draft.add(at - 2..end, Person, Likely, Form) {
                continue;
            }
        }
        if let Some(end) = turned_end(draft, at) {
            // 'DE VRIES, GERRIT'.
            let led = draft.before(at, 1).is_some_and(|before| before.on(List::Particle) && before.is_capital())
                && !draft.is_claimed(at - 1);
            draft.add(at - usize::from(led)..end, Person, Likely, Form);
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
            naming::find(draft, at);
        }
    }
}

/// 'KLOP, Arie', 'Veldkamp, Sjoerd': a word with a capital, a comma, and a first name that nothing follows.
fn turned_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    if let Some(end) = sorted_end(draft, at) {
        return Some(end);
    }
    let surname = draft.get(at).filter(|token| token.is_capital() && !token.is_letter() && !draft.is_claimed(at))?;
    let comma = draft.get(at + 1).is_some_and(|mark| mark.is_mark(',') && mark.is_glued());
    let first = draft
        .get(at + 2)
        .filter(|first| comma && first.is_capital() && first.on(List::FirstName) && draft.follows(at + 2))?;
    let opens = surname.gap == Gap::Line
        || draft.before(at, 1).is_some_and(|before| {
            !before.is_word() && !before.is_mark(',')
                || before.on(List::Kin)
                || before.on(List::Title)
                || before.on(List::Particle)
        });
    let closed = draft
        .get(at + 3)
        .is_none_or(|next| next.gap == Gap::Line || ["(", ";", ":", "-", "–", "[", "|", ")", "/"].contains(&next.text));
    let usable = !surname.on(List::NeverStart)
        && !surname.traits.is_neutral()
        && !surname.on(List::FirstName)
        && !first.on(List::NeverStart);
    (opens && closed && usable).then_some(at + 3)
}

/// 'Vries, J. de', 'Vries de, J', 'Berg van den, Karin': as lists sort names, with the small words behind.
fn sorted_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let small = |at: usize| {
        draft.follows(at)
            && draft.tokens[at].gap == Gap::Blank
            && ["de", "van", "der", "den", "het", "ter", "ten", "el", "vd"].contains(&draft.tokens[at].folded.as_ref())
    };
    let past = |mut at: usize| {
        while small(at) {
            at += 1;
        }
        at
    };
    let surname = draft.get(at).filter(|token| token.is_capital() && !token.is_letter() && !draft.is_claimed(at))?;
    let comma = past(at + 1);
    if surname.on(List::NeverStart)
        || !draft.get(comma).is_some_and(|mark| mark.is_mark(','))
        || !draft.follows(comma + 1)
    {
        return None;
    }
    let first = &draft.tokens[comma + 1];
    let before = comma > at + 1;
    let end = if first.is_letter() && first.is_capital() {
        initials_end(draft, comma + 1, Lead::Capital).max(comma + 2)
    } else if first.on(List::FirstName) && first.is_capital() {
        comma + 2
    } else {
        return None;
    };
    let dot = end + usize::from(draft.get(end).is_some_and(|dot| dot.is_mark('.') && dot.is_glued()));
    let after = past(dot);
    let stops =
        |at: usize| draft.get(at).is_none_or(|next| next.gap == Gap::Line || !next.is_word() && !next.is_apostrophe());
    if after > dot && surname.on(List::FirstName) && !surname.on(List::Surname) {
        return None;
    }
    if after > dot && stops(after) { Some(after) } else { (before && stops(dot)).then_some(end) }
}

/// Finds capitalised words that are no ordinary Dutch words, and listed names that are.
pub(super) fn find_capitals(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if !token.is_capital() || draft.is_claimed(at) {
            continue;
        }
        if token.is_letter() && is_elided(draft, at) {
            let end = name_end(draft, at + 2, Lead::Lower).unwrap_or(at + 3);
            draft.add(at..end, Person, Likely, Capital);
            continue;
        }
        let Some(confidence) = capital_confidence(draft, at) else { continue };
        let particle = token.on(List::Particle);
        let named = name_end(draft, at, if particle { Lead::Title } else { Lead::Capital });
        let Some(end) = named.or((token.on(List::FirstName) && token.on(List::Speech)).then_some(at + 1)) else {
            continue;
        };
        let category = category_of(draft, at, end);
        let listed = token.on(List::FirstName) || token.on(List::Surname);
        let titled = token.traits.is_ordinary() && !listed && confidence == Possible;
        // 'Kamers met Kansen'.
        let longer = if titled { organisations::capitals_end(draft, at) } else { end };
        let (end, category) = if longer > end { (longer, Organisation) } else { (end, category) };
        let start =
            if category == Person && !token.on(List::FirstName) { beginnings::opening_start(draft, at) } else { at };
        let start = if start == at && category == Person { beginnings::article_start(draft, at) } else { start };
        draft.add(start..end, category, confidence, if listed { Listed } else { Capital });
    }
}

/// Finds names in lower case that are no ordinary words: 'yassin', 'gerda'.
pub(super) fn find_lower_case(draft: &mut Draft<'_>) {
    for at in 0..draft.len() {
        let token = &draft.tokens[at];
        if !token.is_word() || token.is_capital() || draft.is_claimed(at) || token.folded.len() < 2 {
            continue;
        }
        if token.on(List::FirstName) && !token.on(List::Doubtful) && !is_glued_part(draft, at) {
            let confidence = if token.traits.is_ordinary() { Possible } else { Likely };
            let end = sloppy::surname_end(draft, at);
            draft.add(at..end, Person, confidence, LowerCase);
        } else if token.on(List::FirstName) && sloppy::surname_end(draft, at) > at + 2 && !token.on(List::NeverStart) {
            // 'rob van gils', 'roos de wit'.
            let end = sloppy::surname_end(draft, at);
            draft.add(at..end, Person, Likely, LowerCase);
        } else if token.traits.is_proper() && token.folded.len() > 3 && !is_glued_part(draft, at) {
            let mut start = at;
            while at - start < 2
                && draft.before(start, 1).is_some_and(|before| {
                    before.on(List::Particle)
                        && !before.is_capital()
                        && !["in", "op", "aan"].contains(&before.folded.as_ref())
                })
                && !draft.is_claimed(start - 1)
            {
                start -= 1;
            }
            let end = sloppy::surname_end(draft, at);
            draft.add(start..end, Person, Possible, LowerCase);
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
        // 'meneer (jaap)': what stands alone in brackets may be a listed name though it is an ordinary word too.
        let closed = draft.get(at + 2).is_some_and(|token| token.is_mark(')'));
        if closed && draft.tokens[at + 1].on(List::FirstName) {
            draft.add(at + 1..at + 2, Person, Likely, Title);
        }
        return;
    }
    let Some(first) = draft.get(at) else { return };
    if first.is_glued() && !dotted || first.on(List::Title) {
        return;
    }
    // 'de moeder van L.' tells whose mother.
    let whose = draft.tokens[at].is("van") && !draft.tokens[cue].on(List::Title);
    // 'hr k', 'mw b.' in notes without capitals.
    let apart = draft
        .get(at + 1)
        .is_none_or(|next| !next.is_glued() || !(next.is_apostrophe() || next.is_word() || next.is_dash()));
    let title = draft.tokens[cue].on(List::Title) && !draft.tokens[cue].on(List::Role);
    if title && first.is_letter() && !first.is_capital() && apart && !["u", "n"].contains(&first.folded.as_ref()) {
        let named = name_end(draft, at, Lead::Title).is_some_and(|end| end > at + 1);
        if !named && !["v", "d"].contains(&first.folded.as_ref()) {
            draft.add(at..at + 1, Initial, Likely, Title);
            return;
        }
    }
    if let Some(end) = spelled_end(draft, at).filter(|_| !whose) {
        draft.add(at..end, Initial, Likely, Title);
        return;
    }
    let family = ADDRESSED.contains(&draft.tokens[cue].folded.as_ref());
    let noun =
        first.on(List::Surname) && !first.on(List::Speech) && !first.on(List::Verb) && !first.on(List::NeverStart);
    let called = first.on(List::FirstName) && !sloppy::is_never(first) && !first.on(List::Particle);
    let initials = initials_end(draft, at, lead);
    // 'huisarts de graaf', but 'huisarts van de wijk'.
    let led = draft.tokens[at].is("de")
        || draft.tokens[at].is("van") && !draft.get(at + 1).is_some_and(|next| next.is("de") || next.is("het"));
    let lead =
        if family && led && draft.before(cue, 1).is_none_or(|before| !before.is("de")) { Lead::Title } else { lead };
    if let Some(end) = name_end(draft, at, lead) {
        let core = &draft.tokens[end - 1];
        let ordinary = core.traits.is_ordinary() && core.starts_sentence;
        if !(ordinary && dotted && !core.on(List::Surname)) {
            // 'vader cornelis v, kerkenraad'.
            let lower = !core.is_capital() && core.on(List::FirstName);
            let end = if lower { end.max(sloppy::surname_end(draft, end - 1)) } else { end };
            let confidence = if draft.tokens[end - 1].is_capital() { Certain } else { Likely };
            draft.add(at..end, Person, confidence, Title);
        }
    } else if initials > at {
        draft.add(at..initials, Initial, Likely, Title);
    } else if !first.is_capital() && is_before_verb(draft, at) && is_bare(draft, cue) {
        draft.add(at..at + 1, Person, Possible, Title);
    } else if draft.tokens[cue].on(List::Title)
        && first.traits.is_compound()
        && !first.is_capital()
        && !first.folded.ends_with(['d', 'n', 'e'])
    {
        // 'dokter wijnbelt'.
        draft.add(at..at + 1, Person, Possible, Title);
    } else if (noun || is_surname_like(first) && !family)
        && !first.is_capital()
        && (family || POLITE.contains(&draft.tokens[cue].folded.as_ref()))
    {
        // A noun right after 'mevrouw' would have an article.
        draft.add(at..at + 1, Person, Likely, Title);
    } else if !first.is_capital() && is_before_verb(draft, at) && speaks(draft, at + 1) {
        // 'zijn ex babs belt'.
        draft.add(at..at + 1, Person, Possible, Title);
    } else if called && !first.is_capital() {
        // 'tante roos', 'collega merel'.
        let end = sloppy::surname_end(draft, at);
        draft.add(at..end, Person, Likely, Title);
    }
}

/// A polite title, or a role that no article stands before.
fn is_bare(draft: &Draft<'_>, cue: usize) -> bool {
    let article =
        draft.before(cue, 1).is_some_and(|before| before.on(List::NeverStart) || before.folded.ends_with('e'));
    POLITE.contains(&draft.tokens[cue].folded.as_ref()) || draft.tokens[cue].on(List::Role) && !article
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

/// 'slijkhuis', 'waterman': made like a surname, though it may be a word.
fn is_surname_like(token: &Token<'_>) -> bool {
    const ENDINGS: [&str; 26] = [
        "huis", "man", "mans", "stra", "sma", "berg", "veld", "kamp", "dijk", "hoek", "horst", "broek", "boom", "beek",
        "wijk", "hof", "sen", "ink", "inga", "steen", "burg", "meijer", "bakker", "maker", "hout", "laar",
    ];
    let longer = |ending: &&str| token.folded.len() > ending.len() + 2 && token.folded.ends_with(*ending);
    token.is_word()
        && (ENDINGS.iter().any(longer) || token.traits.is_compound() && !token.folded.ends_with(['d', 't', 'n', 'e']))
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

/// Whether a word with a capital may be a name there, and how surely.
fn capital_confidence(draft: &Draft<'_>, at: usize) -> Option<super::Confidence> {
    let token = &draft.tokens[at];
    let first = token.on(List::FirstName);
    let next = draft.get(at + 1).filter(|_| draft.follows(at + 1));
    let abbreviation =
        token.shape == Shape::Upper && token.folded.len() <= 5 && !(token.folded.len() > 3 && token.on(List::Surname));
    if token.is_letter() || token.traits.is_neutral() && !is_full_name(draft, at) {
        return None;
    }
    if abbreviation && (!first || token.folded.len() < 3) {
        // 'ISK Helicon': letters before a name are part of it.
        return next.is_some_and(|next| next.shape == Shape::Capital && next.gap == Gap::Blank).then_some(Likely);
    }
    let before = draft.before(at, 1);
    let led = token.on(List::Particle) && !(first && next.is_none_or(|next| !next.is_capital()));
    if led && !token.starts_sentence && !before.is_some_and(|t| t.is_mark('(')) {
        return next.is_some_and(|t| t.is_capital() && !t.is_glued()).then_some(Likely);
    }
    // 'Mei-Ling' is a name though 'mei' is a word; 'Noord-Holland' was claimed as a place.
    let joined = next.is_some_and(|t| t.is_dash() && t.is_glued())
        && draft.get(at + 2).is_some_and(|t| t.is_glued() && t.is_capital());
    let ordinary = token.traits.is_ordinary() && !joined;
    let listed = first || token.on(List::Surname);
    let elided = draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is_glued() && next.is_word() && next.folded.len() > 2);
    if token.on(List::NeverStart) && !listed && !elided || is_cue(token) || token.folded.ends_with("nr") {
        return None;
    }
    if elided {
        return Some(Likely);
    }
    if !token.starts_sentence {
        // Dutch writes no noun with a capital: what has one inside a sentence is the name of something.
        let named = if listed { Likely } else { Possible };
        let joined = next.is_some_and(|t| t.shape == Shape::Capital && t.gap == Gap::Blank) || is_camel(token);
        let opened = !joined && draft.before(at, 1).is_none_or(|before| before.is_mark(','));
        let word = listed || token.shape == Shape::Capital && !opened && !is_title_case(draft, at);
        return if ordinary { word.then_some(named) } else { Some(if first { Certain } else { Likely }) };
    }
    if !ordinary {
        let compound = !first && !token.traits.is_proper() && token.traits.is_compound();
        return (!compound || speaks(draft, at + 1)).then_some(if first { Certain } else { Likely });
    }
    let acts = next.is_some_and(|t| t.on(List::Verb) || (t.is_capital() && !t.is_glued()) || t.is_apostrophe());
    let stops = draft.get(at + 1).is_none_or(|t| t.gap == Gap::Line || [".", ",", "!", "?", "("].contains(&t.text));
    let alone = stops && (token.gap == Gap::Line || draft.before(at, 1).is_some_and(|t| !t.is_word()));
    let bakes = next
        .is_some_and(|t| !t.is_capital() && t.folded.len() > 3 && t.folded.ends_with('t') && !t.on(List::NeverStart));
    let surname =
        token.on(List::Surname) && !token.on(List::NeverStart) && !NO_SUBJECT.contains(&token.folded.as_ref());
    let called = stops && draft.get(at + 1).is_some_and(|t| t.is_mark(','));
    // 'Jaap van de moestuin', 'Wil jarig'.
    let beside = next.is_some_and(|t| t.is("van") || t.is("vd") || t.is("uit") || t.is("jarig") || t.is("vh"));
    if speaks(draft, at + 1) && !token.on(List::NeverStart) {
        return Some(Possible);
    }
    let named = first && (acts || bakes || alone || beside || !token.on(List::Doubtful) || !token.on(List::Bare));
    (named || surname && (acts || called)).then_some(Possible)
}

/// 'Bloem zegt niets': only people speak, and after an adverb ('Thuis belde ik') the subject follows the verb.
pub(super) fn speaks(draft: &Draft<'_>, verb: usize) -> bool {
    const SAYS: [&str; 26] = [
        "zegt",
        "zei",
        "vraagt",
        "vroeg",
        "vertelt",
        "vertelde",
        "belt",
        "belde",
        "appt",
        "appte",
        "mailt",
        "mailde",
        "knikt",
        "knikte",
        "lacht",
        "lachte",
        "huilt",
        "huilde",
        "roept",
        "riep",
        "fluistert",
        "fluisterde",
        "zucht",
        "zuchtte",
        "zwijgt",
        "zweeg",
    ];
    const SUBJECTS: [&str; 16] =
        ["ik", "hij", "zij", "ze", "we", "wij", "je", "jij", "jullie", "u", "ie", "men", "iemand", "de", "het", "een"];
    let says = draft
        .get(verb)
        .is_some_and(|token| token.gap == Gap::Blank && !token.is_capital() && SAYS.contains(&token.folded.as_ref()));
    let subject = draft.get(verb + 1).is_some_and(|next| {
        let owned = ["mijn", "zijn", "haar", "hun", "onze", "ons", "die", "deze", "dat", "mn", "zn", "er"]
            .contains(&next.folded.as_ref());
        next.gap == Gap::Blank
            && (SUBJECTS.contains(&next.folded.as_ref())
                || owned
                || next.is_capital()
                || next.on(List::Title)
                || next.on(List::Kin)
                || next.on(List::Role))
    });
    says && !subject
}

/// 'WoonZorg': a capital inside the word.
fn is_camel(token: &Token<'_>) -> bool {
    token.shape == Shape::Capital && token.text.chars().skip(2).any(char::is_uppercase)
}

/// In a heading ('De Lange Weg') capitals tell nothing: most words of the line have one.
fn is_title_case(draft: &Draft<'_>, at: usize) -> bool {
    let line = (1..=4).map_while(|back| draft.before(at, back)).filter(|token| token.is_word());
    let (capitals, words) =
        line.fold((0, 0), |(capitals, words), token| (capitals + i32::from(token.is_capital()), words + 1));
    words >= 3 && capitals == words
}

/// Words that announce a name and aren't one.
fn is_cue(token: &Token<'_>) -> bool {
    token.on(List::Title)
        || token.on(List::Kin)
        || token.on(List::Role)
        || token.on(List::Number)
        || token.on(List::Handle)
}

fn category_of(draft: &Draft<'_>, at: usize, end: usize) -> super::Category {
    let token = &draft.tokens[at];
    let last = &draft.tokens[end - 1];
    let cue = draft.before(at, 1);
    let article = cue.filter(|t| t.is("de") || t.is("het") || t.is("t"));
    let far = if article.is_some() { draft.before(at, 2) } else { cue };
    let first = token.on(List::FirstName);
    if first || end > at + 2 {
        return Person;
    }
    let tail = lexicon::endings(List::OrganisationTail)
        .iter()
        .any(|tail| last.folded.len() > tail.len() + 3 && last.folded.ends_with(tail.as_str()));
    if tail
        || token.is("de")
        || token.is("het")
        || (article.is_some() && far.is_some_and(|t| t.is("bij") || t.is("op")))
    {
        Organisation
    } else if far.is_some_and(|t| t.on(List::PlaceCue)) {
        Place
    } else if far.is_some_and(|t| t.is("bij")) && end == at + 1 && !token.traits.is_proper() {
        Organisation
    } else {
        Person
    }
}

/// 'O'Neill', 'D'Angelo', 'M'hamed'.
fn is_elided(draft: &Draft<'_>, at: usize) -> bool {
    let named = |next: &Token<'_>| {
        next.is_capital() && next.folded.len() > 2
            || next.is_word() && next.folded.len() > 3 && !next.traits.is_ordinary()
    };
    draft.get(at + 1).is_some_and(|next| next.is_apostrophe() && next.is_glued())
        && draft.get(at + 2).is_some_and(|next| next.is_glued() && named(next))
}

/// Part of a word with a hyphen or an address, such as 'oma-dag'.
fn is_glued_part(draft: &Draft<'_>, at: usize) -> bool {
    draft.tokens[at].is_glued()
        && draft.before(at, 1).is_some_and(|before| before.is_dash() || before.is_word() || before.is_number())
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
    fn capitals_and_lower_case() {
        assert_eq!(
            found("Toen belde Bouchra's broer. Ook Ineke v.d. Kolk."),
            ["person Bouchra", "person Ineke v.d. Kolk"]
        );
        assert_eq!(found("ik vind gerda leuk"), ["person gerda"]);
        assert_eq!(found("Jan en alleman spreekt Turks in Nederland. Respect is goed."), Vec::<String>::new());
        assert_eq!(
            found("alles van Jumbo, via de Kamers met Kansen"),
            ["organisation Jumbo", "organisation Kamers met Kansen"]
        );
        assert_eq!(
            found("haar baby, Ja'mai, en conciërge Ben, ook O'Neill"),
            ["person Ja'mai", "person Ben", "person O'Neill"]
        );
    }
}
