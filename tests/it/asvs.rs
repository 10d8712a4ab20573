//! docs/ASVS.md traces each requirement of levels 1 and 2 to what shows it. This holds the list whole: every number once, no empty row,
//! and every test that it names really there, in the file it names.

use std::collections::BTreeMap;
use std::path::Path;

const TRACED: &str = include_str!("../../docs/ASVS.md");
/// Numbers and levels of the standard; the file says where they come from.
const STANDARD: &str = include_str!("../data/asvs-5.0.0.csv");
/// What an answer begins with.
const ANSWERS: [&str; 4] = ["Met", "Not applicable", "For who runs it", "Not met"];
/// More than this many that aren't met is no honest "few".
const FEW: usize = 12;

struct Row<'a> {
    number: &'a str,
    level: &'a str,
    asks: &'a str,
    answer: &'a str,
    shown: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = TRACED.lines().filter(|line| line.starts_with("| V"));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, level, asks, answer, shown] = cells[..] else { panic!("five cells: {line}") };
        Row { number, level, asks, answer, shown }
    };
    lines.map(row).collect()
}

#[test]
fn every_requirement_stands_there_once_with_its_level() {
    let standard: BTreeMap<&str, &str> =
        STANDARD.lines().filter(|line| line.starts_with('V')).map(|line| line.split_once(',').unwrap()).collect();
    let of_level = |level| standard.values().filter(|one| **one == level).count();
    assert_eq!((of_level("1"), of_level("2")), (70, 183), "as the standard counts them");
    let mut traced = BTreeMap::new();
    for row in rows() {
        assert!(traced.insert(row.number, row.level).is_none(), "{} stands there twice", row.number);
    }
    assert_eq!(traced, standard);
}

#[test]
fn no_row_is_empty_and_few_are_not_met() {
    let mut open = Vec::new();
    for row in rows() {
        let number = row.number;
        assert!(row.asks.len() > 10, "{number} says what it asks");
        let begins = ANSWERS.into_iter().find(|answer| row.answer.starts_with(answer));
        let begins = begins.unwrap_or_else(|| panic!("{number}: {}", row.answer));
        match begins {
            "Met" => assert!(row.shown.contains("::"), "{number} is shown by a test"),
            "Not met" => {
                assert!(row.answer.contains("Needed:"), "{number} says what would be needed");
                open.push(number);
            }
            _ => assert!(row.answer.len() > begins.len() + 15, "{number} says why"),
        }
    }
    assert!(open.len() <= FEW, "{open:?}");
    let told = format!("Not met: {} of {}", open.len(), rows().len());
    assert!(TRACED.contains(&told), "the beginning of the page says so: {told}");
}

#[test]
fn every_test_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lost = Vec::new();
    for row in rows() {
        for named in row.shown.split('`').skip(1).step_by(2) {
            let Some((file, test)) = named.split_once("::") else { panic!("{}: file::test, not {named}", row.number) };
            let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            let there = if file.ends_with(".rs") {
                text.contains(&format!("fn {test}("))
            } else {
                text.contains(&format!("test(\"{test}"))
            };
            if !there {
                lost.push(format!("{}: {named}", row.number));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn every_document_that_is_named_has_that_part() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for row in rows() {
        // As in [Security: The browser](SECURITY.md#the-browser).
        for link in row.answer.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let text = std::fs::read_to_string(root.join("docs").join(file))
                .unwrap_or_else(|_| panic!("{}: {link}", row.number));
            let heading = |line: &str| {
                let words = line.trim_start_matches('#').trim().to_lowercase();
                words
                    .chars()
                    .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-')
                    .collect::<String>()
                    .replace(' ', "-")
            };
            let there =
                part.is_empty() || text.lines().filter(|line| line.starts_with('#')).any(|line| heading(line) == part);
            assert!(there, "{}: {link}", row.number);
        }
    }
}
