//! Shared copies: nothing of a person goes in, one colleague reads it alone, and what is withdrawn is gone.

use axum::http::StatusCode;
use entity::ids::SharedCopyId;
use entity::shared_copy::{self, SharedCopyState};
use entity::shared_part::{self, PartKind};
use entity::team_member::TeamRole;
use entity::{account, shared_origin, shared_tension, shared_virtue, waved_through};
use omgang::shared_copies::{self, Place, Refused, What};
use omgang::teams::members::{self, TeamRef};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};

use crate::on_both;
use crate::records::{Talk, actor, hold, make, make_approved};
use crate::support::{Instance, START};

/// Starts the copy of an approved record.
async fn prepare(instance: &Instance, talk: &Talk) -> SharedCopyId {
    let record = make_approved(instance, talk).await;
    let mut tx = instance.app.db.write().await.unwrap();
    let copy = shared_copies::prepare(&mut tx, &actor(&talk.home, &talk.presenter), record.id).await.unwrap();
    tx.commit().await.unwrap();
    copy.id
}

async fn row(instance: &Instance, talk: &Talk, id: SharedCopyId) -> shared_copy::Model {
    shared_copy::Entity::find_by_id((talk.home.id, id)).one(instance.app.db.read()).await.unwrap().unwrap()
}

async fn texts(instance: &Instance, talk: &Talk, id: SharedCopyId) -> String {
    let bundle = shared_copies::bundle(instance.app.db.read(), row(instance, talk, id).await).await.unwrap();
    shared_copies::texts::texts(&bundle).map(|(_, text)| text.to_owned()).collect::<Vec<_>>().join("\n")
}

async fn open_terms(instance: &Instance, talk: &Talk, id: SharedCopyId) -> Vec<String> {
    let bundle = shared_copies::bundle(instance.app.db.read(), row(instance, talk, id).await).await.unwrap();
    let found = shared_copies::findings(instance.app.db.read(), &bundle).await.unwrap();
    found.into_iter().filter(|one| one.kept.is_none()).map(|one| one.term).collect()
}

/// Replaces every finding, one after the other.
async fn clean(instance: &Instance, talk: &Talk, id: SharedCopyId, with: &str) {
    let presenter = actor(&talk.home, &talk.presenter);
    for _ in 0..50 {
        let Some(term) = open_terms(instance, talk, id).await.into_iter().next() else { return };
        let mut tx = instance.app.db.write().await.unwrap();
        shared_copies::replace(&mut tx, &presenter, id, &term, with).await.unwrap();
        tx.commit().await.unwrap();
    }
    panic!("findings stay open: {:?}", open_terms(instance, talk, id).await);
}

async fn hand_over(instance: &Instance, talk: &Talk, id: SharedCopyId, to: &account::Model) -> Result<(), Refused> {
    let mut tx = instance.app.db.write().await.unwrap();
    shared_copies::hand_to_reader(&mut tx, &actor(&talk.home, &talk.presenter), id, to.id).await?;
    tx.commit().await.unwrap();
    Ok(())
}

