//! Trees and tags against a treebank, as the CoNLL 2018 shared task scores them.
//!
//! Words are aligned by their place in the text; inside multiword tokens by the longest common sequence of
//! forms. A head is right if the gold head is aligned with it. With gold tokens F1 is accuracy.

use super::Counts;
use crate::analysis::{Analysis, Sentence, Word};
use crate::conllu::{self, Document, Malformed};
use crate::labels::Language;
use crate::{Models, TaggedSentence, Tagger};
use record::span::Span;
use std::fmt;

/// Scores of a run over a treebank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UdScores {
    /// Words at the same place with the same form.
    pub words: Counts,
    /// Sentences with the same beginning and end.
    pub sentences: Counts,
    /// Words with the right part of speech.
    pub upos: Counts,
    /// Words with the right morphological features, all of them.
    pub feats: Counts,
    /// Words with the right lemma.
    pub lemmas: Counts,
    /// Words with the right head.
    pub uas: Counts,
    /// Words with the right head and relation.
    pub las: Counts,
    /// The same, subtypes of relations left out.
    pub las_plain: Counts,
}

impl fmt::Display for UdScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [
            ("words", self.words),
            ("sentences", self.sentences),
            ("UPOS", self.upos),
            ("features", self.feats),
            ("lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
            ("LAS without subtypes", self.las_plain),
        ];
        lines.iter().try_for_each(|(name, counts)| writeln!(f, "{name}\t{:.2}", counts.f1()))
    }
}

/// Score on a CoNLL-U treebank: on its own words, or (`raw`) on its text alone.
pub fn evaluate(models: &Models, gold: &str, language: Language, raw: bool) -> Result<UdScores, Malformed> {
    let gold = conllu::read(gold, language)?;
    let found = if raw { on_text(models, &gold) } else { on_words(models, &gold) };
    Ok(compare(&gold.analysis, &found))
}

fn on_text(models: &Models, gold: &Document) -> Analysis {
    models.analyse(&gold.text, Some(gold.analysis.language))
}

fn on_words(models: &Models, gold: &Document) -> Analysis {
    let forms = |s: &Sentence| s.words.iter().map(|w| w.form.clone()).collect();
    let words: Vec<Vec<String>> = gold.analysis.sentences.iter().map(forms).collect();
    let mut found = gold.analysis.clone();
    for (sentence, tagged) in found.sentences.iter_mut().zip(models.tag(gold.analysis.language, &words)) {
        replace(sentence, tagged);
    }
    found
}

fn replace(sentence: &mut Sentence, tagged: TaggedSentence) {
    for (word, t) in sentence.words.iter_mut().zip(tagged.words) {
        (word.upos, word.feats, word.lemma, word.head, word.deprel) =
            (t.upos, t.feats, t.lemma, t.head, t.deprel);
    }
}

/// A word of a whole analysis, with its head among the words of the whole analysis.
struct Placed<'a> {
    word: &'a Word,
    head: Option<usize>,
}

fn placed(analysis: &Analysis) -> Vec<Placed<'_>> {
    let mut out = Vec::new();
    for sentence in &analysis.sentences {
        let first = out.len();
        out.extend(sentence.words.iter().map(|word| Placed { word, head: word.head.map(|h| first + h) }));
    }
    out
}

/// Compare two analyses of one text.
pub fn compare(gold: &Analysis, found: &Analysis) -> UdScores {
    let (gold_words, found_words) = (placed(gold), placed(found));
    let aligned = align(&gold_words, &found_words);
    let count = |right: usize| Counts { right, found: found_words.len(), gold: gold_words.len() };
    let matching = |test: &dyn Fn(&Placed<'_>, &Placed<'_>) -> bool| {
        let pairs = aligned.iter().enumerate().filter_map(|(g, f)| f.map(|f| (g, f)));
        count(pairs.filter(|&(g, f)| test(&gold_words[g], &found_words[f])).count())
    };
    let attached = |g: &Placed<'_>, f: &Placed<'_>| match (g.head, f.head) {
        (None, None) => true,
        (Some(g), Some(f)) => aligned[g] == Some(f),
        _ => false,
    };
    UdScores {
        words: matching(&|_, _| true),
        sentences: same_spans(gold, found),
        upos: matching(&|g, f| g.word.upos == f.word.upos),
        feats: matching(&|g, f| g.word.feats == f.word.feats),
        lemmas: matching(&|g, f| g.word.lemma == f.word.lemma),
        uas: matching(&attached),
        las: matching(&|g, f| attached(g, f) && g.word.deprel == f.word.deprel),
        las_plain: matching(&|g, f| attached(g, f) && g.word.deprel.is(f.word.deprel.relation)),
    }
}

