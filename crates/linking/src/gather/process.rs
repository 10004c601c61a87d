//! Processes: what the pack knows of a series of talks, and what reports say.

use crate::copies::ties::all_ties;
use crate::gather::desk::Desk;
use crate::gather::independent::independence;
use crate::known::Known;
use crate::parts::actor_key;
use crate::told::Told;
use jiff::civil::Date;
use record::account::Account;
use record::claim::Modality;
use record::date::DatePrecision;
use record::event::Event;
use record::id::{ClaimId, CommitmentId, ProcessId, ReportId};
use record::pack::{ProcessEntry, holds};
use record::plover::EventType;
use record::process::{Process, ProcessAgreement, Step, StepKind};
use record::{ClaimBody, Entity, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gather one process from the events and commitments that fall under it; a commitment is given by its id and process.
pub fn process(
    desk: &Desk<'_>,
    entry: &ProcessEntry,
    events: &[Event],
    commitments: &[(CommitmentId, Option<String>)],
) -> Process {
    let known = desk.known;
    let mut steps: Vec<Step> = Vec::new();
    let mut told: BTreeMap<ReportId, Arc<Told>> = BTreeMap::new();
    let mut mediators: Vec<Entity> = entry.mediators.iter().map(|id| known.entity(id)).collect();
    for event in events {
        let Some(kind) = belongs(known, entry, event).then(|| step_kind(event)).flatten() else { continue };
        for account in &event.accounts {
            if !told.contains_key(&account.report)
                && let Some(found) = desk.outlines.find(&account.report).and_then(|n| desk.told(n))
            {
                told.insert(account.report.clone(), found);
            }
            add_mediators(&mut mediators, told.get(&account.report), &account.claim);
        }
        steps.push(step(kind, event));
    }
    steps.sort_by(|a, b| (a.day, &a.event).cmp(&(b.day, &b.event)));
    let reports: Vec<&Told> = told.values().map(Arc::as_ref).collect();
    let all: Vec<Account> = steps.iter().flat_map(|step| step.accounts.clone()).collect();
    let own = commitments.iter().filter(|(_, process)| process.as_deref() == Some(entry.id.as_str()));
    let mut ids: Vec<(Date, ReportId)> = reports.iter().map(|told| (told.day, told.report.clone())).collect();
    ids.sort();
    Process {
        id: ProcessId(entry.id.clone()),
        name: entry.names.shown("en").unwrap_or(&entry.id).to_owned(),
        parties: entry.parties.iter().map(|id| known.entity(id)).collect(),
        mediators,
        venues: entry.venues.clone(),
        agreements: agreements(known, &entry.id),
        commitments: own.map(|(id, _)| id.clone()).collect(),
        reports: ids.into_iter().map(|(_, id)| id).collect(),
        independent: independence(&all, &all_ties(&reports, known)),
        steps,
    }
}

/// Whether an event is a step of a process: in its period, between its parties or with a mediator, or at its venue
/// with one of its parties.
pub fn belongs(known: &Known, entry: &ProcessEntry, event: &Event) -> bool {
    let Some(day) = day(event) else { return false };
    if !holds(entry.from, entry.to, day) {
        return false;
    }
    let all: BTreeSet<String> = event.actor.iter().chain(&event.recipient).map(actor_key).collect();
    let party = |id: &String| all.iter().any(|actor| known.nested(actor, id, day));
    let parties = entry.parties.iter().filter(|id| party(id)).count();
    let mediated = entry.mediators.iter().any(party);
    let there = event.place.as_ref().is_some_and(|place| at_venue(entry, place));
    parties >= 1 && there
        || parties >= 2 && mediated
        || parties >= 2 && event.event == Some(EventType::Consult)
}

fn at_venue(entry: &ProcessEntry, place: &Place) -> bool {
    entry.venues.iter().any(|venue| place.id.as_ref() == Some(venue))
}

fn day(event: &Event) -> Option<Date> {
    let said = event.time.as_ref().and_then(|time| time.start.or(time.end));
    said.or_else(|| event.accounts.first().map(|account| account.day))
}

/// What kind of step an event is; none where it is no step of talks.
fn step_kind(event: &Event) -> Option<StepKind> {
    let all = event.accounts.len();
    let count = |of: &[Modality]| event.accounts.iter().filter(|one| of.contains(&one.modality)).count();
    let not = count(&[Modality::NotHappened]);
    let planned = count(&[Modality::Planned, Modality::Promised, Modality::Demanded]);
    match event.event? {
        EventType::Consult if 2 * not > all => Some(StepKind::Postponed),
        EventType::Consult if 2 * planned > all => Some(StepKind::Announced),
        EventType::Consult => Some(StepKind::Session),
        EventType::Reject => Some(StepKind::WalkOut),
        EventType::Agree | EventType::Support | EventType::Concede => Some(StepKind::Agreement),
        EventType::Request => Some(StepKind::Demand),
        _ => None,
    }
}

fn step(kind: StepKind, event: &Event) -> Step {
    let told = event.accounts.iter().filter(|account| !account.denies()).cloned().collect();
    Step {
        kind,
        day: day(event).unwrap_or(Date::MIN),
        date_prec: event.time.as_ref().map_or(DatePrecision::Day, |time| time.date_prec),
        who: event.actor.clone(),
        event: event.id.clone(),
        accounts: told,
        independent: event.independent.count,
        denied_by: event.disputed.as_ref().map(|dispute| dispute.by.clone()).unwrap_or_default(),
    }
}

fn add_mediators(mediators: &mut Vec<Entity>, told: Option<&Arc<Told>>, claim: &ClaimId) {
    let claims = told.into_iter().flat_map(|told| &told.reading.claims);
    for claim in claims.filter(|one| one.id == *claim) {
        let ClaimBody::Event(event) = &claim.body else { continue };
        for mediator in &event.mediator {
            if !mediators.iter().any(|known| actor_key(known) == actor_key(mediator)) {
                mediators.push(Entity { span: None, ..mediator.clone() });
            }
        }
    }
}

fn agreements(known: &Known, process: &str) -> Vec<ProcessAgreement> {
    let of = known.agreements.iter().filter(|agreement| agreement.process.as_deref() == Some(process));
    let made = of.map(|agreement| ProcessAgreement {
        id: agreement.id.clone(),
        name: agreement.names.shown("en").unwrap_or(&agreement.id).to_owned(),
        date: agreement.date.to_string(),
        parties: agreement.parties.clone(),
    });
    made.collect()
}
