//! Spans: where in a report's stored text something stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A range `[start, end)` in Unicode code points of a report's stored text.
///
/// Exported with the exact text beside it (`{"start", "end", "text"}`), after the W3C Web Annotation
/// text position and text quote selectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`. A reversed pair gives an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end: end.max(start) }
    }

    /// Number of code points.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span holding both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The characters the span points at; what lies beyond the end of `text` is left out.
    pub fn of(self, text: &str) -> &str {
        let begin = byte_of(text, self.start);
        let length = byte_of(&text[begin..], self.len());
        &text[begin..begin + length]
    }
}

/// Byte offset of the `n`th code point of `text`, or its length where it has fewer.
fn byte_of(text: &str, n: u32) -> usize {
    text.char_indices().nth(n as usize).map_or(text.len(), |(at, _)| at)
}

/// An index from code points to bytes and back, for reading many spans of one text in constant time each.
#[derive(Debug, Clone)]
pub struct TextIndex<'t> {
    text: &'t str,
    bytes: Vec<u32>,
}

impl<'t> TextIndex<'t> {
    /// Index `text`; one pass.
    pub fn new(text: &'t str) -> TextIndex<'t> {
        let mut bytes: Vec<u32> = text.char_indices().map(|(at, _)| saturating_u32(at)).collect();
        bytes.push(saturating_u32(text.len()));
        TextIndex { text, bytes }
    }

    /// Number of code points of the text.
    pub fn len(&self) -> u32 {
        saturating_u32(self.bytes.len() - 1)
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The whole indexed text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The characters of a span; what lies beyond the end is left out.
    pub fn of(&self, span: Span) -> &'t str {
        &self.text[self.byte(span.start)..self.byte(span.end)]
    }

    /// Byte offset of code point `at` (the length of the text where it lies beyond the end).
    pub fn byte(&self, at: u32) -> usize {
        self.bytes.get(at as usize).copied().unwrap_or(saturating_u32(self.text.len())) as usize
    }

    /// Code point that holds byte `at`.
    pub fn code_point(&self, at: usize) -> u32 {
        saturating_u32(self.bytes.partition_point(|&byte| (byte as usize) < at))
    }

    /// The span of a byte range.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.code_point(bytes.start), self.code_point(bytes.end))
    }
}

/// Texts are capped far below 4 GiB at the door, so this never saturates on stored text.
fn saturating_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_code_points_not_bytes() {
        let text = "« Félix » à Goma";
        let span = Span::new(2, 7);
        assert_eq!(span.of(text), "Félix");
        let index = TextIndex::new(text);
        assert_eq!(index.of(span), "Félix");
        let at = text.find("Goma").unwrap();
        assert_eq!(index.of(index.span(at..at + 4)), "Goma");
    }

    #[test]
    fn a_span_beyond_the_text_gives_what_there_is() {
        assert_eq!(Span::new(3, 90).of("abcde"), "de");
        assert_eq!(Span::new(9, 90).of("abcde"), "");
    }
}
