//! When and how a meeting is, or each of a series: its form, moving it, calling it off.

use entity::ids::{CaseId, MeetingId, TeamId};
use entity::series::{Choice as Way, Rhythm};
use sea_orm::prelude::TimeDate;
use serde::{Deserialize, Serialize};

use super::series::{rhythm_of, rhythm_words};
use super::view::{Choice, MeetingFormPage};
use super::{MeetingParams, TeamParams, meetings_url, own_ready, rights, team_name};
use crate::clock;
use crate::meetings::plan::{self, Arrangement};
use crate::meetings::series::{self, Change, USUAL_MEETINGS};
use crate::meetings::{self, Planned, Refused};
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Here, Params, Result, dates, form};

/// When and how, as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Typed {
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub starts: String,
    #[serde(default)]
    pub minutes: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub choice: String,
    #[serde(default)]
    pub cases: String,
    #[serde(default)]
    pub remind_days: String,
    #[serde(default)]
    pub case: String,
    #[serde(default)]
    pub rhythm: String,
    #[serde(default)]
    pub meetings: String,
    /// `later`: this meeting of a series and all later ones.
    #[serde(default)]
    pub scope: String,
}

impl Typed {
    /// What the form of a new meeting holds.
    pub fn usual() -> Self {
        Self { starts: "14:00".into(), ..Self::of(None, &Arrangement::default()) }
    }

    fn of(date: Option<TimeDate>, arrangement: &Arrangement) -> Self {
        Self {
            date: date.map(dates::for_field).unwrap_or_default(),
            starts: arrangement.starts.map(dates::minute).unwrap_or_default(),
            minutes: arrangement.minutes.to_string(),
            place: arrangement.place.clone(),
            choice: arrangement.choice.as_str().into(),
            cases: arrangement.cases.to_string(),
            remind_days: arrangement.remind_days.to_string(),
            case: String::new(),
            rhythm: Rhythm::Monthly.as_str().into(),
            meetings: USUAL_MEETINGS.to_string(),
            scope: "this".into(),
        }
    }

    /// Reads date and arrangement; what was left out is as usual.
    pub fn parse(&self, today: TimeDate, errors: &mut Errors) -> Option<(TimeDate, Arrangement)> {
        let usual = Arrangement::default();
        let date = dates::parse(&self.date);
        match date {
            None if self.date.trim().is_empty() => errors.add("date", "form-required"),
            None => errors.add("date", "meetings-date-wrong"),
            Some(date) if !meetings::may_be_on(date, today) => errors.add("date", "meetings-date-far"),
            Some(_) => {}
        }
        let starts = Some(self.starts.trim()).filter(|text| !text.is_empty()).map(dates::parse_time);
        if starts == Some(None) {
            errors.add("starts", "meetings-starts-wrong");
        }
        let mut number = |text: &str, usual: i32, range: std::ops::RangeInclusive<i32>, field, sentence| {
            let number = if text.trim().is_empty() { Some(usual) } else { text.trim().parse().ok() };
            number.filter(|number| range.contains(number)).unwrap_or_else(|| {
                errors.add(field, sentence);
                usual
            })
        };
        let lasts = plan::FEWEST_MINUTES..=plan::MOST_MINUTES;
        let minutes = number(&self.minutes, usual.minutes, lasts, "minutes", "meetings-minutes-wrong");
        let cases = number(&self.cases, usual.cases, 1..=plan::MOST_CASES, "cases", "meetings-cases-wrong");
        let most = 0..=plan::MOST_REMIND_DAYS;
        let remind_days = number(&self.remind_days, usual.remind_days, most, "remind_days", "meetings-remind-wrong");
        let place = form::at_most(&self.place, plan::LONGEST_PLACE, "place", errors);
        let choice = if self.choice == Way::Turn.as_str() { Way::Turn } else { Way::Vote };
        let arrangement = Arrangement { starts: starts.flatten(), minutes, place, choice, cases, remind_days };
        date.filter(|_| errors.is_empty()).map(|date| (date, arrangement))
    }
}

/// Lists the two ways to come to a case.
fn ways(language: Language) -> Vec<Choice> {
    let way =
        |way: Way| Choice { value: way.as_str().into(), label: language.t(&format!("meetings-way-{}", way.as_str())) };
    vec![way(Way::Vote), way(Way::Turn)]
}

fn rhythms(language: Language) -> Vec<Choice> {
    let all = [Rhythm::Monthly, Rhythm::FourWeekly, Rhythm::Fortnightly, Rhythm::Weekly];
    let choice = |rhythm: Rhythm| Choice { value: rhythm.as_str().into(), label: rhythm_words(language, rhythm) };
    all.into_iter().map(choice).collect()
}

/// Lists for which meetings of a series a change holds.
fn scopes(language: Language) -> Vec<Choice> {
    let scope = |value: &str| Choice { value: value.into(), label: language.t(&format!("series-scope-{value}")) };
    vec![scope("this"), scope("later")]
}

/// What the form is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Meeting,
    Series,
    Change(MeetingId),
    /// A meeting of a series.
    ChangeInSeries(MeetingId),
}

impl For {
    fn change_of(planned: &Planned) -> Self {
        let id = planned.meeting.id;
        match planned.plan.as_ref().and_then(|plan| plan.series_id) {
            Some(_) => Self::ChangeInSeries(id),
            None => Self::Change(id),
        }
    }
}

