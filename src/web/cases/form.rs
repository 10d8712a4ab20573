//! A case as the browser sends it.

use entity::case_phase::ContactPhase;
use entity::ids::VirtueId;
use serde::Deserialize;

use super::view::{Other, Typed};
use crate::cases::{
    CaseDraft, LONGEST_PERSPECTIVE, LONGEST_QUESTION, LONGEST_STORY, LONGEST_TITLE, MOST_VIRTUES, Told,
};
use crate::web::Errors;
use crate::web::form::at_most;

/// The raw fields.
#[derive(Clone, Default, Deserialize)]
pub struct CaseForm {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub version: i32,
    #[serde(default)]
    title: String,
    #[serde(default)]
    story: String,
    #[serde(default)]
    learning_question: String,
    #[serde(default)]
    client_perspective: String,
    #[serde(default)]
    virtues: Vec<String>,
    #[serde(default)]
    phase: String,
}

impl CaseForm {
    /// Parses what was sent. Gaps are allowed: three sentences are enough.
    pub fn parse(&self) -> Result<CaseDraft, Errors> {
        let mut errors = Errors::default();
        let mut virtues: Vec<VirtueId> = Vec::new();
        for virtue in &self.virtues {
            match VirtueId::parse(virtue) {
                Some(virtue) if !virtues.contains(&virtue) => virtues.push(virtue),
                Some(_) => {}
                None => errors.add("virtues", "cases-virtues-unknown"),
            }
        }
        if virtues.len() > MOST_VIRTUES {
            errors.add("virtues", "cases-virtues-too-many");
        }
        let draft = CaseDraft {
            title: at_most(&self.title, LONGEST_TITLE, "title", &mut errors),
            story: at_most(&self.story, LONGEST_STORY, "story", &mut errors),
            learning_question: at_most(&self.learning_question, LONGEST_QUESTION, "learning_question", &mut errors),
            client_perspective: at_most(
                &self.client_perspective,
                LONGEST_PERSPECTIVE,
                "client_perspective",
                &mut errors,
            ),
            virtues,
        };
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    /// Returns the phase of contact that was chosen, if any.
    pub fn phase(&self) -> Option<ContactPhase> {
        ContactPhase::parse(&self.phase)
    }

    /// Gives back every letter.
    pub fn typed(self) -> Typed {
        Typed {
            title: self.title,
            story: self.story,
            learning_question: self.learning_question,
            client_perspective: self.client_perspective,
            virtues: self.virtues,
            phase: self.phase,
        }
    }
}

/// Lists the fields in which a draft differs from what is kept, as they are kept.
pub fn differences(draft: &CaseDraft, told: &Told) -> Vec<Other> {
    let kept = &told.case;
    let names: Vec<&str> = told.virtues.iter().map(|virtue| virtue.name.as_str()).collect();
    let same_virtues = told.virtues.iter().map(|virtue| virtue.id).eq(draft.virtues.iter().copied());
    let fields = [
        ("cases-name", kept.title.clone(), kept.title == draft.title),
        ("cases-story", kept.story.clone(), kept.story == draft.story),
        ("cases-question", kept.learning_question.clone(), kept.learning_question == draft.learning_question),
        ("cases-perspective", kept.client_perspective.clone(), kept.client_perspective == draft.client_perspective),
        ("cases-virtues", names.join(", "), same_virtues),
    ];
    fields.into_iter().filter(|(_, _, same)| !same).map(|(label, words, _)| Other { label, words }).collect()
}
