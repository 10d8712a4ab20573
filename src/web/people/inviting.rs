//! Inviting somebody: the form, the link, and taking an invitation back.

use axum::extract::Query;
use entity::ids::{LinkId, TeamId};
use entity::security_event::SecurityKind;
use entity::team;
use serde::Deserialize;

use super::view::{InviteForm, InvitePage};
use super::{note, require_administrator, show_link};
use crate::crypto::Token;
use crate::people::accounts::Email;
use crate::teams::invitations::{self, Invitation, NotInvited};
use crate::teams::memberships::OrganisationRoles;
use crate::teams::{self, Refused};
use crate::web::form::{self, Errors};
use crate::web::teams::view::{Choice, parse_role, role_choices};
use crate::web::{Error, Form, Here, Params, Result};

#[derive(Deserialize)]
pub(super) struct NewQuery {
    #[serde(default)]
    team: String,
}

pub(super) async fn new(here: Here, Query(query): Query<NewQuery>) -> Result {
    require_administrator(&here)?;
    let form = InviteForm { team: query.team, role: "member".into(), ..InviteForm::default() };
    let page = invite_page(&here, form, Errors::default()).await?;
    here.page(&here.language.t("invite-title"), &page)
}

pub(super) async fn create(here: Here, Form(form): Form<InviteForm>) -> Result {
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

pub(super) async fn withdraw(here: Here, Params((_, link)): Params<(String, LinkId)>) -> Result {
    require_administrator(&here)?;
    let mut tx = here.app.db.write().await?;
    match invitations::withdraw(&mut tx, here.actor.organisation, link, here.app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    }
    Ok(here.redirect_with_notice(&here.url("/people"), "invite-withdrawn"))
}
