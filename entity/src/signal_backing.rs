//! That somebody stands behind a signal, as a keyed handle; gone once it is raised.

use sea_orm::entity::prelude::*;

use crate::ids::{OrganisationId, SignalId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signal_backing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub signal_id: SignalId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_handle: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
