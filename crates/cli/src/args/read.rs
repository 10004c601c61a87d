//! `daftari read`.

use super::PackFolders;
use clap::Args;
use std::path::PathBuf;

/// Read pages, texts or JSON Lines into a record.
///
/// Reading the same input again changes nothing. An input that cannot be read is kept with its error and
/// never stops the rest.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// Files (HTML, a page as plain text, JSON Lines), folders of these, http(s) URLs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// The record to read into [default: record.daftari, none with --json]
    #[arg(long, value_name = "FILE")]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
    /// Write reports, statements and claims as JSON Lines to standard output
    #[arg(long)]
    pub(crate) json: bool,
    /// Say nothing on standard error unless something is wrong
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
