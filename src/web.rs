//! Turns HTTP into domain calls and domain results into pages. Rules live in the domain; words live in content/locales.

pub mod account;
pub mod agreement;
pub mod assets;
pub mod autosave;
pub mod cases;
pub mod conversations;
pub mod cookies;
pub mod dates;
pub mod deliberations;
pub mod demo;
pub mod error;
pub mod extract;
pub mod form;
pub mod frameworks;
pub mod handbook;
pub mod joining;
pub mod layers;
pub mod library;
pub mod links;
pub mod login;
pub mod meetings;
pub mod members;
pub mod people;
pub mod records;
pub mod routes;
pub mod setup;
pub mod shared_copies;
pub mod start;
pub mod teams;
pub mod throttle;
pub mod views;
pub mod words;

pub use error::{Error, Result};
pub use extract::{Here, Params, Visitor};
pub use form::{Errors, Form};
pub use routes::router;
