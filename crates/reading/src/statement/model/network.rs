//! The span model: words to anchors, and each anchor to its source, cue and content.

use super::file::{Tensor, Tensors, WeightsError, read};
use crate::statement::features::{AFFIX_ROWS, Rows, UNIVERSAL_ROWS, WORD_ROWS};
use crate::statement::relative::{RELATIVE_ROWS, RELATIVES};
use language::coded::{Coded, Table};
use language::kernel::{Matrix, Packed};
use language::lstm::{Layer, Steps};
use std::ops::Range;

/// Number of labels: outside, source, cue, content.
pub(crate) const LABELS: usize = 4;

/// Trained weights.
#[derive(Debug)]
pub struct SpanModel {
    word: Table,
    affix: Table,
    universal: Table,
    relative: Table,
    encoder: [Layer; 2],
    anchor: [Packed; 2],
    from_word: Packed,
    from_cue: Packed,
    link: Layer,
    /// From the linked states and from what they were linked from.
    label: [Packed; 2],
    /// Score of a label after another.
    pub(crate) transition: [[f32; LABELS]; LABELS],
}

/// What an encoded report answers: a state for each word, in text order.
pub(crate) type States = Coded;

/// Label scores of the words of a window.
pub(crate) type Scores = Vec<[f32; LABELS]>;

impl SpanModel {
    /// From the bytes of the weights and their SHA-256.
    pub fn load(bytes: &[u8], checksum: &str) -> Result<SpanModel, WeightsError> {
        let tensors = read(bytes, checksum)?;
        let table = |name: &str, rows: u32| {
            let tensor = get(&tensors, name)?;
            let table = tensor.table().filter(|table| table.rows() == rows as usize);
            table.ok_or_else(|| WeightsError::Tensor(name.to_owned()))
        };
        let transition = get(&tensors, "transition")?.numbers();
        if transition.len() != LABELS * LABELS {
            return Err(WeightsError::Tensor("transition".to_owned()));
        }
        let link = layer(&tensors, "link")?;
        let label = matrix(&tensors, "label")?;
        if label.inputs() < link.columns() {
            return Err(WeightsError::Tensor("label".to_owned()));
        }
        Ok(SpanModel {
            word: table("word", WORD_ROWS)?,
            affix: table("affix", AFFIX_ROWS)?,
            universal: table("universal", UNIVERSAL_ROWS)?,
            relative: table("relative", RELATIVE_ROWS)?,
            encoder: [layer(&tensors, "lstm1")?, layer(&tensors, "lstm2")?],
            anchor: [linear(&tensors, "anchor_in")?, linear(&tensors, "anchor_out")?],
            from_word: linear(&tensors, "from_word")?,
            from_cue: linear(&tensors, "from_cue")?,
            label: [
                Packed::new(&label.of_inputs(0..link.columns())),
                Packed::new(&label.of_inputs(link.columns()..label.inputs()).with_bias(label.bias())),
            ],
            link,
            transition: std::array::from_fn(|a| std::array::from_fn(|b| transition[a * LABELS + b])),
        })
    }

    /// Encode a report's words, chunk by chunk; `chunks` cover them in order.
    pub(crate) fn encode(&self, rows: &[Rows], chunks: &[Range<usize>]) -> States {
        let (order, steps) = lay_out(chunks);
        let mut input = Vec::new();
        for &word in &order {
            self.push_input(&rows[word], &mut input);
        }
        let columns = input.len() / order.len().max(1);
        let identity: Vec<usize> = (0..order.len()).collect();
        let input = Coded::signed(&input, columns, columns);
        let first = self.encoder[0].run(&self.encoder[0].project(&input), &identity, &steps);
        let second = self.encoder[1].run(&self.encoder[1].project(&first), &identity, &steps);
        let mut row_of = vec![0; order.len()];
        order.iter().enumerate().for_each(|(row, &word)| row_of[word] = row);
        second.select(&row_of)
    }

    /// The rows of a word, side by side: its two of the word table, the sums of the others.
    fn push_input(&self, rows: &Rows, input: &mut Vec<f32>) {
        let [form, lemma] = rows.word;
        let mut sum = |table: &Table, rows: &[u32]| {
            let start = input.len();
            input.resize(start + table.columns(), 0.0);
            table.add(rows, 1.0, &mut input[start..]);
        };
        sum(&self.word, &[form]);
        sum(&self.word, &[lemma]);
        sum(&self.affix, &rows.affix.map(u32::from));
        sum(&self.universal, &rows.universal.map(u32::from));
    }

    /// How likely each word heads a cue.
    pub(crate) fn anchors(&self, states: &States) -> Vec<f32> {
        let inner = self.anchor[0].apply(states);
        let inner = Coded::positive(&inner, self.anchor[0].width(), self.anchor[0].outputs());
        let out = self.anchor[1].apply(&inner);
        out.chunks_exact(self.anchor[1].width()).map(|row| 1.0 / (1.0 + (-row[0]).exp())).collect()
    }

