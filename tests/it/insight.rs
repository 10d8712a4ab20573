//! Insight with real tables: a quarter is counted once and forgotten, everybody sees the same, and nobody gets a cut.

mod reorganised;
mod taken_along;

use axum::http::StatusCode;
use entity::ids::{RecognitionId, TeamId};
use entity::shared_copy::{self, Audience};
use entity::shared_part::{self, PartKind};
use entity::team_member::TeamRole;
use entity::{account, organisation, quarter_key, quarter_result, recognition, told_part};
use omgang::clock::{self, quarter};
use omgang::insight::close;
use omgang::insight::release::Release;
use omgang::quarters;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::library::share_and_tell;
use crate::on_both;
use crate::support::{Instance, actor};

const QUARTER_MINUTES: i64 = 60 * 24 * 92;

/// Four teams of six.
struct Society {
    home: organisation::Model,
    teams: Vec<TeamId>,
    people: Vec<(usize, account::Model)>,
}

impl Society {
    async fn of(instance: &Instance) -> Self {
        let home = instance.organisation("maaskant").await;
        let (mut teams, mut people) = (Vec::new(), Vec::new());
        for (number, name) in ["Noord", "Haven", "Kade", "Oever"].into_iter().enumerate() {
            let team = instance.team(home.id, name).await;
            for member in 0..6 {
                let person = instance.member(home.id, team, &format!("{name}{member}"), TeamRole::Member).await;
                people.push((number, person));
            }
            teams.push(team);
        }
        Self { home, teams, people }
    }

