//! How well pages are read, against a gold standard: the scores of the article extraction benchmark.

use record::Report;
use record::report::BlockKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was read from one page, or what should have been.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// The text of the report.
    #[serde(rename = "articleBody", default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its date of publication, `YYYY-MM-DD` first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// The text that is compared with gold: the body without headline, standfirst and captions.
pub fn body_of(report: &Report) -> Prediction {
    let index = record::span::TextIndex::new(&report.text);
    let is_body =
        |kind: BlockKind| !matches!(kind, BlockKind::Headline | BlockKind::Standfirst | BlockKind::Caption);
    let blocks = report.blocks.iter().filter(|block| is_body(block.kind)).map(|block| index.of(block.span));
    Prediction {
        body: Some(blocks.collect::<Vec<_>>().join("\n\n")),
        title: report.headline.clone(),
        date: report.published.as_ref().map(|published| published.date.to_string()),
    }
}

/// Right answers among those given and those asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Pages whose gold has the field.
    pub gold: usize,
    /// Pages where an answer was given.
    pub given: usize,
    /// Pages where it was right.
    pub right: usize,
}

/// Scores over all pages of a gold standard; a page without a prediction counts as an empty one.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Score {
    /// Pages with a gold body.
    pub pages: usize,
    /// Of body precision and recall.
    pub f1: f64,
    /// Mean share of predicted runs of four words that are in the gold body.
    pub precision: f64,
    /// Mean share of gold runs of four words that were predicted.
    pub recall: f64,
    /// Headlines, compared without case and typography.
    pub title: Tally,
    /// Dates, compared by calendar day.
    pub date: Tally,
}

/// Scores predictions against gold, page by page.
pub fn score(gold: &BTreeMap<String, Prediction>, found: &BTreeMap<String, Prediction>) -> Score {
    let nothing = Prediction::default();
    let (mut precisions, mut recalls, mut score) = (Vec::new(), Vec::new(), Score::default());
    for (id, gold) in gold {
        let found = found.get(id).unwrap_or(&nothing);
        if let Some(body) = &gold.body {
            let (right, wrong, missed) = overlap(body, found.body.as_deref().unwrap_or_default());
            precisions.extend(ratio(right, right + wrong));
            recalls.extend(ratio(right, right + missed));
            score.pages += 1;
        }
        tally(&mut score.title, gold.title.as_deref(), found.title.as_deref(), plain_title);
        tally(&mut score.date, gold.date.as_deref(), found.date.as_deref(), day);
    }
    score.precision = mean(&precisions);
    score.recall = mean(&recalls);
    let sum = score.precision + score.recall;
    score.f1 = if sum > 0.0 { 2.0 * score.precision * score.recall / sum } else { 0.0 };
    score
}

fn tally(tally: &mut Tally, gold: Option<&str>, found: Option<&str>, plain: fn(&str) -> Option<String>) {
    let Some(gold) = gold.and_then(plain) else { return };
    tally.gold += 1;
    if let Some(found) = found.and_then(plain) {
        tally.given += 1;
        tally.right += usize::from(found == gold);
    }
}

fn plain_title(title: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = title.nfkc().collect();
    Some(crate::clean::plain(&folded).replace(['\u{ad}', '\u{200b}'], "")).filter(|title| !title.is_empty())
}

fn day(date: &str) -> Option<String> {
    crate::dates::find(date.trim(), crate::dates::Order::DayFirst).map(|found| found.date.to_string())
}

/// Runs of four words, or the whole where it has fewer, with how often each comes.
fn runs(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    for run in words.windows(4.min(words.len()).max(1)) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// Runs in both, only in the found text, only in gold.
fn overlap(gold: &str, found: &str) -> (usize, usize, usize) {
    let (gold, found) = (runs(gold), runs(found));
    let right: usize =
        found.iter().map(|(run, count)| (*count).min(gold.get(run).copied().unwrap_or(0))).sum();
    let all = |counts: &BTreeMap<Vec<&str>, usize>| counts.values().sum::<usize>();
    (right, all(&found) - right, all(&gold) - right)
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (whole > 0).then(|| number(part) / number(whole))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len().max(1)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str, title: &str, date: &str) -> BTreeMap<String, Prediction> {
        let some = |text: &str| Some(text.to_owned());
        BTreeMap::from([(
            "p".to_owned(),
            Prediction { body: some(body), title: some(title), date: some(date) },
        )])
    }

    #[test]
    fn scores_count_runs_of_four_words() {
        let gold = page("one two three four five", "It’s – over", "2025-06-06T23:00:00Z");
        let found = page("one two three four", "it's - over", "2025-06-06");
        let score = score(&gold, &found);
        assert_eq!((score.precision, score.recall), (1.0, 0.5));
        assert_eq!((score.title.right, score.date.right), (1, 1));
    }
}
