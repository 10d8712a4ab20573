//! What goes out by itself: a series that changes, somebody who comes later, a date to come back; and mail that is switched
//! off from the mail.

use axum::http::StatusCode;
use entity::team_member::TeamRole;
use entity::{meeting, series, team_member};
use omgang::jobs::letters;
use omgang::mail::Mail;
use sea_orm::{EntityTrait, QueryOrder};

use crate::deliberations::Table;
use crate::mail::{Team, names};
use crate::on_both;
use crate::support::Instance;

async fn dates(instance: &Instance) -> Vec<String> {
    let rows = meeting::Entity::find().order_by_asc(meeting::Column::Date).order_by_asc(meeting::Column::Id);
    rows.all(instance.app.db.read()).await.unwrap().iter().map(|row| row.date.to_string()).collect()
}

async fn ids(instance: &Instance) -> Vec<String> {
    let rows = meeting::Entity::find().order_by_asc(meeting::Column::Date);
    rows.all(instance.app.db.read()).await.unwrap().iter().map(|row| row.id.to_string()).collect()
}

async fn reminded(instance: &Instance) -> Vec<Mail> {
    letters::remind(&instance.app).await.unwrap();
    letters::send(&instance.app).await.unwrap();
    instance.app.mail.take()
}

on_both! {
    async fn a_series_changes_from_one_meeting_on_and_is_told_in_one_mail(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-10"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "4")];
        judith.post(&format!("{}/series", team.url), &fields).await;
        team.sent().await;
        assert_eq!(dates(&team.instance).await, ["2026-03-10", "2026-04-14", "2026-05-12", "2026-06-09"]);
        let ids = ids(&team.instance).await;
        let url = |at: usize| format!("/o/maaskant/meetings/{}/edit", ids[at]);
        let page = judith.get(&url(1)).await.text;
        assert!(page.contains("Deze en alle latere van de reeks") && page.contains("Alleen deze"));
        judith.post(&url(2), &[("date", "2026-05-13"), ("starts", "14:00"), ("scope", "this")]).await;
        team.wait(4);
        team.sent().await;
        let place = [("date", "2026-04-14"), ("starts", "14:00"), ("place", "De Kade"), ("rhythm", "monthly"), ("scope", "later")];
        assert_eq!(judith.post(&url(1), &place).await.status, StatusCode::SEE_OTHER);
        assert_eq!(dates(&team.instance).await, ["2026-03-10", "2026-04-14", "2026-05-13", "2026-06-09"], "a place moves no date");
        let timeless = [("date", "2026-04-16"), ("starts", ""), ("rhythm", "four_weekly"), ("scope", "later")];
        let refused = judith.post(&url(1), &timeless).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("f-starts-error") && refused.text.contains("2026-04-16"), "said at the field, and kept");
        let moved = [("date", "2026-04-16"), ("starts", "9:30"), ("place", "De Kade"), ("rhythm", "four_weekly"), ("scope", "later")];
        judith.post(&url(1), &moved).await;
        assert_eq!(dates(&team.instance).await, ["2026-03-10", "2026-04-16", "2026-05-14", "2026-06-11"]);
        team.wait(4);
        let told = team.sent().await;
        let last = told.last().unwrap();
        assert_eq!(last.calendar.as_ref().unwrap().0, "PUBLISH");
        assert!(last.text.contains("donderdag 14 mei 2026, van 09:30 tot 11:30") && last.text.contains("dinsdag 10 maart 2026, van 14:00"));
        team.wait(60);
        assert!(team.sent().await.is_empty(), "once");
        let row = series::Entity::find().one(team.instance.app.db.read()).await.unwrap().unwrap();
        let more = judith.post(&format!("/o/maaskant/series/{}/meetings", row.id), &[("number", "2")]).await;
        assert_eq!(more.status, StatusCode::SEE_OTHER);
        assert_eq!(dates(&team.instance).await[4..], ["2026-07-09", "2026-08-06"], "what is planned later keeps the new rhythm");
        let far = [("date", "2028-03-01"), ("starts", "9:30"), ("rhythm", "monthly"), ("scope", "later")];
        let refused = judith.post(&url(1), &far).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Zo ver vooruit kan niet"));
        let mut guest = team.browser(&team.guest).await;
        assert_eq!(guest.post(&url(1), &moved).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn a_meeting_that_was_called_off_keeps_its_turn_when_the_rhythm_changes(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-10"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "4")];
        judith.post(&format!("{}/series", team.url), &fields).await;
        let ids = ids(&team.instance).await;
        judith.post(&format!("/o/maaskant/meetings/{}/cancel", ids[1]), &[]).await;
        let moved = [("date", "2026-03-12"), ("starts", "14:00"), ("rhythm", "monthly"), ("scope", "later")];
        let answer = judith.post(&format!("/o/maaskant/meetings/{}/edit", ids[0]), &moved).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let there = dates(&team.instance).await;
        assert_eq!(there, ["2026-03-12", "2026-04-14", "2026-05-14", "2026-06-11"], "nobody meets in the holiday of April");
    }
}

on_both! {
    async fn a_series_that_changes_again_at_once_is_told_once(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-10"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "2")];
        judith.post(&format!("{}/series", team.url), &fields).await;
        team.wait(4);
        team.sent().await;
        let id = ids(&team.instance).await.remove(0);
        for place in ["De Kade", "Het Anker"] {
            let fields = [("date", "2026-03-10"), ("starts", "14:00"), ("place", place), ("rhythm", "monthly"), ("scope", "later")];
            judith.post(&format!("/o/maaskant/meetings/{id}/edit"), &fields).await;
        }
        let place = team_member::Entity::find().one(team.instance.app.db.read()).await.unwrap().unwrap();
        team.instance.member(place.organisation_id, place.team_id, "Noor", TeamRole::Member).await;
        team.wait(4);
        assert_eq!(names(&reminded(&team.instance).await), ["Judith", "Tomasz", "Noor"], "one mail each, with how it is now");
        team.wait(60);
        assert!(reminded(&team.instance).await.is_empty());
    }
}

on_both! {
    async fn a_meeting_that_was_moved_by_itself_does_not_pull_the_series_along(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-10"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "1")];
        judith.post(&format!("{}/series", team.url), &fields).await;
        let id = ids(&team.instance).await.remove(0);
        judith.post(&format!("/o/maaskant/meetings/{id}/edit"), &[("date", "2026-03-11"), ("starts", "14:00")]).await;
        let row = series::Entity::find().one(team.instance.app.db.read()).await.unwrap().unwrap();
        judith.post(&format!("/o/maaskant/series/{}/meetings", row.id), &[("number", "2")]).await;
        assert_eq!(dates(&team.instance).await, ["2026-03-11", "2026-04-14", "2026-05-12"], "still the second Tuesday");
    }
}

on_both! {
    async fn who_comes_into_the_team_later_hears_what_is_planned_once(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-17"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "3")];
        judith.post(&format!("{}/series", team.url), &fields).await;
        let alone = judith.post(&format!("{}/meetings", team.url), &[("date", "2026-04-01"), ("starts", "10:00")]).await;
        team.wait(4);
        team.sent().await;
        judith.post(&format!("{}/edit", alone.location.unwrap()), &[("date", "2026-04-02"), ("starts", "10:00")]).await;
        team.wait(4);
        team.sent().await;
        team.wait(2 * 24 * 60);
        let place = team_member::Entity::find().one(team.instance.app.db.read()).await.unwrap().unwrap();
        team.instance.member(place.organisation_id, place.team_id, "Noor", TeamRole::Trainee).await;
        team.instance.member(place.organisation_id, place.team_id, "Gast", TeamRole::Guest).await;
        let told = reminded(&team.instance).await;
        assert_eq!(names(&told), ["Noor", "Noor"], "the series, and the meeting by itself; nobody else");
        let text: String = told.iter().map(|mail| mail.text.as_str()).collect();
        assert!(text.contains("dinsdag 21 april 2026") && text.contains("donderdag 2 april 2026"));
        assert!(told.iter().all(|mail| !mail.subject.contains("Verzet")), "for her nothing was moved");
        assert!(reminded(&team.instance).await.is_empty(), "once");
    }
}

on_both! {
    async fn a_date_to_come_back_is_told_a_few_days_before_and_again_when_it_moves(instance: Instance) {
        let table = Table::laid(instance).await;
        let id = table.opened().await;
        let mut judith = table.browser(&table.judith).await;
        let revision = table.row(id).await.revision.to_string();
        judith.post(&Table::url(id, "/close"), &[("revision", &revision)]).await;
        let list = Table::url(id, "/follow-ups");
        judith.post(&list, &[("kind", "come_back"), ("due", "2026-04-01")]).await;
        let days = |days: i64| table.instance.app.clock.advance_minutes(days * 24 * 60);
        days(24);
        assert!(reminded(&table.instance).await.is_empty(), "too early");
        days(1);
        let told = reminded(&table.instance).await;
        let mut to = names(&told);
        to.sort_unstable();
        assert_eq!(to, ["Judith", "Sharina"], "who led and who brought it in");
        assert!(told[0].text.contains("woensdag 1 april 2026") && !told[0].text.contains("enveloppen"), "never which case");
        days(1);
        assert!(reminded(&table.instance).await.is_empty(), "once");
        let mut judith = table.browser(&table.judith).await;
        let page = judith.get(&list).await.text;
        let href = page[page.find("/o/maaskant/follow-ups/").unwrap()..].split('"').next().unwrap().to_owned();
        judith.post(&href, &[("due", "2026-05-06"), ("owner", &table.youssef.id.to_string())]).await;
        days(34);
        assert_eq!(names(&reminded(&table.instance).await), ["Youssef"], "another date is told anew, to whose it is now");
    }
}

on_both! {
    async fn mail_is_switched_off_from_the_mail_without_signing_in(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-04-07"), ("starts", "14:00")]).await;
        team.wait(4);
        let told = team.sent().await;
        let link = told[1].unsubscribe.clone().unwrap();
        assert!(told[1].to.0 == "Tomasz" && told[1].text.contains(&link));
        let path = &link[link.find("/mail/").unwrap()..];
        let mut nobody = team.instance.anonymous();
        assert!(nobody.get(path).await.text.contains("Zet deze mail uit"), "a program that only looks changes nothing");
        let mut forged = path.to_owned();
        forged.replace_range(path.len() - 1.., if path.ends_with('0') { "1" } else { "0" });
        for other in [forged.clone(), path.replace("/invitations/", "/promises/"), forged.replace("/invitations/", "/wat/")] {
            assert_eq!(nobody.post(&other, &[]).await.status, StatusCode::NOT_FOUND, "{other}");
        }
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-04-21"), ("starts", "14:00")]).await;
        let one_click = nobody.post(path, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(one_click.status, StatusCode::OK);
        assert_eq!(nobody.post(path, &[]).await.status, StatusCode::OK, "twice is once");
        team.wait(4);
        assert_eq!(names(&team.sent().await), ["Judith"], "not what was written before either");
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-05-07"), ("starts", "14:00")]).await;
        team.wait(4);
        assert_eq!(names(&team.sent().await), ["Judith"]);
        let mut tomasz = team.browser(&team.tomasz).await;
        let page = tomasz.get("/account").await.text;
        let checked = |name: &str| page.split(&format!("name=\"{name}\"")).nth(1).unwrap().split('>').next().unwrap().contains("checked");
        assert!(!checked("invitations") && checked("reminders") && checked("promises"), "the account says so");
        tomasz.post("/account/mail", &[("invitations", "yes")]).await;
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-06-07"), ("starts", "14:00")]).await;
        team.wait(4);
        assert_eq!(names(&team.sent().await), ["Judith", "Tomasz"]);
    }
}
