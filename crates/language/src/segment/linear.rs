//! A hashed linear classifier.

use crate::model::features::fnv;
use crate::model::file::{File, Rounded, WeightsError};

/// Bits of a feature's hash that choose its row.
const ROWS: u64 = 1 << 16;

/// Row of a feature, given in parts that stand for their concatenation.
pub(crate) fn row(parts: &[&str]) -> usize {
    usize::try_from(fnv(parts) & (ROWS - 1)).unwrap_or(0)
}

/// Weights of `N` classes.
#[derive(Debug)]
pub(crate) struct Linear<const N: usize> {
    table: Rounded,
    bias: [f32; N],
}

impl<const N: usize> Linear<N> {
    pub(crate) fn load(file: &File<'_>, name: &str) -> Result<Linear<N>, WeightsError> {
        let wrong = || WeightsError::Tensor(name.to_owned());
        let table = file.rounded(name)?;
        let bias = file.floats(&format!("{name}.bias"))?.try_into().map_err(|_| wrong())?;
        let rows = usize::try_from(ROWS).unwrap_or(0);
        if table.columns != N || table.cells.len() != rows * N || table.scales.is_empty() {
            return Err(wrong());
        }
        Ok(Linear { table, bias })
    }

    /// The class with the highest sum over the rows.
    pub(crate) fn best(&self, rows: &[usize]) -> usize {
        let mut sums = [0_i32; N];
        for &row in rows {
            let cells = &self.table.cells[row * N..(row + 1) * N];
            sums.iter_mut().zip(cells).for_each(|(sum, &cell)| *sum += i32::from(cell));
        }
        let score = |class: usize| sums[class] as f32 * self.table.scales[0] + self.bias[class];
        (0..N).fold(0, |top, class| if score(class) > score(top) { class } else { top })
    }
}
