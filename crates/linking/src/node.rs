//! What is grouped: claims, and reports as wholes ("what it is mainly about").

use crate::told::Told;
use record::claim::Claim;
use record::id::{ClaimId, ReportId};
use record::judgement::{Anchor, Thing};
use std::collections::BTreeMap;

/// One thing that is put into a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A claim.
    Claim(ClaimId),
    /// What a report is mainly about.
    Report(ReportId),
}

/// The claims and reports there are, to find again what a judgement was about.
pub struct Nodes<'r> {
    claims: BTreeMap<&'r ClaimId, &'r Told>,
    reports: BTreeMap<&'r ReportId, &'r Told>,
}

impl<'r> Nodes<'r> {
    /// Index some reports.
    pub fn of(told: impl Iterator<Item = &'r Told> + Clone) -> Nodes<'r> {
        let claims =
            told.clone().flat_map(|told| told.reading.claims.iter().map(move |claim| (&claim.id, told)));
        Nodes { claims: claims.collect(), reports: told.map(|told| (&told.report, told)).collect() }
    }

    /// The node a judgement's thing is now; none where it is gone.
    pub fn find(&self, thing: &Thing) -> Option<Node> {
        match thing {
            Thing::Claim(anchor) => self.claim(anchor).map(Node::Claim),
            Thing::Report { report } => {
                self.reports.contains_key(report).then(|| Node::Report(report.clone()))
            }
            Thing::Judgement { .. } => None,
        }
    }

    /// The claim an anchor means: the same one, else the one of its kind that now stands where it stood, else the
    /// one whose trigger reads the same, nearest to where it stood.
    fn claim(&self, anchor: &Anchor) -> Option<ClaimId> {
        if self.claims.contains_key(&anchor.claim) {
            return Some(anchor.claim.clone());
        }
        let told = self.reports.get(&anchor.report)?;
        let same_kind =
            || told.reading.claims.iter().filter(|claim| claim.body.kind_name() == anchor.claim_kind);
        let overlap = |claim: &&Claim| {
            let (start, end) =
                (claim.trigger.start.max(anchor.trigger.start), claim.trigger.end.min(anchor.trigger.end));
            end.saturating_sub(start)
        };
        let there = same_kind().filter(|claim| overlap(claim) > 0).max_by_key(overlap);
        let index = record::span::TextIndex::new(&told.text);
        let distance = |claim: &&Claim| claim.trigger.start.abs_diff(anchor.trigger.start);
        let reads_same =
            || same_kind().filter(|claim| index.of(claim.trigger) == anchor.words).min_by_key(distance);
        there.or_else(reads_same).map(|claim| claim.id.clone())
    }
}
