//! Binds each template to one typed context. Templates print; Rust decides.
//!
//! A view has samples: `omgang check` and the tests render every template with all of them, strictly.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use fluent_templates::fluent_bundle::FluentValue;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, ErrorKind, HtmlEscape, State, UndefinedBehavior, context};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::assets;
use super::words::Language;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Sources;

/// What one template needs to be rendered.
pub trait View: Serialize {
    /// Path below templates/.
    const TEMPLATE: &'static str;

    /// Returns one context for each thing the template can look like.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// What every page shows around its view.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Chrome {
    pub lang: Language,
    pub title: String,
    pub path: String,
    pub signed_in: bool,
    pub person_name: String,
    pub organisation: Option<String>,
    pub home: Option<String>,
    pub nav: Vec<NavItem>,
    pub notice: Option<String>,
    pub demo: bool,
}

/// A link of the main navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: &'static str,
    pub current: bool,
}

/// One template with the means to render its samples.
pub struct Entry {
    pub template: &'static str,
    pub render_samples: fn(Language) -> Result<Vec<String>, minijinja::Error>,
}

/// Makes the registry's entry for a view.
pub fn entry<V: View>() -> Entry {
    Entry {
        template: V::TEMPLATE,
        render_samples: |language| {
            let chrome = Chrome { lang: language, title: "Omgang".into(), path: "/".into(), ..Chrome::default() };
            V::samples().into_iter().map(|sample| render(&chrome, &sample)).collect()
        },
    }
}

/// Renders a view inside its page.
pub fn render<V: View>(chrome: &Chrome, view: &V) -> Result<String, minijinja::Error> {
    let page = Value::from(Serde(chrome));
    let context = context! { page => page, ..Value::from(Serde(view)) };
    environment(chrome.lang).get_template(V::TEMPLATE)?.render(context)
}

/// Names every template that exists.
pub fn template_names() -> Vec<String> {
    Sources::iter().map(Cow::into_owned).collect()
}

/// Returns the source of a template.
pub fn template_source(name: &str) -> Option<String> {
    Sources::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

// Each is made when its language is first asked for: many instances speak one.
static DUTCH: LazyLock<Environment<'static>> = LazyLock::new(|| build(Language::Dutch));
static ENGLISH: LazyLock<Environment<'static>> = LazyLock::new(|| build(Language::English));

fn environment(language: Language) -> &'static Environment<'static> {
    match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    }
}

fn build(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // With debug on, an error would carry the page's values, words of people among them, into the log.
    environment.set_debug(false);
    // Compiled when first asked for: hardly anybody opens every kind of page, and all of them take 18 MB.
    environment.set_loader(move |name| {
        let source = template_source(name);
        Ok(source.map(|source| if name.ends_with(".html") { with_words(language, &source) } else { source }))
    });
    environment.add_function("t", move |key: &str, arguments: Kwargs| translate(language, key, &arguments));
    environment.add_function("asset", |name: &str| {
        assets::url(name).ok_or_else(|| minijinja::Error::new(ErrorKind::InvalidOperation, format!("no asset {name}")))
    });
    let icons = Mutex::default();
    environment.add_function("icon", move |state: &State, name: &str| icon(state, &icons, name));
    environment.add_function("wrong", move |errors: Value, field: &str| wrong(language, &errors, field));
    environment
}

/// Puts words that are the same on every page into the source of a template: a page looks up only those that tell of itself.
fn with_words(language: Language, source: &str) -> String {
    const OPENS: &str = "{{ t(\"";
    const CLOSES: &str = "\") }}";
    let mut parts = source.split(OPENS);
    let mut settled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (key, after) = part.split_once(CLOSES).unwrap_or((part, ""));
        match language.find(key, &HashMap::new()).filter(|words| !words.contains('{')) {
            Some(words) => settled.extend([&HtmlEscape(&words).to_string(), after]),
            None => settled.extend([OPENS, part]),
        }
    }
    settled
}

/// Renders a part of a page, to be put into others as it is.
pub fn render_part<V: View>(language: Language, view: &V) -> Result<Value, minijinja::Error> {
    render(&Chrome { lang: language, ..Chrome::default() }, view).map(markup)
}

#[expect(clippy::disallowed_methods, reason = "a template of ours printed it, with what people wrote escaped")]
fn markup(printed: String) -> Value {
    Value::from_safe_string(printed)
}

/// Draws an icon; each is drawn once.
fn icon(state: &State, drawn: &Mutex<HashMap<String, Value>>, name: &str) -> Result<Value, minijinja::Error> {
    let icons = || drawn.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(icon) = icons().get(name) {
        return Ok(icon.clone());
    }
    let icon = state.env().get_template("components/icon.html")?.render(context! { name })?;
    let icon = markup(icon.trim().to_owned());
    icons().insert(name.to_owned(), icon.clone());
    Ok(icon)
}

/// Returns what is wrong with a field in words, or nothing.
fn wrong(language: Language, errors: &Value, field: &str) -> Result<String, minijinja::Error> {
    let key = errors.get_attr(field)?;
    Ok(key.as_str().map(|key| language.t(key)).unwrap_or_default())
}

fn translate(language: Language, key: &str, arguments: &Kwargs) -> Result<String, minijinja::Error> {
    let mut values = HashMap::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let value = match value.as_i64() {
            Some(number) if value.is_number() => FluentValue::from(number),
            _ => FluentValue::from(value.to_string()),
        };
        values.insert(Cow::Owned(name.to_owned()), value);
    }
    language.find(key, &values).ok_or_else(|| {
        minijinja::Error::new(ErrorKind::InvalidOperation, format!("no words for `{key}` in {}", language.code()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_arguments_stand_in_the_template() {
        let source =
            r#"<p>{{ t("layout-nav-start") }} {{ t("nobody-wrote-this") }} {{ t("layout-nav-start", name=name) }}</p>"#;
        let start = Language::Dutch.t("layout-nav-start");
        let expected =
            format!(r#"<p>{start} {{{{ t("nobody-wrote-this") }}}} {{{{ t("layout-nav-start", name=name) }}}}</p>"#);
        assert_eq!(with_words(Language::Dutch, source), expected);
    }
}
