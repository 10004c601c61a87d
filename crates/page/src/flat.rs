//! A page flattened to plain text, or a plain text: the lines as they come, furniture among them.
//!
//! Nothing but the lines themselves says what they are, so the structure is told from their shape and company: a line
//! that stands twice at the top is the headline, short lines above it are the menu, a short line with paragraphs under
//! it is a heading, short lines after the last paragraph are tags, and so on. Each rule is a function below.

mod body;
mod cards;
mod core;
mod lead;
mod lines;

use crate::dates::Order;
use crate::draft::{self, Draft};
use crate::{clean, decode, html, note};
use lines::Line;
use record::date::Published;
use record::report::Report;
use record::{Capture, Note};

/// The longest text that is structured, in bytes.
const MAX_TEXT: usize = 4 * 1024 * 1024;

/// Reads a capture that holds plain text.
pub(crate) fn read(capture: &Capture) -> Report {
    let mut notes = Vec::new();
    let decoded = decode::decode(capture, &mut notes);
    let text = clean::characters(cut(&decoded, &mut notes), &mut notes);
    if too_odd(&text) {
        notes.push(note::not_text("mostly unreadable characters"));
        return Draft { notes, ..Draft::default() }.compose(capture);
    }
    let lines = lines::of(&text);
    if lines.len() >= lines::MAX_LINES {
        notes.push(note::doubt(note::CUT, format!("Only the first {} lines were read.", lines::MAX_LINES)));
    }
    let mut draft = structure(&lines, Order::of(None));
    draft.notes.splice(0..0, notes);
    draft.url = capture.url.clone();
    if draft.published.is_none() {
        draft.published = capture.url.as_deref().and_then(html::date_in_url);
    }
    draft.outlet = draft.outlet.take().or_else(|| capture.url.as_deref().and_then(html::host_of));
    draft::note_missing_date(&mut draft);
    draft.compose(capture)
}

fn cut<'t>(text: &'t str, notes: &mut Vec<Note>) -> &'t str {
    if text.len() <= MAX_TEXT {
        return text;
    }
    notes.push(note::doubt(
        note::CUT,
        format!("Only the first {MAX_TEXT} of {} bytes were read.", text.len()),
    ));
    clean::cut(text, MAX_TEXT)
}

/// Whether replacement characters and rarely printed ones outweigh what any language would have.
fn too_odd(text: &str) -> bool {
    let sample = || text.chars().take(20_000);
    let odd = sample().filter(|&c| c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(&c)).count();
    odd * 10 > sample().count()
}

/// The three zones of the page, each read by its own rules.
fn structure(lines: &[Line], order: Order) -> Draft {
    let mut draft = Draft::default();
    let core = core::find(lines);
    let lead = lead::find(lines, core.start, order);
    let end = body::end(lines, lead.body_start);
    lead::read(lines, &lead, end, order, &mut draft);
    let start = lead.body_start.min(end);
    let text_end = core.end.clamp(start, end);
    let mut tail = body::read(&lines[start..text_end], order, &mut draft);
    tail.extend(&lines[text_end..end]);
    body::tail(&tail, order, &mut draft);
    cards::read(&lines[end..], &mut draft);
    let left_out = lines.iter().filter(|line| line.is_furniture()).count();
    if left_out > 0 {
        let message = format!("{left_out} lines of page furniture were left out.");
        draft.notes.push(note::info(note::FURNITURE, message));
    }
    draft
}

/// Sets the date of publication unless one is known.
fn publish(draft: &mut Draft, line: &Line, order: Order) {
    let Some(found) = line.date_within(order) else { return };
    if draft.published.is_some() {
        return;
    }
    if found.ambiguous {
        let message = format!("In `{}` day and month could be the other way round.", line.text);
        draft.notes.push(note::doubt(note::DATE_AMBIGUOUS, message));
    }
    draft.published =
        Some(Published { date: found.date, precision: found.precision, basis: "visible".to_owned() });
}
