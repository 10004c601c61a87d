//! From labelled windows to statements made of words: one cue, one source, pieces of content; nesting and conflicts.

use super::across;
use super::marks::Quoted;
use super::model::{Encoded, Label, Labelled};
use super::words::Words;
use crate::lexicon::Tagged;
use language::Upos;
use std::collections::BTreeSet;

/// How likely a word must be to head a cue before its window is labelled.
const LEAST: f32 = 0.35;
/// The same in French.
const LEAST_FRENCH: f32 = 0.4;
/// The same for prepositions, and for marks and names that open what is said: seldom a cue, and then nearly always
/// rightly (from PolNeAR's development half: 6 of 9 between 0.1 and 0.35; 20 of 22 between 0.03 and 0.35).
const LEAST_PREPOSITION: f32 = 0.1;
/// See [`LEAST_PREPOSITION`].
const LEAST_MARK: f32 = 0.03;
/// Words that may stand between two pieces of one cue.
const CUE_GAP: usize = 3;

/// A statement as words of the report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// The head of its cue.
    pub(crate) anchor: usize,
    /// How likely that is a cue; 1 where a rule put it there.
    pub(crate) likelihood: f32,
    /// Words of the source.
    pub(crate) source: Vec<usize>,
    /// Words of the cue; empty where nothing introduces the content.
    pub(crate) cue: Vec<usize>,
    /// Words of the content.
    pub(crate) content: BTreeSet<usize>,
    /// Who passed it on: words of each.
    pub(crate) relay: Vec<Vec<usize>>,
    /// What put it there, where it was not the model.
    pub(crate) rule: Option<&'static str>,
}

impl Draft {
    /// From the labels of a window; none where no word of content is labelled and none can stand below.
    pub(crate) fn of(labelled: &Labelled, words: &Words<'_>) -> Option<Draft> {
        let content: BTreeSet<usize> = labelled.words(Label::Content).collect();
        let worded = content.iter().any(|&at| !words.all[at].is_punct());
        let cue = nearest_run(labelled.words(Label::Cue).collect(), labelled.anchor, CUE_GAP);
        (worded || across::opens_next(words, labelled.anchor)).then(|| Draft {
            anchor: labelled.anchor,
            likelihood: labelled.likelihood,
            source: longest_run(&labelled.words(Label::Source).collect::<Vec<_>>(), words),
            cue,
            content,
            relay: Vec::new(),
            rule: None,
        })
    }

    /// Whether another statement's cue stands in this one's content.
    pub(crate) fn holds(&self, other: &Draft) -> bool {
        self.anchor != other.anchor && self.content.contains(&other.anchor)
    }
}

/// The statements of a report, in the order of their anchors.
pub(crate) fn drafts(encoded: &Encoded<'_>, words: &Words<'_>, quotes: &[Quoted]) -> Vec<Draft> {
    let likely: Vec<usize> =
        (0..words.len()).filter(|&at| encoded.likelihood[at] >= least(words, at)).collect();
    let mut found: Vec<Draft> =
        encoded.label(&likely).iter().filter_map(|labelled| Draft::of(labelled, words)).collect();
    across::extend(words, quotes, &mut found);
    found.retain(|draft| draft.content.iter().any(|&at| !words.all[at].is_punct()));
    found.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then(a.anchor.cmp(&b.anchor)));
    let mut kept: Vec<Draft> = Vec::new();
    for draft in found {
        if !kept.iter().any(|other| same(other, &draft)) {
            kept.push(draft);
        }
    }
    kept.sort_by_key(|draft| draft.anchor);
    settle(&mut kept);
    kept
}

fn least(words: &Words<'_>, at: usize) -> f32 {
    match words.all[at].upos() {
        Upos::Punct | Upos::Propn => LEAST_MARK,
        Upos::Adp => LEAST_PREPOSITION,
        _ if words.language == language::Language::French => LEAST_FRENCH,
        _ => LEAST,
    }
}

/// Whether two drafts are one statement: the anchor of one is in the cue of the other, or their contents agree.
pub(crate) fn same(kept: &Draft, other: &Draft) -> bool {
    let both = kept.content.intersection(&other.content).count();
    let either = kept.content.union(&other.content).count();
    kept.cue.contains(&other.anchor) || other.cue.contains(&kept.anchor) || both * 10 > either * 8
}

/// Words claimed by the contents of two statements stay with both where one stands in the other, and with
/// the likelier one otherwise.
fn settle(drafts: &mut Vec<Draft>) {
    for a in 0..drafts.len() {
        for b in 0..drafts.len() {
            let nested = drafts[a].holds(&drafts[b]) != drafts[b].holds(&drafts[a]);
            if a == b || nested || drafts[a].likelihood < drafts[b].likelihood {
                continue;
            }
            let taken: Vec<usize> = drafts[a].content.iter().chain(&drafts[a].cue).copied().collect();
            taken.iter().for_each(|at| {
                drafts[b].content.remove(at);
            });
        }
    }
    drafts.retain(|draft| !draft.content.is_empty());
}

/// The run of words that holds `anchor` or is nearest to it; gaps up to `gap` are bridged.
fn nearest_run(found: Vec<usize>, anchor: usize, gap: usize) -> Vec<usize> {
    let runs = runs(&found, gap);
    let distance = |run: &Vec<usize>| run.iter().map(|at| at.abs_diff(anchor)).min().unwrap_or(usize::MAX);
    runs.into_iter().min_by_key(distance).unwrap_or_default()
}

/// The run with the most words; runs are parted by more than one word that is no punctuation.
fn longest_run(found: &[usize], words: &Words<'_>) -> Vec<usize> {
    let mut longest = runs(found, 2).into_iter().max_by_key(Vec::len).unwrap_or_default();
    let edge = |at: Option<&usize>| at.is_some_and(|&at| words.all[at].is_punct());
    while edge(longest.last()) {
        longest.pop();
    }
    while edge(longest.first()) {
        longest.remove(0);
    }
    longest
}

/// Rising numbers cut into runs whose steps are at most `gap`.
pub(crate) fn runs(found: &[usize], gap: usize) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &at in found {
        match out.last_mut() {
            Some(run) if run.last().is_some_and(|last| at - last <= gap) => run.push(at),
            _ => out.push(vec![at]),
        }
    }
    out
}
