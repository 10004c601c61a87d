//! The span model: words to anchors, and each anchor to its source, cue and content.

use super::file::{Tensor, Tensors, WeightsError, read};
use crate::statement::features::{AFFIX_ROWS, Rows, UNIVERSAL_ROWS, WORD_ROWS};
use crate::statement::relative::{RELATIVE_ROWS, RELATIVES};
use language::kernel::{PANEL, Packed};
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
    label: Packed,
    /// Score of a label after another.
    pub(crate) transition: [[f32; LABELS]; LABELS],
}

#[derive(Debug)]
struct Table {
    columns: usize,
    numbers: Vec<f32>,
}

impl Table {
    fn row(&self, row: usize) -> &[f32] {
        &self.numbers[row * self.columns..(row + 1) * self.columns]
    }

    fn add(&self, row: usize, out: &mut [f32]) {
        out.iter_mut().zip(self.row(row)).for_each(|(o, v)| *o += v);
    }
}

/// What an encoded report answers: a state for each word.
#[derive(Debug)]
pub(crate) struct States {
    width: usize,
    numbers: Vec<f32>,
}

impl States {
    fn of(&self, word: usize) -> &[f32] {
        &self.numbers[word * self.width..(word + 1) * self.width]
    }
}

/// Label scores of the words of a window.
pub(crate) type Scores = Vec<[f32; LABELS]>;

impl SpanModel {
    /// From the bytes of the weights and their SHA-256.
    pub fn load(bytes: &[u8], checksum: &str) -> Result<SpanModel, WeightsError> {
        let tensors = read(bytes, checksum)?;
        let table = |name: &str, rows: u32| {
            let tensor = get(&tensors, name)?;
            let fits = tensor.rows == rows as usize;
            fits.then(|| Table { columns: tensor.columns, numbers: tensor.numbers() })
                .ok_or_else(|| WeightsError::Tensor(name.to_owned()))
        };
        let transition = get(&tensors, "transition")?.numbers();
        if transition.len() != LABELS * LABELS {
            return Err(WeightsError::Tensor("transition".to_owned()));
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
            link: layer(&tensors, "link")?,
            label: linear(&tensors, "label")?,
            transition: std::array::from_fn(|a| std::array::from_fn(|b| transition[a * LABELS + b])),
        })
    }

    /// Encode a report's words, chunk by chunk; `chunks` cover them in order.
    pub(crate) fn encode(&self, rows: &[Rows], chunks: &[Range<usize>]) -> States {
        let (order, steps) = lay_out(chunks);
        let width = self.encoder[1].columns();
        let mut input = Vec::new();
        for &word in &order {
            self.push_input(&rows[word], &mut input);
        }
        let identity: Vec<usize> = (0..order.len()).collect();
        let first = self.encoder[0].run(&self.encoder[0].project(&input), &identity, &steps);
        let second = self.encoder[1].run(&self.encoder[1].project(&first), &identity, &steps);
        let mut numbers = vec![0.0; rows.len() * width];
        for (row, &word) in order.iter().enumerate() {
            numbers[word * width..(word + 1) * width]
                .copy_from_slice(&second[row * width..(row + 1) * width]);
        }
        States { width, numbers }
    }

    fn push_input(&self, rows: &Rows, input: &mut Vec<f32>) {
        for row in rows.word {
            input.extend_from_slice(self.word.row(row as usize));
        }
        let mut sum = |table: &Table, rows: &[u16]| {
            let start = input.len();
            input.resize(start + table.columns, 0.0);
            rows.iter().for_each(|&row| table.add(usize::from(row), &mut input[start..]));
        };
        sum(&self.affix, &rows.affix);
        sum(&self.universal, &rows.universal);
    }

    /// How likely each word heads a cue.
    pub(crate) fn anchors(&self, states: &States) -> Vec<f32> {
        let mut inner = self.anchor[0].apply(&states.numbers);
        relu(&mut inner);
        let inner = trim(&inner, self.anchor[0].width(), self.anchor[0].outputs());
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
        let columns = self.relative.columns;
        let words = self.from_word.apply(&states.numbers);
        let cues: Vec<Vec<f32>> =
            asked.iter().map(|one| self.from_cue.apply(states.of(one.anchor))).collect();
        let mut input = vec![0.0; order.len() * columns];
        for (out, &(window, at)) in input.chunks_exact_mut(columns).zip(&order) {
            let word = windows[window].start + at;
            out.copy_from_slice(&words[word * self.from_word.width()..][..columns]);
            out.iter_mut().zip(&cues[window]).for_each(|(o, c)| *o += c);
            asked[window].rows[at].iter().for_each(|&row| self.relative.add(usize::from(row), out));
        }
        relu(&mut input);
        let identity: Vec<usize> = (0..order.len()).collect();
        let linked = self.link.run(&self.link.project(&input), &identity, &steps);
        let wide = self.link.columns() + columns;
        let mut both = Vec::with_capacity(order.len() * wide);
        for (linked, input) in linked.chunks_exact(self.link.columns()).zip(input.chunks_exact(columns)) {
            both.extend_from_slice(linked);
            both.extend_from_slice(input);
        }
        let scored = self.label.apply(&both);
        let mut out: Vec<Scores> = windows.iter().map(|window| vec![[0.0; LABELS]; window.len()]).collect();
        for (scores, &(window, at)) in scored.chunks_exact(self.label.width()).zip(&order) {
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

fn relu(numbers: &mut [f32]) {
    numbers.iter_mut().for_each(|n| *n = n.max(0.0));
}

/// Rows of `width` cut to their first `columns`.
fn trim(rows: &[f32], width: usize, columns: usize) -> Vec<f32> {
    rows.chunks_exact(width).flat_map(|row| row[..columns].iter().copied()).collect()
}

fn get<'t, 'b>(tensors: &'t Tensors<'b>, name: &str) -> Result<&'t Tensor<'b>, WeightsError> {
    tensors.get(name).ok_or_else(|| WeightsError::Tensor(name.to_owned()))
}

fn linear(tensors: &Tensors<'_>, name: &str) -> Result<Packed, WeightsError> {
    let weight = get(tensors, &format!("{name}.weight"))?;
    let bias = get(tensors, &format!("{name}.bias"))?.numbers();
    if bias.len() != weight.rows {
        return Err(WeightsError::Tensor(name.to_owned()));
    }
    Ok(Packed::new(&weight.numbers(), weight.columns, Some(&bias)))
}

fn layer(tensors: &Tensors<'_>, name: &str) -> Result<Layer, WeightsError> {
    let side = |side: &str| {
        let input = get(tensors, &format!("{name}.{side}.input"))?;
        let recurrent = get(tensors, &format!("{name}.{side}.recurrent"))?;
        let bias = get(tensors, &format!("{name}.{side}.bias"))?.numbers();
        let hidden = recurrent.columns;
        if hidden % PANEL != 0 || [input.rows, recurrent.rows, bias.len()] != [4 * hidden; 3] {
            return Err(WeightsError::Tensor(name.to_owned()));
        }
        Ok((
            Packed::new(&input.numbers(), input.columns, Some(&bias)),
            Packed::new(&recurrent.numbers(), hidden, None),
        ))
    };
    let hidden = get(tensors, &format!("{name}.ahead.recurrent"))?.columns;
    Ok(Layer::new(hidden, side("ahead")?, side("back")?))
}
