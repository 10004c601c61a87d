//! Checking a record offline: hashes, the log's chain, spans, and SQLite's own structures.

use crate::capture::inflate;
use crate::error::{Doing, Result};
use crate::keep::digest;
use crate::open::Store;
use record::id::sha256_hex;
use record::span::TextIndex;
use record::{Report, ReportId};
use serde::Serialize;
use serde_json::Value;

/// Something wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Which check found it: `file`, `capture`, `report`, `reading`, `judgement`, `derived`.
    pub check: &'static str,
    /// Where: an id, a row.
    pub at: String,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// What was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Captures whose hash was recomputed.
    pub captures: u32,
    /// Report versions whose digest was recomputed.
    pub reports: u32,
    /// Spans held against their texts.
    pub spans: u64,
    /// Judgements whose hash was recomputed.
    pub judgements: u32,
    /// Rows of what linking derives that were derived again.
    pub derived: u32,
    /// What linking derived is of an earlier state of the record, or of other rules or packs, and was not checked.
    pub derived_earlier: bool,
    /// What is wrong, in the order found.
    pub faults: Vec<Fault>,
}

impl Verified {
    fn fault(&mut self, check: &'static str, at: impl Into<String>, message: impl Into<String>) {
        self.faults.push(Fault { check, at: at.into(), message: message.into() });
    }
}

impl Store {
    /// Check everything, every version and every reading included.
    pub fn verify(&self) -> Result<Verified> {
        let mut verified = Verified::default();
        self.verify_file(&mut verified)?;
        self.verify_captures(&mut verified)?;
        self.verify_reports(&mut verified)?;
        self.verify_judgements(&mut verified)?;
        Ok(verified)
    }

    fn verify_file(&self, verified: &mut Verified) -> Result<()> {
        let found: Vec<String> = self.collect("PRAGMA main.integrity_check", Vec::new(), |row| row.get(0))?;
        for message in found.into_iter().filter(|message| message != "ok") {
            verified.fault("file", self.path.display().to_string(), message);
        }
        let orphans = self.collect("PRAGMA main.foreign_key_check", Vec::new(), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
        })?;
        for (table, row, parent) in orphans {
            verified.fault(
                "file",
                format!("{table} {}", row.unwrap_or_default()),
                format!("points at a {parent} that is gone"),
            );
        }
        Ok(())
    }

    fn verify_captures(&self, verified: &mut Verified) -> Result<()> {
        self.each("SELECT id, length, deflated FROM capture ORDER BY id", Vec::new(), |row| {
            let doing = "read a capture";
            let (id, length): (String, i64) = (row.get(0).doing(doing)?, row.get(1).doing(doing)?);
            let deflated: Vec<u8> = row.get(2).doing(doing)?;
            verified.captures += 1;
            match inflate(&deflated) {
                Err(error) => verified.fault("capture", id, error.to_string()),
                Ok(bytes) if sha256_hex(&bytes) != id => {
                    verified.fault(
                        "capture",
                        id,
                        "its bytes are not the ones that arrived: the hash differs",
                    );
                }
                Ok(bytes) if bytes.len() as i64 != length => {
                    verified.fault("capture", id, format!("holds {} bytes, {length} arrived", bytes.len()));
                }
                Ok(_) => {}
            }
            Ok(())
        })
    }

    fn verify_reports(&self, verified: &mut Verified) -> Result<()> {
        let sql = "SELECT key, id, digest, text, json FROM report ORDER BY key";
        self.each(sql, Vec::new(), |row| {
            let doing = "read a report";
            let (key, id): (i64, String) = (row.get(0).doing(doing)?, row.get(1).doing(doing)?);
            let (kept, text): (String, String) = (row.get(2).doing(doing)?, row.get(3).doing(doing)?);
            let json: String = row.get(4).doing(doing)?;
            verified.reports += 1;
            match serde_json::from_str::<Report>(&json) {
                Err(error) => verified.fault("report", &id, error.to_string()),
                Ok(mut report) => {
                    report.text.clone_from(&text);
                    report.id = ReportId(id.clone());
                    if digest(&report)? != kept {
                        verified.fault("report", &id, "was changed after it was kept: its digest differs");
                    }
                }
            }
            self.verify_spans(verified, (key, &id), &text, &json)
        })
    }

    /// Hold every span of a report and its readings against the text.
    fn verify_spans(
        &self,
        verified: &mut Verified,
        (key, id): (i64, &str),
        text: &str,
        json: &str,
    ) -> Result<()> {
        let length = u64::from(TextIndex::new(text).len());
        let mut check = |check: &'static str, json: &str| match serde_json::from_str::<Value>(json) {
            Err(error) => verified.fault(check, id, error.to_string()),
            Ok(value) => each_span(&value, &mut |start, end| {
                verified.spans += 1;
                if start > end || end > length {
                    let message =
                        format!("span {start}..{end} lies outside its text of {length} code points");
                    verified.faults.push(Fault { check, at: id.to_owned(), message });
                }
            }),
        };
        check("report", json);
        self.each(include_str!("../sql/nouns_of_report.sql"), vec![key.into()], |row| {
            let json: String = row.get(0).doing("read a reading")?;
            check("reading", &json);
            Ok(())
        })
    }

    fn verify_judgements(&self, verified: &mut Verified) -> Result<()> {
        let (mut seq, mut prev) = (0, String::new());
        for row in self.judgements()? {
            verified.judgements += 1;
            let at = format!("judgement {}", row.seq);
            if row.seq != seq + 1 {
                verified.fault("judgement", &at, format!("follows {seq}: the log has a gap"));
            }
            if row.prev != prev {
                verified.fault("judgement", &at, "does not name the judgement before it: the chain is cut");
            }
            if row.expected_hash() != row.hash {
                verified.fault("judgement", &at, "was changed after it was logged: its hash differs");
            }
            (seq, prev) = (row.seq, row.hash);
        }
        Ok(())
    }
}

/// Hand over every `{"start": n, "end": m}` of a value.
fn each_span(value: &Value, take: &mut impl FnMut(u64, u64)) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end)) =
                (fields.get("start").and_then(Value::as_u64), fields.get("end").and_then(Value::as_u64))
            {
                take(start, end);
            }
            fields.values().for_each(|field| each_span(field, take));
        }
        Value::Array(items) => items.iter().for_each(|item| each_span(item, take)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
