//! The proof on paper and as a table of hours. Nothing of a case: there is none in what it is made from.

use entity::attendance::AttendanceRole;
use entity::proof_profile;

use crate::pdf::{Column, Sheet};
use crate::proofs::Attended;
use crate::web::words::Language;
use crate::web::{Here, dates, spreadsheet};

/// Says how long something took: "2 uur", "1 uur en 30 minuten", "45 minuten".
pub fn length(language: Language, minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours_words = || match hours {
        1 => language.t("proof-hour"),
        _ => language.t_with("proof-hours", "hours", &hours.to_string()),
    };
    let minutes_words = || match rest {
        1 => language.t("proof-minute"),
        _ => language.t_with("proof-minutes", "minutes", &rest.to_string()),
    };
    match (hours, rest) {
        (0, _) => minutes_words(),
        (_, 0) => hours_words(),
        _ => language.t_all("proof-hours-minutes", &[("hours", &hours_words()), ("minutes", &minutes_words())]),
    }
}

/// Names what somebody was at a meeting.
pub fn role(language: Language, role: AttendanceRole) -> String {
    language.t(&format!("proof-role-{}", role.as_str()))
}

/// Lays the proof of a year out.
pub fn sheet(here: &Here, year: i32, profile: &proof_profile::Model, attended: &[Attended]) -> Sheet {
    let language = here.language;
    let t = |key: &str| language.t(key);
    let mut sheet = Sheet::new(language.code(), language.t_with("proof-paper-title", "year", &year.to_string()));
    sheet.foot(language.t_with("proof-paper-foot", "organisation", &here.actor.organisation_name));
    let total: i64 = attended.iter().map(|one| one.minutes).sum();
    let mut facts = vec![
        (t("proof-paper-name"), here.actor.name.clone()),
        (t("proof-paper-organisation"), here.actor.organisation_name.clone()),
    ];
    if !profile.register.is_empty() || !profile.number.is_empty() {
        let register = [profile.register.as_str(), profile.number.as_str()].join(" ").trim().to_owned();
        facts.push((t("proof-paper-register"), register));
    }
    facts.push((t("proof-paper-count"), attended.len().to_string()));
    facts.push((t("proof-paper-total"), length(language, total)));
    sheet.facts(facts);
    sheet.table(columns(language, profile), attended.iter().map(|one| cells(language, profile, one)).collect());
    if profile.shows_dimensions {
        dimensions(&mut sheet, language, profile, attended);
    }
    if profile.shows_signature {
        sheet.heading(t("proof-paper-signature"));
        let mut led: Vec<&str> = attended
            .iter()
            .map(|one| one.facilitator.as_str())
            .filter(|name| !name.is_empty() && *name != here.actor.name)
            .collect();
        led.sort_unstable();
        led.dedup();
        let sign = |name: &str| [language.t_with("proof-paper-sign", "name", name), t("proof-paper-date")];
        match led.is_empty() {
            true => sheet.lines([t("proof-paper-sign-empty"), t("proof-paper-date")]),
            false => sheet.lines(led.into_iter().flat_map(sign)),
        };
    }
    sheet.small(t("proof-paper-small"));
    sheet
}

fn columns(language: Language, profile: &proof_profile::Model) -> Vec<Column> {
    let mut columns = vec![
        Column::new(language.t("proof-paper-date"), 1.9),
        Column::new(language.t("proof-paper-length"), 1.6),
        Column::new(language.t("proof-paper-role"), 2.0),
        Column::new(language.t("proof-paper-team"), 1.6),
    ];
    if profile.shows_method {
        columns.push(Column::new(language.t("proof-paper-method"), 2.4));
    }
    if profile.shows_group {
        columns.push(Column::new(language.t("proof-paper-group"), 1.0));
        columns.push(Column::new(language.t("proof-paper-facilitator"), 1.8));
    }
    columns
}

fn cells(language: Language, profile: &proof_profile::Model, one: &Attended) -> Vec<String> {
    let mut cells = vec![
        dates::long(one.date, language),
        length(language, one.minutes),
        role(language, one.role),
        one.team.clone(),
    ];
    if profile.shows_method {
        cells.push(one.methods.join(", "));
    }
    if profile.shows_group {
        cells.push(one.people.to_string());
        cells.push(one.facilitator.clone());
    }
    cells
}

fn dimensions(sheet: &mut Sheet, language: Language, profile: &proof_profile::Model, attended: &[Attended]) {
    let reflected: Vec<&Attended> = attended.iter().filter(|one| one.reflection.is_some()).collect();
    if reflected.is_empty() {
        return;
    }
    sheet.heading(language.t("proof-paper-reflection"));
    for one in reflected {
        let Some(row) = &one.reflection else { continue };
        let mut facts = vec![(language.t("proof-paper-date"), dates::long(one.date, language))];
        let all = [
            (&profile.technical, &row.technical),
            (&profile.normative, &row.normative),
            (&profile.personal, &row.personal),
        ];
        facts.extend(
            all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label.clone(), text.clone())),
        );
        sheet.facts(facts);
    }
}

/// Writes the hours as a table for spreadsheets; hours with two decimals.
pub fn hours(language: Language, attended: &[Attended]) -> anyhow::Result<String> {
    let heads = ["date", "hours", "role", "team", "method", "group"].map(|key| language.t(&format!("proof-csv-{key}")));
    let row = |one: &Attended| {
        let hundredths = (one.minutes * 100 + 30) / 60;
        [
            dates::for_field(one.date),
            format!("{},{:02}", hundredths / 100, hundredths % 100),
            role(language, one.role),
            one.team.clone(),
            one.methods.join(", "),
            one.people.to_string(),
        ]
    };
    spreadsheet::write(std::iter::once(heads).chain(attended.iter().map(row)))
}

#[cfg(test)]
mod tests {
    use entity::ids::MeetingId;
    use time::macros::date;

    use super::*;

    #[test]
    fn a_length_is_said_as_people_say_it() {
        let said = |minutes| length(Language::Dutch, minutes);
        assert_eq!([said(45), said(120), said(90)], ["45 minuten", "2 uur", "1 uur en 30 minuten"]);
        assert_eq!(length(Language::English, 61), "1 hour and 1 minute");
    }

    #[test]
    fn hours_open_in_a_spreadsheet() {
        let one = Attended {
            id: MeetingId::random(),
            date: date!(2026 - 03 - 03),
            team: "=Team \"Noord\"; Zuid".into(),
            role: AttendanceRole::Presenter,
            minutes: 95,
            methods: vec!["Omgangsoverleg".into()],
            people: 7,
            facilitator: String::new(),
            reflection: None,
        };
        let file = hours(Language::Dutch, &[one]).unwrap();
        let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
        assert!(lines[0].starts_with('\u{feff}') && lines[0].split(';').count() == 6, "{file}");
        assert_eq!(lines[1], "2026-03-03;1,58;inbrenger;\"'=Team \"\"Noord\"\"; Zuid\";Omgangsoverleg;7");
    }
}
