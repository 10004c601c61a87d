//! What this Daftari is made of, and whether it works here.

use crate::engine::Engine;
use crate::error::Result;
use crate::view::Record;
use record::{MadeBy, SCHEMA_VERSION};
use serde::Serialize;
use std::path::{Path, PathBuf};
use store::{AsOf, CURRENT_SCHEMA, Counts};

/// What this Daftari is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Health {
    /// Versions of Daftari, its models and its packs.
    pub made_by: MadeBy,
    /// Version of the machine contract.
    pub contract: u32,
    /// Schema of record files it writes.
    pub schema: i64,
    /// Threads it reads with.
    pub threads: usize,
    /// A record looked into, where one was named.
    pub record: Option<RecordHealth>,
}

/// A record looked into.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordHealth {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub counts: Counts,
}

/// Load everything, and look into a record where one is named.
pub fn doctor(packs: &[PathBuf], record: Option<&Path>) -> Result<Health> {
    let engine = Engine::open(packs)?;
    let record = match record {
        None => None,
        Some(path) => {
            let counts = Record::open(path, AsOf::default())?.counts()?;
            Some(RecordHealth { path: path.to_owned(), counts })
        }
    };
    Ok(Health {
        made_by: engine.made_by().clone(),
        contract: SCHEMA_VERSION,
        schema: CURRENT_SCHEMA,
        threads: rayon::current_num_threads(),
        record,
    })
}
