//! Vectors of words met before: a word's vector hangs on the word alone, so it is computed once.

use super::coded::Coded;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// Words remembered, about 4 MB; when there are more, all are forgotten.
const MOST: usize = 16_384;

/// Each word's vector.
#[derive(Debug, Default)]
pub(crate) struct Known {
    words: RwLock<HashMap<Box<str>, Vector>>,
}

#[derive(Debug)]
struct Vector {
    cells: Box<[u8]>,
    scale: f32,
}

impl Known {
    /// Set the rows of known forms; the places of the others.
    pub(crate) fn look_up(&self, forms: &[&str], out: &mut Coded) -> Vec<usize> {
        // A lock left by a panic still guards whole entries.
        let words = self.words.read().unwrap_or_else(PoisonError::into_inner);
        let mut missing = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            match words.get(*form) {
                Some(vector) => out.set(at, &vector.cells, vector.scale),
                None => missing.push(at),
            }
        }
        missing
    }

    /// Remember the vectors of forms.
    pub(crate) fn keep(&self, forms: &[&str], vectors: &Coded) {
        let mut words = self.words.write().unwrap_or_else(PoisonError::into_inner);
        if words.len() + forms.len() > MOST {
            words.clear();
        }
        for (row, form) in forms.iter().enumerate().take(MOST) {
            let vector = Vector { cells: Box::from(vectors.row(row)), scale: vectors.scale(row) };
            words.insert(Box::from(*form), vector);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_the_rest_is_missing() {
        let vectors = Coded::signed(&[1.0, -2.0, 3.0, 4.0, 0.5, 0.25, -0.5, 0.0], 4, 4);
        let known = Known::default();
        known.keep(&["paix", "trêve"], &vectors);
        let mut out = Coded::blank(3, 4);
        assert_eq!(known.look_up(&["trêve", "guerre", "paix"], &mut out), [1]);
        assert_eq!((out.row(0), out.scale(0)), (vectors.row(1), vectors.scale(1)));
        assert_eq!((out.row(2), out.scale(2)), (vectors.row(0), vectors.scale(0)));
    }
}
