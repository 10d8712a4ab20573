//! An entry as the browser sends it: pairs of names and values, since a page has as many fields as its questions and virtues.
//! Text is taken as it is, but for line ends: browsers send CRLF.

use std::collections::BTreeMap;

use entity::ids::{BranchId, EntryId};
use entity::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::journal::entry::{Answer, Body, Brought, Entry, Hours, Place};
use crate::journal::{Draft, feelings, prompts};
use crate::tensions;
use crate::web::words::Language;

/// Most characters in the words of a virtue that a form brings along.
const LONGEST_WORD: usize = 200;

/// The raw fields.
#[derive(Clone, Debug, Default)]
pub struct WriteForm {
    /// Marks whose page it is, as the device knows them; empty on a page that was drawn before pages said so.
    pub owner: String,
    pub entry: String,
    pub branch: String,
    pub revision: i32,
    /// `branch:revision`, separated by commas.
    pub seen: String,
    pub begun: i64,
    /// The chosen set.
    pub set: String,
    pub text: String,
    /// By key of the question, in the order of the form.
    pub answers: Vec<(String, String)>,
    /// Questions in words, by key, where no file has them.
    pub asked: BTreeMap<String, String>,
    pub virtues: Vec<VirtueWords>,
    pub was: BTreeMap<String, u8>,
    pub wish: BTreeMap<String, u8>,
    pub feelings: Vec<String>,
    pub tensions: Vec<String>,
    pub kept: Kept,
}

/// What an entry held when the page was drawn, and the page carries along: what it doesn't change keeps the time of its last change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    hours: Option<Hours>,
    hours_at: i64,
    places: Vec<Place>,
    brought: Vec<Brought>,
}

/// A virtue in words, as the form carries it: offline nobody can be asked for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VirtueWords {
    pub virtue: String,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
}

