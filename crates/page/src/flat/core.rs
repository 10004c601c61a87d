//! Where on a flattened page the running text is.

use super::lines::Line;
use crate::clean;
use crate::lexicon::Chrome;
use std::ops::Range;

/// What a short line costs, in words of running text: enough that a menu parts two texts, and a heading does not.
const SHORT: i64 = -6;
/// What a line of furniture costs.
const FURNITURE: i64 = -8;

/// The run of lines with the most running text for the fewest short lines; all of them where the text holds no
/// furniture to speak of, so that a plain text loses nothing.
pub(super) fn find(lines: &[Line]) -> Range<usize> {
    let furniture =
        lines.iter().filter(|line| line.chrome.is_some_and(|kind| kind != Chrome::Caption)).count();
    let short = lines.iter().filter(|line| weight(line) < 0).count();
    if furniture < 3 && short * 3 < lines.len() {
        return 0..lines.len();
    }
    let (mut best, mut best_sum) = (0..lines.len(), 0);
    let (mut start, mut sum) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += weight(line);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// What a line says for running text, in words.
fn weight(line: &Line) -> i64 {
    let words = i64::try_from(line.words).unwrap_or(i64::MAX).min(100);
    match line.chrome {
        Some(Chrome::Caption | Chrome::Also) => 0,
        Some(_) => FURNITURE,
        None if line.is_paragraph() || line.words >= 3 && clean::ends_sentence(&line.text) => words,
        None if line.words >= 20 => words / 2,
        None if line.bullet => words - 6,
        None => SHORT,
    }
}
