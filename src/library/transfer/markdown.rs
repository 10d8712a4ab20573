//! An item as Markdown with front matter: TOML between `+++` or YAML between `---`, then a text under each heading.
//!
//! The headings are keys or their Dutch words, so that a file reads well and comes back as it went. Text without a
//! heading is a reflection.

use entity::contribution::LessonLevel;
use entity::shared_part::{PartKind, PartSection};

use super::{Paper, PaperPart, Wrong};

/// The Dutch heading of each sort of text; reading takes them in any case.
const HEADINGS: [(&str, PartKind, Option<PartSection>, Option<LessonLevel>); 14] = [
    ("Wat er speelt", PartKind::Case, Some(PartSection::Story), None),
    ("De leervraag", PartKind::Case, Some(PartSection::Question), None),
    ("Casus", PartKind::Case, None, None),
    ("Wat we zagen", PartKind::Record, Some(PartSection::Exploration), None),
    ("Door de ogen van de cliënt", PartKind::Record, Some(PartSection::ClientView), None),
    ("Wat er kon", PartKind::Record, Some(PartSection::Options), None),
    ("Aan wie het wordt uitgelegd", PartKind::Record, Some(PartSection::Accounting), None),
    ("Verslag", PartKind::Record, None, None),
    ("Besluit", PartKind::Decision, None, None),
    ("Les voor jezelf", PartKind::Lesson, None, Some(LessonLevel::Person)),
    ("Les voor het team", PartKind::Lesson, None, Some(LessonLevel::Team)),
    ("Les voor de organisatie", PartKind::Lesson, None, Some(LessonLevel::Organisation)),
    ("Les voor het beleid", PartKind::Lesson, None, Some(LessonLevel::Policy)),
    ("Reflectie", PartKind::Reflection, None, None),
];

/// Reads one file.
pub fn parse(source: &str) -> Result<Paper, Wrong> {
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (mut paper, body) = front(&source)?;
    let mut parts: Vec<PaperPart> = Vec::new();
    let mut present = reflection();
    for line in body.lines() {
        if paper.title.is_empty()
            && parts.is_empty()
            && present.text.trim().is_empty()
            && let Some(title) = line.strip_prefix("# ")
        {
            title.trim().clone_into(&mut paper.title);
        } else if let Some(next) = line.strip_prefix("## ").and_then(heading) {
            parts.push(std::mem::replace(&mut present, next));
        } else {
            present.text.push_str(line);
            present.text.push('\n');
        }
    }
    parts.push(present);
    paper.parts.extend(parts);
    paper.checked()
}

/// Writes one file.
pub fn write(paper: &Paper) -> Result<String, toml::ser::Error> {
    let front = Paper { parts: Vec::new(), ..paper.clone() };
    let front = toml::to_string(&front)?.replace("parts = []\n", "");
    let mut out = format!("+++\n{front}+++\n");
    for part in &paper.parts {
        let is_it = |row: &&(&str, PartKind, Option<PartSection>, Option<LessonLevel>)| {
            row.1 == part.kind && row.2 == part.section && row.3 == part.level
        };
        let found = HEADINGS.iter().find(is_it);
        let found = found.or_else(|| HEADINGS.iter().find(|row| row.1 == part.kind));
        let title = found.map_or(part.kind.as_str(), |row| row.0);
        // A line that looks like one of our headings stays text.
        let text: Vec<String> = part.text.lines().map(escaped).collect();
        out.push_str(&format!("\n## {title}\n\n{}\n", text.join("\n")));
    }
    Ok(out)
}

fn escaped(line: &str) -> String {
    if line.starts_with("## ") || line.starts_with("\\## ") { format!("\\{line}") } else { line.to_owned() }
}

fn reflection() -> PaperPart {
    PaperPart { kind: PartKind::Reflection, section: None, level: None, text: String::new() }
}

fn heading(title: &str) -> Option<PaperPart> {
    let title = title.trim().to_lowercase();
    let known = HEADINGS.iter().find(|(name, ..)| name.to_lowercase() == title);
    known.map(|(_, kind, section, level)| PaperPart {
        kind: *kind,
        section: *section,
        level: *level,
        text: String::new(),
    })
}

