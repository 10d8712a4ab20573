//! What the provider's word opens: where it counts, when a second factor is asked beside it, and what it never opens.

use axum::http::StatusCode;
use omgang::teams::memberships::{self, OrganisationRoles};
use totp_rs::{Builder, Secret, Totp};

use super::provider::{Provider, Says};
use super::{NOBODY, come, connect, invite};
use crate::journal::{Owner, PASSPHRASE};
use crate::on_both;
use crate::support::{Browser, Instance, PASSWORD};

const MANAGER: OrganisationRoles = OrganisationRoles { manager: true, administrator: false };

async fn add_app(instance: &Instance, browser: &mut Browser) -> Totp {
    browser.post("/account/second/app", &[]).await;
    let page = browser.get("/account/second/app").await.text;
    let secret = page.split("factor-secret\">").nth(1).unwrap().split('<').next().unwrap().replace(' ', "");
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).with_account_name("-").build().unwrap();
    let shown = browser.post("/account/second/app/confirm", &[("code", &code(instance, &app))]).await;
    assert_eq!(shown.status, StatusCode::CREATED);
    app
}

fn code(instance: &Instance, app: &Totp) -> String {
    app.generate(u64::try_from(instance.app.clock.now().0 / 1000).unwrap()).to_string()
}

on_both! {
    async fn a_second_factor_counts_when_the_provider_says_so_and_ours_is_asked_else(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let fenna = instance.person(home.id, "Fenna", OrganisationRoles { manager: false, administrator: true }).await;
        let marijke = instance.person(home.id, "Marijke", MANAGER).await;
        instance.browser(fenna.id).await.post("/o/maaskant/people/second-factor", &[("required", "yes")]).await;
        connect(&provider, &instance, &mut instance.browser(marijke.id).await, "m-1").await;
        let insight = "/o/maaskant/insight";
        let bare = || Says::who("m-1");
        for (says, opens) in [
            (bare(), false),
            (Says { methods: &["pwd"], class: Some("https://een.example"), ..bare() }, false),
            (Says { methods: &["pwd", "mfa"], ..bare() }, true),
            (Says { class: Some("https://twee.example"), ..bare() }, true),
        ] {
            let mut browser = instance.anonymous();
            let told = format!("{says:?}");
            assert_eq!(come(&provider, &instance, &mut browser, says).await.location.as_deref(), Some("/account"));
            let page = browser.get(insight).await;
            let led = page.location.as_deref() == Some("/account/second?needed=yes");
            assert_eq!((page.status == StatusCode::OK, led), (opens, !opens), "{told}");
        }
        let app = add_app(&instance, &mut instance.browser(marijke.id).await).await;
        let mut browser = instance.anonymous();
        let asked = come(&provider, &instance, &mut browser, bare()).await;
        assert_eq!(asked.location.as_deref(), Some("/login/second?back=%2Faccount"), "ours");
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "not in yet");
        instance.app.clock.advance_minutes(1);
        let code = code(&instance, &app);
        browser.post("/login/second", &[("code", &code), ("back", "/account")]).await;
        assert_eq!(browser.get(insight).await.status, StatusCode::OK);
        let said = browser.post("/logout", &[]).await;
        assert!(said.location.is_some() && browser.get("/login").await.text.contains("Bij de dienst"), "still the provider's");
        let mut browser = instance.anonymous();
        let says = Says { methods: &["mfa"], ..bare() };
        assert_eq!(come(&provider, &instance, &mut browser, says).await.location.as_deref(), Some("/account"));
    }
}

