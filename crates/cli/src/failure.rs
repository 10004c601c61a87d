//! Errors as a person reads them: what, where, why, and what to do.

use crate::outcome::FAILED;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    cause: app::Error,
}

impl From<app::Error> for Failure {
    fn from(cause: app::Error) -> Failure {
        Failure { cause }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure { cause: app::Error::Output(error) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl Diagnostic for Failure {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.cause.help().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
}

/// Tell a person, and give the exit code. A reader that closed the pipe (`| head`) has what it wanted.
pub(crate) fn report(failure: Failure) -> ExitCode {
    if let app::Error::Output(error) = &failure.cause
        && error.kind() == ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    let mut words = String::new();
    let rendered = GraphicalReportHandler::new_themed(theme()).render_report(&mut words, &failure);
    if rendered.is_err() {
        words = format!("{failure}\n");
    }
    // Nobody is left to tell when standard error is closed.
    let _ = io::stderr().write_all(words.as_bytes());
    ExitCode::from(FAILED)
}

fn theme() -> GraphicalTheme {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    match (io::stderr().is_terminal(), plain) {
        (true, false) => GraphicalTheme::unicode(),
        (true, true) => GraphicalTheme::unicode_nocolor(),
        (false, _) => GraphicalTheme::none(),
    }
}
