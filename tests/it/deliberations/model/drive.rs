//! The real thing, driven beside the model: over HTTP where a browser remembers what is whose, by the domain otherwise.

use std::collections::{BTreeMap, BTreeSet};

use entity::ids::{AccountId, DeliberationId};
use entity::{contribution, contribution_group, placement, vote};
use omgang::deliberations::lead;
use omgang::deliberations::participants::{Role, hand_over};
use omgang::deliberations::steering::{reveal, steer};
use sea_orm::EntityTrait;

use super::super::Table;
use super::reference::{Model, Subject, picked};
use super::{Act, CHOOSE, DOTS, NAMES, PEOPLE, STEPS};
use crate::support::Browser;

/// The real thing, driven beside the model.
pub struct Drive<'a> {
    pub table: &'a Table,
    pub id: DeliberationId,
    pub people: [AccountId; PEOPLE],
    pub browsers: Vec<Browser>,
}

impl Drive<'_> {
    /// `before` is the model as it was, to say which cards an act means.
    pub async fn take(&mut self, act: &Act, text: &str, before: &Model) -> bool {
        let app = &self.table.instance.app;
        let actor = |by: usize| {
            let names = [&self.table.judith, &self.table.sharina, &self.table.youssef, &self.table.others[0]];
            self.table.actor(names[by])
        };
        let now = app.clock.now();
        if let Act::Write { by, step, draft } = act {
            return self.write(*by, *step, *draft, text).await;
        }
        if let Act::Put { by, cards, into } = act {
            return self.put(*by, picked(&before.laid(), cards), into.map(|name| NAMES[name])).await;
        }
        if let Act::Vote { by, subjects } = act {
            return self.vote(*by, picked(&before.subjects(), subjects)).await;
        }
        if let Act::Place { by, place } = act {
            return self.place(*by, *place).await;
        }
        let revision = self.table.row(self.id).await.revision;
        let mut tx = app.db.write().await.unwrap();
        let done = match act {
            Act::Steer { by, steer: way, stale } => {
                steer(&mut tx, &actor(*by), self.id, revision - i64::from(*stale), *way, now).await
            }
            Act::Reveal { by, step } => reveal(&mut tx, &actor(*by), self.id, STEPS[*step]).await,
            Act::HandOver { by, to } => {
                hand_over(&mut tx, &actor(*by), self.id, Role::Facilitator, self.people[*to], now).await
            }
            Act::TakeLead { by, stale } => {
                lead::take(&mut tx, &actor(*by), self.id, revision - i64::from(*stale), now).await
            }
            Act::Write { .. } | Act::Put { .. } | Act::Vote { .. } | Act::Place { .. } => unreachable!("sent above"),
        };
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done.is_ok()
    }

    async fn write(&mut self, by: usize, step: usize, draft: bool, text: &str) -> bool {
        let mut fields = vec![("step", STEPS[step]), ("text-observation", text)];
        if draft {
            fields.push(("draft", "yes"));
        }
        // Over HTTP, since it is the browser that remembers which nameless cards are its own.
        let path = Table::url(self.id, "/contributions");
        let changes = self.table.row(self.id).await.changes;
        let status = self.browsers[by].post(&path, &fields).await.status;
        if draft {
            // Nobody's page is told that somebody is typing: the count of changes would say so.
            assert_eq!(self.table.row(self.id).await.changes, changes, "a draft gives no sign");
        }
        status.is_redirection() || status.as_u16() == 204
    }

    async fn put(&mut self, by: usize, cards: BTreeSet<String>, into: Option<&str>) -> bool {
        let ids: Vec<String> = self.laid().await.iter().filter(|row| cards.contains(&row.text)).map(id_of).collect();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("card", id.as_str())).collect();
        fields.extend(into.map(|name| ("name", name)));
        fields.push(("verb", if into.is_some() { "put" } else { "loose" }));
        let path = Table::url(self.id, "/groups");
        self.browsers[by].post(&path, &fields).await.status.is_redirection()
    }

    async fn vote(&mut self, by: usize, subjects: BTreeSet<Subject>) -> bool {
        let known = self.known().await;
        let ids: Vec<String> = subjects.iter().map(|subject| known[subject].clone()).collect();
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("subject", id.as_str())).collect();
        let path = Table::url(self.id, "/votes");
        self.browsers[by].post(&path, &fields).await.status.is_redirection()
    }

    async fn place(&mut self, by: usize, place: Option<i16>) -> bool {
        let field = format!("place-{}", self.table.virtue);
        let place = place.map(|place| place.to_string()).unwrap_or_default();
        let path = Table::url(self.id, "/placements");
        self.browsers[by].post(&path, &[("moment", "start"), (&field, &place)]).await.status.is_redirection()
    }

    async fn laid(&self) -> Vec<contribution::Model> {
        let rows = contribution::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        rows.into_iter().filter(|row| row.step_key == "quiet" && row.state.as_str() == "placed").collect()
    }

    /// Returns the ids of what can be chosen, by its words.
    async fn known(&self) -> BTreeMap<Subject, String> {
        let groups = contribution_group::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        let group = |row: &contribution_group::Model| {
            let name = NAMES.into_iter().find(|name| *name == row.name).unwrap();
            (Subject::Group(name), row.id.to_string())
        };
        let cards = self.laid().await;
        let card = |row: &contribution::Model| (Subject::Card(row.text.clone()), id_of(row));
        groups.iter().map(group).chain(cards.iter().map(card)).collect()
    }

    /// Compares the state with the model's.
    pub async fn compare(&self, model: &Model, after: &Act) {
        let room = self.table.room(self.id).await;
        let order: Vec<usize> = room.path.iter().map(|stop| stop.number).collect();
        assert_eq!((order, room.at()), (model.order.clone(), model.at), "{after:?}");
        for stop in &room.path {
            let expected = (model.states[stop.number], model.revealed[stop.number]);
            assert_eq!((stop.standing.state, stop.standing.revealed), expected, "{} {after:?}", STEPS[stop.number]);
        }
        assert_eq!(room.deliberation.facilitator_id, self.people[model.leads]);
        let rows = contribution::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        let kept: BTreeSet<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(kept, model.cards.iter().map(|card| card.text.as_str()).collect(), "{after:?}");
        for row in rows.iter().filter(|row| row.step_key == "nameless") {
            assert_eq!((row.author_id, row.typed_by, row.created_at), (None, None, None));
        }
    }

    /// Compares what lies together and what was chosen with the model's.
    pub async fn compare_choices(&self, model: &Model, after: &Act) {
        let known = self.known().await;
        let words = |id: &str| known.iter().find(|(_, known)| *known == id).map(|(subject, _)| subject.clone());
        for row in self.laid().await {
            let group = row.group_id.and_then(|group| words(&group.to_string()));
            let card = model.cards.iter().find(|card| card.text == row.text).unwrap();
            assert_eq!(group, card.group.map(Subject::Group), "{} after {after:?}", row.text);
        }
        let rows = vote::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        let mut by_hand: BTreeMap<String, BTreeSet<Subject>> = BTreeMap::new();
        let mut counted = Vec::new();
        for row in rows {
            let subject = words(&row.subject.to_string()).expect("what is chosen is there to be chosen");
            match row.handle {
                Some(handle) => assert!(by_hand.entry(handle).or_default().insert(subject), "nobody chooses twice"),
                None => counted.push(subject),
            }
        }
        let mut kept: Vec<_> = by_hand.into_values().collect();
        let mut expected: Vec<_> = model.choices.values().filter(|chosen| !chosen.is_empty()).cloned().collect();
        kept.sort();
        expected.sort();
        assert_eq!(kept, expected, "{after:?}");
        let mut expected = model.counted.clone();
        counted.sort();
        expected.sort();
        assert_eq!(counted, expected, "{after:?}");
    }

    /// Compares the dots with the model's: the same places, and from the reveal on nothing that tells whose.
    pub async fn compare_dots(&self, model: &Model, after: &Act) {
        let rows = placement::Entity::find().all(self.table.instance.app.db.read()).await.unwrap();
        let mut places: Vec<i16> = rows.iter().map(|row| row.place).collect();
        let mut expected: Vec<i16> = model.dots.values().copied().collect();
        places.sort_unstable();
        expected.sort_unstable();
        assert_eq!(places, expected, "{after:?}");
        let are_owned = rows.iter().all(|row| row.token_hash.is_some() != model.revealed[DOTS]);
        assert!(
            are_owned,
            "whose a dot is, is known to its browser until the reveal and to nobody after it, after {after:?}"
        );
    }

    /// Looks at the pages of everybody, and at the screen that each could open.
    pub async fn look(&mut self, model: &Model, after: &Act) {
        for to in 0..PEOPLE {
            let page = self.browsers[to].get(&Table::url(self.id, "")).await.text;
            let screen = self.browsers[to].get(&Table::url(self.id, "/screen")).await.text;
            if !model.revealed[CHOOSE] {
                let counts = page.contains("keer gekozen") || screen.contains("keer gekozen");
                assert!(!counts, "how often something was chosen is shown to {to} before the reveal, after {after:?}");
            }
            for (shown, which) in [(&page, "page"), (&screen, "screen")] {
                let drawn = shown.matches("class=\"dot-at\"").count();
                let most = if model.shows_dots() { model.dots.len() } else { 0 };
                assert!(drawn <= most, "{drawn} dots on the {which} of {to} after {after:?}: {:?}", model.dots);
            }
            let own = chosen_place(&page);
            assert!(own.is_none() || own == model.dots.get(&to).copied(), "the place of {to} after {after:?}");
            for card in &model.cards {
                let (on_page, on_screen) = (page.contains(&card.text), screen.contains(&card.text));
                assert_eq!(
                    on_page,
                    model.shows(card, to),
                    "{} on the page of {to} after {after:?}: {card:?}",
                    card.text
                );
                assert!(!on_screen || model.lies_open(card, to), "{} on a screen after {after:?}", card.text);
            }
        }
    }
}

/// Returns the place that a page holds as its reader's own.
fn chosen_place(page: &str) -> Option<i16> {
    let form = page.split("id=\"place\"").nth(1)?.split("</form>").next()?;
    let chosen = form.split("<input").find(|input| input.contains(" checked"))?;
    chosen.split("value=\"").nth(1)?.split('"').next()?.parse().ok()
}

fn id_of(card: &contribution::Model) -> String {
    card.id.to_string()
}
