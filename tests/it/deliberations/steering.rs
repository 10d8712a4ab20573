//! Steering without loss: another order, a step again, the time, and what somebody was still writing.

use axum::http::StatusCode;
use entity::deliberation_step::StepState;

use super::Table;
use crate::on_both;

on_both! {
    async fn a_step_opens_again_and_nothing_of_it_is_lost(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let words = [("step", "explore"), ("text-observation", "Een mesje.")];
        sharina.post(&Table::url(id, "/contributions"), &words).await;
        judith.post(&Table::url(id, "/reveal"), &[("step", "explore")]).await;
        table.advance(id).await;
        table.advance(id).await;
        let course = judith.get(&Table::url(id, "/course")).await.text;
        assert!(course.contains("Open Verkennen opnieuw") && course.contains("hier zijn jullie nu"));
        assert!(!sharina.get(&Table::url(id, "/course")).await.text.contains("Open Verkennen opnieuw"));
        let revision = table.row(id).await.revision.to_string();
        let reopen = [("verb", "go"), ("step", "1"), ("revision", revision.as_str())];
        judith.post(&Table::url(id, "/steer"), &reopen).await;
        let room = table.room(id).await;
        assert_eq!((room.step().key.as_str(), room.standing().revealed), ("explore", true));
        assert_eq!(room.path[3].standing.state, StepState::Left);
        let page = sharina.get(&Table::url(id, "")).await.text;
        assert!(page.contains("Een mesje.") && page.contains("id=\"write\""), "what lay there lies there, and one writes on");
    }
}

on_both! {
    async fn steps_change_places_and_every_page_follows_the_new_order(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut judith = table.browser(&table.judith).await;
        let learn_first = [("verb", "earlier"), ("step", "4"), ("revision", "1")];
        let answer = judith.post(&Table::url(id, "/steer"), &learn_first).await;
        assert!(answer.location.unwrap().ends_with("/course"));
        let stale = judith.post(&Table::url(id, "/steer"), &learn_first).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("De groep was al verder"), "an honest word to the second of two");
        for _ in 0..3 {
            table.advance(id).await;
        }
        assert_eq!(table.room(id).await.step().key, "learn");
        table.advance(id).await;
        assert_eq!(table.room(id).await.step().key, "decide");
    }
}

on_both! {
    async fn the_time_is_the_servers_with_a_pause_and_two_minutes_more(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let clock = &table.instance.app.clock;
        let timer = Table::url(id, "/timer");
        assert_eq!(sharina.post(&timer, &[("verb", "pause")]).await.status, StatusCode::NOT_FOUND);
        clock.advance_minutes(2);
        judith.post(&timer, &[("verb", "pause")]).await;
        clock.advance_minutes(30);
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("De tijd staat stil"));
        judith.post(&timer, &[("verb", "resume")]).await;
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("nog 4 minuten"));
        clock.advance_minutes(10);
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("De tijd voor deze stap is om"));
        judith.post(&timer, &[("verb", "more")]).await;
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("nog 2 minuten"));
        table.advance(id).await;
        assert!(sharina.get(&Table::url(id, "")).await.text.contains("nog 13 minuten"), "a new step has its own time");
    }
}

on_both! {
    async fn the_acts_of_the_leader_follow_the_state_and_are_theirs_alone(instance: Instance) {
        const HIDDEN_RESUME: &str = r#"value="resume" hidden"#;
        const HIDDEN_REVEAL: &str = r#"data-reveals="yes" hidden"#;
        const ACTS: &str = r#"<div class="steer""#;
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let room = Table::url(id, "");
        table.advance(id).await;
        for _ in 0..2 {
            let page = judith.get(&room).await.text;
            assert!(page.contains(ACTS) && page.contains(HIDDEN_RESUME) && page.contains(HIDDEN_REVEAL), "{page}");
            assert!(!sharina.get(&room).await.text.contains(ACTS), "who takes part has nothing to lead with");
        }
        judith.post(&Table::url(id, "/timer"), &[("verb", "pause")]).await;
        assert!(!judith.get(&room).await.text.contains(HIDDEN_RESUME), "what stands still can go on");
        let words = [("step", "explore"), ("text-observation", "Een mesje.")];
        sharina.post(&Table::url(id, "/contributions"), &words).await;
        assert!(!judith.get(&room).await.text.contains(HIDDEN_REVEAL), "there is something to reveal");
        let heir = table.sharina.id.to_string();
        judith.post(&Table::url(id, "/roles"), &[("role", "facilitator"), ("account", &heir)]).await;
        assert!(!judith.get(&room).await.text.contains(ACTS) && sharina.get(&room).await.text.contains(ACTS));
    }
}

on_both! {
    async fn what_was_begun_before_the_group_went_on_is_kept_and_counts(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        table.advance(id).await;
        let mut sharina = table.browser(&table.sharina).await;
        let draft = [("step", "explore"), ("text-observation", "Ik was nog bez"), ("draft", "yes")];
        sharina.post(&Table::url(id, "/contributions"), &draft).await;
        table.advance(id).await;
        let page = sharina.get(&Table::url(id, "")).await.text;
        assert!(page.contains("Ik was nog bez") && page.contains("Leg alsnog op tafel"));
        let late = [("step", "explore"), ("text-observation", "Ik was nog bezig.")];
        assert_eq!(sharina.post(&Table::url(id, "/contributions"), &late).await.status, StatusCode::SEE_OTHER);
        table.reveal(id, "explore").await;
        let mut youssef = table.browser(&table.youssef).await;
        assert!(youssef.get(&Table::url(id, "")).await.text.contains("Ik was nog bezig."));
    }
}
