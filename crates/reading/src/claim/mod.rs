//! Claims: what a report says happened, was promised, is held, who stands how to whom, how many.
//!
//! Word lists under `lexicons/` say which words carry what; rules over Universal Dependencies say who is who
//! and how it stands; the packs say who the words mean. Every claim lists the words and rows behind it.

mod event;
mod keep;
mod kinds;
mod lexicon;
mod roles;
mod standing;
mod table;
pub(crate) mod tree;
mod trigger;
mod write;

use crate::mention::Mentions;
use crate::pack::Packs;
use crate::places::Places;
use event::Draft;
use language::{Analysis, NameKind};
use lexicon::Lexicon;
use record::claim::Claim;
use record::span::TextIndex;
use record::{Report, Span, Statement};
use tree::Tree;

/// The trees of a report's sentences; none for a sentence in a language that is not read.
pub(crate) fn trees(analysis: &Analysis) -> Vec<Option<Tree<'_>>> {
    (0..analysis.sentences.len()).map(|n| tree_of(analysis, n)).collect()
}

/// The claims of a report, in text order, with the statements they stand in.
pub fn claims(packs: &Packs, report: &Report, analysis: &Analysis, statements: &[Statement]) -> Vec<Claim> {
    let index = TextIndex::new(&report.text);
    let trees = trees(analysis);
    let day = report.published.as_ref().map(|published| published.date);
    let mentions = Mentions::new(packs, &index, analysis, &trees, day);
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
    let mut out: Vec<Claim> = trees.iter().flatten().flat_map(|tree| sentence(&writer, tree)).collect();
    out.sort_by(|a, b| a.trigger.cmp(&b.trigger).then_with(|| a.id.cmp(&b.id)));
    out.dedup_by(|a, b| a.id == b.id);
    out
}

/// Every claim of one sentence; figures first, so that events can point at them.
fn sentence(writer: &write::Writer<'_>, tree: &Tree<'_>) -> Vec<Claim> {
    let drafts = event::events(tree);
    let figures: Vec<(usize, Claim)> =
        kinds::figures(tree).iter().map(|figure| (figure.at, writer.figure(tree, figure))).collect();
    let kept = |draft: &&Draft| !keep::judged(draft) || keep::score(tree, draft, &drafts) > 0.0;
    let mut out: Vec<Claim> =
        drafts.iter().filter(kept).map(|draft| writer.event(tree, draft, &figures)).collect();
    out.extend(kinds::commitments(tree, &drafts).iter().map(|one| writer.commitment(tree, one)));
    out.extend(kinds::control(tree, &drafts).iter().filter_map(|one| writer.control(tree, one)));
    out.extend(kinds::relations(tree).iter().map(|one| writer.relation(tree, one)));
    out.extend(figures.into_iter().map(|(_, claim)| claim));
    out
}

/// For training: the events the rules find in each sentence, with the features the model sees.
pub fn training_rows(analysis: &Analysis) -> Vec<(String, Vec<String>)> {
    let rows = |tree: Tree<'_>| {
        let drafts = event::events(&tree);
        let judged = drafts.iter().filter(|draft| keep::judged(draft));
        judged.map(|d| (d.event.word().to_owned(), keep::features(&tree, d, &drafts))).collect::<Vec<_>>()
    };
    trees(analysis).into_iter().flatten().flat_map(rows).collect()
}

fn tree_of(analysis: &Analysis, n: usize) -> Option<Tree<'_>> {
    let sentence = &analysis.sentences[n];
    let lexicon = Lexicon::of(sentence.language)?;
    let names: Vec<&language::Name> = analysis.names_in(n).collect();
    Some(Tree::new(sentence, &names, lexicon))
}
