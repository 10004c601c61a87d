//! Linking: which reports speak of one happening, how many of them are independent, and how judgements make
//! events, commitments and processes.
//!
//! Everything here is a pure function of its arguments: no clock, no file, no database.

pub mod blocks;
pub mod cluster;
pub mod copies;
pub mod gather;
pub mod group;
pub mod judge;
pub mod known;
mod linear;
pub mod linker;
pub mod names;
pub mod nearest;
pub mod node;
pub mod outline;
pub mod parts;
pub mod people;
pub mod profile;
pub mod rarity;
pub mod retold;
pub mod seen;
pub mod told;
pub mod words;

pub use gather::{Gathered, Record, gather};
pub use judge::{Found, Pair, between, within};
pub use known::Known;
pub use linker::{Linker, link};
pub use people::SetAside;
pub use seen::Seen;
pub use told::{Sentences, Told};

/// Version of the rules of linking: raised when the same reports would be linked otherwise.
pub const RULES: &str = "linking/3";
