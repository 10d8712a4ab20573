//! Who is in a team, as what. Administrators place people; facilitators change roles inside their own team.

pub mod view;

use entity::ids::{AccountId, TeamId};
use entity::{account, team_member};
use serde::Deserialize;

use super::form::Errors;
use super::routing::{Routes, get, post};
use super::teams::view::{Choice, Person, parse_role, role_choices};
use super::teams::{find_standing, team_url};
use super::views::{Entry, entry};
use super::{Error, Form, Here, Params, Result};
use crate::departures::team as departures;
use crate::teams::members::{self, Place};
use crate::teams::standing::Standing;
use crate::teams::{Refused, memberships};
use view::{MemberPage, MembersPage, NewMemberPage, Seat};

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams/{team}/members", get(index).post(create))
        .route("/o/{organisation}/teams/{team}/members/new", get(new))
        .route("/o/{organisation}/teams/{team}/members/{account}", get(edit).post(update))
        .route("/o/{organisation}/teams/{team}/members/{account}/remove", post(destroy))
}

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<MembersPage>(), entry::<MemberPage>(), entry::<NewMemberPage>()]
}

async fn index(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let standing = find_standing(&here, team).await?;
    if !standing.places_people() && !standing.facilitates() {
        return Err(Error::NotFound);
    }
    let people = members::list(here.app.db.read(), standing.key()).await?;
    let seat = |(member, account): &(team_member::Model, account::Model)| {
        let Person { name, role, .. } = Person::of(here.language, member, &account.name, here.actor.account);
        let href = team_url(&here, team, &format!("/members/{}", account.id));
        Seat { name, role, href: standing.changes_role_of(member).then_some(href) }
    };
    let page = MembersPage {
        team: standing.team.name.clone(),
        seats: people.iter().map(seat).collect(),
        new: standing.places_people().then(|| team_url(&here, team, "/members/new")),
        invite: standing.places_people().then(|| here.url(&format!("/people/new?team={team}"))),
        back: team_url(&here, team, ""),
    };
    here.page(&here.language.t("team-members-edit"), &page)
}

#[derive(Default, Deserialize)]
struct PlaceForm {
    #[serde(default)]
    account: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    coordinator: String,
}

async fn new(here: Here, Params((_, team)): Params<(String, TeamId)>) -> Result {
    let standing = find_standing(&here, team).await?;
    if !standing.places_people() {
        return Err(Error::NotFound);
    }
    let page = new_page(&here, &standing, PlaceForm::default(), Errors::default()).await?;
    here.page(&here.language.t("member-new-title"), &page)
}

async fn create(here: Here, Params((_, team)): Params<(String, TeamId)>, Form(form): Form<PlaceForm>) -> Result {
    let standing = find_standing(&here, team).await?;
    if !standing.places_people() {
        return Err(Error::NotFound);
    }
    let mut errors = Errors::default();
    let account = AccountId::parse(&form.account);
    let role = parse_role(&form.role);
    if account.is_none() {
        errors.add("account", "form-required");
    }
    if role.is_none() {
        errors.add("role", "form-required");
    }
    let (Some(account), Some(role)) = (account, role) else {
        let page = new_page(&here, &standing, form, errors).await?;
        return here.rejected(&here.language.t("member-new-title"), &page);
    };
    let place = Place { account, role, coordinator: form.coordinator == "yes" };
    if let Err(refused) = put(&here, &standing, place).await? {
        errors.add("role", refused);
        let page = new_page(&here, &standing, form, errors).await?;
        return here.rejected(&here.language.t("member-new-title"), &page);
    }
    Ok(here.redirect_with_notice(&team_url(&here, team, "/members"), "member-placed"))
}

async fn edit(here: Here, Params((_, team, account)): Params<(String, TeamId, AccountId)>) -> Result {
    let standing = find_standing(&here, team).await?;
    let (member, account) = find_member(&here, &standing, account).await?;
    let form = PlaceForm {
        role: member.role.as_str().to_owned(),
        coordinator: if member.coordinator { "yes".into() } else { String::new() },
        ..PlaceForm::default()
    };
    let page = member_page(&here, &standing, &account, form, Errors::default());
    here.page(&account.name, &page)
}

async fn update(
    here: Here,
    Params((_, team, account)): Params<(String, TeamId, AccountId)>,
    Form(form): Form<PlaceForm>,
) -> Result {
    let standing = find_standing(&here, team).await?;
    let (member, account) = find_member(&here, &standing, account).await?;
    let Some(role) = parse_role(&form.role) else { return Err(Error::Malformed) };
    let coordinator = if standing.places_people() { form.coordinator == "yes" } else { member.coordinator };
    if let Err(refused) = put(&here, &standing, Place { account: account.id, role, coordinator }).await? {
        let mut errors = Errors::default();
        errors.add("role", refused);
        return here.rejected(&account.name, &member_page(&here, &standing, &account, form, errors));
    }
    Ok(here.redirect_with_notice(&team_url(&here, team, ""), "member-changed"))
}

