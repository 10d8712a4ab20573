//! The people of an organisation, for its administrators: who there is, inviting, roles, recovery links.

pub mod view;

use std::collections::HashMap;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use entity::ids::{AccountId, LinkId, TeamId};
use entity::look::{LookKind, LookRole};
use entity::security_event::SecurityKind;
use entity::{account, membership, team};
use serde::Deserialize;

use super::form::{self, Errors};
use super::login::require_proof;
use super::routing::{Routes, get, post};
use super::teams::team_url;
use super::teams::view::{Choice, parse_role, role_choices, role_words};
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result, dates, letters, looks};
use crate::crypto::Token;
use crate::db::Tx;
use crate::departures::team as departures;
use crate::people::accounts::Email;
use crate::people::logins;
use crate::people::recovery::{self, Lost};
use crate::security_log::{self, Happened};
use crate::teams::invitations::{self, INVITATION_DAYS, Invitation, NotInvited};
use crate::teams::memberships::{self, OrganisationRoles};
use crate::teams::{self, Refused, members, organisations};
use view::{InviteForm, InvitePage, LinkPage, OpenInvitation, PeoplePage, PersonPage, PersonRow, TeamLine};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/people", get(index).post(create))
        .route("/o/{organisation}/people/new", get(new))
        .route("/o/{organisation}/people/second-factor", post(require_second))
        .route("/o/{organisation}/people/invitations/{link}/withdraw", post(withdraw))
        .route("/o/{organisation}/people/{account}", get(show).post(update))
        .route("/o/{organisation}/people/{account}/recovery", post(recover))
        .route("/o/{organisation}/people/{account}/logins/end", post(end_logins))
        .route("/o/{organisation}/people/{account}/remove", post(destroy))
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
struct NewQuery {
    #[serde(default)]
    team: String,
}

async fn new(here: Here, Query(query): Query<NewQuery>) -> Result {
    require_administrator(&here)?;
    let form = InviteForm { team: query.team, role: "member".into(), ..InviteForm::default() };
    let page = invite_page(&here, form, Errors::default()).await?;
    here.page(&here.language.t("invite-title"), &page)
}

async fn create(here: Here, Form(form): Form<InviteForm>) -> Result {
    require_administrator(&here)?;
    let title = here.language.t("invite-title");
    let invitation = match parse(&here, &form) {
        Ok(invitation) => invitation,
        Err(errors) => return here.rejected(&title, &invite_page(&here, form, errors).await?),
    };
    let to = (invitation.name.clone(), invitation.email.as_str().to_owned());
    let mut errors = Errors::default();
    match invite(&here, invitation).await {
        Ok(token) => return show_link(&here, &token, "invitation", to).await,
        Err(NotInvited::AlreadyHere) => errors.add("email", "invite-already-here"),
        Err(NotInvited::Refused(Refused::ManagerInTeam)) => errors.add("manager", "refused-manager-in-team"),
        Err(NotInvited::Refused(Refused::Database(error))) => return Err(error.into()),
        Err(NotInvited::Refused(_)) => return Err(Error::NotFound),
    }
    here.rejected(&title, &invite_page(&here, form, errors).await?)
}

async fn invite(here: &Here, invitation: Invitation) -> std::result::Result<Token, NotInvited> {
    let mut tx = here.app.db.write().await?;
    let token = invitations::invite(&mut tx, invitation, here.app.clock.now()).await?;
    note(&mut tx, here, SecurityKind::Invited, None).await?;
    tx.commit().await?;
    Ok(token)
}

fn parse(here: &Here, form: &InviteForm) -> std::result::Result<Invitation, Errors> {
    let mut errors = Errors::default();
    let name = form::required(&form.name, 120, "name", &mut errors);
    let email = Email::parse(&form.email);
    if email.is_none() {
        errors.add("email", "email-wrong");
    }
    let place = match form.team.as_str() {
        "" => None,
        team => {
            let place = TeamId::parse(team).zip(parse_role(&form.role));
            if place.is_none() {
                errors.add("role", "form-required");
            }
            place
        }
    };
    let roles = OrganisationRoles { manager: form.manager == "yes", administrator: form.administrator == "yes" };
    match email {
        Some(email) if errors.is_empty() => {
            let by = Some(here.actor.account);
            Ok(Invitation { organisation: here.actor.organisation, email, name, place, roles, by })
        }
        _ => Err(errors),
    }
}

async fn invite_page(here: &Here, form: InviteForm, errors: Errors) -> Result<InvitePage> {
    let teams = teams::list(here.app.db.read(), here.actor.organisation).await?;
    let none = Choice { value: String::new(), label: here.language.t("invite-no-team"), hint: String::new() };
    let choice = |team: team::Model| Choice { value: team.id.to_string(), label: team.name, hint: String::new() };
    Ok(InvitePage {
        teams: std::iter::once(none).chain(teams.into_iter().map(choice)).collect(),
        roles: role_choices(here.language),
        form,
        back: here.url("/people"),
        errors,
    })
}

async fn withdraw(here: Here, Params((_, link)): Params<(String, LinkId)>) -> Result {
    require_administrator(&here)?;
    let mut tx = here.app.db.write().await?;
    match invitations::withdraw(&mut tx, here.actor.organisation, link, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    Ok(here.redirect_with_notice(&here.url("/people"), "invite-withdrawn"))
}

async fn show(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
    require_administrator(&here)?;
    let (member, account) = find_person(&here, person).await?;
    let roles = OrganisationRoles { manager: member.manager, administrator: member.administrator };
    let page = person_page(&here, &account, roles, Errors::default()).await?;
    looks::note(&here, person, (LookKind::Account, person.0), LookRole::Administrator).await?;
    here.page(&account.name, &page)
}

#[derive(Deserialize)]
struct RolesForm {
    #[serde(default)]
    manager: String,
    #[serde(default)]
    administrator: String,
}

async fn update(here: Here, Params((_, person)): Params<(String, AccountId)>, Form(form): Form<RolesForm>) -> Result {
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

async fn destroy(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
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

#[derive(Deserialize)]
struct RecoveryForm {
    #[serde(default)]
    lost: String,
}

async fn recover(
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

/// Ends somebody's logins, as for a phone that was lost. Like recovery, for who belongs to this organisation only.
async fn end_logins(here: Here, Params((_, person)): Params<(String, AccountId)>) -> Result {
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
