//! Reads the HTML pages of a benchmark and scores them, or prints what was read from single files.
//!
//! `pages GOLD.json FOLDER [PREDICTIONS.json]`: FOLDER holds `ID.html` for each id of GOLD; writes the predictions in
//! the benchmark's form and prints the scores and the reading speed.
//! `pages FILE...`: prints each report as JSON.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::expect_used, missing_docs)]

use page::Prediction;
use record::Capture;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [gold, folder, rest @ ..] if Path::new(folder).is_dir() => benchmark(gold, folder, rest.first()),
        files => files.iter().for_each(|file| show(file)),
    }
}

fn capture(file: &str) -> Capture {
    Capture::new(std::fs::read(file).expect("a readable file"), file, "2025-01-01T00:00:00Z")
}

fn show(file: &str) {
    for one in page::split(capture(file)) {
        let start = Instant::now();
        let report = page::read(&one).value;
        let seconds = start.elapsed().as_secs_f64();
        println!("{}", serde_json::to_string_pretty(&report).expect("a report as JSON"));
        println!("// {seconds:.3} s");
    }
}

fn benchmark(gold: &str, folder: &str, out: Option<&String>) {
    let gold = std::fs::read_to_string(gold).expect("the gold file");
    let gold: BTreeMap<String, Prediction> =
        serde_json::from_str(&gold).expect("gold in the benchmark's form");
    let captures: Vec<(&String, Capture)> =
        gold.keys().map(|id| (id, capture(&format!("{folder}/{id}.html")))).collect();
    let start = Instant::now();
    let found: BTreeMap<String, Prediction> = captures
        .iter()
        .map(|(id, capture)| ((*id).clone(), page::body_of(&page::read(capture).value)))
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let score = page::score(&gold, &found);
    println!("body   f1 {:.4}  precision {:.4}  recall {:.4}", score.f1, score.precision, score.recall);
    println!("title  {:?}", score.title);
    println!("date   {:?}", score.date);
    println!("speed  {:.1} ms a page", seconds * 1000.0 / gold.len() as f64);
    if let Some(out) = out {
        std::fs::write(out, serde_json::to_string(&found).expect("predictions as JSON"))
            .expect("a writable file");
    }
}
