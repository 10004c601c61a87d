//! Ids: well formed, given once, and pointing at something.

use super::super::merge::merge;
use super::super::parse::{Entry, Parsed};
use super::{Check, Known, nearest};
use record::pack::ActorEntry;
use std::collections::{BTreeMap, BTreeSet};

impl Check {
    /// Ids are lower-case letters, digits and hyphens, and no two entries of a pack share one.
    pub(super) fn ids(&mut self, parsed: &Parsed) {
        macro_rules! formed {
            ($($table:ident)+) => {$(
                for entry in &parsed.$table {
                    self.id_formed(entry, &entry.value.id);
                }
            )+};
        }
        formed!(outlets actors titles agents processes agreements places);
        let again = Parsed { problems: Vec::new(), ..parsed.clone() };
        self.problems.extend(merge(again, &BTreeMap::new()).1);
    }

    fn id_formed<T>(&mut self, entry: &Entry<T>, id: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let right: String = super::fold(id).replace(' ', "-");
            let what = format!("the id `{id}` is not lower-case letters, digits and hyphens");
            self.at(entry, id, what, Some(format!("`{right}`")));
        }
    }

    fn link<T>(
        &mut self,
        entry: &Entry<T>,
        of: fn(&Known) -> &BTreeSet<String>,
        kind: &str,
        id: Option<&String>,
    ) {
        let Some(id) = id else { return };
        let known = of(&self.known);
        if !known.contains(id) {
            let mend = nearest(id, known.iter().map(String::as_str));
            self.at(entry, id, format!("no {kind} is called `{id}`"), mend);
        }
    }

    pub(super) fn links(&mut self, parsed: &Parsed) {
        for entry in &parsed.actors {
            self.actor_links(entry);
        }
        for entry in &parsed.outlets {
            self.link(entry, |known| &known.countries, "country", entry.value.country.as_ref());
            self.link(entry, |known| &known.actors, "actor", entry.value.side.as_ref());
            for wire in &entry.value.wires {
                self.link(entry, |known| &known.outlets, "outlet", Some(wire));
            }
        }
        for entry in &parsed.places {
            self.link(entry, |known| &known.countries, "country", entry.value.admin.first());
        }
        self.talk_links(parsed);
    }

    fn actor_links(&mut self, entry: &Entry<ActorEntry>) {
        let actor = &entry.value;
        self.link(entry, |known| &known.countries, "country", actor.country.as_ref());
        self.link(entry, |known| &known.organs, "organ", actor.organ.as_ref());
        self.link(entry, |known| &known.places, "place", actor.seat.as_ref());
        for part in &actor.part_of {
            self.link(entry, |known| &known.actors, "actor", Some(&part.id));
        }
        for earlier in &actor.follows {
            self.link(entry, |known| &known.actors, "actor", Some(earlier));
        }
        for office in &actor.offices {
            self.link(entry, |known| &known.titles, "title", office.title.as_ref());
            if office.title.is_none() && office.names.is_empty() {
                self.at(entry, "", "an office has neither a title nor a name", None);
            }
            for holder in &office.holders {
                self.link(entry, |known| &known.actors, "actor", Some(&holder.who));
            }
        }
    }

    fn talk_links(&mut self, parsed: &Parsed) {
        for entry in &parsed.processes {
            let process = &entry.value;
            for actor in process.parties.iter().chain(&process.mediators) {
                self.link(entry, |known| &known.actors, "actor", Some(actor));
            }
            for venue in &process.venues {
                self.link(entry, |known| &known.places, "place", Some(venue));
            }
        }
        for entry in &parsed.agreements {
            let agreement = &entry.value;
            self.link(entry, |known| &known.processes, "process", agreement.process.as_ref());
            let undertaking = agreement.commitments.iter();
            let bound =
                undertaking.flat_map(|undertaking| undertaking.obligor.iter().chain(&undertaking.obligee));
            for actor in agreement.parties.iter().chain(bound) {
                self.link(entry, |known| &known.actors, "actor", Some(actor));
            }
        }
    }
}
