//! Outlets: how much each publishes, and in whose voices.

use super::Record;
use super::latest::{ReportCard, cards};
use crate::error::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Filter, ReportRow, Voices};

/// An outlet in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutletRow {
    /// Its id in a pack, else its name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many reports of it the record holds.
    pub reports: u32,
    /// Their statements, by voice.
    pub statements: Voices,
    /// Their claims, by voice.
    pub claims: Voices,
    /// Days of its first and its last report.
    pub first: String,
    /// See `first`.
    pub last: String,
}

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
        let mut outlets: BTreeMap<String, OutletRow> = BTreeMap::new();
        for report in self.reports(&Filter::default())? {
            let Some((id, name)) = outlet_of(&report) else { continue };
            let row = outlets.entry(id.clone()).or_insert_with(|| empty(id, name, &report.day));
            row.reports += 1;
            row.statements.include(&report.statements);
            row.claims.include(&report.claims);
            row.first = row.first.clone().min(report.day.clone());
            row.last = row.last.clone().max(report.day);
        }
        let mut outlets: Vec<OutletRow> = outlets.into_values().collect();
        outlets.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.name.cmp(&b.name)));
        Ok(outlets)
    }

    /// One outlet with its latest reports, by id or name.
    pub fn outlet(&self, id: &str) -> Result<Option<OutletPage>> {
        let Some(outlet) = self.outlets()?.into_iter().find(|row| row.id == id) else { return Ok(None) };
        let filter = Filter { outlet: Some(id.to_owned()), limit: Some(super::PAGE), ..Filter::default() };
        self.with(|store| {
            let reports = cards(store, store.reports(&filter)?)?;
            Ok(Some(OutletPage { outlet, reports }))
        })
    }
}

/// Id and name of a report's outlet, where it has one.
fn outlet_of(report: &ReportRow) -> Option<(String, String)> {
    let id = report.outlet_id.as_ref().or(report.outlet.as_ref())?;
    Some((id.clone(), report.outlet.clone().unwrap_or_else(|| id.clone())))
}

fn empty(id: String, name: String, day: &str) -> OutletRow {
    OutletRow {
        id,
        name,
        reports: 0,
        statements: Voices::default(),
        claims: Voices::default(),
        first: day.to_owned(),
        last: day.to_owned(),
    }
}
