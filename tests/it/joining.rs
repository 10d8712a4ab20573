//! Joining by code: the way in, who decides, and how little it opens.

mod farewell;
mod limits;

use axum::http::StatusCode;
use entity::account;
use entity::ids::DeliberationId;
use entity::team_member::TeamRole;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::deliberations::Table;
use crate::on_both;
use crate::support::Browser;

/// Returns the code of a conversation.
async fn code(table: &Table, id: DeliberationId) -> String {
    table.row(id).await.join_code.unwrap()
}

/// Chooses a name with the code, on a device of one's own.
async fn ask(table: &Table, id: DeliberationId, who: &account::Model) -> Browser {
    let mut phone = table.instance.anonymous();
    let path = format!("/join/{}", code(table, id).await);
    let asked = phone.post(&path, &[("account", &who.id.to_string())]).await;
    assert_eq!(asked.location, Some(format!("{path}/wait")));
    phone
}

/// Returns the addresses at which the facilitator answers, one for each device that waits.
async fn requests(table: &Table, id: DeliberationId) -> Vec<String> {
    let mut judith = table.browser(&table.judith).await;
    let page = judith.get(&Table::url(id, "/requests")).await;
    assert_eq!(page.status, StatusCode::OK);
    let parts = page.text.split("action=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().replace("&#x2f;", "/")).collect()
}

/// Lets everybody in who waits.
async fn admit_all(table: &Table, id: DeliberationId) {
    let mut judith = table.browser(&table.judith).await;
    for request in requests(table, id).await {
        let answer = judith.post(&request, &[("answer", "admit")]).await;
        assert_eq!(answer.location, Some(Table::url(id, "")));
    }
}

on_both! {
    async fn somebody_joins_with_the_code_a_name_and_a_yes(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let tomasz = &table.others[0];
        let code = code(&table, id).await;
        let mut phone = table.instance.anonymous();
        assert!(phone.get("/join").await.text.contains("De code"));
        let typed = format!("/join?code={}+{}", code[..4].to_lowercase(), &code[4..]);
        let path = format!("/join/{code}");
        assert_eq!(phone.get(&typed).await.location.as_deref(), Some(path.as_str()));

        let names = phone.get(&path).await;
        assert_eq!(names.status, StatusCode::OK);
        assert!(names.text.contains("Stichting maaskant, Noord"));
        assert!(names.text.contains("Tomasz") && names.text.contains("Dirk"), "members and guests are expected alike");
        assert!(!names.text.contains("Judith"), "with the facilitator's name would come the right to steer");
        assert!(!names.text.contains("enveloppen") && !names.text.contains("post openen"), "nothing of the case");

        let before = table.row(id).await.changes;
        let asked = phone.post(&path, &[("account", &tomasz.id.to_string())]).await;
        assert_eq!(asked.location, Some(format!("{path}/wait")));
        assert!(table.row(id).await.changes > before, "live pages hear of it");
        assert!(phone.get(&format!("{path}/wait")).await.text.contains("De gespreksleider laat je binnen"));
        let too_early = phone.get(&Table::url(id, "")).await;
        assert_eq!(too_early.status, StatusCode::NOT_FOUND);

        let mut judith = table.browser(&table.judith).await;
        assert!(judith.get(&Table::url(id, "/requests")).await.text.contains("Tomasz"));
        admit_all(&table, id).await;
        assert_eq!(phone.get(&format!("{path}/wait")).await.location, Some(Table::url(id, "")));
        let room = phone.get(&Table::url(id, "")).await;
        assert_eq!(room.status, StatusCode::OK);
        assert!(requests(&table, id).await.is_empty());
        assert_eq!(phone.get(&path).await.location, Some(Table::url(id, "")), "a second scan leads straight in");
        assert_eq!(phone.get("/join").await.location, Some(Table::url(id, "")));
    }
}

on_both! {
    async fn two_devices_with_one_name_are_two_requests(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let tomasz = &table.others[0];
        let (mut first, mut second) = (ask(&table, id, tomasz).await, ask(&table, id, tomasz).await);
        let waiting = requests(&table, id).await;
        assert_eq!(waiting.len(), 2);
        let mut judith = table.browser(&table.judith).await;
        judith.post(&waiting[0], &[("answer", "admit")]).await;
        let page = judith.get(&Table::url(id, "/people")).await;
        assert!(page.text.contains("is al binnen op een ander apparaat"));
        let declined = [("answer", "decline"), ("page", "people")];
        assert_eq!(judith.post(&waiting[1], &declined).await.location, Some(Table::url(id, "/people")));
        assert_eq!(first.get(&Table::url(id, "")).await.status, StatusCode::OK);
        assert_eq!(second.get(&Table::url(id, "")).await.status, StatusCode::SEE_OTHER, "its login is gone");
        let wait = second.get(&format!("/join/{}/wait", code(&table, id).await)).await;
        assert!(wait.text.contains("Je bent er nog niet bij"));
    }
}

on_both! {
    async fn that_nobody_waits_holds_until_somebody_asks(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        assert_eq!(requests(&table, id).await.len(), 0);
        assert_eq!(requests(&table, id).await.len(), 0);
        let mut judith = table.browser(&table.judith).await;
        for _ in 0..2 {
            ask(&table, id, &table.others[0]).await;
            assert!(judith.get(&Table::url(id, "")).await.text.contains("door-row"), "a room that was open before shows who asks");
            let [request] = &requests(&table, id).await[..] else { panic!("one device asks") };
            judith.post(request, &[("answer", "decline")]).await;
            assert_eq!(requests(&table, id).await.len(), 0);
            assert!(!judith.get(&Table::url(id, "")).await.text.contains("door-row"));
        }
    }
}

on_both! {
    async fn a_second_choice_takes_the_place_of_the_first(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut phone = ask(&table, id, &table.others[0]).await;
        let lotte = table.others[1].id.to_string();
        phone.post(&format!("/join/{}", code(&table, id).await), &[("account", &lotte)]).await;
        assert_eq!(requests(&table, id).await.len(), 1);
        let mut judith = table.browser(&table.judith).await;
        assert!(judith.get(&Table::url(id, "/requests")).await.text.contains("Lotte"));
    }
}

on_both! {
    async fn only_names_of_those_who_take_part_can_be_chosen(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let outsider = table.outsider("Vreemde", OrganisationRoles::default()).await;
        let mut phone = table.instance.anonymous();
        let path = format!("/join/{}", code(&table, id).await);
        for wrong in [outsider.id.to_string(), table.judith.id.to_string(), "niemand".into(), String::new()] {
            let answer = phone.post(&path, &[("account", &wrong)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert!(requests(&table, id).await.is_empty());
    }
}

on_both! {
    async fn who_is_signed_in_and_in_the_team_walks_in(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let path = format!("/join/{}", code(&table, id).await);
        let mut tomasz = table.browser(&table.others[0]).await;
        assert_eq!(tomasz.get(&path).await.location, Some(Table::url(id, "")));
        assert_eq!(tomasz.get(&Table::url(id, "")).await.status, StatusCode::OK);
        let late = table.instance.member(table.organisation.id, table.team, "Nadia", TeamRole::Member).await;
        let mut nadia = table.browser(&late).await;
        assert_eq!(nadia.get(&path).await.location, Some(Table::url(id, "")), "also who came to the team since");
        assert_eq!(nadia.get(&Table::url(id, "")).await.status, StatusCode::OK);
    }
}

on_both! {
    async fn who_is_signed_in_elsewhere_reads_no_names_and_keeps_their_login(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let path = format!("/join/{}", code(&table, id).await);
        let roles = OrganisationRoles { manager: true, administrator: true };
        let boss = table.outsider("Wil", roles).await;
        let elsewhere = table.instance.organisation("elders").await;
        let stranger = table.instance.person(elsewhere.id, "Anders", OrganisationRoles::default()).await;
        for account in [&boss, &stranger] {
            let mut browser = table.browser(account).await;
            let page = browser.get(&path).await;
            assert!(page.text.contains("Log eerst uit") || page.text.contains("log dan eerst uit"), "{}", page.text);
            assert!(!page.text.contains("Tomasz"));
            let posted = browser.post(&path, &[("account", &table.others[0].id.to_string())]).await;
            assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(browser.get("/account").await.status, StatusCode::OK);
            assert_eq!(browser.get(&Table::url(id, "")).await.status, StatusCode::NOT_FOUND);
        }
        assert!(requests(&table, id).await.is_empty());
    }
}

on_both! {
    async fn only_the_facilitator_stands_at_the_door(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        ask(&table, id, &table.others[0]).await;
        let request = requests(&table, id).await.remove(0);
        let mut visitor = ask(&table, id, &table.others[1]).await;
        let mut judith = table.browser(&table.judith).await;
        let of_visitor = requests(&table, id).await.remove(1);
        judith.post(&of_visitor, &[("answer", "admit")]).await;
        for browser in [&mut table.browser(&table.youssef).await, &mut visitor] {
            for path in ["/requests", "/people"] {
                assert_eq!(browser.get(&Table::url(id, path)).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            let posts = [
                (request.clone(), [("answer", "admit")]),
                (request.clone(), [("answer", "decline")]),
                (Table::url(id, "/code"), [("act", "renew")]),
                (Table::url(id, "/code"), [("act", "close")]),
                (Table::url(id, "/guests"), [("name", "Karim")]),
            ];
            for (path, fields) in posts {
                assert_eq!(browser.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        assert_eq!(requests(&table, id).await.len(), 1);
    }
}

on_both! {
    async fn a_new_code_ends_the_old_one_and_joining_can_be_closed(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let old = code(&table, id).await;
        let mut tomasz = ask(&table, id, &table.others[0]).await;
        let mut judith = table.browser(&table.judith).await;
        let renewed = judith.post(&Table::url(id, "/code"), &[("act", "renew")]).await;
        assert_eq!(renewed.location, Some(Table::url(id, "/people")));
        let new = code(&table, id).await;
        assert_ne!(old, new);
        let mut phone = table.instance.anonymous();
        assert_eq!(phone.get(&format!("/join/{old}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(phone.get(&format!("/join/{new}")).await.status, StatusCode::OK);
        judith.post(&Table::url(id, "/code"), &[("act", "close")]).await;
        assert_eq!(phone.get(&format!("/join/{new}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(judith.get(&Table::url(id, "/invite")).await.text.contains("Er kan nu niemand bij komen"));
        admit_all(&table, id).await;
        assert_eq!(tomasz.get(&Table::url(id, "")).await.status, StatusCode::OK, "who waited was let in all the same");
    }
}

on_both! {
    async fn the_code_stands_large_on_the_screen(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let code = code(&table, id).await;
        for account in [&table.judith, &table.youssef] {
            let page = table.browser(account).await.get(&Table::url(id, "/invite")).await;
            assert!(page.text.contains(&format!("{} {}", &code[..4], &code[4..])));
            assert!(page.text.contains("class=\"qr-ink\" d=\"M4 4h7v1h-7z"), "{}", page.text);
            assert!(page.text.contains("/join"));
            assert!(!page.text.contains("enveloppen"));
        }
        let away = table.browser(&table.others[0]).await.get(&Table::url(id, "/invite")).await;
        assert_eq!(away.status, StatusCode::NOT_FOUND, "not for who isn't present");
    }
}

on_both! {
    async fn a_guest_without_account_joins_by_name_and_by_nothing_else(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut judith = table.browser(&table.judith).await;
        let added = judith.post(&Table::url(id, "/guests"), &[("name", "  Mevrouw Karim ")]).await;
        assert_eq!(added.location, Some(Table::url(id, "/people")));
        for (wrong, kept) in [("mevrouw karim", "value=\"mevrouw karim\""), ("", "Vul dit nog in")] {
            let again = judith.post(&Table::url(id, "/guests"), &[("name", wrong)]).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(again.text.contains(kept), "{}", again.text);
        }
        let db = table.instance.app.db.read();
        let accounts = account::Entity::find().all(db).await.unwrap();
        let guest = accounts.into_iter().find(|account| account.name == "Mevrouw Karim").unwrap();
        assert!(guest.email.ends_with("@guest.invalid") && guest.password_hash.is_none());
        let mut door = table.instance.anonymous();
        let login = door.post("/login", &[("email", guest.email.as_str()), ("password", "wat dan ook")]).await;
        assert_eq!(login.status, StatusCode::UNPROCESSABLE_ENTITY);

        let mut phone = ask(&table, id, &guest).await;
        assert!(judith.get(&Table::url(id, "/requests")).await.text.contains("gast"));
        admit_all(&table, id).await;
        assert_eq!(phone.get(&Table::url(id, "")).await.status, StatusCode::OK);
        let people = judith.get(&Table::url(id, "/people")).await;
        assert!(people.text.contains("Mevrouw Karim"));
    }
}
