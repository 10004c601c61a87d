//! Which words of a sentence carry an event, and by which row of the lexicon.

use super::lexicon::{Condition, Entry, Operator, Pos, Slot};
use super::tree::Tree;
use language::{NameKind, Relation, Upos};
use record::plover::EventType;
use std::collections::BTreeSet;

/// A word that carries an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trigger {
    /// Its index in the sentence.
    pub(crate) at: usize,
    /// The row.
    pub(crate) entry: &'static Entry,
    /// Its PLOVER type.
    pub(crate) event: EventType,
    /// The last word beside the head that the row names ("put an *end* to").
    pub(crate) anchor: Option<usize>,
    /// The noun that met a condition on the object ("lift a *ban*").
    pub(crate) thing: Option<usize>,
    /// The noun that met a condition on object or subject and is itself a word for an event ("launch an *appeal*").
    pub(crate) told: Option<usize>,
}

/// Every trigger of a sentence, in order; a noun that is part of another trigger is none itself.
pub(crate) fn triggers(tree: &Tree<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = (0..tree.len()).filter_map(|at| best(tree, at)).collect();
    let taken: BTreeSet<usize> = found
        .iter()
        .filter(|t| t.entry.pos != Pos::Noun)
        .flat_map(|t| [t.thing, t.anchor])
        .flatten()
        .collect();
    let nested: BTreeSet<usize> =
        found.iter().filter(|t| t.entry.pos == Pos::Noun).filter_map(|t| t.anchor).collect();
    found.retain(|t| t.entry.pos == Pos::Verb || !taken.contains(&t.at));
    found.retain(|t| !nested.contains(&t.at));
    found
}

/// The row with most words and conditions met at a word; nothing where that row says that it is no event.
fn best(tree: &Tree<'_>, at: usize) -> Option<Trigger> {
    let capital = tree.word(at).form.chars().next().is_some_and(char::is_uppercase);
    let inside = tree.is_known(at) && capital && at > 0;
    if inside || tree.name(at).is_some() && tree.word(at).upos == Upos::Propn {
        return None;
    }
    let mut best: Option<(usize, Option<Trigger>)> = None;
    for entry in rows(tree, at) {
        let Some(met) = matches(tree, at, entry) else { continue };
        let weight = 2 * entry.rest.len()
            + 3 * entry.conditions.len()
            + usize::from(entry.reflexive)
            + usize::from(entry.copular);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            let Met { anchor, thing, told } = met;
            best = Some((weight, entry.event.map(|event| Trigger { at, entry, event, anchor, thing, told })));
        }
    }
    best.and_then(|(_, trigger)| trigger)
}

