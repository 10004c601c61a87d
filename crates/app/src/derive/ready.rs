//! Readings made ready, and pairs of them judged: what is new since the last time, and no more.

use crate::error::{Error, Result};
use crate::link::told_of;
use linking::blocks::{Keys, keys};
use linking::group::Outlines;
use linking::nearest::Nearest;
use linking::outline::Outline;
use linking::{Found, Known, Pair, Seen, between, within};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use store::{Current, Store};

/// Readings made ready in one transaction, and pairs judged in one.
const PORTION: usize = 500;
/// So many readings are kept ready to be compared.
const AT_HAND: usize = 3000;

/// The current reading of each report, by the report's place among the outlines.
pub(super) struct Reports {
    by_place: Vec<Current>,
    place: HashMap<i64, u32>,
}

impl Reports {
    /// The reading at a place.
    pub(super) fn at(&self, place: u32) -> &Current {
        &self.by_place[place as usize]
    }

    /// The place of a reading.
    pub(super) fn place(&self, reading: i64) -> Option<u32> {
        self.place.get(&reading).copied()
    }
}

/// Make every current reading ready and judge the pairs that are near.
pub(super) fn reports(store: &Store, known: &Known) -> Result<(Reports, Outlines)> {
    let current = store.current()?;
    let fresh = missing(store, &current)?;
    for portion in fresh.chunks(PORTION) {
        make_ready(store, known, portion)?;
    }
    let mut linked: HashMap<i64, (Keys, Outline)> = HashMap::new();
    store.each_linked(|reading, keys, outline| {
        if let (Ok(keys), Ok(outline)) = (serde_json::from_str(keys), serde_json::from_str(outline)) {
            linked.insert(reading, (keys, outline));
        }
        Ok(())
    })?;
    let mut nearest = Nearest::default();
    let mut outlines = Vec::with_capacity(current.len());
    let mut order: Vec<&Current> = Vec::with_capacity(current.len());
    for one in &current {
        let Some((keys, outline)) = linked.remove(&one.reading) else { continue };
        nearest.add(one.report.clone(), keys);
        outlines.push(outline);
        order.push(one);
    }
    judge(store, known, &order, &nearest)?;
    drop(nearest);
    let outlines = Outlines::new(outlines);
    let mut by_place: Vec<Current> = order.into_iter().cloned().collect();
    by_place.sort_by(|a, b| a.report.cmp(&b.report));
    by_place.dedup_by(|a, b| a.report == b.report);
    let place = (0u32..).zip(&by_place).map(|(n, one)| (one.reading, n)).collect();
    Ok((Reports { by_place, place }, outlines))
}

/// The current readings that were never made ready; those made ready that are no longer current are let go.
fn missing(store: &Store, current: &[Current]) -> Result<Vec<Current>> {
    let mut have: HashSet<i64> = HashSet::new();
    store.each_linked(|reading, _, _| {
        have.insert(reading);
        Ok(())
    })?;
    let now: HashSet<i64> = current.iter().map(|one| one.reading).collect();
    let gone: BTreeSet<i64> = have.difference(&now).copied().collect();
    store.together(|store| gone.iter().try_for_each(|reading| store.drop_linked(*reading)))?;
    Ok(current.iter().filter(|one| !have.contains(&one.reading)).cloned().collect())
}

fn make_ready(store: &Store, known: &Known, portion: &[Current]) -> Result<()> {
    let mut told = Vec::with_capacity(portion.len());
    for one in portion {
        if let Some(found) = told_of(store, &one.report, one.series)? {
            told.push((one.reading, Arc::new(found)));
        }
    }
    let made: Vec<(i64, Result<[String; 3]>)> = told
        .into_par_iter()
        .map(|(reading, told)| {
            let outline = Outline::of(&told);
            let seen = Seen::of(told);
            let json = || Ok([json(&keys(&seen))?, json(&outline)?, json(&within(known, &seen).found)?]);
            (reading, json())
        })
        .collect();
    store.together(|store| {
        for (reading, made) in made {
            let [keys, outline, own] = made?;
            store.put_linked(reading, &keys, &outline)?;
            if own != "[]" {
                store.put_pair(reading, reading, &own)?;
            }
        }
        Ok(())
    })
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Output(error.into()))
}

/// Judge the pairs that have become near, and let go of those that no longer are.
fn judge(store: &Store, known: &Known, order: &[&Current], nearest: &Nearest) -> Result<()> {
    let oriented = |(a, b): (u32, u32)| {
        let (x, y) = (order[a as usize], order[b as usize]);
        if x.report <= y.report { (a, b) } else { (b, a) }
    };
    let mut wanted: Vec<(u32, u32)> = nearest.pairs().into_iter().map(oriented).collect();
    // In the order of the later of the two, so that those compared one after the other stand near each other.
    wanted.sort_unstable_by_key(|&(a, b)| (a.max(b), a.min(b)));
    let readings = |(a, b): (u32, u32)| (order[a as usize].reading, order[b as usize].reading);
    let keep: HashSet<(i64, i64)> = wanted.iter().map(|pair| readings(*pair)).collect();
    let current: HashSet<i64> = order.iter().map(|one| one.reading).collect();
    let have = store.pair_keys()?;
    let stays = |a: i64, b: i64| if a == b { current.contains(&a) } else { keep.contains(&(a, b)) };
    let gone: Vec<(i64, i64)> = have.iter().copied().filter(|&(a, b)| !stays(a, b)).collect();
    store.together(|store| gone.iter().try_for_each(|&(a, b)| store.drop_pair(a, b)))?;
    let have: HashSet<(i64, i64)> = have.into_iter().collect();
    let fresh: Vec<(u32, u32)> = wanted.into_iter().filter(|pair| !have.contains(&readings(*pair))).collect();
    let mut seen: HashMap<u32, Arc<Seen>> = HashMap::new();
    for portion in fresh.chunks(4 * PORTION) {
        see(store, order, portion, &mut seen)?;
        let judged: Vec<(i64, i64, Pair)> = portion
            .par_iter()
            .filter_map(|&(a, b)| {
                let pair = between(known, seen.get(&a)?, seen.get(&b)?);
                let (x, y) = readings((a, b));
                Some((x, y, pair))
            })
            .collect();
        store.together(|store| {
            judged.iter().try_for_each(|(a, b, pair)| -> Result<()> {
                Ok(store.put_pair(*a, *b, &json(&pair.found)?)?)
            })
        })?;
    }
    Ok(())
}

/// Have the readings of some pairs at hand.
fn see(
    store: &Store,
    order: &[&Current],
    pairs: &[(u32, u32)],
    seen: &mut HashMap<u32, Arc<Seen>>,
) -> Result<()> {
    let wanted: BTreeSet<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    if seen.len() > AT_HAND {
        seen.retain(|n, _| wanted.contains(n));
    }
    let mut told = Vec::new();
    for n in wanted.into_iter().filter(|n| !seen.contains_key(n)) {
        let one = order[n as usize];
        if let Some(found) = told_of(store, &one.report, one.series)? {
            told.push((n, Arc::new(found)));
        }
    }
    let made: Vec<(u32, Arc<Seen>)> =
        told.into_par_iter().map(|(n, told)| (n, Arc::new(Seen::of(told)))).collect();
    seen.extend(made);
    Ok(())
}

/// What a kept pair says.
pub(super) fn found(json: &str) -> Vec<Found> {
    serde_json::from_str(json).unwrap_or_default()
}
