//! The log of judgements: append-only, each row's hash covering the row before it.

use crate::error::{Doing, Result};
use crate::open::Store;
use record::id::sha256_hex;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// One row of the log. What a judgement means is not the store's business: it keeps the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// Its place in the log, counted from 1.
    pub seq: i64,
    /// Id of the judgement.
    pub id: String,
    /// Hash of the row before; empty for the first.
    pub prev: String,
    /// Hash of this row: of place, previous hash, id, time and JSON, each preceded by its length.
    pub hash: String,
    /// When it was judged, RFC 3339.
    pub at: String,
    /// The judgement.
    pub json: String,
}

impl Logged {
    /// What the hash of this row must be.
    pub fn expected_hash(&self) -> String {
        let seq = self.seq.to_string();
        let mut bytes = Vec::new();
        for part in [seq.as_str(), &self.prev, &self.id, &self.at, &self.json] {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        sha256_hex(&bytes)
    }
}

impl Store {
    /// Append judgements (id and JSON) to the log, all or none.
    pub fn append(&mut self, judgements: &[(String, String)], at: &str) -> Result<()> {
        let doing = "append to the log of judgements";
        let step = self.conn.transaction().doing(doing)?;
        let last: Option<(i64, String)> = step
            .query_row("SELECT seq, hash FROM judgement ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .doing(doing)?;
        let (mut seq, mut prev) = last.unwrap_or_default();
        for (id, json) in judgements {
            seq += 1;
            let mut row = Logged {
                seq,
                id: id.clone(),
                prev,
                hash: String::new(),
                at: at.to_owned(),
                json: json.clone(),
            };
            row.hash = row.expected_hash();
            step.prepare_cached(
                "INSERT INTO judgement (seq, id, prev, hash, at, json) VALUES (?, ?, ?, ?, ?, ?)",
            )
            .and_then(|mut insert| {
                insert.execute(params![row.seq, row.id, row.prev, row.hash, row.at, row.json])
            })
            .doing(doing)?;
            prev = row.hash;
        }
        step.commit().doing(doing)
    }

    /// The whole log, in order.
    pub fn judgements(&self) -> Result<Vec<Logged>> {
        let sql = "SELECT seq, id, prev, hash, at, json FROM judgement ORDER BY seq";
        self.collect(sql, Vec::new(), logged)
    }
}

fn logged(row: &Row<'_>) -> rusqlite::Result<Logged> {
    Ok(Logged {
        seq: row.get(0)?,
        id: row.get(1)?,
        prev: row.get(2)?,
        hash: row.get(3)?,
        at: row.get(4)?,
        json: row.get(5)?,
    })
}
