//! Teams, their members, their notices and their agreement.

use axum::http::StatusCode;
use entity::ids::TeamId;
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::{Browser, Instance};

/// A team with one person in each role, and an administrator outside it.
struct World {
    team: TeamId,
    facilitator: Browser,
    member: Browser,
    member_id: String,
    facilitator_id: String,
    guest: Browser,
    administrator: Browser,
}

async fn world(instance: &Instance) -> World {
    let organisation = instance.organisation("maaskant").await.id;
    let team = instance.team(organisation, "Team Noord").await;
    let judith = instance.member(organisation, team, "Judith", TeamRole::Facilitator).await;
    let noor = instance.member(organisation, team, "Noor", TeamRole::Member).await;
    let gast = instance.member(organisation, team, "Gast", TeamRole::Guest).await;
    let roles = OrganisationRoles { manager: false, administrator: true };
    let fenna = instance.person(organisation, "Fenna", roles).await;
    World {
        team,
        facilitator: instance.browser(judith.id).await,
        member: instance.browser(noor.id).await,
        member_id: noor.id.to_string(),
        facilitator_id: judith.id.to_string(),
        guest: instance.browser(gast.id).await,
        administrator: instance.browser(fenna.id).await,
    }
}

on_both! {
    async fn an_administrator_makes_a_team_and_sees_its_members_only(instance: Instance) {
        let mut world = world(&instance).await;
        let made = world.administrator.post("/o/maaskant/teams", &[("name", "Team Haven")]).await;
        assert!(made.location.unwrap().ends_with("/members"));
        assert_eq!(world.administrator.post("/o/maaskant/teams", &[("name", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let path = format!("/o/maaskant/teams/{}", world.team);
        let page = world.administrator.get(&path).await.text;
        assert!(page.contains("Judith") && page.contains("gespreksleider"));
        assert!(!page.contains("kwam bij"), "notices are the team's own");
        assert!(!page.contains("/agreement") && !page.contains("/framework"));
        assert_eq!(world.administrator.get(&format!("{path}/agreement")).await.status, StatusCode::NOT_FOUND);
        let own = world.member.get(&path).await.text;
        assert!(own.contains("kwam bij") && own.contains("/agreement") && own.contains("/framework"));
    }
}

on_both! {
    async fn a_change_of_role_is_told_to_the_team(instance: Instance) {
        let mut world = world(&instance).await;
        let seat = format!("/o/maaskant/teams/{}/members/{}", world.team, world.member_id);
        world.administrator.post(&seat, &[("role", "member"), ("coordinator", "yes")]).await;
        let page = world.guest.get("/o/maaskant").await.text;
        assert!(!page.contains("coördinator in Team Noord"), "a guest is told nothing");
        let page = world.facilitator.get("/o/maaskant").await.text;
        assert!(page.contains("Noor is nu meewerkend coördinator in Team Noord."));
        let page = world.member.get(&format!("/o/maaskant/teams/{}", world.team)).await.text;
        assert!(page.contains("meewerkend coördinator"), "shown as such");
        let wrong = world.administrator.post(&seat, &[("role", "trainee"), ("coordinator", "yes")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a coordinator is a member");

        world.administrator.post(&seat, &[("role", "trainee")]).await;
        let page = world.facilitator.get("/o/maaskant").await.text;
        assert!(page.contains("Noor heeft een andere rol in Team Noord: stagiair. Fenna veranderde dat."));
        instance.app.clock.advance_minutes(29 * 24 * 60);
        assert!(!world.facilitator.get("/o/maaskant").await.text.contains("andere rol"), "only of the last weeks");
    }
}

on_both! {
    async fn a_facilitator_changes_roles_but_places_nobody(instance: Instance) {
        let mut world = world(&instance).await;
        let members = format!("/o/maaskant/teams/{}/members", world.team);
        let seat = format!("{members}/{}", world.member_id);
        assert_eq!(world.facilitator.get(&members).await.status, StatusCode::OK);
        assert_eq!(world.member.get(&members).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.member.post(&seat, &[("role", "facilitator")]).await.status, StatusCode::NOT_FOUND);
        let changed = world.facilitator.post(&seat, &[("role", "trainee"), ("coordinator", "yes")]).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        assert!(!world.member.get("/o/maaskant").await.text.contains("coördinator"), "names no coordinator");
        assert_eq!(world.facilitator.get(&format!("{members}/new")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.facilitator.post(&format!("{seat}/remove"), &[]).await.status, StatusCode::NOT_FOUND);
        world.administrator.post(&seat, &[("role", "member"), ("coordinator", "yes")]).await;
        let coordinator = world.facilitator.post(&seat, &[("role", "guest")]).await;
        assert_eq!(coordinator.status, StatusCode::NOT_FOUND, "a coordinator's place is the administrator's");
    }
}

on_both! {
    async fn the_last_facilitator_stays_and_who_is_removed_reads_nothing(instance: Instance) {
        let mut world = world(&instance).await;
        let team = format!("/o/maaskant/teams/{}", world.team);
        let judith = format!("{team}/members/{}", world.facilitator_id);
        assert_eq!(world.facilitator.post(&judith, &[("role", "member")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let removed = world.administrator.post(&format!("{judith}/remove"), &[]).await;
        assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY);
        let noor = format!("{team}/members/{}", world.member_id);
        assert_eq!(world.administrator.post(&format!("{noor}/remove"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.member.get(&team).await.status, StatusCode::NOT_FOUND);
        assert!(world.facilitator.get(&team).await.text.contains("Noor zit niet meer in Team Noord. Fenna veranderde dat."));
    }
}

on_both! {
    async fn an_agreement_is_accepted_once_for_each_version(instance: Instance) {
        let mut world = world(&instance).await;
        let path = format!("/o/maaskant/teams/{}/agreement", world.team);
        assert!(world.member.get("/o/maaskant").await.text.contains(&path), "it waits on the start page");
        assert!(world.member.get(&path).await.text.contains("Wat je hier hoort en leest, blijft hier."));
        let accept = format!("{path}/accept");
        for _ in 0..2 {
            assert_eq!(world.member.post(&accept, &[("version", "1")]).await.location.as_deref(), Some(path.as_str()));
        }
        assert!(!world.member.get("/o/maaskant").await.text.contains(&path));
        let seen = world.facilitator.get(&path).await.text;
        let (accepted, waiting) = seen.split_once("Nog niet bevestigd door").unwrap();
        assert!(accepted.contains("Noor") && waiting.contains("Judith"), "the team sees who accepted");

        let text = [("text", "Wij praten rustig."), ("version", "1")];
        assert_eq!(world.member.post(&path, &text).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.facilitator.post(&path, &text).await.location.as_deref(), Some(path.as_str()));
        let start = world.member.get("/o/maaskant").await.text;
        assert!(start.contains(&path), "the new version waits");
        assert!(start.contains("Judith paste de afspraken van Team Noord aan."));
        assert!(!world.facilitator.get("/o/maaskant").await.text.contains(&path), "its writer accepted it");
        world.member.post(&accept, &[("version", "1")]).await;
        assert!(world.member.get("/o/maaskant").await.text.contains(&path), "an old version can't be accepted");
        let late = world.facilitator.post(&path, &[("text", "Wij praten luid."), ("version", "1")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text.contains("Wij praten luid."), "what was typed is kept");
    }
}

on_both! {
    async fn a_guest_reads_and_accepts_the_agreement_without_the_names(instance: Instance) {
        let mut world = world(&instance).await;
        let path = format!("/o/maaskant/teams/{}", world.team);
        let agreement = format!("{path}/agreement");
        assert_eq!(world.guest.get(&path).await.location.as_deref(), Some(agreement.as_str()));
        world.member.post(&format!("{agreement}/accept"), &[("version", "1")]).await;
        let page = world.guest.get(&agreement).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("person-name"));
        let accepted = world.guest.post(&format!("{agreement}/accept"), &[("version", "1")]).await;
        assert_eq!(accepted.location.as_deref(), Some("/o/maaskant"));
    }
}

on_both! {
    async fn a_team_of_another_organisation_is_not_found(instance: Instance) {
        let world = world(&instance).await;
        let elsewhere = instance.organisation("de-brug").await.id;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let gijs = instance.person(elsewhere, "Gijs", roles).await;
        let mut gijs = instance.browser(gijs.id).await;
        for rest in ["", "/members", "/members/new", "/agreement", "/agreement/edit"] {
            let path = format!("/o/de-brug/teams/{}{rest}", world.team);
            assert_eq!(gijs.get(&path).await.status, StatusCode::NOT_FOUND, "{rest}");
        }
        let seat = format!("/o/de-brug/teams/{}/members/{}", world.team, world.member_id);
        assert_eq!(gijs.post(&seat, &[("role", "guest")]).await.status, StatusCode::NOT_FOUND);
        let own = instance.team(elsewhere, "Team Kade").await;
        let placed = [("account", world.member_id.as_str()), ("role", "member")];
        let placed = gijs.post(&format!("/o/de-brug/teams/{own}/members"), &placed).await;
        assert_eq!(placed.status, StatusCode::NOT_FOUND, "a person of elsewhere");
    }
}
