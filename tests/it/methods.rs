//! Methods in the browser: a copy, changed words, and one that can't run, refused at the field that is wrong.

use axum::http::StatusCode;
use entity::team_member::TeamRole;

use crate::on_both;
use crate::support::{Browser, Instance};

struct Place {
    facilitator: Browser,
    member: Browser,
    url: String,
}

impl Place {
    async fn new(instance: &Instance) -> Self {
        let home = instance.organisation("maaskant").await.id;
        let team = instance.team(home, "Noord").await;
        let leads = instance.member(home, team, "Judith", TeamRole::Facilitator).await;
        let takes_part = instance.member(home, team, "Youssef", TeamRole::Member).await;
        Self {
            facilitator: instance.browser(leads.id).await,
            member: instance.browser(takes_part.id).await,
            url: format!("/o/maaskant/teams/{team}/methods"),
        }
    }

    /// Copies a method and returns the address of the copy.
    async fn copy(&mut self, source: &str) -> String {
        let copied = self.facilitator.post(&self.url, &[("source", source)]).await;
        copied.location.unwrap().trim_end_matches("/edit").to_owned()
    }
}

/// A whole form of the step in which the standard method explores.
fn explore<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("version", "1"),
        ("name", "Rondkijken"),
        ("goal", "Zien wat er is."),
        ("minutes", "9"),
        ("prompts", "Wat zag je?\n\nWat hoorde je?"),
        ("tool-contributions", "sight"),
        ("tool-hands", "more"),
        ("writers", "everyone"),
        ("seen", "after_reveal"),
        ("named", "yes"),
        ("late", "yes"),
        ("presenter", "speaks"),
        ("yield-observation", "yes"),
        ("label-observation", "Gezien en gehoord"),
    ];
    for (name, value) in changed {
        form.retain(|(other, _)| other != name);
        if !value.is_empty() {
            form.push((name, value));
        }
    }
    form
}

