//! Rows of numbers as bytes: what goes into a matrix product.

use super::kernel::PANEL;
use super::simd::{Bytes, Job, QUAD, vectorised};

/// Added to a number below 2^22, it leaves the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
/// The byte that stands for 0 where numbers have signs.
pub(crate) const MIDDLE: u8 = 128;
/// Steps from 0 to 1 of a number between -1 and 1.
pub(crate) const STEPS: f32 = 127.0;

/// Rows of bytes, each standing for `(byte - zero) * scale`.
#[derive(Debug, Clone)]
pub struct Coded {
    /// Bytes from a row to the next.
    stride: usize,
    cells: Vec<u8>,
    zero: u8,
    scales: Scales,
}

#[derive(Debug, Clone)]
enum Scales {
    /// The same for all rows.
    Same(f32),
    /// One a row.
    Each(Vec<f32>),
}

impl Coded {
    /// Rows of `width` numbers of which the first `columns` count, in 255 steps of each row's largest.
    pub fn signed(numbers: &[f32], width: usize, columns: usize) -> Coded {
        Coded::of(numbers, width, columns, MIDDLE)
    }

    /// The same for numbers whose negatives count as 0: a ReLU is part of it.
    pub fn positive(numbers: &[f32], width: usize, columns: usize) -> Coded {
        Coded::of(numbers, width, columns, 0)
    }

    fn of(numbers: &[f32], width: usize, columns: usize, zero: u8) -> Coded {
        let stride = columns.next_multiple_of(QUAD);
        let rows = numbers.len() / width.max(1);
        let mut coded =
            Coded { stride, cells: vec![zero; rows * stride], zero, scales: Scales::Each(vec![0.0; rows]) };
        vectorised(Coding { numbers, width, columns, coded: &mut coded });
        coded
    }

    /// Rows of states between -1 and 1, all 0.
    pub(crate) fn states(rows: usize, columns: usize) -> Coded {
        let stride = columns.next_multiple_of(QUAD);
        Coded { stride, cells: vec![MIDDLE; rows * stride], zero: MIDDLE, scales: Scales::Same(1.0 / STEPS) }
    }

    /// Rows to be set one by one.
    pub(crate) fn blank(rows: usize, columns: usize) -> Coded {
        let stride = columns.next_multiple_of(QUAD);
        let scales = Scales::Each(vec![0.0; rows]);
        Coded { stride, cells: vec![MIDDLE; rows * stride], zero: MIDDLE, scales }
    }

    /// Put bytes and their scale in a row of [`Coded::blank`].
    pub(crate) fn set(&mut self, row: usize, cells: &[u8], scale: f32) {
        self.cells[row * self.stride..][..cells.len()].copy_from_slice(cells);
        if let Scales::Each(scales) = &mut self.scales {
            scales[row] = scale;
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.cells.len() / self.stride.max(1)
    }

    /// Some of the rows, in the order given.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Coded {
        let cells = rows.iter().flat_map(|row| self.row(*row).iter().copied()).collect();
        let scales = match &self.scales {
            Scales::Same(scale) => Scales::Same(*scale),
            Scales::Each(scales) => Scales::Each(rows.iter().map(|&row| scales[row]).collect()),
        };
        Coded { stride: self.stride, cells, zero: self.zero, scales }
    }

    pub(crate) fn row(&self, row: usize) -> &[u8] {
        &self.cells[row * self.stride..(row + 1) * self.stride]
    }

    pub(crate) fn stride(&self) -> usize {
        self.stride
    }

    pub(crate) fn zero(&self) -> u8 {
        self.zero
    }

    pub(crate) fn cells_mut(&mut self) -> &mut [u8] {
        &mut self.cells
    }

    pub(crate) fn bytes(&self) -> Bytes<'_> {
        Bytes { cells: &self.cells, stride: self.stride, rows: self.rows() }
    }

    #[inline(always)]
    pub(crate) fn scale(&self, row: usize) -> f32 {
        match &self.scales {
            Scales::Same(scale) => *scale,
            Scales::Each(scales) => scales[row],
        }
    }
}

