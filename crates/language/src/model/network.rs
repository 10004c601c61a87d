//! A language's network: words in, tags, lemmas, trees and names out.

use super::coded::Coded;
use super::file::{File, WeightsError};
use super::kernel::{Matrix, Packed, dots, padded, rectify, tops};
use super::lemma::Script;
use super::lstm::{Layer, Steps};
use super::tags::NameTags;
use super::tree::{self, Scores};
use super::types::Types;
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
    root: Root,
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
    names: NameTags,
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
            names: NameTags::new(&names.names),
        })
    }
}

impl Network {
    pub(crate) fn load(file: &File<'_>) -> Result<Network, WeightsError> {
        let packed = |name: &str| Ok(Packed::new(&file.linear(name)?));
        Ok(Network {
            types: Types::load(file)?,
            layers: [Layer::load(file, "lstm1")?, Layer::load(file, "lstm2")?],
            root: Root::load(file)?,
            arc_dep: packed("arc_dep")?,
            arc_head: packed("arc_head")?,
            arc: Packed::new(&arc(file)?),
            label_dep: packed("label_dep")?,
            label_head: packed("label_head")?,
            label: packed("label")?,
            morph: packed("morph")?,
            upos: packed("upos")?,
            feats: packed("feats")?,
            lemma: packed("lemma")?,
            name_hidden: packed("name_hidden")?,
            name: packed("name")?,
            classes: Classes::load(file)?,
        })
    }

    /// Analyse sentences of word forms, longest first. Empty sentences give empty results.
    pub(crate) fn run(&self, sentences: &[&[&str]]) -> Vec<TaggedSentence> {
        let lengths: Vec<usize> = sentences.iter().map(|s| s.len()).collect();
        let steps = Steps::new(&lengths);
        let states = self.encode(sentences, &steps);
        let heads = Heads::new(self, &states);
        (0..sentences.len()).map(|s| self.sentence(sentences[s], s, &steps, &heads)).collect()
    }

    fn encode(&self, sentences: &[&[&str]], steps: &Steps) -> Coded {
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
            upos: self.classes.upos[heads.upos[row]],
            feats: self.classes.feats[heads.feats[row]].clone(),
            lemma: self.classes.lemmas[heads.lemma[row]].apply(form),
            head,
            deprel,
        });
        TaggedSentence { words: words.collect(), names: self.names(&rows, heads) }
    }

    fn arc_scores(&self, rows: &[usize], heads: &Heads) -> Scores {
        let mut scores = Scores::new(rows.len());
        let (width, alone) = (heads.head.width, heads.head.used - 1);
        let mut above = Vec::with_capacity((rows.len() + 1) * width);
        above.extend_from_slice(&self.root.head);
        rows.iter().for_each(|&row| above.extend_from_slice(heads.head.whole(row)));
        let mut found = Vec::with_capacity(rows.len() + 1);
        for (d, &row) in rows.iter().enumerate() {
            found.clear();
            dots(heads.dependent.whole(row), &above, width, &mut found);
            let found = found.iter().zip(above.chunks_exact(width)).enumerate();
            found.for_each(|(h, (score, head))| scores.set(d + 1, h, score + head[alone]));
        }
        scores
    }

    /// The best relation of each word; `root` exactly where there is no head.
    fn relations(&self, heads: &Heads, rows: &[usize], above: &[Option<usize>]) -> Vec<Deprel> {
        let mut joint = Vec::new();
        for (&row, head) in rows.iter().zip(above) {
            let dep = heads.label_dep.row(row);
            let head = head.map_or(&self.root.label_head[..], |h| heads.label_head.row(rows[h]));
            joint.extend(dep.iter().zip(head).map(|(a, b)| a * b));
            joint.extend_from_slice(dep);
            joint.extend_from_slice(head);
        }
        let mut scores =
            rows_of(&self.label, &Coded::signed(&joint, self.label.inputs(), self.label.inputs()));
        let labels = &self.classes.labels;
        let root = self.classes.root_label;
        scores.cells.iter_mut().skip(root).step_by(scores.width).for_each(|cell| *cell = f32::NEG_INFINITY);
        let each = above.iter().zip(scores.tops());
        each.map(|(head, label)| labels[if head.is_none() { root } else { label }].clone()).collect()
    }

    fn names(&self, rows: &[usize], heads: &Heads) -> Vec<(Range<usize>, NameKind)> {
        let scores: Vec<&[f32]> = rows.iter().map(|&row| heads.name.row(row)).collect();
        let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
        for (t, tag) in self.classes.names.best(&scores).into_iter().enumerate() {
            let Some((inside, kind)) = self.classes.names.kind(tag) else { continue };
            match names.last_mut() {
                Some((range, _)) if inside => range.end = t + 1,
                _ => names.push((t..t + 1, kind)),
            }
        }
        names
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

    fn tops(&self) -> Vec<usize> {
        tops(&self.cells, self.width, self.used)
    }

    fn whole(&self, at: usize) -> &[f32] {
        &self.cells[at * self.width..(at + 1) * self.width]
    }
}

