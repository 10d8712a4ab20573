//! The way a conversation takes through its method: pure, so that every pair of state and act can be tested.

use entity::deliberation_step::StepState;

/// What a facilitator does with the steps. Numbers are places in the conversation's own order, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    Advance,
    Back,
    Skip,
    /// Opens a step that was, or leaps ahead.
    GoTo(usize),
    /// Lets a step change places with the one before it.
    Earlier(usize),
}

/// What happens to one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The group comes to it.
    Enter,
    /// The group is ready with it.
    Finish,
    /// The group leaves it for later.
    Leave,
    /// The group passes it by.
    PassBy,
}

/// Returns what becomes of a step; `None` when that can't happen to it.
pub fn transition(state: StepState, act: Act) -> Option<StepState> {
    use StepState::{Current, Done, Left, Pending, Skipped};
    match (state, act) {
        (Pending | Left | Done | Skipped, Act::Enter) => Some(Current),
        (Current, Act::Finish) => Some(Done),
        (Current, Act::Leave) => Some(Left),
        (Current | Pending | Left, Act::PassBy) => Some(Skipped),
        (Current, Act::Enter)
        | (Pending | Left | Done | Skipped, Act::Finish | Act::Leave)
        | (Done | Skipped, Act::PassBy) => None,
    }
}

/// A step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its number in the method, from 0.
    pub step: usize,
    pub state: StepState,
}

/// Where the group is, and how each step stands, in the conversation's own order. Exactly one step is the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub at: usize,
    pub stops: Vec<Stop>,
}

impl Course {
    /// Returns the course at its beginning.
    pub fn new(steps: usize) -> Self {
        let state = |step| if step == 0 { StepState::Current } else { StepState::Pending };
        Self { at: 0, stops: (0..steps).map(|step| Stop { step, state: state(step) }).collect() }
    }

    /// Returns the course after an act of steering; `None` when there is no such way.
    ///
    /// Going on closes the present step, going back leaves it for later, a leap ahead passes by what lies between.
    pub fn after(&self, steer: Steer) -> Option<Self> {
        let (to, farewell) = match steer {
            Steer::Advance => (self.at + 1, Act::Finish),
            Steer::Skip => (self.at + 1, Act::PassBy),
            Steer::Back => (self.at.checked_sub(1)?, Act::Leave),
            Steer::GoTo(to) => (to, if to > self.at { Act::Finish } else { Act::Leave }),
            Steer::Earlier(place) => return self.swapped(place),
        };
        if to >= self.stops.len() || to == self.at {
            return None;
        }
        let mut course = self.clone();
        course.act(self.at, farewell)?;
        for between in self.at + 1..to {
            // What was done already stays done.
            course.act(between, Act::PassBy);
        }
        course.act(to, Act::Enter)?;
        course.at = to;
        Some(course)
    }

    fn act(&mut self, place: usize, act: Act) -> Option<()> {
        self.stops[place].state = transition(self.stops[place].state, act)?;
        Some(())
    }

    fn swapped(&self, place: usize) -> Option<Self> {
        let before = place.checked_sub(1)?;
        if place >= self.stops.len() {
            return None;
        }
        let mut course = self.clone();
        course.stops.swap(before, place);
        course.at = match self.at {
            at if at == place => before,
            at if at == before => place,
            at => at,
        };
        Some(course)
    }
}

#[cfg(test)]
mod tests {
    use StepState::{Current, Done, Left, Pending, Skipped};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_pair_of_state_and_act() {
        let acts = [Act::Enter, Act::Finish, Act::Leave, Act::PassBy];
        let row = |state| acts.map(|act| transition(state, act));
        assert_eq!(row(Pending), [Some(Current), None, None, Some(Skipped)]);
        assert_eq!(row(Current), [None, Some(Done), Some(Left), Some(Skipped)]);
        assert_eq!(row(Left), [Some(Current), None, None, Some(Skipped)]);
        assert_eq!(row(Done), [Some(Current), None, None, None]);
        assert_eq!(row(Skipped), [Some(Current), None, None, None]);
    }

    fn course(at: usize, states: &[StepState]) -> Course {
        let stops = states.iter().enumerate().map(|(step, state)| Stop { step, state: *state });
        Course { at, stops: stops.collect() }
    }

    #[test]
    fn every_way_from_the_middle_of_three() {
        let middle = course(1, &[Done, Current, Pending]);
        let after = |steer| middle.after(steer);
        assert_eq!(after(Steer::Advance), Some(course(2, &[Done, Done, Current])));
        assert_eq!(after(Steer::Back), Some(course(0, &[Current, Left, Pending])));
        assert_eq!(after(Steer::Skip), Some(course(2, &[Done, Skipped, Current])));
        assert_eq!(after(Steer::GoTo(0)), Some(course(0, &[Current, Left, Pending])));
        assert_eq!(after(Steer::GoTo(1)), None);
        assert_eq!(after(Steer::GoTo(2)), Some(course(2, &[Done, Done, Current])));
        assert_eq!(after(Steer::GoTo(3)), None);
    }

    #[test]
    fn the_ends_of_the_way() {
        let first = course(0, &[Current, Pending, Pending]);
        assert_eq!(first, Course::new(3));
        assert_eq!(first.after(Steer::Back), None);
        assert_eq!(first.after(Steer::GoTo(2)), Some(course(2, &[Done, Skipped, Current])));
        let last = course(2, &[Done, Skipped, Current]);
        assert_eq!([Steer::Advance, Steer::Skip].map(|steer| last.after(steer)), [None, None]);
        assert_eq!(last.after(Steer::Back), Some(course(1, &[Done, Current, Left])));
        let again = course(0, &[Current, Done, Left]);
        assert_eq!(again.after(Steer::GoTo(2)), Some(course(2, &[Done, Done, Current])), "done stays done");
    }

    #[test]
    fn steps_change_places_and_the_group_stays_where_it_is() {
        let middle = course(1, &[Done, Current, Pending]);
        let steps = |course: Course| (course.at, course.stops.iter().map(|stop| stop.step).collect::<Vec<_>>());
        assert_eq!(steps(middle.after(Steer::Earlier(2)).unwrap()), (2, vec![0, 2, 1]));
        assert_eq!(steps(middle.after(Steer::Earlier(1)).unwrap()), (0, vec![1, 0, 2]));
        assert_eq!([0, 3].map(|place| middle.after(Steer::Earlier(place))), [None, None]);
    }

    fn any_steer() -> impl Strategy<Value = Steer> {
        prop_oneof![
            Just(Steer::Advance),
            Just(Steer::Back),
            Just(Steer::Skip),
            (0..8_usize).prop_map(Steer::GoTo),
            (0..8_usize).prop_map(Steer::Earlier),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_steered_one_step_is_current_and_none_is_lost(
            steps in 1..7_usize,
            steers in proptest::collection::vec(any_steer(), 0..40),
        ) {
            let mut course = Course::new(steps);
            for steer in steers {
                course = course.after(steer).unwrap_or(course);
                let current: Vec<usize> = (0..steps).filter(|at| course.stops[*at].state == Current).collect();
                prop_assert_eq!(current, vec![course.at]);
                let mut numbers: Vec<usize> = course.stops.iter().map(|stop| stop.step).collect();
                numbers.sort_unstable();
                prop_assert_eq!(numbers, (0..steps).collect::<Vec<_>>());
            }
        }
    }
}