/// Rows of whole numbers, each with a scale, to add up.
#[derive(Debug)]
pub struct Table {
    columns: usize,
    cells: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    /// From whole numbers, row after row, and a scale for each row.
    pub fn new(columns: usize, cells: Vec<i8>, scales: Vec<f32>) -> Table {
        Table { columns, cells, scales }
    }

    /// Numbers in a row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Add rows to `out`, one after the other, each `share` times; rows that the table does not have are nothing.
    pub fn add(&self, rows: &[u32], share: f32, out: &mut [f32]) {
        vectorised(Adding { table: self, rows, share, out });
    }
}

struct Adding<'a> {
    table: &'a Table,
    rows: &'a [u32],
    share: f32,
    out: &'a mut [f32],
}

impl Job for Adding<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let columns = self.table.columns;
        for &row in self.rows {
            let row = row as usize;
            let Some(cells) = self.table.cells.get(row * columns..(row + 1) * columns) else { continue };
            let factor = self.table.scales[row] * self.share;
            self.out.iter_mut().zip(cells).for_each(|(o, &cell)| *o += f32::from(cell) * factor);
        }
    }
}

struct Coding<'c> {
    numbers: &'c [f32],
    width: usize,
    columns: usize,
    coded: &'c mut Coded,
}

impl Job for Coding<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Coded { stride, cells, zero, scales } = self.coded;
        let Scales::Each(scales) = scales else { return };
        let steps = if *zero == 0 { 255.0 } else { STEPS };
        let rows = self.numbers.chunks_exact(self.width).zip(cells.chunks_exact_mut(*stride));
        for ((numbers, cells), scale) in rows.zip(scales) {
            let numbers = &numbers[..self.columns];
            let most = largest(numbers, *zero == 0);
            let factor = if most > 0.0 { steps / most } else { 0.0 };
            *scale = most / steps;
            let least = if *zero == 0 { 0.0 } else { f32::MIN };
            for (cell, &x) in cells.iter_mut().zip(numbers) {
                let x = if x > least { x } else { least };
                *cell = byte(x * factor, *zero);
            }
        }
    }
}

/// The byte of a number of steps from 0, rounded.
#[inline(always)]
pub(crate) fn byte(steps: f32, zero: u8) -> u8 {
    (steps + (ROUND + f32::from(zero))).to_bits() as u8
}

/// The largest number, or the largest magnitude.
#[inline(always)]
fn largest(numbers: &[f32], positive: bool) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<PANEL>();
    let mut most = [0.0_f32; PANEL];
    for chunk in chunks {
        for k in 0..PANEL {
            let x = if positive { chunk[k] } else { chunk[k].abs() };
            most[k] = if x > most[k] { x } else { most[k] };
        }
    }
    let rest = rest.iter().map(|x| if positive { *x } else { x.abs() });
    most.into_iter().chain(rest).fold(0.0, |most, x| if x > most { x } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_within_half_a_step_of_its_byte() {
        let numbers: Vec<f32> = (0..63).map(|i| ((i * 37 % 101) as f32 - 50.0) / 7.0).collect();
        for (coded, positive) in
            [(Coded::signed(&numbers, 21, 21), false), (Coded::positive(&numbers, 21, 21), true)]
        {
            for (row, numbers) in numbers.chunks_exact(21).enumerate() {
                for (cell, x) in coded.row(row).iter().zip(numbers) {
                    let x = if positive { x.max(0.0) } else { *x };
                    let back = f32::from(i16::from(*cell) - i16::from(coded.zero)) * coded.scale(row);
                    assert!((back - x).abs() <= coded.scale(row) * 0.501, "{x} {back}");
                }
            }
        }
        assert!(Coded::signed(&[0.0; 8], 4, 4).cells.iter().all(|&cell| cell == MIDDLE));
    }
}
