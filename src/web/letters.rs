//! The words of mails: what a letter says is made when it goes out, in the reader's own language.
//!
//! A mail travels over other people's servers: it names a team, a day and a place, never a case, a promise or a person's text.

mod links;
mod meetings;

use entity::erasure::ErasureKind;
use entity::follow_up::{FollowUpKind, FollowUpState};
use entity::ids::{DeliberationId, FollowUpId};
use entity::letter::{self, LetterKind};
use entity::time::Timestamp;
use entity::{account, follow_up, membership, organisation, team};
use sea_orm::EntityTrait;
use serde::Serialize;

use super::views::{self, Chrome, Entry, View, entry};
use super::words::Language;
use super::{dates, unsubscribe};
use crate::app::App;
use crate::clock;
use crate::departures::organisation as closings;
use crate::follow_ups;
use crate::letters;
use crate::mail::Mail;
use crate::people::Actor;
use crate::retention::read;

pub use links::{Mailed, mail_link};
pub use meetings::{time, when};

/// Views of this noun.
pub fn views() -> Vec<Entry> {
    vec![entry::<LetterText>()]
}

/// The text of a mail.
#[derive(Serialize)]
pub struct LetterText {
    pub name: String,
    pub paragraphs: Vec<String>,
    /// The sentence before the address.
    pub look: String,
    pub url: String,
    /// Where such mail is switched off; empty when it can't be, such as for a link that somebody asked for.
    pub switch_off: String,
}

impl View for LetterText {
    const TEMPLATE: &'static str = "mail/letter.txt";

    fn samples() -> Vec<Self> {
        let sample = |switch_off: &str| Self {
            name: "Noor".into(),
            paragraphs: vec!["Team Noord komt bij elkaar.".into(), "dinsdag 7 april 2026".into()],
            look: "Alles staat hier:".into(),
            url: "https://omgang.example/o/maaskant/meetings/1".into(),
            switch_off: switch_off.into(),
        };
        vec![sample("https://omgang.example/mail/1/reminders/2"), sample("")]
    }
}

impl LetterText {
    /// Renders the text.
    pub fn render(&self, language: Language) -> Result<String, minijinja::Error> {
        let text = views::render(&Chrome { lang: language, ..Chrome::default() }, self)?;
        Ok(format!("{}\n", text.trim_end()))
    }
}

/// Makes the mail of a letter; `None` when what it tells is no longer so, or its reader is no longer there.
pub async fn compose(app: &App, letter: &letter::Model) -> anyhow::Result<Option<Mail>> {
    let Some(desk) = Desk::open(app, letter).await? else { return Ok(None) };
    match letter.kind {
        LetterKind::Series => desk.series().await,
        LetterKind::Promise => desk.promise().await,
        LetterKind::Erasure => desk.erasure().await,
        LetterKind::Closing => desk.closing().await,
        LetterKind::Meeting | LetterKind::Cancelled | LetterKind::Reminder => desk.meeting().await,
    }
}

/// What every letter needs: its reader, in an organisation that they still belong to.
struct Desk<'a> {
    app: &'a App,
    letter: &'a letter::Model,
    account: account::Model,
    organisation: organisation::Model,
    language: Language,
}

impl<'a> Desk<'a> {
    async fn open(app: &'a App, letter: &'a letter::Model) -> anyhow::Result<Option<Self>> {
        let db = app.db.read();
        let account = account::Entity::find_by_id(letter.account_id).one(db).await?;
        let key = (letter.organisation_id, letter.account_id);
        let membership = membership::Entity::find_by_id(key).one(db).await?;
        let organisation = organisation::Entity::find_by_id(letter.organisation_id).one(db).await?;
        // Whoever switched this kind off after it was written doesn't get it.
        let wanted = letters::choices(db, letter.account_id).await?.wants(letter.kind);
        let desk = membership.and(account.zip(organisation)).filter(|_| wanted).map(|(account, organisation)| Self {
            app,
            letter,
            language: Language::parse(&account.language),
            account,
            organisation,
        });
        Ok(desk)
    }

    fn url(&self, rest: &str) -> String {
        format!("{}/o/{}{rest}", self.app.config.public_url, self.organisation.slug)
    }

    fn actor(&self) -> Actor {
        Actor {
            account: self.account.id,
            name: self.account.name.clone(),
            organisation: self.organisation.id,
            organisation_name: self.organisation.name.clone(),
            slug: self.organisation.slug.clone(),
            manager: false,
            administrator: false,
            only: None,
        }
    }

    fn mail(&self, subject: String, text: LetterText, calendar: Option<(String, String)>) -> anyhow::Result<Mail> {
        let to = (self.account.name.clone(), self.account.email.clone());
        let id = format!("letter-{}", self.letter.id);
        let unsubscribe = Some(text.switch_off.clone());
        Ok(Mail { to, subject, text: text.render(self.language)?, calendar, unsubscribe, id })
    }