    /// Label scores of the windows of some anchors.
    pub(crate) fn labels(&self, states: &States, asked: &[Asked]) -> Vec<Scores> {
        if asked.iter().all(|one| one.window.is_empty()) {
            return vec![Scores::new(); asked.len()];
        }
        let windows: Vec<Range<usize>> = asked.iter().map(|one| one.window.clone()).collect();
        let (order, steps) = lay_out_by(&windows);
        let columns = self.relative.columns();
        let words = self.from_word.apply(states);
        let anchors: Vec<usize> = asked.iter().map(|one| one.anchor).collect();
        let cues = self.from_cue.apply(&states.select(&anchors));
        let mut input = vec![0.0; order.len() * columns];
        for (out, &(window, at)) in input.chunks_exact_mut(columns).zip(&order) {
            let word = windows[window].start + at;
            out.copy_from_slice(&words[word * self.from_word.width()..][..columns]);
            let cue = &cues[window * self.from_cue.width()..][..columns];
            out.iter_mut().zip(cue).for_each(|(o, c)| *o += c);
            self.relative.add(&asked[window].rows[at].map(u32::from), 1.0, out);
        }
        let input = Coded::positive(&input, columns, columns);
        let identity: Vec<usize> = (0..order.len()).collect();
        let linked = self.link.run(&self.link.project(&input), &identity, &steps);
        let width = self.label[0].width();
        let mut scored = self.label[0].apply(&linked);
        scored.iter_mut().zip(self.label[1].apply(&input)).for_each(|(score, more)| *score += more);
        let mut out: Vec<Scores> = windows.iter().map(|window| vec![[0.0; LABELS]; window.len()]).collect();
        for (scores, &(window, at)) in scored.chunks_exact(width).zip(&order) {
            out[window][at].copy_from_slice(&scores[..LABELS]);
        }
        out
    }
}

/// An anchor whose source, cue and content are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The word that heads its cue.
    pub(crate) anchor: usize,
    /// The words among which to look.
    pub(crate) window: Range<usize>,
    /// Relative features of the words of the window.
    pub(crate) rows: Vec<[u16; RELATIVES]>,
}

/// Sequences step by step, longest first: (sequence, place in it) of every row.
fn lay_out_by(sequences: &[Range<usize>]) -> (Vec<(usize, usize)>, Steps) {
    let mut longest_first: Vec<usize> = (0..sequences.len()).collect();
    longest_first.sort_by_key(|&at| std::cmp::Reverse(sequences[at].len()));
    let lengths: Vec<usize> = longest_first.iter().map(|&at| sequences[at].len()).collect();
    let mut order = Vec::with_capacity(lengths.iter().sum());
    for step in 0..lengths.first().copied().unwrap_or(0) {
        order
            .extend(longest_first.iter().take_while(|&&at| sequences[at].len() > step).map(|&at| (at, step)));
    }
    (order, Steps::new(&lengths))
}

/// The same, as word numbers.
fn lay_out(chunks: &[Range<usize>]) -> (Vec<usize>, Steps) {
    let (order, steps) = lay_out_by(chunks);
    (order.into_iter().map(|(chunk, at)| chunks[chunk].start + at).collect(), steps)
}

fn get<'t, 'b>(tensors: &'t Tensors<'b>, name: &str) -> Result<&'t Tensor<'b>, WeightsError> {
    tensors.get(name).ok_or_else(|| WeightsError::Tensor(name.to_owned()))
}

fn matrix(tensors: &Tensors<'_>, name: &str) -> Result<Matrix, WeightsError> {
    let weight = get(tensors, &format!("{name}.weight"))?;
    let bias = get(tensors, &format!("{name}.bias"))?.numbers();
    if bias.len() != weight.rows {
        return Err(WeightsError::Tensor(name.to_owned()));
    }
    Ok(weight.matrix().with_bias(&bias))
}

fn linear(tensors: &Tensors<'_>, name: &str) -> Result<Packed, WeightsError> {
    Ok(Packed::new(&matrix(tensors, name)?))
}

fn layer(tensors: &Tensors<'_>, name: &str) -> Result<Layer, WeightsError> {
    let side = |side: &str| {
        let input = get(tensors, &format!("{name}.{side}.input"))?.matrix();
        let bias = get(tensors, &format!("{name}.{side}.bias"))?.numbers();
        Ok((input.with_bias(&bias), get(tensors, &format!("{name}.{side}.recurrent"))?.matrix()))
    };
    Layer::new(side("ahead")?, side("back")?).ok_or_else(|| WeightsError::Tensor(name.to_owned()))
}
