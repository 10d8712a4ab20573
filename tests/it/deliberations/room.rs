//! A whole conversation over HTTP, without script, and what the page says when somebody was first.

use axum::http::StatusCode;
use entity::contribution::ContributionState;
use entity::{contribution, recognition};
use sea_orm::EntityTrait;

use super::{QUESTION, Table};
use crate::on_both;

on_both! {
    async fn a_whole_conversation_over_http(instance: Instance) {
        let table = Table::laid(instance).await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let opened = judith.post(&format!("/o/maaskant/meetings/{}/deliberations", table.meeting), &[]).await;
        let room = opened.location.unwrap();
        assert!(sharina.post(&format!("{room}/answer"), &[]).await.status == StatusCode::NOT_FOUND, "not in yet");
        let start = sharina.get("/o/maaskant").await.text;
        assert!(start.contains(&room) && !start.contains("/o/maaskant/meetings/"), "one line for one thing");
        let page = sharina.get(&room).await;
        assert_eq!(page.status, StatusCode::OK);
        for word in [QUESTION, "Behulpzaamheid", "Aan je lot overlaten", "Beginnen", "Ververs"] {
            assert!(page.text.contains(word), "{word}");
        }

        let place = format!("place-{}", table.virtue);
        let dot = [("moment", "start"), (place.as_str(), "67")];
        sharina.post(&format!("{room}/placements"), &dot).await;
        for at in ["0", "50", "50"] {
            let passed = [("moment", "start"), (place.as_str(), at), ("pass", "yes")];
            let next = judith.post(&format!("{room}/placements"), &passed).await;
            assert!(next.location.unwrap().ends_with("?pass=1"));
        }
        let mine = sharina.get(&room).await.text;
        assert!(mine.contains("Stippen op de lijn: 4.") && mine.contains("value=\"67\" checked") && !mine.contains("dot-one"));
        judith.post(&format!("{room}/reveal"), &[("step", "start")]).await;
        let shown = sharina.get(&room).await.text;
        assert_eq!(shown.matches("dot-one").count(), 4);
        assert_eq!(sharina.post(&format!("{room}/placements"), &dot).await.status, StatusCode::CONFLICT);

        judith.post(&format!("{room}/steer"), &[("verb", "advance"), ("revision", "1")]).await;
        let words = [("step", "explore"), ("text-observation", "Een mesje."), ("text-interpretation", "")];
        sharina.post(&format!("{room}/contributions"), &words).await;
        judith.post(&format!("{room}/reveal"), &[("step", "explore")]).await;
        for revision in ["2", "3", "4", "5"] {
            judith.post(&format!("{room}/steer"), &[("verb", "advance"), ("revision", revision)]).await;
        }
        assert!(judith.get(&room).await.text.contains("Afronden"));
        sharina.post(&format!("{room}/answer"), &[("answered", "partly"), ("note", "Het begint.")]).await;
        sharina.post(&format!("{room}/recognitions"), &[("tension", "act_wait"), ("tension", "go_safe")]).await;
        let three = [("tension", "act_wait"), ("tension", "go_safe"), ("tension", "follow_lead")];
        let many = sharina.post(&format!("{room}/recognitions"), &three).await;
        assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(recognition::Entity::find().all(table.instance.app.db.read()).await.unwrap().len(), 2);
        judith.post(&format!("{room}/close"), &[("revision", "6")]).await;
        let closed = sharina.get(&room).await.text;
        for word in ["Dit gesprek is gesloten", "De tas met enveloppen", "Een mesje.", "Het begint.", "Voor een deel"] {
            assert!(closed.contains(word), "{word}");
        }
        let meeting = format!("/o/maaskant/meetings/{}", table.meeting);
        assert!(sharina.get(&meeting).await.text.contains(&format!("href=\"{room}\"")), "who was there finds it back");
        let mut tomasz = table.browser(&table.others[0]).await;
        assert!(!tomasz.get(&meeting).await.text.contains(&room), "who wasn't there doesn't");
        assert!(!sharina.get("/o/maaskant").await.text.contains(&meeting), "today's meeting is over");
        assert!(!closed.contains("/steer") && !closed.contains("id=\"write\""));
        let late = sharina.post(&format!("{room}/contributions"), &[("step", "learn"), ("text-lesson", "Te laat.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("Te laat."), "what was typed isn't lost");
    }
}

on_both! {
    async fn of_two_who_steer_at_once_one_wins_and_the_other_sees_how_it_stands(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut laptop, mut phone) = (table.browser(&table.judith).await, table.browser(&table.judith).await);
        let (steer, form) = (Table::url(id, "/steer"), [("verb", "advance"), ("revision", "1")]);
        let (first, second) = tokio::join!(laptop.post(&steer, &form), phone.post(&steer, &form));
        let mut both = [first, second];
        both.sort_by_key(|answer| answer.status);
        assert_eq!(both.each_ref().map(|answer| answer.status), [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        assert!(both[1].text.contains("Zo staat het er nu voor") && both[1].text.contains("Verkennen"));
        assert!(both[1].text.contains("name=\"revision\" value=\"2\""));
        let room = table.room(id).await;
        assert_eq!((room.at(), room.deliberation.revision), (1, 2));
    }
}

on_both! {
    async fn who_comes_late_or_comes_back_finds_the_present_state(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        table.advance(id).await;
        let mut tomasz = table.browser(&table.others[0]).await;
        assert!(tomasz.get(&Table::url(id, "")).await.text.contains("Onderzoeken"));
        let people = tomasz.get(&Table::url(id, "")).await.text;
        assert!(people.contains("Tomasz") && people.contains("Nog verwacht: Dirk, Lotte"));
        table.instance.app.clock.advance_minutes(10);
        assert!(tomasz.get(&Table::url(id, "")).await.text.contains("nog 5 minuten"));
    }
}

on_both! {
    async fn a_page_that_saves_by_itself_keeps_drafts_that_come_back(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let mut sharina = table.browser(&table.sharina).await;
        let fields = [("step", "explore"), ("text-observation", "Een me"), ("draft", "yes")];
        let kept = sharina.post(&Table::url(id, "/contributions"), &fields).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("Een me</textarea>"));
        let rows = contribution::Entity::find().all(table.instance.app.db.read()).await.unwrap();
        assert_eq!((rows.len(), rows[0].state), (1, ContributionState::Draft));
        table.advance(id).await;
        let later = sharina.get(&Table::url(id, "")).await.text;
        assert!(later.contains("Dit begon je te schrijven bij Verkennen"));
        let long = "a".repeat(2001);
        let fields = [("step", "examine"), ("text-option", long.as_str()), ("text-client_view", "Ik ben bang.")];
        let rejected = sharina.post(&Table::url(id, "/contributions"), &fields).await;
        assert_eq!(rejected.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(rejected.text.contains(&long) && rejected.text.contains("Ik ben bang."));
    }
}

on_both! {
    async fn a_text_that_somebody_else_changed_is_shown_beside_ones_own(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        table.advance(id).await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let fields = [("step", "examine"), ("text-option", "Samen openen")];
        sharina.post(&Table::url(id, "/contributions"), &fields).await;
        let rows = contribution::Entity::find().all(table.instance.app.db.read()).await.unwrap();
        let one = Table::url(id, &format!("/contributions/{}", rows[0].id));
        assert!(judith.get(&one).await.text.contains("Samen openen"));
        judith.post(&one, &[("text", "Samen de post openen"), ("version", "1")]).await;
        let late = sharina.post(&one, &[("text", "Samen sorteren"), ("version", "1")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("Samen de post openen") && late.text.contains("Samen sorteren"));
        assert!(late.text.contains("name=\"version\" value=\"2\""));
        sharina.post(&one, &[("verb", "withdraw"), ("version", "2")]).await;
        assert!(!judith.get(&Table::url(id, "")).await.text.contains("Samen"));
    }
}

on_both! {
    async fn a_script_on_the_table_is_text(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        youssef.post("/account", &[("name", "Joost <b>de</b> Wit"), ("language", "nl")]).await;
        table.advance(id).await;
        let words = [("step", "explore"), ("text-observation", "<script>1 & 2</script>")];
        assert_eq!(judith.post(&Table::url(id, "/contributions"), &words).await.status, StatusCode::SEE_OTHER);
        let page = judith.get(&Table::url(id, "")).await.text;
        assert!(page.contains("&lt;script&gt;1 &amp; 2&lt;") && page.contains("Joost &lt;b&gt;de&lt;"), "{page}");
        assert!(!page.contains("<script>1") && !page.contains("<b>de") && page.contains(r##"icons"##));
    }
}

on_both! {
    async fn a_case_that_is_written_on_is_at_the_table_at_once(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let before = judith.get(&Table::url(id, "")).await.text;
        let edit = format!("/o/maaskant/cases/{}/edit", table.case);
        let page = sharina.get(&edit).await.text;
        let version = page.split(r#"name="version" value=""#).nth(1).unwrap().split('"').next().unwrap();
        let virtue = table.virtue.to_string();
        let fields = [
            ("version", version),
            ("title", "De envelop onder de bank"),
            ("story", "Hij schoof hem weg met zijn voet."),
            ("learning_question", QUESTION),
            ("virtues", &virtue),
        ];
        assert_eq!(sharina.post(&edit, &fields).await.status, StatusCode::SEE_OTHER);
        let page = judith.get(&Table::url(id, "")).await.text;
        assert!(!before.contains("De envelop onder") && page.contains("De envelop onder de bank"));
    }
}

on_both! {
    async fn who_takes_another_name_has_it_at_the_table_at_once(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        assert!(judith.get(&Table::url(id, "")).await.text.contains("Youssef"));
        youssef.post("/account", &[("name", "Joost de Wit"), ("language", "nl")]).await;
        let page = judith.get(&Table::url(id, "")).await.text;
        assert!(page.contains("Joost de Wit") && !page.contains("Youssef"));
    }
}
