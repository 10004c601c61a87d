//! The outline of a report: what grouping needs to know of it, small enough to hold those of a whole record.

use crate::gather::agreements::PledgeLine;
use crate::gather::deeds::DeedLine;
use crate::seen::main_claim;
use crate::told::{Sentences, Told};
use crate::words::fold;
use jiff::civil::Date;
use record::ClaimBody;
use record::claim::Claim;
use record::id::{ClaimId, ReportId, content_id};
use serde::{Deserialize, Serialize};

/// What grouping needs to know of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The report.
    pub report: ReportId,
    /// Its place in the order in which reports were first read.
    pub seq: u64,
    /// Its day.
    pub day: Date,
    /// Which of its lines it leads with.
    pub main: Option<u32>,
    /// Its events and commitments, in the order of the reading.
    pub lines: Vec<Line>,
    /// The places whose control it speaks of.
    pub control: Vec<String>,
    /// The actors its claims name.
    pub actors: Vec<String>,
}

/// What grouping needs to know of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its place in the reading.
    pub at: u32,
    /// The claim.
    pub id: ClaimId,
    /// What it undertakes, where it is a commitment.
    pub pledge: Option<PledgeLine>,
    /// Where its trigger starts.
    pub start: u32,
    /// How many claims of its kind before it start there too.
    pub nth: u32,
    /// What it may keep or break, where it is an event.
    pub deed: Option<DeedLine>,
}

/// One thing that is put into a group: a claim, or what a report as a whole is mainly about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// The report, by its place in a list of outlines.
    pub report: u32,
    /// The claim, by its place among the report's lines; none: the whole.
    pub line: Option<u32>,
}

impl Outline {
    /// The outline of a report.
    pub fn of(told: &Told) -> Outline {
        let main = main_claim(told, &Sentences::of(&told.text)).and_then(|at| u32::try_from(at).ok());
        let mut lines: Vec<Line> = Vec::new();
        let (mut control, mut actors) = (Vec::new(), Vec::new());
        for (at, claim) in (0u32..).zip(&told.reading.claims) {
            actors.extend(crate::parts::entities(claim).into_iter().map(crate::parts::actor_key));
            if let ClaimBody::Control(body) = &claim.body {
                control.push(place_key(&body.place));
            }
            if !grouped(claim) {
                continue;
            }
            let pledge = PledgeLine::of(told, claim);
            let start = claim.trigger.start;
            let before = lines
                .iter()
                .filter(|line| line.pledge.is_some() == pledge.is_some() && line.start == start)
                .count();
            let nth = u32::try_from(before).unwrap_or(u32::MAX);
            lines.push(Line {
                at,
                id: claim.id.clone(),
                pledge,
                start,
                nth,
                deed: DeedLine::of(told, claim),
            });
        }
        for list in [&mut control, &mut actors] {
            list.sort();
            list.dedup();
        }
        let main = lines.iter().position(|line| Some(line.at) == main).and_then(|n| u32::try_from(n).ok());
        Outline { report: told.report.clone(), seq: told.seq, day: told.day, main, lines, control, actors }
    }

    /// The line that stands for a claim, by the claim's place in the reading.
    pub fn line_at(&self, at: u32) -> Option<u32> {
        self.lines.binary_search_by_key(&at, |line| line.at).ok().and_then(|n| u32::try_from(n).ok())
    }

    /// The name of a group whose first member is this; it hangs on the report and on where the words stand, not on what was
    /// understood of them, so that a better reading does not rename the event.
    pub fn name(&self, line: Option<u32>) -> String {
        match line.and_then(|n| self.lines.get(n as usize)) {
            None => content_id("e", &["report", &self.report.0]),
            Some(line) => {
                let kind = if line.pledge.is_some() { "commitment" } else { "event" };
                let (start, nth) = (line.start.to_string(), line.nth.to_string());
                content_id("e", &["claim", &self.report.0, kind, &start, &nth])
            }
        }
    }
}

/// Whether a claim is put into groups: events and commitments are.
fn grouped(claim: &Claim) -> bool {
    matches!(claim.body, ClaimBody::Event(_) | ClaimBody::Commitment(_))
}

/// What a place is told apart by: its id, else its folded name.
pub fn place_key(place: &record::Place) -> String {
    place.id.clone().unwrap_or_else(|| fold(&place.name))
}
