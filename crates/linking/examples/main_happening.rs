//! Prints the features of every pair of reports that the blocks bring together, one line a pair, for learning weights.
//!
//! `main_happening REPORTS.jsonl > pairs.tsv`: report ids, then the features named in the first line.
//! `main_happening REPORTS.jsonl --events`: the events that the words alone give, as `daftari events --json` prints them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program of our own, not a room"
)]

#[path = "common/told.rs"]
mod told;

use linking::blocks::keys;
use linking::judge::report::{FEATURES, compare};
use linking::nearest::Nearest;
use linking::{Known, Record, Seen, Told, gather, link};
use std::io::Write;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a JSON Lines file of reports")?;
    #[allow(clippy::disallowed_methods)] // a tool's own input
    let lines = std::fs::read_to_string(path)?;
    let mut reports = Vec::new();
    for (seq, line) in (0u64..).zip(lines.lines()) {
        reports.push(Seen::of(Arc::new(told::told(line, seq)?)));
    }
    if std::env::args().nth(2).as_deref() == Some("--events") {
        return events(&reports);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "a\tb\t{}", FEATURES.join("\t"))?;
    let mut nearest = Nearest::default();
    for seen in &reports {
        nearest.add(seen.told.report.clone(), keys(seen));
    }
    for (a, b) in nearest.pairs() {
        let (a, b) = (&reports[a as usize], &reports[b as usize]);
        let values: Vec<String> = compare(a, b).values.iter().map(|v| format!("{v:.5}")).collect();
        writeln!(out, "{}\t{}\t{}", a.told.report, b.told.report, values.join("\t"))?;
    }
    Ok(())
}

fn events(reports: &[Seen]) -> Result<(), Box<dyn std::error::Error>> {
    let told: Vec<Arc<Told>> = reports.iter().map(|seen| Arc::clone(&seen.told)).collect();
    let known = Known::default();
    let pairs = link(&known, &told);
    let as_of = told.iter().map(|told| told.day).max().ok_or("no reports")?;
    let gathered = gather(&Record { told: &told, pairs: &pairs, people: &[], known: &known, as_of });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for event in gathered.events {
        let line = serde_json::json!({"kind": "event", "id": event.id, "reports": event.reports, "links": event.links});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
