//! What linking derives, kept so that it need not be derived at every look. The store knows rows, not what they mean.

use crate::error::{Doing, Result};
use crate::open::Store;
use record::ReportId;
use rusqlite::{OptionalExtension, params};

/// The tables of the cache, for a connection that must not touch the file.
const TABLES: &str = include_str!("../migrations/0002-what-linking-derives.sql");

/// What the cache was derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkState {
    /// Rules and packs.
    pub made_by: String,
    /// How far the record had grown: last reading, last judgement.
    pub position: (i64, i64),
    /// The day states were worded as of.
    pub day: String,
}

/// A current reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Key of the reading.
    pub reading: i64,
    /// Place in the order in which reports were first read: a later version has that of the first.
    pub series: i64,
    /// The report.
    pub report: ReportId,
}

/// One row of the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedRow {
    /// Its id.
    pub id: String,
    /// The day it is ordered by; empty where it has none.
    pub day: String,
    /// What it falls under; empty where nothing.
    pub under: String,
    /// Whether more than one report tells of it.
    pub several: bool,
    /// Digest of what it was derived from.
    pub made_of: String,
    /// The row's own content.
    pub json: String,
}

/// Which rows of a kind are asked for, latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Only those under this.
    pub under: Option<&'a str>,
    /// First those that several reports tell of.
    pub several_first: bool,
    /// At most so many; none: all.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: u32,
}

impl Store {
    /// Keep what is derived from now on in memory or a temporary file of this connection, not in the record.
    pub fn derive_aside(&self) -> Result<()> {
        let tables = TABLES
            .replace("CREATE TABLE", "CREATE TEMP TABLE")
            .replace("CREATE INDEX ", "CREATE INDEX temp.");
        self.conn.pragma_update(None, "temp_store", "FILE").doing("derive aside")?;
        self.conn.execute_batch(include_str!("../sql/drop_views.sql")).doing("derive aside")?;
        self.see_current(crate::open::AsOf::default())?;
        self.conn.execute_batch(&tables).doing("derive aside")
    }

