//! Builds what everybody at the table sees alike. Reads only what everybody present may read.

use std::collections::HashMap;

use entity::contribution::{self, ContributionKind, LessonLevel};
use entity::deliberation_step::StepState;
use entity::ids::AccountId;
use entity::participant::ParticipantState;
use entity::placement::Moment;
use entity::time::Timestamp;
use sea_orm::{ConnectionTrait, DbErr};

use super::scene::Scene;
use super::view::{Answer, Card, Group, Kind, Line, Now, PersonRow, Placing, StepRow, Surroundings, Table, VirtueRow};
use super::{leading, voices};
use crate::bilingual::Bilingual;
use crate::deliberations::participants::Person;
use crate::deliberations::placement::{self, Dots, FEWEST_SHOWN};
use crate::deliberations::{Virtue, contribution as contributions, contribution::nameless::FEWEST_HANDS, votes};
use crate::methods::{About, Presenter, Reader, Seen, Standing, Step, Tool};
use crate::web::words::Language;

impl Scene {
    /// Builds the part that all readers of one kind share; `edits` adds the links for whoever may change every card.
    pub(super) async fn lay<C: ConnectionTrait>(&self, db: &C, reader: Reader, edits: bool) -> Result<Table, DbErr> {
        let step = self.room.step();
        let deliberation = &self.room.deliberation;
        let placing = match step.placed().filter(|moment| self.room.is_open() && !self.room.is_revealed(*moment)) {
            Some(moment) if !self.virtues.is_empty() => {
                let counts = placement::counts(db, deliberation, moment).await?;
                let placed = counts.iter().map(|count| count.dots).max().unwrap_or(0);
                Some(Placing { placed, people: self.placing_people(placed) })
            }
            _ => None,
        };
        Ok(Table {
            base: self.base.clone(),
            open: self.room.is_open(),
            revealed: step.placed().is_some_and(|moment| self.room.is_revealed(moment)),
            lines: if placing.is_some() { self.bare_lines() } else { self.lines(db).await? },
            placing,
            groups: self.groups(db, reader).await?,
            people: self.people.iter().map(|person| self.person(person)).collect(),
            led: leading::told(db, self).await?,
            away: self.room.keeps_out(reader),
            about_team: self.room.method.about == About::Team,
            presenter: self.presenter_key(),
            round: voices::round(self),
            hands: voices::hands(self),
            piles: self.piles(db, reader).await?,
            answer: deliberation
                .answered
                .map(|answered| Answer { key: answered.as_str(), note: deliberation.answered_note.clone() }),
            edits,
        })
    }

    /// Tells whether there is something to reveal in the present step: hidden writing, or enough dots on a line.
    pub(super) async fn holds_something<C: ConnectionTrait>(&self, db: &C) -> Result<bool, DbErr> {
        let (room, step) = (&self.room, self.room.step());
        if !room.is_open() || room.standing().revealed {
            return Ok(false);
        }
        if let Some(moment) = step.placed() {
            let counts = placement::counts(db, &room.deliberation, moment).await?;
            if counts.iter().any(|count| count.dots >= FEWEST_SHOWN as i64) {
                return Ok(true);
            }
        }
        if step.has(Tool::Votes) {
            return Ok(votes::voters(db, &room.deliberation, &step.key).await? > 0);
        }
        let fewest = if step.named { 1 } else { FEWEST_HANDS };
        let hidden = contributions::hidden_writers(db, room).await?;
        Ok(hidden.iter().any(|(key, hands)| *key == step.key && *hands >= fewest))
    }

    /// Tells where the group is.
    pub fn now(&self, now: Timestamp, role: &str) -> Now {
        let (room, step) = (&self.room, self.room.step());
        let timer = room.timer();
        let seconds_left = timer.left(now);
        let (minutes_left, minutes) = ((seconds_left + 59) / 60, (timer.planned + timer.extra) / 60);
        Now {
            key: step.key.clone(),
            name: step.name.get(self.language.code()).to_owned(),
            goal: step.goal.get(self.language.code()).to_owned(),
            minutes_left,
            seconds_left,
            minutes,
            rest: if minutes > 0 { (minutes_left * 100 / minutes).clamp(0, 100) } else { 0 },
            paused: timer.paused.is_some(),
            revision: room.deliberation.revision,
            stage: self.stage(role),
            changes: room.deliberation.changes,
        }
    }

