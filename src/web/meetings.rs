//! A team's meetings: when, how, with which cases, and the way into the conversation.

mod arrange;
mod during;
mod parts;
mod pitching;
mod series;
mod view;

use entity::case::CaseState;
use entity::ids::{CaseId, MeetingId, TeamId};
use entity::team_member::TeamRole;
use entity::{deliberation, participant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::start::Coming;
use super::{Error, Errors, Form, Here, Params, Result, calendar, dates, follow_ups, letters};
use crate::cases;
use crate::meetings::calendar::{Appointment, Method, file as calendar_file};
use crate::meetings::{self, Offered, Planned, Refused, Rights, look_back};
use crate::teams::{self, members, members::TeamRef};
use view::{Choice, Conversation, MeetingPage, MeetingRow, MeetingsPage, OfferedCase, Stage, TeamPerson};

pub use during::header;
pub use view::views;

/// How far ahead the first page looks, in days.
const SOON_DAYS: i64 = 14;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams/{team}/meetings", get(index).post(arrange::create))
        .route("/o/{organisation}/teams/{team}/meetings/new", get(arrange::new))
        .route("/o/{organisation}/teams/{team}/series", post(series::create))
        .route("/o/{organisation}/teams/{team}/series/new", get(series::new))
        .route("/o/{organisation}/series/{series}", get(series::show))
        .route("/o/{organisation}/series/{series}/meetings", post(series::plan_more))
        .route("/o/{organisation}/series/{series}/end", post(series::end))
        .route("/o/{organisation}/meetings/{meeting}", get(show))
        .route("/o/{organisation}/meetings/{meeting}/case", post(change_case))
        .route("/o/{organisation}/meetings/{meeting}/edit", get(arrange::edit).post(arrange::update))
        .route("/o/{organisation}/meetings/{meeting}/cancel", post(arrange::cancel))
        .route("/o/{organisation}/meetings/{meeting}/calendar", get(show_calendar))
        .route("/o/{organisation}/meetings/{meeting}/begin", post(during::begin))
        .route("/o/{organisation}/meetings/{meeting}/end", post(during::end))
        .route("/o/{organisation}/meetings/{meeting}/resume", post(during::resume))
        .route("/o/{organisation}/meetings/{meeting}/agenda", get(parts::edit).post(parts::update))
        .route("/o/{organisation}/meetings/{meeting}/agenda/{item}/begin", post(during::begin_item))
        .route("/o/{organisation}/meetings/{meeting}/attendance", post(during::note_present))
        .route("/o/{organisation}/meetings/{meeting}/look-backs", post(during::look_back))
        .route("/o/{organisation}/meetings/{meeting}/pitches", post(pitching::create))
        .route("/o/{organisation}/meetings/{meeting}/pitches/new", get(pitching::new))
        .route("/o/{organisation}/meetings/{meeting}/pitches/{pitch}/withdraw", post(pitching::withdraw))
        .route("/o/{organisation}/meetings/{meeting}/votes", post(pitching::vote))
        .route("/o/{organisation}/meetings/{meeting}/votes/show", post(pitching::show_votes))
        .route("/o/{organisation}/meetings/{meeting}/choice", post(pitching::choose))
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::FarAway | Refused::TooMany => Self::Malformed,
            Refused::Taken | Refused::Open | Refused::Over => Self::Conflict,
            Refused::Database(error) => error.into(),
        }
    }
}

type TeamParams = Params<(String, TeamId)>;
type MeetingParams = Params<(String, MeetingId)>;

async fn rights(here: &Here, team: TeamId) -> Result<Rights> {
    meetings::rights(here.app.db.read(), &here.actor, team).await?.ok_or(Error::NotFound)
}

async fn team_name(here: &Here, team: TeamId) -> Result<String> {
    let row = teams::find(here.app.db.read(), here.actor.organisation, team).await?;
    Ok(row.ok_or(Error::NotFound)?.name)
}

fn meetings_url(here: &Here, team: TeamId) -> String {
    here.url(&format!("/teams/{team}/meetings"))
}

async fn index(here: Here, Params((_, team)): TeamParams) -> Result {
    let rights = rights(&here, team).await?;
    let (db, today) = (here.app.db.read(), here.app.clock.today());
    let row = |planned: Planned| {
        let cancelled = planned.is_cancelled();
        let date = letters::when(here.language, &planned.meeting, planned.plan.as_ref());
        let (case, presenter) = planned.case.map(|case| (case.title, case.presenter_name)).unwrap_or_default();
        MeetingRow { href: here.url(&format!("/meetings/{}", planned.meeting.id)), date, case, presenter, cancelled }
    };
    let view = MeetingsPage {
        team: team_name(&here, team).await?,
        team_url: here.url(&format!("/teams/{team}")),
        url: meetings_url(&here, team),
        series: meetings::series::of_team(db, &here.actor, team)
            .await?
            .into_iter()
            .map(|row| (here.url(&format!("/series/{}", row.id)), series::rhythm_words(here.language, row.rhythm)))
            .collect(),
        new_series: here.url(&format!("/teams/{team}/series/new")),
        upcoming: meetings::upcoming(db, &here.actor, team, today).await?.into_iter().map(row).collect(),
        past: meetings::past(db, &here.actor, team, today).await?.into_iter().map(row).collect(),
        may_plan: rights.open,
    };
    here.page(&here.language.t("meetings-title"), &view)
}

