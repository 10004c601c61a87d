//! The desk: everything one happening or undertaking is put together from, fetched report by report, so that a record need
//! not be in memory as a whole.

use crate::gather::accounts::Member;
use crate::gather::agreements::Draft;
use crate::gather::commitment::{self, Pledged};
use crate::gather::deeds::{Deeds, Scope};
use crate::gather::{control, event};
use crate::group::{Group, Outlines};
use crate::known::Known;
use crate::outline::At;
use crate::people::{Decided, corrected};
use crate::told::Told;
use jiff::civil::Date;
use record::claim::Claim;
use record::event::{Event, Link};
use record::id::EventId;
use record::{ClaimBody, Commitment, PlaceControl, Reading};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Fetches a report by its place among the outlines.
pub type Fetch<'d> = dyn Fn(u32) -> Option<Arc<Told>> + 'd;

/// What everything is gathered on.
#[derive(Clone, Copy)]
pub struct Desk<'d> {
    /// What packs know.
    pub known: &'d Known,
    /// The reports in outline.
    pub outlines: &'d Outlines,
    /// What people decided.
    pub decided: &'d Decided,
    /// The reports themselves.
    pub fetch: &'d Fetch<'d>,
}

/// Reports fetched for one thing, by their place.
type Shelf = BTreeMap<u32, Arc<Told>>;

impl Desk<'_> {
    /// A report as people left it: without rejected claims, with corrected ones.
    pub fn told(&self, report: u32) -> Option<Arc<Told>> {
        (self.fetch)(report).map(|told| prepared(&self.named(told), self.decided))
    }

    /// A report with its outlet under the name a pack has for it.
    fn named(&self, told: Arc<Told>) -> Arc<Told> {
        match self.known.outlet(&told.outlet).and_then(|outlet| outlet.names.shown("en")) {
            Some(name) if name != told.outlet_name => {
                Arc::new(Told { outlet_name: name.to_owned(), ..told.as_ref().clone() })
            }
            _ => told,
        }
    }

    fn shelf(&self, members: impl Iterator<Item = At>) -> Shelf {
        let mut shelf = Shelf::new();
        for at in members {
            if !shelf.contains_key(&at.report)
                && let Some(told) = self.told(at.report)
            {
                shelf.insert(at.report, told);
            }
        }
        shelf
    }

    fn member<'s>(&self, shelf: &'s Shelf, at: At) -> Option<Member<'s>> {
        let line = self.outlines.of(at).lines.get(at.line? as usize)?;
        let told = shelf.get(&at.report)?.as_ref();
        // Where nothing was rejected, a claim stands where its outline says.
        let there = told.reading.claims.get(line.at as usize).filter(|claim| claim.id == line.id);
        let claim = there.or_else(|| told.reading.claims.iter().find(|claim| claim.id == line.id))?;
        Some(Member { told, claim })
    }

    /// The event that a group is; none where it has no event claim and is not what two reports are mainly about.
    pub fn event(&self, id: &str, members: &[At], links: Vec<Link>) -> Option<Event> {
        if !is_event(self.outlines, members) {
            return None;
        }
        let shelf = self.shelf(members.iter().copied());
        let happened = |member: &Member<'_>| !matches!(member.claim.body, ClaimBody::Commitment(_));
        let claims: Vec<Member<'_>> =
            members.iter().filter_map(|at| self.member(&shelf, *at)).filter(happened).collect();
        let wholes = members.iter().filter(|at| at.line.is_none());
        let about: Vec<&Told> = wholes.filter_map(|at| shelf.get(&at.report)).map(Arc::as_ref).collect();
        Some(event::event(self.known, event::Parts { id: id.to_owned(), members: claims, about, links }))
    }

    /// The undertaking that a draft is, as of a day.
    pub fn commitment(&self, draft: &Draft, links: Vec<Link>, deeds: &Deeds<'_>, as_of: Date) -> Commitment {
        let shelf = self.shelf(draft.members.iter().copied());
        let pledged =
            draft.clause(self.known).map(|(agreement, undertaking)| Pledged { agreement, undertaking });
        let day = draft.day(self.known, self.outlines).unwrap_or(as_of);
        // Which deeds bear on it is known only once its claims are put together: so it is put together twice, without and
        // with the reports these stand in.
        let asked = std::cell::RefCell::new(Vec::new());
        let note = |scope: &Scope<'_>, day: Date| {
            let found = deeds.on(self.known, scope, day);
            asked.borrow_mut().extend(found.into_iter().map(|deed| (deed.at, deed.event.clone())));
            Vec::new()
        };
        let parts = self.parts(draft, &shelf, pledged, links.clone(), day);
        let bare = commitment::commitment(self.known, parts, &note, as_of);
        let asked: Vec<(At, EventId)> = asked.into_inner();
        if asked.is_empty() {
            return bare;
        }
        let mut whole = self.shelf(asked.iter().map(|(at, _)| *at));
        whole.extend(shelf.iter().map(|(n, told)| (*n, Arc::clone(told))));
        let found = |_: &Scope<'_>, _: Date| {
            asked.iter().filter_map(|(at, event)| Some((self.member(&whole, *at)?, event.clone()))).collect()
        };
        let parts = self.parts(draft, &whole, pledged, links, day);
        commitment::commitment(self.known, parts, &found, as_of)
    }

    fn parts<'s>(
        &self,
        draft: &Draft,
        shelf: &'s Shelf,
        pledged: Option<Pledged<'s>>,
        links: Vec<Link>,
        day: Date,
    ) -> commitment::Parts<'s> {
        let members = draft.members.iter().filter_map(|at| self.member(shelf, *at)).collect();
        commitment::Parts { id: draft.id.clone(), members, pledged, links, day }
    }

    /// Who is said to control the places that some reports speak of.
    pub fn control(&self, reports: impl Iterator<Item = u32>) -> Vec<PlaceControl> {
        let shelf = self.shelf(reports.map(|report| At { report, line: None }));
        let is_control = |claim: &&Claim| matches!(claim.body, ClaimBody::Control(_));
        let of = |told: &'_ Arc<Told>| -> Vec<usize> {
            let claims = told.reading.claims.iter().enumerate();
            claims.filter(|(_, claim)| is_control(claim)).map(|(n, _)| n).collect()
        };
        let members: Vec<Member<'_>> = shelf
            .values()
            .flat_map(|told| {
                of(told).into_iter().map(move |n| Member { told, claim: &told.reading.claims[n] })
            })
            .collect();
        control::control(self.known, &crate::gather::accounts::in_order(members))
    }
}

