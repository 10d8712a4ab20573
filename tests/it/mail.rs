//! Mail: a real delivery over SMTP, and which letters go out, to whom, once.

use entity::account;
use entity::team_member::TeamRole;
use icalendar::{Calendar, Component};
use omgang::jobs::letters;
use omgang::mail::{Carrier, Mail};
use omgang::teams::memberships::OrganisationRoles;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::on_both;
use crate::support::{Browser, Instance};

/// A mail server of the test's own: takes one mail and returns what it was told.
async fn take_one(listener: TcpListener) -> String {
    let (mut socket, _) = listener.accept().await.unwrap();
    let (read, mut write) = socket.split();
    let mut lines = BufReader::new(read).lines();
    let mut told = String::new();
    write.write_all(b"220 test\r\n").await.unwrap();
    while let Some(line) = lines.next_line().await.unwrap() {
        told.push_str(&line);
        told.push('\n');
        let answer = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => "250-test\r\n250 8BITMIME\r\n",
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Some(line) = lines.next_line().await.unwrap().filter(|line| line != ".") {
                    told.push_str(&line);
                    told.push('\n');
                }
                "250 taken\r\n"
            }
            "QUIT" => break,
            _ => "250 ok\r\n",
        };
        write.write_all(answer.as_bytes()).await.unwrap();
        if answer == "250 taken\r\n" {
            break;
        }
    }
    told
}

fn mail() -> Mail {
    Mail {
        to: ("Noor Şahin".into(), "noor@demo.example".into()),
        subject: "Bijeenkomst op dinsdag".into(),
        text: "Dag Noor,\n\nTot dinsdag.\n".into(),
        calendar: Some(("REQUEST".into(), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into())),
        unsubscribe: None,
        id: "letter-7".into(),
    }
}

#[tokio::test]
async fn a_mail_is_delivered_over_smtp() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(take_one(listener));
    Carrier::smtp(&url, "Omgang <omgang@example.nl>").unwrap().send(mail()).await.unwrap();
    let told = server.await.unwrap();
    for part in [
        "MAIL FROM:<omgang@example.nl>",
        "RCPT TO:<noor@demo.example>",
        "Subject: Bijeenkomst",
        "letter-7@example.nl",
        "Tot dinsdag.",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_fails_without_telling_whom_it_was_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    drop(listener);
    let error = Carrier::smtp(&url, "Omgang <omgang@example.nl>").unwrap().send(mail()).await.unwrap_err();
    assert!(!format!("{error:#}").contains("noor"), "{error:#}");
    assert!(Carrier::none().send(mail()).await.is_err());
}

#[tokio::test]
async fn the_demo_lays_mail_in_a_folder() {
    let folder = tempfile::TempDir::new().unwrap();
    let carrier = Carrier::folder(folder.path().join("mails"));
    assert!(carrier.in_folder().await.unwrap().is_empty());
    carrier.send(mail()).await.unwrap();
    let laid = carrier.in_folder().await.unwrap();
    assert_eq!(laid.iter().map(|(_, mail)| mail.clone()).collect::<Vec<_>>(), [mail()]);
    let eml = std::fs::read_to_string(folder.path().join("mails/letter-7.eml")).unwrap();
    assert!(eml.contains("Message-ID: <letter-7@demo.example>"));
}

/// A team with a facilitator, a member, a trainee and a guest.
pub struct Team {
    pub instance: Instance,
    pub url: String,
    pub judith: account::Model,
    pub tomasz: account::Model,
    pub guest: account::Model,
}

impl Team {
    pub async fn made(instance: Instance) -> Self {
        let organisation = instance.organisation("maaskant").await;
        let id = instance.team(organisation.id, "Team Noord").await;
        let judith = instance.member(organisation.id, id, "Judith", TeamRole::Facilitator).await;
        let tomasz = instance.member(organisation.id, id, "Tomasz", TeamRole::Member).await;
        let guest = instance.member(organisation.id, id, "Gijs", TeamRole::Guest).await;
        Self { instance, url: format!("/o/maaskant/teams/{id}"), judith, tomasz, guest }
    }

