//! Quotation marks: which open, which close, and which were lost.
//!
//! Marks are paired paragraph by paragraph. A mark's direction comes from its glyph or, for `"` and for
//! glyphs that contradict their spacing, from the side on which it touches a word. A closing mark without
//! an opening one quotes from the start of its sentence; an opening mark without a closing one quotes to the
//! end of its paragraph, and on into the next where that begins with an opening mark again.

use super::words::Words;
use std::ops::Range;

/// A quoted run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Its words, marks included where they are there.
    pub(crate) words: Range<usize>,
    /// The opening mark is missing and its place was guessed.
    pub(crate) lost_opening: bool,
    /// The closing mark is missing and its place was guessed.
    pub(crate) lost_closing: bool,
    /// It goes on in the next paragraph's first quotation.
    pub(crate) continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// All quotations of a report, in order of their start; a quotation inside another comes after it.
pub(crate) fn quotations(words: &Words<'_>, text: &[char]) -> Vec<Quoted> {
    let mut out: Vec<Quoted> = Vec::new();
    for paragraph in &words.paragraphs {
        let first = out.len();
        pair(words, text, paragraph.clone(), &mut out);
        out[first..].sort_by_key(|quoted| (quoted.words.start, std::cmp::Reverse(quoted.words.end)));
    }
    mark_continued(words, &mut out);
    out
}

/// Pair the marks of one paragraph.
fn pair(words: &Words<'_>, text: &[char], paragraph: Range<usize>, out: &mut Vec<Quoted>) {
    let mut open: Vec<usize> = Vec::new();
    let mut last_close = paragraph.start;
    for at in paragraph.clone() {
        let Some(side) = side(words, text, at) else { continue };
        let side = match side {
            Side::Either if open.is_empty() => Side::Opens,
            Side::Either => Side::Closes,
            sure => sure,
        };
        if side == Side::Opens {
            open.push(at);
            continue;
        }
        let lost_opening = open.is_empty();
        let start = open.pop().unwrap_or_else(|| guess_opening(words, at, last_close));
        out.push(Quoted { words: start..at + 1, lost_opening, lost_closing: false, continues: false });
        last_close = at + 1;
    }
    for start in open {
        let end = guess_closing(out, start, paragraph.end);
        out.push(Quoted { words: start..end, lost_opening: false, lost_closing: true, continues: false });
    }
}

/// Where a quotation that only closes may have begun: its sentence, or what follows a colon or dash in it.
fn guess_opening(words: &Words<'_>, close: usize, not_before: usize) -> usize {
    let mut sentence = words.sentence_of(close);
    // a closing mark that the splitter put at the head of the next sentence belongs to the one before
    if sentence.start == close && close > not_before {
        sentence = words.sentence_of(close - 1);
    }
    let from = sentence.start.max(not_before);
    let colon = (from..close).rev().find(|&at| matches!(words.all[at].form(), ":" | "—" | "–"));
    colon.map_or(from, |at| at + 1)
}

/// Where a quotation that only opens may end: before the next quotation of the paragraph, or with the paragraph.
fn guess_closing(found: &[Quoted], start: usize, paragraph_end: usize) -> usize {
    found.iter().map(|quoted| quoted.words.start).filter(|&at| at > start).min().unwrap_or(paragraph_end)
}

/// Quotations open at a paragraph's end go on where the next paragraph begins with a mark.
fn mark_continued(words: &Words<'_>, out: &mut [Quoted]) {
    let starts: Vec<usize> = out.iter().map(|quoted| quoted.words.start).collect();
    for quoted in out.iter_mut().filter(|quoted| quoted.lost_closing) {
        let end = quoted.words.end;
        let at_end = end == words.paragraph_of(quoted.words.start).end;
        quoted.continues = at_end && starts.contains(&end);
    }
}

/// What a word is as a quotation mark; none where it is no mark.
fn side(words: &Words<'_>, text: &[char], at: usize) -> Option<Side> {
    let word = &words.all[at];
    let (start, end) = (word.span().start as usize, word.span().end as usize);
    let before = start.checked_sub(1).and_then(|i| text.get(i)).copied();
    let after = text.get(end).copied();
    match word.form() {
        "«" | "<<" => Some(Side::Opens),
        "»" | ">>" => Some(Side::Closes),
        "“" | "„" | "‟" => {
            Some(by_touch(before, after).filter(|_| touches_one(before, after)).unwrap_or(Side::Opens))
        }
        "”" => Some(by_touch(before, after).filter(|_| touches_one(before, after)).unwrap_or(Side::Closes)),
        "\"" | "''" | "``" => Some(by_touch(before, after).unwrap_or(Side::Either)),
        "‘" if is_word(after) && !is_word(before) => Some(Side::Opens),
        "’" if single_closes(words, text, at) => Some(Side::Closes),
        _ => None,
    }
}

/// Direction by the neighbour it touches: before a word it opens, after a word or a stop it closes.
fn by_touch(before: Option<char>, after: Option<char>) -> Option<Side> {
    let (left, right) = (is_space(before), is_space(after));
    match (left, right) {
        (true, false) => Some(Side::Opens),
        (false, true) => Some(Side::Closes),
        (false, false) if is_word(before) || before.is_some_and(|c| ".,!?…".contains(c)) => {
            // between two sentences whose space was lost (`said."The`) it may do either
            match is_word(after) {
                true if is_word(before) => None,
                true => Some(Side::Either),
                false => Some(Side::Closes),
            }
        }
        (false, false) if is_word(after) => Some(Side::Opens),
        _ => None,
    }
}

/// Whether spacing is on exactly one side, so that it may overrule the glyph.
fn touches_one(before: Option<char>, after: Option<char>) -> bool {
    is_space(before) != is_space(after)
}

/// A lone `’` closes where a `‘` opened before it in the sentence and no letter follows.
fn single_closes(words: &Words<'_>, text: &[char], at: usize) -> bool {
    let after = text.get(words.all[at].span().end as usize).copied();
    let opened = words.paragraph_of(at).start..at;
    !is_word(after) && opened.rev().take(60).any(|i| words.all[i].form() == "‘")
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'))
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}
