//! Events and undertakings as they are shown: who says so, how many are independent, and never "kept" or "broken" alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

mod common;

use common::{Draft, actor, commitment, day, event, on, people, town};
use linking::gather::Record;
use linking::{Gathered, Known, Told, gather, link};
use record::claim::{ClaimBody, CommitmentKind, FigureKind, Modality, Stage};
use record::commitment::MarkKind;
use record::plover::EventType;
use record::statement::Firmness;
use std::sync::Arc;

fn gathered(told: &[Arc<Told>], month: i8) -> Gathered {
    let known = Known::default();
    let pairs = link(&known, told);
    gather(&Record { told, pairs: &pairs, people: &[], known: &known, as_of: day(month, 28) })
}

fn attack(id: &str, outlet: &str, who: Option<&str>, dead: u32) -> Draft {
    let mut body = event(EventType::Assault, Some("firearms"));
    body.actor = vec![actor("val-front")];
    body.place = Some(town("Marrinu", 1.0));
    body.time = on(day(3, 4));
    let words = format!(
        "Attack on Marrinu by the Front near Quilleth Bridge left {dead} dead, Odura Lemba and Pell Sorrow among them."
    );
    Draft::new(id, outlet, day(3, 5))
        .says(who, &words, ClaimBody::Event(body))
        .with_figure(FigureKind::Killed, dead)
}

#[test]
fn forty_sites_repeating_one_spokesman_are_one_source() {
    let told: Vec<Arc<Told>> = (0..40)
        .map(|n| attack(&format!("r{n:02}"), &format!("site-{n}"), Some("val-army"), 52).told(n))
        .collect();
    let event = &gathered(&told, 3).events[0];
    assert_eq!(event.reports.len(), 40);
    assert_eq!(event.independent.count, 1);
    assert!(event.independent.ties.iter().any(|tie| tie.why == "both rest on the words of val-army"));
}

#[test]
fn figures_keep_who_gives_them_and_a_denial_is_as_prominent_as_a_claim() {
    let denial = {
        let mut body = event(EventType::Assault, Some("firearms"));
        body.actor = vec![actor("val-front")];
        body.place = Some(town("Marrinu", 1.0));
        body.time = on(day(3, 4));
        let words = "The Front denies the attack on Marrinu near Quilleth Bridge, where Odura Lemba and Pell Sorrow died.";
        Draft::new("c", "site-c", day(3, 6)).denies("val-front", words, ClaimBody::Event(body))
    };
    let told = vec![
        attack("a", "site-a", Some("val-army"), 52).told(0),
        attack("b", "site-b", Some("un-mission"), 40).told(1),
        denial.told(2),
    ];
    let event = &gathered(&told, 3).events[0];
    assert_eq!(event.reports.len(), 3);
    let killed = &event.figures[0];
    let given = |bound: &Option<record::event::FigureBound>| {
        bound.as_ref().map(|b| (b.number, b.account.teller().to_owned()))
    };
    assert_eq!(given(&killed.low), Some((40, "un-mission".to_owned())));
    assert_eq!(given(&killed.high), Some((52, "val-army".to_owned())));
    assert_eq!(event.disputed.as_ref().map(|dispute| dispute.by.clone()), Some(vec!["val-front".to_owned()]));
    assert_eq!(event.independent.count, 2);
    assert!(event.differences.iter().any(|difference| difference.aspect == record::event::Aspect::Figure));
}

fn ceasefire(
    id: &str,
    on_day: jiff::civil::Date,
    stage: Stage,
    who: Option<&str>,
    firmness: Firmness,
) -> Draft {
    let mut body = commitment(CommitmentKind::Ceasefire, stage, "val-front", "val-state");
    body.process = Some("oss-talks".into());
    let words = format!("The ceasefire of Oss between the Front and Valdren: {}.", stage.word());
    Draft::new(id, &format!("site-{id}"), on_day).puts(
        who,
        &words,
        ClaimBody::Commitment(body),
        firmness,
        Modality::Happened,
    )
}

