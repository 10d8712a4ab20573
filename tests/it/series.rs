//! A meeting from its pitches to the next one's "what became of it?", and who may see which part of it.

mod whole;

use entity::ids::DeliberationId;

use crate::deliberations::Table;
use crate::mail::Team;
use crate::on_both;
use crate::support::Browser;

/// Finds the first value of an input with this name, in a page.
pub fn value(page: &str, name: &str) -> String {
    let at = page.find(&format!(r#"name="{name}" value=""#)).unwrap_or_else(|| panic!("no {name} in {page}"));
    page[at..].split('"').nth(3).unwrap().to_owned()
}

/// Finds where the form leads that holds these words.
pub fn action(page: &str, words: &str) -> String {
    let end = page.find(words).unwrap_or_else(|| panic!("no `{words}` in {page}"));
    let start = page[..end].rfind(r#"action=""#).unwrap();
    page[start..].split('"').nth(1).unwrap().to_owned()
}

pub async fn pitch(browser: &mut Browser, meeting: &str, title: &str) {
    let fields = [
        ("title", title),
        ("what", "Mevrouw doet niet meer open."),
        ("why", ""),
        ("question", "Hoe lang blijf ik komen?"),
    ];
    assert_eq!(browser.post(&format!("{meeting}/pitches"), &fields).await.status, 303);
}

on_both! {
    async fn a_group_chooses_by_vote_and_nobody_sees_who_voted(instance: Instance) {
        let team = Team::made(instance).await;
        let (mut judith, mut tomasz) = (team.browser(&team.judith).await, team.browser(&team.tomasz).await);
        let fields = [("date", "2026-04-07"), ("starts", "14:00"), ("cases", "1")];
        let meeting = judith.post(&format!("{}/meetings", team.url), &fields).await.location.unwrap();
        let wrong = tomasz.post(&format!("{meeting}/pitches"), &[("title", "De deur")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("Vul dit nog in") && wrong.text.contains(r#"value="De deur""#));
        pitch(&mut tomasz, &meeting, "De deur blijft dicht").await;
        pitch(&mut judith, &meeting, "De tas").await;
        pitch(&mut judith, &meeting, "De tas met enveloppen").await;
        let page = tomasz.get(&meeting).await.text;
        assert!(page.contains("De tas met enveloppen") && page.matches("Hoe lang blijf ik komen?").count() == 2);
        let ids: Vec<String> = page.match_indices(r#"name="pitch" value=""#).map(|(at, _)| page[at..].split('"').nth(3).unwrap().to_owned()).collect();
        let both = [("pitch", ids[0].as_str()), ("pitch", ids[1].as_str())];
        tomasz.post(&format!("{meeting}/votes"), &both).await;
        assert!(tomasz.get(&meeting).await.text.contains("meer stemmen dan je hebt"));
        tomasz.post(&format!("{meeting}/votes"), &both[..1]).await;
        judith.post(&format!("{meeting}/votes"), &both[..1]).await;
        let page = judith.get(&meeting).await.text;
        assert!(!page.contains("2 stemmen") && !page.contains("1 stem"), "votes are hidden by the server");
        judith.post(&format!("{meeting}/votes/show"), &[]).await;
        assert!(tomasz.get(&meeting).await.text.contains("2 stemmen"));
        assert_eq!(tomasz.post(&format!("{meeting}/votes"), &both[..1]).await.status, 409, "too late");
        judith.post(&format!("{meeting}/choice"), &both[..1]).await;
        let page = tomasz.get(&meeting).await.text;
        assert!(page.contains("Staat op de agenda") && page.contains("Jij brengt hem in"), "{page}");
        let own = tomasz.get("/o/maaskant/cases").await.text;
        assert!(own.contains("De deur blijft dicht"), "a pitch that is chosen is a case of its presenter");
        assert_eq!(team.browser(&team.guest).await.get(&meeting).await.status, 404);
    }
}

on_both! {
    async fn a_meeting_goes_from_part_to_part_and_back(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-04"), ("starts", "13:00"), ("minutes", "90"), ("cases", "2")];
        let meeting = judith.post(&format!("{}/meetings", team.url), &fields).await.location.unwrap();
        let page = judith.get(&meeting).await.text;
        for words in ["Inchecken", "Casus 2", "Even klagen", "Hier wordt niets van bewaard", "Begin de bijeenkomst"] {
            assert!(page.contains(words), "{words}");
        }
        // A break after the second case, ten minutes; the look back goes.
        let edit = judith.get(&format!("{meeting}/agenda")).await.text;
        assert!(edit.contains("Samen 90 minuten"));
        let row = (value(&edit, "id"), value(&edit, "kind"));
        let slip = [("id", row.0.as_str()), ("kind", row.1.as_str()), ("minutes", "1o"), ("add_minutes", "")];
        let refused = judith.post(&format!("{meeting}/agenda"), &slip).await;
        assert!(refused.status == 422 && refused.text.contains(r#"value="1o""#), "a slip takes no part away: {}", refused.text);
        let slip = [("id", row.0.as_str()), ("kind", row.1.as_str()), ("minutes", "5"), ("add", "break"), ("add_minutes", "kort")];
        let refused = judith.post(&format!("{meeting}/agenda"), &slip).await;
        assert!(refused.status == 422 && refused.text.contains("f-add_minutes-error") && refused.text.contains(r#"value="kort""#));
        assert!(refused.text.contains(r#"value="break" selected"#), "and what was chosen stays chosen");
        judith.post(&format!("{meeting}/begin"), &[]).await;
        team.instance.app.clock.advance_minutes(7);
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("Dit duurt nu 2 minuten langer") && page.contains("dan eindigt het om 14:32"), "{page}");
        let next = action(&page, "Verder met: Wat werd ervan?");
        judith.post(&next, &[]).await;
        let page = judith.get(&meeting).await.text;
        let next = action(&page, "Verder met: Casus 1");
        judith.post(&next, &[]).await;
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("Hiervoor zijn er nog 30 minuten"));
        let back = action(&page, "Ga terug");
        judith.post(&back, &[]).await;
        assert!(judith.get(&meeting).await.text.contains("Hiervoor zijn er nog 5 minuten"), "going back is ordinary");
        let rows = judith.get(&format!("{meeting}/agenda")).await.text;
        let (id, kind) = (value(&rows, "id"), value(&rows, "kind"));
        assert_eq!(kind, "check_in");
        judith.post(&format!("{meeting}/agenda"), &[("id", &id), ("kind", &kind), ("minutes", ""), ("add", "venting"), ("add_minutes", "12")]).await;
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("Inchecken") && page.contains("12 min"), "what has begun stays");
        judith.post(&format!("{meeting}/end"), &[]).await;
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("Even terugkijken") && page.contains("Wie was erbij?"));
        let too_soon = action(&page, "Toch nog verder");
        judith.post(&too_soon, &[]).await;
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("Hiervoor zijn er nog"), "its last part goes on: {page}");
        judith.post(&format!("{meeting}/end"), &[]).await;
        let long = "lang ".repeat(100);
        let refused = judith.post(&format!("{meeting}/look-backs"), &[("helped", &long), ("next_time", "Kort")]).await;
        assert!(refused.status == 422 && refused.text.contains("Dit is te lang") && refused.text.contains(long.trim()), "nothing is cut off");
        judith.post(&format!("{meeting}/look-backs"), &[("helped", "De stilte"), ("next_time", "Eerder beginnen")]).await;
        let page = judith.get(&meeting).await.text;
        assert!(page.contains("De stilte") && page.contains("Eerder beginnen"));
        judith.post(&format!("{meeting}/attendance"), &[("present", &team.tomasz.id.to_string())]).await;
        let page = judith.get(&meeting).await.text;
        assert_eq!(page.matches(r#"name="present""#).count(), 3);
        assert_eq!(page.matches(r#"name="present" value=""#).count() - 2, 1);
        assert!(page.contains(&format!(r#"value="{}" checked"#, team.tomasz.id)));
    }
}

on_both! {
    async fn a_line_of_a_look_back_keeps_no_author(instance: Instance) {
        use sea_orm::EntityTrait;
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let meeting = judith.post(&format!("{}/meetings", team.url), &[("date", "2026-03-04")]).await.location.unwrap();
        judith.post(&format!("{meeting}/look-backs"), &[("helped", "Rust")]).await;
        let rows = entity::look_back::Entity::find().all(team.instance.app.db.read()).await.unwrap();
        // A row is its organisation, a random id, the meeting, a kind and the text: there is no place for more.
        assert_eq!((rows.len(), rows[0].id.0.get_version_num()), (1, 4));
    }
}

/// Closes the conversation of a table after somebody promised something, and returns it.
async fn promised(table: &Table) -> DeliberationId {
    let id = table.opened().await;
    let mut judith = table.browser(&table.judith).await;
    for _ in 0..3 {
        table.advance(id).await;
    }
    let fields =
        [("step", "decide"), ("text-action", "De brief samen openen"), ("who", "sharina"), ("due", "11-3-2026")];
    let placed = judith.post(&Table::url(id, "/contributions"), &fields).await;
    assert_eq!(placed.status, 303, "{}", placed.text);
    let revision = table.row(id).await.revision.to_string();
    let closed = judith.post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
    assert_eq!(closed.status, 303, "{}", closed.text);
    id
}

on_both! {
    async fn what_somebody_takes_upon_themselves_is_theirs(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut youssef) = (table.browser(&table.judith).await, table.browser(&table.youssef).await);
        for _ in 0..3 {
            table.advance(id).await;
        }
        let fields = [("step", "decide"), ("text-action", "Ik ga een keer mee"), ("who", "Ik"), ("due", "11-3-2026")];
        assert_eq!(youssef.post(&Table::url(id, "/contributions"), &fields).await.status, 303);
        let revision = table.row(id).await.revision.to_string();
        judith.post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
        assert!(youssef.get("/o/maaskant/promises").await.text.contains("Ik ga een keer mee"), "I is whoever wrote it");
        assert!(!judith.get("/o/maaskant/promises").await.text.contains("Ik ga een keer mee"));
    }
}

on_both! {
    async fn a_decision_gets_an_owner_a_date_and_a_sign(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        for _ in 0..3 {
            table.advance(id).await;
        }
        let fields = [("step", "decide"), ("text-decision", "Ik laat de post dicht.")];
        assert_eq!(sharina.post(&Table::url(id, "/contributions"), &fields).await.status, 303);
        let revision = table.row(id).await.revision.to_string();
        judith.post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
        let list = Table::url(id, "/follow-ups");
        let page = judith.get(&list).await.text;
        assert!(page.contains("Ik laat de post dicht.") && page.contains("nog van niemand"), "{page}");
        let take = page[page.find("?decision=").unwrap()..].split(['"', '#']).next().unwrap().to_owned();
        let filled = judith.get(&format!("{list}{take}")).await.text;
        let sharinas = format!(r#"value="{}" selected"#, table.sharina.id);
        assert!(filled.contains(">\nIk laat de post dicht.</textarea>") && filled.contains(&sharinas), "{filled}");
        let owner = table.sharina.id.to_string();
        let whole = [("kind", "action"), ("text", "Ik laat de post dicht."), ("owner", &owner), ("due", "2026-03-11"), ("sign", "Hij vraagt er zelf om")];
        judith.post(&list, &whole).await;
        let page = judith.get(&list).await.text;
        assert!(page.contains("Te merken aan: Hij vraagt er zelf om") && !page.contains("nog van niemand"), "{page}");
        assert!(sharina.get("/o/maaskant/promises").await.text.contains("Ik laat de post dicht."));
        assert_eq!(table.browser(&table.others[0]).await.get(&format!("{list}{take}")).await.status, 404, "he wasn't there");
    }
}

on_both! {
    async fn a_meeting_that_was_called_off_is_no_last_time(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let mut meetings = Vec::new();
        for date in ["2026-03-04", "2026-03-11", "2026-03-18"] {
            let fields = [("date", date), ("starts", "14:00")];
            meetings.push(judith.post(&format!("{}/meetings", team.url), &fields).await.location.unwrap());
        }
        judith.post(&format!("{}/look-backs", meetings[0]), &[("helped", ""), ("next_time", "Eerder beginnen")]).await;
        judith.post(&format!("{}/cancel", meetings[1]), &[]).await;
        assert!(judith.get(&meetings[2]).await.text.contains("Eerder beginnen"));
    }
}

on_both! {
    async fn what_was_promised_is_asked_once_at_the_next_meeting(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = promised(&table).await;
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let mut tomasz = table.browser(&table.others[0]).await;
        let list = Table::url(id, "/follow-ups");
        let page = sharina.get(&list).await.text;
        assert!(page.contains("De brief samen openen") && page.contains("woensdag 11 maart 2026") && page.contains("Sharina"), "{page}");
        assert_eq!(tomasz.get(&list).await.status, 404, "he wasn't there");
        let wrong = judith.post(&list, &[("kind", "come_back"), ("due", "31-2-2026")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("Kies een dag die bestaat"));
        judith.post(&list, &[("kind", "come_back"), ("due", "2026-04-01")]).await;
        let one = sharina.get("/o/maaskant/promises").await.text;
        let href = one[one.find("/o/maaskant/follow-ups/").unwrap()..].split('"').next().unwrap().to_owned();
        judith.post(&href, &[("text", "De brief samen openen"), ("owner", &table.sharina.id.to_string()), ("due", "2026-03-11"), ("sign", "Hij maakt de volgende zelf open")]).await;
        assert!(sharina.get(&href).await.text.contains("Te merken aan: Hij maakt de volgende zelf open"));
        assert_eq!(tomasz.get(&href).await.status, 404);
        assert!(sharina.get("/o/maaskant").await.text.contains("De brief samen openen"), "it comes up in a week");

        let url = format!("/o/maaskant/teams/{}/meetings", table.team);
        let next = judith.post(&url, &[("date", "2026-03-18"), ("starts", "14:00")]).await.location.unwrap();
        let page = judith.get(&next).await.text;
        assert!(page.contains("Wat werd ervan?") && page.contains("De brief samen openen"));
        assert!(!page.contains("Terug naar ‘De tas"), "that is for April");
        assert!(!tomasz.get(&next).await.text.contains("De brief samen openen"), "who wasn't there doesn't see it");
        table.instance.app.clock.advance_minutes(14 * 24 * 60);
        let (mut judith, mut sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        judith.post(&format!("{next}/begin"), &[]).await;
        let page = judith.get(&next).await.text;
        judith.post(&action(&page, "Verder met: Wat werd ervan?"), &[]).await;
        let april = judith.post(&url, &[("date", "2026-04-08"), ("starts", "14:00")]).await.location.unwrap();
        let page = judith.get(&april).await.text;
        assert!(!page.contains("De brief samen openen"), "it was asked; it is not asked again");
        assert!(page.contains("Terug naar ‘De tas met enveloppen’"), "now it is time to come back");
        let told = sharina.post(&format!("{href}/outcome"), &[("outcome", "Hij deed het zelf."), ("back", &format!("meeting-{}", next.rsplit('/').next().unwrap()))]).await;
        assert_eq!(told.location.as_deref(), Some(next.as_str()));
        assert!(judith.get(&next).await.text.contains("Hij deed het zelf."));
        let mine = sharina.get("/o/maaskant/promises").await.text;
        assert!(mine.contains("Verteld") && !mine.contains("Loopt nog"));
    }
}

on_both! {
    async fn a_proof_says_when_and_how_long_and_nothing_of_the_case(instance: Instance) {
        let table = Table::laid(instance).await;
        promised(&table).await;
        let mut sharina = table.browser(&table.sharina).await;
        let page = sharina.get("/o/maaskant/proof").await.text;
        assert!(page.contains("woensdag 4 maart 2026") && page.contains("inbrenger") && page.contains("Noord"), "{page}");
        let link = page[page.find("/o/maaskant/proof/meetings/").unwrap()..].split('"').next().unwrap().to_owned();
        sharina.post(&link, &[("technical", ""), ("normative", "Helpen is ook loslaten."), ("personal", "")]).await;
        sharina.post("/o/maaskant/proof/profile", &[("register", "SKJ"), ("number", "110012345"), ("shows_dimensions", "yes"), ("shows_signature", "yes")]).await;
        let page = sharina.get("/o/maaskant/proof").await.text;
        assert!(page.contains("110012345") && !page.contains("De tas met enveloppen"));
        let (status, body) = sharina.open("/o/maaskant/proof/pdf?year=2026").await;
        let file = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        assert!(status == 200 && file.starts_with(b"%PDF-"));
        let table_of_hours = sharina.get("/o/maaskant/proof/hours?year=2026").await.text;
        assert!(table_of_hours.contains("2026-03-04") && table_of_hours.contains("inbrenger") && !table_of_hours.contains("enveloppen"));
        let mut judith = table.browser(&table.judith).await;
        assert_eq!(judith.get(&link).await.text.matches("Helpen is ook loslaten").count(), 0, "her words are hers");
        let mut tomasz = table.browser(&table.others[0]).await;
        assert_eq!(tomasz.get(&link).await.status, 404, "he wasn't there");
        assert!(tomasz.get("/o/maaskant/proof").await.text.contains("bij geen bijeenkomst"));
    }
}
