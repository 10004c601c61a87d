//! How a state is worded. The one rule: never "kept" or "broken" alone, always by whom, how many of these are independent,
//! and who denies it; and "no report" is not "kept".

use crate::gather::independent::independence;
use jiff::civil::Date;
use record::account::{Account, Tie};
use record::commitment::{Mark, MarkKind};

/// Word where an undertaking stands by some marks, as of a day.
pub fn state(marks: &[&Mark], ties: &[Tie], due: Option<Date>, as_of: Date) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(made(marks, ties));
    let verdicts = verdicts(marks, ties);
    let told = !verdicts.is_empty();
    parts.extend(verdicts);
    parts.extend(candidates(marks));
    parts.extend(ending(marks, ties));
    if !told {
        parts.push(silence(due, as_of));
    }
    parts.join("; ")
}

/// The furthest stage of its making, with who tells.
fn made(marks: &[&Mark], ties: &[Tie]) -> Option<String> {
    const STAGES: &[(MarkKind, &str)] = &[
        (MarkKind::Signed, "reported signed"),
        (MarkKind::Agreed, "reported agreed"),
        (MarkKind::Promised, "reported promised"),
        (MarkKind::Offered, "reported offered"),
        (MarkKind::Demanded, "reported demanded"),
    ];
    let stage = STAGES.iter().find_map(|&(kind, words)| said(marks, ties, kind, words));
    match (stage, said(marks, ties, MarkKind::Refused, "reported refused")) {
        (Some(stage), Some(refused)) => Some(format!("{stage}; {refused}")),
        (stage, refused) => stage.or(refused),
    }
}

/// Kept, partly, broken: each with who says so and who denies it.
fn verdicts(marks: &[&Mark], ties: &[Tie]) -> Vec<String> {
    let denial = |kind, words: &str| match (tellers(marks, kind), words) {
        (by, _) if by.is_empty() => String::new(),
        (by, words) => format!("; {words} {}", by.join(", ")),
    };
    let mut all = Vec::new();
    let kept = said(marks, ties, MarkKind::Kept, "reported kept");
    let denied = denial(MarkKind::DeniesKept, "denied by");
    match kept {
        Some(kept) => all.push(format!("{kept}{denied}")),
        None => all.extend(said(marks, ties, MarkKind::DeniesKept, "reported not kept")),
    }
    all.extend(said(marks, ties, MarkKind::Partly, "reported partly kept"));
    let denied = denial(MarkKind::DeniesBroken, "denied by");
    let mut broken = broken(marks, ties);
    match broken.last_mut() {
        Some(last) => last.push_str(&denied),
        None => all.extend(said(marks, ties, MarkKind::DeniesBroken, "reported not broken")),
    }
    all.extend(broken);
    all
}

/// Each side lays a breach to another: "reported broken by X according to Y", once for each X.
fn broken(marks: &[&Mark], ties: &[Tie]) -> Vec<String> {
    let mut by_whom: Vec<(Option<&str>, Vec<&Mark>)> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.kind == MarkKind::Broken) {
        let whom = mark.whom.as_ref().map(|whom| whom.name.as_str());
        match by_whom.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, own)) => own.push(mark),
            None => by_whom.push((whom, vec![mark])),
        }
    }
    let worded = |(whom, own): (Option<&str>, Vec<&Mark>)| {
        let words = whom.map_or("reported broken".to_owned(), |whom| format!("reported broken by {whom}"));
        said(&own, ties, MarkKind::Broken, &words)
    };
    by_whom.into_iter().filter_map(worded).collect()
}

/// Deeds that would keep or break it, though nobody says so.
fn candidates(marks: &[&Mark]) -> Vec<String> {
    let count = |kind| {
        let mut events: Vec<_> =
            marks.iter().filter(|mark| mark.kind == kind).map(|mark| &mark.event).collect();
        events.sort();
        events.dedup();
        events.len()
    };
    let word = |kind, one: &str, many: &str| match count(kind) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let kept = word(
        MarkKind::CandidateKept,
        "candidate for its keeping, nobody says so yet",
        "candidates for its keeping, nobody says so yet",
    );
    let broken = word(
        MarkKind::CandidateBroken,
        "candidate breach, nobody says so yet",
        "candidate breaches, nobody says so yet",
    );
    kept.into_iter().chain(broken).collect()
}

fn ending(marks: &[&Mark], ties: &[Tie]) -> Vec<String> {
    let kinds = [
        (MarkKind::Extended, "reported extended"),
        (MarkKind::Suspended, "reported suspended"),
        (MarkKind::Ended, "reported ended"),
    ];
    kinds.into_iter().filter_map(|(kind, words)| said(marks, ties, kind, words)).collect()
}

/// That nobody reports on its keeping, and whether its day has passed.
fn silence(due: Option<Date>, as_of: Date) -> String {
    match due {
        Some(due) if due < as_of => format!("due by {due}, which has passed: no report of its keeping"),
        Some(due) => format!("due by {due}: no report of its keeping yet"),
        None => "no report of its keeping".to_owned(),
    }
}

/// "reported broken according to X, Y (2 independent sources)"; none where nobody says so.
fn said(marks: &[&Mark], ties: &[Tie], kind: MarkKind, words: &str) -> Option<String> {
    let accounts: Vec<Account> =
        marks.iter().filter(|mark| mark.kind == kind).filter_map(|mark| mark.account.clone()).collect();
    if accounts.is_empty() {
        let packed = marks.iter().find(|mark| mark.kind == kind)?;
        return Some(format!("{words} ({})", packed.why));
    }
    let by = tellers(marks, kind).join(", ");
    let count = independence(&accounts, ties).count;
    Some(format!("{words} according to {by} ({})", sources(count)))
}

/// "1 independent source".
fn sources(count: u32) -> String {
    if count == 1 { "1 independent source".to_owned() } else { format!("{count} independent sources") }
}

/// Who tells marks of a kind, each once, earliest first.
fn tellers(marks: &[&Mark], kind: MarkKind) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for account in marks.iter().filter(|mark| mark.kind == kind).filter_map(|mark| mark.account.as_ref()) {
        if !names.iter().any(|name| name == account.teller()) {
            names.push(account.teller().to_owned());
        }
    }
    names
}
