//! What a person reads: help, summary, errors. Changed words are reviewed as snapshots.

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
fn help_says_what_each_command_takes() {
    let desk = Desk::new();
    insta::assert_snapshot!("help", desk.run(&["--help"]).out);
    for command in ["read", "claims", "why", "pack", "evaluate"] {
        insta::assert_snapshot!(format!("help-{command}"), desk.run(&[command, "--help"]).out);
    }
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let desk = Desk::new();
    desk.write("notes.daftari", "Notes.\n");
    insta::assert_snapshot!("error-missing", desk.run(&["reports", "none.daftari"]).talk);
    insta::assert_snapshot!("error-not-a-record", desk.run(&["reports", "notes.daftari"]).talk);
    desk.run(&["read", &input("folder/reports.jsonl"), "--into", "b.daftari"]);
    insta::assert_snapshot!("error-no-event", desk.run(&["events", "b.daftari", "e-none"]).talk);
    insta::assert_snapshot!("error-date", desk.run(&["reports", "a.daftari", "--as-of", "May"]).talk);
}

#[test]
fn the_summary_counts_and_says_what_to_do_next() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    let ran = desk.run(&["read", &input("folder/reports.jsonl"), "empty.txt", "missing.txt"]);
    insta::assert_snapshot!("summary-problems", only_frame(&ran.talk_without_times()));
}

/// The summary without the figures of what was understood, which change as reading gets better.
fn only_frame(talk: &str) -> String {
    let figures = |line: &&str| !["statement", "claim", "of these"].iter().any(|word| line.contains(word));
    talk.lines().filter(figures).collect::<Vec<_>>().join("\n")
}
