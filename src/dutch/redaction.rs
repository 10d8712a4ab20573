//! Finds what may identify people in Dutch text, so that a person can replace each finding or wave it through before the
//! text is shared. Pure: no I/O, no clock, nothing of ours. It only proposes: it never changes a text, and a text
//! without findings is not thereby anonymous. Surprising: the order of the detectors is the order of trust, since a word
//! that one has claimed is closed to those after it; a name found once is then found everywhere in the same text.

mod abbreviated;
mod after_names;
mod ages;
mod ages_apart;
mod ages_beside;
mod areas;
mod around;
mod attendance;
mod bare;
mod beginnings;
mod beside_streets;
mod births;
mod capitals;
mod checked;
mod checksum;
mod combination;
mod contact;
mod dates;
mod dates_beside;
mod draft;
mod enumerations;
mod foreign_streets;
mod house_numbers;
mod initials;
mod institutions;
mod letters;
mod lexicon;
mod lines;
mod loose;
mod lower_names;
mod lower_streets;
pub mod measure;
mod named_streets;
mod names;
mod naming;
mod nicknames;
mod number_words;
mod numbers;
mod organisations;
mod own;
mod phones;
mod places;
mod plates;
mod postcodes;
mod proposal;
mod quasi;
mod rows;
mod shape;
mod short_names;
mod sloppy;
mod small_words;
mod sorted;
mod spelled;
mod spoken;
mod spread;
mod street_starts;
mod streets;
mod telling_places;
mod titled_words;
mod token;
mod unknown;

use std::ops::Range;

use draft::Draft;

pub use combination::{Sign, combination};
pub use lexicon::{Fault, check};
pub use proposal::{Replacement, proposals};

/// What a finding is; a direct identifier points to somebody by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    Person,
    Initial,
    Address,
    Postcode,
    Place,
    Organisation,
    Date,
    Birthdate,
    Age,
    Phone,
    Email,
    Url,
    Bsn,
    Iban,
    Plate,
    Number,
    Quasi,
}

impl Category {
    /// All categories, in the order in which a page lists them.
    pub const ALL: [Self; 17] = [
        Self::Person,
        Self::Initial,
        Self::Address,
        Self::Postcode,
        Self::Place,
        Self::Organisation,
        Self::Date,
        Self::Birthdate,
        Self::Age,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::Bsn,
        Self::Iban,
        Self::Plate,
        Self::Number,
        Self::Quasi,
    ];

    /// Gives the stable key, for locales and storage.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Initial => "initial",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Date => "date",
            Self::Birthdate => "birthdate",
            Self::Age => "age",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Bsn => "bsn",
            Self::Iban => "iban",
            Self::Plate => "plate",
            Self::Number => "number",
            Self::Quasi => "quasi",
        }
    }

    /// Parses a stable key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == key)
    }

    /// Tells whether one such finding left in a text is enough to point to somebody.
    #[must_use]
    pub fn is_direct(self) -> bool {
        !matches!(self, Self::Place | Self::Organisation | Self::Date | Self::Age | Self::Quasi)
    }
}

/// How sure the detector is; a page may show what is `Possible` more quietly, but never hide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    Possible,
    Likely,
    Certain,
}

impl Confidence {
    /// Gives the stable key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// Why something was found; the words for people come from locales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The number passes its own check (BSN, IBAN).
    Checksum,
    /// It is written like an e-mail address, phone number, postcode, date, plate or account.
    Form,
    /// A word before it says what it is ('dossiernummer', 'geb.', 'straat', 'stichting').
    Cue,
    /// A title, kin word or role stands before it ('mevrouw', 'zoon', 'collega').
    Title,
    /// It stands on a list of names or places.
    Listed,
    /// It has a capital and is no ordinary Dutch word.
    Capital,
    /// It is written in lower case but known as a name only.
    LowerCase,
    /// The same name or initial was found elsewhere in this text.
    Elsewhere,
    /// It is the name of a member.
    Member,
    /// It stands on the organisation's own list.
    Own,
    /// A rare trait that may point to one person.
    Rare,
}

impl Reason {
    /// Gives the stable key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Checksum => "checksum",
            Self::Form => "form",
            Self::Cue => "cue",
            Self::Title => "title",
            Self::Listed => "listed",
            Self::Capital => "capital",
            Self::LowerCase => "lower_case",
            Self::Elsewhere => "elsewhere",
            Self::Member => "member",
            Self::Own => "own",
            Self::Rare => "rare",
        }
    }
}

/// One stretch of text that may identify somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the text, on character boundaries.
    pub span: Range<usize>,
    /// The same stretch in code points, for scripts and exchange.
    pub chars: Range<usize>,
    pub category: Category,
    pub confidence: Confidence,
    pub reason: Reason,
}

/// What an organisation knows beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known {
    /// Names that are always found, such as those of the members; a full name is found by its parts too.
    pub names: Vec<String>,
    /// Other words and phrases that are always found, in any capitals, such as the streets of a town.
    pub words: Vec<(Category, String)>,
    /// Words or phrases that are no name here, such as the organisation's own; a checked number is found nonetheless.
    pub never: Vec<String>,
}

/// Finds what may identify people: sorted, not overlapping.
#[must_use]
pub fn find(text: &str, known: &Known) -> Vec<Finding> {
    let mut draft = Draft::new(text);
    spoken::find_mails(&mut draft);
    contact::find(&mut draft);
    checked::find_ibans(&mut draft);
    phones::find_mobiles(&mut draft);
    numbers::find(&mut draft);
    dates::find(&mut draft);
    phones::find(&mut draft);
    spoken::find(&mut draft);
    own::find(&mut draft, known);
    foreign_streets::find(&mut draft);
    streets::find(&mut draft);
    loose::find(&mut draft);
    names::skip_sayings(&mut draft);
    quasi::find(&mut draft);
    names::find_titled(&mut draft);
    organisations::find(&mut draft);
    places::find(&mut draft);
    institutions::find(&mut draft);
    nicknames::find(&mut draft);
    abbreviated::find_letters(&mut draft);
    capitals::find(&mut draft);
    lower_names::find(&mut draft);
    sloppy::find(&mut draft);
    abbreviated::find_names(&mut draft);
    bare::find(&mut draft);
    unknown::find(&mut draft);
    rows::find(&mut draft);
    attendance::find(&mut draft);
    enumerations::find(&mut draft);
    lines::find(&mut draft);
    initials::find(&mut draft);
    spread::find(&mut draft);
    ages::find(&mut draft);
    draft.finish(&known.never)
}

#[cfg(test)]
mod tests;
