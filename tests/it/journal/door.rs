//! What opens a journal: the passphrase, the recovery code, for a while, in one login; nothing else.

use axum::http::StatusCode;
use entity::journal_opening;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::{Owner, PASSPHRASE};
use crate::on_both;
use crate::support::{Browser, PASSWORD};
use omgang::teams::memberships::OrganisationRoles;

/// Returns the value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn reads(browser: &mut Browser) -> bool {
    browser.get("/journal/search").await.status == StatusCode::OK
}

on_both! {
    async fn a_journal_is_begun_with_a_passphrase_and_a_code_that_is_typed_back(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(noor.id).await;
        assert_eq!(browser.get("/journal/new").await.location.as_deref(), Some("/journal/begin"));
        let short = browser.post("/journal/begin", &[("passphrase", "kort"), ("again", "kort")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let differs = browser.post("/journal/begin", &[("passphrase", PASSPHRASE), ("again", "een stille gang")]).await;
        assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.post("/journal/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
        let code = hidden(&page.text, "shown");
        assert!(reads(&mut browser).await, "it is open where it was begun");
        let wrong = browser.post("/journal/code/confirm", &[("shown", &code), ("code", "ABCD")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains(&code), "the code is still there to be read");
        assert!(browser.get("/journal").await.text.contains("/journal/settings#code"), "it asks for the code until it is confirmed");
        let typed = code.to_lowercase().replace(' ', "");
        let right = browser.post("/journal/code/confirm", &[("shown", &code), ("code", &typed)]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        assert!(!browser.get("/journal").await.text.contains("/journal/settings#code"));
        assert_eq!(browser.post("/journal/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn it_opens_for_a_while_in_one_login_and_closes_with_it(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        assert!(!reads(&mut noor.browser).await);
        let wrong = noor.browser.post("/journal/open", &[("passphrase", "een stille gang")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        noor.open().await;
        assert!(reads(&mut noor.browser).await);
        let mut elsewhere = instance.browser(noor.account.id).await;
        assert!(!reads(&mut elsewhere).await, "another login of the same person has it closed");
        let mut stolen = instance.browser(noor.account.id).await;
        stolen.cookies.insert("journal".into(), noor.browser.cookies["journal"].clone());
        assert!(!reads(&mut stolen).await, "the cookie opens it in its own login only");
        instance.app.clock.advance_minutes(19);
        assert!(reads(&mut noor.browser).await, "use keeps it open");
        instance.app.clock.advance_minutes(21);
        let left = async || journal_opening::Entity::find().count(instance.app.db.read()).await.unwrap();
        assert_eq!(left().await, 1);
        assert!(!reads(&mut noor.browser).await, "it closes when it isn't used");
        assert_eq!(left().await, 0, "and nothing wrapped stays behind");
        noor.open().await;
        instance.app.clock.advance_minutes(21);
        omgang::jobs::upkeep::run(&instance.app).await.unwrap();
        assert_eq!(left().await, 0, "also where nobody comes back");
        noor.open().await;
        let row = journal_opening::Entity::find().one(instance.app.db.read()).await.unwrap().unwrap();
        let tx = instance.app.db.write().await.unwrap();
        let later = journal_opening::Model { opened_at: row.opened_at.plus_minutes(1), ..row };
        later.into_active_model().reset_all().update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!reads(&mut noor.browser).await, "its beginning can't be put later");
        noor.open().await;
        for _ in 0..25 {
            instance.app.clock.advance_minutes(19);
            reads(&mut noor.browser).await;
        }
        instance.app.clock.advance_minutes(10);
        assert!(!reads(&mut noor.browser).await, "it closes after eight hours, used or not");
        noor.open().await;
        noor.browser.post("/journal/close", &[]).await;
        assert!(!reads(&mut noor.browser).await);
        noor.open().await;
        noor.browser.post("/logout", &[]).await;
        assert_eq!(journal_opening::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
    }
}

on_both! {
    async fn a_recovery_code_opens_it_and_a_wrong_one_costs_nothing_but_time(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.write("Het stond op het raam.").await;
        let new = [("passphrase", "een nieuwe kamer"), ("again", "een nieuwe kamer")];
        let wrong = noor.browser.post("/journal/recover", &[&[("code", "ABCD EFGH")], &new[..]].concat()).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("ABCD EFGH"), "what was typed is still there");
        let code = noor.code.clone();
        let right = noor.browser.post("/journal/recover", &[&[("code", code.as_str())], &new[..]].concat()).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text);
        assert!(noor.browser.get("/journal").await.text.contains("Het stond op het raam."));
        let old = noor.browser.post("/journal/open", &[("passphrase", PASSPHRASE)]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..10 {
            noor.browser.post("/journal/open", &[("passphrase", "geraden woord")]).await;
        }
        let tries = noor.browser.post("/journal/open", &[("passphrase", "een nieuwe kamer")]).await;
        assert_eq!(tries.status, StatusCode::TOO_MANY_REQUESTS);
        instance.app.clock.advance_minutes(1);
        assert_eq!(noor.browser.post("/journal/open", &[("passphrase", "een nieuwe kamer")]).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_password_leads_to_nothing_in_the_journal(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let with_password = noor.browser.post("/journal/open", &[("passphrase", PASSWORD)]).await;
        assert_eq!(with_password.status, StatusCode::UNPROCESSABLE_ENTITY);
        noor.browser.post("/account/password", &[("old", PASSWORD), ("new", "een heel nieuwe avond")]).await;
        noor.open().await;
    }
}

on_both! {
    async fn a_passphrase_that_equals_the_password_follows_it(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.write("Het stond op het raam.").await;
        noor.open().await;
        let same = [("old", PASSPHRASE), ("passphrase", PASSWORD), ("again", PASSWORD)];
        noor.browser.post("/journal/settings/passphrase", &same).await;
        noor.browser.post("/account/password", &[("old", PASSWORD), ("new", "een heel nieuwe avond")]).await;
        assert!(noor.browser.get("/account").await.text.contains("mee veranderd"));
        noor.browser.post("/journal/close", &[]).await;
        let old = noor.browser.post("/journal/open", &[("passphrase", PASSWORD)]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        noor.browser.post("/journal/open", &[("passphrase", "een heel nieuwe avond")]).await;
        assert!(noor.browser.get("/journal").await.text.contains("Het stond op het raam."));
    }
}

on_both! {
    async fn a_change_of_passphrase_closes_it_elsewhere_and_keeps_every_entry(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.write("Het stond op het raam.").await;
        noor.open().await;
        let mut phone = instance.browser(noor.account.id).await;
        phone.post("/journal/open", &[("passphrase", PASSPHRASE)]).await;
        assert!(reads(&mut phone).await);
        let wrong = [("old", "geen idee meer"), ("passphrase", "een nieuwe kamer"), ("again", "een nieuwe kamer")];
        assert_eq!(noor.browser.post("/journal/settings/passphrase", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = [("old", PASSPHRASE), ("passphrase", "een nieuwe kamer"), ("again", "een nieuwe kamer")];
        assert_eq!(noor.browser.post("/journal/settings/passphrase", &right).await.status, StatusCode::SEE_OTHER);
        assert!(!reads(&mut phone).await);
        assert!(noor.browser.get("/journal").await.text.contains("Het stond op het raam."));
    }
}

on_both! {
    async fn a_new_recovery_code_asks_for_the_passphrase_and_counts_once_it_is_typed_back(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.open().await;
        // Somebody at a computer that was left open: no passphrase, no code.
        for guess in ["", "een stille gang"] {
            let refused = noor.browser.post("/journal/code", &[("current", guess)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!refused.text.contains("name=\"shown\""), "{}", refused.text);
        }
        let page = noor.browser.post("/journal/code", &[("current", PASSPHRASE)]).await.text;
        let fresh = hidden(&page, "shown");
        let recover = async |browser: &mut Browser, code: &str, passphrase: &str| {
            let fields = [("code", code), ("passphrase", passphrase), ("again", passphrase)];
            browser.post("/journal/recover", &fields).await.status
        };
        let old = noor.code.clone();
        assert_eq!(recover(&mut noor.browser, &fresh, "een nieuwe kamer").await, StatusCode::UNPROCESSABLE_ENTITY, "not typed back yet");
        assert_eq!(recover(&mut noor.browser, &old, "een nieuwe kamer").await, StatusCode::SEE_OTHER);
        let confirmed = noor.browser.post("/journal/code/confirm", &[("shown", &fresh), ("code", &fresh)]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text);
        assert_eq!(recover(&mut noor.browser, &old, "een andere kamer").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(recover(&mut noor.browser, &fresh, "een andere kamer").await, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_form_that_comes_after_the_journal_closed_itself_is_held_and_goes_through(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (_, team) = noor.in_a_team(&instance).await;
        let entry = noor.write("Zo.").await;
        let (bring, minutes) = (format!("/journal/entries/{entry}/bring"), format!("minutes.{entry}"));
        let dimension = format!("dimension.{entry}");
        let forms = [
            (bring.as_str(), vec![("team", team.as_str()), ("title", "De gang"), ("story", "De cliënt\nbelde \"niet\".")], 303_u16),
            ("/journal/hours", vec![(minutes.as_str(), "20"), (dimension.as_str(), "personal")], 200),
            ("/journal/settings/questions", vec![("questions", "Wie was er nog?")], 303),
        ];
        for (path, fields, status) in forms {
            noor.browser.post("/journal/close", &[]).await;
            let escaped = |text: &str| text.replace('"', "&quot;");
            let holds = |page: &str| fields.iter().all(|(name, text)| page.contains(&format!("name=\"{name}\" value=\"{}\"", escaped(text))));
            let page = noor.browser.post(path, &fields).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && holds(&page.text), "{}", page.text);
            let wrong = [&fields[..], &[("back", path), ("passphrase", "een stille gang")]].concat();
            assert!(holds(&noor.browser.post("/journal/open", &wrong).await.text), "a slip costs nothing");
            let right = [&fields[..], &[("back", path), ("passphrase", PASSPHRASE)]].concat();
            let onward = noor.browser.post("/journal/open", &right).await;
            assert_eq!((onward.status, onward.location.as_deref()), (StatusCode::TEMPORARY_REDIRECT, Some(path)));
            assert_eq!(noor.browser.post(path, &right).await.status.as_u16(), status, "{path}");
            let login = noor.browser.cookies.remove("login").unwrap();
            let page = noor.browser.post(path, &fields).await;
            assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && holds(&page.text), "{}", page.text);
            noor.browser.cookies.insert("login".into(), login);
        }
        let body = noor.entries(&instance).await.remove(0).body;
        assert_eq!((body.brought.len(), body.hours.unwrap().minutes), (1, 20));
        assert!(noor.browser.get("/journal/settings").await.text.contains("Wie was er nog?"));
        // Nothing but a page of the journal is sent on.
        let elsewhere = [("title", "x"), ("back", "/account/password"), ("passphrase", PASSPHRASE)];
        assert_eq!(noor.browser.post("/journal/open", &elsewhere).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_form_of_somebody_else_in_the_same_browser_is_held_for_them(instance: Instance) {
        let (mut noor, mut lotte) = (Owner::new(&instance, "Noor").await, Owner::new(&instance, "Lotte").await);
        noor.open().await;
        lotte.open().await;
        let path = "/journal/settings/questions";
        let page = noor.browser.get("/journal/settings").await.text;
        let mark = page.split_once("name=\"owner\" value=\"").unwrap().1.split('"').next().unwrap();
        let fields = [("owner", mark), ("questions", "Wie was er nog?")];
        let held = lotte.browser.post(path, &fields).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(held.text.contains("iemand anders") && held.text.contains("Wie was er nog?"), "{}", held.text);
        let opening = [&fields[..], &[("back", path), ("passphrase", PASSPHRASE)]].concat();
        assert_eq!(lotte.browser.post("/journal/open", &opening).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!lotte.browser.get("/journal/settings").await.text.contains("Wie was er nog?"));
        assert_eq!(noor.browser.post(path, &fields).await.status, StatusCode::SEE_OTHER, "they are back");
    }
}

on_both! {
    async fn destroying_needs_the_password_and_leaves_nothing(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        noor.write("Het stond op het raam.").await;
        noor.browser.post("/journal/destroy", &[("password", "niet het goede")]).await;
        assert_eq!(noor.entries(&instance).await.len(), 1);
        noor.browser.post("/journal/destroy", &[("password", PASSWORD)]).await;
        let db = instance.app.db.read();
        assert_eq!(entity::journal_note::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(entity::journal_slot::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(noor.browser.get("/journal/new").await.location.as_deref(), Some("/journal/begin"));
    }
}
