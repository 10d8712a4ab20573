//! Nothing that the page called saved is lost: not to another device, a late answer, an expired login or a limit.

use axum::http::StatusCode;
use entity::ids::{BranchId, EntryId};
use entity::{journal, journal_note};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::Owner;
use crate::on_both;

on_both! {
    async fn writing_needs_a_login_only_and_reading_shows_it_as_it_was_typed(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let page = noor.browser.get("/journal/new").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Wat raakte je?") && page.text.contains("when-it-cannot-wait"));
        let pasted = " \u{a0}“Hij zei:\u{200b} nee”\n\u{7}•\tpunt\u{ad}je e\u{301} 👩🏽‍⚕️\n\n".to_owned();
        let long = "Ik weet het niet. 🌧 ".repeat(5_000);
        for text in [&pasted, &long] {
            noor.write(text).await;
        }
        let mut texts: Vec<String> = noor.entries(&instance).await.into_iter().map(|entry| entry.body.text).collect();
        texts.sort_by_key(String::len);
        assert_eq!(texts, [pasted, long]);
        let widest = "🌧".repeat(150_000);
        let fits = noor.save(EntryId::random(), BranchId::random(), 1, &[("text", &widest)]).await;
        assert_eq!(fits.status, StatusCode::OK, "the longest entry fits a form");
        let too_long = noor.save(EntryId::random(), BranchId::random(), 1, &[("text", &"x".repeat(150_001))]).await;
        assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

on_both! {
    async fn opening_a_page_saves_nothing_and_neither_does_an_empty_form(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.browser.get("/journal/new").await;
        let empty = noor.save(EntryId::random(), BranchId::random(), 1, &[("text", " \n"), ("answer.presence/there", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(journal_note::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
        let only_a_feeling = noor.save(EntryId::random(), BranchId::random(), 1, &[("feeling", "tired")]).await;
        assert_eq!(only_a_feeling.status, StatusCode::OK);
    }
}

on_both! {
    async fn the_page_and_its_shell_bring_all_words_that_their_scripts_say(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        for path in ["/journal/new", "/journal/shell"] {
            let page = noor.browser.get(path).await.text;
            for name in ["unsaved", "device", "done", "sent", "lost", "restored", "login"] {
                let (_, said) = page.split_once(&format!("data-{name}=\"")).unwrap_or_else(|| panic!("{path}: {name}"));
                assert!(said.chars().next().is_some_and(char::is_alphabetic), "{path}: {name} is empty");
            }
        }
    }
}

on_both! {
    async fn a_page_overwrites_its_own_words_and_nobody_elses(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (entry, phone, laptop) = (EntryId::random(), BranchId::random(), BranchId::random());
        noor.save(entry, phone, 1, &[("text", "Eén.")]).await;
        noor.save(entry, phone, 2, &[("text", "Eén. Twee.")]).await;
        let entries = noor.entries(&instance).await;
        assert_eq!((entries.len(), entries[0].body.text.as_str(), entries[0].seen.len()), (1, "Eén. Twee.", 1));
        // The laptop had read revision 1 and knows nothing of revision 2.
        let seen = format!("{phone}:1");
        instance.app.clock.advance_minutes(1);
        noor.save(entry, laptop, 1, &[("text", "Eén. Drie."), ("seen", &seen)]).await;
        let merged = noor.entries(&instance).await.remove(0);
        assert_eq!(merged.body.text, "Eén. Drie.");
        assert_eq!(merged.elsewhere, [(String::new(), "Twee.".to_owned())]);
        // Whoever edits it now has both, and the branches become one.
        noor.open().await;
        let page = noor.browser.get(&format!("/journal/entries/{entry}/edit")).await.text;
        assert!(page.contains("Eén. Drie.\n\nTwee."), "{page}");
        let seen: Vec<String> = merged.seen.iter().map(|(branch, revision)| format!("{branch}:{revision}")).collect();
        noor.save(entry, BranchId::random(), 1, &[("text", "Eén. Drie. Twee."), ("seen", &seen.join(","))]).await;
        let joined = noor.entries(&instance).await.remove(0);
        assert_eq!((joined.seen.len(), joined.elsewhere.len(), joined.body.text.as_str()), (1, 0, "Eén. Drie. Twee."));
    }
}

on_both! {
    async fn a_save_that_comes_late_or_twice_takes_no_sentence_away(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (entry, branch) = (EntryId::random(), BranchId::random());
        noor.save(entry, branch, 2, &[("text", "Eén. Twee.")]).await;
        noor.save(entry, branch, 1, &[("text", "Eén.")]).await;
        let late = noor.entries(&instance).await.remove(0);
        assert!(late.body.text.contains("Eén.") && [late.body.text.clone(), format!("{:?}", late.elsewhere)].concat().contains("Twee."));
        // Without script: back, another sentence, and the button again, with the numbers of the first time.
        let (entry, branch) = (EntryId::random(), BranchId::random());
        noor.save(entry, branch, 0, &[("text", "Voor.")]).await;
        noor.save(entry, branch, 0, &[("text", "Voor. Na.")]).await;
        let twice = noor.entries(&instance).await.into_iter().find(|one| one.id == entry).unwrap();
        assert!(format!("{} {:?}", twice.body.text, twice.elsewhere).contains("Na."));
    }
}

on_both! {
    async fn an_expired_login_gives_every_letter_back(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.browser.cookies.remove("login");
        let virtue = r#"{"virtue":"geduld","name":"Geduld","too_little":"Vluchtig","too_much":"Traag"}"#;
        let fields = [
            ("entry", "01912345-0000-4000-8000-000000000000"),
            ("branch", "01912345-0000-4000-8000-000000000001"),
            ("text", "De radio ging zachter."),
            ("answer.presence/there", "Bij de deur."),
            ("virtue", virtue),
            ("was.geduld", "17"),
            ("feeling", "tired"),
        ];
        let page = noor.browser.post("/journal/entries", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["De radio ging zachter.", "Bij de deur.", "01912345-0000-4000-8000-000000000000", "name=\"was.geduld\" value=\"17\"", "name=\"feeling\" value=\"tired\""] {
            assert!(page.text.contains(kept), "{kept}");
        }
        let script = noor.browser.save("/journal/entries", &fields).await;
        assert_eq!(script.status, StatusCode::UNAUTHORIZED);
        assert!(script.text.contains("/login?back=/journal/new"));
        let mut again = instance.browser(noor.account.id).await;
        assert_eq!(again.post("/journal/entries", &fields).await.location.as_deref(), Some("/journal/saved"));
        assert_eq!(noor.entries(&instance).await[0].body.places[0].was, Some(17));
    }
}

on_both! {
    async fn what_one_person_typed_never_lands_in_the_journal_of_another(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let emine = Owner::new(&instance, "Emine").await;
        let page = noor.browser.get("/journal/new").await.text;
        let mark = page.split_once("name=\"owner\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        // Emine signs in, in another tab of Noor's browser.
        let own = noor.browser.cookies.insert("login".into(), emine.browser.cookies["login"].clone()).unwrap();
        let fields = [("owner", mark.as_str()), ("text", "Van Noor."), ("feeling", "tired")];
        let (entry, branch) = (EntryId::random(), BranchId::random());
        let script = noor.save(entry, branch, 1, &fields).await;
        assert_eq!(script.status, StatusCode::CONFLICT);
        assert!(script.text.contains("iemand anders ingelogd"), "{}", script.text);
        let ids = [("entry", entry.to_string()), ("branch", branch.to_string())];
        let ids: Vec<(&str, &str)> = ids.iter().map(|(name, id)| (*name, id.as_str())).collect();
        for path in ["/journal/entries", "/journal/questions"] {
            let page = noor.browser.post(path, &[&ids[..], &fields].concat()).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            for kept in ["iemand anders ingelogd", "Van Noor.", &mark, "name=\"feeling\" value=\"tired\""] {
                assert!(page.text.contains(kept), "{kept} in {}", page.text);
            }
        }
        assert!(emine.entries(&instance).await.is_empty() && noor.entries(&instance).await.is_empty());
        noor.browser.cookies.insert("login".into(), own);
        assert_eq!(noor.save(entry, branch, 1, &fields).await.status, StatusCode::OK);
        assert_eq!(noor.entries(&instance).await[0].body.text, "Van Noor.");
    }
}

on_both! {
    async fn a_deleted_entry_does_not_come_back(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let entry = noor.write("Dit moet weg.").await;
        noor.open().await;
        noor.browser.post(&format!("/journal/entries/{entry}/delete"), &[]).await;
        let late = noor.save(entry, BranchId::random(), 1, &[("text", "Van een open tab.")]).await;
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.text.contains("gewist, en komt niet terug"), "{}", late.text);
        let ids = [("entry", entry.to_string()), ("branch", BranchId::random().to_string())];
        let ids: Vec<(&str, &str)> = ids.iter().map(|(name, id)| (*name, id.as_str())).collect();
        let page = noor.browser.post("/journal/entries", &[&ids[..], &[("text", "Van een open tab.")]].concat()).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains("Van een open tab."));
        assert!(noor.entries(&instance).await.is_empty());
        // Whoever wants the words after all saves the page that came back: a new entry.
        let id = page.text.split_once("name=\"entry\" value=\"").unwrap().1.split('"').next().unwrap();
        assert_ne!(id, entry.to_string());
        let kept = noor.browser.post("/journal/entries", &[("entry", id), ids[1], ("text", "Van een open tab.")]).await;
        assert_eq!(kept.location, Some(format!("/journal/entries/{id}")));
        assert_eq!(noor.entries(&instance).await[0].body.text, "Van een open tab.");
    }
}

on_both! {
    async fn another_set_of_questions_keeps_what_was_typed(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let page = noor.browser.get("/journal/new?set=difficult_visit").await.text;
        assert!(page.contains("Wat ging er goed, hoe klein ook?"));
        let fields = [
            ("entry", "01912345-0000-4000-8000-000000000000"),
            ("branch", "01912345-0000-4000-8000-000000000001"),
            ("set", "presence"),
            ("text", "De radio ging zachter."),
            ("answer.difficult_visit/well", "Ze lachte even."),
        ];
        let other = noor.browser.post("/journal/questions", &fields).await.text;
        for kept in ["De radio ging zachter.", "Ze lachte even.", "Wie bepaalde het tempo", "01912345-0000-4000-8000-000000000000"] {
            assert!(other.contains(kept), "{kept}");
        }
    }
}

on_both! {
    async fn own_questions_are_never_cut_and_damaged_ones_stay(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.open().await;
        let (many, long) = ("Nog een?\n".repeat(13), "x".repeat(301));
        for (typed, said) in [(&many, "plaats voor 12 vragen"), (&long, "langer dan 300 tekens")] {
            let refused = noor.browser.post("/journal/settings/questions", &[("questions", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(said) && refused.text.contains(typed.trim_end()), "{}", refused.text);
        }
        noor.browser.post("/journal/settings/questions", &[("questions", "Wie was er nog?")]).await;
        let stored = async || journal::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        let mut row = stored().await;
        *row.questions.as_mut().unwrap().last_mut().unwrap() ^= 1;
        let damaged = row.questions.clone();
        let tx = instance.app.db.write().await.unwrap();
        row.into_active_model().reset_all().update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(noor.browser.get("/journal/settings").await.text.contains("gaan niet meer open"));
        let empty = noor.browser.post("/journal/settings/questions", &[("questions", " ")]).await;
        assert_eq!((empty.status, stored().await.questions), (StatusCode::UNPROCESSABLE_ENTITY, damaged));
        noor.browser.post("/journal/settings/questions", &[("questions", "Een nieuwe?")]).await;
        assert!(noor.browser.get("/journal/settings").await.text.contains("Een nieuwe?"));
    }
}

on_both! {
    async fn own_questions_are_asked_when_the_journal_is_open(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.open().await;
        noor.browser.post("/journal/settings/questions", &[("questions", "Wat zou ik mezelf gunnen?\n\n Wie was er nog? ")]).await;
        let page = noor.browser.get("/journal/new?set=own").await.text;
        assert!(page.contains("Wat zou ik mezelf gunnen?") && page.contains("Wie was er nog?"));
        noor.browser.post("/journal/close", &[]).await;
        assert!(!noor.browser.get("/journal/new?set=own").await.text.contains("Wat zou ik mezelf gunnen?"));
    }
}
