//! The record's form: raw fields in, a draft out, and everything that was typed back when something is wrong.

use std::collections::BTreeMap;

use entity::contribution::LessonLevel;
use entity::ids::VirtueId;
use entity::record;
use entity::record_virtue::Side;
use serde::Serialize;

use crate::records::{Contents, Draft, MOST_TENSIONS};
use crate::web::Errors;
use crate::web::form::{at_most, required};

/// Most characters of a title, of a lesson and of a long text.
const TITLE: usize = 200;
const LESSON: usize = 4_000;
const TEXT: usize = 60_000;
/// Empty places for lessons that come behind those there are, and most lessons in all.
const SPARE: usize = 2;
const MOST_LESSONS: usize = 60;

/// The form as the browser sent it, or as the stored record fills it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordForm {
    pub version: i32,
    pub title: String,
    pub situation: String,
    pub client_view: String,
    pub exploration: String,
    pub options: String,
    pub decision: String,
    pub accounting: String,
    /// Level and text, as typed.
    pub lessons: Vec<(String, String)>,
    /// Chosen side by the virtue's id.
    pub sides: BTreeMap<String, String>,
    pub tensions: Vec<String>,
    pub errors: Errors,
}

/// One lesson in the form.
#[derive(Clone, Debug, Serialize)]
pub struct LessonField {
    pub number: usize,
    pub level: String,
    pub text: String,
}

impl RecordForm {
    /// Fills the form from the stored record.
    pub fn of(record: &record::Model, contents: &Contents) -> Self {
        let sides = contents
            .virtues
            .iter()
            .map(|virtue| (virtue.id.to_string(), virtue.side.map(Side::as_str).unwrap_or_default().to_owned()));
        Self {
            version: record.version,
            title: record.title.clone(),
            situation: record.situation.clone(),
            client_view: record.client_view.clone(),
            exploration: record.exploration.clone(),
            options: record.options.clone(),
            decision: record.decision.clone(),
            accounting: record.accounting.clone(),
            lessons: contents.lessons.iter().map(|one| (one.level.as_str().to_owned(), one.text.clone())).collect(),
            sides: sides.collect(),
            tensions: contents.tensions.clone(),
            errors: Errors::default(),
        }
    }

    /// Reads the fields that the browser sent; lessons are numbered, sides carry the virtue's id.
    pub fn read(fields: &[(String, String)]) -> Self {
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, text)| text.clone());
        let text = |name: &str| field(name).unwrap_or_default();
        let lessons = (0..MOST_LESSONS).map_while(|number| {
            let words = field(&format!("lesson-{number}"))?;
            Some((text(&format!("level-{number}")), words))
        });
        let sides = fields.iter().filter_map(|(key, side)| Some((key.strip_prefix("side-")?.to_owned(), side.clone())));
        Self {
            version: text("version").parse().unwrap_or_default(),
            title: text("title"),
            situation: text("situation"),
            client_view: text("client_view"),
            exploration: text("exploration"),
            options: text("options"),
            decision: text("decision"),
            accounting: text("accounting"),
            lessons: lessons.collect(),
            sides: sides.collect(),
            tensions: (0..MOST_TENSIONS).map(|number| text(&format!("tension-{number}"))).collect(),
            errors: Errors::default(),
        }
    }

    /// Makes a draft of the fields and notes what is wrong.
    pub fn parse(&mut self) -> Draft {
        let errors = &mut self.errors;
        let mut lessons = Vec::new();
        for (level, text) in &self.lessons {
            lessons.push((parse_level(level), at_most(text, LESSON, "lessons", errors)));
        }
        let sides = self.sides.iter().filter_map(|(id, side)| Some((VirtueId::parse(id)?, parse_side(side))));
        Draft {
            title: required(&self.title, TITLE, "title", errors),
            situation: at_most(&self.situation, TEXT, "situation", errors),
            client_view: at_most(&self.client_view, TEXT, "client_view", errors),
            exploration: at_most(&self.exploration, TEXT, "exploration", errors),
            options: at_most(&self.options, TEXT, "options", errors),
            decision: at_most(&self.decision, TEXT, "decision", errors),
            accounting: at_most(&self.accounting, TEXT, "accounting", errors),
            lessons,
            sides: sides.collect(),
            tensions: self.tensions.clone(),
        }
    }
}

/// Returns the lessons of the form with empty places behind them.
pub fn lesson_fields(form: &RecordForm) -> Vec<LessonField> {
    let filled = form.lessons.iter().filter(|(_, text)| !text.trim().is_empty()).cloned();
    let spare = std::iter::repeat_n((LessonLevel::Team.as_str().to_owned(), String::new()), SPARE);
    filled.chain(spare).enumerate().map(|(number, (level, text))| LessonField { number, level, text }).collect()
}

fn parse_level(key: &str) -> LessonLevel {
    let levels = [LessonLevel::Person, LessonLevel::Team, LessonLevel::Organisation, LessonLevel::Policy];
    levels.into_iter().find(|level| level.as_str() == key).unwrap_or(LessonLevel::Team)
}

fn parse_side(key: &str) -> Option<Side> {
    [Side::TooLittle, Side::Mean, Side::TooMuch].into_iter().find(|side| side.as_str() == key)
}
