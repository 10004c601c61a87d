//! The case files of places, read with the built-in packs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use language::Language;
use record::Span;
use std::path::Path;
use suite::cases::{Case, Finding, check, folder};

/// The persons a case names: the line `People: A; B.` of its file, below its heading.
fn people(case: &Case) -> Vec<Span> {
    let (file, line) = case.place.rsplit_once(':').unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    let own = text.lines().skip(line.parse().unwrap()).take_while(|line| !line.starts_with("## "));
    let names = own
        .filter_map(|line| line.strip_prefix("People: "))
        .flat_map(|line| line.trim_end_matches('.').split("; "));
    let place = |name: &str| {
        let at = case.input.find(name).unwrap();
        let start = case.input[..at].chars().count() as u32;
        Span::new(start, start + name.chars().count() as u32)
    };
    names.map(place).collect()
}

#[test]
fn the_cases_of_places_hold() {
    let packs = reading::pack::Packs::builtin().value;
    let cases = folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/places")).unwrap();
    assert!(cases.len() >= 12, "{} cases", cases.len());
    let outcome = check(&cases, |case| {
        let language = if case.place.ends_with("fr.md") || case.place.contains("/fr.md:") {
            Language::French
        } else {
            Language::English
        };
        let found = reading::places::find(&packs, &case.input, language, None, &people(case));
        let one = |place: &record::Place| {
            let words = place.span.map(|span| span.of(&case.input)).unwrap_or_default();
            Finding::new("place")
                .with("words", words)
                .with("where_prec", place.where_prec.to_string())
                .with("country", place.admin.first().cloned().unwrap_or_default())
                .with("id", place.id.clone().unwrap_or_default())
        };
        found.iter().map(one).collect()
    });
    assert!(outcome.wrong.is_empty(), "{}", outcome.wrong.join("\n"));
    assert!(
        outcome.right_now.is_empty(),
        "these pass now, take `(wrong today` out: {}",
        outcome.right_now.join("; ")
    );
}
