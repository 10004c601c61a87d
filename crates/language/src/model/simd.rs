//! The arithmetic that wants the machine's own instructions: whole-number products, and loops over numbers.
//!
//! All products are of bytes and all sums are whole numbers, so every machine gets the same sums, whatever it adds
//! up at once. This is the only place with `unsafe` code: reading a vector out of an array of its size, and
//! calling what was compiled for a machine after asking the machine whether it is one.
#![allow(unsafe_code, reason = "instructions chosen at run time; see the module's first lines")]

use super::kernel::{PANEL, Packed};
use std::ops::Range;
use std::sync::OnceLock;

/// Inputs that are multiplied and added at once.
pub(crate) const QUAD: usize = 4;
/// Panels whose sums are finished together.
pub(crate) const GROUP: usize = 4;
/// Most rows of a tile.
pub(crate) const MOST_ROWS: usize = 6;
/// Weights of four inputs for the outputs of a panel.
pub(crate) type Block = [i8; QUAD * PANEL];
/// The same as 16-bit numbers.
pub(crate) type Wide = [i16; QUAD * PANEL];
/// Sums of a tile: a row for each of its rows, a column for each output of its group of panels.
pub(crate) type Sums = [[i32; GROUP * PANEL]; MOST_ROWS];

/// What a machine can do, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Whatever the compiler makes of plain loops.
    Plain,
    /// x86-64 with AVX2.
    Avx2,
    /// The same with dot products of bytes (AVX-VNNI).
    AvxVnni,
    /// x86-64 with AVX-512 and its dot products of bytes.
    Avx512Vnni,
}

static LEVEL: OnceLock<Level> = OnceLock::new();

impl Level {
    /// Every level, worst first.
    pub const ALL: [Level; 4] = [Level::Plain, Level::Avx2, Level::AvxVnni, Level::Avx512Vnni];

    /// The level used by this process.
    pub fn used() -> Level {
        *LEVEL.get_or_init(Level::best)
    }

    /// Use at most this level; for measuring. No effect once anything was computed, and never more than there is.
    pub fn limit(most: Level) {
        let _ = LEVEL.set(most.min(Level::best()));
    }

    /// The best level of this machine.
    pub fn best() -> Level {
        Level::ALL.into_iter().rev().find(|level| level.is_here()).unwrap_or(Level::Plain)
    }

    /// Whether this machine has it, all lower ones included.
    pub fn is_here(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = || is_x86_feature_detected!("avx2");
            match self {
                Level::Plain => true,
                Level::Avx2 => avx2(),
                Level::AvxVnni => avx2() && is_x86_feature_detected!("avxvnni"),
                Level::Avx512Vnni => {
                    avx2()
                        && is_x86_feature_detected!("avx512f")
                        && is_x86_feature_detected!("avx512bw")
                        && is_x86_feature_detected!("avx512vl")
                        && is_x86_feature_detected!("avx512vnni")
                }
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        {
            self == Level::Plain
        }
    }
}

/// Rows of bytes to multiply: row `i` is `cells[i * stride..][..columns]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes<'b> {
    pub(crate) cells: &'b [u8],
    pub(crate) stride: usize,
    pub(crate) rows: usize,
}

impl<'b> Bytes<'b> {
    /// The first `blocks` quads of a row.
    #[inline(always)]
    fn quads(&self, row: usize, blocks: usize) -> &'b [[u8; QUAD]] {
        &self.cells[row * self.stride..][..blocks * QUAD].as_chunks().0[..blocks]
    }
}

/// Takes the sums of each tile. Both calls are compiled for the machine where marked `inline(always)`.
pub(crate) trait Finish {
    /// The sums of some rows and panels.
    fn take(&mut self, rows: Range<usize>, panels: Range<usize>, sums: &Sums);
}

/// Work that is compiled anew for each level. `run` must be `inline(always)`.
pub(crate) trait Job {
    /// What comes out.
    type Out;
    /// Do it.
    fn run(self) -> Self::Out;
}

