//! Looking at what linking made: a page of events, one event, the ledger.

use super::rows::{COMMITMENT, CONTROL, EVENT, Held, PROCESS, members, reports_of};
use super::shelf::Shelf;
use crate::error::{Error, Result};
use crate::link::decisions;
use crate::view::Record;
use linking::gather::desk::Desk;
use linking::group::Outlines;
use linking::node::Nodes;
use linking::outline::Outline;
use linking::people::{Decided, decided};
use linking::{Gathered, Known, SetAside, Told};
use record::judgement::Judgement;
use record::{Commitment, Event, PlaceControl, Process, ReportId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{AsOf, Asked, DerivedRow, Store, StoreError};

/// One page of the events: those several reports tell of, latest first, then the rest.
#[derive(Debug, Clone, Serialize)]
pub struct EventPage {
    /// The events of this page.
    pub events: Vec<Event>,
    /// This page, counted from 1.
    pub page: u32,
    /// How many there are on all pages.
    pub total: u32,
}

/// Some undertakings, latest first.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerPart {
    /// The undertakings.
    pub commitments: Vec<Commitment>,
    /// How many there are in all.
    pub total: u32,
}

/// Where what linking made is looked up.
pub(super) enum Derivation {
    /// In the record's own tables.
    Kept,
    /// In memory: for a day gone by, or a file that cannot be written to.
    Held(Arc<Gathered>),
}

impl Record {
    pub(super) fn derivation(&self, known: &Known) -> Result<Derivation> {
        if self.as_of() != AsOf::default() {
            return Ok(Derivation::Held(self.gathered(known)?));
        }
        match self.refreshed(known) {
            Ok(()) => Ok(Derivation::Kept),
            Err(Error::Store(
                StoreError::Sqlite { .. }
                | StoreError::Busy { .. }
                | StoreError::OlderReadOnly { .. }
                | StoreError::Unfinished { .. },
            )) => Ok(Derivation::Held(self.gathered(known)?)),
            Err(other) => Err(other),
        }
    }

    /// Whether what is derived is up to date with the record; of a day gone by, whether it was put together already.
    pub fn is_linked(&self, known: &Known) -> Result<bool> {
        if self.as_of() != AsOf::default() {
            return self.is_remembered();
        }
        let day = self.day();
        self.with(|store| super::stands(store, known, day))
    }

    /// Bring what is derived up to date with the record, where it is not.
    pub fn refreshed(&self, known: &Known) -> Result<()> {
        let day = self.day();
        let stands = self.with(|store| super::stands(store, known, day))?;
        if !stands {
            // One at a time: whoever comes second finds the work done.
            let _turn = self.turn();
            super::refresh(&Store::create(self.path())?, known, day)?;
        }
        Ok(())
    }

    /// One page of the events, those several reports tell of before the rest, latest first; pages count from 1.
    pub fn events(&self, known: &Known, page: u32, most: u32) -> Result<EventPage> {
        let page = page.max(1);
        let offset = (page - 1).saturating_mul(most);
        match self.derivation(known)? {
            Derivation::Held(gathered) => {
                let (several, one): (Vec<&Event>, Vec<&Event>) =
                    gathered.events.iter().partition(|event| event.reports.len() > 1);
                let events = several.into_iter().chain(one).skip(offset as usize).take(most as usize);
                Ok(EventPage { events: events.cloned().collect(), page, total: count(&gathered.events) })
            }
            Derivation::Kept => self.with(|store| {
                let asked = Asked { several_first: true, limit: Some(most), offset, ..Asked::default() };
                let put = Put::new(store, known)?;
                let mut events = Vec::new();
                for row in store.derived_rows(EVENT, &asked)? {
                    events.extend(put.together(&row)?);
                }
                Ok(EventPage { events, page, total: store.count_derived(EVENT, None)? })
            }),
        }
    }

