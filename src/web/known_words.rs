//! The organisation's own words, for its administrators and facilitators.

use entity::ids::KnownWordId;
use serde::{Deserialize, Serialize};

use super::form::tidy;
use super::routing::{Routes, get, post};
use super::views::{Entry, View, entry};
use super::{Error, Errors, Form, Here, Params, Result};
use crate::known_words::{self, KnownWordKind, LONGEST, MOST_AT_ONCE, Refused};
use crate::web::words::Language;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/known-words", get(index).post(create))
        .route("/o/{organisation}/known-words/{word}/destroy", post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<KnownWordsPage>()]
}

/// All words, by kind, and the form to add some.
#[derive(Serialize)]
struct KnownWordsPage {
    url: String,
    kinds: Vec<Kind>,
    chosen: String,
    words: String,
    errors: Errors,
}

/// One kind, with its words; `value`, `label` and `hint` make it a choice in the form.
#[derive(Clone, Serialize)]
struct Kind {
    value: &'static str,
    label: String,
    hint: String,
    words: Vec<Word>,
}

#[derive(Clone, Serialize)]
struct Word {
    id: String,
    word: String,
}

impl View for KnownWordsPage {
    const TEMPLATE: &'static str = "known_words/index.html";

    fn samples() -> Vec<Self> {
        let word = Word { id: "1".into(), word: "Stichting De Brug".into() };
        let kinds = |words: Vec<Word>| {
            KnownWordKind::ALL.map(|kind| Kind { words: words.clone(), ..of(Language::Dutch, kind) })
        };
        let page = |words, errors| Self {
            url: "/o/x/known-words".into(),
            kinds: kinds(words).into(),
            chosen: "street".into(),
            words: "De Zoom".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("kind", "known-words-choose");
        errors.add("words", "form-required");
        vec![page(vec![], Errors::default()), page(vec![word], errors)]
    }
}

fn of(language: Language, kind: KnownWordKind) -> Kind {
    let key = kind.as_str();
    Kind {
        value: key,
        label: language.t(&format!("known-words-{key}")),
        hint: language.t(&format!("known-words-{key}-hint")),
        words: vec![],
    }
}

async fn require_keeper(here: &Here) -> Result<()> {
    if known_words::may_keep(here.app.db.read(), &here.actor).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn page(here: &Here, chosen: String, words: String, errors: Errors) -> Result<KnownWordsPage> {
    let rows = known_words::list(here.app.db.read(), here.actor.organisation).await?;
    let kinds = KnownWordKind::ALL.into_iter().map(|kind| {
        let own = rows.iter().filter(|row| row.kind == kind);
        let words = own.map(|row| Word { id: row.id.to_string(), word: row.word.clone() }).collect();
        Kind { words, ..of(here.language, kind) }
    });
    Ok(KnownWordsPage { url: here.url("/known-words"), kinds: kinds.collect(), chosen, words, errors })
}

async fn index(here: Here) -> Result {
    require_keeper(&here).await?;
    let view = page(&here, String::new(), String::new(), Errors::default()).await?;
    here.page(&here.language.t("known-words-title"), &view)
}

#[derive(Deserialize)]
struct WordsForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    words: String,
}

async fn create(here: Here, Form(form): Form<WordsForm>) -> Result {
    require_keeper(&here).await?;
    let mut errors = Errors::default();
    let kind = KnownWordKind::parse(&form.kind);
    if kind.is_none() {
        errors.add("kind", "known-words-choose");
    }
    let written = tidy(&form.words);
    let words: Vec<String> =
        written.lines().map(str::trim).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect();
    if words.is_empty() {
        errors.add("words", "form-required");
    } else if words.len() > MOST_AT_ONCE {
        errors.add("words", "known-words-many");
    } else if words.iter().any(|word| word.chars().count() > LONGEST) {
        errors.add("words", "known-words-long");
    }
    if let Some(kind) = kind.filter(|_| errors.is_empty()) {
        let mut tx = here.app.db.write().await?;
        match known_words::add(&mut tx, here.actor.organisation, kind, words).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(here.redirect_with_notice(&here.url("/known-words"), "known-words-added"));
            }
            Err(Refused::Full) => errors.add("words", "known-words-full"),
            Err(Refused::Database(error)) => return Err(error.into()),
        }
    }
    let view = page(&here, form.kind, written, errors).await?;
    here.rejected(&here.language.t("known-words-title"), &view)
}

async fn destroy(here: Here, Params((_, word)): Params<(String, KnownWordId)>) -> Result {
    require_keeper(&here).await?;
    let mut tx = here.app.db.write().await?;
    known_words::remove(&mut tx, here.actor.organisation, word).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/known-words"), "known-words-removed"))
}
