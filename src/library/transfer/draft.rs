//! Takes a paper in as a draft of whoever brings it: theirs alone, until it went the redaction road and a colleague read it.

use entity::ids::{SharedCopyId, SharedPartId, SharedVirtueId, TeamId, VirtueId};
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::{shared_barrier, shared_origin, shared_part, shared_tension, shared_virtue};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

use super::Paper;
use crate::db::Tx;
use crate::people::Actor;
use crate::shared_copies::Refused;

/// Drafts listed at once.
const LIST_LIMIT: u64 = 300;

/// What became of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    In(SharedCopyId),
    /// The same draft is there already: importing twice is harmless.
    There(SharedCopyId),
}

/// Makes a draft of a paper, once. `year` stands in for a paper that tells none.
pub async fn take_in(tx: &mut Tx, actor: &Actor, team: TeamId, paper: Paper, year: i32) -> Result<Taken, Refused> {
    actor.reader_of(tx.conn(), team).await?.ok_or(Refused::NotFound)?;
    if let Some(there) = find_same(tx, actor, team, &paper).await? {
        return Ok(Taken::There(there));
    }
    let copy = shared_copy::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(SharedCopyId::random()),
        team_id: Set(team),
        state: Set(SharedCopyState::Preparing),
        title: Set(paper.title.clone()),
        year: Set(paper.year.unwrap_or(year)),
        method_key: Set(paper.method.clone()),
        contact_phase: Set(paper.phase),
        audience: Set(Audience::Team),
    };
    let copy = copy.insert(tx.conn()).await?;
    let origin = shared_origin::ActiveModel {
        organisation_id: Set(actor.organisation),
        shared_copy_id: Set(copy.id),
        record_id: Set(None),
        presenter_id: Set(actor.account),
        reader_id: Set(None),
        reader_note: Set(None),
    };
    tx.insert(origin).await?;
    add_parts(tx, &copy, &paper).await?;
    add_tags(tx, &copy, &paper).await?;
    Ok(Taken::In(copy.id))
}

/// Lists the actor's drafts that came from elsewhere than a conversation, by title.
pub async fn mine<C: ConnectionTrait>(db: &C, actor: &Actor) -> Result<Vec<shared_copy::Model>, DbErr> {
    let own = shared_origin::Entity::find()
        .select_only()
        .column(shared_origin::Column::SharedCopyId)
        .filter(shared_origin::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_origin::Column::PresenterId.eq(actor.account))
        .filter(shared_origin::Column::RecordId.is_null());
    let waiting = [SharedCopyState::Preparing, SharedCopyState::WithReader].map(|state| state.to_value());
    shared_copy::Entity::find()
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::State.is_in(waiting))
        .filter(shared_copy::Column::Id.in_subquery(own.into_query()))
        .order_by_asc(shared_copy::Column::Title)
        .order_by_asc(shared_copy::Column::Id)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Finds a draft of the actor with this title and the same first text.
async fn find_same(tx: &Tx, actor: &Actor, team: TeamId, paper: &Paper) -> Result<Option<SharedCopyId>, DbErr> {
    let drafts = mine(tx.conn(), actor).await?;
    for draft in drafts.into_iter().filter(|draft| draft.team_id == team && draft.title == paper.title) {
        let first = shared_part::Entity::find()
            .filter(shared_part::Column::OrganisationId.eq(actor.organisation))
            .filter(shared_part::Column::SharedCopyId.eq(draft.id))
            .order_by_asc(shared_part::Column::Position)
            .one(tx.conn())
            .await?;
        if first.map(|part| part.text).as_ref() == paper.parts.first().map(|part| &part.text) {
            return Ok(Some(draft.id));
        }
    }
    Ok(None)
}

async fn add_parts(tx: &Tx, copy: &shared_copy::Model, paper: &Paper) -> Result<(), DbErr> {
    let rows = paper.parts.iter().zip(0..).map(|(part, position)| shared_part::ActiveModel {
        organisation_id: Set(copy.organisation_id),
        id: Set(SharedPartId::random()),
        shared_copy_id: Set(copy.id),
        kind: Set(part.kind),
        section: Set(part.section),
        level: Set(part.level),
        text: Set(part.text.clone()),
        position: Set(position),
        withdrawn: Set(false),
    });
    shared_part::Entity::insert_many(rows).exec(tx.conn()).await.map(|_| ())
}

async fn add_tags(tx: &Tx, copy: &shared_copy::Model, paper: &Paper) -> Result<(), DbErr> {
    let (organisation, id) = (copy.organisation_id, copy.id);
    let virtues: Vec<_> = (paper.virtues.iter().zip(0..))
        .map(|(virtue, position)| shared_virtue::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(SharedVirtueId::random()),
            shared_copy_id: Set(id),
            virtue_id: Set(VirtueId::random()),
            template_key: Set(None),
            name: Set(virtue.name.clone()),
            too_little: Set(virtue.too_little.clone()),
            too_much: Set(virtue.too_much.clone()),
            side: Set(virtue.side),
            position: Set(position),
        })
        .collect();
    if !virtues.is_empty() {
        shared_virtue::Entity::insert_many(virtues).exec(tx.conn()).await?;
    }
    for key in once_each(&paper.tensions) {
        let row = shared_tension::ActiveModel {
            organisation_id: Set(organisation),
            shared_copy_id: Set(id),
            tension_key: Set(key),
        };
        tx.insert(row).await?;
    }
    for key in once_each(&paper.barriers) {
        let row = shared_barrier::ActiveModel {
            organisation_id: Set(organisation),
            shared_copy_id: Set(id),
            barrier_key: Set(key),
        };
        tx.insert(row).await?;
    }
    Ok(())
}

fn once_each(keys: &[String]) -> Vec<String> {
    let mut keys = keys.to_vec();
    keys.sort();
    keys.dedup();
    keys.truncate(super::super::tags::MOST_EACH);
    keys
}
