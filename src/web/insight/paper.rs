//! The page as a table for a spreadsheet and as a report for a meeting: the same numbers, and no more.

mod drawings;

use super::view::{GroupCard, InsightPage, TableRow, TensionLine};
use super::{Cut, build, quarter_words};
use crate::frameworks::template;
use crate::insight::disclosure::{Cell, Why};
use crate::insight::release::Release;
use crate::pdf::{Column, Sheet};
use crate::tensions::{self, barriers};
use crate::web::signals::view::SignalRow;
use crate::web::spreadsheet;
use crate::web::words::Language;

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
        // A pair has no number: that it stands there says all there is to say.
        for (one, other) in build::together(language, release) {
            let what = format!("{one} + {other}");
            lines.push([quarter.clone(), language.t("insight-together"), what, String::new(), String::new()]);
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

/// Makes the quarter's report: what the page shows, drawn, with its tables; then what teams say, and what waits for an answer.
pub fn report(language: Language, organisation: &str, page: &InsightPage, waiting: &[SignalRow]) -> Sheet {
    let t = |key: &str| language.t(key);
    let mut sheet = Sheet::new(language.code(), format!("{}: {}", t("insight-title"), page.quarter));
    sheet.foot(organisation.to_owned());
    sheet.text(&t("insight-report-lead"));
    sheet.facts([(t("insight-csv-asked"), page.asked.words.clone()), (t("insight-total"), page.total.words.clone())]);
    sheet.heading(t("insight-groups"));
    sheet.picture(drawings::heat(page, t("insight-heat-told")));
    over_time(&mut sheet, language, (t("insight-csv-group"), &page.heads), &page.table);
    sheet.small(t("insight-report-hidden"));
    sheet.heading(t("insight-lines"));
    sheet.picture(drawings::lines(&page.groups, t("insight-lines-told")));
    finer(&mut sheet, language, page);
    if !page.together.is_empty() {
        sheet.heading(t("insight-together"));
    }
    for (one, other) in &page.together {
        sheet.text(&language.t_all("insight-pair", &[("one", one), ("other", other)]));
    }
    sheet.heading(t("insight-sides"));
    match page.sides.is_empty() {
        true => sheet.text(&t("insight-sides-none")),
        false => sheet.text(&t("insight-sides-lead")).picture(drawings::sides(&page.sides, t("insight-below-told"))),
    };
    over_time(&mut sheet, language, (t("insight-virtue"), &page.heads), &page.sides_table);
    sheet.heading(t("insight-barriers"));
    match page.barriers.is_empty() {
        true => sheet.text(&t("insight-barriers-none")),
        false => sheet.picture(drawings::bars(&page.barriers, t("insight-below-told"))),
    };
    over_time(&mut sheet, language, (t("insight-csv-barrier"), &page.heads), &page.barriers_table);
    if !page.candidates.is_empty() {
        sheet.heading(t("insight-candidates")).text(&t("insight-candidates-lead"));
        sheet.facts(page.candidates.iter().map(|one| (one.name.clone(), one.why.clone())));
    }
    told(&mut sheet, language, page);
    signals(&mut sheet, language, waiting);
    sheet
}

/// Adds a table over the quarters; what has no rows has no table.
fn over_time(sheet: &mut Sheet, language: Language, (head, heads): (String, &[String]), rows: &[TableRow]) {
    if rows.is_empty() {
        return;
    }
    let mut columns = vec![Column::new(head, 3.6)];
    columns.extend(heads.iter().map(|head| Column::new(head.clone(), 1.0)));
    columns.push(Column::new(language.t("insight-direction"), 1.5));
    let row = |row: &TableRow| {
        let mut cells = vec![row.name.clone()];
        cells.extend(row.cells.iter().map(|cell| cell.short.clone()));
        cells.push(row.trend.clone());
        cells
    };
    sheet.table(columns, rows.iter().map(row).collect());
}

/// Adds the tensions of the groups that hold finer, with both poles.
fn finer(sheet: &mut Sheet, language: Language, page: &InsightPage) {
    let poles = |line: &TensionLine| language.t_all("insight-poles", &[("left", &line.left), ("right", &line.right)]);
    let lines = |group: &GroupCard| {
        let row = |line: &TensionLine| vec![group.name.clone(), poles(line), line.number.short.clone()];
        group.finer.iter().map(row).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = page.groups.iter().flat_map(lines).collect();
    if rows.is_empty() {
        return;
    }
    let columns = [("insight-csv-group", 1.6), ("insight-csv-tension", 3.4), ("insight-csv-people", 0.8)];
    sheet.table(columns.map(|(key, share)| Column::new(language.t(key), share)).to_vec(), rows);
    sheet.small(language.t("insight-finer-rest"));
}

fn told(sheet: &mut Sheet, language: Language, page: &InsightPage) {
    for (heading, items) in [("insight-helped", &page.helped), ("insight-questions", &page.questions)] {
        if !items.is_empty() {
            sheet.heading(language.t(heading));
        }
        for item in items {
            sheet.text(&item.text);
            sheet.small(item.about.join("; "));
        }
    }
}

/// Adds what waits for management's answer; what waits too long says so.
fn signals(sheet: &mut Sheet, language: Language, waiting: &[SignalRow]) {
    if waiting.is_empty() {
        return;
    }
    sheet.heading(language.t("insight-report-signals"));
    let columns = [("signals-name", 3.0), ("signals-from", 1.4), ("insight-report-answer", 2.4)];
    let row = |row: &SignalRow| {
        let key = if row.overdue { "signals-overdue" } else { "signals-answer-by" };
        vec![row.title.clone(), row.team.clone(), language.t_with(key, "day", &row.by)]
    };
    sheet.table(
        columns.map(|(key, share)| Column::new(language.t(key), share)).to_vec(),
        waiting.iter().map(row).collect(),
    );
}
