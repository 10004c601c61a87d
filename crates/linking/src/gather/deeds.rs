//! Deeds that would keep or break an undertaking: candidates, until somebody says so or a reviewer judges.

use crate::gather::accounts::{Member, account};
use crate::group::Outlines;
use crate::judge::place;
use crate::known::Known;
use crate::outline::At;
use crate::parts::{self, actor_key};
use crate::told::{Sentences, Told};
use jiff::civil::Date;
use record::claim::{Claim, CommitmentKind, EventClaim, Modality};
use record::commitment::{Mark, MarkKind};
use record::date::DatePrecision;
use record::id::EventId;
use record::plover::EventType;
use record::{ClaimBody, Entity, Place};
use serde::{Deserialize, Serialize};
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
pub const OPEN_ENDED_DAYS: i32 = 180;

impl Scope<'_> {
    /// From when until when a deed could bear on it; none where nobody wanted or undertook it on a day.
    fn days(&self) -> Option<(Date, Option<Date>)> {
        let since = [self.wanted, self.made].into_iter().flatten();
        let (first, last) = (since.clone().min()?, since.max()?);
        let until = self.ended.or_else(|| last.checked_add(jiff::Span::new().days(OPEN_ENDED_DAYS)).ok());
        Some((first, until))
    }
}

/// What a deed would be for an undertaking, by kind and mode alone.
fn bearing(kind: CommitmentKind, event: EventType, mode: Option<&str>) -> Option<MarkKind> {
    use CommitmentKind as K;
    use EventType as E;
    let keeps = match kind {
        K::Ceasefire | K::Truce => event == E::Retreat && mode == Some("ceasefire"),
        K::Withdrawal => event == E::Retreat && mode == Some("withdraw"),
        K::Release => event == E::Retreat && mode == Some("release"),
        K::Disarmament => event == E::Retreat && mode == Some("disarm"),
        K::Access => event == E::Retreat && mode == Some("access"),
        K::Talks => event == E::Consult,
        K::Mechanism | K::NonSupport | K::StateAuthority | K::Return | K::Other => false,
    };
    let breaks = match kind {
        K::Ceasefire | K::Truce => matches!(event, E::Assault | E::Mobilize),
        K::Withdrawal | K::StateAuthority => matches!(event, E::Assault | E::Mobilize),
        K::Disarmament => event == E::Mobilize,
        K::Access => event == E::Coerce && matches!(mode, Some("restrict" | "withhold")),
        K::Release => event == E::Coerce && mode == Some("arrest"),
        K::NonSupport => event == E::Mobilize,
        K::Talks => event == E::Reject,
        K::Mechanism | K::Return | K::Other => false,
    };
    if keeps { Some(MarkKind::CandidateKept) } else { breaks.then_some(MarkKind::CandidateBroken) }
}

/// What linking must know of an event claim to hold it against undertakings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedLine {
    event: EventType,
    mode: Option<String>,
    days: (Date, Date),
    doers: Vec<String>,
}

impl DeedLine {
    /// The line of a claim; none where it can keep or break nothing.
    pub fn of(told: &Told, claim: &Claim) -> Option<DeedLine> {
        let ClaimBody::Event(body) = &claim.body else { return None };
        let done = matches!(claim.modality, Modality::Happened | Modality::Ongoing | Modality::Attempted);
        let doers: Vec<String> = parts::doers(claim).into_iter().map(actor_key).collect();
        let bears = ALL_KINDS.iter().any(|&kind| bearing(kind, body.event, body.mode.as_deref()).is_some());
        (done && bears && !doers.is_empty()).then(|| DeedLine {
            event: body.event,
            mode: body.mode.clone(),
            days: parts::days(claim, told.day),
            doers,
        })
    }
}

/// Every kind that a deed can keep or break.
const ALL_KINDS: &[CommitmentKind] = &[
    CommitmentKind::Ceasefire,
    CommitmentKind::Withdrawal,
    CommitmentKind::Release,
    CommitmentKind::Disarmament,
    CommitmentKind::Access,
    CommitmentKind::Talks,
    CommitmentKind::StateAuthority,
    CommitmentKind::NonSupport,
];

/// The mark a deed makes on an undertaking, where it lies within its scope and time.
pub fn mark(known: &Known, scope: &Scope<'_>, deed: Member<'_>, event: &EventId) -> Option<Mark> {
    let ClaimBody::Event(body) = &deed.claim.body else { return None };
    let kind = bearing(scope.kind, body.event, body.mode.as_deref())?;
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

/// One deed: where it stands and what it does.
#[derive(Debug, Clone)]
pub struct Deed<'o> {
    /// The claim.
    pub at: At,
    /// The event it is part of.
    pub event: EventId,
    /// What it does.
    pub line: &'o DeedLine,
}

/// Deeds by who did them, so that an undertaking is held against those of its obligors alone, and by day, so that it is held
/// against those of its time alone.
#[derive(Debug, Clone, Default)]
pub struct Deeds<'o> {
    /// In the order of their first days.
    all: Vec<Deed<'o>>,
    /// By the doer and everything the doer is part of; in the order of `all`.
    within: BTreeMap<String, Vec<usize>>,
    /// By the doer alone; in the order of `all`.
    exact: BTreeMap<String, Vec<usize>>,
    /// The most days that one of them takes.
    longest: i32,
}

