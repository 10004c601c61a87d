//! Copies and families: which texts were made from which, and which reports are not independent of each other.

pub mod find;
pub mod generate;
pub mod likeness;
pub mod ties;
pub mod translation;
