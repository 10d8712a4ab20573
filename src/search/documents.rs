//! What the index takes in: the parts of shared copies, and the pages of the handbook.

use std::sync::LazyLock;

use data_encoding::HEXLOWER;
use entity::shared_copy::Audience;
use sha2::{Digest, Sha256};

use super::{Document, Kind, Owner};
use crate::handbook;
use crate::library::{self, Bundle};
use crate::tensions;

/// Makes a document of each part of a shared copy.
pub(super) fn documents(bundle: &Bundle) -> Vec<Document> {
    let copy = &bundle.copy;
    let virtues: Vec<String> = bundle.virtues.iter().map(library::virtue_key).collect();
    let side_of = |virtue: &entity::shared_virtue::Model| {
        virtue.side.map(|side| format!("{}/{}", library::virtue_key(virtue), side.as_str()))
    };
    let sides: Vec<String> = bundle.virtues.iter().filter_map(side_of).collect();
    let groups = groups(&bundle.tensions);
    let owner = match copy.audience {
        Audience::Organisation => Owner::Organisation(copy.organisation_id.0),
        Audience::Team | Audience::Asked => Owner::Team { organisation: copy.organisation_id.0, team: copy.team_id.0 },
    };
    let document = |part: &entity::shared_part::Model| Document {
        key: part.id.to_string(),
        kind: Kind::parse(part.kind.as_str()).expect("the index knows every kind of part"),
        owner: owner.clone(),
        bundle: Some(copy.id.0),
        title: copy.title.clone(),
        text: part.text.clone(),
        virtues: virtues.clone(),
        sides: sides.clone(),
        tension_groups: groups.clone(),
        tensions: bundle.tensions.clone(),
        barriers: bundle.barriers.clone(),
        phase: copy.contact_phase.map(|phase| phase.as_str().to_owned()),
        level: part.level.map(|level| level.as_str().to_owned()),
        method: (!copy.method_key.is_empty()).then(|| copy.method_key.clone()),
        year: Some(copy.year),
    };
    bundle.parts.iter().map(document).collect()
}

/// Lists the groups of these tensions, each once.
fn groups(keys: &[String]) -> Vec<String> {
    let mut groups: Vec<String> =
        keys.iter().filter_map(|key| tensions::find(key)).map(|(group, _)| group.key.clone()).collect();
    groups.sort();
    groups.dedup();
    groups
}

/// Makes a document of each page of the handbook, in both languages.
pub(super) fn handbook_documents() -> impl Iterator<Item = Document> {
    ["nl", "en"].into_iter().flat_map(|language| {
        handbook::pages(language).iter().map(move |page| Document {
            key: format!("{language}/{}", page.slug),
            kind: Kind::Handbook,
            owner: Owner::Handbook { language: language.to_owned() },
            bundle: None,
            title: page.title.clone(),
            text: format!("{}\n{}", page.summary, page.text),
            virtues: Vec::new(),
            sides: Vec::new(),
            tension_groups: groups(&page.tensions),
            tensions: page.tensions.clone(),
            barriers: page.barriers.clone(),
            phase: None,
            level: None,
            method: None,
            year: None,
        })
    })
}

/// Names the text of the handbook that this program has.
pub(super) fn handbook_fingerprint() -> String {
    static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for page in handbook_documents() {
            hash.update(format!("{page:?}"));
        }
        HEXLOWER.encode(&hash.finalize())
    });
    FINGERPRINT.clone()
}
