//! Collections of the demo: what its teams put together to be read.

use anyhow::Context;
use entity::ids::{CollectionId, CollectionItemId, SharedCopyId};
use entity::{collection, collection_item};
use serde::Deserialize;

use super::conversation::Setting;
use super::rows::Rows;
use crate::handbook;

/// collections.toml.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collections {
    collection: Vec<Collection>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Collection {
    team: String,
    title: String,
    about: String,
    begin_here: bool,
    handbook: Vec<String>,
    items: Vec<String>,
}

impl Collections {
    /// Adds the collections; the copies are there already.
    pub fn add(&self, setting: Setting<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        for given in &self.collection {
            let place = setting.places.team(&given.team)?;
            let id = CollectionId::new();
            rows.collections.push(collection::Model {
                organisation_id: place.organisation,
                id,
                team_id: place.id,
                title: given.title.clone(),
                about: given.about.clone(),
                begin_here: given.begin_here,
                created_at: setting.now.plus_days(-30),
            });
            let mut things: Vec<(Option<SharedCopyId>, Option<String>)> = Vec::new();
            for slug in &given.handbook {
                handbook::find("nl", slug).with_context(|| format!("the handbook has no page `{slug}`"))?;
                things.push((None, Some(slug.clone())));
            }
            for title in &given.items {
                let copy = rows.shared_copies.iter().find(|copy| copy.title == *title && copy.team_id == place.id);
                things.push((Some(copy.with_context(|| format!("no shared copy is called `{title}`"))?.id), None));
            }
            let items =
                things.into_iter().zip(0..).map(|((shared_copy_id, handbook_slug), position)| collection_item::Model {
                    organisation_id: place.organisation,
                    id: CollectionItemId::random(),
                    collection_id: id,
                    shared_copy_id,
                    handbook_slug,
                    position,
                });
            rows.collection_items.extend(items);
        }
        Ok(())
    }
}
