//! The lead changes hands: taken when whoever led is gone, told to everybody, never by who came for one conversation.

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use omgang::deliberations::{Refused, lead};
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships;

use super::Table;
use crate::on_both;

on_both! {
    async fn somebody_at_the_table_leads_on_when_the_facilitator_is_gone(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let app = &table.instance.app;
        let team = TeamRef { organisation: table.organisation.id, team: table.team };
        let mut tx = app.db.write().await.unwrap();
        let youssef = Place { account: table.youssef.id, role: TeamRole::Facilitator, coordinator: false };
        members::put(&mut tx, team, youssef, table.judith.id, app.clock.now()).await.unwrap();
        members::remove(&mut tx, team, table.judith.id, table.youssef.id, app.clock.now()).await.unwrap();
        memberships::remove(&mut tx, table.organisation.id, table.judith.id, table.youssef.id, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut sharina = table.browser(&table.sharina).await;
        let page = sharina.get(&Table::url(id, "")).await.text;
        assert!(page.contains("Is de gespreksleider weg?"));
        let revision = table.row(id).await.revision.to_string();
        let taken = sharina.post(&Table::url(id, "/lead"), &[("revision", &revision)]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        let mut other = table.browser(&table.youssef).await;
        assert!(other.get(&Table::url(id, "")).await.text.contains("Sharina nam om"), "everybody reads it");
        let revision = table.row(id).await.revision.to_string();
        let on = [("verb", "advance"), ("revision", revision.as_str())];
        assert_eq!(sharina.post(&Table::url(id, "/steer"), &on).await.status, StatusCode::SEE_OTHER);
        assert_eq!(table.room(id).await.step().key, "explore");
        let revision = table.row(id).await.revision.to_string();
        let closed = sharina.post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "and closes it");
        assert!(other.get(&Table::url(id, "")).await.text.contains("Sharina nam om"), "it stays with the conversation");
    }
}

on_both! {
    async fn of_two_who_take_the_lead_at_once_one_leads(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let revision = table.row(id).await.revision;
        let take = async |account| {
            let app = &table.instance.app;
            let mut tx = app.db.write().await.unwrap();
            let done = lead::take(&mut tx, &table.actor(account), id, revision, app.clock.now()).await;
            if done.is_ok() {
                tx.commit().await.unwrap();
            }
            done
        };
        let (one, other) = tokio::join!(take(&table.sharina), take(&table.youssef));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert!([one, other].into_iter().any(|done| matches!(done, Err(Refused::Conflict))));
        assert_eq!(lead::list(table.instance.app.db.read(), &table.row(id).await).await.unwrap().len(), 1);
        let mut judith = table.browser(&table.judith).await;
        let late = judith.post(&Table::url(id, "/steer"), &[("verb", "advance"), ("revision", &revision.to_string())]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "who led until then hears that the group has moved");
        let revision = table.row(id).await.revision.to_string();
        judith.post(&Table::url(id, "/lead"), &[("revision", &revision)]).await;
        assert_eq!(table.row(id).await.facilitator_id, table.judith.id, "and may take it back, as openly");
        let told = lead::list(table.instance.app.db.read(), &table.row(id).await).await.unwrap();
        assert_eq!(told.iter().map(|change| (change.number, change.taken)).collect::<Vec<_>>(), [(1, true), (2, true)]);
    }
}

on_both! {
    async fn a_trainee_a_guest_and_a_device_of_one_conversation_do_not_take_it(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let revision = table.row(id).await.revision.to_string();
        for account in &table.others[1..] {
            let mut browser = table.browser(account).await;
            assert!(!browser.get(&Table::url(id, "")).await.text.contains("Is de gespreksleider weg?"));
            let tried = browser.post(&Table::url(id, "/lead"), &[("revision", &revision)]).await;
            assert_eq!(tried.status, StatusCode::NOT_FOUND);
        }
        let app = &table.instance.app;
        let mut visitor = table.actor(&table.sharina);
        visitor.only = Some(id);
        let held = table.row(id).await.revision;
        let mut tx = app.db.write().await.unwrap();
        let tried = lead::take(&mut tx, &visitor, id, held, app.clock.now()).await;
        assert!(matches!(tried, Err(Refused::NotFound)));
        drop(tx);
        let mut judith = table.browser(&table.judith).await;
        let sharina = table.sharina.id.to_string();
        judith.post(&Table::url(id, "/roles"), &[("role", "facilitator"), ("account", &sharina)]).await;
        assert!(judith.get(&Table::url(id, "")).await.text.contains("Judith gaf om"), "handing over is told as well");
    }
}
