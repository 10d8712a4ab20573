//! What stands at the beginning of a backup: who made it, when, and the SHA-256 of each part.

use serde::{Deserialize, Serialize};

use entity::time::Timestamp;

/// The shape of backups that this program makes; it reads this and older ones.
pub const FORMAT: u32 = 1;
/// The part that lists the others.
pub const MANIFEST: &str = "manifest.json";
/// SQLite's file.
pub const DATABASE: &str = "omgang.db";
/// What pg_dump wrote.
pub const DUMP: &str = "omgang.pgdump";
/// The instance's key.
pub const KEY: &str = "instance.key";
/// The settings that held, to be read.
pub const SETTINGS: &str = "settings.txt";
/// The folder of the organisations' own words.
pub const THESAURUS: &str = "thesaurus";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program that made it.
    pub omgang: String,
    pub made_at: Timestamp,
    pub database: Kind,
    /// The last migration that the tables had.
    pub migration: String,
    pub parts: Vec<Part>,
}

/// Which database it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// One file in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub bytes: u64,
    /// In hexadecimal.
    pub sha256: String,
}

impl Kind {
    /// Returns the part that holds the database.
    pub fn part(self) -> &'static str {
        match self {
            Self::Sqlite => DATABASE,
            Self::Postgres => DUMP,
        }
    }
}

impl Manifest {
    /// Tells whether the parts are what a backup has: nothing twice, nothing that would land anywhere else, and what it needs.
    pub fn is_sound(&self) -> bool {
        let once = |part: &Part| self.parts.iter().filter(|other| other.name == part.name).count() == 1;
        let has = |name: &str| self.parts.iter().any(|part| part.name == name);
        self.parts.iter().all(|part| is_part(&part.name, self.database) && once(part))
            && has(self.database.part())
            && has(KEY)
    }
}

fn is_part(name: &str, kind: Kind) -> bool {
    match name.split_once('/') {
        Some((THESAURUS, file)) => file.strip_suffix(".txt").is_some_and(is_slug),
        Some(_) => false,
        None => [kind.part(), KEY, SETTINGS].contains(&name),
    }
}

/// Tells whether a name is one that an organisation has in addresses.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(names: &[&str]) -> Manifest {
        let part = |name: &&str| Part { name: (*name).to_owned(), bytes: 1, sha256: String::new() };
        Manifest {
            format: FORMAT,
            omgang: "0.1.0".into(),
            made_at: Timestamp(0),
            database: Kind::Sqlite,
            migration: "m1".into(),
            parts: names.iter().map(part).collect(),
        }
    }

    #[test]
    fn parts_stay_in_their_folder() {
        assert!(manifest(&[DATABASE, KEY, SETTINGS, "thesaurus/de-brug.txt"]).is_sound());
        for wrong in ["../x", "/etc/passwd", "thesaurus/../x.txt", "thesaurus/a/b.txt", "lock", DUMP, KEY, ""] {
            assert!(!manifest(&[DATABASE, KEY, wrong]).is_sound(), "{wrong}");
        }
        assert!(!manifest(&[DATABASE]).is_sound() && !manifest(&[KEY]).is_sound());
    }
}
