//! Items as rows of a table (CSV), as a spreadsheet saves them: comma, semicolon or tab, Dutch or English headings.

use entity::case_phase::ContactPhase;
use entity::contribution::LessonLevel;
use entity::shared_part::PartKind;
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value};

use super::{MOST_ITEMS, Paper, PaperPart, Wrong};

/// A row that was read, or what is wrong with it, with the line where it starts.
pub type Row = (u64, Result<Paper, Wrong>);

/// Columns by the headings that people give them.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("title", &["title", "titel"]),
    ("text", &["text", "tekst", "verhaal"]),
    ("kind", &["kind", "soort"]),
    ("level", &["level", "niveau"]),
    ("year", &["year", "jaar"]),
    ("method", &["method", "werkvorm"]),
    ("phase", &["phase", "fase"]),
    ("tensions", &["tensions", "spanningsvelden"]),
    ("barriers", &["barriers", "belemmeringen"]),
];

/// Reads a table; fails as a whole only when it is no table of items.
pub fn parse(source: &str) -> Result<Vec<Row>, Wrong> {
    let source = source.trim_start_matches('\u{feff}');
    let first = source.lines().next().unwrap_or_default();
    let delimiter = [';', '\t', ','].into_iter().max_by_key(|sign| first.matches(*sign).count()).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(source.as_bytes());
    let headings = reader.headers().map_err(|error| Wrong::Table(error.to_string()))?.clone();
    let place = |column: &str| {
        let (_, names) = COLUMNS.iter().find(|(name, _)| *name == column)?;
        headings.iter().position(|heading| names.contains(&heading.to_lowercase().as_str()))
    };
    if place("title").is_none() || place("text").is_none() {
        return Err(Wrong::NoColumns);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Wrong::Table(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: &str| place(column).and_then(|at| record.get(at)).unwrap_or_default().trim();
        if cell("title").is_empty() && cell("text").is_empty() {
            continue;
        }
        if rows.len() == MOST_ITEMS {
            return Err(Wrong::TooMuch);
        }
        rows.push((line, paper(&cell)));
    }
    Ok(rows)
}

fn paper<'a>(cell: &dyn Fn(&str) -> &'a str) -> Result<Paper, Wrong> {
    let list = |text: &str| {
        let keys = text.split([';', ',', '|']).map(str::trim).filter(|key| !key.is_empty());
        keys.map(str::to_owned).collect::<Vec<_>>()
    };
    let year = match cell("year") {
        "" => None,
        year => Some(year.parse().map_err(|_| Wrong::Unknown(year.to_owned()))?),
    };
    let part = PaperPart {
        kind: keyed(cell("kind"))?.unwrap_or(PartKind::Reflection),
        section: None,
        level: keyed::<LessonLevel>(cell("level"))?,
        text: cell("text").to_owned(),
    };
    let paper = Paper {
        title: cell("title").to_owned(),
        year,
        method: cell("method").to_owned(),
        phase: keyed::<ContactPhase>(cell("phase"))?,
        tensions: list(cell("tensions")),
        barriers: list(cell("barriers")),
        virtues: Vec::new(),
        parts: vec![part],
    };
    paper.checked()
}

/// Reads a key of one of our lists; nothing for an empty cell.
fn keyed<'a, T: Deserialize<'a>>(cell: &'a str) -> Result<Option<T>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let read: Result<T, value::Error> = T::deserialize(cell.into_deserializer());
    read.map(Some).map_err(|_| Wrong::Unknown(cell.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheets_table_comes_in_row_by_row() {
        let source = "\u{feff}Titel;Tekst;Soort;Jaar;Spanningsvelden\nDe heg;\"Hij praat; lang.\nOver de heg.\";case;2024;follow_lead, time_result\n;;;;\nZonder tekst;;;;\nGek;Tekst;gedicht;;\n";
        let rows = parse(source).unwrap();
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5, 6]);
        let paper = rows[0].1.clone().unwrap();
        assert_eq!((paper.title.as_str(), paper.year, paper.tensions.len()), ("De heg", Some(2024), 2));
        assert_eq!(
            (paper.parts[0].kind, paper.parts[0].text.as_str()),
            (PartKind::Case, "Hij praat; lang.\nOver de heg.")
        );
        assert_eq!(rows[1].1, Err(Wrong::NoWords));
        assert_eq!(rows[2].1, Err(Wrong::Unknown("gedicht".into())));
    }

    #[test]
    fn commas_tabs_and_english_will_do_and_other_tables_are_refused() {
        assert_eq!(parse("title,text\nA,B\n").unwrap().len(), 1);
        assert_eq!(parse("title\ttext\nA\tB\n").unwrap().len(), 1);
        assert_eq!(parse("naam,adres\nA,B\n"), Err(Wrong::NoColumns));
        assert_eq!(parse(""), Err(Wrong::NoColumns));
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read_or_refused(source in "(titel|tekst|[,;\"\n]|\\PC){0,80}") {
            let read = parse(&source).unwrap_or_default();
            let whole = |paper: &Paper| !paper.title.is_empty() && !paper.parts.is_empty();
            proptest::prop_assert!(read.iter().all(|(_, row)| row.as_ref().is_ok_and(whole) || row.is_err()));
        }
    }
}
