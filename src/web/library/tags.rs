//! What an item is about, on one screen: three proposals from its text to tap, the rest behind a fold, and a skip that is as
//! large as the save.

use entity::case_phase::ContactPhase;
use entity::ids::{SharedCopyId, SharedVirtueId};
use entity::record_virtue::Side;
use entity::shared_copy::SharedCopyState;
use serde::Serialize;

use super::labels::tension;
use crate::library::tags::{self, MOST_EACH, Tags};
use crate::search::{self, Proposal};
use crate::shared_copies::{self, Bundle};
use crate::tensions::{self, barriers};
use crate::web::views::View;
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Here, Params, Result};

/// Proposals on the screen, at most.
const MOST_PROPOSED: usize = 3;

/// A tension or barrier to tap.
#[derive(Clone, Serialize)]
pub(super) struct Choice {
    name: &'static str,
    value: String,
    label: String,
    hint: String,
    chosen: bool,
}

/// Tensions that belong together.
#[derive(Serialize)]
struct Group {
    name: String,
    choices: Vec<Choice>,
}

/// A virtue of the item and the side to which it leaned.
#[derive(Serialize)]
struct VirtueSide {
    id: String,
    name: String,
    too_little: String,
    too_much: String,
    side: &'static str,
}

/// The one screen on which somebody says what an item is about.
#[derive(Serialize)]
pub(super) struct TagsPage {
    url: String,
    skip: String,
    title: String,
    /// What the text may be about, beside what was chosen already.
    proposed: Vec<Choice>,
    groups: Vec<Group>,
    barriers: Vec<Choice>,
    virtues: Vec<VirtueSide>,
    phases: Vec<&'static str>,
    phase: String,
    /// The phase comes from the text; nobody said it yet.
    phase_proposed: bool,
    errors: Errors,
}

pub(super) async fn edit(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let bundle = bundle(&here, id).await?;
    let chosen = Tags {
        tensions: bundle.tensions.clone(),
        barriers: tags::barriers(here.app.db.read(), here.actor.organisation, id).await?,
        phase: bundle.copy.contact_phase,
        sides: Vec::new(),
    };
    here.page(&here.language.t("tags-title"), &TagsPage::new(&here, &bundle, &chosen, Errors::default()))
}

pub(super) async fn update(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let bundle = bundle(&here, id).await?;
    let chosen = read(&bundle, &fields);
    let mut errors = Errors::default();
    for (field, keys) in [("tension", &chosen.tensions), ("barrier", &chosen.barriers)] {
        if keys.len() > MOST_EACH {
            errors.add(field, "tags-too-many");
        }
    }
    if !errors.is_empty() {
        let page = TagsPage::new(&here, &bundle, &chosen, errors);
        return here.rejected(&here.language.t("tags-title"), &page);
    }
    let mut tx = here.app.db.write().await?;
    tags::save(&mut tx, &here.actor, id, chosen).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&after(&here, &bundle), "tags-saved"))
}

async fn bundle(here: &Here, id: SharedCopyId) -> Result<Bundle> {
    let db = here.app.db.read();
    let opened = tags::open(db, &here.actor, id).await?.ok_or(Error::NotFound)?;
    Ok(shared_copies::bundle(db, opened.copy).await?)
}

/// Where the screen leads: to the item, once it can be read there.
fn after(here: &Here, bundle: &Bundle) -> String {
    let id = bundle.copy.id;
    let shared = bundle.copy.state == SharedCopyState::Shared;
    here.url(&if shared { format!("/library/{id}") } else { format!("/shared-copies/{id}") })
}

/// Reads the form: keys that we know, each once.
fn read(bundle: &Bundle, fields: &[(String, String)]) -> Tags {
    let all = |name: &str, known: fn(&str) -> bool| {
        let mut keys: Vec<String> = Vec::new();
        for (_, value) in fields.iter().filter(|(field, value)| field == name && known(value)) {
            if !keys.contains(value) {
                keys.push(value.clone());
            }
        }
        keys
    };
    let one = |name: &str| fields.iter().rev().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let side = |id: SharedVirtueId| {
        let said = one(&format!("side-{id}"))?;
        let side = [Side::TooLittle, Side::Mean, Side::TooMuch].into_iter().find(|side| side.as_str() == said);
        Some((id, side))
    };
    Tags {
        tensions: all("tension", |key| tensions::find(key).is_some()),
        barriers: all("barrier", |key| barriers::find(key).is_some()),
        phase: one("phase").and_then(ContactPhase::parse),
        sides: bundle.virtues.iter().filter_map(|virtue| side(virtue.id)).collect(),
    }
}

