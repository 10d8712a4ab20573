//! What may stand in place of a finding so that the story keeps its meaning: a role for a name, a band for an age, a
//! month for a date. Keys and figures only; the words come from locales, and a person chooses.

use super::ages;
use super::lexicon::{self, List};
use super::token::{self, Token};
use super::{Category, Finding, Reason};

/// One thing that may stand in place of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Replacement {
    TheClient,
    TheMother,
    TheFather,
    TheSon,
    TheDaughter,
    TheChild,
    ThePartner,
    TheBrother,
    TheSister,
    ARelative,
    AColleague,
    ANeighbour,
    AFriend,
    AProfessional,
    /// From and to, both inclusive, in years.
    AgeBand(u8, u8),
    /// The month's number, from 1.
    Month(u8),
    OnADay,
    ATown,
    ANeighbourhood,
    AStreet,
    AnInstitution,
    ASchool,
    AnEmployer,
    APhoneNumber,
    AnEmailAddress,
    AWebsite,
    ATrait,
    Removed,
}

impl Replacement {
    /// Gives the stable key, for locales; figures go with it as arguments.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TheClient => "the_client",
            Self::TheMother => "the_mother",
            Self::TheFather => "the_father",
            Self::TheSon => "the_son",
            Self::TheDaughter => "the_daughter",
            Self::TheChild => "the_child",
            Self::ThePartner => "the_partner",
            Self::TheBrother => "the_brother",
            Self::TheSister => "the_sister",
            Self::ARelative => "a_relative",
            Self::AColleague => "a_colleague",
            Self::ANeighbour => "a_neighbour",
            Self::AFriend => "a_friend",
            Self::AProfessional => "a_professional",
            Self::AgeBand(..) => "age_band",
            Self::Month(_) => "month",
            Self::OnADay => "on_a_day",
            Self::ATown => "a_town",
            Self::ANeighbourhood => "a_neighbourhood",
            Self::AStreet => "a_street",
            Self::AnInstitution => "an_institution",
            Self::ASchool => "a_school",
            Self::AnEmployer => "an_employer",
            Self::APhoneNumber => "a_phone_number",
            Self::AnEmailAddress => "an_email_address",
            Self::AWebsite => "a_website",
            Self::ATrait => "a_trait",
            Self::Removed => "removed",
        }
    }
}

/// What a person is offered for a name when the text tells nothing, in this order.
const ROLES: [Replacement; 14] = [
    Replacement::TheClient,
    Replacement::TheMother,
    Replacement::TheFather,
    Replacement::TheSon,
    Replacement::TheDaughter,
    Replacement::TheChild,
    Replacement::ThePartner,
    Replacement::TheBrother,
    Replacement::TheSister,
    Replacement::ARelative,
    Replacement::AFriend,
    Replacement::ANeighbour,
    Replacement::AColleague,
    Replacement::AProfessional,
];

/// Gives what may stand in place of a finding of this text, the best guess first, `Removed` always last.
#[must_use]
pub fn proposals(finding: &Finding, text: &str) -> Vec<Replacement> {
    let word = text.get(finding.span.clone()).unwrap_or_default();
    let before = text.get(..finding.span.start).unwrap_or_default();
    let mut out = match finding.category {
        Category::Person | Category::Initial => roles(before, finding.reason),
        Category::Age => age_band(word).into_iter().collect(),
        Category::Date => month(word).into_iter().chain([Replacement::OnADay]).collect(),
        Category::Place => vec![Replacement::ATown, Replacement::ANeighbourhood],
        Category::Address => vec![Replacement::AStreet, Replacement::ANeighbourhood],
        Category::Organisation => institutions(before, word),
        Category::Phone => vec![Replacement::APhoneNumber],
        Category::Email => vec![Replacement::AnEmailAddress],
        Category::Url => vec![Replacement::AWebsite],
        Category::Quasi => vec![Replacement::ATrait],
        Category::Birthdate
        | Category::Postcode
        | Category::Bsn
        | Category::Iban
        | Category::Plate
        | Category::Number => Vec::new(),
    };
    out.push(Replacement::Removed);
    out
}

/// All roles, with the one first that the words right before the name tell; a member's own name is a colleague's.
fn roles(before: &str, reason: Reason) -> Vec<Replacement> {
    let mut out = ROLES.to_vec();
    let tokens = token::cut(last_words(before));
    let told = tokens.iter().rev().filter(|token| token.is_word()).take(3).find_map(role);
    let told = told.or((reason == Reason::Member).then_some(Replacement::AColleague));
    if let Some(at) = told.and_then(|told| out.iter().position(|role| *role == told)) {
        out[..=at].rotate_right(1);
    }
    out
}

