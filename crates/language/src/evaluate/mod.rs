//! Scores against gold annotations: trees and tags (`daftari evaluate ud`), names (`daftari evaluate names`).

pub mod names;
pub mod ud;

/// Found against gold: precision, recall, F1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In both.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold annotation.
    pub gold: usize,
}

impl Counts {
    /// Share of what was found that is right, in per cent.
    pub fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    /// Share of the gold annotation that was found, in per cent.
    pub fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall, in per cent.
    pub fn f1(self) -> f64 {
        percent(2 * self.right, self.found + self.gold)
    }

    pub(crate) fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
