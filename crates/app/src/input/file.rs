//! One file, or standard input: a page, or JSON Lines with one report a line.

use super::{LARGEST, Opened, ending, form_by_ending, lines, problem};
use crate::clock::now;
use record::Capture;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use store::Problem;

/// Open a file: one capture, or one for each of its lines.
pub(super) fn open<'i>(path: &Path) -> Box<dyn Iterator<Item = Opened> + Send + 'i> {
    let origin = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return one(Err(not_opened(&origin, &error))),
    };
    if matches!(ending(path).as_str(), "jsonl" | "ndjson") {
        return Box::new(lines::read(BufReader::new(file), origin));
    }
    let form = form_by_ending(path);
    match whole(file, &origin) {
        Err(problem) => one(Err(problem)),
        Ok(mut capture) => {
            capture.form = form;
            Box::new(page::split(capture).into_iter().map(Ok))
        }
    }
}

/// Standard input.
pub(super) fn stdin<'i>() -> Box<dyn Iterator<Item = Opened> + Send + 'i> {
    match whole(io::stdin().lock(), "-") {
        Err(problem) => one(Err(problem)),
        Ok(capture) => Box::new(page::split(capture).into_iter().map(Ok)),
    }
}

fn one<'i>(opened: Opened) -> Box<dyn Iterator<Item = Opened> + Send + 'i> {
    Box::new(std::iter::once(opened))
}

/// All bytes of a reader, up to the largest size.
fn whole(reader: impl Read, origin: &str) -> Opened {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| not_opened(origin, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(origin));
    }
    Ok(Capture::new(bytes, origin, now()))
}

pub(super) fn too_large(origin: &str) -> Problem {
    problem(
        origin,
        "too-large",
        format!("It is larger than {} MiB, the most that is read as one page.", LARGEST >> 20),
    )
}

pub(super) fn not_opened(origin: &str, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => problem(origin, "missing", "There is no such file."),
        io::ErrorKind::PermissionDenied => {
            problem(origin, "forbidden", "It may not be read: permission denied.")
        }
        _ => problem(origin, "unreadable", format!("It could not be read: {error}.")),
    }
}
