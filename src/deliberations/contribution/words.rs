//! The words of a contribution, and what of them belongs to its kind.

use entity::contribution::{self, ContributionKind, LessonLevel};
use sea_orm::ActiveValue::Set;

use super::Refused;

/// Most characters of a contribution.
pub const LONGEST_TEXT: usize = 2_000;
/// Most characters of "who" and of "by when".
pub const LONGEST_DETAIL: usize = 120;

/// Something that somebody wrote, tidied and not yet checked against the step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    /// For a lesson: for whom it holds.
    pub level: Option<LessonLevel>,
    /// For an action: who does it.
    pub who: String,
    /// For an action: by when.
    pub due: String,
}

impl Words {
    pub(super) fn check(&self) -> Result<(), Refused> {
        let too_long = |text: &str, most| text.chars().count() > most;
        if self.text.is_empty() {
            return Err(Refused::Empty);
        }
        if too_long(&self.text, LONGEST_TEXT)
            || too_long(&self.who, LONGEST_DETAIL)
            || too_long(&self.due, LONGEST_DETAIL)
        {
            return Err(Refused::TooLong);
        }
        Ok(())
    }

    /// Keeps what belongs to the kind, and nothing else.
    pub(in crate::deliberations) fn onto(self, kind: ContributionKind, row: &mut contribution::ActiveModel) {
        let is_action = kind == ContributionKind::Action;
        let level = match kind {
            ContributionKind::Lesson => Some(self.level.unwrap_or(LessonLevel::Team)),
            _ => None,
        };
        row.text = Set(self.text);
        row.level = Set(level);
        row.who = Set(if is_action { self.who } else { String::new() });
        row.due = Set(if is_action { self.due } else { String::new() });
    }
}
