//! Meetings: planning, bringing in a case, and what the team sees of it.

use axum::http::StatusCode;
use entity::ids::CaseId;
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::Browser;

/// Writes a case and makes it ready, in the browser of its presenter.
async fn ready_case(browser: &mut Browser, team: &str, title: &str) -> String {
    let id = CaseId::new().to_string();
    let fields = [("id", id.as_str()), ("title", title), ("story", "Een geheim verhaal")];
    browser.post(&format!("{team}/cases"), &fields).await;
    browser.post(&format!("/o/maaskant/cases/{id}/ready"), &[]).await;
    id
}

on_both! {
    async fn a_case_is_brought_in_by_its_presenter(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let team_id = instance.team(organisation.id, "Team Noord").await;
        let team = format!("/o/maaskant/teams/{team_id}");
        let judith = instance.member(organisation.id, team_id, "Judith", TeamRole::Facilitator).await;
        let tomasz = instance.member(organisation.id, team_id, "Tomasz", TeamRole::Member).await;
        let loes = instance.member(organisation.id, team_id, "Loes", TeamRole::Trainee).await;
        let (mut judith, mut tomasz) = (instance.browser(judith.id).await, instance.browser(tomasz.id).await);
        let mut loes = instance.browser(loes.id).await;

        let planned = judith.post(&format!("{team}/meetings"), &[("date", "2026-04-07")]).await;
        let meeting = planned.location.unwrap();
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("dinsdag 7 april 2026") && page.contains("Tomasz") && page.contains("gespreksleider"));
        assert!(!page.contains("Open het gesprek"));

        let case = ready_case(&mut tomasz, &team, "De dichte deur").await;
        let to = format!("{meeting}/case");
        assert_eq!(judith.post(&to, &[("case", &case)]).await.status, StatusCode::NOT_FOUND, "not hers to bring in");
        assert_eq!(tomasz.post(&to, &[("case", &case)]).await.location.as_deref(), Some(meeting.as_str()));
        let page = judith.get(&meeting).await.text.replace("&#x2f;", "/");
        assert!(page.contains("De dichte deur") && page.contains("Tomasz brengt hem in"));
        assert!(page.contains(&format!(r#"action="{meeting}/deliberations""#)) && page.contains("Open het gesprek"));
        assert!(!page.contains("geheim verhaal") && !page.contains(&format!("/cases/{case}")), "the title is all she sees");
        assert_eq!(judith.get(&format!("/o/maaskant/cases/{case}")).await.status, StatusCode::NOT_FOUND);
        assert!(!loes.get(&meeting).await.text.contains("Open het gesprek"), "a trainee doesn't open it");

        let second = ready_case(&mut loes, &team, "Een andere").await;
        assert_eq!(loes.post(&to, &[("case", &second)]).await.status, StatusCode::CONFLICT, "one at a time");
        assert_eq!(loes.post(&to, &[("case", "")]).await.status, StatusCode::NOT_FOUND, "not hers to take off");
        let kept = tomasz.post(&format!("/o/maaskant/cases/{case}/discard"), &[]).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY, "a case on a meeting can't be thrown away");
        judith.post(&to, &[("case", "")]).await;
        assert_eq!(loes.post(&to, &[("case", &second)]).await.status, StatusCode::SEE_OTHER);
        let list = tomasz.get(&format!("{team}/meetings")).await.text;
        assert!(list.contains("Komt eraan") && list.contains("Een andere") && !list.contains("Geweest"));
    }
}

on_both! {
    async fn a_date_may_lie_a_year_back(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let team_id = instance.team(organisation.id, "Team Noord").await;
        let tomasz = instance.member(organisation.id, team_id, "Tomasz", TeamRole::Member).await;
        let mut browser = instance.browser(tomasz.id).await;
        let url = format!("/o/maaskant/teams/{team_id}/meetings");
        for (date, sentence) in [("", "Vul dit nog in"), ("31-2-2026", "bestaat niet"), ("2025-02-01", "te ver weg")] {
            let answer = browser.post(&url, &[("date", date)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{date}");
            assert!(answer.text.contains(sentence) && answer.text.contains(&format!(r#"value="{date}""#)), "{date}");
        }
        assert_eq!(browser.post(&url, &[("date", "4-3-2025")]).await.status, StatusCode::SEE_OTHER);
        let list = browser.get(&url).await.text;
        assert!(list.contains("Geweest") && list.contains("dinsdag 4 maart 2025"));
    }
}

on_both! {
    async fn meetings_are_the_teams_alone(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let team_id = instance.team(organisation.id, "Team Noord").await;
        let tomasz = instance.member(organisation.id, team_id, "Tomasz", TeamRole::Member).await;
        let url = format!("/o/maaskant/teams/{team_id}/meetings");
        let mut own = instance.browser(tomasz.id).await;
        let meeting = own.post(&url, &[("date", "2026-04-07")]).await.location.unwrap();
        let roles = |manager, administrator| OrganisationRoles { manager, administrator };
        let guest = instance.member(organisation.id, team_id, "Gijs", TeamRole::Guest).await;
        let manager = instance.person(organisation.id, "Marga", roles(true, false)).await;
        let administrator = instance.person(organisation.id, "Ada", roles(false, true)).await;
        for account in [guest, manager, administrator] {
            let mut browser = instance.browser(account.id).await;
            for page in [url.clone(), format!("{url}/new"), meeting.clone()] {
                assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND, "{} {page}", account.name);
            }
            assert_eq!(browser.post(&url, &[("date", "2026-04-07")]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(browser.post(&format!("{meeting}/case"), &[("case", "")]).await.status, StatusCode::NOT_FOUND);
        }
    }
}
