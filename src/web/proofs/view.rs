//! What the pages of the proof show.

use entity::proof_profile;
use serde::{Deserialize, Serialize};

use crate::web::Errors;
use crate::web::views::View;

/// A meeting that the person was at.
#[derive(Serialize)]
pub struct ProofRow {
    pub href: String,
    pub date: String,
    pub length: String,
    pub role: String,
    pub team: String,
    /// The person noted something about it.
    pub reflected: bool,
}

/// How the proof looks, as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct ProfileForm {
    #[serde(default)]
    pub register: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub technical: String,
    #[serde(default)]
    pub normative: String,
    #[serde(default)]
    pub personal: String,
    #[serde(default)]
    pub shows_method: String,
    #[serde(default)]
    pub shows_group: String,
    #[serde(default)]
    pub shows_dimensions: String,
    #[serde(default)]
    pub shows_signature: String,
}

impl ProfileForm {
    pub fn of(profile: &proof_profile::Model) -> Self {
        let yes = |shown: bool| if shown { "yes".to_owned() } else { String::new() };
        Self {
            register: profile.register.clone(),
            number: profile.number.clone(),
            technical: profile.technical.clone(),
            normative: profile.normative.clone(),
            personal: profile.personal.clone(),
            shows_method: yes(profile.shows_method),
            shows_group: yes(profile.shows_group),
            shows_dimensions: yes(profile.shows_dimensions),
            shows_signature: yes(profile.shows_signature),
        }
    }
}

/// A year of meetings.
#[derive(Serialize)]
pub struct ProofPage {
    pub year: i32,
    /// Address and number of each year.
    pub years: Vec<(String, i32)>,
    pub rows: Vec<ProofRow>,
    pub hours: String,
    pub form: ProfileForm,
    pub url: String,
    pub errors: Errors,
}

impl View for ProofPage {
    const TEMPLATE: &'static str = "proofs/index.html";

    fn samples() -> Vec<Self> {
        let row = |reflected| ProofRow {
            href: "#".into(),
            date: "dinsdag 3 maart 2026".into(),
            length: "2 uur".into(),
            role: "inbrenger".into(),
            team: "Team Noord".into(),
            reflected,
        };
        let page = |rows, errors| Self {
            year: 2026,
            years: vec![("#".into(), 2026), ("#".into(), 2025)],
            rows,
            hours: "4 uur".into(),
            form: ProfileForm { shows_method: "yes".into(), ..ProfileForm::default() },
            url: "/o/maaskant/proof".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("number", "form-too-long");
        vec![page(vec![row(true), row(false)], Errors::default()), page(vec![], errors)]
    }
}

/// What somebody notes about a meeting, as it is typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct ReflectionForm {
    #[serde(default)]
    pub technical: String,
    #[serde(default)]
    pub normative: String,
    #[serde(default)]
    pub personal: String,
}

/// The three dimensions of one meeting.
#[derive(Serialize)]
pub struct ReflectionPage {
    pub date: String,
    pub team: String,
    pub labels: [String; 3],
    pub form: ReflectionForm,
    pub action: String,
    pub back: String,
    pub errors: Errors,
}

impl View for ReflectionPage {
    const TEMPLATE: &'static str = "proofs/edit.html";

    fn samples() -> Vec<Self> {
        let page = |errors| Self {
            date: "dinsdag 3 maart 2026".into(),
            team: "Team Noord".into(),
            labels: ["Technisch".into(), "Normatief".into(), "Persoonlijk".into()],
            form: ReflectionForm::default(),
            action: "#".into(),
            back: "#".into(),
            errors,
        };
        let mut errors = Errors::default();
        errors.add("personal", "form-too-long");
        vec![page(errors), page(Errors::default())]
    }
}
