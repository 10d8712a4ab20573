//! Working with cards that lie on the table: putting them together, choosing among them, telling how warm a question is.

use std::collections::{BTreeSet, HashMap};

use axum::http::{HeaderMap, StatusCode};
use entity::contribution::Warmth;
use entity::ids::{AccountId, ContributionId, DeliberationId, GroupId};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr};
use serde::Deserialize;
use uuid::Uuid;

use super::scene::Scene;
use super::view::{Pile, Piles};
use super::{refused, room};
use crate::deliberations::grouping::{self, Into};
use crate::deliberations::{Refused, contribution, require_participant, votes};
use crate::methods::{Reader, Tool};
use crate::web::extract::redirect;
use crate::web::form::tidy;
use crate::web::{Error, Form, Here, Params, Result};

impl Scene {
    /// Builds the piles with which the present step works; nothing when it works with none, or a reader may not see them.
    pub async fn piles<C: ConnectionTrait>(&self, db: &C, reader: Reader) -> std::result::Result<Option<Piles>, DbErr> {
        let (room, step) = (&self.room, self.room.step());
        let works = [Tool::Groups, Tool::Votes, Tool::Warmth, Tool::Framework].into_iter().any(|tool| step.has(tool));
        let source = room.find(step.source()).filter(|(source, standing)| source.may_read(*standing, reader));
        let Some((source, _)) = source.filter(|_| works && room.is_open() && !room.keeps_out(reader)) else {
            return Ok(None);
        };
        let cards = contribution::readable(db, room, reader).await?;
        let tallies = votes::tally(db, room, &step.key).await?;
        let counted = step.has(Tool::Votes) && room.standing().revealed;
        let tally = |id: Uuid| tallies.iter().find(|tally| tally.subject == id).map_or(0, |tally| tally.votes);
        let mut piles = Vec::new();
        let mut grouped: HashMap<GroupId, Vec<_>> = HashMap::new();
        for card in cards.iter().filter(|card| card.step_key == source.key) {
            match card.group_id {
                Some(group) => grouped.entry(group).or_default().push(self.card(source, card)),
                None => piles.push(Pile {
                    subject: card.id.to_string(),
                    name: String::new(),
                    cards: vec![self.card(source, card)],
                    votes: tally(card.id.0),
                }),
            }
        }
        let named = grouping::list(db, &room.deliberation).await?.into_iter().filter_map(|group| {
            let cards = grouped.remove(&group.id)?;
            Some(Pile { subject: group.id.to_string(), name: group.name, cards, votes: tally(group.id.0) })
        });
        let mut piles: Vec<Pile> = named.chain(piles).collect();
        if counted {
            piles.sort_by_key(|pile| std::cmp::Reverse(pile.votes));
        }
        let voters = if counted { 0 } else { votes::voters(db, &room.deliberation, &step.key).await? };
        Ok(Some(Piles { piles, votes: step.votes.unwrap_or(0), voters, counted }))
    }
}

#[derive(Deserialize)]
pub struct GroupForm {
    #[serde(default)]
    verb: String,
    #[serde(default)]
    card: Vec<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    group: String,
}

/// Puts chosen cards together, or takes them apart.
pub async fn group(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<GroupForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    require_participant(tx.conn(), &here.actor, id).await.map_err(refused)?;
    let cards: Vec<ContributionId> = form.card.iter().filter_map(|card| ContributionId::parse(card)).collect();
    let into = match (form.verb.as_str(), GroupId::parse(&form.group)) {
        ("loose", _) => Into::Loose,
        (_, Some(group)) => Into::Existing(group),
        (_, None) => Into::New(tidy(&form.name)),
    };
    let outcome = grouping::put(&mut tx, &here.actor, id, &cards, into).await;
    let sentence = match outcome {
        Ok(()) => {
            tx.commit().await?;
            return Ok(redirect(&here.url(&format!("/deliberations/{id}"))));
        }
        Err(Refused::Empty) if cards.is_empty() => "deliberations-group-none",
        Err(Refused::Empty) => "deliberations-group-nameless",
        Err(Refused::TooLong) => "form-too-long",
        Err(Refused::Full) => "deliberations-group-full",
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    };
    drop(tx);
    let typed = HashMap::from([("name".to_owned(), form.name), ("cards".to_owned(), form.card.join(" "))]);
    let mut extra = room::Extra { status: StatusCode::UNPROCESSABLE_ENTITY, typed, ..room::Extra::default() };
    extra.errors.add("group", sentence);
    room::draw(&here, &headers, id, extra).await
}

#[derive(Deserialize)]
pub struct WarmthForm {
    #[serde(default)]
    card: String,
    #[serde(default)]
    warmth: String,
}

/// Tells how close a question comes.
pub async fn warm(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<WarmthForm>,
) -> Result {
    let mut tx = here.app.db.write().await?;
    require_participant(tx.conn(), &here.actor, id).await.map_err(refused)?;
    let card = ContributionId::parse(&form.card).ok_or(Error::Malformed)?;
    let warmth = Warmth::try_from_value(&form.warmth).ok();
    match grouping::warm(&mut tx, &here.actor, id, card, warmth).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(redirect(&here.url(&format!("/deliberations/{id}"))))
}

#[derive(Deserialize)]
pub struct VoteForm {
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    whose: String,
}

/// Keeps what somebody chose, in place of what they chose before.
pub async fn vote(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(form): Form<VoteForm>,
) -> Result {
    let app = &here.app;
    let mut tx = app.db.write().await?;
    require_participant(tx.conn(), &here.actor, id).await.map_err(refused)?;
    let whose = match form.whose.as_str() {
        "" => here.actor.account,
        other => AccountId::parse(other).ok_or(Error::Malformed)?,
    };
    let chosen: BTreeSet<Uuid> = form.subject.iter().filter_map(|subject| Uuid::try_parse(subject).ok()).collect();
    match votes::cast(&mut tx, &app.key, &here.actor, id, whose, &chosen).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Full) => {
            drop(tx);
            let mut extra = room::Extra { status: StatusCode::UNPROCESSABLE_ENTITY, ..room::Extra::default() };
            extra.typed.insert("subjects".into(), form.subject.join(" "));
            extra.errors.add("votes", "deliberations-votes-many");
            return room::draw(&here, &headers, id, extra).await;
        }
        Err(Refused::Conflict | Refused::NotAsked) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(here.redirect_with_notice(&here.url(&format!("/deliberations/{id}")), "deliberations-votes-kept"))
}
