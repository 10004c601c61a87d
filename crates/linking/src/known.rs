//! What packs know that linking needs: who owns which outlet, who is part of whom, which processes and agreements there are.

use crate::words::fold;
use jiff::civil::Date;
use record::Entity;
use record::id::sha256_hex;
use record::pack::{ActorEntry, ActorKind, AgreementEntry, Holder, Outlet, ProcessEntry, holds};
use std::collections::{BTreeMap, BTreeSet};

/// Knowledge of packs, looked up by id.
#[derive(Debug, Clone, Default)]
pub struct Known {
    outlets: BTreeMap<String, Outlet>,
    outlet_names: BTreeMap<String, String>,
    actors: BTreeMap<String, ActorEntry>,
    /// The state of each country.
    states: BTreeMap<String, String>,
    /// The actors each person holds an office of.
    offices: BTreeMap<String, Vec<(String, Holder)>>,
    /// Series of talks, in the order of the packs.
    pub processes: Vec<ProcessEntry>,
    /// Agreements, in the order of the packs.
    pub agreements: Vec<AgreementEntry>,
    /// Digest of all this and of the rules of linking: what is derived with it stays right while this stays.
    pub digest: String,
}

impl Known {
    /// Index what packs hold.
    pub fn new(
        outlets: Vec<Outlet>,
        actors: Vec<ActorEntry>,
        processes: Vec<ProcessEntry>,
        agreements: Vec<AgreementEntry>,
    ) -> Known {
        let names = outlets
            .iter()
            .flat_map(|outlet| outlet.names.iter().map(|name| (fold(&name.words), outlet.id.clone())))
            .collect();
        let states = actors.iter().filter(|actor| actor.kind == Some(ActorKind::State));
        let states = states.filter_map(|actor| Some((actor.country.clone()?, actor.id.clone()))).collect();
        let mut offices: BTreeMap<String, Vec<(String, Holder)>> = BTreeMap::new();
        for actor in &actors {
            for holder in actor.offices.iter().flat_map(|office| &office.holders) {
                offices.entry(holder.who.clone()).or_default().push((actor.id.clone(), holder.clone()));
            }
        }
        let known = Known {
            digest: String::new(),
            outlet_names: names,
            outlets: outlets.into_iter().map(|outlet| (outlet.id.clone(), outlet)).collect(),
            actors: actors.into_iter().map(|actor| (actor.id.clone(), actor)).collect(),
            states,
            offices,
            processes,
            agreements,
        };
        let tables = crate::rarity::digest();
        let digest = sha256_hex(format!("{} {tables} {known:?}", crate::RULES).as_bytes());
        Known { digest, ..known }
    }

    /// The outlet with this id or name.
    pub fn outlet(&self, id_or_name: &str) -> Option<&Outlet> {
        self.outlets
            .get(id_or_name)
            .or_else(|| self.outlet_names.get(&fold(id_or_name)).and_then(|id| self.outlets.get(id)))
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&ActorEntry> {
        self.actors.get(id)
    }

    /// An actor as an entity, by the pack's neutral name.
    pub fn entity(&self, id: &str) -> Entity {
        let entry = self.actor(id);
        Entity {
            span: None,
            actor: Some(id.to_owned()),
            name: entry.and_then(|actor| actor.names.shown("en")).unwrap_or(id).to_owned(),
            code: entry.and_then(|actor| actor.country.clone()),
            sector: entry.and_then(|actor| actor.sector),
            number: None,
        }
    }

    /// The actor and every whole it was part of on a day, itself first, then nearest first.
    pub fn wholes(&self, id: &str, day: Date) -> Vec<String> {
        let mut found = vec![id.to_owned()];
        let mut seen: BTreeSet<String> = found.iter().cloned().collect();
        let mut n = 0;
        while n < found.len() {
            for whole in self.direct_wholes(&found[n], day) {
                if seen.insert(whole.clone()) {
                    found.push(whole);
                }
            }
            n += 1;
        }
        found
    }

    /// Whether what an actor is part of depends on the day.
    pub fn changes(&self, id: &str) -> bool {
        let dated = |part: &record::pack::Membership| part.from.is_some() || part.to.is_some();
        self.offices.contains_key(id)
            || self.actors.get(id).is_some_and(|actor| actor.part_of.iter().any(dated))
    }

    /// What an actor was part of, or held an office of, on a day; an organ or force is part of its state.
    fn direct_wholes(&self, id: &str, day: Date) -> Vec<String> {
        let actor = self.actors.get(id);
        let parts = actor.map(|actor| actor.part_of.as_slice()).unwrap_or_default();
        let of = parts.iter().filter(|part| holds(part.from, part.to, day)).map(|part| part.id.clone());
        let held = self.offices.get(id).map(Vec::as_slice).unwrap_or_default();
        let held = held.iter().filter(|(_, holder)| holds(holder.from, holder.to, day));
        let organ = actor.filter(|actor| matches!(actor.kind, Some(ActorKind::Organ | ActorKind::Force)));
        let state = organ.and_then(|actor| self.states.get(actor.country.as_deref()?)).cloned();
        of.chain(held.map(|(whole, _)| whole.clone())).chain(state).collect()
    }

    /// Whether one of two actors is the other, or part of it, on a day.
    pub fn nested(&self, a: &str, b: &str, day: Date) -> bool {
        a == b
            || self.wholes(a, day).iter().any(|whole| whole == b)
            || self.wholes(b, day).iter().any(|whole| whole == a)
    }

    /// Which of some parties an actor stands with on a day: itself, or what it is part of, or what is part of both.
    pub fn side_of(&self, actor: &str, parties: &[String], day: Date) -> Option<String> {
        let mine = self.wholes(actor, day);
        let direct = mine.iter().find(|whole| parties.contains(whole)).cloned();
        direct.or_else(|| {
            parties.iter().find(|party| self.wholes(party, day).iter().any(|whole| whole == actor)).cloned()
        })
    }
}
