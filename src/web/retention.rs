//! How long things stay: the administrator's page, the words where one writes, and the line on the page that people begin at.

use entity::erased_count;
use entity::erasure::ErasureKind;
use entity::ids::RecordId;
use entity::retention_term::TermKind;
use serde::Serialize;

use super::routing::{Routes, get, post};
use super::start::Coming;
use super::views::{Entry, View, entry};
use super::words::Language;
use super::{Error, Errors, Form, Here, Params, Result, dates};
use crate::backups::schedule;
use crate::records;
use crate::retention::terms::{FIXED, TERMS, Term};
use crate::retention::{self, Announced, Terms, log, read, terms};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/retention", get(index).post(update))
        .route("/o/{organisation}/records/{record}/extend", post(extend))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<RetentionPage>()]
}

/// The terms to choose, what has none, and what was erased.
#[derive(Serialize)]
struct RetentionPage {
    url: String,
    back: String,
    notice_days: i64,
    fields: Vec<Field>,
    fixed: Vec<Fixed>,
    /// What was erased when: the day, and how many of a kind in words.
    erased: Vec<(String, Vec<String>)>,
    errors: Errors,
}

/// One term to choose.
#[derive(Clone, Serialize)]
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
}

/// What has no term to choose.
#[derive(Clone, Serialize)]
struct Fixed {
    what: String,
    how: String,
}

impl View for RetentionPage {
    const TEMPLATE: &'static str = "retention/index.html";

    fn samples() -> Vec<Self> {
        let page = |errors: Errors, erased| Self {
            url: "/o/x/retention".into(),
            back: "/o/x/people".into(),
            notice_days: retention::NOTICE_DAYS,
            fields: TERMS.iter().map(|term| field(Language::Dutch, term, term.usual.to_string())).collect(),
            fixed: fixed(Language::Dutch, Some(14)),
            erased,
            errors,
        };
        let mut errors = Errors::default();
        errors.add("conversation", "retention-out-of-bounds");
        let kind = |key: &str| erased_words(Language::Dutch, key, 2);
        let words = [ErasureKind::ALL.map(ErasureKind::as_str).as_slice(), &["notice", "link", "letter"]].concat();
        let erased = vec![("4 maart 2026".to_owned(), words.into_iter().map(kind).collect())];
        vec![page(Errors::default(), vec![]), page(errors, erased)]
    }
}

fn field(language: Language, term: &Term, value: String) -> Field {
    let key = term.kind.as_str();
    let (least, most) = (term.least.to_string(), term.most.to_string());
    let bounds =
        language.t_all(&format!("retention-bounds-{}", term.unit.as_str()), &[("least", &least), ("most", &most)]);
    Field {
        name: key,
        label: language.t(&format!("retention-{key}")),
        hint: format!("{} {bounds}", language.t(&format!("retention-{key}-hint"))),
        value,
    }
}

/// Says what has no term to choose; `days` is how long a backup stays, where they are made by themselves.
fn fixed(language: Language, days: Option<i64>) -> Vec<Fixed> {
    let say = |key: &str| {
        let how = match (key, days) {
            ("backup", Some(days)) => language.t_with("retention-kept-backup-days", "days", &days.to_string()),
            _ => language.t(&format!("retention-kept-{key}-how")),
        };
        Fixed { what: language.t(&format!("retention-kept-{key}")), how }
    };
    FIXED.into_iter().map(say).collect()
}

fn erased_words(language: Language, kind: &str, number: i64) -> String {
    language.t_with(&format!("retention-erased-{kind}"), "number", &number.to_string())
}

fn require_administrator(here: &Here) -> Result<()> {
    if here.actor.administrator { Ok(()) } else { Err(Error::NotFound) }
}

async fn index(here: Here) -> Result {
    require_administrator(&here)?;
    let terms = terms::of(here.app.db.read(), here.actor.organisation).await?;
    let values = TERMS.iter().map(|term| terms.of(term.kind).to_string()).collect();
    let view = page(&here, values, Errors::default()).await?;
    here.page(&here.language.t("retention-title"), &view)
}

async fn page(here: &Here, values: Vec<String>, errors: Errors) -> Result<RetentionPage> {
    let backups = &here.app.config.backups;
    let days = backups.folder.as_ref().map(|_| schedule::days_until_gone(backups.every_hours, backups.keep));
    let rows = log::recent(here.app.db.read(), here.actor.organisation).await?;
    Ok(RetentionPage {
        url: here.url("/retention"),
        back: here.url("/people"),
        notice_days: retention::NOTICE_DAYS,
        fields: TERMS.iter().zip(values).map(|(term, value)| field(here.language, term, value)).collect(),
        fixed: fixed(here.language, days),
        erased: by_day(here.language, &rows),
        errors,
    })
}

fn by_day(language: Language, rows: &[erased_count::Model]) -> Vec<(String, Vec<String>)> {
    let of_day = |rows: &[erased_count::Model]| {
        let words = rows.iter().map(|row| erased_words(language, &row.kind, row.number)).collect();
        (dates::long(rows[0].day, language), words)
    };
    rows.chunk_by(|one, next| one.day == next.day).map(of_day).collect()
}

