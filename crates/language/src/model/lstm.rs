//! A bidirectional LSTM layer over several sentences at once.
//!
//! Sentences come longest first; their words stand step by step: the first words of all sentences, then the
//! second words of those that have one, and so on. No padding is ever computed.

use super::coded::{Coded, MIDDLE, STEPS};
use super::file::{File, WeightsError};
use super::gates::Step;
use super::kernel::{Matrix, PANEL, Packed};
use super::simd::{Bytes, Job, product, vectorised};

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
        self.starts.get(t).copied().unwrap_or(0)..self.starts.get(t + 1).copied().unwrap_or(0)
    }
}

/// Forward and backward weights of a layer.
#[derive(Debug)]
pub struct Layer {
    hidden: usize,
    input: [Packed; 2],
    recurrent: [Recurrent; 2],
}

/// The weights from a step's states to the next step's gates.
#[derive(Debug)]
struct Recurrent {
    weights: Packed,
    zeros: Vec<i32>,
    factors: Vec<f32>,
}

impl Recurrent {
    fn new(matrix: &Matrix) -> Recurrent {
        let weights = Packed::new(matrix);
        Recurrent { zeros: weights.zeros(MIDDLE), factors: weights.factors(1.0 / STEPS), weights }
    }
}

impl Layer {
    /// From the weights of the inputs (with bias) and of the states, forward and backward, as PyTorch orders them.
    /// None where they do not fit each other or the number of units is no multiple of [`PANEL`].
    pub fn new(forward: (Matrix, Matrix), backward: (Matrix, Matrix)) -> Option<Layer> {
        let hidden = forward.1.inputs();
        let fits = |(input, recurrent): &(Matrix, Matrix)| {
            [input.outputs(), recurrent.outputs()] == [4 * hidden; 2] && recurrent.inputs() == hidden
        };
        if hidden == 0 || !hidden.is_multiple_of(PANEL) || !fits(&forward) || !fits(&backward) {
            return None;
        }
        // The four gates of a panel of units stand side by side.
        let panel =
            |unit: usize| (0..4).flat_map(move |gate| (0..PANEL).map(move |k| gate * hidden + unit + k));
        let order: Vec<usize> = (0..hidden).step_by(PANEL).flat_map(panel).collect();
        let input = [&forward.0, &backward.0].map(|matrix| Packed::new(&matrix.reordered(&order)));
        let recurrent = [&forward.1, &backward.1].map(|matrix| Recurrent::new(&matrix.reordered(&order)));
        Some(Layer { hidden, input, recurrent })
    }

    pub(crate) fn load(file: &File<'_>, name: &str) -> Result<Layer, WeightsError> {
        let direction = |suffix: &str| {
            let bias = file.floats(&format!("{name}.bias_ih_l0{suffix}"))?;
            let input = file.matrix(&format!("{name}.weight_ih_l0{suffix}"))?.with_bias(&bias);
            Ok((input, file.matrix(&format!("{name}.weight_hh_l0{suffix}"))?))
        };
        let layer = Layer::new(direction("")?, direction("_reverse")?);
        layer.ok_or_else(|| WeightsError::Tensor(name.to_owned()))
    }

    /// Columns of a word's output: both directions.
    pub fn columns(&self) -> usize {
        2 * self.hidden
    }

    /// Gate sums of the inputs, forward and backward: may be shared by equal inputs.
    pub fn project(&self, input: &Coded) -> [Vec<f32>; 2] {
        [self.input[0].apply(input), self.input[1].apply(input)]
    }

    /// Run both directions. `source[row]` is the row of `projected` that belongs to a word.
    pub fn run(&self, projected: &[Vec<f32>; 2], source: &[usize], steps: &Steps) -> Coded {
        let mut out = Coded::states(steps.words(), self.columns());
        for (side, projected) in projected.iter().enumerate() {
            vectorised(Direction { layer: self, side, projected, source, steps, out: &mut out });
        }
        out
    }
}

/// A layer's work in one direction.
struct Direction<'d> {
    layer: &'d Layer,
    side: usize,
    projected: &'d [f32],
    source: &'d [usize],
    steps: &'d Steps,
    out: &'d mut Coded,
}

impl Job for Direction<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let hidden = self.layer.hidden;
        let mut cells = vec![0.0; self.steps.rows(0).len() * hidden];
        let last = self.steps.starts.len() - 1;
        let mut this = self;
        for n in 0..last {
            let (at, before) =
                if this.side == 0 { (n, n.checked_sub(1)) } else { (last - 1 - n, Some(last - n)) };
            this.step(at, before.filter(|&before| before < last), &mut cells);
        }
    }
}

impl Direction<'_> {
    /// The words of step `at`, whose states before are those of step `before`.
    #[inline(always)]
    fn step(&mut self, at: usize, before: Option<usize>, cells: &mut [f32]) {
        let (rows, recurrent) = (self.steps.rows(at), &self.layer.recurrent[self.side]);
        let (stride, column) = (self.out.stride(), self.side * self.layer.hidden);
        let all = self.out.cells_mut();
        // The states before stand on one side of this step's.
        let (known, out) = if self.side == 0 {
            let (known, rest) = all.split_at_mut(rows.start * stride);
            (&known[before.map_or(known.len(), |before| self.steps.starts[before] * stride)..], rest)
        } else {
            let (rest, known) = all.split_at_mut(rows.end * stride);
            (&*known, &mut rest[rows.start * stride..])
        };
        let continued = before.map_or(0, |before| self.steps.rows(before).len()).min(rows.len());
        let mut step = Step {
            projected: self.projected,
            source: &self.source[rows.clone()],
            zeros: &recurrent.zeros,
            factors: &recurrent.factors,
            cells,
            out,
            stride,
            column,
            hidden: self.layer.hidden,
        };
        if continued > 0 {
            let states = Bytes { cells: &known[column..], stride, rows: continued };
            product(&recurrent.weights, states, &mut step);
        }
        step.begin(continued..rows.len());
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
