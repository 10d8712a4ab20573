//! A person's own questions: sealed, since they can say as much as the answers.

use entity::ids::AccountId;
use entity::journal;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::OpenJournal;
use super::prompts::{LONGEST_QUESTION, MOST_OWN};
use super::seal::{Label, open, seal};
use crate::db::Tx;

/// Reads the lines of a field as questions, as many and as long as there is room for.
pub fn parse(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(MOST_OWN).map(|line| line.chars().take(LONGEST_QUESTION).collect()).collect()
}

/// Returns the own questions; none when there are none, or when they don't open.
pub fn read(opened: &OpenJournal, journal: &journal::Model) -> Vec<String> {
    let Some(sealed) = &journal.questions else { return Vec::new() };
    let text = open(&opened.key, Label::Questions { owner: opened.owner }, sealed);
    text.ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
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