#[test]
fn a_breach_is_worded_with_who_reports_it_who_denies_it_and_how_many_are_independent() {
    let told = vec![
        ceasefire("a", day(3, 1), Stage::Agreed, Some("oss-mediator"), Firmness::Asserted).told(0),
        ceasefire("b", day(3, 9), Stage::ReportedBroken, Some("val-state"), Firmness::Asserted).told(1),
        ceasefire("c", day(3, 10), Stage::ReportedBroken, Some("un-mission"), Firmness::Asserted).told(2),
        ceasefire("d", day(3, 11), Stage::ReportedBroken, Some("val-front"), Firmness::Denied).told(3),
    ];
    let commitments = gathered(&told, 3).commitments;
    assert_eq!(commitments.len(), 1);
    let ceasefire = &commitments[0];
    assert_eq!(
        ceasefire.state,
        "reported agreed according to oss-mediator (1 independent source); reported broken by val-front according to val-state, un-mission (2 independent sources); denied by val-front"
    );
    let lines: Vec<(&str, &str)> =
        ceasefire.sides.iter().map(|side| (side.name.as_str(), side.state.as_str())).collect();
    assert_eq!(lines[0].0, "val-front");
    assert_eq!(lines[0].1, "reported not broken according to val-front (1 independent source)");
    assert_eq!(
        lines[1],
        ("val-state", "reported broken by val-front according to val-state (1 independent source)")
    );
    assert!(lines[2].1.contains("reported broken by val-front according to un-mission"));
}

#[test]
fn no_report_is_not_kept() {
    let told =
        vec![ceasefire("a", day(3, 1), Stage::Promised, Some("val-front"), Firmness::Asserted).told(0)];
    let state = gathered(&told, 3).commitments[0].state.clone();
    assert_eq!(
        state,
        "reported promised according to val-front (1 independent source); no report of its keeping"
    );
}

#[test]
fn a_day_that_passed_without_a_report_is_said_to_have_passed() {
    let mut body = commitment(CommitmentKind::Withdrawal, Stage::Promised, "val-front", "val-state");
    body.due = on(day(4, 1));
    let draft = || {
        Draft::new("a", "site-a", day(3, 1)).says(
            Some("val-front"),
            "The Front will leave Marrinu.",
            ClaimBody::Commitment(body.clone()),
        )
    };
    let state = |month| gathered(&[draft().told(0)], month).commitments[0].state.clone();
    assert!(state(3).ends_with("due by 2031-04-01: no report of its keeping yet"), "{}", state(3));
    assert!(
        state(5).ends_with("due by 2031-04-01, which has passed: no report of its keeping"),
        "{}",
        state(5)
    );
}

#[test]
fn a_deed_within_scope_and_time_is_a_candidate_and_one_before_is_not() {
    let deed = |id: &str, on_day: jiff::civil::Date, place: &str| {
        let mut body = event(EventType::Assault, Some("firearms"));
        body.actor = vec![actor("val-front")];
        body.place = Some(town(place, 1.0));
        body.time = on(on_day);
        Draft::new(id, &format!("site-{id}"), on_day).says(
            None,
            &format!("Fighters of the Front shot at {place}."),
            ClaimBody::Event(body),
        )
    };
    let told = vec![
        deed("early", day(2, 1), "Kessendo").told(0),
        ceasefire("a", day(3, 1), Stage::Agreed, Some("oss-mediator"), Firmness::Asserted).told(1),
        deed("late", day(3, 20), "Marrinu").told(2),
    ];
    let ceasefire = &gathered(&told, 4).commitments[0];
    let marks: Vec<_> = ceasefire
        .sides
        .iter()
        .flat_map(|side| &side.marks)
        .filter(|mark| mark.kind == MarkKind::CandidateBroken)
        .collect();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].day, day(3, 20));
    assert!(ceasefire.state.contains("1 candidate breach, nobody says so yet"), "{}", ceasefire.state);
    assert!(!ceasefire.state.contains("reported broken"));
}

