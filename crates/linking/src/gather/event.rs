//! One event from its claims.

use crate::copies::ties::all_ties;
use crate::gather::accounts::{Member, accounts, in_order};
use crate::gather::differences::Accounts;
use crate::gather::figures::ranges;
use crate::gather::independent::independence;
use crate::gather::labels::labels;
use crate::known::Known;
use crate::parts::{self, actor_key};
use crate::told::{Sentences, Told};
use crate::words::fold;
use record::event::{Cited, Dispute, Event, Link};
use record::id::EventId;
use record::plover::EventType;
use record::{Account, ClaimBody, Entity, Place, Time};
use std::collections::{BTreeMap, BTreeSet};

/// What makes one event: its claims, the reports that are mainly about it, and why these are linked.
#[derive(Debug, Clone, Default)]
pub struct Parts<'r> {
    /// Its id, from the claim or report that was read first.
    pub id: String,
    /// Its claims.
    pub members: Vec<Member<'r>>,
    /// Reports mainly about it, with or without a claim.
    pub about: Vec<&'r Told>,
    /// The links.
    pub links: Vec<Link>,
}

/// Gather one event.
pub fn event(known: &Known, parts: Parts<'_>) -> Event {
    let Parts { id, members, mut about, links } = parts;
    about.sort_by(|a, b| (a.day, &a.report).cmp(&(b.day, &b.report)));
    let members = in_order(members);
    let accounts = accounts(&members);
    let reports = reports(&members, &about);
    let ties = all_ties(&reports, known);
    let figures = ranges(&members);
    let compared = Accounts { members: &members, accounts: &accounts, ties: &ties, known };
    let (denied, told): (Vec<Account>, Vec<Account>) = accounts.iter().cloned().partition(Account::denies);
    let outlets: BTreeSet<String> = reports.iter().map(|told| told.outlet.clone()).collect();
    let silent: Vec<Account> =
        about.iter().filter(|told| !has_claim(&members, told)).map(|told| bare(told)).collect();
    let place = place(&members);
    let actor = entities(&members, &parts::doers);
    let event = most(members.iter().filter_map(kind));
    let mut recipient = entities(&members, &parts::receivers);
    recipient.retain(|one| {
        !is_where(one, place.as_ref()) && !actor.iter().any(|other| actor_key(other) == actor_key(one))
    });
    // a thing is told of only where nobody has it done to them
    if recipient.iter().any(|one| one.actor.is_some()) {
        recipient.retain(|one| one.actor.is_some());
    }
    Event {
        id: EventId(id),
        event,
        mode: most(members.iter().filter(|member| kind(member) == event).filter_map(mode)),
        context: contexts(&members),
        actor,
        recipient,
        place,
        time: time(&members),
        headline: reports.first().and_then(|told| told.headline.clone()),
        main: !about.is_empty(),
        about: about.iter().map(|told| lead(told)).collect(),
        claims: members.iter().map(|member| member.claim.id.clone()).collect(),
        reports: reports.iter().map(|told| told.report.clone()).collect(),
        outlets: outlets.into_iter().collect(),
        independent: independence(&[told, silent].concat(), &ties),
        disputed: dispute(denied, &ties),
        differences: compared.differences(&figures),
        figures,
        labels: labels(&members),
        accounts,
        links,
        told_too: Vec::new(),
    }
}

