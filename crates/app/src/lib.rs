//! The verbs: what the command line and the site can ask for.
//!
//! [`Record`] looks at what is there. Only this room has a clock and a network.

mod error;
mod profile;
mod view;

pub use error::{Error, Result};
pub use profile::{Loaded, Profile, SourceRow, Stretch, profile};
pub use store::{
    AsOf, ClaimRow, Counted, Counts, Fault, Filter, FoundReport, HeldReport, Kept, Problem, ReportRow,
    StatementRow, Verified, Version, Voices, Where,
};
pub use view::{
    ActorPage, Found, Latest, OutletPage, OutletRow, PAGE, PlacePage, Record, Related, ReportCard, ReportPage,
};
