//! The statement cases, read by the real models.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use language::{Models, Tagger};
use reading::statement::{Unknown, find};
use record::statement::Statement;
use record::{Report, Span};
use std::path::Path;
use suite::cases::{Case, Finding, PIECES, WITHIN, check, folder};

/// A report with a text and nothing else.
fn report(text: &str, language: &str) -> Report {
    let nothing = serde_json::Value::Null;
    let report = serde_json::json!({
        "id": "case", "capture": nothing, "url": nothing, "outlet": nothing, "headline": nothing, "headline_span": nothing,
        "standfirst": nothing, "standfirst_span": nothing, "published": nothing, "language": language, "authors": [],
        "topics": [], "tags": [], "sections": [], "blocks": [], "related": [], "text": text, "notes": []
    });
    serde_json::from_value(report).unwrap()
}

fn finding(text: &str, all: &[Statement], statement: &Statement) -> Finding {
    let words = |span: &Span| span.of(text).replace('\n', " ");
    let optional = |span: Option<&Span>| span.map_or("-".to_owned(), words);
    let content: Vec<String> = statement.content.iter().map(words).collect();
    let relay: Vec<String> =
        statement.relay.iter().filter_map(|relay| relay.span.as_ref().map(words)).collect();
    let found = Finding::new("statement")
        .with("source", optional(statement.source.span.as_ref()))
        .with("cue", optional(statement.cue.as_ref()))
        .with("content", content.join(PIECES))
        .with("relay", relay.join("; "))
        .with("voice", statement.source.voice.word())
        .with("firmness", statement.firmness.word())
        .with("attitude", statement.attitude.word())
        .with("quotation", statement.quotation.word());
    let outer = statement.within.as_ref().and_then(|id| all.iter().position(|other| other.id == *id));
    match outer {
        Some(at) => found.with(WITHIN, (at + 1).to_string()),
        None => found,
    }
}

#[test]
fn statements_are_found_as_the_cases_say() {
    let models = Models::built_in().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/statements");
    let cases = folder(&root).unwrap();
    let outcome = check(&cases, |case: &Case| {
        let language = if case.place.contains("/fr/") { "fr" } else { "en" };
        let report = report(&case.input, language);
        let analysis = models.analyse(&report.text, language.parse().ok());
        let found = find(&report, &analysis, &Unknown).value;
        found.iter().map(|statement| finding(&report.text, &found, statement)).collect()
    });
    println!(
        "{} right, {} wrong today, {} right now",
        outcome.right,
        outcome.wrong_today,
        outcome.right_now.len()
    );
    let right_now = outcome.right_now.join("\n");
    let wrong = outcome.wrong.join("\n");
    let clean = right_now.is_empty() && wrong.is_empty();
    assert!(
        clean,
        "no longer wrong, take the mark away:\n{right_now}\n{} wrong:\n{wrong}",
        outcome.wrong.len()
    );
}
