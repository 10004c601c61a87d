//! The case files of statements are sound: what they expect stands in their input, and their words are the record's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use record::statement::{Attitude, Firmness, Quotation, Voice};
use std::path::Path;
use suite::cases::{Case, Finding, PIECES, WITHIN, folder};

/// What is wrong with one part, in words.
fn fault(case: &Case, name: &str, value: &str) -> Option<String> {
    let sound = match name {
        "source" | "cue" => value == "-" || case.input.contains(value),
        "content" => value.split(PIECES).all(|piece| case.input.contains(piece)),
        "relay" => value.split("; ").all(|relay| case.input.contains(relay)),
        WITHIN => value.parse::<usize>().is_ok_and(|n| (1..=case.expected.len()).contains(&n)),
        "voice" => Voice::ALL.iter().any(|v| v.word() == value),
        "firmness" => Firmness::ALL.iter().any(|v| v.word() == value),
        "attitude" => Attitude::ALL.iter().any(|v| v.word() == value),
        "quotation" => Quotation::ALL.iter().any(|v| v.word() == value),
        _ => false,
    };
    (!sound).then(|| format!("{} {}: {name} = {value}", case.place, case.name))
}

fn faults(case: &Case) -> Vec<String> {
    let parts = |finding: &Finding| -> Vec<String> {
        finding.parts.iter().filter_map(|(name, value)| fault(case, name, value)).collect()
    };
    case.expected.iter().flat_map(parts).collect()
}

#[test]
fn what_the_cases_expect_stands_in_their_input() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/statements");
    let cases = folder(&root).unwrap();
    let faults: Vec<String> = cases.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for language in ["en", "fr"] {
        let count = cases.iter().filter(|case| case.place.contains(&format!("/{language}/"))).count();
        assert!(count >= 60, "{language}: {count} cases");
    }
}
