//! Groups to rows: what each event holds, each undertaking, each process, each place's control; only what has changed is
//! made anew.

use super::ready::{Reports, found, json};
use super::shelf::Shelf;
use crate::error::Result;
use jiff::civil::Date;
use linking::Known;
use linking::gather::agreements::{Draft, drafts};
use linking::gather::deeds::{Deed, DeedPrints, Deeds, OPEN_ENDED_DAYS};
use linking::gather::desk::{self, Desk};
use linking::gather::process::belongs;
use linking::gather::{last_mark, link, links_by_people, process};
use linking::group::{Group, Outlines, Scored, grouping};
use linking::node::Nodes;
use linking::outline::At;
use linking::people::{Decided, decided};
use record::event::{Event, Link};
use record::id::{CommitmentId, ReportId, sha256_hex};
use record::judgement::{Judgement, Thing};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;
use store::{DerivedRow, LinkState, Store};

/// What the row of an event holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Held {
    /// Its members, the one that names it first.
    pub(super) members: Vec<Part>,
    /// Why they are one.
    pub(super) links: Vec<Link>,
}

/// A member of an event: a claim by its place in the reading and the start of its trigger; none: the report as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) report: ReportId,
    pub(super) claim: Option<(u32, u32)>,
}

/// The kinds of rows.
pub(super) const EVENT: &str = "event";
pub(super) const COMMITMENT: &str = "commitment";
pub(super) const PROCESS: &str = "process";
pub(super) const CONTROL: &str = "control";
/// All of them.
pub(super) const KINDS: [&str; 4] = [EVENT, COMMITMENT, PROCESS, CONTROL];

/// Where a row stands: the pair of readings, and the place in what was found about them.
type RowPlace = (i64, i64, u32);

/// Everything at hand while rows are made.
struct Work<'w> {
    store: &'w Store,
    known: &'w Known,
    reports: &'w Reports,
    outlines: &'w Outlines,
    people: &'w [Judgement],
    decided: &'w Decided,
    rows: Vec<Scored>,
    /// By the tag of a row.
    places: Vec<RowPlace>,
    day: Date,
}

/// Make the rows that have changed, and note what they were derived from.
pub(super) fn write(
    store: &Store,
    known: &Known,
    reports: &Reports,
    outlines: &Outlines,
    (people, day): (&[Judgement], Date),
    now: &LinkState,
) -> Result<()> {
    let shelf = Shelf::new(store);
    let decided = people_decided(&shelf, outlines, reports, people)?;
    let (rows, places) = scored(store, reports, outlines)?;
    let groups = grouping(outlines, &rows, &decided);
    let failed = RefCell::new(None);
    let fetch = |place: u32| {
        let one = reports.at(place);
        shelf.told(&one.report, one.series).unwrap_or_else(|error| {
            failed.borrow_mut().get_or_insert(error);
            None
        })
    };
    let work = Work { store, known, reports, outlines, people, decided: &decided, rows, places, day };
    let desk = Desk { known, outlines, decided: &decided, fetch: &fetch };
    store.together(|_| {
        work.events(&desk, &groups)?;
        let under = work.commitments(&desk, &groups)?;
        work.processes(&desk, &under)?;
        work.control(&desk)?;
        failed.take().map_or(Ok(()), Err)?;
        Ok(store.set_link_state(now)?)
    })
}

/// What people decided, looked up in the reports they speak of.
fn people_decided(
    shelf: &Shelf<'_>,
    outlines: &Outlines,
    reports: &Reports,
    people: &[Judgement],
) -> Result<Decided> {
    let mut told = Vec::new();
    for report in reports_of(people) {
        if let Some(place) = outlines.find(&report) {
            told.extend(shelf.told(&report, reports.at(place).series)?);
        }
    }
    Ok(decided(people, &Nodes::of(told.iter().map(Arc::as_ref))))
}

/// The reports that judgements speak of.
pub(super) fn reports_of(people: &[Judgement]) -> BTreeSet<ReportId> {
    let report = |thing: &Thing| match thing {
        Thing::Claim(anchor) => Some(anchor.report.clone()),
        Thing::Report { report } => Some(report.clone()),
        Thing::Judgement { .. } => None,
    };
    people.iter().flat_map(Judgement::things).filter_map(report).collect()
}

