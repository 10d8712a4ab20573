//! Backups that are made by themselves, and the page on which an administrator reads that it goes well.

use omgang::backups::history;
use omgang::config::{Config, Flags};
use omgang::jobs::backup;
use omgang::teams::memberships::OrganisationRoles;
use tempfile::TempDir;

use super::{Keys, names, on, read_whole};
use crate::on_both;
use crate::support::Instance;

const ADMINISTRATOR: OrganisationRoles = OrganisationRoles { manager: false, administrator: true };

/// The same instance with settings for backups.
fn with_schedule(instance: Instance, folder: &str, key: &str) -> Instance {
    let settings = [
        ("OMGANG_DATA", instance.app.config.data.display().to_string()),
        ("OMGANG_DATABASE", instance.app.config.database.clone()),
        ("OMGANG_BACKUP_DIR", folder.to_owned()),
        ("OMGANG_BACKUP_KEEP", "2".to_owned()),
        ("OMGANG_BACKUP_RECIPIENT", key.to_owned()),
    ];
    let find = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    let config = Config::resolve(&Flags::default(), &find).unwrap();
    instance.with_config(config)
}

on_both! {
    async fn a_backup_is_made_when_it_is_due_and_some_are_kept(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let account = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let (keys, folder) = (Keys::new(), TempDir::new().unwrap());
        let place = folder.path().join("backups");
        let instance = with_schedule(instance, &place.display().to_string(), &keys.public);
        let mut browser = instance.browser(account.id).await;
        let page = browser.get("/o/maaskant/backups").await.text;
        assert!(page.contains("Er is nog geen reservekopie gemaakt") && page.contains("Elke 24 uur"), "{page}");

        backup::run(&instance.app).await.unwrap();
        backup::run(&instance.app).await.unwrap();
        assert_eq!(names(&place), ["omgang-20260304T120000Z.zip.age"], "the second wasn't due");
        read_whole(&place.join("omgang-20260304T120000Z.zip.age"), Some(&keys.file())).unwrap();
        instance.app.clock.advance_minutes(3 * 60);
        let page = browser.get("/o/maaskant/backups").await.text;
        for words in ["3 uur geleden", "4 maart 2026, 13:00", "omgang-20260304T120000Z.zip.age", "Alleen wie het sleutelbestand heeft", "Na 2 dagen"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        for _ in 0..3 {
            instance.app.clock.advance_minutes(24 * 60);
            backup::run(&instance.app).await.unwrap();
        }
        assert_eq!(names(&place), ["omgang-20260306T150000Z.zip.age", "omgang-20260307T150000Z.zip.age"]);
        instance.app.clock.advance_minutes(48 * 60);
        let page = browser.get("/o/maaskant/backups").await.text;
        assert!(page.contains("2 dagen geleden") && page.contains("Dat is te lang geleden"), "{page}");
    }
}

on_both! {
    async fn a_try_that_came_to_nothing_is_told(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let account = instance.person(home.id, "Fenna", ADMINISTRATOR).await;
        let folder = TempDir::new().unwrap();
        let place = folder.path().join("backups");
        std::fs::write(&place, "no folder").unwrap();
        let instance = with_schedule(instance, &place.display().to_string(), "unencrypted");
        assert!(backup::run(&instance.app).await.is_err());
        let mut browser = instance.browser(account.id).await;
        let page = browser.get("/o/maaskant/backups").await.text;
        assert!(page.contains("lukte het maken niet") && page.contains("In de map voor de kopieën"), "{page}");
        std::fs::remove_file(&place).unwrap();
        backup::run(&instance.app).await.unwrap();
        assert_eq!(history::failed(instance.app.db.read()).await.unwrap(), None);
        let page = browser.get("/o/maaskant/backups").await.text;
        assert!(page.contains("net nog") && page.contains("Iedereen die het bestand heeft"), "{page}");
    }
}

on_both! {
    async fn a_backup_by_hand_counts_too(instance: Instance) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("copy.zip");
        crate::backups::said(&on(&instance, &["backup", &file.display().to_string(), "--unencrypted"]).await);
        let last = history::last(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((last.place, last.bytes), (file.display().to_string(), std::fs::metadata(&file).unwrap().len()));
        assert!(!last.encrypted);
    }
}
