//! What is held of a person: every table is named, everything goes into their copy, and nothing of others does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use axum::body::to_bytes;
use entity::account;
use entity::ids::AccountId;
use omgang::clock::Clock;
use omgang::holdings::{self, Holds, PEOPLE, TABLES, Whose};
use omgang::people::logins;
use omgang::people::recovery::Lost;
use omgang::security_log::{self, Happened};
use sea_orm::sea_query::{Alias, Asterisk, Cond, Expr, ExprTrait, Func, Query};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Statement};

use crate::journal::Owner;
use crate::on_both;
use crate::records::{STORY, hold, make_approved};
use crate::support::{Browser, Instance};

/// Names the tables that there are.
async fn tables(instance: &Instance) -> BTreeSet<String> {
    let db = instance.app.db.read();
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table'",
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

on_both! {
    async fn every_table_is_in_a_persons_copy_or_says_why_not(instance: Instance) {
        let named: BTreeSet<String> = TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        let unnamed: Vec<_> = tables(&instance).await.difference(&named).cloned().collect();
        assert!(unnamed.is_empty(), "name them in src/holdings.rs: {unnamed:?}");
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let whose = Whose { account: noor.id, email: &noor.email, name: &noor.name };
        let held = holdings::of_person(instance.app.db.read(), whose).await.unwrap();
        let given: BTreeSet<&str> = held.iter().map(holdings::Held::table).collect();
        let promised: BTreeSet<&str> =
            TABLES.iter().filter(|(_, holds)| *holds == Holds::OfAPerson).map(|(table, _)| *table).collect();
        assert_eq!(given, promised);
    }
}

#[test]
fn every_column_with_a_person_is_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("entity/src");
    let mut found = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let Some(table) = text.split("table_name = \"").nth(1).and_then(|rest| rest.split('"').next()) else {
            continue;
        };
        for line in text.lines().filter(|line| line.contains("AccountId") && line.trim().starts_with("pub ")) {
            let column = line.trim().trim_start_matches("pub ").split(':').next().unwrap();
            if table != "account" {
                found.insert((table.to_owned(), column.to_owned()));
            }
        }
    }
    let named: BTreeSet<_> = PEOPLE.iter().map(|(table, column)| ((*table).to_owned(), (*column).to_owned())).collect();
    assert_eq!(found, named);
}

/// Counts the rows of a table in which somebody stands.
async fn rows_of(instance: &Instance, table: &str, columns: &[&str], who: AccountId) -> usize {
    let any = columns.iter().fold(Cond::any(), |any, column| any.add(Expr::col(Alias::new(*column)).eq(who)));
    let count =
        Query::select().expr(Func::count(Expr::col(Asterisk))).from(Alias::new(table)).cond_where(any).to_owned();
    let db = instance.app.db.read();
    let row = db.query_one_raw(db.get_database_backend().build(&count)).await.unwrap().unwrap();
    usize::try_from(row.try_get_by_index::<i64>(0).unwrap()).unwrap()
}

on_both! {
    async fn no_row_of_a_person_is_missing_from_their_copy(instance: Instance) {
        crate::demo::fill(&instance).await;
        let mut columns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (table, column) in PEOPLE {
            columns.entry(table).or_default().push(column);
        }
        let people = account::Entity::find().all(instance.app.db.read()).await.unwrap();
        assert!(people.len() > 5);
        let mut met = BTreeSet::new();
        for who in people {
            let whose = Whose { account: who.id, email: &who.email, name: &who.name };
            let held = holdings::of_person(instance.app.db.read(), whose).await.unwrap();
            for (table, columns) in &columns {
                let rows = rows_of(&instance, table, columns, who.id).await;
                let given: usize = held.iter().filter(|kind| kind.table() == *table).map(|kind| kind.rows.len()).sum();
                assert!(given >= rows, "{}: {table} has {rows} rows and the copy {given}", who.name);
                if rows > 0 {
                    met.insert(*table);
                }
            }
        }
        for table in ["cases", "contribution", "record", "shared_origin", "participant"] {
            assert!(met.contains(table), "the demo has rows of {table}, so that the test can fail");
        }
    }
}

/// Unpacks a copy, each file by its name.
async fn take_along(browser: &mut Browser) -> BTreeMap<String, String> {
    let answer = browser.ask("POST", "/account/data/export", "").await;
    assert_eq!(answer.status(), 200);
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut files = BTreeMap::new();
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        files.insert(name, text);
    }
    files
}

on_both! {
    async fn a_copy_has_what_is_theirs_and_no_word_of_others(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        make_approved(&instance, &talk).await;
        let mut presenter = instance.browser(talk.presenter.id).await;
        let own = take_along(&mut presenter).await;
        let first = STORY.lines().next().unwrap();
        assert!(own["text/cases.md"].contains(first) && own["data/cases.json"].contains(first));
        assert!(own["text/record.md"].contains("Naima wil geen bezoek"));
        assert!(own["README.md"].contains("`placement`"));
        assert!(own["data/account.json"].contains(&talk.presenter.email));
        let mut colleague = instance.browser(talk.colleague.id).await;
        let theirs = take_along(&mut colleague).await;
        let secret = talk.presenter.password_hash.unwrap();
        for (name, text) in &theirs {
            assert!(!text.contains(first), "{name} has the case of somebody else");
            assert!(!text.contains(&talk.presenter.name), "{name} names somebody else");
        }
        for (name, text) in &own {
            assert!(!text.contains(&secret), "{name} has the hash of a password");
        }
        let account: serde_json::Value = serde_json::from_str(&theirs["data/account.json"]).unwrap();
        assert_eq!(account[0]["name"], talk.colleague.name.as_str());
    }
}

