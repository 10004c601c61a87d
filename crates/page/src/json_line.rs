//! One report as a JSON object: `{"id", "text", "title"?, "date"?, "language"?, "outlet"?, "url"?}`.
//!
//! The text is stored exactly as given, so that every offset indexes the input.

use crate::draft::{self, Draft};
use crate::{clean, dates, decode, language, note};
use record::date::Published;
use record::id::content_id;
use record::report::{Block, BlockKind, Report};
use record::span::TextIndex;
use record::{Capture, Note, ReportId, Span};
use serde_json::{Map, Value};

/// The longest text that is kept, in code points; beyond lies a note.
const MAX_TEXT: usize = 8_000_000;

/// Reads a capture that holds one JSON object.
pub(crate) fn read(capture: &Capture) -> Report {
    let mut notes = Vec::new();
    let decoded = decode::decode(capture, &mut notes);
    let object = match serde_json::from_str::<Value>(decoded.trim_start_matches('\u{feff}').trim()) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            return unreadable(capture, notes, note::JSON_INVALID, "The line is JSON but not an object.");
        }
        Err(error) => {
            let message = format!("The line is not JSON: {error}.");
            return unreadable(capture, notes, note::JSON_INVALID, &message);
        }
    };
    match object.get("text") {
        Some(Value::String(text)) if !text.trim().is_empty() => report(capture, &object, text, notes),
        Some(Value::String(_)) => unreadable(capture, notes, note::NO_TEXT, "The object's `text` is empty."),
        Some(_) => unreadable(capture, notes, note::JSON_FIELD, "The object's `text` is not a string."),
        None => unreadable(capture, notes, note::NO_TEXT, "The object has no `text`."),
    }
}

fn unreadable(capture: &Capture, mut notes: Vec<Note>, code: &str, message: &str) -> Report {
    notes.push(note::problem(code, message));
    Draft { notes, ..Draft::default() }.compose(capture)
}

fn report(capture: &Capture, object: &Map<String, Value>, given: &str, mut notes: Vec<Note>) -> Report {
    let text = capped(given, &mut notes);
    let declared = string(object, "language", &mut notes);
    let headline = string(object, "title", &mut notes);
    let published = published(object, declared.as_deref(), &mut notes);
    let blocks = blocks(&text, headline.as_deref());
    let heads = blocks.first().filter(|block| block.kind == BlockKind::Headline);
    let id = match object.get("id") {
        Some(Value::String(id)) if !id.is_empty() => ReportId(id.clone()),
        Some(Value::Number(id)) => ReportId(id.to_string()),
        _ => ReportId(content_id("r", &[&capture.id.0, &text])),
    };
    Report {
        id,
        capture: Some(capture.id.clone()),
        url: string(object, "url", &mut notes).or_else(|| capture.url.clone()),
        outlet: string(object, "outlet", &mut notes),
        headline_span: heads.map(|block| block.span),
        headline,
        standfirst: None,
        standfirst_span: None,
        published,
        language: match declared.as_deref().and_then(language::primary) {
            Some(given) => given,
            None => language::of(&text, None, &mut notes),
        },
        authors: strings(object, "authors"),
        topics: strings(object, "topics"),
        tags: strings(object, "tags"),
        sections: draft::sections(&text, &blocks),
        blocks,
        related: Vec::new(),
        text,
        notes,
    }
}

fn capped(given: &str, notes: &mut Vec<Note>) -> String {
    match given.char_indices().nth(MAX_TEXT) {
        None => given.to_owned(),
        Some((at, _)) => {
            let message = format!("Only the first {MAX_TEXT} characters of the text were kept.");
            notes.push(note::doubt(note::CUT, message));
            given[..at].to_owned()
        }
    }
}

/// A field that should be a string, if it is there.
fn string(object: &Map<String, Value>, name: &str, notes: &mut Vec<Note>) -> Option<String> {
    match object.get(name)? {
        Value::Null => None,
        Value::String(value) => Some(value.trim().to_owned()).filter(|value| !value.is_empty()),
        _ => {
            notes.push(note::doubt(note::JSON_FIELD, format!("The object's `{name}` is not a string.")));
            None
        }
    }
}

fn strings(object: &Map<String, Value>, name: &str) -> Vec<String> {
    let list = object.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn published(
    object: &Map<String, Value>,
    language: Option<&str>,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let Some(given) = string(object, "date", notes) else {
        notes.push(note::doubt(note::DATE_MISSING, "No date of publication was given."));
        return None;
    };
    let found = dates::find(&given, dates::Order::of(language));
    match found {
        Some(found) => {
            Some(Published { date: found.date, precision: found.precision, basis: "input".to_owned() })
        }
        None => {
            notes.push(note::doubt(note::JSON_FIELD, format!("The date `{given}` was not understood.")));
            None
        }
    }
}

/// The blocks of a text given as is: its lines, or its paragraphs where lines are wrapped; the headline first, where the
/// text opens with it.
fn blocks(text: &str, headline: Option<&str>) -> Vec<Block> {
    let index = TextIndex::new(text);
    let spans = if is_wrapped(text) { pieces(text, "\n\n") } else { pieces(text, "\n") };
    let mut blocks: Vec<Block> = spans
        .into_iter()
        .map(|range| Block { span: index.span(range), kind: BlockKind::Paragraph })
        .collect();
    if let (Some(first), Some(headline)) = (blocks.first_mut(), headline)
        && same_words(index.of(first.span), headline)
    {
        first.kind = BlockKind::Headline;
    }
    blocks.retain(|block| block.span != Span::new(0, 0));
    blocks
}

fn same_words(left: &str, right: &str) -> bool {
    clean::plain(left) == clean::plain(right)
}

/// Byte ranges of what stands between separators, white space at both ends left out, nothing empty.
fn pieces(text: &str, separator: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(separator) {
        let start = at + (piece.len() - piece.trim_start().len());
        let end = start + piece.trim().len();
        if end > start {
            found.push(start..end);
        }
        at += piece.len() + separator.len();
    }
    found
}

/// Whether lines end because they are full, not because a paragraph does.
pub(crate) fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].trim().is_empty() && !pair[1].trim().is_empty());
    let (mut full, mut all) = (0, 0);
    for pair in followed {
        all += 1;
        let length = pair[0].chars().count();
        full += usize::from((50..=100).contains(&length) && !clean::ends_sentence(pair[0]));
    }
    all >= 3 && full * 10 >= all * 7
}
