//! The rows lists are made of.

use record::statement::Voice;
use record::{Claim, ReportId, Statement};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many of something are in each voice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voices {
    /// The outlet's own.
    #[serde(default)]
    pub outlet: u32,
    /// Named sources.
    #[serde(default)]
    pub named: u32,
    /// Sources the outlet does not name.
    #[serde(default)]
    pub unnamed: u32,
    /// Vague groups.
    #[serde(default)]
    pub collective: u32,
}

impl Voices {
    /// All of them.
    pub fn total(&self) -> u32 {
        self.outlet + self.named + self.unnamed + self.collective
    }

    /// Those of one voice.
    pub fn of(&self, voice: Voice) -> u32 {
        match voice {
            Voice::Outlet => self.outlet,
            Voice::Named => self.named,
            Voice::Unnamed => self.unnamed,
            Voice::Collective => self.collective,
        }
    }

    /// Count one more.
    pub fn add(&mut self, voice: Voice) {
        match voice {
            Voice::Outlet => self.outlet += 1,
            Voice::Named => self.named += 1,
            Voice::Unnamed => self.unnamed += 1,
            Voice::Collective => self.collective += 1,
        }
    }

    /// Count all of another's too.
    pub fn include(&mut self, other: &Voices) {
        self.outlet += other.outlet;
        self.named += other.named;
        self.unnamed += other.unnamed;
        self.collective += other.collective;
    }
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// Its version, counted from 1.
    pub version: u32,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet's name, as printed or as its URL gives it.
    pub outlet: Option<String>,
    /// The outlet's id in a pack, where one matches.
    pub outlet_id: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// Its standfirst.
    pub standfirst: Option<String>,
    /// The day of publication it gives.
    pub published: Option<String>,
    /// That day, else the day it was read.
    pub day: String,
    /// ISO 639-1 code.
    pub language: String,
    /// Its topics.
    pub topics: Vec<String>,
    /// When it was read, RFC 3339.
    pub read_at: String,
    /// Its statements, by voice.
    pub statements: Voices,
    /// Its claims, by the voice of the statement they stand in.
    pub claims: Voices,
}

/// Where a statement or a claim stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Where {
    /// The report.
    pub report: ReportId,
    /// Its headline.
    pub headline: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The outlet's id in a pack, where one matches.
    pub outlet_id: Option<String>,
    /// The day of the report.
    pub day: String,
    /// The report's text, which every span indexes.
    #[serde(skip)]
    pub text: Arc<str>,
}

/// A statement in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// Where it stands.
    pub at: Where,
    /// The statement.
    pub statement: Statement,
}

/// A claim in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Where it stands.
    pub at: Where,
    /// In whose voice.
    pub voice: Voice,
    /// Who says it, where it stands in a statement: the words, else the name.
    pub source: Option<String>,
    /// The claim.
    pub claim: Claim,
}

/// Something named, and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// How many reports it occurs in.
    pub reports: u32,
    /// How many claims it occurs in.
    pub claims: u32,
    /// How many statements are laid to it.
    pub statements: u32,
}

/// An outlet, and what the record holds of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletCount {
    /// Its id in a pack, else its name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many reports of it the record holds.
    pub reports: u32,
    /// Day of its first report.
    pub first: String,
    /// Day of its last report.
    pub last: String,
    /// Their statements, by voice.
    pub statements: Voices,
    /// Their claims, by voice.
    pub claims: Voices,
}

/// What the record holds, as of the day it was opened for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Reports, each by its current version.
    pub reports: u32,
    /// Earlier versions beside them.
    pub earlier_versions: u32,
    /// Statements of the current readings.
    pub statements: u32,
    /// Claims of the current readings.
    pub claims: u32,
    /// Inputs that could not be read.
    pub problems: u32,
    /// Captures.
    pub captures: u32,
    /// Judgements.
    pub judgements: u32,
}
