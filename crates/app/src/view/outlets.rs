//! Outlets: how much each publishes, and in whose voices.

use super::Record;
use super::latest::{ReportCard, cards};
use crate::error::Result;
use serde::Serialize;
use store::{Filter, OutletCount};

/// An outlet in a list.
pub type OutletRow = OutletCount;

/// One outlet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutletPage {
    /// Its figures.
    pub outlet: OutletRow,
    /// Its latest reports.
    pub reports: Vec<ReportCard>,
}

impl Record {
    /// Outlets, those of most reports first.
    pub fn outlets(&self) -> Result<Vec<OutletRow>> {
        self.listed(&self.outlets, |store| Ok(store.outlets()?))
    }

    /// One outlet with its latest reports, by id or name.
    pub fn outlet(&self, id: &str) -> Result<Option<OutletPage>> {
        let filter = Filter { outlet: Some(id.to_owned()), limit: Some(super::PAGE), ..Filter::default() };
        let Some(outlet) = self.outlets()?.into_iter().find(|row| row.id == id) else { return Ok(None) };
        self.with(|store| {
            let reports = cards(store, store.reports(&filter)?)?;
            Ok(Some(OutletPage { outlet, reports }))
        })
    }
}
