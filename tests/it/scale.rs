//! Many rows: lists stay short, a page asks no query per row, and a reader that was away catches up.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use entity::ids::{CaseId, DeliberationId};
use entity::team_member::TeamRole;
use entity::{account, organisation};
use omgang::db::outbox;
use omgang::event::Event;
use omgang::teams::members::{self, Place, TeamRef};
use omgang::teams::memberships::{self, OrganisationRoles};

use crate::library::share_and_tell;
use crate::on_both;
use crate::support::{Browser, Instance, long};

on_both! {
    async fn a_reader_that_was_away_catches_up_and_the_outbox_is_trimmed(instance: Instance) {
        let organisation = instance.organisation("maaskant").await.id;
        let (transactions, each) = (long(20, 1000), 100);
        for _ in 0..transactions {
            let mut tx = instance.app.db.write().await.unwrap();
            (0..each).for_each(|_| tx.record(Event::DeliberationChanged(organisation, DeliberationId::new())));
            tx.commit().await.unwrap();
        }
        let db = instance.app.db.read();
        let (mut cursor, mut read) = (0, 0);
        loop {
            let batch = outbox::after(db, cursor).await.unwrap();
            assert!(batch.len() <= 500, "a batch is bounded");
            let Some((seq, _)) = batch.last() else { break };
            cursor = *seq;
            read += batch.len();
        }
        assert_eq!(read, transactions * each);
        let tx = instance.app.db.write().await.unwrap();
        outbox::trim(tx.conn(), cursor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(outbox::after(db, 0).await.unwrap().len(), 0);
        assert_eq!(outbox::last(db).await.unwrap(), cursor, "numbers never go back");
    }
}

/// A team with many of everything, and one who sees most of it.
struct Crowd {
    noor: Browser,
    /// Pages that list something, by the name that a failure shows.
    pages: BTreeMap<&'static str, String>,
}

async fn sends(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
    answer.location.unwrap()
}

/// Holds `count` conversations, each with its case, meeting and record, and shares as many copies.
async fn crowd(instance: &Instance, slug: &'static str, count: usize) -> Crowd {
    let home = instance.organisation(slug).await;
    let team = instance.team(home.id, "Noord").await;
    let noor = instance.member(home.id, team, &format!("Noor{slug}"), TeamRole::Facilitator).await;
    let mut tx = instance.app.db.write().await.unwrap();
    let administrator = OrganisationRoles { manager: false, administrator: true };
    memberships::change_roles(&mut tx, home.id, noor.id, administrator).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = instance.browser(noor.id).await;
    let (o, id) = (format!("/o/{slug}"), team.to_string());
    for number in 0..count {
        let member = instance.member(home.id, team, &format!("Lid{slug}{number}"), TeamRole::Member).await;
        let case = CaseId::new().to_string();
        let begin = [("case", case.as_str()), ("team", id.as_str()), ("title", "de deur")];
        let room = sends(&mut browser, &format!("{o}/conversations/new"), &begin).await;
        if number % 2 == 0 {
            sends(&mut browser, &format!("{room}/close"), &[("revision", "1")]).await;
        } else {
            instance.browser(member.id).await.get(&room).await;
        }
        share_and_tell(instance, &home, team, "de deur", "over een deur die dicht bleef").await;
        let draft = [("id", &*CaseId::new().to_string()), ("title", "een begin"), ("version", "0")];
        sends(&mut browser, &format!("{o}/teams/{id}/cases"), &draft).await;
        let signal =
            [("team", id.as_str()), ("title", "te kort"), ("what", "Het stopt te vroeg."), ("asked", "Geef tijd.")];
        sends(&mut browser, &format!("{o}/signals"), &signal).await;
        let virtue = format!("Deugd {number}");
        let words = [("name", virtue.as_str()), ("too_little", "weinig"), ("too_much", "veel")];
        sends(&mut browser, &format!("{o}/teams/{id}/framework/proposals"), &words).await;
    }
    let busy = busy_room(&mut browser, &o, &id, count).await;
    join_more_teams(instance, &home, &noor, count).await;
    Crowd { noor: browser, pages: pages(&o, &id, &busy) }
}

/// Puts somebody in so many teams beside their own.
async fn join_more_teams(instance: &Instance, home: &organisation::Model, who: &account::Model, count: usize) {
    for number in 0..count {
        let other = instance.team(home.id, &format!("Ook {number}")).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let place = Place { account: who.id, role: TeamRole::Member, coordinator: false };
        let team = TeamRef { organisation: home.id, team: other };
        members::put(&mut tx, team, place, who.id, instance.app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Lists the pages that list something: of the organisation, of a team, of a room.
fn pages(o: &str, id: &str, busy: &str) -> BTreeMap<&'static str, String> {
    let mut pages: BTreeMap<&'static str, String> = [
        ("start", ""),
        ("teams", "/teams"),
        ("people", "/people"),
        ("cases", "/cases"),
        ("records", "/records"),
        ("library", "/library"),
        ("search", "/library?q=deur"),
        ("new conversation", "/conversations/new"),
        ("insight", "/insight"),
        ("signals", "/signals"),
        ("promises", "/promises"),
        ("proof", "/proof"),
    ]
    .map(|(name, path)| (name, format!("{o}{path}")))
    .into();
    let of_team = [
        ("team", ""),
        ("members", "/members"),
        ("new member", "/members/new"),
        ("agreement", "/agreement"),
        ("framework", "/framework"),
        ("framework to edit", "/framework/edit"),
        ("proposals", "/framework/proposals"),
        ("meetings", "/meetings"),
        ("new meeting", "/meetings/new"),
        ("new case", "/cases/new"),
        ("methods", "/methods"),
    ];
    pages.extend(of_team.map(|(name, path)| (name, format!("{o}/teams/{id}{path}"))));
    let of_room = [("room", ""), ("screen", "/screen"), ("room's people", "/people"), ("requests", "/requests")];
    pages.extend(of_room.map(|(name, path)| (name, format!("{busy}{path}"))));
    pages.insert("account", "/account".to_owned());
    pages.insert("what a team put in", format!("{o}/insight/teams/{id}"));
    pages
}

/// A conversation with many cards on the table.
async fn busy_room(browser: &mut Browser, o: &str, team: &str, count: usize) -> String {
    let begin = [("team", team), ("title", "een volle tafel")];
    let room = sends(browser, &format!("{o}/conversations/new"), &begin).await;
    for revision in ["1", "2"] {
        sends(browser, &format!("{room}/steer"), &[("verb", "advance"), ("revision", revision)]).await;
    }
    for number in 0..count {
        let card = format!("optie {number}");
        let fields = [("step", "examine"), ("text-option", card.as_str())];
        sends(browser, &format!("{room}/contributions"), &fields).await;
    }
    room
}

on_both! {
    async fn a_page_asks_no_query_per_row(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let mut few = crowd(&instance, "klein", 10).await;
        // In a long run no more: a team may have only so many virtues and signals.
        let mut many = crowd(&instance, "groot", 40).await;
        indexer.catch_up().await.unwrap();
        let others = many.pages.clone();
        let mut wrong = Vec::new();
        for (name, path) in few.pages.clone() {
            let mut counts = Vec::new();
            for (crowd, path) in [(&mut few, path), (&mut many, others[name].clone())] {
                // The first look may write down that somebody was seen.
                assert_eq!(crowd.noor.get(&path).await.status, StatusCode::OK, "{name}");
                let before = instance.statements();
                crowd.noor.get(&path).await;
                counts.push(instance.statements() - before);
            }
            if counts[0] != counts[1] || counts[0] == 0 {
                wrong.push(format!("{name}: {} statements with few rows, {} with many", counts[0], counts[1]));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

on_both! {
    async fn the_pages_of_the_budget_ask_few_statements(instance: Instance) {
        let mut indexer = instance.app.open_index().await.unwrap();
        let mut noor = crowd(&instance, "klein", 4).await.noor;
        let teams = noor.get("/o/klein/cases").await.text;
        let team = teams.split("/cases/new").next().unwrap().rsplit(['/', ';']).next().unwrap().to_owned();
        let case = CaseId::new().to_string();
        let story = [("id", case.as_str()), ("title", "de deur"), ("story", "Hij deed niet open."), ("version", "0")];
        let case = sends(&mut noor, &format!("/o/klein/teams/{team}/cases"), &story).await;
        let begin = [("team", team.as_str()), ("title", "een tafel")];
        let room = sends(&mut noor, "/o/klein/conversations/new", &begin).await;
        sends(&mut noor, &format!("{room}/steer"), &[("verb", "advance"), ("revision", "1")]).await;
        indexer.catch_up().await.unwrap();
        // benches/page_cpu.py has a floor that asks as many, and two more for a case: for its virtues, and for what is like it.
        for (page, expected) in [(room, 3), (case, 5)] {
            noor.get(&page).await;
            let before = instance.statements();
            assert_eq!(noor.get(&page).await.status, StatusCode::OK);
            assert_eq!(instance.statements() - before, expected, "{page}");
        }
    }
}
