//! Search over reports and statements.

use super::{PAGE, Record};
use crate::contract::statement_rows;
use crate::error::Result;
use serde::Serialize;
use store::{FoundReport, StatementRow};

/// What a search found on one page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// What was asked for.
    pub query: String,
    /// Reports, best first; in an excerpt each hit stands between U+2068 and U+2069.
    pub reports: Vec<FoundReport>,
    /// Statements, best first.
    #[serde(serialize_with = "statement_rows")]
    pub statements: Vec<StatementRow>,
    /// This page, counted from 1.
    pub page: u32,
    /// Whether there may be more on the next.
    pub more: bool,
}

impl Record {
    /// Reports and statements that hold every word; `"..."` is a phrase, the last word may go on.
    pub fn search(&self, query: &str, page: u32) -> Result<Found> {
        let page = page.max(1);
        let offset = (page - 1).saturating_mul(PAGE);
        self.with(|store| {
            let mut reports = store.search_reports(query, PAGE + 1, offset)?;
            let mut statements = store.search_statements(query, PAGE + 1, offset)?;
            let most = PAGE as usize;
            let more = reports.len() > most || statements.len() > most;
            reports.truncate(most);
            statements.truncate(most);
            Ok(Found { query: query.to_owned(), reports, statements, page, more })
        })
    }
}
