//! The most likely labels of a window under label scores and transitions.

use super::network::{LABELS, Scores};

/// What a word is to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    /// Nothing.
    Outside,
    /// Part of the source.
    Source,
    /// Part of the cue.
    Cue,
    /// Part of the content.
    Content,
}

const ALL: [Label; LABELS] = [Label::Outside, Label::Source, Label::Cue, Label::Content];

/// Labels of a window, by dynamic programming.
pub(crate) fn best(scores: &Scores, transition: &[[f32; LABELS]; LABELS]) -> Vec<Label> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut alpha = *first;
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
    for here in &scores[1..] {
        let mut from = [0; LABELS];
        let mut next = [f32::MIN; LABELS];
        for (label, next) in next.iter_mut().enumerate() {
            for (before, score) in alpha.iter().enumerate() {
                let total = score + transition[before][label];
                if total > *next {
                    (*next, from[label]) = (total, before);
                }
            }
            *next += here[label];
        }
        alpha = next;
        back.push(from);
    }
    let mut label = (0..LABELS).max_by(|&a, &b| alpha[a].total_cmp(&alpha[b])).unwrap_or(0);
    let mut out = vec![ALL[label]];
    for from in back.iter().rev() {
        label = from[label];
        out.push(ALL[label]);
    }
    out.reverse();
    out
}
