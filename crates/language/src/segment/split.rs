//! Where a token ends inside a run without spaces.

use super::linear::{Linear, row};
use crate::model::features::{lower, plain};
use std::ops::Range;

/// Longest run of letters looked at on each side.
const MAX_RUN: usize = 12;
/// Longest run without spaces that is remembered whole.
const MAX_CHUNK: usize = 30;

/// A token: its characters, and where its inner words end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) chars: Range<usize>,
    pub(crate) inner: Vec<usize>,
}

/// A line of text, one character out for one character in.
pub(crate) struct Paragraph {
    raw: Vec<char>,
    chars: Vec<char>,
    low: Vec<char>,
    kinds: Vec<char>,
}

fn class(c: char) -> char {
    match c {
        '0' => '0',
        c if c.is_alphabetic() => {
            if c.is_uppercase() {
                'A'
            } else {
                'a'
            }
        }
        c if c.is_whitespace() => 's',
        c => c,
    }
}

fn is_word(kind: char) -> bool {
    matches!(kind, 'a' | 'A' | '0')
}

/// At least two capitals or digits, at least one of them a capital.
fn is_capitals<'a>(run: impl Iterator<Item = &'a char>) -> bool {
    let run: Vec<&char> = run.collect();
    run.len() > 1 && run.contains(&&'A') && !run.contains(&&'a')
}

impl Paragraph {
    pub(crate) fn new(text: &str) -> Paragraph {
        let raw: Vec<char> = text.chars().collect();
        let chars: Vec<char> = raw.iter().map(|&c| plain(c)).collect();
        let low = chars.iter().map(|&c| lower(c)).collect();
        let kinds = chars.iter().map(|&c| class(c)).collect();
        Paragraph { raw, chars, low, kinds }
    }

    /// The characters as given.
    pub(crate) fn raw(&self, range: Range<usize>) -> String {
        self.raw[range].iter().collect()
    }