/// Do a job with the widest registers there are. No level contracts a product and a sum into one operation, so
/// the result is the same on all.
pub(crate) fn vectorised<J: Job>(job: J) -> J::Out {
    match Level::used() {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: `Level::used` is never more than the machine said it has.
        Level::Avx512Vnni => unsafe { avx512_vnni::run(job) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Level::AvxVnni => unsafe { avx_vnni::run(job) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Level::Avx2 => unsafe { avx2::run(job) },
        _ => job.run(),
    }
}

/// Multiply rows of bytes with a matrix and hand on the sums.
pub(crate) fn product(matrix: &Packed, input: Bytes<'_>, finish: &mut impl Finish) {
    product_at(Level::used(), matrix, input, finish);
}

/// The same at a level that this machine has.
fn product_at(level: Level, matrix: &Packed, input: Bytes<'_>, finish: &mut impl Finish) {
    match level {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: levels come from `Level::used`, which is never more than the machine said it has.
        Level::Avx512Vnni => unsafe { avx512_vnni::product(matrix, input, finish) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Level::AvxVnni => unsafe { avx_vnni::product(matrix, input, finish) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Level::Avx2 => unsafe { avx2::product(matrix, input, finish) },
        _ => plain(matrix, input, finish),
    }
}

/// Groups of panels and tiles of rows, in the order in which they are computed.
#[inline(always)]
fn tiles(matrix: &Packed, rows: usize, most: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let panels = matrix.panels();
    (0..panels).step_by(GROUP).flat_map(move |panel| {
        let group = panel..(panel + GROUP).min(panels);
        (0..rows).step_by(most).map(move |row| (group.clone(), row..(row + most).min(rows)))
    })
}

fn plain(matrix: &Packed, input: Bytes<'_>, finish: &mut impl Finish) {
    let mut sums = [[0; GROUP * PANEL]; MOST_ROWS];
    for (panels, rows) in tiles(matrix, input.rows, MOST_ROWS) {
        for (sums, row) in sums.iter_mut().zip(rows.clone()) {
            for (sums, panel) in sums.chunks_exact_mut(PANEL).zip(panels.clone()) {
                let blocks = matrix.blocks(panel);
                sums.fill(0);
                for (quad, block) in input.quads(row, blocks.len()).iter().zip(blocks) {
                    let quad = quad.map(i32::from);
                    for (sum, weights) in sums.iter_mut().zip(block.as_chunks::<QUAD>().0) {
                        let [a, b, c, d] = weights.map(i32::from);
                        *sum += quad[0] * a + quad[1] * b + quad[2] * c + quad[3] * d;
                    }
                }
            }
        }
        finish.take(rows, panels, &sums);
    }
}

/// A machine's tile (`ROWS` rows times `PANELS` panels, all sums in registers) and what drives it.
///
/// `registers` is the number of registers of a panel's sums; the functions load one of them from a block, spread
/// a quad of inputs over a register, add products to sums, add sums, and write a panel's sums. Loops are written out: what is
/// called with a closure compiled for a machine is not inlined.
#[cfg(target_arch = "x86_64")]
macro_rules! machine {
    (
        $name:ident, $features:literal, $register:ty, registers $registers:literal, rows $rows:literal,
        panels $panels:literal, $zero:ident
    ) => {
        #[target_feature(enable = $features)]
        pub(super) fn run<J: Job>(job: J) -> J::Out {
            job.run()
        }

        #[target_feature(enable = $features)]
        pub(super) fn product<F: Finish>(matrix: &Packed, input: Bytes<'_>, finish: &mut F) {
            let mut sums = [[0; GROUP * PANEL]; MOST_ROWS];
            for (group, rows) in tiles(matrix, input.rows, $rows) {
                let mut panel = group.start;
                while panel < group.end {
                    let place = Place { panel, column: (panel - group.start) * PANEL, row: rows.start };
                    match $panels.min(group.end - panel) {
                        4 => of_rows::<{ if $panels < 4 { 1 } else { 4 } }>(
                            matrix,
                            input,
                            place,
                            rows.len(),
                            &mut sums,
                        ),
                        3 => of_rows::<{ if $panels < 3 { 1 } else { 3 } }>(
                            matrix,
                            input,
                            place,
                            rows.len(),
                            &mut sums,
                        ),
                        2 => of_rows::<{ if $panels < 2 { 1 } else { 2 } }>(
                            matrix,
                            input,
                            place,
                            rows.len(),
                            &mut sums,
                        ),
                        _ => of_rows::<1>(matrix, input, place, rows.len(), &mut sums),
                    }
                    panel += $panels;
                }
                finish.take(rows, group, &sums);
            }
        }

        #[target_feature(enable = $features)]
        fn of_rows<const PANELS: usize>(
            matrix: &Packed,
            input: Bytes<'_>,
            at: Place,
            rows: usize,
            sums: &mut Sums,
        ) {
            match rows {
                6 => tile::<{ if $rows < 6 { 1 } else { 6 } }, PANELS, 1>(matrix, input, at, sums),
                5 => tile::<{ if $rows < 5 { 1 } else { 5 } }, PANELS, 1>(matrix, input, at, sums),
                4 => tile::<{ if $rows < 4 { 1 } else { 4 } }, PANELS, 1>(matrix, input, at, sums),
                3 => tile::<3, PANELS, 1>(matrix, input, at, sums),
                2 => tile::<2, PANELS, 1>(matrix, input, at, sums),
                _ => tile::<1, PANELS, 2>(matrix, input, at, sums),
            }
        }

        /// `CHAINS` sums of each output are kept apart until the end, where few rows leave the adders waiting.
        #[target_feature(enable = $features)]
        fn tile<const ROWS: usize, const PANELS: usize, const CHAINS: usize>(
            matrix: &Packed,
            input: Bytes<'_>,
            at: Place,
            sums: &mut Sums,
        ) {
            let count = matrix.blocks(at.panel).len();
            let mut blocks: [&[Block]; PANELS] = [&[]; PANELS];
            for p in 0..PANELS {
                blocks[p] = &matrix.blocks(at.panel + p)[..count];
            }
            let mut quads: [&[[u8; QUAD]]; ROWS] = [&[]; ROWS];
            for r in 0..ROWS {
                quads[r] = input.quads(at.row + r, count);
            }
            let mut all = [[[[$zero(); $registers]; PANELS]; ROWS]; CHAINS];
            let mut k = 0;
            while k + CHAINS <= count {
                for c in 0..CHAINS {
                    step(&blocks, &quads, k + c, &mut all[c]);
                }
                k += CHAINS;
            }
            while k < count {
                step(&blocks, &quads, k, &mut all[0]);
                k += 1;
            }
            for r in 0..ROWS {
                for p in 0..PANELS {
                    let mut total = all[0][r][p];
                    for c in 1..CHAINS {
                        for q in 0..$registers {
                            total[q] = add(total[q], all[c][r][p][q]);
                        }
                    }
                    if let Some(place) = sums[r][at.column + p * PANEL..].first_chunk_mut::<PANEL>() {
                        write(&total, place);
                    }
                }
            }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn step<const ROWS: usize, const PANELS: usize>(
            blocks: &[&[Block]; PANELS],
            quads: &[&[[u8; QUAD]]; ROWS],
            k: usize,
            sums: &mut [[[$register; $registers]; PANELS]; ROWS],
        ) {
            let mut weights = [[$zero(); $registers]; PANELS];
            for p in 0..PANELS {
                weights[p] = load(&blocks[p][k]);
            }
            for r in 0..ROWS {
                let quad = spread(i32::from_le_bytes(quads[r][k]));
                for p in 0..PANELS {
                    for q in 0..$registers {
                        sums[r][p][q] = add_products(sums[r][p][q], quad, weights[p][q]);
                    }
                }
            }
        }
    };
}

/// Where a tile stands: its first panel, the column of that in the sums, its first row.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Place {
    panel: usize,
    column: usize,
    row: usize,
}

#[cfg(target_arch = "x86_64")]
mod avx512_vnni {
    use super::*;
    use std::arch::x86_64::*;

    machine!(
        avx512_vnni, "avx2,avx512f,avx512bw,avx512vl,avx512vnni", __m512i, registers 1, rows 6, panels 4,
        _mm512_setzero_si512
    );

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn load(block: &Block) -> [__m512i; 1] {
        // SAFETY: a block is 64 bytes, as the register.
        [unsafe { _mm512_loadu_si512(block.as_ptr().cast()) }]
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn spread(quad: i32) -> __m512i {
        _mm512_set1_epi32(quad)
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    #[inline]
    fn add_products(sums: __m512i, quad: __m512i, weights: __m512i) -> __m512i {
        _mm512_dpbusd_epi32(sums, quad, weights)
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn add(a: __m512i, b: __m512i) -> __m512i {
        _mm512_add_epi32(a, b)
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    fn write(sums: &[__m512i; 1], out: &mut [i32; PANEL]) {
        // SAFETY: sixteen whole numbers are 64 bytes, as the register.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sums[0]) };
    }
}

#[cfg(target_arch = "x86_64")]
mod avx_vnni {
    use super::*;
    use std::arch::x86_64::*;

    machine!(avx_vnni, "avx2,avxvnni", __m256i, registers 2, rows 3, panels 2, _mm256_setzero_si256);

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(block: &Block) -> [__m256i; 2] {
        let at = block.as_ptr();
        // SAFETY: a block is 64 bytes, two registers of 32.
        unsafe { [_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast())] }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn spread(quad: i32) -> __m256i {
        _mm256_set1_epi32(quad)
    }

    #[target_feature(enable = "avx2,avxvnni")]
    #[inline]
    fn add_products(sums: __m256i, quad: __m256i, weights: __m256i) -> __m256i {
        _mm256_dpbusd_avx_epi32(sums, quad, weights)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn add(a: __m256i, b: __m256i) -> __m256i {
        _mm256_add_epi32(a, b)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn write(sums: &[__m256i; 2], out: &mut [i32; PANEL]) {
        let at = out.as_mut_ptr();
        // SAFETY: sixteen whole numbers are 64 bytes, two registers of 32.
        unsafe {
            _mm256_storeu_si256(at.cast(), sums[0]);
            _mm256_storeu_si256(at.add(8).cast(), sums[1]);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2;

#[cfg(test)]
mod tests;