/// What the deeds of each actor come to up to a day: a number that changes when one of them does.
#[derive(Debug, Clone, Default)]
pub struct DeedPrints {
    within: BTreeMap<String, Vec<u64>>,
    exact: BTreeMap<String, Vec<u64>>,
}

/// So many events at most are drawn on one undertaking as candidates: those nearest after it was made and the latest.
const DRAWN: usize = 40;

impl<'o> Deeds<'o> {
    /// Index deeds.
    pub fn of(known: &Known, outlines: &Outlines, mut all: Vec<Deed<'o>>) -> Deeds<'o> {
        all.sort_by(|a, b| (a.line.days, &a.event, a.at).cmp(&(b.line.days, &b.event, b.at)));
        let mut deeds = Deeds::default();
        for (n, deed) in all.iter().enumerate() {
            for key in &deed.line.doers {
                for whole in known.wholes(key, outlines.of(deed.at).day) {
                    deeds.within.entry(whole).or_default().push(n);
                }
                deeds.exact.entry(key.clone()).or_default().push(n);
            }
        }
        let length = |deed: &Deed<'_>| (deed.line.days.1 - deed.line.days.0).get_days();
        let longest = all.iter().map(length).max().unwrap_or(0);
        Deeds { all, longest, ..deeds }
    }

    /// The deeds of some actors, their parts and their wholes that touch some days, each once, by day.
    fn by(
        &self,
        known: &Known,
        actors: &[String],
        day: Date,
        (from, until): (Date, Option<Date>),
    ) -> Vec<&Deed<'o>> {
        let from = from.checked_sub(jiff::Span::new().days(self.longest)).unwrap_or(Date::MIN);
        let first = |n: &usize| self.all[*n].line.days.0;
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut take = |list: Option<&Vec<usize>>| {
            let list = list.map_or(&[][..], Vec::as_slice);
            let start = list.partition_point(|n| first(n) < from);
            let end = until.map_or(list.len(), |until| list.partition_point(|n| first(n) <= until));
            found.extend(list.get(start..end).unwrap_or_default());
        };
        for key in actors {
            take(self.within.get(key));
            for whole in known.wholes(key, day) {
                take(self.exact.get(&whole));
            }
        }
        found.into_iter().map(|n| &self.all[n]).collect()
    }

    /// Number every deed by `number` and add up, list by list.
    pub fn prints(&self, number: &dyn Fn(&Deed<'o>) -> u64) -> DeedPrints {
        let numbers: Vec<u64> = self.all.iter().map(number).collect();
        let sums = |lists: &BTreeMap<String, Vec<usize>>| {
            let sum = |list: &Vec<usize>| {
                let add = |sum: &mut u64, n: &usize| {
                    *sum = sum.wrapping_add(numbers[*n]);
                    Some(*sum)
                };
                list.iter().scan(0u64, add).collect()
            };
            lists.iter().map(|(key, list)| (key.clone(), sum(list))).collect()
        };
        DeedPrints { within: sums(&self.within), exact: sums(&self.exact) }
    }

    /// What the deeds of some actors, their parts and their wholes come to that begin by a day.
    pub fn print(
        &self,
        prints: &DeedPrints,
        known: &Known,
        actors: &[String],
        day: Date,
        until: Date,
    ) -> u64 {
        let sum = |list: Option<&Vec<usize>>, sums: Option<&Vec<u64>>| {
            let (Some(list), Some(sums)) = (list, sums) else { return 0 };
            let end = list.partition_point(|n| self.all[*n].line.days.0 <= until);
            end.checked_sub(1).and_then(|last| sums.get(last)).copied().unwrap_or(0)
        };
        let mut all = 0u64;
        for key in actors {
            all = all.wrapping_add(sum(self.within.get(key), prints.within.get(key)));
            for whole in known.wholes(key, day) {
                all = all.wrapping_add(sum(self.exact.get(&whole), prints.exact.get(&whole)));
            }
        }
        all
    }

    /// The deeds of some obligors, their parts and their wholes that may bear on an undertaking, each once, by day. Where too
    /// many events bear on it, the first and the last of them.
    pub fn on(&self, known: &Known, scope: &Scope<'_>, day: Date) -> Vec<&Deed<'o>> {
        let obligors: Vec<String> = scope.obligor.iter().map(actor_key).collect();
        let bears = |deed: &&Deed<'o>| {
            bearing(scope.kind, deed.line.event, deed.line.mode.as_deref())
                .is_some_and(|kind| in_time(scope, kind, deed.line.days))
        };
        let Some(days) = scope.days() else { return Vec::new() };
        let mut deeds: Vec<&Deed<'o>> =
            self.by(known, &obligors, day, days).into_iter().filter(bears).collect();
        let mut first: BTreeMap<&EventId, usize> = BTreeMap::new();
        for deed in &deeds {
            let order = first.len();
            first.entry(&deed.event).or_insert(order);
        }
        let events = first.len();
        if events > DRAWN {
            let drawn = |n: usize| n < DRAWN / 2 || n >= events - DRAWN / 2;
            deeds.retain(|deed| first.get(&deed.event).is_some_and(|n| drawn(*n)));
        }
        deeds
    }
}
