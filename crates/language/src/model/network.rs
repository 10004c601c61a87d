//! A language's network: words in, tags, lemmas, trees and names out.

use super::file::{File, WeightsError};
use super::kernel::Packed;
use super::lemma::Script;
use super::lstm::{Layer, Steps};
use super::tags::viterbi;
use super::tree::{self, Scores};
use super::types::{Types, packed};
use crate::analysis::NameKind;
use crate::labels::{Deprel, Feats, Relation, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// What the network says of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// Part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Dictionary form.
    pub lemma: String,
    /// Index of the head, none for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// What the network says of a sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaggedSentence {
    /// One for each word.
    pub words: Vec<Tagged>,
    /// Names as ranges of words.
    pub names: Vec<(Range<usize>, NameKind)>,
}

/// Loaded weights of one language.
#[derive(Debug)]
pub(crate) struct Network {
    types: Types,
    layers: [Layer; 2],
    root: Vec<f32>,
    arc_dep: Packed,
    arc_head: Packed,
    arc: Packed,
    label_dep: Packed,
    label_head: Packed,
    label: Packed,
    morph: Packed,
    upos: Packed,
    feats: Packed,
    lemma: Packed,
    name_hidden: Packed,
    name: Packed,
    classes: Classes,
}

/// Class names, parsed.
#[derive(Debug)]
struct Classes {
    upos: Vec<Upos>,
    feats: Vec<Feats>,
    lemmas: Vec<Script>,
    labels: Vec<Deprel>,
    root_label: usize,
    names: Vec<String>,
}

impl Classes {
    fn load(file: &File<'_>) -> Result<Classes, WeightsError> {
        let names = &file.header.labels;
        let bad = |label: &str| WeightsError::Header(format!("unknown label `{label}`"));
        let upos: Result<Vec<Upos>, _> = names.upos.iter().map(|n| n.parse().map_err(|_| bad(n))).collect();
        let labels: Result<Vec<Deprel>, _> =
            names.labels.iter().map(|n| n.parse().map_err(|_| bad(n))).collect();
        let lemmas: Option<Vec<Script>> = names.lemmas.iter().map(|n| Script::parse(n)).collect();
        let labels = labels?;
        Ok(Classes {
            upos: upos?,
            feats: names.feats.iter().map(|n| Feats::new(n)).collect(),
            lemmas: lemmas.ok_or_else(|| bad("lemmas"))?,
            root_label: labels.iter().position(|l| l.is(Relation::Root)).ok_or_else(|| bad("root"))?,
            labels,
            names: names.names.clone(),
        })
    }
}

impl Network {
    pub(crate) fn load(file: &File<'_>) -> Result<Network, WeightsError> {
        let arc = file.rounded("arc")?;
        // The product runs over rows of outputs; scores are dependents * arc * heads.
        let (n, cells) = (arc.columns, arc.to_f32());
        let turned: Vec<f32> = (0..n * n).map(|i| cells[(i % n) * n + i / n]).collect();
        let arc_bias = file.floats("arc_bias.weight")?;
        Ok(Network {
            types: Types::load(file)?,
            layers: [Layer::load(file, "lstm1")?, Layer::load(file, "lstm2")?],
            root: file.floats("root")?,
            arc_dep: packed(file, "arc_dep")?,
            arc_head: packed(file, "arc_head")?,
            arc: Packed::new(&turned, n, Some(&arc_bias)),
            label_dep: packed(file, "label_dep")?,
            label_head: packed(file, "label_head")?,
            label: packed(file, "label")?,
            morph: packed(file, "morph")?,
            upos: packed(file, "upos")?,
            feats: packed(file, "feats")?,
            lemma: packed(file, "lemma")?,
            name_hidden: packed(file, "name_hidden")?,
            name: packed(file, "name")?,
            classes: Classes::load(file)?,
        })
    }

    /// Analyse sentences of word forms, longest first. Empty sentences give empty results.
    pub(crate) fn run(&self, sentences: &[&[&str]]) -> Vec<TaggedSentence> {
        let lengths: Vec<usize> = sentences.iter().map(|s| s.len()).collect();
        let steps = Steps::new(&lengths);
        let states = self.encode(sentences, &steps);
        let heads = Heads::new(self, states);
        (0..sentences.len()).map(|s| self.sentence(sentences[s], s, &steps, &heads)).collect()
    }

