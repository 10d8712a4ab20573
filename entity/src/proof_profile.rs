//! How somebody wants their proof of attendance to look.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountId, OrganisationId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proof_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub register: String,
    pub number: String,
    pub technical: String,
    pub normative: String,
    pub personal: String,
    pub shows_method: bool,
    pub shows_group: bool,
    pub shows_dimensions: bool,
    pub shows_signature: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
