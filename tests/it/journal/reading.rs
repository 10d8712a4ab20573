//! Reading back: lists, days, search, what recalls what, taking it along, and that others get nothing.

use axum::http::StatusCode;
use entity::ids::{BranchId, EntryId};

use super::Owner;
use crate::on_both;

on_both! {
    async fn what_was_written_is_read_found_and_recalled(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let old = noor.write("De buurman schreeuwde in het donkere trappenhuis. Zijn hond blafte mee.").await;
        instance.app.clock.advance_minutes(366 * 24 * 60);
        noor.browser = instance.browser(noor.account.id).await;
        noor.write("Brieven over schulden. Niets meer dan brieven.").await;
        noor.open().await;
        let start = noor.browser.get("/journal").await.text;
        assert!(start.contains("Brieven over schulden.") && start.contains("Deze week, een jaar geleden"), "{start}");
        assert!(noor.browser.get("/journal?on=2026-03-04").await.text.contains("buurman"));
        let found = noor.browser.post("/journal/search", &[("q", "brief schuld")]).await.text;
        assert!(found.contains("<mark>Brieven</mark>") && !found.contains("buurman"), "{found}");
        let words = "Weer die buurman in dat trappenhuis, en de hond die blafte.";
        let earlier = noor.browser.post("/journal/earlier", &[("words", words)]).await.text;
        assert!(earlier.contains(&format!("/journal/entries/{old}")), "{earlier}");
        assert_eq!(noor.browser.post(&format!("/journal/entries/{old}/delete"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(noor.browser.get(&format!("/journal/entries/{old}")).await.status, StatusCode::NOT_FOUND);
        assert!(!noor.browser.post("/journal/search", &[("q", "buurman")]).await.text.contains("<mark>"));
    }
}

on_both! {
    async fn what_another_device_wrote_is_found_recalled_and_brought_along_too(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (_, team) = noor.in_a_team(&instance).await;
        let old = noor.write("De buurman schreeuwde in het donkere trappenhuis. Zijn hond blafte mee.").await;
        instance.app.clock.advance_minutes(1);
        noor.save(old, BranchId::random(), 1, &[("text", "Op de laptop.")]).await;
        noor.open().await;
        let found = noor.browser.post("/journal/search", &[("q", "buurman")]).await.text;
        assert!(found.contains("<mark>buurman</mark>"), "{found}");
        let words = "Weer die buurman in dat trappenhuis, en de hond die blafte.";
        assert!(noor.browser.post("/journal/earlier", &[("words", words)]).await.text.contains(&old.to_string()));
        let page = noor.browser.get(&format!("/journal/entries/{old}/bring")).await.text;
        assert!(page.contains(&team) && page.contains("Zijn hond blafte mee."), "{page}");
    }
}

on_both! {
    async fn places_and_tags_come_back(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let virtue = r#"{"virtue":"geduld","name":"Geduld","too_little":"Vluchtig","too_much":"Traag"}"#;
        for (was, feeling) in [("17", "tired"), ("67", "calm")] {
            let fields = [("text", "Zo."), ("virtue", virtue), ("was.geduld", was), ("wish.geduld", "50"), ("feeling", feeling), ("tension", "act_wait")];
            noor.save(EntryId::random(), BranchId::random(), 1, &fields).await;
            instance.app.clock.advance_minutes(24 * 60);
        }
        noor.open().await;
        let picture = noor.browser.get("/journal/virtues").await.text;
        assert!(picture.contains("dicht bij Vluchtig") && picture.contains("een beetje naar Traag"), "{picture}");
        let tags = noor.browser.get("/journal/search").await.text;
        assert!(tags.contains("value=\"feeling:tired\"") && tags.contains("value=\"tension:act_wait\"") && tags.contains("value=\"virtue:geduld\""));
        let only_tags = noor.save(EntryId::random(), BranchId::random(), 1, &[("feeling", "tired")]).await;
        assert_eq!(only_tags.status, StatusCode::OK);
        let start = noor.browser.get("/journal").await.text;
        assert!(start.contains("Alleen een plek of een woord") && !start.contains("niet te lezen"), "{start}");
        noor.browser.post(&format!("/journal/entries/{}/delete", noor.entries(&instance).await[0].id), &[]).await;
        let tired = noor.browser.post("/journal/search", &[("tag", "feeling:tired")]).await.text;
        assert_eq!(tired.matches("class=\"item-title\"").count(), 1);
    }
}

on_both! {
    async fn a_journal_can_be_taken_along(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.save(EntryId::random(), BranchId::random(), 1, &[("text", "De radio ging zachter."), ("answer.presence/there", "Bij de deur."), ("feeling", "tired")]).await;
        noor.open().await;
        let markdown = noor.browser.get("/journal/export/markdown").await.text;
        for part in ["# Jouw dagboek", "## 2026-03-04", "De radio ging zachter.", "Bij de deur.", "Moe"] {
            assert!(markdown.contains(part), "{part} in {markdown}");
        }
        let json: serde_json::Value = serde_json::from_str(&noor.browser.get("/journal/export/json").await.text).unwrap();
        assert_eq!(json["entries"][0]["text"], "De radio ging zachter.");
        assert_eq!(noor.browser.get("/journal/export/pdf").await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn nobody_else_gets_anything(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let entry = noor.write("Het stond op het raam.").await;
        let mut emine = Owner::new(&instance, "Emine").await;
        emine.open().await;
        assert_eq!(emine.browser.get(&format!("/journal/entries/{entry}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(emine.browser.get(&format!("/journal/entries/{entry}/edit")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(emine.browser.post(&format!("/journal/entries/{entry}/delete"), &[]).await.status, StatusCode::NOT_FOUND);
        // The same id in another journal is another entry.
        emine.save(entry, BranchId::random(), 1, &[("text", "Van mij.")]).await;
        assert_eq!(noor.entries(&instance).await[0].body.text, "Het stond op het raam.");
        assert_eq!(emine.entries(&instance).await[0].body.text, "Van mij.");
        for path in ["/journal", "/journal/new", "/journal/search", "/journal/export/json"] {
            assert_eq!(instance.anonymous().get(path).await.status, StatusCode::SEE_OTHER, "{path}");
        }
    }
}
