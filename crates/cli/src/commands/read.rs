//! `daftari read`: the main job.

use super::Done;
use crate::args::ReadArguments;
use crate::failure::Failure;
use crate::interrupt;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::summary;
use app::{Engine, Input, Kept, Listener, Problem, Summary, Understood, contract};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::PathBuf;

/// The record a reading goes into where none is named.
const DEFAULT: &str = "record.daftari";

pub(crate) fn run(asked: &ReadArguments) -> Done {
    let inputs: Vec<Input> = asked.inputs.iter().map(|argument| Input::named(argument)).collect();
    let into = match (&asked.into, asked.json) {
        (Some(file), _) => Some(file.clone()),
        (None, true) => None,
        (None, false) => Some(PathBuf::from(DEFAULT)),
    };
    let engine = Engine::open(&asked.packs.folders)?;
    let mut show = Show {
        progress: (!asked.quiet).then(Progress::start),
        json: asked.json.then(|| BufWriter::with_capacity(1 << 16, io::stdout())),
    };
    let stop = interrupt::flag();
    let read = app::read(&inputs, &engine, into.as_deref(), &mut show, &stop);
    show.end()?;
    let summary = read?;
    if !asked.quiet || summary.problem_count > 0 {
        io::stderr().write_all(summary::words(&summary, &asked.packs.folders).as_bytes())?;
    }
    Ok(outcome(&summary))
}

fn outcome(summary: &Summary) -> Outcome {
    match (summary.interrupted, summary.problem_count) {
        (true, _) => Outcome::Interrupted,
        (false, 0) => Outcome::Well,
        (false, _) => Outcome::Found,
    }
}

/// Shows each input as it is done.
struct Show {
    progress: Option<Progress>,
    json: Option<BufWriter<Stdout>>,
}

impl Show {
    fn end(&mut self) -> Result<(), Failure> {
        if let Some(progress) = &self.progress {
            progress.end();
        }
        if let Some(out) = &mut self.json {
            out.flush()?;
        }
        Ok(())
    }
}

impl Listener for Show {
    fn report(&mut self, understood: &Understood, _: Option<Kept>) -> app::Result<()> {
        if let Some(progress) = &mut self.progress {
            progress.report(&understood.reading);
        }
        match &mut self.json {
            Some(out) => contract::write(understood, out),
            None => Ok(()),
        }
    }

    fn problem(&mut self, problem: &Problem) -> app::Result<()> {
        if let Some(progress) = &mut self.progress {
            progress.problem();
        }
        match &mut self.json {
            Some(out) => contract::write_problem(problem, out),
            None => Ok(()),
        }
    }
}
