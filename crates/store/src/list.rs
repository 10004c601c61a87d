//! Lists: reports, statements and claims, newest report first, in text order within one.

use crate::error::{Doing, Result};
use crate::filter::{Filter, Narrowed, Over};
use crate::held::parse;
use crate::keep::Problem;
use crate::open::Store;
use crate::rows::{ClaimRow, Counted, Counts, OutletCount, ReportRow, StatementRow, Voices, Where};
use record::ReportId;
use record::statement::Voice;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::sync::Arc;

impl Store {
    /// Reports, newest first.
    pub fn reports(&self, filter: &Filter) -> Result<Vec<ReportRow>> {
        let sql = fill(include_str!("../sql/list_reports.sql"), &filter.narrow(Over::Reports));
        self.collect(&sql, filter.narrow(Over::Reports).values, report_row)
    }

    /// How many reports a filter lets through.
    pub fn count_reports(&self, filter: &Filter) -> Result<u32> {
        let narrowed = filter.narrow(Over::Reports);
        let sql = format!(
            "SELECT count(*) FROM current_report r JOIN current_reading g ON g.report = r.key WHERE {}",
            narrowed.clause
        );
        self.conn
            .prepare_cached(&sql)
            .and_then(|mut query| query.query_row(params_from_iter(narrowed.values), |row| row.get(0)))
            .doing("count reports")
    }

    /// Statements, handed over one by one.
    pub fn each_statement(&self, filter: &Filter, mut take: impl FnMut(StatementRow)) -> Result<()> {
        let narrowed = filter.narrow(Over::Statements);
        let mut place = Place::default();
        self.each(&fill(include_str!("../sql/list_statements.sql"), &narrowed), narrowed.values, |row| {
            let at = place.of(row)?;
            let json: String = row.get("json").doing("list statements")?;
            take(StatementRow { at, statement: parse(&json, "a statement")? });
            Ok(())
        })
    }

    /// Claims, handed over one by one.
    pub fn each_claim(&self, filter: &Filter, mut take: impl FnMut(ClaimRow)) -> Result<()> {
        let narrowed = filter.narrow(Over::Claims);
        let mut place = Place::default();
        self.each(&fill(include_str!("../sql/list_claims.sql"), &narrowed), narrowed.values, |row| {
            take(claim_row(row, &mut place)?);
            Ok(())
        })
    }

    /// Statements, all at once.
    pub fn statements(&self, filter: &Filter) -> Result<Vec<StatementRow>> {
        let mut all = Vec::new();
        self.each_statement(filter, |row| all.push(row))?;
        Ok(all)
    }

    /// Claims, all at once.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<ClaimRow>> {
        let mut all = Vec::new();
        self.each_claim(filter, |row| all.push(row))?;
        Ok(all)
    }

    /// Topics with the number of their reports, most first.
    pub fn topics(&self) -> Result<Vec<Counted>> {
        self.collect(include_str!("../sql/list_topics.sql"), Vec::new(), counted)
    }

    /// Actors with what they occur in, most first; those no pack knows have a `new:` id.
    pub fn actors(&self) -> Result<Vec<Counted>> {
        self.collect(include_str!("../sql/list_actors.sql"), Vec::new(), counted)
    }

    /// Places with what they occur in, most first.
    pub fn places(&self) -> Result<Vec<Counted>> {
        self.collect(include_str!("../sql/list_places.sql"), Vec::new(), counted)
    }

    /// One actor with what it occurs in; none where nothing names it.
    pub fn actor(&self, id: &str) -> Result<Option<Counted>> {
        let sql = include_str!("../sql/list_actors.sql").replace(".actor IS NOT NULL", ".actor = ?1");
        Ok(self.collect(&sql, vec![id.to_owned().into()], counted)?.pop())
    }

    /// One place with what it occurs in; none where no claim is about it.
    pub fn place(&self, id: &str) -> Result<Option<Counted>> {
        let sql = include_str!("../sql/list_places.sql").replace(".place IS NOT NULL", ".place = ?1");
        Ok(self.collect(&sql, vec![id.to_owned().into()], counted)?.pop())
    }

    /// Outlets by id (else name): name, voices and number of what of theirs (`statement`, `claim`), counted in the database.
    pub fn outlets(&self) -> Result<Vec<OutletCount>> {
        self.collect(include_str!("../sql/list_outlets.sql"), Vec::new(), |row| {
            Ok(OutletCount {
                id: row.get(0)?,
                name: row.get(1)?,
                reports: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
                statements: column_json(row, "statements")?,
                claims: column_json(row, "claims")?,
            })
        })
    }

    /// Inputs that could not be read, newest first.
    pub fn problems(&self) -> Result<Vec<Problem>> {
        self.collect("SELECT origin, code, message FROM problem ORDER BY key DESC", Vec::new(), |row| {
            Ok(Problem { origin: row.get(0)?, code: row.get(1)?, message: row.get(2)? })
        })
    }

    /// How far the record has grown: the last reading and the last judgement. What is derived from the record stays right until
    /// this changes.
    pub fn position(&self) -> Result<(i64, i64)> {
        let sql =
            "SELECT (SELECT ifnull(max(key), 0) FROM reading), (SELECT ifnull(max(seq), 0) FROM judgement)";
        self.conn
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .doing("see how far the record has grown")
    }

    /// What the record holds.
    pub fn counts(&self) -> Result<Counts> {
        self.conn
            .query_row(include_str!("../sql/counts.sql"), [], |row| {
                Ok(Counts {
                    reports: row.get(0)?,
                    earlier_versions: row.get(1)?,
                    statements: row.get(2)?,
                    claims: row.get(3)?,
                    problems: row.get(4)?,
                    captures: row.get(5)?,
                    judgements: row.get(6)?,
                })
            })
            .doing("count the record's rows")
    }

    /// Run a query and make each row into something.
    pub(crate) fn collect<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        make: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut query = self.conn.prepare_cached(sql).doing("list the record")?;
        let rows = query.query_map(params_from_iter(values), make);
        rows.and_then(Iterator::collect).doing("list the record")
    }

    /// Run a query and hand each row over.
    pub(crate) fn each(
        &self,
        sql: &str,
        values: Vec<Value>,
        mut take: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(sql).doing("list the record")?;
        let mut rows = query.query(params_from_iter(values)).doing("list the record")?;
        while let Some(row) = rows.next().doing("list the record")? {
            take(row)?;
        }
        Ok(())
    }
}

