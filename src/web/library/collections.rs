//! Collections to read: making one, reading it, putting things in and taking them out.

use entity::collection::Model as Collection;
use entity::ids::{CollectionId, CollectionItemId, SharedCopyId, TeamId};
use serde::{Deserialize, Serialize};

use super::view_collections::{CollectionFormPage, CollectionPage, Row, TeamChoice};
use crate::handbook;
use crate::library::Reader;
use crate::library::collections::{self, Draft, LONGEST_ABOUT, LONGEST_TITLE, Thing};
use crate::web::extract::redirect;
use crate::web::form::{at_most, required};
use crate::web::{Error, Errors, Form, Here, Params, Result};

/// A collection in a list.
#[derive(Clone, Serialize)]
pub struct CollectionItem {
    pub href: String,
    pub id: String,
    pub title: String,
    pub about: String,
    pub team: String,
    pub begin_here: bool,
}

impl CollectionItem {
    /// Makes one for the samples of pages.
    pub fn sample() -> Self {
        Self {
            href: "/o/maaskant/library/collections/1".into(),
            id: "1".into(),
            title: "Begin hier".into(),
            about: "Lees dit in je eerste week.".into(),
            team: "Team Noord".into(),
            begin_here: true,
        }
    }
}

/// Lists the collections that this person may read.
pub(super) async fn list(here: &Here, reader: &Reader) -> Result<Vec<CollectionItem>> {
    let rows = collections::list(here.app.db.read(), reader).await?;
    let item = |row: Collection| CollectionItem {
        href: address(here, row.id),
        id: row.id.to_string(),
        team: reader.team(row.team_id).map(|team| team.name.clone()).unwrap_or_default(),
        title: row.title,
        about: row.about,
        begin_here: row.begin_here,
    };
    Ok(rows.into_iter().map(item).collect())
}

fn address(here: &Here, id: CollectionId) -> String {
    here.url(&format!("/library/collections/{id}"))
}

type Id = Params<(String, CollectionId)>;

pub(super) async fn show(here: Here, Params((_, id)): Id) -> Result {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let row = collections::find(db, &reader, id).await?.ok_or(Error::NotFound)?;
    let url = address(&here, id);
    let things = collections::things(db, &reader, id).await?;
    let rows = things.into_iter().filter_map(|(item, thing)| {
        let (href, title, start, notes) = match thing {
            Thing::Copy(copy) => {
                (here.url(&format!("/library/{}", copy.id)), copy.title, String::new(), vec![copy.year.to_string()])
            }
            Thing::Handbook(slug) => {
                let page = handbook::find(here.language.code(), &slug)?;
                let kind = here.language.t("library-kind-handbook");
                (here.url(&format!("/handbook/{slug}")), page.title.clone(), page.summary.clone(), vec![kind])
            }
        };
        Some(Row { href, title, start, notes, remove: format!("{url}/items/{item}/destroy") })
    });
    let page = CollectionPage {
        library: here.url("/library"),
        team: reader.team(row.team_id).map(|team| team.name.clone()).unwrap_or_default(),
        rows: rows.collect(),
        title: row.title.clone(),
        about: row.about,
        begin_here: row.begin_here,
        url,
    };
    here.page(&row.title, &page)
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct CollectionForm {
    #[serde(default)]
    team: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    begin_here: String,
}

impl CollectionForm {
    fn parse(&self) -> std::result::Result<Draft, Errors> {
        let mut errors = Errors::default();
        let draft = Draft {
            title: required(&self.title, LONGEST_TITLE, "title", &mut errors),
            about: at_most(&self.about, LONGEST_ABOUT, "about", &mut errors),
            begin_here: self.begin_here == "yes",
        };
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }
}

/// The form, for a new collection or a known one, with what was typed.
async fn form(
    here: &Here,
    of: Option<&Collection>,
    typed: CollectionForm,
    errors: Errors,
) -> Result<CollectionFormPage> {
    let reader = Reader::of(here.app.db.read(), &here.actor).await?;
    if reader.teams.is_empty() {
        return Err(Error::NotFound);
    }
    let url = of.map(|row| address(here, row.id));
    let teams = reader.teams.iter().map(|team| TeamChoice { value: team.id.to_string(), label: team.name.clone() });
    Ok(CollectionFormPage {
        action: url.clone().map_or_else(|| here.url("/library/collections"), |url| format!("{url}/edit")),
        back: url.clone().unwrap_or_else(|| here.url("/library")),
        destroy: url.map(|url| format!("{url}/destroy")),
        teams: teams.collect(),
        team: typed.team,
        title: typed.title,
        about: typed.about,
        begin_here: typed.begin_here == "yes",
        errors,
    })
}

pub(super) async fn new(here: Here) -> Result {
    let page = form(&here, None, CollectionForm::default(), Errors::default()).await?;
    here.page(&here.language.t("collection-new"), &page)
}

pub(super) async fn create(here: Here, Form(typed): Form<CollectionForm>) -> Result {
    let reader = Reader::of(here.app.db.read(), &here.actor).await?;
    let only = reader.teams.first().filter(|_| reader.teams.len() == 1).map(|team| team.id);
    let team = TeamId::parse(&typed.team).or(only);
    let draft = match (typed.parse(), team) {
        (Ok(draft), Some(team)) => (team, draft),
        (parsed, team) => {
            let mut errors = parsed.err().unwrap_or_default();
            if team.is_none() {
                errors.add("team", "collection-choose-team");
            }
            let page = form(&here, None, typed, errors).await?;
            return here.rejected(&here.language.t("collection-new"), &page);
        }
    };
    let mut tx = here.app.db.write().await?;
    let id = collections::create(&mut tx, &here.actor, draft.0, draft.1, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&address(&here, id), "collection-made"))
}

