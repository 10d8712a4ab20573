//! Editing a draft. The version guards against two open pages that overwrite each other.

use entity::contribution::LessonLevel;
use entity::ids::{LessonId, OrganisationId, RecordId, VirtueId};
use entity::record_virtue::Side;
use entity::{record, record_lesson, record_tension, record_virtue};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Act, MOST_TENSIONS, Refused, next, own_row, require_own};
use crate::db::Tx;
use crate::people::Actor;
use crate::tensions;

/// What the presenter makes of the record.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub title: String,
    pub situation: String,
    pub client_view: String,
    pub exploration: String,
    pub options: String,
    pub decision: String,
    pub accounting: String,
    pub lessons: Vec<(LessonLevel, String)>,
    pub sides: Vec<(VirtueId, Option<Side>)>,
    pub tensions: Vec<String>,
}

/// Stores the presenter's draft when `version` is still the present one; returns the next version.
pub async fn update(tx: &mut Tx, actor: &Actor, record: RecordId, version: i32, draft: Draft) -> Result<i32, Refused> {
    let found = require_own(tx, actor, record).await?;
    let state = next(found.state, Act::Edit).ok_or(Refused::Approved)?;
    let changed = record::Entity::update_many()
        .col_expr(record::Column::Title, Expr::value(draft.title))
        .col_expr(record::Column::Situation, Expr::value(draft.situation))
        .col_expr(record::Column::ClientView, Expr::value(draft.client_view))
        .col_expr(record::Column::Exploration, Expr::value(draft.exploration))
        .col_expr(record::Column::Options, Expr::value(draft.options))
        .col_expr(record::Column::Decision, Expr::value(draft.decision))
        .col_expr(record::Column::Accounting, Expr::value(draft.accounting))
        .col_expr(record::Column::Version, Expr::value(version + 1))
        .filter(own_row(actor.organisation, record))
        .filter(record::Column::Version.eq(version))
        .filter(record::Column::State.eq(state.to_value()))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        return Err(Refused::Stale);
    }
    replace_lessons(tx, actor.organisation, record, draft.lessons).await?;
    replace_tensions(tx, actor.organisation, record, draft.tensions).await?;
    for side in [None, Some(Side::TooLittle), Some(Side::Mean), Some(Side::TooMuch)] {
        let virtues = draft.sides.iter().filter(|(_, chosen)| *chosen == side).map(|(virtue, _)| *virtue);
        set_side(tx, actor.organisation, record, virtues.collect(), side).await?;
    }
    Ok(version + 1)
}

async fn replace_lessons(
    tx: &Tx,
    organisation: OrganisationId,
    record: RecordId,
    lessons: Vec<(LessonLevel, String)>,
) -> Result<(), Refused> {
    record_lesson::Entity::delete_many()
        .filter(record_lesson::Column::OrganisationId.eq(organisation))
        .filter(record_lesson::Column::RecordId.eq(record))
        .exec(tx.conn())
        .await?;
    let lessons = lessons.into_iter().filter(|(_, text)| !text.is_empty());
    let rows: Vec<_> = lessons
        .zip(0..)
        .map(|((level, text), position)| record_lesson::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(LessonId::new()),
            record_id: Set(record),
            level: Set(level),
            text: Set(text),
            position: Set(position),
        })
        .collect();
    if !rows.is_empty() {
        record_lesson::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn replace_tensions(
    tx: &Tx,
    organisation: OrganisationId,
    record: RecordId,
    mut keys: Vec<String>,
) -> Result<(), Refused> {
    record_tension::Entity::delete_many()
        .filter(record_tension::Column::OrganisationId.eq(organisation))
        .filter(record_tension::Column::RecordId.eq(record))
        .exec(tx.conn())
        .await?;
    keys.retain(|key| tensions::find(key).is_some());
    keys.sort();
    keys.dedup();
    let rows: Vec<_> = keys
        .into_iter()
        .take(MOST_TENSIONS)
        .map(|key| record_tension::ActiveModel {
            organisation_id: Set(organisation),
            record_id: Set(record),
            tension_key: Set(key),
        })
        .collect();
    if !rows.is_empty() {
        record_tension::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn set_side(
    tx: &Tx,
    organisation: OrganisationId,
    record: RecordId,
    virtues: Vec<VirtueId>,
    side: Option<Side>,
) -> Result<(), Refused> {
    if virtues.is_empty() {
        return Ok(());
    }
    record_virtue::Entity::update_many()
        .col_expr(record_virtue::Column::Side, Expr::value(side.map(|side| side.to_value())))
        .filter(record_virtue::Column::OrganisationId.eq(organisation))
        .filter(record_virtue::Column::RecordId.eq(record))
        .filter(record_virtue::Column::VirtueId.is_in(virtues))
        .exec(tx.conn())
        .await?;
    Ok(())
}
