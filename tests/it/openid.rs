//! Signing in with a provider of OpenID Connect: who is linked comes in, who isn't makes no account, and what isn't right doesn't count.

mod doors;
mod provider;
mod wrong;

use axum::http::StatusCode;
use entity::one_time_link::LinkPurpose;
use entity::{account, openid_errand, openid_identity};
use omgang::people::accounts::Email;
use omgang::people::links::{self, NewLink};
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::on_both;
use crate::support::{Answer, Browser, Instance, PASSWORD};
use provider::{Provider, Says};

const NOBODY: OrganisationRoles = OrganisationRoles { manager: false, administrator: false };

/// Adds the provider to the account that is signed in, as its owner does.
async fn connect(provider: &Provider, instance: &Instance, browser: &mut Browser, subject: &'static str) -> Answer {
    let back = provider.visit(instance, browser, ("/account/openid", &[]), Says::who(subject)).await;
    browser.get(&back).await
}

/// Comes to the door with the provider's word.
async fn come(provider: &Provider, instance: &Instance, browser: &mut Browser, says: Says) -> Answer {
    let back = provider.visit(instance, browser, ("/login/openid", &[("back", "/account")]), says).await;
    browser.get(&back).await
}

/// Makes an invitation; returns the address of its link.
async fn invite(instance: &Instance, organisation: &entity::organisation::Model, email: &str) -> String {
    let new = NewLink {
        organisation: organisation.id,
        purpose: LinkPurpose::Invitation,
        email: Email::parse(email).unwrap(),
        name: "Tess".into(),
        place: None,
        manager: false,
        administrator: false,
        by: None,
        expires_at: instance.app.clock.now().plus_days(7),
    };
    let mut tx = instance.app.db.write().await.unwrap();
    let token = links::create(&mut tx, new, instance.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    format!("/links/{}", token.reveal())
}

async fn accounts(instance: &Instance) -> u64 {
    account::Entity::find().count(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn somebody_adds_the_provider_comes_in_by_it_and_lets_it_go(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let mut here = instance.browser(noor.id).await;
        instance.app.clock.advance_minutes(15);
        let asked = here.post("/account/openid", &[]).await;
        assert_eq!(asked.location.as_deref(), Some("/login/again?back=%2Faccount"), "a delicate act");
        here.post("/login/again", &[("password", PASSWORD), ("back", "/account")]).await;
        assert_eq!(connect(&provider, &instance, &mut here, "n-1").await.location.as_deref(), Some("/account"));
        let page = here.get("/account").await.text;
        assert!(page.contains("Je kunt nu ook zo inloggen.") && page.contains("Gekoppeld sinds"), "{page}");

        let mut there = instance.anonymous();
        assert!(there.get("/login").await.text.contains("Log in met Maaskant"));
        let back = provider.visit(&instance, &mut there, ("/login/openid", &[("back", "/o/maaskant")]), Says::who("n-1")).await;
        assert_eq!(there.get(&back).await.location.as_deref(), Some("/o/maaskant"));
        assert_eq!(there.get("/o/maaskant").await.status, StatusCode::OK);
        assert_eq!(openid_errand::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
        assert_eq!(there.post("/logout", &[]).await.location.as_deref(), Some("/login"));
        let told = there.get("/login").await.text;
        assert!(told.contains("Je bent uitgelogd bij Omgang. Bij de dienst waarmee je inlogde misschien nog niet."));
        assert_eq!(there.get("/o/maaskant").await.status, StatusCode::SEE_OTHER);

        assert_eq!(here.post("/account/openid/remove", &[]).await.location.as_deref(), Some("/account"));
        let unknown = come(&provider, &instance, &mut there, Says::who("n-1")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(here.post("/account/openid/remove", &[]).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn somebody_unknown_reads_why_and_no_account_is_made(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        // The provider says that it is noor@demo.example; an address proves nothing.
        instance.person(home.id, "Noor", NOBODY).await;
        let before = accounts(&instance).await;
        let mut browser = instance.anonymous();
        let told = come(&provider, &instance, &mut browser, Says::who("onbekend")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("Maaskant weet wie je bent, maar Omgang kent je nog niet zo."), "{}", told.text);
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
        assert_eq!(accounts(&instance).await, before);
        assert_eq!(openid_identity::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
    }
}

on_both! {
    async fn an_invitation_makes_an_account_without_a_password(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let link = invite(&instance, &home, "tess@demo.example").await;
        let mut tess = instance.anonymous();
        assert!(tess.get(&link).await.text.contains("Log in met Maaskant, of kies een wachtwoord."));
        let form = format!("{link}/openid");
        let nameless = tess.post(&form, &[("name", " ")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nameless.text.contains(&format!("action=\"{link}\"")), "the page goes on from where it was");
        let back = provider.visit(&instance, &mut tess, (&form, &[("name", "Tess de Boer")]), Says::who("t-1")).await;
        assert_eq!(tess.get(&back).await.location.as_deref(), Some("/o/maaskant"));
        assert!(tess.get("/o/maaskant").await.text.contains("Dag Tess"));
        assert_eq!(tess.get(&link).await.status, StatusCode::GONE);

        // No password opens it, and no other invitation to the same address gives it one.
        for password in ["", PASSWORD] {
            let tried = instance.anonymous().post("/login", &[("email", "tess@demo.example"), ("password", password)]).await;
            assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let elsewhere = instance.organisation("de-brug").await;
        let second = invite(&instance, &elsewhere, "tess@demo.example").await;
        let mut thief = instance.anonymous();
        let shown = thief.get(&second).await.text;
        assert!(!shown.contains("name=\"password\"") && shown.contains("Log in met Maaskant"), "{shown}");
        let taken = thief.post(&second, &[("name", "Dief"), ("password", "een heel nieuwe avond")]).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = provider.visit(&instance, &mut thief, (&format!("{second}/openid"), &[]), Says::who("dief")).await;
        let told = thief.get(&back).await;
        assert!(told.text.contains("Er is al een account met dit e-mailadres."), "{}", told.text);
        assert_eq!(accounts(&instance).await, 1);
        // Tess herself uses it as who she is.
        let back = provider.visit(&instance, &mut tess, (&format!("{second}/openid"), &[]), Says::who("t-1")).await;
        assert_eq!(tess.get(&back).await.location.as_deref(), Some("/o/de-brug"));

        // The only way in stays until there is another.
        assert_eq!(tess.post("/account/openid/remove", &[]).await.status, StatusCode::CONFLICT);
        assert!(tess.get("/account").await.text.contains("Dit is nu je enige manier om in te loggen."));
        let chosen = tess.post("/account/password", &[("new", "een heel nieuwe avond")]).await;
        assert_eq!(chosen.location.as_deref(), Some("/account"));
        assert_eq!(tess.post("/account/openid/remove", &[]).await.location.as_deref(), Some("/account"));
        let typed = [("email", "tess@demo.example"), ("password", "een heel nieuwe avond"), ("back", "/account")];
        assert_eq!(instance.anonymous().post("/login", &typed).await.location.as_deref(), Some("/account"));
    }
}

on_both! {
    async fn one_subject_is_one_account_and_an_account_with_an_owner_stays_theirs(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        let emine = instance.person(home.id, "Emine", NOBODY).await;
        let mut noor_here = instance.browser(noor.id).await;
        connect(&provider, &instance, &mut noor_here, "n-1").await;
        let mut emine_here = instance.browser(emine.id).await;
        let taken = connect(&provider, &instance, &mut emine_here, "n-1").await;
        assert!(taken.text.contains("Hiermee logt bij Omgang al een ander account in."), "{}", taken.text);
        let another = connect(&provider, &instance, &mut noor_here, "n-2").await;
        assert!(another.text.contains("Je account hoort al bij iemand anders bij Maaskant."), "{}", another.text);
        let link = invite(&instance, &home, "emine@demo.example").await;
        for (subject, sentence) in [("n-1", "al een ander account"), ("x-9", "Er is al een account met dit e-mailadres.")] {
            let mut browser = instance.anonymous();
            let back = provider.visit(&instance, &mut browser, (&format!("{link}/openid"), &[]), Says::who(subject)).await;
            let told = browser.get(&back).await;
            assert!(told.text.contains(sentence), "{}", told.text);
            assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(openid_identity::Entity::find().count(instance.app.db.read()).await.unwrap(), 1);
    }
}

on_both! {
    async fn a_recovery_link_ends_the_ways_in_by_a_provider(instance: Instance) {
        let provider = Provider::start().await;
        let instance = provider.instance(instance, provider.settings());
        let home = instance.organisation("maaskant").await;
        let fenna = instance.person(home.id, "Fenna", OrganisationRoles { manager: false, administrator: true }).await;
        let noor = instance.person(home.id, "Noor", NOBODY).await;
        connect(&provider, &instance, &mut instance.browser(noor.id).await, "n-1").await;
        let made = instance.browser(fenna.id).await.post(&format!("/o/maaskant/people/{}/recovery", noor.id), &[]).await;
        let link = made.text[made.text.find("/links/").unwrap()..].split('"').next().unwrap().to_owned();
        instance.anonymous().post(&link, &[("password", "een heel nieuwe avond")]).await;
        let told = come(&provider, &instance, &mut instance.anonymous(), Says::who("n-1")).await;
        assert!(told.text.contains("Omgang kent je nog niet zo"), "{}", told.text);
    }
}
