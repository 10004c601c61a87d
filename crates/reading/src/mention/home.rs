//! The home of a report: the state whose government a report calls "the government".
//!
//! It is the state whose government or army was named shortly before; else the state that most of the report's names of
//! actors and places are of, with some weight for the outlet's own. Where none stands out, there is no home, and "the
//! government" stays a new actor.

use super::known::{self, Known, Meaning, direct};
use crate::pack::{Candidate, Packs, Thing};
use jiff::civil::Date;
use record::Span;
use record::pack::{ActorEntry, ActorKind, Outlet, OutletKind};
use std::collections::{BTreeMap, BTreeSet};

/// How far before a body may be named for "the government" to be that one: code points, about three sentences.
const NEAR: u32 = 400;

/// The least number of names by which a state can be the one that a report is about.
const NAMED: usize = 2;

/// For how many names it stands that the outlet is of a state.
const OWN: usize = 2;

/// What tells the home of a report.
#[derive(Debug)]
pub(crate) struct Home<'p> {
    state: Option<&'p ActorEntry>,
    /// Where in the text a body of which state is named.
    bodies: Vec<(Span, &'p ActorEntry)>,
}

impl<'p> Home<'p> {
    /// The home of a report of an outlet.
    pub(super) fn new(
        packs: &'p Packs,
        known: &[Known<'p>],
        outlet: Option<&Outlet>,
        day: Option<Date>,
    ) -> Home<'p> {
        let mut votes = known::countries(packs, known, day);
        for code in placed(known) {
            *votes.entry(code).or_default() += 1;
        }
        let own = outlet.filter(|outlet| outlet.kind != OutletKind::Agency);
        let own = own.and_then(|outlet| outlet.country.clone());
        if let Some(code) = &own {
            *votes.entry(code.clone()).or_default() += OWN;
        }
        let body = |known: &Known<'p>| {
            // a capital that stands for its government may be no more than where something is
            let (actor, _) =
                direct(known).filter(|(actor, how)| actor.organ.is_some() && *how != "metonym")?;
            Some((known.span, actor))
        };
        Home {
            state: most(&votes, own.as_deref()).and_then(|code| packs.state(code)),
            bodies: known.iter().filter_map(body).collect(),
        }
    }

    /// Whose body or office a word for one is that stands alone.
    pub(super) fn meaning(
        &self,
        packs: &'p Packs,
        head: &Known<'p>,
        day: Option<Date>,
    ) -> Option<Meaning<'p>> {
        let organ = head.candidates.iter().find_map(organ_of)?;
        let same = |(_, actor): &&(Span, &ActorEntry)| actor.organ.as_deref() == Some(organ);
        let before = self.bodies.iter().rev().filter(|(span, _)| span.end <= head.span.start);
        let near = before.take_while(|(span, _)| head.span.start - span.end <= NEAR);
        let named = near.filter(same).find_map(|(_, actor)| packs.state(actor.country.as_deref()?));
        let state = named.or(self.state).filter(|state| state.kind == Some(ActorKind::State))?;
        let found = known::organ(packs, Some(state), head, day)?;
        let how = if named.is_some() { "body named before" } else { "body of the home state" };
        found.actor.is_some().then_some(Meaning { how, ..found })
    }
}

/// The countries of the places of a report, once for each place; names that places of several countries have say nothing.
fn placed(known: &[Known<'_>]) -> Vec<String> {
    let mut of: BTreeMap<&str, String> = BTreeMap::new();
    for one in known {
        let codes: BTreeSet<&String> = one.places().filter_map(|place| place.admin.first()).collect();
        if let (1, Some(code), Some(place)) = (codes.len(), codes.first(), one.places().next()) {
            of.insert(&place.id, (*code).clone());
        }
    }
    of.into_values().collect()
}

/// The country that stands out: with more than any other if it is the outlet's own, else with three fifths of all.
fn most<'v>(votes: &'v BTreeMap<String, usize>, own: Option<&str>) -> Option<&'v str> {
    let (code, count) = votes.iter().max_by_key(|(_, count)| **count)?;
    let rival = votes.iter().filter(|(other, _)| *other != code).map(|(_, count)| *count).max();
    let all: usize = votes.values().sum();
    let enough = if own == Some(code.as_str()) { rival < Some(*count) } else { *count * 5 >= all * 3 };
    (*count >= NAMED && enough).then_some(code.as_str())
}

/// What body of a state a word is for.
fn organ_of<'p>(candidate: &Candidate<'p>) -> Option<&'p str> {
    match candidate.thing {
        Thing::Agent(agent) => agent.organ.as_deref(),
        Thing::Title(title) => Some(&title.organ),
        _ => None,
    }
}