    /// Every event, latest first.
    pub fn each_event(&self, known: &Known, take: &mut dyn FnMut(&Event) -> Result<()>) -> Result<()> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => gathered.events.iter().try_for_each(take),
            Derivation::Kept => self.with(|store| {
                let put = Put::new(store, known)?;
                for row in store.derived_rows(EVENT, &Asked::default())? {
                    if let Some(event) = put.together(&row)? {
                        take(&event)?;
                    }
                }
                Ok(())
            }),
        }
    }

    /// One event, by its id or one it had before it became part of another.
    pub fn event(&self, known: &Known, id: &str) -> Result<Option<Event>> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => Ok(gathered.events.iter().find(|event| event.id.0 == id).cloned()),
            Derivation::Kept => self.with(|store| {
                let row = match store.derived_row(EVENT, id)? {
                    None => successor(store, id)?,
                    found => found,
                };
                row.map_or(Ok(None), |row| Put::new(store, known)?.together(&row))
            }),
        }
    }

    /// Every undertaking, latest first.
    pub fn each_commitment(
        &self,
        known: &Known,
        take: &mut dyn FnMut(&Commitment) -> Result<()>,
    ) -> Result<()> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => gathered.commitments.iter().try_for_each(take),
            Derivation::Kept => self.with(|store| {
                let rows = store.derived_rows(COMMITMENT, &Asked::default())?;
                rows.iter().try_for_each(|row| take(&whole(row)?))
            }),
        }
    }

    /// Undertakings under a process, or under none where `process` is empty; latest first.
    pub fn commitments(
        &self,
        known: &Known,
        process: &str,
        (offset, most): (u32, u32),
    ) -> Result<LedgerPart> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => {
                let own = |one: &&Commitment| one.process.as_deref().unwrap_or_default() == process;
                let all: Vec<&Commitment> = gathered.commitments.iter().filter(own).collect();
                let total = count(&all);
                let part = all.into_iter().skip(offset as usize).take(most as usize);
                Ok(LedgerPart { commitments: part.cloned().collect(), total })
            }
            Derivation::Kept => self.with(|store| {
                let asked = Asked { under: Some(process), limit: Some(most), offset, ..Asked::default() };
                let commitments = store.derived_rows(COMMITMENT, &asked)?;
                Ok(LedgerPart {
                    commitments: commitments.iter().map(whole).collect::<Result<_>>()?,
                    total: store.count_derived(COMMITMENT, Some(process))?,
                })
            }),
        }
    }

    /// One undertaking.
    pub fn commitment(&self, known: &Known, id: &str) -> Result<Option<Commitment>> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => Ok(gathered.commitments.iter().find(|one| one.id.0 == id).cloned()),
            Derivation::Kept => {
                self.with(|store| store.derived_row(COMMITMENT, id)?.as_ref().map(whole).transpose())
            }
        }
    }

    /// Every series of talks that any report speaks of, in the order of the packs.
    pub fn processes(&self, known: &Known) -> Result<Vec<Process>> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => Ok(gathered.processes.clone()),
            Derivation::Kept => self.with(|store| {
                let rows = known.processes.iter().map(|entry| Ok(store.derived_row(PROCESS, &entry.id)?));
                let rows: Vec<Option<DerivedRow>> = rows.collect::<Result<_>>()?;
                rows.iter().flatten().map(whole).collect()
            }),
        }
    }

    /// Who is said to control which place, by place.
    pub fn control(&self, known: &Known) -> Result<Vec<PlaceControl>> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => Ok(gathered.control.clone()),
            Derivation::Kept => self.with(|store| {
                let mut rows = store.derived_rows(CONTROL, &Asked::default())?;
                rows.sort_by(|a, b| a.id.cmp(&b.id));
                rows.iter().map(whole).collect()
            }),
        }
    }

    /// Judgements of people that are not obeyed, with the reason.
    pub fn set_aside(&self, known: &Known) -> Result<Vec<SetAside>> {
        match self.derivation(known)? {
            Derivation::Held(gathered) => Ok(gathered.set_aside.clone()),
            Derivation::Kept => self.with(|store| {
                let people = decisions(store, None)?;
                let told = involved(store, &reports_of(&people))?;
                let decided = decided(&people, &Nodes::of(told.iter().map(Arc::as_ref)));
                let mut all = linking::gather::unfitting(told.iter().map(Arc::as_ref), &decided);
                all.extend(decided.set_aside);
                Ok(all)
            }),
        }
    }
}

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// What a row holds whole.
fn whole<T: DeserializeOwned>(row: &DerivedRow) -> Result<T> {
    serde_json::from_str(&row.json).map_err(|error| {
        Error::Store(StoreError::Damaged {
            what: format!("{}, which was derived and can be derived again,", row.id),
            why: error.to_string(),
        })
    })
}

/// The event that now holds the claim an earlier id was named by: the claim that stands there, else nearest to there.
fn successor(store: &Store, id: &str) -> Result<Option<DerivedRow>> {
    let Some((report, start)) = store.known_as(id)? else { return Ok(None) };
    let Some(told) = crate::link::told_of(store, &report, 0)? else { return Ok(None) };
    let outline = Outline::of(&told);
    let events = store.events_of(&report)?;
    let of = |at: Option<u32>| events.iter().find(|(place, _)| *place == at).map(|(_, event)| event);
    let whole = || of(None);
    let event = match start {
        None => whole(),
        Some(start) => {
            let nearest = outline.lines.iter().filter(|line| line.pledge.is_none());
            let nearest = nearest.min_by_key(|line| line.start.abs_diff(start));
            nearest.and_then(|line| of(Some(line.at))).or_else(whole)
        }
    };
    event.map_or(Ok(None), |event| Ok(store.derived_row(EVENT, event)?))
}

fn involved(store: &Store, reports: &BTreeSet<ReportId>) -> Result<Vec<Arc<Told>>> {
    let mut told = Vec::new();
    for report in reports {
        told.extend(crate::link::told_of(store, report, 0)?.map(Arc::new));
    }
    Ok(told)
}

/// Puts events together from their rows.
struct Put<'p> {
    known: &'p Known,
    shelf: Shelf<'p>,
    people: Vec<Judgement>,
}

impl<'p> Put<'p> {
    fn new(store: &'p Store, known: &'p Known) -> Result<Put<'p>> {
        Ok(Put { known, shelf: Shelf::new(store), people: decisions(store, None)? })
    }

    /// The event of a row.
    fn together(&self, row: &DerivedRow) -> Result<Option<Event>> {
        let held: Held = whole(row)?;
        let reports: BTreeSet<&ReportId> = held.members.iter().map(|part| &part.report).collect();
        let mut told: Vec<Arc<Told>> = Vec::new();
        for report in reports {
            told.extend(self.shelf.told(report, 0)?);
        }
        let outlines = Outlines::new(told.iter().map(|told| Outline::of(told)).collect());
        let decided = if self.people.is_empty() {
            Decided::default()
        } else {
            decided(&self.people, &Nodes::of(told.iter().map(Arc::as_ref)))
        };
        let fetch = |place: u32| told.get(place as usize).cloned();
        let desk = Desk { known: self.known, outlines: &outlines, decided: &decided, fetch: &fetch };
        let members = members(&outlines, &held);
        Ok(desk.event(&row.id, &members, held.links))
    }
}