async fn known(here: &Here, id: CollectionId) -> Result<Collection> {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    collections::find(db, &reader, id).await?.ok_or(Error::NotFound)
}

pub(super) async fn edit(here: Here, Params((_, id)): Id) -> Result {
    let row = known(&here, id).await?;
    let typed = CollectionForm {
        team: row.team_id.to_string(),
        title: row.title.clone(),
        about: row.about.clone(),
        begin_here: if row.begin_here { "yes".into() } else { String::new() },
    };
    let page = form(&here, Some(&row), typed, Errors::default()).await?;
    here.page(&row.title, &page)
}

pub(super) async fn update(here: Here, Params((_, id)): Id, Form(typed): Form<CollectionForm>) -> Result {
    let row = known(&here, id).await?;
    let draft = match typed.parse() {
        Ok(draft) => draft,
        Err(errors) => {
            let page = form(&here, Some(&row), typed, errors).await?;
            return here.rejected(&row.title, &page);
        }
    };
    let mut tx = here.app.db.write().await?;
    collections::update(&mut tx, &here.actor, id, draft).await?;
    tx.commit().await?;
    Ok(redirect(&address(&here, id)))
}

pub(super) async fn destroy(here: Here, Params((_, id)): Id) -> Result {
    let mut tx = here.app.db.write().await?;
    collections::remove(&mut tx, &here.actor, id).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/library"), "collection-gone"))
}

#[derive(Deserialize)]
pub(super) struct AddForm {
    #[serde(default)]
    collection: String,
    #[serde(default)]
    copy: String,
}

/// Puts an item in a collection, from the item's own page.
pub(super) async fn add(here: Here, Form(form): Form<AddForm>) -> Result {
    let copy = SharedCopyId::parse(&form.copy).ok_or(Error::Malformed)?;
    let back = here.url(&format!("/library/{copy}"));
    let Some(id) = CollectionId::parse(&form.collection) else { return Ok(redirect(&back)) };
    let mut tx = here.app.db.write().await?;
    collections::add(&mut tx, &here.actor, id, copy).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&back, "collection-added"))
}

pub(super) async fn take_out(
    here: Here,
    Params((_, id, item)): Params<(String, CollectionId, CollectionItemId)>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    collections::take_out(&mut tx, &here.actor, id, item).await?;
    tx.commit().await?;
    Ok(redirect(&address(&here, id)))
}
