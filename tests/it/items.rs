//! What items are about, what is like them, and who may read them.

use axum::http::StatusCode;
use entity::case_phase::ContactPhase;
use entity::ids::SharedCopyId;
use entity::organisation;
use entity::shared_copy::{self, Audience};
use entity::team_member::TeamRole;
use omgang::library::widen::{self, Act};
use omgang::people::Actor;
use sea_orm::EntityTrait;

use crate::library::share_and_tell;
use crate::on_both;
use crate::support::{Instance, actor};

async fn audience(instance: &Instance, home: &organisation::Model, id: SharedCopyId) -> Audience {
    let row = shared_copy::Entity::find_by_id((home.id, id)).one(instance.app.db.read()).await.unwrap();
    row.unwrap().audience
}

async fn act(instance: &Instance, who: &Actor, id: SharedCopyId, what: Act) -> bool {
    let mut tx = instance.app.db.write().await.unwrap();
    let done = widen::act(&mut tx, who, id, what).await.is_ok();
    if done {
        tx.commit().await.unwrap();
    }
    done
}

/// Writes down who brought a copy in.
async fn brought_by(instance: &Instance, home: &organisation::Model, id: SharedCopyId, who: &entity::account::Model) {
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    let tx = instance.app.db.write().await.unwrap();
    let row = entity::shared_origin::ActiveModel {
        organisation_id: Set(home.id),
        shared_copy_id: Set(id),
        record_id: Set(None),
        presenter_id: Set(who.id),
        reader_id: Set(None),
        reader_note: Set(None),
    };
    row.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn facets_narrow_by_everything_that_is_known_of_an_item(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Hij schaamt zich voor de wachtlijst.").await;
        brought_by(&instance, &home, id, &noor).await;
        indexer.catch_up().await.unwrap();
        let mut browser = instance.browser(noor.id).await;
        let screen = browser.get(&format!("/o/maaskant/shared-copies/{id}/tags")).await;
        assert_eq!(screen.status, StatusCode::OK);
        assert!(screen.text.contains("Schaamte") && screen.text.contains("Wachten op een ander"), "{}", screen.text);
        let fields = [("barrier", "shame"), ("barrier", "nonsense"), ("tension", "stay_let_go"), ("phase", "closing")];
        let saved = browser.post(&format!("/o/maaskant/shared-copies/{id}/tags"), &fields).await;
        assert_eq!(saved.location.as_deref(), Some(&*format!("/o/maaskant/library/{id}")));
        indexer.catch_up().await.unwrap();
        for (facet, named) in [
            ("barrier=shame", "Schaamte"),
            ("tension=stay_let_go", "Erbij blijven – Loslaten"),
            ("phase=closing", "Afronden"),
            ("method=omgangsoverleg", "Omgangsoverleg"),
            ("year=2026", "2026"),
        ] {
            let page = browser.get(&format!("/o/maaskant/library?{facet}")).await;
            assert!(page.text.contains("De brieven in de la") && page.text.contains(named), "{facet}: {}", page.text);
        }
        for gone in ["tension=act_wait", "phase=making_contact"] {
            let page = browser.get(&format!("/o/maaskant/library?{gone}")).await;
            assert!(!page.text.contains("De brieven in de la"), "{gone} was said before and no longer is");
        }
        let too_many: Vec<(&str, &str)> =
            ["shame", "term", "silos", "mandate", "funding"].iter().map(|key| ("barrier", *key)).collect();
        let rejected = browser.post(&format!("/o/maaskant/shared-copies/{id}/tags"), &too_many).await;
        assert_eq!(rejected.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(rejected.text.contains("hoogstens vier"), "{}", rejected.text);
    }
}

on_both! {
    async fn only_its_presenter_says_what_an_item_is_about(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let omar = instance.member(home.id, team, "Omar", TeamRole::Facilitator).await;
        let id = share_and_tell(&instance, &home, team, "Titel", "Tekst.").await;
        brought_by(&instance, &home, id, &noor).await;
        let mut browser = instance.browser(omar.id).await;
        let address = format!("/o/maaskant/shared-copies/{id}/tags");
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&address, &[("phase", "closing")]).await.status, StatusCode::NOT_FOUND);
        let row = shared_copy::Entity::find_by_id((home.id, id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!(row.contact_phase, Some(ContactPhase::MakingContact));
    }
}

on_both! {
    async fn all_teams_read_it_after_the_presenter_asked_and_the_team_agreed(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let (team, other) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let omar = instance.member(home.id, team, "Omar", TeamRole::Facilitator).await;
        let pia = instance.member(home.id, team, "Pia", TeamRole::Trainee).await;
        let buur = instance.member(home.id, other, "Buur", TeamRole::Member).await;
        let gast = instance.member(home.id, other, "Gast", TeamRole::Guest).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Over de vlonder.").await;
        brought_by(&instance, &home, id, &noor).await;
        let of = |account| actor(&home, account);
        for (who, what) in [(&omar, Act::Agree), (&omar, Act::Ask), (&pia, Act::Ask), (&buur, Act::Ask), (&noor, Act::Stop)] {
            assert!(!act(&instance, &of(who), id, what).await, "{} and {what:?}", who.name);
        }
        assert!(act(&instance, &of(&noor), id, Act::Ask).await);
        for (who, what) in [(&noor, Act::Agree), (&pia, Act::Agree), (&buur, Act::Agree), (&buur, Act::Stop), (&noor, Act::Ask)] {
            assert!(!act(&instance, &of(who), id, what).await, "{} and {what:?}", who.name);
        }
        let asked = instance.browser(omar.id).await.get("/o/maaskant/library").await;
        assert!(asked.text.contains("Jullie zijn gevraagd"), "{}", asked.text);
        let (mut near, mut far) = (instance.browser(buur.id).await, instance.browser(gast.id).await);
        indexer.catch_up().await.unwrap();
        assert!(!near.get("/o/maaskant/library?q=vlonder").await.text.contains("De brieven in de la"));
        assert!(act(&instance, &of(&omar), id, Act::Agree).await);
        assert_eq!(audience(&instance, &home, id).await, Audience::Organisation);
        indexer.catch_up().await.unwrap();
        let found = near.get("/o/maaskant/library?q=vlonder").await;
        assert!(found.text.contains("De brieven in de la") && !found.text.contains("Noord"), "{}", found.text);
        let read = near.get(&format!("/o/maaskant/library/{id}")).await;
        assert!(read.status == StatusCode::OK && !read.text.contains("Noord"), "{}", read.text);
        assert!(!far.get("/o/maaskant/library?q=vlonder").await.text.contains("De brieven in de la"));
        assert_eq!(far.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::NOT_FOUND);
        assert!(act(&instance, &of(&pia), id, Act::Stop).await, "anybody of the team stops it");
        assert_eq!(near.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::NOT_FOUND);
        indexer.catch_up().await.unwrap();
        assert!(!near.get("/o/maaskant/library?q=vlonder").await.text.contains("De brieven in de la"));
    }
}

on_both! {
    async fn what_is_like_an_item_stands_beneath_it_for_whoever_may_read_it(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let (team, other) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let text = "De mantelzorger is uitgeput en houdt de thuiszorg buiten de voordeur.";
        let id = share_and_tell(&instance, &home, team, "Uitgeputte dochter", text).await;
        share_and_tell(&instance, &home, team, "Moe van zorgen", "Een uitgeputte mantelzorger wil geen thuiszorg.").await;
        share_and_tell(&instance, &home, team, "Een feest", "Het buurtfeest ging over koken en muziek.").await;
        share_and_tell(&instance, &home, other, "Van de buren", text).await;
        indexer.catch_up().await.unwrap();
        let page = instance.browser(noor.id).await.get(&format!("/o/maaskant/library/{id}")).await;
        assert!(page.text.contains("Lijkt hierop") && page.text.contains("Moe van zorgen"), "{}", page.text);
        assert!(!page.text.contains("Van de buren") && !page.text.contains("Een feest"), "{}", page.text);
    }
}

on_both! {
    async fn recognising_is_one_act_without_a_name_and_goes_with_the_item(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let (team, other) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let omar = instance.member(home.id, team, "Omar", TeamRole::Member).await;
        let buur = instance.member(home.id, other, "Buur", TeamRole::Member).await;
        let id = share_and_tell(&instance, &home, team, "Titel", "Tekst.").await;
        brought_by(&instance, &home, id, &noor).await;
        let _indexer = instance.app.open_index().await.unwrap();
        let address = format!("/o/maaskant/library/{id}/recognition");
        let mut browser = instance.browser(omar.id).await;
        for _ in 0..2 {
            assert_eq!(browser.post(&address, &[("recognised", "yes")]).await.status, StatusCode::SEE_OTHER);
        }
        let rows = rows(&instance).await;
        assert_eq!(rows.len(), 1, "twice counts once");
        let written = format!("{rows:?}");
        assert!(!written.contains(&omar.id.to_string()) && rows[0].id.0.get_version_num() == 4, "{written}");
        let page = format!("/o/maaskant/library/{id}");
        assert!(browser.get(&page).await.text.contains("Je herkent dit"));
        let seen = instance.browser(noor.id).await.get(&page).await;
        assert!(seen.text.contains("Dit herken ik") && !seen.text.contains("Je herkent dit"), "{}", seen.text);
        let far = instance.browser(buur.id).await.post(&address, &[("recognised", "yes")]).await;
        assert_eq!(far.status, StatusCode::NOT_FOUND);
        browser.post(&address, &[("recognised", "no")]).await;
        assert_eq!(self::rows(&instance).await.len(), 0);
        browser.post(&address, &[("recognised", "yes")]).await;
        let withdraw = format!("/o/maaskant/shared-copies/{id}/withdraw");
        instance.browser(noor.id).await.post(&withdraw, &[("what", "whole")]).await;
        assert_eq!(self::rows(&instance).await.len(), 0, "what is withdrawn counts for nothing any more");
    }
}

async fn rows(instance: &Instance) -> Vec<entity::item_recognition::Model> {
    entity::item_recognition::Entity::find().all(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_kept_search_is_ones_own_and_finds_with_the_rights_of_the_moment(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let omar = instance.member(home.id, team, "Omar", TeamRole::Member).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        share_and_tell(&instance, &home, team, "De brieven in de la", "Over de vlonder.").await;
        indexer.catch_up().await.unwrap();
        let mut browser = instance.browser(noor.id).await;
        let query = "q=vlonder&kind=case&utm=x&page=3";
        for _ in 0..2 {
            let kept = browser.post("/o/maaskant/library/searches", &[("name", "Vlonders"), ("query", query)]).await;
            assert_eq!(kept.location.as_deref(), Some("/o/maaskant/library?q=vlonder&kind=case"));
        }
        let home_page = browser.get("/o/maaskant/library").await;
        assert_eq!(home_page.text.matches("Vlonders").count(), 1, "{}", home_page.text);
        assert!(home_page.text.contains("/library?q=vlonder&amp;kind=case"), "{}", home_page.text);
        assert!(!instance.browser(omar.id).await.get("/o/maaskant/library").await.text.contains("Vlonders"));
        let rows = entity::saved_search::Entity::find().all(instance.app.db.read()).await.unwrap();
        let destroy = format!("/o/maaskant/library/searches/{}/destroy", rows[0].id);
        instance.browser(omar.id).await.post(&destroy, &[]).await;
        assert!(browser.get("/o/maaskant/library").await.text.contains("Vlonders"), "nobody else lets go of it");
        browser.post(&destroy, &[]).await;
        assert!(!browser.get("/o/maaskant/library").await.text.contains("Vlonders"));
        for index in 0..31 {
            let query = format!("q=woord{index}");
            browser.post("/o/maaskant/library/searches", &[("name", "Vol"), ("query", &query)]).await;
        }
        assert_eq!(entity::saved_search::Entity::find().all(instance.app.db.read()).await.unwrap().len(), 30);
    }
}

on_both! {
    async fn a_collection_shows_its_reader_only_what_they_may_read(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let (team, other) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let buur = instance.member(home.id, other, "Buur", TeamRole::Member).await;
        let gast = instance.member(home.id, team, "Gast", TeamRole::Guest).await;
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Over de vlonder.").await;
        brought_by(&instance, &home, id, &noor).await;
        let foreign = share_and_tell(&instance, &home, other, "Van de buren", "Over de vlonder.").await;
        let mut indexer = instance.app.open_index().await.unwrap();
        indexer.catch_up().await.unwrap();
        let mut browser = instance.browser(noor.id).await;
        let made = browser.post("/o/maaskant/library/collections", &[("title", "Je eerste week"), ("begin_here", "yes")]).await;
        let address = made.location.unwrap();
        let collection = address.rsplit('/').next().unwrap().to_owned();
        let put = |copy: SharedCopyId| [("collection".to_owned(), collection.clone()), ("copy".to_owned(), copy.to_string())];
        for (copy, status) in [(id, StatusCode::SEE_OTHER), (id, StatusCode::SEE_OTHER), (foreign, StatusCode::NOT_FOUND)] {
            let fields = put(copy);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(browser.post("/o/maaskant/library/collected", &fields).await.status, status);
        }
        let page = browser.get(&address).await;
        assert_eq!(page.text.matches("De brieven in de la").count(), 1, "{}", page.text);
        assert!(browser.get("/o/maaskant/library").await.text.contains("Je eerste week"));
        for stranger in [&buur, &gast] {
            let mut browser = instance.browser(stranger.id).await;
            assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
            assert!(!browser.get("/o/maaskant/library").await.text.contains("Je eerste week"));
        }
        let withdraw = format!("/o/maaskant/shared-copies/{id}/withdraw");
        browser.post(&withdraw, &[("what", "whole")]).await;
        assert!(!browser.get(&address).await.text.contains("De brieven in de la"));
        browser.post(&format!("{address}/destroy"), &[]).await;
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
    }
}
