//! What doesn't belong together is refused at the start, in a sentence that says what to do.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Output, Stdio};

use omgang::guard;
use omgang::jobs::upkeep;
use tempfile::TempDir;
use tokio::process::Command;

use crate::backups::{complaint, on, said};
use crate::crash::Program;
use crate::on_both;
use crate::support::Instance;

/// Somebody who owns nothing here.
const NOBODY: u32 = 65534;

async fn refusal(instance: &Instance) -> String {
    complaint(&on(instance, &["serve", "--listen", "127.0.0.1:0"]).await)
}

/// Starts and stops the program: it takes things as they are.
async fn starts(instance: &Instance) {
    assert!(Program::start_with(instance, &[], Stdio::inherit()).await.stop().await.success());
}

on_both! {
    async fn the_key_of_another_database_is_refused_until_somebody_accepts_it(instance: Instance) {
        starts(&instance).await;
        let key = instance.app.config.data.join("instance.key");
        let right = std::fs::read(&key).unwrap();
        std::fs::write(&key, [7; 32]).unwrap();
        let said_no = refusal(&instance).await;
        assert!(said_no.contains("isn't the one that belongs to this database") && said_no.contains("backup"), "{said_no}");
        assert!(complaint(&on(&instance, &["backup", "/nowhere", "--unencrypted"]).await).contains("isn't the one"));
        std::fs::write(&key, &right[..20]).unwrap();
        assert!(refusal(&instance).await.contains("is damaged: 32 bytes expected"));
        std::fs::remove_file(&key).unwrap();
        let said_no = refusal(&instance).await;
        assert!(said_no.contains("isn't there, and this database had one"), "{said_no}");
        assert!(!key.exists(), "no new one is made in its place");
        std::fs::write(&key, &right).unwrap();
        starts(&instance).await;
        std::fs::write(&key, [7; 32]).unwrap();
        said(&on(&instance, &["accept", "key"]).await);
        starts(&instance).await;
        std::fs::write(&key, &right).unwrap();
        assert!(refusal(&instance).await.contains("isn't the one"), "the new one counts now");
    }
}

on_both! {
    async fn a_clock_that_was_set_back_is_refused_until_somebody_accepts_it(instance: Instance) {
        let tomorrow = omgang::clock::Clock::system().now().plus_days(1);
        guard::note(&instance.app.db, &instance.app.key, tomorrow).await.unwrap();
        let said_no = refusal(&instance).await;
        assert!(said_no.contains("this machine's clock says") && said_no.contains("omgang accept clock"), "{said_no}");
        let checked = on(&instance, &["check"]).await;
        assert!(String::from_utf8_lossy(&checked.stdout).contains("WRONG clock"), "{checked:?}");
        said(&on(&instance, &["accept", "clock"]).await);
        starts(&instance).await;
        // A little behind is what clocks are.
        let soon = omgang::clock::Clock::system().now().plus_minutes(guard::TOLERANCE_MINUTES / 2);
        guard::note(&instance.app.db, &instance.app.key, soon).await.unwrap();
        starts(&instance).await;
    }
}

on_both! {
    async fn a_clock_that_is_set_back_while_it_runs_is_told_and_spoils_no_mark(instance: Instance) {
        let app = &instance.app;
        upkeep::watch_clock(app).await.unwrap();
        let tomorrow = app.clock.now().plus_days(1);
        guard::note(&app.db, &app.key, tomorrow).await.unwrap();
        for _ in 0..2 {
            let told = format!("{:#}", upkeep::watch_clock(app).await.unwrap_err());
            assert!(told.contains("this machine's clock says"), "{told}");
        }
        app.clock.advance_minutes(24 * 60);
        upkeep::watch_clock(app).await.unwrap();
    }
}

/// The program where everybody can run it: a build's own folder may be closed to others.
fn for_everybody() -> TempDir {
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("omgang");
    if std::fs::hard_link(env!("CARGO_BIN_EXE_omgang"), &program).is_err() {
        std::fs::copy(env!("CARGO_BIN_EXE_omgang"), &program).unwrap();
    }
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

/// Runs the program in a folder, as somebody without rights where this process may choose.
async fn as_nobody(data: &Path) -> Output {
    let program = for_everybody();
    let mut command = Command::new(program.path().join("omgang"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).current_dir("/");
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().await.unwrap()
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A folder that everybody can come to, for a data folder below it.
fn place() -> TempDir {
    let place = TempDir::new().unwrap();
    std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).unwrap();
    place
}

#[tokio::test]
async fn a_folder_that_cant_be_written_is_refused() {
    let place = place();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    if is_root() {
        chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    std::fs::set_permissions(&data, PermissionsExt::from_mode(0o555)).unwrap();
    let refused = complaint(&as_nobody(&data).await);
    assert!(refused.contains("omgang isn't allowed to write in") && refused.contains("chmod u+rwX"), "{refused}");
}

#[tokio::test]
async fn what_belongs_to_somebody_else_is_refused() {
    if !is_root() {
        // Only root can make what belongs to somebody else.
        return;
    }
    let place = place();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let refused = complaint(&as_nobody(&data).await);
    assert!(refused.contains("belongs to user 0, and omgang runs as user 65534"), "{refused}");
    // A file that root left in a folder of ours.
    chown(&data, Some(NOBODY), Some(NOBODY)).unwrap();
    std::fs::write(data.join("instance.key"), [1; 32]).unwrap();
    std::fs::set_permissions(data.join("instance.key"), PermissionsExt::from_mode(0o600)).unwrap();
    let refused = complaint(&as_nobody(&data).await);
    assert!(refused.contains("instance.key belongs to user 0") && refused.contains("chown -R 65534"), "{refused}");
}

#[tokio::test]
async fn what_root_makes_in_the_folder_of_the_server_is_the_servers() {
    if !is_root() {
        return;
    }
    let instance = Instance::sqlite().await;
    let (data, folder) = (&instance.app.config.data, TempDir::new().unwrap());
    for entry in std::fs::read_dir(data).unwrap() {
        chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    chown(data, Some(NOBODY), Some(NOBODY)).unwrap();
    let file = folder.path().join("copy.zip").display().to_string();
    said(&on(&instance, &["backup", &file, "--unencrypted"]).await);
    said(&on(&instance, &["migrate"]).await);
    let restored = folder.path().join("restored");
    std::fs::create_dir(&restored).unwrap();
    chown(&restored, Some(NOBODY), Some(NOBODY)).unwrap();
    said(&crate::backups::omgang(&["restore", &file, "--data", &restored.display().to_string()]).await);
    for folder in [data, &restored] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(std::fs::metadata(&path).unwrap().uid(), NOBODY, "{}", path.display());
        }
    }
}
