//! The administrator's page, the words where one writes, and the table that docs tell.

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;

use super::days;
use crate::on_both;
use crate::records::{hold, make_approved};

on_both! {
    async fn an_administrator_chooses_terms_and_who_writes_reads_them(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let roles = OrganisationRoles { administrator: true, ..OrganisationRoles::default() };
        let admin = instance.person(home.id, "Marijke", roles).await;
        let (mut noor, mut admin) = (instance.browser(noor.id).await, instance.browser(admin.id).await);
        assert_eq!(noor.get("/o/maaskant/retention").await.status, StatusCode::NOT_FOUND);
        assert!(noor.get(&format!("/o/maaskant/teams/{team}/cases/new")).await.text.contains("Ligt dit 26 weken stil"));
        let wrong = [("conversation", "3"), ("draft", "twaalf"), ("shared_copy", "7"), ("trace", "")];
        let refused = admin.post("/o/maaskant/retention", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(["conversation", "draft", "trace"].iter().all(|name| refused.text.contains(&format!("f-{name}-error"))));
        assert!(refused.text.contains("value=\"twaalf\"") && !refused.text.contains("f-shared_copy-error"), "what was typed stays");
        let right = [("conversation", "10"), ("draft", "12"), ("shared_copy", "7"), ("trace", "8")];
        assert_eq!(admin.post("/o/maaskant/retention", &right).await.status, StatusCode::SEE_OTHER);
        let page = admin.get("/o/maaskant/retention").await.text;
        assert!(page.contains("value=\"10\"") && page.contains("Er is nog niets gewist"));
        assert!(noor.get(&format!("/o/maaskant/teams/{team}/cases/new")).await.text.contains("Ligt dit 12 weken stil"));
    }
}

on_both! {
    async fn the_page_counts_what_was_erased_and_a_shorter_term_erases_nothing_unannounced(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        let roles = OrganisationRoles { administrator: true, ..OrganisationRoles::default() };
        let admin = instance.person(talk.home.id, "Marijke", roles).await;
        days(&instance, 35).await;
        let mut browser = instance.browser(admin.id).await;
        let short = [("conversation", "4"), ("draft", "26"), ("shared_copy", "5"), ("trace", "12")];
        assert_eq!(browser.post("/o/maaskant/retention", &short).await.status, StatusCode::SEE_OTHER);
        let next = days(&instance, 1).await;
        assert_eq!((next.announced, next.erased), (1, 0), "it would be over by now, and has its days all the same");
        assert_eq!(days(&instance, 14).await.erased, 1);
        let mut browser = instance.browser(admin.id).await;
        assert!(browser.get("/o/maaskant/retention").await.text.contains("gesprekken: 1"));
    }
}

on_both! {
    async fn a_form_that_comes_back_still_says_how_long_it_stays(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        let mut presenter = instance.browser(talk.presenter.id).await;
        let copy = presenter.post(&format!("/o/maaskant/records/{}/shared-copy", record.id), &[]).await.location.unwrap();
        let refused = presenter.post(&format!("{copy}/edit"), &[("title", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Ligt dit 26 weken stil"), "{}", refused.text);
    }
}

#[test]
fn the_docs_tell_the_table_of_the_code() {
    let doc = include_str!("../../../docs/RETENTION.md");
    let table = omgang::web::retention::table();
    assert!(doc.contains(&table), "docs/RETENTION.md doesn't have this table:\n\n{table}\n");
}
