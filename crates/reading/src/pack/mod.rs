//! Packs: files of knowledge merged into one, checked, and looked up by the words of a text.

mod builtin;
mod check;
mod fold;
mod import;
mod index;
mod merge;
mod parse;
mod table;

pub use builtin::files as builtin_files;
pub use check::{Problem, check};
pub use fold::{Word, fold, words};
pub use import::{PlacesFormat, import_places};
pub use index::How;
pub use parse::Where;

use index::{Hit, Index, Target};
use jiff::civil::Date;
use merge::{Kind, Tables};
use record::pack::{
    ActorEntry, ActorKind, AgentEntry, AgreementEntry, Label, Office, Outlet, PackInfo, PlaceEntry,
    ProcessEntry, TitleEntry, holds,
};
use record::{Noted, Span};
use std::collections::BTreeMap;

/// The knowledge of all packs in use, later packs adding to earlier ones.
#[derive(Debug)]
pub struct Packs {
    tables: Tables,
    index: Index,
    /// State id by ISO code, organ's actor by (ISO code, organ).
    states: BTreeMap<String, u32>,
    organs: BTreeMap<(String, String), u32>,
    hosts: BTreeMap<String, u32>,
}

/// What some words may mean.
#[derive(Debug, Clone, Copy)]
pub enum Thing<'p> {
    /// A state, force, group, organisation or person.
    Actor(&'p ActorEntry),
    /// An office of an actor, by a name of its own.
    Office(&'p ActorEntry, &'p Office),
    /// A generic agent.
    Agent(&'p AgentEntry),
    /// A title that many actors have an office for.
    Title(&'p TitleEntry),
    /// A series of talks.
    Process(&'p ProcessEntry),
    /// An agreement.
    Agreement(&'p AgreementEntry),
    /// An outlet.
    Outlet(&'p Outlet),
    /// A place.
    Place(&'p PlaceEntry),
}

/// One reading of some words.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'p> {
    /// What they may mean.
    pub thing: Thing<'p>,
    /// How they point at it.
    pub how: How,
    hit: &'p Hit,
}

impl Candidate<'_> {
    /// Whether the name is used in a language (ISO 639-1).
    pub fn speaks(&self, language: &str) -> bool {
        self.hit.language.is_none_or(|code| language.as_bytes() == code)
    }

    /// Whether the name was in use on a day.
    pub fn used_on(&self, day: Date) -> bool {
        holds(self.hit.from, self.hit.to, day)
    }
}

/// A run of words that some entry is called by.
#[derive(Debug, Clone)]
pub struct Mention<'p> {
    /// Where it stands.
    pub span: Span,
    /// What it may mean: actors first, places last.
    pub candidates: Vec<Candidate<'p>>,
}

impl Packs {
    /// Merge files given as (path, bytes), earlier packs first; what cannot be read is a note.
    pub fn from_files(files: &[(String, Vec<u8>)]) -> Noted<Packs> {
        let parsed = parse::parse(files);
        let (tables, problems) = merge::merge(parsed, &parse::checksums(files));
        let notes = problems.iter().map(Problem::note).collect();
        Noted { value: Packs::of(tables), notes }
    }

    /// The packs that come with Daftari: the base and the theatres.
    pub fn builtin() -> Noted<Packs> {
        Packs::from_files(&builtin_files())
    }

    /// The packs that come with Daftari and, after them, an analyst's own.
    pub fn builtin_and(files: Vec<(String, Vec<u8>)>) -> Noted<Packs> {
        let mut all = builtin_files();
        all.extend(files);
        Packs::from_files(&all)
    }

    fn of(tables: Tables) -> Packs {
        let mut packs = Packs {
            index: Index::default(),
            states: BTreeMap::new(),
            organs: BTreeMap::new(),
            hosts: BTreeMap::new(),
            tables,
        };
        packs.index_actors();
        packs.index_rest();
        packs
    }

    fn index_actors(&mut self) {
        for (n, actor) in (0u32..).zip(&self.tables.actors) {
            let target = Target::Actor(n);
            self.index.add_all(&actor.names, How::Name, target);
            self.index.add_all(&actor.acronyms, How::Acronym, target);
            self.index.add_all(&actor.demonyms, How::Demonym, target);
            self.index.add_all(&actor.metonyms, How::Metonym, target);
            for label in &actor.labels {
                self.index.add_all(&label.words, How::Label, target);
            }
            for (m, office) in (0u32..).zip(&actor.offices) {
                self.index.add_all(&office.names, How::Name, Target::Office(n, m));
            }
            let Some(country) = &actor.country else { continue };
            if actor.kind == Some(ActorKind::State) {
                self.states.insert(country.clone(), n);
            }
            if let Some(organ) = &actor.organ {
                self.organs.insert((country.clone(), organ.clone()), n);
            }
        }
    }

    fn index_rest(&mut self) {
        let (tables, index) = (&self.tables, &mut self.index);
        for (n, agent) in (0u32..).zip(&tables.agents) {
            index.add_all(&agent.names, How::Name, Target::Agent(n));
        }
        for (n, title) in (0u32..).zip(&tables.titles) {
            index.add_all(&title.names, How::Name, Target::Title(n));
        }
        for (n, process) in (0u32..).zip(&tables.processes) {
            index.add_all(&process.names, How::Name, Target::Process(n));
            index.add_all(&process.issues, How::Issue, Target::Process(n));
        }
        for (n, agreement) in (0u32..).zip(&tables.agreements) {
            index.add_all(&agreement.names, How::Name, Target::Agreement(n));
        }
        for (n, outlet) in (0u32..).zip(&tables.outlets) {
            index.add_all(&outlet.names, How::Name, Target::Outlet(n));
            for domain in &outlet.domains {
                self.hosts.insert(domain.clone(), n);
            }
        }
        for (n, place) in (0u32..).zip(&tables.places) {
            index.add_plain(&place.name, How::Name, Target::Place(n));
            for other in &place.also {
                index.add_plain(other, How::Name, Target::Place(n));
            }
        }
    }

    fn candidate<'p>(&'p self, hit: &'p Hit) -> Option<Candidate<'p>> {
        let tables = &self.tables;
        let thing = match hit.target {
            Target::Actor(n) => Thing::Actor(tables.actors.get(n as usize)?),
            Target::Office(n, m) => {
                let actor = tables.actors.get(n as usize)?;
                Thing::Office(actor, actor.offices.get(m as usize)?)
            }
            Target::Agent(n) => Thing::Agent(tables.agents.get(n as usize)?),
            Target::Title(n) => Thing::Title(tables.titles.get(n as usize)?),
            Target::Process(n) => Thing::Process(tables.processes.get(n as usize)?),
            Target::Agreement(n) => Thing::Agreement(tables.agreements.get(n as usize)?),
            Target::Outlet(n) => Thing::Outlet(tables.outlets.get(n as usize)?),
            Target::Place(n) => Thing::Place(tables.places.get(n as usize)?),
        };
        Some(Candidate { thing, how: hit.how, hit })
    }

    /// Everything exactly these words may mean, whatever their case and accents.
    pub fn named(&self, name: &str) -> Vec<Candidate<'_>> {
        self.index.named(name).iter().filter_map(|hit| self.candidate(hit)).collect()
    }

    /// The longest names in a text, left to right, none overlapping another.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let found = words(text);
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < found.len() {
            let Some((n, hits)) = self.index.longest_at(&found[at..]) else {
                at += 1;
                continue;
            };
            let span = found[at].span.cover(found[at + n - 1].span);
            let candidates = hits.into_iter().filter_map(|hit| self.candidate(hit)).collect();
            mentions.push(Mention { span, candidates });
            at += n;
        }
        mentions
    }

    /// The places some words may mean, the most populous first.
    pub fn places_named(&self, name: &str) -> Vec<&PlaceEntry> {
        let mut places: Vec<&PlaceEntry> = self
            .named(name)
            .into_iter()
            .filter_map(|candidate| match candidate.thing {
                Thing::Place(place) => Some(place),
                _ => None,
            })
            .collect();
        places.sort_by_key(|place| std::cmp::Reverse(place.population));
        places
    }

    /// The actors some words may mean, in the order of the packs.
    pub fn actors_named(&self, name: &str) -> Vec<&ActorEntry> {
        let of = |candidate: Candidate<'_>| match candidate.hit.target {
            Target::Actor(n) => self.tables.actors.get(n as usize),
            _ => None,
        };
        self.named(name).into_iter().filter_map(of).collect()
    }

    /// The state with an ISO 3166-1 alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&ActorEntry> {
        self.states.get(code).and_then(|n| self.tables.actors.get(*n as usize))
    }

    /// A state's government, army, police...: "Rwandan soldiers" are of its `army`.
    pub fn organ_of(&self, code: &str, organ: &str) -> Option<&ActorEntry> {
        let n = self.organs.get(&(code.to_owned(), organ.to_owned()))?;
        self.tables.actors.get(*n as usize)
    }

    /// Who held an actor's office of a title on a day; none where the pack does not know of exactly one.
    pub fn holder(&self, actor: &str, title: &str, day: Date) -> Option<&ActorEntry> {
        let office =
            self.actor(actor)?.offices.iter().find(|office| office.title.as_deref() == Some(title))?;
        self.holder_of(office, day)
    }

    /// Who held an office on a day; none where the pack does not know of exactly one.
    pub fn holder_of(&self, office: &Office, day: Date) -> Option<&ActorEntry> {
        let mut holders = office.holders.iter().filter(|holder| holds(holder.from, holder.to, day));
        match (holders.next(), holders.next()) {
            (Some(holder), None) => self.actor(&holder.who),
            (_, None) => None,
            // On the day of a handover, the one who came.
            (Some(left), Some(came)) if left.to.is_some() && came.from.is_some() => self.actor(&came.who),
            (_, Some(_)) => None,
        }
    }

    /// The offices a person held on a day.
    pub fn offices_of(&self, person: &str, day: Date) -> Vec<(&ActorEntry, &Office)> {
        let held = |office: &&Office| {
            office.holders.iter().any(|held| held.who == person && holds(held.from, held.to, day))
        };
        self.tables
            .actors
            .iter()
            .flat_map(|actor| actor.offices.iter().filter(held).map(move |office| (actor, office)))
            .collect()
    }

    /// What an actor was part of on a day, nearest first.
    pub fn wholes_of(&self, actor: &str, day: Date) -> Vec<&ActorEntry> {
        let mut wholes: Vec<&ActorEntry> = Vec::new();
        let mut next = vec![actor];
        while let Some(entry) = next.pop().and_then(|id| self.actor(id)) {
            for part in entry.part_of.iter().filter(|part| holds(part.from, part.to, day)) {
                let Some(whole) = self.actor(&part.id) else { continue };
                if whole.id != actor && !wholes.iter().any(|known| known.id == whole.id) {
                    wholes.push(whole);
                    next.insert(0, &part.id);
                }
            }
        }
        wholes
    }

    /// The outlet that publishes under a host name, or under one it is a part of.
    pub fn outlet_by_host(&self, host: &str) -> Option<&Outlet> {
        let host = host.to_ascii_lowercase();
        let parts: Vec<usize> =
            std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1)).collect();
        let n = parts.iter().find_map(|at| self.hosts.get(&host[*at..]))?;
        self.tables.outlets.get(*n as usize)
    }

    /// The outlet of a name.
    pub fn outlet_by_name(&self, name: &str) -> Option<&Outlet> {
        self.named(name).into_iter().find_map(|candidate| match candidate.hit.target {
            Target::Outlet(n) => self.tables.outlets.get(n as usize),
            _ => None,
        })
    }

    /// The actor of an id.
    pub fn actor(&self, id: &str) -> Option<&ActorEntry> {
        self.tables.find(Kind::Actor, id).and_then(|n| self.tables.actors.get(n))
    }

    /// The place of an id.
    pub fn place(&self, id: &str) -> Option<&PlaceEntry> {
        self.tables.find(Kind::Place, id).and_then(|n| self.tables.places.get(n))
    }

    /// The outlet of an id.
    pub fn outlet(&self, id: &str) -> Option<&Outlet> {
        self.tables.find(Kind::Outlet, id).and_then(|n| self.tables.outlets.get(n))
    }

    /// The process of an id.
    pub fn process(&self, id: &str) -> Option<&ProcessEntry> {
        self.tables.find(Kind::Process, id).and_then(|n| self.tables.processes.get(n))
    }

    /// The agreement of an id.
    pub fn agreement(&self, id: &str) -> Option<&AgreementEntry> {
        self.tables.find(Kind::Agreement, id).and_then(|n| self.tables.agreements.get(n))
    }

    /// Every actor, in the order of the packs.
    pub fn actors(&self) -> &[ActorEntry] {
        &self.tables.actors
    }

    /// Every outlet.
    pub fn outlets(&self) -> &[Outlet] {
        &self.tables.outlets
    }

    /// Every place.
    pub fn places(&self) -> &[PlaceEntry] {
        &self.tables.places
    }

    /// Every process.
    pub fn processes(&self) -> &[ProcessEntry] {
        &self.tables.processes
    }

    /// Every agreement.
    pub fn agreements(&self) -> &[AgreementEntry] {
        &self.tables.agreements
    }

    /// Every title.
    pub fn titles(&self) -> &[TitleEntry] {
        &self.tables.titles
    }

    /// Every generic agent.
    pub fn agents(&self) -> &[AgentEntry] {
        &self.tables.agents
    }

    /// Every label with the actor it is used for.
    pub fn labels(&self) -> impl Iterator<Item = (&ActorEntry, &Label)> {
        self.tables.actors.iter().flat_map(|actor| actor.labels.iter().map(move |label| (actor, label)))
    }

    /// What each pack says of itself.
    pub fn infos(&self) -> impl Iterator<Item = &PackInfo> {
        self.tables.packs.iter().map(|(info, _)| info)
    }

    /// Where an actor's entry stands; the latest pack that speaks of it.
    pub fn actor_at(&self, id: &str) -> Option<&Where> {
        self.tables.places_of(Kind::Actor, id).last()
    }

    /// Where the entry of what words may mean stands.
    pub fn entry_of(&self, thing: Thing<'_>) -> Option<&Where> {
        let (kind, id) = match thing {
            Thing::Actor(actor) | Thing::Office(actor, _) => (Kind::Actor, &actor.id),
            Thing::Agent(agent) => (Kind::Agent, &agent.id),
            Thing::Title(title) => (Kind::Title, &title.id),
            Thing::Process(process) => (Kind::Process, &process.id),
            Thing::Agreement(agreement) => (Kind::Agreement, &agreement.id),
            Thing::Outlet(outlet) => (Kind::Outlet, &outlet.id),
            Thing::Place(place) => (Kind::Place, &place.id),
        };
        self.tables.places_of(kind, id).last()
    }

    /// Name, version and checksum of each pack, for [`record::MadeBy`].
    pub fn made_by(&self) -> Vec<String> {
        let line = |(info, sum): &(PackInfo, String)| {
            format!("{} {} sha256:{}", info.id, info.version, sum.get(..16).unwrap_or(sum))
        };
        self.tables.packs.iter().map(line).collect()
    }
}
