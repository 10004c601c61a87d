//! The numbered migrations, and how a file is known to be a record.

use crate::error::{Doing, Result, StoreError};
use rusqlite::Connection;
use std::path::Path;

/// "DFTR": SQLite's `application_id` of every record.
pub const APPLICATION_ID: i64 = 0x4446_5452;

/// Each brings a file from the version before it to its own place in this list, counted from 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001-the-record.sql"),
    include_str!("../migrations/0002-what-linking-derives.sql"),
    include_str!("../migrations/0003-pairs-from-either-side.sql"),
];

/// The schema version this binary writes.
pub const CURRENT: i64 = MIGRATIONS.len() as i64;

/// What a file's header says it is.
pub(crate) enum Header {
    /// Nothing yet: SQLite's answer for a new or empty file.
    Empty,
    /// A record of this schema version.
    Record(i64),
    /// A database of something else.
    Other(i64),
}

/// Read what the file is, without changing it.
pub(crate) fn header(conn: &Connection) -> rusqlite::Result<Header> {
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (id, tables) {
        (APPLICATION_ID, _) => Header::Record(version),
        (0, 0) => Header::Empty,
        (other, _) => Header::Other(other),
    })
}

/// Bring a writable file up to date, each migration in a transaction of its own.
pub(crate) fn migrate(conn: &mut Connection, path: &Path) -> Result<()> {
    let from = version(conn, path)?;
    for (number, sql) in (1..).zip(MIGRATIONS).skip(usize::try_from(from).unwrap_or(0)) {
        let doing = format!("bring {} to schema {number}", path.display());
        let step = conn.transaction().doing(&doing)?;
        step.execute_batch(sql).doing(&doing)?;
        step.pragma_update(None, "user_version", number).doing(&doing)?;
        step.pragma_update(None, "application_id", APPLICATION_ID).doing(&doing)?;
        step.commit().doing(&doing)?;
    }
    Ok(())
}

/// The schema version of a file, 0 for an empty one; an error for a file of something else or of a newer Daftari.
pub(crate) fn version(conn: &Connection, path: &Path) -> Result<i64> {
    match header(conn).map_err(|error| not_a_record(path, error))? {
        Header::Empty => Ok(0),
        Header::Record(found) if found > CURRENT => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: CURRENT })
        }
        Header::Record(found) => Ok(found),
        Header::Other(id) => {
            let found = Some(format!("an SQLite database of another program (application id {id})"));
            Err(StoreError::NotARecord { path: path.to_owned(), found })
        }
    }
}

/// SQLite's "file is not a database", and the rest as they are.
fn not_a_record(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => {
            StoreError::NotARecord { path: path.to_owned(), found: None }
        }
        Some(rusqlite::ErrorCode::DatabaseBusy) => StoreError::Busy { path: path.to_owned() },
        _ => StoreError::Sqlite { doing: format!("open {}", path.display()), source: error },
    }
}
