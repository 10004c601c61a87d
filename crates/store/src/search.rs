//! Search: full text over reports and statements.

use crate::error::{Doing, Result};
use crate::held::parse;
use crate::list::{Place, report_row};
use crate::open::Store;
use crate::rows::{ReportRow, StatementRow};
use rusqlite::params;
use serde::Serialize;

/// A report found, with the words around what was searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundReport {
    /// The report.
    pub report: ReportRow,
    /// Words around the hits; each hit stands between U+2068 and U+2069.
    pub excerpt: String,
}

impl Store {
    /// Reports whose headline, standfirst or text hold every word asked for, best first.
    pub fn search_reports(&self, words: &str, limit: u32, offset: u32) -> Result<Vec<FoundReport>> {
        let Some(asked) = query(words) else { return Ok(Vec::new()) };
        let mut found = self
            .conn
            .prepare_cached(include_str!("../sql/search_reports.sql"))
            .doing("search the reports")?;
        let rows = found.query_map(params![asked, limit, offset], |row| {
            Ok(FoundReport { report: report_row(row)?, excerpt: row.get("excerpt")? })
        });
        rows.and_then(Iterator::collect).doing("search the reports")
    }

    /// Statements whose source or content hold every word asked for, best first.
    pub fn search_statements(&self, words: &str, limit: u32, offset: u32) -> Result<Vec<StatementRow>> {
        let Some(asked) = query(words) else { return Ok(Vec::new()) };
        let doing = "search the statements";
        let mut found =
            self.conn.prepare_cached(include_str!("../sql/search_statements.sql")).doing(doing)?;
        let mut rows = found.query(params![asked, limit, offset]).doing(doing)?;
        let (mut statements, mut place) = (Vec::new(), Place::default());
        while let Some(row) = rows.next().doing(doing)? {
            let json: String = row.get("json").doing(doing)?;
            statements.push(StatementRow { at: place.of(row)?, statement: parse(&json, "a statement")? });
        }
        Ok(statements)
    }
}

/// What a person typed as an FTS5 query: every word must occur, the last may go on; `"..."` is a phrase.
///
/// None where nothing that can be searched for was typed.
fn query(typed: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    for (n, piece) in typed.split('"').enumerate() {
        let in_quotes = n % 2 == 1;
        if in_quotes {
            terms.extend(term(piece));
        } else {
            terms.extend(piece.split_whitespace().filter_map(term));
        }
    }
    if !typed.trim_end().ends_with('"')
        && let Some(last) = terms.last_mut()
    {
        last.push('*');
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// One quoted term, where it has anything to search for.
fn term(words: &str) -> Option<String> {
    words.chars().any(char::is_alphanumeric).then(|| format!("\"{words}\""))
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn what_a_person_types_is_never_an_operator() {
        assert_eq!(query("Goma AND (").as_deref(), Some("\"Goma\" AND \"AND\"*"));
        assert_eq!(query("cease-fire \"walk out\"").as_deref(), Some("\"cease-fire\" AND \"walk out\""));
        assert_eq!(query("  - \" "), None);
    }
}