/// What was found about every pair, made small; and where each row stands.
fn scored(store: &Store, reports: &Reports, outlines: &Outlines) -> Result<(Vec<Scored>, Vec<RowPlace>)> {
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    store.each_pair(|a, b, json| {
        let (Some(x), Some(y)) = (reports.place(a), reports.place(b)) else { return Ok(()) };
        for mut row in outlines.scored_at((x, y), &found(json), 0) {
            places.push((a, b, row.tag));
            row.tag = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            rows.push(row);
        }
        Ok(())
    })?;
    Ok((rows, places))
}

impl Work<'_> {
    /// The links that hold a group together, with their reasons.
    fn links(&self, held: &[u32], by_people: &[usize]) -> Result<Vec<Link>> {
        let mut links = Vec::with_capacity(held.len());
        for &tag in held {
            let (a, b, n) = self.places[tag as usize];
            let kept = self.store.pair(a, b)?.map(|json| found(&json)).unwrap_or_default();
            let why = kept.into_iter().nth(n as usize).map(|found| found.why).unwrap_or_default();
            links.push(link(self.outlines, &self.rows[tag as usize], why));
        }
        links.extend(links_by_people(self.outlines, self.decided, self.people, by_people));
        Ok(links)
    }

    /// What some members and the rows that hold them together come to.
    fn print(&self, members: &[At], held: &[u32], by_people: &[usize]) -> String {
        let mut all = String::new();
        for at in members {
            // Writing to a string cannot fail.
            let _ = write!(all, "{}.{:?};", self.reports.at(at.report).reading, at.line);
            let line = at.line.and_then(|n| self.outlines.of(*at).lines.get(n as usize));
            if let Some(new) = line.and_then(|line| self.decided.corrected.get(&line.id)) {
                let _ = write!(all, "{new:?}");
            }
        }
        for tag in held {
            let _ = write!(all, "{:?}{};", self.places[*tag as usize], self.rows[*tag as usize].score);
        }
        for n in by_people {
            let _ = write!(all, "{:?};", self.decided.same.get(*n).map(|(_, _, id)| id));
        }
        all
    }

    fn events(&self, desk: &Desk<'_>, groups: &[Group]) -> Result<()> {
        let mut before: HashMap<String, String> = self.store.derived_digests(EVENT)?.into_iter().collect();
        let in_talks = self.in_talks();
        for group in self.by_age(groups) {
            let made_of = digest(&self.print(&group.members, &group.held, &group.by_people));
            if before.remove(&group.id).is_some_and(|was| was == made_of) {
                continue;
            }
            let links = self.links(&group.held, &group.by_people)?;
            let talked = group.members.iter().any(|at| in_talks.contains(&at.report));
            let event = if talked { desk.event(&group.id, &group.members, links.clone()) } else { None };
            let held = Held { members: self.parts(&group.members), links };
            let row = DerivedRow {
                id: group.id.clone(),
                day: self.latest(&group.members).map(|day| day.to_string()).unwrap_or_default(),
                under: event.map(|event| self.processes_of(&event)).unwrap_or_default(),
                several: told_by_several(&group.members),
                made_of,
                json: json(&held)?,
            };
            self.store.put_derived(EVENT, &row)?;
            for at in &group.members {
                let claim = self.part(*at).claim.map(|(at, _)| at);
                self.store.put_member(self.reports.at(at.report).reading, claim, &group.id)?;
            }
        }
        self.drop_all(EVENT, before.into_keys())
    }

    /// The groups that are events, in the order in which the last of their reports was read: reports of one time are then
    /// fetched one after the other.
    fn by_age<'g>(&self, groups: &'g [Group]) -> Vec<&'g Group> {
        let mut order: Vec<&Group> =
            groups.iter().filter(|group| desk::is_event(self.outlines, &group.members)).collect();
        let last = |group: &Group| group.members.iter().map(|at| self.outlines.of(*at).seq).max();
        order.sort_by_cached_key(|group| last(group));
        order
    }

    /// Let go of rows; of what an event was named by a note stays.
    fn drop_all(&self, kind: &str, ids: impl Iterator<Item = String>) -> Result<()> {
        let ids: BTreeSet<String> = ids.collect();
        for id in ids {
            if let Some(row) = self.store.derived_row(kind, &id)?.filter(|_| kind == EVENT)
                && let Ok(held) = serde_json::from_str::<Held>(&row.json)
                && let Some(first) = held.members.first()
            {
                self.store.put_known_as(&id, &first.report, first.claim.map(|(_, start)| start))?;
            }
            self.store.drop_derived(kind, &id)?;
        }
        Ok(())
    }

    /// Members by report and place, the one that was read first before the others.
    fn parts(&self, members: &[At]) -> Vec<Part> {
        let mut order: Vec<At> = members.to_vec();
        order.sort_by_key(|at| (self.outlines.of(*at).seq, *at));
        order.into_iter().map(|at| self.part(at)).collect()
    }

    fn part(&self, at: At) -> Part {
        let outline = self.outlines.of(at);
        let line = at.line.and_then(|n| outline.lines.get(n as usize));
        Part { report: outline.report.clone(), claim: line.map(|line| (line.at, line.start)) }
    }

    /// The latest day of a report that has an event claim among the members.
    fn latest(&self, members: &[At]) -> Option<Date> {
        let claimed = members.iter().filter(|at| {
            at.line
                .and_then(|n| self.outlines.of(**at).lines.get(n as usize))
                .is_some_and(|line| line.pledge.is_none())
        });
        claimed.map(|at| self.outlines.of(*at).day).max()
    }

    /// The reports that name anybody who takes part in talks a pack knows.
    fn in_talks(&self) -> BTreeSet<u32> {
        let talks = &self.known.processes;
        let parties: BTreeSet<&String> =
            talks.iter().flat_map(|entry| entry.parties.iter().chain(&entry.mediators)).collect();
        let takes_part = |actor: &String, day: Date| {
            parties.contains(actor)
                || self.known.actor(actor).is_some()
                    && parties.iter().any(|party| self.known.nested(actor, party, day))
        };
        let mut told: HashMap<&String, bool> = HashMap::new();
        let mut found = BTreeSet::new();
        for (n, outline) in (0u32..).zip(self.outlines.all()) {
            let any = outline.actors.iter().any(|actor| match told.get(actor) {
                Some(known) if !self.known.changes(actor) => *known,
                _ => {
                    let takes_part = takes_part(actor, outline.day);
                    told.insert(actor, takes_part);
                    takes_part
                }
            });
            if any {
                found.insert(n);
            }
        }
        found
    }

    /// The processes an event falls under, between commas.
    fn processes_of(&self, event: &Event) -> String {
        let of = self.known.processes.iter().filter(|entry| belongs(self.known, entry, event));
        of.map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Undertakings; the id of each with the process it falls under.
    fn commitments(&self, desk: &Desk<'_>, groups: &[Group]) -> Result<Vec<(CommitmentId, Option<String>)>> {
        let deeds = desk::deeds(self.known, self.outlines, groups);
        let mut before: HashMap<String, String> =
            self.store.derived_digests(COMMITMENT)?.into_iter().collect();
        let prints = deeds.prints(&|deed| self.number(deed));
        let mut under = Vec::new();
        let mut all = drafts(self.known, self.outlines, groups, self.day);
        all.sort_by_cached_key(|draft| (draft.day(self.known, self.outlines), draft.id.clone()));
        for draft in all {
            let made_of = digest(&self.draft_print(&draft, &deeds, &prints));
            if before.remove(&draft.id).is_some_and(|was| was == made_of)
                && let Some(row) = self.store.derived_row(COMMITMENT, &draft.id)?
            {
                under.push((CommitmentId(draft.id), Some(row.under).filter(|process| !process.is_empty())));
                continue;
            }
            let links = self.links(&draft.held, &draft.by_people)?;
            let made = desk.commitment(&draft, links, &deeds, self.day);
            let row = DerivedRow {
                id: made.id.0.clone(),
                day: last_mark(&made).map(|day| day.to_string()).unwrap_or_default(),
                under: made.process.clone().unwrap_or_default(),
                several: false,
                made_of,
                json: json(&made)?,
            };
            self.store.put_derived(COMMITMENT, &row)?;
            under.push((made.id, made.process));
        }
        self.drop_all(COMMITMENT, before.into_keys())?;
        Ok(under)
    }

    /// What an undertaking is made of: its claims, the deeds of those it binds, and whether its day has passed.
    fn draft_print(&self, draft: &Draft, deeds: &Deeds<'_>, prints: &DeedPrints) -> String {
        let mut all = self.print(&draft.members, &draft.held, &draft.by_people);
        let due = draft.due(self.known, self.outlines);
        let _ = write!(all, "{:?}{:?}", draft.clause, due.map(|due| (due, due < self.day)));
        let obligors = draft.obligors(self.known, self.outlines);
        let day = draft.day(self.known, self.outlines).unwrap_or(self.day);
        // nothing later can bear on it; what its claims say of times lies at most a season beyond their reports
        let last = due.map_or(day, |due| due.max(day));
        let until = last.checked_add(jiff::Span::new().days(OPEN_ENDED_DAYS + 92)).unwrap_or(Date::MAX);
        let _ = write!(all, "{:x}", deeds.print(prints, self.known, &obligors, day, until));
        all
    }

    /// A number for a deed that changes with its reading and its event.
    fn number(&self, deed: &Deed<'_>) -> u64 {
        let reading = self.reports.at(deed.at.report).reading;
        let hex = digest(&format!("{reading}.{:?}{}", deed.at.line, deed.event));
        u64::from_str_radix(hex.get(..16).unwrap_or_default(), 16).unwrap_or_default()
    }

    fn processes(&self, desk: &Desk<'_>, under: &[(CommitmentId, Option<String>)]) -> Result<()> {
        let rows = self.store.derived_under_any(EVENT)?;
        let mut before: HashMap<String, String> = self.store.derived_digests(PROCESS)?.into_iter().collect();
        for entry in &self.known.processes {
            let of = |row: &&DerivedRow| row.under.split(',').any(|id| id == entry.id);
            let own: Vec<&DerivedRow> = rows.iter().filter(of).collect();
            let mut all = String::new();
            for row in &own {
                let _ = write!(all, "{}{};", row.id, row.made_of);
            }
            for (id, _) in under.iter().filter(|(_, process)| process.as_deref() == Some(entry.id.as_str())) {
                let _ = write!(all, "{id};");
            }
            if all.is_empty() {
                continue;
            }
            let made_of = digest(&all);
            if before.remove(&entry.id).is_some_and(|was| was == made_of) {
                continue;
            }
            let events: Vec<Event> = own.iter().filter_map(|row| self.event_of(desk, row)).collect();
            let made = process::process(desk, entry, &events, under);
            let day = made.steps.last().map(|step| step.day.to_string()).unwrap_or_default();
            let (id, json) = (entry.id.clone(), json(&made)?);
            let row = DerivedRow { id, day, under: String::new(), several: false, made_of, json };
            if made.steps.is_empty() && made.commitments.is_empty() {
                self.store.drop_derived(PROCESS, &row.id)?;
            } else {
                self.store.put_derived(PROCESS, &row)?;
            }
        }
        self.drop_all(PROCESS, before.into_keys())
    }

    fn event_of(&self, desk: &Desk<'_>, row: &DerivedRow) -> Option<Event> {
        let held: Held = serde_json::from_str(&row.json).ok()?;
        let members = members(self.outlines, &held);
        desk.event(&row.id, &members, held.links)
    }

    fn control(&self, desk: &Desk<'_>) -> Result<()> {
        let mut places: BTreeMap<&String, Vec<u32>> = BTreeMap::new();
        for (n, outline) in (0u32..).zip(self.outlines.all()) {
            for place in &outline.control {
                places.entry(place).or_default().push(n);
            }
        }
        let mut before: HashMap<String, String> = self.store.derived_digests(CONTROL)?.into_iter().collect();
        for (place, told) in places {
            let mut all = String::new();
            for &n in &told {
                let _ = write!(all, "{};", self.reports.at(n).reading);
            }
            let made_of = digest(&all);
            if before.remove(place).is_some_and(|was| was == made_of) {
                continue;
            }
            let made = desk.control(told.iter().copied());
            let own = made.into_iter().find(|one| linking::outline::place_key(&one.place) == *place);
            let Some(own) = own else { continue };
            let day = own.said.last().map(|said| said.day.to_string()).unwrap_or_default();
            let (id, json) = (place.clone(), json(&own)?);
            self.store.put_derived(
                CONTROL,
                &DerivedRow { id, day, under: String::new(), several: false, made_of, json },
            )?;
        }
        self.drop_all(CONTROL, before.into_keys())
    }
}

/// The members of a row, among some outlines.
pub(super) fn members(outlines: &Outlines, held: &Held) -> Vec<At> {
    let at = |part: &Part| {
        let report = outlines.find(&part.report)?;
        let line = match part.claim {
            None => None,
            Some((claim, _)) => Some(outlines.of(At { report, line: None }).line_at(claim)?),
        };
        Some(At { report, line })
    };
    held.members.iter().filter_map(at).collect()
}

fn told_by_several(members: &[At]) -> bool {
    members.iter().any(|at| at.report != members[0].report)
}

fn digest(all: &str) -> String {
    sha256_hex(all.as_bytes()).chars().take(24).collect()
}
