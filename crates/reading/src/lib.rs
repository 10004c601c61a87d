//! The `reading` room: what a language says, promises, denies, and who and where it is said of; one report
//! at a time.

pub mod lexicon;
pub mod pack;
pub mod profile;
pub mod statement;
