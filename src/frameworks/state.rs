//! Where a virtue goes from where it stands.

use entity::virtue::VirtueState;

use super::Refused;

/// What a team does with a virtue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Takes it into the framework, or back into it.
    Keep,
    /// Lets it go on as part of another.
    Merge,
    /// Leaves it out.
    Drop,
}

/// Returns the state that an act leads to.
pub fn transition(state: VirtueState, act: Act) -> Result<VirtueState, Refused> {
    use VirtueState::{Dropped, Kept, Merged, Proposed};
    match (state, act) {
        (Proposed | Dropped | Merged, Act::Keep) => Ok(Kept),
        (Proposed | Kept, Act::Merge) => Ok(Merged),
        (Proposed | Kept, Act::Drop) => Ok(Dropped),
        (Kept, Act::Keep) | (Dropped | Merged, Act::Merge | Act::Drop) => Err(Refused::OtherState),
    }
}

#[cfg(test)]
mod tests {
    use VirtueState::{Dropped, Kept, Merged, Proposed};

    use super::*;

    #[test]
    fn every_pair_of_state_and_act() {
        let pairs = [
            (Proposed, Act::Keep, Some(Kept)),
            (Proposed, Act::Merge, Some(Merged)),
            (Proposed, Act::Drop, Some(Dropped)),
            (Kept, Act::Keep, None),
            (Kept, Act::Merge, Some(Merged)),
            (Kept, Act::Drop, Some(Dropped)),
            (Dropped, Act::Keep, Some(Kept)),
            (Dropped, Act::Merge, None),
            (Dropped, Act::Drop, None),
            (Merged, Act::Keep, Some(Kept)),
            (Merged, Act::Merge, None),
            (Merged, Act::Drop, None),
        ];
        for (state, act, expected) in pairs {
            assert_eq!(transition(state, act).ok(), expected, "{state:?} {act:?}");
        }
    }
}
