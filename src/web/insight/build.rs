//! Makes the page of what is released. Everything on it is worked out from released numbers alone.

mod library;

use entity::shared_part::PartKind;

use super::pictures::{heat, line};
use super::view::{Candidate, GroupCard, InsightPage, Number, QuarterLink, TableRow, TensionLine, ToldItem};
use super::{Cut, quarter_short, quarter_words};
use crate::clock::{self, quarter, quarter_bounds};
use crate::insight::disclosure::{Cell, LEAST_PEOPLE, Why};
use crate::insight::read::Closed;
use crate::insight::release::Release;
use crate::insight::told::Told;
use crate::insight::trend::Trend;
use crate::tensions;
use crate::web::words::Language;
use crate::web::{Here, dates};

/// The sides of a virtue, in the order of its line.
pub const SIDES: [&str; 3] = ["too_little", "mean", "too_much"];

/// Says a number as people do.
pub fn number(language: Language, cell: Option<Cell>) -> Number {
    match cell {
        Some(Cell::Shown(number)) => Number {
            short: number.to_string(),
            words: language.t_with("insight-people", "number", &number.to_string()),
            shown: true,
        },
        Some(Cell::Hidden(why)) => Number {
            short: "·".into(),
            words: language.t(match why {
                Why::Few => "insight-hidden-few",
                Why::Total => "insight-hidden-total",
                Why::Finer => "insight-hidden-finer",
            }),
            shown: false,
        },
        None => Number { short: "–".into(), words: language.t("insight-nothing"), shown: false },
    }
}

fn cells<'a>(cut: &'a Cut, cell: impl Fn(&'a Release) -> Option<Cell>) -> Vec<Option<Cell>> {
    cut.quarters.iter().map(|closed| closed.release.as_ref().and_then(&cell)).collect()
}

fn shown(cells: &[Option<Cell>]) -> Vec<Option<u32>> {
    cells.iter().map(|cell| cell.and_then(Cell::number)).collect()
}

/// Builds all that doesn't depend on who reads.
pub fn page(here: &Here, cut: &Cut) -> InsightPage {
    let language = here.language;
    let release = cut.closed().release.as_ref();
    let heads: Vec<String> = cut.quarters.iter().map(|closed| quarter_short(language, &closed.quarter)).collect();
    let by_group: Vec<(&tensions::Group, Vec<Option<Cell>>)> = tensions::groups()
        .iter()
        .map(|group| (group, cells(cut, |release| release.groups.get(&group.key).copied())))
        .collect();
    let most = by_group.iter().flat_map(|(_, cells)| shown(cells)).flatten().max().unwrap_or(1);
    let named = |group: &tensions::Group| group.name.get(language.code()).to_owned();
    let rows: Vec<(String, Vec<Option<u32>>)> =
        by_group.iter().map(|(group, cells)| (named(group), shown(cells))).collect();
    let asked = |quarter: &str| format!("?quarter={quarter}");
    let (shown_now, cells_now) = tally(release);
    InsightPage {
        quarters: links(here, cut),
        quarter: quarter_words(language, &cut.closed().quarter),
        empty: release.is_none(),
        waits: cut.closed().waits,
        shown: shown_now,
        cells: cells_now,
        asked: number(language, release.map(|release| release.asked)),
        total: number(language, release.map(|release| release.total)),
        total_why: release
            .filter(|release| release.total.number().is_none())
            .map(|_| language.t("insight-hidden-total"))
            .unwrap_or_default(),
        least: release.map_or(5, |release| release.least),
        least_now: LEAST_PEOPLE,
        groups: by_group.iter().map(|(group, cells)| card(language, group, cells, (cut, &heads, most))).collect(),
        heat: heat(&rows, &heads, most),
        heads,
        table: table(language, &by_group, &cells(cut, |release| Some(release.total))),
        sides: library::sides(language, cut),
        sides_table: library::sides_table(language, cut),
        barriers: library::barriers(language, cut),
        barriers_table: library::barriers_table(language, cut),
        together: release.map(|release| together(language, release)).unwrap_or_default(),
        helped: Vec::new(),
        questions: Vec::new(),
        teams: Vec::new(),
        candidates: candidates(language, &by_group),
        signals: here.url("/signals"),
        overdue: 0,
        next: next(here),
        csv: here.url(&format!("/insight/csv{}", asked(&cut.closed().quarter))),
        report: here.url(&format!("/insight/report{}", asked(&cut.closed().quarter))),
        handbook: here.url("/handbook/insight"),
        raise: here.actor.administrator.then(|| here.url("/insight/least")),
    }
}

/// Leads to each quarter.
fn links(here: &Here, cut: &Cut) -> Vec<QuarterLink> {
    let link = |(at, closed): (usize, &Closed)| QuarterLink {
        label: quarter_short(here.language, &closed.quarter),
        href: here.url(&format!("/insight?quarter={}", closed.quarter)),
        chosen: at == cut.at,
    };
    cut.quarters.iter().enumerate().map(link).collect()
}

