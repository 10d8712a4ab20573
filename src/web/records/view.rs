//! What the record's pages show.

use entity::record_virtue::Side;
use entity::shared_copy::{self, SharedCopyState};
use entity::{record, record::RecordState};
use serde::Serialize;

use super::form::{LessonField, RecordForm, lesson_fields};
use crate::records::{Contents, Virtue};
use crate::tensions;
use crate::web::views::View;
use crate::web::words::Language;
use crate::web::{Errors, Here, dates};

/// Two poles with the question between them.
#[derive(Clone, Debug, Serialize)]
pub struct TensionWords {
    pub left: String,
    pub right: String,
    pub question: String,
}

/// Puts tensions in words; keys that the content no longer has are left out.
pub fn tension_words(language: Language, keys: &[String]) -> Vec<TensionWords> {
    let found = keys.iter().filter_map(|key| tensions::find(key)).map(|(_, tension)| tension);
    let code = language.code();
    let words = found.map(|one| TensionWords {
        left: one.left.get(code).to_owned(),
        right: lower_first(one.right.get(code)),
        question: one.question.get(code).to_owned(),
    });
    words.collect()
}

/// The second pole stands in the middle of a sentence: "Ingrijpen of afwachten".
fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The list: what waits for me, then what there is to read.
#[derive(Serialize)]
pub struct IndexPage {
    pub waiting: Vec<Row>,
    pub done: Vec<Row>,
}

/// A record in the list.
#[derive(Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub title: String,
    pub day: String,
    pub own: bool,
}

impl View for IndexPage {
    const TEMPLATE: &'static str = "records/index.html";

    fn samples() -> Vec<Self> {
        let row = |own| Row { href: "/".into(), title: "De deur blijft dicht".into(), day: "4 maart 2026".into(), own };
        vec![
            Self { waiting: vec![], done: vec![] },
            Self { waiting: vec![row(true)], done: vec![row(true), row(false)] },
        ]
    }
}

