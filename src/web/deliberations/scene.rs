//! A conversation as its pages read it. What many read alike is read once for each state, by whoever asks first.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;

use entity::case;
use entity::deliberation::{self, DeliberationState};
use entity::retention_term::TermKind;
use sea_orm::DbErr;

use super::drawn::{Drawn, Frame, Lead, LeadPart};
use super::view::{CaseText, Table};
use crate::app::App;
use crate::cases;
use crate::crypto::content_hash;
use crate::deliberations::hub::Audience;
use crate::deliberations::participants::{self, Person};
use crate::deliberations::{Refused, Room, Seat, Virtue, virtues};
use crate::methods::Reader;
use crate::people::Actor;
use crate::retention::terms;
use crate::web::retention;
use crate::web::words::Language;

/// A conversation with what every page of it needs. What all readers share is read once for each state.
pub struct Scene {
    pub room: Room,
    pub language: Language,
    /// Address of the conversation.
    pub base: String,
    common: Arc<Common>,
}

/// What everybody at the table reads alike, whatever their role.
pub struct Common {
    room: Room,
    pub virtues: Vec<Virtue>,
    pub people: Vec<Person>,
    /// The words of the case that is talked through.
    pub case: Option<case::Model>,
    /// Weeks that what is written here stays.
    pub stays: i32,
    /// Stands for the learning question and the virtues: when it changes, pages are drawn anew.
    pub focus: String,
}

impl Deref for Scene {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.common
    }
}

/// Returns what is made once for an audience in each state of an open conversation; after the close, each time.
async fn shared<T: Any + Send + Sync, E>(
    app: &App,
    of: &deliberation::Model,
    audience: Audience,
    make: impl Future<Output = Result<T, E>>,
) -> Result<Arc<T>, E> {
    match of.state {
        DeliberationState::Open => app.hub.kept(of.id, of.changes, audience, make).await,
        DeliberationState::Closed => Ok(Arc::new(make.await?)),
    }
}

fn everybody(language: Language) -> Audience {
    Audience { role: "everybody", language: language.code() }
}

fn focus(of: &deliberation::Model, virtues: &[Virtue]) -> String {
    let ids: Vec<String> = virtues.iter().map(|virtue| virtue.id.to_string()).collect();
    content_hash(&format!("{}\n{}", of.learning_question, ids.join(" ")))[..8].to_owned()
}

impl Scene {
    /// Reads the scene for somebody with a place at the table.
    pub async fn read(app: &App, actor: &Actor, seat: &Seat, language: Language) -> Result<Self, Refused> {
        let (of, db) = (&seat.deliberation, app.db.read());
        // Boxed: mostly it has been read.
        let read = Box::pin(async {
            let virtues = virtues(db, of).await?;
            Ok::<_, Refused>(Common {
                room: Room::read(db, of.clone()).await?,
                focus: focus(of, &virtues),
                virtues,
                people: participants::list(db, of).await?,
                // The place at the table has just been checked.
                case: cases::words_in_conversation(db, actor.organisation, of.case_id).await?,
                stays: terms::of(db, actor.organisation).await?.of(TermKind::Conversation),
            })
        });
        let common = shared(app, of, everybody(language), read).await?;
        let room = Room { deliberation: of.clone(), ..common.room.clone() };
        let base = format!("/o/{}/deliberations/{}", actor.slug, of.id);
        Ok(Self { room, language, base, common })
    }

    /// Returns the part that all readers of one kind share; `edits` adds the links for whoever may change every card.
    pub async fn table(&self, app: &App, reader: Reader, edits: bool) -> Result<Arc<Table>, DbErr> {
        let audience = self.audience(reader, edits);
        // Boxed: laying the table is far larger than finding it laid.
        shared(app, &self.room.deliberation, audience, Box::pin(self.lay(app.db.read(), reader, edits))).await
    }

    /// Returns the largest parts of that as they are drawn, for the same readers.
    pub async fn drawn(&self, app: &App, reader: Reader, table: &Arc<Table>) -> Result<Arc<Drawn>, minijinja::Error> {
        let draw = async { Drawn::draw(self.language, table) };
        shared(app, &self.room.deliberation, self.audience(reader, table.edits), draw).await
    }

    /// Returns what stands around the table as it is drawn, for everybody.
    pub async fn frame(&self, app: &App) -> Result<Arc<Frame>, minijinja::Error> {
        let draw = async {
            let case = self.case.as_ref().map(CaseText::from).unwrap_or_default();
            let stays = retention::sentence(self.language, TermKind::Conversation, self.stays);
            Frame::draw(self.language, &self.around(), &case, stays)
        };
        shared(app, &self.room.deliberation, everybody(self.language), draw).await
    }

    /// Returns what the facilitator leads with, drawn.
    pub async fn lead(&self, app: &App, reader: Reader, part: LeadPart) -> Result<Arc<Lead>, minijinja::Error> {
        let audience = self.audience(reader, part.table.edits);
        shared(app, &self.room.deliberation, audience, async { Lead::draw(self.language, &part) }).await
    }

    fn audience(&self, reader: Reader, edits: bool) -> Audience {
        let role = match (reader, edits) {
            (Reader::Presenter, false) => "presenter",
            (Reader::Presenter, true) => "presenter-who-edits",
            (Reader::Table, false) => "table",
            (Reader::Table, true) => "table-and-edits",
        };
        Audience { role, language: self.language.code() }
    }

    /// Tells whether there is something to reveal in the present step: hidden writing, or enough dots on a line.
    pub async fn reveals(&self, app: &App) -> Result<bool, DbErr> {
        let audience = everybody(self.language);
        let reveals = shared(app, &self.room.deliberation, audience, self.holds_something(app.db.read())).await?;
        Ok(*reveals)
    }
}
