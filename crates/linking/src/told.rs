//! What linking looks at: one report with its reading.

use jiff::civil::Date;
use record::span::TextIndex;
use record::{Claim, Reading, Report, ReportId, Span, Statement, StatementId};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// One report as linking sees it: the current version with its current reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The report.
    pub report: ReportId,
    /// Its place in the order in which reports were first read; it decides which claim names an event, nothing else.
    pub seq: u64,
    /// The outlet's id in a pack, else its name as printed, else the report's own id: never the same for two unknowns.
    pub outlet: String,
    /// The outlet's name, to show.
    pub outlet_name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The day it was published, else the day it was read.
    pub day: Date,
    /// ISO 639-1 code.
    pub language: String,
    /// Its headline.
    pub headline: Option<String>,
    /// Where the headline stands in the text, if it does.
    pub headline_span: Option<Span>,
    /// Its text, which every span indexes.
    pub text: Arc<str>,
    /// Its statements and claims.
    pub reading: Arc<Reading>,
}

/// What an outlet is called that its report does not name.
const NOT_KNOWN: &str = "an outlet not known";

impl Told {
    /// A report and its reading; `read_on` stands in where the report bears no date.
    pub fn new(report: &Report, reading: Reading, seq: u64, read_on: Date) -> Told {
        let outlet = reading.outlet.clone().or_else(|| report.outlet.clone());
        let outlet_name = report.outlet.clone().unwrap_or_else(|| NOT_KNOWN.to_owned());
        Told {
            report: report.id.clone(),
            seq,
            outlet: outlet.unwrap_or_else(|| report.id.0.clone()),
            outlet_name,
            url: report.url.clone(),
            day: report.published.as_ref().map_or(read_on, |published| published.date),
            language: report.language.clone(),
            headline: report.headline.clone(),
            headline_span: report.headline_span,
            text: Arc::from(report.text.as_str()),
            reading: Arc::new(reading),
        }
    }

    /// The statement with this id.
    pub fn statement(&self, id: &StatementId) -> Option<&Statement> {
        self.reading.statements.iter().find(|statement| statement.id == *id)
    }

    /// The statement a claim stands in.
    pub fn statement_of(&self, claim: &Claim) -> Option<&Statement> {
        claim.statement.as_ref().and_then(|id| self.statement(id))
    }

    /// The statement a claim stands in and those around it, innermost first.
    pub fn chain_of(&self, claim: &Claim) -> Vec<&Statement> {
        let mut chain: Vec<&Statement> = Vec::new();
        let mut next = self.statement_of(claim);
        while let Some(statement) = next {
            if chain.iter().any(|seen| seen.id == statement.id) {
                break;
            }
            chain.push(statement);
            next = statement.within.as_ref().and_then(|id| self.statement(id));
        }
        chain
    }
}

/// The sentences of a text, as spans.
#[derive(Debug, Clone)]
pub struct Sentences<'t> {
    index: TextIndex<'t>,
    spans: Vec<Span>,
}

impl<'t> Sentences<'t> {
    /// Cut a text at Unicode sentence bounds and line ends.
    pub fn of(text: &'t str) -> Sentences<'t> {
        let index = TextIndex::new(text);
        let mut spans = Vec::new();
        for (at, sentence) in text.split_sentence_bound_indices() {
            let mut from = at;
            for line in sentence.split_inclusive('\n') {
                let body = line.trim();
                if !body.is_empty() {
                    let begin = from + line.find(body).unwrap_or(0);
                    spans.push(index.span(begin..begin + body.len()));
                }
                from += line.len();
            }
        }
        Sentences { index, spans }
    }

    /// The sentence that holds the start of `span`, else `span` itself.
    pub fn around(&self, span: Span) -> Span {
        self.position(span).map_or(span, |n| self.spans[n])
    }

    /// Which sentence, counted from 0, holds the start of `span`.
    pub fn position(&self, span: Span) -> Option<usize> {
        let n = self.spans.partition_point(|sentence| sentence.end <= span.start);
        self.spans.get(n).filter(|sentence| sentence.start <= span.start).map(|_| n)
    }

    /// The words of the sentence around `span`.
    pub fn text_around(&self, span: Span) -> &'t str {
        self.index.of(self.around(span))
    }

    /// The index of the text.
    pub fn index(&self) -> &TextIndex<'t> {
        &self.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_around_a_trigger() {
        let text = "Les « rebelles » ont attaqué.\n\nGoma est calme. Bunia aussi.";
        let sentences = Sentences::of(text);
        let calm = TextIndex::new(text).span(text.find("calme").unwrap()..text.find("calme").unwrap() + 5);
        assert_eq!(sentences.text_around(calm), "Goma est calme.");
    }
}
