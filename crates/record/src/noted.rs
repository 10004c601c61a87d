//! A value, and what was lost or doubtful on the way to it.

use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing a stage wants known about what it made: broken input is a value with notes, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// A short stable code, such as `encoding-replaced`; documented in docs/notes.md.
    pub code: String,
    /// One sentence for a person: what, where, why.
    pub message: String,
    /// How grave it is.
    pub level: Level,
    /// Where in the stored text, if it has a place there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How grave a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Something was lost or guessed; the report is still usable.
    Doubt,
    /// The input could not be read; counted as a problem by the summary and the exit code.
    Problem,
}

impl Note {
    /// A note without a place in the text.
    pub fn new(level: Level, code: &str, message: impl Into<String>) -> Note {
        Note { code: code.to_owned(), message: message.into(), level, span: None }
    }
}

/// A value with its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    /// What was made.
    pub value: T,
    /// What was lost, guessed or doubtful on the way.
    pub notes: Vec<Note>,
}