fn same_spans(gold: &Analysis, found: &Analysis) -> Counts {
    let truth: std::collections::BTreeSet<Span> = gold.sentences.iter().map(|s| s.span).collect();
    let right = found.sentences.iter().filter(|s| truth.contains(&s.span)).count();
    Counts { right, found: found.sentences.len(), gold: gold.sentences.len() }
}

/// For each gold word the found word aligned with it.
fn align(gold: &[Placed<'_>], found: &[Placed<'_>]) -> Vec<Option<usize>> {
    let mut out = vec![None; gold.len()];
    let (mut g, mut f) = (0, 0);
    while g < gold.len() && f < found.len() {
        let (left, right) = (gold[g].word, found[f].word);
        if left.part.is_none() && right.part.is_none() {
            if left.span == right.span {
                out[g] = Some(f);
            }
            let (behind, ahead) = (left.span.end <= right.span.end, right.span.end <= left.span.end);
            g += usize::from(behind);
            f += usize::from(ahead);
            continue;
        }
        let (g_end, f_end) = block(gold, found, g, f);
        for (i, j) in common(&gold[g..g_end], &found[f..f_end]) {
            out[g + i] = Some(f + j);
        }
        (g, f) = (g_end, f_end);
    }
    out
}

/// The words from here that a chain of overlapping multiword tokens covers; at least one is taken.
fn block(gold: &[Placed<'_>], found: &[Placed<'_>], g: usize, f: usize) -> (usize, usize) {
    let (left, right) = (gold[g].word, found[f].word);
    if !left.span.overlaps(right.span) {
        return if left.span.start <= right.span.start { (g + 1, f) } else { (g, f + 1) };
    }
    let mut end = 0;
    for word in [left, right] {
        end = end.max(if word.part.is_some() { word.span.end } else { 0 });
    }
    let (mut i, mut j) = (g, f);
    loop {
        let before = (i, j);
        for (side, at) in [(gold, &mut i), (found, &mut j)] {
            while let Some(word) = side.get(*at).map(|p| p.word).filter(|w| w.span.start < end) {
                end = if word.part.is_some() { end.max(word.span.end) } else { end };
                *at += 1;
            }
        }
        if before == (i, j) {
            return (i.max(g + 1), j.max(f + 1));
        }
    }
}

/// Longest common sequence of lower-case forms.
fn common(gold: &[Placed<'_>], found: &[Placed<'_>]) -> Vec<(usize, usize)> {
    let same = |i: usize, j: usize| gold[i].word.form.to_lowercase() == found[j].word.form.to_lowercase();
    let (n, m) = (gold.len(), found.len());
    let mut best = vec![vec![0_usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            best[i][j] = if same(i, j) { best[i + 1][j + 1] + 1 } else { best[i + 1][j].max(best[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        if same(i, j) {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analysis(rows: &str) -> Analysis {
        conllu::read(rows, Language::French).unwrap().analysis
    }

    const GOLD: &str = "1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tparle\tparler\tVERB\t_\t_\t0\troot\t_\t_\n\
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n\
        5\tKivu\tKivu\tPROPN\t_\t_\t2\tobl:arg\t_\t_\n";

    #[test]
    fn a_text_compared_with_itself_is_all_right() {
        let scores = compare(&analysis(GOLD), &analysis(GOLD));
        assert_eq!(scores.las, Counts { right: 5, found: 5, gold: 5 });
        assert_eq!(scores.sentences.f1(), 100.0);
    }

    #[test]
    fn an_unsplit_token_costs_its_words_and_nothing_else() {
        let found = "1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tparle\tparler\tVERB\t_\t_\t0\troot\t_\t_\n\
            3\tdu\tdu\tDET\t_\t_\t4\tdet\t_\t_\n4\tKivu\tKivu\tPROPN\t_\t_\t2\tobl:mod\t_\t_\n";
        let scores = compare(&analysis(GOLD), &analysis(found));
        assert_eq!(scores.words, Counts { right: 3, found: 4, gold: 5 });
        assert_eq!((scores.uas.right, scores.las.right, scores.las_plain.right), (3, 2, 3));
    }

    #[test]
    fn a_wrong_head_costs_its_attachment() {
        let found = GOLD.replace("\t5\tcase", "\t2\tcase");
        let scores = compare(&analysis(GOLD), &analysis(&found));
        assert_eq!((scores.upos.right, scores.uas.right, scores.las.right), (5, 4, 4));
    }
}
