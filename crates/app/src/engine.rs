//! From one capture to what is understood of it: the pure stages in a row.

use crate::error::{Error, Result};
use crate::packs;
use language::Models;
use reading::pack::Packs;
use record::noted::Level;
use record::{Capture, MadeBy, Note, Reading, Report};
use std::path::PathBuf;

/// Everything that reads: the page reader, the language models, the packs.
pub struct Engine {
    models: Models,
    packs: Packs,
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
    pub fn open(folders: &[PathBuf]) -> Result<Engine> {
        let (models, packs) = (models()?, packs::load(folders)?);
        let made_by = MadeBy {
            daftari: env!("CARGO_PKG_VERSION").to_owned(),
            models: models.made_by(),
            packs: packs.made_by(),
        };
        Ok(Engine { models, packs, made_by })
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
            None => Ok(self.understand(report)),
        }
    }

    fn understand(&self, report: Report) -> Understood {
        let reading = Reading { outlet: self.outlet(&report), ..Reading::default() };
        Understood { report, reading }
    }

    /// The outlet's id in a pack: by the host of its URL, else by the name the page gives.
    fn outlet(&self, report: &Report) -> Option<String> {
        let host = report.url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let by_host =
            host.as_ref().and_then(|url| url.host_str()).and_then(|host| self.packs.outlet_by_host(host));
        let by_name = || report.outlet.as_deref().and_then(|name| self.packs.outlet_by_name(name));
        by_host.or_else(by_name).map(|outlet| outlet.id.clone())
    }
}

/// The models that come with Daftari.
pub(crate) fn models() -> Result<Models> {
    Models::built_in().map_err(|error| Error::Usage {
        message: format!("the language models inside this Daftari cannot be used: {error}"),
        help: "build or install it again".to_owned(),
    })
}
