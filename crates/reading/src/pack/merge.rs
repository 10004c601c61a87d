//! Several packs to one set of tables: a later pack adds to an actor of an earlier one, and replaces its other
//! entries.

use super::check::Problem;
use super::parse::{Entry, Parsed, Where};
use record::pack::{
    ActorEntry, AgentEntry, AgreementEntry, Names, Outlet, PackInfo, PlaceEntry, ProcessEntry, TitleEntry,
};
use std::collections::{BTreeMap, HashMap};

/// Which table an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Actor,
    Agent,
    Title,
    Process,
    Agreement,
    Outlet,
    Place,
}

/// The merged tables.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Each pack with the checksum of its files.
    pub(super) packs: Vec<(PackInfo, String)>,
    pub(super) outlets: Vec<Outlet>,
    pub(super) actors: Vec<ActorEntry>,
    pub(super) titles: Vec<TitleEntry>,
    pub(super) agents: Vec<AgentEntry>,
    pub(super) processes: Vec<ProcessEntry>,
    pub(super) agreements: Vec<AgreementEntry>,
    pub(super) places: Vec<PlaceEntry>,
    ids: BTreeMap<Kind, HashMap<String, Known>>,
}

#[derive(Debug)]
struct Known {
    number: usize,
    /// The pack that spoke of it last.
    pack: usize,
    at: Vec<Where>,
}

impl Tables {
    /// The number of an entry in its table.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Option<usize> {
        Some(self.ids.get(&kind)?.get(id)?.number)
    }

    /// Where an entry stands, earlier packs first.
    pub(super) fn places_of(&self, kind: Kind, id: &str) -> &[Where] {
        self.ids.get(&kind).and_then(|ids| ids.get(id)).map_or(&[], |known| &known.at)
    }
}

/// Something with an id, of which a later pack may say more.
trait Part {
    const KIND: Kind;
    fn id(&self) -> &str;

    /// Take in what a later pack says.
    fn take_in(&mut self, later: Self);
}

macro_rules! replaced {
    ($($entry:ident $kind:ident),+) => {$(
        impl Part for $entry {
            const KIND: Kind = Kind::$kind;
            fn id(&self) -> &str {
                &self.id
            }
            fn take_in(&mut self, later: Self) {
                *self = later;
            }
        }
    )+};
}
replaced!(
    Outlet Outlet, TitleEntry Title, AgentEntry Agent, ProcessEntry Process, AgreementEntry Agreement,
    PlaceEntry Place
);

impl Part for ActorEntry {
    const KIND: Kind = Kind::Actor;

    fn id(&self) -> &str {
        &self.id
    }

    fn take_in(&mut self, later: ActorEntry) {
        prepend(&mut self.names, later.names);
        prepend(&mut self.acronyms, later.acronyms);
        prepend(&mut self.demonyms, later.demonyms);
        prepend(&mut self.metonyms, later.metonyms);
        self.kind = later.kind.or(self.kind);
        self.sector = later.sector.or(self.sector);
        self.country = later.country.or(self.country.take());
        self.organ = later.organ.or(self.organ.take());
        self.seat = later.seat.or(self.seat.take());
        self.wikidata = later.wikidata.or(self.wikidata.take());
        self.from = later.from.or(self.from);
        self.to = later.to.or(self.to);
        self.part_of.extend(later.part_of);
        self.follows.extend(later.follows);
        self.labels.extend(later.labels);
        for office in later.offices {
            let same =
                |known: &&mut record::pack::Office| office.title.is_some() && known.title == office.title;
            match self.offices.iter_mut().find(same) {
                Some(known) => *known = office,
                None => self.offices.push(office),
            }
        }
    }
}

/// A later pack's names go first: the one it shows is the one shown.
fn prepend(names: &mut Names, mut later: Names) {
    later.0.append(&mut names.0);
    *names = later;
}

/// Merge parsed entries. The problems are those of the files and ids given twice in one pack, of which the
/// first is kept.
pub(super) fn merge(parsed: Parsed, checksums: &BTreeMap<String, String>) -> (Tables, Vec<Problem>) {
    let mut tables = Tables::default();
    let mut problems = parsed.problems;
    for (folder, info) in parsed.packs {
        tables.packs.push((info.value, checksums.get(&folder).cloned().unwrap_or_default()));
    }
    let ids = &mut tables.ids;
    tables.outlets = gather(parsed.outlets, ids, &mut problems);
    tables.actors = gather(parsed.actors, ids, &mut problems);
    tables.titles = gather(parsed.titles, ids, &mut problems);
    tables.agents = gather(parsed.agents, ids, &mut problems);
    tables.processes = gather(parsed.processes, ids, &mut problems);
    tables.agreements = gather(parsed.agreements, ids, &mut problems);
    tables.places = gather(parsed.places, ids, &mut problems);
    (tables, problems)
}

fn gather<T: Part>(
    entries: Vec<Entry<T>>,
    ids: &mut BTreeMap<Kind, HashMap<String, Known>>,
    problems: &mut Vec<Problem>,
) -> Vec<T> {
    let known = ids.entry(T::KIND).or_default();
    let mut table: Vec<T> = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(first) = known.get_mut(entry.value.id()) else {
            let new = Known { number: table.len(), pack: entry.pack, at: vec![entry.at] };
            known.insert(entry.value.id().to_owned(), new);
            table.push(entry.value);
            continue;
        };
        if first.pack == entry.pack {
            let earlier = first.at.last().map(Where::to_string).unwrap_or_default();
            let what = format!("the id `{}` is taken", entry.value.id());
            problems.push(Problem::new(&entry.at.file, entry.at.line, what, Some(format!("see {earlier}"))));
            continue;
        }
        first.pack = entry.pack;
        first.at.push(entry.at);
        if let Some(earlier) = table.get_mut(first.number) {
            earlier.take_in(entry.value);
        }
    }
    table
}
