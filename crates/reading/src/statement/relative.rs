//! Features of a word towards the cue whose source and content are looked for.

use super::features::{Hash, bucket};
use super::quoting::State;
use super::words::Words;
use std::ops::Range;

/// Rows of the table of relative features.
pub(crate) const RELATIVE_ROWS: u32 = 4_096;
/// Relative features a word has.
pub(crate) const RELATIVES: usize = 6;
/// Sentences before and after the cue's own that its window takes in, within the paragraph.
const SENTENCES: (usize, usize) = (3, 4);
/// Words before and after the cue that the window may hold.
const REACH: (usize, usize) = (70, 110);
/// Steps of the tree path that are told apart.
const STEPS: usize = 4;

/// The words among which a cue's source and content are looked for.
pub(crate) fn window(words: &Words<'_>, cue: usize) -> Range<usize> {
    let sentence = words.all[cue].sentence;
    let paragraph = words.paragraph_of(cue);
    let first = words.sentences[sentence.saturating_sub(SENTENCES.0)].start;
    let last = words.sentences[(sentence + SENTENCES.1).min(words.sentences.len() - 1)].end;
    let start = first.max(paragraph.start).max(cue.saturating_sub(REACH.0));
    start..last.min(paragraph.end).min(cue + REACH.1)
}

/// Rows of the relative features of every word of `window` towards `cue`.
pub(crate) fn rows(
    words: &Words<'_>,
    states: &[State],
    cue: usize,
    window: Range<usize>,
) -> Vec<[u16; RELATIVES]> {
    let above: Vec<usize> = words.ancestors(cue).collect();
    let commas = CommasFrom::new(words, cue, &window);
    window.map(|at| of_word(words, states, cue, &above, at, commas.to(at))).collect()
}

fn of_word(
    words: &Words<'_>,
    states: &[State],
    cue: usize,
    above: &[usize],
    at: usize,
    commas: u32,
) -> [u16; RELATIVES] {
    let word = &words.all[at];
    let side = u32::from(at > cue) + u32::from(at >= cue);
    let distance = bucket(at.abs_diff(cue));
    let sentences = (100 + word.sentence).saturating_sub(words.all[cue].sentence) as u32;
    let quoting = quoting(&states[at], &states[cue]);
    let (up, down, branch) = path(words, above, at);
    let same = word.sentence == words.all[cue].sentence;
    let path = |kind: u8| {
        let climbed = above[..up.min(above.len())]
            .iter()
            .take(STEPS)
            .fold(Hash::new(kind), |h, &step| h.text(words.all[step].relation().as_str()));
        climbed
            .number(u32::from(same))
            .text(branch.map_or("=", |branch| words.all[branch].relation().as_str()))
    };
    let cue_classes = words.all[cue].classes.bits();
    let hashes = [
        Hash::new(100).number(side).number(distance).number(sentences),
        Hash::new(101).number(side).number(sentences).number(quoting),
        path(102).number(side),
        path(103).number(bucket(down)).text(word.relation().as_str()),
        Hash::new(104)
            .number(up as u32)
            .text(branch.map_or("=", |branch| words.all[branch].relation().as_str()))
            .number(cue_classes),
        Hash::new(105).number(side).number(commas).number(quoting),
    ];
    hashes.map(|hash| u16::try_from(hash.row(RELATIVE_ROWS)).unwrap_or(u16::MAX))
}

/// Whether word and cue are quoted, and together.
fn quoting(word: &State, cue: &State) -> u32 {
    let together = word.quotation == cue.quotation;
    u32::from(word.quotation > 0) + 2 * u32::from(cue.quotation > 0) + 4 * u32::from(together)
}

/// The way from the cue to a word in the tree: steps up, steps down, and the branch taken down.
fn path(words: &Words<'_>, above: &[usize], at: usize) -> (usize, usize, Option<usize>) {
    let mut branch = None;
    for (down, step) in words.ancestors(at).enumerate() {
        if let Some(up) = above.iter().position(|&one| one == step) {
            return (up, down, branch);
        }
        branch = Some(step);
    }
    (above.len(), words.all[at].depth + 1, branch)
}

/// Counts the commas, colons and marks between the cue and each word.
struct CommasFrom {
    sums: Vec<u32>,
    start: usize,
    cue: usize,
}

impl CommasFrom {
    fn new(words: &Words<'_>, cue: usize, window: &Range<usize>) -> CommasFrom {
        let mut sums = vec![0];
        for at in window.clone() {
            let more = u32::from(words.all[at].is_punct());
            sums.push(sums.last().copied().unwrap_or(0) + more);
        }
        CommasFrom { sums, start: window.start, cue }
    }

    fn to(&self, at: usize) -> u32 {
        let sum = |i: usize| self.sums.get(i - self.start).copied().unwrap_or(0);
        let (low, high) = (self.cue.min(at) + 1, self.cue.max(at));
        if low >= high { 0 } else { bucket((sum(high) - sum(low)) as usize) }
    }
}