/// Brings a copy all the way into the library.
pub async fn share(instance: &Instance, talk: &Talk, with: &str) -> SharedCopyId {
    let id = prepare(instance, talk).await;
    clean(instance, talk, id, with).await;
    hand_over(instance, talk, id, &talk.colleague).await.unwrap();
    let mut tx = instance.app.db.write().await.unwrap();
    shared_copies::confirm(&mut tx, &actor(&talk.home, &talk.colleague), id).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Names the tables and columns in which a word stands.
pub async fn where_it_stands(instance: &Instance, word: &str) -> Vec<String> {
    let db = instance.app.db.read();
    let columns = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'public'"
        }
        _ => {
            "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), columns)).await.unwrap();
    let mut found = Vec::new();
    for row in rows {
        let (table, column) = (row.try_get::<String>("", "t").unwrap(), row.try_get::<String>("", "c").unwrap());
        let sql = format!(r#"SELECT 1 AS one FROM "{table}" WHERE CAST("{column}" AS TEXT) LIKE '%{word}%' LIMIT 1"#);
        if db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().is_some() {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

on_both! {
    async fn a_copy_holds_texts_and_nothing_of_a_person(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let id = prepare(&instance, &talk).await;
        let db = instance.app.db.read();
        let copy = row(&instance, &talk, id).await;
        assert_eq!((copy.state, copy.year, copy.method_key.as_str()), (SharedCopyState::Preparing, 2026, "omgangsoverleg"));
        let parts = shared_part::Entity::find().all(db).await.unwrap();
        let virtues = shared_virtue::Entity::find().all(db).await.unwrap();
        let tensions = shared_tension::Entity::find().all(db).await.unwrap();
        let origin = shared_origin::Entity::find().one(db).await.unwrap().unwrap();
        assert_eq!(virtues[0].name, "Geduld");
        let kinds = [PartKind::Case, PartKind::Record, PartKind::Decision, PartKind::Lesson];
        assert!(kinds.iter().all(|kind| parts.iter().any(|part| part.kind == *kind)));
        // What the rows hold, printed whole: no id of a person, of the record or the conversation, and no moment.
        let rows = format!("{copy:?} {parts:?} {virtues:?} {tensions:?}");
        let people = [&talk.presenter, &talk.colleague, &talk.absent, &talk.facilitator];
        let ids = people.map(|person| person.id.to_string()).into_iter();
        for secret in ids.chain([talk.id.to_string(), origin.record_id.unwrap().to_string(), "Timestamp".into(), "Date".into()]) {
            assert!(!rows.contains(&secret), "{secret} is in the bundle");
        }
        assert!(id.0.get_version_num() == 4 && parts.iter().all(|part| part.id.0.get_version_num() == 4), "ids tell no time");
    }
}

on_both! {
    async fn only_the_presenter_makes_a_copy_and_only_of_an_approved_record(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let record = make(&instance, &talk).await;
        let presenter = actor(&talk.home, &talk.presenter);
        let mut tx = instance.app.db.write().await.unwrap();
        assert!(matches!(shared_copies::prepare(&mut tx, &presenter, record.id).await, Err(Refused::NotNow)));
        drop(tx);
        let id = prepare(&instance, &talk).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let colleague = actor(&talk.home, &talk.colleague);
        assert!(matches!(shared_copies::prepare(&mut tx, &colleague, record.id).await, Err(Refused::NotFound)));
        assert_eq!(shared_copies::prepare(&mut tx, &presenter, record.id).await.unwrap().id, id, "one copy at a time");
        drop(tx);
        for person in [&talk.colleague, &talk.facilitator, &talk.absent] {
            let mut browser = instance.browser(person.id).await;
            for page in ["", "/edit", "/review", "/withdraw"] {
                let answer = browser.get(&format!("/o/maaskant/shared-copies/{id}{page}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} opens {page}", person.name);
            }
        }
    }
}

on_both! {
    async fn a_word_is_replaced_everywhere_and_what_is_kept_is_kept_one_by_one(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let id = prepare(&instance, &talk).await;
        let open = open_terms(&instance, &talk, id).await;
        for term in ["Naima", "Bakkal", "43", "06-12345678"] {
            assert!(open.iter().any(|one| one.contains(term)), "{term} isn't found among {open:?}");
        }
        let presenter = actor(&talk.home, &talk.presenter);
        let mut tx = instance.app.db.write().await.unwrap();
        shared_copies::replace(&mut tx, &presenter, id, "Naima", "de cliënt").await.unwrap();
        tx.commit().await.unwrap();
        let text = texts(&instance, &talk, id).await;
        assert!(!text.contains("Naima") && text.starts_with("De cliënt wil geen bezoek"), "{text}");
        assert_eq!(text.matches("cliënt").count(), 3, "{text}");

        let open = open_terms(&instance, &talk, id).await;
        assert!(open.contains(&"43".to_owned()), "an age stays open when the name before it is gone: {open:?}");

        let page = format!("/o/maaskant/shared-copies/{id}");
        let mut browser = instance.browser(talk.presenter.id).await;
        let before = open_terms(&instance, &talk, id).await;
        let keep = [("term", "Bakkal"), ("category", "person"), ("reason", "general"), ("at", "2")];
        assert_eq!(browser.post(&format!("{page}/kept"), &keep).await.location, Some(format!("{page}#finding-2")));
        assert_eq!(open_terms(&instance, &talk, id).await.len(), before.len() - 1, "one, and only one");
        let unreasoned = [("term", "06-12345678"), ("category", "phone"), ("reason", "")];
        assert_eq!(browser.post(&format!("{page}/kept"), &unreasoned).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let waved = waved_through::Entity::find().filter(waved_through::Column::Term.eq("Bakkal")).one(instance.app.db.read()).await.unwrap().unwrap();
        browser.post(&format!("{page}/kept/{}/destroy", waved.id), &[]).await;
        assert_eq!(open_terms(&instance, &talk, id).await, before);
        let own = [("term", "06-12345678"), ("own", "een nummer"), ("by", "own")];
        browser.post(&format!("{page}/replacements"), &own).await;
        assert!(texts(&instance, &talk, id).await.contains("bel een nummer niet meer"));
    }
}

on_both! {
    async fn a_copy_is_handed_over_clean_to_somebody_else_who_sees_it_alone(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let guest = instance.member(talk.home.id, talk.team, "Gast", TeamRole::Guest).await;
        let id = prepare(&instance, &talk).await;
        assert!(matches!(hand_over(&instance, &talk, id, &talk.colleague).await, Err(Refused::StillOpen)));
        clean(&instance, &talk, id, "iemand").await;
        assert!(matches!(hand_over(&instance, &talk, id, &talk.presenter).await, Err(Refused::NotAReader)));
        assert!(matches!(hand_over(&instance, &talk, id, &guest).await, Err(Refused::NotAReader)));
        hand_over(&instance, &talk, id, &talk.colleague).await.unwrap();

        let review = format!("/o/maaskant/shared-copies/{id}/review");
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert_eq!(presenter.post(&review, &[("answer", "no")]).await.status, StatusCode::NOT_FOUND);
        let edit = presenter.get(&format!("/o/maaskant/shared-copies/{id}/edit")).await;
        assert_eq!(edit.status, StatusCode::NOT_FOUND, "nothing changes while somebody reads");
        let mut other = instance.browser(talk.facilitator.id).await;
        assert_eq!(other.get(&review).await.status, StatusCode::NOT_FOUND);

        let reader = actor(&talk.home, &talk.colleague);
        assert_eq!(shared_copies::to_review(instance.app.db.read(), &reader).await.unwrap().len(), 1);
        let mut browser = instance.browser(talk.colleague.id).await;
        let page = browser.get(&review).await;
        assert!(page.text.contains("Zou iemand die hen kent, hen herkennen?") && !page.text.contains("Naima"));
        let silent = browser.post(&review, &[("answer", "yes"), ("note", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.post(&review, &[("answer", "yes"), ("note", "Ik herken de winkel.")]).await;
        assert_eq!(browser.get(&review).await.status, StatusCode::NOT_FOUND, "the reader's view ends with the answer");
        assert!(presenter.get(&format!("/o/maaskant/shared-copies/{id}")).await.text.contains("Ik herken de winkel."));

        assert!(presenter.get("/o/maaskant").await.text.contains("je collega twijfelt nog"));

        hand_over(&instance, &talk, id, &talk.facilitator).await.unwrap();
        let take_back = format!("/o/maaskant/shared-copies/{id}/take-back");
        presenter.post(&take_back, &[]).await;
        assert_eq!(other.get(&review).await.status, StatusCode::NOT_FOUND);
        assert_eq!(row(&instance, &talk, id).await.state, SharedCopyState::Preparing);
    }
}

on_both! {
    async fn a_confirmed_copy_is_found_by_the_team_until_it_is_withdrawn_and_then_its_words_are_nowhere(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let elsewhere = hold(&instance, "elders").await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let id = share(&instance, &talk, "een kwartelkoning").await;
        indexer.catch_up().await.unwrap();
        assert_eq!(waved_through::Entity::find().all(instance.app.db.read()).await.unwrap(), []);
        let mut absent = instance.browser(talk.absent.id).await;
        let search = "/o/maaskant/library?q=kwartelkoning";
        assert!(absent.get(search).await.text.contains(&id.to_string()));
        let page = absent.get(&format!("/o/maaskant/library/{id}")).await;
        assert!(page.text.contains("kwartelkoning") && !page.text.contains("Trek deze gedeelde versie in"), "only the presenter withdraws");
        let mut stranger = instance.browser(elsewhere.presenter.id).await;
        for place in ["library", "shared-copies"] {
            assert_eq!(stranger.get(&format!("/o/elders/{place}/{id}")).await.status, StatusCode::NOT_FOUND);
        }
        assert!(!where_it_stands(&instance, "kwartelkoning").await.is_empty());

        let withdraw = format!("/o/maaskant/shared-copies/{id}/withdraw");
        assert_eq!(absent.post(&withdraw, &[("what", "whole")]).await.status, StatusCode::NOT_FOUND);
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get(&format!("/o/maaskant/library/{id}")).await.text.contains("Trek deze gedeelde versie in"));
        assert_eq!(presenter.post(&withdraw, &[("what", "whole")]).await.status, StatusCode::SEE_OTHER);
        indexer.catch_up().await.unwrap();
        assert_eq!(where_it_stands(&instance, "kwartelkoning").await, Vec::<String>::new());
        assert!(!absent.get(search).await.text.contains(&id.to_string()));
        assert_eq!(absent.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shared_origin::Entity::find().all(instance.app.db.read()).await.unwrap(), []);
        assert_eq!(row(&instance, &talk, id).await.state, SharedCopyState::Withdrawn);
    }
}

on_both! {
    async fn a_part_is_withdrawn_alone_and_with_the_last_part_all_goes(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let id = share(&instance, &talk, "iemand").await;
        let presenter = actor(&talk.home, &talk.presenter);
        let parts = shared_part::Entity::find().all(instance.app.db.read()).await.unwrap();
        let lesson = parts.iter().find(|part| part.kind == PartKind::Lesson).unwrap();
        let mut tx = instance.app.db.write().await.unwrap();
        let edited = shared_copies::rewrite(&mut tx, &presenter, id, vec![(Place::Part(lesson.id), "anders".into())]).await;
        assert!(matches!(edited, Err(Refused::NotNow)), "a shared copy is never edited");
        shared_copies::withdraw(&mut tx, &presenter, id, What::Parts(vec![lesson.id])).await.unwrap();
        tx.commit().await.unwrap();
        let found = omgang::library::shared(instance.app.db.read(), talk.home.id, id).await.unwrap().unwrap();
        assert_eq!(found.parts.len(), parts.len() - 1);
        let gone = shared_part::Entity::find_by_id((talk.home.id, lesson.id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((gone.text.as_str(), gone.withdrawn), ("", true));
        let mut tx = instance.app.db.write().await.unwrap();
        let rest = found.parts.iter().map(|part| part.id).collect();
        shared_copies::withdraw(&mut tx, &presenter, id, What::Parts(rest)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(row(&instance, &talk, id).await.state, SharedCopyState::Withdrawn);
    }
}

on_both! {
    async fn the_facilitator_withdraws_once_the_presenter_has_left_the_team(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let id = share(&instance, &talk, "iemand").await;
        let withdraw = format!("/o/maaskant/shared-copies/{id}/withdraw");
        let mut facilitator = instance.browser(talk.facilitator.id).await;
        assert_eq!(facilitator.get(&withdraw).await.status, StatusCode::NOT_FOUND);
        let mut tx = instance.app.db.write().await.unwrap();
        let team = TeamRef { organisation: talk.home.id, team: talk.team };
        members::remove(&mut tx, team, talk.presenter.id, talk.facilitator.id, START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(facilitator.get(&withdraw).await.status, StatusCode::OK);
        let mut member = instance.browser(talk.absent.id).await;
        assert_eq!(member.get(&withdraw).await.status, StatusCode::NOT_FOUND);
        facilitator.post(&withdraw, &[("what", "whole")]).await;
        assert_eq!(row(&instance, &talk, id).await.state, SharedCopyState::Withdrawn);
        let left = waved_through::Entity::find().filter(waved_through::Column::SharedCopyId.eq(id));
        assert_eq!(left.all(instance.app.db.read()).await.unwrap(), []);
    }
}
