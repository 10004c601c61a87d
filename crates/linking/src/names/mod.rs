//! Lists of names: announced, demanded, handed over, confirmed. Who is on which, who is missing.
//!
//! The lists are of persons who may come to harm: what leaves this module by default is counts, never names.

pub mod compare;
pub mod counts;
pub mod list;
pub mod score;
pub mod seal;
mod token;

pub use compare::{Comparison, Match, Verdict, compare};
pub use counts::{Cell, Counts, MIN_CELL, counts};
pub use list::{List, ListError, Row, read};
pub use seal::{SealError, Sealing, open, seal};
