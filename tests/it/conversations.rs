//! "Start een gesprek": from nothing to a room in one page.

use axum::http::StatusCode;
use entity::case::CaseState;
use entity::team_member::TeamRole;
use entity::{account, case, deliberation, meeting, team, team_member};
use omgang::frameworks;
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::on_both;
use crate::support::{Browser, Instance};

const NEW: &str = "/o/maaskant/conversations/new";
const ADMINISTRATOR: OrganisationRoles = OrganisationRoles { manager: false, administrator: true };

/// Returns the id that the form carries.
async fn form_id(browser: &mut Browser) -> String {
    let page = browser.get(NEW).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let rest = page.text.split("name=\"case\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

on_both! {
    async fn a_fresh_organisation_has_a_conversation_after_one_page(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let emine = instance.person(organisation, "Emine", ADMINISTRATOR).await;
        let mut browser = instance.browser(emine.id).await;
        assert!(browser.get(NEW).await.text.contains("Ons team"));
        let id = form_id(&mut browser).await;
        let fields = [("case", id.as_str()), ("title", " De deur blijft dicht "), ("team_name", "Ons team")];
        let begun = browser.post(NEW, &fields).await;
        let room = begun.location.unwrap();
        assert!(room.starts_with("/o/maaskant/deliberations/"));
        assert_eq!(browser.get(&room).await.status, StatusCode::OK);
        let again = browser.post(NEW, &fields).await;
        assert_eq!(again.location, Some(room), "sent twice, begun once");

        let db = instance.app.db.read();
        let teams = team::Entity::find().all(db).await.unwrap();
        let [team] = teams.as_slice() else { panic!("one team") };
        assert_eq!(team.name, "Ons team");
        let place = team_member::Entity::find_by_id((organisation, team.id, emine.id)).one(db).await.unwrap().unwrap();
        assert_eq!(place.role, TeamRole::Facilitator);
        assert_eq!(frameworks::current(db, organisation, team.id).await.unwrap().len(), 14);
        let case = case::Entity::find().one(db).await.unwrap().unwrap();
        assert_eq!((case.title.as_str(), case.story.as_str(), case.state), ("De deur blijft dicht", "", CaseState::Ready));
        assert_eq!(meeting::Entity::find().one(db).await.unwrap().unwrap().date, instance.app.clock.today());
        assert_eq!(deliberation::Entity::find().one(db).await.unwrap().unwrap().facilitator_id, emine.id);
    }
}

on_both! {
    async fn a_manager_begins_nothing_and_reads_why(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        for (name, administrator) in [("Wil", false), ("Jo", true)] {
            let boss = instance.person(organisation, name, OrganisationRoles { manager: true, administrator }).await;
            refused(&instance, &boss, "Als leidinggevende begin je geen gesprek").await;
        }
        let nobody = instance.person(organisation, "Noor", OrganisationRoles::default()).await;
        refused(&instance, &nobody, "daar ben je nog geen lid van").await;
        let team = instance.team(organisation, "Noord").await;
        for (name, role) in [("Lotte", TeamRole::Trainee), ("Dirk", TeamRole::Guest)] {
            let account = instance.member(organisation, team, name, role).await;
            refused(&instance, &account, "daar ben je nog geen lid van").await;
        }
        assert!(case::Entity::find().one(instance.app.db.read()).await.unwrap().is_none());
    }
}

async fn refused(instance: &Instance, account: &account::Model, sentence: &str) {
    let mut browser = instance.browser(account.id).await;
    let page = browser.get(NEW).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(sentence), "{}", page.text);
    assert!(!page.text.contains("name=\"title\""));
    let posted = browser.post(NEW, &[("title", "Toch"), ("team_name", "Ons team")]).await;
    assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(posted.text.contains(sentence));
}

on_both! {
    async fn somebody_of_two_teams_chooses_one(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let north = instance.team(organisation, "Noord").await;
        let south = instance.team(organisation, "Zuid").await;
        let noor = instance.member(organisation, north, "Noor", TeamRole::Member).await;
        let elsewhere = instance.team(organisation, "Oost").await;
        let mut browser = instance.browser(noor.id).await;
        let one = browser.get(NEW).await;
        assert!(!one.text.contains("Met welk team?"), "there is nothing to choose");
        let mut tx = instance.app.db.write().await.unwrap();
        let place = Place { account: noor.id, role: TeamRole::Facilitator, coordinator: false };
        members::put(&mut tx, TeamRef { organisation, team: south }, place, noor.id, instance.app.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let page = browser.get(NEW).await;
        assert!(page.text.contains("Met welk team?") && page.text.contains("Zuid") && !page.text.contains("Oost"));
        let (south, elsewhere) = (south.to_string(), elsewhere.to_string());
        let id = form_id(&mut browser).await;
        let wrong = [("case", id.as_str()), ("title", "Iets"), ("question", "Mag dit?"), ("team", &elsewhere)];
        let answer = browser.post(NEW, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Mag dit?"), "what was typed is kept");
        let empty = browser.post(NEW, &[("case", id.as_str()), ("title", " "), ("team", &south)]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = [("case", id.as_str()), ("title", "Iets"), ("question", "Mag dit?"), ("team", &south)];
        assert_eq!(browser.post(NEW, &right).await.status, StatusCode::SEE_OTHER);
        let row = deliberation::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.team_id.to_string(), row.learning_question.as_str()), (south, "Mag dit?"));
    }
}

on_both! {
    async fn a_framework_that_a_team_began_stays_as_it_is(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let team = instance.team(organisation, "Noord").await;
        let noor = instance.member(organisation, team, "Noor", TeamRole::Facilitator).await;
        let mut browser = instance.browser(noor.id).await;
        let proposal = [("name", "Geduld"), ("too_little", "Haast"), ("too_much", "Traagheid")];
        let proposed = browser.post(&format!("/o/maaskant/teams/{team}/framework/proposals"), &proposal).await;
        assert!(proposed.status.is_redirection(), "{}", proposed.text);
        let (id, team_id) = (form_id(&mut browser).await, team.to_string());
        browser.post(NEW, &[("case", &id), ("title", "Iets"), ("team", &team_id)]).await;
        let db = instance.app.db.read();
        assert!(deliberation::Entity::find().one(db).await.unwrap().is_some());
        assert!(frameworks::current(db, organisation, team).await.unwrap().is_empty());
    }
}

on_both! {
    async fn the_group_settles_at_the_first_step_what_it_turns_on(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let emine = instance.person(organisation, "Emine", ADMINISTRATOR).await;
        let mut browser = instance.browser(emine.id).await;
        let id = form_id(&mut browser).await;
        let begun = browser.post(NEW, &[("case", &id), ("title", "Iets"), ("team_name", "Ons team")]).await;
        let room = begun.location.unwrap();
        let db = instance.app.db.read();
        let row = deliberation::Entity::find().one(db).await.unwrap().unwrap();
        let virtues = frameworks::current(db, organisation, row.team_id).await.unwrap();
        let ids: Vec<String> = virtues.iter().map(|virtue| virtue.id.to_string()).collect();
        let focus = format!("{room}/focus");
        assert!(browser.get(&focus).await.text.contains(&virtues[3].name));
        let four: Vec<(&str, &str)> = ids[..4].iter().map(|id| ("virtue", id.as_str())).collect();
        assert_eq!(browser.post(&focus, &four).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let two = [("question", "Mag dit?"), ("virtue", ids[5].as_str()), ("virtue", ids[2].as_str())];
        assert_eq!(browser.post(&focus, &two).await.location.as_deref(), Some(room.as_str()));
        let page = browser.get(&room).await;
        assert!(page.text.contains("Mag dit?") && page.text.contains(&virtues[2].name));
        let place = format!("place-{}", ids[2]);
        let dot = [("moment", "start"), (place.as_str(), "50")];
        assert!(browser.post(&format!("{room}/placements"), &dot).await.status.is_redirection());
        let late = browser.post(&focus, &[("question", "Mag dit nu?"), ("virtue", &ids[0])]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text.contains("Er liggen al stippen"));
        assert!(browser.post(&focus, &[("question", "Mag dit nu?"), two[1], two[2]]).await.status.is_redirection());
        let noor = instance.member(organisation, row.team_id, "Noor", TeamRole::Member).await;
        assert_eq!(instance.browser(noor.id).await.get(&focus).await.status, StatusCode::NOT_FOUND);
    }
}