/// The reports of an event, earliest first, each once.
fn reports<'r>(members: &[Member<'r>], about: &[&'r Told]) -> Vec<&'r Told> {
    let all = members.iter().map(|member| member.told).chain(about.iter().copied());
    let once: BTreeMap<(jiff::civil::Date, &str), &Told> =
        all.map(|told| ((told.day, told.report.0.as_str()), told)).collect();
    once.into_values().collect()
}

/// Whether what it is done to is only the place it is done at.
fn is_where(one: &Entity, place: Option<&Place>) -> bool {
    let name = |place: &Place| fold(&place.name).contains(&fold(&one.name));
    one.actor.is_none() && place.is_some_and(name)
}

fn has_claim(members: &[Member<'_>], told: &Told) -> bool {
    members.iter().any(|member| member.told.report == told.report)
}

/// Where a report leads with what it is mainly about.
fn lead(told: &Told) -> Cited {
    let first = || Sentences::of(&told.text).around(record::Span::new(0, 1));
    Cited { report: told.report.clone(), span: told.headline_span.unwrap_or_else(first) }
}

/// The account of a report that is about the event but in which no claim of it was read: the outlet's own voice.
fn bare(told: &Told) -> Account {
    let Cited { span, .. } = lead(told);
    Account {
        claim: "".into(),
        statement: None,
        report: told.report.clone(),
        outlet: told.outlet.clone(),
        outlet_name: told.outlet_name.clone(),
        day: told.day,
        source: None,
        actor: None,
        voice: record::statement::Voice::Outlet,
        firmness: record::statement::Firmness::Asserted,
        modality: record::claim::Modality::Happened,
        span,
        words: told.headline.clone().unwrap_or_else(|| span.of(&told.text).to_owned()),
    }
}

fn kind(member: &Member<'_>) -> Option<EventType> {
    match &member.claim.body {
        ClaimBody::Event(event) => Some(event.event),
        _ => None,
    }
}

fn mode(member: &Member<'_>) -> Option<String> {
    match &member.claim.body {
        ClaimBody::Event(event) => event.mode.clone(),
        _ => None,
    }
}

fn contexts(members: &[Member<'_>]) -> Vec<String> {
    let of = |member: &Member<'_>| match &member.claim.body {
        ClaimBody::Event(event) => event.context.clone(),
        _ => Vec::new(),
    };
    let all: BTreeSet<String> = members.iter().flat_map(of).collect();
    all.into_iter().collect()
}

/// The value most give; of two that are even, the first in order.
pub(crate) fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, n)| *n == most).map(|(value, _)| value)
}

/// Every entity in a role, each actor once, those named most often first.
pub(crate) fn entities<'r>(
    members: &[Member<'r>],
    role: &dyn Fn(&'r record::Claim) -> Vec<&'r Entity>,
) -> Vec<Entity> {
    let mut found: BTreeMap<String, (usize, usize, Entity)> = BTreeMap::new();
    for entity in members.iter().flat_map(|member| role(member.claim)) {
        let order = found.len();
        let entry = found
            .entry(actor_key(entity))
            .or_insert_with(|| (0, order, Entity { span: None, ..entity.clone() }));
        entry.0 += 1;
    }
    let mut all: Vec<(usize, usize, Entity)> = found.into_values().collect();
    all.sort_by_key(|(n, order, _)| (std::cmp::Reverse(*n), *order));
    all.into_iter().map(|(_, _, entity)| entity).collect()
}

/// The place most accounts allow: the one that agrees with most others; of these, the most precise.
pub(crate) fn place(members: &[Member<'_>]) -> Option<Place> {
    let places: Vec<&Place> = members.iter().filter_map(|member| parts::place(member.claim)).collect();
    let support =
        |place: &Place| places.iter().filter(|other| crate::judge::place::agree(place, other)).count();
    let best = places.iter().max_by_key(|place| {
        (support(place), std::cmp::Reverse(place.where_prec), std::cmp::Reverse(&place.name))
    });
    best.map(|place| Place { span: None, ..(*place).clone() })
}

/// The time most accounts allow: the one that touches most others; of these, the most precise.
pub(crate) fn time(members: &[Member<'_>]) -> Option<Time> {
    let bounded = |member: &&Member<'_>| {
        parts::time(member.claim).is_some_and(|t| t.start.is_some() || t.end.is_some())
    };
    let times: Vec<(&Time, (jiff::civil::Date, jiff::civil::Date))> = members
        .iter()
        .filter(bounded)
        .filter_map(|member| Some((parts::time(member.claim)?, parts::days(member.claim, member.told.day))))
        .collect();
    let support = |days| times.iter().filter(|(_, other)| parts::days_apart(days, *other) == 0).count();
    let best = times.iter().max_by_key(|(time, days)| {
        (support(*days), std::cmp::Reverse(time.date_prec), std::cmp::Reverse(*days))
    });
    best.map(|(time, _)| Time { span: None, ..(*time).clone() })
}

fn dispute(denied: Vec<Account>, ties: &[record::account::Tie]) -> Option<Dispute> {
    if denied.is_empty() {
        return None;
    }
    let mut by: Vec<String> = Vec::new();
    for account in &denied {
        if !by.iter().any(|name| name == account.teller()) {
            by.push(account.teller().to_owned());
        }
    }
    let independent = independence(&denied, ties);
    Some(Dispute { by, accounts: denied, independent })
}
