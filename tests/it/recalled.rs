//! What a team went through before comes up by itself: beside a case that is prepared, and where the group looks for what is possible.

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use omgang::deliberations;

use crate::deliberations::Table;
use crate::library::share_and_tell;
use crate::on_both;

const STORY: &str =
    "Elke keer stond er een tas vol enveloppen klaar. Wanneer is post openen hulp, en wanneer niet meer?";

on_both! {
    async fn earlier_items_come_up_beside_a_case_and_when_the_group_examines_it(instance: Instance) {
        let table = Table::laid(instance).await;
        let (home, instance) = (&table.organisation, &table.instance);
        let other = instance.team(home.id, "Haven").await;
        let mut indexer = instance.app.open_index().await.unwrap();
        share_and_tell(instance, home, table.team, "De la met brieven", STORY).await;
        share_and_tell(instance, home, table.team, "Een feest", "Het buurtfeest ging over koken en muziek.").await;
        share_and_tell(instance, home, other, "Van de buren", STORY).await;
        indexer.catch_up().await.unwrap();
        let recalls = |page: &str| {
            assert!(!page.contains("Van de buren") && !page.contains("Een feest"), "{page}");
            page.contains("Eerder besproken") && page.contains("De la met brieven")
        };
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        assert!(recalls(&sharina.get(&format!("/o/maaskant/cases/{}", table.case)).await.text));
        let id = table.opened().await;
        let room = Table::url(id, "");
        let mut step = String::new();
        while step != "learn" {
            table.advance(id).await;
            step = table.room(id).await.step().key.clone();
            for browser in [&mut judith, &mut sharina] {
                assert_eq!(recalls(&browser.get(&room).await.text), step == "examine", "{step}");
            }
        }
    }
}

on_both! {
    async fn a_guest_at_the_table_reads_nothing_of_the_library_there(instance: Instance) {
        let table = Table::laid(instance).await;
        let mut indexer = table.instance.app.open_index().await.unwrap();
        share_and_tell(&table.instance, &table.organisation, table.team, "De la met brieven", STORY).await;
        indexer.catch_up().await.unwrap();
        let id = table.opened().await;
        let dirk = table.others.last().unwrap();
        let mut tx = table.instance.app.db.write().await.unwrap();
        deliberations::enter(&mut tx, &table.actor(dirk), id).await.unwrap();
        tx.commit().await.unwrap();
        table.advance(id).await;
        table.advance(id).await;
        let page = table.browser(dirk).await.get(&Table::url(id, "")).await;
        assert_eq!((page.status, table.room(id).await.step().key.as_str()), (StatusCode::OK, "examine"));
        assert!(!page.text.contains("De la met brieven"), "{}", page.text);
    }
}

on_both! {
    async fn a_page_of_the_handbook_is_found_by_what_it_is_about_shows_where_and_what_is_like_it(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let gast = instance.member(home.id, team, "Gast", TeamRole::Guest).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let text = "Wij dwaalden af. Nu bewaakt een van ons de volgorde: drie kwartier per casus, thee, en tien minuten om te mopperen en te klagen.";
        share_and_tell(&instance, &home, team, "Wie bewaakt de tijd", text).await;
        indexer.catch_up().await.unwrap();
        let (mut noor, mut gast) = (instance.browser(noor.id).await, instance.browser(gast.id).await);
        let found = noor.get("/o/maaskant/library?tension=share_keep&kind=handbook&q=privacy").await.text;
        assert!(found.contains("/o/maaskant/handbook/privacy?q=privacy&amp;kind=handbook&amp;tension=share_keep"), "{found}");
        let page = noor.get("/o/maaskant/handbook/privacy?q=terugtrekken").await.text;
        assert!(page.contains("<mark>terugtrekken</mark>") && page.contains("/o/maaskant/library?q=terugtrekken"), "{page}");
        assert!(page.contains("/o/maaskant/library?barrier=privacy_rules"), "{page}");
        let facilitating = "/o/maaskant/handbook/facilitating";
        let page = noor.get(facilitating).await.text;
        assert!(page.contains("Lijkt hierop") && page.contains("Wie bewaakt de tijd") && !page.contains("<mark>"), "{page}");
        assert!(!gast.get(facilitating).await.text.contains("Wie bewaakt de tijd"));
        let urgent = noor.get("/o/maaskant/handbook/when-it-cannot-wait").await.text;
        assert!(!urgent.contains("Lijkt hierop") && !urgent.contains("library?tension"), "nothing stands in the way there");
    }
}
