//! What is one person's own on the page of a conversation: their forms, and what they wrote.

use serde::Serialize;

use super::HandRow;
use crate::web::deliberations::recognition::TensionGroup;

/// The form for writing in the present step.
#[derive(Serialize)]
pub struct Write {
    pub quiet: bool,
    pub named: bool,
    /// Only its author sees it, ever.
    pub private: bool,
    /// This person may write for themselves.
    pub for_self: bool,
    /// People without a device, for whom the facilitator types.
    pub proxies: Vec<HandRow>,
    pub fields: Vec<Field>,
    pub level: String,
    pub who: String,
    pub due: String,
}

#[derive(Serialize)]
pub struct Field {
    pub kind: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    /// Key of what is wrong, or nothing.
    pub error: &'static str,
}

/// The form for placing dots.
#[derive(Serialize)]
pub struct Place {
    pub moment: &'static str,
    /// Somebody else's turn on this laptop: nothing of the person before is in the form.
    pub pass: bool,
    pub placed: bool,
    pub lines: Vec<PlaceLine>,
}

#[derive(Serialize)]
pub struct PlaceLine {
    pub id: String,
    pub virtue: String,
    pub left: String,
    pub right: String,
    pub chosen: Option<i16>,
}

/// The forms of the last step.
#[derive(Serialize)]
pub struct End {
    /// This person may write down the presenter's answer.
    pub answers: bool,
    pub answered: &'static str,
    pub note: String,
    pub groups: Vec<TensionGroup>,
    pub chosen: usize,
}

#[derive(Serialize)]
pub struct OwnCard {
    pub id: String,
    pub label: String,
    pub words: String,
}

#[derive(Serialize)]
pub struct OwnDraft {
    pub step: String,
    pub step_name: String,
    /// The method allows that it still comes on the table.
    pub counts: bool,
    pub kind: &'static str,
    pub words: String,
    pub level: &'static str,
    pub who: String,
    pub due: String,
}
