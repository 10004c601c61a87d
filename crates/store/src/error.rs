//! What can go wrong with a record file, in words a person can act on.

use std::path::PathBuf;

/// An error of the store: what, where, why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no record at {path}")]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{path} is not a Daftari record{}", found.as_deref().map(|found| format!(": {found}")).unwrap_or_default())]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What was found instead, if that can be told.
        found: Option<String>,
    },
    /// The file was made by a newer Daftari.
    #[error("{path} was written by a newer Daftari (its schema is {found}, this one knows up to {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest this binary knows.
        known: i64,
    },
    /// The file was made by an older Daftari and cannot be brought up to date here.
    #[error(
        "{path} was written by an older Daftari (schema {found} of {known}) and cannot be written to here"
    )]
    OlderReadOnly {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest this binary knows.
        known: i64,
    },
    /// An interrupted writer left work that only a writable disk can finish.
    #[error("{path} has unfinished work of an interrupted run beside it, and its disk is read-only")]
    Unfinished {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else is writing.
    #[error("another program is writing to {path}")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A row does not hold what this version writes.
    #[error("{what} in the record cannot be understood: {why}")]
    Damaged {
        /// Which row.
        what: String,
        /// Why.
        why: String,
    },
    /// SQLite failed.
    #[error("could not {doing}: {source}")]
    Sqlite {
        /// What was being done.
        doing: String,
        /// SQLite's own words.
        source: rusqlite::Error,
    },
    /// Compression or the file system failed.
    #[error("could not {doing}: {source}")]
    Io {
        /// What was being done.
        doing: String,
        /// The system's own words.
        source: std::io::Error,
    },
}

impl StoreError {
    /// What to do about it, in one sentence.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            StoreError::Missing { .. } => {
                Some("make one with `daftari read INPUT --into FILE.daftari`, or check the path")
            }
            StoreError::NotARecord { .. } => {
                Some("give another file name: Daftari never writes over a file that is not its own")
            }
            StoreError::Newer { .. } => Some("use the Daftari that wrote it, or a later one"),
            StoreError::OlderReadOnly { .. } => {
                Some("copy it to a writable disk and open it there once: it is brought up to date on opening")
            }
            StoreError::Unfinished { .. } => {
                Some("copy the file with its -wal beside it to a writable disk and open it there once")
            }
            StoreError::Busy { .. } => Some("wait for it to finish, or write into another file"),
            StoreError::Damaged { .. } => Some("`daftari verify FILE` lists everything that is wrong"),
            StoreError::Sqlite { .. } | StoreError::Io { .. } => None,
        }
    }
}

/// What the store's functions give.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Says what was being done when SQLite failed.
pub(crate) trait Doing<T> {
    /// Turn SQLite's error into the store's.
    fn doing(self, what: &str) -> Result<T>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, what: &str) -> Result<T> {
        self.map_err(|source| StoreError::Sqlite { doing: what.to_owned(), source })
    }
}
