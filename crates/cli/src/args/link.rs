//! What linking makes of a record, and people's decisions about it.

use super::PackFolders;
use super::list::AsOfArguments;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// A list of what linking makes of a record.
#[derive(Debug, Args)]
pub(crate) struct DerivedArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) as_of: AsOfArguments,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
    /// Write JSON Lines
    #[arg(long)]
    pub(crate) json: bool,
}

/// Events.
#[derive(Debug, Args)]
pub(crate) struct EventsArguments {
    #[command(flatten)]
    pub(crate) derived: DerivedArguments,
    /// Events to show in full: who says what, in what they differ, and who tells it too; without any, all are listed
    #[arg(value_name = "EVENT-ID")]
    pub(crate) ids: Vec<String>,
}

/// Record a decision.
///
/// It is appended to the record's log with your name, the time and your reason; nothing is overwritten, and `withdraw` takes
/// an earlier decision back.
#[derive(Debug, Args)]
pub(crate) struct JudgeArguments {
    /// The record
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What you decide
    #[arg(value_name = "DECISION")]
    pub(crate) verdict: VerdictArgument,
    /// Ids of claims, reports, events, commitments or judgements
    #[arg(long, value_name = "IDS", required = true, value_delimiter = ',')]
    pub(crate) a: Vec<String>,
    /// Ids on the other side, for same, different and unsure
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(crate) b: Vec<String>,
    /// The field to correct, as `daftari schema` names it
    #[arg(long, value_name = "NAME", requires = "value")]
    pub(crate) field: Option<String>,
    /// Its right value, as JSON
    #[arg(long, value_name = "JSON", requires = "field")]
    pub(crate) value: Option<String>,
    /// Your name
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Your reason
    #[arg(long, value_name = "REASON")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) packs: PackFolders,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum VerdictArgument {
    /// They are one happening
    Same,
    /// They are not one happening
    Different,
    /// Looked at, not decided
    Unsure,
    /// It is read right
    Keep,
    /// It is not in the text
    Reject,
    /// A field was read wrong
    Correct,
    /// Take an earlier decision back
    Withdraw,
}

impl VerdictArgument {
    /// As the record has it.
    pub(crate) fn verdict(self) -> record::judgement::Verdict {
        use record::judgement::Verdict;
        match self {
            VerdictArgument::Same => Verdict::Same,
            VerdictArgument::Different => Verdict::Different,
            VerdictArgument::Unsure => Verdict::Unsure,
            VerdictArgument::Keep => Verdict::Keep,
            VerdictArgument::Reject => Verdict::Reject,
            VerdictArgument::Correct => Verdict::Correct,
            VerdictArgument::Withdraw => Verdict::Withdraw,
        }
    }
}
