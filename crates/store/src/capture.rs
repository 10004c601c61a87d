//! Captures: the bytes as they arrived, once per content, and every place they arrived from.

use crate::error::{Doing, Result, StoreError};
use crate::open::Store;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use record::capture::Form;
use record::{Capture, CaptureId};
use rusqlite::{Connection, OptionalExtension, params};
use std::io::{Read, Write};

/// Keep a capture, and where it came from; gives the arrival's key.
pub(crate) fn keep(conn: &Connection, capture: &Capture) -> Result<i64> {
    let doing = "keep a capture";
    let mut known = conn.prepare_cached("SELECT 1 FROM capture WHERE id = ?").doing(doing)?;
    if !known.exists([&capture.id.0]).doing(doing)? {
        let deflated = deflate(&capture.bytes)?;
        conn.prepare_cached("INSERT INTO capture (id, length, deflated) VALUES (?, ?, ?)")
            .and_then(|mut insert| {
                insert.execute(params![capture.id.0, capture.bytes.len() as i64, deflated])
            })
            .doing(doing)?;
    }
    keep_arrival(conn, capture)
}

/// Keep that a capture arrived from somewhere, once.
fn keep_arrival(conn: &Connection, capture: &Capture) -> Result<i64> {
    let doing = "keep where a capture came from";
    let mut known = conn
        .prepare_cached("SELECT key FROM arrival WHERE capture = ? AND origin = ? AND ifnull(url, '') = ?")
        .doing(doing)?;
    let url = capture.url.as_deref().unwrap_or("");
    let key = known
        .query_row(params![capture.id.0, capture.origin, url], |row| row.get(0))
        .optional()
        .doing(doing)?;
    if let Some(key) = key {
        return Ok(key);
    }
    conn.prepare_cached(
        "INSERT INTO arrival (capture, origin, url, media_type, form, captured_at) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .and_then(|mut insert| {
        insert.insert(params![
            capture.id.0,
            capture.origin,
            capture.url,
            capture.media_type,
            form_word(capture.form),
            capture.captured_at
        ])
    })
    .doing(doing)
}

impl Store {
    /// The bytes of a capture, as they arrived.
    pub fn capture_bytes(&self, id: &CaptureId) -> Result<Option<Vec<u8>>> {
        let deflated: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT deflated FROM capture WHERE id = ?")
            .and_then(|mut query| query.query_row([&id.0], |row| row.get(0)).optional())
            .doing("read a capture")?;
        deflated.map(|deflated| inflate(&deflated)).transpose()
    }
}

fn form_word(form: Form) -> &'static str {
    match form {
        Form::Unknown => "unknown",
        Form::Html => "html",
        Form::Text => "text",
        Form::JsonLine => "json_line",
    }
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|source| StoreError::Io { doing: "compress a capture".into(), source })
}

pub(crate) fn inflate(deflated: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(deflated.len() * 3);
    DeflateDecoder::new(deflated)
        .read_to_end(&mut bytes)
        .map_err(|source| StoreError::Io { doing: "unpack a capture".into(), source })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_went_in() {
        let bytes: Vec<u8> = (0..=255u8).cycle().take(10_000).collect();
        assert_eq!(inflate(&deflate(&bytes).unwrap()).unwrap(), bytes);
        assert!(inflate(&deflate(&[]).unwrap()).unwrap().is_empty());
    }
}
