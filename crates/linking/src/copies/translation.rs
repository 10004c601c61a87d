//! Translations: what a text in another language keeps of the first, names and numbers, in the same order.
//!
//! Two reports of one happening share names too, but each tells them in its own order; a translation follows its original
//! sentence by sentence.

use crate::words::{Word, term, words};
use std::collections::BTreeSet;

/// What a translation of a text keeps: its names and numbers, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(Vec<u64>);

/// Fewer names and numbers than this say nothing.
const FEWEST: usize = 8;
/// So many are looked at: a report that goes on longer is known by then.
const LONGEST: usize = 200;
/// The share of the shorter text's names and numbers that stands in the other in the same order, from which on one is a
/// translation of the other.
const IN_ORDER: f64 = 0.72;
/// A translation may leave parts out, but not most of them.
const OF_LONGER: f64 = 0.30;

impl Kept {
    /// The names and numbers of a text: words with a capital that never stand without, and numbers of two digits or more.
    pub fn of(text: &str) -> Kept {
        let found = words(text);
        let lower: BTreeSet<&str> = found
            .iter()
            .filter(|word| !word.capital && !word.number)
            .map(|word| word.folded.as_str())
            .collect();
        let telling = |word: &&Word| {
            let is_name = word.capital
                && !word.first
                && !lower.contains(word.folded.as_str())
                && word.folded.chars().count() > 2;
            is_name || word.number && word.folded.len() > 1
        };
        Kept(found.iter().filter(telling).take(LONGEST).map(|word| term(&word.folded)).collect())
    }

    /// How many names and numbers stand in both texts in the same order, and how many the shorter text has; none where these
    /// are too few for one to be a translation of the other.
    pub fn translated(&self, other: &Kept) -> Option<(usize, usize)> {
        let (least, most) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if least < FEWEST || (least as f64) < OF_LONGER * most as f64 {
            return None;
        }
        // Names both have, whatever the order, are quick to count and never fewer than those in order.
        let mine: BTreeSet<u64> = self.0.iter().copied().collect();
        let shared = other.0.iter().filter(|term| mine.contains(term)).count();
        let enough = |both: usize| both as f64 >= IN_ORDER * least as f64;
        if !enough(shared) {
            return None;
        }
        let both = in_order(&self.0, &other.0);
        (enough(both) && both as f64 >= OF_LONGER * most as f64).then_some((both, least))
    }
}

/// Length of the longest sequence that both lists hold in the same order.
fn in_order(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (n, y) in b.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if x == y { corner + 1 } else { above.max(row[n]) };
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}
