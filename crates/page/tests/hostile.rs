//! Input made to break readers: each is read within bounds, and says what was wrong with it.
#![allow(missing_docs, clippy::unwrap_used)]

use record::noted::Level;
use record::{Capture, Report};

fn read(bytes: impl Into<Vec<u8>>) -> Report {
    page::read(&Capture::new(bytes.into(), "test", "2031-04-01T00:00:00Z")).value
}

fn codes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| note.code.as_str()).collect()
}

fn is_problem(report: &Report) -> bool {
    report.text.is_empty() && report.notes.iter().any(|note| note.level == Level::Problem)
}

/// Bytes that look random and are the same each time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn nothing_and_noise_are_problems() {
    assert!(is_problem(&read("")));
    assert!(is_problem(&read(" \n\n ")));
    assert!(is_problem(&read(noise(1_000_000))));
    assert!(is_problem(&read([b"<html><p>".to_vec(), noise(1_000_000)].concat())));
    assert!(is_problem(&read(b"%PDF-1.7 and so on".to_vec())));
}

#[test]
fn a_hundred_thousand_nested_tags_lose_tags_and_no_words() {
    for tag in ["div", "span", "b", "table><tr><td", "ul><li"] {
        let page = format!("<html><body>{}the words in the middle", format!("<{tag}>").repeat(100_000));
        let report = read(page);
        assert!(
            codes(&report).iter().any(|code| code.ends_with("-cut")) || tag == "b",
            "{tag}: {:?}",
            codes(&report)
        );
        assert!(report.text.contains("the words in the middle"), "{tag}");
    }
}

#[test]
fn a_hundred_thousand_attributes_are_cut() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=v")).collect();
    let report = read(format!("<html><p{attributes}>The words stay where they are.</p>"));
    assert!(codes(&report).contains(&"attributes-cut"));
    assert_eq!(report.text, "The words stay where they are.");
}

#[test]
fn a_page_of_fifty_megabytes_is_cut() {
    let paragraph =
        "<p>The delegates met again on Monday, and left the hall without a word to anyone there.</p>";
    let report =
        read(format!("<html><h1>A long page</h1>{}", paragraph.repeat(50_000_000 / paragraph.len())));
    assert!(codes(&report).contains(&"cut"));
    assert!(report.text.len() < 9_000_000);
}

#[test]
fn invalid_utf8_costs_only_itself() {
    let report = read(
        b"<html><meta charset=utf-8><p>D\xc3\xa9j\xc3\xa0 \xc3\xa9t\xc3\xa9 c\xc3\xa9d\xc3\xa9 \xff fin"
            .to_vec(),
    );
    assert_eq!(report.text, "Déjà été cédé \u{fffd} fin");
    assert!(codes(&report).contains(&"encoding-replaced"));
}

#[test]
fn broken_lines_of_json_are_problems_one_by_one() {
    let file =
        Capture::new(b"{\"text\": \"good\"}\nnot json\n{\"id\": 1}\n".to_vec(), "f", "2031-04-01T00:00:00Z");
    let reports: Vec<Report> = page::split(file).iter().map(|line| page::read(line).value).collect();
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[0].text, "good");
    assert!(is_problem(&reports[1]) && codes(&reports[1]).contains(&"json-invalid"));
    assert!(is_problem(&reports[2]) && codes(&reports[2]).contains(&"no-text"));
}
