//! Hours as they were typed, entry by entry. What the form doesn't name is left as it was: a page can be older than an entry.

use std::collections::BTreeMap;

use entity::ids::EntryId;

use crate::journal::entry::{Dimension, Hours};
use crate::web::Errors;
use crate::web::form::{at_most, tidy};

/// Most minutes that one entry can take, and most characters about it.
const MOST_MINUTES: u16 = 24 * 60;
const LONGEST_ABOUT: usize = 200;

/// What stands in the fields of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub minutes: String,
    pub dimension: String,
    pub about: String,
    /// What the page showed before anybody typed, as JSON; empty on a page that doesn't say.
    pub shown: String,
}

impl Typed {
    /// Takes an entry's fields out of a form; nothing where the form doesn't have them.
    pub fn take(fields: &BTreeMap<String, String>, id: EntryId) -> Option<Self> {
        let field = |name: &str| fields.get(&format!("{name}.{id}")).map(|text| tidy(text));
        let (minutes, dimension, about) = (field("minutes")?, field("dimension"), field("about"));
        let shown = field("shown").unwrap_or_default();
        Some(Self { minutes, dimension: dimension.unwrap_or_default(), about: about.unwrap_or_default(), shown })
    }

    /// Shows what an entry holds.
    pub fn of(hours: Option<&Hours>) -> Self {
        let shown = told(hours);
        hours
            .map_or_else(Self::default, |hours| Self {
                minutes: hours.minutes.to_string(),
                dimension: hours.dimension.as_str().to_owned(),
                about: hours.about.clone(),
                ..Self::default()
            })
            .showing(shown)
    }

    /// Tells whether these hours are others than the page showed: what nobody touched stays as it is by now.
    pub fn is_changed(&self, hours: Option<&Hours>) -> bool {
        self.shown != told(hours)
    }

    fn showing(self, shown: String) -> Self {
        Self { shown, ..self }
    }

    /// Parses what was typed: nothing where there are no minutes; an error at its field otherwise.
    pub fn parse(&self) -> Result<Option<Hours>, Errors> {
        if self.minutes.is_empty() {
            return Ok(None);
        }
        let mut errors = Errors::default();
        let minutes = self.minutes.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
        let dimension = Dimension::parse(&self.dimension);
        let about = at_most(&self.about, LONGEST_ABOUT, "about", &mut errors);
        if minutes.is_none() {
            errors.add("minutes", "journal-hours-wrong");
        }
        if dimension.is_none() {
            errors.add("dimension", "journal-hours-no-dimension");
        }
        match (minutes, dimension, errors.is_empty()) {
            (Some(minutes), Some(dimension), true) => Ok(Some(Hours { minutes, dimension, about })),
            _ => Err(errors),
        }
    }
}

fn told(hours: Option<&Hours>) -> String {
    serde_json::to_string(&hours).expect("hours make JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_taken_as_it_is_typed_and_refused_at_its_field() {
        let id = EntryId::random();
        let fields = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, text)| (format!("{name}.{id}"), (*text).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let parsed = |pairs: &[(&str, &str)]| Typed::take(&fields(pairs), id).map(|typed| typed.parse());
        assert!(parsed(&[("about", "Iets")]).is_none(), "without minutes the form says nothing of this entry");
        assert!(matches!(parsed(&[("minutes", " ")]), Some(Ok(None))));
        let hours = Hours { minutes: 20, dimension: Dimension::Personal, about: "Iets".into() };
        let whole = parsed(&[("minutes", "20"), ("dimension", "personal"), ("about", "Iets")]);
        assert_eq!(whole.unwrap().ok().flatten(), Some(hours));
        for wrong in [("0", "personal"), ("1441", "personal"), ("veel", "personal"), ("20", "")] {
            assert!(parsed(&[("minutes", wrong.0), ("dimension", wrong.1)]).unwrap().is_err(), "{wrong:?}");
        }
    }
}
