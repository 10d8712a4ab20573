//! Questions that nearly every page asks. To word a statement of thirty columns takes about as long as to answer it, so their words
//! are made once, and each page gives its values only.

use std::sync::OnceLock;

use sea_orm::sea_query::SelectStatement;
use sea_orm::{DbBackend, DbErr, FromQueryResult, IdenStatic, QueryResult, SelectA, SelectB, Statement, Value};

/// A question whose words are the same each time that it is asked.
#[derive(Debug, Default)]
pub struct Question {
    for_sqlite: OnceLock<String>,
    for_postgres: OnceLock<String>,
}

impl Question {
    /// Makes one that nobody has asked yet.
    pub const fn new() -> Self {
        Self { for_sqlite: OnceLock::new(), for_postgres: OnceLock::new() }
    }

    /// Asks with these values. `word` makes the statement of them: all of them, in this order, and no others. A debug build holds what it
    /// makes against what is asked, each time.
    pub fn ask<const N: usize>(
        &self,
        backend: DbBackend,
        values: [Value; N],
        word: impl Fn([Value; N]) -> SelectStatement,
    ) -> Statement {
        let kept = match backend {
            DbBackend::Postgres => &self.for_postgres,
            _ => &self.for_sqlite,
        };
        let words = kept.get_or_init(|| backend.build(&word(values.clone())).sql);
        let asked = Statement::from_sql_and_values(backend, words, values.clone());
        debug_assert_eq!(
            asked,
            backend.build(&word(values)),
            "a question names its values in order, and nothing else changes"
        );
        asked
    }
}

/// Two rows that were joined to one, with the names that `select_also` gives their columns.
#[derive(Debug)]
pub struct Both<M, N>(pub M, pub N);

impl<M: FromQueryResult, N: FromQueryResult> FromQueryResult for Both<M, N> {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let second = N::from_query_result(row, SelectB.as_str())?;
        Ok(Self(M::from_query_result(row, SelectA.as_str())?, second))
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

    use super::*;

    fn of_colour(values: [Value; 2]) -> SelectStatement {
        let [colour, size] = values.map(Expr::val);
        let is = |column| Expr::col(Alias::new(column));
        Query::select()
            .column(Alias::new("id"))
            .from(Alias::new("hats"))
            .and_where(is("colour").eq(colour))
            .and_where(is("size").gt(size))
            .take()
    }

    #[test]
    fn a_question_is_worded_once_for_each_database_and_asked_with_what_is_given() {
        static HATS: Question = Question::new();
        let red = HATS.ask(DbBackend::Sqlite, ["red".into(), 3.into()], of_colour);
        let green = HATS.ask(DbBackend::Sqlite, ["green".into(), 5.into()], of_colour);
        assert_eq!(red.sql, green.sql);
        assert_eq!(green, DbBackend::Sqlite.build(&of_colour(["green".into(), 5.into()])));
        let elsewhere = HATS.ask(DbBackend::Postgres, ["red".into(), 3.into()], of_colour);
        assert!(elsewhere.sql.contains("$2") && !red.sql.contains("$2"), "{} {}", elsewhere.sql, red.sql);
    }

    #[test]
    #[should_panic(expected = "names its values in order")]
    fn values_in_another_order_are_noticed() {
        Question::new().ask(DbBackend::Sqlite, [3.into(), "red".into()], |[size, colour]| of_colour([colour, size]));
    }
}
