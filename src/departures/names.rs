//! A name that stands as a word and not as an id: who answered a signal, who does what. Here it becomes what stands for somebody
//! who is gone. A name inside a sentence that somebody else wrote is theirs, and stays.

use entity::ids::AccountId;
use entity::{account, contribution, follow_up, participant, signal_step};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::db::Tx;
use crate::holdings::namesakes;

/// Puts `gone` in the place of a name, wherever it stands as a word of its own beside this person's things.
pub(super) async fn replace(tx: &mut Tx, whose: &account::Model, gone: &str) -> Result<(), DbErr> {
    let name = whose.name.as_str();
    if name.is_empty() {
        return Ok(());
    }
    let talks = conversations(whose.id);
    contribution::Entity::update_many()
        .col_expr(contribution::Column::Who, Expr::value(gone))
        .filter(contribution::Column::Who.eq(name))
        .filter(contribution::Column::DeliberationId.in_subquery(talks.clone()))
        .exec(tx.conn())
        .await?;
    follow_up::Entity::update_many()
        .col_expr(follow_up::Column::OwnerName, Expr::value(gone))
        .filter(follow_up::Column::OwnerName.eq(name))
        .filter(follow_up::Column::DeliberationId.in_subquery(talks))
        .exec(tx.conn())
        .await?;
    // Where somebody else has the same name, the word may be theirs.
    let elsewhere = namesakes(whose.id, name);
    for column in [signal_step::Column::ByName, signal_step::Column::Owner] {
        signal_step::Entity::update_many()
            .col_expr(column, Expr::value(gone))
            .filter(column.eq(name))
            .filter(signal_step::Column::OrganisationId.not_in_subquery(elsewhere.clone()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

fn conversations(account: AccountId) -> SelectStatement {
    let seats = participant::Entity::find().select_only().column(participant::Column::DeliberationId);
    seats.filter(participant::Column::AccountId.eq(account)).into_query()
}
