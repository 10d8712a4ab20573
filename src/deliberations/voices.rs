//! Everyone heard: who is ready, whose hand went up first, who has had a turn. Each says so for themselves; the facilitator
//! may say it for somebody, as one does in a room.
//!
//! Nothing here stops anybody from speaking. A round shows who comes next; a turn can be passed, and taken after all.

use entity::ids::{AccountId, DeliberationId};
use entity::participant::{self, ParticipantState, Turn};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::participants::Person;
use super::{Refused, change, require_participant};
use crate::db::Tx;
use crate::people::Actor;

/// What somebody lets the group know without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Ready(bool),
    Hand(bool),
    /// Nothing gives the turn back.
    Turn(Option<Turn>),
}

/// Gives a sign: one's own, or as facilitator somebody's of the table.
pub async fn give(tx: &mut Tx, actor: &Actor, id: DeliberationId, whose: AccountId, sign: Sign) -> Result<(), Refused> {
    let seat = require_participant(tx.conn(), actor, id).await?;
    if whose != actor.account && !seat.is_facilitator() {
        return Err(Refused::NotFound);
    }
    let of = change(tx, actor.organisation, id).await?;
    let row = participant::Entity::find_by_id((actor.organisation, id, whose)).one(tx.conn()).await?;
    let row = row.filter(|row| row.state == ParticipantState::Present).ok_or(Refused::NotFound)?;
    let hand = row.hand;
    let mut row = row.into_active_model();
    match sign {
        Sign::Ready(ready) => row.ready = Set(ready),
        // A second tap doesn't send anybody to the end of the line.
        Sign::Hand(up) => row.hand = Set(up.then(|| hand.unwrap_or(of.changes))),
        Sign::Turn(turn) => {
            row.turn = Set(turn);
            if turn.is_some() {
                row.hand = Set(None);
            }
        }
    }
    row.update(tx.conn()).await?;
    Ok(())
}

/// Lists whose hands are up, the first first.
pub fn hands(people: &[Person]) -> Vec<&Person> {
    let mut up: Vec<&Person> = people.iter().filter(|person| person.hand.is_some()).collect();
    up.sort_by_key(|person| person.hand);
    up
}

/// Returns whose turn it is in a round: the first who has neither spoken nor passed. `silent` has no turn.
pub fn next(people: &[Person], silent: Option<AccountId>) -> Option<&Person> {
    let takes_part = |person: &&Person| person.state == ParticipantState::Present && Some(person.account) != silent;
    people.iter().filter(takes_part).find(|person| person.turn.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, hand: Option<i64>, turn: Option<Turn>) -> Person {
        Person {
            account: AccountId::random(),
            name: name.into(),
            state: ParticipantState::Present,
            by_proxy: false,
            ready: false,
            hand,
            turn,
        }
    }

    #[test]
    fn hands_stand_in_the_order_in_which_they_went_up() {
        let people = [person("Anna", Some(9), None), person("Bram", None, None), person("Cas", Some(4), None)];
        let names: Vec<&str> = hands(&people).iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Cas", "Anna"]);
    }

    #[test]
    fn a_round_goes_past_everybody_who_is_there_and_skips_the_silent() {
        let mut people = [
            person("Anna", None, Some(Turn::Spoken)),
            person("Bram", None, None),
            person("Cas", None, None),
            Person { state: ParticipantState::Expected, ..person("Dirk", None, None) },
            Person { by_proxy: true, ..person("Els", None, None) },
        ];
        let bram = people[1].account;
        assert_eq!(next(&people, None).unwrap().name, "Bram");
        assert_eq!(next(&people, Some(bram)).unwrap().name, "Cas");
        people[1].turn = Some(Turn::Passed);
        people[2].turn = Some(Turn::Spoken);
        assert_eq!(next(&people, None).unwrap().name, "Els");
        people[4].turn = Some(Turn::Spoken);
        assert_eq!(next(&people, None), None);
    }
}
