//! What linking derives: kept beside the record, brought up to date report by report, the same as made from scratch.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use app::{AsOf, Decision, Known, Record, decide};
use record::capture::Form;
use record::claim::{Claim, EventClaim, Modality};
use record::date::{DateFrom, DatePrecision, Time};
use record::judgement::Verdict;
use record::plover::EventType;
use record::statement::Firmness;
use record::{Capture, ClaimBody, Entity, Event, MadeBy, Place, Reading, Span};
use std::path::{Path, PathBuf};
use store::{DerivedRow, Store};

const TOWNS: &[&str] = &["Marrinu", "Kessendo", "Tarrowa"];

/// An attack on a town on a day of March, told with the names of its witnesses; `shift` moves the trigger as another
/// reading would.
fn keep(file: &Path, n: usize, (town, day): (usize, i8), made_by: &str, shift: u32) {
    let witnesses = ["Odura Lemba", "Pell Sorrow", "Ilse Vantis"][town];
    let text = format!(
        "Fighters attacked {0} near Quilleth Bridge on {day} March, {witnesses} of {0} said to outlet {n}.",
        TOWNS[town]
    );
    let date = jiff::civil::date(2031, 3, day);
    let id = format!("r{n}");
    let line = serde_json::json!({"id": id, "text": text, "date": date.to_string(), "language": "en",
        "outlet": format!("Outlet {n}"), "title": text});
    let mut capture =
        Capture::new(line.to_string().into_bytes(), format!("made-up:{n}"), "2031-04-01T00:00:00Z");
    capture.form = Form::JsonLine;
    let report = page::read(&capture).value;
    let body = EventClaim {
        event: EventType::Assault,
        mode: None,
        context: Vec::new(),
        actor: vec![Entity { actor: Some("xta-naf".into()), name: "NAF".into(), ..Entity::default() }],
        recipient: Vec::new(),
        mediator: Vec::new(),
        place: Some(Place {
            span: None,
            id: Some(TOWNS[town].to_owned()),
            name: TOWNS[town].to_owned(),
            lat: Some(1.0 + town as f64),
            lon: Some(20.0),
            admin: vec!["XTA".into()],
            where_prec: 1,
        }),
        time: Some(Time {
            span: None,
            start: Some(date),
            end: Some(date),
            date_prec: DatePrecision::Day,
            from: DateFrom::Text,
        }),
        cause: None,
        figures: Vec::new(),
    };
    let claim = Claim {
        id: format!("c-{id}-{made_by}").as_str().into(),
        report: id.as_str().into(),
        statement: None,
        trigger: Span::new(9 + shift, 17),
        modality: Modality::Happened,
        firmness: Firmness::Asserted,
        body: ClaimBody::Event(body),
        why: Vec::new(),
    };
    let reading = Reading { claims: vec![claim], ..Reading::default() };
    let mut store = Store::create(file).unwrap();
    let made = MadeBy { daftari: made_by.to_owned(), models: Vec::new(), packs: Vec::new() };
    let made = store.made_by(&made).unwrap();
    store.keep(&capture, &report, &reading, (made, "2031-04-01T00:00:00Z")).unwrap();
}

fn record_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made-up.daftari");
    (folder, file)
}

fn known() -> Known {
    app::known(&[]).unwrap()
}

fn open(file: &Path) -> Record {
    Record::open(file, AsOf::default()).unwrap()
}

fn events(record: &Record) -> Vec<Event> {
    let mut all = Vec::new();
    record
        .each_event(&known(), &mut |event| {
            all.push(event.clone());
            Ok(())
        })
        .unwrap();
    all
}

fn stories(n: usize) -> (usize, i8) {
    (n % 3, 1 + i8::try_from(n % 7).unwrap())
}

#[test]
fn what_is_kept_is_what_is_put_together_in_memory() {
    let (_folder, file) = record_file();
    (0..24).for_each(|n| keep(&file, n, stories(n), "first", 0));
    let kept = events(&open(&file));
    let until = jiff::civil::date(2999, 1, 1);
    let memory = Record::open(&file, AsOf { published: None, read: Some(until) }).unwrap();
    assert!(kept.iter().any(|event| event.reports.len() > 1));
    assert_eq!(kept, events(&memory));
}

