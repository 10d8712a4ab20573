//! One entry, to read.

use serde::Serialize;

use super::line::{EntryLine, sample_line};
use super::place::{PlaceView, across};
use crate::web::views::View;

/// One entry, to read.
#[derive(Default, Serialize)]
pub struct ShowPage {
    pub url: String,
    pub day: String,
    pub time: String,
    pub text: String,
    pub answers: Vec<(String, String)>,
    /// Sentences that another device wrote.
    pub elsewhere: Vec<String>,
    pub damaged: bool,
    pub places: Vec<PlaceView>,
    pub feelings: Vec<String>,
    pub tensions: Vec<String>,
    pub brought: Vec<(String, String)>,
    pub earlier: Vec<EntryLine>,
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "journal/show.html";

    fn samples() -> Vec<Self> {
        let place = PlaceView {
            name: "Geduld".into(),
            left: "Vluchtig".into(),
            right: "Traag".into(),
            was: across(17),
            wish: across(50),
            told: "Waar ik stond: dicht bij Vluchtig".into(),
        };
        let full = Self {
            url: "/journal/entries/1".into(),
            day: "dinsdag 3 maart 2026".into(),
            time: "16:40".into(),
            text: "De radio ging zachter.\n\nNiet uit, zachter.".into(),
            answers: vec![("Wat ging er goed?".into(), "Ze lachte even.".into())],
            elsewhere: vec!["Er lag post op de mat.".into()],
            damaged: true,
            places: vec![place],
            feelings: vec!["Moe".into()],
            tensions: vec!["Ingrijpen – Afwachten".into()],
            brought: vec![("#".into(), "Team Noord, 4 maart 2026".into())],
            earlier: vec![sample_line()],
        };
        vec![full, Self { day: "dinsdag 3 maart 2026".into(), text: "Kort.".into(), ..Self::default() }]
    }
}
