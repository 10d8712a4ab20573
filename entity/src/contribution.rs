//! What someone writes in a step.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, ContributionId, DeliberationId, GroupId, OrganisationId};
use crate::time::Timestamp;

/// What a contribution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum ContributionKind {
    #[sea_orm(string_value = "observation")]
    Observation,
    #[sea_orm(string_value = "interpretation")]
    Interpretation,
    #[sea_orm(string_value = "option")]
    Option,
    #[sea_orm(string_value = "client_view")]
    ClientView,
    #[sea_orm(string_value = "first_impulse")]
    FirstImpulse,
    #[sea_orm(string_value = "decision")]
    Decision,
    #[sea_orm(string_value = "difference")]
    Difference,
    #[sea_orm(string_value = "action")]
    Action,
    #[sea_orm(string_value = "account")]
    Account,
    #[sea_orm(string_value = "lesson")]
    Lesson,
    #[sea_orm(string_value = "deviation")]
    Deviation,
    #[sea_orm(string_value = "question")]
    Question,
    #[sea_orm(string_value = "analysis")]
    Analysis,
    #[sea_orm(string_value = "perspective")]
    Perspective,
    #[sea_orm(string_value = "association")]
    Association,
    #[sea_orm(string_value = "argument")]
    Argument,
    #[sea_orm(string_value = "advice")]
    Advice,
    #[sea_orm(string_value = "virtue")]
    Virtue,
    #[sea_orm(string_value = "too_little")]
    TooLittle,
    #[sea_orm(string_value = "too_much")]
    TooMuch,
    #[sea_orm(string_value = "helped")]
    Helped,
    #[sea_orm(string_value = "wish")]
    Wish,
}

impl ContributionKind {
    /// Returns the stored and displayed key, such as `observation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Interpretation => "interpretation",
            Self::Option => "option",
            Self::ClientView => "client_view",
            Self::FirstImpulse => "first_impulse",
            Self::Decision => "decision",
            Self::Difference => "difference",
            Self::Action => "action",
            Self::Account => "account",
            Self::Lesson => "lesson",
            Self::Deviation => "deviation",
            Self::Question => "question",
            Self::Analysis => "analysis",
            Self::Perspective => "perspective",
            Self::Association => "association",
            Self::Argument => "argument",
            Self::Advice => "advice",
            Self::Virtue => "virtue",
            Self::TooLittle => "too_little",
            Self::TooMuch => "too_much",
            Self::Helped => "helped",
            Self::Wish => "wish",
        }
    }
}

/// At which level a lesson is learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum LessonLevel {
    #[sea_orm(string_value = "person")]
    Person,
    #[sea_orm(string_value = "team")]
    Team,
    #[sea_orm(string_value = "organisation")]
    Organisation,
    #[sea_orm(string_value = "policy")]
    Policy,
}

impl LessonLevel {
    /// Returns the stored and displayed key, such as `person`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Organisation => "organisation",
            Self::Policy => "policy",
        }
    }
}

/// How close a question comes, told by the presenter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Warmth {
    #[sea_orm(string_value = "cold")]
    Cold,
    #[sea_orm(string_value = "lukewarm")]
    Lukewarm,
    #[sea_orm(string_value = "warm")]
    Warm,
}

impl Warmth {
    /// Returns the stored and displayed key, such as `cold`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Lukewarm => "lukewarm",
            Self::Warm => "warm",
        }
    }
}

/// Draft: being written, seen by its author alone. Placed: handed to the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum ContributionState {
    #[sea_orm(string_value = "draft")]
    Draft,
    #[sea_orm(string_value = "placed")]
    Placed,
}

impl ContributionState {
    /// Returns the stored and displayed key, such as `draft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Placed => "placed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contribution")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContributionId,
    pub deliberation_id: DeliberationId,
    pub step_key: String,
    pub kind: ContributionKind,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub level: Option<LessonLevel>,
    pub who: String,
    pub due: String,
    /// Nobody, when it is written without a name: then nothing here tells whose it is, or when it came.
    pub author_id: Option<AccountId>,
    /// Who typed it for the author, who has no device.
    pub typed_by: Option<AccountId>,
    pub state: ContributionState,
    pub version: i32,
    /// Nothing, when it is written without a name.
    pub created_at: Option<Timestamp>,
    /// Without a name it belongs to whoever holds this token, until the reveal.
    pub token_hash: Option<String>,
    pub group_id: Option<GroupId>,
    pub warmth: Option<Warmth>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
