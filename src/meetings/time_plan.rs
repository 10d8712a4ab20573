//! Where a meeting stands in its time: pure arithmetic over the agenda. It tells; it hurries nobody.

use entity::agenda_item;
use entity::meeting_plan;
use entity::time::Timestamp;
use sea_orm::prelude::TimeDate;

use super::plan;

/// A part of the meeting in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub item: agenda_item::Model,
    pub state: PartState,
    /// When it began, or begins when all goes on as planned; unknown for a meeting without a time that hasn't begun.
    pub from: Option<Timestamp>,
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    Done,
    Now,
    Next,
}

/// The whole meeting in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePlan {
    pub parts: Vec<Part>,
    /// Whole minutes left of the present part; negative when it takes longer.
    pub left: Option<i64>,
    /// When it ends if the rest takes what is planned.
    pub ends: Option<Timestamp>,
    /// When it was planned to end.
    pub planned_end: Option<Timestamp>,
}

impl TimePlan {
    /// Returns the present part.
    pub fn now(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.state == PartState::Now)
    }

    /// Returns the part that comes after the present one.
    pub fn next(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.state == PartState::Next)
    }

    /// Returns how many whole minutes later than planned it ends; negative when earlier.
    pub fn late(&self) -> Option<i64> {
        Some(self.ends?.seconds_since(self.planned_end?).div_euclid(60))
    }
}

/// Reckons where a meeting stands at `now`. `items` are in order.
pub fn reckon(date: TimeDate, plan: &meeting_plan::Model, items: &[agenda_item::Model], now: Timestamp) -> TimePlan {
    let minutes = |items: &[agenda_item::Model]| items.iter().map(|item| i64::from(item.minutes)).sum::<i64>();
    let start = plan.begun_at.or(plan::starts_at(date, plan));
    let at = items.iter().position(|item| item.begun_at.is_some() && item.ended_at.is_none());
    let mut clock = start;
    let mut left = None;
    let parts = items.iter().enumerate().map(|(number, item)| {
        let state = match item.begun_at {
            _ if Some(number) == at => PartState::Now,
            Some(_) => PartState::Done,
            None => PartState::Next,
        };
        let from = if state == PartState::Next { clock } else { item.begun_at };
        clock = match state {
            PartState::Done => item.ended_at,
            PartState::Now => {
                let over = item.begun_at.map(|begun| begun.plus_minutes(i64::from(item.minutes)));
                left = over.map(|over| over.seconds_since(now).div_euclid(60));
                over.map(|over| over.max(now))
            }
            // A part that is passed over takes no time.
            PartState::Next if at.is_some_and(|at| number < at) => clock,
            PartState::Next => clock.map(|clock| {
                let from = if plan.begun_at.is_some() { clock.max(now) } else { clock };
                from.plus_minutes(i64::from(item.minutes))
            }),
        };
        Part { item: item.clone(), state, from }
    });
    let parts = parts.collect();
    let planned = plan::starts_at(date, plan).or(plan.begun_at);
    TimePlan {
        parts,
        left,
        ends: plan.ended_at.or(clock),
        planned_end: planned.map(|start| start.plus_minutes(minutes(items))),
    }
}

#[cfg(test)]
mod tests {
    use entity::agenda_item::AgendaKind;
    use entity::ids::{AgendaItemId, MeetingId, OrganisationId};
    use time::macros::date;

    use super::*;
    use crate::clock;

    const DAY: TimeDate = date!(2026 - 04 - 07);

    fn item(minutes: i32, begun_at: Option<Timestamp>, ended_at: Option<Timestamp>) -> agenda_item::Model {
        agenda_item::Model {
            organisation_id: OrganisationId::random(),
            id: AgendaItemId::random(),
            meeting_id: MeetingId::random(),
            position: 0,
            kind: AgendaKind::Case,
            minutes,
            case_id: None,
            begun_at,
            ended_at,
        }
    }

    fn plan(starts: Option<i32>, begun_at: Option<Timestamp>) -> meeting_plan::Model {
        meeting_plan::Model {
            organisation_id: OrganisationId::random(),
            meeting_id: MeetingId::random(),
            series_id: None,
            starts,
            minutes: 90,
            place: String::new(),
            choice: entity::series::Choice::Vote,
            cases: 2,
            remind_days: 5,
            edition: 0,
            changed_at: Timestamp(0),
            cancelled_at: None,
            votes_shown_at: None,
            begun_at,
            ended_at: None,
        }
    }

    #[test]
    fn before_it_begins_the_plan_counts_from_its_start() {
        let two = [item(10, None, None), item(45, None, None)];
        let told = reckon(DAY, &plan(Some(14 * 60), None), &two, clock::at(DAY, 9));
        assert_eq!(told.parts[1].from, Some(clock::at_minute(DAY, 14 * 60 + 10)));
        assert_eq!((told.ends, told.late()), (Some(clock::at_minute(DAY, 14 * 60 + 55)), Some(0)));
        let timeless = reckon(DAY, &plan(None, None), &two, clock::at(DAY, 9));
        assert_eq!((timeless.parts[0].from, timeless.ends, timeless.late()), (None, None, None));
    }

    #[test]
    fn a_part_that_takes_longer_moves_the_end() {
        let begun = clock::at_minute(DAY, 14 * 60 + 5);
        let items = [
            item(10, Some(begun), Some(begun.plus_minutes(12))),
            item(45, Some(begun.plus_minutes(12)), None),
            item(10, None, None),
        ];
        let told = reckon(DAY, &plan(Some(14 * 60), Some(begun)), &items, begun.plus_minutes(40));
        assert_eq!((told.left, told.late()), (Some(17), Some(7)));
        let later = reckon(DAY, &plan(Some(14 * 60), Some(begun)), &items, begun.plus_minutes(12 + 50));
        assert_eq!((later.left, later.late()), (Some(-5), Some(12)));
        assert_eq!(later.now().unwrap().item.minutes, 45);
        assert_eq!(later.next().unwrap().from, Some(begun.plus_minutes(62)));
    }

    #[test]
    fn a_part_that_was_passed_over_takes_no_time() {
        let begun = clock::at(DAY, 14);
        let items = [item(30, None, None), item(20, Some(begun), None), item(10, None, None)];
        let told = reckon(DAY, &plan(Some(14 * 60), Some(begun)), &items, begun.plus_minutes(5));
        assert_eq!(told.ends, Some(begun.plus_minutes(30)));
        assert_eq!(told.late(), Some(-30));
    }
}
