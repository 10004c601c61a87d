//! The machine contract as JSON Schema.

use record::{Claim, Commitment, Event, PlaceControl, Process, Report, SCHEMA_VERSION, Statement};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Value, json};

/// One schema of every object that `daftari read --json`, `events --json`, `commitments --json` and `processes --json` write,
/// told apart by `kind`.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let kinds = [
        kind("report", schema_of::<Report>(&mut generator)),
        kind("statement", schema_of::<Statement>(&mut generator)),
        kind("claim", schema_of::<Claim>(&mut generator)),
        kind("problem", problem()),
        kind("event", schema_of::<Event>(&mut generator)),
        kind("commitment", schema_of::<Commitment>(&mut generator)),
        kind("process", schema_of::<Process>(&mut generator)),
        kind("control", schema_of::<PlaceControl>(&mut generator)),
    ];
    let mut definitions = Value::Object(generator.take_definitions(true));
    describe_spans(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Daftari's machine contract",
        "description": "JSON Lines, one object a line. Spans are ranges of Unicode code points of the text of the report named nearest around them.",
        "oneOf": kinds,
        "$defs": definitions,
    })
}

/// An input that could not be read.
fn problem() -> Value {
    let words = |what: &str| json!({ "type": "string", "description": what });
    json!({
        "type": "object",
        "properties": {
            "origin": words("The file, URL or line it came from."),
            "code": words("A short stable code; docs/cli.md and docs/notes.md explain each."),
            "message": words("What is wrong, in one sentence."),
        },
        "required": ["origin", "code", "message"],
    })
}

fn schema_of<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    Value::from(generator.subschema_for::<T>())
}

/// A noun under its envelope.
fn kind(word: &str, noun: Value) -> Value {
    json!({
        "allOf": [noun],
        "properties": {
            "schema_version": { "const": SCHEMA_VERSION },
            "kind": { "const": word },
        },
        "required": ["schema_version", "kind"],
    })
}

/// A span is written with the text it points at.
fn describe_spans(definitions: &mut Value) {
    let span = &mut definitions["Span"];
    span["properties"]["text"] = json!({
        "type": "string",
        "description": "The characters from start to end, as they stand in the report's text.",
    });
    if let Some(required) = span["required"].as_array_mut() {
        required.push("text".into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_described_and_every_reference_leads_somewhere() {
        let schema = schema();
        assert_eq!(schema["oneOf"].as_array().unwrap().len(), 8);
        let text = schema.to_string();
        for piece in text.split("#/$defs/").skip(1) {
            let name = piece.split('"').next().unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{name} is not described");
        }
        assert!(schema["$defs"]["Span"]["properties"]["text"].is_object());
    }
}
