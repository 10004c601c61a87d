//! Comparing lists: who is on which, who is missing, and which pairs a person must look at.

use crate::names::list::{List, Row};
use crate::names::score::{Rarity, alike};
use crate::words::{join, term};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// From this score on two names are taken as one person.
pub const SAME: f64 = 0.88;
/// From this score on a person should look.
pub const UNSURE: f64 = 0.66;
/// A second candidate this close to the best makes both unsure.
const RIVAL: f64 = 0.03;
/// Words that more rows than this have do not open a block alone, only two together.
const COMMON: usize = 60;
/// Two words that more rows than this have together do not open a block, but for rows that have no others.
const COMMON_PAIR: usize = 400;

/// What is thought of two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One person.
    Same,
    /// For a person to look at.
    Unsure,
}

/// Two rows of two lists that are or may be one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// List and row of the one: places in [`Comparison::lists`] and [`List::rows`].
    pub a: (usize, usize),
    /// List and row of the other.
    pub b: (usize, usize),
    /// What is thought of them.
    pub verdict: Verdict,
    /// From 0 to 1.
    pub score: f64,
    /// Word by word.
    pub why: Vec<String>,
}

/// Lists held against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The lists.
    pub lists: Vec<List>,
    /// Pairs that are or may be one person, best first.
    pub matches: Vec<Match>,
    /// Each person: the rows that are one, by list.
    pub persons: Vec<BTreeMap<usize, usize>>,
}

/// Compare two or more lists.
pub fn compare(lists: Vec<List>) -> Comparison {
    let rarity = Rarity::of(lists.iter().flat_map(|list| &list.rows));
    let mut matches = Vec::new();
    for a in 0..lists.len() {
        for b in a + 1..lists.len() {
            matches.extend(between(&lists, a, b, &rarity));
        }
    }
    matches.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let persons = persons(&lists, &mut matches);
    Comparison { lists, matches, persons }
}

/// Every pair of two lists' rows that share a block and are alike.
fn between(lists: &[List], a: usize, b: usize, rarity: &Rarity) -> Vec<Match> {
    let (left, right) = (&lists[a].rows, &lists[b].rows);
    let mut posted: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, row) in right.iter().enumerate() {
        for key in keys(row) {
            posted.entry(key).or_default().push(n);
        }
    }
    let mut found = Vec::new();
    for (n, row) in left.iter().enumerate() {
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for (at, key) in keys(row).into_iter().enumerate() {
            let single = at < row.tokens.len();
            let list = posted.get(&key).map(Vec::as_slice).unwrap_or_default();
            let (most, least) = if single { (COMMON, 1) } else { (COMMON_PAIR, 2) };
            if list.len() <= most || row.tokens.len() == least {
                met.extend(list);
            }
        }
        let mut of_row: Vec<Match> =
            met.into_iter().filter_map(|m| weigh((a, n, row), (b, m, &right[m]), rarity)).collect();
        rivals(&mut of_row);
        found.extend(of_row);
    }
    found
}

fn weigh((a, n, x): (usize, usize, &Row), (b, m, y): (usize, usize, &Row), rarity: &Rarity) -> Option<Match> {
    let alike = alike(x, y, rarity);
    let verdict = if alike.score >= SAME { Verdict::Same } else { Verdict::Unsure };
    (alike.score >= UNSURE).then_some(Match {
        a: (a, n),
        b: (b, m),
        verdict,
        score: alike.score,
        why: alike.why,
    })
}

/// The best of a row's matches stands only where no other comes close.
fn rivals(of_row: &mut [Match]) {
    of_row.sort_by(|x, y| y.score.total_cmp(&x.score).then(x.b.cmp(&y.b)));
    let close = of_row.len() > 1 && of_row[0].score - of_row[1].score < RIVAL && of_row[0].score < 1.0;
    for (n, one) in of_row.iter_mut().enumerate() {
        if n > 0 || close {
            one.verdict = Verdict::Unsure;
        }
    }
}

/// Keys a row is found by: each word as its consonants, then every two of them.
fn keys(row: &Row) -> Vec<u64> {
    let mut singles: Vec<u64> = row.tokens.iter().map(|token| term(&token.bones)).collect();
    let ordered: BTreeSet<u64> = singles.iter().copied().collect();
    let ordered: Vec<u64> = ordered.into_iter().collect();
    for (n, x) in ordered.iter().enumerate() {
        singles.extend(ordered[n + 1..].iter().map(|y| join(*x, *y)));
    }
    singles
}

/// Rows put together into persons, best matches first; no person has two rows of one list. A match that would need that is
/// left to be looked at.
fn persons(lists: &[List], matches: &mut [Match]) -> Vec<BTreeMap<usize, usize>> {
    let mut home: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut persons: Vec<BTreeMap<usize, usize>> = Vec::new();
    for (l, list) in lists.iter().enumerate() {
        for r in 0..list.rows.len() {
            home.insert((l, r), persons.len());
            persons.push(BTreeMap::from([(l, r)]));
        }
    }
    for one in matches.iter_mut().filter(|one| one.verdict == Verdict::Same) {
        let (x, y) = (home[&one.a], home[&one.b]);
        if x == y {
            continue;
        }
        if persons[x].keys().any(|list| persons[y].contains_key(list)) {
            one.verdict = Verdict::Unsure;
            continue;
        }
        let moved = std::mem::take(&mut persons[y]);
        for (&list, &row) in &moved {
            home.insert((list, row), x);
        }
        persons[x].extend(moved);
    }
    persons.retain(|person| !person.is_empty());
    persons
}
