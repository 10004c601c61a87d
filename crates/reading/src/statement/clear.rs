//! Statements that the tree shows plainly: a listed verb, somebody as its subject, and a clause as what is said.
//!
//! The span model is trained on long reports; in short texts, and in French, it overlooks some of these.

use super::draft::Draft;
use super::model::Labelled;
use super::subject;
use super::words::Words;
use crate::lexicon::{CuePos, Lexicon, Tagged};
use language::{Relation, Upos};

/// The head of the clause that word `at` says, where somebody says it.
pub(crate) fn complement(lexicon: &Lexicon, words: &Words<'_>, at: usize) -> Option<usize> {
    let word = &words.all[at];
    if word.upos() != Upos::Verb || !word.classes.is_cue() {
        return None;
    }
    speaker(lexicon, words, at)?;
    let cues = lexicon.cues_at(&words.all, at);
    let takes = |frame: &str| {
        cues.iter().any(|(_, cue, fits)| {
            *fits && cue.pos == CuePos::Verb && cue.frames.iter().any(|one| one == frame)
        })
    };
    let clause = words.children_by(at, &[Relation::Ccomp]).find(|&child| child > at && takes("that"));
    let infinitive = || {
        words
            .children_by(at, &[Relation::Xcomp])
            .find(|&child| child > at && is_infinitive(words, child) && takes("inf"))
    };
    clause.or_else(infinitive)
}

/// "to leave", "avoir miné": an infinitive, or a participle with one as its auxiliary.
fn is_infinitive(words: &Words<'_>, at: usize) -> bool {
    let form = |at: usize| words.all[at].token.feats.has("VerbForm", "Inf");
    form(at) || words.children_by(at, &[Relation::Aux]).any(form)
}

/// The active subject, where it is a noun or name that could speak.
fn speaker(lexicon: &Lexicon, words: &Words<'_>, at: usize) -> Option<usize> {
    let subject = words.children_by(at, &[Relation::Nsubj]).next()?;
    let word = &words.all[subject];
    let passive = word.token.deprel.subtype.as_deref() == Some("pass");
    let listed = !lexicon.outlets_at(&words.all, subject).is_empty();
    let could = matches!(word.upos(), Upos::Noun | Upos::Propn) && word.name != "LOC" && !listed;
    (could && !passive).then_some(subject)
}

/// Whether a draft has a source, its cue's head in its cue, and a content.
pub(crate) fn is_whole(draft: &Draft) -> bool {
    !draft.source.is_empty() && draft.cue.contains(&draft.anchor) && !draft.content.is_empty()
}

/// The draft as the tree gives it.
pub(crate) fn draft(lexicon: &Lexicon, words: &Words<'_>, labelled: &Labelled) -> Option<Draft> {
    let anchor = labelled.anchor;
    let clause = complement(lexicon, words, anchor)?;
    let speaker = speaker(lexicon, words, anchor)?;
    let helps = [Relation::Aux, Relation::Expl];
    let first = words.children_by(anchor, &helps).filter(|&at| at < anchor && at > speaker).min();
    let mut draft = Draft {
        anchor,
        likelihood: labelled.likelihood,
        source: Vec::new(),
        cue: (first.unwrap_or(anchor)..=anchor).collect(),
        content: words.subtree(clause).filter(|&at| at > anchor).collect(),
        relay: Vec::new(),
        rule: None,
    };
    draft.source = subject::phrase(words, &draft, speaker);
    Some(draft)
}
