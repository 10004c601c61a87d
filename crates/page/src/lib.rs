//! The `page` room: from the bytes of a capture to one report.
//!
//! [`read`] tells HTML, a page flattened to plain text, plain text and a line of a JSON Lines file apart, decodes the bytes,
//! takes the furniture of the page away and gives what is left its structure: headline, standfirst, date, sections,
//! tags, cards. It never fails: what was lost or guessed is in the notes, whose codes docs/notes.md explains.
//!
//! It knows no site by name. Words it goes by (furniture, months) are plain files under `lexicons/`.

mod clean;
mod dates;
mod decode;
mod draft;
mod evaluate;
mod flat;
mod form;
mod html;
mod json_line;
mod language;
mod lexicon;
mod note;

pub use evaluate::{Prediction, Score, Tally, body_of, score};

use record::capture::Form;
use record::{Capture, Noted, Report};

/// Reads one capture as one report.
///
/// The notes are on the report too ([`Report::notes`]), where they are stored with it; they are the same ones.
/// A JSON Lines file of several reports is to be [`split`] first; read whole, it gives a report with a note that says so.
pub fn read(capture: &Capture) -> Noted<Report> {
    let report = match form::of(capture) {
        form::Found::Html => html::read(capture),
        form::Found::Text => flat::read(capture),
        form::Found::JsonLine => json_line::read(capture),
        form::Found::JsonLines => unreadable(capture, note::problem(note::NEEDS_SPLIT, NEEDS_SPLIT)),
        form::Found::Nothing => unreadable(capture, note::problem(note::EMPTY, "The input holds no bytes.")),
        form::Found::Binary(name) => unreadable(capture, note::not_text(name)),
    };
    Noted { notes: report.notes.clone(), value: report }
}

const NEEDS_SPLIT: &str = "The input is a JSON Lines file of several reports and was read as one.";

/// The captures inside a capture: one for each line of a JSON Lines file (its origin `FILE:LINE`), else the capture itself.
pub fn split(capture: Capture) -> Vec<Capture> {
    if !matches!(form::of(&capture), form::Found::JsonLines) {
        return vec![capture];
    }
    let lines = capture.bytes.split(|&byte| byte == b'\n').enumerate();
    let full = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    full.map(|(at, line)| {
        let mut one = Capture::new(
            line.trim_ascii().to_vec(),
            format!("{}:{}", capture.origin, at + 1),
            capture.captured_at.clone(),
        );
        one.media_type = Some("application/json".to_owned());
        one.form = Form::JsonLine;
        one
    })
    .collect()
}

/// A report of which nothing could be read, so that the input is kept and its trouble shown.
fn unreadable(capture: &Capture, note: record::Note) -> Report {
    let draft = draft::Draft { notes: vec![note], ..draft::Draft::default() };
    draft.compose(capture)
}
