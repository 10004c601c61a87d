//! One vector for each word type: hashed rows, frozen rows, a residual layer.

use super::coded::{Coded, Table};
use super::features::features;
use super::file::{File, WeightsError};
use super::kernel::{PANEL, Packed, total};
use super::known::Known;
use super::simd::{Job, vectorised};
use super::vectors::Vectors;

/// The embedding side of a network.
#[derive(Debug)]
pub(crate) struct Types {
    rows: u64,
    table: Table,
    vectors: Vectors,
    first: Packed,
    mean: Packed,
    inner: Packed,
    outer: Packed,
    norm: (Vec<f32>, Vec<f32>),
    known: Known,
}

/// Added to the variance, as PyTorch does.
const EPSILON: f32 = 1e-5;

impl Types {
    pub(crate) fn load(file: &File<'_>) -> Result<Types, WeightsError> {
        Ok(Types {
            rows: file.header.rows.max(1),
            table: file.table("types.table")?,
            vectors: Vectors::load(file)?,
            first: Packed::new(&file.linear("types.first")?),
            mean: Packed::new(&file.linear("types.mean")?),
            inner: Packed::new(&file.linear("types.inner")?),
            outer: Packed::new(&file.linear("types.outer")?),
            norm: (file.floats("types.norm.weight")?, file.floats("types.norm.bias")?),
            known: Known::default(),
        })
    }

    /// Columns of a type's vector.
    pub(crate) fn columns(&self) -> usize {
        self.table.columns()
    }

    /// Vectors of forms, row after row.
    pub(crate) fn vectors(&self, forms: &[&str]) -> Coded {
        let mut out = Coded::blank(forms.len(), self.columns());
        let missing = self.known.look_up(forms, &mut out);
        if !missing.is_empty() {
            let new: Vec<&str> = missing.iter().map(|&at| forms[at]).collect();
            let vectors = self.computed(&new);
            missing.iter().enumerate().for_each(|(i, &at)| out.set(at, vectors.row(i), vectors.scale(i)));
            self.known.keep(&new, &vectors);
        }
        out
    }

    fn computed(&self, forms: &[&str]) -> Coded {
        let (wide, frozen) = (self.columns(), self.vectors.table.columns());
        let mut first = vec![0.0; forms.len() * frozen];
        let mut mean = vec![0.0; forms.len() * frozen];
        let mut out = vec![0.0; forms.len() * wide];
        for (i, form) in forms.iter().enumerate() {
            let found = features(form, self.rows);
            let share = 1.0 / (found.grams.len().max(1) as f32).sqrt();
            let out = &mut out[i * wide..(i + 1) * wide];
            self.table.add(&found.whole, 1.0, out);
            self.table.add(&found.grams, share, out);
            let rows = self.vectors.lookup(form);
            let share = 1.0 / rows.len().max(1) as f32;
            let at = i * frozen..(i + 1) * frozen;
            self.vectors.table.add(&rows, share, &mut mean[at.clone()]);
            self.vectors.table.add(&rows[..rows.len().min(1)], 1.0, &mut first[at]);
        }
        add(&mut out, &self.mean.apply(&Coded::signed(&mean, frozen, frozen)), self.mean.width());
        add(&mut out, &self.first.apply(&Coded::signed(&first, frozen, frozen)), self.first.width());
        vectorised(Normalising { rows: &mut out, norm: (&self.norm.0, &self.norm.1) });
        let inner = self.inner.apply(&Coded::signed(&out, wide, wide));
        let inner = Coded::positive(&inner, self.inner.width(), self.inner.outputs());
        add(&mut out, &self.outer.apply(&inner), self.outer.width());
        Coded::signed(&out, wide, wide)
    }
}

/// Layer normalisation of rows, in place.
struct Normalising<'n> {
    rows: &'n mut [f32],
    norm: (&'n [f32], &'n [f32]),
}

impl Job for Normalising<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let (weights, biases) = self.norm;
        let n = weights.len() as f32;
        for row in self.rows.chunks_exact_mut(weights.len()) {
            let mean = sum_of(row, |x| x) / n;
            let variance = sum_of(row, |x| (x - mean) * (x - mean)) / n;
            let factor = 1.0 / (variance + EPSILON).sqrt();
            for (x, (w, b)) in row.iter_mut().zip(weights.iter().zip(biases)) {
                *x = (*x - mean) * factor * w + b;
            }
        }
    }
}

/// A sum in one order whatever the registers.
#[inline(always)]
fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<PANEL>();
    let mut sums = [0.0; PANEL];
    for chunk in chunks {
        for k in 0..PANEL {
            sums[k] += of(chunk[k]);
        }
    }
    total(&sums) + rest.iter().map(|&x| of(x)).sum::<f32>()
}

/// Add rows of `width` columns to rows of fewer.
fn add(out: &mut [f32], rows: &[f32], width: usize) {
    let columns = out.len() / (rows.len() / width).max(1);
    for (out, row) in out.chunks_exact_mut(columns.max(1)).zip(rows.chunks_exact(width)) {
        out.iter_mut().zip(row).for_each(|(o, x)| *o += x);
    }
}
