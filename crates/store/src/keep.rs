//! Writing: one transaction a report.

use crate::capture;
use crate::error::{Doing, Result, StoreError};
use crate::open::Store;
use crate::parts::parts;
use record::id::sha256_hex;
use record::span::TextIndex;
use record::statement::Voice;
use record::{Capture, Claim, MadeBy, Reading, Report, Statement};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Key of a `made_by` row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeByKey(pub(crate) i64);

/// What became of a report that was handed to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Its id and URL were unknown.
    New,
    /// Known by id, URL or capture, with other content: kept beside the earlier ones.
    NewVersion,
    /// The same content, read anew by another Daftari, model or pack.
    ReadAnew,
    /// The same content, read by the same: nothing was written, but perhaps that it arrived from elsewhere too.
    Unchanged,
}

/// The rest of a reading, beside its statements and claims.
#[derive(Serialize, Deserialize)]
pub(crate) struct Rest {
    pub(crate) loaded: Vec<record::report::LoadedWord>,
    pub(crate) notes: Vec<record::Note>,
}

impl Store {
    /// The row of what makes the readings that follow.
    pub fn made_by(&mut self, made_by: &MadeBy) -> Result<MadeByKey> {
        let doing = "note what made a reading";
        let json = json(made_by)?;
        let digest = sha256_hex(json.as_bytes());
        self.conn
            .execute("INSERT OR IGNORE INTO made_by (digest, json) VALUES (?, ?)", params![digest, json])
            .doing(doing)?;
        self.conn
            .query_row("SELECT key FROM made_by WHERE digest = ?", [digest], |row| row.get(0))
            .map(MadeByKey)
            .doing(doing)
    }

    /// Whether these bytes, from this URL, were last read by the same Daftari, models and packs.
    pub fn already_read(&self, capture: &Capture, made_by: MadeByKey) -> Result<bool> {
        let last: Option<i64> = self
            .conn
            .prepare_cached(include_str!("../sql/last_sighting.sql"))
            .and_then(|mut query| {
                let url = capture.url.as_deref().unwrap_or("");
                query.query_row(params![capture.id.0, url], |row| row.get(0)).optional()
            })
            .doing("look a capture up")?;
        Ok(last == Some(made_by.0))
    }

    /// Keep a capture, the report it holds and the reading of it: all or nothing.
    pub fn keep(
        &mut self,
        capture: &Capture,
        report: &Report,
        reading: &Reading,
        made: (MadeByKey, &str),
    ) -> Result<Kept> {
        let doing = "keep a report";
        let step = self.conn.transaction().doing(doing)?;
        let arrival = capture::keep(&step, capture)?;
        let (key, mut kept) = keep_report(&step, capture, report, made)?;
        if !read_by(&step, key, made.0)? {
            keep_reading(&step, key, report, reading, made)?;
            if kept == Kept::Unchanged {
                kept = Kept::ReadAnew;
            }
        }
        keep_sighting(&step, arrival, Some(key), made)?;
        step.commit().doing(doing)?;
        Ok(kept)
    }

    /// Keep an input that could not be read, with its error; its bytes too where there are any.
    pub fn keep_problem(
        &mut self,
        problem: &Problem,
        capture: Option<&Capture>,
        made: (MadeByKey, &str),
    ) -> Result<()> {
        let doing = "keep a problem";
        let step = self.conn.transaction().doing(doing)?;
        if let Some(capture) = capture {
            let arrival = capture::keep(&step, capture)?;
            keep_sighting(&step, arrival, None, made)?;
        }
        step.prepare_cached(
            "INSERT OR IGNORE INTO problem (origin, capture, code, message, at) VALUES (?, ?, ?, ?, ?)",
        )
        .and_then(|mut insert| {
            let capture = capture.map(|capture| &capture.id.0);
            insert.execute(params![problem.origin, capture, problem.code, problem.message, made.1])
        })
        .doing(doing)?;
        step.commit().doing(doing)
    }
}

/// An input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file, URL or line it came from.
    pub origin: String,
    /// A short stable code, such as `missing` or `empty`.
    pub code: String,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// Keep that an arrival was read, unless the last time it was read says the same.
