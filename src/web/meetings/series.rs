//! A series of meetings: its rhythm, planning more of it, its end.

use entity::ids::SeriesId;
use entity::series::Rhythm;
use serde::Deserialize;

use super::arrange::{For, Typed, page};
use super::view::SeriesPage;
use super::{TeamParams, meetings_url, team_name};
use crate::clock;
use crate::meetings::Refused;
use crate::meetings::series::{self, MOST_MEETINGS, NewSeries, USUAL_MEETINGS};
use crate::web::words::Language;
use crate::web::{Errors, Form, Here, Params, Result, dates, letters};

/// Says how often a series meets.
pub fn rhythm_words(language: Language, rhythm: Rhythm) -> String {
    language.t(&format!("series-rhythm-{}", rhythm.as_str()))
}

pub async fn new(here: Here, Params((_, team)): TeamParams) -> Result {
    let view = page(&here, team, For::Series, Typed::usual(), Errors::default()).await?;
    here.page(&view.title, &view)
}

pub async fn create(here: Here, Params((_, team)): TeamParams, Form(typed): Form<Typed>) -> Result {
    let now = here.app.clock.now();
    let mut errors = Errors::default();
    let meetings = typed.meetings.trim().parse().ok().filter(|number| (1..=MOST_MEETINGS).contains(number));
    if meetings.is_none() {
        errors.add("meetings", "series-meetings-wrong");
    }
    if dates::parse_time(&typed.starts).is_none() {
        errors.add("starts", "meetings-starts-wrong");
    }
    let rhythm = rhythm_of(&typed.rhythm).unwrap_or(Rhythm::Monthly);
    let parsed = typed.parse(clock::date(now), &mut errors);
    let (Some(meetings), Some((first, arrangement))) = (meetings, parsed) else {
        let view = page(&here, team, For::Series, typed, errors).await?;
        return here.rejected(&view.title, &view);
    };
    let mut tx = here.app.db.write().await?;
    let new = NewSeries { first, rhythm, meetings, arrangement };
    match series::create(&mut tx, &here.actor, team, new, now).await {
        Ok(_) => tx.commit().await?,
        Err(Refused::FarAway) => {
            errors.add("meetings", "series-too-far");
            let view = page(&here, team, For::Series, typed, errors).await?;
            return here.rejected(&view.title, &view);
        }
        Err(refused) => return Err(refused.into()),
    }
    Ok(here.redirect_with_notice(&meetings_url(&here, team), "series-planned"))
}

pub fn rhythm_of(key: &str) -> Option<Rhythm> {
    [Rhythm::Weekly, Rhythm::Fortnightly, Rhythm::FourWeekly, Rhythm::Monthly].into_iter().find(|r| r.as_str() == key)
}

type SeriesParams = Params<(String, SeriesId)>;

pub async fn show(here: Here, Params((_, id)): SeriesParams) -> Result {
    let db = here.app.db.read();
    let (found, rights) = series::get(db, &here.actor, id).await?;
    let today = here.app.clock.today();
    let planned = series::meetings(db, &here.actor, id).await?;
    let coming = planned.iter().filter(|(meeting, plan)| meeting.date >= today && plan.cancelled_at.is_none());
    let row = |(meeting, plan): &(entity::meeting::Model, entity::meeting_plan::Model)| {
        (here.url(&format!("/meetings/{}", meeting.id)), letters::when(here.language, meeting, Some(plan)))
    };
    let view = SeriesPage {
        team: team_name(&here, found.team_id).await?,
        rhythm: rhythm_words(here.language, found.rhythm),
        starts: dates::minute(found.starts),
        place: found.place,
        coming: coming.map(row).collect(),
        may_change: rights.open && found.ended_at.is_none(),
        ended: found.ended_at.is_some(),
        url: here.url(&format!("/series/{id}")),
        back: meetings_url(&here, found.team_id),
    };
    here.page(&here.language.t("series-title"), &view)
}

#[derive(Deserialize)]
pub struct MoreForm {
    #[serde(default)]
    number: String,
}

pub async fn plan_more(here: Here, Params((_, id)): SeriesParams, Form(form): Form<MoreForm>) -> Result {
    let number = form.number.trim().parse().unwrap_or(USUAL_MEETINGS).clamp(1, MOST_MEETINGS);
    let mut tx = here.app.db.write().await?;
    let planned = series::plan_more(&mut tx, &here.actor, id, number, here.app.clock.now()).await?;
    tx.commit().await?;
    let notice = if planned == 0 { "series-too-far" } else { "series-planned" };
    Ok(here.redirect_with_notice(&here.url(&format!("/series/{id}")), notice))
}

pub async fn end(here: Here, Params((_, id)): SeriesParams) -> Result {
    let mut tx = here.app.db.write().await?;
    series::end(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/series/{id}")), "series-ended"))
}
