//! How far a case has come, and how it gets further.

use entity::case::CaseState;

use super::Refused;

/// What happens to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The presenter says that it can be brought in.
    MakeReady,
    /// A conversation about it has been held. It may be held again.
    Discuss,
    /// The presenter changes its words. Also after a conversation: what was made of it keeps its own.
    Write,
    /// Its time is over.
    Erase,
}

/// Returns the state that an act leads to.
pub fn transition(state: CaseState, act: Act) -> Result<CaseState, Refused> {
    use CaseState::{Discussed, Draft, Erased, Ready, Subject};
    match (state, act) {
        (Draft, Act::MakeReady) => Ok(Ready),
        // Its presenter may open a conversation about a draft.
        (Draft | Ready | Discussed, Act::Discuss) => Ok(Discussed),
        (Draft | Ready | Discussed, Act::Write) => Ok(state),
        (Draft | Ready | Discussed | Subject, Act::Erase) => Ok(Erased),
        (Ready | Discussed, Act::MakeReady) | (Subject | Erased, _) => Err(Refused::OtherState),
    }
}

#[cfg(test)]
mod tests {
    use CaseState::{Discussed, Draft, Erased, Ready, Subject};

    use super::*;

    #[test]
    fn every_pair_of_state_and_act() {
        let pairs = [
            (Draft, Act::MakeReady, Some(Ready)),
            (Draft, Act::Discuss, Some(Discussed)),
            (Draft, Act::Write, Some(Draft)),
            (Ready, Act::MakeReady, None),
            (Ready, Act::Discuss, Some(Discussed)),
            (Ready, Act::Write, Some(Ready)),
            (Discussed, Act::MakeReady, None),
            (Discussed, Act::Discuss, Some(Discussed)),
            (Discussed, Act::Write, Some(Discussed)),
            (Subject, Act::MakeReady, None),
            (Subject, Act::Discuss, None),
            (Subject, Act::Write, None),
            (Draft, Act::Erase, Some(Erased)),
            (Ready, Act::Erase, Some(Erased)),
            (Discussed, Act::Erase, Some(Erased)),
            (Subject, Act::Erase, Some(Erased)),
            (Erased, Act::MakeReady, None),
            (Erased, Act::Discuss, None),
            (Erased, Act::Write, None),
            (Erased, Act::Erase, None),
        ];
        for (state, act, expected) in pairs {
            assert_eq!(transition(state, act).ok(), expected, "{state:?} {act:?}");
        }
    }
}
