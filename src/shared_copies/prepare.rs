//! Makes a copy of an approved record: texts only, random ids, the year, and nothing that leads to a person.

use entity::contribution::LessonLevel;
use entity::ids::{OrganisationId, RecordId, SharedCopyId, SharedPartId, SharedVirtueId};
use entity::record::RecordState;
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::shared_part::{self, PartKind, PartSection};
use entity::{case_phase, deliberation, method_snapshot, record, shared_origin, shared_tension, shared_virtue};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use super::Refused;
use crate::clock;
use crate::db::Tx;
use crate::people::Actor;
use crate::records::{self, Contents};

/// Makes the copy of the actor's own approved record; returns the one that stands for it already, if any.
pub async fn prepare(tx: &mut Tx, actor: &Actor, record: RecordId) -> Result<shared_copy::Model, Refused> {
    let found = records::find(tx.conn(), actor, record).await?;
    let record = found.filter(|record| record.presenter_id == actor.account).ok_or(Refused::NotFound)?;
    if record.state != RecordState::Approved {
        return Err(Refused::NotNow);
    }
    if let Some(existing) = super::find_for_record(tx.conn(), actor.organisation, record.id).await? {
        return Ok(existing);
    }
    if actor.reader_of(tx.conn(), record.team_id).await?.is_none() {
        return Err(Refused::NotFound);
    }
    let talk = deliberation::Entity::find_by_id((actor.organisation, record.deliberation_id)).one(tx.conn()).await?;
    let talk = talk.ok_or(Refused::NotFound)?;
    let method = method_snapshot::Entity::find_by_id(talk.method_hash.clone()).one(tx.conn()).await?;
    let phase = case_phase::Entity::find_by_id((actor.organisation, talk.case_id)).one(tx.conn()).await?;
    let row = shared_copy::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(SharedCopyId::random()),
        team_id: Set(record.team_id),
        state: Set(SharedCopyState::Preparing),
        title: Set(record.title.clone()),
        year: Set(i32::from(clock::local(talk.closed_at.unwrap_or(talk.opened_at)).year())),
        method_key: Set(method.map(|method| method.key).unwrap_or_default()),
        contact_phase: Set(phase.map(|row| row.phase)),
        audience: Set(Audience::Team),
    };
    let copy = row.insert(tx.conn()).await?;
    let contents = records::contents(tx.conn(), &record).await?;
    insert_parts(tx, &copy, &record, &contents).await?;
    insert_virtues(tx, &copy, &contents).await?;
    insert_tensions(tx, &copy, &contents).await?;
    insert_origin(tx, actor.organisation, copy.id, &record).await?;
    Ok(copy)
}

/// One text on its way into the copy.
type Text<'a> = (PartKind, Option<PartSection>, Option<LessonLevel>, &'a str);

fn of_record(section: PartSection, text: &str) -> Text<'_> {
    (PartKind::Record, Some(section), None, text)
}

async fn insert_parts(
    tx: &Tx,
    copy: &shared_copy::Model,
    record: &record::Model,
    contents: &Contents,
) -> Result<(), Refused> {
    let mut texts: Vec<Text<'_>> = vec![
        (PartKind::Case, Some(PartSection::Story), None, &record.situation),
        (PartKind::Case, Some(PartSection::Question), None, &contents.question),
        of_record(PartSection::Exploration, &record.exploration),
        of_record(PartSection::ClientView, &record.client_view),
        of_record(PartSection::Options, &record.options),
        (PartKind::Decision, None, None, &record.decision),
        of_record(PartSection::Accounting, &record.accounting),
    ];
    texts.extend(contents.lessons.iter().map(|one| (PartKind::Lesson, None, Some(one.level), one.text.as_str())));
    let texts = texts.into_iter().filter(|(.., text)| !text.trim().is_empty());
    let rows: Vec<_> = texts
        .zip(0..)
        .map(|((kind, section, level, text), position)| shared_part::ActiveModel {
            organisation_id: Set(copy.organisation_id),
            id: Set(SharedPartId::random()),
            shared_copy_id: Set(copy.id),
            kind: Set(kind),
            section: Set(section),
            level: Set(level),
            text: Set(text.to_owned()),
            position: Set(position),
            withdrawn: Set(false),
        })
        .collect();
    if !rows.is_empty() {
        shared_part::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn insert_virtues(tx: &Tx, copy: &shared_copy::Model, contents: &Contents) -> Result<(), Refused> {
    let virtues = contents.virtues.iter().zip(0..);
    let rows: Vec<_> = virtues
        .map(|(virtue, position)| shared_virtue::ActiveModel {
            organisation_id: Set(copy.organisation_id),
            id: Set(SharedVirtueId::random()),
            shared_copy_id: Set(copy.id),
            virtue_id: Set(virtue.id),
            template_key: Set(virtue.template_key.clone()),
            name: Set(virtue.name.clone()),
            too_little: Set(virtue.too_little.clone()),
            too_much: Set(virtue.too_much.clone()),
            side: Set(virtue.side),
            position: Set(position),
        })
        .collect();
    if !rows.is_empty() {
        shared_virtue::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn insert_tensions(tx: &Tx, copy: &shared_copy::Model, contents: &Contents) -> Result<(), Refused> {
    let rows: Vec<_> = contents
        .tensions
        .iter()
        .map(|key| shared_tension::ActiveModel {
            organisation_id: Set(copy.organisation_id),
            shared_copy_id: Set(copy.id),
            tension_key: Set(key.clone()),
        })
        .collect();
    if !rows.is_empty() {
        shared_tension::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn insert_origin(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    record: &record::Model,
) -> Result<(), Refused> {
    let row = shared_origin::ActiveModel {
        organisation_id: Set(organisation),
        shared_copy_id: Set(copy),
        record_id: Set(Some(record.id)),
        presenter_id: Set(record.presenter_id),
        reader_id: Set(None),
        reader_note: Set(None),
    };
    tx.insert(row).await?;
    Ok(())
}
