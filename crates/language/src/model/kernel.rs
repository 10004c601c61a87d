//! The arithmetic: matrix products and the gates of an LSTM, on whatever SIMD the machine has.
//!
//! `pulp` picks the instruction set at run time without unsafe code of ours. Each sum runs over its terms in
//! order whatever the tile, so a row's result does not depend on the rows computed beside it.

use pulp::{Arch, Simd, WithSimd};

/// Columns of a panel of a packed matrix; widths are padded to it.
pub const PANEL: usize = 16;
/// Rows of a tile: six rows of two 8-lane registers leave four of AVX2's sixteen for operands.
const TILE: usize = 6;

/// `n` rounded up to whole panels.
pub fn padded(n: usize) -> usize {
    n.div_ceil(PANEL) * PANEL
}

/// A weight matrix ready to multiply: `out = bias + in * weights`.
#[derive(Debug, Clone)]
pub struct Packed {
    inputs: usize,
    outputs: usize,
    /// Panel after panel; in a panel, one row of `PANEL` columns for each input.
    panels: Vec<f32>,
    bias: Vec<f32>,
}

impl Packed {
    /// From rows of weights (one a output, as PyTorch stores them) and an optional bias.
    pub fn new(rows: &[f32], inputs: usize, bias: Option<&[f32]>) -> Packed {
        let outputs = rows.len() / inputs.max(1);
        let wide = padded(outputs);
        let mut panels = vec![0.0; wide * inputs];
        for (output, row) in rows.chunks_exact(inputs).enumerate() {
            let base = (output / PANEL) * inputs * PANEL + output % PANEL;
            for (k, &weight) in row.iter().enumerate() {
                panels[base + k * PANEL] = weight;
            }
        }
        let mut padded_bias = vec![0.0; wide];
        if let Some(bias) = bias {
            padded_bias[..outputs].copy_from_slice(&bias[..outputs]);
        }
        Packed { inputs, outputs, panels, bias: padded_bias }
    }

    /// Number of true outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Length of an output row, padding included.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// `bias + input * weights` for every row of `input`.
    pub fn apply(&self, input: &[f32]) -> Vec<f32> {
        let rows = input.len() / self.inputs.max(1);
        let mut out = Vec::with_capacity(rows * self.width());
        for _ in 0..rows {
            out.extend_from_slice(&self.bias);
        }
        self.add_product(input, &mut out);
        out
    }

    /// `out += input * weights`; rows of `out` are `width()` long.
    pub fn add_product(&self, input: &[f32], out: &mut [f32]) {
        Arch::new().dispatch(Product { matrix: self, input, out });
    }
}

struct Product<'a> {
    matrix: &'a Packed,
    input: &'a [f32],
    out: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            16 => self.run::<S, 1>(simd),
            8 => self.run::<S, 2>(simd),
            4 => self.run::<S, 4>(simd),
            _ => self.plain(),
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn run<S: Simd, const REGISTERS: usize>(self, simd: S) {
        let (inputs, width) = (self.matrix.inputs, self.matrix.width());
        if inputs == 0 {
            return;
        }
        for (p, panel) in self.matrix.panels.chunks_exact(inputs * PANEL).enumerate() {
            let tiles = self.input.chunks(TILE * inputs).zip(self.out.chunks_mut(TILE * width));
            for (rows, out) in tiles {
                let at = p * PANEL;
                match rows.len() / inputs {
                    6 => tile::<S, 6, REGISTERS>(simd, rows, panel, out, width, at),
                    5 => tile::<S, 5, REGISTERS>(simd, rows, panel, out, width, at),
                    4 => tile::<S, 4, REGISTERS>(simd, rows, panel, out, width, at),
                    3 => tile::<S, 3, REGISTERS>(simd, rows, panel, out, width, at),
                    2 => tile::<S, 2, REGISTERS>(simd, rows, panel, out, width, at),
                    _ => tile::<S, 1, REGISTERS>(simd, rows, panel, out, width, at),
                }
            }
        }
    }

    /// Without SIMD registers worth the name.
    fn plain(self) {
        let (inputs, width) = (self.matrix.inputs, self.matrix.width());
        for (row, out) in self.input.chunks_exact(inputs).zip(self.out.chunks_exact_mut(width)) {
            for (panel, out) in
                self.matrix.panels.chunks_exact(inputs * PANEL).zip(out.chunks_exact_mut(PANEL))
            {
                for (&x, weights) in row.iter().zip(panel.chunks_exact(PANEL)) {
                    out.iter_mut().zip(weights).for_each(|(o, &w)| *o += x * w);
                }
            }
        }
    }
}

/// `ROWS` rows times one panel, all sums held in registers.
#[inline(always)]
fn tile<S: Simd, const ROWS: usize, const REGISTERS: usize>(
    simd: S,
    rows: &[f32],
    panel: &[f32],
    out: &mut [f32],
    width: usize,
    at: usize,
) {
    let inputs = panel.len() / PANEL;
    let inputs_of: [&[f32]; ROWS] = std::array::from_fn(|i| &rows[i * inputs..(i + 1) * inputs]);
    let mut sums: [[S::f32s; REGISTERS]; ROWS] = std::array::from_fn(|i| {
        let (lanes, _) = S::as_simd_f32s(&out[i * width + at..i * width + at + PANEL]);
        std::array::from_fn(|r| lanes[r])
    });
    for (k, weights) in panel.chunks_exact(PANEL).enumerate() {
        let (weights, _) = S::as_simd_f32s(weights);
        for i in 0..ROWS {
            let x = simd.splat_f32s(inputs_of[i][k]);
            for r in 0..REGISTERS {
                sums[i][r] = simd.mul_add_e_f32s(x, weights[r], sums[i][r]);
            }
        }
    }
    for i in 0..ROWS {
        let (lanes, _) = S::as_mut_simd_f32s(&mut out[i * width + at..i * width + at + PANEL]);
        lanes[..REGISTERS].copy_from_slice(&sums[i]);
    }
}

