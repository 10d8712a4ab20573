//! What is shown at the door besides a password, what asks for the password again, and when a login ends by itself.

use axum::http::StatusCode;
use entity::ids::AccountId;
use omgang::people::logins::IDLE_DAYS;
use omgang::teams::memberships::OrganisationRoles;
use totp_rs::{Builder, Secret, Totp};

use crate::on_both;
use crate::support::{Answer, Browser, Instance, PASSWORD};

const ADMINISTRATOR: OrganisationRoles = OrganisationRoles { manager: false, administrator: true };
const NOBODY: OrganisationRoles = OrganisationRoles { manager: false, administrator: false };

/// An app on a phone, as it scans the page.
pub struct Phone(Totp);

impl Phone {
    fn typed_over(page: &str) -> Self {
        let secret = page.split("factor-secret\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
        let secret = Secret::try_from_base32(secret).unwrap();
        Self(Builder::new().with_secret(secret).with_account_name("-").build().unwrap())
    }

    fn code(&self, instance: &Instance) -> String {
        self.0.generate(u64::try_from(instance.app.clock.now().0 / 1000).unwrap()).to_string()
    }
}

fn codes(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.text);
    page.text.split("<code>").skip(1).map(|part| part.split('<').next().unwrap().to_owned()).collect()
}

/// Adds an app, as its owner does; returns it with the codes on paper.
pub async fn add_app(instance: &Instance, browser: &mut Browser) -> (Phone, Vec<String>) {
    let begun = browser.post("/account/second/app", &[]).await;
    assert_eq!(begun.location.as_deref(), Some("/account/second/app"));
    let phone = Phone::typed_over(&browser.get("/account/second/app").await.text);
    let code = phone.code(instance);
    let shown = browser.post("/account/second/app/confirm", &[("code", &code)]).await;
    (phone, codes(&shown))
}

async fn come_to_the_second_step(instance: &Instance, email: &str) -> Browser {
    let mut browser = instance.anonymous();
    let typed = [("email", email), ("password", PASSWORD), ("back", "/account")];
    let led = browser.post("/login", &typed).await;
    assert_eq!(led.location.as_deref(), Some("/login/second?back=%2Faccount"));
    browser
}