/// Rows by lemma, else by form (a lemmatiser's slip should not hide a word).
fn rows(tree: &Tree<'_>, at: usize) -> impl Iterator<Item = &'static Entry> {
    let by_lemma = tree.lexicon.events(&tree.lemmas[at]);
    let by_form =
        if by_lemma.is_empty() { tree.lexicon.events(&tree.word(at).form.to_lowercase()) } else { &[] };
    by_lemma.iter().chain(by_form)
}

/// The words that met a row.
struct Met {
    anchor: Option<usize>,
    thing: Option<usize>,
    told: Option<usize>,
}

fn matches(tree: &Tree<'_>, at: usize, entry: &Entry) -> Option<Met> {
    if !fits(tree, at, entry.pos, entry.copular) || entry.reflexive && !reflexive(tree, at) {
        return None;
    }
    let anchor = rest(tree, at, &entry.rest)?;
    let mut found = Met { anchor, thing: None, told: None };
    let event_noun = |word: &usize| {
        tree.word(*word).upos == Upos::Noun
            && tree.lexicon.events(&tree.lemmas[*word]).iter().any(|row| row.pos == Pos::Noun)
    };
    for condition in &entry.conditions {
        let met = meets(tree, at, anchor, condition)?;
        if condition.slot == Slot::Obj {
            found.thing = Some(met);
        }
        if matches!(condition.slot, Slot::Obj | Slot::Subj) {
            found.told = Some(met).filter(event_noun).or(found.told);
        }
    }
    Some(found)
}

/// Whether the part of speech is the one asked for.
pub(crate) fn fits(tree: &Tree<'_>, at: usize, pos: Pos, copular: bool) -> bool {
    if copular {
        return tree.by(at, Relation::Cop).next().is_some() || tree.relation(at) == Relation::Xcomp;
    }
    let upos = tree.word(at).upos;
    match pos {
        Pos::Verb => {
            let modifier = tree.relation(at) == Relation::Amod && tree.children(at).is_empty();
            tree.is_verb(at) && !modifier && tree.relation(at) != Relation::Compound
        }
        Pos::Noun => {
            matches!(upos, Upos::Noun | Upos::Propn)
                && !matches!(tree.relation(at), Relation::Compound | Relation::Flat)
        }
        Pos::Adj => upos == Upos::Adj,
    }
}

pub(crate) fn reflexive(tree: &Tree<'_>, at: usize) -> bool {
    tree.children(at).iter().any(|&c| {
        matches!(tree.lemmas[c].as_str(), "se" | "soi" | "s'" | "lui" | "me" | "nous")
            && (tree.relation(c) == Relation::Expl
                || tree.word(c).feats.has("Reflex", "Yes")
                || matches!(tree.word(c).form.to_lowercase().as_str(), "se" | "s'" | "s’"))
    })
}

/// The words beside the head: a content word hangs on the head or on one already found, a preposition or
/// particle may also stand before a dependent; gives the last content word.
pub(crate) fn rest(tree: &Tree<'_>, at: usize, words: &[&str]) -> Option<Option<usize>> {
    let mut anchor = None;
    let mut matched = vec![at];
    for word in words {
        let is = |i: &usize| tree.lemmas[*i] == *word || tree.word(*i).form.to_lowercase() == *word;
        let near = matched.iter().flat_map(|&m| tree.children(m).iter().copied());
        let function = matched
            .iter()
            .flat_map(|&m| tree.children(m).iter().copied())
            .filter(|&c| {
                matches!(
                    tree.relation(c),
                    Relation::Obl
                        | Relation::Nmod
                        | Relation::Obj
                        | Relation::Xcomp
                        | Relation::Ccomp
                        | Relation::Advcl
                        | Relation::Advmod
                )
            })
            .flat_map(|c| tree.children(c).iter().copied())
            .filter(|&g| matches!(tree.word(g).upos, Upos::Adp | Upos::Sconj | Upos::Part | Upos::Adv));
        let hit = near.chain(function).find(|i| i.abs_diff(at) <= 8 && is(i))?;
        if matches!(tree.word(hit).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) {
            anchor = Some(hit);
        }
        matched.push(hit);
    }
    Some(anchor)
}

/// The word that meets a condition.
fn meets(tree: &Tree<'_>, at: usize, anchor: Option<usize>, condition: &Condition) -> Option<usize> {
    let holds = |i: &usize| in_set(tree, *i, condition);
    let base = anchor.unwrap_or(at);
    match condition.slot {
        Slot::Obj => {
            tree.object(at)
                .filter(|&o| Some(o) != anchor)
                .into_iter()
                .chain(tree.children(base).iter().copied().filter(|&c| {
                    anchor.is_some() && matches!(tree.relation(c), Relation::Nmod | Relation::Obl)
                }))
                .chain(anchor.into_iter().flat_map(|_| tree.by(at, Relation::Obl)))
                .flat_map(|o| tree.conjuncts(o))
                .find(holds)
        }
        Slot::Subj => tree
            .subject(at)
            .or_else(|| tree.object(at))
            .into_iter()
            .flat_map(|s| tree.conjuncts(s))
            .find(holds),
        Slot::Of => tree.children(at).iter().copied().find(|c| {
            matches!(tree.relation(*c), Relation::Nmod | Relation::Compound | Relation::Amod) && holds(c)
        }),
        Slot::Obl => tree
            .children(at)
            .iter()
            .copied()
            .filter(|&c| matches!(tree.relation(c), Relation::Obl | Relation::Nmod))
            .flat_map(|c| std::iter::once(c).chain(tree.children(c).iter().copied()))
            .find(holds),
        Slot::Xcomp => tree
            .children(at)
            .iter()
            .copied()
            .find(|&c| matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp)),
    }
}

/// Whether a word, or the name it stands in, is one of the words of a condition.
fn in_set(tree: &Tree<'_>, at: usize, condition: &Condition) -> bool {
    let words = &condition.words;
    let kind = match tree.name(at) {
        Some(NameKind::Loc) => "LOC",
        Some(NameKind::Per) => "PER",
        Some(NameKind::Org) => "ORG",
        Some(NameKind::Misc) | None => "",
    };
    words.contains(tree.lemmas[at].as_str())
        || words.contains(tree.word(at).form.to_lowercase().as_str())
        || words.contains(kind)
        || tree.word(at).upos == Upos::Num && words.contains("NUM")
        || tree.by(at, Relation::Compound).any(|c| {
            let pair = format!("{} {}", tree.lemmas[c], tree.lemmas[at]);
            words.contains(pair.as_str())
        })
}

/// The operator at a word, if it is one.
pub(crate) fn operator(tree: &Tree<'_>, at: usize) -> Option<&'static Operator> {
    let mut best: Option<&'static Operator> = None;
    for operator in tree.lexicon.operators(&tree.lemmas[at]) {
        let here = fits(tree, at, operator.pos, operator.copular)
            && (!operator.reflexive || reflexive(tree, at))
            && rest(tree, at, &operator.rest).is_some();
        if here && best.is_none_or(|b| operator.rest.len() > b.rest.len()) {
            best = Some(operator);
        }
    }
    best
}