    pub async fn browser(&self, account: &account::Model) -> Browser {
        self.instance.browser(account.id).await
    }

    /// Sends what waits, and returns it, by receiver.
    pub async fn sent(&self) -> Vec<Mail> {
        letters::send(&self.instance.app).await.unwrap();
        let mut sent = self.instance.app.mail.take();
        sent.sort_by(|a, b| a.to.cmp(&b.to));
        sent
    }

    pub fn wait(&self, minutes: i64) {
        self.instance.app.clock.advance_minutes(minutes);
    }
}

pub fn names(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.to.0.as_str()).collect()
}

on_both! {
    async fn a_meeting_is_told_once_and_so_is_each_change(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-04-07"), ("starts", "14:00"), ("place", "De Kade")];
        let meeting = judith.post(&format!("{}/meetings", team.url), &fields).await.location.unwrap();
        assert!(team.sent().await.is_empty(), "it waits: who plans often changes something more");
        team.wait(4);
        let told = team.sent().await;
        assert_eq!(names(&told), ["Judith", "Tomasz"], "not the guest");
        assert!(told[1].text.contains("dinsdag 7 april 2026, van 14:00 tot 16:00") && told[1].text.contains("De Kade"));
        assert!(told[1].text.contains(&meeting) && told[1].text.contains("/mail/"));
        let (method, file) = told[1].calendar.clone().unwrap();
        let calendar: Calendar = file.parse().unwrap();
        let event = calendar.events().next().unwrap().clone();
        assert_eq!((method.as_str(), event.property_value("DTSTART")), ("REQUEST", Some("20260407T120000Z")));
        assert_eq!(event.get_attendees()[0].cal_address, "mailto:tomasz@demo.example");
        team.wait(60);
        assert!(team.sent().await.is_empty(), "once");

        let moved = [("date", "2026-04-08"), ("starts", "9.30"), ("place", "De Kade")];
        assert_eq!(judith.post(&format!("{meeting}/edit"), &moved).await.status, 303);
        let moved = [("date", "2026-04-09"), ("starts", "9.30"), ("place", "De Kade")];
        judith.post(&format!("{meeting}/edit"), &moved).await;
        team.wait(4);
        let told = team.sent().await;
        assert_eq!(names(&told), ["Judith", "Tomasz"], "two changes, one mail each");
        let calendar: Calendar = told[0].calendar.as_ref().unwrap().1.parse().unwrap();
        let after = calendar.events().next().unwrap();
        assert_eq!(after.get_uid(), event.get_uid());
        assert_eq!((after.property_value("SEQUENCE"), after.property_value("DTSTART")), (Some("2"), Some("20260409T073000Z")));
        judith.post(&format!("{meeting}/edit"), &[("date", "2026-04-09"), ("starts", "9:30"), ("place", "De Kade"), ("cases", "1")]).await;
        team.wait(4);
        assert!(team.sent().await.is_empty(), "how many cases there are is nobody's calendar's business");

        judith.post(&format!("{meeting}/cancel"), &[]).await;
        let told = team.sent().await;
        assert_eq!(told.len(), 2);
        let (method, file) = told[0].calendar.clone().unwrap();
        assert!(method == "CANCEL" && file.contains("STATUS:CANCELLED"), "{file}");
        assert!(judith.get(&meeting).await.text.contains("gaat niet door"));
    }
}

