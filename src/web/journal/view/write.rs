//! The writing page: made of a form, the person's virtues, and the sets of questions.

use serde::Serialize;

use super::Choice;
use crate::frameworks::{self, template};
use crate::journal::{feelings, prompts, questions};
use crate::teams::members;
use crate::tensions;
use crate::web::journal::form::{VirtueWords, WriteForm};
use crate::web::journal::keeper::Keeper;
use crate::web::views::View;
use crate::web::words::Language;
use crate::web::{Errors, Result};

/// Writing an entry, new or known.
#[derive(Serialize)]
pub struct WritePage {
    /// The page is new: a script gives it ids of its own.
    pub fresh: bool,
    /// Marks what this person leaves on the device; empty for who isn't signed in.
    pub owner: String,
    pub back: Option<String>,
    /// Hidden fields, by name.
    pub hidden: Vec<(&'static str, String)>,
    pub text: String,
    pub questions: Vec<QuestionField>,
    pub set: Option<SetHead>,
    pub sets: Vec<SetChoice>,
    pub virtues: Vec<VirtueField>,
    pub feelings: Vec<Choice>,
    pub chosen_feelings: Vec<String>,
    pub groups: Vec<TensionGroup>,
    pub chosen_tensions: Vec<String>,
    /// A sentence that says why nobody's journal takes it now; empty where somebody's does.
    pub apart: &'static str,
    /// The journal is open: what was written before may be recalled.
    pub opened: bool,
    pub errors: Errors,
}

/// A question with its field.
#[derive(Clone, Serialize)]
pub struct QuestionField {
    pub key: String,
    pub label: String,
    pub hint: String,
    pub text: String,
    /// The question goes with the form, since no file has it.
    pub asked: bool,
}

/// The chosen set.
#[derive(Serialize)]
pub struct SetHead {
    pub name: String,
    pub about: String,
    pub source: String,
}

/// A set to choose.
#[derive(Serialize)]
pub struct SetChoice {
    pub key: String,
    pub name: String,
    pub about: String,
    pub chosen: bool,
}

/// A virtue with its two places.
#[derive(Serialize)]
pub struct VirtueField {
    pub words: VirtueWords,
    /// The words as the form sends them.
    pub json: String,
    pub was: Option<u8>,
    pub wish: Option<u8>,
}

/// Tensions that belong together.
#[derive(Serialize)]
pub struct TensionGroup {
    pub name: String,
    pub tensions: Vec<Choice>,
    /// One of them is chosen.
    pub open: bool,
}

impl WritePage {
    /// Draws a form for somebody who is signed in.
    pub async fn of_keeper(keeper: &Keeper, mut form: WriteForm) -> Result<Self> {
        form.owner = keeper.device_mark();
        let known = virtues_of(keeper).await?;
        let others: Vec<_> =
            known.into_iter().filter(|words| form.virtues.iter().all(|own| own.virtue != words.virtue)).collect();
        form.virtues.extend(others);
        let own = match (&keeper.opened, &keeper.journal) {
            (Some(opened), Some(journal)) => questions::read(opened, journal).unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut page = Self::new(keeper.language, form.clone());
        if !own.is_empty() {
            page.add_own(keeper.language, &own, form.set == prompts::OWN);
        }
        Ok(Self { opened: keeper.opened.is_some(), ..page })
    }

    /// Draws a form; knows nobody.
    pub fn new(language: Language, form: WriteForm) -> Self {
        let code = language.code();
        let set = prompts::find(&form.set);
        let kept = serde_json::to_string(&form.kept).unwrap_or_default();
        let hidden = vec![
            ("owner", form.owner.clone()),
            ("entry", form.entry.clone()),
            ("branch", form.branch.clone()),
            ("revision", form.revision.to_string()),
            ("seen", form.seen.clone()),
            ("begun", form.begun.to_string()),
            ("set", form.set.clone()),
            ("kept", kept),
        ];
        let chosen = |tension: &tensions::Tension| form.tensions.contains(&tension.key);
        let group = |group: &tensions::Group| TensionGroup {
            name: group.name.get(code).to_owned(),
            tensions: group.tensions.iter().map(|tension| tension_choice(tension, code)).collect(),
            open: group.tensions.iter().any(chosen),
        };
        let feeling = |feeling: &feelings::Feeling| Choice {
            value: feeling.key.clone(),
            label: feeling.name.get(code).to_owned(),
        };
        Self {
            fresh: false,
            owner: form.owner.clone(),
            back: None,
            hidden,
            questions: fields(language, &form),
            set: set.map(|set| SetHead {
                name: set.name.get(code).to_owned(),
                about: set.about.get(code).to_owned(),
                source: set.source.as_ref().map(|source| source.get(code).to_owned()).unwrap_or_default(),
            }),
            sets: sets(language, &form.set),
            virtues: form.virtues.iter().map(|words| virtue_field(words, &form)).collect(),
            feelings: feelings::all().iter().map(feeling).collect(),
            groups: tensions::groups().iter().map(group).collect(),
            chosen_feelings: form.feelings,
            chosen_tensions: form.tensions,
            text: form.text,
            apart: "",
            opened: false,
            errors: Errors::default(),
        }
    }

    /// Adds the person's own questions to the choice, and to the page when they are chosen.
    fn add_own(&mut self, language: Language, own: &[String], chosen: bool) {
        let (name, about) = (language.t("journal-own-set"), language.t("journal-own-set-about"));
        if chosen {
            self.set = Some(SetHead { name: name.clone(), about: about.clone(), source: String::new() });
            for (number, question) in own.iter().enumerate() {
                let key = format!("{}/{}", prompts::OWN, crate::crypto::content_hash(question).split_at(8).0);
                if self.questions.iter().all(|field| field.key != key) {
                    let field = QuestionField {
                        key,
                        label: question.clone(),
                        hint: String::new(),
                        text: String::new(),
                        asked: true,
                    };
                    self.questions.insert(number.min(self.questions.len()), field);
                }
            }
        }
        self.sets.push(SetChoice { key: prompts::OWN.to_owned(), name, about, chosen });
    }
}

/// Lists the fields: those with an answer, of whatever set, and the other questions of the chosen one.
fn fields(language: Language, form: &WriteForm) -> Vec<QuestionField> {
    let code = language.code();
    let set = prompts::find(&form.set);
    let in_set = |key: &str| key.split_once('/').is_some_and(|(of, _)| of == form.set);
    let answered = |key: &str| form.answers.iter().find(|(other, _)| other == key).map(|(_, text)| text.clone());
    let before = form.answers.iter().filter(|(key, text)| !text.trim().is_empty() && (set.is_none() || !in_set(key)));
    let mut fields: Vec<QuestionField> = before
        .map(|(key, text)| {
            let known = prompts::question(key);
            let asked = form.asked.get(key).cloned();
            QuestionField {
                key: key.clone(),
                label: asked.or_else(|| known.map(|q| q.text.get(code).to_owned())).unwrap_or_else(|| key.clone()),
                hint: String::new(),
                text: text.clone(),
                asked: known.is_none(),
            }
        })
        .collect();
    for question in set.into_iter().flat_map(|set| &set.questions) {
        let key = format!("{}/{}", form.set, question.key);
        fields.push(QuestionField {
            text: answered(&key).unwrap_or_default(),
            key,
            label: question.text.get(code).to_owned(),
            hint: question.hint.as_ref().map(|hint| hint.get(code).to_owned()).unwrap_or_default(),
            asked: false,
        });
    }
    fields
}

fn sets(language: Language, chosen: &str) -> Vec<SetChoice> {
    let code = language.code();
    let choice = |set: &prompts::PromptSet| SetChoice {
        key: set.key.clone(),
        name: set.name.get(code).to_owned(),
        about: set.about.get(code).to_owned(),
        chosen: set.key == chosen,
    };
    prompts::sets().iter().map(choice).collect()
}

fn virtue_field(words: &VirtueWords, form: &WriteForm) -> VirtueField {
    VirtueField {
        json: serde_json::to_string(words).unwrap_or_default(),
        was: form.was.get(&words.virtue).copied(),
        wish: form.wish.get(&words.virtue).copied(),
        words: words.clone(),
    }
}

/// Returns a tension to choose, by both its poles.
pub fn tension_choice(tension: &tensions::Tension, code: &str) -> Choice {
    let label = format!("{} – {}", tension.left.get(code), tension.right.get(code));
    Choice { value: tension.key.clone(), label }
}

/// Lists the virtues of the person's teams in their words, each once; the template's for who has no team.
async fn virtues_of(keeper: &Keeper) -> Result<Vec<VirtueWords>> {
    let db = keeper.app.db.read();
    let mut words: Vec<VirtueWords> = Vec::new();
    let teams = members::everywhere(db, keeper.owner).await?;
    for virtue in frameworks::of_teams(db, &teams).await? {
        let key = virtue.template_key.unwrap_or_else(|| virtue.id.to_string());
        if words.iter().all(|known| known.virtue != key && known.name != virtue.name) {
            let (too_little, too_much) = (virtue.too_little, virtue.too_much);
            words.push(VirtueWords { virtue: key, name: virtue.name, too_little, too_much });
        }
    }
    if words.is_empty() {
        let code = keeper.language.code();
        words.extend(template::template().virtues.iter().map(|virtue| {
            let said = virtue.wording(code);
            let (too_little, too_much) = (said.too_little, said.too_much);
            VirtueWords { virtue: virtue.key.clone(), name: said.name, too_little, too_much }
        }));
    }
    Ok(words)
}

impl View for WritePage {
    const TEMPLATE: &'static str = "journal/write.html";

