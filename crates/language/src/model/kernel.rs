//! Matrices of bytes: packed for the products of `simd`, multiplied with rows of bytes.
//!
//! Weights are whole numbers with a scale for each output, inputs are whole numbers with a scale for each row; a
//! product's sums are exact, so the same bytes come out on every machine and beside whatever other rows.

use super::coded::Coded;
pub use super::simd::Level;
use super::simd::{Block, Finish, GROUP, Job, QUAD, Sums, Wide, product, vectorised};
use std::ops::Range;
use std::sync::OnceLock;

/// Outputs of a panel of a packed matrix; widths are padded to it.
pub const PANEL: usize = 16;

/// `n` rounded up to whole panels.
pub fn padded(n: usize) -> usize {
    n.div_ceil(PANEL) * PANEL
}

/// A linear layer as it is stored: rows of whole numbers, one for each output, with scales and biases.
#[derive(Debug, Clone)]
pub struct Matrix {
    inputs: usize,
    cells: Vec<i8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// From whole numbers, row after row, and a scale for each row.
    pub fn new(inputs: usize, cells: Vec<i8>, scales: Vec<f32>) -> Matrix {
        let bias = vec![0.0; scales.len()];
        Matrix { inputs, cells, scales, bias }
    }

    /// From numbers, row after row, rounded to 127 steps of their row's largest.
    pub fn rounded(inputs: usize, numbers: &[f32]) -> Matrix {
        let rows = numbers.chunks_exact(inputs.max(1));
        let scales: Vec<f32> =
            rows.clone().map(|row| row.iter().fold(0.0_f32, |most, x| most.max(x.abs())) / 127.0).collect();
        let round = |(row, &scale): (&[f32], &f32)| -> Vec<i8> {
            let factor = if scale > 0.0 { 1.0 / scale } else { 0.0 };
            row.iter().map(|x| (x * factor).round() as i8).collect()
        };
        Matrix::new(inputs, rows.zip(&scales).flat_map(round).collect(), scales)
    }

    /// With a bias for each output.
    #[must_use]
    pub fn with_bias(mut self, bias: &[f32]) -> Matrix {
        self.bias.iter_mut().zip(bias).for_each(|(own, &given)| *own = given);
        self
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The bias of each output.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// The outputs in another order.
    #[must_use]
    pub fn reordered(&self, order: &[usize]) -> Matrix {
        let row = |&i: &usize| self.cells[i * self.inputs..(i + 1) * self.inputs].iter().copied();
        Matrix {
            inputs: self.inputs,
            cells: order.iter().flat_map(row).collect(),
            scales: order.iter().map(|&i| self.scales[i]).collect(),
            bias: order.iter().map(|&i| self.bias[i]).collect(),
        }
    }

    /// With the outputs of another after its own; none where that has other inputs.
    #[must_use]
    pub fn above(mut self, other: &Matrix) -> Option<Matrix> {
        if other.inputs != self.inputs {
            return None;
        }
        self.cells.extend_from_slice(&other.cells);
        self.scales.extend_from_slice(&other.scales);
        self.bias.extend_from_slice(&other.bias);
        Some(self)
    }

    /// Only some inputs, without the bias.
    #[must_use]
    pub fn of_inputs(&self, inputs: Range<usize>) -> Matrix {
        let cells =
            self.cells.chunks_exact(self.inputs.max(1)).flat_map(|row| row[inputs.clone()].iter().copied());
        Matrix::new(inputs.len(), cells.collect(), self.scales.clone())
    }

    /// `bias + input * weights` for one row of numbers, without rounding it: for what is computed once.
    pub fn of_numbers(&self, input: &[f32]) -> Vec<f32> {
        let rows = self.cells.chunks_exact(self.inputs.max(1));
        let sum = |row: &[i8]| row.iter().zip(input).map(|(&w, x)| f32::from(w) * x).sum::<f32>();
        rows.zip(self.scales.iter().zip(&self.bias)).map(|(row, (s, b))| sum(row) * s + b).collect()
    }
}

/// A linear layer ready to multiply.
#[derive(Debug, Clone)]
pub struct Packed {
    inputs: usize,
    outputs: usize,
    /// Panel after panel; in a panel, a block for each four inputs.
    blocks: Vec<Block>,
    /// The same as 16-bit numbers, once a product has wanted them.
    wide: OnceLock<Vec<Wide>>,
    /// One for each output, padding included.
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// The sum of each output's weights.
    weights: Vec<i32>,
}

impl Packed {
    /// A matrix in the order of the kernels.
    pub fn new(matrix: &Matrix) -> Packed {
        let (inputs, outputs) = (matrix.inputs, matrix.outputs());
        let (wide, quads) = (padded(outputs), inputs.div_ceil(QUAD));
        let mut packed = Packed {
            inputs,
            outputs,
            blocks: vec![[0; QUAD * PANEL]; wide / PANEL * quads],
            wide: OnceLock::new(),
            scales: vec![0.0; wide],
            bias: vec![0.0; wide],
            weights: vec![0; wide],
        };
        packed.scales[..outputs].copy_from_slice(&matrix.scales);
        packed.bias[..outputs].copy_from_slice(&matrix.bias);
        for (output, row) in matrix.cells.chunks_exact(inputs.max(1)).enumerate() {
            for (k, &weight) in row.iter().enumerate() {
                let block = &mut packed.blocks[output / PANEL * quads + k / QUAD];
                block[output % PANEL * QUAD + k % QUAD] = weight;
                packed.weights[output] += i32::from(weight);
            }
        }
        packed
    }

    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Number of true outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Length of an output row, padding included.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    pub(crate) fn panels(&self) -> usize {
        self.bias.len() / PANEL
    }

