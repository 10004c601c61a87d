//! Undertakings of agreements that a pack knows: in the ledger whether or not a report speaks of them, so that a day that
//! passed in silence is seen; and the claims that are about them, so that none stands in the ledger twice.

use crate::group::{Group, Outlines};
use crate::known::Known;
use crate::outline::At;
use crate::parts::{self, actor_key};
use crate::told::Told;
use jiff::civil::Date;
use record::ClaimBody;
use record::claim::{Claim, CommitmentKind, Stage};
use record::id::content_id;
use record::pack::{AgreementEntry, Undertaking};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What linking must know of a commitment claim to lay it to an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeLine {
    kind: CommitmentKind,
    stage: Stage,
    obligor: Vec<String>,
    obligee: Vec<String>,
    process: Option<String>,
    day: Date,
    due: Option<Date>,
    /// Who owes it is told, but not by a name: "the parties", "both sides".
    #[serde(default)]
    general: bool,
}

impl PledgeLine {
    /// The line of a claim; none where it is no commitment.
    pub fn of(told: &Told, claim: &Claim) -> Option<PledgeLine> {
        let ClaimBody::Commitment(body) = &claim.body else { return None };
        Some(PledgeLine {
            kind: body.commitment_kind,
            stage: body.stage,
            obligor: body.obligor.iter().map(actor_key).collect(),
            obligee: body.obligee.iter().map(actor_key).collect(),
            process: body.process.clone(),
            day: parts::days(claim, told.day).0,
            due: body.due.as_ref().and_then(|time| time.end.or(time.start)),
            general: !body.obligor.is_empty() && body.obligor.iter().all(|entity| entity.actor.is_none()),
        })
    }
}

/// An undertaking in the making: the claims about it, and the clause of an agreement that it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// Its claims.
    pub members: Vec<At>,
    /// The rows that hold its groups together.
    pub held: Vec<u32>,
    /// Judgements of people that hold them together.
    pub by_people: Vec<usize>,
    /// The agreement and its clause, by their places.
    pub clause: Option<(usize, usize)>,
}

impl Draft {
    /// Who is bound, by any claim or by the clause.
    pub fn obligors(&self, known: &Known, outlines: &Outlines) -> Vec<String> {
        let told =
            self.members.iter().filter_map(|at| line(outlines, *at)).flat_map(|line| line.obligor.clone());
        let clause = self.clause(known).into_iter().flat_map(|(_, undertaking)| undertaking.obligor.clone());
        let all: BTreeSet<String> = told.chain(clause).collect();
        all.into_iter().collect()
    }

    /// The latest day any claim sets for it, else the clause's.
    pub fn due(&self, known: &Known, outlines: &Outlines) -> Option<Date> {
        let told = self.members.iter().filter_map(|at| line(outlines, *at)).filter_map(|line| line.due).max();
        told.or_else(|| self.clause(known)?.1.due.map(|due| due.last()))
    }

    /// The latest day of a report that speaks of it, else that of its agreement.
    pub fn day(&self, known: &Known, outlines: &Outlines) -> Option<Date> {
        let told = self.members.iter().map(|at| outlines.of(*at).day).max();
        told.or_else(|| Some(self.clause(known)?.0.date.first()))
    }

    /// The agreement and the clause that it is.
    pub fn clause<'k>(&self, known: &'k Known) -> Option<(&'k AgreementEntry, &'k Undertaking)> {
        let (agreement, n) = self.clause?;
        let agreement = known.agreements.get(agreement)?;
        Some((agreement, agreement.commitments.get(n)?))
    }
}

/// Days after an agreement within which a claim that names no agreement may still be about its clause.
const FRESH_DAYS: i32 = 180;

/// The undertakings of some groups; each clause of an agreement known and begun is one, with every group that is about it.
pub fn drafts(known: &Known, outlines: &Outlines, groups: &[Group], as_of: Date) -> Vec<Draft> {
    let mut loose: Vec<Option<Draft>> = groups.iter().map(|group| pledged(outlines, group)).collect();
    let mut clauses: Vec<Draft> = Vec::new();
    for (agreement_at, agreement) in begun(known, outlines, as_of) {
        for (n, _) in agreement.commitments.iter().enumerate() {
            clauses.push(Draft {
                id: content_id("k", &["agreement", &agreement.id, &n.to_string()]),
                members: Vec::new(),
                held: Vec::new(),
                by_people: Vec::new(),
                clause: Some((agreement_at, n)),
            });
        }
    }
    for draft in &mut loose {
        let Some(clause) = draft.as_ref().and_then(|draft| clause_of(known, outlines, draft, &clauses))
        else {
            continue;
        };
        if let Some(draft) = draft.take() {
            clauses[clause].members.extend(draft.members);
            clauses[clause].held.extend(draft.held);
            clauses[clause].by_people.extend(draft.by_people);
        }
    }
    loose.into_iter().flatten().chain(clauses).collect()
}

/// The commitment claims of a group as an undertaking; none where it has none.
fn pledged(outlines: &Outlines, group: &Group) -> Option<Draft> {
    let is_pledge = |at: &At| line(outlines, *at).is_some();
    let members: Vec<At> = group.members.iter().copied().filter(is_pledge).collect();
    (!members.is_empty()).then(|| Draft {
        id: group.id.replacen("e-", "k-", 1),
        members,
        held: group.held.clone(),
        by_people: group.by_people.clone(),
        clause: None,
    })
}

