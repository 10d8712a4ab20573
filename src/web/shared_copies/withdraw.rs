//! Withdrawing: the whole copy, or the parts that are ticked.

use entity::ids::{SharedCopyId, SharedPartId};
use entity::shared_copy::SharedCopyState;

use super::view::{Choice, WithdrawPage, part_words};
use super::{address, open, origin_page};
use crate::shared_copies::{self, Access, Opened, What};
use crate::web::{Error, Errors, Form, Here, Params, Result};

pub(super) async fn new(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let opened = withdrawable(&here, id).await?;
    let page = page(&here, opened, Errors::default()).await?;
    here.page(&here.language.t("shared-withdraw-title"), &page)
}

pub(super) async fn create(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let opened = withdrawable(&here, id).await?;
    let whole = fields.iter().any(|(key, value)| key == "what" && value == "whole");
    let parts = fields.iter().filter(|(key, _)| key == "part").filter_map(|(_, part)| SharedPartId::parse(part));
    let parts: Vec<SharedPartId> = parts.collect();
    if !whole && parts.is_empty() {
        let mut errors = Errors::default();
        errors.add("part", "shared-withdraw-choose");
        let page = page(&here, opened, errors).await?;
        return here.rejected(&here.language.t("shared-withdraw-title"), &page);
    }
    let what = if whole { What::Whole } else { What::Parts(parts) };
    let mut tx = here.app.db.write().await?;
    shared_copies::withdraw(&mut tx, &here.actor, id, what).await?;
    tx.commit().await?;
    let to = match opened.access {
        Access::Presenter => origin_page(&here, &opened),
        Access::Reader | Access::Steward => here.url(""),
    };
    Ok(here.redirect_with_notice(&to, "shared-withdraw-done"))
}

async fn withdrawable(here: &Here, id: SharedCopyId) -> Result<Opened> {
    let opened = open(here, id).await?;
    if opened.access == Access::Reader { Err(Error::NotFound) } else { Ok(opened) }
}

async fn page(here: &Here, opened: Opened, errors: Errors) -> Result<WithdrawPage> {
    let is_shared = opened.copy.state == SharedCopyState::Shared;
    let back = if opened.access == Access::Presenter { address(here, opened.copy.id) } else { here.url("") };
    let bundle = shared_copies::bundle(here.app.db.read(), opened.copy).await?;
    let standing: Vec<_> = bundle.parts.into_iter().filter(|part| !part.text.is_empty()).collect();
    let words = part_words(here.language, &standing);
    let parts = standing.iter().zip(words).map(|(part, words)| Choice {
        value: part.id.to_string(),
        label: words.heading,
        hint: start_of(&part.text),
    });
    Ok(WithdrawPage {
        url: address(here, bundle.copy.id),
        back,
        title: bundle.copy.title,
        is_shared,
        parts: parts.collect(),
        errors,
    })
}

/// Returns the first words of a text.
fn start_of(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end_matches([' ', '.', ','])),
        None => line,
    }
}
