//! Typed identifiers. Two ids of different things can't be swapped, because they are different types.
//!
//! `new` makes a UUIDv7, which shows when it was made; `random` makes a UUIDv4, for rows where the time would
//! betray a person.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($name:ident, $meaning:literal) => {
        #[doc = $meaning]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes an id that sorts by the time of making.
            #[expect(clippy::new_without_default, reason = "a default id would be a surprise")]
            pub fn new() -> Self {
                Self(sortable())
            }

            /// Makes an id that tells nothing about its making.
            pub fn random() -> Self {
                Self(random())
            }

            /// Parses the hyphenated form.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

#[expect(clippy::disallowed_methods, reason = "the one place where sortable ids are made")]
fn sortable() -> Uuid {
    Uuid::now_v7()
}

#[expect(clippy::disallowed_methods, reason = "the one place where random ids are made")]
fn random() -> Uuid {
    Uuid::new_v4()
}

id!(AccountId, "Identifies an account.");
id!(AgendaItemId, "Identifies an agenda item.");
id!(AgreementId, "Identifies an agreement.");
id!(BranchId, "Identifies one device's writing of a journal entry.");
id!(CaseId, "Identifies a case.");
id!(CollectionId, "Identifies a collection.");
id!(CollectionItemId, "Identifies an item of a collection.");
id!(ContributionId, "Identifies a contribution.");
id!(DeliberationId, "Identifies a deliberation.");
id!(EntryId, "Identifies a journal entry.");
id!(GroupId, "Identifies a group of contributions.");
id!(FollowUpId, "Identifies a follow-up.");
id!(LessonId, "Identifies a lesson.");
id!(LetterId, "Identifies a letter.");
id!(LinkId, "Identifies a link.");
id!(KnownWordId, "Identifies a known word.");
id!(LoginId, "Identifies a login.");
id!(LookBackId, "Identifies a line of a look back.");
id!(MeetingId, "Identifies a meeting.");
id!(MethodId, "Identifies a team's own method.");
id!(NoticeId, "Identifies a notice.");
id!(OrganisationId, "Identifies an organisation.");
id!(PitchId, "Identifies a pitch.");
id!(PlacementId, "Identifies a placement.");
id!(RecognitionId, "Identifies a recognition.");
id!(RecordId, "Identifies a record.");
id!(SavedSearchId, "Identifies a saved search.");
id!(SecondFactorId, "Identifies a second factor.");
id!(SecurityEventId, "Identifies an event of the security log.");
id!(SeriesId, "Identifies a series.");
id!(SharedCopyId, "Identifies a shared copy.");
id!(SharedPartId, "Identifies a shared part.");
id!(SharedVirtueId, "Identifies a shared virtue.");
id!(SignalId, "Identifies a signal.");
id!(SignalStepId, "Identifies a step of a signal.");
id!(TeamId, "Identifies a team.");
id!(VirtueId, "Identifies a virtue.");
id!(VoteId, "Identifies a vote.");
id!(WavedThroughId, "Identifies a waved through.");
