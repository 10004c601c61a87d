//! Processes: series of talks; and who is said to control which place, over time.

use crate::account::{Account, Independence};
use crate::claim::ControlChange;
use crate::date::{DatePrecision, Time};
use crate::entity::{Entity, Place};
use crate::id::{CommitmentId, EventId, ProcessId, ReportId};
use crate::plover::words;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A series of talks: what the pack knows of it, and what reports say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Process {
    /// See [`ProcessId`].
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// Who talks.
    pub parties: Vec<Entity>,
    /// Who mediates, by the pack or by any account.
    pub mediators: Vec<Entity>,
    /// Where.
    pub venues: Vec<String>,
    /// Its steps in time.
    pub steps: Vec<Step>,
    /// Agreements that came of it.
    pub agreements: Vec<ProcessAgreement>,
    /// Undertakings under it.
    pub commitments: Vec<CommitmentId>,
    /// The reports that speak of it, earliest first.
    pub reports: Vec<ReportId>,
    /// How many of these are independent.
    pub independent: Independence,
}

words! {
    /// What a step of a process is.
    StepKind "snake" {
        Session "session" "The parties met.",
        Announced "announced" "A meeting was announced or is planned.",
        WalkOut "walk_out" "A party left, or refused to come.",
        Postponed "postponed" "A meeting was put off or did not take place.",
        Agreement "agreement" "Something was agreed or signed.",
        Demand "demand" "A party made a demand of the other.",
    }
}

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// When.
    #[schemars(with = "String")]
    pub day: Date,
    /// How precise that is.
    pub date_prec: DatePrecision,
    /// Who took it.
    pub who: Vec<Entity>,
    /// The event it is.
    pub event: EventId,
    /// Who tells.
    pub accounts: Vec<Account>,
    /// How many of these are independent.
    pub independent: u32,
    /// Who denies it.
    pub denied_by: Vec<String>,
}

/// An agreement of a process, as the pack has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProcessAgreement {
    /// Its id in the pack.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was signed or declared.
    pub date: String,
    /// Who signed (actor ids).
    pub parties: Vec<String>,
}

/// Who is said to control a place, over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceControl {
    /// The place.
    pub place: Place,
    /// What is said, earliest first.
    pub said: Vec<ControlMark>,
    /// Where it stands by each holder's claims, in words: "said by X, Y to be held by Z since 3 June; W says otherwise".
    pub state: String,
}

/// One thing said about a place's control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ControlMark {
    /// The report whose words the spans of the holder and the time are.
    pub report: ReportId,
    /// Since when or at what time.
    pub time: Option<Time>,
    /// The day it is drawn at: the first day of `time`, else the day of the report.
    #[schemars(with = "String")]
    pub day: Date,
    /// Who.
    pub holder: Entity,
    /// From whom, where said.
    pub from: Option<Entity>,
    /// What changed.
    pub change: ControlChange,
    /// Which side the teller is on: an actor id, or none.
    pub side: Option<String>,
    /// Who tells.
    pub account: Account,
}
