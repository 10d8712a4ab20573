//! From a private note to something for the team: a new case, or a reflection without a name, with what identifies people taken out. The
//! note stays where it is, and nothing leads from the other to it; only the note remembers, sealed.
//!
//! A reflection is a draft for the library: its words are marked once more, and a second reader reads it before the team does.

use std::collections::BTreeMap;

use dutch::redaction::{self, Known, Replacement};
use entity::ids::{CaseId, EntryId, TeamId};
use entity::organisation;
use entity::shared_part::PartKind;
use entity::team_member::TeamRole;

use super::held::{self, Posted};
use super::keeper::{Keeper, Reader};
use super::view::Choice;
use super::view::bring::{BringPage, Taken, Typed, marks_of};
use super::write::store;
use crate::cases::{self, CaseDraft, LONGEST_QUESTION, LONGEST_STORY, LONGEST_TITLE};
use crate::clock;
use crate::db::aside;
use crate::journal::entry::Brought;
use crate::journal::{Draft, read};
use crate::known_words;
use crate::library::transfer::draft::{Taken as TakenIn, take_in};
use crate::library::transfer::{Paper, PaperPart};
use crate::people::Actor;
use crate::shared_copies::texts::swapped;
use crate::teams::{self, members, memberships};
use crate::web::extract::redirect;
use crate::web::form::{at_most, required};
use crate::web::shared_copies::replacement_words;
use crate::web::words::Language;
use crate::web::{Error, Errors, Form, Params, Result, Visitor, openid};

#[derive(Clone, Default)]
struct BringForm {
    /// Organisation's slug and team's id: `maaskant/0192…`.
    team: String,
    /// `case` or `reflection`.
    kind: String,
    title: String,
    story: String,
    question: String,
}

impl BringForm {
    fn read(posted: Posted) -> Self {
        let mut form = Self::default();
        for (name, value) in posted {
            match name.as_str() {
                "team" => form.team = value,
                "as" => form.kind = value,
                "title" => form.title = value,
                "story" => form.story = value,
                "question" => form.question = value,
                _ => {}
            }
        }
        form
    }
}

pub async fn new(reader: Reader, Params(id): Params<EntryId>) -> Result {
    let entry = read::get(reader.app.db.read(), &reader.opened, id).await?;
    let places = Places::of(&reader).await?;
    let (language, words, known) = (reader.language, entry.words(), places.known);
    let taking = aside(move || taken_out(language, &words, &known)).await;
    let (story, taken) = taking.map_err(anyhow::Error::new)?;
    let team = places.teams.first().map(|team| team.value.clone()).unwrap_or_default();
    let view = BringPage {
        owner: reader.device_mark(),
        url: format!("/journal/entries/{id}"),
        marks: marks_of(&team),
        team,
        teams: places.teams,
        kind: Kind::Case.as_str(),
        typed: Typed { story, ..Typed::default() },
        taken,
        errors: Errors::default(),
    };
    reader.page(&reader.language.t("journal-bring-title"), &view)
}

pub async fn create(
    visitor: Visitor,
    keeper: Result<Keeper>,
    Params(id): Params<EntryId>,
    Form(posted): Form<Posted>,
) -> Result {
    let reader = match held::reader(&visitor, keeper, &posted) {
        Ok(reader) => reader,
        Err(answer) => return *answer,
    };
    let form = BringForm::read(posted);
    let entry = read::get(reader.app.db.read(), &reader.opened, id).await?;
    let mut errors = Errors::default();
    let draft = CaseDraft {
        title: at_most(&form.title, LONGEST_TITLE, "title", &mut errors),
        story: required(&form.story, LONGEST_STORY, "story", &mut errors),
        learning_question: at_most(&form.question, LONGEST_QUESTION, "question", &mut errors),
        ..CaseDraft::default()
    };
    let kind = Kind::parse(&form.kind);
    if !errors.is_empty() {
        let places = Places::of(&reader).await?;
        let typed = Typed { title: form.title, story: form.story, question: form.question };
        let (url, kind) = (format!("/journal/entries/{id}"), kind.as_str());
        let owner = reader.device_mark();
        let (marks, team, teams) = (marks_of(&form.team), form.team, places.teams);
        let view = BringPage { owner, url, team, teams, marks, kind, typed, taken: vec![], errors };
        return reader.rejected(&reader.language.t("journal-bring-title"), &view);
    }
    let (actor, team) = chosen(&reader, &form.team).await?;
    let now = reader.app.clock.now();
    let mut tx = reader.app.db.write().await?;
    let (href, next) = match kind {
        Kind::Case => {
            let case = CaseId::new();
            cases::create(&mut tx, &actor, team, case, draft, now).await?;
            let href = format!("/o/{}/cases/{case}", actor.slug);
            (href.clone(), format!("{href}/edit"))
        }
        Kind::Reflection => {
            let year = i32::from(clock::local(now).year());
            let (TakenIn::In(copy) | TakenIn::There(copy)) =
                take_in(&mut tx, &actor, team, reflection(reader.language, draft), year).await?;
            let href = format!("/o/{}/shared-copies/{copy}", actor.slug);
            (href.clone(), href)
        }
    };
    let name = teams::find(tx.conn(), actor.organisation, team).await?.ok_or(Error::NotFound)?.name;
    tx.commit().await?;
    let mut remembering = Draft::of_entry(entry).timed(now);
    remembering.body.brought.push(Brought { href, team: name, at: now.0 });
    store(&reader.app, &reader, reader.opened.public(), remembering).await?;
    Ok(redirect(&next))
}

