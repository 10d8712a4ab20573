//! Who opened what of whom: its owner reads it, once a day for each pair and thing, and no nameless thing is ever in it.

use axum::http::StatusCode;
use entity::ids::DeliberationId;
use entity::look;
use entity::look::{LookKind, LookRole};
use omgang::looks;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::on_both;
use crate::records::{hold, make_approved};
use crate::support::Instance;

async fn open(instance: &Instance, who: entity::ids::AccountId, id: DeliberationId) {
    let page = instance.browser(who).await.get(&format!("/o/maaskant/deliberations/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
}

on_both! {
    async fn a_presenter_reads_who_opened_their_case_and_record_a_day_at_a_time(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        for who in [&talk.presenter, &talk.colleague, &talk.colleague, &talk.facilitator] {
            open(&instance, who.id, talk.id).await;
        }
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert_eq!(colleague.get(&format!("/o/maaskant/records/{}", record.id)).await.status, StatusCode::OK);
        let rows = look::Entity::find().all(instance.app.db.read()).await.unwrap();
        let mut seen: Vec<_> = rows.iter().map(|row| (row.looker_id, row.kind, row.role)).collect();
        seen.sort_by_key(|(who, kind, _)| (*who, kind.as_str()));
        let mut expected = vec![
            (talk.colleague.id, LookKind::Case, LookRole::Participant),
            (talk.colleague.id, LookKind::Record, LookRole::Participant),
            (talk.facilitator.id, LookKind::Case, LookRole::Facilitator),
        ];
        expected.sort_by_key(|(who, kind, _)| (*who, kind.as_str()));
        assert_eq!(seen, expected, "one row for each pair and thing, none of one's own");

        instance.app.clock.advance_minutes(24 * 60);
        open(&instance, talk.colleague.id, talk.id).await;
        assert_eq!(looks::list(instance.app.db.read(), talk.presenter.id).await.unwrap().len(), 4, "another day");
        let page = instance.browser(talk.presenter.id).await.get("/account/looks").await.text;
        assert!(page.contains(&format!("{} (deelnemer) las je verslag", talk.colleague.name)), "{page}");
        let others = colleague.get("/account/looks").await.text;
        assert!(!others.contains(&talk.facilitator.name), "nobody reads the list of somebody else");
    }
}

on_both! {
    async fn a_page_that_was_noted_today_writes_nothing_more(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let mut colleague = instance.browser(talk.colleague.id).await;
        let room = format!("/o/maaskant/deliberations/{}", talk.id);
        let mut cost = Vec::new();
        for _ in 0..3 {
            let before = instance.statements();
            colleague.get(&room).await;
            cost.push(instance.statements() - before);
        }
        assert!(cost[0] > cost[1] && cost[1] == cost[2], "{cost:?}");
    }
}

on_both! {
    async fn an_administrator_who_opens_somebodys_page_is_seen_and_it_goes_after_its_term(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let marijke = instance.person(home.id, "Marijke", roles).await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(marijke.id).await;
        browser.get(&format!("/o/maaskant/people/{}", noor.id)).await;
        browser.get(&format!("/o/maaskant/people/{}", marijke.id)).await;
        let page = instance.browser(noor.id).await.get("/account/looks").await.text;
        assert!(page.contains("Marijke (beheerder) opende je naam, adres en rollen"), "{page}");
        assert!(looks::list(instance.app.db.read(), marijke.id).await.unwrap().is_empty());
        let today = instance.app.clock.today();
        let mut tx = instance.app.db.write().await.unwrap();
        let term = time::Duration::weeks(looks::KEPT_WEEKS);
        assert_eq!(looks::purge(&mut tx, today + term).await.unwrap(), 0);
        assert_eq!(looks::purge(&mut tx, today + term + time::Duration::days(1)).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }
}