    /// Tokens in order. `possessive`: whether the language writes `'s`.
    pub(crate) fn pieces(&self, split: &Linear<3>, possessive: bool) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.kinds.len() {
            if self.kinds[at] == 's' {
                at += 1;
                continue;
            }
            let end = (at..self.kinds.len()).find(|&i| self.kinds[i] == 's').unwrap_or(self.kinds.len());
            self.chunk_pieces(at..end, split, possessive, &mut out);
            at = end;
        }
        out
    }

    fn chunk_pieces(&self, chunk: Range<usize>, split: &Linear<3>, possessive: bool, out: &mut Vec<Piece>) {
        let mut start = chunk.start;
        let mut inner = Vec::new();
        for at in chunk.start + 1..chunk.end {
            if !self.is_candidate(at, chunk.end) {
                continue;
            }
            match self
                .forced(at, &chunk, possessive)
                .unwrap_or_else(|| split.best(&self.features(at, &chunk)))
            {
                1 => {
                    out.push(Piece { chars: start..at, inner: std::mem::take(&mut inner) });
                    start = at;
                }
                2 => inner.push(at),
                _ => {}
            }
        }
        out.push(Piece { chars: start..chunk.end, inner });
    }

    /// What the classifier is not asked: the possessive of a designation such as `M23's`, which it never
    /// met, the inside of web addresses, and full stops without their space.
    fn forced(&self, at: usize, chunk: &Range<usize>, possessive: bool) -> Option<usize> {
        let owned = possessive && self.kinds[at - 1] == '0' && matches!(self.low[at..chunk.end], ['\'', 's']);
        if owned {
            return Some(2);
        }
        if self.is_address(chunk) {
            let closing = at + 1 == chunk.end && !is_word(self.kinds[at]) && self.chars[at] != '/';
            return Some(usize::from(closing));
        }
        self.is_at_lost_space(at, chunk).then_some(1)
    }

    fn is_address(&self, chunk: &Range<usize>) -> bool {
        let start: String = self.low[chunk.clone()].iter().take(8).collect();
        start.starts_with("http://") || start == "https://" || start.starts_with("www.")
    }

    /// Whether a token may end before `at`, inside a chunk that ends at `end`.
    fn is_candidate(&self, at: usize, end: usize) -> bool {
        let (left, right) = (self.kinds[at - 1], self.kinds[at]);
        if self.is_inside_letters_and_stroke(at)
            || self.is_inside_letters_and_number(at)
            || self.is_inside_name(at)
        {
            return false;
        }
        if !matches!(left, 'a' | 'A') || !matches!(right, 'a' | 'A') {
            return !(left == '0' && right == '0');
        }
        if left == 'a' && right == 'A' {
            return true;
        }
        let ahead = &self.low[at..self.low.len().min(at + 3)];
        matches!(ahead, ['n', '\'', 't'] | ['n', 'o', 't'])
            || (matches!(ahead, ['n' | 't', 'a', ..]) && at + 2 == end)
    }

    /// Whether `at` touches the stroke of two sets of capitals: an alliance and its part, as in `ABC/D23`.
    fn is_inside_letters_and_stroke(&self, at: usize) -> bool {
        let stroke = match (self.chars[at - 1], self.chars[at]) {
            ('/', _) => at - 1,
            (_, '/') => at,
            _ => return false,
        };
        let before = self.kinds[..stroke].iter().rev().take_while(|&&k| is_word(k));
        let after = self.kinds[stroke + 1..].iter().take_while(|&&k| is_word(k));
        is_capitals(before) && is_capitals(after)
    }

    /// Whether `at` stands between the capitals and the digits of one designation, as in `M23` or `A320`.
    fn is_inside_letters_and_number(&self, at: usize) -> bool {
        if self.kinds[at - 1] != 'A' || self.kinds[at] != '0' {
            return false;
        }
        self.kinds[..at].iter().rev().take_while(|&&k| is_word(k)).all(|&k| k != 'a')
    }

    /// Whether `at` is beside a full stop that pages print without its space: at the beginning of a word
    /// (`.Goma`), between sentences (`paix.Les`), or after capitals at the end (`RDC.`).
    fn is_at_lost_space(&self, at: usize, chunk: &Range<usize>) -> bool {
        let stop = if self.chars[at - 1] == '.' { at - 1 } else { at };
        if self.chars[stop] != '.' || self.chars[chunk.clone()].iter().filter(|&&c| c == '.').count() > 1 {
            return false;
        }
        let left = &self.kinds[chunk.start..stop];
        let right = &self.kinds[stop + 1..chunk.end];
        let sentence = matches!(right, ['A', 'a', ..] | ['A', '\'', ..]);
        let capitals = left.len() > 2 && left.iter().all(|&k| k == 'A') && right.is_empty();
        let words = left.len() > 2 && left.iter().rev().take(2).all(|&k| is_word(k));
        (left.is_empty() && matches!(right, ['A' | 'a', ..])) || (sentence && words) || capitals
    }

    /// Whether `at` stands after the apostrophe of a name such as `N'Djamena`.
    fn is_inside_name(&self, at: usize) -> bool {
        at > 1
            && self.chars[at - 1] == '\''
            && self.kinds[at] == 'A'
            && matches!(self.chars[at - 2], 'N' | 'M')
            && self.kinds.get(at + 1) == Some(&'a')
            && !self.kinds[..at - 2].last().is_some_and(|&k| is_word(k))
    }

    fn cut(&self, of: &[char], start: isize, end: isize) -> String {
        let at = |i: isize| usize::try_from(i).ok().and_then(|i| of.get(i)).copied().unwrap_or(' ');
        (start..end).map(at).collect()
    }

    /// The letters and digits that end before `end` (not included).
    fn run_before(&self, end: usize) -> String {
        let start =
            (0..end).rev().take(MAX_RUN).take_while(|&i| is_word(self.kinds[i])).last().unwrap_or(end);
        self.low[start..end].iter().collect()
    }

    fn run_after(&self, start: usize) -> String {
        let run = (start..self.kinds.len()).take(MAX_RUN).take_while(|&i| is_word(self.kinds[i]));
        run.map(|i| self.low[i]).collect()
    }

    fn features(&self, at: usize, chunk: &Range<usize>) -> Vec<usize> {
        let i = at.cast_signed();
        let (chars, low, kinds) = (&self.chars, &self.low, &self.kinds);
        let left = self.run_before(if is_word(kinds[at - 1]) { at } else { at - 1 });
        let right = self.run_after(if is_word(kinds[at]) { at } else { at + 1 });
        let pair = self.cut(chars, i - 1, i + 1);
        let before = self.cut(kinds, chunk.start.cast_signed() - 2, chunk.start.cast_signed());
        let after = self.cut(kinds, chunk.end.cast_signed(), chunk.end.cast_signed() + 2);
        let place = format!("{}{}", (at - chunk.start).min(3), (chunk.end - at).min(3));
        let whole =
            self.cut(low, chunk.start.cast_signed(), chunk.end.min(chunk.start + MAX_CHUNK).cast_signed());
        let rest = self.cut(low, i, chunk.end.min(at + MAX_RUN).cast_signed());
        let mut out = Vec::with_capacity(26);
        for (n, (l, r)) in [("l1", "r1"), ("l2", "r2"), ("l3", "r3"), ("l4", "r4")].into_iter().enumerate() {
            let n = n.cast_signed() + 1;
            out.push(row(&[l, &self.cut(chars, i - n, i)]));
            out.push(row(&[r, &self.cut(chars, i, i + n)]));
        }
        out.push(row(&["x", &pair]));
        out.push(row(&["y", &self.cut(low, i - 2, i + 2)]));
        out.push(row(&["z", &self.cut(low, i - 3, i + 1)]));
        out.push(row(&["u", &self.cut(low, i - 1, i + 3)]));
        for (name, n) in [("k1", 1), ("k2", 2), ("k3", 3), ("k5", 5)] {
            out.push(row(&[name, &self.cut(kinds, i - n, i), "^", &self.cut(kinds, i, i + n)]));
        }
        out.push(row(&["L", &left, "|", &pair]));
        out.push(row(&["R", &pair, "|", &right]));
        out.push(row(&["B", &left, &pair, &right]));
        out.push(row(&["C", &whole, "@", &(at - chunk.start).to_string()]));
        out.push(row(&["p", &place, &pair]));
        out.push(row(&["n", &pair, &after]));
        out.push(row(&["m", &pair, &before]));
        out.push(row(&["e", &pair, &place, &after]));
        out.push(row(&["D", &rest]));
        out
    }
}
