//! A justification of a record: in the presenter's own hand, without names or for the client's file, and kept nowhere.

use axum::http::StatusCode;
use entity::record;
use omgang::teams::memberships::OrganisationRoles;
use sea_orm::EntityTrait;

use crate::on_both;
use crate::records::{hold, make, make_approved};
use crate::support::{Browser, Instance};

/// What the form sends as the page filled it, with some fields as the worker leaves them.
fn form<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("kind", "redacted"),
        ("title", "Een halfjaar is te kort"),
        ("situation", "De hulp begint pas te werken."),
        ("otherwise", "De regel zegt zes maanden."),
        ("steps", "Samen de brieven openen."),
        ("time", "Nog twee keer drie maanden."),
        ("context", "De buurvrouw helpt mee."),
        ("name", ""),
    ];
    for (name, value) in changed {
        form.retain(|(other, _)| other != name);
        form.push((name, value));
    }
    form
}

async fn address(instance: &Instance, made: &record::Model) -> (String, record::Model) {
    let stored = record::Entity::find_by_id((made.organisation_id, made.id)).one(instance.app.db.read()).await.unwrap();
    (format!("/o/maaskant/records/{}/justification", made.id), stored.unwrap())
}

async fn is_paper(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> bool {
    let made = browser.post(path, form).await;
    made.status == StatusCode::OK && made.text.starts_with("%PDF-")
}

on_both! {
    async fn a_worker_justifies_without_names_or_for_the_file_as_they_choose(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let made = make_approved(&instance, &talk).await;
        let (path, before) = address(&instance, &made).await;
        let mut presenter = instance.browser(talk.presenter.id).await;
        let redacted = presenter.get(&path).await.text;
        for gone in ["Naima", "Bakkal", "12345678", "Zilverschoonstraat"] {
            assert!(!redacted.contains(gone), "{gone} is taken out: {redacted}");
        }
        assert!(redacted.contains("Youssef"), "their own name is theirs to leave out");
        let file = presenter.get(&format!("{path}?kind=file")).await.text;
        assert!(file.contains("Naima") && file.contains("12345678"), "for the file it says what the record says: {file}");
        assert!(is_paper(&mut presenter, &path, &form(&[])).await);
        assert!(is_paper(&mut presenter, &path, &form(&[("kind", "file"), ("situation", "Naima belt zelf.")])).await);
        assert_eq!(address(&instance, &made).await.1, before, "the record stays as it is, and nothing is kept beside it");
    }
}

on_both! {
    async fn words_by_which_somebody_is_known_are_looked_at_before_there_is_a_page(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let (path, _) = address(&instance, &make_approved(&instance, &talk).await).await;
        let mut presenter = instance.browser(talk.presenter.id).await;
        let named = [("situation", "Mevrouw Bakkal, 06-12345678, wacht.")];
        let refused = presenter.post(&path, &form(&named)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("06-12345678") && refused.text.contains("Nog twee keer drie maanden."), "every letter stays");
        assert!(is_paper(&mut presenter, &path, &form(&[named[0], ("looked", "yes")])).await);
        for missing in ["title", "situation"] {
            let refused = presenter.post(&path, &form(&[(missing, " ")])).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{missing}");
            assert!(refused.text.contains(&format!("f-{missing}-error")), "{}", refused.text);
        }
    }
}

on_both! {
    async fn nobody_justifies_somebody_elses_work_and_management_never(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let (path, _) = address(&instance, &make(&instance, &talk).await).await;
        let mut people = vec![&talk.colleague, &talk.absent, &talk.facilitator];
        let mut bosses = Vec::new();
        for (name, manager, administrator) in [("Farida", true, false), ("Marijke", false, true), ("Dirk", true, true)] {
            let roles = OrganisationRoles { manager, administrator };
            bosses.push(instance.person(talk.home.id, name, roles).await);
        }
        people.extend(&bosses);
        for person in people {
            let mut browser = instance.browser(person.id).await;
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{}", person.name);
            assert_eq!(browser.post(&path, &form(&[])).await.status, StatusCode::NOT_FOUND, "{}", person.name);
        }
        assert_eq!(instance.browser(talk.presenter.id).await.get(&path).await.status, StatusCode::OK);
    }
}
