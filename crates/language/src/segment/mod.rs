//! From the text of a paragraph to tokens, words and sentences.
//!
//! Three linear classifiers over hashed features, trained by `training/daftari_train/segment.py`, which
//! computes the same features: where a token ends, where a sentence ends, and (French) whether `des` is one
//! determiner or a preposition and an article.

mod linear;
mod merge;
mod sentences;
mod split;

use crate::labels::Language;
use crate::model::file::{File, WeightsError};
use linear::Linear;
pub(crate) use merge::expand;
use split::Paragraph;
use std::ops::Range;

/// Longest sentence in words: whatever is longer is cut (see [`sentences::bounded`]).
pub(crate) const MAX_WORDS: usize = 200;

/// A surface token in a paragraph, in characters, with the words it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Characters of the paragraph.
    pub(crate) chars: Range<usize>,
    /// The words: one, or the parts of a multiword token.
    pub(crate) words: Vec<String>,
}

/// The segmenter of one language.
#[derive(Debug)]
pub(crate) struct Segmenter {
    language: Language,
    split: Linear<3>,
    sentence: Linear<2>,
    merge: Option<Linear<2>>,
}

impl Segmenter {
    pub(crate) fn load(file: &File<'_>, language: Language) -> Result<Segmenter, WeightsError> {
        Ok(Segmenter {
            language,
            split: Linear::load(file, "segment.split")?,
            sentence: Linear::load(file, "segment.sentence")?,
            merge: if language == Language::French {
                Some(Linear::load(file, "segment.merge")?)
            } else {
                None
            },
        })
    }

    /// Sentences of a paragraph, each its tokens; none is empty or longer than [`MAX_WORDS`] tokens.
    pub(crate) fn sentences(&self, text: &str) -> Vec<Vec<Token>> {
        let paragraph = Paragraph::new(text);
        let pieces = paragraph.pieces(&self.split, self.language == Language::English);
        let forms: Vec<String> = pieces.iter().map(|p| paragraph.raw(p.chars.clone())).collect();
        let stops = sentences::stops(&self.sentence, &pieces, &forms);
        let stops = sentences::bounded(stops, &forms);
        let mut tokens = pieces.iter().enumerate().map(|(i, piece)| Token {
            chars: piece.chars.clone(),
            words: self.words(&paragraph, piece, &forms, i),
        });
        let mut begin = 0;
        let cut = stops.into_iter().map(|stop| {
            let sentence = tokens.by_ref().take(stop + 1 - begin).collect();
            begin = stop + 1;
            sentence
        });
        cut.collect()
    }

    fn words(&self, paragraph: &Paragraph, piece: &split::Piece, forms: &[String], i: usize) -> Vec<String> {
        if !piece.inner.is_empty() {
            let ends = piece.inner.iter().copied().chain([piece.chars.end]);
            let mut start = piece.chars.start;
            let parts = ends.map(|end| paragraph.raw(std::mem::replace(&mut start, end)..end));
            return parts.collect();
        }
        if self.language == Language::French
            && let Some(parts) = expand(&forms[i], || self.is_merged(forms, i))
        {
            return parts;
        }
        vec![forms[i].clone()]
    }

    fn is_merged(&self, forms: &[String], i: usize) -> bool {
        self.merge.as_ref().is_some_and(|merge| merge.best(&merge::features(forms, i)) == 1)
    }
}
