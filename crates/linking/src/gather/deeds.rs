//! Deeds that would keep or break an undertaking: candidates, until somebody says so or a reviewer judges.

use crate::gather::accounts::{Member, account};
use crate::judge::place;
use crate::known::Known;
use crate::parts::{self, actor_key};
use crate::told::Sentences;
use jiff::civil::Date;
use record::claim::{CommitmentKind, EventClaim, Modality};
use record::commitment::{Mark, MarkKind};
use record::date::DatePrecision;
use record::id::EventId;
use record::plover::EventType;
use record::{ClaimBody, Entity, Place};
use std::collections::{BTreeMap, BTreeSet};

/// What an undertaking covers, for holding deeds against it.
#[derive(Debug, Clone)]
pub struct Scope<'s> {
    /// What is undertaken.
    pub kind: CommitmentKind,
    /// By whom.
    pub obligor: &'s [Entity],
    /// Where; none: everywhere.
    pub place: Option<&'s Place>,
    /// Since when it could be kept: the first day anybody wants it.
    pub wanted: Option<Date>,
    /// Since when it could be broken: the first day it was undertaken.
    pub made: Option<Date>,
    /// Until when.
    pub ended: Option<Date>,
}

/// How long after it was made an open-ended undertaking is still held against deeds.
const OPEN_ENDED_DAYS: i32 = 180;

/// What a deed would be for an undertaking, by kind and mode alone.
fn bearing(kind: CommitmentKind, event: &EventClaim) -> Option<MarkKind> {
    use CommitmentKind as K;
    use EventType as E;
    let mode = event.mode.as_deref();
    let keeps = match kind {
        K::Ceasefire | K::Truce => event.event == E::Retreat && mode == Some("ceasefire"),
        K::Withdrawal => event.event == E::Retreat && mode == Some("withdraw"),
        K::Release => event.event == E::Retreat && mode == Some("release"),
        K::Disarmament => event.event == E::Retreat && mode == Some("disarm"),
        K::Access => event.event == E::Retreat && mode == Some("access"),
        K::Talks => event.event == E::Consult,
        K::Mechanism | K::NonSupport | K::StateAuthority | K::Return | K::Other => false,
    };
    let breaks = match kind {
        K::Ceasefire | K::Truce => matches!(event.event, E::Assault | E::Mobilize),
        K::Withdrawal | K::StateAuthority => matches!(event.event, E::Assault | E::Mobilize),
        K::Disarmament => event.event == E::Mobilize,
        K::Access => event.event == E::Coerce && matches!(mode, Some("restrict" | "withhold")),
        K::Release => event.event == E::Coerce && mode == Some("arrest"),
        K::NonSupport => event.event == E::Mobilize,
        K::Talks => event.event == E::Reject,
        K::Mechanism | K::Return | K::Other => false,
    };
    if keeps { Some(MarkKind::CandidateKept) } else { breaks.then_some(MarkKind::CandidateBroken) }
}

/// The mark a deed makes on an undertaking, where it lies within its scope and time.
pub fn mark(known: &Known, scope: &Scope<'_>, deed: Member<'_>, event: &EventId) -> Option<Mark> {
    let ClaimBody::Event(body) = &deed.claim.body else { return None };
    let kind = bearing(scope.kind, body)?;
    if !matches!(deed.claim.modality, Modality::Happened | Modality::Ongoing | Modality::Attempted) {
        return None;
    }
    let whom = doer(known, scope, deed)?;
    let (day, last) = parts::days(deed.claim, deed.told.day);
    if !in_time(scope, kind, (day, last)) || !in_place(scope, body.place.as_ref()) {
        return None;
    }
    let account = account(deed, &Sentences::of(&deed.told.text));
    if account.denies() {
        return None;
    }
    let time = parts::time(deed.claim);
    let deed_words =
        body.mode.as_ref().map_or(body.event.word().to_owned(), |mode| format!("{}:{mode}", body.event));
    let number = if kind == MarkKind::CandidateKept { number(deed, body) } else { None };
    Some(Mark {
        kind,
        day,
        date_prec: time.map_or(DatePrecision::Day, |time| time.date_prec),
        whom: Some(Entity { span: None, ..whom.clone() }),
        event: Some(event.clone()),
        number,
        why: format!("{deed_words} by {} within its scope and time", whom.name),
        account: Some(account),
    })
}

/// Who of the deed's doers is bound by the undertaking.
fn doer<'r>(known: &Known, scope: &Scope<'_>, deed: Member<'r>) -> Option<&'r Entity> {
    let bound = |entity: &&Entity| {
        scope
            .obligor
            .iter()
            .any(|obligor| known.nested(&actor_key(entity), &actor_key(obligor), deed.told.day))
    };
    parts::doers(deed.claim).into_iter().find(bound)
}

fn in_time(scope: &Scope<'_>, kind: MarkKind, (first, last): (Date, Date)) -> bool {
    let since = if kind == MarkKind::CandidateKept { scope.wanted } else { scope.made };
    let Some(since) = since else { return false };
    let until = scope.ended.or_else(|| since.checked_add(jiff::Span::new().days(OPEN_ENDED_DAYS)).ok());
    last >= since && until.is_none_or(|until| first <= until)
}

fn in_place(scope: &Scope<'_>, at: Option<&Place>) -> bool {
    match (scope.place, at) {
        (None, _) => true,
        (Some(area), Some(at)) => place::agree(at, area),
        (Some(_), None) => false,
    }
}

/// How many people a deed freed or moved, by its own figures.
fn number(deed: Member<'_>, event: &EventClaim) -> Option<u32> {
    let figure = |claim: &record::Claim| match &claim.body {
        ClaimBody::Figure(figure) if event.figures.contains(&claim.id) => figure.best.or(figure.low),
        _ => None,
    };
    deed.told
        .reading
        .claims
        .iter()
        .find_map(figure)
        .or_else(|| event.recipient.iter().find_map(|entity| entity.number))
}

/// Deeds by who did them, so that an undertaking is held against those of its obligors alone.
#[derive(Debug, Clone, Default)]
pub struct Deeds<'r> {
    all: Vec<(Member<'r>, EventId)>,
    /// By the doer and everything the doer is part of.
    within: BTreeMap<String, Vec<usize>>,
    /// By the doer alone.
    exact: BTreeMap<String, Vec<usize>>,
}

impl<'r> Deeds<'r> {
    /// Index event claims, each with its event.
    pub fn of(known: &Known, all: Vec<(Member<'r>, EventId)>) -> Deeds<'r> {
        let mut deeds = Deeds::default();
        for (n, (member, _)) in all.iter().enumerate() {
            for key in parts::doers(member.claim).into_iter().map(actor_key) {
                for whole in known.wholes(&key, member.told.day) {
                    deeds.within.entry(whole).or_default().push(n);
                }
                deeds.exact.entry(key).or_default().push(n);
            }
        }
        Deeds { all, ..deeds }
    }

    /// The deeds of some obligors, their parts and their wholes, each once.
    pub fn by(&self, known: &Known, obligor: &[Entity], day: Date) -> Vec<(Member<'r>, EventId)> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for key in obligor.iter().map(actor_key) {
            found.extend(self.within.get(&key).into_iter().flatten());
            for whole in known.wholes(&key, day) {
                found.extend(self.exact.get(&whole).into_iter().flatten());
            }
        }
        found.into_iter().map(|n| self.all[n].clone()).collect()
    }
}
