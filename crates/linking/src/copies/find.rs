//! Finding copies among many texts: min-hash signatures in bands, then the share of runs of words in common.

use crate::copies::likeness::{Verbatim, verbatim};
use crate::words::{join, term, words};
use std::collections::{BTreeSet, HashMap};

/// Hash functions of a signature: bands times rows.
const BANDS: usize = 42;
const ROWS: usize = 2;
/// Lists of a band longer than this are a site's furniture, not a copy.
const CROWD: usize = 400;

/// Two texts one of which was made from the other, or both from a third.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The one, by its place in the list.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// Share of the shorter text's runs of four words that the other has.
    pub share: f64,
}

/// A text made ready to be found.
struct Prepared {
    verbatim: Verbatim,
    bands: Vec<u64>,
}

/// Pairs of texts that share at least `least` of the shorter one's runs of words.
pub fn copies(texts: &[&str], least: f64) -> Vec<Copy> {
    let prepared: Vec<Prepared> = texts.iter().map(|text| prepare(text)).collect();
    let mut posted: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (b, one) in prepared.iter().enumerate() {
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for band in &one.bands {
            let list = posted.entry(*band).or_default();
            if list.len() <= CROWD {
                met.extend(list.iter());
            }
            list.push(b);
        }
        for a in met {
            let share = prepared[a].verbatim.containment(&one.verbatim);
            if share >= least {
                found.push(Copy { a, b, share });
            }
        }
    }
    found
}

fn prepare(text: &str) -> Prepared {
    let verbatim = verbatim(text);
    let bands = bands(text);
    Prepared { verbatim, bands }
}

/// The bands of a text's signature over its runs of three words.
fn bands(text: &str) -> Vec<u64> {
    let terms: Vec<u64> = words(text).iter().map(|word| term(&word.folded)).collect();
    let runs: BTreeSet<u64> = terms.windows(3).map(|run| run.iter().copied().fold(1, join)).collect();
    let least = |seed: u64| {
        runs.iter().map(|run| join(*run, seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))).min().unwrap_or(0)
    };
    let signature: Vec<u64> = (1..=(BANDS * ROWS) as u64).map(least).collect();
    let band = |(n, rows): (usize, &[u64])| rows.iter().copied().fold(n as u64, join);
    if runs.is_empty() { Vec::new() } else { signature.chunks(ROWS).enumerate().map(band).collect() }
}
