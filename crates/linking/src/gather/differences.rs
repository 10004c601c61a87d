//! In what the accounts of one event differ: who, to whom, where, when, how many, why.

use crate::gather::accounts::Member;
use crate::gather::independent::independence;
use crate::known::Known;
use crate::parts::{self, actor_key, is_named};
use record::account::{Account, Tie};
use record::claim::EventClaim;
use record::event::{Aspect, Difference, FigureRange, Version};
use record::{ClaimBody, Place, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of one event with the account of each.
pub struct Accounts<'m, 'r> {
    /// The claims.
    pub members: &'m [Member<'r>],
    /// Their accounts, in the same order.
    pub accounts: &'m [Account],
    /// The ties between the reports.
    pub ties: &'m [Tie],
    /// What packs know.
    pub known: &'m Known,
}

impl Accounts<'_, '_> {
    /// Every aspect in which accounts differ.
    pub fn differences(&self, figures: &[FigureRange]) -> Vec<Difference> {
        let mut found = Vec::new();
        found.extend(self.actors(Aspect::Actor));
        found.extend(self.actors(Aspect::Recipient));
        found.extend(self.places());
        found.extend(self.dates());
        found.extend(figures.iter().filter_map(|range| self.figures(range)));
        found.extend(self.modes());
        found.extend(self.causes());
        found
    }

    /// Named actors that are not one another, nor part of one another: "gunmen" contradicts nobody, and a report that tells of
    /// several victims does not contradict itself.
    fn actors(&self, aspect: Aspect) -> Option<Difference> {
        let mut versions: Vec<(String, String, Vec<usize>)> = Vec::new();
        for (n, member) in self.members.iter().enumerate() {
            let who = match aspect {
                Aspect::Actor => parts::doers(member.claim),
                _ => parts::receivers(member.claim),
            };
            let Some(first) = who.into_iter().find(|one| is_named(one)) else { continue };
            let key = actor_key(first);
            let day = member.told.day;
            match versions.iter_mut().find(|(other, _, _)| self.known.nested(&key, other, day)) {
                Some((_, _, claims)) => claims.push(n),
                None => versions.push((key, first.name.clone(), vec![n])),
            }
        }
        let versions: Vec<(String, Vec<usize>)> =
            versions.into_iter().map(|(_, name, claims)| (name, claims)).collect();
        self.apart(&versions).then(|| self.difference(aspect, versions)).flatten()
    }

    /// Whether two versions are of different reports, so that one who read both would have to choose.
    fn apart(&self, versions: &[(String, Vec<usize>)]) -> bool {
        let reports = |claims: &[usize]| -> BTreeSet<&ReportId> {
            claims.iter().filter_map(|&n| self.members.get(n)).map(|member| &member.told.report).collect()
        };
        let sets: Vec<BTreeSet<&ReportId>> = versions.iter().map(|(_, claims)| reports(claims)).collect();
        sets.iter().enumerate().any(|(n, a)| sets[n + 1..].iter().any(|b| a.is_disjoint(b)))
    }

    /// Places neither of which lies in the other.
    fn places(&self) -> Option<Difference> {
        let mut versions: Vec<(&Place, Vec<usize>)> = Vec::new();
        for (n, member) in self.members.iter().enumerate() {
            let Some(place) = parts::place(member.claim) else { continue };
            match versions.iter_mut().find(|(other, _)| crate::judge::place::agree(place, other)) {
                Some((_, claims)) => claims.push(n),
                None => versions.push((place, vec![n])),
            }
        }
        let versions: Vec<(String, Vec<usize>)> =
            versions.into_iter().map(|(place, claims)| (place.name.clone(), claims)).collect();
        self.apart(&versions).then(|| self.difference(Aspect::Place, versions)).flatten()
    }

    /// Days that do not touch.
    fn dates(&self) -> Option<Difference> {
        let mut versions: Vec<((jiff::civil::Date, jiff::civil::Date), Vec<usize>)> = Vec::new();
        for (n, member) in self.members.iter().enumerate() {
            if parts::time(member.claim).is_none_or(|time| time.start.is_none() && time.end.is_none()) {
                continue;
            }
            let days = parts::days(member.claim, member.told.day);
            match versions.iter_mut().find(|(other, _)| parts::days_apart(days, *other) == 0) {
                Some((_, claims)) => claims.push(n),
                None => versions.push((days, vec![n])),
            }
        }
        let shown = |(from, to): (jiff::civil::Date, jiff::civil::Date)| {
            if from == to { from.to_string() } else { format!("{from} to {to}") }
        };
        self.difference(
            Aspect::Date,
            versions.into_iter().map(|(days, claims)| (shown(days), claims)).collect(),
        )
    }

    /// Different numbers of the same.
    fn figures(&self, range: &FigureRange) -> Option<Difference> {
        let mut versions: BTreeMap<u32, Vec<Account>> = BTreeMap::new();
        for bound in &range.all {
            versions.entry(bound.number).or_default().push(bound.account.clone());
        }
        let said = |number: u32| format!("{number} {} {}", range.unit, range.what.word());
        let versions = versions.into_iter().map(|(number, accounts)| self.version(said(number), &accounts));
        differ(Aspect::Figure, versions.collect())
    }

    /// By what means: PLOVER modes.
    fn modes(&self) -> Option<Difference> {
        let mut versions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, event) in self.events() {
            if let Some(mode) = &event.mode {
                versions.entry(mode.clone()).or_default().push(n);
            }
        }
        let versions: Vec<(String, Vec<usize>)> = versions.into_iter().collect();
        self.apart(&versions).then(|| self.difference(Aspect::Mode, versions)).flatten()
    }

    /// The causes that accounts give, in their words.
    fn causes(&self) -> Option<Difference> {
        let mut versions: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
        for (n, event) in self.events() {
            if let (Some(cause), Some(member)) = (event.cause, self.members.get(n)) {
                let words = cause.of(&member.told.text).split_whitespace().collect::<Vec<_>>().join(" ");
                versions.entry(words.to_lowercase()).or_insert((words, Vec::new())).1.push(n);
            }
        }
        self.difference(Aspect::Cause, versions.into_values().collect())
    }

    fn events(&self) -> impl Iterator<Item = (usize, &EventClaim)> {
        self.members.iter().enumerate().filter_map(|(n, member)| match &member.claim.body {
            ClaimBody::Event(event) => Some((n, event)),
            _ => None,
        })
    }

    fn difference(&self, aspect: Aspect, versions: Vec<(String, Vec<usize>)>) -> Option<Difference> {
        let accounts =
            |claims: &[usize]| claims.iter().map(|&n| self.accounts[n].clone()).collect::<Vec<_>>();
        let versions = versions.iter().map(|(says, claims)| self.version(says.clone(), &accounts(claims)));
        differ(aspect, versions.collect())
    }

    fn version(&self, says: String, accounts: &[Account]) -> Version {
        let by: BTreeSet<String> = accounts.iter().map(|account| account.teller().to_owned()).collect();
        Version {
            says,
            by: by.into_iter().collect(),
            claims: accounts.iter().map(|account| account.claim.clone()).collect(),
            independent: independence(accounts, self.ties).count,
        }
    }
}

/// A difference, where there is more than one version, best supported first.
fn differ(aspect: Aspect, mut versions: Vec<Version>) -> Option<Difference> {
    versions.sort_by(|a, b| b.independent.cmp(&a.independent).then(a.says.cmp(&b.says)));
    (versions.len() > 1).then_some(Difference { aspect, versions })
}
