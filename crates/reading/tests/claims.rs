//! The case files of claims, read with the real models: all mismatches are reported at once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use language::Tagger;
use record::claim::ClaimBody;
use record::span::TextIndex;
use record::{Claim, Entity, Reading, Report, ReportId};
use std::collections::BTreeMap;
use std::path::Path;
use suite::cases::{Case, Finding, folder};

fn report(text: &str) -> Report {
    let value = serde_json::json!({
        "id": ReportId::from("case"), "capture": null, "url": null, "outlet": null, "headline": null,
        "headline_span": null, "standfirst": null, "standfirst_span": null, "published": null, "language": "und",
        "authors": [], "topics": [], "tags": [], "sections": [], "blocks": [], "related": [], "text": text,
        "notes": []
    });
    serde_json::from_value(value).unwrap()
}

fn words(entities: &[Entity], index: &TextIndex<'_>) -> String {
    let one = |e: &Entity| e.span.map_or(e.name.clone(), |span| index.of(span).to_owned());
    entities.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn ids(entities: &[Entity]) -> String {
    let one = |e: &Entity| e.actor.clone().unwrap_or_else(|| "nobody".to_owned());
    entities.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn said_by(claim: &Claim, read: &Reading) -> String {
    let said = read.statements.iter().find(|one| Some(&one.id) == claim.statement.as_ref());
    said.map_or("the outlet".to_owned(), |one| one.source.name.clone().unwrap_or_default())
}

fn parts(claim: &Claim, read: &Reading, index: &TextIndex<'_>) -> (&'static str, BTreeMap<String, String>) {
    let words = |entities: &[Entity]| words(entities, index);
    let bound = |n: Option<u32>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let (kind, pairs) = match &claim.body {
        ClaimBody::Event(event) => (
            "event",
            vec![
                ("type", event.event.to_string()),
                ("mode", event.mode.clone().unwrap_or_default()),
                ("actor", words(&event.actor)),
                ("recipient", words(&event.recipient)),
                ("mediator", words(&event.mediator)),
                ("actor is", ids(&event.actor)),
                ("recipient is", ids(&event.recipient)),
                ("cause", event.cause.map_or(String::new(), |span| index.of(span).to_owned())),
            ],
        ),
        ClaimBody::Commitment(one) => (
            "commitment",
            vec![
                ("kind", one.commitment_kind.to_string()),
                ("stage", one.stage.to_string()),
                ("obligor", words(&one.obligor)),
                ("obligee", words(&one.obligee)),
                ("broken by", words(&one.broken_by)),
                ("quantity", bound(one.quantity.as_ref().and_then(|quantity| quantity.best))),
            ],
        ),
        ClaimBody::Control(one) => (
            "control",
            vec![
                ("change", one.change.to_string()),
                ("holder", words(std::slice::from_ref(&one.holder))),
                ("place", one.place.name.clone()),
            ],
        ),
        ClaimBody::Relation(one) => (
            "relation",
            vec![
                ("relation", one.relation.to_string()),
                ("from", words(std::slice::from_ref(&one.from))),
                ("to", words(std::slice::from_ref(&one.to))),
            ],
        ),
        ClaimBody::Figure(one) => (
            "figure",
            vec![
                ("what", one.what.to_string()),
                ("low", bound(one.low)),
                ("best", bound(one.best)),
                ("high", bound(one.high)),
            ],
        ),
    };
    let mut map: BTreeMap<String, String> = pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    map.insert("modality".to_owned(), claim.modality.to_string());
    map.insert("said by".to_owned(), said_by(claim, read));
    (kind, map)
}

/// What of a case does not hold.
fn faults(case: &Case, found: &[(&'static str, BTreeMap<String, String>)]) -> Vec<String> {
    let meets = |expected: &Finding, kind: &str| {
        found.iter().any(|(k, parts)| {
            *k == kind && expected.parts.iter().all(|(name, value)| parts.get(name) == Some(value))
        })
    };
    let mut out = Vec::new();
    for expected in &case.expected {
        let (wanted, kind) = match expected.kind.strip_prefix("no ") {
            Some(kind) => (false, kind),
            None => (true, expected.kind.as_str()),
        };
        if meets(expected, kind) != wanted {
            out.push(format!("   {}: {:?}", expected.kind, expected.parts));
        }
    }
    out
}

#[test]
fn the_cases_of_claims_hold() {
    let models = language::Models::built_in().unwrap();
    let packs = reading::pack::Packs::builtin().value;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/claims");
    let cases = folder(&root).unwrap();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let (mut wrong, mut right_now) = (Vec::new(), Vec::new());
    for case in &cases {
        let report = report(&case.input);
        let hint = if case.place.contains("/fr/") {
            language::Language::French
        } else {
            language::Language::English
        };
        let analysis = models.analyse(&report.text, Some(hint));
        let read = reading::read(&packs, &report, &analysis);
        let index = TextIndex::new(&report.text);
        let found: Vec<_> = read.claims.iter().map(|claim| parts(claim, &read, &index)).collect();
        let faults = faults(case, &found);
        match (faults.is_empty(), case.wrong_today()) {
            (false, false) => {
                let seen: Vec<String> = found.iter().map(|(k, p)| format!("   found {k} {p:?}")).collect();
                wrong.push(format!(
                    "{} {}\n{}\n{}",
                    case.place,
                    case.name,
                    faults.join("\n"),
                    seen.join("\n")
                ));
            }
            (true, true) => right_now.push(case.name.clone()),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right_now.is_empty(), "these pass now, take `(wrong today` out: {}", right_now.join("; "));
}

#[test]
fn who_is_named_within_the_name_of_an_office_is_found() {
    let models = language::Models::built_in().unwrap();
    let packs = reading::pack::Packs::builtin().value;
    let report = report("Luc Tarn, porte-parole de la MONUSCO, a rencontré la presse.");
    let analysis = models.analyse(&report.text, Some(language::Language::French));
    let spoken_for: Vec<_> = reading::claim::claims(&packs, &report, &analysis, &[])
        .into_iter()
        .filter_map(|claim| match claim.body {
            ClaimBody::Relation(one) => one.to.actor,
            _ => None,
        })
        .collect();
    assert_eq!(spoken_for, ["monusco"]);
}
