//! Everyone heard: signs, a round, hands, people without a device, questions told warm, cards put together and chosen.

use axum::http::StatusCode;
use entity::{contribution, contribution_group, vote};
use omgang::methods::{self, Method};
use sea_orm::EntityTrait;

use super::Table;
use crate::on_both;

fn method(key: &str) -> Method {
    methods::find(key).unwrap().clone()
}

async fn cards(table: &Table) -> Vec<contribution::Model> {
    contribution::Entity::find().all(table.instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_round_goes_past_everybody_and_hands_keep_their_order(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&method("even-kort")).await;
        let signs = Table::url(id, "/signs");
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        let mut sharina = table.browser(&table.sharina).await;
        assert!(judith.get(&Table::url(id, "")).await.text.contains("Nu is Judith aan de beurt"));
        judith.post(&signs, &[("sign", "spoken")]).await;
        youssef.post(&signs, &[("sign", "passed")]).await;
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("Nu is Sharina aan de beurt"));
        youssef.post(&signs, &[("sign", "raise")]).await;
        sharina.post(&signs, &[("sign", "raise")]).await;
        youssef.post(&signs, &[("sign", "raise")]).await;
        let page = judith.get(&Table::url(id, "")).await.text;
        let up = page.split("class=\"hands\"").nth(1).unwrap();
        assert!(up.find("Youssef").unwrap() < up.find("Sharina").unwrap(), "a second tap keeps one's place");
        let other = [("sign", "lower"), ("whose", &table.youssef.id.to_string())];
        assert_eq!(sharina.post(&signs, &other).await.status, StatusCode::NOT_FOUND, "only the facilitator speaks for another");
        judith.post(&signs, &other).await;
        assert!(!judith.get(&Table::url(id, "")).await.text.split("class=\"hands\"").nth(1).unwrap().contains("Youssef is aan"));
        table.advance(id).await;
        let people = table.room(id).await;
        assert_eq!(people.step().key, "ask");
    }
}

on_both! {
    async fn somebody_without_a_device_takes_part_through_the_facilitator(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        let lotte = table.others[1].id.to_string();
        let words = [("step", "explore"), ("text-observation", "Dat zei Lotte."), ("whose", lotte.as_str())];
        let early = judith.post(&Table::url(id, "/contributions"), &words).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "who isn't seated has nobody's hand");
        judith.post(&Table::url(id, "/roles"), &[("role", "by_proxy"), ("account", &lotte)]).await;
        assert!(judith.get(&Table::url(id, "")).await.text.contains("Namens Lotte"));
        let stranger = youssef.post(&Table::url(id, "/contributions"), &words).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "only the facilitator's");
        judith.post(&Table::url(id, "/contributions"), &words).await;
        let row = cards(&table).await.remove(0);
        assert_eq!((row.author_id, row.typed_by), (Some(table.others[1].id), Some(table.judith.id)));
        judith.post(&Table::url(id, "/reveal"), &[("step", "explore")]).await;
        let page = youssef.get(&Table::url(id, "")).await.text;
        assert!(page.contains("Dat zei Lotte.") && page.contains("zonder scherm"));
        let mut device = table.browser(&table.others[1]).await;
        assert_eq!(device.get(&Table::url(id, "")).await.status, StatusCode::OK);
        assert!(!judith.get(&Table::url(id, "")).await.text.contains("Namens Lotte"), "she speaks for herself now");
    }
}

on_both! {
    async fn the_presenter_tells_how_warm_a_question_is(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&method("even-kort")).await;
        table.advance(id).await;
        let (mut sharina, mut youssef) = (table.browser(&table.sharina).await, table.browser(&table.youssef).await);
        let own = [("step", "ask"), ("text-question", "Mag ik iets vragen?")];
        assert_eq!(sharina.post(&Table::url(id, "/contributions"), &own).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let asked = [("step", "ask"), ("text-question", "Waar was je bang voor?")];
        youssef.post(&Table::url(id, "/contributions"), &asked).await;
        let card = cards(&table).await[0].id.to_string();
        let warm = [("card", card.as_str()), ("warmth", "warm")];
        assert_eq!(youssef.post(&Table::url(id, "/warmth"), &warm).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sharina.post(&Table::url(id, "/warmth"), &warm).await.status, StatusCode::SEE_OTHER);
        assert!(youssef.get(&Table::url(id, "")).await.text.contains("warmth-warm"));
    }
}

on_both! {
    async fn a_presenter_who_is_away_reads_it_after_the_step(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&method("incidentmethode")).await;
        table.advance(id).await;
        table.advance(id).await;
        let (mut sharina, mut youssef) = (table.browser(&table.sharina).await, table.browser(&table.youssef).await);
        let thought = [("step", "analyse"), ("text-analysis", "Zij was bang hem kwijt te raken.")];
        youssef.post(&Table::url(id, "/contributions"), &thought).await;
        for page in ["", "/screen"] {
            assert!(!sharina.get(&Table::url(id, page)).await.text.contains("kwijt te raken"), "{page}");
        }
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("Jij bent er nu even niet bij"));
        assert!(table.browser(&table.judith).await.get(&Table::url(id, "")).await.text.contains("kwijt te raken"));
        table.advance(id).await;
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("kwijt te raken"));
    }
}