impl WriteForm {
    /// Reads the pairs. What isn't known is passed over: a page of an older version may still be open on a phone.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "owner" => form.owner = value,
                "entry" => form.entry = value,
                "branch" => form.branch = value,
                "revision" => form.revision = value.parse().unwrap_or(0),
                "seen" => form.seen = value,
                "begun" => form.begun = value.parse().unwrap_or(0),
                "set" => form.set = value,
                "text" => form.text = lines(&value),
                "feeling" => form.feelings.extend(feelings::find(&value).map(|_| value)),
                "tension" => form.tensions.extend(tensions::find(&value).map(|_| value)),
                "virtue" => {
                    form.virtues.extend(serde_json::from_str::<VirtueWords>(&value).ok().filter(VirtueWords::fits));
                }
                "kept" => form.kept = serde_json::from_str(&value).unwrap_or_default(),
                _ => form.read_keyed(&name, value),
            }
        }
        form
    }

    /// Fills the form with an entry, on a branch of its own. What other devices wrote stands below the text.
    pub fn of_entry(entry: Entry) -> Self {
        let Draft { entry, branch, seen, body, .. } = Draft::of_entry(entry);
        let seen: Vec<String> = seen.iter().map(|(branch, revision)| format!("{branch}:{revision}")).collect();
        let kept =
            Kept { hours: body.hours, hours_at: body.hours_at, places: body.places.clone(), brought: body.brought };
        let words = |place: &Place| VirtueWords {
            virtue: place.virtue.clone(),
            name: place.name.clone(),
            too_little: place.too_little.clone(),
            too_much: place.too_much.clone(),
        };
        let placed = |at: fn(&Place) -> Option<u8>| {
            body.places.iter().filter_map(|place| Some((place.virtue.clone(), at(place)?))).collect()
        };
        Self {
            entry: entry.to_string(),
            branch: branch.to_string(),
            seen: seen.join(","),
            begun: body.begun,
            was: placed(|place| place.was),
            wish: placed(|place| place.wish),
            virtues: body.places.iter().map(words).collect(),
            asked: body.answers.iter().map(|answer| (answer.key.clone(), answer.question.clone())).collect(),
            answers: body.answers.into_iter().map(|answer| (answer.key, answer.text)).collect(),
            text: body.text,
            feelings: body.feelings,
            tensions: body.tensions,
            kept,
            ..Self::default()
        }
    }

    /// Returns the same words as those of a new entry, which remembers nothing of the old one.
    pub fn anew(self, now: Timestamp) -> Self {
        Self {
            entry: EntryId::random().to_string(),
            branch: BranchId::random().to_string(),
            revision: 0,
            seen: String::new(),
            begun: now.0,
            kept: Kept::default(),
            ..self
        }
    }

    fn read_keyed(&mut self, name: &str, value: String) {
        match name.split_once('.') {
            Some(("answer", key)) => self.answers.push((key.to_owned(), lines(&value))),
            Some(("asked", key)) => {
                self.asked.insert(key.to_owned(), value.chars().take(prompts::LONGEST_QUESTION).collect());
            }
            Some(("was", key)) => self.was.extend(at(&value).map(|at| (key.to_owned(), at))),
            Some(("wish", key)) => self.wish.extend(at(&value).map(|at| (key.to_owned(), at))),
            _ => {}
        }
    }

    /// Returns the draft; `None` when an id can't be one of ours.
    pub fn draft(&self, language: Language, now: Timestamp) -> Option<Draft> {
        let seen = self.seen.split(',').filter_map(|pair| {
            let (branch, revision) = pair.split_once(':')?;
            Some((BranchId::parse(branch)?, revision.parse().ok()?))
        });
        Some(Draft {
            entry: EntryId::parse(&self.entry)?,
            branch: BranchId::parse(&self.branch)?,
            revision: self.revision.max(1),
            seen: seen.collect(),
            body: self.body(language, now),
        })
    }

    /// Returns the words alone. When it was begun and saved is put right when the draft is.
    pub fn body(&self, language: Language, now: Timestamp) -> Body {
        let answered = self.answers.iter().filter(|(_, text)| !text.trim().is_empty());
        let answers = answered.map(|(key, text)| Answer {
            key: key.clone(),
            question: self.question(key, language),
            text: text.clone(),
        });
        Body {
            begun: self.begun,
            text: self.text.clone(),
            answers: answers.collect(),
            places: self.places(now),
            feelings: self.feelings.clone(),
            tensions: self.tensions.clone(),
            hours: self.kept.hours.clone(),
            hours_at: self.kept.hours_at,
            brought: self.kept.brought.clone(),
            ..Body::default()
        }
    }

    /// Returns the places: what this page changed is of now, also where it took one away; the rest is as old as it was.
    fn places(&self, now: Timestamp) -> Vec<Place> {
        let shown = |virtue: &str| self.kept.places.iter().find(|place| place.virtue == virtue);
        let of_page = self.virtues.iter().filter_map(|words| {
            let (was, wish) = (self.was.get(&words.virtue).copied(), self.wish.get(&words.virtue).copied());
            let kept = shown(&words.virtue);
            if let Some(kept) = kept.filter(|kept| (kept.was, kept.wish) == (was, wish)) {
                return Some(kept.clone());
            }
            (was.is_some() || wish.is_some() || kept.is_some()).then(|| Place {
                virtue: words.virtue.clone(),
                name: words.name.clone(),
                too_little: words.too_little.clone(),
                too_much: words.too_much.clone(),
                was,
                wish,
                at: now.0,
            })
        });
        let missing = |place: &&Place| self.virtues.iter().all(|words| words.virtue != place.virtue);
        of_page.chain(self.kept.places.iter().filter(missing).cloned()).collect()
    }

    /// Returns a question in words: as the page had it, or as the file has it.
    fn question(&self, key: &str, language: Language) -> String {
        let of_file = || prompts::question(key).map(|question| question.text.get(language.code()).to_owned());
        self.asked.get(key).cloned().or_else(of_file).unwrap_or_else(|| key.to_owned())
    }
}

impl VirtueWords {
    fn fits(&self) -> bool {
        [&self.virtue, &self.name, &self.too_little, &self.too_much]
            .iter()
            .all(|word| word.chars().count() <= LONGEST_WORD)
    }
}

fn at(value: &str) -> Option<u8> {
    value.parse().ok().filter(|at| *at <= 100)
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests;
