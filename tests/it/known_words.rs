//! The organisation's own words: kept by administrators and facilitators, used wherever redaction looks, never seen elsewhere.

use axum::http::StatusCode;
use dutch::redaction::{self, Category};
use entity::known_word;
use entity::team_member::TeamRole;
use omgang::known_words::{self, KnownWordKind};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::on_both;

const PAGE: &str = "/o/maaskant/known-words";

on_both! {
    async fn words_are_added_once_listed_and_taken_off(instance: Instance) {
        let home = instance.organisation("maaskant").await.id;
        let elsewhere = instance.organisation("elders").await.id;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let administrator = instance.person(home, "Beheer", roles).await;
        let stranger = instance.person(elsewhere, "Vreemde", roles).await;
        let mut browser = instance.browser(administrator.id).await;
        let form = [("kind", "street"), ("words", "De Zoom\n\n  Achter de Kerk \nde zoom")];
        assert_eq!(browser.post(PAGE, &form).await.status, StatusCode::SEE_OTHER);
        browser.post(PAGE, &form).await;
        let page = browser.get(PAGE).await;
        assert_eq!(page.text.matches("Achter de Kerk").count(), 1, "a word is listed once");
        let rows = known_words::list(instance.app.db.read(), home).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.word.as_str()).collect::<Vec<_>>(), ["Achter de Kerk", "De Zoom"]);

        let mut other = instance.browser(stranger.id).await;
        other.post(&format!("/o/elders/known-words/{}/destroy", rows[0].id), &[]).await;
        assert_eq!(known_words::list(instance.app.db.read(), home).await.unwrap().len(), 2, "another organisation's word stays");
        browser.post(&format!("{PAGE}/{}/destroy", rows[0].id), &[]).await;
        let left = known_word::Entity::find().all(instance.app.db.read()).await.unwrap();
        assert_eq!(left.iter().map(|row| row.word.as_str()).collect::<Vec<_>>(), ["De Zoom"]);
    }
}

on_both! {
    async fn what_is_wrong_comes_back_with_what_was_typed(instance: Instance) {
        let home = instance.organisation("maaskant").await.id;
        let team = instance.team(home, "Team Noord").await;
        let facilitator = instance.member(home, team, "Fien", TeamRole::Facilitator).await;
        let member = instance.member(home, team, "Mo", TeamRole::Member).await;
        let mut browser = instance.browser(facilitator.id).await;
        let answer = browser.post(PAGE, &[("kind", ""), ("words", "Het Anker")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Het Anker") && answer.text.contains("Kies eerst wat het zijn."));
        let long = "x".repeat(101);
        for words in ["", long.as_str(), &"a\n".repeat(501)] {
            let answer = browser.post(PAGE, &[("kind", "place"), ("words", words)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let mut other = instance.browser(member.id).await;
        assert_eq!(other.get(PAGE).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn redaction_knows_the_words_the_members_and_the_teams(instance: Instance) {
        let home = instance.organisation("maaskant").await.id;
        let team = instance.team(home, "Team Waterkant").await;
        instance.member(home, team, "Groen", TeamRole::Member).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let lists = [(KnownWordKind::Organisation, "het anker"), (KnownWordKind::Never, "Zonnestraal")];
        for (kind, word) in lists {
            known_words::add(&mut tx, home, kind, vec![word.to_owned()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let known = known_words::known(instance.app.db.read(), home).await.unwrap();
        let text = "toen zei Groen: ga naar Het Anker, met Zonnestraal, of naar Waterkant";
        let found: Vec<_> =
            redaction::find(text, &known).into_iter().map(|one| (one.category, text[one.span].to_owned())).collect();
        assert_eq!(
            found,
            [
                (Category::Person, "Groen".to_owned()),
                (Category::Organisation, "Het Anker".to_owned()),
                (Category::Person, "Waterkant".to_owned())
            ]
        );
    }
}

on_both! {
    async fn what_is_noticed_is_told_softly_and_kept_nowhere(instance: Instance) {
        let home = instance.organisation("maaskant").await.id;
        let team = instance.team(home, "Team Noord").await;
        let member = instance.member(home, team, "Mo", TeamRole::Member).await;
        let mut browser = instance.browser(member.id).await;
        let answer = browser.post("/o/maaskant/marks", &[("text", "Bij mevrouw Kwartel op 06-12345678 <b>")]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains(r#"{"word":"Kwartel","label":"naam"}"#), "{}", answer.text);
        assert!(answer.text.contains(r#"{"word":"06-12345678","label":"telefoonnummer"}"#), "{}", answer.text);
        let nothing = browser.post("/o/maaskant/marks", &[("text", "Ik twijfel of ik moet gaan.")]).await;
        assert!(nothing.text.contains(r#""marks":[]"#), "{}", nothing.text);

        let new = format!("/o/maaskant/teams/{}/cases", team.0);
        let id = entity::ids::CaseId::new().to_string();
        let fields = [("id", id.as_str()), ("version", "0"), ("title", "Een deur"), ("story", "Bij mevrouw Kwartel thuis.")];
        let kept = browser.post(&new, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let page = browser.get(&format!("/o/maaskant/cases/{id}")).await;
        assert!(page.text.contains("Eén woord waaraan iemand te herkennen kan zijn") && page.text.contains("<b>Kwartel</b> naam"));
        let edit = browser.get(&format!("/o/maaskant/cases/{id}/edit")).await;
        assert!(edit.text.contains(r#"data-marks="/o/maaskant/marks""#), "the script knows where to ask");
    }
}