fn fill(sql: &str, narrowed: &Narrowed) -> String {
    sql.replace(":narrowed", &narrowed.clause).replace(":limit", &narrowed.limit)
}

pub(crate) fn report_row(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    Ok(ReportRow {
        id: ReportId(row.get("id")?),
        version: row.get("version")?,
        url: row.get("url")?,
        outlet: row.get("outlet")?,
        outlet_id: row.get("outlet_id")?,
        headline: row.get("headline")?,
        standfirst: row.get("standfirst")?,
        published: row.get("published")?,
        day: row.get("day")?,
        language: row.get("language")?,
        topics: column_json(row, "topics")?,
        read_at: row.get("read_at")?,
        statements: column_json::<Voices>(row, "statements")?,
        claims: column_json::<Voices>(row, "claims")?,
    })
}

/// A claim's row; claims of one report share its text.
pub(crate) fn claim_row(row: &Row<'_>, place: &mut Place) -> Result<ClaimRow> {
    let at = place.of(row)?;
    let doing = "list claims";
    let json: String = row.get("json").doing(doing)?;
    let voice: String = row.get("voice").doing(doing)?;
    Ok(ClaimRow {
        at,
        voice: Voice::from_word(&voice).unwrap_or(Voice::Outlet),
        source: row.get("source").doing(doing)?,
        claim: parse(&json, "a claim")?,
    })
}

/// The last report's place, kept so that its text is read once for all its rows.
#[derive(Default)]
pub(crate) struct Place {
    key: i64,
    last: Option<Where>,
}

impl Place {
    pub(crate) fn of(&mut self, row: &Row<'_>) -> Result<Where> {
        let doing = "list the record";
        let key: i64 = row.get("report_key").doing(doing)?;
        if let Some(last) = self.last.as_ref().filter(|_| self.key == key) {
            return Ok(last.clone());
        }
        let text: String = row.get("text").doing(doing)?;
        let at = Where {
            report: ReportId(row.get("report").doing(doing)?),
            headline: row.get("headline").doing(doing)?,
            outlet: row.get("outlet").doing(doing)?,
            outlet_id: row.get("outlet_id").doing(doing)?,
            day: row.get("day").doing(doing)?,
            text: Arc::from(text),
        };
        self.key = key;
        self.last = Some(at.clone());
        Ok(at)
    }
}

fn counted(row: &Row<'_>) -> rusqlite::Result<Counted> {
    Ok(Counted {
        id: row.get(0)?,
        name: row.get(1)?,
        reports: row.get(2)?,
        claims: row.get(3)?,
        statements: row.get(4)?,
    })
}

fn column_json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let json: String = row.get(column)?;
    serde_json::from_str(&json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}