    fn text(&self, paragraphs: Vec<String>, look: &str, url: String) -> LetterText {
        let name = self.account.name.split_whitespace().next().unwrap_or_default().to_owned();
        let switch_off = unsubscribe::address(self.app, self.account.id, self.letter.kind);
        LetterText { name, paragraphs, look: self.language.t(look), url, switch_off }
    }

    /// Returns a team that the reader is in, and since when.
    async fn team(&self, id: entity::ids::TeamId) -> anyhow::Result<Option<(team::Model, Timestamp)>> {
        let db = self.app.db.read();
        // Somebody who left the team meanwhile isn't told.
        let Some(place) = self.actor().reader_of(db, id).await? else { return Ok(None) };
        let team = team::Entity::find_by_id((self.organisation.id, id)).one(db).await?;
        Ok(team.map(|team| (team, place.joined_at)))
    }

    async fn promise(&self) -> anyhow::Result<Option<Mail>> {
        let id = FollowUpId(self.letter.subject_id);
        let row = follow_up::Entity::find_by_id((self.organisation.id, id)).one(self.app.db.read()).await?;
        let Some(row) = row.filter(|row| row.state == FollowUpState::Open) else { return Ok(None) };
        let is_own = row.owner_id == Some(self.account.id);
        let is_read = match row.kind {
            FollowUpKind::Action => is_own,
            FollowUpKind::ComeBack => is_own || self.sat_in(row.deliberation_id).await?,
        };
        // What got another date meanwhile is told by then.
        if !is_read || row.due.map(follow_ups::edition) != Some(self.letter.edition) {
            return Ok(None);
        }
        let team = team::Entity::find_by_id((self.organisation.id, row.team_id)).one(self.app.db.read()).await?;
        let team = team.map(|team| team.name).unwrap_or_default();
        let url = self.url(&format!("/follow-ups/{id}"));
        let (key, look) = match row.kind {
            FollowUpKind::Action => ("mail-promise", "mail-look-promise"),
            FollowUpKind::ComeBack => ("mail-come-back", "mail-look-come-back"),
        };
        let day = row.due.map(|day| dates::long(day, self.language)).unwrap_or_default();
        let words = self.language.t_all(key, &[("team", &team), ("day", &day)]);
        let text = self.text(vec![words], look, url);
        self.mail(self.language.t(&format!("{key}-subject")), text, None).map(Some)
    }

    /// Tells how much goes before long, and when; never what.
    async fn erasure(&self) -> anyhow::Result<Option<Mail>> {
        let mut found = read::announced_to(self.app.db.read(), &self.actor()).await?;
        found.retain(|one| one.own && one.announced_on == i64::from(self.letter.edition));
        let told = ErasureKind::ALL.into_iter().filter_map(|kind| {
            let of_kind = found.iter().filter(|one| one.kind == kind);
            // The nearest come first.
            let day = dates::long(clock::date(of_kind.clone().next()?.goes_at), self.language);
            let number = of_kind.count().to_string();
            let key = format!("mail-erasure-{}", kind.as_str());
            Some(self.language.t_all(&key, &[("day", &day), ("number", &number)]))
        });
        let told: Vec<String> = told.collect();
        // Called off meanwhile.
        if told.is_empty() {
            return Ok(None);
        }
        let text = self.text(told, "mail-look-erasure", self.url(""));
        self.mail(self.language.t("mail-erasure-subject"), text, None).map(Some)
    }

    /// Tells on which day the organisation ends, and that everybody can take along what is theirs.
    async fn closing(&self) -> anyhow::Result<Option<Mail>> {
        let db = self.app.db.read();
        let ends = closings::find(db, self.organisation.id).await?;
        let Some(ends) = ends.filter(|ends| ends.ends_at > self.app.clock.now()) else { return Ok(None) };
        let day = dates::long(clock::date(ends.ends_at), self.language);
        let words = self.language.t_all("mail-closing", &[("name", &self.organisation.name), ("day", &day)]);
        let url = format!("{}/account/data", self.app.config.public_url);
        let text = self.text(vec![words], "mail-look-closing", url);
        self.mail(self.language.t("mail-closing-subject"), text, None).map(Some)
    }

    async fn sat_in(&self, id: DeliberationId) -> anyhow::Result<bool> {
        match follow_ups::conversation(self.app.db.read(), &self.actor(), id).await {
            Ok(_) => Ok(true),
            Err(follow_ups::Refused::Database(error)) => Err(error.into()),
            Err(_) => Ok(false),
        }
    }
}
