//! Prints the features of the passages that hold two mentions, one line a marked pair, for learning weights.
//!
//! `same_passage REPORTS.jsonl PAIRS.jsonl > passages.tsv`: the days of the two reports, the label, the clusters, then the features
//! named in the first line; none where the passages share no word.

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

use linking::Seen;
use linking::retold::{self, Telling};
use record::Span;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (reports, pairs) = (args.next().ok_or("give reports")?, args.next().ok_or("give pairs")?);
    let mut seen: BTreeMap<String, Telling> = BTreeMap::new();
    for (seq, line) in (0u64..).zip(std::fs::read_to_string(reports)?.lines()) {
        let one = Telling::of(Seen::of(Arc::new(told::told(line, seq)?)));
        seen.insert(one.seen.told.report.0.clone(), one);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "day_a\tday_b\tlabel\tcluster_a\tcluster_b\t{}", retold::FEATURES.join("\t"))?;
    for line in std::fs::read_to_string(pairs)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let side = |name: &str| {
            let one = &row[name];
            let at = |key: &str| one[key].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
            let word = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            (word("report"), Span::new(at("start"), at("end")), word("cluster"))
        };
        let ((a, x, p), (b, y, q)) = (side("a"), side("b"));
        let (a, b) = (seen.get(&a).ok_or("no such report")?, seen.get(&b).ok_or("no such report")?);
        let values = retold::features(a, b, (x, y)).unwrap_or_default();
        let values: Vec<String> = values.iter().map(|v| format!("{v:.5}")).collect();
        let label = row["label"].as_str().unwrap_or_default();
        writeln!(out, "{}\t{}\t{label}\t{p}\t{q}\t{}", a.seen.told.day, b.seen.told.day, values.join("\t"))?;
    }
    Ok(())
}
