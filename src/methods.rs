//! A method: the steps of a conversation as data. The product brings some in content/methods; a team copies one and makes
//! it its own.
//!
//! A conversation keeps the method as it was when it opened, by the hash of its content: neither an upgrade of the product
//! nor a team's change touches a conversation that was held before.

pub mod flaw;
pub mod kept;
pub mod own;
pub mod step;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use entity::contribution::ContributionKind;
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};

use crate::bilingual::Bilingual;
use crate::content;

pub use flaw::{Field, Flaw, Reason, flaws};
pub use kept::{keep, kept, snapshot};
pub use step::{Presenter, Reader, Seen, Standing, Step, Tool, Writers, Yield};

/// The method that a conversation takes when nobody chooses.
pub const STANDARD: &str = "omgangsoverleg";
/// Its shorter form, for two cases in one meeting; and the shortest way to talk about a case.
const SHORTER: &str = "omgangsoverleg-45";
const SHORTEST: &str = "even-kort";
/// A part with fewer minutes than this has room for the shortest only.
const SHORT_PART: u32 = 30;

#[derive(RustEmbed)]
#[folder = "content/methods/"]
#[include = "*.toml"]
struct Files;

/// A way of holding a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub key: String,
    /// Its place in the list.
    #[serde(default)]
    pub position: u8,
    #[serde(default)]
    pub about: About,
    pub source: String,
    pub name: Bilingual,
    pub summary: Bilingual,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// What a conversation is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A worker's case, brought in by a presenter.
    #[default]
    Case,
    /// The team itself: its virtues, or how it works. There is no presenter.
    Team,
}

impl Method {
    /// Reads a method and checks that it can run.
    pub fn parse(text: &str) -> Result<Self, String> {
        let method: Self = content::data(text)?;
        match flaws(&method).first() {
            Some(flaw) => Err(flaw.to_string()),
            None => Ok(method),
        }
    }

    /// Finds a step and its number by key.
    pub fn step(&self, key: &str) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.key == key)
    }

    /// Returns the words for a kind of contribution.
    pub fn label(&self, kind: ContributionKind) -> Option<&Bilingual> {
        self.steps.iter().flat_map(|step| &step.yields).find(|asked| asked.kind == kind).map(|asked| &asked.label)
    }

    /// Returns the suggested length of the whole, in minutes.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| u32::from(step.minutes)).sum()
    }
}

/// Methods of this version of the product, in the order of the list.
static METHODS: LazyLock<Vec<Method>> =
    LazyLock::new(|| load().unwrap_or_else(|error| panic!("the embedded methods are checked before release: {error}")));

/// Reads the embedded methods.
pub fn load() -> Result<Vec<Method>, String> {
    let mut methods = BTreeMap::new();
    for name in Files::iter() {
        let file = Files::get(&name).expect("a listed file exists");
        let text = String::from_utf8(file.data.into_owned()).map_err(|error| format!("{name}: {error}"))?;
        let method = Method::parse(&text).map_err(|error| format!("{name}: {error}"))?;
        methods.insert((method.position, method.key.clone()), method);
    }
    Ok(methods.into_values().collect())
}

/// Lists the methods of this version of the product.
pub fn all() -> &'static [Method] {
    &METHODS
}

/// Finds a method of this version of the product.
pub fn find(key: &str) -> Option<&'static Method> {
    all().iter().find(|method| method.key == key)
}

/// Returns the method that a conversation takes when nobody chooses.
pub fn standard() -> &'static Method {
    find(STANDARD).expect("the standard method is embedded")
}

/// Returns the method that suits a part of so many minutes: the standard one where it fits, or a shorter form.
pub fn suiting(minutes: u32) -> &'static Method {
    let key = match minutes {
        short if short < SHORT_PART => SHORTEST,
        enough if standard().minutes() <= enough => STANDARD,
        _ => SHORTER,
    };
    find(key).expect("the forms of the standard method are embedded")
}

#[cfg(test)]
mod tests;
