//! A justification: why it takes longer, or was done otherwise than the protocol says. The presenter makes it of the own record, in
//! their own hand, redacted or for the client's file. Nothing of it is kept, and management can't make one.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use entity::ids::RecordId;
use entity::record;
use serde::{Deserialize, Serialize};

use super::journal::bring::taken_out;
use super::routing::{Routes, get};
use super::views::{Entry, View, entry};
use super::{Error, Errors, Form, Here, Params, Result, dates, form, marks};
use crate::db::aside;
use crate::known_words;
use crate::pdf::Sheet;
use crate::records;

/// Most characters of a part: two long texts of a record fit, as they are put in.
const LONGEST: usize = 120_010;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/records/{record}/justification", get(edit).post(create))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<JustificationPage>()]
}

/// A justification as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct JustificationForm {
    /// `redacted`, or `file` for the client's file.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    situation: String,
    #[serde(default)]
    otherwise: String,
    #[serde(default)]
    steps: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    context: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    looked: String,
}

impl JustificationForm {
    fn is_for_file(&self) -> bool {
        self.kind == "file"
    }

    /// Lists its parts with the keys of their headings.
    fn parts(&self) -> [(&'static str, &str); 5] {
        [
            ("just-situation", &self.situation),
            ("just-otherwise", &self.otherwise),
            ("just-steps", &self.steps),
            ("just-time", &self.time),
            ("just-context", &self.context),
        ]
    }
}

#[derive(Serialize)]
struct JustificationPage {
    form: JustificationForm,
    for_file: bool,
    noticed: Vec<marks::Noticed>,
    url: String,
    back: String,
    errors: Errors,
}

impl View for JustificationPage {
    const TEMPLATE: &'static str = "records/justification.html";

    fn samples() -> Vec<Self> {
        let mut errors = Errors::default();
        errors.add("looked", "just-look-first");
        let noticed = vec![marks::Noticed { word: "Karim".into(), label: "naam".into() }];
        let page = |for_file, noticed, errors| Self {
            form: JustificationForm::default(),
            for_file,
            noticed,
            url: "#".into(),
            back: "#".into(),
            errors,
        };
        vec![page(false, noticed, errors), page(true, vec![], Errors::default())]
    }
}

type RecordParams = Params<(String, RecordId)>;

/// Returns the reader's own record, approved or not; anybody else's is not found.
async fn own(here: &Here, id: RecordId) -> Result<record::Model> {
    let found = records::find(here.app.db.read(), &here.actor, id).await?;
    found.filter(|record| record.presenter_id == here.actor.account).ok_or(Error::NotFound)
}

#[derive(Deserialize)]
struct KindQuery {
    #[serde(default)]
    kind: String,
}

async fn edit(
    here: Here,
    Params((_, id)): RecordParams,
    axum::extract::Query(query): axum::extract::Query<KindQuery>,
) -> Result {
    let record = own(&here, id).await?;
    let known = known_words::known(here.app.db.read(), here.actor.organisation).await?;
    let (language, for_file) = (here.language, query.kind == "file");
    let fill = aside(move || {
        let plain = |text: &str| match for_file {
            true => text.to_owned(),
            false => taken_out(language, text, &known).0,
        };
        JustificationForm {
            kind: if for_file { "file" } else { "redacted" }.to_owned(),
            title: plain(&record.title),
            situation: plain(&record.situation),
            otherwise: plain(&record.accounting),
            steps: plain(&record.decision),
            context: plain([record.client_view.trim(), record.exploration.trim()].join("\n\n").trim()),
            ..JustificationForm::default()
        }
    });
    let mut form = fill.await.expect("the detector never panics");
    form.name.clone_from(&here.actor.name);
    let page = page(&here, id, form, Errors::default()).await?;
    here.page(&here.language.t("just-title"), &page)
}

async fn page(here: &Here, id: RecordId, form: JustificationForm, errors: Errors) -> Result<JustificationPage> {
    Ok(JustificationPage {
        for_file: form.is_for_file(),
        noticed: noticed(here, &form).await?,
        url: here.url(&format!("/records/{id}/justification")),
        back: here.url(&format!("/records/{id}")),
        form,
        errors,
    })
}

/// Words of a redacted one by which somebody could be recognised still.
async fn noticed(here: &Here, form: &JustificationForm) -> Result<Vec<marks::Noticed>> {
    if form.is_for_file() {
        return Ok(Vec::new());
    }
    let mut texts = vec![form.title.as_str()];
    texts.extend(form.parts().map(|(_, text)| text));
    marks::noticed(here, &texts).await
}

async fn create(here: Here, Params((_, id)): RecordParams, Form(typed): Form<JustificationForm>) -> Result {
    own(&here, id).await?;
    let mut errors = Errors::default();
    form::required(&typed.title, 200, "title", &mut errors);
    form::required(&typed.situation, LONGEST, "situation", &mut errors);
    for (field, text) in [
        ("otherwise", &typed.otherwise),
        ("steps", &typed.steps),
        ("time", &typed.time),
        ("context", &typed.context),
        ("name", &typed.name),
    ] {
        form::at_most(text, LONGEST, field, &mut errors);
    }
    if typed.looked.is_empty() && !noticed(&here, &typed).await?.is_empty() {
        errors.add("looked", "just-look-first");
    }
    if !errors.is_empty() {
        let page = page(&here, id, typed, errors).await?;
        return here.rejected(&here.language.t("just-title"), &page);
    }
    paper(&here, &typed).await
}

/// Makes the page; it goes to whoever asked, and stays nowhere.
async fn paper(here: &Here, typed: &JustificationForm) -> Result<Response> {
    let t = |key: &str| here.language.t(key);
    let mut sheet = Sheet::new(here.language.code(), typed.title.trim().to_owned());
    sheet.facts([
        (t("just-kind"), t(if typed.is_for_file() { "just-kind-file" } else { "just-kind-redacted" })),
        (t("just-date"), dates::long(here.app.clock.today(), here.language)),
    ]);
    for (key, text) in typed.parts().into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        sheet.heading(t(key)).text(&form::tidy(text));
    }
    let name = typed.name.trim();
    sheet.lines([if name.is_empty() { t("just-sign") } else { format!("{}: {name}", t("just-sign")) }]);
    let file = aside(move || sheet.finish()).await.map_err(anyhow::Error::new)?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"verantwoording.pdf\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.map_err(anyhow::Error::new)?).into_response())
}