on_both! {
    async fn the_provider_counts_in_the_organisations_of_the_settings_only(instance: Instance) {
        let provider = Provider::start().await;
        let mut settings = provider.settings();
        settings.organisations = vec!["maaskant".into()];
        let instance = provider.instance(instance, settings);
        let home = instance.organisation("maaskant").await;
        let elsewhere = instance.organisation("de-brug").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut tx = instance.app.db.write().await.unwrap();
        memberships::join(&mut tx, elsewhere.id, noor.id, NOBODY, instance.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let yusuf = instance.person(elsewhere.id, "Yusuf", NOBODY).await;
        let mut yusuf = instance.browser(yusuf.id).await;
        assert!(!yusuf.get("/account").await.text.contains("Maaskant koppelen"));
        assert_eq!(yusuf.post("/account/openid", &[]).await.status, StatusCode::NOT_FOUND);
        let link = invite(&instance, &elsewhere, "tess@demo.example").await;
        assert!(!instance.anonymous().get(&link).await.text.contains("Log in met Maaskant"));
        assert_eq!(instance.anonymous().post(&format!("{link}/openid"), &[]).await.status, StatusCode::NOT_FOUND);

        connect(&provider, &instance, &mut instance.browser(noor.id).await, "n-1").await;
        let mut noor_here = instance.anonymous();
        come(&provider, &instance, &mut noor_here, Says { methods: &["mfa"], ..Says::who("n-1") }).await;
        assert_eq!(noor_here.get("/o/maaskant").await.status, StatusCode::OK);
        let asked = noor_here.get("/o/de-brug/library?q=rust").await.location.unwrap();
        assert_eq!(asked, "/login/again?only=password&back=%2Fo%2Fde%2Dbrug%2Flibrary%3Fq%3Drust");
        assert_eq!(noor_here.post("/account/calendar", &[]).await.location.as_deref(), Some("/login/again?only=password&back=%2Faccount"));
        let page = noor_here.get(&asked).await.text;
        assert!(page.contains("telt alleen je wachtwoord van Omgang") && !page.contains("Log in met Maaskant"), "{page}");
        let typed = [("password", PASSWORD), ("only", "password"), ("back", "/o/de-brug")];
        assert_eq!(noor_here.post("/login/again", &typed).await.location.as_deref(), Some("/o/de-brug"));
        for slug in ["de-brug", "maaskant"] {
            assert_eq!(noor_here.get(&format!("/o/{slug}")).await.status, StatusCode::OK, "{slug}");
        }

        // Whoever left the organisations that sign in with it comes in by it no more.
        let mut tx = instance.app.db.write().await.unwrap();
        memberships::remove(&mut tx, home.id, noor.id, noor.id, instance.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let told = come(&provider, &instance, &mut instance.anonymous(), Says::who("n-1")).await;
        assert!(told.text.contains("Je hoort bij geen organisatie die met Maaskant inlogt."), "{}", told.text);
    }
}

on_both! {
    async fn a_delicate_act_is_proven_anew_at_the_provider(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        connect(&provider, &instance, &mut instance.browser(noor.id).await, "n-1").await;
        let mut here = instance.anonymous();
        come(&provider, &instance, &mut here, Says::who("n-1")).await;
        instance.app.clock.advance_minutes(16);
        let again = here.post("/account/second/app", &[]).await.location.unwrap();
        assert_eq!(again, "/login/again?back=%2Faccount%2Fsecond");
        assert!(here.get(&again).await.text.contains("Log in met Maaskant"));
        let form = ("/login/again/openid", [("back", "/account/second")]);
        let other = Says { shown: Some(0), ..Says::who("e-1") };
        let before = Says { shown: Some(-121), ..Says::who("n-1") };
        for (says, sentence) in [
            (other, "Bij Maaskant ben je iemand anders dan hier."),
            (before, "Het antwoord van Maaskant klopt niet."),
            (Says::who("n-1"), "Het antwoord van Maaskant klopt niet."),
        ] {
            let back = provider.visit(&instance, &mut here, (form.0, &form.1), says).await;
            let told = here.get(&back).await;
            assert!(told.text.contains(sentence), "{}", told.text);
            assert_eq!(here.post("/account/second/app", &[]).await.location.as_deref(), Some(again.as_str()));
        }
        let says = Says { shown: Some(0), ..Says::who("n-1") };
        let back = provider.visit(&instance, &mut here, (form.0, &form.1), says).await;
        let former = here.cookies["login"].clone();
        assert_eq!(here.get(&back).await.location.as_deref(), Some("/account/second"));
        assert_ne!(here.cookies["login"], former, "whoever had it before has nothing now");
        assert_eq!(here.post("/account/second/app", &[]).await.location.as_deref(), Some("/account/second/app"));
        // What one login went for counts in no other.
        let back = provider.visit(&instance, &mut here, ("/account/openid", &[]), Says::who("n-1")).await;
        let emine = instance.person(home.id, "Emine", NOBODY).await;
        let mut other = instance.browser(emine.id).await;
        other.cookies.insert("openid".into(), here.cookies["openid"].clone());
        assert_eq!(other.get(&back).await.location.as_deref().map(|to| &to[..6]), Some("/login"));
    }
}

on_both! {
    async fn the_journal_opens_with_its_passphrase_whoever_says_who_it_is(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let mut noor = Owner::new(&instance, "Noor").await;
        connect(&provider, &instance, &mut noor.browser, "n-1").await;
        noor.browser = instance.anonymous();
        come(&provider, &instance, &mut noor.browser, Says::who("n-1")).await;
        noor.write("Vandaag bleef ik te lang zwijgen.").await;
        let closed = noor.browser.get("/journal").await;
        assert!(!closed.text.contains("te lang zwijgen"));
        for passphrase in ["", PASSWORD, "n-1"] {
            let tried = noor.browser.post("/journal/open", &[("passphrase", passphrase)]).await;
            assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "{passphrase}");
        }
        assert_ne!(PASSWORD, PASSPHRASE);
        noor.open().await;
        assert!(noor.browser.get("/journal").await.text.contains("te lang zwijgen"));
        // The way in goes, and comes back: the journal is what it was.
        noor.browser.post("/account/openid/remove", &[]).await;
        connect(&provider, &instance, &mut noor.browser, "n-2").await;
        assert_eq!(noor.entries(&instance).await.len(), 1);
    }
}
