//! Changing the copy's texts by hand.

use entity::ids::SharedCopyId;
use entity::retention_term::TermKind;
use entity::shared_copy::SharedCopyState;

use super::view::{EditPage, Field, part_words};
use super::{address, open};
use crate::shared_copies::{self, Access, Bundle, Place};
use crate::web::form::{at_most, required};
use crate::web::{Error, Errors, Form, Here, Params, Result, retention};

/// Most characters of the title and of a part.
const TITLE: usize = 200;
const TEXT: usize = 60_000;

pub(super) async fn edit(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let bundle = preparing(&here, id).await?;
    let parts = bundle.parts.iter().map(|part| (format!("part-{}", part.id), part.text.clone())).collect();
    let page = page(&here, &bundle, bundle.copy.title.clone(), parts, Errors::default()).await?;
    here.page(&here.language.t("shared-copy-edit"), &page)
}

pub(super) async fn update(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let bundle = preparing(&here, id).await?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str());
    let mut errors = Errors::default();
    let title = required(field("title").unwrap_or_default(), TITLE, "title", &mut errors);
    let mut written = vec![(Place::Title, title.clone())];
    let mut typed = Vec::new();
    for part in &bundle.parts {
        let name = format!("part-{}", part.id);
        let text = at_most(field(&name).unwrap_or(&part.text), TEXT, "parts", &mut errors);
        written.push((Place::Part(part.id), text.clone()));
        typed.push((name, text));
    }
    if !errors.is_empty() {
        let page = page(&here, &bundle, title, typed, errors).await?;
        return here.rejected(&here.language.t("shared-copy-edit"), &page);
    }
    let mut tx = here.app.db.write().await?;
    shared_copies::rewrite(&mut tx, &here.actor, id, written).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&address(&here, id), "shared-copy-saved"))
}

async fn preparing(here: &Here, id: SharedCopyId) -> Result<Bundle> {
    let opened = open(here, id).await?;
    if opened.access != Access::Presenter || opened.copy.state != SharedCopyState::Preparing {
        return Err(Error::NotFound);
    }
    Ok(shared_copies::bundle(here.app.db.read(), opened.copy).await?)
}

async fn page(
    here: &Here,
    bundle: &Bundle,
    title: String,
    parts: Vec<(String, String)>,
    errors: Errors,
) -> Result<EditPage> {
    let labels = part_words(here.language, &bundle.parts);
    let fields = parts.into_iter().zip(labels);
    Ok(EditPage {
        url: address(here, bundle.copy.id),
        title,
        fields: fields.map(|((name, text), words)| Field { name, label: words.heading, text }).collect(),
        stays: stays(here).await?,
        errors,
    })
}

/// Says how long a copy stays that nobody shares, and one that is shared.
async fn stays(here: &Here) -> Result<String> {
    let draft = retention::stays(here, TermKind::Draft).await?;
    Ok(format!("{draft} {}", retention::stays(here, TermKind::SharedCopy).await?))
}
