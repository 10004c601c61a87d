//! Whether a source could be asked: named, unnamed, collective, or the outlet itself.

use super::words::Words;
use crate::lexicon::{Lexicon, Listed, SourceNoun, Tagged, When};
use language::{Relation, Upos};
use record::statement::{Evidence, Voice};
use std::ops::Range;

/// The voice of a source that has words, with the entry that decided it; none for a pronoun that says nothing itself.
pub(crate) fn voice(
    lexicon: &Lexicon,
    words: &Words<'_>,
    source: &[usize],
) -> Option<(Voice, Option<Evidence>)> {
    let head = head(words, source)?;
    let range = source.first().copied()?..source.last().copied()? + 1;
    if named_by(words, head, &range) {
        return Some((Voice::Named, None));
    }
    let listed = |voice: Voice, entries: Vec<&SourceNoun>| {
        let fitting = entries.into_iter().find(|entry| applies(lexicon, words, head, &range, entry.when));
        fitting.map(|entry| (voice, Some(evidence(words, &range, entry, voice))))
    };
    let mut outlet = lexicon.outlets_at(&words.all, head).into_iter().filter(|(_, entry)| !entry.measure);
    if let Some((_, entry)) = outlet.next() {
        return Some((Voice::Outlet, Some(evidence(words, &range, entry, Voice::Outlet))));
    }
    let identified = words.children_by(head, &[Relation::Amod, Relation::Nmod]).next().is_some();
    let open = |entries: Vec<_>| {
        entries.into_iter().filter(|entry: &&SourceNoun| !(entry.official && identified)).collect()
    };
    let collective = || listed(Voice::Collective, open(entries(lexicon.collective_at(&words.all, head))));
    let of_somebody = identified || words.children_by(head, &[Relation::Compound]).next().is_some();
    let nameless = |entries: Vec<_>| {
        entries.into_iter().filter(|entry: &&SourceNoun| !(entry.spokesperson && of_somebody)).collect()
    };
    let unnamed = || listed(Voice::Unnamed, nameless(entries(lexicon.unnamed_at(&words.all, head))));
    if let Some(found) = collective().or_else(unnamed) {
        return Some(found);
    }
    let word = &words.all[head];
    let body = || entries(lexicon.collective_at(&words.all, head)).iter().any(|entry| entry.official);
    let group =
        word.upos() == Upos::Noun && word.token.feats.has("Number", "Plur") && !(identified && body());
    match word.upos() {
        Upos::Pron | Upos::Det => None,
        _ if group => Some((Voice::Collective, None)),
        _ => Some((Voice::Named, None)),
    }
}

fn entries(found: Vec<(crate::lexicon::Found, &SourceNoun)>) -> Vec<&SourceNoun> {
    let mut found = found;
    found.sort_by_key(|(found, _)| std::cmp::Reverse(found.end - found.start));
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn evidence(words: &Words<'_>, source: &Range<usize>, entry: &SourceNoun, voice: Voice) -> Evidence {
    Evidence {
        span: Some(words.span(source.clone())),
        rule: entry.entry.clone(),
        effect: format!("voice {voice}"),
    }
}

/// The word of a source on which the others hang.
pub(crate) fn head(words: &Words<'_>, source: &[usize]) -> Option<usize> {
    let outward = |at: &&usize| words.all[**at].head.is_none_or(|head| !source.contains(&head));
    let worded = |at: &&usize| !words.all[**at].is_punct() && words.all[**at].upos() != Upos::Adp;
    source.iter().filter(outward).find(worded).or_else(|| source.iter().find(worded)).copied()
}

/// Whether a name stands in the place of the head, in apposition to it or as a part of it.
fn named_by(words: &Words<'_>, head: usize, source: &Range<usize>) -> bool {
    let proper =
        |at: usize| words.all[at].upos() == Upos::Propn || matches!(words.all[at].name, "PER" | "ORG");
    let beside = [Relation::Appos, Relation::Flat, Relation::Compound];
    let person = |at: usize| {
        proper(at) && (words.all[at].relation() != Relation::Compound || words.all[at].name == "PER")
    };
    proper(head) || words.children_by(head, &beside).any(|child| source.contains(&child) && person(child))
}

fn applies(lexicon: &Lexicon, words: &Words<'_>, head: usize, source: &Range<usize>, when: When) -> bool {
    let word = &words.all[head];
    let plural = word.token.feats.has("Number", "Plur")
        || (word.upos() == Upos::Noun && word.lower != word.lemma() && word.lower.ends_with('s'));
    let counted = words.children_by(head, &[Relation::Nummod]).any(|at| source.contains(&at));
    let possessed = words
        .children_by(head, &[Relation::Nmod])
        .any(|at| words.all[at].token.deprel.subtype.as_deref() == Some("poss"));
    match when {
        When::Always => true,
        When::Plural => plural && !counted,
        When::Indefinite => !possessed && (counted || indefinite(lexicon, words, head, source, plural)),
    }
}

/// With an indefinite determiner, or a bare plural.
fn indefinite(
    lexicon: &Lexicon,
    words: &Words<'_>,
    head: usize,
    source: &Range<usize>,
    plural: bool,
) -> bool {
    let mut determiners =
        words.children_by(head, &[Relation::Det]).filter(|at| source.contains(at)).peekable();
    match determiners.peek() {
        None => plural,
        Some(_) => determiners.any(|at| {
            let token = words.all[at].token;
            token.feats.has("Definite", "Ind")
                || token.feats.has("PronType", "Ind")
                || lexicon.is_small("indefinite", &words.all[at])
        }),
    }
}
