//! The tables in the papers, as Markdown: who sees what and how long it stays from docs/RIGHTS.md, the terms from the code, the
//! settings and what the organisation chose, the limits from docs/SECURITY.md. In Dutch by content/nl/papers/phrases.toml; a phrase that lacks there is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::config::Backups;
use crate::content;
use crate::deliberations::farewell::FAREWELL_MINUTES;
use crate::journal::{keep, opening};
use crate::people::logins::{IDLE_DAYS, LIFETIME_DAYS, VISIT_HOURS};
use crate::people::recovery::RECOVERY_HOURS;
use crate::retention::terms::TERMS;
use crate::retention::{NOTICE_DAYS, Terms};
use crate::teams::invitations::INVITATION_DAYS;
use crate::teams::notices;
use crate::web::words::Language;

const RIGHTS: &str = include_str!("../../../docs/RIGHTS.md");
const SECURITY: &str = include_str!("../../../docs/SECURITY.md");
/// Under this heading docs/SECURITY.md says what the journal isn't safe from.
const LIMITS: &str = "### What it doesn't protect against\n";
/// In a cell: nothing, not even that it exists; and that there is nobody in this place.
const NOTHING: [&str; 2] = ["·", "–"];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    content::data(include_str!("../../../content/nl/papers/phrases.toml"))
        .unwrap_or_else(|error| panic!("the embedded phrases are checked before release: {error}"))
});

/// Dutch for what the documents say in English.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    who: BTreeMap<String, String>,
    things: BTreeMap<String, String>,
    reading: BTreeMap<String, String>,
    long: BTreeMap<String, String>,
    limits: BTreeMap<String, String>,
}

/// A row of the rights table.
struct Row {
    thing: &'static str,
    /// Who, and what they read or do.
    cells: Vec<(&'static str, &'static str)>,
    long: &'static str,
}

fn rows() -> Vec<Row> {
    let mut lines = RIGHTS.lines().filter_map(|line| line.strip_prefix("| ")).map(cells);
    let head = lines.next().unwrap_or_default();
    let who = head.get(1..8).unwrap_or_default().to_vec();
    let row = |cells: Vec<&'static str>| {
        let [thing, readers @ .., long, _code] = cells.as_slice() else { return None };
        Some(Row { thing, cells: who.iter().copied().zip(readers.iter().copied()).collect(), long })
    };
    lines.filter_map(row).collect()
}