on_both! {
    async fn a_facilitator_copies_a_method_and_words_it(instance: Instance) {
        let mut place = Place::new(&instance).await;
        let list = place.member.get(&place.url).await.text;
        for name in ["Omgangsoverleg", "drie kwartier", "Even kort", "Samen deugden benoemen", "Incidentmethode",
            "Ronde langs perspectieven", "Terugblik op de reeks"] {
            assert!(list.contains(name), "{name}");
        }
        let shown = place.member.get(&format!("{}/incidentmethode", place.url)).await.text;
        assert!(shown.contains("Pigors") && !shown.contains("Maak een kopie"), "who doesn't shape copies nothing");
        assert_eq!(place.member.post(&place.url, &[("source", "incidentmethode")]).await.status, StatusCode::NOT_FOUND);
        let copy = place.copy("omgangsoverleg").await;
        let step = format!("{copy}/steps/explore");
        assert_eq!(place.member.get(&step).await.status, StatusCode::NOT_FOUND);
        let saved = place.facilitator.post(&step, &explore(&[])).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let shown = place.member.get(&copy).await.text;
        assert!(shown.contains("Rondkijken") && shown.contains("Wat hoorde je?") && shown.contains("Onderzoeken"));
        let late = place.facilitator.post(&step, &explore(&[("name", "Anders")])).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "somebody saved in between");
        assert!(late.text.contains("Anders"), "and what was typed is there");
        let moved = [("verb", "earlier"), ("step", "learn"), ("version", "2")];
        place.facilitator.post(&format!("{copy}/steps"), &moved).await;
        let added = [("verb", "add"), ("version", "3")];
        place.facilitator.post(&format!("{copy}/steps"), &added).await;
        assert!(place.facilitator.get(&format!("{copy}/edit")).await.text.contains("Nieuwe stap"));
        place.facilitator.post(&format!("{copy}/discard"), &[]).await;
        assert_eq!(place.facilitator.get(&copy).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn a_method_that_cannot_run_is_refused_at_the_field_that_is_wrong(instance: Instance) {
        let mut place = Place::new(&instance).await;
        let copy = place.copy("omgangsoverleg").await;
        let step = format!("{copy}/steps/explore");
        let wrong = [
            (&[("writers", "nobody")][..], "id=\"f-writers-error\"", "nobody may write"),
            (&[("minutes", "soms")], "id=\"f-minutes-error\"", "no number"),
            (&[("seen", "at_once"), ("named", "")], "id=\"f-seen-error\"", "nameless at once"),
            (&[("tool-contributions", "")], "Zet schrijven in beeld", "no place to write"),
            (&[("name", "")], "id=\"f-name-error\"", "no name"),
            (&[("tool-votes", "more"), ("votes", "3"), ("on", "decide")], "id=\"f-on-error\"", "never shown by then"),
        ];
        for (changed, place_of_error, what) in wrong {
            let answer = place.facilitator.post(&step, &explore(changed)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(answer.text.contains(place_of_error), "{what}");
            assert!(answer.text.contains("Wat hoorde je?"), "{what}: what was typed is there");
        }
        for key in ["start", "explore", "examine", "decide", "learn", "close"] {
            let version = version(&mut place, &copy).await;
            let remove = [("verb", "remove"), ("step", key), ("version", version.as_str())];
            let removed = place.facilitator.post(&format!("{copy}/steps"), &remove).await;
            if key == "close" {
                assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY, "the last step stays");
                assert!(removed.text.contains("role=\"alert\""));
            }
        }
    }
}

on_both! {
    async fn a_conversation_begins_with_the_chosen_method_and_keeps_it(instance: Instance) {
        let mut place = Place::new(&instance).await;
        let copy = place.copy("terugblik").await;
        let begun = place.facilitator.post(&format!("{copy}/begin"), &[]).await.location.unwrap();
        let step = format!("{copy}/steps/arrive");
        let talk = [("version", "1"), ("name", "Landen"), ("goal", "Aankomen."), ("minutes", "5"), ("tool-turns", "sight"),
            ("writers", "nobody"), ("named", "yes"), ("presenter", "speaks")];
        assert_eq!(place.facilitator.post(&step, &talk).await.status, StatusCode::SEE_OTHER);
        let room = place.facilitator.get(&begun).await.text;
        assert!(room.contains("Aankomen") && !room.contains("Landen"), "the version that it started with");
        assert!(place.member.get(&begun).await.text.contains("Rondje"));
        let anew = place.facilitator.post(&format!("{copy}/begin"), &[]).await.location.unwrap();
        assert!(place.facilitator.get(&anew).await.text.contains("Landen"));
        let of_case = place.facilitator.post(&format!("{}/omgangsoverleg/begin", place.url), &[]).await;
        assert_eq!(of_case.status, StatusCode::UNPROCESSABLE_ENTITY, "that one needs a case");
    }
}

on_both! {
    async fn sheets_are_printed_and_typed_in_afterwards(instance: Instance) {
        let mut place = Place::new(&instance).await;
        let sheets = place.member.get(&format!("{}/perspectievenronde/sheets", place.url)).await;
        for word in ["Ronde langs perspectieven", "Vanaf een andere stoel", "Waar zou ik staan?", "Reflectieverslag"] {
            assert!(sheets.text.contains(word), "{word}");
        }
        let begun = place.facilitator.post(&format!("{}/terugblik/begin", place.url), &[]).await.location.unwrap();
        assert_eq!(place.member.get(&format!("{begun}/paper")).await.status, StatusCode::NOT_FOUND);
        let empty = place.facilitator.post(&format!("{begun}/paper"), &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = [("write.helped", "De vragen.\n\nDe stilte."), ("agree.lesson", "Minder haast.")];
        let kept = place.facilitator.post(&format!("{begun}/paper"), &typed).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        place.member.get(&begun).await;
        let room = place.member.get(&begun).await.text;
        for text in ["De vragen.", "De stilte.", "Minder haast."] {
            assert!(room.contains(text), "{text}");
        }
    }
}

async fn version(place: &mut Place, copy: &str) -> String {
    let page = place.facilitator.get(&format!("{copy}/edit")).await.text;
    let at = page.split("name=\"version\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}
