//! Names against gold: exact span and kind, PER, ORG and LOC.

use super::Counts;
use crate::analysis::NameKind;
use crate::labels::Language;
use crate::{Models, Tagger};
use record::span::Span;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Scores by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameScores {
    /// PER, ORG and LOC together.
    pub all: Counts,
    /// Each kind by itself.
    pub by_kind: BTreeMap<NameKind, Counts>,
}

impl NameScores {
    fn add<P: PartialEq>(&mut self, gold: &[(P, NameKind)], found: &[(P, NameKind)]) {
        for kind in SCORED {
            let of = |names: &[(P, NameKind)]| names.iter().filter(|(_, k)| *k == kind).count();
            let right = found.iter().filter(|name| name.1 == kind && gold.contains(name)).count();
            let counts = Counts { right, found: of(found), gold: of(gold) };
            self.by_kind.entry(kind).or_default().add(counts);
            self.all.add(counts);
        }
    }
}

const SCORED: [NameKind; 3] = [NameKind::Per, NameKind::Org, NameKind::Loc];

impl fmt::Display for NameScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = self.by_kind.iter().map(|(kind, &counts)| (kind.as_str(), counts));
        for (name, c) in kinds.chain([("all", self.all)]) {
            writeln!(
                f,
                "{name}\tP {:.2}\tR {:.2}\tF1 {:.2}\t({} gold)",
                c.precision(),
                c.recall(),
                c.f1(),
                c.gold
            )?;
        }
        Ok(())
    }
}

/// Score on an IOB2 file (`number form tag` or `form tag` in columns), on its own words.
pub fn on_iob2(models: &Models, source: &str, language: Language) -> NameScores {
    let (forms, gold): (Vec<_>, Vec<_>) = read_iob2(source).into_iter().unzip();
    let mut scores = NameScores::default();
    for (gold, found) in gold.iter().zip(models.tag(language, &forms)) {
        scores.add(gold, &found.names);
    }
    scores
}

type Marked = (Vec<String>, Vec<(Range<usize>, NameKind)>);

fn read_iob2(source: &str) -> Vec<Marked> {
    let mut out = vec![Marked::default()];
    for line in source.lines() {
        let mut cells = line
            .split('\t')
            .skip_while(|c| c.chars().all(|c| c.is_ascii_digit()) && line.matches('\t').count() > 1);
        match (cells.next(), cells.next()) {
            (Some(form), Some(tag)) if !line.starts_with("# ") => {
                out.last_mut().into_iter().for_each(|s| push(s, form, tag))
            }
            _ if line.trim().is_empty() => out.push(Marked::default()),
            _ => {}
        }
    }
    out.retain(|(forms, _)| !forms.is_empty());
    out
}

fn push((forms, names): &mut Marked, form: &str, tag: &str) {
    let at = forms.len();
    forms.push(form.to_owned());
    let Some((prefix, kind)) = tag.split_once('-') else { return };
    let kind = match kind {
        "PER" => NameKind::Per,
        "ORG" => NameKind::Org,
        "LOC" => NameKind::Loc,
        _ => NameKind::Misc,
    };
    match names.last_mut().filter(|(range, k)| prefix == "I" && range.end == at && *k == kind) {
        Some((range, _)) => range.end = at + 1,
        None => names.push((at..at + 1, kind)),
    }
}

/// A sentence of a report with its names, by offsets: a line of `training/gold/fr_names.jsonl`.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedSentence {
    /// Id of the report.
    pub report: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// SHA-256 of the sentence in UTF-8, in hex.
    pub text_sha256: String,
    /// Its names, in code points of the report.
    pub names: Vec<MarkedName>,
}

/// A name by offsets.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedName {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// What it names.
    pub kind: NameKind,
}

/// A marked sentence that does not fit its report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// No text with this id was given.
    #[error("no text of report `{0}`")]
    Unknown(String),
    /// The text differs from the one that was marked.
    #[error("report `{0}` has another text at {1}")]
    Text(String, u32),
}

/// Score on sentences marked by offsets; `texts` are the reports' texts by id. Whole reports are analysed.
pub fn on_offsets(
    models: &Models,
    marked: &[MarkedSentence],
    texts: &BTreeMap<String, String>,
    language: Language,
) -> Result<NameScores, Mismatch> {
    let mut scores = NameScores::default();
    let mut analyses = BTreeMap::new();
    for sentence in marked {
        let text = texts.get(&sentence.report).ok_or_else(|| Mismatch::Unknown(sentence.report.clone()))?;
        let span = Span::new(sentence.start, sentence.end);
        if hex(&Sha256::digest(span.of(text))) != sentence.text_sha256 {
            return Err(Mismatch::Text(sentence.report.clone(), sentence.start));
        }
        let analysis =
            analyses.entry(sentence.report.as_str()).or_insert_with(|| models.analyse(text, Some(language)));
        let gold: Vec<_> = sentence.names.iter().map(|n| (Span::new(n.start, n.end), n.kind)).collect();
        let inside = analysis.names.iter().filter(|n| span.contains(n.span));
        let found: Vec<_> = inside.map(|n| (n.span, n.kind)).collect();
        scores.add(&gold, &found);
    }
    Ok(scores)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_both_column_orders() {
        let with_numbers = "# text = Goma est prise\n1\tGoma\tB-LOC\t-\t-\n2\test\tO\t-\t-\n\n";
        let plain = "Goma\tB-LOC\nest\tO\n";
        for source in [with_numbers, plain] {
            let read = read_iob2(source);
            assert_eq!(read, [(vec!["Goma".to_owned(), "est".to_owned()], vec![(0..1, NameKind::Loc)])]);
        }
    }

    #[test]
    fn a_name_counts_only_with_its_whole_span_and_kind() {
        let mut scores = NameScores::default();
        scores.add(
            &[(0..2, NameKind::Per), (4..5, NameKind::Loc)],
            &[(0..1, NameKind::Per), (4..5, NameKind::Loc), (6..7, NameKind::Org)],
        );
        assert_eq!(scores.all, Counts { right: 1, found: 3, gold: 2 });
    }
}
