//! A vote for a pitch. Kept to hold everybody to their number of votes; who voted is shown to nobody.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OrganisationId, PitchId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pitch_vote")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub pitch_id: PitchId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
