//! Gathering: events, commitments, processes and control from judgements. Derived when asked for, never stored as truth.

pub mod accounts;
pub mod agreements;
pub mod commitment;
pub mod control;
pub mod deeds;
pub mod differences;
pub mod event;
pub mod figures;
pub mod independent;
pub mod labels;
pub mod process;
pub mod sides;
pub mod tally;
pub mod wording;

use crate::group::{Group, Grouping, grouping};
use crate::known::Known;
use crate::node::Node;
use crate::people::{SetAside, corrected};
use crate::told::Told;
use accounts::Member;
use deeds::Deeds;
use jiff::civil::Date;
use record::claim::Claim;
use record::event::Event;
use record::id::{ClaimId, EventId};
use record::judgement::Judgement;
use record::{ClaimBody, Commitment, PlaceControl, Process, Reading};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is gathered from: some reports (all, or those of some blocks), the judgements about them, and what packs know.
///
/// Whoever asks "as of a day" hands over only what had been read or published by then.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    /// The reports.
    pub told: &'r [Arc<Told>],
    /// The judgements, of rules and people.
    pub judgements: &'r [Judgement],
    /// What packs know.
    pub known: &'r Known,
    /// The day as of which states are worded: deadlines before it have passed.
    pub as_of: Date,
}

/// What the record says happened, was undertaken, was talked about and is held by whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathered {
    /// Events, latest first.
    pub events: Vec<Event>,
    /// Undertakings, latest first.
    pub commitments: Vec<Commitment>,
    /// Processes of the packs that any report speaks of.
    pub processes: Vec<Process>,
    /// Who is said to control which place.
    pub control: Vec<PlaceControl>,
    /// Judgements of people that were not obeyed, with the reason.
    pub set_aside: Vec<SetAside>,
}

/// Gather everything.
pub fn gather(record: &Record<'_>) -> Gathered {
    let originals: Vec<&Told> = record.told.iter().map(Arc::as_ref).collect();
    let grouping = grouping(&originals, record.judgements);
    let (told, mut set_aside) = prepared(record.told, &grouping);
    let index = Index::of(&told);
    let (events, mut commitments) = parts_of(&grouping, &index);
    agreements::pledge(record, &told, &mut commitments);
    let gathered: Vec<(Event, Vec<Member<'_>>)> = events
        .into_iter()
        .map(|parts| (parts.members.clone(), parts))
        .map(|(members, parts)| (event::event(record.known, parts), members))
        .collect();
    let deeds = Deeds::of(record.known, deeds(&gathered));
    let mut commitments: Vec<Commitment> = commitments
        .into_iter()
        .map(|parts| commitment::commitment(record.known, parts, &deeds, record.as_of))
        .collect();
    let for_processes: Vec<(&Event, Vec<Member<'_>>)> =
        gathered.iter().map(|(event, members)| (event, members.clone())).collect();
    let processes = processes(record.known, &for_processes, &commitments);
    let control = control::control(record.known, &index.control());
    let mut events: Vec<Event> = gathered.into_iter().map(|(event, _)| event).collect();
    events.sort_by(|a, b| (latest(&b.accounts), &b.id).cmp(&(latest(&a.accounts), &a.id)));
    commitments.sort_by(|a, b| (last_mark(b), &b.id).cmp(&(last_mark(a), &a.id)));
    set_aside.extend(grouping.set_aside().iter().cloned());
    Gathered { events, commitments, processes, control, set_aside }
}

fn latest(accounts: &[record::Account]) -> Option<Date> {
    accounts.iter().map(|account| account.day).max()
}

fn last_mark(commitment: &Commitment) -> Option<Date> {
    commitment.sides.iter().flat_map(|side| &side.marks).map(|mark| mark.day).max()
}

/// The reports without rejected claims and with corrected ones; corrections that do not fit are set aside.
fn prepared(told: &[Arc<Told>], grouping: &Grouping) -> (Vec<Arc<Told>>, Vec<SetAside>) {
    let decided = &grouping.decided;
    let mut set_aside = Vec::new();
    let touched = |told: &Told| {
        told.reading
            .claims
            .iter()
            .any(|claim| decided.rejected.contains(&claim.id) || decided.corrected.contains_key(&claim.id))
    };
    let mut fix = |claim: &Claim| match decided.corrected.get(&claim.id).map(|new| corrected(claim, new)) {
        None => claim.clone(),
        Some(Ok(right)) => right,
        Some(Err(why)) => {
            let judgement = claim.id.0.as_str().into();
            set_aside.push(SetAside {
                judgement,
                contradicts: None,
                why: format!("the correction does not fit: {why}"),
            });
            claim.clone()
        }
    };
    let kept = told.iter().map(|told| {
        if !touched(told) {
            return Arc::clone(told);
        }
        let claims =
            told.reading.claims.iter().filter(|claim| !decided.rejected.contains(&claim.id)).map(&mut fix);
        let reading = Reading { claims: claims.collect(), ..told.reading.as_ref().clone() };
        Arc::new(Told { reading: Arc::new(reading), ..told.as_ref().clone() })
    });
    let kept = kept.collect();
    (kept, set_aside)
}

/// Claims and reports by id.
struct Index<'r> {
    claims: BTreeMap<&'r ClaimId, Member<'r>>,
    reports: BTreeMap<&'r record::ReportId, &'r Told>,
}

impl<'r> Index<'r> {
    fn of(told: &'r [Arc<Told>]) -> Index<'r> {
        let member = |told: &'r Arc<Told>| {
            told.reading.claims.iter().map(move |claim| (&claim.id, Member { told: told.as_ref(), claim }))
        };
        Index {
            claims: told.iter().flat_map(member).collect(),
            reports: told.iter().map(|told| (&told.report, told.as_ref())).collect(),
        }
    }

    fn members(&self, group: &Group) -> Vec<Member<'r>> {
        let claim = |node: &Node| match node {
            Node::Claim(id) => self.claims.get(id).copied(),
            Node::Report(_) => None,
        };
        group.nodes.iter().filter_map(claim).collect()
    }

    fn about(&self, group: &Group) -> Vec<&'r Told> {
        let report = |node: &Node| match node {
            Node::Report(id) => self.reports.get(id).copied(),
            Node::Claim(_) => None,
        };
        group.nodes.iter().filter_map(report).collect()
    }

    fn control(&self) -> Vec<Member<'r>> {
        let all = self.claims.values().filter(|member| matches!(member.claim.body, ClaimBody::Control(_)));
        accounts::in_order(all.copied().collect())
    }
}

