//! `daftari completions`.

use super::Done;
use crate::args::{Arguments, CompletionsArguments};
use crate::outcome::Outcome;
use clap::CommandFactory;
use std::io;

pub(crate) fn run(asked: &CompletionsArguments) -> Done {
    clap_complete::generate(asked.shell, &mut Arguments::command(), "daftari", &mut io::stdout());
    Ok(Outcome::Well)
}
