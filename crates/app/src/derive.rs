//! What linking makes of a record, kept beside it: brought up to date report by report, looked up a page at a time.
//!
//! The tables of [`store::Store`]'s cache are never the truth: [`verify`] makes them again from readings and judgements
//! and says where they differ.

mod look;
mod ready;
mod retold;
mod rows;
mod shelf;

pub use look::{EventPage, LedgerPart};
pub use retold::Retelling;

use crate::error::Result;
use crate::link::decisions;
use jiff::civil::Date;
use linking::Known;
use store::{LinkState, Store};

/// Raised whenever what is kept in the cache is laid out or worded anew.
const LAYOUT: u32 = 7;

/// What the cache is derived from now.
fn now(store: &Store, known: &Known, day: Date) -> Result<LinkState> {
    let made_by = format!("{} {LAYOUT} {}", env!("CARGO_PKG_VERSION"), known.digest);
    Ok(LinkState { made_by, position: store.position()?, day: day.to_string() })
}

/// Whether what is derived is up to date.
fn stands(store: &Store, known: &Known, day: Date) -> Result<bool> {
    Ok(store.link_state()? == Some(now(store, known, day)?))
}

/// Bring what is derived up to date with the record, as of a day.
fn refresh(store: &Store, known: &Known, day: Date) -> Result<()> {
    let now = now(store, known, day)?;
    let before = store.link_state()?;
    if before.as_ref() == Some(&now) {
        return Ok(());
    }
    if before.is_some_and(|before| before.made_by != now.made_by) {
        store.together(|store| store.forget_derived())?;
    }
    let (reports, outlines) = ready::reports(store, known)?;
    let people = decisions(store, None)?;
    rows::write(store, known, &reports, &outlines, (&people, day), &now)
}

/// What came of holding the cache against what readings and judgements give.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Rows that were derived again; none where nothing was derived yet.
    pub(crate) rows: u32,
    /// Those that differ, by kind and id.
    pub(crate) differing: Vec<(String, String)>,
    /// The cache is of other rules or packs or of an earlier state of the record: it is made again at the next look, and was not
    /// held against anything.
    pub(crate) earlier: bool,
}

/// Hold the cache against what readings and judgements give.
pub(crate) fn verify(store: &Store, known: &Known) -> Result<Checked> {
    let kept = store.link_state()?;
    let Some(day) = kept.as_ref().and_then(|kept| kept.day.parse().ok()) else {
        return Ok(Checked::default());
    };
    if kept != Some(now(store, known, day)?) {
        return Ok(Checked { earlier: true, ..Checked::default() });
    }
    let mut rows = 0;
    for kind in rows::KINDS {
        rows += store.count_derived(kind, None)?;
    }
    store.derive_aside()?;
    refresh(store, known, day)?;
    Ok(Checked { rows, differing: store.derived_differences()?, earlier: false })
}
