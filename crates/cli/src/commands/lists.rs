//! `daftari lists compare|open`.

use super::{Done, print_json};
use crate::args::{ListsArguments, ListsCommand};
use crate::failure::Failure;
use crate::outcome::Outcome;
use app::{ComparedLists, Error, NamedPair};
use std::io::{self, Write};

pub(crate) fn run(asked: &ListsArguments) -> Done {
    match &asked.command {
        ListsCommand::Compare { files, names, seal, min_cell, json } => {
            let compared = app::compare_lists(files)?;
            if let Some(path) = seal {
                compared.seal(path, &passphrase()?)?;
            }
            show(&compared, *min_cell, *json)?;
            if *names {
                pairs(&compared.pairs(), *json)?;
            }
        }
        ListsCommand::Open { file } => open(file)?,
    }
    Ok(Outcome::Well)
}

fn passphrase() -> Result<String, Failure> {
    std::env::var("DAFTARI_PASSPHRASE").map_err(|_| {
        Error::Usage {
            message: "a sealed file needs a passphrase".to_owned(),
            help:
                "set DAFTARI_PASSPHRASE (a passphrase on the command line would stay in the shell's history)"
                    .to_owned(),
        }
        .into()
    })
}

/// How many are on which lists.
fn show(compared: &ComparedLists, min_cell: u32, json: bool) -> Result<(), Failure> {
    let counts = compared.counts(min_cell);
    if json {
        return print_json(&counts);
    }
    let mut out = io::stdout().lock();
    for (n, list) in counts.lists.iter().enumerate() {
        let (repeated, empty) = (counts.repeated[n], counts.empty[n]);
        writeln!(
            out,
            "{list}: {} persons ({repeated} repeated lines, {empty} without a name)",
            counts.on_list[n]
        )?;
    }
    for (on, cell) in &counts.cells {
        let labels: Vec<&str> =
            counts.lists.iter().zip(on).filter(|(_, on)| **on).map(|(list, _)| list.as_str()).collect();
        writeln!(out, "only on {}: {cell}", labels.join(" + "))?;
    }
    writeln!(out, "pairs for a person to look at: {}", counts.unsure)?;
    Ok(())
}

fn pairs(pairs: &[NamedPair], json: bool) -> Result<(), Failure> {
    if json {
        return pairs.iter().try_for_each(print_json);
    }
    let mut out = io::stdout().lock();
    for pair in pairs {
        writeln!(
            out,
            "{} {:.2}  {} (line {}) · {} (line {})",
            pair.verdict, pair.score, pair.name_a, pair.a.1, pair.name_b, pair.b.1
        )?;
        writeln!(out, "    {}", pair.why.join("; "))?;
    }
    Ok(())
}

fn open(file: &std::path::Path) -> Result<(), Failure> {
    let (persons, pairs) = app::open_sealed(file, &passphrase()?)?;
    persons.iter().try_for_each(print_json)?;
    pairs.iter().try_for_each(print_json)
}