fn line(outlines: &Outlines, at: At) -> Option<&PledgeLine> {
    at.line.and_then(|n| outlines.of(at).lines.get(n as usize)).and_then(|line| line.pledge.as_ref())
}

/// The agreements that are this record's business: not later than all that was read, between parties that somebody speaks of.
fn begun<'k>(known: &'k Known, outlines: &Outlines, as_of: Date) -> Vec<(usize, &'k AgreementEntry)> {
    let named = named(known, outlines);
    let since = outlines.all().iter().map(|outline| outline.day).max();
    let is_ours = |agreement: &AgreementEntry| {
        let first = agreement.date.first();
        let known = agreement.parties.iter().filter(|party| named.contains(*party)).count() >= 2;
        known && first <= as_of && since.is_some_and(|last| first <= last)
    };
    known.agreements.iter().enumerate().filter(|(_, agreement)| is_ours(agreement)).collect()
}

/// Every actor that any claim names, with what it is part of.
fn named(known: &Known, outlines: &Outlines) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for outline in outlines.all() {
        for key in &outline.actors {
            if !named.contains(key) || known.changes(key) {
                named.extend(known.wholes(key, outline.day));
            }
        }
    }
    named
}

/// The clause an undertaking's claims are about: the one whose agreement they name; else, where they name none or only its
/// process and speak of something agreed, the latest clause of that kind which binds the same party at that time.
fn clause_of(known: &Known, outlines: &Outlines, draft: &Draft, clauses: &[Draft]) -> Option<usize> {
    let lines: Vec<&PledgeLine> = draft.members.iter().filter_map(|at| line(outlines, *at)).collect();
    let clause = |draft: &Draft| draft.clause(known);
    let named = clauses.iter().position(|one| {
        clause(one).is_some_and(|(agreement, undertaking)| {
            lines.iter().any(|line| {
                line.process.as_deref() == Some(agreement.id.as_str()) && of_clause(known, line, undertaking)
            })
        })
    });
    if named.is_some() {
        return named;
    }
    let implied = clauses.iter().enumerate().filter_map(|(n, one)| {
        let (agreement, undertaking) = clause(one)?;
        let general = || {
            draft.members.iter().any(|at| {
                let general =
                    line(outlines, *at).filter(|line| line.general && line.kind == undertaking.kind);
                general.is_some_and(|line| implies(line, agreement))
                    && speaks_of(known, outlines, *at, agreement)
            })
        };
        let about =
            lines.iter().any(|line| implies(line, agreement) && binds(known, line, undertaking)) || general();
        about.then_some((agreement.date.first(), n))
    });
    implied.max_by_key(|(date, n)| (*date, std::cmp::Reverse(*n))).map(|(_, n)| n)
}

/// Whether the report of a claim names a party to an agreement: then "the parties" may be those to it.
fn speaks_of(known: &Known, outlines: &Outlines, at: At, agreement: &AgreementEntry) -> bool {
    let outline = outlines.of(at);
    let party = |key: &String| agreement.parties.iter().any(|party| known.nested(key, party, outline.day));
    outline.actors.iter().any(party)
}

/// Whether a claim that names the agreement can be about the clause: it binds its party, or says not by name who is bound. What an
/// agreement calls a truce is called a ceasefire too.
fn of_clause(known: &Known, line: &PledgeLine, undertaking: &Undertaking) -> bool {
    let truce = |kind| matches!(kind, CommitmentKind::Ceasefire | CommitmentKind::Truce);
    let kind = line.kind == undertaking.kind || truce(line.kind) && truce(undertaking.kind);
    let unnamed = line.general || line.obligor.is_empty();
    binds(known, line, undertaking) || kind && unnamed && line.obligee.is_empty()
}

/// Whether a claim is of the clause's kind and binds its party, towards nobody else.
fn binds(known: &Known, line: &PledgeLine, undertaking: &Undertaking) -> bool {
    let one_of = |mine: &[String], theirs: &[String]| {
        mine.iter().any(|a| theirs.iter().any(|b| known.nested(a, b, line.day)))
    };
    let towards = line.obligee.is_empty()
        || undertaking.obligee.is_empty()
        || one_of(&line.obligee, &undertaking.obligee);
    line.kind == undertaking.kind && one_of(&line.obligor, &undertaking.obligor) && towards
}

/// Whether a claim that does not name an agreement can be about what it says: of its process or none, after it was signed and
/// not long after, and of something agreed, not wanted.
fn implies(line: &PledgeLine, agreement: &AgreementEntry) -> bool {
    let wanted = matches!(line.stage, Stage::Demanded | Stage::Offered | Stage::Refused);
    let under = match (&line.process, &agreement.process) {
        (None, _) => true,
        (Some(named), process) => process.as_ref() == Some(named),
    };
    let apart = agreement.date.last().until(line.day).map_or(-1, |span| span.get_days());
    let since = agreement.date.first() <= line.day;
    !wanted && under && since && apart <= FRESH_DAYS
}
