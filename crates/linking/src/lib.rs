//! Linking: which reports speak of one happening, how many of them are independent, and how judgements make
//! events, commitments and processes.
//!
//! Everything here is a pure function of its arguments: no clock, no file, no database.

pub mod blocks;
pub mod judge;
pub mod known;
pub mod parts;
pub mod profile;
pub mod rarity;
pub mod seen;
pub mod told;
pub mod words;

pub use known::Known;
pub use seen::Seen;
pub use told::{Sentences, Told};
