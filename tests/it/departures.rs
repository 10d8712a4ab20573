//! Leaving: what stays one's own, what goes back, what is erased down to the bytes of every file, and an organisation that ends.

use axum::http::StatusCode;
use entity::case::{self, CaseState};
use entity::deliberation_step::{self, StepState};
use entity::follow_up::{self, FollowUpKind};
use entity::ids::{AccountId, CaseId};
use entity::letter::{self, LetterKind};
use entity::look::{LookKind, LookRole};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use entity::{account, contribution, erased_count, membership, openid_identity, organisation, record, shared_origin};
use omgang::cli::organisation as command;
use omgang::db::Db;
use omgang::departures::{self, organisation as closing, unplaced};
use omgang::follow_ups;
use omgang::jobs::upkeep;
use omgang::looks::{self, Look};
use omgang::retention::{self, round};
use omgang::shared_copies;
use omgang::teams::members::{self, TeamRef};
use omgang::teams::memberships::OrganisationRoles;
use omgang::web::account::gone;
use rand::RngExt;
use reqwest::{Client, header, redirect};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::crash::{PATIENCE, Program, login_cookie};
use crate::on_both;
use crate::records::{Talk, actor, hold, make_approved};
use crate::shared_copies::share;
use crate::support::{Instance, START, long};
use crate::withdrawal::everywhere;

const GONE: &str = "iemand die er niet meer is";

async fn case_of(instance: &Instance, talk: &Talk, whose: AccountId, title: &str) -> CaseId {
    let row = case::ActiveModel {
        organisation_id: Set(talk.home.id),
        id: Set(CaseId::new()),
        team_id: Set(talk.team),
        presenter_id: Set(whose),
        title: Set(title.into()),
        story: Set(format!("Een verhaal over {title}.")),
        learning_question: Set(String::new()),
        client_perspective: Set(String::new()),
        state: Set(CaseState::Draft),
        version: Set(1),
        created_at: Set(START),
        updated_at: Set(START),
    };
    let tx = instance.app.db.write().await.unwrap();
    let id = row.insert(tx.conn()).await.unwrap().id;
    tx.commit().await.unwrap();
    id
}

/// Lets days go by that the instance sees: a clock that jumps ahead isn't believed.
async fn days(instance: &Instance, number: i64) {
    for _ in 0..number {
        instance.app.clock.advance_minutes(24 * 60);
        upkeep::keep_terms(&instance.app).await.unwrap();
    }
}

