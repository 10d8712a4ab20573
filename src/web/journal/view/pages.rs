//! Reading: the journal's first page, one entry, what a search found, and the places over time.

use sea_orm::prelude::TimeDate;
use serde::Serialize;

use super::Choice;
use crate::journal::Entry;
use crate::journal::entry::Place;
use crate::search::Piece;
use crate::web::dates;
use crate::web::views::View;
use crate::web::words::Language;

/// The journal's first page: begun or not, open or not.
#[derive(Default, Serialize)]
pub struct IndexPage {
    pub begun: bool,
    pub opened: bool,
    pub unconfirmed: bool,
    /// When the next entries go by themselves, within the time of the warning.
    pub goes: String,
    pub year_ago: Vec<EntryLine>,
    pub latest: Vec<EntryLine>,
    pub calendar: Option<Calendar>,
    /// The list shows one month, or one day.
    pub narrowed: String,
}

/// An entry in a list.
#[derive(Clone, Serialize)]
pub struct EntryLine {
    pub href: String,
    /// Its first words.
    pub title: String,
    pub notes: Vec<String>,
    pub pieces: Vec<PieceView>,
}

/// A stretch of a text, found or not.
#[derive(Clone, Serialize)]
pub struct PieceView {
    pub text: String,
    pub hit: bool,
}

/// A month.
#[derive(Serialize)]
pub struct Calendar {
    pub title: String,
    pub earlier: String,
    pub later: String,
    pub weekdays: Vec<String>,
    pub weeks: Vec<Vec<Option<DayCell>>>,
}

/// A day of the month; with an address when there are entries.
#[derive(Serialize)]
pub struct DayCell {
    pub number: u8,
    pub href: String,
    pub label: String,
    pub today: bool,
}

impl EntryLine {
    /// Makes the line of an entry.
    pub fn of(language: Language, entry: &Entry) -> Self {
        let opening = entry.body.opening();
        let title: String = opening.chars().take(90).collect();
        let cut = if title.len() < opening.len() { "…" } else { "" };
        let mut notes = vec![dates::long(entry.day, language)];
        if entry.damaged > 0 {
            notes.push(language.t("journal-damaged-note"));
        }
        let title = match (title.is_empty(), entry.damaged) {
            (false, _) => format!("{title}{cut}"),
            (true, 0) => language.t("journal-only-places"),
            (true, _) => language.t("journal-no-words"),
        };
        Self { href: format!("/journal/entries/{}", entry.id), title, notes, pieces: Vec::new() }
    }

    /// Adds what a search found in it.
    pub fn with_pieces(self, pieces: Vec<Piece>) -> Self {
        let pieces = pieces.into_iter().map(|piece| PieceView { text: piece.text, hit: piece.marked }).collect();
        Self { pieces, ..self }
    }
}

fn sample_line() -> EntryLine {
    EntryLine {
        href: "#".into(),
        title: "Ze deed pas open toen ik al wegliep.".into(),
        notes: vec!["dinsdag 3 maart 2026".into()],
        pieces: vec![PieceView { text: "Ze deed ".into(), hit: false }, PieceView { text: "open".into(), hit: true }],
    }
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "journal/index.html";

    fn samples() -> Vec<Self> {
        let day = |number, href: &str| {
            Some(DayCell { number, href: href.into(), label: "3 maart".into(), today: number == 2 })
        };
        let calendar = Calendar {
            title: "maart 2026".into(),
            earlier: "#".into(),
            later: String::new(),
            weekdays: ["ma", "di", "wo", "do", "vr", "za", "zo"].map(str::to_owned).to_vec(),
            weeks: vec![vec![None, None, None, None, None, day(1, ""), day(2, "#")]],
        };
        let lines = vec![sample_line()];
        let open = Self {
            begun: true,
            opened: true,
            unconfirmed: true,
            goes: "3 april 2026".into(),
            year_ago: lines.clone(),
            latest: lines,
            calendar: Some(calendar),
            narrowed: "maart 2026".into(),
        };
        let closed = Self { begun: true, goes: "3 april 2026".into(), ..Self::default() };
        let empty = Self { begun: true, opened: true, ..Self::default() };
        vec![open, closed, empty, Self::default()]
    }
}

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

/// Two places on a virtue's line.
#[derive(Serialize)]
pub struct PlaceView {
    pub name: String,
    pub left: String,
    pub right: String,
    /// Where the dots are drawn, in percent of the width; empty: none.
    pub was: String,
    pub wish: String,
    /// Both in words.
    pub told: String,
}

impl PlaceView {
    /// Draws a place.
    pub fn of(language: Language, place: &Place) -> Self {
        Self {
            name: place.name.clone(),
            left: place.too_little.clone(),
            right: place.too_much.clone(),
            was: place.was.map(across).unwrap_or_default(),
            wish: place.wish.map(across).unwrap_or_default(),
            told: told(language, place),
        }
    }
}

/// Returns how far across a line a place is drawn: the line's ends are where the outermost dots stand.
pub fn across(at: u8) -> String {
    format!("{:.2}%", 7.14 + f64::from(at) * 0.857)
}

/// Says both places in words.
pub fn told(language: Language, place: &Place) -> String {
    let said = |key: &str, at: Option<u8>| {
        at.map(|at| format!("{} {}", language.t(key), place_words(language, at, &place.too_little, &place.too_much)))
    };
    let parts = [said("journal-was", place.was), said("journal-wish", place.wish)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Says a place between two poles in words, as the axis does.
pub fn place_words(language: Language, at: u8, left: &str, right: &str) -> String {
    let (near, far) = if left == right {
        (
            format!("{left} ({})", language.t("component-axis-little")),
            format!("{right} ({})", language.t("component-axis-much")),
        )
    } else {
        (left.to_owned(), right.to_owned())
    };
    let with = |key: &str, pole: &str| language.t_with(key, "pole", pole);
    match at {
        0..9 => with("component-axis-at", &near),
        9..26 => with("component-axis-near", &near),
        26..42 => with("component-axis-towards", &near),
        42..59 => language.t("component-axis-middle"),
        59..75 => with("component-axis-towards", &far),
        75..92 => with("component-axis-near", &far),
        _ => with("component-axis-at", &far),
    }
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

/// Searching one's own journal.
#[derive(Serialize)]
pub struct SearchPage {
    pub q: String,
    pub searched: bool,
    pub found: Vec<EntryLine>,
    /// More were found than are shown.
    pub more: bool,
    /// Tags that stand in the journal, to look by.
    pub tags: Vec<Choice>,
    pub tag: String,
}

impl View for SearchPage {
    const TEMPLATE: &'static str = "journal/search.html";

    fn samples() -> Vec<Self> {
        let tag = Choice { value: "feeling:tired".into(), label: "Moe".into() };
        let page = |searched, found| Self {
            q: "open".into(),
            searched,
            found,
            more: searched,
            tags: vec![tag.clone()],
            tag: "Moe".into(),
        };
        vec![
            page(false, vec![]),
            page(true, vec![sample_line()]),
            Self { tags: vec![], more: false, ..page(true, vec![]) },
        ]
    }
}

/// What was written before about the same, while writing.
#[derive(Serialize)]
pub struct EarlierPart {
    pub earlier: Vec<EntryLine>,
}

impl View for EarlierPart {
    const TEMPLATE: &'static str = "journal/_earlier.html";

    fn samples() -> Vec<Self> {
        vec![Self { earlier: vec![sample_line()] }, Self { earlier: vec![] }]
    }
}

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
