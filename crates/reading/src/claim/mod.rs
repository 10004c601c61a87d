//! Claims: what a report says happened, was promised, is held, who stands how to whom, how many.
//!
//! Word lists under `lexicons/` say which words carry what; rules over Universal Dependencies say who is who
//! and how it stands; the packs say who the words mean. Every claim lists the words and rows behind it.

mod again;
mod agent;
mod barred;
mod cause;
mod control;
mod event;
mod follow;
mod forms;
mod how;
mod keep;
mod kinds;
pub(crate) use kinds::quantity;
pub(crate) mod lexicon;
mod mediator;
mod path;
mod roles;
mod standing;
mod sure;
mod table;
pub(crate) mod tree;
mod trigger;
mod undertaking;
mod who;
mod write;

use crate::mention::{self, Known, Mentions};
use crate::pack::Packs;
use crate::places::Places;
use event::Draft;
use language::{Analysis, NameKind};
use lexicon::Lexicon;
use record::claim::Claim;
use record::report::BlockKind;
use record::span::TextIndex;
use record::{Report, Span, Statement};
use serde::Serialize;
use std::collections::BTreeMap;
use tree::Tree;

/// The trees of a report's sentences with the pack names in them; none for a sentence in a language that is not read.
pub(crate) fn trees<'a>(analysis: &'a Analysis, known: &[Known<'_>]) -> Vec<Option<Tree<'a>>> {
    let mut trees: Vec<Option<Tree<'_>>> =
        (0..analysis.sentences.len()).map(|n| tree_of(analysis, n)).collect();
    let about = about(&trees);
    for tree in trees.iter_mut().flatten() {
        tree.about = about;
        let from = known.partition_point(|known| known.span.end <= tree.sentence.span.start);
        let inside = known[from..].iter().take_while(|known| known.span.start < tree.sentence.span.end);
        for known in inside {
            if known.is_actor() {
                tree.note(known.span, known.is_group());
            } else if known.is_place_of_theatre() {
                tree.note_place(known.span);
            }
        }
    }
    trees
}

/// The theme of most sentences: of at least two, and of one in five.
fn about(trees: &[Option<Tree<'_>>]) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for theme in trees.iter().flatten().flat_map(|tree| &tree.themes) {
        *counts.entry(theme).or_default() += 1;
    }
    let (theme, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= 2 && count * 5 >= trees.len()).then_some(theme)
}

/// The claims of a report, in text order, with the statements they stand in.
pub fn claims(packs: &Packs, report: &Report, analysis: &Analysis, statements: &[Statement]) -> Vec<Claim> {
    let index = TextIndex::new(&report.text);
    let day = report.published.as_ref().map(|published| published.date);
    let known = mention::known_in(packs, &index, analysis, day);
    let trees = trees(analysis, &known);
    let mentions = Mentions::new(packs, &index, analysis, &trees, day, known, crate::outlet(packs, report));
    of_trees(report, analysis, &index, &trees, &mentions, statements)
}

/// The claims of sentences whose trees and mentions are known.
pub(crate) fn of_trees(
    report: &Report,
    analysis: &Analysis,
    index: &TextIndex<'_>,
    trees: &[Option<Tree<'_>>],
    mentions: &Mentions<'_, '_>,
    statements: &[Statement],
) -> Vec<Claim> {
    let day = report.published.as_ref().map(|published| published.date);
    let people = analysis.names.iter().filter(|name| name.kind == NameKind::Per);
    let people: Vec<Span> = people.map(|name| name.span).collect();
    let places = Places::new(mentions.known(), index, &mentions.countries(), &people);
    let times = crate::dates::find(&report.text, analysis.language, day);
    let writer = write::Writer { report, statements, mentions, places: &places, times: &times };
    let told = |(n, tree): (usize, &Option<Tree<'_>>)| {
        tree.as_ref().filter(|tree| !label(report, analysis, n, tree)).map(|tree| sentence(&writer, tree))
    };
    let mut out: Vec<Claim> = trees.iter().enumerate().filter_map(told).flatten().collect();
    out.sort_by(|a, b| a.trigger.cmp(&b.trigger).then_with(|| a.id.cmp(&b.id)));
    out.dedup_by(|a, b| a.id == b.id);
    again::fill(trees, &mut out);
    follow::fill(trees, statements, &mut out);
    out
}

/// Whether a sentence is a label and no telling: a heading, a caption, a row of a table or a bare line without a finite
/// verb. The headline tells ("Twelve killed in attack"), and so does the line under it.
fn label(report: &Report, analysis: &Analysis, n: usize, tree: &Tree<'_>) -> bool {
    let sentence = &analysis.sentences[n];
    if (0..tree.len()).any(|at| tree.word(at).feats.has("VerbForm", "Fin")) {
        return false;
    }
    let block = report.blocks.iter().find(|block| block.span.contains(sentence.span));
    if let Some(block) = block {
        return matches!(block.kind, BlockKind::Heading | BlockKind::Caption | BlockKind::TableRow);
    }
    let neighbour =
        |other: Option<&language::Sentence>| other.is_some_and(|o| o.paragraph == sentence.paragraph);
    let before = n.checked_sub(1).and_then(|before| analysis.sentences.get(before));
    let alone = !neighbour(before) && !neighbour(analysis.sentences.get(n + 1));
    let ends =
        sentence.words.last().is_some_and(|word| matches!(word.form.as_str(), "." | "!" | "?" | "\u{2026}"));
    n > 0 && alone && !ends
}

/// Every claim of one sentence; figures first, so that events can point at them.
fn sentence(writer: &write::Writer<'_>, tree: &Tree<'_>) -> Vec<Claim> {
    let proposed = event::events(tree);
    let odds = keep::kept(tree, &proposed);
    let kept: Vec<bool> = odds.iter().map(Option::is_some).collect();
    let mut drafts = proposed.clone();
    let leads = who::fill(tree, &mut drafts, &kept);
    let sure = |(odds, lead): (Option<f32>, f32)| {
        odds.is_some_and(|odds| sure::claims(tree.lexicon.code, odds, lead))
    };
    how::settle(tree, &mut drafts);
    let figures: Vec<(usize, Claim)> =
        kinds::figures(tree).iter().map(|figure| (figure.at, writer.figure(tree, figure))).collect();
    let mut out: Vec<Claim> = drafts
        .iter()
        .zip(odds.into_iter().zip(leads))
        .filter(|(_, one)| sure(*one))
        .map(|(draft, _)| writer.event(tree, draft, &figures))
        .collect();
    out.extend(undertaking::commitments(tree, &proposed).iter().map(|one| writer.commitment(tree, one)));
    out.extend(control::control(tree, &proposed).iter().filter_map(|one| writer.control(tree, one)));
    out.extend(kinds::relations(tree).iter().filter_map(|one| writer.relation(tree, one)));
    out.extend(figures.into_iter().map(|(_, claim)| claim));
    out
}

/// An event the rules find in a sentence, with what the two models see of it.
#[derive(Debug, Serialize)]
pub struct TrainingRow {
    /// PLOVER type.
    pub event: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// How it stands.
    pub modality: &'static str,
    /// The words that carry it.
    pub trigger: Span,
    /// It is an act made out of another event.
    pub derived: bool,
    /// Features of `keep.tsv`.
    pub keep: Vec<String>,
    /// Features of `how.tsv`.
    pub how: Vec<String>,
    /// Features of nobody in `who.tsv`.
    pub nobody: Vec<String>,
    /// The nouns that may fill its roles.
    pub nouns: Vec<TrainingNoun>,
}

/// A noun that may fill a role.
#[derive(Debug, Serialize)]
pub struct TrainingNoun {
    /// The head of its phrase.
    pub head: Span,
    /// Its phrase and those coordinated with it.
    pub phrases: Vec<Span>,
    /// Features of `who.tsv`.
    pub features: Vec<String>,
}

/// For training: the events the rules find in each sentence.
pub fn training_rows(packs: &Packs, report: &Report, analysis: &Analysis) -> Vec<TrainingRow> {
    let index = TextIndex::new(&report.text);
    let day = report.published.as_ref().map(|published| published.date);
    trees(analysis, &mention::known_in(packs, &index, analysis, day))
        .iter()
        .flatten()
        .flat_map(training_rows_of)
        .collect()
}

fn training_rows_of(tree: &Tree<'_>) -> Vec<TrainingRow> {
    let drafts = event::events(tree);
    let noun = |one: who::Candidate| TrainingNoun {
        head: tree.word(one.at).span,
        phrases: tree.conjuncts(one.at).into_iter().map(|at| tree.phrase(at)).collect(),
        features: one.features,
    };
    let row = |draft: &Draft| TrainingRow {
        event: draft.event.word(),
        mode: draft.mode,
        modality: draft.modality.word(),
        trigger: tree.word(draft.words.0).span.cover(tree.word(draft.words.1).span),
        derived: draft.derived,
        keep: keep::features(tree, draft, &drafts),
        how: how::features(tree, draft),
        nobody: who::nobody(tree, draft),
        nouns: who::candidates(tree, draft, &drafts).into_iter().map(noun).collect(),
    };
    drafts.iter().map(row).collect()
}

fn tree_of(analysis: &Analysis, n: usize) -> Option<Tree<'_>> {
    let sentence = &analysis.sentences[n];
    let lexicon = Lexicon::of(sentence.language)?;
    let names: Vec<&language::Name> = analysis.names_in(n).collect();
    Some(Tree::new(sentence, &names, lexicon))
}
