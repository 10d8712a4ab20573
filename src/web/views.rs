//! Binds each template to one typed context. Templates print; Rust decides.
//!
//! A view has samples: `omgang check` and the tests render every template with all of them, strictly.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fluent_templates::fluent_bundle::FluentValue;
use minijinja::value::{Kwargs, Object, Serde, Value};
use minijinja::{Environment, ErrorKind, HtmlEscape, UndefinedBehavior, context};
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
    let seen = Seen { page: Value::from(Serde(chrome)), view: Value::from(Serde(view)) };
    environment(chrome.lang).get_template(V::TEMPLATE)?.render(Value::from_object(seen))
}

/// What a template sees: the parts of its view, and `page` around it.
#[derive(Debug)]
struct Seen {
    page: Value,
    view: Value,
}

impl Object for Seen {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if key == "page" { Some(self.page.clone()) } else { self.view.as_object()?.get_value_by_str(key) }
    }
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
    // Compiled when first asked for: hardly anybody opens every kind of page.
    environment.set_loader(move |name| {
        let source = template_source(name);
        Ok(source.map(|source| if name.ends_with(".html") { settled(language, &source) } else { source }))
    });
    environment.add_function("t", move |key: &str, arguments: Kwargs| translate(language, key, &arguments));
    environment.add_function("asset", asset);
    environment.add_function("icon", icon);
    environment.add_function("wrong", move |errors: Value, field: &str| wrong(language, &errors, field));
    environment
}

/// Puts into the source of a template what is the same on every page, its words and drawings: a page looks up only what tells of itself.
fn settled(language: Language, source: &str) -> String {
    let words = |key: &str, number: Option<Number>| {
        let told = number.map(|(name, number)| (Cow::Owned(name.to_owned()), FluentValue::from(number)));
        let words = language.find(key, &told.into_iter().collect())?;
        (!words.contains('{')).then(|| HtmlEscape(&words).to_string())
    };
    let source = settle(source, "t", words);
    let source = settle(&source, "asset", |name, _| assets::url(name).map(|url| HtmlEscape(&url).to_string()));
    settle(&source, "icon", |name, _| icon(name).ok().map(|icon| icon.to_string()))
}

/// A number that a template tells by name.
type Number<'a> = (&'a str, i64);

/// Puts in place of each `{{ function("name") }}`, or `{{ function("name", minutes=1) }}`, what the function gives for it; where it gives
/// nothing, the call stays.
fn settle(source: &str, function: &str, give: impl Fn(&str, Option<Number>) -> Option<String>) -> String {
    let opens = format!("{{{{ {function}(\"");
    let mut parts = source.split(&opens);
    let mut settled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match call(part).and_then(|(name, number, after)| Some((give(name, number)?, after))) {
            Some((given, after)) => settled.extend([given.as_str(), after]),
            None => settled.extend([opens.as_str(), part]),
        }
    }
    settled
}

/// Reads what follows upon `{{ function("`: the name, a number, what comes after the call. What is more than that is decided by the page:
/// `{{ icon("lock" if mine else "eye") }}`.
fn call(part: &str) -> Option<(&str, Option<Number<'_>>, &str)> {
    let (name, rest) = part.split_once('"')?;
    let (told, after) = rest.split_once(") }}")?;
    if told.is_empty() {
        return Some((name, None, after));
    }
    let (key, number) = told.strip_prefix(", ")?.split_once('=')?;
    Some((name, Some((key, number.parse().ok()?)), after))
}

/// Renders a part of a page, to be put into others as it is.
pub fn render_part<V: View>(language: Language, view: &V) -> Result<Value, minijinja::Error> {
    render(&Chrome { lang: language, ..Chrome::default() }, view).map(markup)
}

/// Draws with a component's macro, to be put into pages as it is.
pub fn draw(language: Language, component: &str, name: &str, of: &[Value]) -> Result<Value, minijinja::Error> {
    let mut component = environment(language).get_template(component)?.render_captured(())?;
    component.with_state_mut(|state| state.call_macro(name, of)).map(markup)
}

#[expect(clippy::disallowed_methods, reason = "a template of ours printed it, with what people wrote escaped")]
fn markup(printed: String) -> Value {
    Value::from_safe_string(printed)
}

fn asset(name: &str) -> Result<String, minijinja::Error> {
    assets::url(name).ok_or_else(|| minijinja::Error::new(ErrorKind::InvalidOperation, format!("no asset {name}")))
}

/// Gives an icon that only the page knows the name of; each is drawn once.
fn icon(name: &str) -> Result<Value, minijinja::Error> {
    static DRAWN: LazyLock<Mutex<HashMap<String, Value>>> = LazyLock::new(Mutex::default);
    let drawn = || DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(icon) = drawn().get(name) {
        return Ok(icon.clone());
    }
    let icon = markup(draw_icon(name)?);
    drawn().insert(name.to_owned(), icon.clone());
    Ok(icon)
}

fn draw_icon(name: &str) -> Result<String, minijinja::Error> {
    const TEMPLATE: &str = "components/icon.html";
    let id = format!("<symbol id=\"{name}\"");
    if !assets::text("icons.svg").is_some_and(|drawings| drawings.contains(&id)) {
        return Err(minijinja::Error::new(ErrorKind::InvalidOperation, format!("no icon {name}")));
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_function("asset", asset);
    environment.set_loader(|name| Ok(template_source(name)));
    Ok(environment.get_template(TEMPLATE)?.render(context! { name })?.trim().to_owned())
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
    fn what_no_page_changes_stands_in_the_template() {
        let source = r#"<p>{{ t("layout-nav-start") }} {{ t("nobody-wrote-this") }} {{ t("layout-nav-start", name=name) }}
            {{ t("component-timer-left", minutes=1) }} {{ icon(name) }} {{ icon("lock" if mine else "eye") }}</p>"#;
        let start = Language::Dutch.t("layout-nav-start");
        let expected = source.replacen(r#"{{ t("layout-nav-start") }}"#, &start, 1);
        let expected = expected.replacen(r#"{{ t("component-timer-left", minutes=1) }}"#, "nog 1 minuut", 1);
        assert_eq!(settled(Language::Dutch, source), expected);
        let drawn = settled(Language::Dutch, r#"{{ icon("home") }}"#);
        assert!(drawn.starts_with("<svg") && drawn.contains("#home"), "{drawn}");
    }

    #[test]
    fn only_icons_that_exist_are_drawn() {
        assert!(icon("home").unwrap().to_string().contains("#home"));
        assert!(icon("nobody-drew-this").is_err());
    }
}
