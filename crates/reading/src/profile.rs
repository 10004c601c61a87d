//! Loaded words in the outlet's own voice: what the sourcing profile of a report shows beside its sources.
//!
//! A loaded word inside a statement belongs to its source and is not listed here. A scare quote distances the
//! outlet from the word it holds and is not listed either.

use crate::lexicon::{Found, Lexicon, Loaded, built_in};
use crate::statement::{Text, folded};
use language::Analysis;
use record::report::LoadedWord;
use record::statement::Statement;
use record::{Report, Span};
use std::collections::BTreeMap;

/// The loaded words of a report that stand in no statement's content, in text order.
pub fn loaded_words(report: &Report, analysis: &Analysis, statements: &[Statement]) -> Vec<LoadedWord> {
    let Ok(lexicon) = built_in(analysis.language) else { return Vec::new() };
    let text = Text::new(report, analysis, lexicon);
    let said: Vec<Span> = statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    let mut found: BTreeMap<Span, LoadedWord> = BTreeMap::new();
    for at in 0..text.len() {
        for (place, entry) in fullest(lexicon, &text, at) {
            let span = text.span(place.start, place.end);
            let elsewhere = said.iter().any(|content| content.overlaps(span)) || text.quoted(at);
            if !elsewhere && !found.keys().any(|other| other.overlaps(span)) {
                found.insert(span, word(span, entry));
            }
        }
    }
    found.into_values().collect()
}

/// Entries headed by a word, fullest first; a name is never a loaded word.
fn fullest<'l>(lexicon: &'l Lexicon, text: &Text<'_>, at: usize) -> Vec<(Found, &'l Loaded)> {
    let mut found: Vec<(Found, &Loaded)> =
        text.loaded(lexicon, at).into_iter().filter(|(_, entry)| fits(text, at, entry)).collect();
    found.sort_by_key(|(found, _)| std::cmp::Reverse(found.end - found.start));
    found
}

/// A word found by its dictionary form must be of the entry's own kind: not a proper noun that looks alike.
fn fits(text: &Text<'_>, at: usize, entry: &Loaded) -> bool {
    let capital = folded(&entry.word) != entry.word;
    capital || !text.is_name(at)
}

fn word(span: Span, entry: &Loaded) -> LoadedWord {
    LoadedWord {
        span,
        neutral: entry.neutral.clone(),
        used_by: entry.used_by.clone(),
        entry: entry.entry.clone(),
    }
}
