//! The people of an organisation, for its administrators: who there is, inviting, roles, recovery links.

mod inviting;
mod person;
pub mod view;

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use entity::ids::{AccountId, TeamId};
use entity::security_event::SecurityKind;
use entity::{account, membership};
use serde::Deserialize;

use super::login::require_proof;
use super::routing::{Routes, get, post};
use super::teams::view::role_words;
use super::views::{Entry, entry};
use super::{Error, Form, Here, Result, dates, letters};
use crate::crypto::Token;
use crate::db::Tx;
use crate::people::recovery;
use crate::security_log::{self, Happened};
use crate::teams::invitations::{self, INVITATION_DAYS};
use crate::teams::{self, members, memberships, organisations};
use view::{InvitePage, LinkPage, OpenInvitation, PeoplePage, PersonPage, PersonRow};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/people", get(index).post(inviting::create))
        .route("/o/{organisation}/people/new", get(inviting::new))
        .route("/o/{organisation}/people/second-factor", post(require_second))
        .route("/o/{organisation}/people/invitations/{link}/withdraw", post(inviting::withdraw))
        .route("/o/{organisation}/people/{account}", get(person::show).post(person::update))
        .route("/o/{organisation}/people/{account}/recovery", post(person::recover))
        .route("/o/{organisation}/people/{account}/logins/end", post(person::end_logins))
        .route("/o/{organisation}/people/{account}/remove", post(person::destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<PeoplePage>(), entry::<InvitePage>(), entry::<PersonPage>(), entry::<LinkPage>()]
}

fn require_administrator(here: &Here) -> Result<()> {
    if here.actor.administrator { Ok(()) } else { Err(Error::NotFound) }
}

async fn index(here: Here) -> Result {
    require_administrator(&here)?;
    let db = here.app.db.read();
    let now = here.app.clock.now();
    let people = memberships::list(db, here.actor.organisation).await?;
    let teams = teams::list(db, here.actor.organisation).await?;
    let places = members::of_organisation(db, here.actor.organisation).await?;
    let team_name = |id: TeamId| teams.iter().find(|team| team.id == id).map(|team| team.name.as_str());
    let mut notes: HashMap<AccountId, Vec<String>> = HashMap::new();
    for place in &places {
        let Some(name) = team_name(place.team_id) else { continue };
        let note = format!("{name}: {}", role_words(here.language, place));
        notes.entry(place.account_id).or_default().push(note);
    }
    let row = |(member, account): (membership::Model, account::Model)| PersonRow {
        href: here.url(&format!("/people/{}", account.id)),
        name: account.name,
        email: account.email,
        notes: [roles_words(&here, &member), notes.remove(&member.account_id).unwrap_or_default()].concat(),
    };
    let open = invitations::list_open(db, here.actor.organisation, now).await?;
    let page = PeoplePage {
        people: people.into_iter().map(row).collect(),
        open: open
            .into_iter()
            .map(|link| OpenInvitation {
                name: if link.name.is_empty() { link.email.clone() } else { link.name },
                email: link.email,
                until: dates::moment(link.expires_at, here.language),
                withdraw: here.url(&format!("/people/invitations/{}/withdraw", link.id)),
            })
            .collect(),
        invite: here.url("/people/new"),
        second: organisations::requires_second_factor(db, here.actor.organisation).await?,
        second_url: here.url("/people/second-factor"),
    };
    here.page(&here.language.t("people-title"), &page)
}

fn roles_words(here: &Here, member: &membership::Model) -> Vec<String> {
    let roles = [(member.administrator, "role-administrator"), (member.manager, "role-manager")];
    roles.into_iter().filter(|(has, _)| *has).map(|(_, key)| here.language.t(key)).collect()
}

#[derive(Deserialize)]
struct SecondForm {
    #[serde(default)]
    required: String,
}

/// Chooses whether managers and administrators come in with a second factor only.
async fn require_second(here: Here, Form(form): Form<SecondForm>) -> Result {
    require_administrator(&here)?;
    require_proof(&here, &here.url("/people"))?;
    let mut tx = here.app.db.write().await?;
    organisations::require_second_factor(&mut tx, here.actor.organisation, form.required == "yes").await?;
    note(&mut tx, &here, SecurityKind::SecondFactorAsked, None).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url("/people"), "people-second-changed"))
}

/// Notes what an administrator did, and to whom.
async fn note(
    tx: &mut Tx,
    here: &Here,
    kind: SecurityKind,
    to: Option<AccountId>,
) -> std::result::Result<(), sea_orm::DbErr> {
    let by = Some(here.actor.account);
    let happened = Happened { kind, organisation: Some(here.actor.organisation), by, to };
    security_log::note(tx, happened, here.app.clock.now()).await
}

/// Shows a new link, this once: the database has its hash only. Mails it too, where mail is set up.
async fn show_link(here: &Here, token: &Token, purpose: &'static str, to: (String, String)) -> Result {
    let link = format!("{}/links/{}", here.app.config.public_url, token.reveal());
    let (name, email) = to;
    let mailed = letters::mail_link(here, purpose, (&name, &email), &link).await;
    let page = LinkPage {
        link,
        purpose,
        mailed: here.language.t_with(mailed.sentence(), "email", &email),
        name,
        days: INVITATION_DAYS,
        hours: recovery::RECOVERY_HOURS,
        back: here.url("/people"),
    };
    Ok((StatusCode::CREATED, here.page(&here.language.t("link-title"), &page)?).into_response())
}
