//! Leaving a team by oneself: what stays one's own, what goes back, and one choice about what was shared.

use entity::ids::{SharedCopyId, TeamId};
use serde::Serialize;

use super::account::{CopyChoice, chosen};
use super::routing::{Routes, get};
use super::teams::{find_standing, team_url};
use super::views::{Entry, View, entry};
use super::{Error, Errors, Form, Here, Params, Result};
use crate::departures::team as departures;
use crate::teams::Refused;
use crate::teams::standing::Standing;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new().route("/o/{organisation}/teams/{team}/leave", get(edit).post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<LeavePage>()]
}

/// Before somebody leaves.
#[derive(Serialize)]
struct LeavePage {
    team: String,
    copies: Vec<CopyChoice>,
    back: String,
    errors: Errors,
}

impl View for LeavePage {
    const TEMPLATE: &'static str = "teams/leave.html";

    fn samples() -> Vec<Self> {
        let copy = CopyChoice { value: "1".into(), label: "De post".into(), chosen: false };
        let mut errors = Errors::default();
        errors.add("leave", "leave-last-facilitator");
        let page = |copies, errors| Self { team: "Team Noord".into(), copies, back: "#".into(), errors };
        vec![page(vec![copy], Errors::default()), page(vec![], errors)]
    }
}

async fn inside(here: &Here, team: TeamId) -> Result<Standing> {
    let standing = find_standing(here, team).await?;
    if standing.is_in() { Ok(standing) } else { Err(Error::NotFound) }
}

async fn edit(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let standing = inside(&here, team).await?;
    let page = page(&here, &standing, &[], Errors::default()).await?;
    here.page(&here.language.t("leave-title"), &page)
}

async fn page(here: &Here, standing: &Standing, chosen: &[SharedCopyId], errors: Errors) -> Result<LeavePage> {
    let own = departures::own_copies(here.app.db.read(), &here.actor, Some(standing.team.id)).await?;
    Ok(LeavePage {
        team: standing.team.name.clone(),
        copies: own.into_iter().map(|copy| CopyChoice::of(here.language, copy, chosen)).collect(),
        back: team_url(here, standing.team.id, ""),
        errors,
    })
}

async fn destroy(
    here: Here,
    Params((_, team)): Params<(String, TeamId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result {
    let standing = inside(&here, team).await?;
    let chosen = chosen(&fields);
    let mut tx = here.app.db.write().await?;
    match departures::withdraw(&mut tx, &here.actor, &chosen).await {
        Ok(()) => {}
        Err(crate::departures::Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    let own = here.actor.account;
    match departures::leave(&mut tx, standing.key(), own, own, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::LastOne) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("leave", "leave-last-facilitator");
            return here.rejected(&here.language.t("leave-title"), &page(&here, &standing, &chosen, errors).await?);
        }
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    Ok(here.redirect_with_notice(&here.url(""), "leave-done"))
}
