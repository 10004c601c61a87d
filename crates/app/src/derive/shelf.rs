//! Reports fetched from the store, the last few kept at hand.

use crate::error::Result;
use crate::link::told_of;
use linking::Told;
use record::ReportId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use store::Store;

/// So many reports are kept at hand.
const AT_HAND: usize = 3000;

/// Reports fetched from the store.
pub(super) struct Shelf<'s> {
    store: &'s Store,
    held: RefCell<HashMap<ReportId, Arc<Told>>>,
}

impl<'s> Shelf<'s> {
    pub(super) fn new(store: &'s Store) -> Shelf<'s> {
        Shelf { store, held: RefCell::new(HashMap::new()) }
    }

    /// One report, with its place in the order in which reports were first read; none where it is gone.
    pub(super) fn told(&self, report: &ReportId, series: i64) -> Result<Option<Arc<Told>>> {
        if let Some(told) = self.held.borrow().get(report) {
            return Ok(Some(Arc::clone(told)));
        }
        let told = told_of(self.store, report, series)?.map(Arc::new);
        if let Some(told) = &told {
            let mut held = self.held.borrow_mut();
            if held.len() >= AT_HAND {
                held.clear();
            }
            held.insert(report.clone(), Arc::clone(told));
        }
        Ok(told)
    }
}
