//! How a command ended, as an exit code.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All well.
    Well,
    /// Done, but something was found: inputs that could not be read, faults in a record or a pack.
    Found,
    /// Stopped before the end; what was finished is kept.
    Interrupted,
}

/// Usage, configuration, input or output: nothing was done, or not all.
pub(crate) const FAILED: u8 = 2;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Well => 0,
            Outcome::Found => 1,
            Outcome::Interrupted => 130,
        })
    }
}
