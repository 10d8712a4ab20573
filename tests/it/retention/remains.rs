//! Why a round writes SQLite's file anew: `secure_delete` overwrites what is deleted, and yet rows that grow, shrink and move leave copies
//! of themselves in corners of pages.

use sea_orm::ConnectionTrait;

use crate::support::Instance;
use crate::withdrawal::files_with;

const CANARY: &str = "zilverspreeuw";
/// Tables that are written, changed and emptied: in some of them something stays behind.
const TABLES: u64 = 60;
const ROWS: u64 = 300;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Writes a table, changes its rows, and then takes every row with the word away.
fn work(table: u64) -> (Vec<String>, Vec<String>) {
    let (mut dice, mut writing, mut erasing) = (Dice(table), Vec::new(), Vec::new());
    writing.push(format!("CREATE TABLE t{table} (id INTEGER PRIMARY KEY, name TEXT, body TEXT)"));
    writing.push(format!("CREATE INDEX i{table} ON t{table} (name)"));
    let mut marked = Vec::new();
    for _ in 0..ROWS {
        let id = dice.below(1 << 30) * ROWS;
        let is_marked = dice.below(7) == 0;
        let word = if is_marked { format!("{CANARY}{id} ") } else { "gewoon ".to_owned() };
        let body = word.repeat([1, 3, 20, 300][usize::try_from(dice.below(4)).unwrap()]);
        writing.push(format!("INSERT OR REPLACE INTO t{table} VALUES ({id}, '{word}', '{body}')"));
        if is_marked {
            marked.push(id);
        }
        let which =
            if marked.is_empty() { id } else { marked[usize::try_from(dice.below(marked.len() as u64)).unwrap()] };
        let change = match dice.below(3) {
            0 => format!("body = body || '{}'", "x".repeat(usize::try_from(dice.below(3_000)).unwrap())),
            1 => "body = substr(body, 1, 40)".to_owned(),
            _ => format!("name = name || '{}'", "y".repeat(usize::try_from(dice.below(50)).unwrap())),
        };
        writing.push(format!("UPDATE t{table} SET {change} WHERE id = {which}"));
    }
    for id in marked {
        erasing.push(match dice.below(2) {
            0 => format!("DELETE FROM t{table} WHERE id = {id}"),
            _ => format!("UPDATE t{table} SET name = '', body = '' WHERE id = {id}"),
        });
    }
    (writing, erasing)
}

#[tokio::test]
async fn what_secure_delete_leaves_is_gone_when_the_file_was_written_anew() {
    let instance = Instance::sqlite().await;
    for table in 0..TABLES {
        let (writing, erasing) = work(table);
        for statements in [writing, erasing] {
            let tx = instance.app.db.write().await.unwrap();
            for statement in statements {
                tx.conn().execute_unprepared(&statement).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
    }
    instance.app.db.forget_erased().await.unwrap();
    let data = &instance.app.config.data;
    assert!(
        !files_with(data, CANARY).is_empty(),
        "without it, something stays; if not, SQLite needs no VACUUM any more"
    );
    assert!(instance.app.db.sweep().await.unwrap());
    assert_eq!(files_with(data, CANARY), Vec::<String>::new());
    instance.assert_intact().await;
}
