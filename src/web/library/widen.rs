//! Who may read an item: the presenter asks for all teams, the team agrees, anybody of the team stops it.

use entity::ids::SharedCopyId;
use serde::{Deserialize, Serialize};

use crate::library::Reader;
use crate::library::widen::{self, Act};
use crate::web::{Error, Form, Here, Params, Result};

#[derive(Deserialize)]
pub(super) struct AudienceForm {
    #[serde(default)]
    act: String,
}

pub(super) async fn create(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(form): Form<AudienceForm>,
) -> Result {
    let act = [Act::Ask, Act::Agree, Act::Stop].into_iter().find(|act| name(*act) == form.act);
    let act = act.ok_or(Error::Malformed)?;
    let mut tx = here.app.db.write().await?;
    widen::act(&mut tx, &here.actor, id, act).await?;
    tx.commit().await?;
    let notice = format!("library-audience-{}-done", name(act));
    Ok(here.redirect_with_notice(&here.url(&format!("/library/{id}")), &notice))
}

/// Names an act in forms and in content/locales.
pub(super) fn name(act: Act) -> &'static str {
    match act {
        Act::Ask => "ask",
        Act::Agree => "agree",
        Act::Stop => "stop",
    }
}

/// An item about which the team was asked.
#[derive(Clone, Serialize)]
pub struct Asked {
    pub href: String,
    pub title: String,
}

/// Lists the items about which the reader's teams were asked.
pub(super) async fn asked(here: &Here, reader: &Reader) -> Result<Vec<Asked>> {
    let copies = widen::asked(here.app.db.read(), reader).await?;
    let line = |copy: entity::shared_copy::Model| Asked {
        href: here.url(&format!("/library/{}#audience", copy.id)),
        title: copy.title,
    };
    Ok(copies.into_iter().map(line).collect())
}
