//! The main job from the command line: inputs in, a record out, the same again changes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use common::{Desk, input};

#[test]
fn a_folder_and_a_file_become_a_record() {
    let desk = Desk::new();
    let ran = desk.run(&["read", &input("talks.txt"), &input("folder")]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.starts_with("Read 4 reports in "), "{}", ran.talk);
    assert!(ran.talk.contains("4 new."), "{}", ran.talk);
    assert!(ran.talk.contains("daftari serve record.daftari"), "{}", ran.talk);
    assert_eq!(ran.out, "", "data goes to standard output only where it is asked for");

    let reports = desk.json(0, &["reports", "record.daftari", "--json"]);
    let days: Vec<_> = reports.iter().map(|report| report["published"]["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2031-05-09", "2031-05-08", "2031-05-06", "2031-05-04"]);
    let courier = &reports[1];
    assert_eq!((courier["id"].as_str(), courier["schema_version"].as_u64()), (Some("courier-17"), Some(1)));
    assert_eq!(courier["outlet"], "The Lakeside Courier");
    assert_eq!(reports[2]["outlet"], "Varania Today");
    assert_eq!(reports[2]["url"], "https://varania-today.example/kest");
}

#[test]
fn the_same_again_changes_nothing_and_says_so() {
    let desk = Desk::new();
    let read = ["read", &input("folder"), "--into", "a.daftari"];
    desk.run(&read);
    let before = std::fs::read(desk.path("a.daftari")).unwrap();
    let again = desk.run(&read);
    assert_eq!(again.code, 0);
    assert!(again.talk.contains("all known already, nothing changed"), "{}", again.talk);
    assert_eq!(std::fs::read(desk.path("a.daftari")).unwrap(), before, "not a byte differs");
}

#[test]
fn another_text_under_the_same_id_is_a_new_version() {
    let desk = Desk::new();
    desk.write(
        "a.jsonl",
        r#"{"id": "x", "text": "The army attacked Kest.", "date": "2031-05-01", "language": "en"}"#,
    );
    desk.run(&["read", "a.jsonl"]);
    desk.write(
        "a.jsonl",
        r#"{"id": "x", "text": "The army denied it attacked Kest.", "date": "2031-05-01", "language": "en"}"#,
    );
    let ran = desk.run(&["read", "a.jsonl"]);
    assert!(ran.talk.contains("1 new versions of known ones"), "{}", ran.talk);
    let reports = desk.json(0, &["reports", "record.daftari", "--json"]);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["text"], "The army denied it attacked Kest.");
}

#[test]
fn standard_input_is_read_line_by_line_where_it_is_json() {
    use std::io::Write;
    use std::process::Stdio;
    let desk = Desk::new();
    let mut child =
        desk.daftari(&["read", "-", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines = std::fs::read(input("folder/reports.jsonl")).unwrap();
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let reports = out.lines().filter(|line| line.contains("\"kind\":\"report\"")).count();
    assert_eq!((output.status.code(), reports), (Some(0), 2), "{out}");
    assert!(!desk.path("record.daftari").exists(), "--json alone keeps nothing");
}

#[test]
fn every_span_of_the_contract_carries_its_text() {
    let desk = Desk::new();
    let objects = desk.json(0, &["read", &input("talks.txt"), &input("folder"), "--json"]);
    let mut texts = std::collections::BTreeMap::new();
    let mut spans = 0;
    for object in &objects {
        if object["kind"] == "report" {
            texts.insert(
                object["id"].as_str().unwrap().to_owned(),
                object["text"].as_str().unwrap().to_owned(),
            );
        }
        let report = object["report"].as_str().or(object["id"].as_str()).unwrap();
        let text: Vec<char> = texts[report].chars().collect();
        each_span(object, &mut |start, end, shown| {
            spans += 1;
            assert_eq!(text[start..end].iter().collect::<String>(), shown);
        });
    }
    assert!(spans > 10, "{spans}");
}

#[test]
fn what_is_found_carries_the_text_of_its_spans_too() {
    let desk = Desk::new();
    desk.run(&["read", &input("folder")]);
    let found = &desk.json(0, &["search", "record.daftari", "attacked", "--json"])[0];
    assert!(!found["statements"].as_array().unwrap().is_empty(), "{found}");
    let (mut spans, mut bare) = (0, Vec::new());
    each_object(found, &mut |fields| {
        let is_span =
            fields.get("start").is_some_and(serde_json::Value::is_u64) && !fields.contains_key("heading");
        spans += usize::from(is_span);
        if is_span && !fields.get("text").is_some_and(serde_json::Value::is_string) {
            bare.push(format!("{fields:?}"));
        }
    });
    assert!(spans > 0 && bare.is_empty(), "{bare:?}");
}

fn each_object(
    value: &serde_json::Value,
    take: &mut impl FnMut(&serde_json::Map<String, serde_json::Value>),
) {
    match value {
        serde_json::Value::Object(fields) => {
            take(fields);
            fields.values().for_each(|field| each_object(field, take));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_object(item, take)),
        _ => {}
    }
}

fn each_span(value: &serde_json::Value, take: &mut impl FnMut(usize, usize, &str)) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(start), Some(end), Some(text)) = (
                fields.get("start").and_then(serde_json::Value::as_u64),
                fields.get("end").and_then(serde_json::Value::as_u64),
                fields.get("text").and_then(serde_json::Value::as_str),
            ) {
                take(start as usize, end as usize, text);
            }
            fields.values().for_each(|field| each_span(field, take));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_span(item, take)),
        _ => {}
    }
}

