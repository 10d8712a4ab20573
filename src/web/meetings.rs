//! A team's meetings: when, with which case, and the way into the conversation.

mod view;

use entity::case::CaseState;
use entity::ids::{CaseId, MeetingId, TeamId};
use entity::participant;
use entity::team_member::TeamRole;
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::routing::{Routes, get, post};
use super::start::Coming;
use super::{Error, Errors, Form, Here, Params, Result, dates};
use crate::meetings::{self, Offered, Planned, Refused, Rights};
use crate::teams::{self, members, members::TeamRef};
use crate::{cases, clock};
use view::{Choice, Conversation, MeetingFormPage, MeetingPage, MeetingRow, MeetingsPage, OfferedCase, TeamPerson};

pub use view::views;

/// How far ahead the first page looks, in days.
const SOON_DAYS: i64 = 14;

/// Routes of this noun.
pub fn routes() -> Routes {
    Routes::new()
        .route("/o/{organisation}/teams/{team}/meetings", get(index).post(create))
        .route("/o/{organisation}/teams/{team}/meetings/new", get(new))
        .route("/o/{organisation}/meetings/{meeting}", get(show))
        .route("/o/{organisation}/meetings/{meeting}/case", post(change_case))
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::FarAway => Self::Malformed,
            Refused::Taken | Refused::Open => Self::Conflict,
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
        let (case, presenter) = planned.case.map(|case| (case.title, case.presenter_name)).unwrap_or_default();
        MeetingRow {
            href: here.url(&format!("/meetings/{}", planned.meeting.id)),
            date: dates::long(planned.meeting.date, here.language),
            case,
            presenter,
        }
    };
    let view = MeetingsPage {
        team: team_name(&here, team).await?,
        team_url: here.url(&format!("/teams/{team}")),
        url: meetings_url(&here, team),
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

async fn form_page(here: &Here, team: TeamId) -> Result<MeetingFormPage> {
    Some(rights(here, team).await?).filter(|rights| rights.open).ok_or(Error::NotFound)?;
    let mut own_ready = own_ready(here, team).await?;
    if !own_ready.is_empty() {
        own_ready.insert(0, Choice { value: String::new(), label: here.language.t("meetings-case-later") });
    }
    Ok(MeetingFormPage {
        team: team_name(here, team).await?,
        url: meetings_url(here, team),
        date: String::new(),
        case: String::new(),
        own_ready,
        errors: Errors::default(),
    })
}

async fn new(here: Here, Params((_, team)): TeamParams) -> Result {
    let view = form_page(&here, team).await?;
    here.page(&here.language.t("meetings-new"), &view)
}

#[derive(Deserialize)]
struct MeetingForm {
    #[serde(default)]
    date: String,
    #[serde(default)]
    case: String,
}

async fn create(here: Here, Params((_, team)): TeamParams, Form(form): Form<MeetingForm>) -> Result {
    let mut view = form_page(&here, team).await?;
    let now = here.app.clock.now();
    let case = match form.case.as_str() {
        "" => None,
        case => Some(CaseId::parse(case).ok_or(Error::Malformed)?),
    };
    match dates::parse(&form.date) {
        None if form.date.trim().is_empty() => view.errors.add("date", "form-required"),
        None => view.errors.add("date", "meetings-date-wrong"),
        Some(date) if !meetings::may_be_on(date, clock::date(now)) => view.errors.add("date", "meetings-date-far"),
        Some(date) => {
            let mut tx = here.app.db.write().await?;
            let id = meetings::create(&mut tx, &here.actor, team, date, case, now).await?;
            tx.commit().await?;
            return Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "meetings-planned"));
        }
    }
    view.date = form.date;
    view.case = form.case;
    here.rejected(&here.language.t("meetings-new"), &view)
}

async fn show(here: Here, Params((_, id)): MeetingParams) -> Result {
    let (planned, rights) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let team = planned.meeting.team_id;
    let (conversation, conversation_url) = conversation(&here, id, planned.case.as_ref(), rights).await?;
    let is_open = matches!(conversation, Conversation::Enter | Conversation::Elsewhere);
    let own = |case: &Offered| case.presenter == here.actor.account;
    let date = dates::long(planned.meeting.date, here.language);
    let view = MeetingPage {
        date: date.clone(),
        team: team_name(&here, team).await?,
        back: meetings_url(&here, team),
        url: here.url(&format!("/meetings/{id}")),
        may_take_off: !is_open && planned.case.as_ref().is_some_and(|case| rights.lead || own(case)),
        may_choose: !is_open && planned.case.as_ref().is_none_or(|case| case.state == CaseState::Discussed),
        own_ready: own_ready(&here, team).await?,
        new_case: here.url(&format!("/teams/{team}/cases/new")),
        people: people(&here, team).await?,
        case: planned.case.map(|case| OfferedCase {
            own: own(&case),
            discussed: case.state == CaseState::Discussed,
            href: here.url(&format!("/cases/{}", case.id)),
            title: case.title,
            presenter: case.presenter_name,
        }),
        conversation,
        conversation_url,
    };
    here.page(&date, &view)
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
        if case.is_none_or(|case| case.state == CaseState::Discussed)
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
    let line = |Planned { meeting, case }: &Planned| Coming {
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
