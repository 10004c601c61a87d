//! From one capture to what is understood of it: the pure stages in a row.

use crate::error::Result;
use record::noted::Level;
use record::{Capture, MadeBy, Note, Reading, Report};
use std::path::PathBuf;

/// Everything that reads: the page reader, the language models, the packs.
pub struct Engine {
    made_by: MadeBy,
}

/// One report and the reading of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The report, with the notes of the page.
    pub report: Report,
    /// Its statements and claims.
    pub reading: Reading,
}

impl Engine {
    /// Load the models and the packs in these folders beside the built-in ones.
    pub fn open(_packs: &[PathBuf]) -> Result<Engine> {
        let made_by =
            MadeBy { daftari: env!("CARGO_PKG_VERSION").to_owned(), models: Vec::new(), packs: Vec::new() };
        Ok(Engine { made_by })
    }

    /// What makes the readings: versions of Daftari, models and packs.
    pub fn made_by(&self) -> &MadeBy {
        &self.made_by
    }

    /// Read one capture. Never fails: a capture that holds no report says why.
    pub fn read(&self, capture: &Capture) -> std::result::Result<Understood, Note> {
        let report = page::read(capture).value;
        match report.notes.iter().find(|note| note.level == Level::Problem) {
            Some(problem) => Err(problem.clone()),
            None => Ok(Understood { report, reading: Reading::default() }),
        }
    }
}
