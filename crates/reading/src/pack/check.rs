//! What is wrong with a pack, where, and the nearest right thing.

use super::fold::fold;
use super::parse::{Entry, Parsed, parse};
use record::noted::{Level, Note};
use record::pack::{ActorEntry, ActorKind, Names, PartialDate};
use std::collections::{BTreeMap, BTreeSet};

mod dates;
mod links;
mod places;
mod words;

/// One thing wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's path as given.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// What is wrong.
    pub what: String,
    /// The nearest right thing, where there is one.
    pub mend: Option<String>,
}

impl Problem {
    pub(super) fn new(
        file: &str,
        line: u32,
        what: impl Into<String>,
        mend: impl Into<Option<String>>,
    ) -> Problem {
        Problem { file: file.to_owned(), line, what: what.into(), mend: mend.into() }
    }

    /// The problem as a note on the merged packs.
    pub(super) fn note(&self) -> Note {
        Note::new(Level::Problem, "pack-entry", self.to_string())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)?;
        match &self.mend {
            Some(mend) => write!(f, " (nearest: {mend})"),
            None => Ok(()),
        }
    }
}

/// The likeliest of some known words for one that is not known.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    known
        .into_iter()
        .map(|one| (strsim::jaro_winkler(word, one), one))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, one)| format!("`{one}`"))
}

/// Check the packs of `files`, which may point at what is in `known`: the packs they add to. Only what is
/// wrong with `files` is told, ordered by file and line.
pub fn check(files: &[(String, Vec<u8>)], known: &[(String, Vec<u8>)]) -> Vec<Problem> {
    let checked = parse(files);
    let ground = parse(known);
    let mut check = Check { known: Known::of(&checked, &ground), problems: checked.problems.clone() };
    check.ids(&checked);
    check.dates(&checked);
    check.links(&checked);
    check.words(&checked);
    check.places(&checked);
    let mut problems = check.problems;
    problems.sort();
    problems.dedup();
    problems
}

/// A check under way.
struct Check {
    known: Known,
    problems: Vec<Problem>,
}

impl Check {
    /// A problem at the line where `words` stand in the entry.
    fn at<T>(
        &mut self,
        entry: &Entry<T>,
        words: &str,
        what: impl Into<String>,
        mend: impl Into<Option<String>>,
    ) {
        self.problems.push(Problem::new(&entry.at.file, entry.line_of(words), what, mend));
    }
}

/// What may be pointed at.
struct Known {
    actors: BTreeSet<String>,
    titles: BTreeSet<String>,
    /// Titles that several people may hold at once.
    shared: BTreeSet<String>,
    outlets: BTreeSet<String>,
    processes: BTreeSet<String>,
    places: BTreeSet<String>,
    organs: BTreeSet<String>,
    countries: BTreeSet<String>,
    /// Boxes of areas by their folded names under a country.
    boxes: BTreeMap<(String, String), [f64; 4]>,
    /// Words a name should not have, folded.
    loaded: BTreeSet<String>,
}

impl Known {
    fn of(checked: &Parsed, ground: &Parsed) -> Known {
        let both = [ground, checked];
        let states = |entry: &&Entry<ActorEntry>| entry.value.kind == Some(ActorKind::State);
        let actors = || both.into_iter().flat_map(|parsed| &parsed.actors);
        let titles = || both.into_iter().flat_map(|parsed| &parsed.titles);
        let agents = both.into_iter().flat_map(|parsed| &parsed.agents);
        let places = || both.into_iter().flat_map(|parsed| &parsed.places);
        let unread = || both.into_iter().flat_map(|parsed| parsed.unread.iter().cloned());
        let ids = |entries: Vec<&String>| entries.into_iter().cloned().chain(unread()).collect();
        Known {
            actors: ids(actors().map(|entry| &entry.value.id).collect()),
            titles: ids(titles().map(|entry| &entry.value.id).collect()),
            shared: titles().filter(|entry| entry.value.shared).map(|entry| entry.value.id.clone()).collect(),
            outlets: ids(both.into_iter().flat_map(|all| &all.outlets).map(|one| &one.value.id).collect()),
            processes: ids(both
                .into_iter()
                .flat_map(|all| &all.processes)
                .map(|one| &one.value.id)
                .collect()),
            places: ids(places().map(|entry| &entry.value.id).collect()),
            organs: agents
                .filter_map(|entry| entry.value.organ.clone())
                .chain(titles().map(|entry| entry.value.organ.clone()))
                .collect(),
            countries: actors().filter(states).filter_map(|entry| entry.value.country.clone()).collect(),
            boxes: places::boxes(places()),
            loaded: both
                .into_iter()
                .flat_map(|parsed| &parsed.packs)
                .flat_map(|(_, info)| info.value.not_neutral.iter().map(|name| fold(&name.words)))
                .collect(),
        }
    }
}

/// Whether two periods share more than the day of a handover.
fn overlap(
    (from, to): (Option<PartialDate>, Option<PartialDate>),
    (other_from, other_to): (Option<PartialDate>, Option<PartialDate>),
) -> bool {
    let before = |end: Option<PartialDate>, start: Option<PartialDate>| match (end, start) {
        // A date known to the month or year alone may end before the other begins.
        (Some(end), Some(start)) => end.first() <= start.last(),
        (None, _) | (_, None) => false,
    };
    !before(to, other_from) && !before(other_to, from)
}

/// Every list of names of an actor, with what it is called in the file.
fn names_of(actor: &ActorEntry) -> [(&'static str, &Names); 4] {
    [
        ("names", &actor.names),
        ("acronyms", &actor.acronyms),
        ("demonyms", &actor.demonyms),
        ("metonyms", &actor.metonyms),
    ]
}