on_both! {
    async fn a_journal_goes_along_sealed_or_open(instance: Instance) {
        let mut owner = Owner::new(&instance, "Noor").await;
        owner.write("de merel zong vals").await;
        let sealed = take_along(&mut owner.browser).await;
        assert!(sealed["data/journal_note.json"].contains("sealed") && !sealed.contains_key("journal.md"));
        assert!(!sealed.values().any(|text| text.contains("merel")));
        owner.open().await;
        let opened = take_along(&mut owner.browser).await;
        assert!(opened["journal.md"].contains("de merel zong vals") && opened["journal.json"].contains("merel"));
    }
}

on_both! {
    async fn taking_along_asks_for_the_password_again_and_is_noted_for_its_owner_only(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let mut browser = instance.browser(noor.id).await;
        instance.app.clock.advance_minutes(16);
        let answer = browser.ask("POST", "/account/data/export", "").await;
        assert_eq!(answer.headers()["location"], "/login/again?back=%2Faccount%2Fdata");
        browser.post("/login/again", &[("password", crate::support::PASSWORD), ("back", "/account/data")]).await;
        take_along(&mut browser).await;
        let own = security_log::of_account(instance.app.db.read(), noor.id).await.unwrap();
        assert!(own.iter().any(|told| told.kind == entity::security_event::SecurityKind::Exported));
        assert!(security_log::of_organisation(instance.app.db.read(), home.id).await.unwrap().is_empty());
    }
}

on_both! {
    async fn the_security_log_tells_administrators_of_acts_and_of_no_members_hours(instance: Instance) {
        use entity::security_event::SecurityKind as Kind;
        let home = instance.organisation("maaskant").await;
        let roles = omgang::teams::memberships::OrganisationRoles { manager: false, administrator: true };
        let marijke = instance.person(home.id, "Marijke", roles).await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let mut door = instance.anonymous();
        for email in ["noor@demo.example", "niemand@demo.example"] {
            for _ in 0..3 {
                door.post("/login", &[("email", email), ("password", "fout fout fout")]).await;
            }
        }
        for email in ["noor@demo.example", "marijke@demo.example"] {
            door.post("/login", &[("email", email), ("password", crate::support::PASSWORD)]).await;
        }
        let mut browser = instance.browser(marijke.id).await;
        let made = browser.post(&format!("/o/maaskant/people/{}/recovery", noor.id), &[]).await;
        assert_eq!(made.status, 201);
        let kinds = |told: &[security_log::Told]| told.iter().map(|one| (one.kind, one.by.clone())).collect::<Vec<_>>();
        let db = instance.app.db.read();
        let read = kinds(&security_log::of_organisation(db, home.id).await.unwrap());
        assert!(read.contains(&(Kind::SignIn, Some("Marijke".into()))), "{read:?}");
        assert!(read.contains(&(Kind::RecoveryOffered, Some("Marijke".into()))), "{read:?}");
        assert!(!read.iter().any(|(_, by)| by.as_deref() == Some("Noor")), "three wrong tries are fingers: {read:?}");
        let own = kinds(&security_log::of_account(db, noor.id).await.unwrap());
        for kind in [Kind::SignIn, Kind::Refused, Kind::RecoveryOffered] {
            assert!(own.iter().any(|(one, _)| *one == kind), "{kind:?} in {own:?}");
        }
        for _ in 0..2 {
            instance.app.clock.advance_minutes(1);
            door.post("/login", &[("email", "noor@demo.example"), ("password", "fout fout fout")]).await;
        }
        let read = security_log::of_organisation(db, home.id).await.unwrap();
        assert!(read.iter().any(|one| one.kind == Kind::Refused && one.times == 5 && one.by.as_deref() == Some("Noor")));
        assert!(crate::shared_copies::where_it_stands(&instance, "niemand@").await.is_empty(), "no address of nobody");
        let page = browser.get("/o/maaskant/security-log").await;
        assert!(page.text.contains("Marijke maakte een herstellink voor Noor."), "{}", page.text);
        browser.post(&format!("/o/maaskant/people/{}", marijke.id), &[("administrator", "yes"), ("manager", "yes")]).await;
        let page = browser.get("/o/maaskant/security-log").await;
        assert!(page.text.contains("Marijke veranderde de rol van Marijke in de organisatie."), "{}", page.text);
        omgang::cli::recover::link(&instance.app, "noor@demo.example", Lost::Password).await.unwrap();
        let page = instance.browser(noor.id).await.get("/account/looks").await;
        assert!(page.text.contains("Marijke maakte een herstellink voor Noor."), "{}", page.text);
        assert!(page.text.contains("Iemand maakte een herstellink voor Noor."), "who runs the server: {}", page.text);
    }
}

on_both! {
    async fn what_is_older_than_its_term_is_forgotten(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let noor = instance.person(home.id, "Noor", Default::default()).await;
        let now = Clock::now(&instance.app.clock);
        let mut tx = instance.app.db.write().await.unwrap();
        let kind = entity::security_event::SecurityKind::SignIn;
        security_log::note(&mut tx, Happened::own(kind, noor.id), now).await.unwrap();
        let last = now.plus_days(security_log::KEPT_WEEKS * 7);
        assert_eq!(security_log::purge(&mut tx, last).await.unwrap(), 0);
        assert_eq!(security_log::purge(&mut tx, last.plus_minutes(1)).await.unwrap(), 1);
        logins::end_all(&mut tx, noor.id).await.unwrap();
        tx.commit().await.unwrap();
    }
}