/// The heads' scores for every word of a batch.
struct Heads {
    /// The best class of each word.
    upos: Vec<usize>,
    feats: Vec<usize>,
    lemma: Vec<usize>,
    name: Rows,
    dependent: Rows,
    /// Heads, already multiplied with the arc matrix; the last column is what each is by itself.
    head: Rows,
    label_dep: Rows,
    label_head: Rows,
}

impl Heads {
    fn new(net: &Network, states: &Coded) -> Heads {
        let hidden = |layer: &Packed| Coded::positive(&layer.apply(states), layer.width(), layer.outputs());
        let (morph, names) = (hidden(&net.morph), hidden(&net.name_hidden));
        Heads {
            upos: rows_of(&net.upos, &morph).tops(),
            feats: rows_of(&net.feats, &morph).tops(),
            lemma: rows_of(&net.lemma, &morph).tops(),
            name: rows_of(&net.name, &names),
            dependent: rectified(&net.arc_dep, states),
            head: rows_of(&net.arc, &hidden(&net.arc_head)),
            label_dep: rectified(&net.label_dep, states),
            label_head: rectified(&net.label_head, states),
        }
    }
}

fn rows_of(layer: &Packed, input: &Coded) -> Rows {
    Rows { cells: layer.apply(input), width: layer.width(), used: layer.outputs() }
}

/// A linear layer and ReLU.
fn rectified(layer: &Packed, input: &Coded) -> Rows {
    let mut rows = rows_of(layer, input);
    rectify(&mut rows.cells);
    rows
}

/// The root as a head: the same for every sentence.
#[derive(Debug)]
struct Root {
    head: Vec<f32>,
    label_head: Vec<f32>,
}

impl Root {
    fn load(file: &File<'_>) -> Result<Root, WeightsError> {
        let root = file.floats("root")?;
        let of = |name: &str| {
            let layer = file.linear(name)?;
            if layer.inputs() != root.len() {
                return Err(WeightsError::Tensor("root".to_owned()));
            }
            Ok(layer.of_numbers(&root).into_iter().map(|x| x.max(0.0)).collect::<Vec<f32>>())
        };
        let mut head = arc(file)?.of_numbers(&of("arc_head")?);
        head.resize(padded(head.len()), 0.0);
        Ok(Root { head, label_head: of("label_head")? })
    }
}

/// The matrix between dependents and heads, and below it what a word is as a head by itself.
fn arc(file: &File<'_>) -> Result<Matrix, WeightsError> {
    let (arc, alone) = (file.matrix("arc")?, file.floats("arc_bias.weight")?);
    let alone = Matrix::rounded(arc.inputs(), &alone);
    let both = arc.above(&alone).filter(|both| both.outputs() == both.inputs() + 1);
    both.ok_or_else(|| WeightsError::Tensor("arc".to_owned()))
}
