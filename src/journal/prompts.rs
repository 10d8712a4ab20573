//! Sets of questions to write by, as data in content/prompts. Every question may stay empty, in any order.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::bilingual::Bilingual;
use crate::content;

/// The key of a person's own set; its questions are sealed and not in a file.
pub const OWN: &str = "own";
/// Most questions in an own set, and most characters in one.
pub const MOST_OWN: usize = 12;
pub const LONGEST_QUESTION: usize = 300;

#[derive(RustEmbed)]
#[folder = "content/prompts/"]
#[include = "sets/*.toml"]
struct Files;

/// Questions that belong together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptSet {
    pub key: String,
    /// Where it stands among the others.
    pub order: u16,
    pub name: Bilingual,
    /// When to take it, in one sentence.
    pub about: Bilingual,
    /// Whose idea it follows, for the page to say; the words are ours.
    #[serde(default)]
    pub source: Option<Bilingual>,
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
}

/// One question of a set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: String,
    pub text: Bilingual,
    #[serde(default)]
    pub hint: Option<Bilingual>,
}

static SETS: LazyLock<Vec<PromptSet>> =
    LazyLock::new(|| load().unwrap_or_else(|error| panic!("the embedded prompts are checked before release: {error}")));

/// Lists the sets, in their order.
pub fn sets() -> &'static [PromptSet] {
    &SETS
}

/// Finds a set by its key.
pub fn find(key: &str) -> Option<&'static PromptSet> {
    sets().iter().find(|set| set.key == key)
}

/// Finds a question by its key with that of its set, such as `presence/there`.
pub fn question(key: &str) -> Option<&'static Question> {
    let (set, question) = key.split_once('/')?;
    find(set)?.questions.iter().find(|one| one.key == question)
}

/// Reads the embedded files.
pub fn load() -> Result<Vec<PromptSet>, String> {
    let mut sets = Vec::new();
    for name in Files::iter() {
        let file = Files::get(&name).expect("a listed file exists");
        let text = String::from_utf8(file.data.into_owned()).map_err(|error| format!("{name}: {error}"))?;
        let set: PromptSet = content::data(&text).map_err(|error| format!("{name}: {error}"))?;
        let keys: BTreeSet<&str> = set.questions.iter().map(|question| question.key.as_str()).collect();
        if set.questions.is_empty() || keys.len() != set.questions.len() || set.key == OWN {
            return Err(format!("{name}: a set has questions, each with a key of its own"));
        }
        sets.push(set);
    }
    sets.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
    Ok(sets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_of_the_product_are_there_with_the_three_that_matter_most_in_front() {
        let keys: Vec<&str> = sets().iter().map(|set| set.key.as_str()).collect();
        assert_eq!(keys[..3], ["difficult_visit", "quality_steps", "presence"]);
        for key in ["relation", "first_impression", "unasked", "starr", "gibbs", "korthagen", "driscoll"] {
            assert!(keys.contains(&key), "{key}");
        }
        assert_eq!(question("presence/there").map(|one| one.key.as_str()), Some("there"));
        assert!(question("presence").is_none() && question("own/1").is_none());
    }
}