/// Splits front matter from the body; a file without any has an empty one.
fn front(source: &str) -> Result<(Paper, &str), Wrong> {
    let between = |fence: &str| {
        let rest = source.strip_prefix(fence)?.strip_prefix('\n')?;
        match rest.strip_prefix(&format!("{fence}\n")) {
            Some(body) => Some(("", body)),
            None => rest.split_once(&format!("\n{fence}\n")).or_else(|| {
                let (front, end) = rest.rsplit_once('\n')?;
                (end.trim() == fence).then_some((front, ""))
            }),
        }
    };
    let wrong = |error: &dyn std::fmt::Display| {
        Wrong::FrontMatter(error.to_string().lines().next().unwrap_or_default().chars().take(200).collect())
    };
    if let Some((front, body)) = between("+++") {
        let front = if front.contains("title") { front.to_owned() } else { format!("title = \"\"\n{front}") };
        let front: serde_json::Value = toml::from_str(&front).map_err(|error| wrong(&error.message()))?;
        return Ok((serde_json::from_value(front).map_err(|error| wrong(&error))?, body));
    }
    if let Some((front, body)) = between("---") {
        let front = if front.contains("title") { front.to_owned() } else { format!("title: \"\"\n{front}") };
        return Ok((serde_saphyr::from_str(&front).map_err(|error| wrong(&error))?, body));
    }
    Ok((Paper::default(), source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::transfer::PaperVirtue;

    #[test]
    fn a_file_reads_well_and_comes_back_as_it_went() {
        let part = |kind, section, level, text: &str| PaperPart { kind, section, level, text: text.into() };
        let paper = Paper {
            title: "Blijven komen".into(),
            year: Some(2025),
            method: "omgangsoverleg".into(),
            phase: Some(entity::case_phase::ContactPhase::MakingContact),
            tensions: vec!["act_wait".into()],
            barriers: vec!["shame".into()],
            virtues: vec![PaperVirtue {
                name: "Geduld".into(),
                too_little: "Vluchtig".into(),
                too_much: "Traag".into(),
                side: Some(entity::record_virtue::Side::TooMuch),
            }],
            parts: vec![
                part(
                    PartKind::Case,
                    Some(PartSection::Story),
                    None,
                    "Hij deed \"niet\" open.\n\nDe radio ging zachter.",
                ),
                part(PartKind::Lesson, None, Some(LessonLevel::Team), "Wie belt, is ook iemand."),
            ],
        };
        let written = write(&paper).unwrap();
        assert!(written.contains("\n## Wat er speelt\n\nHij deed"), "{written}");
        assert_eq!(parse(&written), Ok(paper));
    }

    #[test]
    fn other_peoples_files_come_in_too() {
        let yaml = "---\r\ntitle: Over de heg\r\nyear: 2024\r\ntensions: [follow_lead]\r\n---\r\nGewoon tekst.\r\n\r\n## Besluit\r\nLuisteren.";
        let paper = parse(yaml).unwrap();
        assert_eq!((paper.title.as_str(), paper.year, paper.parts.len()), ("Over de heg", Some(2024), 2));
        assert_eq!((paper.parts[0].kind, paper.parts[1].kind), (PartKind::Reflection, PartKind::Decision));
        let bare = parse("# Een titel\n\nEen verhaal.\n\n## Zomaar een kop\nhoort erbij").unwrap();
        assert_eq!((bare.title.as_str(), bare.parts.len()), ("Een titel", 1));
        assert!(bare.parts[0].text.contains("## Zomaar een kop"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(parse("Tekst zonder titel."), Err(Wrong::NoTitle));
        assert_eq!(parse("# Titel"), Err(Wrong::NoWords));
        assert_eq!(
            parse("+++\ntitle = \"T\"\ntensions = [\"zwaartekracht\"]\n+++\nTekst"),
            Err(Wrong::Unknown("zwaartekracht".into()))
        );
        assert!(matches!(parse("+++\ntitle = \n+++\nTekst"), Err(Wrong::FrontMatter(_))));
        assert!(matches!(parse("---\ntitle: [\n---\nTekst"), Err(Wrong::FrontMatter(_))));
        assert_eq!(parse(&format!("# {}\nTekst", "t".repeat(121))), Err(Wrong::TooLong));
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read_or_refused(source in "(\\+\\+\\+\n|---\n|# |## Besluit\n|title = |\\PC|\n){0,80}") {
            if let Ok(paper) = parse(&source) {
                proptest::prop_assert!(!paper.title.is_empty() && !paper.parts.is_empty());
            }
        }
    }
}
