//! Blocks: what two reports must share to be compared at all, so that the cost of linking grows with the record's
//! length and not with its square.

use crate::seen::Seen;
use crate::words::{join, term};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something rare that two reports must share, with how rare it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Its hash.
    pub hash: u64,
    /// Weight towards being compared, in hundredths, so that sums do not depend on their order.
    pub weight: u16,
}

/// What a report is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Days since 1970.
    pub day: i32,
    /// Rare terms, which count between reports of some weeks; sorted by hash.
    pub terms: Vec<Key>,
    /// The rarest terms in twos, which count between reports of some years; sorted by hash.
    pub twos: Vec<Key>,
}

/// Two reports may be compared when the weights of the keys they share reach this, in hundredths.
pub const ENOUGH: u32 = 550;
/// Days in a bucket of time of single terms.
const WEEKS: i32 = 21;
/// Days in a bucket of time of terms in twos: a court speaks of a deed years later.
const YEARS: i32 = 1500;
/// Only terms at least this rare are keys.
const RARE: f32 = 3.4;
/// So many of the rarest terms are kept together in twos.
const TOGETHER: usize = 10;

/// The keys of a report. Both reports of a pair make theirs alone, so which came first does not matter.
pub fn keys(seen: &Seen) -> Keys {
    let mut terms: Vec<(u64, f32)> = seen.profile.pairs.clone();
    terms.extend(seen.profile.names.iter().copied());
    terms.retain(|&(_, weight)| weight >= RARE);
    let single: BTreeMap<u64, u16> = terms.iter().map(|&(term, weight)| (term, hundredths(weight))).collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TOGETHER);
    let mut twos: BTreeMap<u64, u16> = BTreeMap::new();
    for (n, a) in terms.iter().enumerate() {
        for b in &terms[n + 1..] {
            let (low, high) = (a.0.min(b.0), a.0.max(b.0));
            twos.insert(join(join(low, high), term("together")), hundredths(a.1 + b.1));
        }
    }
    let list = |map: BTreeMap<u64, u16>| map.into_iter().map(|(hash, weight)| Key { hash, weight }).collect();
    Keys { day: day(seen), terms: list(single), twos: list(twos) }
}

fn hundredths(weight: f32) -> u16 {
    (weight * 100.0).round() as u16
}

fn day(seen: &Seen) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(seen.told.day).map_or(0, |span| span.get_days())
}

impl Keys {
    /// The hashes a report stands under, each with its weight.
    pub fn posted(&self) -> impl Iterator<Item = (u64, u16)> {
        let (weeks, years) = (self.day.div_euclid(WEEKS), self.day.div_euclid(YEARS));
        let terms = self.terms.iter().map(move |key| (within(key.hash, weeks), key.weight));
        terms.chain(self.twos.iter().map(move |key| (within(key.hash, years), key.weight)))
    }

    /// The hashes a report looks under, each with its weight and whether it is one of terms in twos.
    pub fn looked_up(&self) -> impl Iterator<Item = (u64, u16, bool)> {
        let (weeks, years) = (self.day.div_euclid(WEEKS), self.day.div_euclid(YEARS));
        let terms = self
            .terms
            .iter()
            .flat_map(move |key| (-2..=2).map(move |by| (within(key.hash, weeks + by), key.weight, false)));
        let twos = self
            .twos
            .iter()
            .flat_map(move |key| (-1..=1).map(move |by| (within(key.hash, years + by), key.weight, true)));
        terms.chain(twos)
    }
}

/// What a shared key counts between reports so many days apart.
pub fn counts(weight: u16, apart: u32, is_two: bool) -> u32 {
    let times = match apart {
        _ if is_two => 1,
        0..=21 => 2,
        22..=42 => 1,
        _ => 0,
    };
    u32::from(weight) * times
}

fn within(hash: u64, bucket: i32) -> u64 {
    join(hash, bucket as u64)
}
