//! Finding shared copies: by the right people only, by their present state only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use entity::case_phase::ContactPhase;
use entity::ids::{SharedCopyId, SharedPartId, TeamId, VirtueId};
use entity::record_virtue::Side;
use entity::shared_copy::{self, Audience, SharedCopyState};
use entity::shared_part::{self, PartKind};
use entity::team_member::TeamRole;
use entity::{organisation, shared_tension, shared_virtue};
use omgang::event::Event;
use omgang::search::Indexer;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::on_both;
use crate::support::Instance;

/// Puts a shared copy into a team's library, as sharing does.
async fn share(instance: &Instance, home: &organisation::Model, team: TeamId, title: &str, text: &str) -> SharedCopyId {
    let tx = instance.app.db.write().await.unwrap();
    let id = SharedCopyId::random();
    let copy = shared_copy::ActiveModel {
        organisation_id: Set(home.id),
        id: Set(id),
        team_id: Set(team),
        state: Set(SharedCopyState::Shared),
        title: Set(title.to_owned()),
        year: Set(2026),
        method_key: Set("omgangsoverleg".into()),
        contact_phase: Set(Some(ContactPhase::MakingContact)),
        audience: Set(Audience::Team),
    };
    copy.insert(tx.conn()).await.unwrap();
    let part = shared_part::ActiveModel {
        organisation_id: Set(home.id),
        id: Set(SharedPartId::random()),
        shared_copy_id: Set(id),
        kind: Set(PartKind::Case),
        section: Set(None),
        level: Set(None),
        text: Set(text.to_owned()),
        position: Set(0),
        withdrawn: Set(false),
    };
    part.insert(tx.conn()).await.unwrap();
    let virtue = shared_virtue::ActiveModel {
        organisation_id: Set(home.id),
        id: Set(entity::ids::SharedVirtueId::random()),
        shared_copy_id: Set(id),
        virtue_id: Set(VirtueId::random()),
        template_key: Set(Some("patience".into())),
        name: Set("Geduld".into()),
        too_little: Set("Vluchtig".into()),
        too_much: Set("Traag".into()),
        side: Set(Some(Side::TooMuch)),
        position: Set(0),
    };
    virtue.insert(tx.conn()).await.unwrap();
    let tension = shared_tension::ActiveModel {
        organisation_id: Set(home.id),
        shared_copy_id: Set(id),
        tension_key: Set("act_wait".into()),
    };
    tension.insert(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Commits what `share` wrote together with its event.
pub async fn share_and_tell(
    instance: &Instance,
    home: &organisation::Model,
    team: TeamId,
    title: &str,
    text: &str,
) -> SharedCopyId {
    let id = share(instance, home, team, title, text).await;
    tell(instance, home, id).await;
    id
}

async fn tell(instance: &Instance, home: &organisation::Model, id: SharedCopyId) {
    let mut tx = instance.app.db.write().await.unwrap();
    tx.record(Event::SharedCopyChanged(home.id, id));
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_member_finds_what_the_team_shared_and_a_withdrawn_copy_is_gone(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let mut indexer = instance.app.open_index().await.unwrap();
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Hij wilde zijn schulden niet zien.").await;
        indexer.catch_up().await.unwrap();
        let mut browser = instance.browser(noor.id).await;
        let page = browser.get("/o/maaskant/library?q=schuld").await;
        assert!(page.text.contains("De brieven in de la"), "{}", page.text);
        assert!(page.text.contains("<mark>schulden</mark>"), "{}", page.text);
        let narrowed = browser.get("/o/maaskant/library?side=patience/too_much").await;
        assert!(narrowed.text.contains("De brieven in de la") && narrowed.text.contains("Geduld: Traag"), "{}", narrowed.text);
        let copy = browser.get(&format!("/o/maaskant/library/{id}?q=schuld")).await;
        assert!(copy.text.contains("<mark>schulden</mark>"), "{}", copy.text);

        let tx = instance.app.db.write().await.unwrap();
        let row = shared_copy::Entity::find_by_id((home.id, id)).one(tx.conn()).await.unwrap().unwrap();
        let mut row: shared_copy::ActiveModel = row.into();
        row.state = Set(SharedCopyState::Withdrawn);
        row.update(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let ghost = browser.get("/o/maaskant/library?q=schuld").await;
        assert!(!ghost.text.contains("De brieven in de la"), "a ghost in the index is never shown");
        tell(&instance, &home, id).await;
        indexer.catch_up().await.unwrap();
        assert!(browser.get("/o/maaskant/library?q=schuld").await.text.contains("Niets gevonden"));
        assert_eq!(browser.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn guests_managers_administrators_and_other_teams_find_the_handbook_only(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let other = instance.team(home.id, "Haven").await;
        let mut people = vec![
            instance.member(home.id, team, "Gast", TeamRole::Guest).await,
            instance.member(home.id, other, "Buur", TeamRole::Facilitator).await,
        ];
        for (name, manager) in [("Baas", true), ("Beheer", false)] {
            let roles = OrganisationRoles { manager, administrator: !manager };
            people.push(instance.person(home.id, name, roles).await);
        }
        let mut indexer = instance.app.open_index().await.unwrap();
        let id = share_and_tell(&instance, &home, team, "De brieven in de la", "Over geduld en schulden.").await;
        indexer.catch_up().await.unwrap();
        for person in people {
            let mut browser = instance.browser(person.id).await;
            let page = browser.get("/o/maaskant/library?q=geduld").await;
            assert!(!page.text.contains("De brieven in de la"), "{}", person.name);
            assert!(!page.text.contains("Geduld: Traag"), "{} sees a count of what they may not read", person.name);
            assert!(page.text.contains("Handreiking"), "{}", person.name);
            assert_eq!(browser.get(&format!("/o/maaskant/library/{id}")).await.status, StatusCode::NOT_FOUND);
        }
    }
}

on_both! {
    async fn an_index_that_is_lost_is_built_again_from_the_database(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        share_and_tell(&instance, &home, team, "Titel", "Over de vlonder achter het huis.").await;
        let indexer = instance.app.open_index().await.unwrap();
        drop(indexer);
        let mut browser = instance.browser(noor.id).await;
        assert!(browser.get("/o/maaskant/library?q=vlonder").await.text.contains("<mark>vlonder</mark>"));
    }
}

on_both! {
    async fn while_the_index_is_built_the_page_says_so(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        let noor = instance.member(home.id, team, "Noor", TeamRole::Member).await;
        let mut browser = instance.browser(noor.id).await;
        share_and_tell(&instance, &home, team, "Eerste", "Over de vlonder achter het huis.").await;
        assert!(browser.get("/o/maaskant/library?q=vlonder").await.text.contains("wordt net opgebouwd"));
        let mut indexer = instance.app.open_index().await.unwrap();
        // Its files go while the program runs: what is open of it is searched, and the next round builds it anew.
        std::fs::remove_dir_all(instance.app.config.data.join("search")).unwrap();
        assert!(browser.get("/o/maaskant/library?q=vlonder").await.text.contains("<mark>vlonder</mark>"));
        share_and_tell(&instance, &home, team, "Tweede", "Een andere vlonder.").await;
        indexer.settle().await.unwrap();
        let page = browser.get("/o/maaskant/library?q=vlonder").await.text;
        assert!(page.contains("Eerste") && page.contains("Tweede") && !page.contains("opnieuw opgebouwd"), "{page}");
    }
}

on_both! {
    async fn a_start_without_changes_writes_no_file_of_the_index_anew(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let team = instance.team(home.id, "Noord").await;
        share_and_tell(&instance, &home, team, "Titel", "Over de vlonder achter het huis.").await;
        let folder = instance.app.config.data.join("search");
        drop(instance.app.open_index().await.unwrap());
        let before = stored(&folder);
        assert!(!before.is_empty());
        let (_index, mut indexer) = Indexer::open(instance.app.db.clone(), folder.clone()).await.unwrap();
        indexer.settle().await.unwrap();
        assert_eq!(stored(&folder), before);
    }
}

/// Lists the files that hold what the index shows of each document.
fn stored(folder: &Path) -> BTreeSet<PathBuf> {
    let inside = |path: PathBuf| std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let files = inside(folder.to_owned()).filter(|path| path.is_dir()).flat_map(inside);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "store")).collect()
}
