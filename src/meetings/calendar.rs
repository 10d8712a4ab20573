//! Meetings as iCalendar. A calendar is seen by others: it says that a team meets, when and where, and never about whom.

use entity::ids::{AccountId, MeetingId, OrganisationId};
use entity::team_member::{self, TeamRole};
use entity::time::Timestamp;
use entity::{calendar_feed, meeting, meeting_plan, organisation, team};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use sea_orm::prelude::TimeDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::plan;
use crate::clock;
use crate::crypto::Token;
use crate::db::Tx;

/// Meetings in one feed.
const MOST: u64 = 500;
/// How far a feed goes back, in days.
const DAYS_BACK: i64 = 366;

/// What a calendar file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To put into a calendar.
    Publish,
    /// An invitation to one person.
    Request,
    /// A meeting that was called off.
    Cancel,
}

impl Method {
    /// Returns the word that iCalendar (RFC 5546) uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// A meeting as it stands in a calendar.
#[derive(Clone, Debug)]
pub struct Appointment {
    pub id: MeetingId,
    pub date: TimeDate,
    pub plan: Option<meeting_plan::Model>,
    /// What it is called, in the reader's language.
    pub title: String,
    pub url: String,
    pub created_at: Timestamp,
}

/// Who invites whom, as addresses.
#[derive(Clone, Debug)]
pub struct Invited {
    pub organiser: String,
    pub attendee: String,
}

/// Writes appointments as a calendar file.
pub fn file(method: Method, name: &str, appointments: &[Appointment], invited: Option<&Invited>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Omgang//Omgang//NL"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", method.as_str()));
    if !name.is_empty() {
        calendar.name(name);
    }
    for appointment in appointments {
        calendar.push(event(method, appointment, invited));
    }
    calendar.done().to_string()
}

fn event(method: Method, of: &Appointment, invited: Option<&Invited>) -> Event {
    let mut event = Event::with_uid(&format!("{}@omgang", of.id));
    let plan = of.plan.as_ref();
    let changed = plan.map_or(of.created_at, |plan| plan.changed_at.max(plan.cancelled_at.unwrap_or(plan.changed_at)));
    event.add_property("DTSTAMP", clock::calendar_time(changed));
    event.summary(&of.title).url(&of.url);
    event.add_property("SEQUENCE", plan.map_or(0, |plan| plan.edition).to_string());
    match plan.and_then(|plan| Some((plan::starts_at(of.date, plan)?, plan.minutes))) {
        Some((from, minutes)) => {
            event.add_property("DTSTART", clock::calendar_time(from));
            event.add_property("DTEND", clock::calendar_time(from.plus_minutes(i64::from(minutes))));
        }
        None => {
            let day = |date: TimeDate| {
                let day = format!("{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day());
                (day, date)
            };
            let (from, to) = (day(of.date).0, day(of.date.next_day().unwrap_or(of.date)).0);
            event.append_property(Property::new("DTSTART", from).add_parameter("VALUE", "DATE").done());
            event.append_property(Property::new("DTEND", to).add_parameter("VALUE", "DATE").done());
        }
    }
    if let Some(place) = plan.map(|plan| plan.place.as_str()).filter(|place| !place.is_empty()) {
        event.location(place);
    }
    let is_cancelled = method == Method::Cancel || plan.is_some_and(|plan| plan.cancelled_at.is_some());
    event.add_property("STATUS", if is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    if let Some(invited) = invited.filter(|_| method != Method::Publish) {
        event.add_property("ORGANIZER", format!("mailto:{}", invited.organiser));
        let attendee = Property::new("ATTENDEE", format!("mailto:{}", invited.attendee))
            .add_parameter("PARTSTAT", "NEEDS-ACTION")
            .add_parameter("RSVP", "FALSE")
            .done();
        event.append_multi_property(attendee);
    }
    event.done()
}

/// Makes a new secret calendar address; the one before opens nothing any more. Its token is shown once.
pub async fn new_feed(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Token, DbErr> {
    end_feed(tx, account).await?;
    let token = Token::new();
    let row =
        calendar_feed::ActiveModel { account_id: Set(account), token_hash: Set(token.hash()), created_at: Set(now) };
    tx.insert(row).await?;
    Ok(token)
}

/// Puts somebody's calendar address out of use.
pub async fn end_feed(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    calendar_feed::Entity::delete_by_id(account).exec(tx.conn()).await.map(|_| ())
}

/// Finds when somebody made their calendar address, if there is one.
pub async fn feed_since<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Option<Timestamp>, DbErr> {
    Ok(calendar_feed::Entity::find_by_id(account).one(db).await?.map(|row| row.created_at))
}

/// Finds whose calendar a token opens.
pub async fn feed_owner<C: ConnectionTrait>(db: &C, token: &Token) -> Result<Option<AccountId>, DbErr> {
    let row = calendar_feed::Entity::find().filter(calendar_feed::Column::TokenHash.eq(token.hash())).one(db).await?;
    Ok(row.map(|row| row.account_id))
}

/// A meeting of somebody's, with where it is.
#[derive(Clone, Debug)]
pub struct OfAccount {
    pub meeting: meeting::Model,
    pub plan: Option<meeting_plan::Model>,
    pub team: team::Model,
    pub organisation: organisation::Model,
}

/// Lists the meetings of all teams that somebody is in, guests excepted, from a year back, by date.
pub async fn of_account<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    today: TimeDate,
) -> Result<Vec<OfAccount>, DbErr> {
    let places = team_member::Entity::find()
        .filter(team_member::Column::AccountId.eq(account))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .limit(MOST)
        .all(db)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::OrganisationId.is_in(places.iter().map(|place| place.organisation_id)))
        .filter(meeting::Column::TeamId.is_in(places.iter().map(|place| place.team_id)))
        .filter(meeting::Column::Date.gte(today.saturating_sub(time::Duration::days(DAYS_BACK))))
        .order_by_asc(meeting::Column::Date)
        .order_by_asc(meeting::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let ids = || meetings.iter().map(|meeting| meeting.id);
    let plans = meeting_plan::Entity::find().filter(meeting_plan::Column::MeetingId.is_in(ids())).all(db).await?;
    let teams = team::Entity::find()
        .filter(team::Column::Id.is_in(meetings.iter().map(|meeting| meeting.team_id)))
        .all(db)
        .await?;
    let organisations: Vec<OrganisationId> = meetings.iter().map(|meeting| meeting.organisation_id).collect();
    let organisations =
        organisation::Entity::find().filter(organisation::Column::Id.is_in(organisations)).all(db).await?;
    let with = |meeting: meeting::Model| {
        Some(OfAccount {
            plan: plans.iter().find(|plan| plan.meeting_id == meeting.id).cloned(),
            team: teams.iter().find(|team| team.id == meeting.team_id)?.clone(),
            organisation: organisations.iter().find(|one| one.id == meeting.organisation_id)?.clone(),
            meeting,
        })
    };
    Ok(meetings.into_iter().filter_map(with).collect())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn appointment(starts: Option<i32>) -> Appointment {
        let id = MeetingId::random();
        Appointment {
            id,
            date: date!(2026 - 04 - 07),
            plan: Some(meeting_plan::Model {
                organisation_id: OrganisationId::random(),
                meeting_id: id,
                series_id: None,
                starts,
                minutes: 120,
                place: "Buurthuis De Kade, zaal 2; eerste verdieping".into(),
                choice: entity::series::Choice::Vote,
                cases: 2,
                remind_days: 5,
                edition: 3,
                changed_at: Timestamp(1_772_625_600_000),
                cancelled_at: None,
                votes_shown_at: None,
                begun_at: None,
                ended_at: None,
            }),
            title: "Intervisie Team Noord".into(),
            url: "https://omgang.example/o/maaskant/meetings/1".into(),
            created_at: Timestamp(0),
        }
    }

    #[test]
    fn a_file_is_read_back_as_it_was_meant() {
        let invited = Invited { organiser: "omgang@example.nl".into(), attendee: "noor@demo.example".into() };
        let text = file(Method::Request, "", &[appointment(Some(14 * 60))], Some(&invited));
        let read: Calendar = text.parse().unwrap();
        let event = read.events().next().unwrap();
        assert_eq!(event.get_summary(), Some("Intervisie Team Noord"));
        assert_eq!(event.get_location(), Some("Buurthuis De Kade, zaal 2; eerste verdieping"));
        // The seventh of April is summer time in Amsterdam.
        assert_eq!(event.property_value("DTSTART"), Some("20260407T120000Z"));
        assert_eq!(event.property_value("DTEND"), Some("20260407T140000Z"));
        assert_eq!(event.property_value("SEQUENCE"), Some("3"));
        assert_eq!(event.property_value("ORGANIZER"), Some("mailto:omgang@example.nl"));
        assert_eq!(read.property_value("METHOD"), Some("REQUEST"));
        assert_eq!(event.get_attendees().len(), 1);
        assert!(text.ends_with("END:VCALENDAR\r\n") && text.lines().all(|line| line.len() <= 75), "{text}");
    }

    #[test]
    fn a_meeting_without_a_time_takes_its_day() {
        let text = file(Method::Publish, "Intervisie", &[appointment(None), appointment(None)], None);
        let read: Calendar = text.parse().unwrap();
        assert_eq!(read.events().count(), 2);
        assert_eq!(read.events().next().unwrap().property_value("DTSTART"), Some("20260407"));
        assert!(text.contains("DTSTART;VALUE=DATE:20260407") && text.contains("DTEND;VALUE=DATE:20260408"));
        assert_eq!(read.get_name(), Some("Intervisie"));
    }
}
