//! What is kept comes back; nothing is written over; a record can be asked how it stood on a day.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use common::{AT, capture, made_by, reading, report};
use record::{Capture, Reading, Report, ReportId};
use store::{AsOf, Filter, Kept, Problem, Question, Store};

const TEXT: &str = "The army said fighters attacked Port Alba.";

fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.daftari");
    (folder, path)
}

fn one() -> (Capture, Report, Reading) {
    let report = report("a", "2031-05-03", TEXT);
    let reading = reading(&report, "The army", "fighters attacked Port Alba", "fighters", "port-alba");
    (capture(TEXT, "a.txt"), report, reading)
}

#[test]
fn a_report_comes_back_as_it_was_kept() {
    let (_folder, path) = file();
    let (capture, report, reading) = one();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    assert_eq!(store.keep(&capture, &report, &reading, (made, AT)).unwrap(), Kept::New);

    let held = Store::open(&path, AsOf::default()).unwrap().report(&report.id).unwrap().unwrap();
    assert_eq!((held.report, held.reading), (report, reading));
    assert_eq!((held.version, held.origin.as_str()), (1, "a.txt"));
    assert_eq!(store.capture_bytes(&capture.id).unwrap().unwrap(), capture.bytes);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn the_same_again_changes_nothing_and_a_newer_daftari_reads_anew() {
    let (_folder, path) = file();
    let (capture, report, reading) = one();
    let mut store = Store::create(&path).unwrap();
    let first = store.made_by(&made_by("1")).unwrap();
    store.keep(&capture, &report, &reading, (first, AT)).unwrap();
    let before = store.counts().unwrap();
    assert!(store.already_read(&capture, first).unwrap());
    assert_eq!(store.keep(&capture, &report, &reading, (first, AT)).unwrap(), Kept::Unchanged);
    assert_eq!(store.counts().unwrap(), before);

    let second = store.made_by(&made_by("2")).unwrap();
    assert!(!store.already_read(&capture, second).unwrap());
    let empty = Reading::default();
    assert_eq!(store.keep(&capture, &report, &empty, (second, AT)).unwrap(), Kept::ReadAnew);
    let held = store.report(&report.id).unwrap().unwrap();
    assert_eq!((held.made_by.daftari.as_str(), held.reading), ("2", empty));
    assert_eq!(store.counts().unwrap().claims, 0, "claims of a superseded reading do not count");
}

#[test]
fn other_content_under_the_same_id_or_url_is_a_new_version() {
    let (_folder, path) = file();
    let (first_capture, first, understood) = one();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    store.keep(&first_capture, &first, &understood, (made, AT)).unwrap();
    let corrected = report("a", "2031-05-03", "The army said nobody attacked Port Alba.");
    let later = "2031-05-09T08:00:00Z";
    let kept = store.keep(&capture("other", "a.txt"), &corrected, &Reading::default(), (made, later));
    assert_eq!(kept.unwrap(), Kept::NewVersion);

    let versions = store.versions(&first.id).unwrap();
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(store.report(&first.id).unwrap().unwrap().report.text, corrected.text);
    let then = AsOf { read: Some("2031-05-08".parse().unwrap()), published: None };
    let held = Store::open(&path, then).unwrap().report(&first.id).unwrap().unwrap();
    assert_eq!((held.version, held.report.text.as_str()), (1, TEXT));
}

#[test]
fn a_url_leads_to_its_versions_unless_the_input_gave_ids() {
    let (_folder, path) = file();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    let mut keep = |id: &str, text: &str| {
        let mut one = report(id, "2031-05-03", text);
        one.url = Some("https://courier.example/talks".to_owned());
        store.keep(&capture(text, id), &one, &Reading::default(), (made, AT)).unwrap()
    };
    assert_eq!(keep("r-0000000000000001", "Talks resume."), Kept::New);
    assert_eq!(keep("r-0000000000000002", "Talks did not resume."), Kept::NewVersion);
    assert_eq!(keep("sentence-1", "Talks."), Kept::New);
}

#[test]
fn only_what_was_published_by_a_day_is_seen_as_of_it() {
    let (_folder, path) = file();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    for (id, day) in [("early", "2031-05-01"), ("late", "2031-05-03")] {
        let one = report(id, day, id);
        store.keep(&capture(id, id), &one, &Reading::default(), (made, AT)).unwrap();
    }
    let ids = |published: &str| {
        let as_of = AsOf { published: Some(published.parse().unwrap()), read: None };
        let rows = Store::open(&path, as_of).unwrap().reports(&Filter::default()).unwrap();
        rows.into_iter().map(|row| row.id.0).collect::<Vec<_>>()
    };
    assert_eq!(ids("2031-04-30"), [""; 0]);
    assert_eq!(ids("2031-05-02"), ["early"]);
    assert_eq!(ids("2031-05-03"), ["late", "early"]);
}

#[test]
fn lists_are_narrowed_and_searched() {
    let (_folder, path) = file();
    let (capture, report, reading) = one();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    store.keep(&capture, &report, &reading, (made, AT)).unwrap();

    let row = &store.reports(&Filter { topic: Some("Talks".into()), ..Filter::default() }).unwrap()[0];
    assert_eq!((row.statements.named, row.claims.named, row.claims.outlet), (1, 1, 0));
    let claims = |filter: Filter| store.claims(&filter).unwrap().len();
    assert_eq!(claims(Filter { actor: Some("fighters".into()), ..Filter::default() }), 1);
    assert_eq!(claims(Filter { word: Some("RETREAT".into()), ..Filter::default() }), 0);
    assert_eq!(claims(Filter { place: Some("port-alba".into()), ..Filter::default() }), 1);
    let claim = &store.claims(&Filter::of_report("a")).unwrap()[0];
    assert_eq!(claim.source.as_deref(), Some("The army"));

    assert_eq!(store.search_reports("attack", 10, 0).unwrap().len(), 1, "the last word may go on");
    assert_eq!(store.search_reports("attacked \"Port Alba\"", 10, 0).unwrap().len(), 1);
    assert_eq!(store.search_reports("\"Alba Port\"", 10, 0).unwrap().len(), 0);
    assert_eq!(store.search_statements("army fighters", 10, 0).unwrap().len(), 1);
    assert_eq!(store.actors().unwrap()[0].id.as_deref(), Some("fighters"));
    assert_eq!(store.places().unwrap()[0].name, "port-alba");
}

#[test]
fn a_block_gives_the_claims_that_might_be_about_the_same() {
    let (_folder, path) = file();
    let (capture, report, reading) = one();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    store.keep(&capture, &report, &reading, (made, AT)).unwrap();
    let ask = |words: &[&'static str], until: &str, places: &[&str], not_in: &str| {
        let question = Question {
            kind: "event",
            words: words.to_vec(),
            since: "2031-05-01".parse().unwrap(),
            until: until.parse().unwrap(),
            places: places.iter().map(|place| (*place).to_owned()).collect(),
            actors: vec![],
            not_in: not_in.to_owned(),
            limit: 10,
        };
        store.candidates(&question).unwrap().len()
    };
    assert_eq!(ask(&["ASSAULT", "COERCE"], "2031-05-04", &["port-alba"], "b"), 1);
    assert_eq!(ask(&[], "2031-05-04", &["port-alba"], "b"), 1);
    assert_eq!(ask(&["ASSAULT"], "2031-05-02", &["port-alba"], "b"), 0, "too early");
    assert_eq!(ask(&["ASSAULT"], "2031-05-04", &["elsewhere"], "b"), 0, "elsewhere");
    assert_eq!(ask(&["ASSAULT"], "2031-05-04", &["port-alba"], "a"), 0, "its own report");
}

#[test]
fn a_problem_is_kept_with_its_error_once() {
    let (_folder, path) = file();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    let problem = Problem { origin: "b.html".into(), code: "empty".into(), message: "it is empty".into() };
    let bytes = capture("", "b.html");
    for _ in 0..2 {
        store.keep_problem(&problem, Some(&bytes), (made, AT)).unwrap();
    }
    assert_eq!(store.problems().unwrap(), [problem]);
    assert!(store.already_read(&bytes, made).unwrap());
    assert!(store.report_of(&bytes).unwrap().is_none());
}

#[test]
fn the_log_is_chained_and_a_changed_row_is_found() {
    let (_folder, path) = file();
    let mut store = Store::create(&path).unwrap();
    let log = |id: &str| (id.to_owned(), format!("{{\"same\": \"{id}\"}}"));
    store.append(&[log("j-1"), log("j-2")], AT).unwrap();
    store.append(&[log("j-3")], AT).unwrap();
    assert!(store.verify().unwrap().faults.is_empty());
    drop(store);

    let raw = rusqlite::Connection::open(&path).unwrap();
    assert!(raw.execute("UPDATE judgement SET json = '{}' WHERE seq = 2", []).is_err());
    raw.execute_batch("DROP TRIGGER judgement_is_kept; UPDATE judgement SET json = '{}' WHERE seq = 2")
        .unwrap();
    let faults = Store::open(&path, AsOf::default()).unwrap().verify().unwrap().faults;
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].check, faults[0].at.as_str()), ("judgement", "judgement 2"));
}

#[test]
fn a_changed_capture_or_text_is_found() {
    let (_folder, path) = file();
    let (capture, report, reading) = one();
    let mut store = Store::create(&path).unwrap();
    let made = store.made_by(&made_by("1")).unwrap();
    store.keep(&capture, &report, &reading, (made, AT)).unwrap();
    drop(store);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(
        "DROP TRIGGER capture_is_kept; UPDATE capture SET deflated = x'0300';
         DROP TRIGGER report_is_kept; UPDATE report SET text = 'The army.';",
    )
    .unwrap();
    let faults = Store::open(&path, AsOf::default()).unwrap().verify().unwrap().faults;
    let checks: Vec<_> = faults.iter().map(|fault| fault.check).collect();
    assert!(
        checks.contains(&"capture") && checks.contains(&"report") && checks.contains(&"reading"),
        "{faults:?}"
    );
}

#[test]
fn an_unknown_report_is_not_an_error() {
    let (_folder, path) = file();
    let store = Store::create(&path).unwrap();
    assert!(store.report(&ReportId("nobody".into())).unwrap().is_none());
    assert!(store.versions(&ReportId("nobody".into())).unwrap().is_empty());
}