    fn encode(&self, sentences: &[&[&str]], steps: &Steps) -> Vec<f32> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut forms: Vec<&str> = Vec::new();
        let mut source = vec![0; steps.words()];
        for (s, words) in sentences.iter().enumerate() {
            for (t, &form) in words.iter().enumerate() {
                source[steps.row(s, t)] = *seen.entry(form).or_insert_with(|| {
                    forms.push(form);
                    forms.len() - 1
                });
            }
        }
        let types = self.types.vectors(&forms);
        let first = self.layers[0].run(&self.layers[0].project(&types), &source, steps);
        let each: Vec<usize> = (0..steps.words()).collect();
        self.layers[1].run(&self.layers[1].project(&first), &each, steps)
    }

    fn sentence(&self, forms: &[&str], s: usize, steps: &Steps, heads: &Heads) -> TaggedSentence {
        let rows: Vec<usize> = (0..forms.len()).map(|t| steps.row(s, t)).collect();
        let arcs = tree::decode(&self.arc_scores(&rows, heads));
        let above: Vec<Option<usize>> = (0..forms.len()).map(|t| arcs[t + 1].checked_sub(1)).collect();
        let relations = self.relations(heads, &rows, &above);
        let words = forms.iter().zip(&rows).zip(above.iter().zip(relations));
        let words = words.map(|((form, &row), (&head, deprel))| Tagged {
            upos: self.classes.upos[best(heads.upos.row(row))],
            feats: self.classes.feats[best(heads.feats.row(row))].clone(),
            lemma: self.classes.lemmas[best(heads.lemma.row(row))].apply(form),
            head,
            deprel,
        });
        TaggedSentence { words: words.collect(), names: self.names(&rows, heads) }
    }

    fn arc_scores(&self, rows: &[usize], heads: &Heads) -> Scores {
        let mut scores = Scores::new(rows.len());
        for (d, &row) in rows.iter().enumerate() {
            let dependent = heads.arc_dep.row(row);
            scores.set(d + 1, 0, dot(dependent, heads.arc_head.row(heads.root_row)));
            for (h, &head) in rows.iter().enumerate() {
                scores.set(d + 1, h + 1, dot(dependent, heads.arc_head.row(head)));
            }
        }
        scores
    }

    /// The best relation of each word; `root` exactly where there is no head.
    fn relations(&self, heads: &Heads, rows: &[usize], above: &[Option<usize>]) -> Vec<Deprel> {
        let mut joint = Vec::new();
        for (&row, head) in rows.iter().zip(above) {
            let (dep, head) =
                (heads.label_dep.row(row), heads.label_head.row(head.map_or(heads.root_row, |h| rows[h])));
            joint.extend(dep.iter().zip(head).map(|(a, b)| a * b));
            joint.extend_from_slice(dep);
            joint.extend_from_slice(head);
        }
        let mut scores = rows_of(&self.label, self.label.apply(&joint));
        let labels = &self.classes.labels;
        let each = above.iter().enumerate().map(|(t, head)| match head {
            None => labels[self.classes.root_label].clone(),
            Some(_) => {
                let at = t * scores.width;
                scores.cells[at + self.classes.root_label] = f32::NEG_INFINITY;
                labels[best(scores.row(t))].clone()
            }
        });
        each.collect()
    }

    fn names(&self, rows: &[usize], heads: &Heads) -> Vec<(Range<usize>, NameKind)> {
        let scores: Vec<&[f32]> = rows.iter().map(|&row| heads.name.row(row)).collect();
        let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
        for (t, tag) in viterbi(&scores, &self.classes.names).into_iter().enumerate() {
            let Some((prefix, kind)) = self.classes.names[tag].split_once('-') else { continue };
            match names.last_mut() {
                Some((range, _)) if prefix == "I" => range.end = t + 1,
                _ => names.push((t..t + 1, kind_of(kind))),
            }
        }
        names
    }
}

fn kind_of(kind: &str) -> NameKind {
    match kind {
        "PER" => NameKind::Per,
        "ORG" => NameKind::Org,
        "LOC" => NameKind::Loc,
        _ => NameKind::Misc,
    }
}

/// A matrix whose rows are longer than what they say.
struct Rows {
    cells: Vec<f32>,
    width: usize,
    used: usize,
}

impl Rows {
    fn row(&self, at: usize) -> &[f32] {
        &self.cells[at * self.width..at * self.width + self.used]
    }
}

/// The heads' scores for every word of a batch.
struct Heads {
    upos: Rows,
    feats: Rows,
    lemma: Rows,
    name: Rows,
    /// Dependents, already multiplied with the arc matrix.
    arc_dep: Rows,
    arc_head: Rows,
    label_dep: Rows,
    label_head: Rows,
    /// The root's row in `arc_head` and `label_head`.
    root_row: usize,
}

impl Heads {
    fn new(net: &Network, states: Vec<f32>) -> Heads {
        let root_row = states.len() / net.layers[1].columns();
        let morph = rectified(&net.morph, &states);
        let hidden = rectified(&net.name_hidden, &states);
        let dependents = rectified(&net.arc_dep, &states);
        let label_dep = rows_of(&net.label_dep, rectified(&net.label_dep, &states));
        let mut states = states;
        states.extend_from_slice(&net.root);
        Heads {
            upos: rows_of(&net.upos, net.upos.apply(&morph)),
            feats: rows_of(&net.feats, net.feats.apply(&morph)),
            lemma: rows_of(&net.lemma, net.lemma.apply(&morph)),
            name: rows_of(&net.name, net.name.apply(&hidden)),
            arc_dep: rows_of(&net.arc, net.arc.apply(&dependents)),
            arc_head: rows_of(&net.arc_head, rectified(&net.arc_head, &states)),
            label_dep,
            label_head: rows_of(&net.label_head, rectified(&net.label_head, &states)),
            root_row,
        }
    }
}

fn rows_of(layer: &Packed, cells: Vec<f32>) -> Rows {
    Rows { cells, width: layer.width(), used: layer.outputs() }
}

/// A linear layer and ReLU; its outputs are whole panels, so that rows follow each other closely.
fn rectified(layer: &Packed, input: &[f32]) -> Vec<f32> {
    let mut out = layer.apply(input);
    out.iter_mut().for_each(|x| *x = x.max(0.0));
    out
}

fn best(scores: &[f32]) -> usize {
    scores.iter().enumerate().fold(0, |top, (i, &s)| if s > scores[top] { i } else { top })
}

/// Eight sums side by side, so that the compiler may use SIMD; always in the same order.
fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (left, right) = (left.as_chunks::<8>().0, right.as_chunks::<8>().0);
    for (a, b) in left.iter().zip(right) {
        for k in 0..8 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum()
}
