//! Knowledge of a theatre, as every command that reads or links takes it.

use clap::Args;
use std::path::PathBuf;

/// Folders of packs.
#[derive(Debug, Args)]
pub(crate) struct PackFolders {
    /// A folder with a pack of yours, beside the built-in ones; may be given several times
    #[arg(long = "pack", value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,
}
