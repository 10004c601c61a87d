//! What the trainer of the span model reads: the very rows that reading computes, with gold labels.
//!
//! `examples/span_rows.rs` writes them to a file; `training/statements/train.py` learns from it.

use super::features::{self, Rows};
use super::words::Words;
use super::{marks, quoting, relative};
use crate::lexicon::Lexicon;
use language::{Analysis, Upos};
use record::Span;
use record::span::TextIndex;
use std::io::{self, Write};
use std::ops::Range;

/// A statement as gold marks it.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// Its source.
    pub source: Vec<Span>,
    /// Its cue.
    pub cue: Vec<Span>,
    /// Its content.
    pub content: Vec<Span>,
}

/// The row of a word in the model's word table.
pub fn row_of(language: &str, word: &str) -> u32 {
    features::word_row(language, word)
}

/// Labels of a word towards one statement.
const OUTSIDE: u8 = 0;
const SOURCE: u8 = 1;
const CUE: u8 = 2;
const CONTENT: u8 = 3;

/// Write the rows of one report: little-endian, as `training/statements/rows.py` reads them.
pub fn write(
    out: &mut impl Write,
    text: &str,
    analysis: &Analysis,
    lexicon: &Lexicon,
    gold: &[Marked],
) -> io::Result<()> {
    let index = TextIndex::new(text);
    let words = super::prepare(analysis, &index, lexicon);
    let chars: Vec<char> = text.chars().collect();
    let quotes = marks::quotations(&words, &chars);
    let states = quoting::states(&words, &quotes);
    write_words(out, &words, &features::rows(&words, &states))?;
    let labelled: Vec<Vec<u8>> = gold.iter().map(|marked| labels(&words, marked)).collect();
    let anchors = anchors(&words, &labelled);
    write_number(out, anchors.len())?;
    for (anchor, statement) in anchors {
        let window = relative::window(&words, anchor);
        for number in [anchor, window.start, window.end, usize::from(statement.is_some())] {
            write_number(out, number)?;
        }
        for row in relative::rows(&words, &states, anchor, window.clone()) {
            write_shorts(out, &row)?;
        }
        let none = vec![OUTSIDE; words.len()];
        let labels = statement.map_or(&none, |at| &labelled[at]);
        out.write_all(&labels[window])?;
    }
    Ok(())
}

fn write_words(out: &mut impl Write, words: &Words<'_>, rows: &[Rows]) -> io::Result<()> {
    write_number(out, words.len())?;
    for row in rows {
        for number in row.word {
            out.write_all(&number.to_le_bytes())?;
        }
        write_shorts(out, &row.affix)?;
        write_shorts(out, &row.universal)?;
    }
    for word in &words.all {
        for number in [word.span().start as usize, word.span().end as usize, word.sentence, word.paragraph] {
            write_number(out, number)?;
        }
    }
    Ok(())
}

fn write_number(out: &mut impl Write, number: usize) -> io::Result<()> {
    out.write_all(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes())
}

fn write_shorts(out: &mut impl Write, shorts: &[u16]) -> io::Result<()> {
    shorts.iter().try_for_each(|short| out.write_all(&short.to_le_bytes()))
}

/// The label of every word towards one statement; the cue wins over the source, the source over the content.
fn labels(words: &Words<'_>, marked: &Marked) -> Vec<u8> {
    let mut out = vec![OUTSIDE; words.len()];
    for (spans, label) in [(&marked.content, CONTENT), (&marked.source, SOURCE), (&marked.cue, CUE)] {
        for (at, word) in words.all.iter().enumerate() {
            if spans.iter().any(|span| span.overlaps(word.span())) {
                out[at] = label;
            }
        }
    }
    out
}

/// The places to learn from: the head of every gold cue with its statement, and every other word that could
/// head a cue with none.
fn anchors(words: &Words<'_>, labelled: &[Vec<u8>]) -> Vec<(usize, Option<usize>)> {
    let mut out: Vec<(usize, Option<usize>)> = Vec::new();
    for (statement, labels) in labelled.iter().enumerate() {
        if let Some(anchor) = anchor(words, labels) {
            out.push((anchor, Some(statement)));
        }
    }
    let gold: Vec<usize> = out.iter().map(|(anchor, _)| *anchor).collect();
    let others = (0..words.len()).filter(|at| words.all[*at].classes.is_cue() && !gold.contains(at));
    out.extend(others.map(|at| (at, None)));
    out
}

/// The word that stands for a statement: the head of its cue, else the first word of its content.
fn anchor(words: &Words<'_>, labels: &[u8]) -> Option<usize> {
    let cue = run(labels, CUE);
    let outward = |at: &usize| words.all[*at].head.is_none_or(|head| labels[head] != CUE);
    let heads: Vec<usize> = cue.filter(|at| labels[*at] == CUE && outward(at)).collect();
    let strong = |at: &&usize| matches!(words.all[**at].token.upos, Upos::Verb | Upos::Noun);
    let worded = |at: &&usize| !words.all[**at].is_punct();
    let head = heads.iter().find(strong).or_else(|| heads.iter().find(worded)).or(heads.first());
    head.copied().or_else(|| labels.iter().position(|label| *label == CONTENT))
}

/// From the first to one past the last word with a label.
fn run(labels: &[u8], label: u8) -> Range<usize> {
    let first = labels.iter().position(|one| *one == label).unwrap_or(0);
    first..labels.iter().rposition(|one| *one == label).map_or(first, |last| last + 1)
}
