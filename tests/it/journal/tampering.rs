//! A sealed text that was changed, moved or swapped in the database is refused and named; the rest stays readable.

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
