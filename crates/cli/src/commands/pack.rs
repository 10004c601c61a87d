//! `daftari pack`.

use super::{Done, print_json};
use crate::args::{PackArguments, PackCommand};
use crate::outcome::Outcome;
use crate::plain::counted;
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) fn run(asked: &PackArguments) -> Done {
    match &asked.command {
        PackCommand::Check { folders, json } => check(folders, *json),
        PackCommand::ImportPlaces { file } => import_places(file),
    }
}

fn check(folders: &[PathBuf], as_json: bool) -> Done {
    let problems = app::check_packs(folders)?;
    for problem in &problems {
        if as_json {
            print_json(&json!({
                "file": problem.file, "line": problem.line, "what": problem.what, "mend": problem.mend
            }))?;
        } else {
            writeln!(io::stdout(), "{problem}")?;
        }
    }
    if problems.is_empty() {
        writeln!(io::stderr(), "{} checked, nothing wrong.", counted(number(folders.len()), "pack"))?;
        return Ok(Outcome::Well);
    }
    writeln!(io::stderr(), "{} to mend.", counted(number(problems.len()), "thing"))?;
    Ok(Outcome::Found)
}

fn import_places(file: &Path) -> Done {
    let (table, notes) = app::places_table(file)?;
    io::stdout().write_all(table.as_bytes())?;
    for note in &notes {
        writeln!(io::stderr(), "{}", note.message)?;
    }
    Ok(if notes.iter().any(|note| note.level == record::noted::Level::Problem) {
        Outcome::Found
    } else {
        Outcome::Well
    })
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
