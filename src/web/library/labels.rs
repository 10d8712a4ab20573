//! Names the values of facets in the reader's language.

use entity::case_phase::ContactPhase;
use entity::team;

use crate::library::VirtueWords;
use crate::methods;
use crate::search::{Facet, Kind, Name};
use crate::tensions::{self, barriers};
use crate::web::words::Language;

/// What names the values of facets.
pub struct FacetLabels<'a> {
    pub language: Language,
    pub teams: &'a [team::Model],
    pub virtues: &'a [VirtueWords],
}

impl FacetLabels<'_> {
    /// Names a value; `None` for one that has no name here, which is then not shown.
    pub fn label(&self, facet: Facet, value: &str) -> Option<String> {
        let code = self.language.code();
        match facet {
            Facet::Kind => Some(self.language.t(&format!("library-kind-{value}"))),
            Facet::Virtue => self.virtue(value).map(|words| words.name.clone()),
            Facet::Side => self.side(value),
            Facet::Group => {
                tensions::groups().iter().find(|group| group.key == value).map(|group| group.name.get(code).to_owned())
            }
            Facet::Tension => tension(self.language, value),
            Facet::Barrier => barriers::find(value).map(|barrier| barrier.name.get(code).to_owned()),
            Facet::Phase => Some(self.language.t(&format!("library-phase-{value}"))),
            Facet::Level => Some(self.language.t(&format!("library-for-{value}"))),
            Facet::Method => methods::find(value).map(|method| method.name.get(code).to_owned()),
            Facet::Team => self.teams.iter().find(|team| team.id.to_string() == value).map(|team| team.name.clone()),
            Facet::Year => Some(value.to_owned()),
        }
    }

    /// Names all values that somebody may type behind a field word.
    pub fn names(&self) -> Vec<Name> {
        let own = |text: &str| text.to_owned();
        let mut values: Vec<(Facet, String)> = Vec::new();
        values.extend(Kind::ALL.map(|kind| (Facet::Kind, own(kind.as_str()))));
        for words in self.virtues {
            values.push((Facet::Virtue, words.key.clone()));
            values
                .extend(["too_little", "too_much", "mean"].map(|side| (Facet::Side, format!("{}/{side}", words.key))));
        }
        for group in tensions::groups() {
            values.push((Facet::Group, group.key.clone()));
            values.extend(group.tensions.iter().map(|tension| (Facet::Tension, tension.key.clone())));
        }
        values.extend(barriers::all().iter().map(|barrier| (Facet::Barrier, barrier.key.clone())));
        values.extend(ContactPhase::ALL.map(|phase| (Facet::Phase, own(phase.as_str()))));
        values.extend(["person", "team", "organisation", "policy"].map(|level| (Facet::Level, own(level))));
        values.extend(self.teams.iter().map(|team| (Facet::Team, team.id.to_string())));
        let named = |(facet, value): (Facet, String)| Some(Name { label: self.label(facet, &value)?, facet, value });
        values.into_iter().filter_map(named).collect()
    }

    fn virtue(&self, key: &str) -> Option<&VirtueWords> {
        self.virtues.iter().find(|words| words.key == key)
    }

    /// Names a side: the pole's own word, or the middle.
    fn side(&self, value: &str) -> Option<String> {
        let (key, side) = value.rsplit_once('/')?;
        let words = self.virtue(key)?;
        Some(match side {
            "too_little" => format!("{}: {}", words.name, words.too_little),
            "too_much" => format!("{}: {}", words.name, words.too_much),
            _ => format!("{}: {}", words.name, self.language.t("library-side-mean")),
        })
    }
}

/// Names a tension by both its poles.
pub fn tension(language: Language, key: &str) -> Option<String> {
    let (_, tension) = tensions::find(key)?;
    Some(format!("{} – {}", tension.left.get(language.code()), tension.right.get(language.code())))
}
