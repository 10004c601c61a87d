//! Statements inside statements: "the army said the mayor had asked for help".
//!
//! The English training texts mark outer statements only, so the model is shy of inner ones. Within the content of
//! a statement a lower likelihood is enough where somebody else is named as the one who says it.

use super::clear;
use super::draft::{Draft, same};
use super::model::Encoded;
use super::words::Words;
use crate::lexicon::{Lexicon, Tagged};
use language::{Relation, Upos};

/// How likely a word inside a content must be to head a cue.
const LEAST: f32 = 0.25;
/// The same for a word that the tree shows to be one: what the span model rules out is seldom a statement.
const LEAST_PLAIN: f32 = 0.08;
/// Sentences of a text in which the tree is enough: the span model was trained on reports and rules out too much there.
const SHORT: usize = 2;

/// Add the statements that stand in the contents of others, and those that the tree shows plainly.
pub(crate) fn nest(lexicon: &Lexicon, encoded: &Encoded<'_>, words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let inside = |at: &usize| drafts.iter().any(|draft| draft.content.contains(at));
    let fresh = |at: &usize| !drafts.iter().any(|draft| draft.anchor == *at || draft.cue.contains(at));
    let likely = |at: &usize| encoded.likelihood[*at] >= LEAST && words.all[*at].classes.is_cue();
    let short = words.sentences.len() <= SHORT;
    let possible = |at: &usize| short || encoded.likelihood[*at] >= LEAST_PLAIN;
    let plain = |at: usize| clear::complement(lexicon, words, at).is_some();
    let tried: Vec<usize> = (0..words.len())
        .filter(|at| {
            fresh(at)
                && ((likely(at) && inside(at) && has_speaker(words, *at)) || (possible(at) && plain(*at)))
        })
        .collect();
    for labelled in encoded.label(&tried) {
        let found = Draft::of(&labelled, words).filter(clear::is_whole);
        let Some(mut inner) = found.or_else(|| clear::draft(lexicon, words, &labelled)) else { continue };
        let Some(outer) = drafts.iter().find(|draft| draft.content.contains(&inner.anchor)) else {
            let apart = !drafts.iter().any(|other| !other.content.is_disjoint(&inner.content));
            if apart && clear::is_whole(&inner) {
                inner.rule = Some("a verb of saying with a speaker and a clause");
                drafts.push(inner);
            }
            continue;
        };
        inner.content.retain(|at| outer.content.contains(at));
        let whole = inner.source.iter().chain(&inner.cue).all(|at| outer.content.contains(at));
        let worded = inner.content.iter().any(|&at| !words.all[at].is_punct());
        let fits = whole && worded && !inner.source.is_empty() && inner.cue.contains(&inner.anchor);
        if fits
            && inner.content.len() < outer.content.len()
            && !drafts.iter().any(|other| same(other, &inner))
        {
            inner.rule = Some("span model, inside a statement");
            drafts.push(inner);
        }
    }
    drafts.sort_by_key(|draft| draft.anchor);
}

/// Whether a subject or possessor that is no pronoun says it.
fn has_speaker(words: &Words<'_>, at: usize) -> bool {
    let named = |child: usize| matches!(words.all[child].upos(), Upos::Noun | Upos::Propn);
    let subject = words.children_by(at, &[Relation::Nsubj]).any(named);
    let possessor = words.all[at].upos() == Upos::Noun && words.children_by(at, &[Relation::Nmod]).any(named);
    subject || possessor
}
