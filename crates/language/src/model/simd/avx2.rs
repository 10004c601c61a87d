//! Products where there are no dot products of bytes: of 16-bit numbers, which no sum of two cuts off.
//!
//! (There is an instruction for products of bytes, but it cuts sums of two at 16 bits.) Weights are widened once, at the first
//! product; inputs as each tile of rows comes by. Loops are written out: what is called with a closure compiled for a machine is
//! not inlined, and one such call costs more than the products between two.
#![allow(clippy::needless_range_loop, reason = "loops are written out; see above")]

use super::{Bytes, Finish, GROUP, Job, MOST_ROWS, PANEL, Packed, QUAD, Sums, Wide, tiles};
use std::arch::x86_64::*;

/// Rows of a tile: as many as have their sums, inputs and weights in the sixteen registers.
const ROWS: usize = 2;
/// Registers of a panel's sums: two sums for each of four outputs in each.
const REGISTERS: usize = 4;

#[target_feature(enable = "avx2")]
pub(super) fn run<J: Job>(job: J) -> J::Out {
    job.run()
}

#[target_feature(enable = "avx2")]
pub(super) fn product<F: Finish>(matrix: &Packed, input: Bytes<'_>, finish: &mut F) {
    let mut sums = [[0; GROUP * PANEL]; MOST_ROWS];
    let quads = matrix.quads();
    let mut inputs = vec![[0_i16; QUAD]; ROWS * quads];
    for (group, rows) in tiles(matrix, input.rows, ROWS) {
        for n in 0..rows.len() {
            widen(input.quads(rows.start + n, quads), &mut inputs[n * quads..][..quads]);
        }
        for panel in group.start..group.end {
            let weights = matrix.wide(panel);
            let column = (panel - group.start) * PANEL;
            if rows.len() == ROWS {
                tile::<ROWS, 1>(weights, &inputs, column, &mut sums);
            } else {
                tile::<1, 2>(weights, &inputs, column, &mut sums);
            }
        }
        finish.take(rows, group, &sums);
    }
}

/// Bytes as 16-bit numbers.
#[target_feature(enable = "avx2")]
#[inline]
fn widen(bytes: &[[u8; QUAD]], out: &mut [[i16; QUAD]]) {
    for k in 0..out.len().min(bytes.len()) {
        for n in 0..QUAD {
            out[k][n] = bytes[k][n] as i16;
        }
    }
}

/// Sums of some rows for one panel. `CHAINS` sums of each output are kept apart until the end, where few rows leave the adders
/// waiting.
#[target_feature(enable = "avx2")]
#[inline]
fn tile<const ROWS: usize, const CHAINS: usize>(
    weights: &[Wide],
    inputs: &[[i16; QUAD]],
    column: usize,
    sums: &mut Sums,
) {
    let count = weights.len();
    let mut rows: [&[[i16; QUAD]]; ROWS] = [&[]; ROWS];
    for r in 0..ROWS {
        rows[r] = &inputs[r * count..][..count];
    }
    let mut all = [[[_mm256_setzero_si256(); REGISTERS]; ROWS]; CHAINS];
    let mut k = 0;
    while k + CHAINS <= count {
        for c in 0..CHAINS {
            step(&weights[k + c], &rows, k + c, &mut all[c]);
        }
        k += CHAINS;
    }
    while k < count {
        step(&weights[k], &rows, k, &mut all[0]);
        k += 1;
    }
    for r in 0..ROWS {
        let mut total = all[0][r];
        for c in 1..CHAINS {
            for q in 0..REGISTERS {
                total[q] = _mm256_add_epi32(total[q], all[c][r][q]);
            }
        }
        if let Some(out) = sums[r][column..].first_chunk_mut::<PANEL>() {
            write(total, out);
        }
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn step<const ROWS: usize>(
    weights: &Wide,
    rows: &[&[[i16; QUAD]]; ROWS],
    k: usize,
    sums: &mut [[__m256i; REGISTERS]; ROWS],
) {
    let mut inputs = [_mm256_setzero_si256(); ROWS];
    for r in 0..ROWS {
        // SAFETY: four numbers of two bytes, as the 64 bits that are read.
        let quad: i64 = unsafe { rows[r][k].as_ptr().cast::<i64>().read_unaligned() };
        inputs[r] = _mm256_set1_epi64x(quad);
    }
    for q in 0..REGISTERS {
        // SAFETY: a block is 64 numbers of two bytes, four registers of 32 bytes.
        let weights = unsafe { _mm256_loadu_si256(weights.as_ptr().add(q * 16).cast()) };
        for r in 0..ROWS {
            sums[r][q] = _mm256_add_epi32(sums[r][q], _mm256_madd_epi16(inputs[r], weights));
        }
    }
}

/// The two sums of each output added up, and the outputs in their order.
#[target_feature(enable = "avx2")]
#[inline]
fn write(sums: [__m256i; REGISTERS], out: &mut [i32; PANEL]) {
    let low = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(sums[0], sums[1]));
    let high = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(sums[2], sums[3]));
    let at = out.as_mut_ptr();
    // SAFETY: sixteen whole numbers are 64 bytes, two registers of 32.
    unsafe {
        _mm256_storeu_si256(at.cast(), low);
        _mm256_storeu_si256(at.add(8).cast(), high);
    }
}
