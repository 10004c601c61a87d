//! Labelling source, cue and content with trained weights.

mod chain;
mod file;
mod network;

pub use file::WeightsError;
pub use network::SpanModel;

pub(crate) use chain::Label;

use super::features::Rows;
use super::quoting::State;
use super::relative;
use super::words::Words;
use network::Asked;
use std::ops::Range;

/// Words of a chunk, about: paragraphs are added until they are passed. The trainer cuts alike.
const CHUNK: usize = 160;

/// A statement as labelled: a word that heads a cue, and what the words around it are to it.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    /// The head of the cue.
    pub(crate) anchor: usize,
    /// How likely it heads a cue.
    pub(crate) likelihood: f32,
    /// The words labelled.
    pub(crate) window: Range<usize>,
    /// Their labels.
    pub(crate) labels: Vec<Label>,
}

impl Labelled {
    /// The words with a label, in order.
    pub(crate) fn words(&self, label: Label) -> impl Iterator<Item = usize> {
        self.window.clone().zip(&self.labels).filter(move |(_, one)| **one == label).map(|(at, _)| at)
    }
}

/// An encoded report, which can be asked for the statements of any anchors.
pub(crate) struct Encoded<'e> {
    model: &'e SpanModel,
    words: &'e Words<'e>,
    quoting: &'e [State],
    states: network::States,
    /// How likely each word heads a cue.
    pub(crate) likelihood: Vec<f32>,
}

impl<'e> Encoded<'e> {
    /// Run the encoder over a report.
    pub(crate) fn new(
        model: &'e SpanModel,
        words: &'e Words<'e>,
        quoting: &'e [State],
        rows: &[Rows],
    ) -> Encoded<'e> {
        let states = model.encode(rows, &chunks(words));
        let likelihood = model.anchors(&states);
        Encoded { model, words, quoting, states, likelihood }
    }

    /// Label the surroundings of some anchors.
    pub(crate) fn label(&self, anchors: &[usize]) -> Vec<Labelled> {
        if anchors.is_empty() {
            return Vec::new();
        }
        let ask = |&anchor: &usize| {
            let window = relative::window(self.words, anchor);
            Asked { anchor, rows: relative::rows(self.words, self.quoting, anchor, window.clone()), window }
        };
        let asked: Vec<Asked> = anchors.iter().map(ask).collect();
        let scores = self.model.labels(&self.states, &asked);
        let labelled = |(asked, scores): (Asked, network::Scores)| Labelled {
            anchor: asked.anchor,
            likelihood: self.likelihood[asked.anchor],
            window: asked.window,
            labels: chain::best(&scores, &self.model.transition),
        };
        asked.into_iter().zip(scores).map(labelled).collect()
    }
}

/// Runs of whole paragraphs of about [`CHUNK`] words.
fn chunks(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for paragraph in &words.paragraphs {
        match out.last_mut() {
            Some(last) if paragraph.end - last.start <= CHUNK => last.end = paragraph.end,
            _ => out.push(paragraph.clone()),
        }
    }
    out
}
