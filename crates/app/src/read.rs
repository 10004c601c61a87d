//! The main job: inputs to captures, captures to reports and readings, and into the record in their order.

use crate::clock::{Watch, now};
use crate::engine::{Engine, Understood};
use crate::error::Result;
use crate::fetch::Fetcher;
use crate::input::{self, Input, Opened};
use crate::summary::Summary;
use rayon::prelude::*;
use record::noted::Level;
use record::{Capture, Note};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Kept, MadeByKey, Problem, Store};

/// Captures read side by side before the writer gets them, by number and by size together.
const BATCH: usize = 32;
const BATCH_BYTES: usize = 16 << 20;

/// Hears of each input as it is done, in the order of the inputs.
pub trait Listener: Send {
    /// A report was read, or was read before.
    fn report(&mut self, understood: &Understood, kept: Option<Kept>) -> Result<()>;
    /// An input could not be read.
    fn problem(&mut self, problem: &Problem) -> Result<()>;
}

/// Read the inputs, into a record where one is given; `stop` ends it after what is being read.
pub fn read(
    inputs: &[Input],
    engine: &Engine,
    into: Option<&Path>,
    listener: &mut dyn Listener,
    stop: &AtomicBool,
) -> Result<Summary> {
    let watch = Watch::start();
    let mut keeper = Keeper::open(engine, into, listener)?;
    let fetcher = Fetcher::new();
    let mut opened = input::open(inputs, &fetcher);
    let mut waiting = Vec::new();
    loop {
        let batch = keeper.batch(&mut opened, stop)?;
        if batch.is_empty() && waiting.is_empty() {
            break;
        }
        let read = |capture: &Capture| engine.read(capture);
        let (understood, kept) = rayon::join(|| understand(&read, batch, stop), || keeper.keep(waiting));
        kept?;
        waiting = understood;
    }
    Ok(keeper.summary(watch.seconds(), stop.load(Ordering::Relaxed)))
}

/// One input on its way through.
enum Step {
    /// To be read.
    Fresh(Capture),
    /// Read before by the same.
    Known(Capture),
    /// Read now.
    Read(Capture, std::result::Result<Box<Understood>, Note>),
    /// Not opened.
    NotOpened(Problem),
}

/// What reads one capture.
type Reader<'r> = &'r (dyn Fn(&Capture) -> std::result::Result<Understood, Note> + Sync);

/// Read one capture; a fault inside a room is a problem of this one input, never the end of the batch.
fn guarded(read: Reader<'_>, capture: &Capture) -> std::result::Result<Box<Understood>, Note> {
    // Rooms hold nothing between two inputs, so that nothing half done can be seen after a panic.
    match panic::catch_unwind(AssertUnwindSafe(|| read(capture))) {
        Ok(understood) => understood.map(Box::new),
        Err(cause) => {
            let words = cause.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no word why");
            let message = format!(
                "Daftari failed at it ({words}). This is a fault of Daftari, not of the input: please report it."
            );
            Err(Note::new(Level::Problem, "fault", message))
        }
    }
}

/// Read the fresh captures of a batch side by side; once stopped, what follows is left out.
fn understand(read: Reader<'_>, batch: Vec<Step>, stop: &AtomicBool) -> Vec<Step> {
    let done: Vec<Option<Step>> = batch
        .into_par_iter()
        .map(|step| match step {
            Step::Fresh(_) if stop.load(Ordering::Relaxed) => None,
            Step::Fresh(capture) => {
                let understood = guarded(read, &capture);
                Some(Step::Read(capture, understood))
            }
            other => Some(other),
        })
        .collect();
    done.into_iter().map_while(|step| step).collect()
}

/// The one writer.
struct Keeper<'k> {
    store: Option<(Store, MadeByKey)>,
    listener: &'k mut dyn Listener,
    summary: Summary,
}

