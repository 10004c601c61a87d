//! What a run of reading did, for a person and for the exit code.

use crate::engine::Understood;
use crate::profile::voices;
use record::ClaimBody;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Kept, Problem, Voices};

/// What a run of reading did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// The record written to, if any.
    pub into: Option<PathBuf>,
    /// Reports not known before (all of them, where nothing is written).
    pub new: u32,
    /// Reports known with other content.
    pub new_versions: u32,
    /// Reports known with this content, read anew.
    pub read_anew: u32,
    /// Reports known with this content and read by the same: nothing was written.
    pub unchanged: u32,
    /// Statements of the reports read, by voice.
    pub statements: Voices,
    /// Claims of the reports read, by voice.
    pub claims: Voices,
    /// Claims by kind.
    pub kinds: BTreeMap<String, u32>,
    /// Reports by language.
    pub languages: BTreeMap<String, u32>,
    /// Inputs that could not be read; the first [`Summary::SHOWN`] of them.
    pub problems: Vec<Problem>,
    /// How many inputs could not be read.
    pub problem_count: u32,
    /// How long it took.
    pub seconds: f64,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
}

impl Summary {
    /// Most problems a summary holds; the record has them all.
    pub const SHOWN: usize = 20;

    pub(crate) fn into(into: Option<&Path>) -> Summary {
        Summary { into: into.map(Path::to_path_buf), ..Summary::default() }
    }

    /// Reports seen, whatever became of them.
    pub fn reports(&self) -> u32 {
        self.new + self.new_versions + self.read_anew + self.unchanged
    }

    /// Whether anything was written, or would have been.
    pub fn changed(&self) -> bool {
        self.new + self.new_versions + self.read_anew > 0
    }

    pub(crate) fn report(&mut self, understood: &Understood, kept: Option<Kept>) {
        match kept {
            None | Some(Kept::New) => self.new += 1,
            Some(Kept::NewVersion) => self.new_versions += 1,
            Some(Kept::ReadAnew) => self.read_anew += 1,
            Some(Kept::Unchanged) => self.unchanged += 1,
        }
        let (statements, claims) = voices(&understood.reading);
        self.statements.include(&statements);
        self.claims.include(&claims);
        for claim in &understood.reading.claims {
            *self.kinds.entry(kind(&claim.body).to_owned()).or_default() += 1;
        }
        *self.languages.entry(understood.report.language.clone()).or_default() += 1;
    }

    pub(crate) fn problem(&mut self, problem: &Problem) {
        self.problem_count += 1;
        if self.problems.len() < Summary::SHOWN {
            self.problems.push(problem.clone());
        }
    }
}

/// The word of a claim's kind.
pub(crate) fn kind(body: &ClaimBody) -> &'static str {
    match body {
        ClaimBody::Event(_) => "event",
        ClaimBody::Commitment(_) => "commitment",
        ClaimBody::Control(_) => "control",
        ClaimBody::Relation(_) => "relation",
        ClaimBody::Figure(_) => "figure",
    }
}
