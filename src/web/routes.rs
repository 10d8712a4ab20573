//! Every address of the product. A feature is found from its URL.

use axum::{Router, middleware};

use super::routing::{Routes, get};
use super::views::{Entry, entry};
use super::{
    account, agreement, assets, backups, calendar, cases, closing, conversations, deliberations, demo, focus,
    follow_ups, frameworks, handbook, health, insight, joining, journal, justifications, known_words, layers, leaving,
    letters, library, links, login, marks, meetings, members, methods, openid, papers, people, proofs, records,
    retention, security_log, setup, shared_copies, sheets, signals, start, teams, unsubscribe,
};
use crate::app::App;
use crate::config::Config;

/// Lists every route of an instance with these settings.
pub fn all(config: &Config) -> Routes {
    Routes::new()
        .merge(account::routes())
        .merge(agreement::routes())
        .merge(backups::routes())
        .merge(calendar::routes())
        .merge(cases::routes())
        .merge(closing::routes())
        .merge(conversations::routes())
        .merge(deliberations::routes())
        .merge(demo::routes(config))
        .merge(focus::routes())
        .merge(follow_ups::routes())
        .merge(frameworks::routes())
        .merge(handbook::routes())
        .merge(health::routes())
        .merge(insight::routes())
        .merge(joining::routes())
        .merge(journal::routes())
        .merge(justifications::routes())
        .merge(known_words::routes())
        .merge(leaving::routes())
        .merge(library::routes())
        .merge(links::routes())
        .merge(login::routes())
        .merge(marks::routes())
        .merge(meetings::routes())
        .merge(members::routes())
        .merge(methods::routes())
        .merge(openid::routes())
        .merge(papers::routes())
        .merge(people::routes())
        .merge(proofs::routes())
        .merge(records::routes())
        .merge(retention::routes())
        .merge(security_log::routes())
        .merge(setup::routes())
        .merge(shared_copies::routes())
        .merge(sheets::routes())
        .merge(signals::routes())
        .merge(start::routes())
        .merge(teams::routes())
        .merge(unsubscribe::routes())
        .route("/assets/{version}/{*name}", get(assets::show))
}

/// Builds the whole site.
pub fn router(app: App) -> Router {
    let routes = all(&app.config)
        .into_router()
        .fallback(|| async { super::Error::NotFound })
        .route_layer(middleware::from_fn(layers::note_pattern));
    layers::wrap(routes, app)
}

/// Builds what is served to who runs the instance, on an address of its own.
pub fn inner_router(app: App) -> Router {
    health::inner_routes().into_router().with_state(app)
}

/// Lists every view, for the checks that render all samples.
pub fn views() -> Vec<Entry> {
    let nouns = [
        vec![entry::<layers::ErrorPage>()],
        account::views(),
        agreement::views(),
        backups::views(),
        calendar::views(),
        cases::views(),
        closing::views(),
        conversations::views(),
        deliberations::views(),
        demo::views(),
        focus::views(),
        follow_ups::views(),
        frameworks::views(),
        handbook::views(),
        insight::views(),
        joining::views(),
        journal::views(),
        justifications::views(),
        known_words::views(),
        leaving::views(),
        letters::views(),
        library::views(),
        links::views(),
        login::views(),
        meetings::views(),
        members::views(),
        methods::views(),
        openid::views(),
        papers::views(),
        people::views(),
        proofs::views(),
        records::views(),
        retention::views(),
        security_log::views(),
        setup::views(),
        shared_copies::views(),
        sheets::views(),
        signals::views(),
        start::views(),
        teams::views(),
        unsubscribe::views(),
    ];
    nouns.into_iter().flatten().collect()
}
