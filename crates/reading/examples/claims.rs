//! Read JSON Lines reports to claims without a store, for measuring:
//! `cargo run --example claims -p reading -- reports.jsonl > claims.jsonl` (speed on standard error);
//! `--training` writes the rows that training/claims/train.py learns from.
#![expect(clippy::disallowed_methods, reason = "a measuring command, not a room")]

use serde_json::{Value, json};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("reports.jsonl")?;
    let training = std::env::args().nth(2).as_deref() == Some("--training");
    let models = language::Models::built_in()?;
    let packs = reading::pack::Packs::builtin().value;
    let (mut sentences, mut analysing, mut reading) = (0usize, 0.0f64, 0.0f64);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(&path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let Some(report) = report(&row) else { continue };
        let start = std::time::Instant::now();
        let analysis = language::analyse(&models, &report);
        let analysed = std::time::Instant::now();
        let claims = reading::read(&packs, &report, &analysis).claims;
        reading += analysed.elapsed().as_secs_f64();
        analysing += (analysed - start).as_secs_f64();
        sentences += analysis.sentences.len();
        if training {
            let rows = reading::claim::training_rows(&packs, &report, &analysis);
            writeln!(out, "{}", json!({"id": report.id, "rows": rows}))?;
            continue;
        }
        writeln!(out, "{}", json!({"kind": "report", "id": report.id}))?;
        for claim in &claims {
            let mut value = serde_json::to_value(claim)?;
            with_text(&mut value, &report.text);
            value["kind"] = json!("claim");
            writeln!(out, "{value}")?;
        }
    }
    eprintln!("{sentences} sentences; analysis {analysing:.2} s, claims {reading:.2} s");
    Ok(())
}

fn report(row: &Value) -> Option<record::Report> {
    let day = row["date"].as_str().and_then(|d| d.get(..10));
    let published = day.map(|date| json!({"date": date, "precision": "day", "basis": "input"}));
    let value = json!({
        "id": row["id"], "capture": null, "url": null, "outlet": null, "headline": null, "headline_span": null,
        "standfirst": null, "standfirst_span": null, "published": published,
        "language": row["language"].as_str().unwrap_or("und"), "authors": [], "topics": [], "tags": [],
        "sections": [], "blocks": [], "related": [], "text": row["text"], "notes": []
    });
    serde_json::from_value(value).ok()
}

/// Spans with their words beside them, as the machine contract has them.
fn with_text(value: &mut Value, text: &str) {
    match value {
        Value::Object(map) => {
            if let (Some(start), Some(end), 2) =
                (map.get("start").and_then(Value::as_u64), map.get("end").and_then(Value::as_u64), map.len())
            {
                let span = record::Span::new(start as u32, end as u32);
                map.insert("text".to_owned(), json!(span.of(text)));
                return;
            }
            map.values_mut().for_each(|v| with_text(v, text));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| with_text(v, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
