//! The nouns of Daftari: what every other room points at.
//!
//! `record` knows what a capture, a report, a statement, a claim and a judgement *are*: their fields, how an
//! id is made from content, how a span points into a text, how precise a date is. It never knows how one
//! is found, stored or shown, and depends on no other room.
//!
//! The serialised form of these types is the machine contract (`daftari schema` prints its JSON Schema).

pub mod account;
pub mod capture;
pub mod claim;
pub mod commitment;
pub mod date;
pub mod entity;
pub mod event;
pub mod id;
pub mod judgement;
pub mod made_by;
pub mod noted;
pub mod pack;
pub mod plover;
pub mod process;
pub mod report;
pub mod span;
pub mod statement;

pub use account::{Account, Basis, Independence};
pub use capture::Capture;
pub use claim::{Claim, ClaimBody};
pub use commitment::Commitment;
pub use date::{DateFrom, DatePrecision, Time};
pub use entity::{Entity, Place};
pub use event::Event;
pub use id::{CaptureId, ClaimId, CommitmentId, EventId, JudgementId, ProcessId, ReportId, StatementId};
pub use judgement::Judgement;
pub use made_by::MadeBy;
pub use noted::{Note, Noted};
pub use process::{PlaceControl, Process};
pub use report::Report;
pub use span::Span;
pub use statement::Statement;

/// Version of the machine contract: raised when a field changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// What the `reading` room makes of one report: its statements and its claims, in text order.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// Who says what, in text order.
    pub statements: Vec<Statement>,
    /// What is claimed, in text order; each points at its statement, or at none (the outlet's own voice).
    pub claims: Vec<Claim>,
    /// Loaded words in the outlet's own voice.
    pub loaded: Vec<report::LoadedWord>,
    /// The outlet's id in a pack, where one matches.
    pub outlet: Option<String>,
    /// What could not be read, in words.
    pub notes: Vec<Note>,
}