    /// Somebody taps a tension after a conversation of their team.
    async fn tap(&self, instance: &Instance, person: usize, tension: &str, case: usize) -> bool {
        let now = instance.app.clock.now();
        let mut tx = instance.app.db.write().await.unwrap();
        let of = quarter(now);
        let Some(salt) = quarters::hold(&mut tx, self.home.id, &of, now).await.unwrap() else { return false };
        let (team, account) = &self.people[person];
        let row = recognition::ActiveModel {
            organisation_id: Set(self.home.id),
            id: Set(RecognitionId::random()),
            team_id: Set(self.teams[*team]),
            quarter: Set(of),
            tension_key: Set(tension.to_owned()),
            person_handle: Set(instance.app.key.handle(&salt, &["person", &account.id.to_string()])),
            case_handle: Set(instance.app.key.handle(&salt, &["case", &format!("{team} {case}")])),
        };
        recognition::Entity::insert(row).exec_without_returning(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        true
    }

    /// A quarter in which two of each team recognise stepping in, two of one team closeness, and the others something else.
    async fn live(&self, instance: &Instance) {
        for (person, (team, _)) in self.people.iter().enumerate() {
            let tension = match (person % 6, team) {
                (0..=2, _) => "act_wait",
                (3, 0) => "near_distant",
                _ => "room_protocol",
            };
            assert!(self.tap(instance, person, tension, person % 3).await);
        }
    }
}

async fn close_past(instance: &Instance) -> usize {
    close::close_past(&instance.app.db, &instance.app.key, instance.app.clock.now()).await.unwrap()
}

async fn results(instance: &Instance) -> Vec<quarter_result::Model> {
    quarter_result::Entity::find().all(instance.app.db.read()).await.unwrap()
}

async fn taps(instance: &Instance) -> u64 {
    recognition::Entity::find().count(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_quarter_is_counted_once_and_what_it_was_counted_from_goes(instance: Instance) {
        let society = Society::of(&instance).await;
        society.live(&instance).await;
        let of = quarter(instance.app.clock.now());
        assert_eq!(close_past(&instance).await, 0, "a quarter under way is not counted");
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        assert_eq!(close_past(&instance).await, 1);
        assert_eq!(close_past(&instance).await, 0, "and only once");
        let rows = results(&instance).await;
        let release: Release = serde_json::from_str(&rows[0].released).unwrap();
        assert_eq!((rows.len(), rows[0].quarter.as_str(), release.asked.number()), (1, of.as_str(), Some(24)));
        let shown: Vec<u32> = release.groups.values().filter_map(|cell| cell.number()).collect();
        assert_eq!(shown, [11, 12], "{:?}", release.groups);
        assert!(release.groups["closeness"].number().is_none() && release.total.number().is_none());
        assert_eq!(taps(&instance).await, 0);
        assert_eq!(quarter_key::Entity::find().count(instance.app.db.read()).await.unwrap(), 0);
        let text = rows[0].released.clone();
        assert!(society.people.iter().all(|(_, person)| !text.contains(&person.id.to_string())));
    }
}

on_both! {
    async fn a_clock_that_jumps_closes_a_quarter_early_and_never_twice(instance: Instance) {
        let society = Society::of(&instance).await;
        society.live(&instance).await;
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        close_past(&instance).await;
        let before = results(&instance).await;
        instance.app.clock.advance_minutes(-QUARTER_MINUTES);
        assert!(!society.tap(&instance, 0, "act_wait", 7).await, "a closed quarter takes nothing more");
        instance.app.clock.advance_minutes(QUARTER_MINUTES * 3);
        assert_eq!(close_past(&instance).await, 0);
        assert_eq!(results(&instance).await, before);
    }
}

on_both! {
    async fn quarters_that_were_not_closed_are_closed_later_each_by_itself(instance: Instance) {
        let society = Society::of(&instance).await;
        society.live(&instance).await;
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        society.live(&instance).await;
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        let mut worker = instance.browser(society.people[0].1.id).await;
        let waits = worker.get("/o/maaskant/insight?quarter=2026Q1").await.text;
        assert!(waits.contains("wordt binnen een uur geteld") && !waits.contains("is niets geteld"), "{waits}");
        assert_eq!(close_past(&instance).await, 2);
        assert!(!worker.get("/o/maaskant/insight?quarter=2026Q1").await.text.contains("wordt binnen een uur geteld"));
        let rows = results(&instance).await;
        assert_eq!(rows.iter().filter(|row| row.released.contains("\"shown\":12")).count(), 2);
        assert_eq!(taps(&instance).await, 0);
    }
}

/// The page without its head, and without what is the reader's own.
fn body(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or_default();
    main.split("aria-labelledby=\"own\"").next().unwrap_or_default().to_owned()
}

on_both! {
    async fn a_worker_sees_what_their_manager_sees_and_no_number_that_is_not_released(instance: Instance) {
        let society = Society::of(&instance).await;
        society.live(&instance).await;
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        close_past(&instance).await;
        let roles = OrganisationRoles { manager: true, administrator: false };
        let manager = instance.person(society.home.id, "Farida", roles).await;
        let mut manager = instance.browser(manager.id).await;
        let mut worker = instance.browser(society.people[0].1.id).await;
        let (seen, same) = (manager.get("/o/maaskant/insight").await, worker.get("/o/maaskant/insight").await);
        assert_eq!((seen.status, same.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(body(&seen.text), body(&same.text));
        assert!(seen.text.contains("12 mensen") && seen.text.contains("Verborgen"), "{}", seen.text);
        assert!(same.text.contains("Wat Noord erin legt") && !seen.text.contains("erin legt"));
        let table = manager.get("/o/maaskant/insight/csv").await.text;
        let mut numbers: Vec<u32> = table.lines().skip(1).filter_map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            cells.get(3).and_then(|cell| cell.parse().ok())
        }).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [11, 11, 12, 12, 24], "{table}");
        // Of what nobody named and of what a few named there is the same line.
        let virtues = omgang::frameworks::template::template().virtues.len();
        assert_eq!(table.matches("Geduld: ").count() * virtues, table.matches(";Kant van een deugd;").count(), "{table}");
        let report = manager.get("/o/maaskant/insight/report").await;
        assert!(report.status == StatusCode::OK && report.text.starts_with("%PDF"));
    }
}

on_both! {
    async fn cuts_that_could_find_somebody_are_refused_with_the_reason(instance: Instance) {
        let society = Society::of(&instance).await;
        let mut worker = instance.browser(society.people[0].1.id).await;
        let address = "/o/maaskant/insight";
        for (asked, reason) in [
            ("from=2026-01-01&to=2026-02-01", "vaste kwartalen"),
            ("team=noord", "Per team of per mens"),
            ("person=1", "Per team of per mens"),
            ("group=stepping_in", "beantwoordt de bladzijde niet"),
            ("quarter=2026Q1", "laatste acht kwartalen"),
            ("quarter=later", "laatste acht kwartalen"),
        ] {
            for page in ["", "/csv", "/report"] {
                let answer = worker.get(&format!("{address}{page}?{asked}")).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {asked}");
                assert!(answer.text.contains(reason), "{}", answer.text);
            }
        }
        let empty = worker.get(&format!("{address}?quarter=2025Q4")).await;
        assert!(empty.status == StatusCode::OK && empty.text.contains("niets geteld"), "{}", empty.text);
    }
}

on_both! {
    async fn an_organisation_asks_for_more_people_behind_a_number_and_never_for_fewer(instance: Instance) {
        let society = Society::of(&instance).await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let administrator = instance.person(society.home.id, "Beheer", roles).await;
        let mut browser = instance.browser(administrator.id).await;
        let address = "/o/maaskant/insight/least";
        for people in ["4", "0", "-1", "26", "x", ""] {
            let refused = browser.post(address, &[("people", people)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{people}");
        }
        assert_eq!(browser.post(address, &[("people", "12")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.post(address, &[("people", "5")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        society.live(&instance).await;
        instance.app.clock.advance_minutes(QUARTER_MINUTES);
        close_past(&instance).await;
        let release: Release = serde_json::from_str(&results(&instance).await[0].released).unwrap();
        assert!(release.groups.values().all(|cell| cell.number().is_none()), "{release:?}");
        assert_eq!(release.least, 12);
    }
}

on_both! {
    async fn a_team_tells_what_helped_and_takes_it_back(instance: Instance) {
        let society = Society::of(&instance).await;
        let words = "Bel eerst aan bij de buurvrouw.";
        let copy = share_and_tell(&instance, &society.home, society.teams[0], "Titel", words).await;
        let part = shared_part::Entity::find()
            .filter(shared_part::Column::SharedCopyId.eq(copy))
            .one(instance.app.db.read()).await.unwrap().unwrap();
        let tx = instance.app.db.write().await.unwrap();
        shared_part::Entity::update_many()
            .col_expr(shared_part::Column::Kind, Expr::value(PartKind::Decision))
            .filter(shared_part::Column::SharedCopyId.eq(copy))
            .exec(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let mut own = instance.browser(society.people[0].1.id).await;
        let mut other = instance.browser(society.people[7].1.id).await;
        let address = format!("/o/maaskant/insight/told/{}", part.id);
        let told = [("told", "yes")];
        assert_eq!(own.post(&address, &told).await.status, StatusCode::NOT_FOUND, "only what all teams may read");
        widen(&instance, copy, Audience::Organisation).await;
        assert_eq!(other.post(&address, &told).await.status, StatusCode::NOT_FOUND, "only its own team tells");
        assert!(!other.get("/o/maaskant/insight").await.text.contains(words), "nothing goes by itself");
        assert_eq!(own.post(&address, &told).await.status, StatusCode::SEE_OTHER);
        let seen = other.get("/o/maaskant/insight").await.text;
        assert!(seen.contains(words) && !seen.contains("Noord"), "{seen}");
        own.post(&address, &[("told", "no")]).await;
        assert!(!other.get("/o/maaskant/insight").await.text.contains(words));
        own.post(&address, &told).await;
        widen(&instance, copy, Audience::Team).await;
        assert!(!other.get("/o/maaskant/insight").await.text.contains(words), "what isn't for all teams is gone at once");
        assert_eq!(told_part::Entity::find().count(instance.app.db.read()).await.unwrap(), 1);
    }
}

async fn widen(instance: &Instance, copy: entity::ids::SharedCopyId, audience: Audience) {
    let tx = instance.app.db.write().await.unwrap();
    let row = shared_copy::Entity::find().filter(shared_copy::Column::Id.eq(copy)).one(tx.conn()).await.unwrap();
    let mut row: shared_copy::ActiveModel = row.unwrap().into();
    row.audience = Set(audience);
    row.update(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_team_page_is_for_its_team(instance: Instance) {
        let society = Society::of(&instance).await;
        let page = format!("/o/maaskant/insight/teams/{}", society.teams[0]);
        assert_eq!(instance.browser(society.people[0].1.id).await.get(&page).await.status, StatusCode::OK);
        assert_eq!(instance.browser(society.people[7].1.id).await.get(&page).await.status, StatusCode::NOT_FOUND);
        let actor = actor(&society.home, &society.people[0].1);
        let quarters = omgang::insight::read::closed(instance.app.db.read(), &actor, instance.app.clock.now()).await;
        let names: Vec<String> = quarters.unwrap().into_iter().map(|closed| closed.quarter).collect();
        assert_eq!((names.len(), names[0].as_str(), names[7].as_str()), (8, "2024Q1", "2025Q4"));
        assert!(clock::quarter_bounds(&names[0]).is_some());
    }
}
