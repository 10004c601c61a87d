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

use linking::{Seen, Told, retold};
use record::{Reading, Span};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (reports, pairs) = (args.next().ok_or("give reports")?, args.next().ok_or("give pairs")?);
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for line in std::fs::read_to_string(reports)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let id = row["id"].as_str().unwrap_or_default().to_owned();
        seen.insert(id, Seen::of(Arc::new(told(&row)?)));
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
        writeln!(out, "{}\t{}\t{label}\t{p}\t{q}\t{}", a.told.day, b.told.day, values.join("\t"))?;
    }
    Ok(())
}

fn told(row: &Value) -> Result<Told, Box<dyn std::error::Error>> {
    let word = |name: &str| row[name].as_str().map(str::to_owned);
    Ok(Told {
        report: word("id").unwrap_or_default().as_str().into(),
        seq: 0,
        outlet: word("outlet").or_else(|| word("source")).unwrap_or_default(),
        url: None,
        day: word("date").unwrap_or_default().get(..10).unwrap_or_default().parse()?,
        language: word("language").unwrap_or_default(),
        headline: word("title"),
        headline_span: None,
        text: Arc::from(word("text").unwrap_or_default()),
        reading: Arc::new(Reading::default()),
    })
}
