//! What happened, told after the commit. Ids only: an event never carries a word that somebody wrote.

use entity::ids::{DeliberationId, OrganisationId, SharedCopyId};
use uuid::Uuid;

/// Something that readers of the outbox act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A conversation changed: live pages read its present state.
    DeliberationChanged(OrganisationId, DeliberationId),
    /// A shared copy was shared, changed or withdrawn: the index reads its present rows.
    SharedCopyChanged(OrganisationId, SharedCopyId),
}

impl Event {
    /// Returns the organisation in which it happened.
    pub fn organisation(self) -> OrganisationId {
        match self {
            Self::DeliberationChanged(organisation, _) | Self::SharedCopyChanged(organisation, _) => organisation,
        }
    }

    /// Returns the name and subject under which the outbox keeps the event.
    pub fn stored(self) -> (&'static str, Uuid) {
        match self {
            Self::DeliberationChanged(_, id) => ("deliberation_changed", id.0),
            Self::SharedCopyChanged(_, id) => ("shared_copy_changed", id.0),
        }
    }

    /// Reads an event back; `None` for a kind that a newer version wrote.
    pub fn parse(organisation: OrganisationId, kind: &str, subject: Uuid) -> Option<Self> {
        match kind {
            "deliberation_changed" => Some(Self::DeliberationChanged(organisation, DeliberationId(subject))),
            "shared_copy_changed" => Some(Self::SharedCopyChanged(organisation, SharedCopyId(subject))),
            _ => None,
        }
    }
}
