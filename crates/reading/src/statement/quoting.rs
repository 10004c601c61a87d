//! Where each word stands towards the quotation marks around it.

use super::features::bucket;
use super::marks::Quoted;
use super::words::Words;

/// Where a word stands towards quotation marks.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct State {
    /// 0 outside, 1 inside, 2 opens, 3 closes; 4 more where the mark on that side was lost.
    pub(crate) kind: u32,
    /// Length of the quotation, bucketed.
    pub(crate) length: u32,
    /// Words since the quotation began, or since the last one ended.
    pub(crate) since: u32,
    /// Words until the quotation ends, or until the next one begins.
    pub(crate) until: u32,
    /// Whether the sentence has no quotation, some, or is all quoted.
    pub(crate) in_sentence: u32,
    /// Number of the innermost quotation, from 1; 0 outside.
    pub(crate) quotation: u32,
}

/// The state of every word.
pub(crate) fn states(words: &Words<'_>, quotes: &[Quoted]) -> Vec<State> {
    let mut out = vec![State::default(); words.len()];
    for (number, quoted) in (1u32..).zip(quotes) {
        let (start, end) = (quoted.words.start, quoted.words.end);
        for (at, state) in out.iter_mut().enumerate().take(end).skip(start) {
            let kind = match at {
                at if at == start && !quoted.lost_opening => 2,
                at if at + 1 == end && !quoted.lost_closing => 3,
                _ => 1,
            };
            let lost = u32::from(quoted.lost_opening || quoted.lost_closing);
            *state = State {
                kind: kind + 4 * lost,
                length: bucket(end - start),
                since: bucket(at - start),
                until: bucket(end - 1 - at),
                in_sentence: 0,
                quotation: number,
            };
        }
    }
    fill_outside(words, &mut out);
    fill_sentences(words, &mut out);
    out
}

/// Distances of the words outside to the quotations of their paragraph.
fn fill_outside(words: &Words<'_>, out: &mut [State]) {
    const FAR: u32 = 20;
    for paragraph in &words.paragraphs {
        let mut last = None;
        for at in paragraph.clone() {
            match out[at].quotation {
                0 => out[at].since = last.map_or(FAR, |end| bucket(at - end)),
                _ => last = Some(at),
            }
        }
        let mut next = None;
        for at in paragraph.clone().rev() {
            match out[at].quotation {
                0 => out[at].until = next.map_or(FAR, |start: usize| bucket(start - at)),
                _ => next = Some(at),
            }
        }
    }
}

fn fill_sentences(words: &Words<'_>, out: &mut [State]) {
    for sentence in &words.sentences {
        let quoted = out[sentence.clone()].iter().filter(|state| state.quotation > 0).count();
        let share = match quoted {
            0 => 0,
            all if all == sentence.len() => 2,
            _ => 1,
        };
        out[sentence.clone()].iter_mut().for_each(|state| state.in_sentence = share);
    }
}
