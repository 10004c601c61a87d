//! Inputs and files that are not what they should be: a clear word each, and nothing stored is lost.

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
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Codes of the problems of a run that must end with 1.
fn problems(desk: &Desk, inputs: &[&str]) -> Vec<String> {
    let mut arguments = vec!["read", "--json"];
    arguments.extend(inputs);
    let objects = desk.json(1, &arguments);
    let problems = objects.iter().filter(|object| object["kind"] == "problem");
    problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

/// Bytes without a pattern, the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let desk = Desk::new();
    desk.write("empty.html", "");
    desk.write("noise.bin", noise(1_000_000));
    desk.write(
        "lines.jsonl",
        "{\"id\": \"a\", \"text\": \"Talks resume.\", \"language\": \"en\"}\n{not json}\n",
    );
    let inputs =
        ["missing.html", "empty.html", "noise.bin", "lines.jsonl", "http://127.0.0.1:9/", "ftp://a.example/"];
    let codes = problems(&desk, &inputs);
    assert_eq!(codes[..2], ["missing", "empty"]);
    assert_eq!(codes[3..], ["json-invalid", "private-address", "bad-url"]);
    assert_eq!(codes.len(), 6, "{codes:?}");

    let mut arguments = vec!["read"];
    arguments.extend(inputs);
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 1);
    assert!(ran.talk.contains("6 inputs could not be read:") && ran.talk.contains("1 new"), "{}", ran.talk);
    let health = desk.json(0, &["doctor", "record.daftari", "--json"]);
    assert_eq!(health[0]["record"]["counts"]["problems"], 6, "each is kept with its error");
    assert_eq!(desk.run(&arguments).code, 1, "and is still a problem the next time");
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_ends() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("folder/inner")).unwrap();
    std::os::unix::fs::symlink(desk.path("folder"), desk.path("folder/inner/again")).unwrap();
    desk.write("folder/inner/talks.txt", std::fs::read(input("talks.txt")).unwrap());
    assert_eq!(problems(&desk, &["folder"]), ["folder-loop"]);
    assert!(desk.run(&["read", "folder"]).talk.contains("1 new"));
}

#[test]
fn a_file_that_is_no_record_is_left_as_it_is() {
    let desk = Desk::new();
    desk.write("notes.daftari", "Notes on the talks.\n");
    for arguments in [
        &["read", &input("talks.txt"), "--into", "notes.daftari"] as &[&str],
        &["reports", "notes.daftari"],
        &["verify", "notes.daftari"],
        &["serve", "notes.daftari", "--no-open"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.talk.contains("notes.daftari is not a Daftari record"), "{}", ran.talk);
    }
    assert_eq!(std::fs::read_to_string(desk.path("notes.daftari")).unwrap(), "Notes on the talks.\n");
}

#[test]
fn a_large_page_takes_bounded_time_and_a_larger_one_is_not_read() {
    let desk = Desk::new();
    let paragraph = "<p>The army said on Monday that fighters had attacked the town of Kest.</p>\n";
    let mut page = "<html><head><title>Kest</title></head><body>".to_owned();
    page.push_str(&paragraph.repeat(50 * 1024 * 1024 / paragraph.len()));
    desk.write("large.html", &page);
    let start = Instant::now();
    assert!(desk.run(&["read", "large.html"]).code <= 1);
    assert!(start.elapsed() < Duration::from_secs(240), "{:?}", start.elapsed());
    desk.write("larger.html", vec![b' '; 65 * 1024 * 1024]);
    assert_eq!(problems(&desk, &["larger.html"]), ["too-large"]);
}

#[test]
fn a_hundred_thousand_nested_tags_are_read() {
    let desk = Desk::new();
    let open = "<div>".repeat(100_000);
    let close = "</div>".repeat(100_000);
    desk.write("deep.html", format!("<html><body>{open}<p>The army attacked Kest on Monday.</p>{close}"));
    let ran = desk.run(&["read", "deep.html"]);
    assert!(ran.code <= 1, "{}", ran.talk);
}

#[test]
fn a_reader_that_closes_the_pipe_has_what_it_wanted() {
    let desk = Desk::new();
    desk.run(&["read", &input("folder")]);
    let mut child =
        desk.daftari(&["reports", "record.daftari", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn usage_errors_end_with_two() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["read"]).code, 2);
    assert_eq!(desk.run(&["reports", "a.daftari", "--as-of", "yesterday"]).code, 2);
    assert_eq!(desk.run(&["reports", "none.daftari"]).code, 2);
    assert_eq!(desk.run(&["read", &input("talks.txt"), "--pack", "nowhere"]).code, 2);
    assert_eq!(desk.run(&["--help"]).code, 0);
}
