//! Who may read a conversation's stream at this moment, asked once for all open streams of a change.
//!
//! A thousand streams would otherwise ask the same few questions a thousand times at each change.

use std::collections::HashMap;

use entity::deliberation;
use entity::ids::{AccountId, DeliberationId, OrganisationId};
use entity::participant::{self, ParticipantState};
use entity::time::Timestamp;
use entity::{login, membership};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Refused, Seat};

/// Most people and devices in one conversation.
const MOST: u64 = 5_000;

/// The conversation and the devices of who is present in it, as they are after one change.
#[derive(Debug)]
pub struct Attendance {
    deliberation: deliberation::Model,
    /// Whose device it is, by the hash of its login's token.
    devices: HashMap<String, AccountId>,
}

impl Attendance {
    /// Returns the seat of the device with this token's hash; nothing when it may no longer read.
    pub fn seat(&self, token_hash: &str) -> Option<Seat> {
        let account = *self.devices.get(token_hash)?;
        Some(Seat { deliberation: self.deliberation.clone(), account })
    }

    /// Returns the count of changes.
    pub fn changes(&self) -> i64 {
        self.deliberation.changes
    }

    /// Reads who is present, still belongs to the organisation, and on which devices they are signed in.
    pub async fn read<C: ConnectionTrait>(
        db: &C,
        organisation: OrganisationId,
        id: DeliberationId,
        now: Timestamp,
    ) -> Result<Self, Refused> {
        let deliberation = deliberation::Entity::find_by_id((organisation, id)).one(db).await?;
        let deliberation = deliberation.ok_or(Refused::NotFound)?;
        let present = present(db, organisation, id).await?;
        let logins = login::Entity::find()
            .filter(login::Column::AccountId.is_in(present))
            .filter(login::Column::Admitted.eq(true))
            .filter(login::Column::ExpiresAt.gt(now))
            .filter(only_here(login::Column::OrganisationId, organisation.0))
            .filter(only_here(login::Column::DeliberationId, id.0))
            .limit(MOST)
            .all(db)
            .await?;
        let devices = logins.into_iter().map(|login| (login.token_hash, login.account_id)).collect();
        Ok(Self { deliberation, devices })
    }
}

/// A login is for everything, or for this alone.
fn only_here(column: login::Column, this: uuid::Uuid) -> Condition {
    Condition::any().add(column.is_null()).add(column.eq(this))
}

async fn present<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    id: DeliberationId,
) -> Result<Vec<AccountId>, DbErr> {
    let participants = participant::Entity::find()
        .filter(participant::Column::OrganisationId.eq(organisation))
        .filter(participant::Column::DeliberationId.eq(id))
        .filter(participant::Column::State.eq(ParticipantState::Present))
        .limit(MOST)
        .all(db)
        .await?;
    let members = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::AccountId.is_in(participants.iter().map(|participant| participant.account_id)))
        .limit(MOST)
        .all(db)
        .await?;
    Ok(members.into_iter().map(|member| member.account_id).collect())
}