async fn own_ready(here: &Here, team: TeamId) -> Result<Vec<Choice>> {
    let ready = cases::ready(here.app.db.read(), &here.actor, team).await?;
    Ok(ready.into_iter().map(|case| Choice { value: case.id.to_string(), label: case.title }).collect())
}

async fn show(here: Here, Params((_, id)): MeetingParams) -> Result {
    let view = page(&here, id, Default::default()).await?;
    here.page(&view.date, &view)
}

/// Draws a meeting; `look_back` is what couldn't be taken, with what is wrong with it.
async fn page(here: &Here, id: MeetingId, look_back: (during::LookBackForm, Errors)) -> Result<MeetingPage> {
    let db = here.app.db.read();
    let (planned, rights) = meetings::get(db, &here.actor, id).await?;
    let stage = during::stage(&planned, here.app.clock.today());
    let (conversation, conversation_url) = conversation(here, id, planned.case.as_ref(), rights).await?;
    let is_open = matches!(conversation, Conversation::Enter | Conversation::Elsewhere);
    let is_live = !matches!(stage, Stage::Cancelled);
    let own = |case: &Offered| case.presenter == here.actor.account;
    let plan = planned.plan.as_ref();
    let may_choose = planned.case.as_ref().is_none_or(|case| case.state.is_over());
    let plan_part = during::plan_part(here, &planned, rights).await?;
    let case_minutes = plan_part.as_ref().and_then(|plan| plan.case_minutes);
    Ok(MeetingPage {
        time: letters::time(here.language, plan),
        place: plan.map(|plan| plan.place.clone()).unwrap_or_default(),
        plan: plan_part,
        pitching: pitching::part(here, &planned, rights, stage).await?,
        became: follow_ups::asked_at(here, &planned.meeting).await?,
        last_time: look_back::from_last_time(db, &planned.meeting).await?.into_iter().map(|line| line.text).collect(),
        attendance: during::attendance_part(here, &planned, rights).await?,
        look_back: during::look_back_part(here, &planned, look_back).await?,
        edit: if rights.open && matches!(stage, Stage::Before | Stage::Today) {
            here.url(&format!("/meetings/{id}/edit"))
        } else {
            String::new()
        },
        stage,
        date: dates::long(planned.meeting.date, here.language),
        team: team_name(here, planned.meeting.team_id).await?,
        back: meetings_url(here, planned.meeting.team_id),
        url: here.url(&format!("/meetings/{id}")),
        may_take_off: !is_open && planned.case.as_ref().is_some_and(|case| rights.lead || own(case)),
        may_choose: is_live && !is_open && may_choose,
        own_ready: own_ready(here, planned.meeting.team_id).await?,
        new_case: here.url(&format!("/teams/{}/cases/new", planned.meeting.team_id)),
        people: people(here, planned.meeting.team_id).await?,
        methods: method_choices(here, planned.meeting.team_id, case_minutes).await?,
        case: offered_case(here, &planned).await?,
        conversation: if is_live { conversation } else { Conversation::None },
        conversation_url,
    })
}

/// Lists the methods for a conversation about a case: first the one that suits the minutes that the agenda has for it.
async fn method_choices(here: &Here, team: TeamId, minutes: Option<i32>) -> Result<Vec<Choice>> {
    let choices = super::methods::choices(here, team).await?;
    let mut choices: Vec<Choice> = choices.into_iter().map(|(value, label)| Choice { value, label }).collect();
    let suiting = minutes.and_then(|minutes| u32::try_from(minutes).ok()).map(crate::methods::suiting);
    let first = suiting.unwrap_or_else(crate::methods::standard);
    choices.sort_by_key(|choice| choice.value != first.key);
    Ok(choices)
}

async fn offered_case(here: &Here, planned: &Planned) -> Result<Option<OfferedCase>> {
    let Some(case) = planned.case.clone() else { return Ok(None) };
    let discussed = case.state.is_over();
    Ok(Some(OfferedCase {
        own: case.presenter == here.actor.account,
        follow_ups: if discussed { discussed_in(here, planned.meeting.id, case.id).await? } else { String::new() },
        discussed,
        href: here.url(&format!("/cases/{}", case.id)),
        title: case.title,
        presenter: case.presenter_name,
    }))
}

