//! What a content does by itself, whatever neutral word introduces it: asks, undertakes, demands.

use super::draft::Draft;
use super::words::Words;
use crate::lexicon::{Lexicon, Tagged};
use language::{Relation, Upos};
use record::statement::{Attitude, Evidence};

/// Whether the content is a question: it ends in a question mark, or opens with "whether" or a question word.
pub(crate) fn asks(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> bool {
    let marked = draft.content.iter().rev().take(3).any(|&at| words.all[at].form() == "?");
    let Some(first) = draft.content.iter().copied().find(|&at| !words.all[at].is_punct()) else {
        return marked;
    };
    let opening =
        lexicon.is_small("whether", &words.all[first]) && words.all[first].relation() == Relation::Mark;
    let clause = top(words, draft).is_some_and(|top| words.all[top].relation() == Relation::Ccomp);
    marked || opening || (clause && words.all[first].token.feats.has("PronType", "Int"))
}

/// The attitude that a neutral cue takes from its content, and that a warning of one's own act is a threat.
pub(crate) fn of(
    lexicon: &Lexicon,
    words: &Words<'_>,
    draft: &Draft,
    attitude: Attitude,
    threatens: bool,
) -> Option<(Attitude, Evidence)> {
    let top = top(words, draft)?;
    let decided = |attitude: Attitude, at: usize, why: &str| {
        let evidence = Evidence {
            span: Some(words.all[at].span()),
            rule: "content".to_owned(),
            effect: format!("attitude {attitude}: {why}"),
        };
        Some((attitude, evidence))
    };
    match (attitude, undertaking(lexicon, words, draft, top)) {
        (Attitude::Predicts, Some(at)) if threatens => decided(Attitude::Threatens, at, "its own future act"),
        (Attitude::Asserts, Some(at)) => decided(Attitude::Promises, at, "its own future act"),
        (Attitude::Asserts, None) => match demand(lexicon, words, draft, top) {
            Some(at) => decided(Attitude::Demands, at, "what others are to do"),
            None if draft.content.iter().rev().take(3).any(|&at| words.all[at].form() == "?") => {
                decided(Attitude::Asks, top, "a question")
            }
            None => None,
        },
        _ => None,
    }
}

/// The word of the content on which the others hang.
fn top(words: &Words<'_>, draft: &Draft) -> Option<usize> {
    let outward = |at: &usize| words.all[*at].head.is_none_or(|head| !draft.content.contains(&head));
    let verb = |at: &usize| matches!(words.all[*at].upos(), Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux);
    draft.content.iter().copied().find(|at| outward(at) && verb(at))
}

/// The word that puts the content in the future of its own speaker: "we will publish", "qu'il publiera".
fn undertaking(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft, top: usize) -> Option<usize> {
    let word = &words.all[top];
    let mut subjects = words.children_by(top, &[Relation::Nsubj]);
    let pronoun = subjects.find(|&at| words.all[at].upos() == Upos::Pron && draft.content.contains(&at))?;
    let person =
        |n: &str| words.all[pronoun].token.feats.has("Person", n) || word.token.feats.has("Person", n);
    let first = person("1");
    let own = first || (person("3") && !draft.source.is_empty());
    let passive =
        words.children[top].iter().any(|&at| words.all[at].token.deprel.subtype.as_deref() == Some("pass"));
    let copular = words.children_by(top, &[Relation::Cop]).next().is_some();
    if !own || passive || copular || word.upos() != Upos::Verb {
        return None;
    }
    let mut auxiliaries = words.children_by(top, &[Relation::Aux]);
    let will = auxiliaries.find(|&at| {
        let word = &words.all[at];
        lexicon.is_small("will", word) || (!first && lexicon.is_small("will_past", word))
    });
    let future = word.token.feats.has("Tense", "Fut").then_some(top);
    let going = lexicon.is_small("will", word).then_some(top).filter(|_| {
        words.children_by(top, &[Relation::Xcomp]).any(|at| words.all[at].token.feats.has("VerbForm", "Inf"))
    });
    will.or(future).or(going)
}

/// The word that makes the content a demand: an imperative, or "must" on others.
fn demand(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft, top: usize) -> Option<usize> {
    let word = &words.all[top];
    let imperative = word.token.feats.has("Mood", "Imp") && draft.content.contains(&top);
    if imperative {
        return Some(top);
    }
    let mut near = std::iter::once(top).chain(words.children_by(top, &[Relation::Aux]));
    near.find(|&at| lexicon.is_small("must", &words.all[at]) && !words.all[at].token.feats.has("Mood", "Cnd"))
}
