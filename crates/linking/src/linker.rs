//! Linking a record report by report: each newcomer meets the reports it shares a block with, and no others.

use crate::blocks::{ENOUGH, keys};
use crate::judge::{Encounter, judge};
use crate::known::Known;
use crate::seen::Seen;
use crate::told::Told;
use record::judgement::Judgement;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

/// Reports met so far, found by their keys.
#[derive(Default)]
pub struct Linker {
    seen: Vec<Seen>,
    posted: HashMap<u64, Vec<u32>>,
}

impl Linker {
    /// Judge a report against those met before it that it shares a block with, and remember it.
    pub fn meet(&mut self, known: &Known, told: Arc<Told>) -> Vec<Judgement> {
        let newcomer = Seen::of(told);
        let beside = self.beside(&newcomer);
        let beside = beside.into_iter().map(|n| &self.seen[n as usize]).collect();
        let judgements = judge(&Encounter { known, newcomer: &newcomer, beside });
        self.remember(newcomer);
        judgements
    }

    /// How many reports were met.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether none was met yet.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// The reports that share enough keys with a newcomer, in the order they came.
    fn beside(&self, newcomer: &Seen) -> Vec<u32> {
        let mut met: BTreeMap<u32, f32> = BTreeMap::new();
        for key in keys(newcomer) {
            for &other in self.posted.get(&key.hash).into_iter().flatten() {
                *met.entry(other).or_default() += key.weight;
            }
        }
        met.into_iter().filter(|&(_, weight)| weight >= ENOUGH).map(|(other, _)| other).collect()
    }

    fn remember(&mut self, seen: Seen) {
        let n = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
        for key in keys(&seen) {
            self.posted.entry(key.hash).or_default().push(n);
        }
        self.seen.push(seen);
    }
}

/// Judge all of some reports against each other.
pub fn link(known: &Known, told: &[Arc<Told>]) -> Vec<Judgement> {
    let mut linker = Linker::default();
    told.iter().flat_map(|told| linker.meet(known, Arc::clone(told))).collect()
}