async fn destroy(here: Here, Params((_, team, account)): Params<(String, TeamId, AccountId)>) -> Result {
    let standing = find_standing(&here, team).await?;
    let (member, account) = find_member(&here, &standing, account).await?;
    if !standing.places_people() {
        return Err(Error::NotFound);
    }
    if let Err(refused) = remove(&here, &standing, account.id).await? {
        let mut errors = Errors::default();
        errors.add("role", refused);
        let form = PlaceForm { role: member.role.as_str().to_owned(), ..PlaceForm::default() };
        return here.rejected(&account.name, &member_page(&here, &standing, &account, form, errors));
    }
    Ok(here.redirect_with_notice(&team_url(&here, team, "/members"), "member-removed"))
}

/// Stores a place; a refusal comes back as the key of its sentence.
async fn put(here: &Here, standing: &Standing, place: Place) -> Result<std::result::Result<(), &'static str>> {
    let mut tx = here.app.db.write().await?;
    let put = members::put(&mut tx, standing.key(), place, here.actor.account, here.app.clock.now()).await;
    let put = in_words(put)?;
    if put.is_ok() {
        tx.commit().await?;
    }
    Ok(put)
}

/// Takes somebody out; a refusal comes back as the key of its sentence.
async fn remove(here: &Here, standing: &Standing, account: AccountId) -> Result<std::result::Result<(), &'static str>> {
    let mut tx = here.app.db.write().await?;
    let gone = departures::leave(&mut tx, standing.key(), account, here.actor.account, here.app.clock.now()).await;
    let gone = in_words(gone)?;
    if gone.is_ok() {
        tx.commit().await?;
    }
    Ok(gone)
}

fn in_words(outcome: std::result::Result<(), Refused>) -> Result<std::result::Result<(), &'static str>> {
    match outcome {
        Ok(()) => Ok(Ok(())),
        Err(Refused::ManagerInTeam) => Ok(Err("refused-manager-in-team")),
        Err(Refused::CoordinatorIsMember) => Ok(Err("refused-coordinator-is-member")),
        Err(Refused::LastOne) => Ok(Err("refused-last-facilitator")),
        Err(Refused::NotFound) => Err(Error::NotFound),
        Err(Refused::Database(error)) => Err(error.into()),
    }
}

/// Finds a member whose role the reader may change.
async fn find_member(
    here: &Here,
    standing: &Standing,
    account: AccountId,
) -> Result<(team_member::Model, account::Model)> {
    let people = members::list(here.app.db.read(), standing.key()).await?;
    let found = people.into_iter().find(|(member, _)| member.account_id == account);
    found.filter(|(member, _)| standing.changes_role_of(member)).ok_or(Error::NotFound)
}

fn member_page(
    here: &Here,
    standing: &Standing,
    account: &account::Model,
    form: PlaceForm,
    errors: Errors,
) -> MemberPage {
    let own = team_url(here, standing.team.id, &format!("/members/{}", account.id));
    MemberPage {
        team: standing.team.name.clone(),
        name: account.name.clone(),
        roles: role_choices(here.language),
        role: form.role,
        coordinator: form.coordinator == "yes",
        full: standing.places_people(),
        remove: format!("{own}/remove"),
        action: own,
        back: team_url(here, standing.team.id, "/members"),
        errors,
    }
}

async fn new_page(here: &Here, standing: &Standing, form: PlaceForm, errors: Errors) -> Result<NewMemberPage> {
    let db = here.app.db.read();
    let inside = members::list(db, standing.key()).await?;
    let people = memberships::list(db, here.actor.organisation).await?;
    let free = people
        .into_iter()
        .filter(|(member, _)| !member.manager && inside.iter().all(|(place, _)| place.account_id != member.account_id));
    Ok(NewMemberPage {
        team: standing.team.name.clone(),
        people: free
            .map(|(_, account)| Choice {
                value: account.id.to_string(),
                label: format!("{} ({})", account.name, account.email),
                hint: String::new(),
            })
            .collect(),
        account: form.account,
        roles: role_choices(here.language),
        role: if form.role.is_empty() { "member".into() } else { form.role },
        invite: here.url(&format!("/people/new?team={}", standing.team.id)),
        back: team_url(here, standing.team.id, "/members"),
        errors,
    })
}
