//! The other commands.

use super::PackFolders;
use super::list::AsOfArguments;
use clap::{Args, Subcommand};
use clap_complete::Shell;
use std::path::PathBuf;

/// Look at a record in the browser.
///
/// The site answers on this machine only and asks nothing of another.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) as_of: AsOfArguments,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
    /// The port; 0 lets the system choose [default: 4040, another where that is taken]
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// Do not open a browser
    #[arg(long)]
    pub(crate) no_open: bool,
}

/// Search reports and statements.
#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Words that must all occur; "..." is a phrase, the last word may go on
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Page of the findings
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub(crate) page: u32,
    #[command(flatten)]
    pub(crate) as_of: AsOfArguments,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show who is quoted.
#[derive(Debug, Args)]
pub(crate) struct ProfileArguments {
    /// Files, folders, URLs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
    /// Write JSON Lines
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show why the record says something.
#[derive(Debug, Args)]
pub(crate) struct WhyArguments {
    /// Id of a claim (c-...), a statement (s-...) or a report
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Theatre knowledge.
#[derive(Debug, Args)]
pub(crate) struct PackArguments {
    /// What to do with packs.
    #[command(subcommand)]
    pub(crate) command: PackCommand,
}

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Check the packs in some folders: file, line, what is wrong, the nearest right thing
    Check {
        /// Folders with a pack each
        #[arg(required = true, value_name = "DIR")]
        folders: Vec<PathBuf>,
        /// Write JSON Lines
        #[arg(long)]
        json: bool,
    },
    /// Make a pack's table of places from a gazetteer (GeoNames, Who's On First), on standard output
    ImportPlaces {
        /// The gazetteer's file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Check a record.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A folder with a pack of yours that events were derived with; may be given several times
    #[arg(long, value_name = "DIR")]
    pub(crate) pack: Vec<PathBuf>,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Show what this Daftari is made of.
#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    /// A record to look into
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print completions.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: Shell,
}

/// Show what the language models make of a text.
#[derive(Debug, Args)]
pub(crate) struct AnalyseArguments {
    /// A file, or the text itself
    #[arg(value_name = "TEXT|FILE")]
    pub(crate) text: String,
    /// Write a page with the trees drawn, instead of CoNLL-U
    #[arg(long, conflicts_with = "json")]
    pub(crate) html: bool,
    /// Write one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Measure against gold annotations.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArguments {
    /// What to measure.
    #[command(subcommand)]
    pub(crate) measure: Measure,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Measure {
    /// Trees and tags against a CoNLL-U treebank
    Ud {
        /// The treebank
        #[arg(value_name = "GOLD")]
        gold: PathBuf,
        /// Language (en, fr) [default: found out]
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// Use the treebank's text alone, not its words
        #[arg(long)]
        raw: bool,
    },
    /// Names against an IOB2 file, or against sentences marked by offsets
    Names {
        /// IOB2, or JSON Lines of marked sentences with --reports
        #[arg(value_name = "GOLD")]
        gold: PathBuf,
        /// JSON Lines with the reports the offsets point into
        #[arg(long, value_name = "FILE")]
        reports: Option<PathBuf>,
        /// Language (en, fr) [default: found out]
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
    },
    /// Which reports, or which mentions in reports, speak of one event
    Links {
        /// A TSV of report and incident, or JSON Lines of marked pairs of mentions (`.jsonl`)
        #[arg(value_name = "GOLD")]
        gold: PathBuf,
        /// The record the reports were read into
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only pairs whose two reports bear this day
        #[arg(long, value_name = "DATE")]
        day: Option<jiff::civil::Date>,
        /// A folder with a pack of yours; may be given several times
        #[arg(long, value_name = "DIR")]
        pack: Vec<PathBuf>,
    },
    /// Body, headline and date of pages
    Pages {
        /// A JSON object by page id: articleBody, title, date
        #[arg(value_name = "GOLD")]
        gold: PathBuf,
        /// A folder with ID.html or ID.html.gz for each
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}
