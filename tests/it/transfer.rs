//! The library in and out: drafts that go the road, and a zip of what one may read.

use axum::http::StatusCode;
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use entity::{shared_barrier, shared_part};
use omgang::cli::library::{Command, run as command};
use sea_orm::EntityTrait;

use crate::library::share_and_tell;
use crate::on_both;
use crate::support::Instance;

const MARKDOWN: &str = "---\ntitle: De radio ging zachter\nyear: 2024\nphase: making_contact\nbarriers: [shame]\n---\n## Wat er speelt\nNaima Bakkal doet niet open.\n\n## Besluit\nTerugkomen.\n";

async fn copies(instance: &Instance) -> Vec<shared_copy::Model> {
    shared_copy::Entity::find().all(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn what_is_brought_in_is_a_draft_of_ones_own_that_goes_the_road(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let omar = instance.member(home.id, team, "Omar", TeamRole::Facilitator).await;
        let mut browser = instance.browser(noor.id).await;
        let table = "titel;tekst;soort\nOver de heg;Hij praat alleen over de heg.;case\nLeeg;;\n";
        let files: [(&str, &[u8]); 3] = [("een.md", MARKDOWN.as_bytes()), ("oud.csv", table.as_bytes()), ("foto.md", &[0xff, 0xfe])];
        let told = browser.upload("/o/maaskant/library/transfer", &[], &files).await;
        assert_eq!(told.status, StatusCode::OK);
        for said in ["1 van 4", "4 van 4", "De radio ging zachter", "Over de heg", "oud.csv:3", "Er staat geen tekst in", "UTF-8"] {
            assert!(told.text.contains(said), "{said}: {}", told.text);
        }
        let copies = copies(&instance).await;
        assert_eq!(copies.len(), 2);
        assert!(copies.iter().all(|copy| copy.state == SharedCopyState::Preparing && copy.id.0.get_version_num() == 4));
        let draft = copies.iter().find(|copy| copy.title == "De radio ging zachter").unwrap();
        assert_eq!(draft.year, 2024);
        assert_eq!(shared_barrier::Entity::find().all(instance.app.db.read()).await.unwrap()[0].barrier_key, "shame");
        // The road: names are found and must be decided on first; nobody else sees any of it.
        let page = browser.get(&format!("/o/maaskant/shared-copies/{}", draft.id)).await;
        assert!(page.text.contains("Naima") && page.text.contains("finding-1"), "{}", page.text);
        let open = browser.post(&format!("/o/maaskant/shared-copies/{}/hand-over", draft.id), &[("reader", &omar.id.to_string())]).await;
        assert_eq!(open.status, StatusCode::SEE_OTHER);
        assert_eq!(self::copies(&instance).await.iter().filter(|copy| copy.state == SharedCopyState::Preparing).count(), 2);
        let mut other = instance.browser(omar.id).await;
        assert_eq!(other.get(&format!("/o/maaskant/shared-copies/{}", draft.id)).await.status, StatusCode::NOT_FOUND);
        assert!(!other.get("/o/maaskant/library/transfer").await.text.contains("De radio ging zachter"));
        assert!(browser.get("/o/maaskant/library/transfer").await.text.contains("De radio ging zachter"));
        // Sent twice, it is there once.
        let again = browser.upload("/o/maaskant/library/transfer", &[], &files[..1]).await;
        assert!(again.text.contains("stond er al"), "{}", again.text);
        assert_eq!(self::copies(&instance).await.len(), 2);
        let nothing = browser.upload("/o/maaskant/library/transfer", &[], &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.text.contains("Kies een bestand"), "{}", nothing.text);
    }
}

on_both! {
    async fn the_command_line_takes_in_and_gives_out_the_same(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let (team, other) = (instance.team(home.id, "Noord").await, instance.team(home.id, "Haven").await);
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::write(folder.path().join("een.md"), MARKDOWN).unwrap();
        std::fs::write(folder.path().join("plaatje.png"), "x").unwrap();
        let import = |team: &str, by: &str| Command::Import {
            paths: vec![folder.path().to_owned()],
            organisation: "maaskant".into(),
            team: team.into(),
            by: by.into(),
        };
        command(instance.app.clone(), import("Noord", &noor.email)).await.unwrap();
        assert!(command(instance.app.clone(), import("Haven", &noor.email)).await.is_err(), "not in that team");
        assert_eq!(copies(&instance).await.len(), 1);
        assert_eq!(shared_part::Entity::find().all(instance.app.db.read()).await.unwrap().len(), 2);
        share_and_tell(&instance, &home, team, "Van ons", "Gedeeld in Noord.").await;
        share_and_tell(&instance, &home, other, "Van de buren", "Gedeeld in Haven.").await;
        let zip = folder.path().join("uit.zip");
        let export = |team: Option<&str>| Command::Export { file: zip.clone(), organisation: "maaskant".into(), team: team.map(str::to_owned) };
        command(instance.app.clone(), export(Some("Noord"))).await.unwrap();
        let names = names(&std::fs::read(&zip).unwrap());
        assert_eq!(names, ["library.json", "items/0001-van-ons.md"], "drafts and other teams stay behind");
        command(instance.app.clone(), export(None)).await.unwrap();
        assert_eq!(self::names(&std::fs::read(&zip).unwrap()).len(), 3);
        assert!(command(instance.app.clone(), export(Some("Nergens"))).await.is_err());
    }
}

fn names(zip: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

on_both! {
    async fn one_item_and_the_library_are_taken_along_by_whoever_reads_them(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let gast = instance.member(home.id, team, "Gast", TeamRole::Guest).await;
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Over de vlonder.").await;
        let one = format!("/o/maaskant/library/{id}/export");
        let text = instance.browser(noor.id).await.get(&one).await;
        assert!(text.text.starts_with("+++\ntitle = \"De brieven in de la\"") && text.text.contains("Over de vlonder."), "{}", text.text);
        let all = instance.browser(noor.id).await.get("/o/maaskant/library/export").await;
        assert_eq!(all.status, StatusCode::OK);
        let paper = format!("/o/maaskant/library/{id}/paper");
        assert!(instance.browser(noor.id).await.get(&paper).await.text.starts_with("%PDF-"));
        for path in [one.as_str(), &paper, "/o/maaskant/library/export", "/o/maaskant/library/transfer"] {
            assert_eq!(instance.browser(gast.id).await.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