/// One step of an LSTM for several sentences: gate sums in, new cell and hidden states out.
pub struct Gates<'a> {
    /// Rows of input, forget, cell and output gate sums, `4 * hidden` long.
    pub sums: &'a [f32],
    /// Rows of cell states, changed in place.
    pub cells: &'a mut [f32],
    /// Rows of hidden states, overwritten.
    pub states: &'a mut [f32],
    /// Units of a direction; a multiple of [`PANEL`].
    pub hidden: usize,
}

impl Gates<'_> {
    /// Advance every row by one step.
    pub fn step(self) {
        Arch::new().dispatch(self);
    }
}

impl WithSimd for Gates<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let hidden = self.hidden;
        let cells = self.cells.chunks_exact_mut(hidden).zip(self.states.chunks_exact_mut(hidden));
        for (sums, (cell, state)) in self.sums.chunks_exact(4 * hidden).zip(cells) {
            let (i, _) = S::as_simd_f32s(&sums[..hidden]);
            let (f, _) = S::as_simd_f32s(&sums[hidden..2 * hidden]);
            let (g, _) = S::as_simd_f32s(&sums[2 * hidden..3 * hidden]);
            let (o, _) = S::as_simd_f32s(&sums[3 * hidden..]);
            let (cell, _) = S::as_mut_simd_f32s(cell);
            let (state, _) = S::as_mut_simd_f32s(state);
            for k in 0..cell.len().min(state.len()).min(i.len()) {
                let kept = simd.mul_f32s(sigmoid(simd, f[k]), cell[k]);
                cell[k] = simd.mul_add_e_f32s(sigmoid(simd, i[k]), tanh(simd, g[k]), kept);
                state[k] = simd.mul_f32s(sigmoid(simd, o[k]), tanh(simd, cell[k]));
            }
        }
    }
}

#[inline(always)]
fn sigmoid<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let half = simd.splat_f32s(0.5);
    simd.mul_add_e_f32s(half, tanh(simd, simd.mul_f32s(half, x)), half)
}

/// Lambert's continued fraction of tanh, cut after ten terms: within 2e-6 of it up to the bound, where
/// both are 1 for our purposes.
#[inline(always)]
fn tanh<S: Simd>(simd: S, x: S::f32s) -> S::f32s {
    let x = simd.max_f32s(simd.min_f32s(x, simd.splat_f32s(TANH_BOUND)), simd.splat_f32s(-TANH_BOUND));
    let y = simd.mul_f32s(x, x);
    let above = horner(simd, y, &TANH_ABOVE);
    let below = horner(simd, y, &TANH_BELOW);
    simd.div_f32s(simd.mul_f32s(x, above), below)
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
fn horner<S: Simd, const N: usize>(simd: S, y: S::f32s, coefficients: &[f32; N]) -> S::f32s {
    let mut sum = simd.splat_f32s(coefficients[0]);
    for &c in &coefficients[1..] {
        sum = simd.mul_add_e_f32s(sum, y, simd.splat_f32s(c));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_the_sum_of_products() {
        for (rows, inputs, outputs) in [(1, 3, 5), (7, 32, 33), (13, 20, 16)] {
            let input: Vec<f32> = (0..rows * inputs).map(|i| (i * 7 % 11) as f32 - 5.0).collect();
            let weights: Vec<f32> = (0..outputs * inputs).map(|i| (i * 5 % 13) as f32 - 6.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|i| i as f32).collect();
            let packed = Packed::new(&weights, inputs, Some(&bias));
            let out = packed.apply(&input);
            for r in 0..rows {
                for o in 0..outputs {
                    let dot: f32 = (0..inputs).map(|k| input[r * inputs + k] * weights[o * inputs + k]).sum();
                    assert_eq!(
                        out[r * packed.width() + o],
                        dot + bias[o],
                        "{rows}x{inputs}x{outputs} at {r},{o}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_its_neighbours() {
        let weights: Vec<f32> = (0..40 * 24).map(|i| ((i * 37 % 101) as f32 - 50.0) / 77.0).collect();
        let packed = Packed::new(&weights, 24, None);
        let input: Vec<f32> = (0..9 * 24).map(|i| ((i * 29 % 97) as f32 - 48.0) / 31.0).collect();
        let all = packed.apply(&input);
        for r in 0..9 {
            let alone = packed.apply(&input[r * 24..(r + 1) * 24]);
            assert_eq!(alone, all[r * packed.width()..(r + 1) * packed.width()]);
        }
    }

    #[test]
    fn the_gates_follow_tanh_and_the_logistic_function() {
        for step in -90..=90 {
            let x = step as f32 / 10.0;
            let mut sums = vec![x; 4 * PANEL];
            sums[2 * PANEL..3 * PANEL].fill(-x);
            let (mut cells, mut states) = (vec![0.5; PANEL], vec![0.0; PANEL]);
            Gates { sums: &sums, cells: &mut cells, states: &mut states, hidden: PANEL }.step();
            let s = 1.0 / (1.0 + (-x).exp());
            let cell = s * 0.5 + s * (-x).tanh();
            assert!((cells[3] - cell).abs() < 1e-5, "{x}: {} {cell}", cells[3]);
            assert!((states[3] - s * cell.tanh()).abs() < 1e-5);
        }
    }
}
