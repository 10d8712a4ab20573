//! Taking the library along as a zip, one item as Markdown, and bringing texts in as drafts, with each step told while it happens.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::ids::{SharedCopyId, TeamId};
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::view_transfer::{DraftRow, TeamChoice, TransferPage};
use crate::clock;
use crate::db::aside;
use crate::library::transfer::{Paper, Wrong, archive, draft, ending, markdown, table};
use crate::library::{self, Reader};
use crate::web::form::tidy;
use crate::web::{Error, Errors, Here, Params, Result, views};

/// Marks in the page where the steps of an import are told.
const STEPS: &str = "<!--steps-->";

pub(super) async fn show(here: Here) -> Result {
    let page = page(&here, Errors::default()).await?;
    here.page(&here.language.t("transfer-title"), &page)
}

async fn page(here: &Here, errors: Errors) -> Result<TransferPage> {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    if reader.teams.is_empty() {
        return Err(Error::NotFound);
    }
    let teams = reader.teams.iter().map(|team| TeamChoice { value: team.id.to_string(), label: team.name.clone() });
    let row = |copy: entity::shared_copy::Model| DraftRow {
        href: here.url(&format!("/shared-copies/{}", copy.id)),
        title: copy.title,
        state: copy.state.as_str(),
    };
    Ok(TransferPage {
        action: here.url("/library/transfer"),
        export: here.url("/library/export"),
        library: here.url("/library"),
        teams: teams.collect(),
        drafts: draft::mine(db, &here.actor).await?.into_iter().map(row).collect(),
        running: false,
        errors,
    })
}

/// Sends everything that this person may read, as a zip.
pub(super) async fn export(here: Here) -> Result {
    let reader = Reader::of(here.app.db.read(), &here.actor).await?;
    if reader.teams.is_empty() {
        return Err(Error::NotFound);
    }
    let bundles = library::all(here.app.db.read(), &reader).await?;
    let papers: Vec<Paper> = bundles.iter().map(Paper::of).collect();
    let packed = aside(move || archive::pack(&papers)).await.map_err(anyhow::Error::new)?;
    let bytes = packed.map_err(anyhow::Error::new)?;
    Ok(attachment("application/zip", &format!("{}.zip", here.language.t("transfer-file")), bytes))
}

/// Sends one item as Markdown.
pub(super) async fn export_one(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let bundle = library::find(db, &reader, id).await?.ok_or(Error::NotFound)?;
    let text = markdown::write(&Paper::of(&bundle)).map_err(anyhow::Error::new)?;
    let name = format!("{}.md", archive::slug(&bundle.copy.title));
    Ok(attachment("text/markdown; charset=utf-8", &name, text.into_bytes()))
}

pub(super) fn attachment(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}

/// One text on its way in: where it stands, and what was read of it.
struct Read {
    from: String,
    paper: std::result::Result<Paper, Wrong>,
}

/// Takes files in, one item after the other; the answer tells of each as soon as it is kept.
pub(super) async fn create(here: Here, form: std::result::Result<Multipart, MultipartRejection>) -> Result {
    let reader = Reader::of(here.app.db.read(), &here.actor).await?;
    if reader.teams.is_empty() {
        return Err(Error::NotFound);
    }
    let mut form = form.map_err(|_| Error::Malformed)?;
    let (mut team, mut read) = (None, Vec::new());
    while let Some(field) = form.next_field().await.map_err(|error| Error::unread(&error))? {
        match field.name() {
            Some("team") => team = TeamId::parse(&field.text().await.map_err(|error| Error::unread(&error))?),
            Some("files") => {
                let name = tidy(field.file_name().unwrap_or_default());
                let bytes = field.bytes().await.map_err(|error| Error::unread(&error))?;
                if !name.is_empty() || !bytes.is_empty() {
                    read.extend(read_file(&name, &bytes));
                }
            }
            _ => {}
        }
    }
    let team = team.filter(|team| reader.team(*team).is_some());
    let team = team.or_else(|| reader.teams.first().filter(|_| reader.teams.len() == 1).map(|team| team.id));
    let mut errors = Errors::default();
    if read.is_empty() {
        errors.add("files", "transfer-choose-file");
    }
    if team.is_none() {
        errors.add("team", "collection-choose-team");
    }
    let (Some(team), true) = (team, errors.is_empty()) else {
        let page = page(&here, errors).await?;
        return here.rejected(&here.language.t("transfer-title"), &page);
    };
    told_while_it_happens(here, team, read).await
}

