//! Provenance of everything derived: which version of what made it (PROV's `wasGeneratedBy`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What made a reading: stored once per run, pointed at by every row it made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct MadeBy {
    /// Version of Daftari.
    pub daftari: String,
    /// Names and checksums of the language models.
    pub models: Vec<String>,
    /// Names, versions and checksums of the packs.
    pub packs: Vec<String>,
}