#[test]
fn text_of_a_json_line_is_stored_exactly() {
    let desk = Desk::new();
    let text = "  Deux  espaces,\r\nune ligne\u{a0}; e\u{301}.  ";
    desk.write("a.jsonl", serde_json::json!({"id": "x", "text": text, "language": "fr"}).to_string());
    let objects = desk.json(0, &["read", "a.jsonl", "--json"]);
    assert_eq!(objects[0]["text"], text);
}

#[test]
fn a_record_can_be_asked_as_of_a_day() {
    let desk = Desk::new();
    desk.run(&["read", &input("folder")]);
    let ids = |arguments: &[&str]| {
        let mut all = vec!["reports", "record.daftari", "--json"];
        all.extend(arguments);
        desk.json(0, &all).iter().map(|report| report["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--as-of", "2031-05-08"]).len(), 2);
    assert_eq!(ids(&["--known-on", "2000-01-01"]).len(), 0);
    assert_eq!(ids(&["--language", "fr"]), ["rive-3"]);
    assert_eq!(ids(&["--outlet", "The Lakeside Courier"]), ["courier-17"]);
    assert_eq!(ids(&["--limit", "1", "--offset", "1"]), ["courier-17"]);
}

#[test]
fn a_search_finds_reports_and_why_leads_to_their_bytes() {
    let desk = Desk::new();
    desk.run(&["read", &input("folder")]);
    let found = desk.json(0, &["search", "record.daftari", "soldiers", "wounded", "--json"]);
    let id = found[0]["reports"][0]["report"]["id"].as_str().unwrap();
    let why = &desk.json(0, &["why", id, "record.daftari", "--json"])[0];
    assert_eq!(why["capture"].as_str().unwrap().len(), 64);
    assert!(why["origin"].as_str().unwrap().ends_with("attack.html"));
    assert!(why["made_by"]["models"].as_array().unwrap().len() >= 2);
    assert_eq!(desk.run(&["why", "c-nothing", "record.daftari"]).code, 2);
}

#[test]
fn tables_open_in_a_spreadsheet() {
    let desk = Desk::new();
    desk.run(&["read", &input("folder")]);
    let csv = desk.run(&["reports", "record.daftari", "--csv"]).out;
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().starts_with("id,version,published,"));
    assert!(lines.next().unwrap().starts_with("rive-3,1,2031-05-09,"));
    for list in ["statements", "claims", "actors", "places"] {
        assert!(desk.run(&[list, "record.daftari", "--csv"]).out.starts_with("id,"), "{list}");
    }
}

#[test]
fn a_profile_says_who_is_not_quoted_and_whom_nobody_could_ask() {
    let text = "Rwanda attacked Goma on Monday, the Congolese government said. \
                Insiders said that M23 attacked Bunia with mortars on Tuesday. \
                M23 rebels attacked the Congolese army in Rutshuru on Friday.";
    let desk = Desk::new();
    let line = serde_json::json!({"id": "one", "text": text, "date": "2025-06-06", "language": "en"});
    desk.write("one.jsonl", format!("{line}\n"));
    let shown = desk.run(&["profile", "one.jsonl"]).out;
    let not_quoted = shown.lines().find(|line| line.contains("Parties not quoted")).unwrap_or_default();
    assert!(not_quoted.contains("M23"), "{shown}");
    assert!(shown.contains("Nobody to ask for 1 statement: Insiders"), "{shown}");
}
