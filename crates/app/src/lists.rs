//! Name lists: compared in memory; what leaves is counts, unless names are asked for, or sealed.

use crate::error::{Error, Result};
use linking::names::{self, Comparison, Counts, Sealing, Verdict};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// One pair of rows with everything a person needs to decide on it. Holds names: handed out only when asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedPair {
    /// List and line of the one.
    pub a: (String, usize),
    /// Its name.
    pub name_a: String,
    /// List and line of the other.
    pub b: (String, usize),
    /// Its name.
    pub name_b: String,
    /// Whether they are taken as one, or a person should look.
    pub verdict: String,
    /// From 0 to 1.
    pub score: f64,
    /// Word by word.
    pub why: Vec<String>,
}

/// One person with the lines they stand on. Holds names: handed out only when asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedPerson {
    /// The name, as the first list has it.
    pub name: String,
    /// For each list: the line, where the person is on it.
    pub lines: Vec<Option<usize>>,
}

/// Lists held against each other.
pub struct ComparedLists(Comparison);

/// Compare some CSV files.
pub fn compare_lists(files: &[PathBuf]) -> Result<ComparedLists> {
    if files.len() < 2 {
        return Err(usage("one list cannot be compared", "give two or more CSV files"));
    }
    let read = |path: &PathBuf| {
        let bytes = bytes(path)?;
        names::read(&path.display().to_string(), &bytes).map_err(|error| {
            usage(&error.to_string(), "a list is a CSV file with a line of headings and a line a person")
        })
    };
    Ok(ComparedLists(names::compare(files.iter().map(read).collect::<Result<_>>()?)))
}

impl ComparedLists {
    /// How many are on which lists, with small cells held back.
    pub fn counts(&self, min_cell: u32) -> Counts {
        names::counts(&self.0, min_cell)
    }

    /// Every pair that is or may be one person.
    pub fn pairs(&self) -> Vec<NamedPair> {
        let row = |(list, row): (usize, usize)| {
            let list = &self.0.lists[list];
            ((list.label.clone(), list.rows[row].line), list.rows[row].name.clone())
        };
        let pair = |one: &names::Match| {
            let ((a, name_a), (b, name_b)) = (row(one.a), row(one.b));
            let verdict = if one.verdict == Verdict::Same { "same" } else { "unsure" };
            NamedPair {
                a,
                name_a,
                b,
                name_b,
                verdict: verdict.to_owned(),
                score: one.score,
                why: one.why.clone(),
            }
        };
        self.0.matches.iter().map(pair).collect()
    }

    /// Everybody, with the lists they are on and missing from.
    pub fn persons(&self) -> Vec<NamedPerson> {
        let person = |rows: &std::collections::BTreeMap<usize, usize>| {
            let at = |list: usize| rows.get(&list).map(|&row| &self.0.lists[list].rows[row]);
            let lists = 0..self.0.lists.len();
            NamedPerson {
                name: lists.clone().find_map(at).map(|row| row.name.clone()).unwrap_or_default(),
                lines: lists.map(|list| at(list).map(|row| row.line)).collect(),
            }
        };
        self.0.persons.iter().map(person).collect()
    }

    /// Write everybody and every pair into a file that only the passphrase opens.
    pub fn seal(&self, path: &Path, passphrase: &str) -> Result<()> {
        let plain = serde_json::to_vec(&(self.persons(), self.pairs()))
            .map_err(|error| Error::Output(error.into()))?;
        let mut sealing = Sealing { salt: [0; 16], nonce: [0; 24] };
        let random = |bytes: &mut [u8]| {
            getrandom::fill(bytes).map_err(|error| usage(&format!("no random numbers: {error}"), "try again"))
        };
        random(&mut sealing.salt)?;
        random(&mut sealing.nonce)?;
        let sealed = names::seal(&plain, passphrase, sealing)
            .map_err(|error| usage(&error.to_string(), "nothing was written"))?;
        fs::write(path, sealed).map_err(|source| Error::Io { doing: "write", path: path.to_owned(), source })
    }
}

/// Open a sealed comparison.
pub fn open_sealed(path: &Path, passphrase: &str) -> Result<(Vec<NamedPerson>, Vec<NamedPair>)> {
    let plain = names::open(&bytes(path)?, passphrase).map_err(|error| {
        usage(
            &format!("{}: {error}", path.display()),
            "a sealed file opens with the passphrase it was sealed with",
        )
    })?;
    serde_json::from_slice(&plain).map_err(|error| {
        usage(&format!("{}: {error}", path.display()), "it was sealed by another version of Daftari")
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let failed = |source| Error::Io { doing: "read", path: path.to_owned(), source };
    std::io::Read::read_to_end(&mut fs::File::open(path).map_err(failed)?, &mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn usage(message: &str, help: &str) -> Error {
    Error::Usage { message: message.to_owned(), help: help.to_owned() }
}