impl TagsPage {
    fn new(here: &Here, bundle: &Bundle, chosen: &Tags, errors: Errors) -> Self {
        let language = here.language;
        let text = bundle.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n");
        let known: Vec<String> = chosen.tensions.iter().chain(&chosen.barriers).cloned().collect();
        let room = MOST_PROPOSED.saturating_sub(known.len());
        let proposals = search::proposals(&format!("{}\n{text}", bundle.copy.title), &known, room);
        let of_chosen = chosen.tensions.iter().map(|key| Proposal::Tension(key.clone()));
        let of_chosen = of_chosen.chain(chosen.barriers.iter().map(|key| Proposal::Barrier(key.clone())));
        let on_top: Vec<Choice> = of_chosen
            .map(|one| (one, true))
            .chain(proposals.into_iter().map(|one| (one, false)))
            .filter_map(|(one, chosen)| choice(language, one, chosen))
            .collect();
        let elsewhere = |value: &str| on_top.iter().all(|one| one.value != value);
        let groups = tensions::groups().iter().map(|group| Group {
            name: group.name.get(language.code()).to_owned(),
            choices: group
                .tensions
                .iter()
                .filter(|one| elsewhere(&one.key))
                .filter_map(|one| choice(language, Proposal::Tension(one.key.clone()), false))
                .collect(),
        });
        let barriers = barriers::all().iter().filter(|one| elsewhere(&one.key));
        let said = chosen.phase.map(|phase| phase.as_str().to_owned());
        Self {
            url: here.url(&format!("/shared-copies/{}/tags", bundle.copy.id)),
            skip: after(here, bundle),
            title: bundle.copy.title.clone(),
            groups: groups.filter(|group| !group.choices.is_empty()).collect(),
            barriers: barriers.filter_map(|one| choice(language, Proposal::Barrier(one.key.clone()), false)).collect(),
            virtues: bundle.virtues.iter().map(VirtueSide::of).collect(),
            phases: ContactPhase::ALL.map(ContactPhase::as_str).to_vec(),
            phase_proposed: said.is_none(),
            phase: said.or_else(|| search::contact_phase(&text)).unwrap_or_default(),
            proposed: on_top,
            errors,
        }
    }
}

impl VirtueSide {
    fn of(virtue: &entity::shared_virtue::Model) -> Self {
        Self {
            id: virtue.id.to_string(),
            name: virtue.name.clone(),
            too_little: virtue.too_little.clone(),
            too_much: virtue.too_much.clone(),
            side: virtue.side.map_or("", Side::as_str),
        }
    }
}

fn choice(language: Language, proposal: Proposal, chosen: bool) -> Option<Choice> {
    let code = language.code();
    Some(match proposal {
        Proposal::Tension(value) => Choice {
            name: "tension",
            label: tension(language, &value)?,
            hint: language.t("tags-a-tension"),
            value,
            chosen,
        },
        Proposal::Barrier(value) => {
            let barrier = barriers::find(&value)?;
            Choice {
                name: "barrier",
                label: barrier.name.get(code).to_owned(),
                hint: barrier.meaning.get(code).to_owned(),
                value,
                chosen,
            }
        }
    })
}

impl View for TagsPage {
    const TEMPLATE: &'static str = "library/tags.html";

    fn samples() -> Vec<Self> {
        let choice = |name, chosen| Choice {
            name,
            value: "act_wait".into(),
            label: "Ingrijpen – Afwachten".into(),
            hint: "Een spanningsveld".into(),
            chosen,
        };
        let virtue = || VirtueSide {
            id: "1".into(),
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
            side: "too_much",
        };
        let page = |proposed: Vec<Choice>, phase: &str, errors| Self {
            url: "/o/maaskant/shared-copies/1/tags".into(),
            skip: "/o/maaskant/shared-copies/1".into(),
            title: "De brieven in de la".into(),
            proposed,
            groups: vec![Group { name: "Eropaf of niet".into(), choices: vec![choice("tension", false)] }],
            barriers: vec![choice("barrier", false)],
            virtues: vec![virtue()],
            phases: ContactPhase::ALL.map(ContactPhase::as_str).to_vec(),
            phase: phase.into(),
            phase_proposed: phase.is_empty(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("tension", "tags-too-many");
        errors.add("barrier", "tags-too-many");
        vec![
            page(vec![choice("tension", true), choice("barrier", false)], "closing", Errors::default()),
            Self { virtues: vec![], ..page(vec![], "", errors) },
        ]
    }
}
