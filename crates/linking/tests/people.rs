//! What people decide: it overrules, survives a re-read, can be taken back, and what contradicts is named.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use common::{Draft, actor, day, event, on, town};
use linking::gather::Record;
use linking::{Gathered, Known, Told, gather, link};
use record::claim::ClaimBody;
use record::judgement::{Anchor, Correction, Judge, Judgement, Matter, Thing, Verdict};
use record::plover::EventType;
use std::sync::Arc;

fn attack(id: &str, seq: u64, words: &str) -> Arc<Told> {
    let mut body = event(EventType::Assault, Some("firearms"));
    body.actor = vec![actor("val-front")];
    body.place = Some(town("Marrinu", 1.0));
    body.time = on(day(3, 4));
    Draft::new(id, &format!("outlet-{id}"), day(3, 5)).says(None, words, ClaimBody::Event(body)).told(seq)
}

fn two() -> Vec<Arc<Told>> {
    vec![
        attack(
            "a",
            0,
            "Attack on Marrinu by the Front: Odura Lemba Vantis and Pell Sorrow saw it at Quilleth Bridge.",
        ),
        attack(
            "b",
            1,
            "Attack on Marrinu by the Front, say Odura Lemba Vantis and Pell Sorrow of Quilleth Bridge.",
        ),
    ]
}

fn anchor(told: &Told) -> Thing {
    let claim = &told.reading.claims[0];
    Thing::Claim(Anchor::of(claim, claim.trigger.of(&told.text)))
}

fn whole(told: &Told) -> Thing {
    Thing::Report { report: told.report.clone() }
}

fn decision(a: Vec<Thing>, b: Vec<Thing>, verdict: Verdict, by: &str, at: &str) -> Judgement {
    let matter = if b.is_empty() { Matter::Itself } else { Matter::Happening };
    Judgement {
        id: "".into(),
        a,
        b,
        matter,
        verdict,
        correction: None,
        by: Judge::Person { name: by.into() },
        score: None,
        why: "I was there".into(),
        at: Some(at.into()),
    }
    .identified()
}

fn gathered(told: &[Arc<Told>], people: &[Judgement]) -> Gathered {
    let known = Known::default();
    let pairs = link(&known, told);
    gather(&Record { told, pairs: &pairs, people, known: &known, as_of: day(12, 31) })
}

fn split(told: &[Arc<Told>]) -> Judgement {
    let side = |told: &Told| vec![anchor(told), whole(told)];
    decision(side(&told[0]), side(&told[1]), Verdict::Different, "Ilse", "2031-04-01T10:00:00Z")
}

#[test]
fn a_split_overrules_the_rule_and_can_be_taken_back() {
    let told = two();
    assert_eq!(gathered(&told, &[]).events.len(), 1);
    let split = split(&told);
    assert_eq!(gathered(&told, std::slice::from_ref(&split)).events.len(), 2);
    let back = decision(
        vec![Thing::Judgement { judgement: split.id.clone() }],
        vec![],
        Verdict::Withdraw,
        "Ilse",
        "2031-04-02T10:00:00Z",
    );
    assert_eq!(gathered(&told, &[split, back]).events.len(), 1);
}

#[test]
fn a_split_survives_a_reading_that_cuts_the_claim_otherwise() {
    let told = two();
    let split = split(&told);
    let mut anew: Vec<Arc<Told>> = Vec::new();
    for told in &told {
        let mut reading = told.reading.as_ref().clone();
        reading.claims[0].id = format!("c-anew-{}", told.report).as_str().into();
        reading.claims[0].trigger.end += 4;
        anew.push(Arc::new(Told { reading: Arc::new(reading), ..told.as_ref().clone() }));
    }
    let gathered = gathered(&anew, &[split]);
    assert_eq!(gathered.events.len(), 2);
    assert!(gathered.set_aside.is_empty(), "{:?}", gathered.set_aside);
}

#[test]
fn of_two_judgements_that_contradict_the_later_counts_and_the_other_is_named() {
    let told = two();
    let split = split(&told);
    let joined = decision(
        vec![anchor(&told[0])],
        vec![anchor(&told[1])],
        Verdict::Same,
        "Pell",
        "2031-04-03T10:00:00Z",
    );
    let gathered = gathered(&told, &[split.clone(), joined.clone()]);
    assert_eq!(gathered.events.len(), 1);
    let named: Vec<_> =
        gathered.set_aside.iter().map(|row| (row.judgement.clone(), row.contradicts.clone())).collect();
    assert_eq!(named, [(split.id, Some(joined.id))]);
}

#[test]
fn a_judgement_about_something_unknown_is_named_and_harms_nothing() {
    let told = two();
    let unknown = Thing::Report { report: "gone".into() };
    let decision =
        decision(vec![unknown], vec![whole(&told[0])], Verdict::Same, "Ilse", "2031-04-01T10:00:00Z");
    let gathered = gathered(&told, &[decision]);
    assert_eq!(gathered.events.len(), 1);
    assert_eq!(gathered.set_aside.len(), 1);
    assert!(gathered.set_aside[0].why.contains("not in the record"));
}

#[test]
fn a_rejected_claim_is_in_no_event_and_a_corrected_one_is_corrected() {
    let told = two();
    let reject = decision(vec![anchor(&told[1])], vec![], Verdict::Reject, "Ilse", "2031-04-01T10:00:00Z");
    let mut correct =
        decision(vec![anchor(&told[0])], vec![], Verdict::Correct, "Ilse", "2031-04-01T11:00:00Z");
    correct.correction = Some(Correction { field: "event".into(), value: "COERCE".into() });
    let gathered = gathered(&told, &[reject, correct.identified()]);
    let claims: usize = gathered.events.iter().map(|event| event.claims.len()).sum();
    assert_eq!(claims, 1);
    assert!(gathered.events.iter().any(|event| event.event == Some(EventType::Coerce)));
}

#[test]
fn a_correction_that_does_not_fit_says_which_field_and_why() {
    let told = two();
    let claim = &told[0].reading.claims[0];
    let fix = |field: &str, value: serde_json::Value| {
        linking::people::corrected(claim, &[Correction { field: field.into(), value }]).unwrap_err()
    };
    assert!(fix("event", "FLEE".into()).contains("event cannot be that"));
    assert!(fix("colour", "red".into()).contains("no field `colour`"));
    assert!(fix("trigger", 3.into()).contains("cannot be corrected"));
}
