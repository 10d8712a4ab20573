//! Mails about meetings: a series and one meeting, planned, changed, cancelled or near.

use entity::ids::{MeetingId, SeriesId};
use entity::letter::LetterKind;
use entity::{meeting, meeting_plan};
use sea_orm::EntityTrait;

use super::Desk;
use crate::letters;
use crate::mail::Mail;
use crate::meetings::calendar::{self, Appointment, Invited, Method};
use crate::meetings::{plan, series};
use crate::web::dates;
use crate::web::words::Language;

impl Desk<'_> {
    pub(super) async fn series(&self) -> anyhow::Result<Option<Mail>> {
        // Changed again before it went out: the later letter tells all of it.
        if letters::is_overtaken(self.app.db.read(), self.letter).await? {
            return Ok(None);
        }
        let id = SeriesId(self.letter.subject_id);
        let meetings = series::meetings(self.app.db.read(), &self.actor(), id).await?;
        let today = self.app.clock.today();
        let coming: Vec<_> = meetings
            .into_iter()
            .filter(|(meeting, plan)| meeting.date >= today && plan.cancelled_at.is_none())
            .collect();
        let Some((first, _)) = coming.first() else { return Ok(None) };
        let Some((team, _)) = self.team(first.team_id).await? else { return Ok(None) };
        let dates: Vec<String> = coming.iter().map(|(meeting, plan)| self.when(meeting, Some(plan))).collect();
        let url = self.url(&format!("/teams/{}/meetings", team.id));
        let paragraphs = vec![self.language.t_with("mail-series", "team", &team.name), dates.join("\n")];
        let appointments: Vec<Appointment> =
            coming.iter().map(|(meeting, plan)| self.appointment(meeting, Some(plan.clone()), &team.name)).collect();
        let file = calendar::file(Method::Publish, "", &appointments, None);
        let subject = self.language.t_with("mail-series-subject", "team", &team.name);
        let calendar = Some((Method::Publish.as_str().to_owned(), file));
        self.mail(subject, self.text(paragraphs, "mail-look-meetings", url), calendar).map(Some)
    }

    pub(super) async fn meeting(&self) -> anyhow::Result<Option<Mail>> {
        let db = self.app.db.read();
        let id = MeetingId(self.letter.subject_id);
        let Some(meeting) = meeting::Entity::find_by_id((self.organisation.id, id)).one(db).await? else {
            return Ok(None);
        };
        let plan = plan::find(db, &meeting).await?;
        let edition = plan.as_ref().map_or(0, |plan| plan.edition);
        let is_cancelled = plan.as_ref().is_some_and(|plan| plan.cancelled_at.is_some());
        let kind = self.letter.kind;
        let is_old = kind != LetterKind::Reminder && self.letter.edition != edition;
        if meeting.date < self.app.clock.today() || is_old || is_cancelled != (kind == LetterKind::Cancelled) {
            return Ok(None);
        }
        let Some((team, since)) = self.team(meeting.team_id).await? else { return Ok(None) };
        let key = match kind {
            LetterKind::Cancelled => "mail-cancelled",
            LetterKind::Reminder => "mail-reminder",
            // For somebody who came later nothing has changed.
            _ if edition > 0 && plan.as_ref().is_some_and(|plan| plan.changed_at >= since) => "mail-changed",
            _ => "mail-meeting",
        };
        let mut paragraphs = vec![self.language.t_with(key, "team", &team.name), self.when(&meeting, plan.as_ref())];
        if let Some(place) = plan.as_ref().map(|plan| plan.place.as_str()).filter(|place| !place.is_empty()) {
            paragraphs.push(self.language.t_with("mail-place", "place", place));
        }
        if kind == LetterKind::Reminder {
            paragraphs.push(self.language.t("mail-reminder-prepare"));
        }
        let day = dates::short(meeting.date, self.language);
        let subject = self.language.t_all(&format!("{key}-subject"), &[("team", &team.name), ("day", &day)]);
        let url = self.url(&format!("/meetings/{id}"));
        let method = if kind == LetterKind::Cancelled { Method::Cancel } else { Method::Request };
        // A reminder has nothing new for a calendar.
        let calendar = (kind != LetterKind::Reminder).then(|| {
            let invited = Invited { organiser: self.app.mail.sender(), attendee: self.account.email.clone() };
            let appointment = self.appointment(&meeting, plan, &team.name);
            (method.as_str().to_owned(), calendar::file(method, "", &[appointment], Some(&invited)))
        });
        self.mail(subject, self.text(paragraphs, "mail-look-meeting", url), calendar).map(Some)
    }

    fn when(&self, meeting: &meeting::Model, plan: Option<&meeting_plan::Model>) -> String {
        when(self.language, meeting, plan)
    }

    fn appointment(&self, meeting: &meeting::Model, plan: Option<meeting_plan::Model>, team: &str) -> Appointment {
        Appointment {
            id: meeting.id,
            date: meeting.date,
            plan,
            title: self.language.t_with("mail-event-title", "team", team),
            url: self.url(&format!("/meetings/{}", meeting.id)),
            created_at: meeting.created_at,
        }
    }
}

/// Says from when to when a meeting is: "van 14:00 tot 16:00"; empty when only its day is known.
pub fn time(language: Language, plan: Option<&meeting_plan::Model>) -> String {
    let Some((starts, minutes)) = plan.and_then(|plan| Some((plan.starts?, plan.minutes))) else {
        return String::new();
    };
    let (from, to) = (dates::minute(starts), dates::minute((starts + minutes) % (24 * 60)));
    language.t_all("mail-time", &[("from", &from), ("to", &to)])
}

/// Says when a meeting is: "dinsdag 7 april 2026, van 14:00 tot 16:00".
pub fn when(language: Language, meeting: &meeting::Model, plan: Option<&meeting_plan::Model>) -> String {
    let day = dates::long(meeting.date, language);
    match time(language, plan) {
        time if time.is_empty() => day,
        time => format!("{day}, {time}"),
    }
}
