//! The objects of the machine contract, one a line.

use crate::spans::with_text;
use record::span::TextIndex;
use record::{Claim, Report, SCHEMA_VERSION, Statement};
use serde::Serialize;
use serde_json::{Map, Value};

/// A report.
pub fn report(report: &Report) -> serde_json::Result<Value> {
    object("report", report, &TextIndex::new(&report.text))
}

/// A statement, by its report's text.
pub fn statement(statement: &Statement, index: &TextIndex<'_>) -> serde_json::Result<Value> {
    object("statement", statement, index)
}

/// A claim, by its report's text.
pub fn claim(claim: &Claim, index: &TextIndex<'_>) -> serde_json::Result<Value> {
    object("claim", claim, index)
}

/// An input that could not be read: anything with `origin`, `code` and `message`.
pub fn problem<T: Serialize>(problem: &T) -> serde_json::Result<Value> {
    object("problem", problem, &TextIndex::new(""))
}

/// Something counted, such as an actor with its claims.
pub fn counted<T: Serialize>(kind: &str, counted: &T) -> serde_json::Result<Value> {
    object(kind, counted, &TextIndex::new(""))
}

/// Something linking makes of many reports, under its envelope. Its spans lie in the reports named nearest around them:
/// [`crate::with_cited_text`] gives them their text.
pub fn derived<T: Serialize>(kind: &str, noun: &T) -> serde_json::Result<Value> {
    let mut object = Map::new();
    object.insert("schema_version".to_owned(), SCHEMA_VERSION.into());
    object.insert("kind".to_owned(), kind.into());
    if let Value::Object(fields) = serde_json::to_value(noun)? {
        object.extend(fields);
    }
    Ok(Value::Object(object))
}

/// Anything about one report, with the text beside every span.
pub fn spanned<T: Serialize>(noun: &T, index: &TextIndex<'_>) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(noun)?;
    with_text(&mut value, index);
    Ok(value)
}

/// A noun under its envelope.
fn object<T: Serialize>(kind: &str, noun: &T, index: &TextIndex<'_>) -> serde_json::Result<Value> {
    let mut object = derived(kind, noun)?;
    with_text(&mut object, index);
    Ok(object)
}
