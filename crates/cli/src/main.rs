//! The command line door: arguments in, a verb of `app`, words and an exit code out.
//!
//! Data goes to standard output, talk to standard error. It translates and does not decide.

mod args;
mod commands;
mod failure;
mod interrupt;
mod outcome;
mod plain;
mod progress;
mod summary;

use args::{Arguments, Command};
use clap::Parser;
use outcome::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(outcome) => outcome.into(),
        Err(error) => failure::report(error),
    }
}

fn run(command: Command) -> Result<Outcome, failure::Failure> {
    match command {
        Command::Read(asked) => commands::read::run(&asked),
        Command::Serve(asked) => commands::serve::run(&asked),
        Command::Reports(asked) => commands::list::reports(&asked),
        Command::Statements(asked) => commands::list::statements(&asked),
        Command::Claims(asked) => commands::list::claims(&asked),
        Command::Events(asked) => commands::event::run(&asked),
        Command::Commitments(asked) => commands::link::run(&asked, app::Derived::Commitments),
        Command::Processes(asked) => commands::link::run(&asked, app::Derived::Processes),
        Command::Lists(asked) => commands::lists::run(&asked),
        Command::Judge(asked) => commands::link::judge(&asked),
        Command::Actors(asked) => commands::list::actors(&asked),
        Command::Places(asked) => commands::list::places(&asked),
        Command::Search(asked) => commands::search::run(&asked),
        Command::Profile(asked) => commands::profile::run(&asked),
        Command::Why(asked) => commands::why::run(&asked),
        Command::Pack(asked) => commands::pack::run(&asked),
        Command::Verify(asked) => commands::verify::run(&asked),
        Command::Analyse(asked) => commands::analyse::run(&asked),
        Command::Evaluate(asked) => commands::evaluate::run(&asked),
        Command::Schema => commands::schema::run(),
        Command::Doctor(asked) => commands::doctor::run(&asked),
        Command::Completions(asked) => commands::completions::run(&asked),
    }
}