    fn samples() -> Vec<Self> {
        let virtue = VirtueWords {
            virtue: "geduld".into(),
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
        };
        let form = WriteForm { virtues: vec![virtue], ..WriteForm::default() };
        let bare = Self { fresh: true, owner: "a1".into(), ..Self::new(Language::Dutch, form.clone()) };
        let mut full_form = WriteForm { set: "presence".into(), text: "De radio ging zachter.".into(), ..form };
        full_form.answers = vec![("difficult_visit/well".into(), "Ze lachte even.".into())];
        full_form.was.insert("geduld".into(), 17);
        full_form.feelings = vec!["tired".into()];
        full_form.tensions = vec!["act_wait".into()];
        let mut errors = Errors::default();
        errors.add("text", "journal-too-long");
        let mut full = Self { back: Some("#".into()), opened: true, errors, ..Self::new(Language::Dutch, full_form) };
        full.add_own(Language::Dutch, &["Wat zou ik mezelf gunnen?".to_owned()], true);
        let signed_out = Self { apart: "journal-signed-out-page", ..Self::new(Language::Dutch, WriteForm::default()) };
        vec![bare, full, signed_out]
    }
}

/// What one reads after saving while the journal is closed.
#[derive(Serialize)]
pub struct SavedPage {
    /// When the next entries go by themselves, within the time of the warning.
    pub goes: String,
}

impl View for SavedPage {
    const TEMPLATE: &'static str = "journal/saved.html";

    fn samples() -> Vec<Self> {
        vec![Self { goes: String::new() }, Self { goes: "3 april 2026".into() }]
    }
}
