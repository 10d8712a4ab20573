//! Signals: a team speaks as a team, management answers, and what was said stays.

use axum::http::StatusCode;
use entity::signal;
use entity::team_member::TeamRole;
use entity::{signal_backing, signal_step};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::on_both;
use crate::support::{Answer, Browser, Instance};

const HOME: &str = "/o/maaskant/signals";
const WORDS: [(&str, &str); 3] =
    [("title", "Een halfjaar is te kort"), ("what", "Na zes maanden stopt de hulp."), ("asked", "Geef ons meer tijd.")];

struct Scene {
    team: Vec<Browser>,
    neighbour: Browser,
    trainee: Browser,
    manager: Browser,
}

impl Scene {
    async fn of(instance: &Instance) -> Self {
        let home = instance.organisation("maaskant").await;
        let (noord, haven) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let mut team = Vec::new();
        for number in 0..8 {
            let person = instance.member(home.id, noord, &format!("Noor{number}"), TeamRole::Member).await;
            team.push(instance.browser(person.id).await);
        }
        let trainee = instance.member(home.id, noord, "Stagiair", TeamRole::Trainee).await;
        let neighbour = instance.member(home.id, haven, "Buur", TeamRole::Member).await;
        let roles = OrganisationRoles { manager: true, administrator: false };
        let manager = instance.person(home.id, "Farida", roles).await;
        Self {
            team,
            neighbour: instance.browser(neighbour.id).await,
            trainee: instance.browser(trainee.id).await,
            manager: instance.browser(manager.id).await,
        }
    }

    async fn write(&mut self) -> String {
        self.team[0].post(HOME, &WORDS).await.location.unwrap()
    }
}

