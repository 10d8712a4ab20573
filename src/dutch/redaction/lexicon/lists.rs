//! The plain lists of content/lexicon, to be edited by hand: their names, and how a file of them is read.

use super::Fault;
use crate::redaction::token;

/// The files, in the order of reading.
pub(super) static FILES: [(&str, &str); 3] = [
    ("cues.txt", include_str!("../../../../content/lexicon/cues.txt")),
    ("names.txt", include_str!("../../../../content/lexicon/names.txt")),
    ("ordinary.txt", include_str!("../../../../content/lexicon/ordinary.txt")),
];

/// Headings of ordinary.txt whose words point to nobody, whatever their capitals.
const NEUTRAL: [&str; 9] = ["country", "people", "body", "brand", "feast", "thinker", "time", "method", "illness"];

macro_rules! lists {
    ($($list:ident $name:literal)*) => {
        /// A named list; its number is its place among the bits of a word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(in crate::redaction) enum List { $($list),* }

        impl List {
            pub(super) const ALL: &[(&str, Self)] = &[$(($name, Self::$list)),*];
        }
    };
}

lists! {
    Title "title"
    Abbreviation "abbreviation"
    Kin "kin"
    Role "role"
    Naming "naming"
    Particle "particle"
    HardParticle "hard_particle"
    Month "month"
    ShortMonth "short_month"
    NamedDay "named_day"
    Birth "birth"
    Verb "verb"
    Speech "speech"
    BeforeName "before_name"
    Number "number"
    Handle "handle"
    Phone "phone"
    Street "street"
    Area "area"
    AreaKind "area_kind"
    PlaceCue "place_cue"
    Organisation "organisation"
    OrganisationTail "organisation_tail"
    PlaceExtra "place_extra"
    Town "town"
    Numbered "numbered"
    Unit "unit"
    Say "say"
    Address "address"
    Addressed "addressed"
    GenericWay "generic_way"
    QuasiRole "quasi_role"
    RareOrigin "rare_origin"
    Profession "profession"
    Origin "origin"
    NumberedStreet "numbered_street"
    StreetLead "street_lead"
    Vehicle "vehicle"
    Kind "named_kind"
    Chain "chain"
    FirstName "first"
    Doubtful "doubtful"
    Bare "bare"
    Noted "noted"
    Surname "surname"
    Saying "saying"
    NeverStart "never_start"
}

/// A word with its list, and whether it points to nobody.
type Entry = (Option<List>, bool, String);

/// Reads `[heading]` lines and words parted by blanks; `#` begins a comment line, `_` stands for a blank in a word.
pub(super) fn read(files: &[(&'static str, &'static str)]) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    for (file, text) in files {
        let mut heading = None;
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#')) {
            let fault = |wrong| Fault { file, line: number, wrong };
            if let Some(rest) = line.strip_prefix('[') {
                let name = rest.strip_suffix(']').ok_or_else(|| fault(format!("the heading `{line}` isn't closed")))?;
                heading = Some(find(name).ok_or_else(|| fault(format!("there is no list `{name}`")))?);
                continue;
            }
            for written in line.split_whitespace() {
                let (list, neutral) =
                    heading.ok_or_else(|| fault(format!("`{written}` stands before the first heading")))?;
                let word = written.replace('_', " ");
                if token::fold(&word) != word {
                    return Err(fault(format!("write `{written}` as `{}`", token::fold(written))));
                }
                entries.push((list, neutral, word));
            }
        }
    }
    Ok(entries)
}

fn find(name: &str) -> Option<(Option<List>, bool)> {
    let list = List::ALL.iter().find(|(known, _)| *known == name).map(|(_, list)| *list);
    let neutral = NEUTRAL.contains(&name);
    // Countries and peoples tell where somebody comes from, besides pointing to nobody.
    let origin = ["country", "people"].contains(&name).then_some(List::Origin);
    (list.is_some() || neutral).then_some((list.or(origin), neutral))
}
