//! The page as a table for a spreadsheet and as a report for a meeting: the same numbers, and no more.

use super::view::{InsightPage, ToldItem};
use super::{Cut, build, quarter_words};
use crate::frameworks::template;
use crate::insight::disclosure::{Cell, Why};
use crate::insight::release::Release;
use crate::pdf::{Column, Sheet};
use crate::tensions::{self, barriers};
use crate::web::words::Language;
use crate::web::{Here, spreadsheet};

/// Writes what the page shows as CSV: a line for each number, quarter by quarter; a hidden one has its reason.
pub fn csv(language: Language, cut: &Cut) -> anyhow::Result<String> {
    let mut lines =
        vec![["quarter", "kind", "what", "people", "why"].map(|head| language.t(&format!("insight-csv-{head}")))];
    for closed in &cut.quarters {
        let Some(release) = &closed.release else { continue };
        let quarter = quarter_words(language, &closed.quarter);
        for (kind, what, cell) in cells(language, release) {
            let number = build::number(language, Some(cell));
            let (people, why) =
                if number.shown { (number.short, String::new()) } else { (String::new(), number.words) };
            lines.push([quarter.clone(), language.t(kind), what, people, why]);
        }
    }
    spreadsheet::write(lines)
}

/// Lists a quarter's numbers in the order of the page.
fn cells(language: Language, release: &Release) -> Vec<(&'static str, String, Cell)> {
    let code = language.code();
    let mut cells = vec![("insight-csv-asked", String::new(), release.asked)];
    for group in tensions::groups() {
        let of = |cell: Option<&Cell>| cell.copied();
        let name = group.name.get(code).to_owned();
        cells.extend(of(release.groups.get(&group.key)).map(|cell| ("insight-csv-group", name, cell)));
        for tension in &group.tensions {
            let poles = [("left", tension.left.get(code)), ("right", tension.right.get(code))];
            let poles = language.t_all("insight-poles", &poles);
            cells.extend(of(release.tensions.get(&tension.key)).map(|cell| ("insight-csv-tension", poles, cell)));
        }
    }
    cells.push(("insight-total", String::new(), release.total));
    for barrier in barriers::all() {
        let name = barrier.name.get(code).to_owned();
        cells.extend(release.barriers.get(&barrier.key).map(|cell| ("insight-csv-barrier", name, *cell)));
    }
    // Every side has its line, so that nobody and a few look the same here too.
    for virtue in &template::template().virtues {
        let words = [&virtue.too_little, &virtue.name, &virtue.too_much].map(|words| words.get(code));
        for (side, words) in build::SIDES.into_iter().zip(words) {
            let cell = release.sides.get(&format!("{}/{side}", virtue.key)).copied();
            let what = format!("{}: {words}", virtue.name.get(code));
            cells.push(("insight-csv-side", what, cell.unwrap_or(Cell::Hidden(Why::Few))));
        }
    }
    cells
}

/// Makes the quarter's report.
pub fn report(here: &Here, page: &InsightPage, (questions, helped): &(Vec<ToldItem>, Vec<ToldItem>)) -> Sheet {
    let language = here.language;
    let t = |key: &str| language.t(key);
    let mut sheet = Sheet::new(language.code(), format!("{}: {}", t("insight-title"), page.quarter));
    sheet.foot(here.actor.organisation_name.clone());
    sheet.text(&t("insight-report-lead"));
    sheet.facts([(t("insight-csv-asked"), page.asked.words.clone()), (t("insight-total"), page.total.words.clone())]);
    sheet.heading(t("insight-groups"));
    let mut columns = vec![Column::new(t("insight-csv-group"), 4.0)];
    columns.extend(page.heads.iter().map(|head| Column::new(head.clone(), 1.0)));
    let row = |row: &super::view::TableRow| {
        let mut cells = vec![row.name.clone()];
        cells.extend(row.cells.iter().map(|cell| cell.short.clone()));
        cells
    };
    sheet.table(columns, page.table.iter().map(row).collect());
    sheet.small(t("insight-report-hidden"));
    let trends = page.groups.iter().map(|group| (group.name.clone(), group.trend.clone()));
    sheet.facts(trends);
    if !page.barriers.is_empty() {
        sheet.heading(t("insight-barriers"));
        sheet.facts(page.barriers.iter().map(|row| (row.name.clone(), row.number.words.clone())));
    }
    if !page.sides.is_empty() {
        sheet.heading(t("insight-sides"));
        let columns = [t("insight-virtue"), t("insight-little"), t("insight-mean"), t("insight-much")]
            .map(|t| Column::new(t, 1.0));
        let row = |axis: &super::view::SideAxis| {
            let side = |at: usize| axis.sides[at].0.short.clone();
            vec![
                axis.name.clone(),
                format!("{}: {}", axis.left, side(0)),
                side(1),
                format!("{}: {}", axis.right, side(2)),
            ]
        };
        sheet.table(columns.to_vec(), page.sides.iter().map(row).collect());
    }
    for (heading, items) in [("insight-helped", helped), ("insight-questions", questions)] {
        if !items.is_empty() {
            sheet.heading(t(heading));
        }
        for item in items {
            sheet.text(&item.text);
            sheet.small(item.about.join("; "));
        }
    }
    sheet
}
