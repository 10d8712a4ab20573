//! One person: their roles in the organisation, a recovery link, an end to their logins, their leaving.

use entity::ids::AccountId;
use entity::look::{LookKind, LookRole};
use entity::security_event::SecurityKind;
use entity::{account, membership};
use serde::Deserialize;

use super::view::{PersonPage, TeamLine};
use super::{note, require_administrator, show_link};
use crate::departures::team as departures;
use crate::people::logins;
use crate::people::recovery::{self, Lost};
use crate::teams::memberships::{self, OrganisationRoles};
use crate::teams::{self, Refused, members};
use crate::web::form::Errors;
use crate::web::login::require_proof;
use crate::web::teams::team_url;
use crate::web::teams::view::role_words;
use crate::web::{Error, Form, Here, Params, Result, looks};

pub(super) async fn show(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
    require_administrator(&here)?;
    let (member, account) = find_person(&here, person).await?;
    let roles = OrganisationRoles { manager: member.manager, administrator: member.administrator };
    let page = person_page(&here, &account, roles, Errors::default()).await?;
    looks::note(&here, person, (LookKind::Account, person.0), LookRole::Administrator).await?;
    here.page(&account.name, &page)
}

#[derive(Deserialize)]
pub(super) struct RolesForm {
    #[serde(default)]
    manager: String,
    #[serde(default)]
    administrator: String,
}

pub(super) async fn update(
    here: Here,
    Params((_, person)): Params<(String, AccountId)>,
    Form(form): Form<RolesForm>,
) -> Result {
    require_administrator(&here)?;
    let (member, account) = find_person(&here, person).await?;
    let before = OrganisationRoles { manager: member.manager, administrator: member.administrator };
    let roles = OrganisationRoles { manager: form.manager == "yes", administrator: form.administrator == "yes" };
    let mut errors = Errors::default();
    match change_roles(&here, person, before, roles).await {
        Ok(()) if person == here.actor.account && !roles.administrator => {
            return Ok(here.redirect_with_notice(&here.url(""), "person-changed"));
        }
        Ok(()) => return Ok(here.redirect_with_notice(&here.url("/people"), "person-changed")),
        Err(Refused::ManagerInTeam) => errors.add("manager", "refused-member-manages"),
        Err(Refused::LastOne) => errors.add("administrator", "refused-last-administrator"),
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    here.rejected(&account.name, &person_page(&here, &account, roles, errors).await?)
}

async fn change_roles(
    here: &Here,
    person: AccountId,
    before: OrganisationRoles,
    roles: OrganisationRoles,
) -> std::result::Result<(), Refused> {
    let mut tx = here.app.db.write().await?;
    memberships::change_roles(&mut tx, here.actor.organisation, person, roles).await?;
    if roles != before {
        note(&mut tx, here, SecurityKind::RoleChanged, Some(person)).await?;
    }
    Ok(tx.commit().await?)
}

pub(super) async fn destroy(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
    require_administrator(&here)?;
    let (member, account) = find_person(&here, person).await?;
    let mut tx = here.app.db.write().await?;
    let by = here.actor.account;
    match departures::leave_organisation(&mut tx, here.actor.organisation, person, by, here.app.clock.now()).await {
        Ok(()) => {
            note(&mut tx, &here, SecurityKind::TakenOut, Some(person)).await?;
            tx.commit().await?;
        }
        Err(Refused::LastOne) => {
            drop(tx);
            let roles = OrganisationRoles { manager: member.manager, administrator: member.administrator };
            let mut errors = Errors::default();
            errors.add("remove", "refused-last-leaves");
            return here.rejected(&account.name, &person_page(&here, &account, roles, errors).await?);
        }
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    let to = if person == by { "/".to_owned() } else { here.url("/people") };
    Ok(here.redirect_with_notice(&to, "person-removed"))
}

#[derive(Deserialize)]
pub(super) struct RecoveryForm {
    #[serde(default)]
    lost: String,
}

pub(super) async fn recover(
    here: Here,
    Params((_, person)): Params<(String, AccountId)>,
    Form(form): Form<RecoveryForm>,
) -> Result {
    require_administrator(&here)?;
    let (_, account) = find_person(&here, person).await?;
    require_proof(&here, &here.url(&format!("/people/{person}")))?;
    let mut tx = here.app.db.write().await?;
    let lost = if form.lost == "everything" { Lost::Everything } else { Lost::Password };
    let token = match recovery::offer(&mut tx, &here.actor, (person, lost), here.app.clock.now()).await {
        Ok(token) => token,
        Err(recovery::Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    };
    tx.commit().await?;
    show_link(&here, &token, "recovery", (account.name, account.email)).await
}

/// Ends somebody's logins, as for a phone that was lost. Like recovery, for who belongs to this organisation only.
pub(super) async fn end_logins(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
    require_administrator(&here)?;
    find_person(&here, person).await?;
    let own = here.url(&format!("/people/{person}"));
    require_proof(&here, &own)?;
    let mut tx = here.app.db.write().await?;
    if recovery::belongs_elsewhere(tx.conn(), here.actor.organisation, person).await? {
        return Err(Error::NotFound);
    }
    logins::end_all(&mut tx, person).await?;
    note(&mut tx, &here, SecurityKind::LoginsEnded, Some(person)).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&own, "person-logins-ended"))
}

async fn find_person(here: &Here, person: AccountId) -> Result<(membership::Model, account::Model)> {
    memberships::find(here.app.db.read(), here.actor.organisation, person).await?.ok_or(Error::NotFound)
}

async fn person_page(
    here: &Here,
    account: &account::Model,
    roles: OrganisationRoles,
    errors: Errors,
) -> Result<PersonPage> {
    let db = here.app.db.read();
    let teams = teams::list(db, here.actor.organisation).await?;
    let places = members::of_account(db, here.actor.organisation, account.id).await?;
    let line = |place: &entity::team_member::Model| {
        let team = teams.iter().find(|team| team.id == place.team_id)?;
        let href = team_url(here, team.id, &format!("/members/{}", account.id));
        Some(TeamLine { href, name: team.name.clone(), role: role_words(here.language, place) })
    };
    let elsewhere = recovery::belongs_elsewhere(db, here.actor.organisation, account.id).await?;
    let own = here.url(&format!("/people/{}", account.id));
    Ok(PersonPage {
        name: account.name.clone(),
        email: account.email.clone(),
        teams: places.iter().filter_map(line).collect(),
        manager: roles.manager,
        administrator: roles.administrator,
        recovery: (!elsewhere && account.id != here.actor.account).then(|| format!("{own}/recovery")),
        end_logins: (!elsewhere && account.id != here.actor.account).then(|| format!("{own}/logins/end")),
        elsewhere,
        remove: format!("{own}/remove"),
        action: own,
        back: here.url("/people"),
        errors,
    })
}
