//! The power is cut while people write: what was acknowledged is there after the next start.
//!
//! What is simulated: everything that the file system had not handed to its disk is lost, in the middle of its work. The data folder is
//! an ext4 of its own in a file; `EXT4_IOC_SHUTDOWN` without flushing the log ends it at once, as xfstests does: no page that is
//! still in memory, and no journal record that wasn't written, reaches the disk. Mounting it again replays ext4's own journal. What isn't
//! simulated: a disk that loses what it said it had written. A file written beside it without fsync shows, each time, that the
//! cut is real.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use rand::RngExt;
use reqwest::{Client, StatusCode, redirect};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::crash::{PATIENCE, Program, Writer};
use crate::support::{Instance, long};

/// Organisations that are written to at once.
const WRITERS: usize = 6;
/// Most acknowledgements before a cut.
const MOST: u32 = 60;
/// Ends a file system without flushing its log: `ioctl(EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH)`.
const CUT: &str =
    r#"open(my $at, "<", $ARGV[0]) or die $!; my $how = pack("L", 2); ioctl($at, 0x8004587d, $how) or die $!"#;

/// A disk of our own: an ext4 in a file.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Makes one; `Err` says why this machine can't.
    fn make() -> Result<Self, String> {
        let disk = Self { folder: TempDir::new().map_err(|error| error.to_string())? };
        fs::create_dir(disk.at()).map_err(|error| error.to_string())?;
        let image = fs::File::create(disk.image()).map_err(|error| error.to_string())?;
        image.set_len(256 * 1024 * 1024).map_err(|error| error.to_string())?;
        run("mkfs.ext4", &["-q", "-F", &disk.image().display().to_string()])?;
        disk.plug_in()?;
        Ok(disk)
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("disk.img")
    }

    /// Where it is mounted.
    fn at(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    fn plug_in(&self) -> Result<(), String> {
        run("mount", &["-o", "loop", &self.image().display().to_string(), &self.at().display().to_string()]).map(|_| ())
    }

    /// Cuts the power: nothing more reaches the disk.
    fn cut(&self) {
        run("perl", &["-e", CUT, &self.at().display().to_string()]).unwrap();
    }

    /// Takes it off, once nobody has a file of it open.
    fn unplug(&self) {
        run("umount", &[&self.at().display().to_string()]).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A test that failed leaves it mounted, perhaps with the program on it.
        if let Ok(mounted) = run("umount", &["-l", &self.at().display().to_string()]) {
            drop(mounted);
        }
    }
}

fn run(program: &str, arguments: &[&str]) -> Result<Output, String> {
    let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
    let done = Command::new(program).args(arguments).env("PATH", path).output();
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    match done.status.success() {
        true => Ok(done),
        false => Err(format!("{program}: {}", String::from_utf8_lossy(&done.stderr).trim())),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// `omgang check` on the folder has to find nothing wrong.
fn assert_checked(data: &Path, more: &[&str]) {
    let data = data.display().to_string();
    let checked = Command::new(env!("CARGO_BIN_EXE_omgang")).arg("check").args(more).args(["--data", &data]).output();
    let checked = checked.unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
}

/// Fills the disk with an instance in which people may write, all of it synced.
async fn people_on(data: &Path) -> Vec<Arc<Writer>> {
    let instance = Instance::sqlite().await;
    let mut writers = Vec::new();
    for index in 0..WRITERS {
        writers.push(Arc::new(Writer::new(&instance, index).await));
    }
    assert!(instance.app.db.sweep().await.unwrap());
    copy(&instance.app.config.data, data);
    run("chmod", &["700", &data.display().to_string()]).unwrap();
    run("sync", &[]).unwrap();
    writers
}

/// Lets everybody write until the program is gone, or says that it couldn't.
fn everybody_writes(writers: &[Arc<Writer>], client: &Client, url: &str) -> (mpsc::Receiver<()>, JoinSet<()>) {
    let (acknowledged, seen) = mpsc::channel(1);
    let mut work = JoinSet::new();
    for writer in writers {
        let (writer, client, url, acknowledged) =
            (Arc::clone(writer), client.clone(), url.to_owned(), acknowledged.clone());
        work.spawn(async move {
            // After the cut it says that it couldn't, or nothing at all.
            while writer.try_write(&client, &url).await == Some(true) {
                if acknowledged.send(()).await.is_err() {
                    return;
                }
            }
        });
    }
    (seen, work)
}

/// Reads back what was acknowledged before the cut; returns how many of the later answers are gone.
async fn find_back(writers: &[Arc<Writer>], answered: &mut [u32], client: &Client, url: &str) -> u32 {
    let mut gone = 0;
    for (writer, answered) in writers.iter().zip(answered) {
        gone += answered.saturating_sub(writer.found(client, url).await);
        *answered = 0;
        writer.check(client, url).await;
    }
    gone
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_in_a_power_cut() {
    let disk = match Disk::make() {
        Ok(disk) => disk,
        Err(why) => {
            eprintln!("SKIPPED power::nothing_acknowledged_is_lost_in_a_power_cut: {why}");
            return;
        }
    };
    let data = disk.at().join("omgang");
    let writers = people_on(&data).await;
    let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().unwrap();
    let (rounds, mut acknowledged_in_all) = (long(3, 100), 0_u32);
    let (mut answered, mut answered_late, mut gone_late) = ([0_u32; WRITERS], 0_u32, 0_u32);
    for round in 0..rounds {
        let program = Program::start_in(&data, Stdio::null()).await;
        gone_late += find_back(&writers, &mut answered, &client, &program.url).await;
        let (mut seen, work) = everybody_writes(&writers, &client, &program.url);
        let until = rand::rng().random_range(1..=MOST);
        let unsynced = disk.at().join(format!("unsynced-{round}"));
        for number in 0..until {
            timeout(PATIENCE, seen.recv()).await.expect("the program acknowledges in time").unwrap();
            if number + 1 == until {
                fs::write(&unsynced, "not on any disk").unwrap();
            }
        }
        // Whoever is answered from here on may be answered by a machine that is off already: ext4 can say yes to a sync in
        // the very moment in which its log is ended.
        let before: Vec<u32> = writers.iter().map(|writer| writer.acknowledged()).collect();
        disk.cut();
        drop(seen);
        program.kill().await;
        timeout(PATIENCE, work.join_all()).await.expect("every writer notices the end");
        for ((writer, number), answered) in writers.iter().zip(before).zip(&mut answered) {
            *answered = writer.acknowledged();
            answered_late += *answered - number;
            writer.was_cut_off_at(number);
        }
        disk.unplug();
        acknowledged_in_all += until;
        disk.plug_in().expect("ext4 replays its journal");
        let left = fs::read_to_string(&unsynced).unwrap_or_default();
        assert_ne!(left, "not on any disk", "the cut was real: what nobody synced is gone");
        assert_checked(&data, &[]);
    }
    let program = Program::start_in(&data, Stdio::null()).await;
    for writer in &writers {
        writer.check(&client, &program.url).await;
    }
    let ready = async {
        while client.get(format!("{}/health/ready", program.url)).send().await.unwrap().status() != StatusCode::OK {}
    };
    timeout(PATIENCE, ready).await.expect("the index is there in time");
    program.stop().await;
    assert_checked(&data, &["--index"]);
    disk.unplug();
    run("e2fsck", &["-fn", &disk.image().display().to_string()]).expect("the file system is whole");
    eprintln!(
        "{rounds} cuts, at least {acknowledged_in_all} acknowledged writes, none lost; {answered_late} answers came while it was cut, \
         {gone_late} of them are gone"
    );
}
