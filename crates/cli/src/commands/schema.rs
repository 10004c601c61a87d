//! `daftari schema`.

use super::Done;
use crate::outcome::Outcome;
use std::io::{self, Write};

pub(crate) fn run() -> Done {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &app::schema()).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(Outcome::Well)
}
