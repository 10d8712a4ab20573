//! What the shared copy's pages show.

use entity::record_virtue::Side;
use entity::shared_part::{self, PartKind, PartSection};
use serde::Serialize;

use super::marks::{Kept, Mark, MarkPart, Panel, Piece};
use crate::shared_copies::Bundle;
use crate::web::Errors;
use crate::web::records::{TensionWords, VirtueWords, tension_words};
use crate::web::views::View;
use crate::web::words::Language;

/// One part under its heading; `kind` is `case`, `record`, `lesson` or `decision`.
#[derive(Clone, Debug, Serialize)]
pub struct PartWords {
    pub kind: &'static str,
    pub section: &'static str,
    pub heading: String,
    pub text: String,
}

/// Puts parts under their headings, in the reader's language.
pub fn part_words(language: Language, parts: &[shared_part::Model]) -> Vec<PartWords> {
    let words = parts.iter().map(|part| {
        let key = match (part.kind, part.section, part.level) {
            (PartKind::Lesson, _, Some(level)) => format!("shared-part-lesson-{}", level.as_str()),
            (_, Some(section), _) => format!("shared-part-{}", section.as_str()),
            (kind, None, _) => format!("shared-part-{}", kind.as_str()),
        };
        PartWords {
            kind: part.kind.as_str(),
            section: part.section.map(PartSection::as_str).unwrap_or_default(),
            heading: language.t(&key),
            text: part.text.clone(),
        }
    });
    words.collect()
}

/// A copy to read, as its team reads it.
#[derive(Clone, Serialize)]
pub struct CopyWords {
    pub title: String,
    pub year: String,
    pub parts: Vec<PartWords>,
    pub virtues: Vec<VirtueWords>,
    pub tensions: Vec<TensionWords>,
}

impl CopyWords {
    /// Puts a copy in words.
    pub fn of(language: Language, bundle: &Bundle) -> Self {
        let virtues = bundle.virtues.iter().map(|virtue| VirtueWords {
            id: virtue.id.to_string(),
            name: virtue.name.clone(),
            left: virtue.too_little.clone(),
            right: virtue.too_much.clone(),
            side: virtue.side.map(Side::as_str).unwrap_or_default(),
        });
        let parts = part_words(language, &bundle.parts);
        Self {
            title: bundle.copy.title.clone(),
            year: bundle.copy.year.to_string(),
            parts: parts.into_iter().filter(|part| !part.text.is_empty()).collect(),
            virtues: virtues.collect(),
            tensions: tension_words(language, &bundle.tensions),
        }
    }

    fn sample() -> Self {
        let part =
            |kind, section, text: &str| PartWords { kind, section, heading: "Wat er speelt".into(), text: text.into() };
        Self {
            title: "De deur blijft dicht".into(),
            year: "2026".into(),
            parts: vec![
                part("case", "story", "Ik bel al weken aan."),
                part("case", "question", "Hoe lang blijf ik aanbellen?"),
                part("lesson", "", "Niet alleen gaan."),
            ],
            virtues: vec![VirtueWords {
                id: "1".into(),
                name: "Geduld".into(),
                left: "Vluchtig".into(),
                right: "Traag".into(),
                side: "mean",
            }],
            tensions: tension_words(Language::Dutch, &["act_wait".to_owned()]),
        }
    }
}

/// Taking out what points to somebody.
#[derive(Serialize)]
pub struct ShowPage {
    pub url: String,
    pub record: String,
    /// What the second reader said when sending it back.
    pub note: String,
    pub pieces: Vec<Piece>,
    pub panels: Vec<Panel>,
    pub kept: Vec<Kept>,
    /// Kinds of signs that describe one person together, with the first word of each.
    pub together: Vec<(String, String)>,
    /// Where the organisation's own words are kept, for whoever may.
    pub own_words: Option<String>,
    /// Id and name.
    pub readers: Vec<(String, String)>,
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "shared_copies/show.html";

