//! Cases: saving, saving from two devices, and that they are the presenter's alone.

use axum::http::StatusCode;
use entity::ids::{CaseId, TeamId};
use entity::team_member::TeamRole;
use entity::{account, organisation};
use omgang::cases::{self, CaseState, Refused};
use omgang::frameworks;
use omgang::teams::members::TeamRef;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::{Instance, actor};

async fn noord(instance: &Instance) -> (organisation::Model, TeamId, account::Model) {
    let organisation = instance.organisation("maaskant").await;
    let team = instance.team(organisation.id, "Team Noord").await;
    let tomasz = instance.member(organisation.id, team, "Tomasz", TeamRole::Member).await;
    let mut tx = instance.app.db.write().await.unwrap();
    let to = TeamRef { organisation: organisation.id, team };
    frameworks::adopt_template(&mut tx, to, "nl", instance.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    (organisation, team, tomasz)
}

on_both! {
    async fn a_case_is_kept_while_it_is_typed(instance: Instance) {
        let (organisation, team, tomasz) = noord(&instance).await;
        let virtues = frameworks::current(instance.app.db.read(), organisation.id, team).await.unwrap();
        let mut browser = instance.browser(tomasz.id).await;
        let form = browser.get(&format!("/o/maaskant/teams/{team}/cases/new")).await;
        assert!(form.text.contains("handbook/preparing-a-case"));
        let me = actor(&organisation, &tomasz);
        assert!(cases::mine(instance.app.db.read(), &me).await.unwrap().is_empty(), "opening the form makes nothing");

        let id = CaseId::new();
        let (id_text, create) = (id.to_string(), format!("/o/maaskant/teams/{team}/cases"));
        let first = [("id", id_text.as_str()), ("version", "0"), ("story", "De radio ging zachter.")];
        let saved = browser.save(&create, &first).await;
        assert_eq!(saved.status, StatusCode::OK);
        let edit = format!("/o/maaskant/cases/{id}/edit");
        assert_eq!(saved.text, format!(r#"{{"said":"Bewaard","version":1,"url":"{edit}"}}"#));
        let lost = browser.save(&create, &first).await;
        assert_eq!((lost.status, lost.text), (StatusCode::OK, saved.text), "sent twice because the answer was lost");

        let (one, two) = (virtues[7].id.to_string(), virtues[2].id.to_string());
        let more = [
            ("version", "1"),
            ("title", "De dichte deur"),
            ("story", "De radio ging zachter. Niet uit."),
            ("learning_question", "Hoe vaak mag ik terugkomen?"),
            ("virtues", two.as_str()),
            ("virtues", one.as_str()),
        ];
        assert!(browser.save(&edit, &more).await.text.contains(r#""version":2"#));
        let page = browser.get(&format!("/o/maaskant/cases/{id}")).await.text;
        for words in ["De dichte deur", "Niet uit.", "Hoe vaak mag ik terugkomen?", "Geduld", "Respect"] {
            assert!(page.contains(words), "{words}");
        }
        let told = cases::get_for_presenter(instance.app.db.read(), &me, id).await.unwrap();
        assert_eq!(told.virtues.iter().map(|virtue| (virtue.id, virtue.version)).collect::<Vec<_>>(),
            [(virtues[2].id, 1), (virtues[7].id, 1)]);
        let list = browser.get("/o/maaskant/cases").await.text;
        assert!(list.contains("De dichte deur") && list.contains("4 maart 2026"));
    }
}

on_both! {
    async fn the_second_device_sees_both_texts(instance: Instance) {
        let (_, team, tomasz) = noord(&instance).await;
        let mut browser = instance.browser(tomasz.id).await;
        let id = CaseId::new().to_string();
        let create = format!("/o/maaskant/teams/{team}/cases");
        browser.save(&create, &[("id", &id), ("story", "Begin.")]).await;
        let edit = format!("/o/maaskant/cases/{id}/edit");
        assert_eq!(browser.save(&edit, &[("version", "1"), ("story", "Op de laptop.")]).await.status, StatusCode::OK);
        let phone = [("version", "1"), ("story", "Op de telefoon."), ("title", "In de trein")];
        let late = browser.save(&edit, &phone).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("ook ergens anders veranderd"));
        let both = browser.post(&edit, &phone).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        for words in ["Op de laptop.", "Op de telefoon.", "In de trein", r#"name="version" value="2""#] {
            assert!(both.text.contains(words), "{words}");
        }
        assert!(!both.text.contains("data-autosave autocomplete") && !both.text.contains("data-autosave>"));
        let chosen = [("version", "2"), ("story", "Op de telefoon."), ("title", "In de trein")];
        assert_eq!(browser.post(&edit, &chosen).await.status, StatusCode::SEE_OTHER);
        let page = browser.get(&format!("/o/maaskant/cases/{id}")).await.text;
        assert!(page.contains("Op de telefoon.") && !page.contains("Op de laptop."));
    }
}

on_both! {
    async fn what_is_too_long_comes_back_whole(instance: Instance) {
        let (organisation, team, tomasz) = noord(&instance).await;
        let virtues = frameworks::current(instance.app.db.read(), organisation.id, team).await.unwrap();
        let mut browser = instance.browser(tomasz.id).await;
        let (id, story) = (CaseId::new().to_string(), format!("{}einde", "é".repeat(20_000)));
        let title = "t".repeat(121);
        let four: Vec<String> = virtues[..4].iter().map(|virtue| virtue.id.to_string()).collect();
        let mut fields = vec![("id", id.as_str()), ("title", &title), ("story", &story)];
        fields.extend(four.iter().map(|virtue| ("virtues", virtue.as_str())));
        let create = format!("/o/maaskant/teams/{team}/cases");
        let answer = browser.post(&create, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(&story) && answer.text.contains(&title), "every letter is kept");
        assert!(answer.text.contains("hoogstens drie deugden"));
        // The four virtues, and that nobody said where the contact stands.
        assert_eq!(answer.text.matches(" checked").count(), 4 + 1);
        let background = browser.save(&create, &fields).await;
        assert_eq!(background.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(background.text.contains("past niet"));
        let nothing = browser.post(&create, &[("id", &id), ("story", "  ")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty form makes no case");
        let strange = CaseId::new().to_string();
        let unknown = browser.post(&create, &[("id", &id), ("story", "Een verhaal."), ("virtues", &strange)]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.text.contains("Een verhaal.") && unknown.text.contains("staat niet meer in het kader"));
    }
}

on_both! {
    async fn a_script_is_text(instance: Instance) {
        let (_, team, tomasz) = noord(&instance).await;
        let mut browser = instance.browser(tomasz.id).await;
        let (id, script) = (CaseId::new().to_string(), "<script>alert(1)</script>");
        let fields = [("id", id.as_str()), ("title", script), ("story", script), ("learning_question", script)];
        browser.post(&format!("/o/maaskant/teams/{team}/cases"), &fields).await;
        for page in ["/o/maaskant/cases".into(), format!("/o/maaskant/cases/{id}"), format!("/o/maaskant/cases/{id}/edit")] {
            let text = browser.get(&page).await.text;
            assert!(!text.contains(script) && text.contains("&lt;script&gt;"), "{page}");
        }
    }
}

on_both! {
    async fn a_case_is_the_presenters_alone(instance: Instance) {
        let (organisation, team, tomasz) = noord(&instance).await;
        let mut own = instance.browser(tomasz.id).await;
        let id = CaseId::new().to_string();
        let create = format!("/o/maaskant/teams/{team}/cases");
        own.post(&create, &[("id", &id), ("title", "Titel"), ("story", "Geheim verhaal")]).await;
        let colleague = instance.member(organisation.id, team, "Youssef", TeamRole::Member).await;
        let facilitator = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
        let guest = instance.member(organisation.id, team, "Gijs", TeamRole::Guest).await;
        let roles = |manager, administrator| OrganisationRoles { manager, administrator };
        let manager = instance.person(organisation.id, "Marga", roles(true, false)).await;
        let administrator = instance.person(organisation.id, "Ada", roles(false, true)).await;
        let case = format!("/o/maaskant/cases/{id}");
        for account in [&colleague, &facilitator, &guest, &manager, &administrator] {
            let mut browser = instance.browser(account.id).await;
            for page in [case.clone(), format!("{case}/edit")] {
                assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND, "{} {page}", account.name);
            }
            for to in [format!("{case}/edit"), format!("{case}/ready"), format!("{case}/discard")] {
                let answer = browser.post(&to, &[("version", "1"), ("story", "Van mij")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {to}", account.name);
            }
            let list = browser.get("/o/maaskant/cases").await;
            assert!(list.status == StatusCode::OK && !list.text.contains("Titel"));
        }
        let taken = [("id", id.as_str()), ("story", "Onder het nummer van een ander")];
        let mut browser = instance.browser(colleague.id).await;
        assert_eq!(browser.post(&create, &taken).await.status, StatusCode::NOT_FOUND);
        for account in [guest, manager, administrator] {
            let mut browser = instance.browser(account.id).await;
            assert_eq!(browser.get(&format!("{create}/new")).await.status, StatusCode::NOT_FOUND, "{}", account.name);
            assert_eq!(browser.post(&create, &[("id", &id), ("story", "x")]).await.status, StatusCode::NOT_FOUND);
        }
    }
}

on_both! {
    async fn a_case_comes_further(instance: Instance) {
        let (organisation, team, tomasz) = noord(&instance).await;
        let (me, now) = (actor(&organisation, &tomasz), instance.app.clock.now());
        let mut browser = instance.browser(tomasz.id).await;
        let id = CaseId::new();
        let create = format!("/o/maaskant/teams/{team}/cases");
        browser.post(&create, &[("id", &id.to_string()), ("story", "Verhaal")]).await;
        let case = format!("/o/maaskant/cases/{id}");
        let gap = browser.post(&format!("{case}/ready"), &[]).await;
        assert_eq!(gap.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(gap.text.contains("heeft een titel en een verhaal"));
        browser.post(&format!("{case}/edit"), &[("version", "1"), ("title", "Titel"), ("story", "Verhaal")]).await;
        assert_eq!(browser.post(&format!("{case}/ready"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.post(&format!("{case}/ready"), &[]).await.status, StatusCode::CONFLICT);
        let mut tx = instance.app.db.write().await.unwrap();
        cases::mark_discussed(&mut tx, organisation.id, id, now).await.unwrap();
        cases::mark_discussed(&mut tx, organisation.id, id, now).await.unwrap();
        assert!(matches!(cases::discard(&mut tx, &me, id).await, Err(Refused::OtherState)));
        tx.commit().await.unwrap();
        let told = cases::of_conversation(instance.app.db.read(), organisation.id, id).await.unwrap().unwrap();
        assert_eq!(told.case.state, CaseState::Discussed);
        let page = browser.get(&format!("{case}/edit")).await;
        assert!(page.text.contains("Wat je hier verandert, lezen zij ook"), "says who reads along");
        let better = [("version", "2"), ("title", "Titel"), ("story", "Verhaal, zonder tikfout")];
        assert_eq!(browser.post(&format!("{case}/edit"), &better).await.status, StatusCode::SEE_OTHER);
        let told = cases::of_conversation(instance.app.db.read(), organisation.id, id).await.unwrap().unwrap();
        assert_eq!((told.case.state, told.case.story.as_str()), (CaseState::Discussed, "Verhaal, zonder tikfout"));
        let other = CaseId::new();
        browser.post(&create, &[("id", &other.to_string()), ("story", "Weg ermee")]).await;
        let gone = browser.post(&format!("/o/maaskant/cases/{other}/discard"), &[]).await;
        assert_eq!(gone.location.as_deref(), Some("/o/maaskant/cases"));
        assert_eq!(browser.get(&format!("/o/maaskant/cases/{other}")).await.status, StatusCode::NOT_FOUND);
    }
}
