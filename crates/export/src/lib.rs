//! The machine contract: the record's nouns as JSON Lines, CSV, and their JSON Schema.
//!
//! Every object carries `schema_version`, `kind` and `id`; every span carries the text it points at.

mod contract;
pub mod csv;
mod schema;
mod spans;
pub mod tree;

pub use contract::{claim, counted, derived, problem, report, spanned, statement};
pub use schema::schema;
pub use spans::{cited_reports, with_cited_text};