/// Reads a file by its ending: a table, or Markdown.
fn read_file(name: &str, bytes: &Bytes) -> Vec<Read> {
    let Some(ending) = ending(name) else {
        return vec![Read { from: name.to_owned(), paper: Err(Wrong::Ending) }];
    };
    let Ok(source) = std::str::from_utf8(bytes) else {
        return vec![Read { from: name.to_owned(), paper: Err(Wrong::NotText) }];
    };
    let source = tidy(source);
    if ending != "csv" {
        return vec![Read { from: name.to_owned(), paper: markdown::parse(&source) }];
    }
    match table::parse(&source) {
        Ok(rows) => rows.into_iter().map(|(line, paper)| Read { from: format!("{name}:{line}"), paper }).collect(),
        Err(wrong) => vec![Read { from: name.to_owned(), paper: Err(wrong) }],
    }
}

/// What became of one text, as the page tells it.
#[derive(Serialize)]
pub(super) struct Step {
    pub number: usize,
    pub of: usize,
    pub from: String,
    pub title: String,
    /// `in`, `there` or `wrong`.
    pub became: &'static str,
    /// What is wrong, in words.
    pub wrong: String,
    pub href: String,
}

async fn told_while_it_happens(here: Here, team: TeamId, read: Vec<Read>) -> Result {
    let page = TransferPage { running: true, ..page(&here, Errors::default()).await? };
    let html = views::render(&here.chrome(&here.language.t("transfer-title")), &page)?;
    let (head, tail) = html.split_once(STEPS).unwrap_or((&html, ""));
    let (head, tail) = (head.to_owned(), tail.to_owned());
    let (teller, told) = mpsc::channel::<String>(16);
    // It ends with its last text, or when nobody listens any more: what was told is kept, the rest can be sent again.
    let work = async move {
        let of = read.len();
        for (number, one) in (1..).zip(read) {
            let step = take_in(&here, team, one, (number, of)).await;
            let Ok(line) = views::render(&here.chrome(""), &super::view_transfer::StepPart { step }) else { break };
            if teller.send(line).await.is_err() {
                break;
            }
        }
    };
    let steps = futures_util::stream::once(async move {
        work.await;
        String::new()
    });
    let lines = ReceiverStream::new(told).merge(steps);
    let all = tokio_stream::once(head).chain(lines).chain(tokio_stream::once(tail));
    let body = Body::from_stream(all.map(|text| Ok::<_, Infallible>(Bytes::from(text))));
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind)], body).into_response())
}

async fn take_in(here: &Here, team: TeamId, one: Read, (number, of): (usize, usize)) -> Step {
    let title = one.paper.as_ref().map(|paper| paper.title.clone()).unwrap_or_default();
    let step = |became, wrong, href| Step { number, of, from: one.from.clone(), title, became, wrong, href };
    let paper = match one.paper {
        Ok(paper) => paper,
        Err(wrong) => return step("wrong", said(here, &wrong), String::new()),
    };
    match store(here, team, paper).await {
        Ok(draft::Taken::In(id)) => step("in", String::new(), here.url(&format!("/shared-copies/{id}"))),
        Ok(draft::Taken::There(id)) => step("there", String::new(), here.url(&format!("/shared-copies/{id}"))),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "a text could not be taken in");
            step("wrong", here.language.t("transfer-wrong-kept"), String::new())
        }
    }
}

async fn store(here: &Here, team: TeamId, paper: Paper) -> anyhow::Result<draft::Taken> {
    let year = i32::from(clock::local(here.app.clock.now()).year());
    let mut tx = here.app.db.write().await?;
    let taken = draft::take_in(&mut tx, &here.actor, team, paper, year).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Says what is wrong in the reader's language; `Unknown` names the word.
fn said(here: &Here, wrong: &Wrong) -> String {
    let key = match wrong {
        Wrong::Ending => "transfer-wrong-ending",
        Wrong::NotText => "transfer-wrong-text",
        Wrong::FrontMatter(_) => "transfer-wrong-front",
        Wrong::NoTitle => "transfer-wrong-title",
        Wrong::NoWords => "transfer-wrong-words",
        Wrong::TooLong => "transfer-wrong-long",
        Wrong::Unknown(_) => "transfer-wrong-unknown",
        Wrong::Table(_) | Wrong::NoColumns => "transfer-wrong-table",
        Wrong::TooMuch => "transfer-wrong-much",
    };
    match wrong {
        Wrong::Unknown(word) => format!("{} {word}", here.language.t(key)),
        _ => here.language.t(key),
    }
}
