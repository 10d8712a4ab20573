//! Backups that are made by themselves: when one is due, what it is named, which ones go.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use entity::time::Timestamp;

use super::history::Last;
use super::pack::UNFINISHED;
use crate::clock;
use crate::config::Sealing;

/// Tells whether a backup is due; also when the last one is of a time that is still to come.
pub fn is_due(last: Option<&Last>, every_hours: i64, now: Timestamp) -> bool {
    last.is_none_or(|last| last.at.plus_minutes(every_hours * 60) <= now || last.at > now)
}

/// Tells whether the last backup is later than anybody should accept: two were missed.
pub fn is_overdue(last: Option<&Last>, every_hours: i64, now: Timestamp) -> bool {
    last.is_none_or(|last| last.at.plus_minutes(every_hours * 2 * 60) <= now)
}

/// Returns in how many days what is erased now is in no backup any more, as long as they are made in time.
pub fn days_until_gone(every_hours: i64, keep: usize) -> i64 {
    let hours = every_hours.saturating_mul(i64::try_from(keep).unwrap_or(i64::MAX));
    hours.div_euclid(24) + i64::from(hours.rem_euclid(24) > 0)
}

/// Names the file of a backup made at this moment.
pub fn file(folder: &Path, now: Timestamp, sealing: &Sealing) -> PathBuf {
    let ending = if matches!(sealing, Sealing::To(_)) { "zip.age" } else { "zip" };
    folder.join(format!("omgang-{}.{ending}", clock::calendar_time(now)))
}

/// Takes away all but the newest `keep` of the backups that were named by [`file`], and what is left of broken-off ones. Returns
/// how many went.
pub fn prune(folder: &Path, keep: usize) -> io::Result<usize> {
    let mut whole = Vec::new();
    let mut going = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        match name.strip_suffix(UNFINISHED).and_then(|name| name.strip_suffix('.')) {
            Some(unfinished) if is_ours(unfinished) => going.push(entry.path()),
            None if is_ours(&name) => whole.push(entry.path()),
            _ => {}
        }
    }
    // The names begin with their time.
    whole.sort();
    whole.truncate(whole.len().saturating_sub(keep));
    going.extend(whole);
    for path in &going {
        fs::remove_file(path)?;
    }
    Ok(going.len())
}

fn is_ours(name: &str) -> bool {
    let time = name.strip_prefix("omgang-").and_then(|rest| rest.split_once('.'));
    let stamp =
        |time: &str| time.len() == 16 && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'T' || byte == b'Z');
    time.is_some_and(|(time, ending)| stamp(time) && ["zip", "zip.age"].contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(at: i64) -> Last {
        Last { at: Timestamp(at), bytes: 1, place: String::new(), encrypted: true }
    }

    #[test]
    fn a_backup_is_due_when_the_last_is_old_or_of_a_time_to_come() {
        let now = Timestamp(1_772_625_600_000);
        assert!(is_due(None, 24, now) && is_overdue(None, 24, now));
        let ago = |hours: i64| last(now.plus_minutes(-hours * 60).0);
        assert!(!is_due(Some(&ago(23)), 24, now) && is_due(Some(&ago(24)), 24, now));
        assert!(!is_overdue(Some(&ago(47)), 24, now) && is_overdue(Some(&ago(48)), 24, now));
        assert!(is_due(Some(&ago(-1)), 24, now));
        assert_eq!([days_until_gone(24, 14), days_until_gone(1, 25), days_until_gone(1, 1)], [14, 2, 1]);
    }

    #[test]
    fn the_newest_stay_and_what_isnt_ours_too() {
        let folder = tempfile::tempdir().unwrap();
        let at = |days: i64| file(folder.path(), Timestamp(1_772_625_600_000).plus_days(days), &Sealing::Unencrypted);
        for days in 0..5 {
            fs::write(at(days), "x").unwrap();
        }
        for name in ["notes.txt", "omgang-20260304T120000Z.zip.age.partial", "omgang-now.zip"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(prune(folder.path(), 2).unwrap(), 4);
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        let mut expected = vec![at(3), at(4), folder.path().join("notes.txt"), folder.path().join("omgang-now.zip")];
        expected.sort();
        assert_eq!(left, expected);
    }
}
