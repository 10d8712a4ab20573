//! What is done with a signal once it is written: standing behind it, raising, answering, dropping, taking it away.

use entity::signal_step::SignalStepKind;
use serde::Deserialize;
use time::Duration;

use super::writing::own_draft;
use super::{SignalParams, page};
use crate::insight::close;
use crate::signals::{self, LONGEST_TEXT, LONGEST_TITLE};
use crate::web::{Error, Errors, Form, Here, Params, Result, dates, form, marks};

/// Longest time that a team may give management, in days.
const LONGEST_DAYS: i64 = 366;

#[derive(Deserialize)]
pub(super) struct BackForm {
    #[serde(default)]
    backs: String,
}

pub(super) async fn back(here: Here, Params((_, id)): SignalParams, Form(form): Form<BackForm>) -> Result {
    let mut tx = here.app.db.write().await?;
    signals::back(&mut tx, &here.app.key, &here.actor, id, form.backs == "yes").await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-backed"))
}

#[derive(Deserialize)]
pub(super) struct RaiseForm {
    #[serde(default)]
    by: String,
    /// The team read it again for words by which somebody could be recognised.
    #[serde(default)]
    looked: String,
    /// Fingerprint of the words that the page showed.
    #[serde(default)]
    words: String,
}

pub(super) async fn raise(here: Here, Params((_, id)): SignalParams, Form(typed): Form<RaiseForm>) -> Result {
    let told = own_draft(&here, id).await?;
    let mut errors = Errors::default();
    let today = here.app.clock.today();
    let in_time = |by: &_| today < *by && *by <= today.saturating_add(Duration::days(LONGEST_DAYS));
    let by = dates::parse(&typed.by).filter(in_time);
    if by.is_none() {
        errors.add("by", "signals-by-wrong");
    }
    let mut page = page(&here, &told, Errors::default()).await?;
    if typed.words != page.words {
        errors.add("by", "signals-words-changed");
    } else if typed.looked.is_empty() && !page.noticed.is_empty() {
        errors.add("looked", "signals-look-first");
    }
    let (Some(by), true) = (by, errors.is_empty()) else {
        page.by = typed.by;
        page.errors = errors;
        return here.rejected(&told.row.title, &page);
    };
    let mut tx = here.app.db.write().await?;
    let least = close::least(tx.conn(), here.actor.organisation).await?;
    signals::raise(&mut tx, (&here.app.key, &here.actor), id, (by, least), here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-raised"))
}

#[derive(Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    owner: String,
}

pub(super) async fn answer(here: Here, Params((_, id)): SignalParams, Form(typed): Form<AnswerForm>) -> Result {
    let told = signals::get(here.app.db.read(), &here.actor, id).await?;
    let mut errors = Errors::default();
    let kind = SignalStepKind::parse(&typed.kind)
        .filter(|kind| !matches!(kind, SignalStepKind::Raised | SignalStepKind::Dropped));
    // Whoever may take no step learns nothing of the form.
    let reopens = told.own && kind == Some(SignalStepKind::Reopened);
    if !here.actor.manager && !reopens {
        return Err(Error::NotFound);
    }
    if kind.is_none() {
        errors.add("kind", "form-required");
    }
    let text = form::required(&typed.text, LONGEST_TEXT, "text", &mut errors);
    let owner = match kind {
        Some(SignalStepKind::Acknowledged) => form::required(&typed.owner, LONGEST_TITLE, "owner", &mut errors),
        _ => form::at_most(&typed.owner, LONGEST_TITLE, "owner", &mut errors),
    };
    let (Some(kind), true) = (kind, errors.is_empty()) else {
        let mut page = page(&here, &told, errors).await?;
        page.keep(&typed.kind, &typed.text, &typed.owner);
        return here.rejected(&told.row.title, &page);
    };
    let mut tx = here.app.db.write().await?;
    signals::answer(&mut tx, &here.actor, id, (kind, text, owner), here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-answered"))
}

#[derive(Deserialize)]
pub(super) struct DropForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    looked_reason: String,
}

pub(super) async fn drop_pattern(here: Here, Params((_, id)): SignalParams, Form(typed): Form<DropForm>) -> Result {
    let told = own_draft(&here, id).await?;
    let mut errors = Errors::default();
    let reason = form::required(&typed.reason, LONGEST_TEXT, "reason", &mut errors);
    let look_at_reason = !marks::noticed(&here, &[&told.row.title, &typed.reason]).await?.is_empty();
    if look_at_reason && typed.looked_reason.is_empty() {
        errors.add("looked_reason", "signals-look-first");
    }
    if !errors.is_empty() {
        let mut page = page(&here, &told, errors).await?;
        (page.reason, page.look_at_reason) = (typed.reason, look_at_reason);
        return here.rejected(&told.row.title, &page);
    }
    let mut tx = here.app.db.write().await?;
    signals::drop_pattern(&mut tx, &here.actor, id, reason, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/signals/{id}")), "signals-dropped"))
}

pub(super) async fn destroy(here: Here, Params((_, id)): SignalParams) -> Result {
    let mut tx = here.app.db.write().await?;
    signals::destroy(&mut tx, &here.actor, id).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/signals"), "signals-gone"))
}
