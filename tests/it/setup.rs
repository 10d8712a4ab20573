//! The first run.

use axum::http::StatusCode;

use crate::on_both;
use crate::support::PASSWORD;

const FORM: [(&str, &str); 4] =
    [("organisation", "Stichting De Brêg"), ("name", "Fenna"), ("email", "fenna@demo.example"), ("password", PASSWORD)];

on_both! {
    async fn every_page_leads_to_the_setup_which_leads_to_one_button(instance: Instance) {
        let mut browser = instance.anonymous();
        for path in ["/", "/login", "/o/breg", "/account", "/nergens"] {
            assert_eq!(browser.get(path).await.location.as_deref(), Some("/setup"), "{path}");
        }
        assert_eq!(browser.get("/setup").await.status, StatusCode::OK);
        let made = browser.post("/setup", &FORM).await;
        assert_eq!(made.location.as_deref(), Some("/o/stichting-de-breg"));
        let start = browser.get("/o/stichting-de-breg").await;
        assert!(start.text.contains("Dag Fenna"));
        assert_eq!(start.text.matches("start-write").count(), 1, "one large button");
        assert!(start.text.contains("/o/stichting-de-breg/conversations/new"));
        assert_eq!(browser.get("/o/stichting-de-breg/people").await.status, StatusCode::OK, "is administrator");
    }
}

on_both! {
    async fn after_the_setup_it_is_not_there_any_more(instance: Instance) {
        let mut browser = instance.anonymous();
        browser.post("/setup", &FORM).await;
        let mut other = instance.anonymous();
        assert_eq!(other.get("/setup").await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post("/setup", &FORM).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get("/").await.location.as_deref(), Some("/login"));
    }
}

on_both! {
    async fn two_who_start_at_the_same_moment_make_one_organisation(instance: Instance) {
        let (mut one, mut two) = (instance.anonymous(), instance.anonymous());
        let mut second = FORM;
        second[2] = ("email", "gijs@demo.example");
        let (first, second) = tokio::join!(one.post("/setup", &FORM), two.post("/setup", &second));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
    }
}

on_both! {
    async fn what_is_wrong_is_said_and_what_was_typed_is_kept(instance: Instance) {
        let mut browser = instance.anonymous();
        let typed = [("organisation", "De Brug"), ("name", ""), ("email", "geen adres"), ("password", "kort")];
        let answer = browser.post("/setup", &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("De Brug") && answer.text.contains("geen adres"));
        assert!(!answer.text.contains("kort\""), "a password never comes back");
    }
}
