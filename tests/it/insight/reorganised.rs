//! Teams that split and merge within a quarter: whoever was in one counts as one of it still, so that former colleagues, who know
//! each other's answers, can't take them out of a number.

use entity::ids::TeamId;
use entity::team_member::TeamRole;
use omgang::insight::disclosure::Cell;
use omgang::insight::release::Release;
use omgang::teams::members::{self, Place, TeamRef};

use super::{QUARTER_MINUTES, Society, close_past, results};
use crate::on_both;
use crate::support::Instance;

/// A tension, and the group that it belongs to.
const TENSION: &str = "act_wait";
const GROUP: &str = "stepping_in";

impl Society {
    /// So many of each team tap the tension.
    async fn recognised_by(&self, instance: &Instance, many: [usize; 4]) {
        for (team, many) in many.into_iter().enumerate() {
            let own: Vec<usize> = (0..self.people.len()).filter(|at| self.people[*at].0 == team).take(many).collect();
            for at in own {
                assert!(self.tap(instance, at, TENSION, at % 4).await);
            }
        }
    }

    /// Everybody says something else as well, so that there is nobody of whom it is known that they weren't asked.
    async fn all_asked(&self, instance: &Instance) {
        for at in 0..self.people.len() {
            assert!(self.tap(instance, at, "room_protocol", at % 4).await);
        }
    }

    async fn moved(&self, instance: &Instance, people: &[usize], to: TeamId) {
        let mut tx = instance.app.db.write().await.unwrap();
        let now = instance.app.clock.now();
        for at in people {
            let (from, account) = &self.people[*at];
            let team = |team| TeamRef { organisation: self.home.id, team };
            let place = Place { account: account.id, role: TeamRole::Member, coordinator: false };
            members::put(&mut tx, team(to), place, account.id, now).await.unwrap();
            members::remove(&mut tx, team(self.teams[*from]), account.id, account.id, now).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

async fn released(instance: &Instance) -> Release {
    instance.app.clock.advance_minutes(QUARTER_MINUTES);
    close_past(instance).await;
    serde_json::from_str(&results(instance).await.last().unwrap().released).unwrap()
}

on_both! {
    async fn a_team_that_splits_counts_as_the_team_that_it_was_too(instance: Instance) {
        let society = Society::of(&instance).await;
        society.all_asked(&instance).await;
        // Six of one team and four of others: without that team too few are left.
        society.recognised_by(&instance, [6, 2, 2, 0]).await;
        let half = instance.team(society.home.id, "Noord-West").await;
        society.moved(&instance, &[0, 1, 2], half).await;
        let hidden = released(&instance).await.groups[GROUP];
        assert!(matches!(hidden, Cell::Hidden(_)), "each half alone would leave seven: {hidden:?}");
    }
}

on_both! {
    async fn teams_that_merge_are_one_team_for_the_whole_quarter(instance: Instance) {
        let society = Society::of(&instance).await;
        society.all_asked(&instance).await;
        society.recognised_by(&instance, [4, 4, 2, 2]).await;
        let one = instance.team(society.home.id, "Noordhaven").await;
        society.moved(&instance, &(0..12).collect::<Vec<_>>(), one).await;
        let hidden = released(&instance).await.groups[GROUP];
        assert!(matches!(hidden, Cell::Hidden(_)), "the two teams apart would leave eight: {hidden:?}");
    }
}

on_both! {
    async fn the_same_answers_are_shown_when_nobody_moves(instance: Instance) {
        let society = Society::of(&instance).await;
        society.all_asked(&instance).await;
        society.recognised_by(&instance, [4, 4, 2, 2]).await;
        assert_eq!(released(&instance).await.groups[GROUP], Cell::Shown(12), "so it was the merging that hid them");
    }
}

on_both! {
    async fn a_quarter_after_a_reorganisation_stands_by_itself(instance: Instance) {
        let society = Society::of(&instance).await;
        let one = instance.team(society.home.id, "Noordhaven").await;
        society.moved(&instance, &(0..12).collect::<Vec<_>>(), one).await;
        released_nothing(&instance).await;
        society.all_asked(&instance).await;
        society.recognised_by(&instance, [3, 3, 3, 3]).await;
        let release = released(&instance).await;
        assert_eq!(release.groups[GROUP], Cell::Shown(12), "{:?}", release.groups);
    }
}

/// Lets a quarter go by in which nobody said anything.
async fn released_nothing(instance: &Instance) {
    instance.app.clock.advance_minutes(QUARTER_MINUTES);
    assert_eq!(close_past(instance).await, 0);
}