on_both! {
    async fn cards_are_put_together_and_chosen_and_nobody_knows_by_whom(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened_with(&method("deugden-benoemen")).await;
        table.advance(id).await;
        let mut people = Vec::new();
        for account in [&table.judith, &table.sharina, &table.youssef] {
            people.push(table.browser(account).await);
        }
        for (browser, virtue) in people.iter_mut().zip(["Geduld", "Rust", "Lef"]) {
            browser.post(&Table::url(id, "/contributions"), &[("step", "name"), ("text-virtue", virtue)]).await;
        }
        table.reveal(id, "name").await;
        table.advance(id).await;
        let all = cards(&table).await;
        let id_of = |text: &str| all.iter().find(|card| card.text == text).unwrap().id.to_string();
        let (patience, calm, courage) = (id_of("Geduld"), id_of("Rust"), id_of("Lef"));
        let groups = Table::url(id, "/groups");
        let unnamed = people[1].post(&groups, &[("card", &patience), ("verb", "put")]).await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unnamed.text.contains("Geef de kaarten samen een naam"));
        people[1].post(&groups, &[("card", &patience), ("card", &calm), ("name", "Geduld hebben"), ("verb", "put")]).await;
        assert!(people[2].get(&Table::url(id, "")).await.text.contains("Geduld hebben"));
        let db = table.instance.app.db.read();
        let group = contribution_group::Entity::find().one(db).await.unwrap().unwrap().id.to_string();
        people[2].post(&groups, &[("card", &courage), ("group", &group)]).await;
        people[2].post(&groups, &[("card", &courage), ("verb", "loose")]).await;

        table.advance(id).await;
        let votes = Table::url(id, "/votes");
        assert_eq!(people[0].post(&votes, &[("subject", &patience)]).await.status, StatusCode::CONFLICT, "it is in a group");
        for browser in &mut people {
            browser.post(&votes, &[("subject", &group)]).await;
        }
        people[2].post(&votes, &[("subject", &group), ("subject", &courage)]).await;
        table.back(id).await;
        people[1].post(&groups, &[("card", &courage), ("card", &group), ("name", "Alles"), ("verb", "put")]).await;
        people[1].post(&groups, &[("card", &courage), ("verb", "loose")]).await;
        table.advance(id).await;
        let page = people[0].get(&Table::url(id, "")).await.text;
        assert!(page.contains("3 mensen hebben gekozen") && !page.contains("3 keer gekozen"));
        let many: Vec<(&str, &str)> = (0..6).map(|_| ("subject", courage.as_str())).collect();
        assert_ne!(people[1].post(&votes, &many).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the same six times is one");
        table.reveal(id, "choose").await;
        assert!(people[1].get(&Table::url(id, "")).await.text.contains("2 keer gekozen"));
        assert!(vote::Entity::find().all(db).await.unwrap().iter().all(|vote| vote.handle.is_none()));
        assert_eq!(people[1].post(&votes, &[("subject", &group)]).await.status, StatusCode::CONFLICT);

        table.advance(id).await;
        table.advance(id).await;
        let take = [("name-0", "Geduld hebben"), ("little-0", "Vluchtig"), ("much-0", ""), ("take-0", "yes")];
        let half = people[0].post(&Table::url(id, "/framework"), &take).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(half.text.contains("Vluchtig") && half.text.contains("woorden voor beide kanten"));
        let whole = [take[0], take[1], ("much-0", "Traag"), take[3]];
        assert_eq!(people[1].post(&Table::url(id, "/framework"), &whole).await.status, StatusCode::NOT_FOUND);
        let there = people[0].post(&Table::url(id, "/framework"), &whole).await.location.unwrap();
        assert!(people[2].get(&there).await.text.contains("Geduld hebben"));
        let revision = table.row(id).await.revision.to_string();
        people[0].post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
        assert!(people[0].get("/o/maaskant/cases").await.text.find("Samen deugden benoemen").is_none());
    }
}

on_both! {
    async fn who_is_ready_is_told_by_name(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let signs = Table::url(id, "/signs");
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let mut youssef = table.browser(&table.youssef).await;
        let ready = |page: String| -> Vec<String> {
            let people = page.split("<ul class=\"people\">").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
            let rows = people.split("<li>").filter(|row| row.contains("class=\"ready\""));
            ["Judith", "Sharina", "Youssef"].iter().filter(|name| rows.clone().any(|row| row.contains(**name))).map(ToString::to_string).collect()
        };
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("Ik ben klaar"));
        sharina.post(&signs, &[("sign", "ready")]).await;
        assert_eq!(ready(judith.get(&Table::url(id, "")).await.text), ["Sharina"]);
        let other = [("sign", "ready"), ("whose", &table.sharina.id.to_string())];
        assert_eq!(youssef.post(&signs, &other).await.status, StatusCode::NOT_FOUND, "nobody is ready for another");
        youssef.post(&signs, &[("sign", "ready")]).await;
        sharina.post(&signs, &[("sign", "not_ready")]).await;
        assert_eq!(ready(judith.get(&Table::url(id, "")).await.text), ["Youssef"]);
        table.advance(id).await;
        assert_eq!(ready(judith.get(&Table::url(id, "")).await.text), Vec::<String>::new(), "a new step asks anew");
    }
}
