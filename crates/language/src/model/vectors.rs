//! Frozen vectors: rows of a table that training did not change.

use super::coded::Table;
use super::features::{bare, fnv, low_with_digits, lower, normal};
use super::file::{File, WeightsError};
use std::collections::HashMap;

/// How forms find their rows.
#[derive(Debug)]
enum Keys {
    /// Word pieces, greedy longest match; those inside a word start with `##`.
    Pieces(HashMap<String, u32>),
    /// Sorted 32-bit hashes of whole words and their rows.
    Words(Vec<u32>, Vec<u16>),
}

/// The table and its keys.
#[derive(Debug)]
pub(crate) struct Vectors {
    keys: Keys,
    pub(crate) table: Table,
}

/// Pieces looked at in one form.
const MAX_PIECES: usize = 12;

impl Vectors {
    pub(crate) fn load(file: &File<'_>) -> Result<Vectors, WeightsError> {
        let table = file.table("frozen")?;
        let keys = if file.header.pieces.is_empty() {
            Keys::Words(file.u32s("keys")?, file.u16s("key_rows")?)
        } else {
            Keys::Pieces(file.header.pieces.iter().cloned().zip(0..).collect())
        };
        Ok(Vectors { keys, table })
    }

    /// Rows of a form, in order; none where it is unknown.
    pub(crate) fn lookup(&self, form: &str) -> Vec<u32> {
        match &self.keys {
            Keys::Pieces(index) => {
                let mut rows = Vec::new();
                for chunk in chunks(&bare(&low_with_digits(form))) {
                    greedy(index, chunk, &mut rows);
                }
                rows.truncate(MAX_PIECES);
                rows
            }
            Keys::Words(hashes, rows) => {
                let low: String = normal(form).chars().map(lower).collect();
                let find = |text: &str| {
                    let hash = u32::try_from(fnv(&[text]) & 0xffff_ffff).unwrap_or(0);
                    hashes.binary_search(&hash).ok().and_then(|at| rows.get(at)).map(|&row| u32::from(row))
                };
                find(&low).or_else(|| find(&bare(&low))).into_iter().collect()
            }
        }
    }
}

/// Runs of letters and digits; every other character by itself.
fn chunks(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        out.extend(start.take().map(|begin| &text[begin..at]));
        out.push(&text[at..at + c.len_utf8()]);
    }
    out.extend(start.map(|begin| &text[begin..]));
    out
}

fn greedy(index: &HashMap<String, u32>, chunk: &str, rows: &mut Vec<u32>) {
    let ends: Vec<usize> = chunk.char_indices().map(|(at, _)| at).chain([chunk.len()]).collect();
    let mut start = 0;
    let mut key = String::new();
    while start + 1 < ends.len() {
        let found = (start + 1..ends.len()).rev().find_map(|end| {
            key.clear();
            key.push_str(if start > 0 { "##" } else { "" });
            key.push_str(&chunk[ends[start]..ends[end]]);
            index.get(&key).map(|&row| (end, row))
        });
        let Some((end, row)) = found else { return };
        rows.push(row);
        start = end;
    }
}
