//! The file of trained weights: named tensors, most of them as bytes with a scale for each row.

use language::coded::Table;
use language::kernel::Matrix;
use std::collections::BTreeMap;
use std::fmt;

/// Why weights cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightsError {
    /// The file is not the one its checksum was made for.
    Checksum {
        /// SHA-256 that was expected.
        expected: String,
        /// SHA-256 of the bytes given.
        found: String,
    },
    /// The file ends early or does not begin as it should.
    Malformed,
    /// A tensor is missing or has the wrong shape.
    Tensor(String),
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeightsError::Checksum { expected, found } => {
                write!(
                    f,
                    "the weights of the span model are not the ones released: checksum {found}, not {expected}"
                )
            }
            WeightsError::Malformed => write!(f, "the weights of the span model are cut or not weights"),
            WeightsError::Tensor(name) => {
                write!(f, "the weights of the span model lack `{name}` in the right shape")
            }
        }
    }
}

impl std::error::Error for WeightsError {}

/// A matrix: bytes with a scale for each row, or plain numbers.
#[derive(Debug)]
pub(crate) struct Tensor<'b> {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    values: Values<'b>,
}

#[derive(Debug)]
enum Values<'b> {
    Scaled { scales: Vec<f32>, bytes: &'b [u8] },
    Plain(Vec<f32>),
}

impl Tensor<'_> {
    /// The rows to multiply with, a row for each output.
    pub(crate) fn matrix(&self) -> Matrix {
        match &self.values {
            Values::Plain(numbers) => Matrix::rounded(self.columns, numbers),
            Values::Scaled { scales, bytes } => {
                Matrix::new(self.columns, bytes.iter().map(|b| b.cast_signed()).collect(), scales.clone())
            }
        }
    }

    /// The rows to add up; none where they are no bytes.
    pub(crate) fn table(&self) -> Option<Table> {
        match &self.values {
            Values::Plain(_) => None,
            Values::Scaled { scales, bytes } => {
                let cells = bytes.iter().map(|b| b.cast_signed()).collect();
                Some(Table::new(self.columns, cells, scales.clone()))
            }
        }
    }

    /// All numbers, row after row.
    pub(crate) fn numbers(&self) -> Vec<f32> {
        match &self.values {
            Values::Plain(numbers) => numbers.clone(),
            Values::Scaled { scales, bytes } => {
                let row = |(bytes, scale): (&[u8], &f32)| {
                    bytes.iter().map(|&b| f32::from(b.cast_signed()) * scale).collect::<Vec<f32>>()
                };
                bytes.chunks_exact(self.columns).zip(scales).flat_map(row).collect()
            }
        }
    }
}

/// The tensors of a file.
pub(crate) type Tensors<'b> = BTreeMap<String, Tensor<'b>>;

/// Read a file, checked against its SHA-256.
pub(crate) fn read<'b>(bytes: &'b [u8], checksum: &str) -> Result<Tensors<'b>, WeightsError> {
    let found = record::id::sha256_hex(bytes);
    if found != checksum.trim() {
        return Err(WeightsError::Checksum { expected: checksum.trim().to_owned(), found });
    }
    let mut cursor = Cursor { bytes };
    if cursor.take(4)? != b"DSPN" {
        return Err(WeightsError::Malformed);
    }
    (0..cursor.number()?).map(|_| cursor.tensor()).collect()
}

struct Cursor<'b> {
    bytes: &'b [u8],
}

impl<'b> Cursor<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], WeightsError> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(WeightsError::Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, WeightsError> {
        let bytes: [u8; 4] = self.take(4)?.try_into().map_err(|_| WeightsError::Malformed)?;
        Ok(u32::from_le_bytes(bytes) as usize)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.take(count.checked_mul(4).ok_or(WeightsError::Malformed)?)?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn tensor(&mut self) -> Result<(String, Tensor<'b>), WeightsError> {
        let length = usize::from(self.take(1)?[0]);
        let name = String::from_utf8(self.take(length)?.to_vec()).map_err(|_| WeightsError::Malformed)?;
        let (rows, columns) = (self.number()?, self.number()?);
        let count = rows.checked_mul(columns).ok_or(WeightsError::Malformed)?;
        let values = match self.take(1)?[0] {
            0 => Values::Scaled { scales: self.floats(rows)?, bytes: self.take(count)? },
            _ => Values::Plain(self.floats(count)?),
        };
        Ok((name, Tensor { rows, columns, values }))
    }
}
