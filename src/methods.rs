//! A method: the steps of a conversation as data, from content/methods.
//!
//! A conversation keeps the method as it was when it opened, by the hash of its content: an upgrade of the product
//! changes no conversation that was held before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, RwLock};

use entity::contribution::ContributionKind;
use entity::method_snapshot;
use entity::placement::Moment;
use rust_embed::RustEmbed;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};

use crate::bilingual::Bilingual;
use crate::crypto::content_hash;
use crate::db::Tx;

/// The method that a conversation takes when nobody chooses.
pub const STANDARD: &str = "omgangsoverleg";

#[derive(RustEmbed)]
#[folder = "content/methods/"]
#[include = "*.toml"]
struct Files;

/// A way of holding a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub key: String,
    pub source: String,
    pub name: Bilingual,
    pub summary: Bilingual,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One step of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub key: String,
    /// 1 to 4; absent for the beginning and the close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<u8>,
    /// Suggested length.
    pub minutes: u16,
    pub tools: Vec<Tool>,
    pub writing: Writing,
    /// Which dots are placed, in a step with placements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    pub name: Bilingual,
    pub goal: Bilingual,
    pub prompts: Vec<Bilingual>,
    #[serde(default)]
    pub yields: Vec<Yield>,
}

/// What people do in a step, beside talking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tool {
    Placements,
    Contributions,
    Closing,
}

/// How people write in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    /// Each for themselves; hidden from the others until the facilitator reveals it.
    Quiet,
    /// On the table at once.
    Open,
    /// Not at all.
    None,
}

/// A kind of contribution that a step asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yield {
    pub kind: ContributionKind,
    pub label: Bilingual,
    pub hint: Bilingual,
}

impl Step {
    /// Tells whether this step has a tool.
    pub fn has(&self, tool: Tool) -> bool {
        self.tools.contains(&tool)
    }

    /// Returns the dots that are placed in this step.
    pub fn placed(&self) -> Option<Moment> {
        self.moment.filter(|_| self.has(Tool::Placements))
    }

    /// Tells whether this step asks for a kind of contribution.
    pub fn asks_for(&self, kind: ContributionKind) -> bool {
        self.yields.iter().any(|asked| asked.kind == kind)
    }
}

impl Method {
    /// Reads a method and checks that its steps can be walked.
    pub fn parse(text: &str) -> Result<Self, String> {
        let method: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        method.check()?;
        Ok(method)
    }

    /// Finds a step and its number by key.
    pub fn step(&self, key: &str) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.key == key)
    }

    /// Returns the words for a kind of contribution.
    pub fn label(&self, kind: ContributionKind) -> Option<&Bilingual> {
        self.steps.iter().flat_map(|step| &step.yields).find(|asked| asked.kind == kind).map(|asked| &asked.label)
    }

    fn check(&self) -> Result<(), String> {
        let keys: BTreeSet<&str> = self.steps.iter().map(|step| step.key.as_str()).collect();
        if self.steps.is_empty() || keys.len() != self.steps.len() {
            return Err("a method has at least one step, each with a key of its own".into());
        }
        for step in &self.steps {
            let writes = step.has(Tool::Contributions);
            if writes == (step.writing == Writing::None) || writes == step.yields.is_empty() {
                return Err(format!("step `{}`: contributions, a way of writing and yields go together", step.key));
            }
            if step.has(Tool::Placements) != step.moment.is_some() {
                return Err(format!("step `{}`: placements and a moment go together", step.key));
            }
        }
        Ok(())
    }
}

/// Methods of this version of the product, by key.
static METHODS: LazyLock<BTreeMap<String, Method>> =
    LazyLock::new(|| load().unwrap_or_else(|error| panic!("the embedded methods are checked before release: {error}")));

/// Snapshots read before. What a hash stands for never changes, so nothing here grows old.
static READ: LazyLock<RwLock<BTreeMap<String, Arc<Method>>>> = LazyLock::new(RwLock::default);

/// Reads the embedded methods.
pub fn load() -> Result<BTreeMap<String, Method>, String> {
    let mut methods = BTreeMap::new();
    for name in Files::iter() {
        let file = Files::get(&name).expect("a listed file exists");
        let text = String::from_utf8(file.data.into_owned()).map_err(|error| format!("{name}: {error}"))?;
        let method = Method::parse(&text).map_err(|error| format!("{name}: {error}"))?;
        methods.insert(method.key.clone(), method);
    }
    Ok(methods)
}

/// Finds a method of this version of the product.
pub fn find(key: &str) -> Option<&'static Method> {
    METHODS.get(key)
}

/// Returns the method that a conversation takes when nobody chooses.
pub fn standard() -> &'static Method {
    find(STANDARD).expect("the standard method is embedded")
}

/// Returns a method as it is kept, under the hash of its content.
pub fn snapshot(method: &Method) -> Result<method_snapshot::Model, serde_json::Error> {
    let body = serde_json::to_string(method)?;
    Ok(method_snapshot::Model { hash: content_hash(&body), key: method.key.clone(), body })
}

/// Keeps a method, and returns the hash of its content.
pub async fn keep(tx: &mut Tx, method: &Method) -> Result<String, DbErr> {
    let row = snapshot(method).map_err(|error| DbErr::Custom(error.to_string()))?;
    let hash = row.hash.clone();
    method_snapshot::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([method_snapshot::Column::Hash])
        .exec_without_returning(tx.conn())
        .await?;
    Ok(hash)
}

/// Reads the method back that a conversation keeps.
pub async fn kept<C: ConnectionTrait>(db: &C, hash: &str) -> Result<Arc<Method>, DbErr> {
    if let Some(method) = READ.read().expect("no reader panics").get(hash) {
        return Ok(method.clone());
    }
    let row = method_snapshot::Entity::find_by_id(hash.to_owned()).one(db).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("method {hash}")))?;
    let method: Method = serde_json::from_str(&row.body).map_err(|error| DbErr::Custom(error.to_string()))?;
    let method = Arc::new(method);
    READ.write().expect("no writer panics").insert(hash.to_owned(), method.clone());
    Ok(method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_method_has_four_phases_between_a_beginning_and_a_close() {
        let phases: Vec<Option<u8>> = standard().steps.iter().map(|step| step.phase).collect();
        assert_eq!(phases, [None, Some(1), Some(2), Some(3), Some(4), None]);
        assert_eq!(standard().steps[0].placed(), Some(Moment::Start));
        assert_eq!(standard().steps[5].placed(), Some(Moment::End));
        assert!(standard().steps[5].has(Tool::Closing));
        assert!(standard().steps.iter().all(|step| (4..=7).contains(&step.prompts.len())));
    }

    #[test]
    fn a_method_whose_steps_contradict_themselves_is_refused() {
        let text = String::from_utf8(Files::get("omgangsoverleg.toml").unwrap().data.into_owned()).unwrap();
        assert!(Method::parse(&text.replacen("moment = \"start\"", "", 1)).is_err());
        assert!(Method::parse(&text.replacen("writing = \"quiet\"", "writing = \"none\"", 1)).is_err());
        assert!(Method::parse(&text.replacen("key = \"examine\"", "key = \"explore\"", 1)).is_err());
        assert!(Method::parse(&text.replacen("minutes", "hours", 1)).is_err());
    }

    #[test]
    fn what_is_kept_reads_back_the_same() {
        let body = serde_json::to_string(standard()).unwrap();
        assert_eq!(&serde_json::from_str::<Method>(&body).unwrap(), standard());
    }
}
