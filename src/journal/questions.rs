//! A person's own questions: sealed, since they can say as much as the answers.

use entity::ids::AccountId;
use entity::journal;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::OpenJournal;
use super::prompts::{LONGEST_QUESTION, MOST_OWN};
use super::seal::{Damaged, Label, open, seal};
use crate::db::Tx;

/// Why a field can't be read as questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    TooMany,
    TooLong,
}

/// Reads the lines of a field as questions; nothing is cut off.
pub fn parse(text: &str) -> Result<Vec<String>, Unfit> {
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.len() > MOST_OWN {
        return Err(Unfit::TooMany);
    }
    if lines.iter().any(|line| line.chars().count() > LONGEST_QUESTION) {
        return Err(Unfit::TooLong);
    }
    Ok(lines)
}

/// Returns the own questions; none when there are none.
pub fn read(opened: &OpenJournal, journal: &journal::Model) -> Result<Vec<String>, Damaged> {
    let Some(sealed) = &journal.questions else { return Ok(Vec::new()) };
    let text = open(&opened.key, Label::Questions { owner: opened.owner }, sealed)?;
    serde_json::from_slice(&text).map_err(|_| Damaged)
}

/// Seals the own questions, to be stored.
pub fn sealed(opened: &OpenJournal, questions: &[String]) -> anyhow::Result<Vec<u8>> {
    seal(&opened.public(), Label::Questions { owner: opened.owner }, &serde_json::to_vec(questions)?)
}

/// Stores sealed questions in the place of the earlier ones.
pub async fn store(tx: &mut Tx, owner: AccountId, sealed: Vec<u8>) -> Result<(), DbErr> {
    journal::Entity::update_many()
        .col_expr(journal::Column::Questions, Expr::value(Some(sealed)))
        .filter(journal::Column::AccountId.eq(owner))
        .exec(tx.conn())
        .await
        .map(|_| ())
}