/// The end of a text that is long enough for a few words, from a character boundary on.
fn last_words(text: &str) -> &str {
    let mut start = text.len().saturating_sub(60);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

fn role(token: &Token<'_>) -> Option<Replacement> {
    use Replacement::{
        AColleague, AFriend, ANeighbour, AProfessional, ARelative, TheBrother, TheChild, TheClient, TheDaughter,
        TheFather, TheMother, ThePartner, TheSister, TheSon,
    };
    let word = token.folded.as_ref();
    Some(match word {
        "moeder" | "ma" | "mama" | "mam" => TheMother,
        "vader" | "pa" | "papa" | "pap" => TheFather,
        "zoon" | "zoontje" => TheSon,
        "dochter" | "dochtertje" => TheDaughter,
        "kind" | "kindje" | "baby" | "peuter" | "kleuter" => TheChild,
        "man" | "vrouw" | "partner" | "echtgenoot" | "echtgenote" | "ex" => ThePartner,
        "broer" | "broertje" => TheBrother,
        "zus" | "zusje" => TheSister,
        "vriend" | "vriendin" | "vriendje" | "vriendinnetje" => AFriend,
        "mevrouw" | "mevr" | "mw" | "mvr" | "meneer" | "mijnheer" | "dhr" | "client" | "cliente" | "cl" | "gezin"
        | "familie" | "fam" => TheClient,
        _ if word.starts_with("collega") => AColleague,
        _ if word.contains("buur") => ANeighbour,
        _ if token.on(List::Role) || matches!(word, "dokter" | "dr" | "drs" | "juf" | "meester") => AProfessional,
        _ if token.on(List::Kin) => ARelative,
        _ => return None,
    })
}

/// Narrow bands for children, ten years for adults, open at eighty.
fn age_band(word: &str) -> Option<Replacement> {
    let years = token::cut(word).first().and_then(ages::years)?;
    let (from, to) = match years {
        0..=3 => (0, 3),
        4..=11 => (4, 11),
        12..=17 => (12, 17),
        18..=29 => (18, 29),
        80.. => (80, 110),
        _ => (years / 10 * 10, years / 10 * 10 + 9),
    };
    Some(Replacement::AgeBand(u8::try_from(from).ok()?, u8::try_from(to).ok()?))
}

fn month(word: &str) -> Option<Replacement> {
    let tokens = token::cut(word);
    let written = tokens.iter().find_map(|token| {
        let full = lexicon::position(List::Month, &token.folded);
        full.or_else(|| lexicon::position(List::ShortMonth, &token.folded).map(|at| if at > 8 { at - 1 } else { at }))
    });
    let figures = tokens.iter().filter_map(Token::value).collect::<Vec<_>>();
    let number = match (written, figures.as_slice()) {
        (Some(at), _) => u8::try_from(at + 1).ok()?,
        (None, [_, month, ..]) => u8::try_from(*month).ok()?,
        _ => return None,
    };
    (1..=12).contains(&number).then_some(Replacement::Month(number))
}

fn institutions(before: &str, word: &str) -> Vec<Replacement> {
    let context = format!("{} {word}", last_words(before));
    let tokens = token::cut(&context);
    let near =
        tokens.iter().rev().take(6).any(|token| token.folded.contains("school") || token.folded.contains("college"));
    let works = tokens.iter().rev().take(6).any(|token| token.folded.starts_with("werk"));
    let mut out = vec![Replacement::AnInstitution, Replacement::ASchool, Replacement::AnEmployer];
    if near {
        out.swap(0, 1);
    } else if works {
        out.rotate_right(1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};
    use super::*;

    fn first(text: &str) -> Replacement {
        let finding = find(text, &Known::default()).into_iter().next().unwrap();
        proposals(&finding, text)[0]
    }

    #[test]
    fn roles_come_from_the_words_before() {
        assert_eq!(first("mijn collega Bouchra belt"), Replacement::AColleague);
        assert_eq!(first("zijn moeder Bouchra belt"), Replacement::TheMother);
        assert_eq!(first("buurvrouw Groen belt"), Replacement::ANeighbour);
        assert_eq!(first("mevrouw Ter Horst belt"), Replacement::TheClient);
    }

    #[test]
    fn figures_become_bands_and_months() {
        assert_eq!(first("een man van 46 jaar"), Replacement::AgeBand(40, 49));
        assert_eq!(first("een 9-jarige"), Replacement::AgeBand(4, 11));
        assert_eq!(first("op 3 februari 2024"), Replacement::Month(2));
        assert_eq!(first("op 28-11 dus"), Replacement::Month(11));
        assert_eq!(first("op 12 okt dus"), Replacement::Month(10));
    }

    #[test]
    fn numbers_are_removed() {
        assert_eq!(first("bsn 111222333"), Replacement::Removed);
        assert_eq!(first("in Hoogeveen"), Replacement::ATown);
    }
}