    /// Blocks of a panel.
    pub(crate) fn quads(&self) -> usize {
        self.inputs.div_ceil(QUAD)
    }

    pub(crate) fn blocks(&self, panel: usize) -> &[Block] {
        let quads = self.quads();
        &self.blocks[panel * quads..(panel + 1) * quads]
    }

    /// The same as 16-bit numbers.
    pub(crate) fn wide(&self, panel: usize) -> &[Wide] {
        let quads = self.quads();
        let all = self.wide.get_or_init(|| self.blocks.iter().map(|block| block.map(i16::from)).collect());
        &all[panel * quads..(panel + 1) * quads]
    }

    /// What the sums of bytes that stand for 0 come to.
    pub(crate) fn zeros(&self, zero: u8) -> Vec<i32> {
        self.weights.iter().map(|sum| sum * i32::from(zero)).collect()
    }

    /// The outputs' scales times `factor`.
    pub(crate) fn factors(&self, factor: f32) -> Vec<f32> {
        self.scales.iter().map(|scale| scale * factor).collect()
    }

    /// `bias + input * weights` for every row of `input`; rows of the result are [`Packed::width`] long.
    pub fn apply(&self, input: &Coded) -> Vec<f32> {
        let mut out = vec![0.0; input.rows() * self.width()];
        let zeros = self.zeros(input.zero());
        let mut finish = Linear { matrix: self, zeros: &zeros, input, out: &mut out };
        product(self, input.bytes(), &mut finish);
        out
    }
}

/// Scales the sums and adds the bias.
struct Linear<'l> {
    matrix: &'l Packed,
    zeros: &'l [i32],
    input: &'l Coded,
    out: &'l mut [f32],
}

impl Finish for Linear<'_> {
    #[inline(always)]
    fn take(&mut self, rows: Range<usize>, panels: Range<usize>, sums: &Sums) {
        let (start, columns) = (panels.start * PANEL, panels.len() * PANEL);
        let of = start..start + columns;
        let (scales, bias) = (&self.matrix.scales[of.clone()], &self.matrix.bias[of.clone()]);
        let zeros = &self.zeros[of];
        for (row, sums) in rows.zip(sums) {
            let factor = self.input.scale(row);
            let out = &mut self.out[row * self.matrix.width() + start..][..columns];
            let sums = &sums[..columns];
            for k in 0..columns {
                out[k] = bias[k] + (sums[k] - zeros[k]) as f32 * (scales[k] * factor);
            }
        }
    }
}

/// Columns that stand side by side in a group of panels.
pub(crate) const GROUP_COLUMNS: usize = GROUP * PANEL;

/// Negatives become 0.
pub(crate) fn rectify(cells: &mut [f32]) {
    vectorised(Rectify { cells });
}

struct Rectify<'r> {
    cells: &'r mut [f32],
}

impl Job for Rectify<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        self.cells.iter_mut().for_each(|x| *x = if *x > 0.0 { *x } else { 0.0 });
    }
}

/// The column of the largest number of each row, the first of equals; `columns` of the `width` of a row count.
pub(crate) fn tops(cells: &[f32], width: usize, columns: usize) -> Vec<usize> {
    vectorised(Tops { cells, width, columns })
}

struct Tops<'t> {
    cells: &'t [f32],
    width: usize,
    columns: usize,
}

impl Job for Tops<'_> {
    type Out = Vec<usize>;

    #[inline(always)]
    fn run(self) -> Vec<usize> {
        let mut out = Vec::with_capacity(self.cells.len() / self.width.max(1));
        for row in self.cells.chunks_exact(self.width.max(1)) {
            let row = &row[..self.columns];
            let (chunks, rest) = row.as_chunks::<PANEL>();
            let mut most = [f32::NEG_INFINITY; PANEL];
            for chunk in chunks {
                for k in 0..PANEL {
                    most[k] = if chunk[k] > most[k] { chunk[k] } else { most[k] };
                }
            }
            let most =
                most.iter().chain(rest).fold(f32::NEG_INFINITY, |top, &x| if x > top { x } else { top });
            out.push(row.iter().position(|&x| x == most).unwrap_or(0));
        }
        out
    }
}

/// The sum of products of two rows, in one order on every machine.
pub(crate) fn dots(left: &[f32], rights: &[f32], width: usize, out: &mut Vec<f32>) {
    vectorised(Dots { left, rights, width, out });
}

struct Dots<'d> {
    left: &'d [f32],
    rights: &'d [f32],
    width: usize,
    out: &'d mut Vec<f32>,
}

impl Job for Dots<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let left = self.left.as_chunks::<PANEL>().0;
        for right in self.rights.chunks_exact(self.width) {
            let mut sums = [0.0_f32; PANEL];
            for (a, b) in left.iter().zip(right.as_chunks::<PANEL>().0) {
                for k in 0..PANEL {
                    sums[k] += a[k] * b[k];
                }
            }
            self.out.push(total(&sums));
        }
    }
}

/// The sum of sixteen numbers, halves first.
#[inline(always)]
pub(crate) fn total(sums: &[f32; PANEL]) -> f32 {
    let mut sums = *sums;
    let mut half = PANEL / 2;
    while half > 0 {
        for k in 0..half {
            sums[k] += sums[k + half];
        }
        half /= 2;
    }
    sums[0]
}
