//! A sealed text that was changed, moved or swapped in the database is refused and named; the rest stays readable.

use entity::ids::BranchId;
use entity::journal_note;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::Owner;
use crate::on_both;
use crate::support::Instance;

async fn overwrite(instance: &Instance, row: journal_note::Model, sealed: Vec<u8>) {
    let tx = instance.app.db.write().await.unwrap();
    let mut row = row.into_active_model();
    row.sealed = Set(sealed);
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