fn cells(line: &'static str) -> Vec<&'static str> {
    line.trim_end_matches('|').split(" | ").map(str::trim).collect()
}

fn say<'a>(language: Language, phrases: &'a BTreeMap<String, String>, words: &'a str) -> &'a str {
    match language {
        Language::Dutch => phrases.get(words).map_or(words, String::as_str),
        Language::English => words,
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Who sees what: a heading for each thing, a line for each who sees something of it.
pub fn rights(language: Language) -> String {
    let section = |row: Row| {
        let mut text = format!("## {}\n\n", capital(say(language, &PHRASES.things, row.thing)));
        let seen: Vec<_> = row.cells.into_iter().filter(|(_, reads)| !NOTHING.contains(reads)).collect();
        for (who, reads) in &seen {
            let (who, reads) = (say(language, &PHRASES.who, who), say(language, &PHRASES.reading, reads));
            text.push_str(&format!("- **{}:** {reads}\n", capital(who)));
        }
        if seen.is_empty() {
            text.push_str(&format!("{}\n", language.t("papers-nobody")));
        }
        text
    };
    rows().into_iter().map(section).collect::<Vec<_>>().join("\n")
}

/// How long each thing stays.
pub fn kept(language: Language) -> String {
    let line = |row: Row| {
        let (thing, long) = (say(language, &PHRASES.things, row.thing), say(language, &PHRASES.long, row.long));
        (!NOTHING.contains(&row.long)).then(|| format!("- **{}:** {long}\n", capital(thing)))
    };
    rows().into_iter().filter_map(line).collect()
}

/// The terms that the program keeps to, with the numbers that it goes by.
pub fn terms(language: Language, backups: &Backups, chosen: Terms) -> String {
    let (days, idle, hours) = (LIFETIME_DAYS.to_string(), IDLE_DAYS.to_string(), VISIT_HOURS.to_string());
    let (invited, recovered) = (INVITATION_DAYS.to_string(), RECOVERY_HOURS.to_string());
    let (open, most) = (opening::IDLE_MINUTES.to_string(), opening::MOST_HOURS.to_string());
    let backup = if backups.folder.is_some() { "papers-term-backup" } else { "papers-term-no-backup" };
    let (every, kept) = (backups.every_hours.to_string(), backups.keep.to_string());
    let chosen = TERMS.iter().map(|term| {
        let key = term.kind.as_str();
        let what = language.t(&format!("retention-{key}"));
        let number = chosen.of(term.kind).to_string();
        let long =
            language.t_all(&format!("papers-term-{}", term.unit.as_str()), &[("what", &what), ("number", &number)]);
        format!("{long} {}", language.t(&format!("retention-{key}-hint")))
    });
    let told = [
        language.t_with("papers-term-announced", "days", &NOTICE_DAYS.to_string()),
        language.t_all("papers-term-login", &[("days", &days), ("idle", &idle)]),
        language.t_all("papers-term-visit", &[("hours", &hours), ("minutes", &FAREWELL_MINUTES.to_string())]),
        language.t_with("papers-term-invitation", "days", &invited),
        language.t_with("papers-term-recovery", "hours", &recovered),
        language.t_with("papers-term-notices", "days", &notices::SHOWN_DAYS.to_string()),
        language.t_all("papers-term-journal-open", &[("minutes", &open), ("hours", &most)]),
        language.t_with("papers-term-journal", "days", &keep::WARNING_DAYS.to_string()),
        language.t("papers-term-quarter"),
        language.t_all(backup, &[("hours", &every), ("keep", &kept)]),
    ];
    chosen.chain(told).map(|sentence| format!("- {sentence}\n")).collect()
}

/// What the journal isn't safe from: each limit with what it begins with.
fn journal_limits() -> Vec<(&'static str, String)> {
    let part = SECURITY.split(LIMITS).nth(1).unwrap_or_default().split("\n#").next().unwrap_or_default();
    let whole = part.strip_prefix("- ").unwrap_or(part).split("\n- ");
    let limit = |text: &'static str| {
        let begins = text.split("**").nth(1)?;
        Some((begins, text.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    whole.filter_map(limit).collect()
}

/// The limits of the journal, one a line.
pub fn limits(language: Language) -> String {
    let line = |(begins, english): (&str, String)| match language {
        Language::Dutch => format!("- {}\n", PHRASES.limits.get(begins).unwrap_or(&english)),
        Language::English => format!("- {english}\n"),
    };
    journal_limits().into_iter().map(line).collect()
}

/// Lists what the documents say and the phrases don't, and the other way round.
pub fn problems() -> Vec<String> {
    let (rows, limits) = (rows(), journal_limits());
    let cells = || rows.iter().flat_map(|row| row.cells.iter());
    let parts = [
        ("things", &PHRASES.things, rows.iter().map(|row| row.thing).collect::<BTreeSet<_>>()),
        ("long", &PHRASES.long, rows.iter().map(|row| row.long).collect()),
        ("who", &PHRASES.who, cells().map(|(who, _)| *who).collect()),
        ("reading", &PHRASES.reading, cells().map(|(_, reads)| *reads).collect()),
        ("limits", &PHRASES.limits, limits.iter().map(|(begins, _)| *begins).collect()),
    ];
    let mut wrong = Vec::new();
    for (part, phrases, said) in parts {
        let lost = said.iter().filter(|words| !NOTHING.contains(words) && !phrases.contains_key(**words));
        wrong.extend(lost.map(|words| format!("content/nl/papers/phrases.toml: [{part}] has no Dutch for `{words}`")));
        let spare = phrases.keys().filter(|words| !said.contains(words.as_str()));
        wrong.extend(
            spare.map(|words| format!("content/nl/papers/phrases.toml: [{part}] has `{words}`, which isn't said")),
        );
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_rights_table_is_in_both_tables_with_its_readers() {
        let rows = rows();
        assert!(rows.len() > 50 && rows.iter().all(|row| row.cells.len() == 7 && !row.long.is_empty()));
        let (rights, kept) = (rights(Language::English), kept(Language::English));
        for row in &rows {
            assert!(rights.contains(&format!("## {}\n", capital(row.thing))), "{}", row.thing);
        }
        assert!(
            rights.contains("## Record, draft\n\n- **Owner, presenter:** writes\n\n## "),
            "who sees nothing isn't there"
        );
        assert!(kept.contains("- **Record, approved:** stays"), "{kept}");
        assert!(!rights.contains('·') || rights.contains("· until revealed"));
    }

    #[test]
    fn terms_are_those_of_the_code_and_the_settings() {
        let usual = Terms::default();
        let text = terms(Language::Dutch, &Backups::default(), usual);
        assert!(
            text.contains(&format!("{LIFETIME_DAYS} dagen")) && text.contains(&format!("{INVITATION_DAYS} dagen")),
            "{text}"
        );
        let none = terms(Language::Dutch, &Backups { folder: None, ..Backups::default() }, usual);
        let some = Backups { folder: Some("/srv".into()), every_hours: 12, keep: 9, ..Backups::default() };
        let some = terms(Language::Dutch, &some, usual);
        assert!(some.contains("12") && some.contains('9') && some != none, "{some}");
        for (term, unit) in TERMS.iter().zip(["weken", "weken", "jaar", "weken"]) {
            let text = terms(Language::Dutch, &Backups::default(), usual.with(term.kind, term.most).unwrap());
            assert!(text.contains(&format!(":** {} {unit}. ", term.most)), "{text}");
        }
    }

    #[test]
    fn every_limit_is_told() {
        assert!(journal_limits().len() >= 6);
        assert_eq!(problems(), Vec::<String>::new());
        let dutch = limits(Language::Dutch);
        assert_eq!(dutch.lines().count(), journal_limits().len());
        assert!(!dutch.contains("Whoever"), "{dutch}");
    }
}