#[test]
fn numbers_of_an_undertaking_add_up() {
    let release = |id: &str, stage: Stage, number: u32, who: &str, on_day| {
        let mut body = commitment(CommitmentKind::Release, stage, "val-state", "val-front");
        body.quantity = people(number);
        body.process = Some("oss-talks".into());
        let words = format!(
            "Release of prisoners by Valdren to the Front under the talks of Oss: {number} {}.",
            stage.word()
        );
        Draft::new(id, &format!("site-{id}"), on_day).says(Some(who), &words, ClaimBody::Commitment(body))
    };
    let told = vec![
        release("a", Stage::Demanded, 700, "val-front", day(3, 1)).told(0),
        release("b", Stage::ReportedPartly, 5, "un-mission", day(3, 9)).told(1),
        release("c", Stage::ReportedBroken, 0, "val-front", day(3, 10)).told(2),
    ];
    let commitments = gathered(&told, 3).commitments;
    assert_eq!(commitments.len(), 1);
    let tally = commitments[0].tally.as_ref().unwrap();
    assert_eq!(
        tally.words,
        "700 demanded (says val-front), 5 reported done (says un-mission), 0 of them as demanded (says val-front)"
    );
    assert_eq!((tally.sum, tally.outstanding), (5, Some(695)));
}

#[test]
fn as_of_a_day_only_what_was_published_by_then_counts() {
    let told: Vec<Arc<Told>> = vec![
        ceasefire("a", day(3, 1), Stage::Agreed, Some("oss-mediator"), Firmness::Asserted).told(0),
        ceasefire("b", day(3, 9), Stage::ReportedBroken, Some("val-state"), Firmness::Asserted).told(1),
    ];
    let by =
        |last: jiff::civil::Date| told.iter().filter(|told| told.day <= last).cloned().collect::<Vec<_>>();
    assert!(gathered(&by(day(3, 5)), 3).commitments[0].state.contains("no report of its keeping"));
    assert!(
        gathered(&by(day(3, 9)), 3).commitments[0]
            .state
            .contains("reported broken by val-front according to val-state")
    );
}

#[test]
fn an_agreement_nobody_reports_on_is_in_the_ledger_with_its_day() {
    let agreement: record::pack::AgreementEntry = serde_json::from_value(serde_json::json!({
        "id": "oss-accord", "names": "Accord of Oss", "date": "2031-02-10", "parties": ["val-state", "val-front"],
        "commitments": [{"kind": "withdrawal", "obligor": ["val-front"], "obligee": ["val-state"],
                         "what": "leave the hills of Oss", "due": "2031-03-01"}],
    }))
    .unwrap();
    let known = Known::new(vec![], vec![], vec![], vec![agreement]);
    let mut body = event(EventType::Consult, None);
    body.actor = vec![actor("val-state"), actor("val-front")];
    let told = vec![
        Draft::new("a", "site-a", day(3, 5))
            .says(None, "The two met again at Oss.", ClaimBody::Event(body))
            .told(0),
    ];
    let pairs = link(&known, &told);
    let ledger =
        |as_of| gather(&Record { told: &told, pairs: &pairs, people: &[], known: &known, as_of }).commitments;
    let state = &ledger(day(4, 1))[0].state;
    assert_eq!(
        state,
        "reported signed (Accord of Oss, 2031-02-10); due by 2031-03-01, which has passed: no report of its keeping"
    );
    assert!(ledger(day(2, 1)).is_empty(), "before it was signed there is nothing to keep");
}

