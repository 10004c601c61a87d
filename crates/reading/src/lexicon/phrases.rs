//! Finding entries of one or more words in a sentence, by form or dictionary form.

use std::collections::HashMap;

/// What matching needs to know of a word.
pub trait Listed {
    /// Lower-case form.
    fn lower(&self) -> &str;
    /// Lower-case surface of a multiword token (`du`) on its first word, with the number of its words.
    fn surface(&self) -> Option<(&str, usize)>;
    /// Dictionary form.
    fn lemma(&self) -> &str;
}

#[derive(Debug, Clone)]
struct Pattern {
    parts: Vec<Part>,
    /// The part that the index knows it by.
    anchor: usize,
    entry: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Word(String),
    /// `X`: one to six words of any kind.
    Gap,
}

/// Words allowed to stand between the parts of an entry (`called again on`).
const SLACK: usize = 2;
/// Words that an `X` may stand for.
const GAP: usize = 6;

/// Many entries, found by their longest word.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    by_anchor: HashMap<String, Vec<Pattern>>,
}

/// A match: the entry, the words from first to last, and the word of the anchor part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Number of the entry, as given to [`Phrases::add`].
    pub entry: usize,
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// The entry's longest word.
    pub anchor: usize,
}

impl Phrases {
    /// Add the words of an entry.
    pub fn add(&mut self, words: &str, entry: usize) {
        let parts = split(words);
        let length = |part: &Part| match part {
            Part::Word(word) => word.chars().count(),
            Part::Gap => 0,
        };
        let Some(anchor) = (0..parts.len()).rev().max_by_key(|&at| length(&parts[at])) else { return };
        if let Part::Word(word) = &parts[anchor] {
            self.by_anchor.entry(word.clone()).or_default().push(Pattern {
                parts: parts.clone(),
                anchor,
                entry,
            });
        }
    }

    /// Every entry whose anchor is word `at` of `words`.
    pub fn at<L: Listed>(&self, words: &[L], at: usize) -> Vec<Found> {
        let word = &words[at];
        let mut out = Vec::new();
        let mut keys = vec![word.lower()];
        keys.extend([word.lemma()].into_iter().chain(word.surface().map(|(text, _)| text)));
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            for pattern in self.by_anchor.get(key).into_iter().flatten() {
                if let Some((start, end)) = pattern.fits(words, at) {
                    let found = Found { entry: pattern.entry, start, end, anchor: at };
                    if !out.contains(&found) {
                        out.push(found);
                    }
                }
            }
        }
        out
    }
}

impl Pattern {
    /// First and one past the last word, where all parts are there around `at`.
    fn fits<L: Listed>(&self, words: &[L], at: usize) -> Option<(usize, usize)> {
        let (mut start, mut end) = (at, at + width(words, at, &self.parts[self.anchor]));
        let mut slack = SLACK;
        for part in self.parts[..self.anchor].iter().rev() {
            match part {
                Part::Gap => slack = GAP,
                Part::Word(_) => {
                    start = (start.saturating_sub(slack + 1)..start)
                        .rev()
                        .find(|&i| width(words, i, part) > 0)?;
                    slack = SLACK;
                }
            }
        }
        slack = SLACK;
        for part in &self.parts[self.anchor + 1..] {
            match part {
                Part::Gap => slack = GAP,
                Part::Word(_) => {
                    let found =
                        (end..(end + slack + 1).min(words.len())).find(|&i| width(words, i, part) > 0)?;
                    end = found + width(words, found, part);
                    slack = SLACK;
                }
            }
        }
        Some((start, end.max(at + 1)))
    }
}

/// How many words from `at` a part covers; 0 where it does not fit.
fn width<L: Listed>(words: &[L], at: usize, part: &Part) -> usize {
    let Part::Word(want) = part else { return 0 };
    match words[at].surface() {
        Some((surface, count)) if surface == want => count,
        _ if words[at].lower() == want || words[at].lemma() == want => 1,
        _ => 0,
    }
}

/// Parts of an entry: split at spaces and after elisions; `X` (alone or with 's) and `...` are gaps.
fn split(words: &str) -> Vec<Part> {
    let folded = crate::statement::folded(words);
    let mut parts = Vec::new();
    for (raw, word) in words.split(' ').zip(folded.split(' ')) {
        if raw == "X" || raw == "..." || raw.starts_with("X'") {
            parts.push(Part::Gap);
            continue;
        }
        match word.split_once('\'') {
            Some((before, after)) if !after.is_empty() && before.chars().count() <= 2 => {
                parts.push(Part::Word(format!("{before}'")));
                parts.push(Part::Word(after.to_owned()));
            }
            _ => parts.push(Part::Word(word.to_owned())),
        }
    }
    parts
}
