//! A report's words with its quotation marks, for readers of single words.

use super::marks::{self, Quoted};
use super::words::Words;
use crate::lexicon::{Found, Lexicon, Loaded, Tagged};
use language::{Analysis, Upos};
use record::span::TextIndex;
use record::{Report, Span};

/// A report's words with its quotation marks.
pub(crate) struct Text<'t> {
    words: Words<'t>,
    quotes: Vec<Quoted>,
}

impl<'t> Text<'t> {
    /// Lay out a report.
    pub(crate) fn new(report: &Report, analysis: &'t Analysis, lexicon: &Lexicon) -> Text<'t> {
        let words = super::prepare(analysis, &TextIndex::new(&report.text), lexicon);
        let chars: Vec<char> = report.text.chars().collect();
        let quotes = marks::quotations(&words, &chars);
        Text { words, quotes }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Where the words from `start` up to `end` stand.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.words.span(start..end)
    }

    /// Whether a word stands in quotation marks.
    pub(crate) fn quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|quoted| quoted.words.contains(&at))
    }

    /// Whether a word is part of a name.
    pub(crate) fn is_name(&self, at: usize) -> bool {
        let word = &self.words.all[at];
        word.upos() == Upos::Propn || !word.name.is_empty()
    }

    /// Loaded words that word `at` heads.
    pub(crate) fn loaded<'l>(&self, lexicon: &'l Lexicon, at: usize) -> Vec<(Found, &'l Loaded)> {
        lexicon.loaded_at(&self.words.all, at)
    }
}