    fn samples() -> Vec<Self> {
        let mark =
            Mark { id: 1, at: 1, kind: "person", label: "naam".into(), state: "open", replacement: String::new() };
        let plain = |text: &str| MarkPart { text: text.into(), finding: None };
        let name = |state| MarkPart { text: "Naima".into(), finding: Some(Mark { state, ..mark.clone() }) };
        let piece = |state| Piece {
            heading: "Wat er speelt".into(),
            parts: vec![plain("Ik kom bij "), name(state), plain(".")],
        };
        let panel = Panel {
            id: 1,
            term: "Naima".into(),
            category: "person",
            label: "naam".into(),
            why: "Dit lijkt een naam.".into(),
            places: 2,
            before: "Ik kom bij ".into(),
            after: ".".into(),
            first: vec!["de cliënt".into(), "de moeder".into()],
            more: vec!["een collega".into()],
            may_go: true,
        };
        let kept = Kept {
            id: "1".into(),
            term: "Roos".into(),
            label: "naam".into(),
            reason: "Het is een gewoon woord".into(),
        };
        let page = |panels: Vec<Panel>, note: &str, state, readers| Self {
            url: "/o/x/shared-copies/1".into(),
            record: "/o/x/records/1".into(),
            note: note.into(),
            pieces: vec![piece(state)],
            panels,
            kept: vec![kept.clone()],
            together: if note.is_empty() { vec![] } else { vec![("leeftijd".into(), "43".into())] },
            own_words: (!note.is_empty()).then(|| "/o/x/known-words".into()),
            readers,
        };
        let next = Panel { id: 2, places: 1, may_go: false, more: vec![], first: vec![], ..panel.clone() };
        let reader = vec![("1".to_owned(), "Lotte".to_owned())];
        vec![
            page(vec![panel.clone(), next], "", "open", reader.clone()),
            page(vec![panel], "Ik herken de winkel.", "open", reader.clone()),
            page(vec![], "", "kept", reader),
            page(vec![], "", "kept", vec![]),
        ]
    }
}

/// The presenter's page once the copy is out of hand: with a reader, or shared.
#[derive(Serialize)]
pub struct StatePage {
    pub url: String,
    pub record: String,
    pub state: &'static str,
    pub reader: String,
    pub copy: CopyWords,
}

impl View for StatePage {
    const TEMPLATE: &'static str = "shared_copies/state.html";

    fn samples() -> Vec<Self> {
        let page = |state, reader: &str| Self {
            url: "/o/x/shared-copies/1".into(),
            record: "/o/x/records/1".into(),
            state,
            reader: reader.into(),
            copy: CopyWords::sample(),
        };
        vec![page("with_reader", "Lotte"), page("with_reader", ""), page("shared", "Lotte")]
    }
}

/// Changing texts by hand.
#[derive(Serialize)]
pub struct EditPage {
    pub url: String,
    pub title: String,
    pub fields: Vec<Field>,
    /// How long it stays, unfinished and shared.
    pub stays: String,
    pub errors: Errors,
}

/// One part as a field.
#[derive(Clone, Serialize)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub text: String,
}

impl View for EditPage {
    const TEMPLATE: &'static str = "shared_copies/edit.html";

    fn samples() -> Vec<Self> {
        let field = Field { name: "part-1".into(), label: "Wat er speelt".into(), text: "Ik bel aan.".into() };
        let page = |errors| Self {
            url: "/o/x/shared-copies/1".into(),
            title: "De deur blijft dicht".into(),
            fields: vec![field.clone()],
            stays: "Dit wordt gewist.".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("title", "form-required");
        errors.add("parts", "form-too-long");
        vec![page(Errors::default()), page(errors)]
    }
}

/// The second reader's page.
#[derive(Serialize)]
pub struct ReviewPage {
    pub url: String,
    pub copy: CopyWords,
    pub answer: String,
    pub note: String,
    pub errors: Errors,
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "shared_copies/review.html";

    fn samples() -> Vec<Self> {
        let page = |answer: &str, errors| Self {
            url: "/o/x/shared-copies/1".into(),
            copy: CopyWords::sample(),
            answer: answer.into(),
            note: String::new(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("answer", "shared-review-choose");
        errors.add("note", "form-required");
        vec![page("", Errors::default()), page("yes", errors)]
    }
}

/// Withdrawing, whole or by part.
#[derive(Serialize)]
pub struct WithdrawPage {
    pub url: String,
    pub back: String,
    pub title: String,
    pub is_shared: bool,
    pub parts: Vec<Choice>,
    pub errors: Errors,
}

/// A part to tick.
#[derive(Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

impl View for WithdrawPage {
    const TEMPLATE: &'static str = "shared_copies/withdraw.html";

    fn samples() -> Vec<Self> {
        let choice = Choice { value: "1".into(), label: "Wat er speelt".into(), hint: "Ik bel al weken…".into() };
        let page = |is_shared, errors| Self {
            url: "/o/x/shared-copies/1".into(),
            back: "/o/x".into(),
            title: "De deur blijft dicht".into(),
            is_shared,
            parts: vec![choice.clone()],
            errors,
        };
        let mut errors = Errors::default();
        errors.add("part", "shared-withdraw-choose");
        vec![page(true, Errors::default()), page(false, Errors::default()), page(true, errors)]
    }
}
