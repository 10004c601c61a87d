//! Linking a record: each report is judged against the few that are nearest to it, and no others.

use crate::blocks::keys;
use crate::judge::{Pair, between, within};
use crate::known::Known;
use crate::nearest::Nearest;
use crate::seen::Seen;
use crate::told::Told;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reports met so far, and what was judged about them.
#[derive(Default)]
pub struct Linker {
    seen: Vec<Seen>,
    nearest: Nearest,
    alone: Vec<Pair>,
    judged: BTreeMap<(u32, u32), Pair>,
}

impl Linker {
    /// Put some more reports into the record and judge what has become near; what no longer is near is let go. How many pairs
    /// were judged.
    pub fn meet(&mut self, known: &Known, told: impl IntoIterator<Item = Arc<Told>>) -> usize {
        for told in told {
            let newcomer = Seen::of(told);
            self.nearest.add(newcomer.told.report.clone(), keys(&newcomer));
            self.alone.push(within(known, &newcomer));
            self.seen.push(newcomer);
        }
        let (pairs, lost) = self.nearest.changes();
        for pair in lost {
            self.judged.remove(&pair);
        }
        let fresh: Vec<(u32, u32)> =
            pairs.into_iter().filter(|pair| !self.judged.contains_key(pair)).collect();
        for &(a, b) in &fresh {
            let pair = between(known, &self.seen[a as usize], &self.seen[b as usize]);
            self.judged.insert((a, b), pair);
        }
        fresh.len()
    }

    /// How many reports were met.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether none was met yet.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Everything judged that still counts.
    pub fn judged(self) -> Vec<Pair> {
        self.alone
            .into_iter()
            .chain(self.judged.into_values())
            .filter(|pair| !pair.found.is_empty())
            .collect()
    }
}

/// Judge all of some reports against each other.
pub fn link(known: &Known, told: &[Arc<Told>]) -> Vec<Pair> {
    let mut linker = Linker::default();
    linker.meet(known, told.iter().map(Arc::clone));
    linker.judged()
}
