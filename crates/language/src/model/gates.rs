//! The gates of an LSTM: from the sums of a step to new cell and hidden states.

use super::coded::MIDDLE;
use super::coded::{STEPS, byte};
use super::kernel::{GROUP_COLUMNS, PANEL};
use super::simd::{Finish, GROUP, Sums};
use std::ops::Range;

/// Gate sums of a panel of units: input, forget, cell and output gate after each other.
type Gates<T> = [T; GROUP_COLUMNS];

/// One step of one direction, for several sentences.
pub(crate) struct Step<'s> {
    /// Gate sums of the inputs; those of a row are at `source[row]`.
    pub(crate) projected: &'s [f32],
    /// For each row of the step.
    pub(crate) source: &'s [usize],
    /// What a sum of states comes to where all are 0, for each gate of each unit.
    pub(crate) zeros: &'s [i32],
    /// What a sum of states counts, for each gate of each unit.
    pub(crate) factors: &'s [f32],
    /// Cell states, a row for each sentence.
    pub(crate) cells: &'s mut [f32],
    /// Hidden states of the step's words.
    pub(crate) out: &'s mut [u8],
    /// Bytes from a word's states to the next's, and where this direction's begin.
    pub(crate) stride: usize,
    /// See `stride`.
    pub(crate) column: usize,
    /// Units.
    pub(crate) hidden: usize,
}

impl Step<'_> {
    /// Rows that had no state before: their gates hang on the inputs alone.
    #[inline(always)]
    pub(crate) fn begin(&mut self, rows: Range<usize>) {
        for unit in (0..self.hidden).step_by(PANEL) {
            let mut sums = [0; GROUP_COLUMNS];
            sums.copy_from_slice(&self.zeros[unit * GROUP..][..GROUP_COLUMNS]);
            rows.clone().for_each(|row| self.unit(row, unit, &sums));
        }
    }

    #[inline(always)]
    fn unit(&mut self, row: usize, unit: usize, sums: &Gates<i32>) {
        let (wide, at) = (self.hidden * GROUP, unit * GROUP);
        let base = &self.projected[self.source[row] * wide + at..][..GROUP_COLUMNS];
        let (zeros, factors) = (&self.zeros[at..][..GROUP_COLUMNS], &self.factors[at..][..GROUP_COLUMNS]);
        let cells = &mut self.cells[row * self.hidden + unit..][..PANEL];
        let out = &mut self.out[row * self.stride + self.column + unit..][..PANEL];
        let mut gates = [0.0_f32; GROUP_COLUMNS];
        for k in 0..GROUP_COLUMNS {
            gates[k] = base[k] + (sums[k] - zeros[k]) as f32 * factors[k];
        }
        let mut states = [0.0_f32; PANEL];
        for k in 0..PANEL {
            let kept = sigmoid(gates[PANEL + k]) * cells[k];
            let new = sigmoid(gates[k]) * tanh(gates[2 * PANEL + k]);
            cells[k] = kept + new;
            states[k] = sigmoid(gates[3 * PANEL + k]) * tanh(cells[k]);
        }
        for k in 0..PANEL {
            out[k] = byte(states[k] * STEPS, MIDDLE);
        }
    }
}

impl Finish for Step<'_> {
    #[inline(always)]
    fn take(&mut self, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
        let unit = panels.start / GROUP * PANEL;
        for (row, sums) in rows.zip(sums) {
            self.unit(row, unit, sums);
        }
    }
}

#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Lambert's continued fraction of tanh, cut after ten terms: within 2e-6 of it up to the bound, where
/// both are 1 for our purposes.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    let x = if x < TANH_BOUND { x } else { TANH_BOUND };
    let x = if x > -TANH_BOUND { x } else { -TANH_BOUND };
    let y = x * x;
    x * horner(y, &TANH_ABOVE) / horner(y, &TANH_BELOW)
}

const TANH_BOUND: f32 = 7.0;
/// The fraction's coefficients, highest power of x squared first, divided by the constant term.
const TANH_ABOVE: [f32; 5] =
    [55.0 / CONSTANT, 25_740.0 / CONSTANT, 2_837_835.0 / CONSTANT, 91_891_800.0 / CONSTANT, 1.0];
const TANH_BELOW: [f32; 6] = [
    1.0 / CONSTANT,
    1_485.0 / CONSTANT,
    315_315.0 / CONSTANT,
    18_918_900.0 / CONSTANT,
    310_134_825.0 / CONSTANT,
    1.0,
];
const CONSTANT: f32 = 654_729_075.0;

#[inline(always)]
fn horner<const N: usize>(y: f32, coefficients: &[f32; N]) -> f32 {
    let mut sum = coefficients[0];
    for &c in &coefficients[1..] {
        sum = sum * y + c;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gates_follow_tanh_and_the_logistic_function() {
        for step in -90..=90 {
            let x = step as f32 / 10.0;
            let mut projected = vec![x; GROUP_COLUMNS];
            projected[2 * PANEL..3 * PANEL].fill(-x);
            let (mut cells, mut out) = (vec![0.5; PANEL], vec![0; PANEL]);
            let mut step = Step {
                projected: &projected,
                source: &[0],
                zeros: &[7; GROUP_COLUMNS],
                factors: &[1.0; GROUP_COLUMNS],
                cells: &mut cells,
                out: &mut out,
                stride: PANEL,
                column: 0,
                hidden: PANEL,
            };
            step.begin(0..1);
            let s = 1.0 / (1.0 + (-x).exp());
            let cell = s * 0.5 + s * (-x).tanh();
            assert!((cells[3] - cell).abs() < 1e-5, "{x}: {} {cell}", cells[3]);
            let state = (f32::from(out[3]) - f32::from(MIDDLE)) / STEPS;
            assert!((state - s * cell.tanh()).abs() <= 0.501 / STEPS);
        }
    }
}
