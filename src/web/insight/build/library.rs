//! What people recognised in the library, on the page: sides of virtues and barriers, now and over the quarters.

use crate::frameworks::template::{self, TemplateVirtue};
use crate::insight::disclosure::{Cell, Why};
use crate::insight::trend::Trend;
use crate::tensions::barriers::{self, Barrier};
use crate::web::insight::Cut;
use crate::web::insight::view::{BarrierRow, Number, SideAxis, TableRow};
use crate::web::words::Language;

use super::{SIDES, cells, number, row, shown};

/// Longest bar of a barrier, and largest radius of a side's dot.
const BAR: u32 = 300;
const RADIUS: u32 = 17;

/// Returns the words of a virtue's three sides, in the order of its line.
pub fn side_words(language: Language, virtue: &TemplateVirtue) -> [&str; 3] {
    [&virtue.too_little, &virtue.name, &virtue.too_much].map(|words| words.get(language.code()))
}

/// Returns a side's cells over the quarters. Where nobody named it and where a few did looks the same.
fn side_cells(cut: &Cut, virtue: &TemplateVirtue, side: &str) -> Vec<Option<Cell>> {
    let key = format!("{}/{side}", virtue.key);
    cells(cut, |release| Some(release.sides.get(&key).copied().unwrap_or(Cell::Hidden(Why::Few))))
}

/// Draws the virtues of which a side is shown in the chosen quarter.
pub fn sides(language: Language, cut: &Cut) -> Vec<SideAxis> {
    let Some(release) = &cut.closed().release else { return Vec::new() };
    let most = release.sides.values().filter_map(|cell| cell.number()).max().unwrap_or(1).max(1);
    let axis = |virtue: &TemplateVirtue| {
        let over_time = SIDES.map(|side| side_cells(cut, virtue, side));
        let now = || over_time.iter().map(|cells| cells[cut.at]);
        now().flatten().any(|cell| cell.number().is_some()).then(|| {
            let words = side_words(language, virtue);
            let moves = over_time.iter().zip(words).filter_map(|(cells, words)| moves(language, words, cells));
            SideAxis {
                name: words[1].to_owned(),
                left: words[0].to_owned(),
                right: words[2].to_owned(),
                sides: now().map(|cell| side(language, cell, most)).collect(),
                moves: moves.collect(),
            }
        })
    };
    template::template().virtues.iter().filter_map(axis).collect()
}

/// Says that a side grows or shrinks; nothing when it stays or can't be told.
fn moves(language: Language, what: &str, cells: &[Option<Cell>]) -> Option<String> {
    match Trend::of(&shown(cells)) {
        Trend::Growing => Some(language.t_with("insight-moves-growing", "what", what)),
        Trend::Shrinking => Some(language.t_with("insight-moves-shrinking", "what", what)),
        Trend::Steady | Trend::Unknown => None,
    }
}

/// A side's dot: its area grows with the number.
fn side(language: Language, cell: Option<Cell>, most: u32) -> (Number, u32) {
    let radius = cell.and_then(Cell::number).map_or(0, |number| (RADIUS * RADIUS * number / most).isqrt().max(8));
    (number(language, cell), radius)
}

/// Lays the sides that were ever shown out as a table.
pub fn sides_table(language: Language, cut: &Cut) -> Vec<TableRow> {
    let rows = |virtue: &'static TemplateVirtue| {
        SIDES.into_iter().zip(side_words(language, virtue)).filter_map(move |(side, words)| {
            let cells = side_cells(cut, virtue, side);
            let name =
                if side == "mean" { words.to_owned() } else { format!("{}: {words}", side_words(language, virtue)[1]) };
            shown(&cells).iter().any(Option::is_some).then(|| row(language, name, &cells))
        })
    };
    template::template().virtues.iter().flat_map(rows).collect()
}

fn barrier_cells(cut: &Cut, barrier: &Barrier) -> Vec<Option<Cell>> {
    cells(cut, |release| release.barriers.get(&barrier.key).copied())
}

/// Draws the barriers that are shown in the chosen quarter.
pub fn barriers(language: Language, cut: &Cut) -> Vec<BarrierRow> {
    let Some(release) = &cut.closed().release else { return Vec::new() };
    let most = release.barriers.values().filter_map(|cell| cell.number()).max().unwrap_or(1).max(1);
    let draw = |barrier: &Barrier| {
        let cells = barrier_cells(cut, barrier);
        let people = cells[cut.at].and_then(Cell::number)?;
        Some(BarrierRow {
            name: barrier.name.get(language.code()).to_owned(),
            meaning: barrier.meaning.get(language.code()).to_owned(),
            number: number(language, cells[cut.at]),
            trend: language.t(&format!("insight-trend-{}", Trend::of(&shown(&cells)).as_str())),
            bar: BAR * people / most,
        })
    };
    barriers::all().iter().filter_map(draw).collect()
}

/// Lays all barriers out as a table; a hidden number says why.
pub fn barriers_table(language: Language, cut: &Cut) -> Vec<TableRow> {
    let line =
        |barrier: &Barrier| row(language, barrier.name.get(language.code()).to_owned(), &barrier_cells(cut, barrier));
    barriers::all().iter().map(line).collect()
}
