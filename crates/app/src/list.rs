//! Lists of a record as JSON Lines and CSV.

use crate::contract;
use crate::error::{Error, Result};
use crate::view::Record;
use export::csv::Table;
use record::span::TextIndex;
use std::io::Write;
use store::{ClaimRow, Counted, Filter, StatementRow, Where};

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Reports.
    Reports,
    /// Statements.
    Statements,
    /// Claims.
    Claims,
    /// Actors.
    Actors,
    /// Places.
    Places,
}

/// In which form a list is written for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON Lines after the machine contract.
    Json,
    /// CSV with a first line of names.
    Csv,
}

/// Write a list.
pub fn list(
    record: &Record,
    listed: Listed,
    filter: &Filter,
    format: Format,
    out: &mut dyn Write,
) -> Result<()> {
    match format {
        Format::Json => json(record, listed, filter, out),
        Format::Csv => csv(record, listed, filter, out),
    }
}

fn json(record: &Record, listed: Listed, filter: &Filter, out: &mut dyn Write) -> Result<()> {
    match listed {
        Listed::Reports => {
            for row in record.reports(filter)? {
                if let Some(held) = record.with(|store| Ok(store.report(&row.id)?))? {
                    contract::line(export::report(&held.report), out)?;
                }
            }
            Ok(())
        }
        Listed::Statements => record.each_statement(filter, |row| {
            let index = TextIndex::new(&row.at.text);
            contract::line(export::statement(&row.statement, &index), out)
        }),
        Listed::Claims => record.each_claim(filter, |row| {
            let index = TextIndex::new(&row.at.text);
            contract::line(export::claim(&row.claim, &index), out)
        }),
        Listed::Actors => counted(&record.actors()?, "actor", out),
        Listed::Places => counted(&record.places()?, "place", out),
    }
}

fn counted(rows: &[Counted], kind: &str, out: &mut dyn Write) -> Result<()> {
    rows.iter().try_for_each(|row| contract::line(export::counted(kind, row), out))
}

fn csv(record: &Record, listed: Listed, filter: &Filter, out: &mut dyn Write) -> Result<()> {
    match listed {
        Listed::Reports => {
            let mut table = Table::new(out, export::csv::REPORT);
            for row in record.reports(filter)? {
                table.row(&report_cells(&row)).map_err(Error::Output)?;
            }
            table.finish().map_err(Error::Output)
        }
        Listed::Statements => {
            let mut table = Table::new(out, export::csv::STATEMENT);
            record.each_statement(filter, |row| {
                let cells = export::csv::statement(&row.statement, &index(&row.at), at(&row.at));
                table.row(&cells).map_err(Error::Output)
            })?;
            table.finish().map_err(Error::Output)
        }
        Listed::Claims => {
            let mut table = Table::new(out, export::csv::CLAIM);
            record.each_claim(filter, |row| {
                let said = (row.voice, row.source.as_deref());
                let cells = export::csv::claim(&row.claim, said, &index(&row.at), at(&row.at));
                table.row(&cells).map_err(Error::Output)
            })?;
            table.finish().map_err(Error::Output)
        }
        Listed::Actors => counted_csv(&record.actors()?, out),
        Listed::Places => counted_csv(&record.places()?, out),
    }
}

fn index(at: &Where) -> TextIndex<'_> {
    TextIndex::new(&at.text)
}

fn at(at: &Where) -> export::csv::At<'_> {
    export::csv::At { report: &at.report.0, outlet: at.outlet.as_deref(), day: &at.day }
}

fn report_cells(row: &store::ReportRow) -> Vec<String> {
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let (statements, claims) = (row.statements, row.claims);
    vec![
        row.id.0.clone(),
        row.version.to_string(),
        or_empty(&row.published),
        row.read_at.clone(),
        or_empty(&row.outlet),
        or_empty(&row.outlet_id),
        row.language.clone(),
        or_empty(&row.headline),
        or_empty(&row.url),
        row.topics.join("; "),
        statements.total().to_string(),
        statements.named.to_string(),
        statements.unnamed.to_string(),
        statements.collective.to_string(),
        claims.total().to_string(),
        claims.outlet.to_string(),
    ]
}

fn counted_csv(rows: &[Counted], out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, export::csv::COUNTED);
    for row in rows {
        let id = row.id.clone().unwrap_or_default();
        let numbers = [row.reports, row.claims, row.statements].map(|n| n.to_string());
        let cells: Vec<String> = [id, row.name.clone()].into_iter().chain(numbers).collect();
        table.row(&cells).map_err(Error::Output)?;
    }
    table.finish().map_err(Error::Output)
}

impl Record {
    /// Statements, newest report first, handed over one by one; the first error ends it.
    pub fn each_statement(
        &self,
        filter: &Filter,
        mut take: impl FnMut(&StatementRow) -> Result<()>,
    ) -> Result<()> {
        self.with(|store| {
            let mut failed = Ok(());
            store.each_statement(filter, |row| {
                if failed.is_ok() {
                    failed = take(&row);
                }
            })?;
            failed
        })
    }

    /// Claims, newest report first, handed over one by one; the first error ends it.
    pub fn each_claim(&self, filter: &Filter, mut take: impl FnMut(&ClaimRow) -> Result<()>) -> Result<()> {
        self.with(|store| {
            let mut failed = Ok(());
            store.each_claim(filter, |row| {
                if failed.is_ok() {
                    failed = take(&row);
                }
            })?;
            failed
        })
    }
}
