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