/// What a note becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Case,
    Reflection,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Reflection => "reflection",
        }
    }

    /// Reads the choice; a case where none was made.
    fn parse(key: &str) -> Self {
        if key == Self::Reflection.as_str() { Self::Reflection } else { Self::Case }
    }
}

/// Makes a paper of what was typed: its own words and nothing of the note's tags or times.
fn reflection(language: Language, typed: CaseDraft) -> Paper {
    let title = if typed.title.is_empty() { language.t("journal-bring-untitled") } else { typed.title };
    let part = PaperPart { kind: PartKind::Reflection, section: None, level: None, text: typed.story };
    Paper {
        title,
        year: None,
        method: String::new(),
        phase: None,
        tensions: Vec::new(),
        barriers: Vec::new(),
        virtues: Vec::new(),
        parts: vec![part],
    }
}

/// Where something can be brought in, and whose names are known there.
struct Places {
    teams: Vec<Choice>,
    known: Known,
}

impl Places {
    async fn of(reader: &Reader) -> Result<Self> {
        let db = reader.app.db.read();
        let mut places = Self { teams: Vec::new(), known: Known::default() };
        for organisation in memberships::of_account(db, reader.owner).await? {
            if !openid::opens(&reader.app, &reader.login, &organisation.slug) {
                continue;
            }
            let all = teams::list(db, organisation.id).await?;
            let mine = members::of_account(db, organisation.id, reader.owner).await?;
            let reads = |team: &TeamId| mine.iter().any(|m| m.team_id == *team && m.role != TeamRole::Guest);
            places.teams.extend(all.into_iter().filter(|team| reads(&team.id)).map(|team| Choice {
                value: format!("{}/{}", organisation.slug, team.id),
                label: format!("{} ({})", team.name, organisation.name),
            }));
            let known = known_words::known(db, organisation.id).await?;
            places.known.names.extend(known.names);
            places.known.words.extend(known.words);
        }
        Ok(places)
    }
}

/// Finds the chosen team, and who its reader is there.
async fn chosen(reader: &Reader, value: &str) -> Result<(Actor, TeamId)> {
    let (slug, team) = value.split_once('/').ok_or(Error::Malformed)?;
    let team = TeamId::parse(team).ok_or(Error::Malformed)?;
    let db = reader.app.db.read();
    let own: Vec<organisation::Model> = memberships::of_account(db, reader.owner).await?;
    let organisation = own.into_iter().find(|one| one.slug == slug).ok_or(Error::NotFound)?;
    if !openid::opens(&reader.app, &reader.login, slug) {
        return Err(Error::NotFound);
    }
    let actor = Actor::find(db, &reader.login, reader.account()?, organisation).await?;
    Ok((actor.ok_or(Error::NotFound)?, team))
}

/// Takes out what the detector finds, each for its best replacement, and tells what was taken out.
pub fn taken_out(language: Language, text: &str, known: &Known) -> (String, Vec<Taken>) {
    let mut story = text.to_owned();
    let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
    // From the last to the first, so that the places of those before stay what they are.
    for finding in redaction::find(text, known).into_iter().rev() {
        let term = &text[finding.span.clone()];
        let best = redaction::proposals(&finding, text).into_iter().find(|one| *one != Replacement::Removed);
        let with = best.map_or_else(|| language.t("journal-bring-left-out"), |best| replacement_words(language, best));
        story = swapped(&story, finding.span.clone(), &with);
        let label = language.t(&format!("finding-{}", finding.category.as_str()));
        taken.entry(term.to_lowercase()).or_insert_with(|| Taken { term: term.to_owned(), label, with });
    }
    (story, taken.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_taken_out_before_anybody_else_reads_it() {
        let known = Known { names: vec!["Tess Jansen".into()], ..Known::default() };
        let text = "Mevrouw Bakker belde Tess op 06-12345678. Mevrouw Bakker was boos.";
        let (story, taken) = taken_out(Language::Dutch, text, &known);
        for gone in ["Bakker", "Tess", "12345678"] {
            assert!(!story.contains(gone), "{gone} in {story}");
        }
        assert!(story.ends_with("De cliënt was boos.") && taken.len() >= 3, "{story} {taken:?}");
        let (story, _) = taken_out(Language::Dutch, "Haar zoon Kevin stond in de gang.", &known);
        assert_eq!(story, "Haar zoon stond in de gang.");
    }
}
