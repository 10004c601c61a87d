//! The numbers of an undertaking, added up: how many are wanted, how many are reported done, how many are outstanding.

use record::commitment::{Counted, Mark, MarkKind, Tally};
use std::collections::BTreeMap;

/// Add up the numbers that marks give; none where there are none.
pub fn tally(marks: &[&Mark], unit: &str) -> Option<Tally> {
    let wanted = wanted(marks);
    let done = done(marks);
    let none = none_of_them(marks);
    if wanted.is_none() && done.is_empty() {
        return None;
    }
    let sum = done.iter().map(|counted| counted.number).fold(0, u32::saturating_add);
    let outstanding = wanted.as_ref().map(|wanted| wanted.number.saturating_sub(sum));
    let all: Vec<&Counted> = wanted.iter().chain(&done).chain(&none).collect();
    let words = all.iter().map(|counted| worded(counted)).collect::<Vec<_>>().join(", ");
    Some(Tally {
        unit: unit.to_owned(),
        wanted,
        done: done.into_iter().chain(none).collect(),
        sum,
        outstanding,
        words,
    })
}

/// "700 demanded (says X, Y)".
fn worded(counted: &Counted) -> String {
    let mut by: Vec<&str> = Vec::new();
    for account in &counted.by {
        if !by.contains(&account.teller()) {
            by.push(account.teller());
        }
    }
    format!("{} {} (says {})", counted.number, counted.what, by.join(", "))
}

/// The latest number that is demanded, offered, promised or agreed: the strongest stage first.
fn wanted(marks: &[&Mark]) -> Option<Counted> {
    const STAGES: &[MarkKind] =
        &[MarkKind::Signed, MarkKind::Agreed, MarkKind::Promised, MarkKind::Offered, MarkKind::Demanded];
    for &stage in STAGES {
        let given: Vec<&&Mark> =
            marks.iter().filter(|mark| mark.kind == stage && mark.number.is_some()).collect();
        let Some(number) = given.iter().max_by_key(|mark| mark.day).and_then(|mark| mark.number) else {
            continue;
        };
        let by =
            given.iter().filter(|mark| mark.number == Some(number)).filter_map(|mark| mark.account.clone());
        return Some(Counted { number, what: stage.word().to_owned(), by: by.collect() });
    }
    None
}

/// Each act once: claims of one event, or of one number on one day, are one act.
fn done(marks: &[&Mark]) -> Vec<Counted> {
    let mut acts: BTreeMap<String, Counted> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| is_deed(mark.kind)) {
        let Some(number) = mark.number.filter(|number| *number > 0) else { continue };
        let act = mark.event.as_ref().map_or_else(|| format!("number {number}"), |event| event.0.clone());
        let same_number =
            acts.iter().find(|(_, counted)| counted.number == number).map(|(act, _)| act.clone());
        let counted = acts.entry(same_number.unwrap_or(act)).or_insert_with(|| Counted {
            number,
            what: "reported done".to_owned(),
            by: Vec::new(),
        });
        counted.by.extend(mark.account.clone());
    }
    acts.into_values().collect()
}

fn is_deed(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::Kept | MarkKind::Partly | MarkKind::CandidateKept)
}

/// A zero that somebody gives about what was done: "none of them on the list".
fn none_of_them(marks: &[&Mark]) -> Option<Counted> {
    let kinds = [MarkKind::Kept, MarkKind::Partly, MarkKind::Broken, MarkKind::DeniesKept];
    let zero = |mark: &&&Mark| mark.number == Some(0) && kinds.contains(&mark.kind);
    let by: Vec<_> = marks.iter().filter(zero).filter_map(|mark| mark.account.clone()).collect();
    (!by.is_empty()).then(|| Counted { number: 0, what: "of them as demanded".to_owned(), by })
}
