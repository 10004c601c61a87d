//! One vector for each word type: hashed rows, frozen rows, a residual layer.

use super::features::features;
use super::file::{File, Rounded, WeightsError};
use super::kernel::Packed;
use super::vectors::Vectors;

/// The embedding side of a network.
#[derive(Debug)]
pub(crate) struct Types {
    rows: u64,
    table: Rounded,
    vectors: Vectors,
    first: Packed,
    mean: Packed,
    inner: Packed,
    outer: Packed,
    norm: (Vec<f32>, Vec<f32>),
}

/// Added to the variance, as PyTorch does.
const EPSILON: f32 = 1e-5;

impl Types {
    pub(crate) fn load(file: &File<'_>) -> Result<Types, WeightsError> {
        Ok(Types {
            rows: file.header.rows.max(1),
            table: file.rounded("types.table")?,
            vectors: Vectors::load(file)?,
            first: packed(file, "types.first")?,
            mean: packed(file, "types.mean")?,
            inner: packed(file, "types.inner")?,
            outer: packed(file, "types.outer")?,
            norm: (file.floats("types.norm.weight")?, file.floats("types.norm.bias")?),
        })
    }

    /// Columns of a type's vector.
    pub(crate) fn columns(&self) -> usize {
        self.table.columns
    }

    /// Vectors of forms, row after row.
    pub(crate) fn vectors(&self, forms: &[&str]) -> Vec<f32> {
        let (wide, frozen_wide) = (self.columns(), self.vectors.table.columns);
        let mut first = vec![0.0; forms.len() * frozen_wide];
        let mut mean = vec![0.0; forms.len() * frozen_wide];
        let mut out = vec![0.0; forms.len() * wide];
        for (i, form) in forms.iter().enumerate() {
            self.add_hashed(form, &mut out[i * wide..(i + 1) * wide]);
            let rows = self.vectors.lookup(form);
            let share = 1.0 / rows.len().max(1) as f32;
            let at = i * frozen_wide..(i + 1) * frozen_wide;
            rows.iter().for_each(|&row| self.vectors.table.add_row(row, share, &mut mean[at.clone()]));
            if let Some(&row) = rows.first() {
                self.vectors.table.add_row(row, 1.0, &mut first[at]);
            }
        }
        add(&mut out, &self.mean.apply(&mean));
        self.first.add_product(&first, &mut out);
        out.chunks_exact_mut(wide).for_each(|row| self.normalise(row));
        let mut inner = self.inner.apply(&out);
        inner.iter_mut().for_each(|x| *x = x.max(0.0));
        add(&mut out, &self.outer.apply(&inner));
        out
    }

    fn add_hashed(&self, form: &str, out: &mut [f32]) {
        let found = features(form, self.rows);
        found.whole.iter().for_each(|&row| self.table.add_row(row as usize, 1.0, out));
        let weight = 1.0 / (found.grams.len().max(1) as f32).sqrt();
        found.grams.iter().for_each(|&row| self.table.add_row(row as usize, weight, out));
    }

    fn normalise(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = row.iter().sum::<f32>() / n;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / n;
        let factor = 1.0 / (variance + EPSILON).sqrt();
        for (x, (w, b)) in row.iter_mut().zip(self.norm.0.iter().zip(&self.norm.1)) {
            *x = (*x - mean) * factor * w + b;
        }
    }
}

fn add(out: &mut [f32], other: &[f32]) {
    out.iter_mut().zip(other).for_each(|(o, x)| *o += x);
}

/// A linear layer `name.weight` with `name.bias`, if it has one.
pub(crate) fn packed(file: &File<'_>, name: &str) -> Result<Packed, WeightsError> {
    let weight = file.rounded(&format!("{name}.weight"))?;
    let bias = file.floats(&format!("{name}.bias")).ok();
    if bias.as_ref().is_some_and(|b| b.len() != weight.scales.len()) {
        return Err(WeightsError::Tensor(format!("{name}.bias")));
    }
    Ok(Packed::new(&weight.to_f32(), weight.columns, bias.as_deref()))
}