/// Whether a group is an event to show: it has an event claim, or two reports are mainly about it. A report whose main
/// happening no other report shares, and of which no claim was read, is none.
pub fn is_event(outlines: &Outlines, members: &[At]) -> bool {
    let claim = |at: &At| {
        at.line.and_then(|n| outlines.of(*at).lines.get(n as usize)).is_some_and(|line| line.pledge.is_none())
    };
    members.iter().any(claim) || members.iter().filter(|at| at.line.is_none()).count() > 1
}

/// Every event claim that may keep or break an undertaking, with its event.
pub fn deeds<'o>(known: &Known, outlines: &'o Outlines, groups: &[Group]) -> Deeds<'o> {
    let mut all = Vec::new();
    for group in groups {
        for at in &group.members {
            let line = at.line.and_then(|n| outlines.of(*at).lines.get(n as usize));
            if let Some(deed) = line.and_then(|line| line.deed.as_ref()) {
                all.push(crate::gather::deeds::Deed {
                    at: *at,
                    event: EventId(group.id.clone()),
                    line: deed,
                });
            }
        }
    }
    Deeds::of(known, outlines, all)
}

/// A report without rejected claims and with corrected ones; a correction that does not fit is left out.
fn prepared(told: &Arc<Told>, decided: &Decided) -> Arc<Told> {
    let touched =
        |claim: &Claim| decided.rejected.contains(&claim.id) || decided.corrected.contains_key(&claim.id);
    if !told.reading.claims.iter().any(touched) {
        return Arc::clone(told);
    }
    let fix = |claim: &Claim| match decided.corrected.get(&claim.id) {
        None => claim.clone(),
        Some(new) => corrected(claim, new).unwrap_or_else(|_| claim.clone()),
    };
    let kept = told.reading.claims.iter().filter(|claim| !decided.rejected.contains(&claim.id));
    let reading = Reading { claims: kept.map(fix).collect(), ..told.reading.as_ref().clone() };
    Arc::new(Told { reading: Arc::new(reading), ..told.as_ref().clone() })
}
