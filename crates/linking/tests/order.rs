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
use linking::group::{grouping, names_of};
use linking::{Known, Told, gather, link};
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

fn groups(told: &[Arc<Told>]) -> BTreeSet<BTreeSet<String>> {
    let judgements = link(&Known::default(), told);
    let refs: Vec<&Told> = told.iter().map(Arc::as_ref).collect();
    let members =
        |group: &linking::group::Group| group.nodes.iter().map(|node| format!("{node:?}")).collect();
    grouping(&refs, &judgements).groups.iter().map(members).collect()
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
        let of = |judgements: &[record::Judgement]| {
            gather(&Record { told: &told, judgements, known: &known, as_of: day(12, 31) })
        };
        prop_assert_eq!(of(&once), of(&twice));
    }

    #[test]
    fn an_event_can_be_found_by_its_earlier_names(
        made in prop::collection::vec((0usize..2, 1i8..4, 0usize..1, 0usize..3), 3..10),
    ) {
        let told: Vec<Arc<Told>> = made.iter().enumerate().map(|(n, one)| report(n, *one).told(n as u64)).collect();
        let known = Known::default();
        let before = &told[..told.len() - 1];
        let ids = |told: &[Arc<Told>]| {
            let refs: Vec<&Told> = told.iter().map(Arc::as_ref).collect();
            grouping(&refs, &link(&known, told))
        };
        let after = ids(&told);
        for group in ids(before).groups {
            prop_assert!(after.groups.iter().any(|later| names_of(later).contains(&group.id)));
        }
    }
}

#[test]
fn reports_of_one_attack_are_one_event_and_others_are_not() {
    let told =
        [report(0, (0, 3, 0, 0)).told(0), report(1, (0, 3, 0, 1)).told(1), report(2, (1, 7, 1, 2)).told(2)];
    let known = Known::default();
    let judgements = link(&known, &told);
    let gathered =
        gather(&Record { told: &told, judgements: &judgements, known: &known, as_of: day(12, 31) });
    let mut sizes: Vec<usize> = gathered.events.iter().map(|event| event.reports.len()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 2]);
}
