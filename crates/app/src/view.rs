//! A record, open to look at: what each page of the site and each list of the command line is made of.

mod actor;
mod latest;
mod outlets;
mod place;
mod report_page;
mod search;

pub use actor::ActorPage;
pub use latest::{Latest, ReportCard};
pub use outlets::{OutletPage, OutletRow};
pub use place::PlacePage;
pub use report_page::{Related, ReportPage};
pub use search::Found;

use crate::error::Result;
use latest::Tally;
use linking::{Gathered, Known};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use store::{AsOf, Counted, Counts, Filter, Problem, ReportRow, Store, Verified};

/// Reports on one page of a list.
pub const PAGE: u32 = 30;

/// How far the record's reports and its log of judgements had grown.
type Position = (i64, i64);

/// A record file, open to read as of a day, from any number of threads.
pub struct Record {
    path: PathBuf,
    as_of: AsOf,
    idle: Mutex<Vec<Store>>,
    gathered: Mutex<Option<(Position, Arc<Gathered>)>>,
    deriving: Mutex<()>,
    /// What the front page counts, by topic, as of how far the record had grown.
    tallies: Mutex<BTreeMap<Option<String>, (Position, Tally)>>,
    actors: Remembered<Counted>,
    places: Remembered<Counted>,
    outlets: Remembered<OutletRow>,
}

/// A list over the whole record, kept until the record grows.
type Remembered<T> = Mutex<Option<(Position, Vec<T>)>>;

impl Record {
    /// Open a record to read.
    pub fn open(path: &Path, as_of: AsOf) -> Result<Record> {
        let first = Store::open(path, as_of)?;
        Ok(Record {
            path: path.to_owned(),
            as_of,
            idle: Mutex::new(vec![first]),
            gathered: Mutex::new(None),
            deriving: Mutex::new(()),
            tallies: Mutex::new(BTreeMap::new()),
            actors: Mutex::new(None),
            places: Mutex::new(None),
            outlets: Mutex::new(None),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The day it is looked at as of.
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// What the record holds.
    pub fn counts(&self) -> Result<Counts> {
        self.with(|store| Ok(store.counts()?))
    }

    /// Topics, those of most reports first.
    pub fn topics(&self) -> Result<Vec<Counted>> {
        self.with(|store| Ok(store.topics()?))
    }

    /// Actors, those of most reports first.
    pub fn actors(&self) -> Result<Vec<Counted>> {
        self.listed(&self.actors, |store| Ok(store.actors()?))
    }

    /// Places, those of most reports first.
    pub fn places(&self) -> Result<Vec<Counted>> {
        self.listed(&self.places, |store| Ok(store.places()?))
    }

    /// Inputs that could not be read, newest first.
    pub fn problems(&self) -> Result<Vec<Problem>> {
        self.with(|store| Ok(store.problems()?))
    }

    /// Reports, newest first.
    pub fn reports(&self, filter: &Filter) -> Result<Vec<ReportRow>> {
        self.with(|store| Ok(store.reports(filter)?))
    }

    /// Check everything the record holds, whatever the day it is looked at as of; what was derived with these packs too.
    pub fn verify(&self, known: &Known) -> Result<Verified> {
        let mut verified = self.with(|store| Ok(store.verify()?))?;
        let aside = Store::open(&self.path, AsOf::default())?;
        let checked = crate::derive::verify(&aside, known)?;
        verified.derived = checked.rows;
        verified.derived_earlier = checked.earlier;
        verified.faults.extend(checked.differing.into_iter().map(|(kind, id)| store::Fault {
            check: "derived",
            at: format!("{kind} {id}"),
            message: "is not what the readings and judgements give; `daftari events FILE` on a writable disk derives it again once the record has grown".to_owned(),
        }));
        Ok(verified)
    }

    /// Wait until nobody else derives.
    pub(crate) fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        self.deriving.lock().ok()
    }

    /// What was gathered last, where the record has not grown since; else what `make` gathers.
    pub(crate) fn remembered(&self, make: impl FnOnce() -> Result<Gathered>) -> Result<Arc<Gathered>> {
        let position = self.with(|store| Ok(store.position()?))?;
        let held = self.gathered.lock().ok().and_then(|held| held.clone());
        if let Some((_, gathered)) = held.filter(|(then, _)| *then == position) {
            return Ok(gathered);
        }
        let gathered = Arc::new(make()?);
        if let Ok(mut held) = self.gathered.lock() {
            *held = Some((position, Arc::clone(&gathered)));
        }
        Ok(gathered)
    }

    /// A list over the whole record: as kept, where the record has not grown since.
    fn listed<T: Clone>(
        &self,
        kept: &Remembered<T>,
        list: impl FnOnce(&Store) -> Result<Vec<T>>,
    ) -> Result<Vec<T>> {
        let position = self.with(|store| Ok(store.position()?))?;
        let held = kept.lock().ok().and_then(|held| held.clone());
        if let Some((_, rows)) = held.filter(|(then, _)| *then == position) {
            return Ok(rows);
        }
        let rows = self.with(list)?;
        if let Ok(mut held) = kept.lock() {
            *held = Some((position, rows.clone()));
        }
        Ok(rows)
    }

    /// Whether that was put together already, of the record as it is.
    pub(crate) fn is_remembered(&self) -> Result<bool> {
        let position = self.with(|store| Ok(store.position()?))?;
        Ok(self.gathered.lock().is_ok_and(|held| held.as_ref().is_some_and(|(then, _)| *then == position)))
    }

    /// Work with a connection of one's own, kept open for the next.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Store) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let store = match idle {
            Some(store) => store,
            None => Store::open(&self.path, self.as_of)?,
        };
        let done = work(&store);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(store);
        }
        done
    }
}
