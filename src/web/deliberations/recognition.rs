//! The tensions that somebody may have recognised, to choose from. What is chosen is for that person's eyes alone.

use serde::Serialize;

use crate::tensions::{self, Tension};
use crate::web::words::Language;

#[derive(Clone, Serialize)]
pub struct TensionGroup {
    pub name: String,
    pub tensions: Vec<TensionRow>,
}

#[derive(Clone, Serialize)]
pub struct TensionRow {
    pub key: String,
    pub label: String,
    pub chosen: bool,
}

/// Lists all tensions by their groups, with the chosen ones marked.
pub fn tension_groups(language: Language, chosen: &[String]) -> Vec<TensionGroup> {
    let code = language.code();
    let row = |tension: &Tension| TensionRow {
        key: tension.key.clone(),
        label: format!("{} – {}", tension.left.get(code), tension.right.get(code)),
        chosen: chosen.contains(&tension.key),
    };
    let group = |group: &tensions::Group| TensionGroup {
        name: group.name.get(code).to_owned(),
        tensions: group.tensions.iter().map(row).collect(),
    };
    tensions::groups().iter().map(group).collect()
}
