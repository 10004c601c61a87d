//! The web door: routes and templates over the verbs of `app`.
//!
//! Every page reads without JavaScript, asks nothing of another machine, and is there as `.json` too.

mod assets;
mod claims;
mod layout;
mod lists;
mod report;
mod routes;
mod serve;
mod strip;
mod text;
mod voices;

pub use serve::{ServeError, Serving, serve};
