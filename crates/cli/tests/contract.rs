//! What `--json` writes keeps to what `daftari schema` says, and every span bears the characters it points at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use boon::{Compiler, SchemaIndex, Schemas};
use common::Desk;
use record::span::{Span, TextIndex};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[test]
fn everything_made_of_the_examples_is_as_the_schema_says() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let (reports, pack) =
        (examples.join("reports").display().to_string(), examples.join("pack").display().to_string());
    let desk = Desk::new();
    let mut written = desk.json(0, &["read", &reports, "--pack", &pack, "--json"]);
    desk.run(&["read", &reports, "--pack", &pack, "--into", "a.daftari"]);
    for listed in ["events", "commitments", "processes"] {
        written.extend(desk.json(0, &[listed, "a.daftari", "--pack", &pack, "--json"]));
    }

    let ids: Vec<String> =
        of_kind(&written, "event").map(|event| event["id"].as_str().unwrap().to_owned()).collect();
    let mut asked = vec!["events", "a.daftari", "--pack", &pack, "--json"];
    asked.extend(ids.iter().map(String::as_str));
    let in_full = desk.json(0, &asked);
    assert_eq!(in_full.len(), ids.len());
    assert!(in_full.iter().any(|event| event["told_too"].is_array()), "no passage tells any event too");
    written.extend(in_full);

    let (schemas, root) = schema(&serde_json::from_str(&desk.run(&["schema"]).out).unwrap());
    for object in &written {
        if let Err(error) = schemas.validate(object, root) {
            panic!("{error:#}\n{object:#}");
        }
    }
    let kinds: BTreeSet<&str> = written.iter().filter_map(|object| object["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        BTreeSet::from(["claim", "commitment", "control", "event", "process", "report", "statement"])
    );

    let texts = texts(&written);
    let checked: usize = written.iter().map(|object| check_spans(object, None, &texts)).sum();
    assert!(checked > written.len(), "only {checked} spans in {} objects", written.len());
}

fn of_kind<'w>(written: &'w [Value], kind: &'static str) -> impl Iterator<Item = &'w Value> {
    written.iter().filter(move |object| object["kind"] == kind)
}

fn schema(schema: &Value) -> (Schemas, SchemaIndex) {
    let mut compiler = Compiler::new();
    compiler.add_resource("contract.json", schema.clone()).unwrap();
    let mut schemas = Schemas::new();
    let root = compiler.compile("contract.json", &mut schemas).unwrap();
    (schemas, root)
}

fn texts(written: &[Value]) -> BTreeMap<&str, &str> {
    let reports = written.iter().filter(|object| object["kind"] == "report");
    reports.map(|report| (report["id"].as_str().unwrap(), report["text"].as_str().unwrap())).collect()
}

/// Check every span of a value against the text of the report named nearest around it; how many there were.
fn check_spans(value: &Value, report: Option<&str>, texts: &BTreeMap<&str, &str>) -> usize {
    match value {
        Value::Object(fields) => {
            let number =
                |name: &str| fields.get(name).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
            if let (Some(start), Some(end), Some(text)) = (number("start"), number("end"), fields.get("text"))
            {
                let index = TextIndex::new(texts[report.expect("a span outside any report")]);
                assert_eq!(text.as_str().unwrap(), index.of(Span::new(start, end)));
                return 1;
            }
            let own = fields.get("report").and_then(Value::as_str);
            let kind = fields.get("kind").and_then(Value::as_str);
            let own = if kind == Some("report") { fields["id"].as_str() } else { own };
            fields.values().map(|field| check_spans(field, own.or(report), texts)).sum()
        }
        Value::Array(items) => items.iter().map(|item| check_spans(item, report, texts)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
