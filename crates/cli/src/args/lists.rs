//! Name lists.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Name lists: announced, demanded, handed over, confirmed.
#[derive(Debug, Args)]
pub(crate) struct ListsArguments {
    /// What to do with lists.
    #[command(subcommand)]
    pub(crate) command: ListsCommand,
}

/// What to do with lists.
#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Hold lists against each other: who is on which, who is missing. Prints counts alone, small ones held back
    Compare {
        /// CSV files (UTF-8) with a line of headings: `name`, or `family` and `given`; `birth year` where known
        #[arg(required = true, num_args = 2.., value_name = "CSV")]
        files: Vec<PathBuf>,
        /// Print the pairs too, with names, each explained word by word
        #[arg(long)]
        names: bool,
        /// Write persons and pairs into a file that only a passphrase opens (from DAFTARI_PASSPHRASE)
        #[arg(long, value_name = "FILE")]
        seal: Option<PathBuf>,
        /// Hold back counts of fewer persons than this
        #[arg(long, value_name = "N", default_value_t = 5)]
        min_cell: u32,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// Print what a sealed file holds, with names (passphrase from DAFTARI_PASSPHRASE)
    Open {
        /// The sealed file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
