//! The weights file: magic, SHA-256, a JSON header, tensors. Nothing is used before the sum is checked.

use super::coded::Table;
use super::kernel::Matrix;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"DAFTARI\x01";
const SUM: usize = 32;

/// Why weights could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not a weights file of this version.
    #[error("not a weights file of this version")]
    Magic,
    /// The bytes are not the ones that were written.
    #[error("the weights are damaged: their SHA-256 does not match")]
    Checksum,
    /// The header cannot be read.
    #[error("the header of the weights cannot be read: {0}")]
    Header(String),
    /// A tensor is missing or has another shape.
    #[error("tensor `{0}` of the weights is missing or malformed")]
    Tensor(String),
    /// Weights of another language.
    #[error("these are the weights of `{0}`")]
    Language(String),
}

/// The header of a weights file.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) language: String,
    pub(crate) rows: u64,
    pub(crate) labels: LabelNames,
    #[serde(default)]
    pub(crate) pieces: Vec<String>,
    pub(crate) common: Vec<String>,
    tensors: BTreeMap<String, Entry>,
}

/// Class names of each head.
#[derive(Debug, Deserialize)]
pub(crate) struct LabelNames {
    pub(crate) upos: Vec<String>,
    pub(crate) feats: Vec<String>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    kind: String,
    shape: Vec<usize>,
    at: usize,
}

/// A weights file whose sum was checked.
#[derive(Debug)]
pub(crate) struct File<'a> {
    pub(crate) header: Header,
    /// First eight bytes of the file's sum, hexadecimal: which weights these are.
    pub(crate) sum: String,
    data: &'a [u8],
}

/// int8 rows with a scale each.
#[derive(Debug, Clone)]
pub(crate) struct Rounded {
    pub(crate) columns: usize,
    pub(crate) cells: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

impl<'a> File<'a> {
    /// Check the sum and read the header.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<File<'a>, WeightsError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(WeightsError::Magic)?;
        let (sum, body) = rest.split_at_checked(SUM).ok_or(WeightsError::Magic)?;
        if Sha256::digest(body).as_slice() != sum {
            return Err(WeightsError::Checksum);
        }
        let (length, body) = body.split_first_chunk::<4>().ok_or(WeightsError::Magic)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (header, data) = body.split_at_checked(length).ok_or(WeightsError::Magic)?;
        let header = serde_json::from_slice(header).map_err(|e| WeightsError::Header(e.to_string()))?;
        let sum = sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(File { header, sum, data })
    }

    fn bytes(&self, name: &str, kind: &str, size: usize) -> Result<(&'a [u8], &[usize]), WeightsError> {
        let wrong = || WeightsError::Tensor(name.to_owned());
        let entry = self.header.tensors.get(name).filter(|e| e.kind == kind).ok_or_else(wrong)?;
        let count = entry.shape.iter().try_fold(size, |n, &d| n.checked_mul(d)).ok_or_else(wrong)?;
        let end = entry.at.checked_add(count).ok_or_else(wrong)?;
        Ok((self.data.get(entry.at..end).ok_or_else(wrong)?, &entry.shape))
    }

    /// Numbers of an f32 tensor of any shape.
    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, WeightsError> {
        let (bytes, _) = self.bytes(name, "f32", 4)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// An int8 matrix with its scales (one a row, or one for all).
    pub(crate) fn rounded(&self, name: &str) -> Result<Rounded, WeightsError> {
        let (bytes, shape) = self.bytes(name, "i8", 1)?;
        let &[rows, columns] = shape else { return Err(WeightsError::Tensor(name.to_owned())) };
        let scales = self.floats(&format!("{name}.scale"))?;
        if scales.len() != rows && scales.len() != 1 {
            return Err(WeightsError::Tensor(format!("{name}.scale")));
        }
        Ok(Rounded { columns, cells: bytes.iter().map(|b| b.cast_signed()).collect(), scales })
    }

    /// An int8 matrix with a scale for each row, to multiply with.
    pub(crate) fn matrix(&self, name: &str) -> Result<Matrix, WeightsError> {
        let Rounded { columns, cells, scales } = self.rounded(name)?;
        if columns == 0 || scales.len() != cells.len() / columns {
            return Err(WeightsError::Tensor(format!("{name}.scale")));
        }
        Ok(Matrix::new(columns, cells, scales))
    }

    /// An int8 matrix with a scale for each row or one for all, to add up rows of.
    pub(crate) fn table(&self, name: &str) -> Result<Table, WeightsError> {
        let Rounded { columns, cells, mut scales } = self.rounded(name)?;
        let rows = cells.len() / columns.max(1);
        if let [scale] = scales[..] {
            scales.resize(rows, scale);
        }
        Ok(Table::new(columns, cells, scales))
    }

    /// A linear layer `name.weight` with `name.bias`, if it has one.
    pub(crate) fn linear(&self, name: &str) -> Result<Matrix, WeightsError> {
        let weight = self.matrix(&format!("{name}.weight"))?;
        match self.floats(&format!("{name}.bias")).ok() {
            Some(bias) if bias.len() != weight.outputs() => Err(WeightsError::Tensor(format!("{name}.bias"))),
            Some(bias) => Ok(weight.with_bias(&bias)),
            None => Ok(weight),
        }
    }

    /// Numbers of a u32 tensor.
    pub(crate) fn u32s(&self, name: &str) -> Result<Vec<u32>, WeightsError> {
        let (bytes, _) = self.bytes(name, "u32", 4)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    /// Numbers of a u16 tensor.
    pub(crate) fn u16s(&self, name: &str) -> Result<Vec<u16>, WeightsError> {
        let (bytes, _) = self.bytes(name, "u16", 2)?;
        Ok(bytes.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(body: &[u8]) -> Vec<u8> {
        [MAGIC.as_slice(), Sha256::digest(body).as_slice(), body].concat()
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let mut bytes = sealed(b"\x02\0\0\0{}");
        assert!(matches!(File::open(&bytes), Err(WeightsError::Header(_))));
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(File::open(&bytes).unwrap_err(), WeightsError::Checksum);
        assert_eq!(File::open(b"PK").unwrap_err(), WeightsError::Magic);
    }
}
