//! A sealed text that was changed, moved or swapped in the database is refused and named; the rest stays readable.

use entity::ids::{BranchId, EntryId};
use entity::{journal, journal_note};
use omgang::journal::seal::JournalKey;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{Owner, PASSPHRASE};
use crate::on_both;
use crate::support::Instance;

async fn overwrite(instance: &Instance, row: journal_note::Model, sealed: Vec<u8>) {
    let tx = instance.app.db.write().await.unwrap();
    let mut row = row.into_active_model();
    row.sealed = Set(sealed);
    row.update(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn put_key(instance: &Instance, owner: &Owner, public_key: Vec<u8>, public_mark: String) {
    let tx = instance.app.db.write().await.unwrap();
    let row = journal::Entity::find_by_id(owner.account.id).one(tx.conn()).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    (row.public_key, row.public_mark) = (Set(public_key), Set(public_mark));
    row.update(tx.conn()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn rows(instance: &Instance) -> Vec<journal_note::Model> {
    journal_note::Entity::find().all(instance.app.db.read()).await.unwrap()
}

on_both! {
    async fn a_changed_text_is_named_and_the_rest_stays_readable(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let broken = noor.write("Deze wordt veranderd.").await;
        noor.write("Deze blijft heel.").await;
        let row = rows(&instance).await.into_iter().find(|row| row.entry_id == broken).unwrap();
        let mut sealed = row.sealed.clone();
        *sealed.last_mut().unwrap() ^= 1;
        overwrite(&instance, row, sealed).await;
        noor.open().await;
        let start = noor.browser.get("/journal").await.text;
        assert!(start.contains("Deze blijft heel.") && start.contains("een deel is beschadigd"), "{start}");
        let page = noor.browser.get(&format!("/journal/entries/{broken}")).await.text;
        assert!(page.contains("buiten Omgang om veranderd") && !page.contains("Deze wordt veranderd."));
        assert_eq!(noor.browser.get("/journal/export/json").await.status.as_u16(), 200);
    }
}

on_both! {
    async fn a_damaged_branch_outlives_whatever_its_owner_does_with_the_entry(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let (_, team) = noor.in_a_team(&instance).await;
        let entry = noor.write("Van de telefoon.").await;
        noor.save(entry, BranchId::random(), 1, &[("text", "Van de laptop.")]).await;
        let row = rows(&instance).await.remove(0);
        let whole = row.sealed.clone();
        let mut sealed = whole.clone();
        *sealed.last_mut().unwrap() ^= 1;
        overwrite(&instance, row.clone(), sealed).await;
        noor.open().await;
        let minutes = (format!("minutes.{entry}"), format!("dimension.{entry}"));
        assert_eq!(noor.browser.post("/journal/hours", &[(&minutes.0, "20"), (&minutes.1, "personal")]).await.status.as_u16(), 200);
        let bring = format!("/journal/entries/{entry}/bring");
        assert_eq!(noor.browser.post(&bring, &[("team", &team), ("story", "Iets.")]).await.status.as_u16(), 303);
        let page = noor.browser.get(&format!("/journal/entries/{entry}/edit")).await.text;
        let seen = page.split_once("name=\"seen\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        noor.save(entry, BranchId::random(), 1, &[("text", "Verder."), ("seen", &seen)]).await;
        let still = noor.entries(&instance).await.remove(0);
        assert_eq!((still.damaged, still.seen.len(), still.body.text.as_str()), (1, 1, "Verder."));
        // Put back as it was, for instance from a backup, its words are there again.
        let row = rows(&instance).await.into_iter().find(|one| one.branch_id == row.branch_id).unwrap();
        overwrite(&instance, row, whole).await;
        let whole = noor.entries(&instance).await.remove(0);
        assert!(whole.damaged == 0 && whole.words().contains("Van de"), "{whole:?}");
    }
}

on_both! {
    async fn a_text_does_not_open_in_the_place_of_another(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let mut emine = Owner::new(&instance, "Emine").await;
        noor.write("Eerst.").await;
        noor.write("Daarna.").await;
        emine.write("Van een ander.").await;
        let all = rows(&instance).await;
        let own: Vec<_> = all.iter().filter(|row| row.account_id == noor.account.id).cloned().collect();
        overwrite(&instance, own[0].clone(), own[1].sealed.clone()).await;
        let entries = noor.entries(&instance).await;
        assert_eq!(entries.iter().filter(|entry| entry.damaged > 0).count(), 1);
        let other = all.into_iter().find(|row| row.account_id == emine.account.id).unwrap();
        overwrite(&instance, own[1].clone(), other.sealed).await;
        assert!(noor.entries(&instance).await.iter().all(|entry| entry.damaged > 0 && entry.body.text.is_empty()));
    }
}

on_both! {
    async fn nothing_is_sealed_to_a_key_that_somebody_put_in_the_database(instance: Instance) {
        let mut noor = Owner::new(&instance, "Noor").await;
        let emine = Owner::new(&instance, "Emine").await;
        noor.write("Ervoor.").await;
        let journals = journal::Entity::find().all(instance.app.db.read()).await.unwrap();
        let of = |owner: &Owner| journals.iter().find(|row| row.account_id == owner.account.id).unwrap().clone();
        let (own, other) = (of(&noor), of(&emine));
        let stranger = JournalKey::generate().public().bytes();
        let swaps = [(stranger.clone(), own.public_mark.clone()), (stranger, String::new()), (other.public_key, other.public_mark)];
        for (key, mark) in swaps {
            put_key(&instance, &noor, key, mark).await;
            let refused = noor.save(EntryId::random(), BranchId::random(), 1, &[("text", "Voor een vreemde.")]).await;
            assert_eq!(refused.status.as_u16(), 422);
            assert!(refused.text.contains("de sleutel van je dagboek nog de jouwe is"), "{}", refused.text);
            assert_eq!(rows(&instance).await.len(), 1, "nothing was sealed");
            noor.browser.post("/journal/open", &[("passphrase", PASSPHRASE)]).await;
            assert!(noor.browser.get("/journal").await.text.contains("was in de database veranderd"));
            let put_right = journal::Entity::find_by_id(noor.account.id).one(instance.app.db.read()).await.unwrap().unwrap();
            assert_eq!((put_right.public_key, put_right.public_mark), (own.public_key.clone(), own.public_mark.clone()));
        }
        // A journal from before there were marks, or an instance with another key file: opening it once vouches for it.
        put_key(&instance, &noor, own.public_key.clone(), String::new()).await;
        assert_eq!(noor.save(EntryId::random(), BranchId::random(), 1, &[("text", "Nog niet.")]).await.status.as_u16(), 422);
        noor.open().await;
        assert!(!noor.browser.get("/journal").await.text.contains("was in de database veranderd"));
        noor.write("Erna.").await;
        let entries = noor.entries(&instance).await;
        assert!(entries.len() == 2 && entries.iter().all(|entry| entry.damaged == 0));
    }
}
