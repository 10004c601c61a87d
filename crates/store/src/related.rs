//! Reports beside a report: those its cards lead to, and those that speak of the same actors and places then.

use crate::error::{Doing, Result};
use crate::open::Store;
use record::ReportId;
use record::report::Card;
use rusqlite::{OptionalExtension, params};

impl Store {
    /// The report a card leads to, where the record has it: by URL, else by its exact headline.
    pub fn report_of_card(&self, card: &Card) -> Result<Option<ReportId>> {
        let url = card.url.as_deref();
        let sql = "SELECT id FROM current_report WHERE url = ?1 \
                   UNION ALL SELECT id FROM current_report WHERE headline = ?2 LIMIT 1";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut query| {
                query.query_row(params![url, card.title], |row| row.get(0).map(ReportId)).optional()
            })
            .doing("look up a related report")
    }

    /// Other reports within some days that share at least two actors or places, with how many they share.
    pub fn nearby(&self, id: &ReportId, days: u32, limit: u32) -> Result<Vec<(ReportId, u32)>> {
        let doing = "look up related reports";
        let mut query = self.conn.prepare_cached(include_str!("../sql/nearby.sql")).doing(doing)?;
        let rows =
            query.query_map(params![id.0, days, limit], |row| Ok((ReportId(row.get(0)?), row.get(1)?)));
        rows.and_then(Iterator::collect).doing(doing)
    }
}
