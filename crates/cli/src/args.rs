//! What can be asked for: the commands and their arguments.

mod link;
mod list;
mod lists;
mod look;
mod packs;
mod read;

pub(crate) use link::{DerivedArguments, EventsArguments, JudgeArguments};
pub(crate) use list::{ListArguments, PlainListArguments};
pub(crate) use lists::{ListsArguments, ListsCommand};
pub(crate) use look::{
    AnalyseArguments, CompletionsArguments, DoctorArguments, EvaluateArguments, Measure, PackArguments,
    PackCommand, ProfileArguments, SearchArguments, ServeArguments, VerifyArguments, WhyArguments,
};
pub(crate) use packs::PackFolders;
pub(crate) use read::ReadArguments;

use clap::{Parser, Subcommand};

/// Reads conflict news and keeps a checkable record of who says what happened.
///
/// Data goes to standard output, talk to standard error.
#[derive(Debug, Parser)]
#[command(name = "daftari", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0    all well
  1    done, but something was found: inputs that could not be read, faults in a record or a pack
  2    usage, configuration, input or output
  130  interrupted; everything finished so far is kept

NO_COLOR=1 turns colours off.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages, texts or JSON Lines into a record
    Read(ReadArguments),
    /// Look at a record in the browser, on this machine only
    Serve(ServeArguments),
    /// List reports, newest first
    Reports(ListArguments),
    /// List statements: who says what, how firmly
    Statements(ListArguments),
    /// List claims: events, commitments, control, relations, figures
    Claims(ListArguments),
    /// List events: which reports speak of one happening, how many are independent
    Events(EventsArguments),
    /// List undertakings, with what each side says of their keeping
    Commitments(DerivedArguments),
    /// List processes: talks, their steps and agreements; and who is said to hold which place
    Processes(DerivedArguments),
    /// Record a decision: same, different, keep, reject, correct, withdraw
    Judge(JudgeArguments),
    /// Compare name lists: who is on which, who is missing
    Lists(ListsArguments),
    /// List actors, those of most reports first
    Actors(PlainListArguments),
    /// List places, those of most reports first
    Places(PlainListArguments),
    /// Search reports and statements
    Search(SearchArguments),
    /// Show who is quoted in a report, in whose voice, with which loaded words
    Profile(ProfileArguments),
    /// Show why the record says something: words, rules, models, pack entries, bytes
    Why(WhyArguments),
    /// Check packs, or make a pack's table of places from a gazetteer
    Pack(PackArguments),
    /// Check a record: hashes, the log of judgements, spans, the file itself
    Verify(VerifyArguments),
    /// Show what the language models make of a text: words, trees, names
    Analyse(AnalyseArguments),
    /// Measure against gold annotations
    Evaluate(EvaluateArguments),
    /// Print the JSON Schema of what --json writes
    Schema,
    /// Show what this Daftari is made of, and whether it works here
    Doctor(DoctorArguments),
    /// Print completions for a shell
    Completions(CompletionsArguments),
}
