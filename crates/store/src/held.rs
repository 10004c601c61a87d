//! Reading back: one report with its current reading, and its versions.

use crate::error::{Doing, Result, StoreError};
use crate::keep::{Problem, Rest};
use crate::open::Store;
use record::{Capture, Claim, MadeBy, Reading, Report, ReportId, Statement};
use rusqlite::{OptionalExtension, Row, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A report as the record holds it, with its current reading and where both came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldReport {
    /// The report.
    pub report: Report,
    /// Which version of it, counted from 1.
    pub version: u32,
    /// When this version was read, RFC 3339.
    pub read_at: String,
    /// Where its bytes came from: file or URL.
    pub origin: String,
    /// The current reading of it.
    pub reading: Reading,
    /// What made that reading.
    pub made_by: MadeBy,
    /// When that reading was made, RFC 3339.
    pub made_at: String,
}

/// One version of a report, to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its id: an id from the input is the same for each version, a computed one is not.
    pub id: ReportId,
    /// Counted from 1.
    pub version: u32,
    /// Its headline.
    pub headline: Option<String>,
    /// The day of publication it gives, if any.
    pub published: Option<String>,
    /// When it was read, RFC 3339.
    pub read_at: String,
}

struct Found {
    key: i64,
    json: String,
    text: String,
    version: u32,
    read_at: String,
    origin: String,
}

impl Store {
    /// The current version of a report, by id.
    pub fn report(&self, id: &ReportId) -> Result<Option<HeldReport>> {
        self.held(include_str!("../sql/report_by_id.sql"), &[&id.0])
    }

    /// The report a capture was read as, by its current reading.
    pub fn report_of(&self, capture: &Capture) -> Result<Option<HeldReport>> {
        let url = capture.url.clone().unwrap_or_default();
        self.held(include_str!("../sql/report_by_capture.sql"), &[&capture.id.0, &url])
    }

    /// Why a capture could not be read, where it could not.
    pub fn problem_of(&self, capture: &Capture) -> Result<Option<Problem>> {
        let sql = "SELECT origin, code, message FROM problem WHERE capture = ? ORDER BY key DESC LIMIT 1";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| {
                query
                    .query_row([&capture.id.0], |row| {
                        Ok(Problem { origin: row.get(0)?, code: row.get(1)?, message: row.get(2)? })
                    })
                    .optional()
            })
            .doing("look a problem up")
    }

    /// Every version of a report, newest first.
    pub fn versions(&self, id: &ReportId) -> Result<Vec<Version>> {
        let mut query =
            self.conn.prepare_cached(include_str!("../sql/versions.sql")).doing("list versions")?;
        let rows = query.query_map([&id.0], |row| {
            Ok(Version {
                id: ReportId(row.get(0)?),
                version: row.get(1)?,
                headline: row.get(2)?,
                published: row.get(3)?,
                read_at: row.get(4)?,
            })
        });
        rows.and_then(Iterator::collect).doing("list versions")
    }

    /// The current id of every report, in the order they were first read; for walking the whole record.
    pub fn report_ids(&self) -> Result<Vec<ReportId>> {
        let mut query =
            self.conn.prepare_cached("SELECT id FROM current_report ORDER BY key").doing("list reports")?;
        let rows = query.query_map([], |row| row.get(0).map(ReportId));
        rows.and_then(Iterator::collect).doing("list reports")
    }

    fn held(&self, sql: &str, by: &[&String]) -> Result<Option<HeldReport>> {
        let found = self
            .conn
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row(rusqlite::params_from_iter(by), found).optional())
            .doing("read a report")?;
        found.map(|found| self.complete(found)).transpose()
    }

    fn complete(&self, found: Found) -> Result<HeldReport> {
        let mut report: Report = parse(&found.json, "a report")?;
        report.text = found.text;
        let (reading, made_by, made_at) = self.reading(found.key)?;
        Ok(HeldReport {
            report,
            version: found.version,
            read_at: found.read_at,
            origin: found.origin,
            reading,
            made_by,
            made_at,
        })
    }

    /// The current reading of a report row.
    fn reading(&self, report: i64) -> Result<(Reading, MadeBy, String)> {
        let (key, rest, outlet, made_at, made_by): (i64, String, Option<String>, String, String) = self
            .conn
            .prepare_cached(include_str!("../sql/reading_of_report.sql"))
            .and_then(|mut query| {
                query.query_row([report], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })
            })
            .doing("read a reading")?;
        let rest: Rest = parse(&rest, "a reading")?;
        let reading = Reading {
            statements: self
                .nouns::<Statement>("SELECT json FROM statement WHERE reading = ? ORDER BY n", key)?,
            claims: self.nouns::<Claim>("SELECT json FROM claim WHERE reading = ? ORDER BY n", key)?,
            loaded: rest.loaded,
            outlet,
            notes: rest.notes,
        };
        Ok((reading, parse(&made_by, "what made a reading")?, made_at))
    }

    fn nouns<T: DeserializeOwned>(&self, sql: &str, key: i64) -> Result<Vec<T>> {
        let mut query = self.conn.prepare_cached(sql).doing("read a reading")?;
        let mut rows = query.query(params![key]).doing("read a reading")?;
        let mut nouns = Vec::new();
        while let Some(row) = rows.next().doing("read a reading")? {
            let json: String = row.get(0).doing("read a reading")?;
            nouns.push(parse(&json, "a statement or claim")?);
        }
        Ok(nouns)
    }
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        key: row.get(0)?,
        json: row.get(1)?,
        text: row.get(2)?,
        version: row.get(3)?,
        read_at: row.get(4)?,
        origin: row.get(5)?,
    })
}

/// Understand a row's JSON.
pub(crate) fn parse<T: DeserializeOwned>(json: &str, what: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| StoreError::Damaged { what: what.to_owned(), why: error.to_string() })
}