impl<'k> Keeper<'k> {
    fn open(engine: &Engine, into: Option<&Path>, listener: &'k mut dyn Listener) -> Result<Keeper<'k>> {
        let store = match into {
            None => None,
            Some(path) => {
                let mut store = Store::create(path)?;
                let made_by = store.made_by(engine.made_by())?;
                Some((store, made_by))
            }
        };
        Ok(Keeper { store, listener, summary: Summary::into(into) })
    }

    /// The next captures, those read before marked.
    fn batch(&self, opened: &mut impl Iterator<Item = Opened>, stop: &AtomicBool) -> Result<Vec<Step>> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES && !stop.load(Ordering::Relaxed) {
            match opened.next() {
                None => break,
                Some(Err(problem)) => batch.push(Step::NotOpened(problem)),
                Some(Ok(capture)) => {
                    bytes += capture.bytes.len();
                    let known = match &self.store {
                        Some((store, made_by)) => store.already_read(&capture, *made_by)?,
                        None => false,
                    };
                    batch.push(if known { Step::Known(capture) } else { Step::Fresh(capture) });
                }
            }
        }
        Ok(batch)
    }

    fn keep(&mut self, steps: Vec<Step>) -> Result<()> {
        for step in steps {
            match step {
                Step::Read(capture, Ok(understood)) => self.keep_report(&capture, &understood)?,
                Step::Read(capture, Err(note)) => {
                    let problem = input::problem(&capture.origin, &note.code, note.message);
                    self.keep_problem(&problem, Some(&capture))?;
                }
                Step::NotOpened(problem) => self.keep_problem(&problem, None)?,
                Step::Known(capture) => self.recall(&capture)?,
                Step::Fresh(_) => {}
            }
        }
        Ok(())
    }

    fn keep_report(&mut self, capture: &Capture, understood: &Understood) -> Result<()> {
        let kept = match &mut self.store {
            None => None,
            Some((store, made_by)) => {
                let at = now();
                Some(store.keep(capture, &understood.report, &understood.reading, (*made_by, &at))?)
            }
        };
        self.summary.report(understood, kept);
        self.listener.report(understood, kept)
    }

    fn keep_problem(&mut self, problem: &Problem, capture: Option<&Capture>) -> Result<()> {
        if let Some((store, made_by)) = &mut self.store {
            store.keep_problem(problem, capture, (*made_by, &now()))?;
        }
        self.summary.problem(problem);
        self.listener.problem(problem)
    }

    /// An input read before: its report is what the record says, its problem what it was.
    fn recall(&mut self, capture: &Capture) -> Result<()> {
        let Some((store, _)) = &self.store else { return Ok(()) };
        match store.report_of(capture)? {
            Some(held) => {
                let understood = Understood { report: held.report, reading: held.reading };
                self.summary.report(&understood, Some(Kept::Unchanged));
                self.listener.report(&understood, Some(Kept::Unchanged))
            }
            None => match store.problem_of(capture)? {
                Some(problem) => {
                    self.summary.problem(&problem);
                    self.listener.problem(&problem)
                }
                None => Ok(()),
            },
        }
    }

    fn summary(self, seconds: f64, interrupted: bool) -> Summary {
        Summary { seconds, interrupted, ..self.summary }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Reading;

    /// A reader whose rooms fail at one input.
    fn fails_at_bad(capture: &Capture) -> std::result::Result<Understood, Note> {
        assert!(capture.bytes != b"bad", "index out of bounds");
        Ok(Understood { report: page::read(capture).value, reading: Reading::default() })
    }

    #[test]
    fn a_fault_in_a_room_is_a_problem_of_its_input_alone() {
        let capture = |bytes: &[u8]| Capture::new(bytes.to_vec(), "a.txt", "2031-05-04T10:00:00Z");
        let inputs: [&[u8]; 3] = [b"Talks resume.", b"bad", b"The truce holds."];
        let batch = inputs.map(|bytes| Step::Fresh(capture(bytes))).into();
        let steps = understand(&fails_at_bad, batch, &AtomicBool::new(false));
        let read: Vec<_> = steps
            .into_iter()
            .map(|step| match step {
                Step::Read(_, Ok(understood)) => understood.report.text.clone(),
                Step::Read(capture, Err(note)) => {
                    assert_eq!((capture.bytes.as_slice(), note.code.as_str()), (b"bad".as_slice(), "fault"));
                    assert!(note.message.contains("index out of bounds"), "{}", note.message);
                    "kept as a problem".to_owned()
                }
                _ => "lost".to_owned(),
            })
            .collect();
        assert_eq!(read, ["Talks resume.", "kept as a problem", "The truce holds."]);
    }
}