/// Groups with commitment claims are undertakings; all others are events.
fn parts_of<'r>(
    grouping: &Grouping,
    index: &Index<'r>,
) -> (Vec<event::Parts<'r>>, Vec<commitment::Parts<'r>>) {
    let (mut events, mut commitments) = (Vec::new(), Vec::new());
    for group in &grouping.groups {
        let members = index.members(group);
        let (pledged, happened): (Vec<Member<'_>>, Vec<Member<'_>>) =
            members.into_iter().partition(|member| matches!(member.claim.body, ClaimBody::Commitment(_)));
        let about = index.about(group);
        if !pledged.is_empty() {
            let id = group.id.replacen("e-", "k-", 1);
            commitments.push(commitment::Parts {
                id,
                members: pledged,
                pledged: None,
                links: group.links.clone(),
            });
        }
        // A report whose main happening no other report shares, and of which no claim was read, is no event to show.
        if !happened.is_empty() || about.len() > 1 {
            events.push(event::Parts {
                id: group.id.clone(),
                members: happened,
                about,
                links: group.links.clone(),
            });
        }
    }
    (events, commitments)
}

/// Every event claim with its event: what may keep or break an undertaking.
fn deeds<'r>(events: &[(Event, Vec<Member<'r>>)]) -> Vec<(Member<'r>, EventId)> {
    let of = |(event, members): &(Event, Vec<Member<'r>>)| {
        let id = event.id.clone();
        members.iter().map(move |member| (*member, id.clone())).collect::<Vec<_>>()
    };
    events.iter().flat_map(of).collect()
}

fn processes(
    known: &Known,
    events: &[(&Event, Vec<Member<'_>>)],
    commitments: &[Commitment],
) -> Vec<Process> {
    let made = known.processes.iter().map(|entry| process::process(known, entry, events, commitments));
    made.filter(|process| !process.steps.is_empty() || !process.commitments.is_empty()).collect()
}