on_both! {
    async fn a_series_is_told_in_one_mail_and_a_reminder_comes_once(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        let fields = [("date", "2026-03-17"), ("starts", "14:00"), ("rhythm", "monthly"), ("meetings", "3"), ("remind_days", "5")];
        assert_eq!(judith.post(&format!("{}/series", team.url), &fields).await.status, 303);
        let told = team.sent().await;
        assert_eq!(names(&told), ["Judith", "Tomasz"], "three meetings, one mail");
        let (method, file) = told[0].calendar.clone().unwrap();
        assert_eq!((method.as_str(), file.parse::<Calendar>().unwrap().events().count()), ("PUBLISH", 3));
        assert!(told[0].text.contains("dinsdag 21 april 2026"), "the third Tuesday\n{}", told[0].text);
        let remind = || async {
            letters::remind(&team.instance.app).await.unwrap();
            team.sent().await
        };
        assert!(remind().await.is_empty(), "too early");
        // Twelve days on: five days before the first meeting.
        team.wait(8 * 24 * 60 + 60);
        let told = remind().await;
        assert_eq!(names(&told), ["Judith", "Tomasz"]);
        assert!(told[0].subject.contains("17 maart") && told[0].calendar.is_none());
        team.wait(24 * 60);
        assert!(remind().await.is_empty(), "once");
    }
}

on_both! {
    async fn who_wants_no_mail_gets_none_and_nobody_is_reminded_at_night(instance: Instance) {
        let team = Team::made(instance).await;
        let mut tomasz = team.browser(&team.tomasz).await;
        assert!(tomasz.get("/account").await.text.contains("Mail van Omgang"));
        tomasz.post("/account/mail", &[("invitations", "yes")]).await;
        let mut judith = team.browser(&team.judith).await;
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-03-17"), ("starts", "14:00")]).await;
        team.wait(4);
        assert_eq!(team.sent().await.len(), 2, "he wants invitations");
        team.wait(9 * 24 * 60 + 13 * 60);
        letters::remind(&team.instance.app).await.unwrap();
        assert!(team.sent().await.is_empty(), "it is three at night");
        team.wait(8 * 60);
        letters::remind(&team.instance.app).await.unwrap();
        assert_eq!(names(&team.sent().await), ["Judith"], "he wants no reminders");
    }
}

on_both! {
    async fn an_invitation_is_mailed_and_the_page_says_so(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let ada = instance.person(organisation.id, "Ada", OrganisationRoles { manager: false, administrator: true }).await;
        let noor = instance.person(organisation.id, "Noor", OrganisationRoles::default()).await;
        let mut browser = instance.browser(ada.id).await;
        let page = browser.post("/o/maaskant/people", &[("name", "Bo"), ("email", "bo@demo.example")]).await;
        assert!(page.text.contains("ook naar bo@demo.example gemaild"), "{}", page.text);
        let sent = instance.app.mail.take();
        let link = sent[0].text.lines().find(|line| line.contains("/links/")).unwrap();
        assert!(page.text.contains(link) && sent[0].subject.contains("Stichting maaskant"));
        browser.post(&format!("/o/maaskant/people/{}/recovery", noor.id), &[]).await;
        let sent = instance.app.mail.take();
        assert_eq!((sent.len(), sent[0].to.1.as_str()), (1, "noor@demo.example"));
    }
}

on_both! {
    async fn a_calendar_address_shows_the_meetings_until_it_is_taken_away(instance: Instance) {
        let team = Team::made(instance).await;
        let mut judith = team.browser(&team.judith).await;
        judith.post(&format!("{}/meetings", team.url), &[("date", "2026-04-07"), ("starts", "14:00")]).await;
        let page = judith.post("/account/calendar", &[]).await.text;
        let start = page.find("/calendar/").unwrap();
        let address = page[start..].split('"').next().unwrap().to_owned();
        let mut app = team.instance.anonymous();
        let calendar: Calendar = app.get(&address).await.text.parse().unwrap();
        assert_eq!(calendar.events().next().unwrap().get_summary(), Some("Intervisie Team Noord"));
        let mut guest = team.browser(&team.guest).await;
        let page = guest.post("/account/calendar", &[]).await.text;
        let start = page.find("/calendar/").unwrap();
        let empty = app.get(page[start..].split('"').next().unwrap()).await.text;
        assert_eq!(empty.parse::<Calendar>().unwrap().events().count(), 0, "a guest has no meetings");
        judith.post("/account/calendar", &[]).await;
        assert_eq!(app.get(&address).await.status, 404, "a new address ends the old one");
        judith.post("/account/calendar/end", &[]).await;
        assert_eq!(app.get("/calendar/wat.ics").await.status, 404);
    }
}
