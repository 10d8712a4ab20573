//! Letting all teams of the organisation read an item: the presenter asks, the team agrees, and anybody of the team can stop it.
//!
//! A facilitator says that the team agrees, after it was talked about; when the facilitator is the presenter, another
//! reader of the team does. Stopping it needs no reason and leaves no name.

use entity::ids::SharedCopyId;
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::team_member::TeamRole;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Reader;
use crate::db::Tx;
use crate::event::Event;
use crate::people::Actor;
use crate::shared_copies::{self, Access, Refused};

/// Copies that wait for a team, at most.
const LIST_LIMIT: u64 = 50;

/// What somebody does about who may read an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The presenter asks the team.
    Ask,
    /// The team agrees.
    Agree,
    /// Somebody of the team would rather not, or the presenter takes it back.
    Stop,
}

/// Returns who may read an item after an act; `None` when the act is not possible.
pub fn next(audience: Audience, act: Act) -> Option<Audience> {
    match (audience, act) {
        (Audience::Team, Act::Ask) => Some(Audience::Asked),
        (Audience::Asked, Act::Agree) => Some(Audience::Organisation),
        (Audience::Asked | Audience::Organisation, Act::Stop) => Some(Audience::Team),
        (Audience::Team, Act::Agree | Act::Stop)
        | (Audience::Asked | Audience::Organisation, Act::Ask)
        | (Audience::Organisation, Act::Agree) => None,
    }
}

/// Lists what somebody may do about who reads an item, in the state in which it is.
pub async fn possible<C: ConnectionTrait>(db: &C, actor: &Actor, copy: &shared_copy::Model) -> Result<Vec<Act>, DbErr> {
    let Some(member) = actor.reader_of(db, copy.team_id).await? else { return Ok(Vec::new()) };
    let opened = shared_copies::open(db, actor, copy.id).await?;
    let presents = opened.as_ref().is_some_and(|opened| opened.access == Access::Presenter);
    let presenter_leads = presenter_leads(db, actor, copy).await?;
    let speaks_for_team = !presents && (member.role == TeamRole::Facilitator || presenter_leads);
    let allowed = |act: &Act| match act {
        Act::Ask => presents,
        Act::Agree => speaks_for_team,
        Act::Stop => true,
    };
    let shared = copy.state == SharedCopyState::Shared;
    let acts = [Act::Ask, Act::Agree, Act::Stop].into_iter();
    Ok(acts.filter(|act| shared && next(copy.audience, *act).is_some() && allowed(act)).collect())
}

/// Does it, when it is possible for this person now.
pub async fn act(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, act: Act) -> Result<Audience, Refused> {
    let row = shared_copy::Entity::find_by_id((actor.organisation, copy)).lock_exclusive().one(tx.conn()).await?;
    let row = row.filter(|row| row.state == SharedCopyState::Shared).ok_or(Refused::NotFound)?;
    if actor.reader_of(tx.conn(), row.team_id).await?.is_none() {
        return Err(Refused::NotFound);
    }
    if !possible(tx.conn(), actor, &row).await?.contains(&act) {
        return Err(Refused::NotNow);
    }
    let audience = next(row.audience, act).ok_or(Refused::NotNow)?;
    shared_copy::Entity::update_many()
        .col_expr(shared_copy::Column::Audience, Expr::value(audience.to_value()))
        .filter(shared_copy::Column::OrganisationId.eq(actor.organisation))
        .filter(shared_copy::Column::Id.eq(copy))
        .exec(tx.conn())
        .await?;
    tx.record(Event::SharedCopyChanged(actor.organisation, copy));
    Ok(audience)
}

/// Lists the items about which a reader's teams were asked.
pub async fn asked<C: ConnectionTrait>(db: &C, reader: &Reader) -> Result<Vec<shared_copy::Model>, DbErr> {
    shared_copy::Entity::find()
        .filter(reader.condition())
        .filter(shared_copy::Column::TeamId.is_in(reader.team_ids()))
        .filter(shared_copy::Column::Audience.eq(Audience::Asked.to_value()))
        .order_by_asc(shared_copy::Column::Title)
        .limit(LIST_LIMIT)
        .all(db)
        .await
}

/// Tells whether the presenter leads the team's conversations, so that another must speak for it.
async fn presenter_leads<C: ConnectionTrait>(db: &C, actor: &Actor, copy: &shared_copy::Model) -> Result<bool, DbErr> {
    use entity::{shared_origin, team_member};
    let Some(origin) = shared_origin::Entity::find_by_id((actor.organisation, copy.id)).one(db).await? else {
        return Ok(false);
    };
    let presenter = (actor.organisation, copy.team_id, origin.presenter_id);
    let member = team_member::Entity::find_by_id(presenter).one(db).await?;
    Ok(member.is_some_and(|member| member.role == TeamRole::Facilitator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_audience_and_act() {
        let expected = [
            (Audience::Team, [Some(Audience::Asked), None, None]),
            (Audience::Asked, [None, Some(Audience::Organisation), Some(Audience::Team)]),
            (Audience::Organisation, [None, None, Some(Audience::Team)]),
        ];
        for (audience, after) in expected {
            for (act, after) in [Act::Ask, Act::Agree, Act::Stop].into_iter().zip(after) {
                assert_eq!(next(audience, act), after, "{audience:?} and {act:?}");
            }
        }
    }
}
