//! The web door: routes and templates over the verbs of `app`.
//!
//! Every page reads without JavaScript, asks nothing of another machine, and is there as `.json` too.

mod assets;
mod behind;
mod claims;
mod days;
mod events;
mod layout;
mod ledger;
mod lists;
mod report;
mod retold;
mod routes;
mod serve;
mod strip;
mod text;
mod timeline;
mod voices;
mod wording;

pub use serve::{ServeError, Serving, serve};
