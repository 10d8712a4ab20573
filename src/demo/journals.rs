//! Private journals of some people of the demo. Their passphrase equals the printed password: here everybody may look in.

use anyhow::{Context, ensure};
use entity::ids::{AccountId, BranchId, EntryId};
use entity::time::Timestamp;
use serde::Deserialize;

use super::password;
use super::world::Person;
use crate::clock;
use crate::crypto::{InstanceKey, Passwords};
use crate::db::Tx;
use crate::frameworks::template::Template;
use crate::journal::draft::SealedDraft;
use crate::journal::entry::{Answer, Body, Hours, Place};
use crate::journal::keys::{self, NewJournal};
use crate::journal::slots::{Secret, recovery_code};
use crate::journal::{Draft, feelings, prompts, write};
use crate::tensions;

/// journals.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journals {
    journal: Vec<Journal>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    person: String,
    entry: Vec<Entry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    days_ago: i64,
    hour: i8,
    #[serde(default)]
    text: String,
    #[serde(default)]
    answers: Vec<Said>,
    #[serde(default)]
    places: Vec<Placed>,
    #[serde(default)]
    feelings: Vec<String>,
    #[serde(default)]
    tensions: Vec<String>,
    #[serde(default)]
    hours: Option<Hours>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    key: String,
    text: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Placed {
    virtue: String,
    #[serde(default)]
    was: Option<u8>,
    #[serde(default)]
    wish: Option<u8>,
}

/// A journal with its entries sealed, ready to be stored.
pub struct Sealed {
    new: NewJournal,
    entries: Vec<SealedDraft>,
}

impl Journals {
    /// Checks that the file names only what there is.
    pub fn check(&self, people: &[Person], template: &Template) -> anyhow::Result<()> {
        for journal in &self.journal {
            ensure!(
                people.iter().any(|person| person.key == journal.person),
                "there is no person `{}`",
                journal.person
            );
            for entry in &journal.entry {
                entry.body(template, Timestamp(1_790_000_000_000))?;
            }
        }
        Ok(())
    }

    /// Makes keys and seals all entries; `account` tells the account of a person's key.
    pub async fn seal(
        &self,
        people: &[Person],
        template: &Template,
        passwords: &Passwords,
        (account, now): (impl Fn(&Person) -> Option<AccountId>, Timestamp),
    ) -> anyhow::Result<Vec<Sealed>> {
        let mut sealed = Vec::new();
        for journal in &self.journal {
            let person = people.iter().find(|person| person.key == journal.person).context("no such person")?;
            let owner = account(person).context("a person has an account")?;
            let secrets = (Secret::passphrase(&password(person)), Secret::recovery(&recovery_code()));
            let new = keys::prepare(passwords, owner, &secrets.0, &secrets.1).await?;
            let seal = |entry: &Entry| {
                let body = entry.body(template, now)?;
                let (entry, branch) = (EntryId::random(), BranchId::random());
                let draft = Draft { entry, branch, revision: 1, seen: vec![], body };
                anyhow::Ok(draft.seal(owner, &new.opened.public())?)
            };
            let entries = journal.entry.iter().map(seal).collect::<Result<_, _>>()?;
            sealed.push(Sealed { new, entries });
        }
        Ok(sealed)
    }
}

impl Sealed {
    /// Stores the journal.
    pub async fn insert(self, tx: &mut Tx, key: &InstanceKey) -> anyhow::Result<()> {
        keys::begin(tx, key, &self.new).await?;
        keys::note_confirmed(tx, self.new.opened.owner).await?;
        for entry in self.entries {
            write::save(tx, entry).await?;
        }
        Ok(())
    }
}

impl Entry {
    fn body(&self, template: &Template, now: Timestamp) -> anyhow::Result<Body> {
        let day = clock::date(now.plus_days(-self.days_ago));
        let begun = clock::at(day, self.hour);
        // Today's entry isn't of later today.
        let begun = if begun < now { begun } else { now.plus_minutes(-90) };
        for key in &self.feelings {
            ensure!(feelings::find(key).is_some(), "there is no feeling `{key}`");
        }
        for key in &self.tensions {
            ensure!(tensions::find(key).is_some(), "there is no tension `{key}`");
        }
        let answer = |said: &Said| {
            let question = prompts::question(&said.key).with_context(|| format!("no question `{}`", said.key))?;
            anyhow::Ok(Answer { key: said.key.clone(), question: question.text.nl.clone(), text: said.text.clone() })
        };
        let place = |placed: &Placed| {
            let virtue = template.virtues.iter().find(|virtue| virtue.key == placed.virtue);
            let words = virtue.with_context(|| format!("no virtue `{}`", placed.virtue))?.wording("nl");
            anyhow::Ok(Place {
                virtue: placed.virtue.clone(),
                name: words.name,
                too_little: words.too_little,
                too_much: words.too_much,
                was: placed.was,
                wish: placed.wish,
                at: 0,
            })
        };
        Ok(Body {
            begun: begun.0,
            saved: begun.0,
            text: self.text.trim().to_owned(),
            answers: self.answers.iter().map(answer).collect::<Result<_, _>>()?,
            places: self.places.iter().map(place).collect::<Result<_, _>>()?,
            hours_at: 0,
            feelings: self.feelings.clone(),
            tensions: self.tensions.clone(),
            hours: self.hours.clone(),
            brought: Vec::new(),
        })
    }
}
