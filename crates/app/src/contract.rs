//! Writing the machine contract: JSON Lines, one object a line.

use crate::engine::Understood;
use crate::error::{Error, Result};
use record::span::TextIndex;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::io::{self, Write};
use store::{ClaimRow, Problem, StatementRow};

/// Write a report, its statements and its claims.
pub fn write(understood: &Understood, out: &mut dyn Write) -> Result<()> {
    let index = TextIndex::new(&understood.report.text);
    line(export::report(&understood.report), out)?;
    for statement in &understood.reading.statements {
        line(export::statement(statement, &index), out)?;
    }
    for claim in &understood.reading.claims {
        line(export::claim(claim, &index), out)?;
    }
    Ok(())
}

/// Write a problem.
pub fn write_problem(problem: &Problem, out: &mut dyn Write) -> Result<()> {
    line(export::problem(problem), out)
}

/// Rows of statements as data, every span with its text.
pub(crate) fn statement_rows<S: Serializer>(
    rows: &[StatementRow],
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    let row = |row: &StatementRow| {
        let mut value = serde_json::to_value(row)?;
        value["statement"] = export::statement(&row.statement, &TextIndex::new(&row.at.text))?;
        Ok(value)
    };
    rows.iter().map(row).collect::<serde_json::Result<Vec<Value>>>().map_err(S::Error::custom)?.serialize(out)
}

/// Rows of claims as data, every span with its text.
pub(crate) fn claim_rows<S: Serializer>(rows: &[ClaimRow], out: S) -> std::result::Result<S::Ok, S::Error> {
    let row = |row: &ClaimRow| {
        let mut value = serde_json::to_value(row)?;
        value["claim"] = export::claim(&row.claim, &TextIndex::new(&row.at.text))?;
        Ok(value)
    };
    rows.iter().map(row).collect::<serde_json::Result<Vec<Value>>>().map_err(S::Error::custom)?.serialize(out)
}

/// Write one object as a line.
pub(crate) fn line(object: serde_json::Result<Value>, out: &mut dyn Write) -> Result<()> {
    let write = |object: Value| {
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")
    };
    object.map_err(io::Error::from).and_then(write).map_err(Error::Output)
}
