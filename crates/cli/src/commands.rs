//! One file a command: translate, call a verb, show what it gives.

pub(crate) mod analyse;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod evaluate;
pub(crate) mod event;
pub(crate) mod link;
pub(crate) mod list;
pub(crate) mod lists;
pub(crate) mod pack;
pub(crate) mod profile;
pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod verify;
pub(crate) mod why;

use crate::failure::Failure;
use crate::outcome::Outcome;
use serde::Serialize;
use std::io::{self, Write};

/// What a command gives.
type Done = Result<Outcome, Failure>;

/// Write one JSON object as a line to standard output.
fn print_json<T: Serialize>(object: &T) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, object).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
