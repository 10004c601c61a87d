//! Reads reports and writes their statements for `attribution_score.py`, or for a person.
//!
//!     cargo run --profile fast -p reading --example attributions < reports.jsonl > pred.jsonl
//!     cargo run -p reading --example attributions -- --show < reports.jsonl
//!
//! One report a line: `{"id", "text", "language"}`. Words per CPU-second go to standard error.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program of our own, not a room"
)]

use language::{Language, Models, Tagger};
use reading::statement::{Unknown, find};
use record::statement::Statement;
use record::{Report, Span};
use serde_json::{Value, json};
use std::error::Error;
use std::io::BufRead;
use std::time::{Duration, Instant};

#[allow(clippy::print_stdout)] // its output
fn main() -> Result<(), Box<dyn Error>> {
    let show = std::env::args().any(|argument| argument == "--show");
    let models = Models::built_in()?;
    let (mut words, mut analysing, mut finding) = (0, Duration::ZERO, Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let report = report(&value)?;
        words += report.text.split_whitespace().count();
        let begin = Instant::now();
        let hint: Option<Language> = report.language.parse().ok();
        let analysis = models.analyse(&report.text, hint);
        analysing += begin.elapsed();
        let begin = Instant::now();
        let found = find(&report, &analysis, &Unknown);
        finding += begin.elapsed();
        if let Some(note) = found.notes.first() {
            return Err(note.message.clone().into());
        }
        match show {
            true => found.value.iter().for_each(|statement| println!("{}", shown(&report, statement))),
            false => println!(
                "{}",
                json!({"id": value["id"], "attributions": found.value.iter().map(attribution).collect::<Vec<_>>()})
            ),
        }
    }
    eprintln!(
        "{words} words: {:.1} s analysis, {:.1} s statements",
        analysing.as_secs_f64(),
        finding.as_secs_f64()
    );
    Ok(())
}

/// A report with the given text and nothing else.
fn report(value: &Value) -> Result<Report, serde_json::Error> {
    let empty = Value::Null;
    serde_json::from_value(json!({
        "id": value["id"], "capture": empty, "url": empty, "outlet": empty, "headline": empty, "headline_span": empty,
        "standfirst": empty, "standfirst_span": empty, "published": empty, "language": value["language"], "authors": [],
        "topics": [], "tags": [], "sections": [], "blocks": [], "related": [], "text": value["text"], "notes": []
    }))
}

fn attribution(statement: &Statement) -> Value {
    let pair = |span: &Span| json!([span.start, span.end]);
    json!({
        "source": statement.source.span.as_ref().map(pair),
        "cue": statement.cue.as_ref().map(pair),
        "content": statement.content.iter().map(pair).collect::<Vec<_>>(),
        "voice": statement.source.voice, "firmness": statement.firmness, "attitude": statement.attitude,
        "quotation": statement.quotation, "likelihood": statement.evidence.first().and_then(|one| one.effect.rsplit(' ').next().map(str::to_owned)),
        "nested": statement.within.is_some(), "name": statement.source.name,
    })
}

fn shown(report: &Report, statement: &Statement) -> String {
    let words = |span: &Span| span.of(&report.text).replace('\n', " ");
    let source = statement.source.span.as_ref().map_or("-".to_owned(), words);
    let cue = statement.cue.as_ref().map_or("-".to_owned(), words);
    let content: Vec<String> = statement.content.iter().map(words).collect();
    let name = statement.source.name.clone().unwrap_or_default();
    let within = if statement.within.is_some() { " (within)" } else { "" };
    let why: Vec<String> =
        statement.evidence.iter().map(|one| format!("{}: {}", one.rule, one.effect)).collect();
    format!(
        "{source} [{name}; {}] | {cue} | {} | {} {} {}{within} | {}",
        statement.source.voice,
        content.join(" [...] "),
        statement.attitude,
        statement.firmness,
        statement.quotation,
        why.join("; ")
    )
}
