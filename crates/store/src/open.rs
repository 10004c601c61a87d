//! Opening a record, to write or to read, as it stood on a day.

use crate::error::{Doing, Result, StoreError};
use crate::schema::{self, CURRENT};
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One open record file.
///
/// A writer and any number of readers may have the same file open: SQLite's write-ahead log keeps them apart.
#[derive(Debug)]
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) path: PathBuf,
}

/// As of when the record is looked at; both bounds are inclusive days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AsOf {
    /// Only reports published by this day; one without a date counts by the day it was read.
    pub published: Option<Date>,
    /// Only what had been read by the end of this day (UTC): reports, versions and readings.
    pub read: Option<Date>,
}

impl Store {
    /// Open to write, making the file where there is none and bringing an older one up to date.
    pub fn create(path: &Path) -> Result<Store> {
        let doing = format!("open {}", path.display());
        let mut conn = Connection::open(path).doing(&doing)?;
        conn.busy_timeout(Duration::from_secs(10)).doing(&doing)?;
        schema::version(&conn, path)?;
        // WAL with NORMAL: a killed process loses nothing committed; only a power cut may lose the last ones.
        conn.pragma_update(None, "journal_mode", "WAL").map_err(|error| busy(path, error))?;
        conn.pragma_update(None, "synchronous", "NORMAL").doing(&doing)?;
        conn.pragma_update(None, "foreign_keys", true).doing(&doing)?;
        schema::migrate(&mut conn, path)?;
        Store { conn, path: path.to_owned() }.seen_as_of(AsOf::default())
    }

    /// Open to read, also on a disk that cannot be written to.
    pub fn open(path: &Path, as_of: AsOf) -> Result<Store> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let plain = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let conn = match plain.and_then(|conn| schema::header(&conn).map(|_| conn)) {
            Ok(conn) => conn,
            Err(error) if cannot_share(&error) => immutable(path)?,
            Err(_) => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
                .doing(&format!("open {}", path.display()))?,
        };
        let doing = format!("open {}", path.display());
        conn.busy_timeout(Duration::from_secs(10)).doing(&doing)?;
        match schema::version(&conn, path)? {
            0 => Err(StoreError::NotARecord { path: path.to_owned(), found: Some("it is empty".into()) }),
            CURRENT => Store { conn, path: path.to_owned() }.seen_as_of(as_of),
            found => migrate_in_place(path, found, as_of),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Set up this connection's views of what is current: the latest version of each report, its latest reading.
    fn seen_as_of(self, as_of: AsOf) -> Result<Store> {
        self.conn.pragma_update(None, "temp_store", "MEMORY").doing("open the record")?;
        self.conn.set_prepared_statement_cache_capacity(64);
        self.see_current(as_of)?;
        Ok(self)
    }

    /// Make the views of what is current on a day.
    pub(crate) fn see_current(&self, as_of: AsOf) -> Result<()> {
        // Dates print as digits and hyphens, and a view takes no parameters.
        let bound = |column: &str, day: Option<Date>| {
            day.map_or_else(|| "1".to_owned(), |day| format!("substr({column}, 1, 10) <= '{day}'"))
        };
        let views = include_str!("../sql/current.sql")
            .replace(":report_published", &bound("r.day", as_of.published))
            .replace(":later_published", &bound("later.day", as_of.published))
            .replace(":report_read", &bound("r.read_at", as_of.read))
            .replace(":later_read", &bound("later.read_at", as_of.read))
            .replace(":reading_read", &bound("g.read_at", as_of.read))
            .replace(":newer_read", &bound("newer.read_at", as_of.read));
        self.conn.execute_batch(&views).doing("open the record")
    }
}

/// Whether a read-only connection failed because it may not make the files that readers and a writer share.
fn cannot_share(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            rusqlite::ErrorCode::CannotOpen
                | rusqlite::ErrorCode::ReadOnly
                | rusqlite::ErrorCode::SystemIoFailure
        )
    )
}

/// Open a file that nobody can change: SQLite then needs neither lock nor shared memory.
fn immutable(path: &Path) -> Result<Connection> {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    if std::fs::metadata(wal).is_ok_and(|wal| wal.len() > 0) {
        return Err(StoreError::Unfinished { path: path.to_owned() });
    }
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)
        .doing(&format!("open {}", path.display()))
}

/// Bring an older file up to date by opening it to write once, then read it.
fn migrate_in_place(path: &Path, found: i64, as_of: AsOf) -> Result<Store> {
    match Store::create(path) {
        Ok(_) => Store::open(path, as_of),
        Err(StoreError::Sqlite { .. }) => {
            Err(StoreError::OlderReadOnly { path: path.to_owned(), found, known: CURRENT })
        }
        Err(other) => Err(other),
    }
}

fn busy(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy) => StoreError::Busy { path: path.to_owned() },
        _ => StoreError::Sqlite { doing: format!("open {}", path.display()), source: error },
    }
}
