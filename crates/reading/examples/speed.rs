//! Read JSON Lines reports and say how much was read, for `training/speed.py`, which takes the time:
//! `speed analysis|statements|claims TEXTS.jsonl en|fr [plain|avx2|avx-vnni|avx512-vnni]`.
//!
//! `analysis` stops at the trees, `statements` at who says what, `claims` reads the whole report. The last word
//! is the most that may be used of the machine, to see what others' machines give.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a measuring command, not a room")]

use language::kernel::Level;
use language::{Language, Models, Tagger};
use reading::pack::Packs;
use reading::statement::Unknown;
use record::Report;
use serde_json::{Value, json};
use std::error::Error;

/// What was read.
#[derive(Default)]
struct Read {
    tokens: usize,
    sentences: usize,
    statements: usize,
    claims: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (stage, file, code) = match arguments[..] {
        [stage @ ("analysis" | "statements" | "claims"), file, code] => (stage, file, code),
        [stage @ ("analysis" | "statements" | "claims"), file, code, level] => {
            Level::limit(level_of(level)?);
            (stage, file, code)
        }
        _ => return Err("usage: speed analysis|statements|claims TEXTS.jsonl en|fr [LEVEL]".into()),
    };
    let (models, hint): (Models, Language) = (Models::built_in()?, code.parse()?);
    let packs = (stage == "claims").then(|| Packs::builtin().value);
    let mut read = Read::default();
    for line in std::fs::read_to_string(file)?.lines() {
        let report = report(&serde_json::from_str(line)?, code)?;
        let analysis = models.analyse(&report.text, Some(hint));
        read.sentences += analysis.sentences.len();
        read.tokens += analysis.sentences.iter().map(|s| s.words.len()).sum::<usize>();
        if let Some(packs) = &packs {
            let reading = reading::read(packs, &report, &analysis);
            read.statements += reading.statements.len();
            read.claims += reading.claims.len();
        } else if stage == "statements" {
            read.statements += reading::statement::find(&report, &analysis, &Unknown).value.len();
        }
    }
    let Read { tokens, sentences, statements, claims } = read;
    println!(
        "{tokens} tokens, {sentences} sentences, {statements} statements, {claims} claims, {:?}",
        Level::used()
    );
    Ok(())
}

fn level_of(name: &str) -> Result<Level, String> {
    match name {
        "plain" => Ok(Level::Plain),
        "avx2" => Ok(Level::Avx2),
        "avx-vnni" => Ok(Level::AvxVnni),
        "avx512-vnni" => Ok(Level::Avx512Vnni),
        other => Err(format!("no level is called `{other}`")),
    }
}

/// A report with a text and, where the line has one, a date.
fn report(row: &Value, code: &str) -> Result<Report, serde_json::Error> {
    let day = row["date"].as_str().and_then(|date| date.get(..10));
    let published = day.map(|date| json!({"date": date, "precision": "day", "basis": "input"}));
    serde_json::from_value(json!({
        "id": row["id"].as_str().unwrap_or("-"), "capture": null, "url": null, "outlet": null, "headline": null,
        "headline_span": null, "standfirst": null, "standfirst_span": null, "published": published, "language": code,
        "authors": [], "topics": [], "tags": [], "sections": [], "blocks": [], "related": [], "text": row["text"],
        "notes": []
    }))
}
