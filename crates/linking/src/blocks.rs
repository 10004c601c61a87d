//! Blocks: what two reports must share to be compared at all, so that the cost of linking grows with the record's
//! length and not with its square.

use crate::seen::Seen;
use crate::words::{join, term};
use std::collections::BTreeMap;

/// Something rare that two reports must share, with how rare it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// Its hash.
    pub hash: u64,
    /// Weight towards being compared.
    pub weight: f32,
}

/// Two reports are compared when the weights of the keys they share reach this.
pub const ENOUGH: f32 = 5.5;
/// Days in a bucket of time; a report looks into its own bucket and the two beside it.
const BUCKET: i32 = 21;
/// Only terms at least this rare open a bucket.
const RARE: f32 = 3.4;
/// So many of the rarest terms are kept together in twos, whatever the time between the reports.
const TOGETHER: usize = 10;

/// The keys a report is found by. Both reports of a pair make them alone, so which came first does not matter.
pub fn keys(seen: &Seen) -> Vec<Key> {
    let mut terms: Vec<(u64, f32)> = seen.profile.pairs.clone();
    terms.extend(seen.profile.names.iter().copied());
    terms.retain(|&(_, weight)| weight >= RARE);
    let bucket = bucket(seen);
    let mut keys: BTreeMap<u64, f32> = BTreeMap::new();
    for &(term, weight) in &terms {
        for near in [bucket, bucket + 1] {
            keys.insert(join(term, near as u64), weight);
        }
    }
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let rarest: Vec<(u64, f32)> = terms.into_iter().take(TOGETHER).collect();
    for (n, a) in rarest.iter().enumerate() {
        for b in &rarest[n + 1..] {
            let (low, high) = (a.0.min(b.0), a.0.max(b.0));
            keys.insert(join(join(low, high), term("together")), a.1 + b.1);
        }
    }
    keys.into_iter().map(|(hash, weight)| Key { hash, weight }).collect()
}

/// Half-buckets overlap: each report stands in two neighbours, so that a day's difference never parts two reports.
fn bucket(seen: &Seen) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = epoch.until(seen.told.day).map_or(0, |span| span.get_days());
    days.div_euclid(BUCKET)
}
