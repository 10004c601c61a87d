//! Counts of a comparison, with small cells held back: what may be shown and published.

use crate::names::compare::{Comparison, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// A cell with fewer persons than this is not shown: few are as good as named.
pub const MIN_CELL: u32 = 5;

/// How many persons are on which lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The lists' names, in the order of `on`.
    pub lists: Vec<String>,
    /// Persons on each list, repeated lines counted once.
    pub on_list: Vec<Cell>,
    /// For each combination of lists: how many persons are on exactly these.
    pub cells: Vec<(Vec<bool>, Cell)>,
    /// Pairs for a person to look at.
    pub unsure: Cell,
    /// Lines that repeat an earlier one, by list.
    pub repeated: Vec<Cell>,
    /// Lines without a name, by list.
    pub empty: Vec<Cell>,
}

/// A number, or that it is too small or would give a small one away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// So many.
    Shown(u32),
    /// Held back.
    HeldBack,
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Shown(n) => write!(f, "{n}"),
            Cell::HeldBack => f.write_str("held back"),
        }
    }
}

/// Count; `min` is the smallest number shown (zero is always shown).
pub fn counts(comparison: &Comparison, min: u32) -> Counts {
    let n = comparison.lists.len();
    let mut by_lists: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
    for pattern in 1..(1u32 << n.min(16)) {
        by_lists.insert((0..n).map(|list| pattern >> list & 1 == 1).collect(), 0);
    }
    for person in &comparison.persons {
        let on: Vec<bool> = (0..n).map(|list| person.contains_key(&list)).collect();
        *by_lists.entry(on).or_default() += 1;
    }
    let plain = |number: usize| cell(u32::try_from(number).unwrap_or(u32::MAX), min);
    let unsure = comparison.matches.iter().filter(|one| one.verdict == Verdict::Unsure).count();
    Counts {
        lists: comparison.lists.iter().map(|list| list.label.clone()).collect(),
        on_list: comparison.lists.iter().map(|list| plain(list.rows.len())).collect(),
        cells: held_back(by_lists, min),
        unsure: plain(unsure),
        repeated: comparison.lists.iter().map(|list| plain(list.repeated.len())).collect(),
        empty: comparison.lists.iter().map(|list| plain(list.empty.len())).collect(),
    }
}

fn cell(number: u32, min: u32) -> Cell {
    if number == 0 || number >= min { Cell::Shown(number) } else { Cell::HeldBack }
}

/// Small cells are held back; where a list's total would give a single one away, the next smallest of that list too.
fn held_back(by_lists: BTreeMap<Vec<bool>, u32>, min: u32) -> Vec<(Vec<bool>, Cell)> {
    let lists = by_lists.keys().next().map_or(0, Vec::len);
    let mut shown: Vec<(Vec<bool>, u32, Cell)> =
        by_lists.into_iter().map(|(on, number)| (on, number, cell(number, min))).collect();
    loop {
        let mut changed = false;
        for list in 0..lists {
            let of_list = |row: &(Vec<bool>, u32, Cell)| row.0[list];
            let held = shown.iter().filter(|row| of_list(row) && row.2 == Cell::HeldBack).count();
            if held == 1 {
                let next =
                    shown.iter_mut().filter(|row| of_list(row) && matches!(row.2, Cell::Shown(n) if n > 0));
                if let Some(row) = next.min_by_key(|row| row.1) {
                    row.2 = Cell::HeldBack;
                    changed = true;
                }
            }
        }
        if !changed {
            return shown.into_iter().map(|(on, _, cell)| (on, cell)).collect();
        }
    }
}
