//! What a capture's bytes are, told from what is declared and from the bytes themselves.

use crate::decode;
use record::Capture;
use record::capture::Form;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// An HTML page.
    Html,
    /// Plain text, flattened from a page or not.
    Text,
    /// One report as a JSON object.
    JsonLine,
    /// Several such objects, one a line.
    JsonLines,
    /// No bytes but white space.
    Nothing,
    /// Something that is no text, and its name.
    Binary(&'static str),
}

/// First bytes of the kinds of file that are met in place of pages.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
];

/// How much of the input is looked at to tell its form.
const SAMPLE: usize = 64 * 1024;

/// The form of a capture.
pub(crate) fn of(capture: &Capture) -> Found {
    let bytes = capture.bytes.as_slice();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Found::Nothing;
    }
    match capture.form {
        Form::JsonLine => Found::JsonLine,
        Form::Html => binary(bytes).unwrap_or(Found::Html),
        Form::Text => binary(bytes).unwrap_or(Found::Text),
        Form::Unknown => guess(capture),
    }
}

fn guess(capture: &Capture) -> Found {
    let bytes = capture.bytes.as_slice();
    if let Some(found) = binary(bytes) {
        return found;
    }
    let declared = capture.media_type.as_deref().unwrap_or_default();
    if ["jsonl", "ndjson", "json-lines"].iter().any(|name| declared.contains(name)) {
        return Found::JsonLines;
    }
    if let Some(found) = json(bytes) {
        return found;
    }
    if declared.contains("html") || looks_like_html(bytes) { Found::Html } else { Found::Text }
}

/// Known magic, or more control characters than any text has.
fn binary(bytes: &[u8]) -> Option<Found> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(Found::Binary(name));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if decode::byte_order_mark(sample).is_some() {
        return None;
    }
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    (controls * 50 > sample.len()).then_some(Found::Binary("binary data"))
}

/// A JSON object on the first line, alone or one of several; or one object over several lines.
fn json(bytes: &[u8]) -> Option<Found> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if !text.starts_with(b"{") {
        return None;
    }
    let first = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if first.trim_ascii().len() == text.len() {
        return Some(Found::JsonLine);
    }
    if serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok() {
        return Some(Found::JsonLines);
    }
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok().then_some(Found::JsonLine)
}

/// Whether the bytes hold the tags that open a page, or many tags at all. NUL bytes (UTF-16) are looked through.
fn looks_like_html(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let text: Vec<u8> = sample.iter().filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).collect();
    let has = |tag: &[u8]| text.windows(tag.len()).any(|window| window == tag);
    let opening: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    let inside: [&[u8]; 6] = [b"<p>", b"<p ", b"<div", b"<article", b"</a>", b"<h1"];
    opening.iter().any(|tag| has(tag)) || inside.iter().filter(|tag| has(tag)).count() >= 2 || {
        let tags =
            text.windows(2).filter(|w| w[0] == b'<' && (w[1].is_ascii_alphabetic() || w[1] == b'/')).count();
        tags >= 8 && tags * 200 > text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> Found {
        of(&Capture::new(bytes.to_vec(), "test", "2025-01-01T00:00:00Z"))
    }

    #[test]
    fn forms_are_told_apart_by_the_bytes() {
        assert_eq!(found(b" \n "), Found::Nothing);
        assert_eq!(found(b"<!DOCTYPE html><title>x</title>"), Found::Html);
        assert_eq!(found(b"A < B, and that is a text."), Found::Text);
        assert_eq!(found(b"{\"text\": \"a\"}"), Found::JsonLine);
        assert_eq!(found(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), Found::JsonLines);
        assert_eq!(found(b"{\n \"text\": \"a\"\n}"), Found::JsonLine);
        assert_eq!(found(b"%PDF-1.7 ..."), Found::Binary("a PDF file"));
        assert_eq!(found(&[1, 2, 3, 0, 200, 17, 5]), Found::Binary("binary data"));
        assert_eq!(found(b"\xff\xfeh\0i\0"), Found::Text);
    }
}
