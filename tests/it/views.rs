//! Every template renders with every sample, in both languages.

use omgang::web::routes;
use omgang::web::words::Language;

#[test]
fn every_view_renders_all_its_samples_in_both_languages() {
    for entry in routes::views() {
        for language in Language::ALL {
            let pages =
                (entry.render_samples)(language).unwrap_or_else(|error| panic!("{}: {error:#}", entry.template));
            assert!(!pages.is_empty(), "{} has no sample", entry.template);
        }
    }
}

#[test]
fn no_attribute_is_printed_as_if_it_were_words() {
    for entry in routes::views() {
        let pages = (entry.render_samples)(Language::Dutch).unwrap();
        // A quote that a template prints is escaped, and the attribute then has quotes in its value: nobody hears `aria-current`.
        let broken = pages.iter().filter(|page| page.contains("=&quot;"));
        assert_eq!(broken.count(), 0, "{} prints an attribute as words", entry.template);
    }
}
