//! Pitches for a meeting, and how the group chooses among them.

use entity::ids::{CaseId, MeetingId, PitchId};
use entity::series::Choice as Way;
use serde::Deserialize;

use super::view::{Choice, PitchForm, PitchPage, PitchRow, Pitching, Stage};
use super::{MeetingParams, own_ready};
use crate::cases;
use crate::meetings::pitches::{self, LONGEST_SENTENCE, Words};
use crate::meetings::{self, Planned, Refused, Rights};
use crate::web::{Error, Errors, Form, Here, Params, Result, form};

/// What the meeting's page shows of its pitches; nothing once it is over and nobody pitched.
pub async fn part(here: &Here, planned: &Planned, rights: Rights, stage: Stage) -> Result<Option<Pitching>> {
    let Some(plan) = planned.plan.as_ref().filter(|_| stage != Stage::Cancelled) else { return Ok(None) };
    let db = here.app.db.read();
    let told = pitches::list(db, &here.actor, &planned.meeting, plan).await?;
    if stage == Stage::After && told.is_empty() {
        return Ok(None);
    }
    let open = matches!(stage, Stage::Before | Stage::Today | Stage::Going);
    let url = here.url(&format!("/meetings/{}", planned.meeting.id));
    let own = told.iter().find(|told| told.pitch.account_id == here.actor.account);
    let votes = plan.choice == Way::Vote && plan.votes_shown_at.is_none() && open;
    let turns = match plan.choice {
        Way::Turn if open => pitches::turns(db, &here.actor, &planned.meeting).await?,
        _ => Vec::new(),
    };
    let row = |told: &pitches::Told| PitchRow {
        id: told.pitch.id.to_string(),
        title: told.pitch.title.clone(),
        name: told.name.clone(),
        own: told.pitch.account_id == here.actor.account,
        sentences: [&told.pitch.what, &told.pitch.why, &told.pitch.question]
            .into_iter()
            .filter(|sentence| !sentence.is_empty())
            .cloned()
            .collect(),
        chosen: told.pitch.chosen,
        voted: told.voted,
        votes: told.votes.filter(|_| plan.choice == Way::Vote),
    };
    let free = told.iter().any(|told| !told.pitch.chosen);
    Ok(Some(Pitching {
        may_pitch: open && own.is_none_or(|own| !own.pitch.chosen),
        pitched: own.is_some(),
        voted: told.iter().any(|told| told.voted),
        may_vote: votes && free && told.len() > 1,
        shown: plan.votes_shown_at.is_some(),
        may_choose: rights.open && open && free,
        votes: plan.cases,
        turns: turns.into_iter().take(2).map(|(_, name)| name).collect(),
        rows: told.iter().map(row).collect(),
        url,
    }))
}

/// A pitch as it is typed.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    title: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    case: String,
}

async fn page(here: &Here, planned: &Planned, typed: Typed, errors: Errors) -> Result<PitchPage> {
    let id = planned.meeting.id;
    let mut ready = own_ready(here, planned.meeting.team_id).await?;
    if !ready.is_empty() {
        ready.insert(0, Choice { value: String::new(), label: here.language.t("pitch-no-case") });
    }
    let url = here.url(&format!("/meetings/{id}"));
    let form =
        PitchForm { title: typed.title, what: typed.what, why: typed.why, question: typed.question, case: typed.case };
    Ok(PitchPage {
        when: crate::web::letters::when(here.language, &planned.meeting, planned.plan.as_ref()),
        form,
        ready,
        action: format!("{url}/pitches"),
        back: url,
        errors,
    })
}

/// The form, with the reader's own pitch in it when there is one.
pub async fn new(here: Here, Params((_, id)): MeetingParams) -> Result {
    let db = here.app.db.read();
    let (planned, _) = meetings::get(db, &here.actor, id).await?;
    let plan = planned.plan.as_ref().ok_or(Error::NotFound)?;
    let told = pitches::list(db, &here.actor, &planned.meeting, plan).await?;
    let own = told.into_iter().find(|told| told.pitch.account_id == here.actor.account);
    let typed = own.map_or_else(Typed::default, |own| Typed {
        title: own.pitch.title,
        what: own.pitch.what,
        why: own.pitch.why,
        question: own.pitch.question,
        case: own.pitch.case_id.map(|id| id.to_string()).unwrap_or_default(),
    });
    let view = page(&here, &planned, typed, Errors::default()).await?;
    here.page(&here.language.t("pitch-title"), &view)
}

pub async fn create(here: Here, Params((_, id)): MeetingParams, Form(typed): Form<Typed>) -> Result {
    let (planned, _) = meetings::get(here.app.db.read(), &here.actor, id).await?;
    let mut errors = Errors::default();
    let words = Words {
        title: form::required(&typed.title, cases::LONGEST_TITLE, "title", &mut errors),
        what: form::required(&typed.what, LONGEST_SENTENCE, "what", &mut errors),
        why: form::at_most(&typed.why, LONGEST_SENTENCE, "why", &mut errors),
        question: form::at_most(&typed.question, LONGEST_SENTENCE, "question", &mut errors),
        case: CaseId::parse(&typed.case),
    };
    if !errors.is_empty() {
        let view = page(&here, &planned, typed, errors).await?;
        return here.rejected(&here.language.t("pitch-title"), &view);
    }
    let mut tx = here.app.db.write().await?;
    pitches::put(&mut tx, &here.actor, id, words, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "pitch-put"))
}

pub async fn withdraw(here: Here, Params((_, id, pitch)): Params<(String, MeetingId, PitchId)>) -> Result {
    let mut tx = here.app.db.write().await?;
    pitches::withdraw(&mut tx, &here.actor, id, pitch).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "pitch-withdrawn"))
}

/// Which pitches were ticked.
#[derive(Deserialize)]
pub struct Ticked {
    #[serde(default)]
    pitch: Vec<String>,
}

impl Ticked {
    fn parse(&self) -> Result<Vec<PitchId>> {
        self.pitch.iter().map(|id| PitchId::parse(id).ok_or(Error::Malformed)).collect()
    }
}

pub async fn vote(here: Here, Params((_, id)): MeetingParams, Form(ticked): Form<Ticked>) -> Result {
    let mut tx = here.app.db.write().await?;
    let notice = match pitches::vote(&mut tx, &here.actor, id, &ticked.parse()?, here.app.clock.now()).await {
        Ok(()) => {
            tx.commit().await?;
            "pitch-voted"
        }
        Err(Refused::TooMany) => "pitch-too-many",
        Err(refused) => return Err(refused.into()),
    };
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), notice))
}

pub async fn show_votes(here: Here, Params((_, id)): MeetingParams) -> Result {
    let mut tx = here.app.db.write().await?;
    pitches::show_votes(&mut tx, &here.actor, id, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "pitch-votes-shown"))
}

pub async fn choose(here: Here, Params((_, id)): MeetingParams, Form(ticked): Form<Ticked>) -> Result {
    let chosen = ticked.parse()?;
    meetings::get(here.app.db.read(), &here.actor, id).await?.1.open.then_some(()).ok_or(Error::NotFound)?;
    if chosen.is_empty() {
        return Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "pitch-choose-none"));
    }
    let mut tx = here.app.db.write().await?;
    pitches::choose(&mut tx, &here.actor, id, &chosen, here.app.clock.now()).await?;
    tx.commit().await?;
    Ok(here.redirect_with_notice(&here.url(&format!("/meetings/{id}")), "pitch-chosen"))
}