/// Lays the groups' numbers out as a table, their sum last.
fn table(
    language: Language,
    by_group: &[(&tensions::Group, Vec<Option<Cell>>)],
    totals: &[Option<Cell>],
) -> Vec<TableRow> {
    let named = |group: &tensions::Group| group.name.get(language.code()).to_owned();
    let mut rows: Vec<TableRow> = by_group.iter().map(|(group, cells)| row(language, named(group), cells)).collect();
    rows.push(row(language, language.t("insight-total"), totals));
    rows
}

/// Makes a row of a table over the quarters, with where its line goes.
fn row(language: Language, name: String, cells: &[Option<Cell>]) -> TableRow {
    TableRow {
        name,
        cells: cells.iter().map(|cell| number(language, *cell)).collect(),
        trend: language.t(&format!("insight-direction-{}", Trend::of(&shown(cells)).as_str())),
    }
}

/// Proposes what may be a pattern: what grows, or was shown in each of the last four quarters. From shown numbers alone.
fn candidates(language: Language, by_group: &[(&tensions::Group, Vec<Option<Cell>>)]) -> Vec<Candidate> {
    let candidate = |(group, cells): &(&tensions::Group, Vec<Option<Cell>>)| {
        let numbers = shown(cells);
        let often = numbers.iter().rev().take(4).filter(|number| number.is_some()).count() == 4;
        let why = match Trend::of(&numbers) {
            Trend::Growing => "insight-candidate-growing",
            _ if often => "insight-candidate-often",
            _ => return None,
        };
        Some(Candidate {
            key: group.key.clone(),
            name: group.name.get(language.code()).to_owned(),
            why: language.t(why),
            begin: None,
            signals: Vec::new(),
        })
    };
    by_group.iter().filter_map(candidate).collect()
}

/// Says when the quarter that is under way closes.
fn next(here: &Here) -> String {
    let now = here.app.clock.now();
    let ends = quarter_bounds(&quarter(now)).map_or(now, |(_, ends)| ends);
    dates::long(clock::date(ends), here.language)
}

/// Counts which numbers of groups and barriers are shown, and how many there are.
fn tally(release: Option<&Release>) -> (usize, usize) {
    let Some(release) = release else { return (0, 0) };
    let all = release.groups.values().chain(release.barriers.values());
    (all.clone().filter(|cell| cell.number().is_some()).count(), all.count())
}

fn card(
    language: Language,
    group: &tensions::Group,
    cells: &[Option<Cell>],
    (cut, heads, most): (&Cut, &[String], u32),
) -> GroupCard {
    let code = language.code();
    let poles = |tension: &tensions::Tension| (tension.left.get(code).to_owned(), tension.right.get(code).to_owned());
    let release = cut.closed().release.as_ref();
    let finer = group.tensions.iter().filter_map(|tension| {
        let cell = release?.tensions.get(&tension.key).copied()?;
        let (left, right) = poles(tension);
        Some((cell.number().is_some(), TensionLine { left, right, number: number(language, Some(cell)) }))
    });
    GroupCard {
        name: group.name.get(code).to_owned(),
        explanation: group.explanation.get(code).to_owned(),
        poles: group.tensions.iter().map(poles).collect(),
        number: number(language, cells[cut.at]),
        trend: language.t(&format!("insight-trend-{}", Trend::of(&shown(cells)).as_str())),
        line: line(&shown(cells), heads, most),
        finer: finer.filter(|(told, _)| *told).map(|(_, line)| line).collect(),
    }
}

/// Names the pairs of groups that the same people recognised.
pub fn together(language: Language, release: &Release) -> Vec<(String, String)> {
    let name = |key: &str| {
        let group = tensions::groups().iter().find(|group| group.key == key);
        group.map(|group| group.name.get(language.code()).to_owned()).unwrap_or_default()
    };
    release.together.iter().map(|(one, other)| (name(one), name(other))).collect()
}

/// Says what kind of text something is.
pub fn kind(language: Language, told: &Told) -> String {
    language.t(match told.part.kind {
        PartKind::Decision => "insight-kind-decision",
        _ if told.is_question() => "insight-kind-question",
        _ => "insight-kind-lesson",
    })
}

/// Splits what teams told in questions and what helped.
pub fn told(language: Language, told: &[Told]) -> (Vec<ToldItem>, Vec<ToldItem>) {
    let item = |one: &Told| ToldItem {
        kind: kind(language, one),
        text: one.part.text.clone(),
        about: one
            .tensions
            .iter()
            .filter_map(|key| tensions::find(key))
            .map(|(_, tension)| {
                let (left, right) = (tension.left.get(language.code()), tension.right.get(language.code()));
                language.t_all("insight-poles", &[("left", left), ("right", right)])
            })
            .collect(),
    };
    let (questions, helped): (Vec<&Told>, Vec<&Told>) = told.iter().partition(|one| one.is_question());
    (questions.into_iter().map(item).collect(), helped.into_iter().map(item).collect())
}
