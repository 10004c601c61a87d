//! A bidirectional LSTM layer over several sentences at once.
//!
//! Sentences come longest first; their words stand step by step: the first words of all sentences, then the
//! second words of those that have one, and so on. No padding is ever computed.

use super::file::{File, WeightsError};
use super::kernel::{Gates, PANEL, Packed};

/// Where the words of a batch stand: `starts[t]` is the row of step `t`, one more entry at the end.
#[derive(Debug, Clone)]
pub struct Steps {
    starts: Vec<usize>,
}

impl Steps {
    /// From sentence lengths, longest first.
    pub fn new(lengths: &[usize]) -> Steps {
        let longest = lengths.first().copied().unwrap_or(0);
        let mut starts = vec![0];
        let mut active = lengths.len();
        for t in 0..longest {
            while active > 0 && lengths[active - 1] <= t {
                active -= 1;
            }
            starts.push(starts[t] + active);
        }
        Steps { starts }
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Row of word `t` of sentence `s`.
    pub fn row(&self, s: usize, t: usize) -> usize {
        self.starts[t] + s
    }

    fn rows(&self, t: usize) -> std::ops::Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }
}

/// Forward and backward weights of a layer.
#[derive(Debug)]
pub struct Layer {
    hidden: usize,
    input: [Packed; 2],
    recurrent: [Packed; 2],
}

impl Layer {
    /// From the weights of the inputs (with bias) and of the states, forward and backward. `hidden` is a multiple
    /// of [`PANEL`].
    pub fn new(hidden: usize, forward: (Packed, Packed), backward: (Packed, Packed)) -> Layer {
        let ((forward, forward_step), (backward, backward_step)) = (forward, backward);
        Layer { hidden, input: [forward, backward], recurrent: [forward_step, backward_step] }
    }

    pub(crate) fn load(file: &File<'_>, name: &str) -> Result<Layer, WeightsError> {
        let hidden = file.header.hidden;
        let wrong = || WeightsError::Tensor(name.to_owned());
        if hidden == 0 || !hidden.is_multiple_of(PANEL) {
            return Err(wrong());
        }
        let direction = |suffix: &str| {
            let input = file.rounded(&format!("{name}.weight_ih_l0{suffix}"))?;
            let recurrent = file.rounded(&format!("{name}.weight_hh_l0{suffix}"))?;
            let bias = file.floats(&format!("{name}.bias_ih_l0{suffix}"))?;
            let fits = recurrent.columns == hidden && bias.len() == 4 * hidden;
            if !fits || input.scales.len() != 4 * hidden || recurrent.scales.len() != 4 * hidden {
                return Err(wrong());
            }
            let input = Packed::new(&input.to_f32(), input.columns, Some(&bias));
            Ok((input, Packed::new(&recurrent.to_f32(), hidden, None)))
        };
        Ok(Layer::new(hidden, direction("")?, direction("_reverse")?))
    }

    /// Columns of a word's output: both directions.
    pub fn columns(&self) -> usize {
        2 * self.hidden
    }

    /// Gate sums of the inputs, forward and backward: may be shared by equal inputs.
    pub fn project(&self, input: &[f32]) -> [Vec<f32>; 2] {
        [self.input[0].apply(input), self.input[1].apply(input)]
    }

    /// Run both directions. `source[row]` is the row of `projected` that belongs to a word.
    pub fn run(&self, projected: &[Vec<f32>; 2], source: &[usize], steps: &Steps) -> Vec<f32> {
        let mut out = vec![0.0; steps.words() * self.columns()];
        let last = steps.starts.len() - 1;
        self.direction(0, &projected[0], source, steps, &mut out, 0..last);
        self.direction(1, &projected[1], source, steps, &mut out, (0..last).rev());
        out
    }

    fn direction(
        &self,
        side: usize,
        projected: &[f32],
        source: &[usize],
        steps: &Steps,
        out: &mut [f32],
        order: impl Iterator<Item = usize>,
    ) {
        let (hidden, wide) = (self.hidden, 4 * self.hidden);
        let most = steps.rows(0).len();
        let mut states = vec![0.0; most * hidden];
        let mut cells = vec![0.0; most * hidden];
        let mut sums = vec![0.0; most * wide];
        for t in order {
            let rows = steps.rows(t);
            let active = rows.len();
            for (sums, row) in sums.chunks_exact_mut(wide).zip(rows.clone()) {
                sums.copy_from_slice(&projected[source[row] * wide..(source[row] + 1) * wide]);
            }
            let sums = &mut sums[..active * wide];
            self.recurrent[side].add_product(&states[..active * hidden], sums);
            let (cells, states) = (&mut cells[..active * hidden], &mut states[..active * hidden]);
            Gates { sums, cells, states, hidden }.step();
            for (state, row) in states.chunks_exact(hidden).zip(rows) {
                let at = row * self.columns() + side * hidden;
                out[at..at + hidden].copy_from_slice(state);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_step_by_step() {
        let steps = Steps::new(&[3, 2, 2]);
        assert_eq!(steps.words(), 7);
        assert_eq!((steps.row(1, 0), steps.row(0, 1), steps.row(0, 2)), (1, 3, 6));
        assert_eq!(Steps::new(&[]).words(), 0);
    }
}