#[test]
fn the_parties_of_a_truce_that_names_an_agreement_are_its_parties() {
    let agreement: record::pack::AgreementEntry = serde_json::from_value(serde_json::json!({
        "id": "oss-truce", "names": "Truce of Oss", "date": "2031-02-10", "parties": ["val-state", "val-front"],
        "commitments": [{"kind": "truce", "obligor": ["val-state", "val-front"], "what": "stop fighting at Oss"}],
    }))
    .unwrap();
    let known = Known::new(vec![], vec![], vec![], vec![agreement]);
    let mut body = commitment(CommitmentKind::Ceasefire, Stage::ReportedKept, "val-front", "val-state");
    body.obligor = vec![record::Entity { name: "the parties".to_owned(), ..record::Entity::default() }];
    body.obligee = Vec::new();
    let state =
        |process: Option<&str>| {
            let mut body = body.clone();
            body.process = process.map(str::to_owned);
            let words = "The parties kept to the Truce of Oss.";
            let mut met = event(EventType::Consult, None);
            met.actor = vec![actor("val-state"), actor("val-front")];
            let draft = Draft::new("a", "site-a", day(3, 5))
                .says(None, words, ClaimBody::Commitment(body))
                .says(None, "The two met again at Oss.", ClaimBody::Event(met));
            let told = vec![draft.told(0)];
            let pairs = link(&known, &told);
            let all =
                gather(&Record { told: &told, pairs: &pairs, people: &[], known: &known, as_of: day(4, 1) });
            all.commitments.into_iter().map(|one| one.state).collect::<Vec<_>>()
        };
    let named = state(Some("oss-truce"));
    assert_eq!(named.len(), 1, "{named:?}");
    assert!(named[0].starts_with("reported signed (Truce of Oss, 2031-02-10); reported kept"), "{named:?}");
    assert_eq!(state(Some("other-talks")).len(), 2, "another process is another undertaking");
}

fn criticism(id: &str, outlet: &str, by: (&str, &str)) -> Draft {
    let mut body = event(EventType::Accuse, Some("disapprove"));
    body.actor = vec![record::Entity { name: by.1.to_owned(), ..actor(by.0) }];
    let words = format!(
        "{} deplored the raid on Marrinu near Quilleth Bridge where Odura Lemba and Pell Sorrow died.",
        by.1
    );
    attack(id, outlet, None, 52).says(None, &words, ClaimBody::Event(body))
}

#[test]
fn two_people_who_criticise_do_two_things_and_one_told_twice_does_one() {
    let of = |second: (&str, &str)| {
        let told = [
            criticism("a", "site-a", ("new:odal-virr", "Odal Virr")).told(0),
            criticism("b", "site-b", second).told(1),
        ];
        let events = gathered(&told, 3).events;
        events.into_iter().filter(|event| event.event == Some(EventType::Accuse)).count()
    };
    assert_eq!(of(("new:odal-virr", "Odal Virr")), 1);
    assert_eq!(of(("new:deputy-odal-virr", "Deputy Odal Virr")), 1);
    assert_eq!(of(("new:senn-karo", "Senn Karo")), 2);
}

#[test]
fn several_victims_of_one_report_are_no_difference_between_accounts() {
    let on_whom = |id: &str, whom: &[&str]| {
        let mut draft = Draft::new(id, id, day(3, 5));
        for one in whom {
            let mut body = event(EventType::Assault, Some("firearms"));
            body.actor = vec![actor("val-front")];
            body.recipient = vec![actor(one)];
            body.place = Some(town("Marrinu", 1.0));
            body.time = on(day(3, 4));
            let words =
                format!("The Front attacked {one} at Marrinu near Quilleth Bridge, Odura Lemba said.");
            draft = draft.says(None, &words, ClaimBody::Event(body));
        }
        draft
    };
    let differs = |told: &[Arc<Told>]| {
        let events = gathered(told, 3).events;
        let mut all = events.iter().flat_map(|event| &event.differences);
        all.any(|difference| difference.aspect == record::event::Aspect::Recipient)
    };
    assert!(!differs(&[on_whom("a", &["val-army", "val-police"]).told(0)]));
    assert!(differs(&[on_whom("a", &["val-army"]).told(0), on_whom("b", &["val-police"]).told(1)]));
}