async fn update(here: Here, Form(typed): Form<Vec<(String, String)>>) -> Result {
    require_administrator(&here)?;
    let value = |name: &str| typed.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text.trim()).to_owned();
    let (mut chosen, mut errors) = (Terms::default(), Errors::default());
    for term in &TERMS {
        let number = value(term.kind.as_str()).parse().ok();
        match number.and_then(|number| chosen.with(term.kind, number)) {
            Some(terms) => chosen = terms,
            None => errors.add(term.kind.as_str(), "retention-out-of-bounds"),
        }
    }
    if !errors.is_empty() {
        let values = TERMS.iter().map(|term| value(term.kind.as_str())).collect();
        let view = page(&here, values, errors).await?;
        return here.rejected(&here.language.t("retention-title"), &view);
    }
    let mut tx = here.app.db.write().await?;
    terms::choose(&mut tx, here.actor.organisation, chosen).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/retention"), "retention-saved"))
}

async fn extend(here: Here, Params((_, id)): Params<(String, RecordId)>) -> Result {
    let record = records::find(here.app.db.read(), &here.actor, id).await?.ok_or(Error::NotFound)?;
    if record.presenter_id != here.actor.account {
        return Err(Error::NotFound);
    }
    let mut tx = here.app.db.write().await?;
    if !read::extend(&mut tx, here.actor.account, &record, here.app.clock.now()).await? {
        return Err(Error::Conflict);
    }
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/records/{id}")), "retention-extended"))
}

/// Says where somebody writes how long it stays.
pub async fn stays(here: &Here, kind: TermKind) -> Result<String> {
    let terms = terms::of(here.app.db.read(), here.actor.organisation).await?;
    Ok(sentence(here.language, kind, terms.of(kind)))
}

/// Says how long something stays.
pub fn sentence(language: Language, kind: TermKind, number: i32) -> String {
    language.t_with(&format!("retention-stays-{}", kind.as_str()), "number", &number.to_string())
}

/// Lists what goes before long, for the first page: one line a kind.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let found = read::announced_to(here.app.db.read(), &here.actor).await?;
    let of_kind = |kind| found.iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
    let line = |kind| match of_kind(kind).as_slice() {
        [] => None,
        [one] => Some(line(here, one)),
        many => Some(line_of_many(here, kind, many)),
    };
    Ok(ErasureKind::ALL.into_iter().filter_map(line).collect())
}

fn line(here: &Here, one: &Announced) -> Coming {
    let href = match (one.kind, one.record) {
        (ErasureKind::Conversation | ErasureKind::Unfinished, Some(record)) => format!("/records/{record}"),
        (ErasureKind::Conversation | ErasureKind::Unfinished, None) => format!("/deliberations/{}", one.subject),
        (ErasureKind::CaseDraft, _) => format!("/cases/{}", one.subject),
        (ErasureKind::CopyDraft, _) => format!("/shared-copies/{}", one.subject),
        (ErasureKind::SharedCopy, _) => format!("/library/{}", one.subject),
    };
    let title = if one.title.is_empty() { here.language.t("cases-untitled") } else { one.title.clone() };
    let note = here.language.t(&format!("retention-coming-{}", one.kind.as_str()));
    Coming { label: label(here, one), title, href: here.url(&href), notes: vec![note] }
}

/// Says of several of a kind how many they are, with where they are listed.
fn line_of_many(here: &Here, kind: ErasureKind, many: &[&Announced]) -> Coming {
    let list = match kind {
        ErasureKind::Conversation | ErasureKind::Unfinished | ErasureKind::CopyDraft => "/records",
        ErasureKind::CaseDraft => "/cases",
        ErasureKind::SharedCopy => "/library",
    };
    let key = kind.as_str();
    Coming {
        label: label(here, many[0]),
        title: here.language.t_with(&format!("retention-many-{key}"), "number", &many.len().to_string()),
        href: here.url(list),
        notes: vec![here.language.t(&format!("retention-many-note-{key}"))],
    }
}

fn label(here: &Here, one: &Announced) -> String {
    here.language.t_with("retention-coming", "day", &dates::day_of(one.goes_at, here.language))
}

/// The table as docs/RETENTION.md has it.
pub fn table() -> String {
    let english = Language::English;
    let mut lines = vec!["| What | Usual | Bounds | How it goes |".to_owned(), "|---|---|---|---|".to_owned()];
    for term in &TERMS {
        let key = term.kind.as_str();
        let unit = term.unit.as_str();
        let (what, hint) = (english.t(&format!("retention-{key}")), english.t(&format!("retention-{key}-hint")));
        lines.push(format!("| {what} | {} {unit} | {} to {} | {hint} |", term.usual, term.least, term.most));
    }
    for one in fixed(english, None) {
        lines.push(format!("| {} | – | – | {} |", one.what, one.how));
    }
    lines.join("\n")
}
