//! A whole meeting of ninety minutes with two cases, in fast time: the clock goes on by what each step and part may take, and
//! the meeting ends when it should. Judith leads; Sharina and Youssef bring in.

use entity::deliberation;
use omgang::methods::{self, Method, Tool};
use sea_orm::{EntityTrait, QueryOrder};

use super::{action, pitch, value};
use crate::deliberations::Table;
use crate::on_both;
use crate::support::Browser;

/// Parts in minutes: check-in, what became of it, the two cases, time to complain, the look back, the close.
const AGENDA: [&str; 7] = ["2", "0", "41", "41", "4", "2", "0"];

struct Meeting {
    table: Table,
    judith: Browser,
    sharina: Browser,
    youssef: Browser,
    url: String,
}

impl Meeting {
    /// Plans it for now: ninety minutes, two cases, which were pitched and chosen.
    async fn planned(table: Table) -> Self {
        let (judith, sharina) = (table.browser(&table.judith).await, table.browser(&table.sharina).await);
        let youssef = table.browser(&table.youssef).await;
        let mut meeting = Self { table, judith, sharina, youssef, url: String::new() };
        let fields = [("date", "2026-03-04"), ("starts", "13:00"), ("minutes", "90"), ("cases", "2")];
        let meetings = format!("/o/maaskant/teams/{}/meetings", meeting.table.team);
        meeting.url = meeting.judith.post(&meetings, &fields).await.location.unwrap();
        pitch(&mut meeting.sharina, &meeting.url, "De deur blijft dicht").await;
        pitch(&mut meeting.youssef, &meeting.url, "Een sleutel te veel").await;
        let page = meeting.judith.get(&meeting.url).await.text;
        let ids: Vec<&str> = page
            .match_indices(r#"name="pitch" value=""#)
            .map(|(at, _)| page[at..].split('"').nth(3).unwrap())
            .collect();
        let both: Vec<(&str, &str)> = ids.iter().map(|id| ("pitch", *id)).collect();
        assert_eq!(meeting.judith.post(&format!("{}/choice", meeting.url), &both).await.status, 303);
        meeting
    }

    /// Gives the parts their minutes, as a facilitator does on the agenda's page.
    async fn arranged(&mut self) {
        let agenda = format!("{}/agenda", self.url);
        let page = self.judith.get(&agenda).await.text;
        let mut rest = page.as_str();
        let mut fields: Vec<(&str, String)> = Vec::new();
        for minutes in AGENDA {
            let at = rest.find(r#"name="id" value=""#).unwrap();
            rest = &rest[at..];
            let minutes = if minutes == "0" { "" } else { minutes };
            fields.extend([("id", value(rest, "id")), ("kind", value(rest, "kind")), ("minutes", minutes.to_owned())]);
            rest = &rest[10..];
        }
        fields.push(("add_minutes", String::new()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.judith.post(&agenda, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    async fn onward(&mut self, part: &str) {
        let page = self.judith.get(&self.url).await.text;
        self.judith.post(&action(&page, &format!("Verder met: {part}")), &[]).await;
    }

    fn pass(&self, minutes: i64) {
        self.table.instance.app.clock.advance_minutes(minutes);
    }

    /// Opens the conversation in the method that the page puts first, walks all of it, everybody writing, and closes it.
    async fn talked_through(&mut self, title: &str) {
        let page = self.judith.get(&self.url).await.text;
        assert!(page.contains(title) && page.contains("Op de agenda staan 41 minuten"), "{page}");
        let first = page.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(first, "omgangsoverleg-45", "the form that suits two cases stands first");
        let room =
            self.judith.post(&format!("{}/deliberations", self.url), &[("method", first)]).await.location.unwrap();
        let method = methods::find(first).unwrap();
        for browser in [&mut self.sharina, &mut self.youssef] {
            assert!(
                browser.get(&room).await.text.contains("bijeenkomst tot 14:"),
                "the room knows when the meeting ends"
            );
        }
        for number in 0..method.steps.len() {
            self.walked(&room, method, number, title).await;
        }
        let revision = self.newest().await.revision.to_string();
        assert_eq!(self.judith.post(&format!("{room}/close"), &[("revision", &revision)]).await.status, 303);
        let end = self.sharina.get(&room).await.text;
        for step in method.steps.iter().filter(|step| step.has(Tool::Contributions)) {
            for who in ["Judith", "Sharina", "Youssef"] {
                let words = format!("{who} bij {} over {title}", step.key);
                assert!(end.contains(&words), "{words} lies there at the end");
            }
        }
    }

    /// One step: its time runs down to nothing, everybody writes, what waits is shown, and the group goes on.
    async fn walked(&mut self, room: &str, method: &Method, number: usize, title: &str) {
        let step = &method.steps[number];
        let all = [("Judith", &mut self.judith), ("Sharina", &mut self.sharina), ("Youssef", &mut self.youssef)];
        if step.has(Tool::Contributions) {
            for (who, browser) in all {
                let words = format!("{who} bij {} over {title}", step.key);
                let field = format!("text-{}", step.yields[0].kind.as_str());
                let answer =
                    browser.post(&format!("{room}/contributions"), &[("step", &step.key), (&field, &words)]).await;
                assert_eq!(answer.status, 303, "{words}: {}", answer.text);
            }
        }
        if step.waits_for_reveal() && step.has(Tool::Contributions) {
            self.judith.post(&format!("{room}/reveal"), &[("step", &step.key)]).await;
        }
        // The four minutes that the agenda lacks are won in the second step.
        let saved = if number == 1 { 4 } else { 0 };
        self.pass(i64::from(step.minutes) - saved);
        let is_over = self.youssef.get(room).await.text.contains("class=\"timer timer-over\"");
        assert_eq!(is_over, saved == 0, "{}", step.key);
        if number + 1 < method.steps.len() {
            let revision = self.newest().await.revision.to_string();
            let onward =
                self.judith.post(&format!("{room}/steer"), &[("verb", "advance"), ("revision", &revision)]).await;
            assert_eq!(onward.status, 303, "{}", onward.text);
        }
    }

    async fn newest(&self) -> deliberation::Model {
        let newest = deliberation::Entity::find().order_by_desc(deliberation::Column::OpenedAt);
        newest.one(self.table.instance.app.db.read()).await.unwrap().unwrap()
    }
}

on_both! {
    async fn ninety_minutes_hold_two_cases_and_end_in_time(instance: Instance) {
        let mut meeting = Meeting::planned(Table::laid(instance).await).await;
        meeting.arranged().await;
        meeting.judith.post(&format!("{}/begin", meeting.url), &[]).await;
        meeting.pass(2);
        for (part, title) in [("Casus 1", "De deur blijft dicht"), ("Casus 2", "Een sleutel te veel")] {
            meeting.onward(part).await;
            meeting.talked_through(title).await;
            let page = meeting.judith.get(&meeting.url).await.text;
            assert!(page.contains("dan eindigt het om 14:30"), "the plan is kept: {page}");
        }
        meeting.onward("Even klagen").await;
        meeting.pass(4);
        meeting.onward("Terugkijken").await;
        meeting.pass(2);
        meeting.judith.post(&format!("{}/end", meeting.url), &[]).await;
        let proof = meeting.sharina.get("/o/maaskant/proof").await.text;
        assert!(proof.contains("1 uur en 30 minuten") && proof.contains("inbrenger"), "{proof}");
        let hours = meeting.youssef.get("/o/maaskant/proof/hours").await.text;
        assert!(hours.contains("2026-03-04;1,50;inbrenger;Noord;Omgangsoverleg in drie kwartier;3"), "{hours}");
        let records = meeting.youssef.get("/o/maaskant/records").await.text;
        assert!(records.contains("Een sleutel te veel"), "each case leaves its record: {records}");
    }
}