/// Raises a signal as its page proposes it: with the fingerprint of the words that it shows.
pub async fn raise(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = browser.get(page).await.text;
    let words = shown.split_once("name=\"words\" value=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap());
    let mut all = fields.to_vec();
    all.push(("words", words));
    browser.post(&format!("{page}/raise"), &all).await
}

async fn rows(instance: &Instance) -> Vec<signal::Model> {
    signal::Entity::find().all(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_draft_is_the_teams_and_a_raised_signal_is_everybodys(instance: Instance) {
        let mut scene = Scene::of(&instance).await;
        let page = scene.write().await;
        for browser in [&mut scene.neighbour, &mut scene.manager, &mut scene.trainee] {
            assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
            assert!(!browser.get(HOME).await.text.contains("Een halfjaar"));
            assert_eq!(browser.post(&format!("{page}/raise"), &[("by", "2026-04-14")]).await.status, StatusCode::NOT_FOUND);
            assert_eq!(browser.get(&format!("{page}/letter")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(scene.trainee.post(HOME, &WORDS).await.status, StatusCode::NOT_FOUND);
        for by in ["", "2026-03-04", "2028-01-01", "morgen"] {
            let refused = raise(&mut scene.team[1], &page, &[("by", by)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{by}");
        }
        assert_eq!(raise(&mut scene.team[1], &page, &[("by", "2026-04-14")]).await.status, StatusCode::SEE_OTHER);
        for browser in [&mut scene.neighbour, &mut scene.manager, &mut scene.trainee] {
            let seen = browser.get(&page).await.text;
            assert!(seen.contains("Na zes maanden") && seen.contains("14 april 2026") && !seen.contains("Noor0"), "{seen}");
            assert!(browser.get(&format!("{page}/letter")).await.text.starts_with("%PDF"));
        }
        assert_eq!(scene.team[0].post(&format!("{page}/edit"), &WORDS).await.status, StatusCode::CONFLICT, "words stay");
    }
}

on_both! {
    async fn people_stand_behind_it_without_names_and_five_are_a_number(instance: Instance) {
        let mut scene = Scene::of(&instance).await;
        let page = scene.write().await;
        let backing = format!("{page}/backing");
        for browser in &mut scene.team[..5] {
            for _ in 0..2 {
                assert_eq!(browser.post(&backing, &[("backs", "yes")]).await.status, StatusCode::SEE_OTHER);
            }
        }
        let rows_now = signal_backing::Entity::find().all(instance.app.db.read()).await.unwrap();
        assert_eq!(rows_now.len(), 5, "twice counts once");
        let seen = scene.team[5].get(&page).await.text;
        assert!(!seen.contains("5 mensen") && !seen.contains("Je staat hierachter"), "no count before it is raised: {seen}");
        scene.team[0].post(&format!("{page}/edit"), &[WORDS[0], ("what", "Andere woorden."), WORDS[2]]).await;
        assert_eq!(signal_backing::Entity::find().count(instance.app.db.read()).await.unwrap(), 0, "other words, chosen anew");
        for browser in &mut scene.team[..4] {
            browser.post(&backing, &[("backs", "yes")]).await;
        }
        let again = scene.write().await;
        for browser in &mut scene.team[..6] {
            browser.post(&format!("{again}/backing"), &[("backs", "yes")]).await;
        }
        let nearly_all = scene.write().await;
        for browser in &mut scene.team[..7] {
            browser.post(&format!("{nearly_all}/backing"), &[("backs", "yes")]).await;
        }
        for page in [&page, &again, &nearly_all] {
            raise(&mut scene.team[0], page, &[("by", "2026-04-14")]).await;
        }
        let mut weights: Vec<Option<i32>> = rows(&instance).await.iter().map(|row| row.weight).collect();
        weights.sort_unstable();
        assert_eq!(weights, [None, None, Some(6)], "four are no number, and seven of eight would name them all");
        assert_eq!(signal_backing::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
    }
}

on_both! {
    async fn management_answers_late_answers_show_and_history_stays(instance: Instance) {
        let mut scene = Scene::of(&instance).await;
        let page = scene.write().await;
        raise(&mut scene.team[0], &page, &[("by", "2026-03-10")]).await;
        assert!(!scene.neighbour.get(HOME).await.text.contains("Het antwoord had er"));
        instance.app.clock.advance_minutes(60 * 24 * 7);
        assert!(scene.neighbour.get(HOME).await.text.contains("Het antwoord had er dinsdag 10 maart 2026 moeten zijn"));
        let answers = format!("{page}/answers");
        let answer = [("kind", "acknowledged"), ("text", "Ik zoek het uit."), ("owner", "Farida")];
        assert_eq!(scene.team[0].post(&answers, &answer).await.status, StatusCode::NOT_FOUND);
        let wrong = scene.manager.post(&answers, &[("kind", "acknowledged"), ("text", "Ik zoek het uit.")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("Ik zoek het uit."), "{}", wrong.text);
        assert_eq!(scene.manager.post(&answers, &answer).await.status, StatusCode::SEE_OTHER);
        assert!(scene.neighbour.get(&page).await.text.contains("Het antwoord had er"), "to read it is no answer");
        let declined = [("kind", "declined"), ("text", "De gemeente wil niet."), ("owner", "")];
        assert_eq!(scene.manager.post(&answers, &declined).await.status, StatusCode::SEE_OTHER);
        assert_eq!(scene.manager.post(&answers, &declined).await.status, StatusCode::CONFLICT);
        let reopened = [("kind", "reopened"), ("text", "Het speelt nog.")];
        assert_eq!(scene.neighbour.post(&answers, &reopened).await.status, StatusCode::NOT_FOUND);
        assert_eq!(scene.team[3].post(&answers, &reopened).await.status, StatusCode::SEE_OTHER);
        let seen = scene.neighbour.get(&page).await.text;
        for words in ["Ik zoek het uit.", "De gemeente wil niet.", "Het speelt nog.", "Farida"] {
            assert!(seen.contains(words), "{words}: {seen}");
        }
        assert!(!seen.contains("Noor3") && !seen.contains("Het antwoord had er"), "a team speaks as a team, and the term is new");
        assert_eq!(signal_step::Entity::find().count(instance.app.db.read()).await.unwrap(), 4);
    }
}

on_both! {
    async fn words_by_which_somebody_is_known_are_looked_at_first(instance: Instance) {
        let mut scene = Scene::of(&instance).await;
        let words = [("title", "Wachten"), ("what", "Mevrouw Bakkal, 06-12345678, wacht al maanden."), ("asked", "Korter wachten.")];
        let page = scene.team[0].post(HOME, &words).await.location.unwrap();
        let first = raise(&mut scene.team[0], &page, &[("by", "2026-04-14")]).await;
        assert!(first.status == StatusCode::UNPROCESSABLE_ENTITY && first.text.contains("06-12345678"), "{}", first.text);
        let before = scene.team[0].get(&page).await.text;
        let changed = [words[0], ("what", "Mevrouw Bakkal wacht."), words[2]];
        scene.team[1].post(&format!("{page}/edit"), &changed).await;
        let old = before.split_once("name=\"words\" value=\"").unwrap().1.split('"').next().unwrap();
        let stale = [("by", "2026-04-14"), ("looked", "yes"), ("words", old)];
        let refused = scene.team[0].post(&format!("{page}/raise"), &stale).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "what is sent is what was read");
        assert_eq!(raise(&mut scene.team[0], &page, &[("by", "2026-04-14"), ("looked", "yes")]).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_pattern_is_confirmed_or_dropped_by_a_team_and_never_by_management(instance: Instance) {
        let mut scene = Scene::of(&instance).await;
        assert_eq!(scene.manager.get(&format!("{HOME}/new?group=room_rules")).await.status, StatusCode::NOT_FOUND);
        let asked = scene.team[0].get(&format!("{HOME}/new?group=room_rules")).await.text;
        assert!(asked.contains("value=\"room_rules\"") && asked.contains("Een patroon bespreken"), "{asked}");
        let mut words = WORDS.to_vec();
        words.push(("group", "room_rules"));
        let page = scene.team[0].post(HOME, &words).await.location.unwrap();
        let dropped = format!("{page}/drop");
        assert_eq!(scene.manager.post(&dropped, &[("reason", "x")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(scene.team[1].post(&dropped, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let named = [("reason", "Mevrouw Bakkal, 06-12345678, wacht.")];
        let refused = scene.team[1].post(&dropped, &named).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("06-12345678"), "kept: {}", refused.text);
        let reason = [("reason", "Wij zien vooral wachtlijsten.")];
        assert_eq!(scene.team[1].post(&dropped, &reason).await.status, StatusCode::SEE_OTHER);
        let read = scene.manager.get(&page).await.text;
        assert!(read.contains("Wij zien vooral wachtlijsten.") && !read.contains("Na zes maanden"), "the draft was never sent: {read}");
        assert_eq!(raise(&mut scene.team[1], &page, &[("by", "2026-04-14")]).await.status, StatusCode::CONFLICT);
        let plain = scene.write().await;
        assert_eq!(scene.team[1].post(&format!("{plain}/drop"), &reason).await.status, StatusCode::CONFLICT);
        let confirmed = scene.team[0].post(HOME, &words).await.location.unwrap();
        raise(&mut scene.team[0], &confirmed, &[("by", "2026-04-14")]).await;
        let seen = scene.manager.get(HOME).await.text;
        assert!(seen.contains("geen patroon") && seen.contains("Patroon: "), "{seen}");
    }
}
