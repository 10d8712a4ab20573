//! The places on each virtue's line over time.

use sea_orm::prelude::TimeDate;
use serde::Serialize;

use super::place::PlaceView;
use crate::journal::Entry;
use crate::journal::entry::Place;
use crate::web::dates;
use crate::web::views::View;
use crate::web::words::Language;

/// One's own places over time, a picture a virtue.
#[derive(Serialize)]
pub struct VirtuesPage {
    pub histories: Vec<History>,
}

/// The places on one virtue's line, from earlier to later.
#[derive(Serialize)]
pub struct History {
    pub name: String,
    pub left: String,
    pub right: String,
    pub moments: Vec<Moment>,
}

/// One moment on the line. The thread runs from the place before.
#[derive(Serialize)]
pub struct Moment {
    pub href: String,
    pub day: String,
    pub was: String,
    pub wish: String,
    pub before: String,
    pub told: String,
}

impl VirtuesPage {
    /// Draws the entries' places, the virtues that were placed last in front.
    pub fn of(language: Language, entries: &[Entry]) -> Self {
        let mut histories: Vec<(String, History)> = Vec::new();
        for entry in entries {
            for place in entry.body.placed() {
                let at = histories.iter().position(|(virtue, _)| *virtue == place.virtue).unwrap_or_else(|| {
                    let (name, left, right) = (place.name.clone(), place.too_little.clone(), place.too_much.clone());
                    histories.push((place.virtue.clone(), History { name, left, right, moments: vec![] }));
                    histories.len() - 1
                });
                histories[at].1.moments.push(moment(language, entry.id.to_string(), entry.day, place));
            }
        }
        for (_, history) in &mut histories {
            history.moments.reverse();
            let mut before = String::new();
            for moment in &mut history.moments {
                moment.before = std::mem::take(&mut before);
                before.clone_from(if moment.was.is_empty() { &moment.before } else { &moment.was });
            }
        }
        Self { histories: histories.into_iter().map(|(_, history)| history).collect() }
    }
}

fn moment(language: Language, id: String, day: TimeDate, place: &Place) -> Moment {
    let drawn = PlaceView::of(language, place);
    let day = dates::long(day, language);
    Moment {
        href: format!("/journal/entries/{id}"),
        day,
        was: drawn.was,
        wish: drawn.wish,
        before: String::new(),
        told: drawn.told,
    }
}

impl View for VirtuesPage {
    const TEMPLATE: &'static str = "journal/virtues.html";

    fn samples() -> Vec<Self> {
        let moment = |was: &str, wish: &str, before: &str| Moment {
            href: "#".into(),
            day: "dinsdag 3 maart 2026".into(),
            was: was.into(),
            wish: wish.into(),
            before: before.into(),
            told: "in het midden".into(),
        };
        let history = History {
            name: "Geduld".into(),
            left: "Vluchtig".into(),
            right: "Traag".into(),
            moments: vec![moment("20%", "50%", ""), moment("", "50%", "20%"), moment("40%", "", "20%")],
        };
        vec![Self { histories: vec![history] }, Self { histories: vec![] }]
    }
}
