//! Processes: what the pack knows of a series of talks, and what reports say.

use crate::copies::ties::all_ties;
use crate::gather::accounts::Member;
use crate::gather::independent::independence;
use crate::known::Known;
use crate::parts::actor_key;
use crate::told::Told;
use jiff::civil::Date;
use record::account::Account;
use record::claim::Modality;
use record::commitment::Commitment;
use record::date::DatePrecision;
use record::event::Event;
use record::id::{ProcessId, ReportId};
use record::pack::{ProcessEntry, holds};
use record::plover::EventType;
use record::process::{Process, ProcessAgreement, Step, StepKind};
use record::{ClaimBody, Entity, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Gather one process from the events and commitments that fall under it.
pub fn process(
    known: &Known,
    entry: &ProcessEntry,
    events: &[(&Event, Vec<Member<'_>>)],
    commitments: &[Commitment],
) -> Process {
    let mut steps: Vec<Step> = Vec::new();
    let mut told: BTreeMap<ReportId, &Told> = BTreeMap::new();
    let mut mediators: Vec<Entity> = entry.mediators.iter().map(|id| known.entity(id)).collect();
    for (event, members) in events {
        let Some(kind) = belongs(known, entry, event).then(|| step_kind(event, members)).flatten() else {
            continue;
        };
        told.extend(members.iter().map(|member| (member.told.report.clone(), member.told)));
        add_mediators(&mut mediators, members);
        steps.push(step(kind, event));
    }
    steps.sort_by(|a, b| (a.day, &a.event).cmp(&(b.day, &b.event)));
    let reports: Vec<&Told> = told.values().copied().collect();
    let all: Vec<Account> = steps.iter().flat_map(|step| step.accounts.clone()).collect();
    let own = |commitment: &&Commitment| commitment.process.as_deref() == Some(entry.id.as_str());
    let mut ids: Vec<(Date, ReportId)> = reports.iter().map(|told| (told.day, told.report.clone())).collect();
    ids.sort();
    Process {
        id: ProcessId(entry.id.clone()),
        name: entry.names.shown("en").unwrap_or(&entry.id).to_owned(),
        parties: entry.parties.iter().map(|id| known.entity(id)).collect(),
        mediators,
        venues: entry.venues.clone(),
        agreements: agreements(known, &entry.id),
        commitments: commitments.iter().filter(own).map(|commitment| commitment.id.clone()).collect(),
        reports: ids.into_iter().map(|(_, id)| id).collect(),
        independent: independence(&all, &all_ties(&reports, known)),
        steps,
    }
}

/// Whether an event is a step of a process: in its period, between its parties or with a mediator, or at its venue
/// with one of its parties.
fn belongs(known: &Known, entry: &ProcessEntry, event: &Event) -> bool {
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
fn step_kind(event: &Event, members: &[Member<'_>]) -> Option<StepKind> {
    let unheld = |member: &&Member<'_>| {
        matches!(member.claim.modality, Modality::Planned | Modality::Promised | Modality::Demanded)
    };
    let not = members.iter().filter(|member| member.claim.modality == Modality::NotHappened).count();
    let planned = members.iter().filter(unheld).count();
    match event.event? {
        EventType::Consult if 2 * not > members.len() => Some(StepKind::Postponed),
        EventType::Consult if 2 * planned > members.len() => Some(StepKind::Announced),
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

fn add_mediators(mediators: &mut Vec<Entity>, members: &[Member<'_>]) {
    for member in members {
        let ClaimBody::Event(event) = &member.claim.body else { continue };
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
