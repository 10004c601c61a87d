//! Gathering: events, commitments, processes and control from what was judged. Derived, never the truth.

pub mod accounts;
pub mod agreements;
pub mod commitment;
pub mod control;
pub mod deeds;
pub mod desk;
pub mod differences;
pub mod event;
pub mod figures;
pub mod independent;
pub mod labels;
pub mod process;
pub mod sides;
pub mod tally;
pub mod wording;

use crate::group::{Outlines, Scored, grouping};
use crate::judge::Pair;
use crate::known::Known;
use crate::node::Nodes;
use crate::outline::Outline;
use crate::people::{Decided, SetAside, decided};
use crate::told::Told;
use agreements::drafts;
use desk::Desk;
use jiff::civil::Date;
use record::event::{Event, Link};
use record::id::{ClaimId, CommitmentId, content_id};
use record::judgement::{Judge, Judgement};
use record::{Commitment, PlaceControl, Process};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is gathered from: some reports, what rules found about them, what people decided, and what packs know.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    /// The reports.
    pub told: &'r [Arc<Told>],
    /// What rules found.
    pub pairs: &'r [Pair],
    /// What people decided.
    pub people: &'r [Judgement],
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
    let nodes = Nodes::of(record.told.iter().map(Arc::as_ref));
    let mut decided = decided(record.people, &nodes);
    let mut set_aside = unfitting(record.told.iter().map(Arc::as_ref), &decided);
    set_aside.append(&mut decided.set_aside);
    let outlines = Outlines::new(record.told.iter().map(|told| Outline::of(told)).collect());
    let (rows, places) = rows(&outlines, record.pairs);
    let groups = grouping(&outlines, &rows, &decided);
    let by_id: BTreeMap<&str, &Arc<Told>> =
        record.told.iter().map(|told| (told.report.0.as_str(), told)).collect();
    let fetch = |n: u32| {
        let outline = outlines.all().get(n as usize)?;
        by_id.get(outline.report.0.as_str()).copied().cloned()
    };
    let desk = Desk { known: record.known, outlines: &outlines, decided: &decided, fetch: &fetch };
    let why = |tag: u32| {
        let (pair, found) = *places.get(tag as usize)?;
        Some(record.pairs[pair].found[found].why.clone())
    };
    let links = |held: &[u32], people: &[usize]| {
        let mut links: Vec<Link> =
            held.iter().filter_map(|tag| Some(link(&outlines, &rows[*tag as usize], why(*tag)?))).collect();
        links.extend(links_by_people(&outlines, &decided, record.people, people));
        links
    };
    let mut events: Vec<Event> = groups
        .iter()
        .filter_map(|group| desk.event(&group.id, &group.members, links(&group.held, &group.by_people)))
        .collect();
    let deeds = desk::deeds(record.known, &outlines, &groups);
    let mut commitments: Vec<Commitment> = drafts(record.known, &outlines, &groups, record.as_of)
        .iter()
        .map(|draft| desk.commitment(draft, links(&draft.held, &draft.by_people), &deeds, record.as_of))
        .collect();
    let under: Vec<(CommitmentId, Option<String>)> =
        commitments.iter().map(|one| (one.id.clone(), one.process.clone())).collect();
    let processes = processes(&desk, &events, &under);
    let control =
        desk.control((0u32..).zip(outlines.all()).filter(|(_, one)| !one.control.is_empty()).map(|(n, _)| n));
    events.sort_by(|a, b| (latest(b), &b.id).cmp(&(latest(a), &a.id)));
    commitments.sort_by(|a, b| (last_mark(b), &b.id).cmp(&(last_mark(a), &a.id)));
    Gathered { events, commitments, processes, control, set_aside }
}

/// Everything pairs say as small rows, tagged by their place; and for each tag the pair and the row of it.
fn rows(outlines: &Outlines, pairs: &[Pair]) -> (Vec<Scored>, Vec<(usize, usize)>) {
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (n, pair) in pairs.iter().enumerate() {
        for (at, mut row) in outlines.scored(pair, 0).into_iter().map(|row| (row.tag as usize, row)) {
            row.tag = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            rows.push(row);
            places.push((n, at));
        }
    }
    (rows, places)
}

/// The link that a row is.
pub fn link(outlines: &Outlines, row: &Scored, why: String) -> Link {
    let (a, b) = (outlines.of(row.a), outlines.of(row.b));
    let (x, y) = (a.name(row.a.line), b.name(row.b.line));
    let judgement = content_id("j", &[crate::judge::REPORTS, crate::judge::CLAIMS, &x, &y]).as_str().into();
    Link { judgement, a: a.report.clone(), b: b.report.clone(), why, by: None }
}

/// The links that people's judgements are, by their place in [`Decided::same`].
pub fn links_by_people(
    outlines: &Outlines,
    decided: &Decided,
    people: &[Judgement],
    places: &[usize],
) -> Vec<Link> {
    let report = |node: &crate::node::Node| match node {
        crate::node::Node::Report(report) => Some(report.clone()),
        crate::node::Node::Claim(claim) => owner(outlines, claim),
    };
    let made = places.iter().filter_map(|n| decided.same.get(*n)).filter_map(|(a, b, id)| {
        let judgement = people.iter().find(|judgement| judgement.id == *id)?;
        let Judge::Person { name } = &judgement.by else { return None };
        Some(Link {
            judgement: id.clone(),
            a: report(a)?,
            b: report(b)?,
            why: judgement.why.clone(),
            by: Some(name.clone()),
        })
    });
    made.collect()
}

fn owner(outlines: &Outlines, claim: &ClaimId) -> Option<record::ReportId> {
    let holds = |outline: &&Outline| outline.lines.iter().any(|line| line.id == *claim);
    outlines.all().iter().find(holds).map(|outline| outline.report.clone())
}

/// The latest day any report of an event bears.
pub fn latest(event: &Event) -> Option<Date> {
    event.accounts.iter().map(|account| account.day).max()
}

/// The day of an undertaking's latest mark.
pub fn last_mark(commitment: &Commitment) -> Option<Date> {
    commitment.sides.iter().flat_map(|side| &side.marks).map(|mark| mark.day).max()
}

/// Corrections that do not fit their claims, as judgements set aside.
pub fn unfitting<'t>(told: impl Iterator<Item = &'t Told>, decided: &Decided) -> Vec<SetAside> {
    if decided.corrected.is_empty() {
        return Vec::new();
    }
    let of = |claim: &record::Claim| {
        let why = crate::people::corrected(claim, decided.corrected.get(&claim.id)?).err()?;
        let why = format!("the correction does not fit: {why}");
        Some(SetAside { judgement: claim.id.0.as_str().into(), contradicts: None, why })
    };
    told.flat_map(|told| told.reading.claims.iter().filter_map(of).collect::<Vec<_>>()).collect()
}

/// The processes that any event or undertaking falls under.
pub fn processes(
    desk: &Desk<'_>,
    events: &[Event],
    commitments: &[(CommitmentId, Option<String>)],
) -> Vec<Process> {
    let made = desk.known.processes.iter().map(|entry| process::process(desk, entry, events, commitments));
    made.filter(|process| !process.steps.is_empty() || !process.commitments.is_empty()).collect()
}