on_both! {
    async fn a_password_alone_opens_nothing_once_there_is_an_app(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut here = instance.browser(noor.id).await;
        here.post("/account/second/app", &[]).await;
        assert!(!here.get("/account").await.text.contains("naast je wachtwoord nog iets"), "begun isn't on");
        let wrong = here.post("/account/second/app/confirm", &[("code", "000 00")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (phone, paper) = add_app(&instance, &mut here).await;
        assert_eq!(paper.len(), 10);
        assert!(here.get("/account").await.text.contains("naast je wachtwoord nog iets"));

        let mut there = come_to_the_second_step(&instance, "noor@demo.example").await;
        assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER, "the ticket opens nothing");
        assert_eq!(there.get("/login/second?back=/account").await.status, StatusCode::OK);
        let used = phone.code(&instance);
        let again = there.post("/login/second", &[("code", &used), ("back", "/account")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the code that was typed already counts no more");
        instance.app.clock.advance_minutes(1);
        let code = phone.code(&instance);
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let come = there.post("/login/second", &[("code", &spaced), ("back", "/account")]).await;
        assert_eq!(come.location.as_deref(), Some("/account"));
        assert_eq!(there.get("/account").await.status, StatusCode::OK);
        assert_eq!(there.get("/login/second").await.status, StatusCode::SEE_OTHER, "the ticket is gone");

        let mut third = come_to_the_second_step(&instance, "noor@demo.example").await;
        let replayed = third.post("/login/second", &[("code", &code)]).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
        instance.app.clock.advance_minutes(6);
        let late = phone.code(&instance);
        let late = third.post("/login/second", &[("code", &late)]).await;
        assert_eq!(late.location.as_deref().map(|to| &to[..6]), Some("/login"), "a ticket counts for five minutes");
    }
}

on_both! {
    async fn a_code_on_paper_lets_in_once_and_new_ones_end_the_old(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut here = instance.browser(noor.id).await;
        let (_, paper) = add_app(&instance, &mut here).await;
        let typed = paper[0].to_uppercase().replace('-', " ");
        let mut there = come_to_the_second_step(&instance, "noor@demo.example").await;
        assert_eq!(there.post("/login/second", &[("code", &typed)]).await.status, StatusCode::SEE_OTHER);
        assert!(here.get("/account/second").await.text.contains("nog 9 papieren codes"));
        let mut again = come_to_the_second_step(&instance, "noor@demo.example").await;
        assert_eq!(again.post("/login/second", &[("code", &typed)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let renewed = codes(&here.post("/account/second/codes", &[]).await);
        assert_eq!(again.post("/login/second", &[("code", &paper[1])]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(again.post("/login/second", &[("code", &renewed[1])]).await.status, StatusCode::SEE_OTHER);
    }
}

on_both! {
    async fn a_delicate_act_asks_for_the_password_again_after_a_while(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let fenna = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut here = instance.browser(fenna.id).await;
        instance.app.clock.advance_minutes(15);
        let recovery = format!("/o/maaskant/people/{}/recovery", noor.id);
        let person = format!("/o/maaskant/people/{}", noor.id);
        for (act, back) in [
            (recovery.as_str(), person.as_str()),
            ("/o/maaskant/people/second-factor", "/o/maaskant/people"),
            ("/account/second/app", "/account/second"),
            ("/account/second/passkeys/question", "/account/second"),
        ] {
            let asked = here.post(act, &[("required", "yes")]).await.location.unwrap();
            let encoded = percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC);
            assert_eq!(asked, format!("/login/again?back={encoded}"), "{act}");
        }
        let wrong = here.post("/login/again", &[("password", "iets anders"), ("back", &person)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = here.post("/login/again", &[("password", PASSWORD), ("back", &person)]).await;
        assert_eq!(right.location.as_deref(), Some(person.as_str()));
        assert_eq!(here.post(&recovery, &[]).await.status, StatusCode::CREATED);
        let away = here.post("/login/again", &[("password", PASSWORD), ("back", "//elders.example")]).await;
        assert_eq!(away.location.as_deref(), Some("/"), "it leads nowhere else");
    }
}

on_both! {
    async fn an_organisation_asks_those_who_lead_for_a_second_factor(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let elsewhere = instance.organisation("de-brug").await;
        let fenna = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let manager = OrganisationRoles { manager: true, administrator: false };
        let marijke = instance.person(home.id, "Marijke", manager).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let other = instance.person(elsewhere.id, "Yusuf", ADMINISTRATOR).await;
        let mut fenna = instance.browser(fenna.id).await;
        fenna.post("/o/maaskant/people/second-factor", &[("required", "yes")]).await;
        let needed = Some("/account/second?needed=yes");
        let mut at_work = instance.browser(marijke.id).await;
        assert_eq!(fenna.get("/o/maaskant/people").await.location.as_deref(), needed, "herself too");
        assert_eq!(at_work.get("/o/maaskant/insight").await.location.as_deref(), needed);
        assert!(at_work.get("/account/second?needed=yes").await.text.contains("Jouw organisatie vraagt"));
        let (phone, _) = add_app(&instance, &mut at_work).await;
        assert_eq!(at_work.get("/o/maaskant/insight").await.status, StatusCode::OK);
        let page = at_work.get("/account/second").await.text;
        let remove = page.split('"').find(|part| part.ends_with("/remove")).unwrap().to_owned();
        at_work.post(&remove, &[]).await;
        assert_eq!(at_work.get("/o/maaskant/insight").await.location.as_deref(), needed, "gone is gone, at once");
        assert_eq!(at_work.get("/account").await.status, StatusCode::OK);
        drop(phone);
        for (account, path) in [(noor.id, "/o/maaskant"), (other.id, "/o/de-brug/people")] {
            assert_eq!(instance.browser(account).await.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}

on_both! {
    async fn whoever_lost_everything_begins_anew_by_a_recovery_link(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let fenna = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        add_app(&instance, &mut instance.browser(noor.id).await).await;
        let made = instance.browser(fenna.id).await.post(&format!("/o/maaskant/people/{}/recovery", noor.id), &[("lost", "everything")]).await;
        let link = made.text[made.text.find("/links/").unwrap()..].split('"').next().unwrap().to_owned();
        let mut noor = instance.anonymous();
        let common = noor.post(&link, &[("password", "Welkom2026!")]).await;
        assert_eq!(common.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(common.text.contains("raden anderen snel"));
        noor.post(&link, &[("password", "een heel nieuwe avond")]).await;
        let typed = [("email", "noor@demo.example"), ("password", "een heel nieuwe avond"), ("back", "/account")];
        assert_eq!(noor.post("/login", &typed).await.location.as_deref(), Some("/account"));
    }
}

on_both! {
    async fn nobody_sees_or_removes_what_somebody_else_shows(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let emine = instance.person(home.id, "Emine", NOBODY).await;
        let mut noor = instance.browser(noor.id).await;
        add_app(&instance, &mut noor).await;
        let page = noor.get("/account/second").await.text;
        let remove = page.split('"').find(|part| part.ends_with("/remove")).unwrap().to_owned();
        let mut emine = instance.browser(emine.id).await;
        assert_eq!(emine.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(emine.get("/account/second/app").await.status, StatusCode::NOT_FOUND);
        assert_eq!(emine.post("/account/second/codes", &[]).await.status, StatusCode::NOT_FOUND);
        assert!(noor.get("/account/second").await.text.contains(&remove));
    }
}

on_both! {
    async fn a_login_ends_when_it_isn_t_used_and_at_its_last_day(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor: AccountId = instance.person(home.id, "Noor", NOBODY).await.id;
        let (mut used, mut idle) = (instance.browser(noor).await, instance.browser(noor).await);
        for _ in 0..2 {
            instance.app.clock.advance_minutes((IDLE_DAYS - 1) * 24 * 60);
            assert_eq!(used.get("/account").await.status, StatusCode::OK);
        }
        assert_eq!(idle.get("/account").await.status, StatusCode::SEE_OTHER);
        instance.app.clock.advance_minutes(5 * 24 * 60);
        assert_eq!(used.get("/account").await.status, StatusCode::SEE_OTHER, "thirty days at the most");
    }
}

on_both! {
    async fn codes_cant_be_tried_without_end(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let (_, paper) = add_app(&instance, &mut instance.browser(noor.id).await).await;
        let mut there = come_to_the_second_step(&instance, "noor@demo.example").await;
        for _ in 0..9 {
            assert_eq!(there.post("/login/second", &[("code", "123456")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(there.post("/login/second", &[("code", &paper[0])]).await.status, StatusCode::TOO_MANY_REQUESTS);
        instance.app.clock.advance_minutes(1);
        assert_eq!(there.post("/login/second", &[("code", &paper[0])]).await.status, StatusCode::SEE_OTHER);
    }
}
