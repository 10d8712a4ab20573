//! The rows around a record, read together: lessons, virtues in the words of their day, tensions.

use entity::ids::{OrganisationId, RecordId, VirtueId};
use entity::record_virtue::Side;
use entity::time::Timestamp;
use entity::{deliberation, record, record_lesson, record_tension, record_virtue, virtue, virtue_wording};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Rows of one kind that a record can have.
pub(super) const MOST_ROWS: u64 = 200;

/// What belongs to a record besides its own texts.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The learning question of the conversation.
    pub question: String,
    /// When the conversation was held.
    pub held_at: Option<Timestamp>,
    pub lessons: Vec<record_lesson::Model>,
    pub virtues: Vec<Virtue>,
    pub tensions: Vec<String>,
}

/// A virtue of a record, in the words of the conversation's day.
#[derive(Clone, Debug)]
pub struct Virtue {
    pub id: VirtueId,
    pub template_key: Option<String>,
    pub name: String,
    pub too_little: String,
    pub too_much: String,
    pub side: Option<Side>,
}

/// Reads what belongs to a record. The caller has checked that the record may be read.
pub async fn contents<C: ConnectionTrait>(db: &C, record: &record::Model) -> Result<Contents, DbErr> {
    let (organisation, talk, record) = (record.organisation_id, record.deliberation_id, record.id);
    let talk = deliberation::Entity::find_by_id((organisation, talk)).one(db).await?;
    let lessons = record_lesson::Entity::find()
        .filter(record_lesson::Column::OrganisationId.eq(organisation))
        .filter(record_lesson::Column::RecordId.eq(record))
        .order_by_asc(record_lesson::Column::Position)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let tensions = record_tension::Entity::find()
        .filter(record_tension::Column::OrganisationId.eq(organisation))
        .filter(record_tension::Column::RecordId.eq(record))
        .order_by_asc(record_tension::Column::TensionKey)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let tensions = tensions.into_iter().map(|tension| tension.tension_key).collect();
    let virtues = virtues(db, organisation, record).await?;
    let held_at = talk.as_ref().map(|talk| talk.opened_at);
    let question = talk.map(|talk| talk.learning_question).unwrap_or_default();
    Ok(Contents { question, held_at, lessons, virtues, tensions })
}

async fn virtues<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    record: RecordId,
) -> Result<Vec<Virtue>, DbErr> {
    let central = record_virtue::Entity::find()
        .filter(record_virtue::Column::OrganisationId.eq(organisation))
        .filter(record_virtue::Column::RecordId.eq(record))
        .order_by_asc(record_virtue::Column::Position)
        .limit(MOST_ROWS)
        .all(db)
        .await?;
    let ids: Vec<VirtueId> = central.iter().map(|one| one.virtue_id).collect();
    let wordings = virtue_wording::Entity::find()
        .filter(virtue_wording::Column::OrganisationId.eq(organisation))
        .filter(virtue_wording::Column::VirtueId.is_in(ids.clone()))
        .all(db)
        .await?;
    let origins = virtue::Entity::find()
        .filter(virtue::Column::OrganisationId.eq(organisation))
        .filter(virtue::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let found = central.into_iter().filter_map(|one| {
        let wording =
            wordings.iter().find(|words| words.virtue_id == one.virtue_id && words.version == one.wording_version)?;
        let origin = origins.iter().find(|origin| origin.id == one.virtue_id);
        Some(Virtue {
            id: one.virtue_id,
            template_key: origin.and_then(|origin| origin.template_key.clone()),
            name: wording.name.clone(),
            too_little: wording.too_little.clone(),
            too_much: wording.too_much.clone(),
            side: one.side,
        })
    });
    Ok(found.collect())
}
