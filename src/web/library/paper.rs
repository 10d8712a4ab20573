//! One item on paper: what its page says, as a PDF. It says when it was made, since paper can't be withdrawn.

use entity::ids::SharedCopyId;
use entity::record_virtue::Side;
use entity::shared_virtue;

use super::labels::FacetLabels;
use super::transfer::attachment;
use crate::db::aside;
use crate::library::transfer::archive;
use crate::library::{self, Bundle, Reader};
use crate::pdf::Sheet;
use crate::search::Facet;
use crate::web::{Error, Here, Params, Result, dates};

pub(super) async fn show(here: Here, Params((_, id)): Params<(String, SharedCopyId)>) -> Result {
    let db = here.app.db.read();
    let reader = Reader::of(db, &here.actor).await?;
    let bundle = library::find(db, &reader, id).await?.ok_or(Error::NotFound)?;
    let virtues = library::virtue_words(db, &reader).await?;
    let labels = FacetLabels { language: here.language, teams: &reader.teams, virtues: &virtues };
    let sheet = sheet(&here, &reader, &labels, &bundle);
    let file = aside(move || sheet.finish()).await.map_err(anyhow::Error::new)?;
    let name = format!("{}.pdf", archive::slug(&bundle.copy.title));
    Ok(attachment("application/pdf", &name, file.map_err(anyhow::Error::new)?))
}

fn sheet(here: &Here, reader: &Reader, labels: &FacetLabels<'_>, bundle: &Bundle) -> Sheet {
    let (language, copy) = (here.language, &bundle.copy);
    let t = |key: &str| language.t(key);
    let mut sheet = Sheet::new(language.code(), copy.title.clone());
    let day = dates::long(here.app.clock.today(), language);
    sheet.foot(language.t_with("library-paper-foot", "day", &day));
    sheet.small(language.t_with("library-shared-in", "year", &copy.year.to_string()));
    sheet.small(match reader.team(copy.team_id) {
        Some(team) => language.t_with(&format!("library-audience-{}", copy.audience.as_str()), "team", &team.name),
        None => t("library-audience-other"),
    });
    for part in &bundle.parts {
        let heading = match (part.section, part.level) {
            (Some(section), _) => format!("shared-part-{}", section.as_str()),
            (None, Some(level)) => format!("library-level-{}", level.as_str()),
            (None, None) => format!("library-part-{}", part.kind.as_str()),
        };
        sheet.heading(t(&heading)).text(&part.text);
    }
    let about = about(here, labels, bundle);
    if !about.is_empty() {
        sheet.heading(t("library-about")).facts(about);
    }
    sheet
}

/// Lists what the item is about, a row for each sort.
fn about(here: &Here, labels: &FacetLabels<'_>, bundle: &Bundle) -> Vec<(String, String)> {
    let named = |facet, keys: &[String]| keys.iter().filter_map(|key| labels.label(facet, key)).collect::<Vec<_>>();
    let phase: Vec<String> = bundle.copy.contact_phase.iter().map(|phase| phase.as_str().to_owned()).collect();
    let rows = [
        ("library-facet-virtue", bundle.virtues.iter().map(|virtue| placed(here, virtue)).collect()),
        ("library-facet-tension", named(Facet::Tension, &bundle.tensions)),
        ("library-facet-barrier", named(Facet::Barrier, &bundle.barriers)),
        ("library-facet-phase", named(Facet::Phase, &phase)),
    ];
    let said = rows.into_iter().filter(|(_, values)| !values.is_empty());
    said.map(|(key, values)| (here.language.t(key), values.join("; "))).collect()
}

/// Names a virtue between its poles, and the side to which people leaned.
fn placed(here: &Here, virtue: &shared_virtue::Model) -> String {
    let named = format!("{} ({} – {})", virtue.name, virtue.too_little, virtue.too_much);
    let side = match virtue.side {
        Some(Side::TooLittle) => virtue.too_little.clone(),
        Some(Side::TooMuch) => virtue.too_much.clone(),
        Some(Side::Mean) => here.language.t("library-side-mean"),
        None => return named,
    };
    format!("{named}. {}", here.language.t_with("library-leaned", "side", &side))
}
