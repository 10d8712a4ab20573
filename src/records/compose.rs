//! Makes a record from a conversation: the story, and what was placed, by kind. It orders and joins; the only words it adds
//! are the method's own, where a reader couldn't otherwise tell a first impulse from a decision.

use std::collections::BTreeMap;

use entity::contribution::{self, ContributionKind, LessonLevel};
use entity::ids::{DeliberationId, LessonId, OrganisationId, RecordId};
use entity::record::RecordState;
use entity::time::Timestamp;
use entity::{account, case, deliberation, deliberation_virtue, record, record_lesson, record_virtue};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Refused;
use crate::db::Tx;
use crate::methods;

/// Makes the draft of a conversation's record, for its presenter; returns the one that is there already, if any.
///
/// `told` is what everybody at the table could read: hidden writing that was never revealed must not be among it.
pub async fn create_from_deliberation(
    tx: &mut Tx,
    talk: &deliberation::Model,
    told: &[contribution::Model],
    now: Timestamp,
) -> Result<record::Model, Refused> {
    let (organisation, deliberation) = (talk.organisation_id, talk.id);
    let existing = record::Entity::find()
        .filter(record::Column::OrganisationId.eq(organisation))
        .filter(record::Column::DeliberationId.eq(deliberation))
        .one(tx.conn())
        .await?;
    if let Some(existing) = existing {
        return Ok(existing);
    }
    let case = case::Entity::find_by_id((organisation, talk.case_id)).one(tx.conn()).await?;
    let case = case.ok_or(Refused::NotFound)?;
    let words = Words { placed: told, labels: labels(tx, talk).await? };
    let made = insert_record(tx, talk, case, &words, now).await?;
    insert_lessons(tx, made.id, organisation, told).await?;
    insert_virtues(tx, made.id, organisation, deliberation).await?;
    Ok(made)
}

async fn insert_record(
    tx: &Tx,
    talk: &deliberation::Model,
    case: case::Model,
    words: &Words<'_>,
    now: Timestamp,
) -> Result<record::Model, Refused> {
    use ContributionKind::{
        Account, Action, Advice, Analysis, Argument, Association, ClientView, Decision, Deviation, Difference,
        FirstImpulse, Helped, Interpretation, Observation, Option, Perspective, Question, Wish,
    };
    let explored = [Observation, Interpretation, Association, Question, Analysis, Perspective, Argument, Helped, Wish];
    let row = record::ActiveModel {
        organisation_id: Set(talk.organisation_id),
        id: Set(RecordId::new()),
        deliberation_id: Set(talk.id),
        team_id: Set(talk.team_id),
        presenter_id: Set(talk.presenter_id),
        state: Set(RecordState::Draft),
        title: Set(case.title),
        situation: Set(case.story),
        client_view: Set(words.joined(&[ClientView])),
        exploration: Set(words.joined(&explored)),
        options: Set(words.joined(&[Option, Advice])),
        decision: Set(words.joined(&[FirstImpulse, Decision, Difference, Action])),
        accounting: Set(words.joined(&[Account, Deviation])),
        version: Set(1),
        created_at: Set(now),
        approved_at: Set(None),
    };
    Ok(row.insert(tx.conn()).await?)
}

/// What was placed, and the method's words for some kinds of it.
struct Words<'a> {
    placed: &'a [contribution::Model],
    labels: BTreeMap<&'static str, String>,
}

impl Words<'_> {
    /// Joins the contributions of these kinds, kind by kind, one paragraph each.
    fn joined(&self, kinds: &[ContributionKind]) -> String {
        let of_kind = |kind: ContributionKind| self.placed.iter().filter(move |one| one.kind == kind);
        let texts = kinds.iter().copied().flat_map(of_kind).filter(|one| !one.text.trim().is_empty());
        texts.map(|one| self.paragraph(one)).collect::<Vec<_>>().join("\n\n")
    }

    /// Returns a contribution's words, with what it is before them and who does it by when behind them.
    fn paragraph(&self, one: &contribution::Model) -> String {
        let aside: Vec<&str> = [one.who.trim(), one.due.trim()].into_iter().filter(|word| !word.is_empty()).collect();
        let text = one.text.trim();
        let text = if aside.is_empty() { text.to_owned() } else { format!("{text} ({})", aside.join(", ")) };
        match self.labels.get(one.kind.as_str()) {
            Some(label) => format!("{label}: {text}"),
            None => text,
        }
    }
}

/// Returns the method's words for what stands beside a decision or an account, in the presenter's language.
async fn labels(tx: &Tx, talk: &deliberation::Model) -> Result<BTreeMap<&'static str, String>, Refused> {
    use ContributionKind::{
        Advice, Analysis, Argument, Association, Deviation, Difference, FirstImpulse, Helped, Perspective, Question,
        Wish,
    };
    let kinds = [
        FirstImpulse,
        Difference,
        Deviation,
        Advice,
        Analysis,
        Argument,
        Association,
        Helped,
        Perspective,
        Question,
        Wish,
    ];
    let method = methods::kept(tx.conn(), &talk.method_hash).await?;
    let presenter = account::Entity::find_by_id(talk.presenter_id).one(tx.conn()).await?;
    let language = presenter.map(|account| account.language).unwrap_or_default();
    let named = kinds.into_iter().filter_map(|kind| {
        let label = method.label(kind)?;
        Some((kind.as_str(), label.get(&language).to_owned()))
    });
    Ok(named.collect())
}

async fn insert_lessons(
    tx: &Tx,
    record: RecordId,
    organisation: OrganisationId,
    placed: &[contribution::Model],
) -> Result<(), Refused> {
    let lessons = placed.iter().filter(|one| one.kind == ContributionKind::Lesson && !one.text.trim().is_empty());
    let rows: Vec<_> = lessons
        .zip(0..)
        .map(|(one, position)| record_lesson::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(LessonId::new()),
            record_id: Set(record),
            level: Set(one.level.unwrap_or(LessonLevel::Team)),
            text: Set(one.text.trim().to_owned()),
            position: Set(position),
        })
        .collect();
    if !rows.is_empty() {
        record_lesson::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}

async fn insert_virtues(
    tx: &Tx,
    record: RecordId,
    organisation: OrganisationId,
    deliberation: DeliberationId,
) -> Result<(), Refused> {
    let central = deliberation_virtue::Entity::find()
        .filter(deliberation_virtue::Column::OrganisationId.eq(organisation))
        .filter(deliberation_virtue::Column::DeliberationId.eq(deliberation))
        .order_by_asc(deliberation_virtue::Column::Position)
        .limit(super::rows::MOST_ROWS)
        .all(tx.conn())
        .await?;
    let rows: Vec<_> = central
        .into_iter()
        .map(|virtue| record_virtue::ActiveModel {
            organisation_id: Set(organisation),
            record_id: Set(record),
            virtue_id: Set(virtue.virtue_id),
            wording_version: Set(virtue.wording_version),
            side: Set(None),
            position: Set(virtue.position),
        })
        .collect();
    if !rows.is_empty() {
        record_virtue::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}
