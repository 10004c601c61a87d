//! Linking does not depend on the order in which reports come, and judging twice changes nothing.

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
use linking::group::{Group, Outlines, grouping, names_of};
use linking::nearest::NEAREST;
use linking::outline::Outline;
use linking::people::Decided;
use linking::{Known, Linker, Pair, Told, gather, link};
use proptest::prelude::*;
use record::ClaimBody;
use record::plover::EventType;
use std::collections::BTreeSet;
use std::sync::Arc;

const TOWNS: &[(&str, f64)] = &[("Marrinu", 1.0), ("Kessendo", 2.0), ("Tarrowa", 3.0)];
const SIDES: &[&str] = &["val-army", "val-front"];

/// A made-up attack in one of three towns on one of some days, told in one of some ways.
fn report(n: usize, (place, when, side, way): (usize, i8, usize, usize)) -> Draft {
    let (name, lat) = TOWNS[place];
    let mut body = event(EventType::Assault, Some("firearms"));
    body.actor = vec![actor(SIDES[side])];
    body.place = Some(town(name, lat));
    body.time = on(day(3, when));
    let words = match way {
        0 => format!(
            "Attack on {name} by {} on {when} March, Colonel Odura Lemba Vantis of Quilleth says.",
            SIDES[side]
        ),
        1 => format!(
            "Attackers of {} came to {name} near Quilleth Bridge, witnesses Odura Lemba and Pell Sorrow say.",
            SIDES[side]
        ),
        _ => format!("{name}: Odura Lemba Vantis tells of shots by {} at Quilleth Bridge.", SIDES[side]),
    };
    Draft::new(&format!("r{n}"), &format!("outlet-{}", n % 4), day(3, when + 1)).says(
        None,
        &words,
        ClaimBody::Event(body),
    )
}

fn grouped(told: &[Arc<Told>], pairs: &[Pair]) -> (Outlines, Vec<Group>) {
    let outlines = Outlines::new(told.iter().map(|told| Outline::of(told)).collect());
    let rows: Vec<_> = pairs.iter().flat_map(|pair| outlines.scored(pair, 0)).collect();
    let groups = grouping(&outlines, &rows, &Decided::default());
    (outlines, groups)
}

/// What each group holds, by report and place of the claim.
fn members(told: &[Arc<Told>], pairs: &[Pair]) -> BTreeSet<BTreeSet<(String, Option<u32>)>> {
    let (outlines, groups) = grouped(told, pairs);
    let of = |group: &Group| {
        group.members.iter().map(|at| (outlines.of(*at).report.0.clone(), at.line)).collect::<BTreeSet<_>>()
    };
    groups.iter().map(of).collect()
}

fn groups(told: &[Arc<Told>]) -> BTreeSet<BTreeSet<(String, Option<u32>)>> {
    members(told, &link(&Known::default(), told))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_reading_does_not_matter(
        made in prop::collection::vec((0usize..3, 1i8..9, 0usize..2, 0usize..3), 2..14),
        keys in prop::collection::vec(any::<u32>(), 14),
    ) {
        let told: Vec<Arc<Told>> = made.iter().enumerate().map(|(n, one)| report(n, *one).told(n as u64)).collect();
        let mut shuffled: Vec<(u32, Arc<Told>)> = keys.into_iter().zip(told.clone()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Arc<Told>> = shuffled.into_iter().map(|(_, told)| told).collect();
        prop_assert_eq!(groups(&told), groups(&shuffled));
    }

    #[test]
    fn judging_twice_changes_nothing(made in prop::collection::vec((0usize..3, 1i8..9, 0usize..2, 0usize..3), 2..10)) {
        let told: Vec<Arc<Told>> = made.iter().enumerate().map(|(n, one)| report(n, *one).told(n as u64)).collect();
        let known = Known::default();
        let once = link(&known, &told);
        let twice = [once.clone(), link(&known, &told)].concat();
        let of = |pairs: &[Pair]| gather(&Record { told: &told, pairs, people: &[], known: &known, as_of: day(12, 31) });
        prop_assert_eq!(of(&once), of(&twice));
    }

    #[test]
    fn an_event_can_be_found_by_its_earlier_names(
        made in prop::collection::vec((0usize..2, 1i8..4, 0usize..1, 0usize..3), 3..10),
    ) {
        let told: Vec<Arc<Told>> = made.iter().enumerate().map(|(n, one)| report(n, *one).told(n as u64)).collect();
        let known = Known::default();
        let before = &told[..told.len() - 1];
        let (outlines, after) = grouped(&told, &link(&known, &told));
        for group in grouped(before, &link(&known, before)).1 {
            prop_assert!(after.iter().any(|later| names_of(&outlines, later).contains(&group.id)));
        }
    }
}

#[test]
fn reports_of_one_attack_are_one_event_and_others_are_not() {
    let told =
        [report(0, (0, 3, 0, 0)).told(0), report(1, (0, 3, 0, 1)).told(1), report(2, (1, 7, 1, 2)).told(2)];
    let known = Known::default();
    let pairs = link(&known, &told);
    let gathered =
        gather(&Record { told: &told, pairs: &pairs, people: &[], known: &known, as_of: day(12, 31) });
    let mut sizes: Vec<usize> = gathered.events.iter().map(|event| event.reports.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2]);
}

/// More reports than a list of nearest holds, all of one town in a few days: whoever comes last pushes others out.
fn crowd() -> Vec<Arc<Told>> {
    let (towns, days) = (TOWNS.len(), 3);
    (0..3 * NEAREST)
        .map(|n| {
            let when = i8::try_from(1 + n % days).unwrap();
            report(n, (n % towns, when, n % 2, n % 3)).told(n as u64)
        })
        .collect()
}

#[test]
fn a_crowd_is_grouped_the_same_in_any_order_and_in_any_portions() {
    let told = crowd();
    let once = groups(&told);
    let mut backwards = told.clone();
    backwards.reverse();
    assert_eq!(once, groups(&backwards));
    let known = Known::default();
    let mut linker = Linker::default();
    for few in backwards.chunks(7) {
        linker.meet(&known, few.iter().cloned());
    }
    assert_eq!(once, members(&told, &linker.judged()));
}

#[test]
fn a_report_is_judged_against_few_however_many_share_its_names() {
    let told = crowd();
    let judged = link(&Known::default(), &told);
    let between = judged.iter().filter(|pair| pair.a != pair.b).count();
    assert!(between <= told.len() * NEAREST, "{between}");
}

#[test]
fn an_event_of_more_reports_than_a_list_holds_is_one_event() {
    let told: Vec<Arc<Told>> = (0..3 * NEAREST).map(|n| report(n, (0, 3, 0, 0)).told(n as u64)).collect();
    let known = Known::default();
    let pairs = link(&known, &told);
    let gathered =
        gather(&Record { told: &told, pairs: &pairs, people: &[], known: &known, as_of: day(12, 31) });
    let sizes: Vec<usize> = gathered.events.iter().map(|event| event.reports.len()).collect();
    assert_eq!(sizes, [3 * NEAREST]);
}
