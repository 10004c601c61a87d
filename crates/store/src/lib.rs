//! The record file: SQLite, one writer, append-only.
//!
//! [`Store::create`] opens a file to write, [`Store::open`] to read as of a day. [`Store::keep`] writes one
//! report with its capture and its reading in one transaction; nothing is ever written over, so that what
//! stood in the record on a day can be asked for later. `docs/store.md` has the tables.
//!
//! The store knows no threshold, no rule of language and no format for people.

mod candidates;
mod capture;
mod derived;
mod error;
mod filter;
mod held;
mod judgement;
mod keep;
mod list;
mod open;
mod parts;
mod related;
mod rows;
mod schema;
mod search;
mod verify;

pub use candidates::Question;
pub use derived::{Asked, Current, DerivedRow, LinkState};
pub use error::{Result, StoreError};
pub use filter::Filter;
pub use held::{HeldReport, Version};
pub use judgement::Logged;
pub use keep::{Kept, MadeByKey, Problem};
pub use open::{AsOf, Store};
pub use rows::{ClaimRow, Counted, Counts, OutletCount, ReportRow, StatementRow, Voices, Where};
pub use schema::{APPLICATION_ID, CURRENT as CURRENT_SCHEMA};
pub use search::FoundReport;
pub use verify::{Fault, Verified};
