//! A place on a virtue's line, drawn and in words.

use serde::Serialize;

use crate::journal::entry::Place;
use crate::web::words::Language;

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
fn told(language: Language, place: &Place) -> String {
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