    /// What the cache was derived from; none where there is none.
    pub fn link_state(&self) -> Result<Option<LinkState>> {
        let sql = "SELECT made_by, reading, judgement, day FROM link_state";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| {
                query
                    .query_row([], |row| {
                        Ok(LinkState {
                            made_by: row.get(0)?,
                            position: (row.get(1)?, row.get(2)?),
                            day: row.get(3)?,
                        })
                    })
                    .optional()
            })
            .doing("see what was derived")
    }

    /// Note what the cache is derived from.
    pub fn set_link_state(&self, state: &LinkState) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO link_state (one, made_by, reading, judgement, day) VALUES (1, ?, ?, ?, ?)";
        let (reading, judgement) = state.position;
        self.run(sql, params![state.made_by, reading, judgement, state.day])
    }

    /// Empty the cache but for ids once given.
    pub fn forget_derived(&self) -> Result<()> {
        let all = "DELETE FROM link_state; DELETE FROM link_report; DELETE FROM link_pair; DELETE FROM derived; \
                   DELETE FROM derived_member;";
        self.conn.execute_batch(all).doing("forget what was derived")
    }

    /// Do some writing in one transaction: all of it or none.
    pub fn together<T, E: From<crate::error::StoreError>>(
        &self,
        work: impl FnOnce(&Store) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        // A record opened to read has only tables of its own to write to, and cannot be locked.
        let begun = self.conn.execute_batch("BEGIN IMMEDIATE").or_else(|_| self.conn.execute_batch("BEGIN"));
        begun.doing("write what was derived")?;
        let done = work(self);
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.conn.execute_batch(end).doing("write what was derived")?;
        done
    }

    /// The current reading of every report, in the order in which the reports were first read.
    pub fn current(&self) -> Result<Vec<Current>> {
        let sql = "SELECT g.key, r.series, r.id FROM current_report r JOIN current_reading g ON g.report = r.key \
                   ORDER BY r.series";
        self.collect(sql, Vec::new(), |row| {
            Ok(Current { reading: row.get(0)?, series: row.get(1)?, report: ReportId(row.get(2)?) })
        })
    }

    /// Every reading made ready: key, keys, outline.
    pub fn each_linked(&self, mut take: impl FnMut(i64, &str, &str) -> Result<()>) -> Result<()> {
        self.each("SELECT reading, keys, outline FROM link_report ORDER BY reading", Vec::new(), |row| {
            let doing = "read what was derived";
            let (keys, outline): (String, String) = (row.get(1).doing(doing)?, row.get(2).doing(doing)?);
            take(row.get(0).doing(doing)?, &keys, &outline)
        })
    }

    /// Keep a reading made ready.
    pub fn put_linked(&self, reading: i64, keys: &str, outline: &str) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO link_report (reading, keys, outline) VALUES (?, ?, ?)";
        self.run(sql, params![reading, keys, outline])
    }

    /// Let go of a reading that is no longer current, and of what was found about it.
    pub fn drop_linked(&self, reading: i64) -> Result<()> {
        self.run("DELETE FROM link_report WHERE reading = ?", [reading])
    }

    /// What rules found about every pair of readings.
    pub fn each_pair(&self, mut take: impl FnMut(i64, i64, &str) -> Result<()>) -> Result<()> {
        self.each("SELECT a, b, found FROM link_pair ORDER BY a, b", Vec::new(), |row| {
            let doing = "read what was derived";
            let found: String = row.get(2).doing(doing)?;
            take(row.get(0).doing(doing)?, row.get(1).doing(doing)?, &found)
        })
    }

    /// What rules found about one pair of readings; none where they were not compared.
    pub fn pair(&self, a: i64, b: i64) -> Result<Option<String>> {
        self.conn
            .prepare_cached("SELECT found FROM link_pair WHERE a = ? AND b = ?")
            .and_then(|mut query| query.query_row([a, b], |row| row.get(0)).optional())
            .doing("read what was derived")
    }

    /// The reports that a report was compared with, in the order of their ids.
    pub fn beside(&self, report: &ReportId) -> Result<Vec<ReportId>> {
        let side = |mine: &str, other: &str| {
            format!(
                "SELECT o.id FROM current_report r JOIN current_reading g ON g.report = r.key \
                 JOIN link_pair p ON p.{mine} = g.key AND p.a <> p.b \
                 JOIN current_reading h ON h.key = p.{other} JOIN current_report o ON o.key = h.report WHERE r.id = ?1"
            )
        };
        let sql = format!("{} UNION {} ORDER BY 1", side("a", "b"), side("b", "a"));
        self.collect(&sql, vec![report.0.clone().into()], |row| Ok(ReportId(row.get(0)?)))
    }

    /// Keep what rules found about a pair.
    pub fn put_pair(&self, a: i64, b: i64, found: &str) -> Result<()> {
        self.run("INSERT OR REPLACE INTO link_pair (a, b, found) VALUES (?, ?, ?)", params![a, b, found])
    }

    /// Let go of a pair that is no longer compared.
    pub fn drop_pair(&self, a: i64, b: i64) -> Result<()> {
        self.run("DELETE FROM link_pair WHERE a = ? AND b = ?", [a, b])
    }

    /// Id and digest of every row of a kind.
    pub fn derived_digests(&self, kind: &str) -> Result<Vec<(String, String)>> {
        let sql = "SELECT id, made_of FROM derived WHERE kind = ? ORDER BY id";
        self.collect(sql, vec![kind.to_owned().into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Keep a row.
    pub fn put_derived(&self, kind: &str, row: &DerivedRow) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO derived (kind, id, day, under, several, made_of, json) VALUES (?, ?, ?, ?, ?, ?, ?)";
        self.run(sql, params![kind, row.id, row.day, row.under, row.several, row.made_of, row.json])
    }

    /// Let go of a row.
    pub fn drop_derived(&self, kind: &str, id: &str) -> Result<()> {
        self.run("DELETE FROM derived WHERE kind = ? AND id = ?", [kind, id])
    }

    /// One row.
    pub fn derived_row(&self, kind: &str, id: &str) -> Result<Option<DerivedRow>> {
        self.conn
            .prepare_cached(
                "SELECT id, day, under, several, made_of, json FROM derived WHERE kind = ? AND id = ?",
            )
            .and_then(|mut query| query.query_row([kind, id], derived_row).optional())
            .doing("read what was derived")
    }

    /// Rows of a kind, latest first.
    pub fn derived_rows(&self, kind: &str, asked: &Asked<'_>) -> Result<Vec<DerivedRow>> {
        let narrowed = if asked.under.is_some() { "AND under = ?2" } else { "AND ?2 IS NULL" };
        let first = if asked.several_first { "several DESC, " } else { "" };
        let limit = asked.limit.map_or_else(|| "-1".to_owned(), |limit| limit.to_string());
        let sql = format!(
            "SELECT id, day, under, several, made_of, json FROM derived WHERE kind = ?1 {narrowed} \
             ORDER BY {first}day DESC, id DESC LIMIT {limit} OFFSET {}",
            asked.offset
        );
        let under = asked.under.map(str::to_owned);
        self.collect(&sql, vec![kind.to_owned().into(), under.into()], derived_row)
    }

    /// Rows of a kind that fall under anything, latest first.
    pub fn derived_under_any(&self, kind: &str) -> Result<Vec<DerivedRow>> {
        let sql = "SELECT id, day, under, several, made_of, json FROM derived WHERE kind = ?1 AND under > '' \
                   ORDER BY day DESC, id DESC";
        self.collect(sql, vec![kind.to_owned().into()], derived_row)
    }

    /// Note which event holds a claim of a reading, by the claim's place; no place: the report as a whole.
    pub fn put_member(&self, reading: i64, at: Option<u32>, event: &str) -> Result<()> {
        let at = at.map_or(-1, i64::from);
        let sql = "INSERT OR REPLACE INTO derived_member (reading, at, event) VALUES (?, ?, ?)";
        self.run(sql, params![reading, at, event])
    }

    /// The events that hold claims of a report's current reading, by the claims' places; no place: the report as a whole.
    pub fn events_of(&self, report: &ReportId) -> Result<Vec<(Option<u32>, String)>> {
        let sql = "SELECT m.at, m.event FROM current_report r JOIN current_reading g ON g.report = r.key \
                   JOIN derived_member m ON m.reading = g.key WHERE r.id = ? ORDER BY m.at";
        self.collect(sql, vec![report.0.clone().into()], |row| {
            let at: i64 = row.get(0)?;
            Ok((u32::try_from(at).ok(), row.get(1)?))
        })
    }

    /// Every pair of readings that was compared.
    pub fn pair_keys(&self) -> Result<Vec<(i64, i64)>> {
        self.collect("SELECT a, b FROM link_pair ORDER BY a, b", Vec::new(), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// How many rows of a kind there are, all or under one thing.
    pub fn count_derived(&self, kind: &str, under: Option<&str>) -> Result<u32> {
        let sql = match under {
            None => "SELECT count(*) FROM derived WHERE kind = ?1 AND ?2 IS NULL",
            Some(_) => "SELECT count(*) FROM derived WHERE kind = ?1 AND under = ?2",
        };
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| query.query_row(params![kind, under], |row| row.get(0)))
            .doing("count what was derived")
    }

    /// Note where the claim stands that named an id which is no longer given; no start: the report as a whole.
    pub fn put_known_as(&self, id: &str, report: &ReportId, start: Option<u32>) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO known_as (id, report, start) VALUES (?, ?, ?)";
        self.run(sql, params![id, report.0, start])
    }

    /// Where the claim stands that once named an id.
    pub fn known_as(&self, id: &str) -> Result<Option<(ReportId, Option<u32>)>> {
        self.conn
            .prepare_cached("SELECT report, start FROM known_as WHERE id = ?")
            .and_then(|mut query| {
                query.query_row([id], |row| Ok((ReportId(row.get(0)?), row.get(1)?))).optional()
            })
            .doing("look an earlier id up")
    }

    /// Rows derived aside that the record's cache has otherwise, and the other way round: kind, id.
    pub fn derived_differences(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT DISTINCT kind, id FROM ( \
                   SELECT * FROM (SELECT * FROM temp.derived EXCEPT SELECT * FROM main.derived) \
                   UNION ALL \
                   SELECT * FROM (SELECT * FROM main.derived EXCEPT SELECT * FROM temp.derived)) \
                   ORDER BY kind, id";
        self.collect(sql, Vec::new(), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<()> {
        let done = self.conn.prepare_cached(sql).and_then(|mut statement| statement.execute(values));
        done.map(|_| ()).doing("write what was derived")
    }
}

fn derived_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<DerivedRow> {
    Ok(DerivedRow {
        id: row.get(0)?,
        day: row.get(1)?,
        under: row.get(2)?,
        several: row.get(3)?,
        made_of: row.get(4)?,
        json: row.get(5)?,
    })
}
