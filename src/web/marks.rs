//! What others could recognise somebody by, told softly while somebody writes: never a barrier, and nothing is kept. The
//! script of assets/js/45-marks.js asks here; a page that is read back shows the same list without a script.

use std::sync::Arc;

use dutch::redaction::{self, Finding, Known};
use serde::{Deserialize, Serialize};

use super::extract::json;
use super::routing::{Routes, post};
use super::words::Language;
use super::{Form, Here, Result};
use crate::db::aside;
use crate::known_words;

/// Most characters that are looked at, and words that are told.
const LONGEST: usize = 60_000;
const MOST: usize = 24;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/marks", post(create))
}

/// A word that may identify somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noticed {
    pub word: String,
    pub label: String,
}

/// Lists what may identify somebody in these texts, each word once, in the order of reading.
pub async fn noticed(here: &Here, texts: &[&str]) -> Result<Vec<Noticed>> {
    let known = known_words::known(here.app.db.read(), here.actor.organisation).await?;
    let looked = Arc::new((texts.join("\n\n"), known));
    let found = match here.app.findings.get(&*looked) {
        Some(found) => found,
        None => find(here, Arc::clone(&looked)).await?,
    };
    let mut noticed: Vec<Noticed> = Vec::new();
    for finding in found.iter() {
        let one = put(here.language, &looked.0, finding);
        if noticed.len() < MOST && !noticed.contains(&one) {
            noticed.push(one);
        }
    }
    Ok(noticed)
}

/// Looks through a text that wasn't looked at before.
async fn find(here: &Here, looked: Arc<(String, Known)>) -> Result<Arc<[Finding]>> {
    let findings = here.app.findings.clone();
    let look = aside(move || {
        let (text, known) = &*looked;
        let found: Arc<[Finding]> = redaction::find(text, known).into();
        findings.put(&*looked, Arc::clone(&found));
        found
    });
    Ok(look.await.map_err(anyhow::Error::new)?)
}

fn put(language: Language, text: &str, finding: &Finding) -> Noticed {
    let label = language.t(&format!("finding-{}", finding.category.as_str()));
    Noticed { word: text[finding.span.clone()].to_owned(), label }
}

#[derive(Deserialize)]
struct TextForm {
    #[serde(default)]
    text: String,
}

#[derive(Serialize)]
struct Answer {
    said: String,
    marks: Vec<Noticed>,
}

async fn create(here: Here, Form(form): Form<TextForm>) -> Result {
    let text: String = form.text.chars().take(LONGEST).collect();
    let marks = noticed(&here, &[&text]).await?;
    json(&Answer { said: here.language.t("marks-said"), marks })
}