/// A record to read.
#[derive(Serialize)]
pub struct ShowPage {
    url: String,
    list: String,
    title: String,
    is_draft: bool,
    own: bool,
    team: String,
    day: String,
    /// Where the conversation is read back, for whoever sat in it.
    pub conversation: String,
    situation: String,
    question: String,
    sections: Vec<(&'static str, String)>,
    accounting: String,
    virtues: Vec<VirtueWords>,
    tensions: Vec<TensionWords>,
    lessons: Vec<(&'static str, String)>,
    copy: Option<CopyLink>,
    pub fate: Option<FateLine>,
}

/// What becomes of what was written in the conversation.
#[derive(Clone, Serialize)]
pub struct FateLine {
    pub sentence: String,
    /// Its presenter may put it off, and hasn't.
    pub may_extend: bool,
    pub extended: bool,
}

/// A virtue with its poles, and the side in words of the pole.
#[derive(Clone, Debug, Serialize)]
pub struct VirtueWords {
    pub id: String,
    pub name: String,
    pub left: String,
    pub right: String,
    pub side: &'static str,
}

impl From<&Virtue> for VirtueWords {
    fn from(virtue: &Virtue) -> Self {
        Self {
            id: virtue.id.to_string(),
            name: virtue.name.clone(),
            left: virtue.too_little.clone(),
            right: virtue.too_much.clone(),
            side: virtue.side.map(Side::as_str).unwrap_or_default(),
        }
    }
}

/// The shared copy that stands for the record.
#[derive(Clone, Serialize)]
struct CopyLink {
    href: String,
    state: &'static str,
}

impl ShowPage {
    /// Puts a record on its page.
    pub fn new(
        here: &Here,
        record: record::Model,
        contents: &Contents,
        team: String,
        copy: Option<shared_copy::Model>,
    ) -> Self {
        let sections = [
            ("exploration", record.exploration),
            ("client_view", record.client_view),
            ("options", record.options),
            ("decision", record.decision),
        ];
        let copy = copy.map(|copy| CopyLink {
            href: here.url(&format!("/shared-copies/{}", copy.id)),
            state: copy.state.as_str(),
        });
        Self {
            url: here.url(&format!("/records/{}", record.id)),
            list: here.url("/records"),
            title: record.title,
            is_draft: record.state == RecordState::Draft,
            own: record.presenter_id == here.actor.account,
            team,
            day: dates::day_of(contents.held_at.unwrap_or(record.created_at), here.language),
            conversation: String::new(),
            situation: record.situation,
            question: contents.question.clone(),
            sections: sections.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
            accounting: record.accounting,
            virtues: contents.virtues.iter().map(VirtueWords::from).collect(),
            tensions: tension_words(here.language, &contents.tensions),
            lessons: contents.lessons.iter().map(|one| (one.level.as_str(), one.text.clone())).collect(),
            copy,
            fate: None,
        }
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "records/show.html";

    fn samples() -> Vec<Self> {
        let sample = |is_draft, own, state: Option<SharedCopyState>| Self {
            url: "/o/x/records/1".into(),
            list: "/o/x/records".into(),
            title: "De deur blijft dicht".into(),
            is_draft,
            own,
            team: "Team Noord".into(),
            day: "4 maart 2026".into(),
            conversation: "/o/maaskant/deliberations/1".into(),
            situation: "Ik bel al weken aan.\n\nEr gaat niemand naar de deur.".into(),
            question: "Hoe lang blijf ik aanbellen?".into(),
            sections: vec![("exploration", "Het gordijn bewoog.".into()), ("decision", "Ik schrijf een kaart.".into())],
            accounting: "Aan het wijkteam.".into(),
            virtues: vec![
                sample_virtue("too_little"),
                sample_virtue("mean"),
                sample_virtue("too_much"),
                sample_virtue(""),
            ],
            tensions: tension_words(Language::Dutch, &["act_wait".to_owned()]),
            lessons: vec![("person", "Niet alleen gaan.".into()), ("policy", "Zes maanden is kort.".into())],
            copy: state.map(|state| CopyLink { href: "/".into(), state: state.as_str() }),
            fate: state.map(|_| FateLine {
                sentence: "Wat er in dit gesprek is opgeschreven, wordt gewist.".into(),
                may_extend: own,
                extended: !own,
            }),
        };
        use SharedCopyState::{Preparing, Shared, WithReader};
        let mut samples = vec![sample(true, true, None), sample(false, true, None), sample(false, false, None)];
        samples.extend([Preparing, WithReader, Shared].map(|state| sample(false, true, Some(state))));
        samples
    }
}

fn sample_virtue(side: &'static str) -> VirtueWords {
    let (left, right) = ("Vluchtig".into(), "Traag".into());
    VirtueWords { id: side.to_owned(), name: "Geduld".into(), left, right, side }
}

/// The record's form.
#[derive(Serialize)]
pub struct EditPage {
    url: String,
    form: RecordForm,
    errors: Errors,
    /// Somebody saved meanwhile: saving in the background would overwrite it unasked.
    is_stale: bool,
    lessons: Vec<LessonField>,
    /// How long a draft stays.
    pub stays: String,
    virtues: Vec<VirtueWords>,
    groups: Vec<GroupWords>,
}

/// A group of tensions to choose from.
#[derive(Clone, Debug, Serialize)]
struct GroupWords {
    name: String,
    /// Key, left pole, right pole.
    tensions: Vec<(&'static str, String, String)>,
}

impl EditPage {
    /// Puts the form on its page, with the virtues and tensions to choose from.
    pub fn new(language: Language, url: String, contents: &Contents, mut form: RecordForm, is_stale: bool) -> Self {
        form.tensions.resize(crate::records::MOST_TENSIONS, String::new());
        let virtues = contents.virtues.iter().map(VirtueWords::from).collect();
        let lessons = lesson_fields(&form);
        let (errors, groups, stays) = (form.errors.clone(), groups(language), String::new());
        Self { url, errors, form, is_stale, lessons, stays, virtues, groups }
    }
}

fn groups(language: Language) -> Vec<GroupWords> {
    let code = language.code();
    let groups = tensions::groups().iter().map(|group| GroupWords {
        name: group.name.get(code).to_owned(),
        tensions: group
            .tensions
            .iter()
            .map(|one| (one.key.as_str(), one.left.get(code).to_owned(), lower_first(one.right.get(code))))
            .collect(),
    });
    groups.collect()
}

impl View for EditPage {
    const TEMPLATE: &'static str = "records/edit.html";

    fn samples() -> Vec<Self> {
        let mut form = RecordForm { title: "De deur blijft dicht".into(), ..RecordForm::default() };
        form.tensions = vec!["act_wait".into(), String::new(), String::new()];
        form.sides.insert("mean".into(), "mean".into());
        let lessons = vec![LessonField { number: 0, level: "team".into(), text: "Samen gaan.".into() }];
        let page = |form: RecordForm| Self {
            url: "/o/x/records/1".into(),
            errors: form.errors.clone(),
            is_stale: !form.errors.is_empty(),
            form,
            lessons: lessons.clone(),
            stays: "Dit wordt gewist.".into(),
            virtues: vec![sample_virtue("mean"), sample_virtue("")],
            groups: groups(Language::Dutch),
        };
        let mut wrong = form.clone();
        wrong.errors.add("title", "form-required");
        wrong.errors.add("version", "record-stale");
        vec![page(form), page(wrong)]
    }
}
