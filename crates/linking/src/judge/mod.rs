//! Judging: whether two reports, or two claims, are about one happening.

pub mod claim;
pub mod place;
pub mod report;
pub mod weigh;
mod weights;

use crate::known::Known;
use crate::seen::{Seen, SeenClaim};
use claim::Side;
use record::id::JudgementId;
use record::judgement::{Anchor, Judge, Judgement, Matter, Thing, Verdict};
use record::span::TextIndex;
use weigh::Weigh;

/// A report beside the known ones that it might repeat.
pub struct Encounter<'e> {
    /// What packs know.
    pub known: &'e Known,
    /// The report.
    pub newcomer: &'e Seen,
    /// The reports that share enough with it ([`crate::blocks`]).
    pub beside: Vec<&'e Seen>,
}

/// The rule that judges whether reports are mainly about one happening.
pub const REPORTS: &str = "main-happening/1";
/// The rule that judges whether claims are about one happening or undertaking.
pub const CLAIMS: &str = "same-happening/1";
/// From these log odds on two things are judged the same; between this and [`WORTH_A_ROW`], unsure.
pub const SAME: f64 = 0.4;
/// Below these log odds no row is made: that most things are different goes without saying.
pub const WORTH_A_ROW: f64 = -2.0;

/// Judge a newcomer against each report beside it, and its own claims against each other.
///
/// Each pair is judged by itself, from the two alone, so the judgements do not depend on which came first.
pub fn judge(encounter: &Encounter<'_>) -> Vec<Judgement> {
    let new = encounter.newcomer;
    let mut made = within(encounter.known, new);
    let mut beside = encounter.beside.clone();
    beside.sort_by(|a, b| a.told.report.cmp(&b.told.report));
    beside.dedup_by(|a, b| a.told.report == b.told.report);
    for other in beside.into_iter().filter(|other| other.told.report != new.told.report) {
        // In the order of ids, so that the row is the same whichever came first.
        let (a, b) = if other.told.report < new.told.report { (other, new) } else { (new, other) };
        made.extend(between(encounter.known, a, b));
    }
    made
}

/// Judge two reports and their claims.
pub fn between(known: &Known, a: &Seen, b: &Seen) -> Vec<Judgement> {
    let mut reports = report::weigh(a, b);
    if let Some((weight, words)) = claim::against(known, a, b) {
        reports.say(weight, words);
    }
    let score = reports.score();
    let (x, y) =
        (Thing::Report { report: a.told.report.clone() }, Thing::Report { report: b.told.report.clone() });
    let mut made: Vec<Judgement> = row(x, y, &reports, REPORTS).into_iter().collect();
    for x in &a.claims {
        for y in &b.claims {
            made.extend(claims(known, (a, x), (b, y), score));
        }
    }
    made
}

/// Judge the claims of one report against each other.
pub fn within(known: &Known, seen: &Seen) -> Vec<Judgement> {
    let mut made = Vec::new();
    for (n, x) in seen.claims.iter().enumerate() {
        for y in &seen.claims[n + 1..] {
            made.extend(claims(known, (seen, x), (seen, y), 0.0));
        }
    }
    made
}

fn claims(
    known: &Known,
    (a, x): (&Seen, &SeenClaim),
    (b, y): (&Seen, &SeenClaim),
    reports: f64,
) -> Option<Judgement> {
    let weigh = claim::weigh(known, Side { seen: a, claim: x }, Side { seen: b, claim: y }, reports)?;
    if weigh.score() < WORTH_A_ROW {
        return None;
    }
    let thing = |seen: &Seen, claim: &SeenClaim| {
        let claim = &seen.told.reading.claims[claim.at];
        Thing::Claim(Anchor::of(claim, TextIndex::new(&seen.told.text).of(claim.trigger)))
    };
    row(thing(a, x), thing(b, y), &weigh, CLAIMS)
}

/// The row of a judgement; none where nobody would think the two the same.
fn row(a: Thing, b: Thing, weigh: &Weigh, rule: &str) -> Option<Judgement> {
    let score = (weigh.score() * 1000.0).round() / 1000.0;
    if score < WORTH_A_ROW {
        return None;
    }
    let verdict = if score >= SAME { Verdict::Same } else { Verdict::Unsure };
    let judgement = Judgement {
        id: JudgementId(String::new()),
        a: vec![a],
        b: vec![b],
        matter: Matter::Happening,
        verdict,
        correction: None,
        by: Judge::Rule { rule: rule.to_owned() },
        score: Some(score),
        why: weigh.words(verdict == Verdict::Same),
        at: None,
    };
    Some(judgement.identified())
}