async fn find_account(instance: &Instance, id: AccountId) -> Option<account::Model> {
    account::Entity::find_by_id(id).one(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn who_leaves_a_team_keeps_what_is_theirs_and_hands_back_what_others_wait_for(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let draft = case_of(&instance, &talk, talk.presenter.id, "de kanariepietje").await;
        let copy = share(&instance, &talk, "iemand").await;
        let promise = follow_ups::Draft { text: "bellen".into(), owner: Some(talk.presenter.id), ..Default::default() };
        let mut tx = instance.app.db.write().await.unwrap();
        let as_presenter = actor(&talk.home, &talk.presenter);
        let kind = (FollowUpKind::Action, promise);
        let promise = follow_ups::add(&mut tx, &as_presenter, talk.id, kind, START).await.unwrap();
        tx.commit().await.unwrap();

        let mut browser = instance.browser(talk.presenter.id).await;
        let page = format!("/o/maaskant/teams/{}/leave", talk.team);
        let asked = browser.get(&page).await.text;
        assert!(asked.contains(&copy.to_string()) && !asked.contains("checked"), "listed, nothing ticked: {asked}");
        let left = browser.post(&page, &[]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text);

        let db = instance.app.db.read();
        let team = TeamRef { organisation: talk.home.id, team: talk.team };
        assert!(members::list(db, team).await.unwrap().iter().all(|(_, one)| one.id != talk.presenter.id));
        assert_eq!(browser.get(&format!("/o/maaskant/cases/{draft}")).await.status, StatusCode::OK, "the draft is theirs");
        let row = shared_copy::Entity::find_by_id((talk.home.id, copy)).one(db).await.unwrap().unwrap();
        assert_eq!(row.state, SharedCopyState::Shared, "what wasn't ticked stays");
        let row = follow_up::Entity::find_by_id((talk.home.id, promise)).one(db).await.unwrap().unwrap();
        assert_eq!((row.owner_id, row.text.as_str()), (None, "bellen"), "a promise waits for nobody who left");
        let page = instance.browser(talk.facilitator.id).await.get(&format!("/o/maaskant/teams/{}", talk.team)).await;
        assert!(page.text.contains(&format!("{} ging uit Noord.", talk.presenter.name)), "the team is told");
    }
}

on_both! {
    async fn what_is_ticked_goes_and_the_only_facilitator_stays(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let copy = share(&instance, &talk, "iemand").await;
        let page = format!("/o/maaskant/teams/{}/leave", talk.team);
        let refused = instance.browser(talk.facilitator.id).await.post(&page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Je bent de enige gespreksleider."));
        // Somebody else's copy can't be ticked.
        let other = instance.browser(talk.colleague.id).await.post(&page, &[("copy", &copy.to_string())]).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
        let state = async || {
            let row = shared_copy::Entity::find_by_id((talk.home.id, copy)).one(instance.app.db.read()).await;
            row.unwrap().unwrap().state
        };
        assert_eq!(state().await, SharedCopyState::Shared);
        instance.browser(talk.presenter.id).await.post(&page, &[("copy", &copy.to_string())]).await;
        assert_eq!(state().await, SharedCopyState::Withdrawn);
    }
}

on_both! {
    async fn a_copy_that_lay_with_a_reader_who_leaves_goes_back(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make_approved(&instance, &talk).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let copy = shared_copies::prepare(&mut tx, &actor(&talk.home, &talk.presenter), record.id).await.unwrap();
        let origin = shared_origin::Entity::find_by_id((talk.home.id, copy.id)).one(tx.conn()).await.unwrap().unwrap();
        let origin = shared_origin::ActiveModel { reader_id: Set(Some(talk.colleague.id)), ..origin.into() };
        origin.update(tx.conn()).await.unwrap();
        let id = copy.id;
        let waiting = shared_copy::ActiveModel { state: Set(SharedCopyState::WithReader), ..copy.into() };
        waiting.update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let page = format!("/o/maaskant/teams/{}/leave", talk.team);
        instance.browser(talk.colleague.id).await.post(&page, &[]).await;
        let db = instance.app.db.read();
        let row = shared_copy::Entity::find_by_id((talk.home.id, id)).one(db).await.unwrap().unwrap();
        assert_eq!(row.state, SharedCopyState::Preparing);
        let back = shared_copies::sent_back(db, &actor(&talk.home, &talk.presenter)).await.unwrap();
        assert_eq!(back.len(), 1, "its presenter sees that it came back");
    }
}

/// Reveals what was written, and has the presenter look at somebody else and link another way of signing in.
async fn leave_traces(instance: &Instance, talk: &Talk) {
    let mut tx = instance.app.db.write().await.unwrap();
    let (owner, subject) = (talk.colleague.id, talk.colleague.id.0);
    let (kind, role) = (LookKind::Account, LookRole::Administrator);
    let look = Look { organisation: talk.home.id, owner, looker: talk.presenter.id, kind, subject, role };
    looks::note(&mut tx, look, instance.app.clock.today()).await.unwrap();
    let linked = openid_identity::ActiveModel {
        issuer: Set("https://inlog.example".into()),
        subject: Set("kwikstaart".into()),
        account_id: Set(talk.presenter.id),
        linked_at: Set(START),
    };
    linked.insert(tx.conn()).await.unwrap();
    let revealed = deliberation_step::ActiveModel {
        organisation_id: Set(talk.home.id),
        deliberation_id: Set(talk.id),
        step_key: Set("explore".into()),
        state: Set(StepState::Done),
        revealed: Set(true),
        position: Set(None),
    };
    revealed.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn an_erased_account_leaves_no_byte_of_name_or_address(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let talk = hold(&instance, "maaskant").await;
        case_of(&instance, &talk, talk.presenter.id, "de kanariepietje").await;
        let copy = share(&instance, &talk, "iemand").await;
        indexer.catch_up().await.unwrap();
        let whose = talk.presenter.clone();
        let mut browser = instance.browser(whose.id).await;
        let page = browser.get("/account/erase").await.text;
        assert!(page.contains("Dit gaat weg") && page.contains("Dit blijft, zonder je naam"));
        let refused = browser.post("/account/erase", &[("email", "iemand@anders.example")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Er is niets gewist.") && refused.text.contains("iemand@anders.example"));
        for word in [whose.name.to_lowercase(), "kanariepietje".to_owned()] {
            assert!(!everywhere(&instance, &word).await.is_empty(), "the test would see {word}");
        }
        leave_traces(&instance, &talk).await;
        let erased = browser.post("/account/erase", &[("email", &whose.email)]).await;
        assert_eq!((erased.status, erased.location.as_deref()), (StatusCode::SEE_OTHER, Some("/login")), "{}", erased.text);
        indexer.catch_up().await.unwrap();
        assert!(round::sweep(&instance.app.db).await.unwrap());

        for word in [whose.name.to_lowercase(), whose.name.clone(), "kanariepietje".to_owned(), whose.password_hash.clone().unwrap()] {
            assert_eq!(everywhere(&instance, &word).await, Vec::<String>::new(), "{word}");
        }
        assert_eq!(openid_identity::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "nobody is signed in");
        let again = instance.anonymous().post("/login", &[("email", &whose.email), ("password", crate::support::PASSWORD)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let looked = looks::list(instance.app.db.read(), talk.colleague.id).await.unwrap();
        assert!(looked.iter().any(|seen| seen.name == GONE), "nobody wipes out their traces by leaving");
        // What others have stays, with somebody who is gone.
        let mut colleague = instance.browser(talk.colleague.id).await;
        let room = colleague.get(&format!("/o/maaskant/deliberations/{}", talk.id)).await;
        assert!(room.status == StatusCode::OK && room.text.contains(GONE), "{}", room.text);
        let db = instance.app.db.read();
        let left = contribution::Entity::find().all(db).await.unwrap();
        assert!(left.len() == 9 && left.iter().all(|one| one.text != "Dit bleef een kladje."), "what others read, no draft");
        assert_eq!(record::Entity::find().count(db).await.unwrap(), 1);
        let row = shared_copy::Entity::find_by_id((talk.home.id, copy)).one(db).await.unwrap().unwrap();
        assert_eq!(row.state, SharedCopyState::Shared);
        let mut facilitator = instance.browser(talk.facilitator.id).await;
        let withdraw = facilitator.get(&format!("/o/maaskant/shared-copies/{copy}/withdraw")).await;
        assert_eq!(withdraw.status, StatusCode::OK, "the team's facilitator may withdraw it");
        instance.assert_intact().await;
    }
}

on_both! {
    async fn a_last_administrator_names_another_first(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let marijke = instance.person(home.id, "Marijke", roles).await;
        let mut browser = instance.browser(marijke.id).await;
        assert!(browser.get("/account/erase").await.text.contains(&home.name), "says where");
        let refused = browser.post("/account/erase", &[("email", &marijke.email)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(find_account(&instance, marijke.id).await.unwrap(), marijke);
        instance.person(home.id, "Farida", roles).await;
        assert_eq!(browser.post("/account/erase", &[("email", &marijke.email)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(find_account(&instance, marijke.id).await.unwrap().name, GONE);
    }
}

on_both! {
    async fn an_account_that_belongs_nowhere_goes_after_a_term_without_use(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        instance.person(home.id, "Marijke", roles).await;
        let (noor, tess) = (
            instance.person(home.id, "Noor", OrganisationRoles::default()).await,
            instance.person(home.id, "Tess", OrganisationRoles::default()).await,
        );
        let mut tx = instance.app.db.write().await.unwrap();
        for who in [&noor, &tess] {
            departures::team::leave_organisation(&mut tx, home.id, who.id, who.id, START).await.unwrap();
        }
        tx.commit().await.unwrap();
        upkeep::keep_terms(&instance.app).await.unwrap();
        let mut used = instance.browser(tess.id).await;
        assert!(used.get("/account/data").await.text.contains("wordt het na 4 maart 2027 gewist"));
        days(&instance, unplaced::TERM_DAYS - 5).await;
        // Who comes by within the term begins a new one.
        let mut used = instance.browser(tess.id).await;
        assert_eq!(used.get("/account").await.status, StatusCode::OK);
        assert_eq!(find_account(&instance, noor.id).await.unwrap().name, "Noor", "not a day early");
        days(&instance, 6).await;
        let noor = find_account(&instance, noor.id).await.unwrap();
        assert!(departures::account::is_erased(&noor) && noor.name == GONE, "{noor:?}");
        assert_eq!(find_account(&instance, tess.id).await.unwrap().name, "Tess");
        days(&instance, 1).await;
        assert_eq!(membership::Entity::find().count(instance.app.db.read()).await.unwrap(), 1);
    }
}

on_both! {
    async fn an_organisation_ends_after_its_term_and_another_stays_whole(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let (talk, stays) = (hold(&instance, "maaskant").await, hold(&instance, "de-brug").await);
        share(&instance, &talk, "een zilverpapegaai").await;
        share(&instance, &stays, "een boomklever").await;
        indexer.catch_up().await.unwrap();
        let roles = OrganisationRoles { manager: false, administrator: true };
        let admin = instance.person(talk.home.id, "Marijkezwaan", roles).await;
        // Somebody of both organisations keeps their account.
        let mut tx = instance.app.db.write().await.unwrap();
        let day = instance.app.clock.today();
        retention::log::add(&mut tx, talk.home.id, day, "conversation", 3).await.unwrap();
        omgang::teams::memberships::join(&mut tx, stays.home.id, talk.colleague.id, OrganisationRoles::default(), START).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = instance.browser(admin.id).await;
        let wrong = browser.post("/o/maaskant/closing", &[("name", "Maaskant")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (path, fields) in [("", vec![("name", "Stichting maaskant")]), ("/take-back", vec![]), ("", vec![("name", "Stichting maaskant")])] {
            let sent = browser.post(&format!("/o/maaskant/closing{path}"), &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        }
        let written = letter::Entity::find().filter(letter::Column::Kind.eq(LetterKind::Closing)).all(instance.app.db.read()).await.unwrap();
        let told: Vec<_> = written.iter().filter(|one| one.account_id == talk.absent.id).map(|one| one.edition).collect();
        assert_eq!(told, [1, 2], "once for each time it was announced");
        let mail = omgang::web::letters::compose(&instance.app, &written[0]).await.unwrap().unwrap();
        assert!(mail.text.contains("stopt op woensdag 18 maart 2026") && mail.text.contains("/account/data"), "{}", mail.text);
        let first = instance.browser(talk.absent.id).await.get("/o/maaskant").await.text;
        assert!(first.contains("Deze organisatie stopt op 18 maart 2026."), "everybody reads it: {first}");
        days(&instance, closing::TERM_DAYS - 1).await;
        instance.app.clock.advance_minutes(24 * 60 - 1);
        upkeep::keep_terms(&instance.app).await.unwrap();
        assert!(organisation::Entity::find_by_id(talk.home.id).one(instance.app.db.read()).await.unwrap().is_some());
        assert!(!everywhere(&instance, "zilverpapegaai").await.is_empty() && !everywhere(&instance, "marijkezwaan").await.is_empty());
        instance.app.clock.advance_minutes(1);
        upkeep::keep_terms(&instance.app).await.unwrap();
        indexer.catch_up().await.unwrap();
        assert!(round::sweep(&instance.app.db).await.unwrap());

        for word in ["zilverpapegaai", "marijkezwaan", "Marijkezwaan", "Stichting maaskant", "stichting maaskant", "youssefmaaskant", "tomaszmaaskant", "Judithmaaskant"] {
            assert_eq!(everywhere(&instance, word).await, Vec::<String>::new(), "{word}");
        }
        let db = instance.app.db.read();
        assert!(find_account(&instance, talk.presenter.id).await.is_none(), "no empty account is left either");
        assert_eq!(find_account(&instance, talk.colleague.id).await.unwrap().name, talk.colleague.name);
        assert_eq!(organisation::Entity::find().count(db).await.unwrap(), 1);
        assert!(erased_count::Entity::find().all(db).await.unwrap().iter().all(|row| row.organisation_id == stays.home.id));
        assert_eq!(case::Entity::find().count(db).await.unwrap(), 1);
        let mut other = instance.browser(stays.presenter.id).await;
        let found = other.get("/o/de-brug/library?q=boomklever").await.text;
        assert!(found.contains("<mark>boomklever"), "{found}");
        instance.assert_intact().await;
    }
}

on_both! {
    async fn who_runs_the_server_ends_an_organisation_by_its_name_only(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        command::announce(&instance.app, "maaskant").await.unwrap();
        command::keep(&instance.app, "maaskant").await.unwrap();
        assert!(command::keep(&instance.app, "maaskant").await.is_err(), "it stays already");
        assert!(command::close(&instance.app, "maaskant", "maaskant").await.is_err(), "the name, not the address");
        assert!(find_account(&instance, talk.presenter.id).await.is_some());
        command::close(&instance.app, "maaskant", &talk.home.name).await.unwrap();
        assert!(find_account(&instance, talk.presenter.id).await.is_none());
        assert_eq!(organisation::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
    }
}

on_both! {
    async fn a_clock_that_jumps_ends_no_organisation(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        upkeep::keep_terms(&instance.app).await.unwrap();
        command::announce(&instance.app, "maaskant").await.unwrap();
        instance.app.clock.advance_minutes(366 * 24 * 60);
        upkeep::keep_terms(&instance.app).await.unwrap();
        let stands = async || organisation::Entity::find_by_id(home.id).one(instance.app.db.read()).await.unwrap().is_some();
        assert!(stands().await, "the clock says so for a week first");
        days(&instance, 8).await;
        assert!(!stands().await);
    }
}

/// What there is of a person: their name in the account's row, their membership, their draft.
async fn standing(db: &Db, whose: &account::Model, draft: (entity::ids::OrganisationId, CaseId)) -> (bool, bool, bool) {
    let row = account::Entity::find_by_id(whose.id).one(db.read()).await.unwrap().unwrap();
    let member = membership::Entity::find_by_id((draft.0, whose.id)).one(db.read()).await.unwrap();
    let case = case::Entity::find_by_id(draft).one(db.read()).await.unwrap();
    (row.name == whose.name && row.email == whose.email, member.is_some(), case.is_some())
}

on_both! {
    async fn killed_while_erasing_an_account_is_as_it_was_or_gone(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
        let mut outcomes = [0, 0];
        for round in 0..long(6, 60) {
            let name = format!("Vertrekker{round}");
            let whose = instance.member(talk.home.id, talk.team, &name, TeamRole::Member).await;
            let draft = case_of(&instance, &talk, whose.id, &name).await;
            let cookie = login_cookie(&instance, whose.id).await;
            let program = Program::start(&instance).await;
            let form = [("email", whose.email.clone())];
            let address = format!("{}/account/erase", program.url);
            let asked = client.post(&address).header(header::COOKIE, &cookie).form(&form);
            // The kill comes somewhere between the request's way in and its answer.
            let turns = rand::rng().random_range(0..40_000);
            let sent = tokio::spawn(asked.send());
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            if round == 0 {
                assert!(sent.await.unwrap().unwrap().status().is_redirection());
            }
            program.kill().await;
            let found = standing(&instance.app.db, &whose, (talk.home.id, draft)).await;
            match found {
                (true, true, true) => outcomes[0] += 1,
                (false, false, false) => outcomes[1] += 1,
                _ => panic!("round {round} is neither old nor new: {found:?}"),
            }
        }
        assert!(outcomes[1] > 0, "the test erases something: {outcomes:?}");
        instance.assert_intact().await;
    }
}

on_both! {
    async fn a_name_that_is_gone_is_in_the_language_of_who_had_it(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", OrganisationRoles::default()).await;
        let row = account::ActiveModel { language: Set("en".into()), ..noor.clone().into() };
        let mut tx = instance.app.db.write().await.unwrap();
        let noor = row.update(tx.conn()).await.unwrap();
        departures::account::erase(&mut tx, &noor, &gone(), START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find_account(&instance, noor.id).await.unwrap().name, "somebody who is no longer here");
    }
}
