//! SQLite's FTS5 and PostgreSQL's Dutch full text, with tables and indexes as one would make them.

use std::time::{Duration, Instant};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};

use super::documents::Library;
use super::{QUESTIONS, report, report_times};

const BATCH: u32 = 200;
/// How long an engine is asked, and the fewest questions that it answers however long it takes.
const LONGEST: Duration = Duration::from_secs(120);
const FEWEST: usize = 20;

const SQLITE: &str = "pragma journal_mode=wal; pragma synchronous=off;
    create virtual table words using fts5(title, body, tokenize='unicode61 remove_diacritics 2', prefix='3');
    create table about (id integer primary key, team int, virtue text, kind text, year int);";
const POSTGRES: &str = "drop table if exists search_bench;
    create table search_bench (id int primary key, title text, body text, team int, virtue text, kind text, year int,
        words tsvector generated always as (to_tsvector('dutch', title || ' ' || body)) stored);";

pub async fn measure(library: &Library, name: &str, address: &str) -> anyhow::Result<()> {
    let mut options = ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    db.execute_unprepared(if sqlite { SQLITE } else { POSTGRES }).await?;
    let start = Instant::now();
    fill(&db, library, sqlite).await?;
    if !sqlite {
        db.execute_unprepared("create index on search_bench using gin (words); analyze search_bench").await?;
    }
    report(&format!("{name}: {:.0} documents a second", f64::from(library.number) / start.elapsed().as_secs_f64()));
    let mut times = Vec::new();
    let began = Instant::now();
    for number in 0..QUESTIONS + QUESTIONS / 10 {
        if began.elapsed() > LONGEST && times.len() >= FEWEST {
            report(&format!("{name}: {} questions asked, then time was up", times.len()));
            break;
        }
        let questions = questions(&library.question(number), sqlite);
        let asked = Instant::now();
        for question in &questions {
            db.query_all_raw(sea_orm::Statement::from_string(db.get_database_backend(), question.clone())).await?;
        }
        if number >= QUESTIONS / 10 {
            times.push(asked.elapsed());
        }
    }
    report_times(name, times);
    if !sqlite {
        db.execute_unprepared("drop table search_bench").await?;
    }
    Ok(())
}

async fn fill(db: &DatabaseConnection, library: &Library, sqlite: bool) -> anyhow::Result<()> {
    let mut from = 0;
    while from < library.number {
        let to = (from + BATCH).min(library.number);
        let (mut words, mut about) = (Vec::new(), Vec::new());
        for number in from..to {
            let (team, virtue, kind, year) = Library::facets(number);
            let facets = format!("{team},'virtue{virtue}','{}',{year}", kind.as_str());
            let [title, text] = [library.title(number), library.text(number)].map(|text| text.replace('\'', "''"));
            let texts = format!("{number},'{title}','{text}'");
            if sqlite {
                words.push(format!("({texts})"));
                about.push(format!("({number},{facets})"));
            } else {
                words.push(format!("({texts},{facets})"));
            }
        }
        let statement = if sqlite {
            format!(
                "begin; insert into words(rowid,title,body) values {}; insert into about values {}; commit;",
                words.join(","),
                about.join(",")
            )
        } else {
            format!("insert into search_bench (id,title,body,team,virtue,kind,year) values {}", words.join(","))
        };
        db.execute_unprepared(&statement).await?;
        from = to;
    }
    Ok(())
}

/// The best twenty with snippets, and the counts of three facets.
fn questions(words: &[&str], sqlite: bool) -> Vec<String> {
    // Neither engine's way of asking has a sign inside a word.
    let words: Vec<String> = words.iter().map(|word| word.replace('\'', "")).collect();
    let narrowed = "team < 5 and year = 2024";
    let facets = ["kind", "virtue", "team"];
    if sqlite {
        let asked = words.iter().map(|word| format!("{word}*")).collect::<Vec<_>>().join(" OR ");
        let from =
            format!("from words join about on about.id = words.rowid where words match '{asked}' and {narrowed}");
        let best = format!("select id, snippet(words, 1, '[', ']', '…', 32) {from} order by bm25(words, 2.0) limit 20");
        let counts = facets.map(|facet| format!("select {facet}, count(*) {from} group by {facet}"));
        return std::iter::once(best).chain(counts).collect();
    }
    let asked = words.join(" | ");
    let from = format!("from search_bench, to_tsquery('dutch', '{asked}') asked where words @@ asked and {narrowed}");
    let best = format!(
        "select id, ts_headline('dutch', body, asked) from
         (select id, body, asked {from} order by ts_rank(words, asked) desc limit 20) best"
    );
    let counts = facets.map(|facet| format!("select {facet}, count(*) {from} group by {facet}"));
    std::iter::once(best).chain(counts).collect()
}