#[test]
fn report_by_report_gives_what_all_at_once_gives() {
    let (_folder, file) = record_file();
    for n in 0..24 {
        keep(&file, n, stories(n), "first", 0);
        if n % 5 == 0 {
            events(&open(&file));
        }
    }
    // Some are read anew, by others, who cut the claim otherwise.
    (0..24).step_by(4).for_each(|n| keep(&file, n, stories(n), "second", 2));
    let record = open(&file);
    assert!(!events(&record).is_empty());
    let verified = record.verify(&known()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    assert!(verified.derived > 0);
}

#[test]
fn a_row_that_is_not_what_the_readings_give_is_named() {
    let (_folder, file) = record_file();
    (0..6).for_each(|n| keep(&file, n, stories(n), "first", 0));
    let record = open(&file);
    let first = events(&record).remove(0).id.0;
    let store = Store::create(&file).unwrap();
    let row = store.derived_row("event", &first).unwrap().unwrap();
    store.put_derived("event", &DerivedRow { day: "1999-01-01".into(), ..row }).unwrap();
    let faults = record.verify(&known()).unwrap().faults;
    let named: Vec<(&str, String)> = faults.iter().map(|fault| (fault.check, fault.at.clone())).collect();
    assert_eq!(named, [("derived", format!("event {first}"))]);
}

#[test]
fn an_event_keeps_its_id_as_reports_come_and_an_id_once_given_still_leads_to_it() {
    let (_folder, file) = record_file();
    keep(&file, 1, (0, 4), "first", 0);
    let before = events(&open(&file)).remove(0).id;
    (2..5).for_each(|n| keep(&file, n, (0, 4), "first", 0));
    let after = events(&open(&file));
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].id, before);
    // The report that named it is read anew and its claim cut otherwise: the claim's place names the event, so the name goes,
    // but leads on.
    let alone = {
        let (_folder, other) = record_file();
        keep(&other, 1, (0, 4), "first", 3);
        events(&open(&other)).remove(0).id
    };
    keep(&file, 1, (0, 4), "second", 3);
    let record = open(&file);
    let anew = events(&record);
    assert_eq!(anew.len(), 1);
    let found = record.event(&known(), &before.0).unwrap();
    assert_eq!(found.map(|event| event.id), Some(anew[0].id.clone()), "{before} {alone}");
}

#[test]
fn a_split_by_a_reviewer_survives_a_re_read_and_can_be_taken_back() {
    let (_folder, file) = record_file();
    (1..3).for_each(|n| keep(&file, n, (0, 4), "first", 0));
    let together = events(&open(&file));
    assert_eq!(together.len(), 1);
    let decision = |verdict, a: &[&str], b: &[&str]| Decision {
        verdict,
        a: a.iter().map(|id| (*id).to_owned()).collect(),
        b: b.iter().map(|id| (*id).to_owned()).collect(),
        correction: None,
        by: "Ilse".into(),
        why: "two attacks, hours apart".into(),
    };
    let split = decision(Verdict::Different, &["r1", "c-r1-first"], &["r2", "c-r2-first"]);
    let id = decide(&file, &known(), &split).unwrap();
    assert_eq!(events(&open(&file)).len(), 2);
    (1..3).for_each(|n| keep(&file, n, (0, 4), "second", 2));
    let record = open(&file);
    assert_eq!(events(&record).len(), 2, "the split is gone after a re-read");
    assert!(record.set_aside(&known()).unwrap().is_empty());
    assert!(record.verify(&known()).unwrap().faults.is_empty());
    decide(&file, &known(), &decision(Verdict::Withdraw, &[&id.0], &[])).unwrap();
    assert_eq!(events(&open(&file)).len(), 1);
}

#[test]
fn a_judgement_about_an_unknown_id_is_refused_and_nothing_is_logged() {
    let (_folder, file) = record_file();
    keep(&file, 1, (0, 4), "first", 0);
    let decision = Decision {
        verdict: Verdict::Same,
        a: vec!["r1".into()],
        b: vec!["e-nobody-knows".into()],
        correction: None,
        by: "Ilse".into(),
        why: "a test".into(),
    };
    let error = decide(&file, &known(), &decision).unwrap_err();
    assert!(error.to_string().contains("e-nobody-knows"), "{error}");
    assert!(open(&file).decisions().unwrap().is_empty());
}

#[test]
fn what_was_derived_before_the_record_grew_is_said_to_be_of_an_earlier_state() {
    let (_folder, file) = record_file();
    (0..4).for_each(|n| keep(&file, n, stories(n), "first", 0));
    events(&open(&file));
    let checked = open(&file).verify(&known()).unwrap();
    assert!(checked.derived > 0 && !checked.derived_earlier);
    keep(&file, 4, stories(4), "first", 0);
    let checked = open(&file).verify(&known()).unwrap();
    assert!(checked.derived == 0 && checked.derived_earlier);
    events(&open(&file));
    let checked = open(&file).verify(&known()).unwrap();
    assert!(checked.derived > 0 && !checked.derived_earlier);
}

#[test]
fn the_front_page_counts_what_came_since_it_was_last_looked_at() {
    let (_folder, file) = record_file();
    keep(&file, 0, stories(0), "first", 0);
    let record = open(&file);
    assert_eq!(record.latest(None, 1).unwrap().total, 1);
    keep(&file, 1, stories(1), "first", 0);
    let latest = record.latest(None, 1).unwrap();
    assert_eq!((latest.total, latest.reports.len()), (2, 2));
}
