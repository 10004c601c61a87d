//! What stops a verb. A bad input does not: it is kept as a problem.

use std::path::PathBuf;
use store::StoreError;

/// An error of a verb: what, where, why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The record file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of configuration or a destination could not be used.
    #[error("could not {doing} {path}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// What was asked for cannot be done.
    #[error("{message}")]
    Usage {
        /// What is wrong, in one sentence.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// Nothing has this id.
    #[error("nothing in {path} has the id {id}")]
    Unknown {
        /// The record.
        path: PathBuf,
        /// The id asked for.
        id: String,
    },
    /// Output could not be written.
    #[error("could not write the output: {0}")]
    Output(#[source] std::io::Error),
}

impl Error {
    /// What to do about it, in one sentence.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Store(error) => error.help().map(str::to_owned),
            Error::Usage { help, .. } => (!help.is_empty()).then(|| help.clone()),
            Error::Unknown { .. } => {
                Some("ids stand in the lists: `daftari reports|statements|claims FILE`".to_owned())
            }
            Error::Io { .. } | Error::Output(_) => None,
        }
    }
}

/// What the verbs give.
pub type Result<T> = std::result::Result<T, Error>;