pub async fn page(here: &Here, team: TeamId, purpose: For, typed: Typed, errors: Errors) -> Result<MeetingFormPage> {
    Some(rights(here, team).await?).filter(|rights| rights.open).ok_or(Error::NotFound)?;
    let mut ready = if purpose == For::Meeting { own_ready(here, team).await? } else { Vec::new() };
    if !ready.is_empty() {
        ready.insert(0, Choice { value: String::new(), label: here.language.t("meetings-case-later") });
    }
    let url = meetings_url(here, team);
    let (key, action, back) = match purpose {
        For::Meeting => ("meetings-new", url.clone(), url),
        For::Series => ("series-new", here.url(&format!("/teams/{team}/series")), url),
        For::Change(id) | For::ChangeInSeries(id) => {
            let own = here.url(&format!("/meetings/{id}"));
            ("meetings-change", format!("{own}/edit"), own)
        }
    };
    Ok(MeetingFormPage {
        title: here.language.t(key),
        lead: here.language.t_with(&format!("{key}-lead"), "team", &team_name(here, team).await?),
        submit: here.language.t(&format!("{key}-submit")),
        mail: here.app.mail.is_on(),
        series: purpose == For::Series,
        cancel: matches!(purpose, For::Change(_) | For::ChangeInSeries(_)).then(|| format!("{back}/cancel")),
        scopes: if matches!(purpose, For::ChangeInSeries(_)) { scopes(here.language) } else { Vec::new() },
        ways: ways(here.language),
        rhythms: rhythms(here.language),
        own_ready: ready,
        form: typed,
        action,
        back,
        errors,
    })
}

pub async fn new(here: Here, Params((_, team)): TeamParams) -> Result {
    let view = page(&here, team, For::Meeting, Typed::usual(), Errors::default()).await?;
    here.page(&view.title, &view)
}

pub async fn create(here: Here, Params((_, team)): TeamParams, Form(typed): Form<Typed>) -> Result {
    let now = here.app.clock.now();
    let case = match typed.case.as_str() {
        "" => None,
        case => Some(CaseId::parse(case).ok_or(Error::Malformed)?),
    };
    let mut errors = Errors::default();
    let Some(planned) = typed.parse(clock::date(now), &mut errors) else {
        let view = page(&here, team, For::Meeting, typed, errors).await?;
        return here.rejected(&view.title, &view);
    };
    let mut tx = here.app.db.write().await?;
    let id = meetings::create_planned(&mut tx, &here.actor, team, planned, case, now).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "meetings-planned"))
}

pub async fn edit(here: Here, Params((_, id)): MeetingParams) -> Result {
    let (planned, _) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let arrangement = planned.plan.as_ref().map_or_else(Arrangement::default, Arrangement::of);
    let mut typed = Typed::of(Some(planned.meeting.date), &arrangement);
    if let Some(series) = planned.plan.as_ref().and_then(|plan| plan.series_id) {
        let (series, _) = series::get(here.app.db.read(), &here.actor, series).await?;
        typed.rhythm = series.rhythm.as_str().into();
    }
    let purpose = For::change_of(&planned);
    let view = page(&here, planned.meeting.team_id, purpose, typed, Errors::default()).await?;
    here.page(&view.title, &view)
}

pub async fn update(here: Here, Params((_, id)): MeetingParams, Form(typed): Form<Typed>) -> Result {
    let (planned, _) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let now = here.app.clock.now();
    let mut errors = Errors::default();
    let purpose = For::change_of(&planned);
    let is_later = typed.scope == "later" && matches!(purpose, For::ChangeInSeries(_));
    if is_later && dates::parse_time(&typed.starts).is_none() {
        errors.add("starts", "meetings-starts-wrong");
    }
    let Some(changed) = typed.parse(clock::date(now), &mut errors) else {
        let view = page(&here, planned.meeting.team_id, purpose, typed, errors).await?;
        return here.rejected(&view.title, &view);
    };
    if is_later {
        return update_later(here, planned, typed, changed).await;
    }
    let mut tx = here.app.db.write().await?;
    plan::change(&mut tx, &here.actor, id, changed, now).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "meetings-changed"))
}

/// Changes this meeting of a series and all later ones.
async fn update_later(
    here: Here,
    planned: Planned,
    typed: Typed,
    (date, arrangement): (TimeDate, Arrangement),
) -> Result {
    let id = planned.meeting.id;
    let rhythm = rhythm_of(&typed.rhythm).unwrap_or(Rhythm::Monthly);
    let mut tx = here.app.db.write().await?;
    let change = Change { date, rhythm, arrangement };
    match series::change_from(&mut tx, &here.actor, id, change, here.app.clock.now()).await {
        Ok(_) => tx.commit().await?,
        Err(Refused::FarAway) => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("date", "series-too-far");
            let view = page(&here, planned.meeting.team_id, For::ChangeInSeries(id), typed, errors).await?;
            return here.rejected(&view.title, &view);
        }
        Err(refused) => return Err(refused.into()),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "series-changed"))
}

pub async fn cancel(here: Here, Params((_, id)): MeetingParams) -> Result {
    let mut tx = here.app.db.write().await?;
    plan::cancel(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "meetings-cancelled-now"))
}
