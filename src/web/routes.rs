//! Every address of the product. A feature is found from its URL.

use axum::Router;
use axum::middleware;
use axum::routing::get;

use super::{assets, cases, demo, frameworks, handbook, layers, library, login, meetings, start};
use crate::app::App;

/// Builds the whole site.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .merge(start::routes())
        .merge(demo::routes(&app.config))
        .merge(login::routes())
        .merge(cases::routes())
        .merge(frameworks::routes())
        .merge(handbook::routes())
        .merge(library::routes())
        .merge(meetings::routes())
        .route("/assets/{version}/{*name}", get(assets::show))
        .fallback(|| async { super::Error::NotFound })
        .route_layer(middleware::from_fn(layers::note_pattern));
    layers::wrap(routes, app)
}

/// Lists every view, for the checks that render all samples.
pub fn views() -> Vec<super::views::Entry> {
    [
        vec![super::views::entry::<layers::ErrorPage>()],
        demo::views(),
        start::views(),
        login::views(),
        cases::views(),
        frameworks::views(),
        handbook::views(),
        library::views(),
        meetings::views(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
