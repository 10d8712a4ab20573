//! The properties by which hits are counted and can be narrowed.

use uuid::Uuid;

use crate::search::Kind;

const LONGEST_VALUE: usize = 100;

/// A property by which hits are counted and can be narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Kind,
    Virtue,
    Side,
    Group,
    Tension,
    Barrier,
    Phase,
    Level,
    Method,
    Team,
    Year,
}

/// One chosen value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    pub facet: Facet,
    pub value: String,
}

impl Facet {
    /// Every facet, in the order in which a page shows them.
    pub const ALL: [Self; 11] = [
        Self::Kind,
        Self::Virtue,
        Self::Side,
        Self::Group,
        Self::Tension,
        Self::Barrier,
        Self::Phase,
        Self::Level,
        Self::Method,
        Self::Team,
        Self::Year,
    ];

    /// Gives the name that URLs and the index use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Virtue => "virtue",
            Self::Side => "side",
            Self::Group => "group",
            Self::Tension => "tension",
            Self::Barrier => "barrier",
            Self::Phase => "phase",
            Self::Level => "level",
            Self::Method => "method",
            Self::Team => "team",
            Self::Year => "year",
        }
    }

    /// Reads a name back; `None` for anything else.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == name)
    }

    /// Reads a value of this facet in its one spelling; `None` when it can't be one.
    pub(in crate::search) fn parse_value(self, value: &str) -> Option<String> {
        let value = value.trim();
        match self {
            Self::Kind => Kind::parse(value).map(|kind| kind.as_str().to_owned()),
            Self::Team => Uuid::parse_str(value).ok().map(|team| team.to_string()),
            Self::Year => value.parse::<u16>().ok().map(|year| format!("{year:04}")),
            Self::Virtue
            | Self::Side
            | Self::Group
            | Self::Tension
            | Self::Barrier
            | Self::Phase
            | Self::Level
            | Self::Method => {
                let fits = !value.is_empty() && value.chars().count() <= LONGEST_VALUE;
                (fits && !value.chars().any(char::is_control)).then(|| value.to_owned())
            }
        }
    }
}