    /// Tells what everybody sees around the table.
    pub fn around(&self) -> Surroundings {
        let worded = |prompt: &Bilingual| prompt.get(self.language.code()).to_owned();
        Surroundings {
            question: self.room.deliberation.learning_question.clone(),
            virtues: self.virtues.iter().map(virtue_row).collect(),
            steps: self.room.steps().enumerate().map(|(place, stop)| self.step_row(place, stop)).collect(),
            prompts: self.room.step().prompts.iter().map(worded).collect(),
        }
    }

    /// Returns what changes whenever somebody's own part of the page has to be drawn anew.
    fn stage(&self, role: &str) -> String {
        let shown = if self.room.standing().revealed { "shown" } else { "hidden" };
        let state = self.room.deliberation.state.as_str();
        format!("{}.{shown}.{state}.{role}.{}", self.room.step().key, self.focus)
    }

    fn step_row(&self, number: usize, (step, standing): (&Step, Standing)) -> StepRow {
        let state = match standing.state {
            StepState::Current => "now",
            StepState::Done => "done",
            StepState::Pending | StepState::Left | StepState::Skipped => "next",
        };
        StepRow { name: step.name.get(self.language.code()).to_owned(), state, href: String::new(), number }
    }

    /// Returns the key of what the presenter does in the present step, when that is something.
    fn presenter_key(&self) -> &'static str {
        match (self.room.is_open(), self.room.method.about, self.room.step().presenter) {
            (true, About::Case, Presenter::Listens) => "deliberations-presenter-listens",
            (true, About::Case, Presenter::Away) => "deliberations-presenter-away",
            _ => "",
        }
    }

    fn person(&self, person: &Person) -> PersonRow {
        let deliberation = &self.room.deliberation;
        let role = match person.account {
            account if account == deliberation.facilitator_id => "deliberations-role-facilitator",
            account if account == deliberation.presenter_id && self.room.method.about == About::Case => {
                "deliberations-role-presenter"
            }
            account if account == deliberation.note_taker_id => "deliberations-role-note-taker",
            _ => "",
        };
        PersonRow {
            id: person.account.to_string(),
            name: person.name.clone(),
            role,
            present: person.state == ParticipantState::Present,
            by_proxy: person.by_proxy,
            ready: person.ready,
        }
    }

    /// Returns how many may still be busy placing: who is present. Where one laptop goes round, nobody can tell: 0.
    fn placing_people(&self, placed: i64) -> u64 {
        let present = self.people.iter().filter(|person| person.state == ParticipantState::Present).count() as u64;
        let goes_round = present < 2 || u64::try_from(placed).is_ok_and(|placed| placed > present);
        if goes_round { 0 } else { present }
    }

    fn bare_lines(&self) -> Vec<Line> {
        self.virtues.iter().map(|virtue| line(virtue, Vec::new(), Vec::new(), false)).collect()
    }

    /// Returns the lines with the dots that were revealed, in a step that is about dots and after the close.
    async fn lines<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Line>, DbErr> {
        let moment = if self.room.is_open() { self.room.step().placed() } else { Some(Moment::End) };
        let Some(moment) = moment else { return Ok(Vec::new()) };
        let start = placement::revealed(db, &self.room, Moment::Start).await?;
        let end = match moment {
            Moment::Start => Vec::new(),
            Moment::End => placement::revealed(db, &self.room, Moment::End).await?,
        };
        if !self.room.is_revealed(Moment::Start) && !self.room.is_revealed(Moment::End) {
            return Ok(Vec::new());
        }
        let places = |dots: &[(_, Dots)], virtue: &Virtue| match dots.iter().find(|(id, _)| *id == virtue.id) {
            Some((_, Dots::Shown(places))) => places.clone(),
            _ => Vec::new(),
        };
        let worded = |virtue: &Virtue| {
            let (first, second) = (places(&start, virtue), places(&end, virtue));
            let few = if moment == Moment::End && self.room.is_revealed(moment) { &second } else { &first };
            let too_few = few.is_empty();
            match (first.is_empty(), second.is_empty()) {
                (true, false) => line(virtue, second, Vec::new(), false),
                _ => line(virtue, first, second, too_few),
            }
        };
        Ok(self.virtues.iter().map(worded).collect())
    }

    /// Returns the cards, the present step first, then the others from late to early.
    async fn groups<C: ConnectionTrait>(&self, db: &C, reader: Reader) -> Result<Vec<Group>, DbErr> {
        let mut cards: HashMap<String, Vec<contribution::Model>> = HashMap::new();
        for card in contributions::readable(db, &self.room, reader).await? {
            cards.entry(card.step_key.clone()).or_default().push(card);
        }
        let hidden = contributions::hidden_writers(db, &self.room).await?;
        let mut groups = Vec::new();
        for (place, (step, standing)) in self.room.steps().enumerate() {
            let now = self.room.is_open() && place == self.room.at();
            let cards = cards.remove(&step.key).unwrap_or_default();
            let writers = hidden.iter().find(|(key, _)| *key == step.key).map(|(_, people)| *people);
            let waits = now && step.seen == Seen::AfterReveal && !standing.revealed;
            // What the present step works with lies there already.
            let is_board = self.works_with(&step.key) && step.may_read(standing, reader);
            let is_out = is_board || self.room.is_open() && step.keeps_out(standing, reader);
            if !step.has(Tool::Contributions) || is_out || (cards.is_empty() && writers.is_none() && !now) {
                continue;
            }
            groups.push(Group {
                step: step.key.clone(),
                name: step.name.get(self.language.code()).to_owned(),
                now,
                hidden: writers.or(waits.then_some(0)),
                named: step.named,
                private: step.seen == Seen::AuthorOnly,
                kinds: self.kinds(step, &cards),
            });
        }
        if self.room.is_open() {
            groups.sort_by_key(|group| !group.now);
        }
        Ok(groups)
    }

    /// Tells whether the present step puts cards of this one together, chooses among them or tells how warm they are.
    fn works_with(&self, key: &str) -> bool {
        let step = self.room.step();
        let works = [Tool::Groups, Tool::Votes, Tool::Warmth].into_iter().any(|tool| step.has(tool));
        self.room.is_open() && works && step.source() == key
    }

    fn kinds(&self, step: &Step, cards: &[contribution::Model]) -> Vec<Kind> {
        let of = |kind| cards.iter().filter(move |card| card.kind == kind);
        let worded = step.yields.iter().map(|asked| Kind {
            label: asked.label.get(self.language.code()).to_owned(),
            cards: of(asked.kind).map(|card| self.card(step, card)).collect(),
        });
        worded.filter(|kind| !kind.cards.is_empty()).collect()
    }

    pub(super) fn card(&self, step: &Step, card: &contribution::Model) -> Card {
        // In an open step the note-taker writes for the table: their name would be the wrong one.
        let note_taker = self.room.deliberation.note_taker_id;
        let for_all = step.seen == Seen::AtOnce && card.author_id == Some(note_taker);
        Card {
            id: card.id.to_string(),
            words: card.text.clone(),
            who: if for_all { String::new() } else { card.author_id.map(|id| self.name(id)).unwrap_or_default() },
            edits: card.author_id.is_some(),
            warmth: card.warmth.map_or("", |warmth| warmth.as_str()),
            question: card.kind == ContributionKind::Question,
            detail: detail(self.language, card),
        }
    }

    pub fn name(&self, account: AccountId) -> String {
        self.people.iter().find(|person| person.account == account).map(|p| p.name.clone()).unwrap_or_default()
    }
}

/// Returns who does it by when, or for whom a lesson holds.
fn detail(language: Language, card: &contribution::Model) -> String {
    match card.kind {
        ContributionKind::Action => [card.who.as_str(), card.due.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        ContributionKind::Lesson => language.t(level_key(card.level.unwrap_or(LessonLevel::Team))),
        _ => String::new(),
    }
}

/// Returns the key of a level's words.
pub fn level_key(level: LessonLevel) -> &'static str {
    match level {
        LessonLevel::Person => "deliberations-level-person",
        LessonLevel::Team => "deliberations-level-team",
        LessonLevel::Organisation => "deliberations-level-organisation",
        LessonLevel::Policy => "deliberations-level-policy",
    }
}

fn virtue_row(virtue: &Virtue) -> VirtueRow {
    VirtueRow { name: virtue.name.clone(), left: virtue.too_little.clone(), right: virtue.too_much.clone() }
}

fn line(virtue: &Virtue, dots: Vec<i16>, later: Vec<i16>, too_few: bool) -> Line {
    Line {
        virtue: virtue.name.clone(),
        left: virtue.too_little.clone(),
        right: virtue.too_much.clone(),
        dots,
        later,
        too_few,
    }
}
