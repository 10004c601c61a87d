//! Why the record says something: the words, the rules and models, the pack entries, and the bytes behind it.

use crate::error::{Error, Result};
use crate::view::Record;
use record::report::LoadedWord;
use record::span::TextIndex;
use record::statement::Evidence;
use record::{Claim, MadeBy, Report, ReportId, Span, Statement};
use serde::Serialize;
use store::{Filter, HeldReport};

/// Why the record says something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The id asked for.
    pub id: String,
    /// What it is.
    pub what: What,
    /// The sentence or paragraph it stands in.
    pub passage: String,
    /// The reasons, in the order they were found.
    pub because: Vec<Because>,
    /// The report it stands in.
    pub report: ReportId,
    /// The report's headline.
    pub headline: Option<String>,
    /// File or URL the bytes came from.
    pub origin: String,
    /// SHA-256 of the bytes.
    pub capture: Option<String>,
    /// When they were read, RFC 3339.
    pub read_at: String,
    /// Which Daftari, models and packs made the reading.
    pub made_by: MadeBy,
    /// When the reading was made, RFC 3339.
    pub made_at: String,
}

/// What an id stands for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A report.
    Report,
    /// A statement.
    Statement(Box<Statement>),
    /// A claim, and the statement it stands in.
    Claim {
        /// The claim.
        claim: Box<Claim>,
        /// The statement it stands in; none: the outlet's own voice.
        said: Option<Box<Statement>>,
    },
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The words, as they stand; none where the evidence is an absence.
    pub words: Option<String>,
    /// The rule, model or entry that read them.
    pub rule: String,
    /// What they decided.
    pub effect: String,
}

/// Why the record says what has this id.
pub fn why(record: &Record, id: &str) -> Result<Why> {
    let filter = Filter { id: Some(id.to_owned()), limit: Some(1), ..Filter::default() };
    let claim = record.with(|store| Ok(store.claims(&filter)?))?.pop();
    if let Some(row) = claim {
        let held = held(record, &row.at.report)?;
        return Ok(of_claim(id, row.claim, held));
    }
    let statement = record.with(|store| Ok(store.statements(&filter)?))?.pop();
    if let Some(row) = statement {
        let held = held(record, &row.at.report)?;
        return Ok(of_statement(id, row.statement, held));
    }
    held(record, &ReportId(id.to_owned())).map(|held| of_report(id, held))
}

fn held(record: &Record, id: &ReportId) -> Result<HeldReport> {
    let found = record.with(|store| Ok(store.report(id)?))?;
    found.ok_or_else(|| Error::Unknown { path: record.path().to_owned(), id: id.0.clone() })
}

fn of_claim(id: &str, claim: Claim, held: HeldReport) -> Why {
    let said = claim.statement.as_ref();
    let said = said.and_then(|id| held.reading.statements.iter().find(|one| one.id == *id)).cloned();
    let index = TextIndex::new(&held.report.text);
    let mut because = vec![trigger(&claim, &index)];
    because.extend(claim.why.iter().map(|evidence| reason(evidence, &index)));
    because.extend(said.iter().flat_map(|one| &one.evidence).map(|evidence| reason(evidence, &index)));
    let passage = passage(&held.report, claim.trigger);
    finish(id, What::Claim { claim: Box::new(claim), said: said.map(Box::new) }, (passage, because), held)
}

fn of_statement(id: &str, statement: Statement, held: HeldReport) -> Why {
    let index = TextIndex::new(&held.report.text);
    let cue = statement.cue.map(|span| Because {
        words: Some(index.of(span).to_owned()),
        rule: "cue".to_owned(),
        effect: format!("makes it a statement that {}", statement.attitude),
    });
    let mut because: Vec<Because> = cue.into_iter().collect();
    because.extend(statement.evidence.iter().map(|evidence| reason(evidence, &index)));
    let at = statement.content.first().or(statement.cue.as_ref()).copied().unwrap_or(Span::new(0, 0));
    let passage = passage(&held.report, at);
    finish(id, What::Statement(Box::new(statement)), (passage, because), held)
}

fn of_report(id: &str, held: HeldReport) -> Why {
    let notes = held.report.notes.iter().chain(&held.reading.notes);
    let mut because: Vec<Because> = notes
        .map(|note| Because { words: None, rule: note.code.clone(), effect: note.message.clone() })
        .collect();
    let index = TextIndex::new(&held.report.text);
    because.extend(held.reading.loaded.iter().map(|word| loaded(word, &index)));
    let passage = held.report.headline.clone().unwrap_or_default();
    finish(id, What::Report, (passage, because), held)
}

fn finish(id: &str, what: What, (passage, because): (String, Vec<Because>), held: HeldReport) -> Why {
    Why {
        id: id.to_owned(),
        what,
        passage,
        because,
        report: held.report.id,
        headline: held.report.headline,
        origin: held.origin,
        capture: held.report.capture.map(|capture| capture.0),
        read_at: held.read_at,
        made_by: held.made_by,
        made_at: held.made_at,
    }
}

fn trigger(claim: &Claim, index: &TextIndex<'_>) -> Because {
    Because {
        words: Some(index.of(claim.trigger).to_owned()),
        rule: "trigger".to_owned(),
        effect: format!("carries the claim; {}, {}", claim.modality, claim.firmness),
    }
}

fn reason(evidence: &Evidence, index: &TextIndex<'_>) -> Because {
    Because {
        words: evidence.span.map(|span| index.of(span).to_owned()),
        rule: evidence.rule.clone(),
        effect: evidence.effect.clone(),
    }
}

fn loaded(word: &LoadedWord, index: &TextIndex<'_>) -> Because {
    Because {
        words: Some(index.of(word.span).to_owned()),
        rule: word.entry.clone(),
        effect: format!("loaded, used by {}; neutral: {}", word.used_by, word.neutral),
    }
}

/// The block of the report a span stands in, else the line of its text.
fn passage(report: &Report, span: Span) -> String {
    let block = report.blocks.iter().find(|block| block.span.contains(span));
    let index = TextIndex::new(&report.text);
    let words = match block {
        Some(block) => index.of(block.span),
        None => {
            let (before, after) = report.text.split_at(index.byte(span.start));
            let begin = before.rfind('\n').map_or(0, |at| at + 1);
            let end = before.len() + after.find('\n').unwrap_or(after.len());
            &report.text[begin..end]
        }
    };
    words.trim().to_owned()
}
