//! To whoever doesn't take part, a conversation isn't there: on no route.

use axum::http::StatusCode;
use entity::ids::ContributionId;
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;

use super::Table;
use crate::on_both;
use crate::support::Browser;

const READS: [&str; 3] = ["", "/screen", "/stream"];
const WRITES: [(&str, &[(&str, &str)]); 8] = [
    ("/steer", &[("verb", "advance"), ("revision", "1")]),
    ("/contributions", &[("step", "examine"), ("text-option", "x")]),
    ("/contributions", &[("step", "examine")]),
    ("/placements", &[("moment", "start")]),
    ("/reveal", &[("step", "start")]),
    ("/answer", &[("answered", "yes")]),
    ("/recognitions", &[("tension", "act_wait")]),
    ("/close", &[("revision", "1")]),
];

async fn finds_nothing(browser: &mut Browser, room: &str, who: &str) {
    for read in READS {
        assert_eq!(browser.get(&format!("{room}{read}")).await.status, StatusCode::NOT_FOUND, "{who} reads {read}");
    }
    for (write, form) in WRITES {
        let answer = browser.post(&format!("{room}{write}"), form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who} writes {write}");
    }
    let one = format!("{room}/contributions/{}", ContributionId::new());
    assert_eq!(browser.get(&one).await.status, StatusCode::NOT_FOUND, "{who} edits");
    let changed = browser.post(&one, &[("text", "x"), ("version", "1")]).await;
    assert_eq!(changed.status, StatusCode::NOT_FOUND, "{who} changes");
    let role = [("role", "facilitator"), ("account", "00000000-0000-0000-0000-000000000000")];
    let handed = browser.post(&format!("{room}/roles"), &role).await;
    assert_eq!(handed.status, StatusCode::NOT_FOUND, "{who} hands over");
}

on_both! {
    async fn who_does_not_take_part_finds_nothing_on_any_route(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let room = Table::url(id, "");
        let elsewhere = table.instance.organisation("elders").await;
        let stranger = table.instance.person(elsewhere.id, "Vera", OrganisationRoles::default()).await;
        let manager = OrganisationRoles { manager: true, administrator: false };
        let administrator = OrganisationRoles { manager: false, administrator: true };
        let manager = table.outsider("Marga", manager).await;
        let administrator = table.outsider("Ad", administrator).await;
        let colleague = table.outsider("Cas", OrganisationRoles::default()).await;
        let guest = table.instance.member(table.organisation.id, table.team, "Gast", TeamRole::Guest).await;
        for (account, who) in [
            (&stranger, "a stranger"),
            (&manager, "a manager"),
            (&administrator, "an administrator"),
            (&colleague, "a colleague of another team"),
            (&guest, "a guest who isn't expected"),
        ] {
            finds_nothing(&mut table.browser(account).await, &room, who).await;
        }
        let open = format!("/o/maaskant/meetings/{}/deliberations", table.meeting);
        for account in [&manager, &administrator, &colleague, &guest] {
            assert_eq!(table.browser(account).await.post(&open, &[]).await.status, StatusCode::NOT_FOUND);
        }
        let mut anonymous = table.instance.anonymous();
        assert_eq!(anonymous.get(&room).await.status, StatusCode::SEE_OTHER, "to the door");
        let mut tomasz = table.browser(&table.others[0]).await;
        let early = tomasz.post(&format!("{room}/contributions"), WRITES[1].1).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "expected isn't present");
    }
}

on_both! {
    async fn only_the_facilitator_steers_reveals_and_closes(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut youssef = table.browser(&table.youssef).await;
        for (write, form) in [WRITES[0], WRITES[4], WRITES[5], WRITES[7]] {
            assert_eq!(youssef.post(&Table::url(id, write), form).await.status, StatusCode::NOT_FOUND, "{write}");
        }
        let page = youssef.get(&Table::url(id, "")).await.text;
        assert!(!page.contains("/steer") && !page.contains("/reveal") && !page.contains("/close"));
    }
}

on_both! {
    async fn who_was_expected_and_never_came_finds_nothing_after_the_close(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut judith = table.browser(&table.judith).await;
        judith.post(&Table::url(id, "/close"), &[("revision", "1")]).await;
        let mut tomasz = table.browser(&table.others[0]).await;
        finds_nothing(&mut tomasz, &Table::url(id, ""), "who never came").await;
    }
}
