//! The page on which a private note becomes something for the team.

use serde::Serialize;

use super::Choice;
use crate::web::Errors;
use crate::web::views::View;

/// A case or a reflection to be, with what was taken out of the note.
#[derive(Serialize)]
pub struct BringPage {
    /// Marks whose page it is.
    pub owner: String,
    /// The note's address.
    pub url: String,
    pub team: String,
    pub teams: Vec<Choice>,
    /// Where one asks what others could recognise somebody by, while it is written.
    pub marks: String,
    /// What the note becomes: `case` or `reflection`.
    pub kind: &'static str,
    pub typed: Typed,
    pub taken: Vec<Taken>,
    pub errors: Errors,
}

/// The case as it is typed.
#[derive(Clone, Default, Serialize)]
pub struct Typed {
    pub title: String,
    pub story: String,
    pub question: String,
}

/// Something that was taken out.
#[derive(Clone, Debug, Serialize)]
pub struct Taken {
    pub term: String,
    pub label: String,
    pub with: String,
}

/// Where the words of a team's organisation are known: the address of its marks.
pub fn marks_of(team: &str) -> String {
    let slug = team.split_once('/').map_or("", |(slug, _)| slug);
    format!("/o/{slug}/marks")
}

impl View for BringPage {
    const TEMPLATE: &'static str = "journal/bring.html";

    fn samples() -> Vec<Self> {
        let team = |value: &str| Choice { value: value.into(), label: "Team Noord (Stichting Maaskant)".into() };
        let page = |teams, taken, errors| Self {
            owner: "0a1b".into(),
            url: "/journal/entries/1".into(),
            team: "a/1".into(),
            teams,
            marks: "/o/a/marks".into(),
            kind: "case",
            typed: Typed { story: "De cliënt deed niet open.".into(), ..Typed::default() },
            taken,
            errors,
        };
        let taken = Taken { term: "mevrouw Bakker".into(), label: "naam".into(), with: "de cliënt".into() };
        let mut errors = Errors::default();
        errors.add("story", "form-required");
        vec![
            page(vec![team("a/1"), team("a/2")], vec![taken], Errors::default()),
            Self { kind: "reflection", ..page(vec![team("a/1")], vec![], errors) },
            page(vec![], vec![], Errors::default()),
        ]
    }
}