fn keep_sighting(
    conn: &Connection,
    arrival: i64,
    report: Option<i64>,
    made: (MadeByKey, &str),
) -> Result<()> {
    let doing = "note that an input was read";
    let last: Option<(i64, Option<i64>)> = conn
        .prepare_cached("SELECT made_by, report FROM sighting WHERE arrival = ? ORDER BY key DESC LIMIT 1")
        .and_then(|mut query| query.query_row([arrival], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .doing(doing)?;
    if last == Some((made.0.0, report)) {
        return Ok(());
    }
    conn.prepare_cached("INSERT INTO sighting (arrival, made_by, report, at) VALUES (?, ?, ?, ?)")
        .and_then(|mut insert| insert.execute(params![arrival, made.0.0, report, made.1]))
        .doing(doing)?;
    Ok(())
}

/// Keep a report's content, as a new version where it is known with another.
fn keep_report(
    conn: &Connection,
    capture: &Capture,
    report: &Report,
    made: (MadeByKey, &str),
) -> Result<(i64, Kept)> {
    let digest = digest(report)?;
    match latest_version(conn, capture, report)? {
        None => Ok((insert_report(conn, capture, report, (&digest, None), made)?, Kept::New)),
        Some(latest) if latest.digest == digest => Ok((latest.key, Kept::Unchanged)),
        Some(latest) => {
            let after = Some((latest.series, latest.version + 1));
            Ok((insert_report(conn, capture, report, (&digest, after), made)?, Kept::NewVersion))
        }
    }
}

struct Latest {
    key: i64,
    series: i64,
    version: i64,
    digest: String,
}

/// The latest version of the report with this id, else, where the id was not given, with this URL or capture.
fn latest_version(conn: &Connection, capture: &Capture, report: &Report) -> Result<Option<Latest>> {
    let (url, bytes) =
        if is_computed(&report.id.0) { (report.url.as_deref(), Some(&capture.id.0)) } else { (None, None) };
    conn.prepare_cached(include_str!("../sql/latest_version.sql"))
        .and_then(|mut query| {
            query
                .query_row(params![report.id.0, url, bytes], |row| {
                    Ok(Latest {
                        key: row.get(0)?,
                        series: row.get(1)?,
                        version: row.get(2)?,
                        digest: row.get(3)?,
                    })
                })
                .optional()
        })
        .doing("look a report up")
}

/// Whether an id was made from content, not given by the input.
fn is_computed(id: &str) -> bool {
    id.strip_prefix("r-").is_some_and(|rest| rest.len() == 16)
}

/// SHA-256 of everything a report says; not of the bytes around it, which differ from one fetch to the next.
pub(crate) fn digest(report: &Report) -> Result<String> {
    let mut bare = report.clone();
    bare.id = "".into();
    bare.capture = None;
    Ok(sha256_hex(json(&bare)?.as_bytes()))
}

fn insert_report(
    conn: &Connection,
    capture: &Capture,
    report: &Report,
    (digest, after): (&str, Option<(i64, i64)>),
    (made_by, at): (MadeByKey, &str),
) -> Result<i64> {
    let doing = "keep a report";
    let mut bare = report.clone();
    let text = std::mem::take(&mut bare.text);
    let published = report.published.as_ref().map(|published| published.date.to_string());
    let day = published.clone().unwrap_or_else(|| at.chars().take(10).collect());
    let key: i64 = conn
        .prepare_cached("SELECT ifnull(max(key), 0) + 1 FROM report")
        .and_then(|mut query| query.query_row([], |row| row.get(0)))
        .doing(doing)?;
    let (series, version) = after.unwrap_or((key, 1));
    conn.prepare_cached(include_str!("../sql/insert_report.sql"))
        .and_then(|mut insert| {
            insert.execute(params![
                key,
                report.id.0,
                series,
                version,
                digest,
                capture.id.0,
                made_by.0,
                at,
                published,
                day,
                report.url,
                report.outlet,
                report.language,
                report.headline,
                report.standfirst,
                text,
                json_of(&bare)?
            ])
        })
        .doing(doing)?;
    let mut topics =
        conn.prepare_cached("INSERT INTO report_topic (report, n, topic) VALUES (?, ?, ?)").doing(doing)?;
    for (n, topic) in report.topics.iter().enumerate() {
        topics.execute(params![key, n as i64, topic]).doing(doing)?;
    }
    Ok(key)
}

/// Whether the latest reading of a report was made by this.
fn read_by(conn: &Connection, report: i64, made_by: MadeByKey) -> Result<bool> {
    let last: Option<i64> = conn
        .prepare_cached("SELECT made_by FROM reading WHERE report = ? ORDER BY key DESC LIMIT 1")
        .and_then(|mut query| query.query_row([report], |row| row.get(0)).optional())
        .doing("look a reading up")?;
    Ok(last == Some(made_by.0))
}

fn keep_reading(
    conn: &Connection,
    report_key: i64,
    report: &Report,
    reading: &Reading,
    (made_by, at): (MadeByKey, &str),
) -> Result<()> {
    let doing = "keep a reading";
    let rest = Rest { loaded: reading.loaded.clone(), notes: reading.notes.clone() };
    let key = conn
        .prepare_cached("INSERT INTO reading (report, made_by, read_at, outlet, json) VALUES (?, ?, ?, ?, ?)")
        .and_then(|mut insert| {
            insert.insert(params![report_key, made_by.0, at, reading.outlet, json_of(&rest)?])
        })
        .doing(doing)?;
    let index = TextIndex::new(&report.text);
    let mut voices = BTreeMap::new();
    for (n, statement) in reading.statements.iter().enumerate() {
        voices.insert(&statement.id, statement.source.voice);
        insert_statement(conn, (key, n), &index, statement).doing(doing)?;
    }
    let day = match &report.published {
        Some(published) => published.date.to_string(),
        None => at.chars().take(10).collect(),
    };
    for (n, claim) in reading.claims.iter().enumerate() {
        let voice = claim.statement.as_ref().and_then(|id| voices.get(id)).copied();
        insert_claim(conn, (key, n), &index, (claim, voice.unwrap_or(Voice::Outlet)), &day).doing(doing)?;
    }
    Ok(())
}

fn insert_statement(
    conn: &Connection,
    (reading, n): (i64, usize),
    index: &TextIndex<'_>,
    statement: &Statement,
) -> rusqlite::Result<()> {
    let said: Vec<&str> = statement.content.iter().map(|span| index.of(*span)).collect();
    let source = &statement.source;
    let shown = source.span.map(|span| index.of(span)).or(source.name.as_deref());
    conn.prepare_cached(include_str!("../sql/insert_statement.sql"))?.execute(params![
        reading,
        n as i64,
        statement.id.0,
        source.voice.word(),
        source.actor,
        shown,
        statement.attitude.word(),
        statement.firmness.word(),
        statement.quotation.word(),
        said.join(" … "),
        json_of(statement)?
    ])?;
    Ok(())
}

fn insert_claim(
    conn: &Connection,
    (reading, n): (i64, usize),
    index: &TextIndex<'_>,
    (claim, voice): (&Claim, Voice),
    day: &str,
) -> rusqlite::Result<()> {
    let parts = parts(claim);
    let (since, until, dated) = days(parts.time, day);
    let place = parts.place.and_then(|place| place.id.as_deref());
    let key = conn.prepare_cached(include_str!("../sql/insert_claim.sql"))?.insert(params![
        reading,
        n as i64,
        claim.id.0,
        claim.statement.as_ref().map(|id| &id.0),
        voice.word(),
        parts.kind,
        parts.word,
        parts.detail,
        claim.modality.word(),
        claim.firmness.word(),
        place,
        since,
        until,
        dated,
        index.of(claim.trigger),
        json_of(claim)?
    ])?;
    let mut insert =
        conn.prepare_cached("INSERT INTO claim_actor (claim, role, n, actor, name) VALUES (?, ?, ?, ?, ?)")?;
    for (n, (role, entity)) in parts.actors.iter().enumerate() {
        insert.execute(params![key, role, n as i64, entity.actor, entity.name])?;
    }
    Ok(())
}

/// First and last day of a time, an open side closed by the report's day; and whether the words gave any.
fn days(time: Option<&record::Time>, day: &str) -> (String, String, bool) {
    let Some(time) = time else { return (day.to_owned(), day.to_owned(), false) };
    let start = time.start.or(time.end).map(|start| start.to_string());
    let end = time.end.map(|end| end.to_string());
    let until = end.unwrap_or_else(|| day.to_owned());
    let since = start.unwrap_or_else(|| until.clone());
    let until = until.max(since.clone());
    (since, until, time.start.is_some() || time.end.is_some())
}

/// Serialise one of our own nouns.
pub(crate) fn json<T: Serialize>(noun: &T) -> Result<String> {
    serde_json::to_string(noun)
        .map_err(|error| StoreError::Damaged { what: "a row to be kept".into(), why: error.to_string() })
}

/// As [`json`], inside a query.
fn json_of<T: Serialize>(noun: &T) -> rusqlite::Result<String> {
    serde_json::to_string(noun).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
