//! Inviting people, their roles, and recovering an account.

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use omgang::people::recovery::Lost;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::{Answer, Browser, Instance, PASSWORD};

const ADMINISTRATOR: OrganisationRoles = OrganisationRoles { manager: false, administrator: true };
const MANAGER: OrganisationRoles = OrganisationRoles { manager: true, administrator: false };
const NEW: &str = "een heel nieuwe avond";

/// Returns the path of the one-time link that a page shows.
fn link(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let from = answer.text.find("/links/").unwrap();
    answer.text[from..].split('"').next().unwrap().to_owned()
}

async fn administrator(instance: &Instance, slug: &str) -> (entity::organisation::Model, Browser) {
    let organisation = instance.organisation(slug).await;
    let fenna = instance.person(organisation.id, &format!("Fenna-{slug}"), ADMINISTRATOR).await;
    (organisation, instance.browser(fenna.id).await)
}

on_both! {
    async fn somebody_new_is_invited_into_a_team_and_joins_once(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let team = instance.team(organisation.id, "Team Noord").await;
        let judith = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
        let team = team.to_string();
        let typed = [("name", "Tess"), ("email", "Tess@demo.example"), ("team", team.as_str()), ("role", "trainee")];
        let link = link(&fenna.post("/o/maaskant/people", &typed).await);
        assert!(fenna.get("/o/maaskant/people").await.text.contains("tess@demo.example"), "listed as invited");

        let mut tess = instance.anonymous();
        let page = tess.get(&link).await;
        assert!(page.text.contains("Stichting maaskant") && page.text.contains("Team Noord"));
        assert_eq!(tess.post(&link, &[("name", "Tess"), ("password", "kort")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let joined = tess.post(&link, &[("name", "Tess"), ("password", PASSWORD)]).await;
        assert_eq!(joined.location.as_deref(), Some("/o/maaskant"));
        assert!(tess.get("/o/maaskant").await.text.contains("Team Noord"));

        let again = instance.anonymous().get(&link).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert!(again.text.contains("/login"), "shows a way on");
        assert_eq!(instance.anonymous().post(&link, &[("name", "X"), ("password", NEW)]).await.status, StatusCode::GONE);
        let told = instance.browser(judith.id).await.get("/o/maaskant").await;
        assert!(told.text.contains("Tess kwam bij Team Noord, als stagiair."), "the team is told");
    }
}

on_both! {
    async fn an_invitation_ends_after_seven_days_when_withdrawn_and_when_a_newer_one_is_made(instance: Instance) {
        let (_, mut fenna) = administrator(&instance, "maaskant").await;
        let typed = [("name", "Tess"), ("email", "tess@demo.example")];
        let first = link(&fenna.post("/o/maaskant/people", &typed).await);
        let second = link(&fenna.post("/o/maaskant/people", &typed).await);
        assert_eq!(instance.anonymous().get(&first).await.status, StatusCode::GONE);
        assert_eq!(instance.anonymous().get(&second).await.status, StatusCode::OK);
        let list = fenna.get("/o/maaskant/people").await.text;
        let at = list.find("/o/maaskant/people/invitations/").unwrap();
        let withdraw = list[at..].split('"').next().unwrap().to_owned();
        fenna.post(&withdraw, &[]).await;
        assert_eq!(instance.anonymous().get(&second).await.status, StatusCode::GONE);

        let third = link(&fenna.post("/o/maaskant/people", &typed).await);
        instance.app.clock.advance_minutes(7 * 24 * 60 - 1);
        assert_eq!(instance.anonymous().get(&third).await.status, StatusCode::OK);
        instance.app.clock.advance_minutes(1);
        let late = instance.anonymous().post(&third, &[("name", "Tess"), ("password", PASSWORD)]).await;
        assert_eq!(late.status, StatusCode::GONE);
        assert_eq!(instance.anonymous().get("/links/bestaat-niet").await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn an_account_of_elsewhere_joins_with_its_own_password(instance: Instance) {
        let (_, mut fenna) = administrator(&instance, "maaskant").await;
        let elsewhere = instance.organisation("de-brug").await;
        instance.person(elsewhere.id, "Yusuf", OrganisationRoles::default()).await;
        let link = link(&fenna.post("/o/maaskant/people", &[("name", "Y"), ("email", "yusuf@demo.example")]).await);
        let mut yusuf = instance.anonymous();
        assert!(!yusuf.get(&link).await.text.contains("new-password"), "nothing is set anew");
        assert_eq!(yusuf.post(&link, &[("password", NEW)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(yusuf.post(&link, &[("password", PASSWORD)]).await.location.as_deref(), Some("/o/maaskant"));
        let account = yusuf.get("/account").await.text;
        assert!(account.contains("Stichting maaskant") && account.contains("Stichting de-brug"));
        assert!(account.contains("value=\"Yusuf\""), "the invitation doesn't rename anybody");
    }
}

on_both! {
    async fn a_manager_is_in_no_team_and_a_member_does_not_become_manager(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let team = instance.team(organisation.id, "Team Noord").await;
        let noor = instance.member(organisation.id, team, "Noor", TeamRole::Member).await;
        let petra = instance.person(organisation.id, "Petra", MANAGER).await;
        let id = team.to_string();
        let both = [("name", "X"), ("email", "x@demo.example"), ("team", id.as_str()), ("role", "member"), ("manager", "yes")];
        assert_eq!(fenna.post("/o/maaskant/people", &both).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let promoted = fenna.post(&format!("/o/maaskant/people/{}", noor.id), &[("manager", "yes")]).await;
        assert_eq!(promoted.status, StatusCode::UNPROCESSABLE_ENTITY);
        let petra = petra.id.to_string();
        let placed = [("account", petra.as_str()), ("role", "member")];
        let placed = fenna.post(&format!("/o/maaskant/teams/{team}/members"), &placed).await;
        assert_eq!(placed.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

on_both! {
    async fn the_last_administrator_stays(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let gijs = instance.person(organisation.id, "Gijs", OrganisationRoles::default()).await;
        let people = fenna.get("/o/maaskant/people").await.text;
        let own = people.split('"').find(|part| part.starts_with("/o/maaskant/people/") && !part.ends_with("new")
            && !part.contains(&gijs.id.to_string())).unwrap().to_owned();
        assert_eq!(fenna.post(&own, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        fenna.post(&format!("/o/maaskant/people/{}", gijs.id), &[("administrator", "yes")]).await;
        assert_eq!(fenna.post(&own, &[]).await.location.as_deref(), Some("/o/maaskant"));
        assert_eq!(fenna.get("/o/maaskant/people").await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn a_recovery_ends_all_logins_and_is_shown_until_it_is_read(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut old = instance.browser(noor.id).await;
        assert_eq!(old.get("/o/maaskant").await.status, StatusCode::OK);
        let link = link(&fenna.post(&format!("/o/maaskant/people/{}/recovery", noor.id), &[]).await);
        assert_eq!(old.get("/o/maaskant").await.status, StatusCode::OK, "a link alone changes nothing");

        let mut browser = instance.anonymous();
        assert_eq!(browser.post(&link, &[("password", NEW)]).await.location.as_deref(), Some("/login"));
        assert_eq!(old.get("/o/maaskant").await.status, StatusCode::SEE_OTHER, "the old login ended");
        assert_eq!(browser.post(&link, &[("password", NEW)]).await.status, StatusCode::GONE);
        let login = |password| [("email", "noor@demo.example"), ("password", password), ("back", "/o/maaskant")];
        assert_eq!(browser.post("/login", &login(PASSWORD)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post("/login", &login(NEW)).await.status, StatusCode::SEE_OTHER);
        for page in ["/o/maaskant", "/account", "/o/maaskant"] {
            assert!(browser.get(page).await.text.contains("4 maart 2026, 13:00"), "{page} says when");
        }
        browser.post("/account/recovery/dismiss", &[]).await;
        assert!(!browser.get("/o/maaskant").await.text.contains("4 maart 2026, 13:00"));
    }
}

on_both! {
    async fn a_recovery_link_lasts_a_day_and_is_not_made_across_organisations(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let (elsewhere, mut other) = administrator(&instance, "de-brug").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let path = format!("/o/maaskant/people/{}/recovery", noor.id);
        let link = link(&fenna.post(&path, &[]).await);
        instance.app.clock.advance_minutes(24 * 60);
        assert_eq!(instance.anonymous().post(&link, &[("password", NEW)]).await.status, StatusCode::GONE);

        let stranger = other.post(&format!("/o/de-brug/people/{}/recovery", noor.id), &[]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        let mut tx = instance.app.db.write().await.unwrap();
        omgang::teams::memberships::join(&mut tx, elsewhere.id, noor.id, OrganisationRoles::default(), instance.app.clock.now())
            .await.unwrap();
        tx.commit().await.unwrap();
        fenna.post("/login/again", &[("password", PASSWORD)]).await;
        assert_eq!(fenna.post(&path, &[]).await.status, StatusCode::NOT_FOUND, "she belongs elsewhere too");
        let operator = omgang::cli::recover::link(&instance.app, "noor@demo.example", Lost::Password).await.unwrap();
        assert!(operator.contains("/links/"));
    }
}

on_both! {
    async fn an_organisation_is_added_from_the_command_line(instance: Instance) {
        instance.organisation("maaskant").await;
        let link = omgang::cli::organisation::add(&instance.app, "De Brug", "gijs@demo.example").await.unwrap();
        let path = link.split_once("/links/").map(|(_, token)| format!("/links/{token}")).unwrap();
        let mut gijs = instance.anonymous();
        let joined = gijs.post(&path, &[("name", "Gijs"), ("password", PASSWORD)]).await;
        assert_eq!(joined.location.as_deref(), Some("/o/de-brug"));
        assert_eq!(gijs.get("/o/de-brug/people").await.status, StatusCode::OK);
        assert_eq!(gijs.get("/o/maaskant").await.status, StatusCode::NOT_FOUND);
        assert!(omgang::cli::organisation::add(&instance.app, "…", "gijs@demo.example").await.is_err());
    }
}

on_both! {
    async fn somebody_of_another_organisation_is_not_found(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let (_, mut other) = administrator(&instance, "de-brug").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let path = |slug: &str| format!("/o/{slug}/people/{}", noor.id);
        assert_eq!(fenna.get(&path("maaskant")).await.status, StatusCode::OK);
        assert_eq!(other.get(&path("de-brug")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(&path("de-brug"), &[("administrator", "yes")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&path("maaskant")).await.status, StatusCode::NOT_FOUND);
        let team = instance.team(organisation.id, "Team Noord").await.to_string();
        let typed = [("name", "X"), ("email", "x@demo.example"), ("team", team.as_str()), ("role", "member")];
        assert_eq!(other.post("/o/de-brug/people", &typed).await.status, StatusCode::NOT_FOUND, "a team of elsewhere");
    }
}

on_both! {
    async fn who_leaves_the_organisation_opens_nothing_and_the_teams_are_told(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let elsewhere = instance.organisation("de-brug").await;
        let team = instance.team(organisation.id, "Team Noord").await;
        let judith = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
        let noor = instance.member(organisation.id, team, "Noor", TeamRole::Member).await;
        let yusuf = instance.member(organisation.id, team, "Yusuf", TeamRole::Member).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let now = instance.app.clock.now();
        omgang::teams::memberships::join(&mut tx, elsewhere.id, yusuf.id, OrganisationRoles::default(), now).await.unwrap();
        tx.commit().await.unwrap();
        let (mut of_noor, mut of_yusuf) = (instance.browser(noor.id).await, instance.browser(yusuf.id).await);

        for person in [&noor, &yusuf] {
            let removed = fenna.post(&format!("/o/maaskant/people/{}/remove", person.id), &[]).await;
            assert_eq!(removed.location.as_deref(), Some("/o/maaskant/people"));
            assert_eq!(fenna.get(&format!("/o/maaskant/people/{}", person.id)).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(of_noor.get("/account").await.status, StatusCode::SEE_OTHER, "belongs nowhere: signed out");
        assert_eq!(of_yusuf.get("/o/maaskant").await.status, StatusCode::NOT_FOUND);
        assert_eq!(of_yusuf.get("/o/de-brug").await.status, StatusCode::OK, "elsewhere nothing changes");
        let told = instance.browser(judith.id).await.get("/o/maaskant").await.text;
        assert!(told.contains("Noor zit niet meer in Team Noord."), "the team is told: {told}");

        let alone = fenna.post(&format!("/o/maaskant/people/{}/remove", judith.id), &[]).await;
        assert_eq!(alone.location.as_deref(), Some("/o/maaskant/people"), "an empty team needs no facilitator");
        let own = account_of(&instance, "fenna-maaskant@demo.example").await;
        let last = fenna.post(&format!("/o/maaskant/people/{own}/remove"), &[]).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(last.text.contains("Deze persoon is de enige beheerder"));
    }
}

on_both! {
    async fn the_last_facilitator_stays_in_the_organisation_as_long_as_the_team_needs_one(instance: Instance) {
        let (organisation, mut fenna) = administrator(&instance, "maaskant").await;
        let team = instance.team(organisation.id, "Team Noord").await;
        let judith = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
        instance.member(organisation.id, team, "Noor", TeamRole::Member).await;
        let refused = fenna.post(&format!("/o/maaskant/people/{}/remove", judith.id), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(instance.browser(judith.id).await.get("/o/maaskant").await.status, StatusCode::OK);
    }
}

async fn account_of(instance: &Instance, email: &str) -> entity::ids::AccountId {
    let email = omgang::people::accounts::Email::parse(email).unwrap();
    omgang::people::accounts::find_by_email(instance.app.db.read(), &email).await.unwrap().unwrap().id
}
