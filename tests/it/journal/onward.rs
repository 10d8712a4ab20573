//! What leaves the journal by its owner's choice: a case for the team, reflection hours, and entries whose term is over.

use axum::http::StatusCode;
use entity::case;
use entity::ids::{BranchId, EntryId, TeamId};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use omgang::journal::keep;
use sea_orm::EntityTrait;

use super::Owner;
use crate::on_both;

on_both! {
    async fn a_case_is_made_of_an_entry_without_a_way_back(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (organisation, value) = noor.in_a_team(&instance).await;
        let entry = noor.write("Mevrouw Bakker belde me op 06-12345678.").await;
        noor.open().await;
        let address = format!("/journal/entries/{entry}/bring");
        let page = noor.browser.get(&address).await.text;
        let (_, field) = page.split_once("name=\"story\"").unwrap();
        let story = field.split("</textarea>").next().unwrap();
        assert!(!story.contains("Bakker") && !story.contains("12345678"), "{story}");
        let empty = noor.browser.post(&address, &[("team", &value), ("story", " "), ("title", "Een titel")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Een titel"));
        let elsewhere = format!("{}/{}", organisation.slug, EntryId::random());
        let foreign = noor.browser.post(&address, &[("team", &elsewhere), ("story", "De cliënt belde.")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        let made = noor.browser.post(&address, &[("team", &value), ("story", "De cliënt belde.")]).await;
        let case = case::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((made.status, case.story.as_str()), (StatusCode::SEE_OTHER, "De cliënt belde."));
        assert_ne!(case.id.0, entry.0);
        let kept = noor.entries(&instance).await.remove(0).body;
        assert_eq!(kept.text, "Mevrouw Bakker belde me op 06-12345678.");
        assert_eq!(kept.brought[0].href, format!("/o/{}/cases/{}", organisation.slug, case.id));
        // What the entry remembers stays when its words change.
        let page = noor.browser.get(&format!("/journal/entries/{entry}/edit")).await.text;
        assert!(page.contains("name=\"kept\"") && page.contains(&case.id.to_string()));
    }
}

on_both! {
    async fn a_reflection_without_a_name_goes_the_road_of_redaction_and_second_reader(instance: Instance) {
        let mut tess = Owner::new(&instance, "Tess").await;
        let (organisation, value) = tess.in_a_team(&instance).await;
        let team = TeamId::parse(value.split_once('/').unwrap().1).unwrap();
        let emine = instance.member(organisation.id, team, "Emine", TeamRole::Member).await;
        let entry = tess.write("Mevrouw Bakker zei niets, en ik ook niet.").await;
        tess.open().await;
        let address = format!("/journal/entries/{entry}/bring");
        let page = tess.browser.get(&address).await.text;
        for told in ["Een reflectie zonder naam", "Dan één collega die jij kiest", "Altijd, op de pagina van de reflectie"] {
            assert!(page.contains(told), "{told}");
        }
        let typed = [("team", value.as_str()), ("as", "reflection"), ("story", "Kevin zei niets, en ik ook niet.")];
        let wrong = tess.browser.post(&address, &[("team", &value), ("as", "reflection"), ("story", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"reflection\" checked"), "the choice is kept");
        let made = tess.browser.post(&address, &typed).await;
        let copy = made.location.unwrap();
        assert!(copy.starts_with(&format!("/o/{}/shared-copies/", organisation.slug)), "{copy}");
        let row = shared_copy::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.state, row.title.as_str(), row.year), (SharedCopyState::Preparing, "Een reflectie", 2026));
        // What the detector finds stops the hand-over; the team and its library see nothing yet.
        let mut reader = instance.browser(emine.id).await;
        assert_eq!(reader.get(&copy).await.status, StatusCode::NOT_FOUND);
        let hand_over = format!("{copy}/hand-over");
        tess.browser.post(&hand_over, &[("reader", &emine.id.to_string())]).await;
        assert_eq!(reader.get(&format!("{copy}/review")).await.status, StatusCode::NOT_FOUND, "a name is still in it");
        tess.browser.post(&format!("{copy}/replacements"), &[("term", "Kevin"), ("with", "de zoon"), ("by", "proposal")]).await;
        tess.browser.post(&hand_over, &[("reader", &emine.id.to_string())]).await;
        let review = reader.get(&format!("{copy}/review")).await.text;
        assert!(review.contains("De zoon zei niets") && !review.contains("Tess"), "{review}");
        reader.post(&format!("{copy}/review"), &[("answer", "no")]).await;
        let item = copy.replace("shared-copies", "library");
        let read = reader.get(&item).await.text;
        assert!(read.contains("De zoon zei niets") && !read.contains("Tess") && !read.contains("journal/entries"), "{read}");
        // The note stays as it was, and remembers; withdrawing takes the words away from the team.
        let kept = tess.entries(&instance).await.remove(0).body;
        assert_eq!((kept.text.as_str(), kept.brought[0].href.as_str()), ("Mevrouw Bakker zei niets, en ik ook niet.", copy.as_str()));
        tess.browser.post(&format!("{copy}/withdraw"), &[("what", "whole")]).await;
        assert_eq!(reader.get(&item).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn hours_are_chosen_entry_by_entry_and_hold_no_word_of_the_entry(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (one, two) = (noor.write("Over de hond in de gang.").await, noor.write("Niet meegeteld.").await);
        noor.open().await;
        assert!(noor.browser.get("/journal/hours").await.text.contains("Over de hond in de gang."));
        let (minutes, dimension, about) = (format!("minutes.{one}"), format!("dimension.{one}"), format!("about.{one}"));
        let wrong = noor.browser.post("/journal/hours", &[(&minutes, "veel"), (&dimension, "personal"), (&about, "Huisbezoek")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["value=\"veel\"", "value=\"Huisbezoek\"", "aria-invalid=\"true\"", "value=\"personal\" selected"] {
            assert!(wrong.text.contains(kept), "{kept} in {}", wrong.text);
        }
        assert!(noor.entries(&instance).await.iter().all(|entry| entry.body.hours.is_none()));
        let fields = [(minutes.as_str(), "45"), (dimension.as_str(), "personal"), (about.as_str(), "=Huisbezoek")];
        let sheet = noor.browser.post("/journal/hours", &fields).await.text;
        assert!(sheet.contains("Persoonlijk") && sheet.contains("0 uur en 45 minuten") && !sheet.contains("hond"), "{sheet}");
        let table = noor.browser.post("/journal/hours", &[&fields[..], &[("as", "table")]].concat()).await.text;
        assert_eq!(table, "\u{feff}Dag;Minuten;Dimensie;Omschrijving\r\n2026-03-04;45;Persoonlijk;'=Huisbezoek\r\n");
        let entries = noor.entries(&instance).await;
        assert_eq!(entries.iter().find(|entry| entry.id == one).unwrap().body.hours.as_ref().unwrap().minutes, 45);
        assert!(entries.iter().find(|entry| entry.id == two).unwrap().body.hours.is_none());
        // A page that is older than an entry says nothing of it, and an empty field takes the hours away.
        let dimension_two = (format!("minutes.{two}"), format!("dimension.{two}"));
        let sheet = noor.browser.post("/journal/hours", &[(&dimension_two.0, "10"), (&dimension_two.1, "technical")]).await.text;
        assert!(sheet.contains("0 uur en 55 minuten"), "{sheet}");
        noor.browser.post("/journal/hours", &[(&minutes, "")]).await;
        let hours: Vec<_> = noor.entries(&instance).await.into_iter().filter_map(|entry| entry.body.hours).collect();
        assert_eq!(hours.iter().map(|hours| hours.minutes).collect::<Vec<_>>(), [10]);
    }
}

on_both! {
    async fn an_hours_page_that_was_open_meanwhile_changes_only_what_was_changed_on_it(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (one, other) = (noor.write("Zo.").await, noor.write("En zo.").await);
        noor.open().await;
        let name = |field: &str, id: EntryId| format!("{field}.{id}");
        let typed = |id: EntryId, minutes: &str, shown: &str| {
            [(name("minutes", id), minutes), (name("dimension", id), "personal"), (name("shown", id), shown)]
                .map(|(name, value)| (name, value.to_owned()))
        };
        let page = noor.browser.get("/journal/hours").await.text;
        let shown = |page: &str, id: EntryId| {
            let value = page.split_once(&format!("name=\"shown.{id}\" value=\"")).unwrap().1.split('"').next().unwrap();
            value.replace("&quot;", "\"")
        };
        let (old_one, old_other) = (shown(&page, one), shown(&page, other));
        let send = async |noor: &mut Owner, rows: Vec<(String, String)>| {
            instance.app.clock.advance_minutes(1);
            let fields: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!(noor.browser.post("/journal/hours", &fields).await.status, StatusCode::OK);
        };
        send(&mut noor, typed(one, "40", &old_one).to_vec()).await;
        // Another page, drawn before that, in which only the other entry is filled in.
        let rows = [typed(one, "", &old_one), typed(other, "15", &old_other)].concat();
        send(&mut noor, rows).await;
        let minutes = async |noor: &Owner, id: EntryId| {
            let entries = noor.entries(&instance).await;
            entries.iter().find(|entry| entry.id == id).unwrap().body.hours.as_ref().map(|hours| hours.minutes)
        };
        assert_eq!((minutes(&noor, one).await, minutes(&noor, other).await), (Some(40), Some(15)));
        let page = noor.browser.get("/journal/hours").await.text;
        send(&mut noor, typed(one, "", &shown(&page, one)).to_vec()).await;
        assert_eq!(minutes(&noor, one).await, None, "what was there, and is taken away, goes");
    }
}

on_both! {
    async fn a_page_that_was_open_meanwhile_changes_only_what_was_changed_on_it(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let virtue = r#"{"virtue":"geduld","name":"Geduld","too_little":"Vluchtig","too_much":"Traag"}"#;
        let entry = EntryId::random();
        let placed = [("text", "Zo."), ("virtue", virtue), ("was.geduld", "17")];
        noor.save(entry, BranchId::random(), 1, &placed).await;
        noor.open().await;
        let (minutes, dimension) = (format!("minutes.{entry}"), format!("dimension.{entry}"));
        noor.browser.post("/journal/hours", &[(&minutes, "20"), (&dimension, "personal")]).await;
        // An edit page shows twenty minutes and a place, and stays open.
        let edit = format!("/journal/entries/{entry}/edit");
        let hidden = |page: &str, name: &str| {
            let value = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1.split('"').next().unwrap();
            value.replace("&quot;", "\"")
        };
        let page = noor.browser.get(&edit).await.text;
        let (kept, seen) = (hidden(&page, "kept"), hidden(&page, "seen"));
        let later = async |noor: &mut Owner, fields: &[(&str, &str)]| {
            instance.app.clock.advance_minutes(1);
            let own = [("kept", kept.as_str()), ("seen", seen.as_str()), ("virtue", virtue)];
            let answer = noor.save(entry, BranchId::random(), 1, &[&own, fields].concat()).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        };
        let stands = async |noor: &Owner| {
            let body = noor.entries(&instance).await.remove(0).body;
            let place = body.placed().next().map(|place| (place.was, place.wish));
            (body.text.clone(), body.hours.as_ref().map(|hours| hours.minutes), place)
        };
        instance.app.clock.advance_minutes(1);
        noor.browser.post("/journal/hours", &[(&minutes, "45"), (&dimension, "personal")]).await;
        later(&mut noor, &[("text", "Zo. En verder."), ("was.geduld", "17")]).await;
        assert_eq!(stands(&noor).await, ("Zo. En verder.".into(), Some(45), Some((Some(17), None))));
        // The place is moved on a page of later, then the hours are cleared; the old page knows of neither.
        later(&mut noor, &[("text", "Zo. En verder."), ("was.geduld", "50"), ("wish.geduld", "67")]).await;
        noor.browser.post("/journal/hours", &[(&minutes, "")]).await;
        later(&mut noor, &[("text", "Zo. Nog eens."), ("was.geduld", "17")]).await;
        assert_eq!(stands(&noor).await, ("Zo. Nog eens.".into(), None, Some((Some(50), Some(67)))));
        // What is cleared stays cleared, also when the old page comes in once more.
        later(&mut noor, &[("text", "Zo. Nog eens.")]).await;
        later(&mut noor, &[("text", "Zo. Nog eens."), ("was.geduld", "17")]).await;
        assert_eq!(stands(&noor).await, ("Zo. Nog eens.".into(), None, None));
        assert!(!noor.browser.get("/journal/search").await.text.contains("virtue:geduld"));
    }
}

on_both! {
    async fn an_old_entry_that_arrives_late_has_its_warning_too(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let days = |days: i64| instance.app.clock.advance_minutes(days * 24 * 60);
        let expire = async || {
            let mut tx = instance.app.db.write().await.unwrap();
            let gone = keep::expire(&mut tx, instance.app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            gone
        };
        noor.open().await;
        noor.browser.post("/journal/settings/keep", &[("months", "12")]).await;
        let begun = instance.app.clock.now().0.to_string();
        let written_on = noor.write("Oud, en straks verder.").await;
        days(400);
        noor.browser = instance.browser(noor.account.id).await;
        // One waited on a device for more than a year, the other is written on.
        let fields = [("begun", begun.as_str()), ("text", "Van een oude telefoon.")];
        noor.save(EntryId::random(), BranchId::random(), 1, &fields).await;
        let seen: Vec<String> = noor.entries(&instance).await.iter().find(|entry| entry.id == written_on).unwrap()
            .seen.iter().map(|(branch, revision)| format!("{branch}:{revision}")).collect();
        let fields = [("begun", begun.as_str()), ("seen", &seen.join(",")), ("text", "Oud, en verder.")];
        noor.save(written_on, BranchId::random(), 1, &fields).await;
        assert!(noor.browser.get("/journal").await.text.contains("worden je oudste notities gewist"));
        days(29);
        assert_eq!(expire().await, 0, "thirty days of warning come first");
        days(1);
        assert_eq!(expire().await, 2);
    }
}

on_both! {
    async fn entries_go_at_the_end_of_a_chosen_term_and_never_without_a_warning(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let expire = async || {
            let mut tx = instance.app.db.write().await.unwrap();
            let gone = keep::expire(&mut tx, instance.app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            gone
        };
        let days = |days: i64| instance.app.clock.advance_minutes(days * 24 * 60);
        noor.write("Oud.").await;
        days(400);
        assert_eq!(expire().await, 0, "without a choice everything stays");
        noor.browser = instance.browser(noor.account.id).await;
        noor.save(EntryId::random(), BranchId::random(), 1, &[("text", "Nieuw.")]).await;
        noor.open().await;
        noor.browser.post("/journal/settings/keep", &[("months", "12")]).await;
        assert!(noor.browser.get("/journal").await.text.contains("worden je oudste notities gewist"));
        // Also for who only writes: closed, and after saving.
        noor.browser.post("/journal/close", &[]).await;
        let home = noor.browser.get("/").await.location.unwrap();
        for path in ["/journal", "/journal/saved", &home] {
            assert!(noor.browser.get(path).await.text.contains("worden je oudste notities gewist"), "{path}");
        }
        days(29);
        assert_eq!(expire().await, 0, "thirty days of warning come first");
        days(1);
        assert_eq!(expire().await, 1);
        let left: Vec<String> = noor.entries(&instance).await.into_iter().map(|entry| entry.body.text).collect();
        assert_eq!(left, ["Nieuw."]);
    }
}
