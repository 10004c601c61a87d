//! The verbs: what the command line and the site can ask for.
//!
//! [`read()`] takes inputs in, [`Record`] looks at what is there. Only this room has a clock and a network.

mod analyse;
mod clock;
pub mod contract;
mod derive;
mod doctor;
mod engine;
mod error;
mod evaluate;
mod fetch;
mod input;
mod link;
mod list;
mod lists;
mod packs;
mod profile;
mod read;
mod summary;
mod view;
mod why;

pub use analyse::{Analysed, Analyst, texts_of};
pub use derive::{EventPage, LedgerPart, Retelling};
pub use doctor::{Health, RecordHealth, doctor};
pub use engine::{Engine, Understood};
pub use error::{Error, Result};
pub use evaluate::links::evaluate_links;
pub use evaluate::{evaluate_names, evaluate_pages, evaluate_ud};
pub use export::schema;
pub use input::Input;
pub use link::{Decision, Derived, decide, derived, events_in_full, known};
pub use linking::{Known, SetAside};
pub use list::{Format, Listed, list};
pub use lists::{ComparedLists, NamedPair, NamedPerson, compare_lists, open_sealed};
pub use packs::{PackProblem, check_packs, places_table};
pub use profile::{Loaded, NotQuoted, Profile, SourceRow, Stretch, Unasked, profile};
pub use read::{Listener, read};
pub use store::{
    AsOf, ClaimRow, Counted, Counts, Fault, Filter, FoundReport, HeldReport, Kept, Problem, ReportRow,
    StatementRow, Verified, Version, Voices, Where,
};
pub use summary::Summary;
pub use view::{
    ActorPage, Found, Latest, OutletPage, OutletRow, PAGE, PlacePage, Record, Related, ReportCard, ReportPage,
};
pub use why::{Because, What, Why, why};
