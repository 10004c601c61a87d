//! A run that is killed at any moment loses nothing it had committed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use common::Desk;
use serde_json::json;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// More reports than can be read before the kill.
const REPORTS: usize = 20_000;

fn write_reports(desk: &Desk) {
    let line = |n: usize| {
        let text = format!("The army said that fighters attacked post {n} near Kest.");
        json!({"id": format!("post-{n}"), "text": text, "date": "2031-05-01", "language": "en"}).to_string()
    };
    let lines: Vec<String> = (0..REPORTS).map(line).collect();
    desk.write("posts.jsonl", lines.join("\n"));
    desk.write("first.jsonl", lines[..20].join("\n"));
}

fn reports_in(desk: &Desk) -> u64 {
    let ran = desk.run(&["reports", "record.daftari", "--csv"]);
    if ran.code == 0 { ran.out.lines().count().saturating_sub(1) as u64 } else { 0 }
}

#[test]
fn a_killed_run_loses_no_committed_report() {
    let desk = Desk::new();
    write_reports(&desk);
    let mut child = desk.daftari(&["read", "posts.jsonl"]).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    let mut seen = 0;
    while seen < 40 && start.elapsed() < Duration::from_secs(120) {
        seen = reports_in(&desk);
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let verified = desk.json(0, &["verify", "record.daftari", "--json"]);
    assert_eq!(verified[0]["faults"], json!([]));
    let kept = reports_in(&desk);
    assert!(seen >= 40 && kept >= seen, "{seen} seen, {kept} kept");
    assert!((kept as usize) < REPORTS, "the run was over before it was killed");

    let again = desk.run(&["read", "first.jsonl"]);
    assert!(again.talk.contains("all known already, nothing changed"), "{}", again.talk);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_it_finished_and_says_so() {
    let desk = Desk::new();
    write_reports(&desk);
    let child = desk.daftari(&["read", "posts.jsonl"]).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while reports_in(&desk) < 40 && start.elapsed() < Duration::from_secs(120) {}
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let talk = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{talk}");
    assert!(talk.starts_with("Interrupted after "), "{talk}");
    assert!(reports_in(&desk) >= 40);
}
