//! Papers for the officer: an administrator reads them, they say what the product does, and the command line writes them once.

use axum::http::StatusCode;
use omgang::config::Backups;
use omgang::people::logins::{IDLE_DAYS, LIFETIME_DAYS};
use omgang::teams::memberships::OrganisationRoles;
use tempfile::TempDir;

use crate::backups::omgang;
use crate::on_both;

const SLUGS: [&str; 5] = ["processing-record", "dpia", "rights", "retention", "threat-model"];

on_both! {
    async fn an_administrator_reads_what_the_product_does_and_where_to_fill_in(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let fenna = instance.person(home.id, "Fenna", roles).await;
        let mut browser = instance.browser(fenna.id).await;
        assert!(browser.get("/o/maaskant/people").await.text.contains("/o/maaskant/papers"));
        let index = browser.get("/o/maaskant/papers").await.text;
        for slug in SLUGS {
            assert!(index.contains(&format!("/o/maaskant/papers/{slug}")), "{slug}");
            let page = browser.get(&format!("/o/maaskant/papers/{slug}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text.contains("Stichting maaskant") && !page.text.contains("{{"), "{slug}");
        }
        let record = browser.get("/o/maaskant/papers/processing-record").await.text;
        assert!(record.contains("<blockquote>\n<p><strong>In te vullen:</strong> naam en contactgegevens van de organisatie"), "{record}");
        let rights = browser.get("/o/maaskant/papers/rights").await.text;
        assert!(rights.contains("Reflectieverslag, concept") && rights.contains("<strong>Eigenaar of inbrenger:</strong>"));
        let terms = browser.get("/o/maaskant/papers/retention").await.text;
        assert!(terms.contains(&format!("hoogstens {LIFETIME_DAYS} dagen, en {IDLE_DAYS} dagen zonder gebruik")), "{terms}");
        assert!(terms.contains("niet ingesteld"));
        let limits = browser.get("/o/maaskant/papers/threat-model").await.text;
        assert!(limits.contains("<strong>Wie het draaiende programma verandert</strong>"));
        browser.post("/language", &[("language", "en"), ("back", "/")]).await;
        assert!(browser.get("/o/maaskant/papers/dpia").await.text.contains("<strong>To fill in:</strong> your judgement"));
    }
}

on_both! {
    async fn the_terms_are_those_of_this_installation_and_organisation(instance: Instance) {
        let home = instance.organisation("maaskant").await;
        let roles = OrganisationRoles { manager: false, administrator: true };
        let fenna = instance.person(home.id, "Fenna", roles).await;
        let backups = Backups { folder: Some("/srv/backups".into()), every_hours: 7, keep: 31, ..Backups::default() };
        let mut config = instance.app.config.clone();
        config.backups = backups;
        let instance = instance.with_config(config);
        let mut browser = instance.browser(fenna.id).await;
        let page = browser.get("/o/maaskant/papers/retention").await.text;
        assert!(page.contains("elke 7 uur een, de laatste 31 blijven") && page.contains("</strong> 8 weken. "), "{page}");
        let chosen = [("conversation", "11"), ("draft", "26"), ("shared_copy", "3"), ("trace", "12")];
        browser.post("/o/maaskant/retention", &chosen).await;
        let page = browser.get("/o/maaskant/papers/retention").await.text;
        assert!(page.contains("</strong> 11 weken. ") && page.contains("</strong> 3 jaar. "), "{page}");
    }
}

#[tokio::test]
async fn the_command_writes_them_for_a_cabinet_and_overwrites_nothing() {
    let folder = TempDir::new().unwrap();
    let cabinet = folder.path().join("kast");
    let (data, shelf) = (folder.path().join("data"), cabinet.display().to_string());
    let arguments = ["papers", shelf.as_str(), "--data", data.to_str().unwrap()];
    let written = omgang(&arguments).await;
    assert!(written.status.success(), "{written:?}");
    for slug in SLUGS {
        let text = std::fs::read_to_string(cabinet.join(format!("{slug}.md"))).unwrap();
        assert!(text.starts_with("# ") && text.contains("\n## Bronnen\n"), "{slug}");
    }
    let dpia = std::fs::read_to_string(cabinet.join("dpia.md")).unwrap();
    assert!(dpia.contains("](processing-record.md)"));
    std::fs::write(cabinet.join("processing-record.md"), "ingevuld").unwrap();
    assert!(!omgang(&arguments).await.status.success());
    assert_eq!(std::fs::read_to_string(cabinet.join("processing-record.md")).unwrap(), "ingevuld");
}