/// Returns where the promises of the conversation about a case are, for who sat in it.
async fn discussed_in(here: &Here, meeting: MeetingId, case: CaseId) -> Result<String> {
    let talk = deliberation::Entity::find()
        .filter(deliberation::Column::OrganisationId.eq(here.actor.organisation))
        .filter(deliberation::Column::MeetingId.eq(meeting))
        .filter(deliberation::Column::CaseId.eq(case))
        .order_by_desc(deliberation::Column::OpenedAt)
        .one(here.app.db.read())
        .await?;
    let Some(talk) = talk else { return Ok(String::new()) };
    let sat = crate::follow_ups::conversation(here.app.db.read(), &here.actor, talk.id).await.is_ok();
    Ok(if sat { here.url(&format!("/deliberations/{}/follow-ups", talk.id)) } else { String::new() })
}

async fn show_calendar(here: Here, Params((_, id)): MeetingParams) -> Result {
    let (planned, _) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let team = team_name(&here, planned.meeting.team_id).await?;
    let appointment = Appointment {
        id,
        date: planned.meeting.date,
        plan: planned.plan,
        title: here.language.t_with("mail-event-title", "team", &team),
        url: format!("{}{}", here.app.config.public_url, here.url(&format!("/meetings/{id}"))),
        created_at: planned.meeting.created_at,
    };
    Ok(calendar::file(&calendar_file(Method::Publish, "", &[appointment], None), "bijeenkomst.ics"))
}

/// Tells which way into the conversation this person has, and its address when one is open.
async fn conversation(
    here: &Here,
    id: MeetingId,
    case: Option<&Offered>,
    rights: Rights,
) -> Result<(Conversation, String)> {
    let db = here.app.db.read();
    let Some(open) = meetings::open_conversation(db, &here.actor, id).await? else {
        if case.is_none_or(|case| case.state.is_over())
            && let Some(held) = meetings::attended_conversation(db, &here.actor, id).await?
        {
            return Ok((Conversation::Read, here.url(&format!("/deliberations/{held}"))));
        }
        let may_open = rights.open && case.is_some_and(|case| case.state == CaseState::Ready);
        return Ok((if may_open { Conversation::MayOpen } else { Conversation::None }, String::new()));
    };
    let key = (here.actor.organisation, open, here.actor.account);
    let takes_part = participant::Entity::find_by_id(key).one(db).await?.is_some();
    let conversation = if takes_part { Conversation::Enter } else { Conversation::Elsewhere };
    Ok((conversation, here.url(&format!("/deliberations/{open}"))))
}

async fn people(here: &Here, team: TeamId) -> Result<Vec<TeamPerson>> {
    let team = TeamRef { organisation: here.actor.organisation, team };
    let members = members::list(here.app.db.read(), team).await?;
    let people = members.into_iter().map(|(member, account)| TeamPerson {
        name: account.name,
        role: match member.role {
            TeamRole::Member if member.coordinator => here.language.t("role-coordinator"),
            TeamRole::Member => String::new(),
            role => here.language.t(&format!("meetings-role-{}", role.as_str())),
        },
        own: account.id == here.actor.account,
    });
    Ok(people.collect())
}

#[derive(Deserialize)]
struct CaseChoice {
    /// An own ready case, or empty to take the case off.
    #[serde(default)]
    case: String,
}

async fn change_case(here: Here, Params((_, id)): MeetingParams, Form(form): Form<CaseChoice>) -> Result {
    let mut tx = here.app.db.write().await?;
    let notice = if form.case.is_empty() {
        meetings::take_off(&mut tx, &here.actor, id).await?;
        "meetings-case-taken-off"
    } else {
        let case = CaseId::parse(&form.case).ok_or(Error::Malformed)?;
        meetings::choose_case(&mut tx, &here.actor, id, case).await?;
        "meetings-case-chosen"
    };
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), notice))
}

/// Lists the meetings of the coming days for the first page.
pub async fn coming(here: &Here) -> Result<Vec<Coming>> {
    let db = here.app.db.read();
    let today = here.app.clock.today();
    let soon = meetings::soon(db, &here.actor, today, SOON_DAYS).await?;
    if soon.is_empty() {
        return Ok(Vec::new());
    }
    let teams = teams::list(db, here.actor.organisation).await?;
    let team_name = |id: TeamId| teams.iter().find(|team| team.id == id).map(|team| team.name.clone());
    let line = |Planned { meeting, case, .. }: &Planned| Coming {
        label: here.language.t("meetings-coming"),
        title: match meeting.date == today {
            true => here.language.t("meetings-today"),
            false => dates::long(meeting.date, here.language),
        },
        href: here.url(&format!("/meetings/{}", meeting.id)),
        notes: team_name(meeting.team_id).into_iter().chain(case.as_ref().map(|case| case.title.clone())).collect(),
    };
    Ok(soon.iter().map(line).collect())
}
