//! How much of one text stands word for word in another.

use crate::profile::shingles;
use crate::words::words;

/// The runs of four words of a text, hashed and sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verbatim(Vec<u64>);

/// The runs of four words of a text.
pub fn verbatim(text: &str) -> Verbatim {
    Verbatim(shingles(&words(text)))
}

impl Verbatim {
    /// The share of the shorter text's runs that the other has too; 0 where a text has none.
    pub fn containment(&self, other: &Verbatim) -> f64 {
        contained(&self.0, &other.0)
    }

    /// The hashed runs.
    pub fn runs(&self) -> &[u64] {
        &self.0
    }
}

/// The share of the shorter of two sorted lists that the other holds too.
pub fn contained(a: &[u64], b: &[u64]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0.0;
    }
    let mut rest = long;
    let mut both = 0usize;
    for hash in short {
        rest = &rest[rest.partition_point(|other| other < hash)..];
        both += usize::from(rest.first() == Some(hash));
    }
    both as f64 / short.len() as f64
}
