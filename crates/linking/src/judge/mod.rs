//! Judging: whether two reports, or two claims, are about one happening.

pub mod claim;
pub mod place;
pub mod report;
pub mod weigh;
mod weights;

use crate::known::Known;
use crate::seen::{Seen, SeenClaim};
use claim::Side;
use record::id::ReportId;
use serde::{Deserialize, Serialize};
use weigh::Weigh;

/// The rule that judges whether reports are mainly about one happening.
pub const REPORTS: &str = "main-happening/2";
/// The rule that judges whether claims are about one happening or undertaking.
pub const CLAIMS: &str = "same-happening/3";
/// From these log odds on two things are judged the same; between this and [`WORTH_A_ROW`], unsure.
pub const SAME: f64 = 0.4;
/// Below these log odds no row is made: that most things are different goes without saying.
pub const WORTH_A_ROW: f64 = -2.0;
/// Below these log odds nobody is ever told why: such a row counts in a mean and links nothing.
const WORTH_A_REASON: f64 = -1.0;

/// What a rule found about one thing of a report and one of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The claim of the first report, by its place in the reading; none: the report as a whole.
    pub x: Option<u32>,
    /// The same for the second.
    pub y: Option<u32>,
    /// Log odds of the two being one, in thousandths.
    pub score: i32,
    /// Why, in words; empty where nobody would ask.
    pub why: String,
}

/// What rules found about two reports, or about the claims of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one; its id is not above the other's.
    pub a: ReportId,
    /// The other; the same where claims of one report are held against each other.
    pub b: ReportId,
    /// What was found.
    pub found: Vec<Found>,
}

/// Judge two reports and their claims. Each pair is judged by itself, from the two alone, so the outcome does not depend on
/// which came first.
pub fn between(known: &Known, one: &Seen, other: &Seen) -> Pair {
    let (a, b) = if other.told.report < one.told.report { (other, one) } else { (one, other) };
    let mut reports = report::weigh(a, b);
    if let Some((weight, words)) = claim::against(known, a, b) {
        reports.say(weight, words);
    }
    let score = reports.score();
    let mut found: Vec<Found> = row((None, None), &reports).into_iter().collect();
    for x in &a.claims {
        for y in &b.claims {
            found.extend(claims(known, (a, x), (b, y), score));
        }
    }
    Pair { a: a.told.report.clone(), b: b.told.report.clone(), found }
}

/// Judge the claims of one report against each other.
pub fn within(known: &Known, seen: &Seen) -> Pair {
    let mut found = Vec::new();
    for (n, x) in seen.claims.iter().enumerate() {
        for y in &seen.claims[n + 1..] {
            found.extend(claims(known, (seen, x), (seen, y), 0.0));
        }
    }
    Pair { a: seen.told.report.clone(), b: seen.told.report.clone(), found }
}

fn claims(
    known: &Known,
    (a, x): (&Seen, &SeenClaim),
    (b, y): (&Seen, &SeenClaim),
    reports: f64,
) -> Option<Found> {
    let weigh = claim::weigh(known, Side { seen: a, claim: x }, Side { seen: b, claim: y }, reports)?;
    let at = |claim: &SeenClaim| u32::try_from(claim.at).ok();
    row((at(x), at(y)), &weigh)
}

/// What is kept of a weighing; nothing where nobody would think the two the same.
fn row((x, y): (Option<u32>, Option<u32>), weigh: &Weigh) -> Option<Found> {
    let score = weigh.score();
    if score < WORTH_A_ROW {
        return None;
    }
    let why = if score >= WORTH_A_REASON { weigh.words(score >= SAME) } else { String::new() };
    Some(Found { x, y, score: (score * 1000.0).round() as i32, why })
}
