//! How routes are declared: as with axum's router, but listed, so that a test can hold every one against who may open it.
//!
//! Every noun's `routes()` returns `Routes`, and only these become the site: a route can't be left out of the list.

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;

use crate::app::App;

/// A route as it is listed: its method, and its pattern such as `/o/{organisation}/cases/{case}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: &'static str,
    pub pattern: String,
}

/// What answers at one address.
pub struct Verbs {
    answers: MethodRouter<App>,
    methods: Vec<&'static str>,
}

/// Answers GET (and HEAD) at an address.
pub fn get<H: Handler<T, App>, T: 'static>(handler: H) -> Verbs {
    Verbs { answers: axum::routing::get(handler), methods: vec!["GET"] }
}

/// Answers POST at an address.
pub fn post<H: Handler<T, App>, T: 'static>(handler: H) -> Verbs {
    Verbs { answers: axum::routing::post(handler), methods: vec!["POST"] }
}

impl Verbs {
    /// Answers POST too.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(mut self, handler: H) -> Self {
        self.methods.push("POST");
        Self { answers: self.answers.post(handler), ..self }
    }
}

/// Routes with their list.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    listed: Vec<Route>,
}

impl Routes {
    /// Starts without any.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an address.
    #[must_use]
    pub fn route(mut self, pattern: &str, verbs: Verbs) -> Self {
        let listed = verbs.methods.into_iter().map(|method| Route { method, pattern: pattern.to_owned() });
        self.listed.extend(listed);
        Self { router: self.router.route(pattern, verbs.answers), ..self }
    }

    /// Adds the routes of another noun.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.listed.extend(others.listed);
        Self { router: self.router.merge(others.router), ..self }
    }

    /// Adds routes under an address.
    #[must_use]
    pub fn nest(mut self, prefix: &str, under: Self) -> Self {
        let full =
            |route: Route| Route { pattern: format!("{prefix}{}", route.pattern.trim_end_matches('/')), ..route };
        self.listed.extend(under.listed.into_iter().map(full));
        Self { router: self.router.nest(prefix, under.router), ..self }
    }

    /// Lists the routes.
    pub fn listed(&self) -> &[Route] {
        &self.listed
    }

    /// Returns what axum serves.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
